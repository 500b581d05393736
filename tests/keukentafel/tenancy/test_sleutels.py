"""Encryption of personal data: bound to its place, versions of keys, rotation while everybody works on."""

from __future__ import annotations

import json
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

from keukentafel import opslag
from keukentafel.identity.models import TotpApparaat
from keukentafel.opslag import bestanden
from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, roteren, scherven, sleutelbos
from keukentafel.tenancy.models import GemeenteModel, nieuwe_id
from keukentafel.tenancy.schema_script import ALLEEN_TOEVOEGEN
from keukentafel.tenancy.sleutels import (
    GeenSleutel,
    blinde_index,
    blinde_indexen,
    bos_van,
    kop,
    opslag_pad,
    vergeet_bossen,
    versleutel,
)
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.models import Concept, Huishouden, Huishoudlid, Inwoner
from modules.dossier.queries.zoeken import exact
from modules.dossier.queries.zoekvraag import lees
from tenants.models import Gemeente
from tests.factories.dossier import maak_huishouden
from tests.factories.identity import TOTP, maak_gebruiker
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.stellage.omgeving import CLUSTER, DATABANK

BSN = "123456782"


@pytest.fixture(autouse=True)
def verse_bossen() -> Any:
    """The rings are read again: a test before this one may have rolled a rotation back."""
    vergeet_bossen()
    yield
    vergeet_bossen()


def maak_inwoner(bsn: str = BSN, **anders: Any) -> Inwoner:
    gegevens = {"geslachtsnaam": "De Boer", "voornamen": "Marieke", "aangemaakt_op": timezone.now()} | anders
    return Inwoner.objects.create(bsn=bsn, bsn_index=blinde_index("bsn", bsn), **gegevens)


def ruwe_cel(rij: Any, kolom: str = "bsn") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {kolom} FROM {rij._meta.db_table} WHERE id = %s", [rij.pk])
        return bytes(cursor.fetchone()[0])


def zet_cel(rij: Any, waarde: bytes, kolom: str = "bsn") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {rij._meta.db_table} SET {kolom} = %s WHERE id = %s", [waarde, rij.pk])


def vers(rij: Any) -> Any:
    return type(rij).objects.get(pk=rij.pk)


# -- bound to its place -----------------------------------------------------------------------------------


