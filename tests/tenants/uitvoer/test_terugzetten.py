"""One gemeente is exported, put beside, compared, swapped, and nothing of it is lost on the way (H51)."""

from __future__ import annotations

import random
import shutil
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from django.utils import timezone

from keukentafel.identity.models import Gebruiker
from keukentafel.opslag import bestanden
from keukentafel.outbox.models import Stand as Post
from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, roteren, scherven, sleutels
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.sleutelbos import GeenSleutel
from tenants.clusters.models import Verhuizing
from tenants.models import Domein, Gemeente, Platformregel, Stand
from tenants.uitvoer import plekken, schemas
from tenants.uitvoer.actions import exporteren, opruimen, terugzetten, werk, wisselen
from tenants.uitvoer.bundel import Bundel, BundelVeranderd, GeenBundel
from tenants.uitvoer.models import Terugzetstand, Terugzetting, Uitvoer, Uitvoerstand, Vorm
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.stellage.databank import als_beheer, geen_rollen_over
from tests.stellage.omgeving import CLUSTER, DATABANK, WACHTWOORD
from tests.tenants.uitvoer.conftest import KANARIE, opnieuw, schemas_hier

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])

Exporteer = Callable[[], Uitvoer]
Ernaast = Callable[[Uitvoer], Terugzetting]


def meteen(_seconden: float) -> None:
    """Do not wait."""


def wissel(rij: Terugzetting) -> None:
    wisselen.wissel(rij.pk, at=timezone.now(), by=werk.Door("Ilse"), wacht=meteen)


def terug(rij: Terugzetting) -> None:
    wisselen.wissel_terug(rij.pk, at=timezone.now(), by=werk.Door("Ilse"), wacht=meteen)


def post(ref: GemeenteRef) -> dict[str, str]:
    with in_gemeente(ref):
        return {rij.sleutel: rij.stand for rij in Uitgaand.objects.all()}


def schrijf_post(ref: GemeenteRef, naam: str) -> None:
    nu = timezone.now()
    with in_gemeente(ref):
        Uitgaand.objects.create(
            soort="mail", sleutel=naam, lading="x", volgende_poging_op=nu, aangemaakt_op=nu
        )


def stand_van(ref: GemeenteRef) -> str:
    with in_platform():
        return Gemeente.objects.get(pk=ref.id).stand


# -- the whole way -----------------------------------------------------------------------------------------


def test_a_copy_is_put_beside_compared_swapped_and_swapped_back(
    lindewaard: GemeenteRef, brief: UUID, exporteer: Exporteer, zet_ernaast: Ernaast
) -> None:
    uitvoer = exporteer()
    schrijf_post(lindewaard, "van na de kopie")
    with in_gemeente(lindewaard):
        bestanden.verwijder("documenten", brief, meteen=True)

    rij = zet_ernaast(uitvoer)

    bundel, nu_anders = rij.vergelijking["bundel"], {deel["tabel"]: deel for deel in rij.vergelijking["nu"]}
    assert (rij.stand, rij.is_gelijk) == (Terugzetstand.NAAST, True)
    assert bundel["geopend"] > 0
    assert bundel["rijen"] == uitvoer.rijen > 100
    assert bundel["bestanden"] == 1
    assert nu_anders["outbox_uitgaand"]["alleen_nu"] == 1
    assert "van na de kopie" in post(lindewaard)  # beside is not in use
    naam = lindewaard.schema_name

    wissel(rij)

    assert set(post(lindewaard)) == {f"brief-{KANARIE}"}
    with in_gemeente(lindewaard):
        assert bestanden.haal("documenten", brief) == f"Beste {KANARIE}".encode()
        assert Uitgaand.objects.get().lading == f"Aan {KANARIE}"
    rij = opnieuw(rij)
    with in_platform():
        gemeente = Gemeente.objects.get(pk=lindewaard.id)
    assert (gemeente.schema_name, gemeente.stand) == (naam, Stand.ACTIEF)
    assert rij.stand == Terugzetstand.GEWISSELD
    assert rij.weg_op is not None
    assert rij.weg_op - rij.gewisseld_op == timedelta(days=7)
    assert schemas_hier().count("o") == 1

    terug(rij)

    assert set(post(lindewaard)) == {f"brief-{KANARIE}", "van na de kopie"}
    with in_gemeente(lindewaard), pytest.raises(bestanden.BestandWeg):
        bestanden.haal("documenten", brief)
    call_command("logboek-controleren", gemeente="lindewaard")

    opruimen.ruim_verlopen_op(at=timezone.now() + timedelta(days=8))

    assert set(schemas_hier()) == {"t"}
    assert not list((Path(settings.KT_OPSLAG) / "naast").iterdir())
    with in_platform():
        gebeurd = set(Platformregel.objects.values_list("gebeurtenis", flat=True))
    assert {
        "uitvoer.gevraagd",
        "uitvoer.terugzetten",
        "uitvoer.gewisseld",
        "uitvoer.teruggewisseld",
    } <= gebeurd


