"""A measure on benefit: weighed first, and looked at again within three months (Participatiewet 18). Pure."""

from __future__ import annotations

from dataclasses import dataclass

from modules.participatie.woorden import Besluit, Verwijt


@dataclass(frozen=True, slots=True)
class Weging:
    """What must be thought about before a measure: blame, reasons, the family, what else could be done."""

    verwijt: str
    reden_inwoner: str = ""
    dringend: str = ""
    kinderen: str = ""
    anders: str = ""


def weging_klopt(weging: Weging, besluit: str) -> tuple[tuple[str, str], ...]:
    """Return what is missing or may not be, as (field, sentence) (Participatiewet 18 lid 9 and 10)."""
    mist = []
    if weging.verwijt not in Verwijt.values:
        mist.append(("verwijt", "Kies hoe verwijtbaar het is."))
    if not weging.reden_inwoner.strip():
        mist.append(("reden_inwoner", "Schrijf op wat de inwoner er zelf over zegt."))
    if not weging.kinderen.strip():
        mist.append(("kinderen", "Schrijf op wat een maatregel betekent voor de kinderen en het huishouden."))
    if not weging.anders.strip():
        mist.append(("anders", "Schrijf op wat er anders kan dan een maatregel."))
    if weging.verwijt == Verwijt.GEEN and besluit != Besluit.GEEN:
        mist.append(("besluit", "Zonder verwijt komt er geen maatregel (Participatiewet artikel 18 lid 9)."))
    if weging.dringend.strip() and besluit == Besluit.OPLEGGEN:
        mist.append(
            (
                "besluit",
                "Er zijn dringende redenen: kies lichter of geen (Participatiewet artikel 18 lid 10).",
            )
        )
    return tuple(mist)
