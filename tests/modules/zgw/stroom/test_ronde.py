"""Many households given to a colleague at once: a queue that is away stops nobody, and nothing is left out."""

from __future__ import annotations

from typing import Any

import pytest
from celery.exceptions import OperationalError

from keukentafel.tenancy import GemeenteRef
from modules.zgw.stroom import luister

pytestmark = pytest.mark.django_db


def test_a_round_is_shown_at_once_when_there_is_no_queue(
    in_lindewaard: GemeenteRef, monkeypatch: Any
) -> None:
    gevraagd: list[str] = []
    gedaan: list[str] = []

    def weg(_gemeente: GemeenteRef, casus_id: str, _wie: str) -> None:
        if gevraagd:
            raise OperationalError("niemand")
        gevraagd.append(casus_id)

    monkeypatch.setattr(luister.toon_casus, "voor", weg)
    monkeypatch.setattr(luister.toon_casus, "run", lambda casus_id, _wie: gedaan.append(casus_id))

    luister.toon_ronde(["een", "twee", "drie"], "petra")

    assert (gevraagd, gedaan) == (["een"], ["twee", "drie"])