# -- what happened since is not undone -----------------------------------------------------------------------


def sindsdien(lindewaard: GemeenteRef, exporteer: Exporteer, zet_ernaast: Ernaast) -> None:
    rij = zet_ernaast(exporteer())
    with in_gemeente(lindewaard):
        Uitgaand.objects.update(stand=Post.VERZONDEN)
        Gebruiker.objects.update(is_actief=False)

    wissel(rij)

    assert set(post(lindewaard).values()) == {Post.VERZONDEN}
    with in_gemeente(lindewaard):
        assert not Gebruiker.objects.filter(is_actief=True).exists()


@pytest.mark.usefixtures("brief")
def test_what_was_sent_is_not_sent_again_and_who_was_shut_out_stays_out(
    lindewaard: GemeenteRef, exporteer: Exporteer, zet_ernaast: Ernaast
) -> None:
    sindsdien(lindewaard, exporteer, zet_ernaast)


@pytest.mark.usefixtures("brief")
def test_it_turns_red_when_the_swap_forgets_what_happened_since(
    lindewaard: GemeenteRef, exporteer: Exporteer, zet_ernaast: Ernaast
) -> None:
    wordt_rood("terugzetten_vergeet_sindsdien", lambda: sindsdien(lindewaard, exporteer, zet_ernaast))


# -- a bundle opens only as it was, and only with the keys of its gemeente --------------------------------------


@pytest.mark.usefixtures("brief")
def test_a_bundle_shows_nothing_and_is_for_this_login_only(exporteer: Exporteer) -> None:
    uitvoer = exporteer()
    map_ = plekken.map_van(uitvoer.gemeente_id, uitvoer.pk)

    paden = [map_, *map_.rglob("*")]
    assert {stat.S_IMODE(pad.stat().st_mode) for pad in paden if pad.is_dir()} == {0o700}
    assert {stat.S_IMODE(pad.stat().st_mode) for pad in paden if pad.is_file()} == {0o600}
    inhoud = b"".join(pad.read_bytes() for pad in paden if pad.is_file())
    assert KANARIE.encode() not in inhoud
    assert b"".join(Bundel.open(map_).lees("tabellen/outbox_uitgaand.bin")).count(KANARIE.encode()) == 1


def veranderd(lindewaard: GemeenteRef, exporteer: Exporteer) -> None:
    uitvoer = exporteer()
    map_ = plekken.map_van(uitvoer.gemeente_id, uitvoer.pk)
    manifest = map_ / "manifest.json"
    heel = manifest.read_bytes()
    manifest.write_bytes(heel.replace(b"Lindewaard", b"Lindewaart"))
    with pytest.raises(BundelVeranderd):
        Bundel.open(map_)
    manifest.write_bytes(heel)
    tabel = map_ / "tabellen" / "outbox_uitgaand.bin"
    deel = tabel.read_bytes()
    tabel.write_bytes(deel[:-1] + bytes([deel[-1] ^ 1]))
    vooraf = schemas_hier()

    with pytest.raises(BundelVeranderd, match=r"tabellen/outbox_uitgaand\.bin"):
        terugzetten.zet_naast(Bundel.open(map_), lindewaard, schemas.nieuwe_naam("n"))

    assert schemas_hier() == vooraf
    tabel.unlink()
    assert Bundel.open(map_).controleer() == ["tabellen/outbox_uitgaand.bin"]
    (map_ / "manifest.handtekening").unlink()
    with pytest.raises(GeenBundel):
        Bundel.open(map_)


@pytest.mark.usefixtures("brief")
def test_a_bundle_that_was_changed_is_refused(lindewaard: GemeenteRef, exporteer: Exporteer) -> None:
    veranderd(lindewaard, exporteer)


@pytest.mark.usefixtures("brief")
def test_it_turns_red_without_the_signature(lindewaard: GemeenteRef, exporteer: Exporteer) -> None:
    wordt_rood("bundel_zonder_handtekening", lambda: veranderd(lindewaard, exporteer))


