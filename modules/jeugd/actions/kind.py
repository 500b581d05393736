"""What is looked at for one child: its woonplaats, the plan of the family, both parents, who does the work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType, SimpleNamespace
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Verouderd
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import TijdlijnGroep
from modules.inrichting.rules.protocol import Categorie
from modules.jeugd.actions.hulpvraag import NietRond, bewaar, lock_hulpvraag
from modules.jeugd.feiten import adresafdruk_van, registraties_van
from modules.jeugd.models import Hulpvraag, Ouderkijk, Woonplaatsoordeel
from modules.jeugd.rules.gezinsplan import gezinsplan_klopt
from modules.jeugd.rules.instemming import afwijkend_klopt
from modules.jeugd.rules.werktoedeling import beoordeel
from modules.jeugd.rules.woonplaats import Woonfeiten, woonplaats
from modules.jeugd.woorden import Gezinsplan


@transaction.atomic
def check_woonplaats(
    *,
    hulpvraag: Hulpvraag,
    feiten: Woonfeiten,
    aanleiding: str,
    per: date,
    gemeente_naam: str,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Woonplaatsoordeel:
    """Run the rule of the woonplaats and keep its outcome with the reason (Jeugdwet 1.1).

    :raises NietRond: too little is known; the sentence says what to ask.
    :raises Verouderd: somebody looked at it since `gezien_versie`; `huidig` is that judgement.
    """
    uitkomst = woonplaats(feiten)
    if not uitkomst.is_bekend:
        veld = "gemeente_voor_verblijf" if feiten.heeft_verblijf else "gemeente_brp"
        raise NietRond(((veld, uitkomst.ontbreekt),))
    rij = lock_hulpvraag(hulpvraag)
    if gezien_versie is not None and rij.versie != gezien_versie:
        raise Verouderd(huidig=_laatste_met_versie(rij))
    oordeel = Woonplaatsoordeel.objects.create(
        hulpvraag=rij,
        aanleiding=aanleiding,
        per=per,
        heeft_verblijf=feiten.heeft_verblijf,
        gemeente_brp=feiten.gemeente_brp,
        gemeente_voor_verblijf=feiten.gemeente_voor_verblijf,
        gemeente_moeder=feiten.gemeente_moeder_bij_geboorte,
        gemeente_werkelijk=feiten.gemeente_werkelijk,
        gemeente=uitkomst.gemeente,
        is_onze=uitkomst.is_van(gemeente_naam),
        regel=uitkomst.regel,
        reden=uitkomst.reden,
        artikel=uitkomst.artikel,
        adres_afdruk=adresafdruk_van(rij.inwoner_id),
        door=by,
        op=at,
    )
    rij.heeft_verblijf, rij.versie = feiten.heeft_verblijf, rij.versie + 1
    rij.save(update_fields=["heeft_verblijf", "versie"])
    schrijf_tijdlijn(
        huishouden=rij.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="map-pin",
        titel=f"Woonplaats bekeken: {uitkomst.gemeente}",
        tekst=uitkomst.reden,
        at=at,
        by=by,
        bij=oordeel,
        categorie=Categorie.JEUGD,
    )
    detail = {"regel": str(uitkomst.regel), "is_onze": oordeel.is_onze}
    audit.record(
        "jeugd.woonplaats.bekeken",
        target=oordeel,
        by=by,
        at=at,
        soort="maken",
        huishouden_id=rij.huishouden_id,
        detail=detail,
    )
    return oordeel


def _laatste_met_versie(rij: Hulpvraag) -> SimpleNamespace:
    """Return what was judged last, with the version of its hulpvraag: what a second sees beside the own words."""
    laatste = rij.woonplaatsen.order_by("-op", "-id").first()
    velden = ("gemeente_brp", "gemeente_voor_verblijf", "gemeente_moeder", "gemeente_werkelijk")
    begin = {veld: getattr(laatste, veld, "") for veld in velden}
    return SimpleNamespace(**begin, heeft_verblijf=rij.heeft_verblijf, versie=rij.versie)


@transaction.atomic
def offer_gezinsplan(
    *,
    hulpvraag: Hulpvraag,
    keuze: str,
    aangeboden_op: date | None,
    toelichting: str,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Hulpvraag:
    """Record that the family was offered to make its own plan, and what it answered (Jeugdwet 4.1.2).

    :raises NietRond: a day or a reason is missing.
    :raises Verouderd: somebody saved this hulpvraag since `gezien_versie`.
    """
    mist = gezinsplan_klopt(keuze, aangeboden_op=aangeboden_op, toelichting=toelichting)
    if mist:
        raise NietRond(mist)
    rij = lock_hulpvraag(hulpvraag, gezien_versie)
    rij.gezinsplan, rij.gezinsplan_op, rij.gezinsplan_toelichting = (
        Gezinsplan(keuze),
        aangeboden_op,
        toelichting,
    )
    rij.versie += 1
    rij.save(update_fields=["gezinsplan", "gezinsplan_op", "gezinsplan_toelichting", "versie"])
    audit.record("jeugd.gezinsplan.aangeboden", target=rij, by=by, at=at, detail={"keuze": keuze})
    return rij


@transaction.atomic
def note_kijk(
    *,
    hulpvraag: Hulpvraag,
    wie: str,
    tekst: str,
    is_eens: bool | None,
    op: date,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Ouderkijk:
    """Keep how somebody who decides looks at it; what he or she said before makes room.

    :raises Verouderd: somebody wrote down the words of this person since `gezien_versie`.
    """
    vraag = lock_hulpvraag(hulpvraag)
    oud = vraag.kijken.filter(wie=wie).first()
    if oud is not None and gezien_versie is not None and vraag.versie != gezien_versie:
        eens = {True: "ja", False: "nee", None: ""}[oud.is_eens]
        raise Verouderd(huidig=SimpleNamespace(tekst=oud.tekst, is_eens=eens, op=oud.op, versie=vraag.versie))
    rij = oud or Ouderkijk(hulpvraag=vraag, wie=wie)
    rij.tekst, rij.is_eens, rij.op, rij.door = tekst, is_eens, op, by
    rij.versie += 0 if oud is None else 1
    rij.save()
    vraag.versie += 1
    vraag.save(update_fields=["versie"])
    audit.record("jeugd.ouderkijk.genoteerd", target=rij, by=by, at=at, huishouden_id=vraag.huishouden_id)
    return rij


@transaction.atomic
def set_afwijkend(
    *,
    hulpvraag: Hulpvraag,
    afwijkend: str,
    omdat: str,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Hulpvraag:
    """Say why help may begin without everybody who decides (Jeugdwet 7.3.4 lid 2, BW 1:265h), or take that back.

    :raises NietRond: no reason, or not of an age for it.
    :raises Verouderd: somebody saved this hulpvraag since `gezien_versie`.
    """
    rij = lock_hulpvraag(hulpvraag, gezien_versie)
    mist = afwijkend_klopt(afwijkend, leeftijd=rij.inwoner.leeftijd_op(localdate(at)), omdat=omdat)
    if mist:
        raise NietRond(mist)
    rij.afwijkend, rij.afwijkend_omdat = afwijkend, omdat.strip() if afwijkend else ""
    return bewaar(rij, ("afwijkend", "afwijkend_omdat"), "zonder_instemming", by, at)


@transaction.atomic
def choose_professional(
    *,
    hulpvraag: Hulpvraag,
    professional: Any,
    verantwoordelijke: Any,
    zonder_omdat: str,
    dag: date,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Hulpvraag:
    """Choose who does the work: registered, or under somebody who is, with the reason (Besluit Jeugdwet 5.1.1).

    :raises NietRond: not registered, and no reason or no responsible professional.
    :raises Verouderd: somebody saved this hulpvraag since `gezien_versie`.
    """
    mensen = [mens.pk for mens in (professional, verantwoordelijke) if mens is not None]
    alle = registraties_van(mensen)
    oordeel = beoordeel(
        naam=professional.naam,
        registraties=alle.get(professional.pk, MappingProxyType({})),
        dag=dag,
        onder_naam=verantwoordelijke.naam if verantwoordelijke else "",
        onder_registraties=_van(alle, verantwoordelijke),
        zonder_omdat=zonder_omdat,
    )
    if not oordeel.mag:
        veld = "zonder_omdat" if "Schrijf op" in oordeel.wat_te_doen else "verantwoordelijke"
        raise NietRond(((veld, f"{oordeel.reden} {oordeel.wat_te_doen}"),))
    rij = lock_hulpvraag(hulpvraag, gezien_versie)
    rij.professional, rij.verantwoordelijke = professional, verantwoordelijke
    rij.zonder_registratie_omdat, rij.versie = zonder_omdat.strip(), rij.versie + 1
    rij.save(update_fields=["professional", "verantwoordelijke", "zonder_registratie_omdat", "versie"])
    audit.record(
        "jeugd.hulpvraag.toegedeeld", target=rij, by=by, at=at, detail={"professional": str(professional.pk)}
    )
    return rij


def _van(alle: Mapping[Any, Mapping[str, date]], wie: Any) -> Mapping[str, date] | None:
    return alle.get(wie.pk, {}) if wie is not None else None
