"""The line of a hulpvraag as the page draws it, and the one thing to do first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from keukentafel.components.care import Processtap, Stapstand
from keukentafel.values.datum_tekst import datum
from modules.dossier.besluiten.models import Beschikking
from modules.jeugd.models import Hulpvraag
from modules.jeugd.rules.gezinsplan import Besluitfeiten, ontbreekt_voor_besluit, ontbreekt_voor_hulp
from modules.jeugd.woorden import Gezinsplan, Stand

_VOLGORDE: Final = (Stand.BINNEN, Stand.GESPREK, Stand.AANVRAAG, Stand.BESLOTEN, Stand.HULP, Stand.AFGEROND)


@dataclass(frozen=True, slots=True)
class Eerst:
    """What to do first: the words of the button, why, and where."""

    knop: str
    waarom: str
    url: str


def lijn_van(rij: Hulpvraag) -> list[Processtap]:
    """Return the steps: what came in, the talk, the aanvraag and decision (not after a referral), the help."""
    stappen = [
        (Stand.BINNEN, "Binnengekomen", f"op {datum(rij.ontvangen_op)}"),
        (
            Stand.GESPREK,
            "In gesprek",
            f"sinds {datum(rij.gesprek_op)}" if rij.gesprek_op else "eerste contact",
        ),
    ]
    if not rij.is_verwijzing:
        stappen += [
            (
                Stand.AANVRAAG,
                "Aanvraag",
                f"op {datum(rij.aanvraag_op)}" if rij.aanvraag_op else "als hulp nodig is",
            ),
            (
                Stand.BESLOTEN,
                "Besluit",
                f"op {datum(rij.besloten_op)}" if rij.besloten_op else "binnen 8 weken na de aanvraag",
            ),
        ]
    stappen.append(
        (Stand.HULP, "Hulp", f"vanaf {datum(rij.hulp_van)}" if rij.hulp_van else "nog niet begonnen")
    )
    if rij.stand == Stand.AFGEROND:  # five on a line: the talk makes room for the end
        stappen = [stap for stap in stappen if stap[0] is not Stand.GESPREK]
        stappen.append(
            (Stand.AFGEROND, "Afgerond", f"op {datum(rij.afgerond_op)}" if rij.afgerond_op else "")
        )
    if rij.stand == Stand.INGETROKKEN:
        return [
            Processtap("Binnengekomen", "klaar", f"op {datum(rij.ontvangen_op)}"),
            Processtap("Ingetrokken", "klaar", f"op {datum(rij.afgerond_op)}" if rij.afgerond_op else ""),
        ]
    nu = _VOLGORDE.index(Stand(rij.stand))
    return [Processtap(naam, _waar(rij, stand, nu), tekst) for stand, naam, tekst in stappen]


def _waar(rij: Hulpvraag, stand: Stand, nu: int) -> Stapstand:
    """Return how far one step is; what was skipped on the way to the end was dropped."""
    gebeurd = {
        Stand.GESPREK: rij.gesprek_op,
        Stand.AANVRAAG: rij.aanvraag_op,
        Stand.BESLOTEN: rij.besloten_op,
        Stand.HULP: rij.hulp_van,
    }
    plek = _VOLGORDE.index(stand)
    if plek == nu:
        return "klaar" if stand is Stand.AFGEROND else "nu"
    if plek > nu:
        return "straks"
    return "klaar" if gebeurd.get(stand, rij.ontvangen_op) else "vervallen"


_DOE: Final = {
    "woonplaats": "Bekijk de woonplaats",
    "gezinsplan": "Bied een plan van de familie aan",
    "stem": "Schrijf op wat het kind zegt",
    "professional": "Kies wie de vraag behandelt",
    "ouders": "Leg vast of iemand het eens is",
}


def eerst(rij: Hulpvraag, feiten: Besluitfeiten, *, opnieuw: str, verlengen: str = "") -> Eerst | None:
    """Return the one next step of the page; None when nothing is asked."""
    if rij.is_klaar:
        return None
    if opnieuw:
        return _naar(rij, "woonplaats", _DOE["woonplaats"], opnieuw)
    if verlengen:
        waar = reverse("jeugd:toekomst", args=[rij.huishouden_id, rij.inwoner_id])
        return Eerst("Leg vast of de hulp doorgaat", verlengen, waar)
    if rij.stand == Stand.BINNEN:
        return _naar(rij, "gesprek", "Leg het eerste gesprek vast", "Er is nog geen eerste contact geweest.")
    if rij.gezinsplan == Gezinsplan.NIET_AANGEBODEN:
        return _naar(rij, "gezinsplan", _DOE["gezinsplan"], "De familie mag eerst zelf een plan maken.")
    for deel, zin in ontbreekt_voor_besluit(feiten):
        if deel in _DOE:
            return _naar(rij, deel, _DOE[deel], zin)
    return _voor_de_hulp(rij, feiten) or _verder(rij)


def _voor_de_hulp(rij: Hulpvraag, feiten: Besluitfeiten) -> Eerst | None:
    """Return what the law asks before the help itself begins; None when nothing, or when it is not time."""
    if rij.stand == Stand.HULP or not (rij.is_verwijzing or rij.is_toegekend):
        return None
    for deel, zin in ontbreekt_voor_hulp(feiten):
        if deel == "gezag":
            waar = reverse("dossier:persoon", args=[rij.huishouden_id, rij.inwoner_id])
            return Eerst("Leg vast wie gezag heeft", zin, waar)
        if deel in _DOE:
            return _naar(rij, deel, _DOE[deel], zin)
    return None


def _verder(rij: Hulpvraag) -> Eerst | None:
    """Return what comes next when nothing is missing."""
    if rij.is_verwijzing and rij.stand == Stand.GESPREK:
        return _naar(rij, "hulp", "Laat de hulp beginnen", "Na deze verwijzing is geen besluit nodig.")
    if rij.stand == Stand.GESPREK:
        return _naar(
            rij, "aanvraag", "Leg de aanvraag vast", "Is er hulp nodig? Leg dan vast wanneer die is gevraagd."
        )
    if rij.stand == Stand.AANVRAAG:
        return _besluit(rij)
    if rij.stand == Stand.BESLOTEN and rij.is_toegekend:
        return _naar(rij, "hulp", "Laat de hulp beginnen", "Er is besloten dat de hulp er komt.")
    return None


def _besluit(rij: Hulpvraag) -> Eerst:
    besluit = besluit_van(rij)
    if besluit is not None:
        return Eerst("Ga naar het besluit", "Er ligt een besluit in de maak.", besluit.get_absolute_url())
    vraag = urlencode(
        {"inwoner": rij.inwoner_id, "soort": "jeugd_verlening", "aanvraag_op": rij.aanvraag_op or ""}
    )
    url = f"{reverse('besluiten:nieuw', args=[rij.huishouden_id])}?{vraag}"
    return Eerst("Begin het besluit", "Alles wat de wet vraagt, is er.", url)


def besluit_van(rij: Hulpvraag) -> Beschikking | None:
    """Return the newest decision on this hulpvraag that was not stopped; one query."""
    rijen = Beschikking.objects.filter(
        casus_id=rij.casus_id, inwoner_id=rij.inwoner_id, wet="jeugd", aanvraag_op=rij.aanvraag_op
    )
    gevonden: Beschikking | None = rijen.exclude(stand="ingetrokken").order_by("-gemaakt_op", "-id").first()
    return gevonden


def _naar(rij: Hulpvraag, deel: str, knop: str, waarom: str) -> Eerst:
    return Eerst(knop, waarom, reverse("jeugd:onderdeel", args=[rij.pk, deel]))