def verwisseld(lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> None:
    """Two texts change places: over rows, over columns, over gemeenten. None may open."""
    with in_gemeente(lindewaard):
        een, ander = maak_inwoner(), maak_inwoner("111222333")
        cel_een, cel_ander = ruwe_cel(een), ruwe_cel(ander)
        zet_cel(een, cel_ander)
        zet_cel(ander, cel_een)
        for rij in (een, ander):
            gaat_niet_open(lambda rij=rij: vers(rij).bsn)
        elders = versleutel("bsn", BSN.encode(), bij=f"dossier_inwoner|telefoon|{een.pk}")
        zet_cel(een, elders)
        gaat_niet_open(lambda: vers(een).bsn)
        zet_cel(een, cel_een)
        assert vers(een).bsn == BSN
    with in_gemeente(hoogmeren):
        rij = maak_inwoner(id=een.pk)
        zet_cel(rij, cel_een)
        gaat_niet_open(lambda: vers(rij).bsn)


def gaat_niet_open(lees: Any) -> None:
    try:
        gelezen = lees()
    except GeenSleutel:
        return
    raise AssertionError(f"dit ging open: {gelezen}")


def test_a_text_opens_only_in_its_own_row_column_and_gemeente(
    db: None, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    verwisseld(lindewaard, hoogmeren)


def test_turns_red_when_a_text_is_not_bound_to_its_place(
    db: None, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    wordt_rood("cijfer_zonder_plek", lambda: verwisseld(lindewaard, hoogmeren))


def test_a_changed_text_and_an_unknown_version_do_not_open(in_lindewaard: GemeenteRef) -> None:
    rij = maak_inwoner()
    goed = ruwe_cel(rij)

    for fout in (
        goed[:-1] + bytes([goed[-1] ^ 1]),
        b"\x02\x00\x09" + goed[3:],
        b"\x03" + goed[1:],
        b"\x02",
        b"",
    ):
        zet_cel(rij, fout)
        with pytest.raises(GeenSleutel):
            _ = vers(rij).bsn


def test_what_was_encrypted_before_there_were_versions_still_opens(in_lindewaard: GemeenteRef) -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from keukentafel.tenancy.sleutels import doelsleutel

    rij = maak_inwoner()
    aad = f"{in_lindewaard.id}|dossier_inwoner|bsn|{rij.pk}".encode()
    zet_cel(
        rij, b"\x01" + b"n" * 12 + AESGCM(doelsleutel("bsn", versie=1)).encrypt(b"n" * 12, BSN.encode(), aad)
    )

    assert vers(rij).bsn == BSN


# -- nothing readable in a dump --------------------------------------------------------------------------

_GETAL = re.compile(r"(?<![\w-])\d{8,9}(?![\w-])")


def _klopt(cijfers: str) -> bool:
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(g * int(c) for g, c in zip(gewichten, cijfers.zfill(9), strict=True)) % 11 == 0


def bsns_in(tekst: str) -> set[str]:
    """Return every number in a dump that passes the eleven-test, also in bytes; and those we planted.

    Nine zeros pass it and are nobody's: they stand where a gemeente has not filled in its RSIN.
    """
    bytes_erin = re.findall(r"'\\x([0-9a-f]+)'", tekst)
    tekst += " ".join(f" {bytes.fromhex(hexa).decode('latin-1')} " for hexa in bytes_erin if len(hexa) < 200)
    return {getal for getal in _GETAL.findall(tekst) if _klopt(getal) and int(getal)} | (
        {BSN} if BSN in tekst else set()
    )


def dump(schema: str) -> str:
    opdracht = [
        CLUSTER.programma("pg_dump"), "--data-only", "--inserts", f"--schema={schema}", CLUSTER.beheer_url(DATABANK),
    ]  # fmt: skip
    return subprocess.run(opdracht, capture_output=True, text=True, check=True).stdout


def gevuld(ref: GemeenteRef) -> None:
    """Somebody types a BSN wherever the product asks for one, and what is typed is kept."""
    from tests.keukentafel.tenancy.bsn_vullen import typ_overal_een_bsn

    with in_gemeente(ref):
        typ_overal_een_bsn(BSN)


def geen_bsn_in_dump(ref: GemeenteRef) -> None:
    gevuld(ref)
    inhoud = dump(ref.schema_name)
    assert "dossier_inwoner" in inhoud
    assert "De Boer" in inhoud  # the dump really holds the row
    assert bsns_in(inhoud) == set()


@pytest.mark.django_db(transaction=True)
def test_a_dump_of_a_gemeente_holds_no_bsn(lindewaard: GemeenteRef) -> None:
    geen_bsn_in_dump(lindewaard)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fout", ["bsn_leesbaar", "concept_met_bsn"])
def test_turns_red_for_a_dump_with_a_bsn(lindewaard: GemeenteRef, fout: str) -> None:
    wordt_rood(fout, lambda: geen_bsn_in_dump(lindewaard))


# -- the ring --------------------------------------------------------------------------------------------


def test_a_ring_opens_for_its_own_gemeente_only() -> None:
    een, ander = nieuwe_id(), nieuwe_id()
    bos = sleutelbos.nieuwe_bos(een).met_nieuwe_versie("bsn", sinds=0)

    assert sleutelbos.open_bos(een, bos.dicht()) == bos
    with pytest.raises(GeenSleutel):
        sleutelbos.open_bos(ander, bos.dicht())
    assert bos.kek.hex() not in repr(bos)


def test_a_ring_of_before_there_were_versions_opens_and_keeps_its_keys() -> None:
    import os

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    id_, oer, nonce = nieuwe_id(), os.urandom(32), os.urandom(12)
    oud = nonce + AESGCM(sleutelbos.wortelsleutels()[-1]).encrypt(nonce, oer, id_.bytes)

    bos = sleutelbos.open_bos(id_, oud)

    nieuw = sleutelbos.open_bos(id_, bos.met_nieuwe_kek().dicht())
    assert nieuw.sleutel("bsn", 1) == bos.sleutel("bsn", 1)
    assert nieuw.kek != bos.kek


def test_a_new_root_key_closes_and_the_old_one_still_opens(tmp_path: Path, settings: Any) -> None:
    settings.KT_SLEUTELBOS = tmp_path / "wortel.key"
    sleutelbos.maak_wortelsleutel(settings.KT_SLEUTELBOS)
    bos = sleutelbos.nieuwe_bos(nieuwe_id())
    oud = bos.dicht()

    sleutelbos.zet_nieuwe_wortelsleutel_vooraan()

    assert sleutelbos.open_bos(bos.gemeente_id, oud) == bos
    assert (sleutelbos.is_bij(oud), sleutelbos.is_bij(bos.dicht())) == (False, True)
    assert settings.KT_SLEUTELBOS.stat().st_mode & 0o777 == 0o600
    regels = settings.KT_SLEUTELBOS.read_text().split()
    settings.KT_SLEUTELBOS.write_text(regels[0])
    with pytest.raises(GeenSleutel):
        sleutelbos.open_bos(bos.gemeente_id, oud)


def test_saving_a_gemeente_never_puts_an_older_ring_back(db: None, lindewaard: GemeenteRef) -> None:
    with in_platform():
        rij = Gemeente.objects.get(pk=lindewaard.id)
    with in_gemeente(lindewaard):
        roteren.vervang_kek()
    with in_platform():
        rij.naam = "Lindewaard aan Zee"
        rij.save()

        opnieuw = Gemeente.objects.get(pk=lindewaard.id)

    assert opnieuw.naam == "Lindewaard aan Zee"
    assert bytes(opnieuw.sleutel) != bytes(rij.sleutel)


def test_two_who_change_a_ring_lose_nothing(db: None, lindewaard: GemeenteRef) -> None:
    keren = []

    def een(bos: sleutelbos.Sleutelbos) -> sleutelbos.Sleutelbos:
        if not keren:
            keren.append(1)
            sleutels_verander(lambda b: b.met_nieuwe_versie("totp", sinds=0))
        return bos.met_nieuwe_versie("bsn", sinds=0)

    from keukentafel.tenancy.sleutels import verander_bos

    def sleutels_verander(hoe: Any) -> None:
        verander_bos(lindewaard.id, hoe)

    with in_gemeente(lindewaard):
        bos = verander_bos(lindewaard.id, een)

    assert (bos.stand("bsn").nieuwste, bos.stand("totp").nieuwste) == (2, 2)


# -- rotation --------------------------------------------------------------------------------------------


def test_every_encrypted_column_is_found_and_may_be_written_again() -> None:
    gevonden = {kolommen.naam: kolommen for kolommen in roteren.versleutelde_kolommen()}

    assert {"dossier_inwoner", "identity_totpapparaat", "outbox_uitgaand"} <= set(gevonden)
    assert set(gevonden) & ALLEEN_TOEVOEGEN == set()
    assert [veld.name for veld in gevonden["dossier_inwoner"].indexen] == ["bsn_index"]


def test_every_column_of_bytes_is_known_to_the_rotation() -> None:
    """A column of bytes is encrypted, a fingerprint of a file, or named here with the reason."""
    zonder = {
        "inlezen.IngelezenHuishouden.sleutel_index",  # of a number of the other system: its key stays
        "inlezen.IngelezenHuishouden.inhoud_index",
        "zgwdocumenten.Verzending.betrokkene_index",  # of an address in another register: its key stays
        "toegang.EigenAdres.adres_index",  # of an address that is kept nowhere else
    }
    kolommen = {
        f"{model._meta.label}.{veld.name}"
        for model in apps.get_models()
        if issubclass(model, GemeenteModel)
        for veld in model._meta.concrete_fields
        if type(veld).__name__ == "BinaryField"
    }

    assert {naam for naam in kolommen if "index" in naam} - zonder == set()


def van_tabel(naam: str) -> roteren.Kolommen:
    (kolommen,) = [kolommen for kolommen in roteren.versleutelde_kolommen() if kolommen.naam == naam]
    return kolommen


def roteer(opdracht: list[str], omgeving: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*opdracht, "sleutels-roteren", "--wacht", "0", "--json", *args],
        env=omgeving, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def vul(aantal: int) -> dict[UUID, str]:
    """Make people with a BSN, a second factor, something that leaves, and files. Returns each BSN."""
    bsns = [f"{nummer:09}" for nummer in range(100000000, 100000000 + aantal * 20) if _klopt(f"{nummer:09}")]
    mensen = {maak_inwoner(bsn).pk: bsn for bsn in bsns[:aantal]}
    gebruiker, nu = maak_gebruiker(), timezone.now()  # with a code app
    Concept.objects.create(gebruiker=gebruiker, sleutel="a", inhoud={"tekst": "half"}, bewaard_op=nu)
    open_gebleven = Concept.objects.create(gebruiker=gebruiker, sleutel="b", inhoud={}, bewaard_op=nu)
    Concept.objects.filter(pk=open_gebleven.pk).update(inhoud={"tekst": "van vroeger"})
    Uitgaand.objects.create(soort="mail", sleutel="1", lading="Dag", volgende_poging_op=nu, aangemaakt_op=nu)
    return mensen


def alles_open(mensen: dict[UUID, str]) -> None:
    """Every value can be read, and everybody is found by BSN, whatever version it has."""
    assert {rij.pk: rij.bsn for rij in Inwoner.objects.filter(pk__in=list(mensen))} == mensen
    for pk, bsn in list(mensen.items())[::25]:
        assert Inwoner.objects.filter(bsn_index__in=blinde_indexen("bsn", bsn)).get().pk == pk
    assert [c.inhoud for c in Concept.objects.order_by("sleutel")] == [
        {"tekst": "half"},
        {"tekst": "van vroeger"},
    ]
    assert TOTP in [rij.geheim for rij in TotpApparaat.objects.all()]
    assert Uitgaand.objects.get(sleutel="1").lading == "Dag"


@pytest.mark.django_db(transaction=True)
def test_a_rotation_that_is_killed_goes_on_where_it_was(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, opdracht: list[str], omgeving_van_kind: dict[str, str]
) -> None:
    aantal = 600
    with in_gemeente(lindewaard):
        mensen = vul(aantal)
        huishouden, id_ = maak_huishouden("De Boer"), nieuwe_id()
        Huishoudlid.objects.create(huishouden=huishouden, inwoner_id=min(mensen), van=timezone.localdate())
        opslag.bewaar("document", id_, b"een brief" * 1000)
        oude_bos, oude_index = bos_van(lindewaard.id), ruwe_cel(Inwoner.objects.get(bsn_index=blinde_index("bsn", mensen[min(mensen)])), "bsn_index")  # fmt: skip
    with in_gemeente(hoogmeren):
        bij_ander = ruwe_cel(maak_inwoner())

    kind = subprocess.Popen(
        [*opdracht, "sleutels-roteren", "--gemeente", "lindewaard", "--wacht", "0", "--json", "--per-keer", "20"],
        env=omgeving_van_kind, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert kind.stdout is not None
    gedaan = 0
    for regel in kind.stdout:
        stand = json.loads(regel)
        gedaan = stand["gedaan"] if stand.get("wat") == "dossier_inwoner" else 0
        if gedaan >= aantal // 2:
            break
    kind.kill()
    kind.wait()

    vergeet_bossen()
    with in_gemeente(lindewaard):
        over = roteren.nog_te_doen(van_tabel("dossier_inwoner")).count()
        assert 0 < over < aantal  # half way: both versions stand beside each other
        alles_open(mensen)
        assert gevonden_op_bsn(mensen[min(mensen)]) == [huishouden]
        assert opslag.haal("document", id_) == b"een brief" * 1000
        nieuw = maak_inwoner("999990019")

    klaar = roteer(opdracht, omgeving_van_kind, "--gemeente", "lindewaard", "--per-keer", "100")

    assert klaar.returncode == 0, klaar.stderr
    vergeet_bossen()
    mensen[nieuw.pk] = "999990019"
    with in_gemeente(lindewaard):
        bos = bos_van(lindewaard.id)
        assert (bos.stand("bsn").oudste, bos.stand("bsn").huidig, bos.stand("bestand").oudste) == (2, 2, 2)
        assert bos.kek != oude_bos.kek
        assert sum(roteren.nog_te_doen(kolommen).count() for kolommen in roteren.versleutelde_kolommen()) == 0
        assert bestanden.nog_te_hersleutelen() == []
        alles_open(mensen)
        assert opslag.haal("document", id_) == b"een brief" * 1000
        assert gevonden_op_bsn(mensen[min(mensen)]) == [huishouden]
        assert ruwe_cel(Inwoner.objects.get(pk=min(mensen)), "bsn_index") != oude_index
        assert opslag_pad("document", id_).read_bytes()[:3] == kop(2)
        from keukentafel.audit.models import Logboekregel

        assert Logboekregel.objects.filter(gebeurtenis="tenancy.sleutels.vervangen").count() == 1
    with in_gemeente(hoogmeren):
        assert ruwe_cel(Inwoner.objects.get(bsn_index=blinde_index("bsn", BSN))) == bij_ander


@pytest.mark.django_db(transaction=True)
def test_a_new_root_key_closes_every_ring_again(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, opdracht: list[str], omgeving_van_kind: dict[str, str],
    settings: Any, tmp_path: Path,
) -> None:  # fmt: skip
    wortel = tmp_path / "wortel.key"
    wortel.write_text(Path(settings.KT_SLEUTELBOS).read_text())
    omgeving = {**omgeving_van_kind, "KT_SLEUTELBOS": str(wortel)}
    with in_gemeente(lindewaard):
        rij = maak_inwoner()

    een = roteer(opdracht, omgeving, "--gemeente", "lindewaard", "--soort", "wortel")
    klaar = roteer(opdracht, omgeving, "--alle", "--soort", "wortel")

    assert (een.returncode, klaar.returncode, len(wortel.read_text().split())) == (2, 0, 2)
    settings.KT_SLEUTELBOS = wortel
    wortel.write_text(wortel.read_text().split()[0])  # without the old one every gemeente still opens
    vergeet_bossen()
    with in_gemeente(lindewaard):
        assert vers(rij).bsn == BSN
    with in_gemeente(hoogmeren):
        assert bos_van(hoogmeren.id).kek_versie == 1


@pytest.mark.parametrize(
    "vraag", [(), ("--gemeente", "lindewaard", "--alle"), ("--gemeente", "bestaat-niet")]
)
def test_the_command_never_guesses_for_whom(
    db: None,
    lindewaard: GemeenteRef,
    opdracht: list[str],
    omgeving_van_kind: dict[str, str],
    vraag: tuple[str, ...],
) -> None:
    assert roteer(opdracht, omgeving_van_kind, *vraag).returncode == 2


def gevonden_op_bsn(bsn: str) -> list[Any]:
    """Search the way the search field does."""
    return list(exact(Huishouden.objects.all(), lees(bsn, timezone.localdate())))


def hele_rotatie(ref: GemeenteRef) -> None:
    """Rotate in this process, step by step, and look in between."""
    with in_gemeente(ref):
        mensen = vul(30)
        welke = roteren.doelen(gegevens=True, bestanden=True)
        roteren.kondig_aan(welke, nu=0)
        alles_open(mensen)
        roteren.ga_over(welke)
        alles_open(mensen)
        onleesbaar = [
            roteren.hersleutel(kolommen, per_keer=7, meld=lambda wat, aantal: None)
            for kolommen in roteren.versleutelde_kolommen()
        ]
        geopend = [roteren.controleer(kolommen, per_keer=7) for kolommen in roteren.versleutelde_kolommen()]
        roteren.gooi_oude_weg(welke)
        assert [len(fout) for fout in onleesbaar] + [len(fout) for _, fout in geopend] == [0] * len(
            onleesbaar
        ) * 2
        assert sum(aantal for aantal, _ in geopend) >= 32
        alles_open(mensen)


def test_while_keys_change_everything_opens_and_is_found(db: None, lindewaard: GemeenteRef) -> None:
    hele_rotatie(lindewaard)


def test_turns_red_when_the_rotation_forgets_the_index(db: None, lindewaard: GemeenteRef) -> None:
    wordt_rood("roteren_vergeet_index", lambda: hele_rotatie_of_niet_gevonden(lindewaard))


def hele_rotatie_of_niet_gevonden(ref: GemeenteRef) -> None:
    try:
        hele_rotatie(ref)
    except Inwoner.DoesNotExist as fout:
        raise AssertionError("iemand is niet meer op BSN te vinden") from fout


def test_a_fingerprint_that_lags_behind_is_put_right(in_lindewaard: GemeenteRef) -> None:
    rij = maak_inwoner()
    Inwoner.objects.filter(pk=rij.pk).update(bsn_index=b"x" * 16)

    kolommen = van_tabel("dossier_inwoner")
    roteren.controleer(kolommen, per_keer=10)

    assert ruwe_cel(rij, "bsn_index") == blinde_index("bsn", BSN)


def test_a_text_that_does_not_open_keeps_the_old_keys(
    in_lindewaard: GemeenteRef,
) -> None:
    goed, stuk = maak_inwoner(), maak_inwoner("111222333")
    zet_cel(stuk, b"\x02\x00\x01" + b"x" * 40)
    welke = roteren.doelen(gegevens=True, bestanden=False)
    roteren.kondig_aan(welke, nu=0)
    roteren.ga_over(welke)
    kolommen = van_tabel("dossier_inwoner")

    fout = roteren.hersleutel(kolommen, per_keer=1, meld=lambda wat, aantal: None)

    assert fout == [stuk.pk]
    assert vers(goed).bsn == BSN
    assert ruwe_cel(goed)[:3] == kop(2)


def test_the_time_a_process_may_go_on_with_its_keys_is_short_in_the_product() -> None:
    from keukentafel.settings import base

    assert base.KT_SLEUTELS_HOUDBAAR <= 60
    assert settings.KT_SLEUTELS_HOUDBAAR > 60  # in the tests a reading more would count as a query


# -- the part outside the database ---------------------------------------------------------------------------


def test_a_ring_of_before_there_were_parts_opens_and_is_closed_with_one_at_the_next_change() -> None:
    bos = sleutelbos.nieuwe_bos(nieuwe_id())
    with zaai("sleutel_zonder_scherf"):
        oud = bos.dicht()

    assert (sleutelbos.heeft_scherf(oud), sleutelbos.is_bij(oud)) == (False, False)
    assert sleutelbos.open_bos(bos.gemeente_id, oud) == bos
    nieuw = bos.dicht()
    assert (sleutelbos.heeft_scherf(nieuw), sleutelbos.is_bij(nieuw)) == (True, True)
    assert scherven.pad(bos.gemeente_id).stat().st_mode & 0o777 == 0o600


def geen_sleutel_zonder_scherf() -> None:
    """Database and root key together open nothing once the part is thrown away."""
    bos = sleutelbos.nieuwe_bos(nieuwe_id())
    dicht = bos.dicht()
    scherven.gooi_weg(bos.gemeente_id)
    with pytest.raises(GeenSleutel):
        sleutelbos.open_bos(bos.gemeente_id, dicht)


def test_without_its_part_a_ring_opens_never_again() -> None:
    geen_sleutel_zonder_scherf()


def test_turns_red_for_a_ring_without_a_part() -> None:
    wordt_rood("sleutel_zonder_scherf", geen_sleutel_zonder_scherf)


def test_two_at_once_make_one_part() -> None:
    id_ = nieuwe_id()
    with ThreadPoolExecutor(8) as draden:
        gekregen = set(draden.map(lambda _: scherven.zorg_voor(id_), range(32)))

    assert len(gekregen) == 1
    assert [pad.name for pad in scherven.pad(id_).parent.glob(f"{id_.hex}*")] == [f"{id_.hex}.key"]
    assert (scherven.gooi_weg(id_), scherven.gooi_weg(id_), scherven.is_er(id_)) == (True, False, False)
