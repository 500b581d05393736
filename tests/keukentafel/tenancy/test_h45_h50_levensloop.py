"""Making, keeping and upgrading a gemeente loses nothing: H27 and H44–H50."""

from __future__ import annotations

import re
import secrets
import subprocess
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.db.utils import Error
from django.utils import timezone

from keukentafel.tenancy import GemeenteRef, in_platform, migraties
from keukentafel.tenancy.achterstand import Schema
from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.opname import ZONDER_GRENS, Opname, speel_af
from tenants.actions import onboarding
from tenants.actions.onboarding import GemeenteBestaatAl, KlaarzettenMislukt
from tenants.models import Domein, Gemeente, Klaarzetting
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.stellage import databank
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import CLUSTER, DATABANK

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])


def vraag(zoek: str, *waarden: Any) -> list[tuple[Any, ...]]:
    with als_beheer(DATABANK) as verbinding:
        return verbinding.execute(zoek, waarden or None).fetchall()


@pytest.fixture
def nu() -> datetime:
    return timezone.now()


@pytest.fixture(autouse=True)
def geen_rollen_over() -> Iterator[None]:
    """Roles belong to the whole cluster: remove those of the gemeenten that a test made."""
    with databank.geen_rollen_over():
        yield


def maak(nu: datetime, code: str = "GM9003") -> Gemeente:
    werk = onboarding.begin_klaarzetting(
        cbs_code=code, variant="netwerk", beheerder_naam="Eerste beheerder", beheerder_email="b@voorbeeld.invalid", at=nu
    )  # fmt: skip
    onboarding.zet_klaar(werk.pk, at=nu, klok=timezone.now)
    with in_platform():
        return Gemeente.objects.get(cbs_code=code)


# -- H44: opaque names -------------------------------------------------------------------------------------


def ondoorzichtig(nu: datetime) -> None:
    gemeente = maak(nu)

    assert re.fullmatch("t_[0-9a-f]{12}", gemeente.schema_name)


def test_h44_the_schema_of_a_new_gemeente_tells_no_name(nu: datetime) -> None:
    ondoorzichtig(nu)


def test_h44_turns_red_when_the_schema_is_named_after_the_gemeente(nu: datetime) -> None:
    wordt_rood("schemanaam_is_slug", lambda: ondoorzichtig(nu))


# -- H45: what was there before is not ours to drop ------------------------------------------------------------


