"""The pages of inlezen, without JavaScript: upload, columns, check, doubles, read in, report, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import huidige_gemeente
from modules.dossier.inlezen import opslag
from modules.dossier.inlezen.models import InleesStand, Inlezing
from modules.dossier.inlezen.taken import controleer, lees, ongedaan
from modules.dossier.models import Huishouden, Inwoner
from tests.factories.identity import log_in, maak_gebruiker
from tests.modules.dossier.inlezen.bestanden import PNG, als_csv
from tests.modules.dossier.inlezen.test_inlezen import BOS, KOK, KOPPEN, SEM, ingelezen, opgenomen


@pytest.fixture
def beheerder(klant, in_lindewaard):
    gebruiker = maak_gebruiker(rollen=[Rol.BEHEERDER])
    log_in(klant, gebruiker)
    return gebruiker


def post(klant, route, *args, **velden):
    return klant.post(reverse(route, args=args), velden)


def upload(klant, inhoud, naam="caseload.csv"):
    return post(klant, "inlezen:nieuw", bestand=SimpleUploadedFile(naam, inhoud))


def kolomvelden(klant, inlezing):
    form = klant.get(reverse("inlezen:kolommen", args=[inlezing.pk])).context["form"]
    return {naam: form[naam].initial or "" for naam in form.fields}


def doe(taak, inlezing):
    taak(str(inlezing.pk), gemeente_id=str(huidige_gemeente().id))
    inlezing.refresh_from_db()


def test_a_caseload_comes_in_page_by_page(klant, beheerder):
    antwoord = upload(klant, als_csv((BOS, SEM, KOK), KOPPEN))
    inlezing = Inlezing.objects.get()
    assert (antwoord.status_code, antwoord["Location"]) == (
        303,
        reverse("inlezen:kolommen", args=[inlezing.pk]),
    )

    post(klant, "inlezen:kolommen", inlezing.pk, **kolomvelden(klant, inlezing))
    assert klant.get(inlezing.get_absolute_url()).templates[0].name == "inlezen/bezig.html"
    doe(controleer, inlezing)
    assert klant.get(inlezing.get_absolute_url()).templates[0].name == "inlezen/gecontroleerd.html"
    assert Huishouden.objects.count() == 0

    post(klant, "inlezen:inlezen", inlezing.pk)
    doe(lees, inlezing)
    assert klant.get(inlezing.get_absolute_url()).templates[0].name == "inlezen/verslag.html"
    assert Huishouden.objects.count() == 2

    assert (
        b"Van 2 huishoudens halen we weg"
        in klant.get(reverse("inlezen:ongedaan", args=[inlezing.pk])).content
    )
    post(klant, "inlezen:ongedaan", inlezing.pk)
    doe(ongedaan, inlezing)
    assert (inlezing.stand, Huishouden.objects.count(), Inwoner.objects.count()) == (
        InleesStand.ONGEDAAN,
        0,
        0,
    )


def test_a_bad_file_is_refused_at_the_field_and_nothing_is_kept(klant, beheerder):
    antwoord = upload(klant, PNG, "caseload.xlsx")

    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors["bestand"] == [
        "Dit is een afbeelding en geen spreadsheet. Kies een CSV-bestand of een Excel-werkmap (.xlsx)."
    ]
    assert Inlezing.objects.count() == 0


def test_a_file_of_60_mb_is_refused_while_it_comes_in(klant, beheerder):
    antwoord = upload(klant, b"x" * (60 * 1024 * 1024))

    assert antwoord.context["form"].errors["bestand"] == [
        "Dit bestand is 60 MB. Het mag 25 MB zijn. Deel het in tweeën en lees de delen na elkaar in."
    ]


def test_no_file_says_so(klant, beheerder):
    assert post(klant, "inlezen:nieuw").context["form"].errors["bestand"] == [
        "Kies een bestand van je computer."
    ]


def test_an_upload_without_the_token_is_refused(klant_van, lindewaard, in_lindewaard):
    klant = klant_van(lindewaard)
    klant.handler.enforce_csrf_checks = True
    log_in(klant, maak_gebruiker(rollen=[Rol.BEHEERDER]))

    assert upload(klant, als_csv()).status_code == 403


def test_a_double_choice_of_columns_keeps_what_was_chosen(klant, beheerder):
    upload(klant, als_csv((BOS,), KOPPEN))
    inlezing = Inlezing.objects.get()
    velden = kolomvelden(klant, inlezing) | {"kolom_2": "achternaam", "bron": "mijn systeem"}

    antwoord = post(klant, "inlezen:kolommen", inlezing.pk, **velden)

    form = antwoord.context["form"]
    assert antwoord.status_code == 422
    assert form.non_field_errors() == ["Je koos ‘Achternaam’ voor meer dan één kolom. Kies één kolom."]
    assert (form["kolom_2"].value(), form["bron"].value()) == ("achternaam", "mijn systeem")


def test_doubles_stand_side_by_side_and_the_choice_is_kept(klant, beheerder):
    ingelezen(KOK)
    inlezing = opgenomen(("99", "Kuipre", *KOK[2:7], "Molendijk", "5", "9015EA", *KOK[10:]))
    paar = inlezing.paren.get()

    bladzijde = klant.get(reverse("inlezen:dubbelen", args=[inlezing.pk]))
    antwoord = post(klant, "inlezen:dubbelen", inlezing.pk, **{f"paar_{paar.pk.hex}": "zelfde"})

    paar.refresh_from_db()
    assert (paar.links["naam"], paar.rechts["naam"]) == ("Piet Kuipre", "Piet Kuiper")
    assert b"Piet Kuipre" in bladzijde.content
    assert (antwoord.status_code, paar.keuze) == (303, "zelfde")


def test_problems_are_filtered_and_downloaded_without_formulas(klant, beheerder):
    inlezing = opgenomen((*BOS[:3], "=1+1", *BOS[4:]), (*KOK[:11], "0612", *KOK[12:]))
    adres = reverse("inlezen:problemen", args=[inlezing.pk])

    assert [p.veld for p in klant.get(f"{adres}?ernst=let_op").context["problemen"]] == ["telefoon"]
    assert [p.veld for p in klant.get(f"{adres}?ernst=stop").context["problemen"]] == ["geboortedatum"]
    csv = b"".join(klant.get(f"{adres}.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert csv[0] == "Rij;Kolom;Kop;Ernst;Wat er is;Wat je doet;Waarde"
    assert csv[1].endswith(";'=1+1")


def test_the_report_tells_rows_and_outcomes_and_no_names(klant, beheerder):
    inlezing = ingelezen(BOS, SEM, KOK)

    bladzijde = klant.get(reverse("inlezen:verslag", args=[inlezing.pk]))
    csv = b"".join(klant.get(reverse("inlezen:verslag_csv", args=[inlezing.pk])).streaming_content).decode(
        "utf-8-sig"
    )

    assert csv.splitlines() == ["Dossiernummer;Rijen;Uitkomst;Reden", "7;2, 3;Ingelezen;", "8;4;Ingelezen;"]
    assert "Kuiper" not in bladzijde.content.decode()


@pytest.mark.parametrize("rol", [Rol.TEAMLID, Rol.REGISSEUR, Rol.INLOOPPUNT, Rol.FG, Rol.PARTNER])
def test_only_those_who_run_the_work_may_read_in(klant, in_lindewaard, rol):
    log_in(klant, maak_gebruiker(rollen=[rol]))

    assert klant.get(reverse("inlezen:lijst")).status_code == 404


def test_every_look_at_a_file_is_in_the_logboek(klant, beheerder):
    inlezing = opgenomen(BOS)

    klant.get(inlezing.get_absolute_url())

    regels = Logboekregel.objects.filter(object_id=inlezing.pk, soort="R", gebruiker_id=beheerder.pk)
    assert [regel.doel for regel in regels] == ["inlezen"]


@pytest.mark.parametrize("aantal", [1, 3])
def test_pages_take_the_same_number_of_queries_whatever_the_rows(klant, beheerder, aantal):
    bekend = [(f"1{n}", f"Bos{'abc'[n]}", "Anna", f"{n + 1}-2-1984", "", *BOS[5:]) for n in range(aantal)]
    ingelezen(*bekend)
    fout = [(f"2{n}", f"Vos{'abc'[n]}", "Anna", "31-2-1984", "", *BOS[5:]) for n in range(aantal)]
    inlezingen = [opgenomen(*fout, *[(f"3{rij[0]}", *rij[1:]) for rij in bekend]) for _ in range(aantal)]
    klaar = ingelezen(*[(f"4{rij[0]}", "Kuiper", *rij[2:]) for rij in bekend])
    routes = ("inlezing", "problemen", "dubbelen")
    adressen = {route: reverse(f"inlezen:{route}", args=[inlezingen[0].pk]) for route in routes}
    adressen |= {"lijst": reverse("inlezen:lijst"), "verslag": reverse("inlezen:verslag", args=[klaar.pk])}
    klant.get(adressen["lijst"])

    tellingen = {}
    for route, adres in adressen.items():
        with CaptureQueriesContext(connection) as vragen:
            klant.get(adres)
        tellingen[route] = len(vragen)

    assert tellingen == {"lijst": 5, "inlezing": 7, "problemen": 9, "dubbelen": 7, "verslag": 8}


def test_a_task_that_fails_gives_the_step_back_with_the_reason(klant, beheerder):
    upload(klant, als_csv((BOS,), KOPPEN))
    inlezing = Inlezing.objects.get()
    post(klant, "inlezen:kolommen", inlezing.pk, **kolomvelden(klant, inlezing))
    opslag.verwijder(inlezing.pk)
    doe(controleer, inlezing)

    assert (inlezing.stand, inlezing.fout) == (
        InleesStand.KOLOMMEN,
        "Dit bestand is niet meer bewaard. Kies het opnieuw om het in te lezen.",
    )
