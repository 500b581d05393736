"""Whoever owns the tables may change what he likes; the check finds it, and finds nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.utils import timezone

from bench.logboek_knoeien import (
    MANIEREN,
    knip_de_staart_af,
    knoei,
    kolommen,
    voeg_los_toe,
    wijzig_een_kolom,
    wijzig_en_maak_de_keten_opnieuw,
)
from keukentafel import audit
from keukentafel.audit import ankers as ankerboek
from keukentafel.audit.ankers import bekende_ankers, bestand_van
from keukentafel.audit.bewaking import KetenGebroken, controleer_logboek, veranker, veranker_of_meld
from keukentafel.audit.keten import kop
from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from keukentafel.tenancy.zaaifouten import zaai
from tenants.models import Logboekanker
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])

REGELS = 40


@pytest.fixture
def gevuld(lindewaard: GemeenteRef, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[GemeenteRef]:
    """Lindewaard with lines of every kind, and two anchors."""
    monkeypatch.setattr(settings, "KT_ANKERS", tmp_path / "ankers")
    with in_gemeente(lindewaard):
        schrijf(REGELS // 2)
        veranker(at=timezone.now())
        schrijf(REGELS // 2)
        veranker(at=timezone.now())
        yield lindewaard


def schrijf(hoeveel: int) -> None:
    with transaction.atomic():
        for nummer in range(hoeveel):
            audit.record(
                "test.regel", at=timezone.now() - timedelta(seconds=nummer), soort="R", doel="hulp",
                detail={"nummer": nummer}, categorie="E" if nummer % 2 else "", reden="omdat é",
                getoond=[uuid4()] if nummer % 3 else None, protocolversie=nummer % 4 or None,
            )  # fmt: skip


def geknoeid(toeval: random.Random, hoe: Any) -> tuple[str, Any]:
    """Tamper with it as the owner, check, and put everything back."""
    with transaction.atomic(using="migrator"):
        with connections["migrator"].cursor() as cursor:
            wat = knoei(cursor, toeval, kop().volgnummer, hoe)
        uitkomst = controleer_logboek(using="migrator")
        transaction.set_rollback(True, using="migrator")
    return wat, uitkomst


def test_an_untouched_logboek_is_whole(gevuld: GemeenteRef) -> None:
    uitkomst = controleer_logboek()

    assert uitkomst.breuken == ()
    assert (uitkomst.nagekeken, uitkomst.ankers) == (kop().volgnummer, 2)


def test_every_way_of_tampering_is_found_and_nothing_else(gevuld: GemeenteRef) -> None:
    toeval, gemist, vals = random.Random(20261122), [], []
    for ronde in range(5):
        for hoe in MANIEREN:
            wat, uitkomst = geknoeid(toeval, hoe)
            if uitkomst.is_heel or any("bewaking" in breuk.wat for breuk in uitkomst.breuken):
                gemist.append(wat)
        if not controleer_logboek(using="migrator").is_heel:
            vals.append(ronde)

    assert (gemist, vals) == ([], [])


@pytest.mark.parametrize(
    ("fout", "hoe"),
    [
        ("keten_zonder_ankers", knip_de_staart_af),
        ("keten_zonder_ankers", wijzig_en_maak_de_keten_opnieuw),
        ("keten_ziet_losse_niet", voeg_los_toe),
    ],
)
def test_tampering_is_missed_when_the_check_looks_away(gevuld: GemeenteRef, fout: str, hoe: Any) -> None:
    with zaai(fout):
        _, uitkomst = geknoeid(random.Random(3), hoe)

    assert uitkomst.is_heel


def test_every_column_of_a_line_counts(gevuld: GemeenteRef) -> None:
    with connections["migrator"].cursor() as cursor:
        namen = [naam for naam, _ in kolommen(cursor)]
    gezien: set[str] = set()
    toeval = random.Random(7)
    for _ in range(600):
        wat, uitkomst = geknoeid(toeval, wijzig_een_kolom)
        assert not uitkomst.is_heel, wat
        gezien.add(wat.split()[1])
        if len(gezien) == len(namen):
            break

    assert gezien == set(namen) == {veld.column for veld in Logboekregel._meta.concrete_fields}


def _als_eigenaar(gemeente: GemeenteRef, *opdrachten: str) -> None:
    with als_beheer(DATABANK) as beheer:
        beheer.execute(f'SET search_path TO "{gemeente.schema_name}", pg_temp; SET ROLE kt_migrator')
        for opdracht in opdrachten:
            beheer.execute(opdracht)


def test_the_first_broken_line_is_named(gevuld: GemeenteRef) -> None:
    _als_eigenaar(
        gevuld,
        "ALTER TABLE audit_logboekregel DISABLE TRIGGER USER",
        "UPDATE audit_logboekregel SET gebruiker_naam = 'Iemand anders' "
        "WHERE id IN (SELECT regel_id FROM audit_schakel WHERE volgnummer IN (17, 30))",
        "ALTER TABLE audit_logboekregel ENABLE TRIGGER USER",
    )

    eerste = controleer_logboek().eerste

    assert eerste is not None
    regel = Logboekregel.objects.get(schakel__volgnummer=17)
    assert (eerste.volgnummer, eerste.tijdstip) == (17, regel.tijdstip)
    assert eerste.wat == "De inhoud van deze regel is gewijzigd."


@pytest.mark.parametrize(
    "opdracht",
    [
        "ALTER TABLE audit_logboekregel DISABLE TRIGGER logboek_zegelt",
        "DROP TRIGGER logboek_zegelt ON audit_logboekregel",
        "CREATE OR REPLACE FUNCTION logboek_zegelt() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NULL; END $$",
    ],
)
def test_a_guard_that_sleeps_is_found(gevuld: GemeenteRef, opdracht: str) -> None:
    _als_eigenaar(gevuld, opdracht)

    assert "bewaking" in controleer_logboek().breuken[0].wat


def test_a_tail_cut_off_with_its_anchors_is_found_by_the_file(gevuld: GemeenteRef) -> None:
    with als_beheer(DATABANK) as beheer:
        beheer.execute("DELETE FROM tenants_logboekanker WHERE nummer = 2")
    _als_eigenaar(
        gevuld,
        *(f"ALTER TABLE {tabel} DISABLE TRIGGER USER" for tabel in ("audit_logboekregel", "audit_schakel")),
        "DELETE FROM audit_logboekregel WHERE id IN "
        "(SELECT regel_id FROM audit_schakel WHERE volgnummer > 30)",
        "DELETE FROM audit_schakel WHERE volgnummer > 30",
        *(f"ALTER TABLE {tabel} ENABLE TRIGGER USER" for tabel in ("audit_logboekregel", "audit_schakel")),
    )

    uitkomst = controleer_logboek()

    assert [breuk.volgnummer for breuk in uitkomst.breuken] == [31]
    with pytest.raises(KetenGebroken):
        veranker(at=timezone.now())


def test_after_a_backup_was_put_back_the_chain_goes_on_with_a_reason(
    gevuld: GemeenteRef, capsys: pytest.CaptureFixture[str]
) -> None:
    _als_eigenaar(
        gevuld,
        *(f"ALTER TABLE {tabel} DISABLE TRIGGER USER" for tabel in ("audit_logboekregel", "audit_schakel")),
        "DELETE FROM audit_logboekregel WHERE id IN "
        "(SELECT regel_id FROM audit_schakel WHERE volgnummer > 30)",
        "DELETE FROM audit_schakel WHERE volgnummer > 30",
        *(f"ALTER TABLE {tabel} ENABLE TRIGGER USER" for tabel in ("audit_logboekregel", "audit_schakel")),
    )
    with pytest.raises(CommandError, match="klopt niet"):
        call_command("logboek-verankeren", gemeente="lindewaard")

    call_command(
        "logboek-verankeren", gemeente="lindewaard", na_terugzetten="Schijf kapot, back-up van 3 uur"
    )

    alarm = Logboekregel.objects.get(gebeurtenis="audit.keten.teruggezet")
    assert (alarm.niveau, alarm.reden) == ("alarm", "Schijf kapot, back-up van 3 uur")
    bekend = bekende_ankers()
    assert [anker.nummer for anker in bekend.ankers] == [1, 3]
    assert [anker.nummer for anker in bekend.alle] == [1, 2, 3]
    assert controleer_logboek().breuken == ()
    schrijf(3)
    veranker(at=timezone.now())
    assert controleer_logboek().breuken == ()
    assert "anker 3 op regel" in capsys.readouterr().out


def test_a_forged_anchor_and_a_missing_one_are_found(gevuld: GemeenteRef) -> None:
    with als_beheer(DATABANK) as beheer:
        beheer.execute("UPDATE tenants_logboekanker SET volgnummer = 5 WHERE nummer = 2")

    assert "De handtekening van anker 2 klopt niet." in [b.wat for b in controleer_logboek().breuken]

    with als_beheer(DATABANK) as beheer:
        beheer.execute("DELETE FROM tenants_logboekanker WHERE nummer <= 2")
    regels = bestand_van(gevuld.id).read_text().splitlines()
    bestand_van(gevuld.id).write_text(f"{regels[1]}\n")

    assert [b.wat for b in controleer_logboek().breuken] == ["Vóór anker 2 ontbreekt er een."]


def test_an_anchor_that_one_place_lost_comes_back_from_the_other(gevuld: GemeenteRef) -> None:
    bestand_van(gevuld.id).unlink()
    schrijf(1)

    veranker(at=timezone.now())

    bekend = bekende_ankers()
    assert bekend.in_bestand == bekend.in_tabel == frozenset({1, 2, 3})
    assert bekend.breuken == []


def test_nothing_new_gets_no_anchor_and_what_is_broken_gets_an_alarm(gevuld: GemeenteRef) -> None:
    assert veranker(at=timezone.now()) is None

    schrijf(2)
    _als_eigenaar(
        gevuld,
        "ALTER TABLE audit_logboekregel DISABLE TRIGGER USER",
        "UPDATE audit_logboekregel SET reden = 'anders' WHERE id = "
        "(SELECT regel_id FROM audit_schakel ORDER BY volgnummer DESC LIMIT 1)",
        "ALTER TABLE audit_logboekregel ENABLE TRIGGER USER",
    )

    assert veranker_of_meld(at=timezone.now()) is None
    alarm = Logboekregel.objects.get(gebeurtenis="audit.keten.gebroken")
    assert (alarm.niveau, alarm.reden) == ("alarm", "De inhoud van deze regel is gewijzigd.")


def test_the_role_of_the_product_adds_an_anchor_and_changes_none(gevuld: GemeenteRef) -> None:
    with in_platform():
        assert Logboekanker.objects.filter(gemeente_id=gevuld.id).count() == 2
        for doe in (Logboekanker.objects.all().delete, lambda: Logboekanker.objects.update(volgnummer=0)):
            with pytest.raises(Exception, match="permission denied"):
                doe()


def test_the_command_says_whole_and_names_what_is_broken(
    gevuld: GemeenteRef, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("logboek-controleren", gemeente="lindewaard")
    assert "Alles klopt." in capsys.readouterr().out

    _als_eigenaar(
        gevuld,
        "ALTER TABLE audit_logboekregel DISABLE TRIGGER USER",
        "DELETE FROM audit_logboekregel WHERE id = "
        "(SELECT regel_id FROM audit_schakel WHERE volgnummer = 12)",
        "ALTER TABLE audit_logboekregel ENABLE TRIGGER USER",
    )
    with pytest.raises(CommandError, match="Het logboek van Lindewaard klopt niet") as fout:
        call_command("logboek-controleren", gemeente="lindewaard")

    assert fout.value.returncode == 1
    assert "regel 12" in capsys.readouterr().out


def test_an_anchor_is_signed_with_a_key_that_is_not_in_the_database(
    gevuld: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    anker = bekende_ankers().ankers[0]

    assert anker.is_echt()
    with in_gemeente(hoogmeren):
        assert not anker.is_echt()
    assert ankerboek.teken(1, anker.tijdstip, anker.volgnummer + 1, anker.keten, anker.vorige) != (
        anker.handtekening
    )