def bestaand_schema(nu: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """A restored schema happens to have the name that is drawn: the making fails and it stays."""
    with als_beheer(DATABANK) as verbinding:
        verbinding.execute("DROP SCHEMA IF EXISTS t_aaaaaaaaaaaa CASCADE")
        verbinding.execute("CREATE SCHEMA t_aaaaaaaaaaaa AUTHORIZATION kt_migrator")
        verbinding.execute("CREATE TABLE t_aaaaaaaaaaaa.teruggezet AS SELECT 'van vroeger' AS tekst")
    monkeypatch.setattr(secrets, "token_hex", lambda aantal: "aaaaaaaaaaaa")

    with pytest.raises(KlaarzettenMislukt):
        maak(nu)

    assert vraag("SELECT 1 FROM pg_tables WHERE tablename = 'teruggezet'") == [(1,)]
    assert vraag("SELECT 1 FROM pg_roles WHERE rolname = 't_aaaaaaaaaaaa'") == []


def test_h45_a_failing_start_never_drops_a_schema_that_was_there(
    nu: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    bestaand_schema(nu, monkeypatch)


def test_h45_turns_red_when_it_tidies_up_by_name(nu: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    wordt_rood("opruimen_op_naam", lambda: bestaand_schema(nu, monkeypatch))


# -- H46: saving makes nothing -----------------------------------------------------------------------------------


def opslaan_zonder_schema(gemeente: GemeenteRef) -> None:
    with als_beheer(DATABANK) as verbinding:
        verbinding.execute(f"ALTER SCHEMA {gemeente.schema_name} RENAME TO even_weg")
    try:
        with in_platform():
            rij = Gemeente.objects.get(pk=gemeente.id)
            rij.naam = "Nieuwe naam"
            rij.save()
        assert vraag("SELECT 1 FROM pg_namespace WHERE nspname = %s", gemeente.schema_name) == []
    finally:
        with als_beheer(DATABANK) as verbinding:
            verbinding.execute(f'DROP SCHEMA IF EXISTS "{gemeente.schema_name}" CASCADE')
            verbinding.execute(f'ALTER SCHEMA even_weg RENAME TO "{gemeente.schema_name}"')


def test_h46_saving_a_gemeente_makes_no_schema(hoogmeren: GemeenteRef) -> None:
    opslaan_zonder_schema(hoogmeren)


def test_h46_turns_red_when_saving_makes_one(hoogmeren: GemeenteRef) -> None:
    wordt_rood("opslaan_maakt_schema", lambda: opslaan_zonder_schema(hoogmeren))


# -- H27, H48: addresses and names ---------------------------------------------------------------------------------


def test_h27_an_address_is_never_given_to_another(lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> None:
    with in_platform():
        Domein.objects.filter(gemeente_id=hoogmeren.id).update(vervallen_op=timezone.now())
        with pytest.raises(Error):
            Domein.objects.create(host=f"hoogmeren.{settings.KT_DOMEIN}", gemeente_id=lindewaard.id)


def test_h27_a_gemeente_is_not_made_twice(nu: datetime) -> None:
    with pytest.raises(GemeenteBestaatAl):
        maak(nu, "GM9001")


def hernoemen(gemeente: GemeenteRef) -> None:
    """Name and address label may change; the name of the schema may not."""
    with in_platform():
        rij = Gemeente.objects.get(pk=gemeente.id)
        rij.naam = "Meren aan de Hoogte"
        rij.save()
        rij.schema_name = "t_bbbbbbbbbbbb"
        with pytest.raises(TypeError):
            rij.save()
        assert Gemeente.objects.get(pk=gemeente.id).ref().schema_name == gemeente.schema_name


def test_h48_the_name_of_a_schema_never_changes(hoogmeren: GemeenteRef) -> None:
    hernoemen(hoogmeren)


def test_h48_turns_red_when_it_may(hoogmeren: GemeenteRef) -> None:
    wordt_rood("schemanaam_wijzigbaar", lambda: hernoemen(hoogmeren))


# -- H49: halfway is nowhere -------------------------------------------------------------------------------------


def half_bijwerken(gemeente: GemeenteRef) -> None:
    heeft = tuple(
        vraag(
            f'SELECT app, name FROM {gemeente.schema_name}.django_migrations ORDER BY app COLLATE "C", name COLLATE "C"'
        )
    )
    opname = Opname(
        ("ALTER TABLE outbox_uitgaand ADD COLUMN half integer", "ALTER TABLE bestaat_niet ADD COLUMN half integer"),
        (("outbox", "9001_half"),),
        (),
    )  # fmt: skip
    schema = Schema(gemeente.schema_name, gemeente.naam, heeft)
    with migraties.kale_verbinding_naar("") as verbinding, pytest.raises(Exception, match="bestaat_niet"):
        speel_af(verbinding, schema, opname, ZONDER_GRENS)
    kolommen = vraag(
        "SELECT 1 FROM information_schema.columns WHERE table_schema = %s AND column_name = 'half'",
        gemeente.schema_name,
    )
    rijen = vraag(f"SELECT 1 FROM {gemeente.schema_name}.django_migrations WHERE name = '9001_half'")
    assert (kolommen, rijen) == ([], [])


def test_h49_a_schema_is_never_half_upgraded(hoogmeren: GemeenteRef) -> None:
    half_bijwerken(hoogmeren)


def test_h49_turns_red_without_a_transaction(hoogmeren: GemeenteRef) -> None:
    wordt_rood("bijwerken_zonder_transactie", lambda: half_bijwerken(hoogmeren))


# -- H50: a made schema is a migrated schema -----------------------------------------------------------------------


def dump(schema: str) -> list[str]:
    """Return what pg_dump -s says of a schema, its own name left out."""
    tekst = subprocess.run(
        [str(CLUSTER.programma("pg_dump")), "--schema-only", "--schema", schema, "--dbname", CLUSTER.beheer_url(DATABANK)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    regels = tekst.replace(schema, "SCHEMA").splitlines()
    return [regel for regel in regels if not regel.startswith(("\\restrict", "\\unrestrict", "-- "))]


def gelijk_aan_sjabloon(nu: datetime) -> None:
    migraties._scripts.clear()
    gemeente = maak(nu)

    gemaakt, gemigreerd = dump(gemeente.schema_name), dump(SJABLOON)
    assert [regel for regel in gemaakt if regel not in gemigreerd] == []
    assert gemaakt == gemigreerd


def test_h50_a_made_schema_equals_a_migrated_one(nu: datetime) -> None:
    gelijk_aan_sjabloon(nu)


def test_h50_turns_red_when_names_are_lost(nu: datetime) -> None:
    wordt_rood("script_zonder_namen", lambda: gelijk_aan_sjabloon(nu))
    migraties._scripts.clear()


def test_h50_a_made_schema_is_up_to_date(nu: datetime) -> None:
    gemeente = maak(nu)

    gedaan = vraag(f"SELECT app, name FROM {gemeente.schema_name}.django_migrations ORDER BY app, name")
    assert gedaan == migraties.op_schijf()


# -- what is left when something stops ----------------------------------------------------------------------------


def test_a_klaarzetting_that_was_killed_can_be_done_again(
    nu: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gedood(BaseException):
        """Stands for kill -9: nothing of ours runs afterwards."""

    def dood(*_: Any) -> None:
        raise Gedood

    with monkeypatch.context() as even:
        even.setattr(onboarding, "rechten_verschil", dood)
        with pytest.raises(Gedood):
            maak(nu)
    rest = vraag("SELECT schema_name FROM tenants_gemeente WHERE cbs_code = 'GM9003' AND stand = 'in_opbouw'")
    assert len(rest) == 1

    onboarding.ruim_afgebroken_op("GM9003")
    gemeente = maak(nu)

    assert vraag("SELECT 1 FROM pg_namespace WHERE nspname = %s", rest[0][0]) == []
    assert (gemeente.stand, gemeente.schema_name != rest[0][0]) == ("actief", True)
    with in_platform():
        assert sorted(Klaarzetting.objects.filter(cbs_code="GM9003").values_list("stand", flat=True)) == [
            "bezig",
            "klaar",
        ]