@pytest.mark.usefixtures("brief")
def test_a_bundle_is_of_its_own_gemeente_and_dies_with_its_keys(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, exporteer: Exporteer, tmp_path: Path, settings: Any
) -> None:
    uitvoer = exporteer()
    map_ = plekken.map_van(uitvoer.gemeente_id, uitvoer.pk)
    with pytest.raises(terugzetten.AndereGemeente):
        terugzetten.zet_naast(Bundel.open(map_), hoogmeren, schemas.nieuwe_naam("n"))

    ander_deel = tmp_path / "scherven"
    ander_deel.mkdir()
    settings.KT_SCHERVEN = ander_deel
    scherven.zorg_voor(lindewaard.id)  # another part than the one the ring was closed with
    with pytest.raises(GeenSleutel):
        list(Bundel.open(map_).lees("tabellen/outbox_uitgaand.bin"))


def test_a_bundle_from_before_new_keys_still_opens(
    lindewaard: GemeenteRef, brief: UUID, exporteer: Exporteer, zet_ernaast: Ernaast
) -> None:
    uitvoer = exporteer()
    with in_gemeente(lindewaard):
        doelen = frozenset({"outbox"})
        for _ in range(2):
            roteren.kondig_aan(doelen, nu=0)
            roteren.ga_over(doelen)
            for kolommen in roteren.versleutelde_kolommen():
                if kolommen.doelen & doelen:
                    roteren.hersleutel(kolommen, per_keer=10, meld=exporteren.zwijg)
            roteren.gooi_oude_weg(doelen)
        assert sleutels.bos_van(lindewaard.id).versies("outbox") == (3,)

    rij = zet_ernaast(uitvoer)
    wissel(rij)

    assert rij.vergelijking["bundel"]["onleesbaar"] == {}
    with in_gemeente(lindewaard):
        assert Uitgaand.objects.get(pk=brief).lading == f"Aan {KANARIE}"
        assert sleutels.schrijfversie("outbox") == 3


# -- nobody loses a write, whatever is killed --------------------------------------------------------------------


