"""Every schema goes to the new version or stays at the old one, and the command says which."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from bench import proefmigraties
from keukentafel.tenancy import GemeenteRef, huidige_gemeente
from keukentafel.tenancy.inrichten import SJABLOON
from tenants.golven.actions.werken import vul_aan_overal
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])

Draaier = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def werk_bij(opdracht: list[str], omgeving_van_kind: dict[str, str], tmp_path: Path) -> Draaier:
    """Run `gemeenten-bijwerken --json` with extra migrations; return exit code and answer."""

    def draai(*bronnen: str, opties: tuple[str, ...] = ()) -> tuple[int, dict[str, Any]]:
        env = {**omgeving_van_kind, **proefmigraties.maak(tmp_path, *bronnen)}
        kind = subprocess.run(
            [*opdracht, "gemeenten-bijwerken", "--json", "--duur", "60000", *opties],
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert kind.stdout, kind.stderr
        return kind.returncode, json.loads(kind.stdout)

    return draai


def vraag(zoek: str, *waarden: Any) -> list[tuple[Any, ...]]:
    with als_beheer(DATABANK) as verbinding:
        return verbinding.execute(zoek, waarden or None).fetchall()


def schemas_met(tabel: str, kolom: str) -> set[str]:
    return {
        rij[0]
        for rij in vraag(
            "SELECT table_schema FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
            tabel,
            kolom,
        )
    }


def test_nothing_to_do_changes_nothing(werk_bij: Draaier) -> None:
    code, antwoord = werk_bij()

    assert (code, antwoord["bijgewerkt"], antwoord["al_bij"], antwoord["mislukt"]) == (0, 0, 3, [])


@pytest.mark.parametrize("parallel", ["1", "2"])
def test_a_column_arrives_in_every_schema_with_its_row_and_version(
    werk_bij: Draaier, lindewaard: GemeenteRef, hoogmeren: GemeenteRef, parallel: str
) -> None:
    code, antwoord = werk_bij(proefmigraties.KOLOM, opties=("--parallel", parallel))

    alle = {SJABLOON, lindewaard.schema_name, hoogmeren.schema_name}
    assert (code, antwoord["bijgewerkt"], antwoord["al_bij"]) == (0, 3, 0)
    assert schemas_met("outbox_uitgaand", "proef_9001") == alle
    assert vraag("SELECT DISTINCT schema_versie->>'outbox' FROM tenants_gemeente") == [("9001_proef",)]
    for schema in alle:
        assert vraag(f"SELECT name FROM {schema}.django_migrations WHERE name LIKE '9%'") == [("9001_proef",)]
    assert werk_bij(proefmigraties.KOLOM)[1]["al_bij"] == 3


def test_a_new_table_comes_with_rights_for_the_role_of_its_own_schema(
    werk_bij: Draaier, lindewaard: GemeenteRef
) -> None:
    werk_bij(proefmigraties.TABEL, proefmigraties.KOLOM)

    for schema in (SJABLOON, lindewaard.schema_name):
        rechten = vraag(
            "SELECT grantee, string_agg(privilege_type, ',' ORDER BY privilege_type) "
            "FROM information_schema.role_table_grants WHERE table_schema = %s "
            "AND table_name = 'outbox_proefregel' AND grantee <> 'kt_migrator' GROUP BY grantee",
            schema,
        )
        assert rechten == [(schema, "DELETE,INSERT,SELECT,UPDATE")]


def test_python_in_a_migration_runs_in_every_schema(
    werk_bij: Draaier, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    code, _ = werk_bij(proefmigraties.PYTHON, opties=("--parallel", "2"))

    assert code == 0
    for schema in (SJABLOON, lindewaard.schema_name, hoogmeren.schema_name):
        assert vraag(f"SELECT schema_naam FROM {schema}.outbox_gevuld") == [(schema,)]


def test_a_schema_that_fails_is_left_whole_and_the_others_go_on(
    werk_bij: Draaier, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    vraag_niet = f"ALTER TABLE {hoogmeren.schema_name}.outbox_uitgaand ADD COLUMN proef_9002 text"
    with als_beheer(DATABANK) as verbinding:
        verbinding.execute(vraag_niet)

    code, antwoord = werk_bij(proefmigraties.TABEL, proefmigraties.KOLOM)

    assert code == 1
    assert [regel["gemeente"] for regel in antwoord["mislukt"]] == ["Hoogmeren"]
    assert antwoord["mislukt"][0]["fout"].startswith("DuplicateColumn")
    assert schemas_met("outbox_proefregel", "getal") == {SJABLOON, lindewaard.schema_name}
    assert vraag(f"SELECT name FROM {hoogmeren.schema_name}.django_migrations WHERE name LIKE '9%'") == []


def test_a_failing_canary_stops_the_run_before_anybody_else(
    werk_bij: Draaier, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    with als_beheer(DATABANK) as verbinding:
        verbinding.execute(f"ALTER TABLE {hoogmeren.schema_name}.outbox_uitgaand ADD COLUMN proef_9001 text")

    code, antwoord = werk_bij(proefmigraties.KOLOM, opties=("--kanarie", "hoogmeren"))

    assert code == 1
    assert antwoord["gestopt"] == "De kanarie Hoogmeren is mislukt; de andere gemeenten zijn niet aangeraakt."
    assert vraag(f"SELECT name FROM {lindewaard.schema_name}.django_migrations WHERE name LIKE '9%'") == []


def test_a_schema_that_is_in_use_is_tried_again_and_then_reported(
    werk_bij: Draaier, lindewaard: GemeenteRef
) -> None:
    with als_beheer(DATABANK) as verbinding, verbinding.transaction():
        verbinding.execute(f"SELECT 1 FROM {lindewaard.schema_name}.outbox_uitgaand")

        code, antwoord = werk_bij(proefmigraties.KOLOM)

    assert code == 1
    assert [(r["gemeente"], r["fout"]) for r in antwoord["mislukt"]] == [
        ("Lindewaard", "het schema was in gebruik (slot)")
    ]
    assert werk_bij(proefmigraties.KOLOM)[1]["bijgewerkt"] == 1


def test_a_schema_that_is_newer_than_the_release_is_not_touched(
    werk_bij: Draaier, lindewaard: GemeenteRef
) -> None:
    with als_beheer(DATABANK) as verbinding:
        verbinding.execute(
            f"INSERT INTO {lindewaard.schema_name}.django_migrations (app, name, applied) "
            "VALUES ('outbox', '9999_van_later', now())"
        )

    code, antwoord = werk_bij(proefmigraties.KOLOM)

    assert code == 1
    assert antwoord["mislukt"][0]["fout"] == ("het schema is nieuwer dan deze versie (outbox.9999_van_later)")


def test_a_schema_that_is_gone_is_named_and_not_made(werk_bij: Draaier, hoogmeren: GemeenteRef) -> None:
    with als_beheer(DATABANK) as verbinding:
        verbinding.execute(f"ALTER SCHEMA {hoogmeren.schema_name} RENAME TO elders")

    code, antwoord = werk_bij()

    assert code == 1
    assert [(r["gemeente"], r["fout"]) for r in antwoord["mislukt"]] == [
        ("Hoogmeren", "het schema is er niet")
    ]
    assert vraag("SELECT 1 FROM pg_namespace WHERE nspname = %s", hoogmeren.schema_name) == []


@pytest.mark.parametrize(
    ("bron", "statements"),
    [
        (proefmigraties.VELD, 2),
        (proefmigraties.KOLOM, 1),
        (proefmigraties.TABEL, 4),
        (proefmigraties.PYTHON, None),
    ],
    ids=["field", "sql", "table", "python"],
)
def test_a_migration_is_recorded_once_when_it_can_be(
    omgeving_van_kind: dict[str, str], tmp_path: Path, bron: str, statements: int | None
) -> None:
    vraag_op = (
        "import django, json; django.setup()\n"
        "from keukentafel.tenancy import achterstand, opname\n"
        "uit = opname.neem_schema_op(achterstand.loop_achter()[1][0])\n"
        "print(json.dumps(None if uit is None else len(uit.statements)))"
    )
    env = {**omgeving_van_kind, **proefmigraties.maak(tmp_path, bron)}

    kind = subprocess.run(
        [sys.executable, "-c", vraag_op], env=env, capture_output=True, text=True, timeout=60, check=True
    )

    assert json.loads(kind.stdout) == statements


def test_an_open_gemeente_gets_the_content_that_the_release_brings(
    werk_bij: Draaier, lindewaard: GemeenteRef
) -> None:
    def telling() -> int:
        rijen = vraag(f'SELECT count(*) FROM "{lindewaard.schema_name}".catalogus_soort')
        return int(rijen[0][0])

    voor = telling()
    with als_beheer(DATABANK) as verbinding:
        verbinding.execute(f'TRUNCATE "{lindewaard.schema_name}".catalogus_catalogus CASCADE')

    code, antwoord = werk_bij()

    assert (code, antwoord["mislukt"], telling()) == (0, [], voor)
    assert voor > 0


def test_content_that_fails_in_one_gemeente_is_reported_and_the_others_go_on(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    gevuld: list[str] = []

    def vul(_at: Any) -> None:
        if huidige_gemeente().slug == lindewaard.slug:
            raise ValueError("geen inhoud")
        gevuld.append(huidige_gemeente().slug)

    monkeypatch.setattr("keukentafel.begin._aanvullingen", {"proef": vul})

    fouten = vul_aan_overal(at=timezone.now())

    assert gevuld == [hoogmeren.slug]
    assert fouten == [("Lindewaard", lindewaard.schema_name, "de inhoud lukte niet: geen inhoud")]
