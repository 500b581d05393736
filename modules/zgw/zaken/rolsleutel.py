"""The blind indexes of a role: how somebody is found by a number without the number standing anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from keukentafel.tenancy.sleutels import blinde_index

INDEX: Final = "zgw-rol"
NUMMERS: Final = {
    "natuurlijkPersoon": ("natuurlijk_persoon", ("inpBsn", "anpIdentificatie", "inpA_nummer")),
    "nietNatuurlijkPersoon": ("niet_natuurlijk_persoon", ("innNnpId", "annIdentificatie")),
    "vestiging": ("vestiging", ("vestigingsNummer",)),
    "medewerker": ("medewerker", ("identificatie",)),
    "organisatorischeEenheid": ("organisatorische_eenheid", ("identificatie",)),
}
"""Per kind of somebody: its name in a filter → its code, and the numbers that can be searched."""


def sleutel(betrokkene_type: str, veld: str, waarde: str) -> bytes:
    """Return the blind index of a number of somebody in a role."""
    return blinde_index(INDEX, f"{betrokkene_type}|{veld}|{waarde.strip()}")


def sleutels_van(betrokkene_type: str, wie: Mapping[str, Any]) -> list[bytes]:
    """Return the blind indexes of all numbers in a betrokkeneIdentificatie."""
    return [
        sleutel(betrokkene_type, nummer, wie[nummer])
        for code, nummers in NUMMERS.values()
        if code == betrokkene_type
        for nummer in nummers
        if wie.get(nummer)
    ]
