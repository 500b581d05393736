"""The letters of an objection and a complaint: made from what is on record, and what their leaving does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel.values.datum_tekst import datum_voluit
from modules.dossier.besluiten.actions.bezwaar import announce_bezwaar, lock_bezwaar
from modules.dossier.besluiten.actions.klacht import confirm_klacht, lock_klacht
from modules.dossier.besluiten.actions.weigeringen import KanNuNiet
from modules.dossier.besluiten.models import Bezwaar, Klacht
from modules.dossier.besluiten.queries.lijsten import in_een_zin
from modules.dossier.besluiten.woorden import BezwaarStand, BezwaarUitkomst, KlachtOordeel, KlachtStand
from modules.dossier.brieven.actions.brief import make_brief
from modules.dossier.brieven.adressanten import adressanten
from modules.dossier.brieven.models import Brief
from modules.dossier.brieven.rules.geadresseerde import Geadresseerde
from modules.dossier.brieven.soorten import bij_posten, bij_verzending, soorten
from modules.dossier.models import Huishouden, Inwoner

BEZWAAR_ONTVANGST = "bezwaar_ontvangst"
HOORZITTING = "bezwaar_hoorzitting"
BEZWAAR_BESLISSING = "bezwaar_beslissing"
KLACHT_ONTVANGST = "klacht_ontvangst"
KLACHT_ANTWOORD = "klacht_antwoord"
_POST = "post"
_GEMACHTIGDE = "gemachtigde:"

_BESLUIT_KORT: Mapping[str, str] = {
    BezwaarUitkomst.GEGROND: "U krijgt gelijk. Wij nemen een nieuw besluit.",
    BezwaarUitkomst.DEELS: "U krijgt voor een deel gelijk. Wij nemen een nieuw besluit.",
    BezwaarUitkomst.ONGEGROND: "U krijgt geen gelijk. Ons eerste besluit blijft zoals het is.",
    BezwaarUitkomst.NIET_ONTVANKELIJK: "Wij kunnen uw bezwaar niet behandelen. Ons eerste besluit blijft zoals het is.",
}
_OORDEEL_KORT: Mapping[str, str] = {
    KlachtOordeel.GEGROND: "Uw klacht klopt. Dit hadden wij beter moeten doen.",
    KlachtOordeel.DEELS: "Uw klacht klopt voor een deel.",
    KlachtOordeel.ONGEGROND: "Wij vinden dat wij zorgvuldig hebben gehandeld.",
    KlachtOordeel.GEEN: "Wij geven geen oordeel over uw klacht.",
    "": "Wij hebben uw klacht samen met u opgelost.",
}


@dataclass(frozen=True, slots=True)
class TeMaken:
    """A letter that hangs on an objection or complaint: there already, or to be made now."""

    code: str
    titel: str
    brief: Brief | None
    kan: bool


def bezwaarbrieven(rij: Bezwaar) -> list[TeMaken]:
    """Return the letters of an objection, in the order of its steps: one query."""
    open_ = rij.stand in (BezwaarStand.ONTVANGEN, BezwaarStand.GEHOORD)
    kan = {
        BEZWAAR_ONTVANGST: open_,
        HOORZITTING: rij.stand == BezwaarStand.ONTVANGEN,
        BEZWAAR_BESLISSING: rij.stand == BezwaarStand.BESLIST,
    }
    return _regels(rij, kan)


def klachtbrieven(rij: Klacht) -> list[TeMaken]:
    """Return the letters of a complaint, in the order of its steps: one query."""
    af = rij.stand in (KlachtStand.BEANTWOORD, KlachtStand.OPGELOST)
    return _regels(rij, {KLACHT_ONTVANGST: rij.loopt and rij.bevestigd_op is None, KLACHT_ANTWOORD: af})


def _regels(rij: Bezwaar | Klacht, kan: Mapping[str, bool]) -> list[TeMaken]:
    brieven = Brief.objects.filter(bron_id=rij.pk, soort__in=list(kan)).exclude(stand="vervallen")
    nieuwste = {brief.soort: brief for brief in brieven.order_by("gemaakt_op", "pk")}
    return [
        TeMaken(
            code, soorten.titel(code), nieuwste.get(code), kan=mag and code not in nieuwste
        )
        for code, mag in kan.items()
    ]  # fmt: skip


def wie_bezwaar(rij: Bezwaar, dag: date) -> list[Geadresseerde]:
    """Return who may get a letter about an objection: a gemachtigde first (Awb 6:17)."""
    keuzes = adressanten(rij.huishouden, rij.beschikking.inwoner, dag)
    return sorted(keuzes, key=lambda keuze: not keuze.sleutel.startswith(_GEMACHTIGDE))


def wie_klacht(rij: Klacht, dag: date) -> list[Geadresseerde]:
    """Return who may get a letter about a complaint."""
    return adressanten(rij.huishouden, klager(rij), dag)


def klager(rij: Klacht) -> Inwoner | None:
    """Return who complained, when that is somebody of the household; None for the household."""
    for lid in rij.huishouden.leden.filter(tot=None).select_related("inwoner"):
        if lid.inwoner.naam.casefold() == rij.indiener.strip().casefold():
            wie: Inwoner = lid.inwoner
            return wie
    return None


@transaction.atomic
def make_bezwaarbrief(
    *, bezwaar: Bezwaar, soort: str, aan: str, gegevens: Mapping[str, object], by: Any, at: datetime
) -> Brief:
    """Make a letter of an objection (Awb 6:14, 7:2, 7:12); asked twice, it is the same letter.

    :raises KanNuNiet: this letter does not follow on where the objection stands.
    """
    rij = lock_bezwaar(bezwaar)
    besluit = rij.beschikking
    inhoud: dict[str, object] = {
        "ontvangen_op": datum_voluit(rij.ontvangen_op),
        "besluit_van": datum_voluit(besluit.bekend_op) if besluit.bekend_op else "",
        "waarover": in_een_zin(besluit),
    }
    if soort == BEZWAAR_ONTVANGST:
        inhoud["beslissen_voor"] = datum_voluit(rij.beslissen_uiterlijk)
        if not rij.gronden.strip():
            inhoud["ontbreekt"] = "Schrijf ons waarom u het niet eens bent met het besluit."
    elif soort == BEZWAAR_BESLISSING:
        inhoud |= {
            "besluit_kort": _BESLUIT_KORT.get(rij.uitkomst, ""), "overwegingen": rij.motivering,
            "eigen_woorden": rij.gronden,
        }  # fmt: skip
    return _maak(
        bezwaarbrieven(rij), soort, huishouden=rij.huishouden, inwoner=besluit.inwoner, casus=besluit.casus,
        aan=aan or wie_bezwaar(rij, localdate(at))[0].sleutel, gegevens={**inhoud, **gegevens}, bron=rij, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def make_klachtbrief(*, klacht: Klacht, soort: str, aan: str, by: Any, at: datetime) -> Brief:
    """Make a letter of a complaint (Awb 9:6, 9:12); asked twice, it is the same letter.

    :raises KanNuNiet: this letter does not follow on where the complaint stands.
    """
    rij = lock_klacht(klacht)
    inhoud: dict[str, object] = {"ontvangen_op": datum_voluit(rij.ontvangen_op), "eigen_woorden": rij.tekst}
    if soort == KLACHT_ONTVANGST:
        inhoud |= {
            "behandelaar": rij.behandelaar.naam,
            "antwoord_voor": datum_voluit(rij.afhandelen_uiterlijk),
        }
    else:
        inhoud |= {
            "bevindingen": rij.antwoord,
            "oordeel_kort": _OORDEEL_KORT.get(rij.oordeel, ""),
            "wat_wij_doen": rij.vervolg,
        }
    return _maak(
        klachtbrieven(rij), soort, huishouden=rij.huishouden, inwoner=klager(rij), casus=rij.casus, aan=aan,
        gegevens=inhoud, bron=rij, by=by, at=at,
    )  # fmt: skip


def _maak(regels: list[TeMaken], soort: str, *, huishouden: Huishouden, **velden: Any) -> Brief:
    regel = next((regel for regel in regels if regel.code == soort), None)
    if regel is not None and regel.brief is not None:
        return regel.brief
    if regel is None or not regel.kan:
        raise KanNuNiet(_WAAROM_NIET.get(soort, "Deze brief hoort niet bij deze stap."))
    return make_brief(huishouden=huishouden, soort=soort, **velden)


_WAAROM_NIET: Mapping[str, str] = {
    BEZWAAR_ONTVANGST: "Op dit bezwaar is al beslist, of het is ingetrokken. Een bevestiging hoort daarvoor.",
    HOORZITTING: "Voor dit bezwaar is al gehoord of beslist. Een uitnodiging hoort daarvoor.",
    BEZWAAR_BESLISSING: "Op dit bezwaar is nog niet beslist, of het besluit is al verstuurd. Neem eerst het besluit.",
    KLACHT_ONTVANGST: "Deze klacht is al bevestigd of afgehandeld.",
    KLACHT_ANTWOORD: "Op deze klacht is nog geen antwoord. Leg eerst het antwoord vast.",
}


def _bevestig(brief: Brief, op: date, by: Any, at: datetime) -> None:
    if brief.bron_id is None:
        return
    rij = Klacht.objects.filter(pk=brief.bron_id).first()
    if rij is not None and rij.loopt and rij.bevestigd_op is None:
        confirm_klacht(klacht=rij, op=op, by=by, at=at)


def _maak_bekend(brief: Brief, op: date, by: Any, at: datetime) -> None:
    if brief.bron_id is None:
        return
    rij = Bezwaar.objects.filter(pk=brief.bron_id, stand=BezwaarStand.BESLIST).first()
    if rij is not None:
        announce_bezwaar(bezwaar=rij, bekend_op=op, by=by, at=at)


def _bij_vertrek(code: str, doe: Any) -> None:
    """Do it on the day the letter leaves: at once, or by post with the batch."""

    def verzonden(brief: Brief, by: Any, at: datetime) -> None:
        if brief.kanaal != _POST:
            doe(brief, localdate(at), by, at)

    bij_verzending(code, verzonden)
    bij_posten(code, doe)


def register() -> None:
    """Listen to letters that leave."""
    _bij_vertrek(KLACHT_ONTVANGST, _bevestig)
    _bij_vertrek(BEZWAAR_BESLISSING, _maak_bekend)
