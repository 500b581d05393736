"""A gemeente is made whole, or nothing is left and the step is named."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel import begin as beginregister
from keukentafel.tenancy import in_platform, scherven
from tenants.actions import onboarding
from tenants.actions.onboarding import KlaarzettenMislukt, OnbekendeGemeente, OnbekendeVariant
from tenants.clusters import ruimte
from tenants.models import Domein, Gemeente, KlaarzetStap, Klaarzetting
from tests.stellage.databank import als_beheer, rollen_hier
from tests.stellage.omgeving import DATABANK

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "migrator"]),
    pytest.mark.usefixtures("geen_rollen_over"),
]


class Omgevallen(Exception):
    """What a step raises in these tests."""


def val_om(*_: Any, **__: Any) -> None:
    raise Omgevallen


def begin(nu: datetime, code: str = "GM0642", variant: str = "team") -> Klaarzetting:
    return onboarding.begin_klaarzetting(
        cbs_code=code, variant=variant, beheerder_naam="Petra", beheerder_email="p@voorbeeld.invalid", at=nu
    )


def wat_er_staat() -> tuple[set[str], set[str], int, int]:
    with als_beheer(DATABANK) as verbinding:
        schemas = {
            rij[0] for rij in verbinding.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_'")
        }
        rollen = rollen_hier(verbinding)
    with in_platform():
        return schemas, rollen, Gemeente.objects.count(), Domein.objects.count()


def wacht_tot_de_databank_het_weet() -> None:
    """Wait until the connections of the killed process are gone, as anybody who types the command again does."""
    einde = time.monotonic() + 60
    hier = "SELECT 1 FROM pg_stat_activity WHERE usename = 'kt_migrator' AND datname = current_database()"
    with als_beheer(DATABANK) as verbinding:
        while verbinding.execute(hier).fetchone():
            if time.monotonic() > einde:
                pytest.fail("De verbinding van het gestopte proces blijft staan.")
            time.sleep(0.02)


@pytest.mark.parametrize("stap", list(KlaarzetStap), ids=lambda stap: stap.value)
def test_a_step_that_fails_leaves_nothing_and_is_named(
    stap: KlaarzetStap, nu: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    vooraf = wat_er_staat()
    if stap in (KlaarzetStap.INRICHTING, KlaarzetStap.WOORDEN, KlaarzetStap.BEHEERDER):
        monkeypatch.setitem(beginregister._stappen, stap.value, val_om)
    else:
        monkeypatch.setattr(onboarding._Klaarzetter, f"_{stap.value}", val_om)
    werk = begin(nu)

    with pytest.raises(KlaarzettenMislukt) as mislukt:
        onboarding.zet_klaar(werk.pk, at=nu, klok=timezone.now)

    assert str(mislukt.value) == f"Stap '{stap.label}' is mislukt (Omgevallen). Er is niets blijven staan."
    assert wat_er_staat() == vooraf
    with in_platform():
        rij = Klaarzetting.objects.get(pk=werk.pk)
    assert (rij.stand, rij.fout) == ("mislukt", str(mislukt.value))
    assert [regel["stap"] for regel in rij.stappen if regel["stand"] == "mislukt"] == [stap.value]


def test_a_failure_in_the_middle_of_the_schema_leaves_nothing(
    nu: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    vooraf = wat_er_staat()
    monkeypatch.setattr(ruimte, "script_voor", lambda script, schema: f'CREATE SCHEMA "{schema}"; SELECT 1/0')

    with pytest.raises(KlaarzettenMislukt, match="Ruimte en sleutels maken"):
        onboarding.zet_klaar(begin(nu).pk, at=nu, klok=timezone.now)

    assert wat_er_staat() == vooraf


def test_the_seven_steps_are_all_done_and_timed(nu: datetime) -> None:
    werk = begin(nu)
    gezien: list[tuple[str, str]] = []

    onboarding.zet_klaar(
        werk.pk, at=nu, klok=timezone.now, meld=lambda stap, stand: gezien.append((stap.value, stand))
    )

    with in_platform():
        rij = Klaarzetting.objects.get(pk=werk.pk)
    assert gezien == [(stap.value, stand) for stap in KlaarzetStap for stand in ("bezig", "klaar")]
    assert [regel["stand"] for regel in rij.stappen] == ["klaar"] * 7
    assert all(regel["klaar_op"] >= regel["begonnen_op"] for regel in rij.stappen)
    assert rij.gemeente_id is not None


@pytest.mark.parametrize(
    ("code", "variant", "weigering"),
    [
        ("GM0000", "team", OnbekendeGemeente),
        ("xyz", "team", OnbekendeGemeente),
        ("GM0642", "anders", OnbekendeVariant),
    ],
)
def test_what_cannot_be_made_is_refused_at_the_door(
    nu: datetime, code: str, variant: str, weigering: type[Exception]
) -> None:
    with pytest.raises(weigering):
        begin(nu, code, variant)

    with in_platform():
        assert Klaarzetting.objects.filter(cbs_code=code).count() == 0


def test_two_at_once_make_one_gemeente(nu: datetime) -> None:
    eerste = begin(nu)
    with onboarding._alleen_ik("GM0642"), pytest.raises(onboarding.WordtAlKlaargezet):
        begin(nu)

    onboarding.zet_klaar(eerste.pk, at=nu, klok=timezone.now)

    with pytest.raises(onboarding.GemeenteBestaatAl):
        begin(nu)


def test_the_command_makes_a_gemeente_and_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("gemeente-toevoegen", "0642", variant="regie", json=True)

    antwoord = json.loads(capsys.readouterr().out)
    assert (antwoord["slug"], antwoord["cbs_code"], antwoord["url"]) == (
        "zwijndrecht",
        "GM0642",
        "http://zwijndrecht.localhost:8000",
    )
    assert antwoord["uitnodiging"].startswith("http://zwijndrecht.localhost:8000/")


def test_the_command_refuses_in_one_sentence() -> None:
    with pytest.raises(CommandError, match=r"^Deze gemeente is er al\.$"):
        call_command("gemeente-toevoegen", "GM9001")


def test_a_killed_command_can_be_run_again(opdracht: list[str], omgeving_van_kind: dict[str, str]) -> None:
    vooraf = wat_er_staat()
    kind = subprocess.Popen(
        [*opdracht, "gemeente-toevoegen", "GM0642"], env=omgeving_van_kind,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert kind.stdout is not None
    kind.stdout.readline()  # the first step is done: schema and role are there
    os.kill(kind.pid, signal.SIGKILL)
    kind.wait()
    wacht_tot_de_databank_het_weet()

    weer = subprocess.run(
        [*opdracht, "gemeente-toevoegen", "GM0642", "--json"],
        env=omgeving_van_kind, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip

    na = wat_er_staat()
    assert weer.returncode == 0 or "is er al" in weer.stderr, weer.stderr
    assert (len(na[0] - vooraf[0]), len(na[1] - vooraf[1]), na[2] - vooraf[2], na[3] - vooraf[3]) == (
        1,
        1,
        1,
        1,
    )


# -- for the page: go on with the step that failed, or take all back -------------------------------------------


def voer_uit(werk: Klaarzetting, nu: datetime) -> Klaarzetting:
    onboarding.voer_klaarzetting_uit(werk.pk, at=nu, klok=timezone.now)
    with in_platform():
        return Klaarzetting.objects.get(pk=werk.pk)


def opnieuw(werk: Klaarzetting, nu: datetime) -> Klaarzetting:
    with in_platform():
        onboarding.zet_stap_opnieuw_klaar(werk.pk, at=nu)
    return voer_uit(werk, nu)


def test_each_step_can_fail_once_and_is_taken_again(nu: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """One gemeente: every step fails the first time, and the steps before it are never taken twice."""
    vooraf = wat_er_staat()
    werk = begin(nu)
    for nummer, stap in enumerate(KlaarzetStap):
        with monkeypatch.context() as eenmaal:
            if stap.value in beginregister._stappen and stap is not KlaarzetStap.WOORDEN:
                eenmaal.setitem(beginregister._stappen, stap.value, val_om)
            elif stap is KlaarzetStap.WOORDEN:  # in the second half of the step: the first is undone with it
                eenmaal.setattr(beginregister, "vul_aan", val_om)
            elif stap is KlaarzetStap.OPENZETTEN:
                eenmaal.setattr(onboarding.Platformregel.objects, "create", val_om)
            else:
                eenmaal.setattr(onboarding._Klaarzetter, f"_{stap.value}", val_om)
            rij = voer_uit(werk, nu) if nummer == 0 else opnieuw(werk, nu)
        assert [regel["stand"] for regel in rij.stappen] == (
            ["klaar"] * nummer + ["mislukt"] + ["wacht"] * (6 - nummer)
        ), stap
        over = "Er is niets blijven staan." if nummer == 0 else "Wat klaar is, staat er nog."
        assert rij.fout == f"Stap '{stap.label}' is mislukt (Omgevallen). {over}"

    klaar = opnieuw(werk, nu)

    na = wat_er_staat()
    assert (klaar.stand, klaar.fout, klaar.uitnodiging is not None) == ("klaar", "", True)
    assert (len(na[0] - vooraf[0]), na[2] - vooraf[2], na[3] - vooraf[3]) == (1, 1, 1)
    assert onboarding.neem_uitnodiging(werk.pk, at=timezone.now()).startswith("/")
    assert onboarding.neem_uitnodiging(werk.pk, at=timezone.now()) == ""
    with in_platform():  # who saw the link could use it: that stands on record, once
        assert (
            onboarding.Platformregel.objects.filter(gebeurtenis="gemeente.uitnodiging.getoond").count() == 1
        )
    with in_platform(), pytest.raises(onboarding.NietMislukt):
        onboarding.zet_stap_opnieuw_klaar(werk.pk, at=nu)


def test_what_failed_is_taken_back_whole_by_hand_and_after_a_day(
    nu: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    vooraf = wat_er_staat()
    monkeypatch.setattr(onboarding.Platformregel.objects, "create", val_om)  # after everything else
    werk = begin(nu)
    assert voer_uit(werk, nu).stand == "mislukt"
    with in_platform():
        gemeente_id = Gemeente.objects.get(cbs_code="GM0642").pk
    assert scherven.is_er(gemeente_id)
    monkeypatch.undo()

    assert onboarding.ruim_vergeten_op(at=nu + timedelta(hours=23)) == 0
    assert onboarding.ruim_vergeten_op(at=nu + timedelta(hours=25)) == 1

    assert wat_er_staat() == vooraf
    assert not scherven.is_er(gemeente_id)
    with in_platform():
        assert Klaarzetting.objects.get(pk=werk.pk).stand == "terug"
    onboarding.draai_terug(werk.pk, at=nu)  # twice is fine
    assert voer_uit(begin(nu), nu).stand == "klaar"
