"""The database is the wall: H8, H13, H15, H16, H17, H29, H44, H47 and H53."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from django.db.utils import DatabaseError, ProgrammingError

from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from keukentafel.tenancy.backend.base import DatabaseWrapper
from keukentafel.tenancy.backend.pool import maak_schoon
from keukentafel.tenancy.sleutels import slot
from modules.inrichting.models import Organisatie
from tenants.models import Domein, Gemeente
from tests.keukentafel.tenancy.zaaien import ROOD, eerste, in_draden, lees_merk, merk, wordt_rood
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])
Paar = tuple[GemeenteRef, GemeenteRef]


@pytest.fixture
def paar(lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> Paar:
    return lindewaard, hoogmeren


def vraag(zoek: str, *waarden: Any) -> list[tuple[Any, ...]]:
    with als_beheer(DATABANK) as verbinding:
        return verbinding.execute(zoek, waarden or None).fetchall()


def doe(*opdrachten: str) -> None:
    with als_beheer(DATABANK) as verbinding:
        for opdracht in opdrachten:
            verbinding.execute(opdracht)


def als_gemeente(gemeente: GemeenteRef, opdracht: str, *waarden: Any) -> list[Any]:
    with in_gemeente(gemeente), connection.cursor() as cursor:
        cursor.execute(opdracht, waarden or None)
        return cursor.fetchall()


# -- H8: nothing falls through to public ---------------------------------------------------------------


def tabellen_in_beide() -> None:
    rijen = vraag(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN ('r', 'v', 'm', 'p') AND (n.nspname = 'public' OR n.nspname ~ '^t_') "
        "GROUP BY 1 HAVING bool_or(n.nspname = 'public') AND bool_or(n.nspname <> 'public') ORDER BY 1"
    )
    assert rijen == [("django_migrations",)]


def test_h8_public_and_a_gemeente_share_no_table() -> None:
    tabellen_in_beide()


def test_h8_turns_red_when_a_tenant_table_stands_in_public() -> None:
    doe("CREATE TABLE public.inrichting_organisatie (id uuid)")

    with pytest.raises(ROOD):
        tabellen_in_beide()


def tabel_weg(gemeente: GemeenteRef) -> None:
    """A missing table is an error, also when public has one by that name and lets everybody in."""
    with in_gemeente(gemeente):
        with pytest.raises(DatabaseError):
            list(Organisatie.objects.all())
        with pytest.raises(DatabaseError):
            Organisatie.objects.create(naam="geheim", soort="welzijn")
    assert vraag("SELECT count(*) FROM public.inrichting_organisatie") == [(0,)]


def zet_tabel_in_public(gemeente: GemeenteRef) -> None:
    doe(
        f"CREATE TABLE public.inrichting_organisatie (LIKE {gemeente.schema_name}.inrichting_organisatie)",
        f"ALTER TABLE {gemeente.schema_name}.inrichting_organisatie RENAME TO weg",
        "GRANT USAGE ON SCHEMA public TO PUBLIC",
        "GRANT ALL ON public.inrichting_organisatie TO PUBLIC",
    )


def test_h8_a_missing_table_is_never_read_from_public(lindewaard: GemeenteRef) -> None:
    zet_tabel_in_public(lindewaard)

    tabel_weg(lindewaard)


def test_h8_turns_red_when_public_is_on_the_path(lindewaard: GemeenteRef) -> None:
    zet_tabel_in_public(lindewaard)

    wordt_rood("pad_met_public", lambda: tabel_weg(lindewaard))


# -- H13, H15: what stays on a connection ------------------------------------------------------------------


@contextmanager
def met_pool() -> Iterator[Callable[[], DatabaseWrapper]]:
    """Give wrappers that share one pooled connection, as requests in one process do."""
    instellingen = {**connections["default"].settings_dict}
    instellingen["OPTIONS"] = {
        **instellingen["OPTIONS"],
        "pool": {"min_size": 1, "max_size": 1, "timeout": 5, "reset": maak_schoon},
    }
    instellingen["CONN_MAX_AGE"] = 0
    eerste_ = DatabaseWrapper(instellingen, alias="default")
    try:
        yield lambda: DatabaseWrapper(instellingen, alias="default")
    finally:
        eerste_.close_pool()


RESTJES = """
    SELECT current_setting('statement_timeout'), current_setting('search_path'), current_user,
           (SELECT count(*) FROM pg_prepared_statements), (SELECT count(*) FROM pg_cursors),
           (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
           (SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema())
"""


def restjes(paar: Paar) -> None:
    een, ander = paar
    with met_pool() as nieuw:
        vorige = nieuw()
        with in_gemeente(een), vorige.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (pid,) = cursor.fetchone()
            cursor.execute("SET statement_timeout TO '77s'")
            cursor.execute("PREPARE van_een AS SELECT naam FROM inrichting_organisatie")
            cursor.execute("DECLARE los CURSOR WITH HOLD FOR SELECT naam FROM inrichting_organisatie")
            cursor.execute("SELECT pg_advisory_lock(42)")
        vorige.close()
        volgende = nieuw()
        with in_gemeente(ander), volgende.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            assert cursor.fetchone() == (pid,)  # really the same connection
            cursor.execute(RESTJES)
            schoon = ("0", f'"{ander.schema_name}", pg_temp', ander.schema_name, 0, 0, 0, 0)
            rij = cursor.fetchone()
            assert (rij[0], rij[1].replace('"', ""), *rij[2:]) == (
                schoon[0], schoon[1].replace('"', ""), *schoon[2:],
            )  # fmt: skip
        volgende.close()


def test_h13_and_h15_a_pooled_connection_brings_nothing_along(paar: Paar) -> None:
    restjes(paar)


def test_h13_and_h15_turn_red_when_the_pool_does_not_clean(paar: Paar) -> None:
    wordt_rood("pool_zonder_schoonmaak", lambda: restjes(paar))


def test_h13_nobody_can_make_a_temporary_table(lindewaard: GemeenteRef) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        als_gemeente(lindewaard, "CREATE TEMPORARY TABLE kopie AS SELECT 1")


def sloten(paar: Paar) -> None:
    """The same lock in two gemeenten does not wait."""
    een, ander = paar

    def ook_in_ander() -> None:
        with in_gemeente(ander):
            connection.ensure_connection()
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout TO '300ms'")
            with slot("nummering"):
                pass

    from django.db import transaction

    with in_gemeente(een), transaction.atomic(), slot("nummering"):
        fouten = in_draden([ook_in_ander])
    assert fouten == []


def test_h13_a_lock_of_one_gemeente_does_not_hold_up_another(paar: Paar) -> None:
    sloten(paar)


def test_h13_turns_red_when_locks_do_not_carry_the_gemeente(paar: Paar) -> None:
    wordt_rood("slot_zonder_gemeente", lambda: sloten(paar))


# -- H16: raw SQL ------------------------------------------------------------------------------------------

INBRAAK = (
    "SELECT naam FROM {ander}.inrichting_organisatie",
    "INSERT INTO {ander}.inrichting_organisatie DEFAULT VALUES RETURNING 1",
    "TABLE {ander}.django_migrations",
    "SELECT naam FROM public.tenants_gemeente",
    "SELECT sleutel FROM public.tenants_gemeente",
)
GESLOTEN = (
    "SELECT set_config('role', '{ander}', false)",
    "SELECT query_to_xml('SELECT 1', true, true, '')",
    "SELECT table_to_xml('inrichting_organisatie', true, true, '')",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT pg_read_file('/etc/passwd')",
    "CREATE TABLE eigen (id int)",
    "CREATE SCHEMA eigen",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "TRUNCATE inrichting_organisatie",
    "ALTER TABLE inrichting_organisatie ADD COLUMN x int",
    "DROP TABLE inrichting_organisatie",
    "DELETE FROM audit_logboekregel",
    "UPDATE audit_logboekregel SET detail = '{{}}'",
    "DELETE FROM django_migrations",
    "COPY inrichting_organisatie TO PROGRAM 'cat'",
)


def rauw(paar: Paar, pogingen: tuple[str, ...]) -> None:
    een, ander = paar
    for poging in pogingen:
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner|superuser"):
            als_gemeente(een, poging.format(ander=ander.schema_name))


def test_h16_raw_sql_gets_permission_denied_in_another_schema(paar: Paar) -> None:
    rauw(paar, INBRAAK + GESLOTEN)


def test_h16_turns_red_with_one_role_for_all(paar: Paar) -> None:
    with als_beheer(DATABANK) as verbinding:
        verbinding.execute("DROP ROLE IF EXISTS kt_proef_alle")
        verbinding.execute("CREATE ROLE kt_proef_alle NOLOGIN")
        verbinding.execute("GRANT kt_proef_alle TO kt_app")
        for gemeente in paar:
            verbinding.execute(f"GRANT USAGE ON SCHEMA {gemeente.schema_name} TO kt_proef_alle")
            verbinding.execute(
                f"GRANT SELECT ON ALL TABLES IN SCHEMA {gemeente.schema_name} TO kt_proef_alle"
            )
        try:
            wordt_rood("een_rol_voor_alle", lambda: rauw(paar, INBRAAK[:1]))
        finally:
            connection.close()
            verbinding.execute("DROP OWNED BY kt_proef_alle")
            verbinding.execute("DROP ROLE kt_proef_alle")


def test_h16_turns_red_when_set_config_is_open(paar: Paar) -> None:
    doe("GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO PUBLIC")

    with pytest.raises(ROOD):
        rauw(paar, GESLOTEN[:1])


# -- H17, H29: functions and references -------------------------------------------------------------------------


def functies_met_eigen_rechten() -> None:
    rijen = vraag(
        "SELECT n.nspname, p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE p.prosecdef AND NOT coalesce(p.proconfig::text LIKE '%search_path=%', false) "
        "AND (n.nspname = 'public' OR n.nspname ~ '^t_')"
    )
    assert rijen == []


def test_h17_no_function_runs_as_its_owner_without_a_path_of_its_own() -> None:
    functies_met_eigen_rechten()


def test_h17_turns_red_for_such_a_function(lindewaard: GemeenteRef) -> None:
    doe(
        f"CREATE FUNCTION {lindewaard.schema_name}.open() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"
    )

    with pytest.raises(ROOD):
        functies_met_eigen_rechten()


def verwijzingen_tussen_schemas() -> None:
    """No foreign key, view, default, trigger or function of one schema needs another."""
    rijen = vraag(
        """
        SELECT DISTINCT eigen.nspname, ander.nspname
          FROM pg_depend d
          CROSS JOIN LATERAL (
            SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE d.classid = 'pg_class'::regclass AND c.oid = d.objid
            UNION ALL SELECT n.nspname FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
             WHERE d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
            UNION ALL SELECT n.nspname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE d.classid = 'pg_proc'::regclass AND p.oid = d.objid
            UNION ALL SELECT n.nspname FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
            UNION ALL SELECT n.nspname FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE d.classid = 'pg_trigger'::regclass AND g.oid = d.objid
            UNION ALL SELECT n.nspname FROM pg_attrdef a JOIN pg_class c ON c.oid = a.adrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE d.classid = 'pg_attrdef'::regclass AND a.oid = d.objid
          ) eigen
          CROSS JOIN LATERAL (
            SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
            UNION ALL SELECT n.nspname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE d.refclassid = 'pg_proc'::regclass AND p.oid = d.refobjid
            UNION ALL SELECT n.nspname FROM pg_type y JOIN pg_namespace n ON n.oid = y.typnamespace
             WHERE d.refclassid = 'pg_type'::regclass AND y.oid = d.refobjid
          ) ander
         WHERE eigen.nspname <> ander.nspname AND ander.nspname NOT IN ('pg_catalog', 'pg_toast')
           AND eigen.nspname NOT IN ('pg_toast', 'information_schema')
        """
    )
    assert rijen == []


def test_h29_nothing_in_a_schema_depends_on_another() -> None:
    verwijzingen_tussen_schemas()


@pytest.mark.parametrize(
    "gezaaid",
    [
        "ALTER TABLE {een}.inrichting_organisatie ADD CONSTRAINT erbuiten FOREIGN KEY (id) "
        "REFERENCES {ander}.inrichting_organisatie (id)",
        "ALTER TABLE {een}.inrichting_organisatie ADD COLUMN van uuid REFERENCES public.tenants_gemeente (id)",
        "CREATE VIEW {een}.kijkt AS SELECT naam FROM {ander}.inrichting_organisatie",
    ],
    ids=["other gemeente", "public", "view"],
)
def test_h29_turns_red_for_a_reference_across_schemas(paar: Paar, gezaaid: str) -> None:
    doe(gezaaid.format(een=paar[0].schema_name, ander=paar[1].schema_name))

    with pytest.raises(ROOD):
        verwijzingen_tussen_schemas()


# -- H44, H47, H53: names, life and size ------------------------------------------------------------------------


def namen_in_de_catalogus(gemeente: GemeenteRef) -> None:
    """What every role can read of schemas and roles tells no name of a gemeente."""
    namen = als_gemeente(
        gemeente, "SELECT string_agg(nspname, ' ') FROM pg_namespace UNION ALL SELECT string_agg(rolname, ' ') FROM pg_roles"
    )  # fmt: skip
    alles = " ".join(rij[0] for rij in namen).lower()
    with in_platform():
        bekend = list(Gemeente.objects.values_list("slug", flat=True))
    assert [slug for slug in bekend if slug.replace("-", "_") in alles or slug in alles] == []


def test_h44_schemas_and_roles_tell_no_name(lindewaard: GemeenteRef) -> None:
    namen_in_de_catalogus(lindewaard)


def test_h44_other_peoples_queries_are_not_shown(lindewaard: GemeenteRef) -> None:
    rijen = als_gemeente(
        lindewaard,
        "SELECT count(*) FROM pg_stat_activity WHERE usename <> current_user AND query <> '<insufficient privilege>' "
        "AND query <> '' AND backend_type = 'client backend'",
    )
    assert rijen == [(0,)]


def schemas_en_rijen() -> None:
    rijen = vraag(
        "SELECT coalesce(n.nspname, g.schema_name) FROM (SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_' "
        "AND nspname <> 't_000000000000') n FULL JOIN tenants_gemeente g ON g.schema_name = n.nspname "
        "WHERE n.nspname IS NULL OR g.schema_name IS NULL"
    )
    assert rijen == []


def test_h47_every_schema_has_its_row_and_every_row_its_schema() -> None:
    schemas_en_rijen()


def test_h47_turns_red_for_a_schema_without_a_row() -> None:
    doe("CREATE SCHEMA t_ffffffffffff")

    with pytest.raises(ROOD):
        schemas_en_rijen()


def niets_verdwijnt(gemeente: GemeenteRef) -> None:
    with in_platform():
        for gebruik in (
            lambda: Gemeente.objects.filter(pk=gemeente.id).delete(),
            lambda: Gemeente.objects.filter(pk=gemeente.id)._raw_delete("default"),
            lambda: Domein.objects.filter(gemeente_id=gemeente.id)._raw_delete("default"),
            lambda: Gemeente.objects.get(pk=gemeente.id).delete(),
        ):
            with pytest.raises((DatabaseError, TypeError, Exception)) as weigering:
                gebruik()
            assert type(weigering.value).__name__ in {"ProgrammingError", "TypeError", "ProtectedError"}
        for opdracht in ("DROP SCHEMA {s} CASCADE", "DROP ROLE {s}", "ALTER SCHEMA {s} RENAME TO x"):
            with pytest.raises(ProgrammingError), connection.cursor() as cursor:
                cursor.execute(opdracht.format(s=gemeente.schema_name))
    assert vraag("SELECT count(*) FROM tenants_gemeente WHERE schema_name = %s", gemeente.schema_name) == [
        (1,)
    ]


def test_h47_the_product_cannot_remove_a_gemeente(lindewaard: GemeenteRef) -> None:
    niets_verdwijnt(lindewaard)


def test_h47_turns_red_when_the_platform_may_delete(lindewaard: GemeenteRef) -> None:
    doe("GRANT DELETE ON public.tenants_gemeente, public.tenants_domein TO kt_platform")

    with pytest.raises(ROOD):
        niets_verdwijnt(lindewaard)


def klein_genoeg(pool: dict[str, Any], modellen: int) -> None:
    """A connection forgets what it knows of hundreds of schemas in time, and a schema stays small."""
    assert pool["max_lifetime"] <= 900
    # Three laws stand in 155, the registers and our own API in 57; a table more is a choice, not an accident.
    assert modellen <= 225


def test_h53_connections_are_renewed_and_a_schema_is_small() -> None:
    from keukentafel.settings.base import POOL

    klein_genoeg(
        POOL, sum(1 for model in apps.get_models() if model._meta.app_config.name in settings.TENANT_APPS)
    )


def test_h53_turns_red_for_connections_that_live_for_ever() -> None:
    with pytest.raises(ROOD):
        klein_genoeg({"max_lifetime": 86_400}, 10)


def test_the_marker_of_the_other_gemeente_is_never_seen(paar: Paar) -> None:
    merk(*paar)

    with in_gemeente(paar[0]):
        assert lees_merk() == f"merk van {paar[0].slug}"


def test_the_app_login_owns_nothing_and_inherits_nothing() -> None:
    with (
        psycopg.connect(**{**connections["default"].get_connection_params(), "cursor_factory": None}) as kaal,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        kaal.execute("SELECT 1 FROM public.tenants_gemeente")
    with als_beheer(DATABANK) as verbinding:
        assert (
            eerste(verbinding.execute("SELECT count(*) FROM pg_class WHERE relowner = 'kt_app'::regrole"))
            == 0
        )
