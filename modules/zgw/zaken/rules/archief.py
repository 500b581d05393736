"""From when a closed zaak is kept, and until when (rule zrc-021)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import isodate


@dataclass(frozen=True, slots=True)
class Archiefregel:
    """What a resultaattype says: how to find the day, and how long to keep from there (ISO 8601)."""

    afleidingswijze: str
    nominatie: str
    archieftermijn: str
    datumkenmerk: str = ""
    objecttype: str = ""
    procestermijn: str = ""


@dataclass(frozen=True, slots=True)
class Feiten:
    """What a zaak knows at the moment that it closes."""

    einddatum: date
    hoofdzaak_einddatum: date | None = None
    eigenschap: date | None = None
    zaakobjecten: Sequence[date] = ()
    gerelateerd: Sequence[date] = ()
    ingangsdata: Sequence[date] = ()
    vervaldata: Sequence[date] = ()


def brondatum(regel: Archiefregel, feiten: Feiten) -> date | None:
    """Return the day that the term counts from; None when it cannot be told (yet), which is no error."""
    match regel.afleidingswijze:
        case "afgehandeld":
            return feiten.einddatum
        case "hoofdzaak":
            return feiten.hoofdzaak_einddatum
        case "eigenschap":
            return feiten.eigenschap
        case "zaakobject":
            return max(feiten.zaakobjecten, default=None)
        case "termijn":
            return plus(feiten.einddatum, regel.procestermijn)
        case "gerelateerde_zaak":
            return max(feiten.gerelateerd, default=None)
        case "ingangsdatum_besluit":
            return max(feiten.ingangsdata, default=None)
        case "vervaldatum_besluit":
            return max(feiten.vervaldata, default=None)
        case _:  # ander_datumkenmerk: by hand
            return None


def archiefactiedatum(regel: Archiefregel, feiten: Feiten) -> date | None:
    """Return the day on which the zaak may go or must be handed over; None when it cannot be told."""
    begin = brondatum(regel, feiten)
    return None if begin is None else plus(begin, regel.archieftermijn)


def plus(dag: date, duur: str) -> date | None:
    """Return the day so much later; None without a duration, or past what a calendar holds."""
    if not duur:
        return None
    try:
        later: date = dag + isodate.parse_duration(duur)
    except (isodate.ISO8601Error, OverflowError, ValueError):
        return None
    return later


def als_datum(waarde: str) -> date | None:
    """Read the value of a property: `20261122`, an ISO day or moment; None when it is none."""
    kern = waarde.strip()[:19]
    try:
        if len(kern) >= 8 and kern[:8].isdigit():
            return date(int(kern[:4]), int(kern[4:6]), int(kern[6:8]))
        return date.fromisoformat(kern[:10])
    except ValueError:
        return None
