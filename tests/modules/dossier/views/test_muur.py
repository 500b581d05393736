"""The wall inside one team: each function sees its own part of a household, everywhere (F074, N13)."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from keukentafel.audit import Doel
from modules.dossier.access import huishouden_for
from modules.dossier.actions.gesprek import start_gesprek
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Actie, Contactnotitie, GesprekSoort, Inwoner, Tijdlijnregel
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.rules.protocol import Categorie, Cel, Functie, Mate, Matrix, Voorwaarde
from tests.factories.dossier import (
    eerste_team,
    maak_betrokkene,
    maak_casus,
    maak_huishouden,
    maak_melding,
    maak_signaal,
    maak_termijn,
    maak_zrm,
)
from tests.factories.identity import log_in
from tests.factories.inrichting import maak_team
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.modules.dossier.muur import MENSEN, maak_mens, maak_muur
from tests.modules.dossier.verkeer import maak_zaak, vragen

pytestmark = pytest.mark.usefixtures("in_lindewaard")

WOORDEN = {f"woord-{letter.value}" for letter in Categorie} | {
    *("weetje-C", "telt-C", "buur-C", "doel-J", "doel-E", "doel-F", "hulp-K", "uitkering-K", "afspraak-B")
}
GEZIN = {"weetje-C", "telt-C", "buur-C"}
ZIET = {
    "hulpverlener": ("ABCDEGIJK", GEZIN | {"doel-J", "doel-E", "hulp-K", "uitkering-K", "afspraak-B"}),
    "zonder geheim": ("ABCDGJK", GEZIN | {"doel-J", "hulp-K", "uitkering-K", "afspraak-B"}),
    "jeugdprofessional": ("ABCDEHIJK", GEZIN | {"doel-J", "doel-E", "hulp-K", "uitkering-K", "afspraak-B"}),
    "SKJ verlopen": ("ABCDEJK", GEZIN | {"doel-J", "doel-E", "hulp-K", "uitkering-K", "afspraak-B"}),
    "wmo_consulent": ("ABCDEJK", GEZIN | {"doel-J", "doel-E", "hulp-K", "uitkering-K", "afspraak-B"}),
    "klantmanager_wi": ("ABG", {"uitkering-K", "afspraak-B"}),
    "teamleider": ("ABCDIJK", GEZIN | {"doel-J", "hulp-K", "uitkering-K", "afspraak-B"}),
    "inlooppunt": ("AB", {"afspraak-B"}),
    "backoffice": ("ABJK", {"doel-J", "hulp-K", "uitkering-K", "afspraak-B"}),
}
"""What stands on the overview, written out: the letters of the timeline, and the words of the panels."""

NIVEAUS = {
    "hulpverlener": ["Financiën", "Huisvesting", "Lichamelijke gezondheid"],
    "zonder geheim": ["Financiën", "Huisvesting"],
    "jeugdprofessional": ["Huisvesting", "Lichamelijke gezondheid"],
    "SKJ verlopen": ["Huisvesting", "Lichamelijke gezondheid"],
    "wmo_consulent": ["Huisvesting", "Lichamelijke gezondheid"],
    "teamleider": ["Huisvesting"],
}


def tekst(antwoord):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", antwoord.content.decode())))


def gezien(antwoord):
    pagina = antwoord.content.decode()
    return {woord for woord in WOORDEN if woord in pagina}


def verwacht(wie):
    letters, panelen = ZIET[wie]
    return {f"woord-{letter}" for letter in letters} | panelen


@pytest.fixture
def muur():
    return maak_muur(mensen=())


@pytest.mark.parametrize("wie", ZIET)
def test_the_overview_shows_each_function_its_part(klant, muur, wie):
    log_in(klant, maak_mens(wie))

    antwoord = klant.get(muur.adres)

    assert antwoord.status_code == 200
    assert gezien(antwoord) == verwacht(wie)
    zrm = antwoord.context.get("zrm")
    assert [regel.label for regel in (zrm.regels if zrm else []) if regel.nu] == NIVEAUS.get(wie, [])


@pytest.mark.parametrize("fout", ["tijdlijn_zonder_filter", "plan_met_tekst", "zrm_zonder_filter"])
def test_a_forgotten_filter_on_the_overview_is_seen(klant, muur, fout):
    log_in(klant, maak_mens("teamleider"))

    def proef():
        antwoord = klant.get(muur.adres)
        assert gezien(antwoord) == verwacht("teamleider")
        assert [r.label for r in antwoord.context["zrm"].regels if r.nu] == NIVEAUS["teamleider"]

    proef()
    wordt_rood(fout, proef)


def test_the_notice_says_what_is_hidden_and_why(klant, muur):
    log_in(klant, maak_mens("inlooppunt"))

    antwoord = klant.get(muur.adres)

    assert [(deel.categorie, deel.wat, deel.er_is) for deel in antwoord.context["meer"].verborgen] == [
        ("C", "dat het er is", "1 persoon"),
        ("D", "niets", ""),
        ("E", "niets", ""),
        ("F", "niets", ""),
        ("G", "niets", ""),
        ("H", "niets", ""),
        ("I", "niets", ""),
        ("J", "niets", ""),
        ("K", "dat het er is", "3 termijnen en voorzieningen"),
        ("L", "niets", ""),
    ]
    assert list(antwoord.context["tijdlijn"].dicht) == [
        "1 regel over huishouden en netwerk",
        "1 regel over besluiten en voorzieningen",
    ]
    assert "Er is meer dan je hier ziet" in tekst(antwoord)
    assert "Je ziet dit niet: “Gezondheid” hoort niet bij de taak van een medewerker inlooppunt." in tekst(
        antwoord
    )


def test_where_officials_and_helpers_work_together_both_read_it(klant, muur):
    noor, carla = maak_mens("hulpverlener"), maak_mens("klantmanager_wi")
    for wie in (noor, carla):
        maak_betrokkene(muur.zaak.huishouden, gebruiker=wie)

    for wie in (noor, carla):
        log_in(klant, wie)
        assert "werken ambtenaren en hulpverleners samen" in tekst(klant.get(muur.adres))


def test_parts_that_are_not_yours_are_left_out_and_refused_with_the_reason(klant, muur):
    log_in(klant, maak_mens("klantmanager_wi"))

    labels = [deel.label for deel in klant.get(muur.adres).context["onderdelen"]]

    assert [deel for deel in labels if deel in ("Gesprekken", "Zelfredzaamheid", "Plan", "Evaluaties")] == []
    for pad in ("gesprekken", "zelfredzaamheid", "plan", "plan/afdruk", "evaluaties", "netwerk", "regie"):
        antwoord = klant.get(f"{muur.adres}/{pad}")
        assert (pad, antwoord.status_code) == (pad, 403)
        assert "Je ziet dit niet:" in tekst(antwoord)


@pytest.mark.parametrize(
    ("wie", "kan"),
    [
        ("hulpverlener", ["B", "E", "I", "L"]),
        ("zonder geheim", ["B", "L"]),
        ("jeugdprofessional", ["B", "E", "H", "I", "L"]),
        ("wmo_consulent", ["B", "E", "L"]),
        ("klantmanager_wi", ["B", "G", "L"]),
        ("inlooppunt", ["B"]),
    ],
)
def test_a_note_can_be_about_what_its_writer_may_write(klant, muur, wie, kan):
    log_in(klant, maak_mens(wie))

    keuzes = klant.get(muur.adres).context["notitie_form"].fields["categorie"].choices

    assert [letter for letter, _ in keuzes] == kan


@pytest.mark.parametrize("wie", ["teamleider", "backoffice"])
def test_who_only_reads_gets_no_composer(klant, muur, wie):
    log_in(klant, maak_mens(wie))

    assert "Plaats notitie" not in tekst(klant.get(muur.adres))


def test_a_note_about_something_else_is_refused_and_the_text_stays(klant, muur):
    log_in(klant, maak_mens("klantmanager_wi"))

    antwoord = klant.post(f"{muur.adres}/notities", {"tekst": "Ik hoorde iets.", "categorie": "E"})

    assert antwoord.status_code == 422
    assert "Hierover mag je bij dit huishouden niets schrijven." in tekst(antwoord)
    assert "Ik hoorde iets.</textarea>" in antwoord.content.decode()
    assert Contactnotitie.objects.count() == 0


def test_a_work_note_of_a_helper_is_for_nobody_else_by_any_path(klant, muur):
    helper = maak_mens("hulpverlener")
    log_in(klant, helper)
    klant.post(f"{muur.adres}/notities", {"tekst": "Hij werkt erbij zwartgeld-L.", "categorie": "L"})
    assert "zwartgeld-L" in klant.get(muur.adres).content.decode()
    paden = (
        *("", "?tijdlijn=contact", "/plan", "/plan/afdruk", "/gesprekken", "/zelfredzaamheid", "/evaluaties"),
        *("/netwerk", "/wie-werkt-mee", "/wie-keek-mee", "/regie"),
    )
    elders = (
        "/mijn-dag",
        "/agenda",
        "/huishoudens",
        "/huishoudens?q=zwartgeld",
        "/zoeken?q=zwartgeld",
        "/meldingen",
    )

    def proef():
        for wie in set(MENSEN) - {"hulpverlener"}:
            log_in(klant, maak_mens(wie))
            lekken = [
                adres
                for adres in (*(f"{muur.adres}{pad}" for pad in paden), *elders)
                if "zwartgeld-L" in klant.get(adres).content.decode()
            ]
            assert (wie, lekken) == (wie, [])

    proef()
    wordt_rood("tijdlijn_zonder_filter", proef)


def test_even_a_protocol_that_says_so_opens_no_work_note_of_another(klant, muur):
    alles = Cel(Mate.ALLES, Voorwaarde.ALTIJD, grond="AVG")
    _in_gebruik(Matrix(1, {(Functie.WMO_CONSULENT, letter): (alles,) for letter in Categorie}))
    log_in(klant, maak_mens("wmo_consulent"))

    assert "woord-L" not in klant.get(muur.adres).content.decode()


@pytest.mark.parametrize(
    ("wie", "titels"),
    [
        (
            "hulpverlener",
            ["doel-J", "doel-E", "Een doel over politie en justitie. Wat erin staat, zie je niet."],
        ),
        (
            "zonder geheim",
            [
                "doel-J",
                "Een doel over gezondheid. Wat erin staat, zie je niet.",
                "Een doel over politie en justitie. Wat erin staat, zie je niet.",
            ],
        ),
        (
            "wmo_consulent",
            [
                "doel-J",
                "doel-E",
                "Een doel over politie en justitie en inkomen en schulden. Wat erin staat, zie je niet.",
            ],
        ),
    ],
)
@pytest.mark.parametrize("pad", ["/plan", "/plan/afdruk"])
def test_a_goal_about_something_closed_stands_there_without_its_text(klant, muur, wie, titels, pad):
    log_in(klant, maak_mens(wie))

    def proef():
        beeld = klant.get(f"{muur.adres}{pad}").context["beeld"]
        assert [doel.rij.titel for doel in beeld.doelen] == titels

    proef()
    wordt_rood("plan_met_tekst", proef)


def test_a_goal_that_stays_closed_cannot_be_changed_either(klant, muur):
    log_in(klant, maak_mens("wmo_consulent"))
    doel = muur.zaak.huishouden.plannen.get().doelen.get(titel="doel-F")

    antwoord = klant.post(f"/doelen/{doel.pk}", {"bereikt": "1"})

    doel.refresh_from_db()
    assert (antwoord.status_code, doel.bereikt_op) == (403, None)


def test_a_list_shows_the_next_step_only_to_who_reads_the_plan(klant, muur):
    stappen = {}
    for wie in ("hulpverlener", "klantmanager_wi", "inlooppunt", "teamleider"):
        log_in(klant, maak_mens(wie))
        stappen[wie] = [rij.stap for rij in klant.get("/huishoudens").context["lijst"].rijen]

    assert stappen == {
        "hulpverlener": ["afspraak-B"],
        "klantmanager_wi": [""],
        "inlooppunt": [""],
        "teamleider": ["afspraak-B"],
    }


def test_a_filter_on_the_plan_finds_nothing_for_who_does_not_read_it(klant, muur):
    maak_casus(maak_huishouden("Zonderplan"))
    aantallen = {}
    for wie in ("hulpverlener", "inlooppunt", "klantmanager_wi"):
        log_in(klant, maak_mens(wie))
        aantallen[wie] = len(klant.get("/huishoudens?zonder=plan").context["lijst"].rijen)

    assert aantallen == {"hulpverlener": 1, "inlooppunt": 0, "klantmanager_wi": 0}


def test_terms_of_another_law_are_not_of_a_klantmanager(klant, muur):
    casus = muur.zaak.casus
    maak_termijn(casus, titel="wmo", melding=maak_melding(casus, wet="wmo"))
    maak_termijn(casus, titel="pw", melding=maak_melding(casus, wet="participatie"))
    carla = maak_mens("klantmanager_wi")
    maak_termijn(casus, titel="van mij", eigenaar_id=carla.pk, einde=timezone.localdate())
    titels = {}
    for wie in (carla, maak_mens("hulpverlener")):
        log_in(klant, wie)
        titels[wie.naam] = sorted(
            rij.titel for rij in klant.get("/termijnen?van=team").context["lijst"].rijen
        )

    assert titels == {
        "Klantmanager_wi": ["pw", "van mij"],
        "Hulpverlener": ["pw", "termijn-K", "van mij", "wmo"],
    }


def test_the_numbers_of_the_team_are_those_of_the_lists_behind_them(klant, muur):
    maak_casus(maak_huishouden("Zonderplan"))
    log_in(klant, maak_mens("teamleider"))

    context = klant.get("/teamoverzicht").context
    for getal in [*context["ontbreekt"], *context["gevaar"], *context["instroom"]]:
        assert (getal.label, len(klant.get(getal.url).context["lijst"].rijen)) == (getal.label, getal.aantal)


@pytest.mark.parametrize("wie", ["inlooppunt", "backoffice"])
@pytest.mark.parametrize("deel", ["gesprekken", "zelfredzaamheid"])
def test_a_closed_part_of_a_household_you_know_of_says_why(klant, muur, wie, deel):
    log_in(klant, maak_mens(wie))
    elders = maak_huishouden("Elders", team=maak_team("Team Elders"))

    antwoord = klant.get(f"{muur.adres}/{deel}")

    assert antwoord.status_code == 403
    assert "Leefgebieden en zelfredzaamheid zie je hier niet" in antwoord.content.decode()
    assert "Je ziet dit niet: " in antwoord.content.decode()
    assert klant.get(f"/huishoudens/{elders.pk}/{deel}").status_code == 404


@pytest.mark.parametrize("wie", ["inlooppunt", "backoffice", "klantmanager_wi"])
def test_no_link_on_the_overview_leads_to_a_closed_page(klant, muur, wie):
    gesprek = start_gesprek(
        huishouden=muur.zaak.huishouden, casus=muur.zaak.casus, soort=GesprekSoort.KEUKENTAFEL,
        by=muur.zaak.medewerker, at=timezone.now(),
    )  # fmt: skip
    schrijf_tijdlijn(
        huishouden=muur.zaak.huishouden, groep="contact", icoon="message", titel="Keukentafelgesprek",
        at=timezone.now(), by=muur.zaak.medewerker, bij=gesprek, categorie=Categorie.CONTACT,
    )  # fmt: skip
    log_in(klant, maak_mens(wie))

    html = klant.get(muur.adres).content.decode()
    links = {
        unescape(url) for url in re.findall(r'href="(/(?:huishoudens/[^"#?]+|gesprekken/[^"#?]+))"', html)
    }

    assert "Keukentafelgesprek" in html
    assert {url: code for url in links if (code := klant.get(url).status_code) != 200} == {}


def test_an_average_counts_only_the_scores_that_somebody_may_see(klant, muur):
    for _ in range(5):
        huishouden = maak_huishouden("Gemeten")
        casus, inwoner = maak_casus(huishouden), huishouden.leden.get().inwoner
        for dagen in (60, 0):
            dag = timezone.localdate() - timedelta(days=dagen)
            maak_zrm(casus, inwoner, {"huisvesting": 2, "financien": 3, "justitie": 1}, datum=dag)

    gezien = {}
    for wie in ("hulpverlener", "wmo_consulent", "klantmanager_wi", "teamleider"):
        log_in(klant, maak_mens(wie))
        context = klant.get("/teamoverzicht").context
        gezien[wie] = {rij.label: rij.n for rij in context["verschuiving"] if rij.n >= 5}

    assert gezien == {
        "hulpverlener": {"Huisvesting": 5, "Financiën": 5},  # justitie only with consent
        "wmo_consulent": {"Huisvesting": 5},
        "klantmanager_wi": {},
        "teamleider": {"Huisvesting": 5},
    }

    def proef():
        regels = klant.get("/teamoverzicht").context["verschuiving"]
        assert [rij.label for rij in regels if rij.n >= 5] == ["Huisvesting"]

    proef()
    wordt_rood("zrm_zonder_filter", proef)


def test_a_signaal_does_not_name_a_household_that_is_not_yours(klant):
    zaak = maak_zaak(klant)
    elders = maak_huishouden("Geheimhuis", team=maak_team("Team Elders"))
    maak_casus(elders)
    maak_signaal(eerste_team(), stand="opgepakt", opgepakt_door=zaak.medewerker, huishouden=elders)
    eigen = maak_signaal(
        eerste_team(), stand="opgepakt", opgepakt_door=zaak.medewerker, huishouden=zaak.huishouden
    )

    assert "Geheimhuis" not in klant.get("/signalen").content.decode()
    assert "Kuiper" in klant.get(f"/signalen/{eigen.pk}").content.decode()


def test_identity_is_text_for_who_may_not_change_it_and_a_field_for_who_may(klant, muur):
    adres = f"{muur.adres}/personen/{muur.zaak.inwoner.pk}"
    velden = {}
    for wie in ("hulpverlener", "wmo_consulent", "teamleider", "klantmanager_wi"):
        log_in(klant, maak_mens(wie))
        pagina = klant.get(adres).content.decode()
        velden[wie] = tuple(naam for naam in ("geboortedatum", "rol", "bsn") if f'name="{naam}"' in pagina)
        assert " disabled" not in pagina

    assert velden == {
        "hulpverlener": ("rol",),
        "wmo_consulent": ("geboortedatum", "rol", "bsn"),
        "teamleider": (),
        "klantmanager_wi": (),
    }


def test_a_helper_changes_the_place_in_the_household_and_not_the_name(klant, muur):
    log_in(klant, maak_mens("hulpverlener"))
    adres = f"{muur.adres}/personen/{muur.zaak.inwoner.pk}"

    klant.post(
        adres,
        {
            "voornamen": "Anders",
            "achternaam": "Anders",
            "rol": "anders",
            "van": "05-01-2026",
            "bijzonderheid": "nachtdienst",
            "versie": muur.zaak.inwoner.versie,
        },
    )

    inwoner = Inwoner.objects.get(pk=muur.zaak.inwoner.pk)
    assert (inwoner.voornamen, inwoner.geslachtsnaam, inwoner.bijzonderheid) == (
        "Marieke",
        "Kuiper",
        "nachtdienst",
    )


def test_marks_and_preparation_of_a_talk_are_of_who_began_it(klant, muur):
    gesprek = muur.zaak.huishouden.gesprekken.create(
        casus=muur.zaak.casus,
        gestart_door=muur.zaak.medewerker,
        begonnen_op=timezone.now(),
        voorbereiding="Vragen naar geld-L",
        verhaal="verhaal-D",
    )
    gesprek.markeringen.create(soort="zorg", tekst="merk-L", gemaakt_op=timezone.now())
    log_in(klant, muur.zaak.medewerker)
    zelf = klant.get(f"/gesprekken/{gesprek.pk}").content.decode()
    log_in(klant, maak_mens("hulpverlener"))
    ander = klant.get(f"/gesprekken/{gesprek.pk}").content.decode()

    woorden = ("geld-L", "merk-L", "verhaal-D")
    assert [woord for woord in woorden if woord in zelf] == ["geld-L", "merk-L", "verhaal-D"]
    assert [woord for woord in woorden if woord in ander] == ["verhaal-D"]


def test_who_closes_and_may_open_it_no_longer_lands_on_the_own_day_with_a_sentence(klant, muur):
    assert "Alleen de laatste regisseur" in tekst(
        klant_van(klant, muur.zaak.medewerker).get("/mijn-dag?klaar=afgesloten")
    )
    assert "klaar=" not in tekst(klant.get("/mijn-dag?klaar=onzin"))


def klant_van(klant, gebruiker):
    log_in(klant, gebruiker)
    return klant


@pytest.mark.parametrize("wie", ["klantmanager_wi", "hulpverlener", "inlooppunt"])
def test_the_page_takes_the_same_queries_with_many_lines_as_with_one(klant, muur, wie):
    log_in(klant, maak_mens(wie))
    klant.get(muur.adres)
    eerst = vragen(klant, muur.adres)
    for _ in range(20):
        for letter in Categorie:
            Tijdlijnregel.objects.create(
                huishouden=muur.zaak.huishouden,
                groep="contact",
                icoon="notes",
                titel="x",
                gebeurd_op=timezone.now(),
                categorie=letter,
            )
        Actie.objects.create(
            huishouden=muur.zaak.huishouden, wat="x", wie="professional", gemaakt_op=timezone.now()
        )

    assert vragen(klant, muur.adres) == eerst


# -- whatever the protocol says -----------------------------------------------------------------------


def _in_gebruik(matrix):
    nu = timezone.now()
    Informatieprotocol.objects.filter(status="geldig").update(status="vervallen")
    laatste = Informatieprotocol.objects.order_by("-nummer").first()
    Informatieprotocol.objects.create(
        nummer=(laatste.nummer if laatste else 0) + 1,
        status="geldig",
        inhoud=matrix.naar_json(),
        gemaakt_op=nu,
        gewijzigd_op=nu,
        geldig_van=nu,
        **_goedgekeurd(nu, laatste),
    )
    renew_stand(at=nu)


def _goedgekeurd(nu, laatste):
    if laatste is None:
        return {}
    fg, ander = maak_mens("teamleider"), maak_mens("teamleider")
    return {"ingediend_door": fg, "ingediend_op": nu, "beoordeeld_door": ander, "beoordeeld_op": nu}


def _willekeurig(toeval):
    cellen = {}
    for letter in Categorie:
        for functie in (Functie.HULPVERLENER, Functie.WMO_CONSULENT, Functie.KLANTMANAGER_WI):
            mate = Mate.ALLES if letter is Categorie.IDENTITEIT else toeval.choice(list(Mate))
            if mate is not Mate.NIETS:
                voorwaarde = toeval.choice([Voorwaarde.ALTIJD, Voorwaarde.BETROKKEN, Voorwaarde.EIGEN])
                if letter is Categorie.IDENTITEIT:
                    voorwaarde = Voorwaarde.ALTIJD
                cellen[functie, letter] = (
                    Cel(mate, voorwaarde, schrijft=toeval.random() < 0.5, grond="Wet"),
                )
    return Matrix(1, cellen)


@pytest.mark.parametrize("zaad", range(8))
def test_whatever_the_protocol_says_the_page_shows_no_more(klant, muur, zaad):
    toeval = random.Random(zaad)
    _in_gebruik(_willekeurig(toeval))
    wie = maak_mens(toeval.choice(["hulpverlener", "wmo_consulent", "klantmanager_wi"]))
    log_in(klant, wie)

    antwoord = klant.get(muur.adres)

    zicht = huishouden_for(wie, muur.zaak.huishouden.pk, doel=Doel.HULP).zicht
    open_letters = {
        letter for letter in Categorie if zicht.mag(letter) and not zicht.oordeel(letter).alleen_eigen
    } - {Categorie.WERKAANTEKENINGEN}
    pagina = antwoord.content.decode()
    woorden = {letter.value for letter in Categorie if f"woord-{letter.value}" in pagina}
    assert woorden == {letter.value for letter in open_letters}
    titels = {letter.value for letter in Categorie if f"titel-{letter.value}" in pagina}
    assert titels == {
        oordeel.categorie.value
        for oordeel in zicht
        if oordeel.kort and not oordeel.alleen_eigen and oordeel.categorie is not Categorie.WERKAANTEKENINGEN
    }
    gesloten = {woord for woord in WOORDEN - {f"woord-{x.value}" for x in Categorie} if woord in pagina}
    assert {woord for woord in gesloten if not zicht.oordeel(woord[-1]).kort} == set()
