"""A filter of many ids means what `in` means, whatever the way to the column."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db.models import Q

from modules.dossier.models import Casus, Huishouden
from modules.dossier.zicht.een_van import EenVan
from tests.factories.dossier import maak_casus, maak_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def test_one_of_these_is_what_in_says() -> None:
    drie = [maak_huishouden(naam) for naam in ("Aa", "Bes", "Cals")]
    for huishouden in drie:
        maak_casus(huishouden)
    ids = [drie[0].pk, drie[2].pk, uuid4()]

    for rijen, kolom in ((Huishouden.objects.all(), "pk"), (Casus.objects.all(), "huishouden_id")):
        gewoon = set(rijen.filter(Q(**{f"{kolom}__in": ids})))
        assert set(rijen.filter(Q(EenVan(kolom, ids)))) == gewoon
        assert len(gewoon) == 2
        assert set(rijen.filter(~Q(EenVan(kolom, ids)))) == set(rijen) - gewoon
        assert set(rijen.filter(Q(EenVan(kolom, ids)) | Q(pk=rijen.order_by("pk")[0].pk))) >= gewoon
    assert not Huishouden.objects.filter(EenVan("pk", []))


def test_many_ids_are_one_value_of_the_query() -> None:
    ids = [uuid4() for _ in range(500)]

    sql, waarden = Casus.objects.filter(EenVan("huishouden_id", ids)).order_by().query.sql_with_params()

    assert " = ANY(%s" in sql
    assert list(waarden) == [ids]