def schrijver_bezig(lindewaard: GemeenteRef, rij: Terugzetting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is in the middle of a transaction when the swap comes."""
    assert rij.is_gelijk, rij.vergelijking["bundel"]
    monkeypatch.setattr(schemas, "WACHT_OP_SLOT", "100ms")
    with psycopg.connect(CLUSTER.url("kt_app", WACHTWOORD, DATABANK)) as bezig:
        bezig.execute(f'SET ROLE "{lindewaard.schema_name}"')
        bezig.execute(f'UPDATE "{lindewaard.schema_name}".outbox_uitgaand SET laatste_fout = %s', ["van mij"])
        with pytest.raises(schemas.SchemaBezet):
            wissel(rij)
        bezig.commit()

    with in_gemeente(lindewaard):
        assert Uitgaand.objects.get().laatste_fout == "van mij"
    assert stand_van(lindewaard) == Stand.ACTIEF
    assert opnieuw(rij).stand == Terugzetstand.NAAST


@pytest.mark.usefixtures("brief")
def test_who_is_in_the_middle_of_a_write_does_not_lose_it(
    lindewaard: GemeenteRef, exporteer: Exporteer, zet_ernaast: Ernaast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rij = zet_ernaast(exporteer())

    schrijver_bezig(lindewaard, rij, monkeypatch)
    wordt_rood("wissel_zonder_slot", lambda: schrijver_bezig(lindewaard, rij, monkeypatch))


class Weg(BaseException):
    """The process is killed here."""


def val_weg(*_: Any, **__: Any) -> None:
    raise Weg


@pytest.mark.parametrize("plek", ["voor de wissel", "voor het vastleggen", "na het vastleggen"])
def test_a_swap_that_is_killed_goes_on_where_it_was(
    plek: str,
    lindewaard: GemeenteRef,
    brief: UUID,
    exporteer: Exporteer,
    zet_ernaast: Ernaast,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rij = zet_ernaast(exporteer())
    schrijf_post(lindewaard, "van na de kopie")
    with monkeypatch.context() as aanpassing:
        if plek == "voor de wissel":
            aanpassing.setattr(schemas, "ruil", val_weg)
        elif plek == "voor het vastleggen":
            # Killed between the two folders and before the commit: nothing puts the folders back.
            def half(ref: GemeenteRef, erin: str, eruit: str, *, gedaan: bool) -> None:
                if gedaan and plekken.bestanden_naast(erin).exists():
                    plekken.bestanden_van(ref.id).rename(plekken.bestanden_naast(eruit))
                    raise Weg

            aanpassing.setattr(wisselen, "zet_mappen", half)
        else:
            aanpassing.setattr(wisselen.teruggezet, "voer_uit", val_weg)
        with pytest.raises(Weg):
            wissel(rij)
    assert stand_van(lindewaard) == Stand.OPGESCHORT  # closed, so nobody writes where it is not clear

    wissel(rij)

    assert set(post(lindewaard)) == {f"brief-{KANARIE}"}
    with in_gemeente(lindewaard):
        assert bestanden.haal("documenten", brief) == f"Beste {KANARIE}".encode()
    assert stand_van(lindewaard) == Stand.ACTIEF
    assert opnieuw(rij).stand == Terugzetstand.GEWISSELD


@pytest.mark.usefixtures("brief")
def test_a_restore_that_is_killed_leaves_nothing(
    exporteer: Exporteer, zet_ernaast: Ernaast, monkeypatch: pytest.MonkeyPatch
) -> None:
    uitvoer, vooraf = exporteer(), schemas_hier()
    with monkeypatch.context() as aanpassing:
        aanpassing.setattr(schemas, "maak_af", val_weg)
        with pytest.raises(Weg):
            zet_ernaast(uitvoer)

    assert schemas_hier() == vooraf
    with in_platform():
        rij = Terugzetting.objects.get()
    assert werk.voer_terugzetting_uit(rij.pk, klok=timezone.now).is_gelijk


# -- compare, and what it is for ------------------------------------------------------------------------------------


def verschil_gezien(exporteer: Exporteer, zet_ernaast: Ernaast) -> None:
    rij = zet_ernaast(exporteer())
    assert not rij.is_gelijk
    assert rij.vergelijking["bundel"]["tabellen_anders"] == ["outbox_uitgaand"]
    with pytest.raises(wisselen.NietGelijk):
        wissel(rij)


@pytest.mark.usefixtures("brief")
def test_a_row_that_does_not_come_out_as_it_went_in_is_seen(
    exporteer: Exporteer, zet_ernaast: Ernaast, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = schemas.vul_tabel

    def vul(v: Any, schema: str, tabel: str, welke: Any, stukken: Any) -> None:
        if tabel == "outbox_uitgaand":
            stukken = [b"".join(stukken).replace(b"brief-", b"boek-")]
        echt(v, schema, tabel, welke, stukken)

    monkeypatch.setattr(schemas, "vul_tabel", vul)

    verschil_gezien(exporteer, zet_ernaast)
    with in_platform():
        Terugzetting.objects.update(stand=Terugzetstand.KLAAR)
    wordt_rood("wissel_zonder_vergelijken", lambda: verschil_gezien(exporteer, zet_ernaast))


# -- the drill --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("brief")
def test_a_drill_puts_a_gemeente_beside_and_leaves_only_its_result(lindewaard: GemeenteRef) -> None:
    vooraf = schemas_hier()

    rij = werk.proef(lindewaard.id, klok=timezone.now)

    assert (rij.is_proef, rij.is_gelijk, rij.stand) == (True, True, Terugzetstand.KLAAR)
    assert schemas_hier() == vooraf
    assert not list(Path(settings.KT_UITVOER).glob("*/*"))
    with in_platform():
        assert Uitvoer.objects.get().stand == Uitvoerstand.WEG
        regel = Platformregel.objects.filter(gebeurtenis="uitvoer.proef").get()
    assert regel.detail["resultaat"] == "gelukt"


def test_every_gemeente_has_its_turn_and_one_a_week(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, nu: datetime
) -> None:
    kies = random.Random(1)

    def geproefd(ref: GemeenteRef, op: datetime) -> None:
        with in_platform():
            Terugzetting.objects.create(
                gemeente_id=ref.id, is_proef=True, stand=Terugzetstand.KLAAR, gevraagd_op=op
            )

    geproefd(lindewaard, nu - timedelta(days=9))
    assert werk.aan_de_beurt(at=nu, kies=kies) == [hoogmeren.id]
    geproefd(hoogmeren, nu - timedelta(days=8))
    assert werk.aan_de_beurt(at=nu, kies=kies) == [lindewaard.id]
    geproefd(lindewaard, nu - timedelta(days=6))
    assert werk.aan_de_beurt(at=nu, kies=kies) == []


# -- an installation that was lost -------------------------------------------------------------------------------------


def verlies(ref: GemeenteRef) -> None:
    """Lose a gemeente as a disk does: no row, no schema, no file; the keys were kept elsewhere."""
    shutil.rmtree(plekken.bestanden_van(ref.id), ignore_errors=True)
    with als_beheer(DATABANK) as v:
        v.execute(f'DROP SCHEMA "{ref.schema_name}" CASCADE')
        v.execute("SET session_replication_role TO replica")
        tabellen = v.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name = 'gemeente_id'"
        ).fetchall()
        for (tabel,) in tabellen:
            v.execute(f'DELETE FROM public."{tabel}" WHERE gemeente_id = %s', [ref.id])
        v.execute("DELETE FROM public.tenants_gemeente WHERE id = %s", [ref.id])
    adresboek.vergeet()


def test_a_gemeente_that_is_not_there_any_more_comes_back_whole_and_closed(
    lindewaard: GemeenteRef, brief: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doel = tmp_path / "elders"
    with in_gemeente(lindewaard):
        mensen = set(Gebruiker.objects.values_list("pk", flat=True))
    call_command("gemeente-exporteren", gemeente="lindewaard", naar=doel)
    with pytest.raises(CommandError, match="is er al"):
        call_command("gemeente-terugzetten", bundel=doel, opnieuw=True, reden="Brand")
    with geen_rollen_over():
        verlies(lindewaard)
        vooraf = schemas_hier()
        with monkeypatch.context() as aanpassing:
            aanpassing.setattr(schemas, "maak_af", val_weg)
            with pytest.raises(Weg):
                call_command("gemeente-terugzetten", bundel=doel, opnieuw=True, reden="Brand")
        assert schemas_hier() == vooraf
        with in_platform():
            assert not Gemeente.objects.filter(pk=lindewaard.id).exists()

        call_command("gemeente-terugzetten", bundel=doel, opnieuw=True, reden="Brand")

        with in_platform():
            terug = Gemeente.objects.get(pk=lindewaard.id)
            adressen = list(Domein.objects.filter(gemeente=terug).values_list("host", flat=True))
        assert (terug.stand, terug.slug, adressen) == (
            Stand.OPGESCHORT,
            "lindewaard",
            ["lindewaard.localhost"],
        )
        with in_gemeente(terug.ref()):
            assert set(Gebruiker.objects.values_list("pk", flat=True)) == mensen
            assert Uitgaand.objects.get().lading == f"Aan {KANARIE}"
            assert bestanden.haal("documenten", brief) == f"Beste {KANARIE}".encode()
        assert "o" not in schemas_hier()
        connections.close_all()


# -- asking --------------------------------------------------------------------------------------------------------------


def test_one_export_at_a_time_and_a_killed_one_does_not_stand_in_the_way(
    lindewaard: GemeenteRef, nu: datetime
) -> None:
    eerste = werk.vraag_uitvoer(lindewaard.id, vorm=Vorm.BUNDEL, at=nu)
    with pytest.raises(werk.UitvoerLoopt):
        werk.vraag_uitvoer(lindewaard.id, vorm=Vorm.BUNDEL, at=nu)

    werk.vraag_uitvoer(lindewaard.id, vorm=Vorm.BUNDEL, at=nu + timedelta(hours=1))

    with in_platform():
        eerste.refresh_from_db()
    assert eerste.stand == Uitvoerstand.MISLUKT


def test_nothing_is_put_beside_a_gemeente_that_moves(lindewaard: GemeenteRef, nu: datetime) -> None:
    with in_platform():
        Verhuizing.objects.create(gemeente_id=lindewaard.id, naar="tweede", gevraagd_op=nu)

    with pytest.raises(werk.GemeenteVerhuist):
        werk.vraag_los(lindewaard.id, van=nu, reden="Proberen", at=nu)


def test_the_commands_say_how_it_ended(
    lindewaard: GemeenteRef, brief: UUID, tmp_path: Path, capsys: Any
) -> None:
    doel = tmp_path / "mee"
    call_command("gemeente-exporteren", gemeente="lindewaard", naar=doel, json=True)
    call_command("gemeente-terugzetten", gemeente="lindewaard", bundel=doel, reden="Proberen", json=True)
    call_command("gemeente-vergelijken", gemeente="lindewaard")
    schrijf_post(lindewaard, "van nu")
    with pytest.raises(CommandError) as verschil:
        call_command("gemeente-vergelijken", gemeente="GM9001")
    call_command("gemeente-terugzetten", gemeente="lindewaard", weg=True)

    assert verschil.value.returncode == 1
    assert "outbox_uitgaand: 0 anders, 1 alleen nu, 0 alleen ernaast" in capsys.readouterr().out
    for fout in (
        {"gemeente": "bestaatniet", "weg": True},
        {"gemeente": "lindewaard", "wissel": True},
    ):
        with pytest.raises(CommandError) as niets:
            call_command("gemeente-terugzetten", **fout)
        assert niets.value.returncode == 2
    with pytest.raises(CommandError, match="is er al"):
        call_command("gemeente-exporteren", gemeente="lindewaard", naar=doel)
