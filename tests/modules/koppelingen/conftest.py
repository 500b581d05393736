"""A gemeente with a practice BRP, and a household that lives in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import now

from keukentafel.exchange.brp import fake
from modules.koppelingen.actions.koppeling import set_koppeling
from modules.koppelingen.keuzes import BrpKeuzes
from modules.koppelingen.models import Koppeling
from modules.koppelingen.soorten import Koppelsoort

DOELBINDING = {"wmo": "BRP-Wmo", "jeugd": "BRP-Jeugdwet"}


@pytest.fixture(autouse=True)
def proefsystemen(tmp_path: Any, settings: Any) -> None:
    """Give the practice systems of each test a memory of their own."""
    settings.KT_PROEFSYSTEMEN = tmp_path / "proef.sqlite"


def zet_brp(by: Any, adres: str = fake.ADRES, **keuzes: Any) -> Koppeling:
    """Connect the BRP."""
    bekend = Koppeling.objects.filter(soort="brp").first()
    gewoon = BrpKeuzes(doelbinding=DOELBINDING)
    alle = {naam: getattr(gewoon, naam) for naam in BrpKeuzes.__dataclass_fields__}
    return set_koppeling(
        soort=Koppelsoort.BRP, is_aan=True, adres=adres, geheim=fake.SLEUTEL, keuzes={**alle, **keuzes},
        versie=bekend.versie if bekend else 0, by=by, at=now(),
    )  # fmt: skip
