"""Show decisions that were made known, and the letters they went in, in the registers. Nothing is stored twice.

The decision has its days and its kind; why it was taken stands in the letter only. A register of decisions
knows no vertrouwelijkheid, so of a shielded household no decision stands there at all.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel.tenancy import huidige_gemeente
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.woorden import STOPT_HULP, Stand
from modules.dossier.brieven.models.brief import OPSLAG, Brief
from modules.dossier.models import Huishouden
from modules.zgw.besluiten.actions.besluit import maak_besluit
from modules.zgw.besluiten.actions.documenten import link_document as link_aan_besluit
from modules.zgw.besluiten.models import Besluit, Vervalreden
from modules.zgw.catalogus.models import (
    BesluittypeInformatieobject,
    ZaaktypeBesluit,
    ZaaktypeInformatieobjecttype,
)
from modules.zgw.documenten.actions.document import maak_document
from modules.zgw.documenten.actions.inhoud import Geleend
from modules.zgw.documenten.models import Informatieobject, Informatieobjectversie
from modules.zgw.eigen import BESLUITTYPE_VAN_WET
from modules.zgw.eigen.opzoeken import besluittype_op, documenttype_op, rsin
from modules.zgw.sporen.toner import kijk, tell
from modules.zgw.stroom.actions.verbergen import hide_in_sporen
from modules.zgw.stroom.bezig import aan_het_schrijven
from modules.zgw.stroom.models import Koppelsoort, Zaakkoppeling
from modules.zgw.stroom.rules.bescherming import bescherming
from modules.zgw.stroom.rules.naar_buiten import BESLUIT, soort_van_brief
from modules.zgw.zaken.actions.documenten import link_document as link_aan_zaak
from modules.zgw.zaken.models import Zaak

COLLEGE: Final = "College van burgemeester en wethouders"
BEZWAAR: Final = timedelta(weeks=6)


@transaction.atomic
def sync_besluit(*, beschikking_id: UUID, by: Any, at: datetime) -> None:
    """Bring the decision in the register up to what the dossier says: there once it is known, gone when shielded."""
    rij = Beschikking.objects.select_related("huishouden", "vervangt").get(pk=beschikking_id)
    besluit = Besluit.objects.filter(beschikking_id=rij.pk).first()
    hoort = rij.stand == Stand.BEKEND and not rij.huishouden.is_afgeschermd
    with aan_het_schrijven():
        if besluit is not None and not hoort:
            eerder = kijk(besluit)
            besluit.delete()
            tell(actie="destroy", by=by, at=at, eerder=eerder)
        elif besluit is None and hoort:
            _maak_besluit(rij, by, at)
        if hoort and rij.vervangt_id is not None and rij.relatie in STOPT_HULP:
            _laat_vervallen(rij, by, at)
    if rij.huishouden.is_geheim_adres or rij.huishouden.is_afgeschermd:
        hide_in_sporen(huishouden_id=rij.huishouden_id)


def _maak_besluit(rij: Beschikking, by: Any, at: datetime) -> None:
    besluittype = besluittype_op(BESLUITTYPE_VAN_WET.get(rij.wet, ""), localdate(at))
    if besluittype is None or rij.bekend_op is None or rij.beslist_op is None:
        return
    besluit = maak_besluit(
        besluittype=besluittype,
        verantwoordelijke_organisatie=rsin(),
        datum=localdate(rij.beslist_op),
        ingangsdatum=rij.bekend_op,
        zaak=_zaak_voor(rij, besluittype.soort_id),
        vandaag=localdate(at),
        bestuursorgaan=COLLEGE,
        verzenddatum=rij.bekend_op,
        uiterlijke_reactiedatum=rij.bekend_op + BEZWAAR,
        beschikking_id=rij.pk,
        huishouden_id=rij.huishouden_id,
        inwoner_id=rij.inwoner_id,
    )
    tell(rij=besluit, actie="create", by=by, at=at)
    brief = Informatieobject.objects.filter(bron_id=rij.brief_id).first() if rij.brief_id else None
    if (
        brief is not None
        and BesluittypeInformatieobject.objects.filter(
            besluitsoort=besluit.soort_id, documentsoort=brief.soort_id
        ).exists()
    ):
        tell(rij=link_aan_besluit(besluit=besluit, document_id=brief.pk), actie="create", by=by, at=at)


def _zaak_voor(rij: Beschikking, besluitsoort_id: UUID) -> Zaak | None:
    """Return the zaak of its melding, else that of the casus, when decisions of this kind may stand there."""
    plekken = [(Koppelsoort.MELDING, rij.melding_id), (Koppelsoort.CASUS, rij.casus_id)]
    for soort, object_id in plekken:
        zaak = _zaak(soort, object_id)
        if (
            zaak is not None
            and ZaaktypeBesluit.objects.filter(zaaksoort=zaak.soort_id, besluitsoort=besluitsoort_id).exists()
        ):
            return zaak
    return None


def _zaak(soort: str, object_id: UUID | None) -> Zaak | None:
    if object_id is None:
        return None
    koppeling = Zaakkoppeling.objects.filter(soort=soort, object_id=object_id).select_related("zaak").first()
    return koppeling.zaak if koppeling is not None else None


def _laat_vervallen(rij: Beschikking, by: Any, at: datetime) -> None:
    """Say of the decision before this one that it holds no more."""
    eerder = Besluit.objects.filter(beschikking_id=rij.vervangt_id, vervaldatum=None).first()
    if eerder is None or rij.bekend_op is None:
        return
    was = kijk(eerder)
    eerder.vervaldatum = rij.begin or rij.bekend_op
    eerder.vervalreden = Vervalreden.INGETROKKEN_OVERHEID
    eerder.save(update_fields=["vervaldatum", "vervalreden"])
    tell(rij=eerder, actie="partial_update", by=by, at=at, eerder=was)


@transaction.atomic
def show_brief(*, brief: Brief, by: Any, at: datetime) -> None:
    """Show a letter that went out with the zaak that it belongs to; its file is lent, never copied."""
    naam = soort_van_brief(bron_soort=brief.bron_soort, categorie=brief.categorie)
    huishouden = Huishouden.objects.get(pk=brief.huishouden_id)
    if not naam or huishouden.is_afgeschermd or Informatieobject.objects.filter(bron_id=brief.pk).exists():
        return
    type_, zaak = documenttype_op(naam, localdate(at)), _zaak_van_brief(brief)
    if type_ is None or zaak is None or not _past(zaak, type_.soort_id):
        return
    wie = bescherming(is_geheim_adres=huishouden.is_geheim_adres, is_afgeschermd=False)
    with aan_het_schrijven():
        document = maak_document(
            velden={
                "informatieobjecttype": type_,
                "bronorganisatie": rsin(),
                "creatiedatum": brief.dagtekening,
                "titel": naam,
                "auteur": f"Gemeente {huidige_gemeente().naam}"[:200],
                "taal": "nld",
                "status": "definitief",
                "formaat": "application/pdf",
                "bestandsnaam": f"{naam.lower()}.pdf",
                "verzenddatum": brief.dagtekening,
                "indicatie_gebruiksrecht": False,
                "vertrouwelijkheid": max(type_.vertrouwelijkheid, wie.minstens),
            },
            inhoud=Geleend(OPSLAG, brief.pk, brief.grootte, brief.sha256),
            at=at,
            bron_id=brief.pk,
            huishouden_id=brief.huishouden_id,
            inwoner_id=brief.inwoner_id,
        )
        tell(rij=document, actie="create", by=by, at=at)
        tell(rij=link_aan_zaak(zaak=zaak, document_id=document.pk, at=at), actie="create", by=by, at=at)
    if not wie.noemt_team:
        hide_in_sporen(huishouden_id=huishouden.pk)


def _zaak_van_brief(brief: Brief) -> Zaak | None:
    melding_id = brief.bron_id
    if brief.bron_soort == BESLUIT and brief.bron_id is not None:
        melding_id = Beschikking.objects.filter(pk=brief.bron_id).values_list("melding", flat=True).first()
    return _zaak(Koppelsoort.MELDING, melding_id) or _zaak(Koppelsoort.CASUS, brief.casus_id)


def _past(zaak: Zaak, documentsoort_id: UUID) -> bool:
    return ZaaktypeInformatieobjecttype.objects.filter(
        zaaktype=zaak.zaaktype_id, documentsoort=documentsoort_id
    ).exists()


@transaction.atomic
def protect_stukken(*, huishouden: Huishouden, by: Any, at: datetime) -> None:
    """Close or open the documents and decisions of a household with its shielding."""
    wie = bescherming(is_geheim_adres=huishouden.is_geheim_adres, is_afgeschermd=huishouden.is_afgeschermd)
    documenten = Informatieobject.objects.filter(huishouden_id=huishouden.pk).select_related(
        "versie__informatieobjecttype"
    )
    for document in documenten:
        versie = document.versie
        hoort = max(versie.informatieobjecttype.vertrouwelijkheid, wie.minstens) if versie else wie.minstens
        if document.vertrouwelijkheid != hoort:
            Informatieobject.objects.filter(pk=document.pk).update(vertrouwelijkheid=hoort)
            Informatieobjectversie.objects.filter(document=document).update(vertrouwelijkheid=hoort)
    for beschikking_id in Beschikking.objects.filter(huishouden=huishouden, stand=Stand.BEKEND).values_list(
        "pk", flat=True
    ):
        sync_besluit(beschikking_id=beschikking_id, by=by, at=at)
