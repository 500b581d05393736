"""The clock of the dossier: every gemeente once a day, and only its own rows."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate

from keukentafel.celery import app
from keukentafel.tenancy import in_gemeente
from modules.dossier.models import RegieOvername, Waakvlam
from modules.dossier.taken import loop_de_klok, loop_overal_de_klok
from tests.modules.dossier.verkeer import Zaak, maak_zaak


def _verlopen() -> Zaak:
    zaak, gisteren = maak_zaak(), localdate() - timedelta(days=1)
    RegieOvername.objects.create(
        huishouden=zaak.huishouden,
        grond="gevaar",
        toelichting="Gevaar",
        leefgebieden=["financien"],
        van=gisteren - timedelta(days=30),
        eindigt_op=gisteren,
        door=zaak.medewerker,
    )
    Waakvlam.objects.create(
        casus=zaak.casus,
        huishouden=zaak.huishouden,
        van=gisteren - timedelta(days=90),
        tot=gisteren,
        volgend_contact_op=gisteren,
    )
    return zaak


def test_the_clock_ends_what_ran_out_in_its_own_gemeente_and_again_nothing(db, lindewaard, hoogmeren):
    for gemeente in (lindewaard, hoogmeren):
        with in_gemeente(gemeente):
            _verlopen()

    loop_de_klok(gemeente_id=str(lindewaard.id))
    loop_de_klok(gemeente_id=str(lindewaard.id))

    with in_gemeente(lindewaard):
        assert RegieOvername.objects.get().teruggegeven_op == localdate()
        assert Waakvlam.objects.get().gestopt_op == localdate() - timedelta(days=1)
    with in_gemeente(hoogmeren):
        assert (RegieOvername.objects.get().teruggegeven_op, Waakvlam.objects.get().gestopt_op) == (
            None,
            None,
        )


def test_every_gemeente_gets_its_clock_once_a_day(
    db, broker, lindewaard, hoogmeren, django_capture_on_commit_callbacks
):
    with app.connection_for_read() as verbinding:
        rij = verbinding.SimpleQueue("celery")
        rij.clear()

        with django_capture_on_commit_callbacks(execute=True):
            loop_overal_de_klok()

        berichten = [rij.get(block=False) for _ in range(rij.qsize())]
        rij.clear()

    namen = [(bericht.headers["task"], bericht.decode()[1]["gemeente_id"]) for bericht in berichten]
    assert sorted(namen) == sorted(("dossier.klok", str(ref.id)) for ref in (lindewaard, hoogmeren))


def test_the_beat_knows_the_clock():
    assert app.conf.beat_schedule["dossier.klok"]["task"] == "dossier.klok_overal"
