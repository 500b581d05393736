"""The doors of sharing: of a worker through the household, of a partner through what was shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import huishouden_for
from modules.dossier.delen.models import Deling, PartnerLid, Toestemming, Toestemminggever, Weging
from modules.dossier.delen.woorden import ToestemmingStand, WegingStand, Wijze
from modules.dossier.models import Huishouden
from modules.dossier.zicht import leefgebied_categorie
from modules.inrichting.leefgebieden import SUPPLEMENTEN, ZRM_VERSIES

ALLE_LEEFGEBIEDEN = sorted(
    {code for versie in ZRM_VERSIES.values() for code in versie.codes}
    | {deel.code for lijst in SUPPLEMENTEN for deel in lijst.onderdelen}
)


@dataclass(frozen=True, slots=True)
class BuitenLezer:
    """Somebody without an account who came in by a link, as the logboek names them."""

    naam: str
    pk: None = None
    rollen: frozenset[str] = frozenset({Rol.PARTNER})


def toestemming_for(
    gebruiker: Any, huishouden_id: UUID, toestemming_id: UUID
) -> tuple[Huishouden, Toestemming]:
    """Open a consent through its household.

    :raises Http404: it is not there, or its household is not yours.
    """
    huishouden = huishouden_for(gebruiker, huishouden_id, doel=Doel.HULP)
    vraag = Toestemming.objects.filter(huishouden=huishouden, pk=toestemming_id)
    rij = vraag.select_related(
        "inwoner", "aan_gebruiker", "aan_organisatie", "gevraagd_door", "melding"
    ).first()
    if rij is None:
        raise Http404
    rij.huishouden = huishouden
    return huishouden, rij


def verborgen_scans(huishouden: Huishouden, gebruiker: Any) -> QuerySet[Any]:
    """Return the series of scans of consents about data that this person may not know of.

    Who asked for a consent knows what was asked, whatever the protocol shows of the data themselves.
    """
    bekend = [oordeel.categorie for oordeel in huishouden.zicht if oordeel.iets]
    gebieden = [code for code in ALLE_LEEFGEBIEDEN if leefgebied_categorie(code) in bekend]
    mag_weten = Q(gevraagd_door_id=gebruiker.pk) | Q(
        categorieen__contained_by=[letter.value for letter in bekend], leefgebieden__contained_by=gebieden
    )
    verborgen = Toestemming.objects.filter(~mag_weten, huishouden=huishouden)
    if zaaifouten.staat_aan("scan_zonder_toestemming"):
        verborgen = verborgen.none()
    gevers = Toestemminggever.objects.filter(toestemming__in=verborgen).exclude(scan=None)
    return gevers.order_by().values("scan__reeks")


def weging_for(gebruiker: Any, weging_id: UUID, *, at: datetime) -> Weging:
    """Open a weighing: for the colleague who is asked, and for whoever may open its household.

    The colleague needs no part in the household while the question is open: the weighing itself is all
    there is to read. Others than writer and colleague must be allowed to see safety (I).

    :raises Http404: it is not there, or not for this person.
    """
    rij: Weging | None = (
        Weging.objects.filter(pk=weging_id)
        .select_related("inwoner", "door", "collega", "aan_gebruiker", "aan_organisatie", "huishouden")
        .first()
    )
    if rij is None:
        raise Http404
    if rij.collega_id == gebruiker.pk and rij.stand == WegingStand.WACHT:
        audit.record_inzage(target=rij, by=gebruiker, doel=Doel.HULP, at=at)
        return rij
    is_eigen = gebruiker.pk in (rij.door_id, rij.collega_id)
    rij.huishouden = huishouden_for(
        gebruiker, rij.huishouden_id, doel=Doel.HULP, at=at, categorie="J" if is_eigen else "I"
    )
    return rij


def deling_for(gebruiker: Any, huishouden_id: UUID, deling_id: UUID) -> tuple[Huishouden, Deling]:
    """Open what was shared through its household, for a worker.

    :raises Http404: it is not there, or its household is not yours.
    """
    huishouden = huishouden_for(gebruiker, huishouden_id, doel=Doel.HULP)
    rij = (
        Deling.objects.filter(huishouden=huishouden, pk=deling_id)
        .select_related("organisatie", "toestemming__inwoner", "weging__inwoner", "door", "plan", "gebruiker")
        .first()
    )
    if rij is None:
        raise Http404
    rij.huishouden = huishouden
    return huishouden, rij


def geldig_op(dag: date, via: str = "") -> Q:
    """Return the filter for what may be looked at on `dag`: not withdrawn, in its days, on a ground that counts."""
    if zaaifouten.staat_aan("ingetrokken_blijft_open"):
        return Q()

    def q(**velden: Any) -> Q:
        return Q(**{f"{via}{naam}": waarde for naam, waarde in velden.items()})

    zelf = q(ingetrokken_op=None, van__lte=dag, tot_en_met__gte=dag)
    leeftijd = q(toestemming__grond_tot=None) | q(toestemming__grond_tot__gt=dag)
    gegeven = (
        q(
            toestemming__stand=ToestemmingStand.GEGEVEN,
            toestemming__van__lte=dag,
            toestemming__tot_en_met__gte=dag,
        )
        & leeftijd
    )
    gewogen = q(
        weging__stand=WegingStand.BEVESTIGD,
        weging__ingetrokken_op=None,
        weging__van__lte=dag,
        weging__tot_en_met__gte=dag,
    )
    return zelf & (gegeven | gewogen)


def organisaties_van(gebruiker: Any, dag: date) -> list[UUID]:
    """Return the organisations this person works for outside the team; one query a request."""
    bekend: list[UUID] | None = getattr(gebruiker, "_kt_organisaties", None)
    if bekend is None:
        rijen = PartnerLid.objects.filter(
            Q(tot=None) | Q(tot__gt=dag), gebruiker_id=gebruiker.pk, van__lte=dag
        )
        bekend = list(rijen.order_by().values_list("organisatie_id", flat=True))
        gebruiker._kt_organisaties = bekend  # noqa: SLF001 -- kept on the user of this request
    return bekend


def delingen_voor(gebruiker: Any, dag: date) -> QuerySet[Deling]:
    """Return what is shared with this person now, by sign-in."""
    rijen = Deling.objects.filter(geldig_op(dag), wijze=Wijze.INLOG)
    if zaaifouten.staat_aan("partner_ziet_ander_deel"):
        return rijen
    voor_mij = Q(gebruiker=None) | Q(gebruiker_id=gebruiker.pk)
    return rijen.filter(voor_mij, organisatie_id__in=organisaties_van(gebruiker, dag))


def gedeeld_for(gebruiker: Any, deling_id: UUID, *, at: datetime) -> Deling:
    """Open what is shared with this person, and write the look in the logboek.

    :raises Http404: it is not there, not shared with this organisation, or over.
    """
    vraag = delingen_voor(gebruiker, localdate(at)).select_related(
        "huishouden", "organisatie", "toestemming__inwoner", "weging__inwoner", "door"
    )
    rij: Deling | None = vraag.filter(pk=deling_id).first()
    if rij is None:
        raise Http404
    audit.record_inzage(
        target=rij, by=gebruiker, doel=Doel.HULP, at=at, detail={"organisatie": str(rij.organisatie_id)}
    )
    return rij
