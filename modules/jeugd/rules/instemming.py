"""Who must agree before youth help begins, by age and gezag (Jeugdwet 7.3.4, 7.3.5, 7.3.15). Pure.

Who is asked comes from the rule of gezag (`modules.dossier.delen.rules.wie_geeft`): under 12 the parents
with gezag, from 12 to 15 the youth and the parents, from 16 the youth alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from modules.inrichting.codelijsten import VerwijzerJeugd
from modules.jeugd.woorden import Afwijkend

ARTIKEL: Final = "Jeugdwet, artikel 7.3.4"
JA, NEE = "Ja", "Nee"


def ontbreekt_instemming(
    namen: Sequence[str],
    antwoorden: Mapping[str, str],
    *,
    verwijzer: str,
    afwijkend: str = "",
    omdat: str = "",
) -> tuple[tuple[str, str], ...]:
    """Return who still has to agree, as (part of the page, sentence); empty when help may begin.

    `namen` are those who decide, `antwoorden` what they said last. A judge or the OM decides without them
    (2.4 lid 2), and so does the consent of a judge in their place (BW 1:265h) with its reason.
    """
    if verwijzer == VerwijzerJeugd.RECHTER_OM or (afwijkend == Afwijkend.RECHTER and omdat.strip()):
        return ()
    mist = []
    for naam in namen:
        antwoord = antwoorden.get(naam, "")
        if antwoord == NEE:
            mist.append(
                ("ouders", f"{naam} wil deze hulp niet. Zonder toestemming begint de hulp niet ({ARTIKEL}).")
            )
        elif antwoord != JA:
            mist.append(("ouders", f"Vraag of {naam} het eens is met deze hulp ({ARTIKEL})."))
    return tuple(mist)


def afwijkend_klopt(afwijkend: str, *, leeftijd: int | None, omdat: str) -> tuple[tuple[str, str], ...]:
    """Return what an exception misses, as (field, sentence).

    Without the parents only from 12 to 15 (Jeugdwet 7.3.4 lid 2); every exception says why.
    """
    if not afwijkend:
        return ()
    mist = []
    if afwijkend != Afwijkend.RECHTER and not (leeftijd is not None and 12 <= leeftijd < 16):
        mist.append(
            (
                "afwijkend",
                "Dit kan alleen bij een jongere van 12 tot en met 15 jaar (Jeugdwet, artikel 7.3.4 lid 2).",
            )
        )
    if not omdat.strip():
        mist.append(("omdat", "Schrijf op waarom de hulp zonder deze toestemming mag beginnen."))
    return tuple(mist)
