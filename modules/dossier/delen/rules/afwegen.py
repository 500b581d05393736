"""Whether a weighing is complete: sharing without consent only after six points (domain.md 5.2). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from keukentafel.values.bevinding import Bevinding

PUNTEN: Final[Mapping[str, tuple[str, str]]] = {
    "geprobeerd": (
        "Hoe heb je geprobeerd toestemming te krijgen?",
        "Beschrijf in een paar woorden wat je deed om toestemming te krijgen.",
    ),
    "geen_andere_weg": (
        "Waarom kan het niet op een andere manier?",
        "Beschrijf waarom er geen andere weg is.",
    ),
    "ernstig_nadeel": (
        "Welk ernstig nadeel is er als je niets deelt?",
        "Beschrijf het ernstige nadeel, en voor wie.",
    ),
    "evenredig": (
        "Waarom weegt dit nadeel zwaarder dan het geheim?",
        "Beschrijf waarom dit nadeel zwaarder weegt dan het geheim.",
    ),
    "zo_weinig_mogelijk": (
        "Wat deel je niet?",
        "Beschrijf wat je weglaat, zodat je zo weinig mogelijk deelt.",
    ),
}
"""Five points in words; the sixth is the colleague who confirms."""

MIN_TEKENS: Final = 15


def weging_klopt(
    *,
    punten: Mapping[str, str],
    is_dezelfde: bool,
    verteld_op: date | None,
    nog_niet_omdat: str,
    vandaag: date,
) -> tuple[Bevinding, ...]:
    """Return what is missing before sharing without consent may be weighed by a colleague."""
    gevonden = [
        Bevinding(fout, sleutel)
        for sleutel, (_, fout) in PUNTEN.items()
        if len(punten.get(sleutel, "").strip()) < MIN_TEKENS
    ]
    if is_dezelfde:
        gevonden.append(Bevinding("Kies een andere collega dan jezelf.", "collega"))
    if verteld_op is None and not nog_niet_omdat.strip():
        gevonden.append(
            Bevinding("Vul in wanneer de inwoner het hoort, of waarom nu nog niet.", "verteld_op")
        )
    if verteld_op is not None and verteld_op > vandaag:
        gevonden.append(
            Bevinding(
                "Deze dag is nog niet geweest. Laat hem leeg en schrijf op waarom nog niet.", "verteld_op"
            )
        )
    return tuple(gevonden)
