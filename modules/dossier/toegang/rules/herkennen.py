"""Which surnames of a colleague are looked for in a household."""

from __future__ import annotations

from keukentafel.values.naam import splits_voorvoegsel


def achternamen_van(volledige_naam: str) -> list[str]:
    """Return the surnames in a full name, in small letters: `Daan de Vries-Smit` → de two parts.

    The first word is taken as the first name, and what stands before the surname is left out.
    """
    woorden = volledige_naam.split()[1:]
    if not woorden:
        return []
    _, achternaam = splits_voorvoegsel(" ".join(woorden))
    return [deel for deel in achternaam.lower().split("-") if len(deel) > 1]
