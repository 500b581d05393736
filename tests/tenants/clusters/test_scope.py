"""The connection follows the scope over clusters: no statement comes to the wrong one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, migraties, zaaifouten
from keukentafel.tenancy.backend import kies
from keukentafel.tenancy.scope import ClusterWeg, GemeenteVerhuisd, VerkeerdCluster
from modules.inrichting.models import Organisatie
from tenants.clusters import ruimte
from tenants.models import Gemeente
from tenants.taken import tel

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def _maak_en_val_om() -> None:
    with transaction.atomic():
        Organisatie.objects.create(naam="weer weg", soort="welzijn")
        raise ZeroDivisionError


def _namen() -> list[str]:
    return list(Organisatie.objects.order_by("naam").values_list("naam", flat=True))


def test_the_connection_follows_the_scope(
    gemeente_op: Callable[[str], GemeenteRef], lindewaard: GemeenteRef
) -> None:
    """ORM, transactions, on_commit and raw cursors, there and back, nested and after an error."""
    ver = gemeente_op("tweede")
    gezien: list[str] = []

    with in_gemeente(lindewaard), transaction.atomic():
        Organisatie.objects.create(naam="hier", soort="welzijn")
        with in_gemeente(ver), transaction.atomic():
            Organisatie.objects.create(naam="daar", soort="welzijn")
            transaction.on_commit(lambda: gezien.extend(_namen()))
            with in_platform():
                assert Gemeente.objects.get(pk=ver.id).cluster == "tweede"
                assert not connection.in_atomic_block or connection.alias == "default"
            assert (connection.alias, connection.in_atomic_block) == ("default@tweede", True)
        assert connection.alias == "default"
        assert gezien == ["daar"]
    with in_gemeente(ver):
        assert _namen() == ["daar"]
        with pytest.raises(ZeroDivisionError):
            _maak_en_val_om()
        assert _namen() == ["daar"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema(), current_user, current_setting('port')")
            assert cursor.fetchone()[:2] == (ver.schema_name, ver.schema_name)
    with in_gemeente(lindewaard):
        assert _namen() == ["hier"]


def test_the_supplier_has_no_table_elsewhere(gemeente_op: Callable[[str], GemeenteRef]) -> None:
    gemeente_op("tweede")
    with migraties.kale_verbinding_naar("tweede") as kant:
        aantal = kant.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'v', 'm', 'S')"
        ).fetchone()
    assert aantal == (0,)


def test_a_connection_refuses_another_cluster(
    gemeente_op: Callable[[str], GemeenteRef], lindewaard: GemeenteRef
) -> None:
    """Also who asks a connection by its full name gets nothing from there in another scope."""
    ver = gemeente_op("tweede")
    with in_gemeente(lindewaard), pytest.raises(VerkeerdCluster):
        connections["default@tweede"].cursor()
    with in_gemeente(ver), pytest.raises(VerkeerdCluster):
        Organisatie.objects.using("default@derde").exists()


def test_turns_red_when_a_query_goes_to_the_wrong_cluster(
    gemeente_op: Callable[[str], GemeenteRef],
) -> None:
    """A copy that was left behind would be read by code that forgets the cluster."""
    ver = gemeente_op("tweede")
    ruimte.maak(ver.schema_name)  # the same schema here, open to requests: an old copy at its worst
    try:
        with in_gemeente(ver):
            Organisatie.objects.create(naam="van nu", soort="welzijn")

        def proef() -> None:
            with in_gemeente(ver):
                assert _namen() == ["van nu"]

        proef()
        with zaaifouten.zaai("cluster_van_de_leverancier"), pytest.raises(AssertionError):
            proef()
    finally:
        connections.close_all()
        ruimte.verwijder(ver.schema_name)


def test_a_closed_door_is_seen_before_anything_is_asked(gemeente_op: Callable[[str], GemeenteRef]) -> None:
    """A directory of before the move leads to the old cluster: there the role is gone, and we look again."""
    ver = gemeente_op("tweede")
    oud = GemeenteRef(**{**_velden(ver), "cluster": "derde"})
    with in_gemeente(oud) as waar:
        assert (waar.cluster, _namen()) == ("tweede", [])
    with in_platform():
        Gemeente.objects.filter(pk=ver.id).update(cluster="derde")
    with pytest.raises(GemeenteVerhuisd), in_gemeente(oud):
        pass


def _velden(ref: GemeenteRef) -> dict[str, object]:
    return {naam: getattr(ref, naam) for naam in GemeenteRef.__slots__}


def test_requests_and_tasks_work_over_clusters(
    gemeente_op: Callable[[str], GemeenteRef],
    klant_van: Callable[..., Client],
) -> None:
    ver = gemeente_op("tweede")
    assert klant_van(ver).get("/inloggen").status_code == 200
    tel(gemeente_id=str(ver.id))
    with in_platform():
        assert Gemeente.objects.get(pk=ver.id).geteld_op is not None


def test_a_cluster_that_is_away_closes_its_own_gemeenten_only(
    gemeente_op: Callable[[str], GemeenteRef],
    klant_van: Callable[..., Client],
    lindewaard: GemeenteRef,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ver = gemeente_op("derde")
    connections.close_all()
    monkeypatch.setitem(connections.settings["default@derde"], "HOST", "/er/is/hier/niets")
    monkeypatch.setattr(kies, "_weg_tot", {})

    weg = klant_van(ver).get("/inloggen")
    gewoon = klant_van(lindewaard).get("/inloggen")

    assert (weg.status_code, weg["Retry-After"]) == (503, "30")
    assert "Even niet bereikbaar" in weg.content.decode()
    assert gewoon.status_code == 200
    with pytest.raises(ClusterWeg), in_gemeente(ver):
        pass
