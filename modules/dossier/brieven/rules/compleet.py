"""Whether a letter may go out: everything is filled in, it is signed, and what the law asks still stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from keukentafel.values.bevinding import Bevinding
from modules.dossier.brieven.rules.sjabloon import open_velden


def controleer_verzenden(
    feiten: Mapping[str, str],
    *,
    kanaal: str,
    heeft_adres: bool,
    verplicht: Mapping[str, tuple[str, str]],
    woont_elders: bool = False,
) -> tuple[Bevinding, ...]:
    """Return what keeps a letter from being sent.

    `feiten`: onderwerp, samenvatting, tekst, ondertekenaar, aan. `verplicht`: per mandatory field what it
    is and its words (Awb 3:45: a decision says how to object), which must still stand in the text.
    """
    gemist = [
        Bevinding(f"Vul in: {wat}.", "tekst")
        for wat in dict.fromkeys(open_velden(feiten["onderwerp"], feiten["samenvatting"], feiten["tekst"]))
    ]
    tekst = _kaal(feiten["tekst"])
    for naam, (wat, woorden) in verplicht.items():
        if not woorden or _kaal(woorden) not in tekst:
            gemist.append(Bevinding(f"In de brief ontbreekt {wat}. Die hoort er altijd in.", naam))
    if not feiten["onderwerp"].strip():
        gemist.append(Bevinding("Vul in waar de brief over gaat.", "onderwerp"))
    if not feiten["tekst"].strip():
        gemist.append(Bevinding("De brief is nog leeg. Schrijf de tekst.", "tekst"))
    if not feiten["ondertekenaar"].strip():
        gemist.append(Bevinding("Vul in wie de brief tekent.", "ondertekenaar_naam"))
    if kanaal == "post" and not heeft_adres:
        waar = "bij Aan wie" if woont_elders else "bij het huishouden"
        gemist.append(
            Bevinding(
                f"Er is geen volledig adres. Vul straat, huisnummer en postcode in {waar}, "
                "of kies een andere manier.",
                "kanaal",
            )
        )
    return tuple(gemist)


def _kaal(tekst: str) -> str:
    """Return words only, so that another line or mark is no other text."""
    return re.sub(r"[\W_]+", " ", tekst).casefold().strip()
