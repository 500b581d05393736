"""Every event that the supplier's floors write in its logboek has words for who reads it."""

from __future__ import annotations

import re

from tenants.console.gebeurtenissen import alle_onderwerpen, alle_zinnen
from tests.house.bron import WORTEL

_AANROEP = re.compile(r'\b(?:noteer|_noteer)\(\s*(f?)"([a-z0-9_.]+)"')
_RIJ = re.compile(r'gebeurtenis=(f?)"([a-z0-9_.]+)"')
_SLEUTEL = re.compile(r"^[a-z_]+(\.[a-z0-9_]+)+$")


def geschreven() -> dict[str, str]:
    """Return the events in the source of the supplier's floors, with the file that writes them."""
    gevonden: dict[str, str] = {}
    for map_ in ("tenants", "support", "billing", "modules/inrichting/bibliotheek"):
        for pad in (WORTEL / map_).rglob("*.py"):
            for patroon in (_AANROEP, _RIJ):
                for gevormd, sleutel in patroon.findall(pad.read_text()):
                    if not gevormd and _SLEUTEL.match(sleutel):
                        gevonden[sleutel] = str(pad.relative_to(WORTEL))
    return gevonden


def test_every_event_of_the_supplier_has_words() -> None:
    zonder = {sleutel: pad for sleutel, pad in geschreven().items() if sleutel not in alle_zinnen()}

    assert zonder == {}, "registreer_gebeurtenis(...) in de ready() van de app"


def test_every_event_belongs_to_a_subject_of_the_filter() -> None:
    assert {sleutel.split(".")[0] for sleutel in alle_zinnen()} - set(alle_onderwerpen()) == set()


def test_the_scan_sees_what_is_written() -> None:
    assert "leverancier.account.gemaakt" in geschreven()
