"""A copy of one person's data: whole, readable, and with nothing of somebody else."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel import opslag
from keukentafel.opslag.poort import keur
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.bewaren.actions import afschrift as actions
from modules.dossier.bewaren.models import Afschrift, Stukbesluit
from modules.dossier.documenten.actions.document import add_document
from modules.dossier.documenten.models import Document
from modules.dossier.models import Huishoudlid, Tijdlijnregel
from modules.inrichting.rules.protocol import Categorie
from tests.factories.dossier import maak_inwoner, maak_melding, maak_zrm
from tests.factories.identity import maak_gebruiker
from tests.modules.dossier.bewaren.opzet import maak_verzoek, netwerklid, notitie
from tests.modules.dossier.verkeer import logboek, maak_zaak

pytestmark = pytest.mark.django_db
ALLES = frozenset("ABCDEFGHIJK")


def overal(_: object) -> frozenset[str]:
    """Read everything in every household."""
    return ALLES


@pytest.fixture
def zaak(in_lindewaard):
    zaak = maak_zaak(
        personen=(
            {"voornamen": "Marieke", "geslachtsnaam": "Kuiper", "geboortedatum": localdate() - timedelta(days=365 * 40)},
            {"voornamen": "Ruud", "geslachtsnaam": "Zwaluw"},
            {"voornamen": "Fenna", "geslachtsnaam": "Zwaluw", "rol": "kind"},
        )
    )  # fmt: skip
    netwerklid(zaak, "Oma Ria Leeuwerik")
    notitie(zaak, "Marieke belde. Ruud slaapt slecht, Ria past op.")
    notitie(zaak, "Eigen gedachte over Marieke.", categorie="L")
    maak_melding(
        zaak.casus, bron="buur", melder_naam="Teun Spreeuw", melder_telefoon="0687654321",
        inhoud="Bij Kuiper hoor ik geschreeuw.", inwoner=zaak.inwoner,
    )  # fmt: skip
    for lid in zaak.huishouden.leden.all():
        maak_zrm(
            zaak.casus,
            lid.inwoner,
            {"financien": 2 if lid.inwoner.voornamen == "Marieke" else 5},
            datum=localdate(),
        )
    return zaak


def doornemen(verzoek, zaak, keuze: str = "", **per_soort: str) -> None:
    bundel = actions.bundel_van(verzoek)
    stukken = actions.stukken_bij(verzoek, bundel)
    keuzes = {
        stuk.sleutel: (per_soort.get(stuk.soort) or keuze or stuk.voorstel, "Nagekeken") for stuk in stukken
    }
    actions.judge_stukken(
        verzoek=verzoek, keuzes=keuzes, leesbaar=overal, by=zaak.medewerker, at=timezone.now()
    )


def maak(zaak, **keuzes: str) -> tuple[Afschrift, str]:
    verzoek = maak_verzoek(zaak)
    doornemen(verzoek, zaak, **keuzes)
    afschrift = vraag_aan(verzoek, zaak)
    assert actions.make_afschrift(afschrift=afschrift, at=timezone.now())
    return afschrift, opslag.haal("afschrift_json", afschrift.pk).decode()


def vraag_aan(verzoek, zaak) -> Afschrift:
    return actions.begin_afschrift(verzoek=verzoek, leesbaar=overal, by=zaak.medewerker, at=timezone.now())


def test_the_file_holds_the_person_and_nothing_that_points_to_others(zaak):
    _, inhoud = maak(zaak)

    for woord in (
        "Ruud",
        "Zwaluw",
        "Fenna",
        "Leeuwerik",
        "Spreeuw",
        "0687654321",
        "geschreeuw",
        "Eigen gedachte",
    ):
        assert woord not in inhoud, woord
    assert "Marieke belde. [huisgenoot 1] slaapt slecht, [iemand uit het netwerk 1] past op." in inhoud
    assert zaak.medewerker.naam in inhoud  # staff stay


def test_scores_are_those_of_the_person_alone(zaak):
    _, inhoud = maak(zaak)

    delen = {deel["tabel"]: deel["rijen"] for deel in json.loads(inhoud)["delen"]}
    assert [rij["velden"]["niveau"] for rij in delen["dossier.zrmscore"]] == [2]
    assert len(delen["dossier.zrmmeting"]) == 1


def test_it_turns_red_when_the_copy_is_of_everybody(zaak):
    with zaai("afschrift_van_iedereen"):
        _, inhoud = maak(zaak, keuze="heel")

    assert "Fenna" in inhoud or "Zwaluw" in inhoud


def test_it_turns_red_when_names_of_others_are_not_guarded(zaak):
    with zaai("afschrift_zonder_anderen"):
        _, inhoud = maak(zaak)

    assert "Ruud slaapt slecht" in inhoud
    assert "geschreeuw" in inhoud


def test_no_copy_is_made_before_every_guarded_piece_was_judged(zaak):
    verzoek = maak_verzoek(zaak)

    with pytest.raises(actions.NogStukken, match="stukken na"):
        vraag_aan(verzoek, zaak)


def test_it_turns_red_when_nobody_has_to_look_first(zaak):
    with zaai("afschrift_zonder_nakijken"):
        afschrift = vraag_aan(maak_verzoek(zaak), zaak)

    assert Afschrift.objects.filter(pk=afschrift.pk).exists()


def test_a_text_that_changed_after_it_was_judged_is_judged_again(zaak):
    verzoek = maak_verzoek(zaak)
    doornemen(verzoek, zaak)
    rij = zaak.huishouden.notities.filter(categorie="B").get()
    rij.tekst = "Ruud is boos op Marieke."
    rij.save()

    with pytest.raises(actions.NogStukken, match="1 stuk"):
        vraag_aan(verzoek, zaak)


def test_who_may_not_read_a_piece_cannot_judge_it(zaak):
    verzoek = maak_verzoek(zaak)
    ander = maak_gebruiker(met_code_app=False)
    stukken = actions.stukken_bij(verzoek, actions.bundel_van(verzoek))
    eigen = next(stuk for stuk in stukken if stuk.soort == "eigen")
    namen = next(stuk for stuk in stukken if stuk.soort == "namen" and stuk.letter == "B")

    aantal = actions.judge_stukken(
        verzoek=verzoek, keuzes={eigen.sleutel: ("heel", ""), namen.sleutel: ("heel", "")},
        leesbaar=lambda _: frozenset("A"), by=ander, at=timezone.now(),
    )  # fmt: skip

    assert (aantal, Stukbesluit.objects.count()) == (0, 0)


def test_an_own_note_is_given_only_when_its_writer_says_so(zaak):
    _, zonder = maak(zaak)
    assert "Eigen gedachte" not in zonder

    verzoek = maak_verzoek(zaak)
    doornemen(verzoek, zaak, eigen="heel")
    afschrift = vraag_aan(verzoek, zaak)
    actions.make_afschrift(afschrift=afschrift, at=timezone.now())
    assert "Eigen gedachte over Marieke." in opslag.haal("afschrift_json", afschrift.pk).decode()


def test_who_left_gets_nothing_of_after_that_day(zaak):
    weg = localdate() - timedelta(days=100)
    Huishoudlid.objects.filter(inwoner=zaak.inwoner).update(van=weg - timedelta(days=400), tot=weg)
    notitie(zaak, "Van daarna, over wie er nog woont.", op=timezone.now() - timedelta(days=10))
    notitie(zaak, "Van daarvoor.", op=timezone.now() - timedelta(days=200))

    _, inhoud = maak(zaak)

    assert ("Van daarna" in inhoud, "Van daarvoor." in inhoud) == (False, True)


def test_another_household_is_not_in_it(zaak):
    elders = maak_zaak(personen=("Kees",))
    notitie(elders, "Marieke stond hier ook in.")
    maak_inwoner("Marieke", "Kuiper")

    _, inhoud = maak(zaak)

    assert "stond hier ook in" not in inhoud


def test_the_copy_to_read_is_a_tagged_pdf_in_dutch(zaak):
    afschrift, _ = maak(zaak)
    pdf = opslag.haal("afschrift_pdf", afschrift.pk)

    assert pdf.startswith(b"%PDF-1.7")
    for merk in (b"/MarkInfo", b"/StructTreeRoot", b"(nl)", b"pdfuaid:part"):
        assert merk in pdf or merk in _los(pdf), merk


def _los(pdf: bytes) -> bytes:
    import re
    import zlib

    uit = BytesIO()
    for stroom in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            uit.write(zlib.decompress(stroom))
        except zlib.error:
            uit.write(stroom)
    return uit.getvalue()


def test_a_copy_expires_and_every_download_is_in_the_logboek(zaak):
    afschrift, _ = maak(zaak)
    later = afschrift.verloopt_op

    actions.fetch_afschrift(afschrift=afschrift, soort="json", by=zaak.medewerker, at=timezone.now())
    assert logboek("bewaren.afschrift.opgehaald") == ["bewaren.afschrift.opgehaald"]
    with pytest.raises(actions.AfschriftVerlopen):
        actions.fetch_afschrift(afschrift=afschrift, soort="json", by=zaak.medewerker, at=later)


def test_expiry_turns_red_when_nobody_looks_at_the_clock(zaak):
    afschrift, _ = maak(zaak)

    with zaai("afschrift_verloopt_niet"):
        assert actions.fetch_afschrift(
            afschrift=afschrift, soort="json", by=zaak.medewerker, at=afschrift.verloopt_op
        )


def test_expired_copies_are_wiped(zaak, django_capture_on_commit_callbacks):
    afschrift, _ = maak(zaak)

    with django_capture_on_commit_callbacks(execute=True):
        aantal = actions.wipe_afschriften(at=afschrift.verloopt_op)

    assert aantal == 1
    with pytest.raises(opslag.BestandWeg):
        opslag.haal("afschrift_json", afschrift.pk)


def test_files_go_along_only_when_somebody_read_them(zaak):
    mee = document(zaak, "Brief van Ruud", inwoner=zaak.inwoner)
    thuis = document(zaak, "Foto van het huis")

    verzoek = maak_verzoek(zaak)
    voorstel = {s.url: s.voorstel for s in stukken_met_bestand(verzoek)}
    assert voorstel == {mee.get_absolute_url(): "heel", thuis.get_absolute_url(): "weg"}
    with pytest.raises(actions.NogStukken):
        vraag_aan(verzoek, zaak)

    doornemen(verzoek, zaak)
    afschrift = vraag_aan(verzoek, zaak)
    assert actions.make_afschrift(afschrift=afschrift, at=timezone.now())

    with zipfile.ZipFile(BytesIO(opslag.haal("afschrift_zip", afschrift.pk))) as pakket:
        namen = pakket.namelist()
        assert namen == [
            "LEES MIJ.txt", "afschrift.pdf", "afschrift.json", "documenten/01 Brief van [huisgenoot 1].txt"
        ]  # fmt: skip
        assert pakket.read(namen[-1]) == b"Wat er in het bestand staat."
        assert json.loads(pakket.read("afschrift.json"))["bestanden"][0]["bestand"] == namen[-1]
    afschrift.refresh_from_db()
    assert (afschrift.documenten, afschrift.stand, afschrift.gedaan) == (1, "klaar", afschrift.totaal)


def test_a_file_that_was_replaced_is_looked_at_again(zaak):
    eerst = document(zaak, "Brief", inwoner=zaak.inwoner)
    verzoek = maak_verzoek(zaak)
    doornemen(verzoek, zaak)
    Document.objects.filter(pk=eerst.pk).update(sha256="0" * 64)

    with pytest.raises(actions.NogStukken, match="1 stuk "):
        vraag_aan(verzoek, zaak)


def stukken_met_bestand(verzoek):
    return [s for s in actions.stukken_bij(verzoek, actions.bundel_van(verzoek)) if s.soort == "bestand"]


def document(zaak, titel: str, **anders) -> Document:
    return add_document(
        huishouden=zaak.huishouden, bestand=keur("brief.txt", b"Wat er in het bestand staat."), titel=titel,
        soort="brief", categorie=Categorie.CONTACT, by=zaak.medewerker, at=timezone.now(), **anders,
    )  # fmt: skip


@pytest.fixture
def elders(zaak):
    """The same person in an earlier household, with somebody else in it."""
    ander = maak_zaak(personen=({"voornamen": "Kees", "geslachtsnaam": "Merel"},))
    Huishoudlid.objects.create(
        huishouden=ander.huishouden, inwoner=zaak.inwoner, rol="volwassene",
        van=localdate() - timedelta(days=900), tot=localdate() - timedelta(days=300),
    )  # fmt: skip
    notitie(ander, "Marieke en Kees kwamen samen.", op=timezone.now() - timedelta(days=500))
    notitie(ander, "Kees alleen, van daarna.", op=timezone.now() - timedelta(days=10))
    return ander


def test_a_copy_is_of_every_household_of_the_person(zaak, elders):
    afschrift, inhoud = maak(zaak)

    assert "Marieke en [huisgenoot " in inhoud
    assert ("Kees" in inhoud, "van daarna" in inhoud) == (False, False)
    afschrift.refresh_from_db()
    assert {str(zaak.huishouden.pk), str(elders.huishouden.pk)} <= set(afschrift.huishoudens)
    assert logboek("bewaren.afschrift.gemaakt") == ["bewaren.afschrift.gemaakt"] * 2


def test_where_others_live_now_is_not_for_who_left(zaak, elders):
    _, inhoud = maak(zaak)

    huizen = next(d for d in json.loads(inhoud)["delen"] if d["tabel"] == "dossier.huishouden")
    assert len(huizen["rijen"]) == 1


def test_the_part_of_another_team_waits_for_that_team(zaak, elders):
    verzoek = maak_verzoek(zaak)
    hier = {zaak.huishouden.pk: ALLES, None: ALLES}

    def ik(huishouden_id):
        return hier.get(huishouden_id, frozenset())

    def daar(huishouden_id):
        return ALLES if huishouden_id == elders.huishouden.pk else frozenset()

    stukken = actions.stukken_bij(verzoek, actions.bundel_van(verzoek))
    keuzes = {s.sleutel: (s.voorstel, "") for s in stukken}

    def kijk_na(leesbaar):
        return actions.judge_stukken(
            verzoek=verzoek, keuzes=keuzes, leesbaar=leesbaar, by=zaak.medewerker, at=timezone.now()
        )

    def vraag():
        return actions.begin_afschrift(verzoek=verzoek, leesbaar=ik, by=zaak.medewerker, at=timezone.now())

    van_mij = kijk_na(ik)
    with pytest.raises(actions.NogStukken):
        vraag()
    van_hen = kijk_na(daar)
    assert van_mij + van_hen == len(keuzes) + sum(s.letter == "L" for s in stukken)
    with pytest.raises(actions.NogDelen):
        vraag()

    zo = {
        "verzoek": verzoek,
        "huishouden_id": elders.huishouden.pk,
        "by": zaak.medewerker,
        "at": timezone.now(),
    }
    assert not actions.release_deel(**zo, leesbaar=ik)
    assert actions.release_deel(**zo, leesbaar=daar)
    assert vraag().stand == "wacht"


def test_it_turns_red_when_somebody_else_lets_the_part_of_a_team_go_along(zaak, elders):
    verzoek = maak_verzoek(zaak)
    doornemen(verzoek, zaak)

    with zaai("deel_zonder_dat_team"):
        assert actions.release_deel(
            verzoek=verzoek, huishouden_id=elders.huishouden.pk, leesbaar=lambda _: frozenset(),
            by=zaak.medewerker, at=timezone.now(),
        )  # fmt: skip


def test_it_says_so_when_something_came_in_while_it_waited(zaak):
    verzoek = maak_verzoek(zaak)
    doornemen(verzoek, zaak)
    afschrift = vraag_aan(verzoek, zaak)
    notitie(zaak, "Ruud kwam erbij.")

    assert not actions.make_afschrift(afschrift=afschrift, at=timezone.now())

    afschrift.refresh_from_db()
    assert (afschrift.stand, "kwam iets bij" in afschrift.fout) == ("mislukt", True)


def test_a_copy_is_made_once_and_what_was_broken_off_says_so(zaak):
    afschrift, _ = maak(zaak)
    assert not actions.make_afschrift(afschrift=afschrift, at=timezone.now())

    verzoek = afschrift.verzoek
    hangt = vraag_aan(verzoek, zaak)
    actions.wipe_afschriften(at=timezone.now() + timedelta(hours=2))

    hangt.refresh_from_db()
    assert (hangt.stand, hangt.fout) == ("mislukt", "Het maken is afgebroken. Maak het afschrift opnieuw.")


def test_own_notes_of_colleagues_stay_out_and_stop_nobody(zaak):
    verzoek = maak_verzoek(zaak)
    stukken = actions.stukken_bij(verzoek, actions.bundel_van(verzoek))
    keuzes = {s.sleutel: (s.voorstel, "") for s in stukken if s.letter != "L"}
    actions.judge_stukken(
        verzoek=verzoek, keuzes=keuzes, leesbaar=overal, by=zaak.medewerker, at=timezone.now()
    )

    afschrift = vraag_aan(verzoek, zaak)
    assert actions.make_afschrift(afschrift=afschrift, at=timezone.now())

    assert [s.letter for s in stukken if not s.houdt_tegen] != []
    assert "Eigen gedachte" not in opslag.haal("afschrift_json", afschrift.pk).decode()


def test_what_a_reporter_told_goes_along_by_no_side_path(zaak):
    melding = zaak.casus.meldingen.get()
    Tijdlijnregel.objects.create(
        huishouden=zaak.huishouden, groep="stap", icoon="mail", titel="Melding ontvangen",
        tekst=f"Er staat: {melding.inhoud}", gebeurd_op=timezone.now(), door_naam="Samira", object_soort="melding",
        object_id=melding.pk,
    )  # fmt: skip

    _, met_voorstel = maak(zaak)

    assert melding.inhoud not in met_voorstel


def test_a_text_that_is_left_out_is_left_out_wherever_it_stands(zaak):
    tekst = "Marieke vertelde dit alleen aan mij, in vertrouwen."
    notitie(zaak, tekst, categorie="L")
    notitie(zaak, tekst)

    _, inhoud = maak(zaak)

    assert tekst not in inhoud
