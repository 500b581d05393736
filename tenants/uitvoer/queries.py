"""Questions about copies of gemeenten, for pages. All run in the scope of the platform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from keukentafel.components.words import getal_tekst
from tenants.actions.offboarding import Uitvoering
from tenants.uitvoer.models import Terugzetting, Uitvoer, Uitvoerstand, Vorm, Vrager
from tenants.uitvoer.omvang import omvang

HOOGSTENS = 20


@dataclass(frozen=True, slots=True)
class Kopieen:
    """What stands on the page of one gemeente."""

    uitvoeren: list[Uitvoer]
    terugzettingen: list[Terugzetting]
    proef: Terugzetting | None


def kopieen_van(gemeente_id: UUID) -> Kopieen:
    """Return the last exports and restores of a gemeente, and its last drill; three questions."""
    uitvoeren = Uitvoer.objects.filter(gemeente_id=gemeente_id).exclude(vrager=Vrager.ROOSTER)
    terug = Terugzetting.objects.filter(gemeente_id=gemeente_id, is_proef=False).defer("vergelijking")
    return Kopieen(list(uitvoeren[:HOOGSTENS]), list(terug[:HOOGSTENS]), laatste_proef(gemeente_id))


def eigen_uitvoeren(gemeente_id: UUID) -> list[Uitvoer]:
    """Return the readable exports of a gemeente, newest first; one question."""
    return list(Uitvoer.objects.filter(gemeente_id=gemeente_id, vorm=Vorm.LEESBAAR)[:HOOGSTENS])


def nieuwste_leesbare(gemeente_id: UUID) -> Uitvoering | None:
    """Return the newest readable export for the task list of leaving; the gemeente fetches it itself."""
    klaar = Uitvoer.objects.filter(
        gemeente_id=gemeente_id,
        vorm=Vorm.LEESBAAR,
        stand__in=(Uitvoerstand.KLAAR, Uitvoerstand.WEG),
        gemaakt_op__isnull=False,
    ).first()
    if klaar is None or klaar.gemaakt_op is None:
        return None
    adres = reverse("uitvoer:uitvoer", args=[gemeente_id, klaar.pk], urlconf="keukentafel.operator_urls")
    return Uitvoering(klaar.pk, klaar.gemaakt_op, klaar.sha256, klaar.grootte, adres)


def laatste_proef(gemeente_id: UUID) -> Terugzetting | None:
    """Return the last drill of a gemeente; one question."""
    return Terugzetting.objects.filter(gemeente_id=gemeente_id, is_proef=True).first()


def laatste_kopie(gemeente_id: UUID) -> Uitvoer | None:
    """Return the last export that can be put back; one question."""
    klaar = Uitvoer.objects.filter(gemeente_id=gemeente_id, vorm=Vorm.BUNDEL, stand=Uitvoerstand.KLAAR)
    return klaar.exclude(vrager=Vrager.ROOSTER).first()


def deel_van_gemeente(_request: HttpRequest, gemeente: Any) -> dict[str, Any]:
    """Return what the page of a gemeente says about copies; two questions."""
    kopie = laatste_kopie(gemeente.pk)
    return {
        "rij": gemeente,
        "proef": laatste_proef(gemeente.pk),
        "kopie": kopie,
        "omvang": omvang(kopie.grootte) if kopie else "",
    }


def bevindingen(rij: Terugzetting) -> list[tuple[str, str]]:
    """Say what comparing with the bundle gave, in words: what was looked at, and what was found."""
    gevonden: dict[str, Any] = rij.vergelijking.get("bundel", {})
    if not gevonden:
        return []

    def goed_of(wat: list[str] | dict[str, int]) -> str:
        namen = list(wat)
        return "gelijk" if not namen else f"niet gelijk: {', '.join(namen[:5])}"

    return [
        ("Tabellen, indexen en regels", "gelijk" if gevonden["vorm_gelijk"] else "niet gelijk"),
        (f"Rijen ({getal_tekst(gevonden['rijen'])})", goed_of(gevonden["tabellen_anders"])),
        (f"Bestanden ({getal_tekst(gevonden['bestanden'])})", goed_of(gevonden["bestanden_anders"])),
        (
            f"Versleutelde teksten ({getal_tekst(gevonden['geopend'])})",
            "gaan open"
            if not gevonden["onleesbaar"]
            else f"gaan niet open: {', '.join(gevonden['onleesbaar'])}",
        ),
        ("Keten van het logboek", "heel" if not gevonden["logboek"] else gevonden["logboek"][0]),
    ]
