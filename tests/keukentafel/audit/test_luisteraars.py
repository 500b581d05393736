"""Who registered hears of every change in its transaction, and of no look."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import GemeenteRef
from tests.factories.dossier import maak_casus

pytestmark = pytest.mark.django_db


@pytest.fixture
def gehoord(in_lindewaard: GemeenteRef, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    lijst: list[Any] = []
    monkeypatch.setattr(audit, "_luisteraars", [])
    monkeypatch.setattr(audit, "_rondeluisteraars", [])
    audit.registreer_luisteraar(
        lambda gebeurtenis, target, huishouden_id, by, at: lijst.append((gebeurtenis, target, huishouden_id)),
        ronde=lambda gebeurtenis, targets, by, at: lijst.append((gebeurtenis, list(targets))),
    )
    return lijst


def test_a_change_is_heard_with_its_household_and_a_look_is_not(gehoord: list[Any]) -> None:
    casus = maak_casus()

    audit.record("proef.casus.gewijzigd", target=casus, at=timezone.now())
    audit.record("proef.casus.bekeken", target=casus, at=timezone.now(), soort="lezen")
    audit.record("proef.casus.geweigerd", target=casus, at=timezone.now(), resultaat="geweigerd")

    assert gehoord == [("proef.casus.gewijzigd", casus, casus.huishouden_id)]


def test_many_changes_that_were_made_as_one_are_heard_as_one(gehoord: list[Any]) -> None:
    casussen = [maak_casus(), maak_casus()]

    audit.record_elk(
        "proef.casus.gegeven", rijen=((casus, {}) for casus in casussen), by=None, at=timezone.now()
    )

    assert gehoord == [("proef.casus.gegeven", casussen)]


def test_what_a_listener_cannot_do_undoes_the_change(
    gehoord: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def weiger(*_alles: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(audit, "_luisteraars", [weiger])
    casus, voor = maak_casus(), Logboekregel.objects.count()

    with pytest.raises(RuntimeError), transaction.atomic():
        audit.record("proef.casus.gewijzigd", target=casus, at=timezone.now())

    assert Logboekregel.objects.count() == voor
