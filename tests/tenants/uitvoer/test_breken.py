"""What breaks half way leaves a gemeente as it was, and nothing behind that nobody finds (H51)."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from keukentafel.tenancy import GemeenteRef, in_platform, migraties, sleutels
from keukentafel.tenancy.adresboek import adresboek
from tenants.models import Gemeente, Stand
from tenants.uitvoer import plekken, schemas, sindsdien
from tenants.uitvoer.actions import exporteren, opruimen, terugzetten, werk, wisselen
from tenants.uitvoer.actions.terugzetten import Bevinding
from tenants.uitvoer.models import Terugzetstand, Terugzetting, Uitvoer, Uitvoerstand, Vorm
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK
from tests.tenants.uitvoer.conftest import KANARIE, opnieuw, schemas_hier
from tests.tenants.uitvoer.test_terugzetten import Weg, post, schrijf_post, stand_van, val_weg, wissel

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "migrator"]),
    pytest.mark.usefixtures("brief"),
]

Exporteer = Callable[[], Uitvoer]
Ernaast = Callable[[Uitvoer], Terugzetting]
STRAKS = timedelta(minutes=10)


# -- a swap that fails ---------------------------------------------------------------------------------------


def test_a_swap_that_fails_opens_the_gemeente_as_it_was(
    lindewaard: GemeenteRef, exporteer: Exporteer, zet_ernaast: Ernaast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rij = zet_ernaast(exporteer())
    schrijf_post(lindewaard, "van na de kopie")
    with monkeypatch.context() as aanpassing:
        aanpassing.setattr(sindsdien, "SINDSDIEN", ('DELETE FROM "{nieuw}".bestaat_niet',))
        with pytest.raises(psycopg.errors.UndefinedTable):
            wissel(rij)

    rij = opnieuw(rij)
    assert (stand_van(lindewaard), rij.stand) == (Stand.ACTIEF, Terugzetstand.NAAST)
    assert rij.fout == "Mislukt (UndefinedTable). Er is niets gewisseld."
    assert "van na de kopie" in post(lindewaard)
    wissel(rij)
    assert set(post(lindewaard)) == {f"brief-{KANARIE}"}


def test_what_is_put_in_is_brought_up_to_date_while_people_still_work(
    lindewaard: GemeenteRef, exporteer: Exporteer, zet_ernaast: Ernaast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rij, gezien = zet_ernaast(exporteer()), []

    def kan_niet(_ref: GemeenteRef, _schema: str) -> int:
        gezien.append(stand_van(lindewaard))
        raise RuntimeError

    monkeypatch.setattr(wisselen, "breng_bij", kan_niet)

    with pytest.raises(RuntimeError):
        wissel(rij)

    assert gezien == [Stand.ACTIEF]
    assert (stand_van(lindewaard), opnieuw(rij).stand) == (Stand.ACTIEF, Terugzetstand.NAAST)


def test_a_swap_of_which_the_answer_was_lost_goes_on(
    lindewaard: GemeenteRef, exporteer: Exporteer, zet_ernaast: Ernaast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rij, echt = zet_ernaast(exporteer()), wisselen._ruil

    def verbroken(*args: Any, **kwargs: Any) -> None:
        echt(*args, **kwargs)
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(wisselen, "_ruil", verbroken)

    wissel(rij)

    assert (stand_van(lindewaard), opnieuw(rij).stand) == (Stand.ACTIEF, Terugzetstand.GEWISSELD)


def test_who_closed_the_gemeente_meanwhile_finds_it_closed(
    lindewaard: GemeenteRef, exporteer: Exporteer, zet_ernaast: Ernaast
) -> None:
    rij = zet_ernaast(exporteer())

    def iemand_sluit(_seconden: float) -> None:
        with in_platform():
            Gemeente.objects.filter(pk=lindewaard.id).update(opschortreden="Einde van het contract (K1)")

    wisselen.wissel(rij.pk, at=timezone.now(), wacht=iemand_sluit)

    assert stand_van(lindewaard) == Stand.OPGESCHORT


def test_a_swap_whose_process_was_killed_is_finished_by_the_tick(
    lindewaard: GemeenteRef, exporteer: Exporteer, zet_ernaast: Ernaast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rij = zet_ernaast(exporteer())
    with monkeypatch.context() as aanpassing:
        aanpassing.setattr(schemas, "ruil", val_weg)
        with pytest.raises(Weg):
            wissel(rij)
    assert stand_van(lindewaard) == Stand.OPGESCHORT
    monkeypatch.setattr(adresboek, "houdbaar", -1)  # nobody waits for this test

    opruimen.kijk_na(at=timezone.now())

    assert (stand_van(lindewaard), opnieuw(rij).stand) == (Stand.ACTIEF, Terugzetstand.GEWISSELD)


def test_a_file_that_comes_between_the_two_moves_of_a_killed_swap_is_kept(lindewaard: GemeenteRef) -> None:
    bediend = plekken.bestanden_van(lindewaard.id)
    uit, erin = plekken.bestanden_naast("o_000000000001"), plekken.bestanden_naast("n_000000000001")
    for map_, naam in ((uit, "a"), (erin, "b")):
        (map_ / "documenten").mkdir(parents=True)
        (map_ / "documenten" / f"{naam}.bin").write_text(naam)
    for pad in bediend.glob("*/*.bin"):
        pad.unlink()
    (bediend / "documenten" / "laat.bin").write_text("laat")

    wisselen.zet_mappen(lindewaard, "n_000000000001", "o_000000000001", gedaan=False)

    assert sorted(pad.name for pad in bediend.glob("*/*.bin")) == ["a.bin", "laat.bin"]


# -- what is left behind ----------------------------------------------------------------------------------------


def test_a_restore_that_was_killed_leaves_no_copy_that_nobody_finds(
    exporteer: Exporteer, zet_ernaast: Ernaast, monkeypatch: pytest.MonkeyPatch
) -> None:
    uitvoer, vooraf = exporteer(), schemas_hier()
    with monkeypatch.context() as aanpassing:
        aanpassing.setattr(terugzetten, "vergelijk_met_nu", val_weg)
        with pytest.raises(Weg):
            zet_ernaast(uitvoer)
    assert schemas_hier() == sorted([*vooraf, "n"])
    with in_platform():
        rij = Terugzetting.objects.get()

    assert opruimen.kijk_na(at=timezone.now()) == 0  # it may still be taken up again
    assert opruimen.kijk_na(at=timezone.now() + STRAKS) == 1

    rij = opnieuw(rij)
    assert (rij.stand, rij.fout) == (Terugzetstand.MISLUKT, opruimen.GESTOPT)
    assert schemas_hier() == vooraf
    assert not list((Path(settings.KT_OPSLAG) / "naast").iterdir())


def test_work_that_somebody_is_at_is_left_alone(lindewaard: GemeenteRef, exporteer: Exporteer) -> None:
    rij = werk.vraag_uitvoer(lindewaard.id, vorm=Vorm.BUNDEL, at=timezone.now())
    werk.zet(rij, stand=Uitvoerstand.BEZIG, begonnen_op=timezone.now())

    with plekken.alleen_ik_maak(lindewaard.id, rij.pk):
        assert opruimen.kijk_na(at=timezone.now() + STRAKS) == 0
        assert werk.voer_uitvoer_uit(rij.pk, klok=timezone.now).stand == Uitvoerstand.BEZIG
    assert opruimen.kijk_na(at=timezone.now() + STRAKS) == 1

    with in_platform():
        rij.refresh_from_db()
    assert rij.stand == Uitvoerstand.MISLUKT
    assert exporteer().stand == Uitvoerstand.KLAAR


def test_a_copy_that_nobody_takes_into_use_goes_after_two_weeks(
    exporteer: Exporteer, zet_ernaast: Ernaast
) -> None:
    vooraf = schemas_hier()
    rij = zet_ernaast(exporteer())

    assert opruimen.ruim_verlopen_op(at=timezone.now() + timedelta(days=13)) == (0, 0)
    assert opruimen.ruim_verlopen_op(at=timezone.now() + timedelta(days=15)) == (1, 1)

    assert schemas_hier() == vooraf
    assert opnieuw(rij).weggegooid_op is not None


def test_one_copy_that_cannot_go_does_not_keep_the_others(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, exporteer: Exporteer, zet_ernaast: Ernaast
) -> None:
    zet_ernaast(exporteer())
    ander = werk.vraag_uitvoer(hoogmeren.id, vorm=Vorm.BUNDEL, at=timezone.now())
    ander = werk.voer_uitvoer_uit(ander.pk, klok=timezone.now)
    zet_ernaast(ander)
    later = timezone.now() + timedelta(days=15)

    with migraties.kale_verbinding_naar("") as v:
        v.execute(f"SELECT pg_advisory_lock({plekken.SLOT})", [str(lindewaard.id)])
        plekken_geduld, plekken.GEDULD = plekken.GEDULD, 0.0
        try:
            assert opruimen.ruim_verlopen_op(at=later) == (2, 1)
        finally:
            plekken.GEDULD = plekken_geduld
    assert opruimen.ruim_verlopen_op(at=later) == (0, 1)


def test_second_names_of_a_killed_export_go(lindewaard: GemeenteRef, monkeypatch: pytest.MonkeyPatch) -> None:
    naast = Path(settings.KT_OPSLAG) / "naast"
    oud, nieuw = naast / "werk_oud", naast / "werk_nieuw"
    half = Path(settings.KT_UITVOER) / lindewaard.id.hex / "abc.deel"
    for map_ in (oud, nieuw, half):
        map_.mkdir(parents=True)
    voor = time.time() - 2 * 86_400
    os.utime(oud, (voor, voor))
    os.utime(half, (voor, voor))

    opruimen.ruim_verlopen_op(at=timezone.now())

    assert [map_.exists() for map_ in (oud, nieuw, half)] == [False, True, False]


def test_who_leaves_does_not_leave_while_a_copy_is_being_made(lindewaard: GemeenteRef) -> None:
    rij = werk.vraag_uitvoer(lindewaard.id, vorm=Vorm.BUNDEL, at=timezone.now())
    with plekken.alleen_ik_maak(lindewaard.id, rij.pk), pytest.raises(plekken.WordtAlGemaakt):
        opruimen.verwijder_alles(lindewaard.id, "", timezone.now())

    opruimen.verwijder_alles(lindewaard.id, "", timezone.now())

    with in_platform():
        assert Uitvoer.objects.get().stand == Uitvoerstand.MISLUKT


# -- a bundle that would not open, or not compare ------------------------------------------------------------------


def test_who_compared_nothing_found_nothing() -> None:
    assert Bevinding().is_gelijk is False
    assert replace(Bevinding(), rijen=1).is_gelijk is True


def test_a_bundle_is_equal_on_a_server_in_another_time_zone(
    exporteer: Exporteer, zet_ernaast: Ernaast
) -> None:
    uitvoer = exporteer()
    with als_beheer(DATABANK) as v:
        v.execute("ALTER ROLE kt_migrator SET TimeZone TO 'Europe/Amsterdam'")
    try:
        assert zet_ernaast(uitvoer).is_gelijk
    finally:
        with als_beheer(DATABANK) as v:
            v.execute("ALTER ROLE kt_migrator RESET TimeZone")


def test_a_bundle_holds_the_keys_of_its_moment(
    lindewaard: GemeenteRef, exporteer: Exporteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys that are replaced between the reading of the ring and the moment of the rows."""
    echt = schemas.kolommen
    gedaan: list[bool] = []

    def kolommen(v: Any, schema: str) -> Any:
        if not gedaan:
            gedaan.append(True)
            with in_platform():
                rij = Gemeente.objects.get(pk=lindewaard.id)
                bos = sleutels.bos_van(lindewaard.id)
            sleutels.verander_bos(lindewaard.id, lambda _: bos)  # closed anew: other bytes
            with in_platform():
                assert bytes(Gemeente.objects.get(pk=lindewaard.id).sleutel) != bytes(rij.sleutel)
        return echt(v, schema)

    monkeypatch.setattr(schemas, "kolommen", kolommen)
    uitvoer = exporteer()

    bundel = werk.bundel_van(uitvoer)
    with in_platform():
        assert (bundel.map / "sleutels.bin").read_bytes() == bytes(
            Gemeente.objects.get(pk=lindewaard.id).sleutel
        )


def test_a_drill_of_which_the_export_fails_is_told(
    lindewaard: GemeenteRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    werk.proef(lindewaard.id, klok=timezone.now)

    def vol(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporteren, "maak_bundel", vol)
    with pytest.raises(OSError, match="No space"):
        werk.proef(lindewaard.id, klok=timezone.now)

    with in_platform():
        laatste = Terugzetting.objects.filter(is_proef=True).first()
    assert laatste is not None
    assert (laatste.stand, laatste.is_gelijk, laatste.fout) == (
        Terugzetstand.MISLUKT,
        False,
        "Mislukt (OSError).",
    )


def test_a_readable_file_of_which_the_making_fails_does_not_stay(
    lindewaard: GemeenteRef, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(_bundel: Any) -> Any:
        yield b"de helft"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"{_EXPORTEREN}.als_zip", half)
    with pytest.raises(OSError, match="No space"):
        call_command("gemeente-exporteren", gemeente="lindewaard", leesbaar=True, naar=tmp_path / "x.zip")

    assert not (tmp_path / "x.zip").exists()


_EXPORTEREN = "tenants.uitvoer.management.commands.gemeente-exporteren"
