"""The readable form says everything of every model, no secret, and can be put back, also in a later release."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from keukentafel.tenancy.models import nieuwe_id
from keukentafel.tenancy.velden import BlindeIndexField, VersleuteldJsonField, VersleuteldTekstField
from modules.dossier.models import Huishouden, Inwoner
from modules.inrichting.models import Teammodel, Wijkteam
from tenants.uitvoer import modellen, schemas
from tenants.uitvoer.actions import leesbaar, terugzetten, werk, wisselen
from tenants.uitvoer.bundel import BundelVeranderd, GeenBundel
from tenants.uitvoer.models import Terugzetting, Vorm
from tests.factories.identity import TOTP, maak_gebruiker
from tests.house.kanaries import Kanarieboom
from tests.keukentafel.tenancy.zaaien import wordt_rood

BEWAARD = Path(__file__).with_name("uitvoer_0_1.zip")
"""What release 0.1 gave a gemeente with invented people. It must stay possible to put it back: never replace it."""


def _voorbeeld(veld: Any) -> Any:
    """Return a value that says something, of the kind of this field."""
    if isinstance(veld, models.ForeignKey):
        return _voorbeeld(veld.target_field)
    if isinstance(veld, ArrayField):
        return [_voorbeeld(veld.base_field)] * 2
    if isinstance(veld, VersleuteldJsonField | models.JSONField):
        return {"a": [1, 2.5, "é\n", None, True], "b": {"c": "d"}}
    if isinstance(veld, VersleuteldTekstField):
        return "geheim\t€"
    for soort, waarde in _VOORBEELDEN:
        if isinstance(veld, soort):
            return waarde
    raise AssertionError(f"{veld} heeft geen voorbeeld")


_VOORBEELDEN: tuple[tuple[Any, Any], ...] = (
    (models.UUIDField, UUID("01900000-0000-7000-8000-00000000abcd")),
    (models.DateTimeField, datetime(2026, 3, 29, 1, 59, 59, 123456, tzinfo=UTC)),
    (models.DateField, date(2024, 2, 29)),
    (models.BooleanField, True),
    (models.DecimalField, Decimal("12.50")),
    (models.FloatField, 0.1),
    (models.IntegerField, 7),
    (models.BinaryField, b"\x00\xff\n"),
    (models.CharField, 'Ünï "code"\\\n'),
    (models.TextField, "regel 1\nregel 2\u2028"),
)


@pytest.mark.django_db
def test_every_field_of_every_model_comes_back_as_it_was(in_lindewaard: GemeenteRef) -> None:
    alle = modellen.alle_modellen()
    assert len(alle) > 150
    for model in alle:
        velden = modellen.velden_van(model)
        rij = model(**{veld.attname: _voorbeeld(veld) for veld in velden})

        terug = modellen.als_rij(model, modellen.als_regel(rij, velden).rstrip(b"\n"))

        for veld in velden:
            naam = f"{modellen.naam_van(model)}.{veld.name}"
            assert getattr(terug, veld.attname) == modellen.LEEG.get(naam, _voorbeeld(veld)), naam
        for veld in model._meta.concrete_fields:
            if isinstance(veld, BlindeIndexField):
                assert getattr(terug, veld.attname) == veld.van(getattr(rij, veld.bron))


def test_the_description_names_every_model_and_what_is_left_out() -> None:
    alle = {modellen.naam_van(model): modellen.beschrijf(model) for model in modellen.alle_modellen()}
    assert modellen.ZONDER.keys() <= alle.keys()
    for naam in modellen.LEEG:
        model, _, veld = naam.rpartition(".")
        assert veld in {deel["naam"] for deel in alle[model]["velden"]}
    for beschrijving in alle.values():
        assert all(veld["soort"] and veld["heet"] for veld in beschrijving["velden"])
    inwoner = {veld["naam"]: veld for veld in alle["dossier.Inwoner"]["velden"]}
    assert inwoner["bsn"]["soort"] == "tekst, versleuteld bewaard"
    assert alle["identity.TotpApparaat"]["niet_meegegeven"]


# -- a whole gemeente --------------------------------------------------------------------------------------


@pytest.fixture
def bewoond(lindewaard: GemeenteRef) -> Kanarieboom:
    """Lindewaard with one household in which every model of the dossier has a row."""
    with in_gemeente(lindewaard):
        team = Wijkteam.objects.actief().order_by("pk")[0]
        medewerker = maak_gebruiker(rollen=[Rol.TEAMLID], team=team)
        teammodel = Teammodel.objects.actief().get()
        return Kanarieboom(team=team, medewerker=medewerker, teammodel=teammodel)


Zip = Callable[[], Path]


@pytest.fixture
def maak_zip(lindewaard: GemeenteRef, tmp_path: Path) -> Zip:
    def maak() -> Path:
        rij = werk.vraag_uitvoer(lindewaard.id, vorm=Vorm.LEESBAAR, at=timezone.now())
        rij = werk.voer_uitvoer_uit(rij.pk, klok=timezone.now)
        pad = tmp_path / f"{nieuwe_id().hex}.zip"
        pad.write_bytes(b"".join(leesbaar.als_zip(werk.bundel_van(rij))))
        return pad

    return maak


def zet_ernaast(ref: GemeenteRef, pad: Path, **bron: Any) -> Terugzetting:
    van = datetime.fromisoformat(leesbaar.controleer(leesbaar.Leesbaar(pad, **bron))["gemaakt_op"])
    rij = werk.vraag_los(ref.id, van=van, reden="Proberen", at=timezone.now())
    return werk.voer_terugzetting_uit(rij.pk, klok=timezone.now, plek=pad, is_leesbaar=True, **bron)


ECHT = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])


@ECHT
@pytest.mark.usefixtures("bewoond", "brief")
def test_a_gemeente_is_put_back_from_what_anybody_can_read(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, maak_zip: Zip, tmp_path: Path
) -> None:
    pad = maak_zip()
    if os.environ.get("KT_UITVOER_BEWAAR"):  # once per release, under a name of its own
        Path(os.environ["KT_UITVOER_BEWAAR"]).write_bytes(pad.read_bytes())
    with in_gemeente(lindewaard):
        namen = sorted(Inwoner.objects.values_list("geslachtsnaam", "voornamen"))
        bsn = [rij.bsn for rij in Inwoner.objects.order_by("pk")]

    with pytest.raises(terugzetten.AndereGemeente):
        zet_ernaast(hoogmeren, pad)
    rij = zet_ernaast(
        hoogmeren, pad, van_code="GM9001"
    )  # another gemeente: nothing of the old keys is needed

    bundel = rij.vergelijking["bundel"]
    assert (bundel["tabellen_anders"], bundel["bestanden_anders"], bundel["onleesbaar"]) == ([], [], {})
    assert bundel["logboek"] == []
    assert rij.is_gelijk
    assert bundel["bestanden"] == 1
    wisselen.wissel(rij.pk, at=timezone.now(), wacht=lambda _: None)
    with in_gemeente(hoogmeren):
        assert sorted(Inwoner.objects.values_list("geslachtsnaam", "voornamen")) == namen
        assert [rij.bsn for rij in Inwoner.objects.order_by("pk")] == bsn
        assert not Gebruiker.objects.exclude(password="!").exists()
    uitgepakt = tmp_path / "uitgepakt"
    with zipfile.ZipFile(pad) as zip_:
        zip_.extractall(uitgepakt)
    assert leesbaar.controleer(leesbaar.Leesbaar(uitgepakt))["naam"] == "Lindewaard"
    uitgepakt.joinpath("modellen", "dossier.Huishouden.jsonl").write_text("{}")
    with pytest.raises(BundelVeranderd, match=r"dossier\.Huishouden"):
        leesbaar.controleer(leesbaar.Leesbaar(uitgepakt))
    with pytest.raises(GeenBundel):
        leesbaar.controleer(leesbaar.Leesbaar(tmp_path))


@ECHT
def test_what_release_0_1_gave_can_still_be_put_back(lindewaard: GemeenteRef) -> None:
    rij = zet_ernaast(lindewaard, BEWAARD)

    assert rij.is_gelijk, rij.vergelijking["bundel"]
    wisselen.wissel(rij.pk, at=timezone.now(), wacht=lambda _: None)
    with in_gemeente(lindewaard):
        assert Huishouden.objects.count() == 1
        assert Inwoner.objects.exclude(geslachtsnaam="").exists()


def geen_geheim(maak_zip: Zip, wachtwoord: str) -> None:
    with zipfile.ZipFile(maak_zip()) as zip_:
        alles = b"".join(zip_.read(naam) for naam in zip_.namelist())
    assert TOTP.encode() not in alles
    assert wachtwoord.encode() not in alles
    assert b'"dossier.Inwoner"' in alles


@ECHT
def test_no_secret_is_in_it(lindewaard: GemeenteRef, bewoond: Kanarieboom, maak_zip: Zip) -> None:
    with in_gemeente(lindewaard):
        wachtwoord = Gebruiker.objects.exclude(password="").values_list("password", flat=True)[0]
    afdruk = orjson.dumps(wachtwoord).decode().strip('"')

    geen_geheim(maak_zip, afdruk)
    with in_platform():
        Terugzetting.objects.all()
    wordt_rood("uitvoer_met_geheimen", lambda: geen_geheim(maak_zip, afdruk))


# -- a later release ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_got_another_name_or_went_is_understood_and_nothing_is_passed_over(
    in_lindewaard: GemeenteRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    regel = orjson.dumps({"id": str(nieuwe_id()), "titel": "Team Noord", "kleur": "blauw"})
    with pytest.raises(modellen.Onbekend, match=r"inrichting\.Wijkteam\.titel"):
        modellen.als_rij(Wijkteam, regel)
    with pytest.raises(modellen.Onbekend, match=r"inrichting\.Buurtteam"):
        modellen.model_van("inrichting.Buurtteam")

    monkeypatch.setattr(
        modellen,
        "HERNOEMD",
        {"inrichting.Wijkteam.titel": "naam", "inrichting.Buurtteam": "inrichting.Wijkteam"},
    )
    monkeypatch.setattr(modellen, "VERVALLEN", frozenset({"inrichting.Wijkteam.kleur", "inrichting.Weg"}))

    assert getattr(modellen.als_rij(Wijkteam, regel), "naam") == "Team Noord"  # noqa: B009 -- of any model
    assert modellen.model_van("inrichting.Buurtteam") is Wijkteam
    assert modellen.model_van("inrichting.Weg") is None
    assert modellen.zegt_hetzelfde(
        "inrichting.Wijkteam", orjson.loads(regel), {"id": orjson.loads(regel)["id"], "naam": "Team Noord"}
    )


# -- one that somebody made up -------------------------------------------------------------------------------


def vervals(doel: Path, erbij: dict[str, bytes], **anders: Any) -> leesbaar.Leesbaar:
    """Return what release 0.1 gave with more in it, signed with a key of the forger; that key is trusted."""
    sleutel = Ed25519PrivateKey.generate()
    openbaar = sleutel.public_key().public_bytes_raw().hex()
    with zipfile.ZipFile(BEWAARD) as oud, zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as nieuw:
        inhoud = orjson.loads(oud.read(leesbaar.INHOUD))
        for naam in inhoud["delen"]:
            if naam not in erbij:
                nieuw.writestr(naam, oud.read(naam))
        for naam, tekst in erbij.items():
            nieuw.writestr(naam, tekst)
            inhoud["delen"][naam] = {"sha256": hashlib.sha256(tekst).hexdigest(), "grootte": len(tekst)}
            inhoud["delen"][naam] |= anders
        tekst = orjson.dumps({**inhoud, "openbare_sleutel": openbaar})
        nieuw.writestr(leesbaar.INHOUD, tekst)
        nieuw.writestr(leesbaar.HANDTEKENING, sleutel.sign(tekst).hex())
    return leesbaar.Leesbaar(doel, openbaar)


@pytest.mark.parametrize(
    "naam",
    [
        'tabellen/x" SELECT 1; DROP TABLE y; --.jsonl',
        "modellen/../../../x.jsonl",
        "originelen/../../x/01900000-0000-7000-8000-00000000abcd",
        "/etc/passwd",
    ],
)
@pytest.mark.django_db
def test_a_name_that_is_a_path_or_a_statement_is_refused(naam: str, tmp_path: Path) -> None:
    with pytest.raises(GeenBundel):
        leesbaar.controleer(vervals(tmp_path / "x.zip", {naam: b"{}\n"}))


@pytest.mark.django_db
def test_who_signs_it_himself_is_not_believed(tmp_path: Path) -> None:
    bron = vervals(tmp_path / "x.zip", {"modellen/identity.Gebruiker.jsonl": b""})

    with pytest.raises(leesbaar.VreemdeSleutel, match=bron.sleutel):
        leesbaar.controleer(leesbaar.Leesbaar(bron.plek))
    assert leesbaar.controleer(bron)["naam"] == "Lindewaard"


@pytest.mark.django_db
def test_what_grows_when_it_is_opened_is_not_opened_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bom = vervals(tmp_path / "bom.zip", {"modellen/dossier.Bom.jsonl": b"0" * 50_000_000}, grootte=100)
    gelezen = []
    echt = leesbaar.Leesbaar.lees

    def lees(bron: leesbaar.Leesbaar, naam: str) -> Any:
        for stuk in echt(bron, naam):
            gelezen.append(len(stuk))
            yield stuk

    monkeypatch.setattr(leesbaar.Leesbaar, "lees", lees)

    with pytest.raises(BundelVeranderd, match=r"dossier\.Bom"):
        leesbaar.controleer(bom)

    assert sum(gelezen) < 10_000_000
    monkeypatch.setattr(leesbaar, "_HOOGSTENS", 1000)
    with pytest.raises(GeenBundel):
        leesbaar.controleer(bom)


@ECHT
def test_a_table_and_a_file_that_do_not_belong_are_refused(lindewaard: GemeenteRef, tmp_path: Path) -> None:
    vreemd = vervals(tmp_path / "tabel.zip", {"tabellen/identity_gebruiker.jsonl": b"{}\n"})
    with pytest.raises(modellen.Onbekend, match="identity_gebruiker"):
        leesbaar.zet_naast(vreemd, lindewaard, schemas.nieuwe_naam("n"))

    regel = orjson.dumps({"soort": "../../../uit", "id": str(nieuwe_id()), "sha256": "0"})
    pad = vervals(tmp_path / "pad.zip", {leesbaar.ORIGINELEN: regel + b"\n"})
    naam = schemas.nieuwe_naam("n")
    with pytest.raises(BundelVeranderd, match="originelen"):
        leesbaar.zet_naast(pad, lindewaard, naam)
    terugzetten.ruim_op(lindewaard, naam)
