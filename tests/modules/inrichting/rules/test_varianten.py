import json
from dataclasses import fields
from decimal import Decimal

import pytest

from modules.inrichting.rules.instellingsoort import Groep, Keuze, OngeldigeInstelling, Soort, Variant
from modules.inrichting.rules.varianten import (
    VARIANTEN,
    Bron,
    Herkomst,
    VariantInstellingen,
    lees_afwijkingen,
    los_model_op,
    los_op,
    naar_opslag,
)
from modules.inrichting.rules.varianttabel import INSTELLINGEN, PER_SLEUTEL

# Table 2.2 of the domain, typed over by hand: sleutel | toegang | team | netwerk | regie.
TABEL = """
werkgever | gemeente | moederorganisatie_volledig | moederorganisatie | gemeente
inzet_eenheid | fte | fte | uren_per_week | fte
inzet_omvang_van | 0.8 | None | 4 | 0.5
inzet_omvang_tot | 1.0 | None | 12 | 1.0
ambtelijke_status_leden | ja | gemengd | nee | ja
gezamenlijke_locatie | J | J | N | N
nadruk | aanvraag_maatwerk | eigen_ondersteuning | multiprobleemaanpak | regie_complex
doelgroep | melding_of_aanvraag | iedereen | multiprobleem | complex
beroep_op_eigen_kracht | hoog | hoog | midden | laag
aanmelding_door_inwoner | J | J | N | N
intake_in_team | J | J | O | N
eigen_ondersteuning | N | J | J | N
kort_advies | O | J | J | N
max_duur_eigen_ondersteuning_weken | 0 | 26 | 52 | 0
wijkgericht_werken | 0 | 15 | 0 | 5
stap_signaal | O | J | O | N
stap_eropaf_rooster | N | J | N | N
stap_melding_onderzoek | J | J | N | N
stap_vraagverheldering | J | J | J | O
stap_zrm_start | O | J | J | J
stap_zrm_tussen | N | O | O | O
stap_zrm_eind | N | J | J | O
stap_participatieladder | N | J | O | J
stap_plan | J | J | J | J
stap_beschikking | J | O | N | N
stap_netwerk_versterking | N | O | O | O
stap_evaluatie | O | J | J | J
stap_waakvlam | N | J | O | O
regie | na_overdracht | alle_eigen | multiprobleem | multiprobleem
onafhankelijke_regisseur_bij_complex | J | J | J | J
mdo_frequentie | op_verzoek | wekelijks | tweewekelijks | wekelijks
verwijsbias_signalering | O | J | J | O
besluit_door | team | team | overdracht | overdracht
mandaat_niveau | binnen_beleidsregels | tot_bedrag | adviseert | doorzettingsmacht
mandaat_bedrag_per_huishouden_jaar | 5000 | 10000 | 0 | 25000
registratie_niveau | uitgebreid | normaal | licht | normaal
drempel_admin_aandeel | 50 | 30 | 20 | 25
caseload_norm | onderzoeken_per_fte | gewogen | huishoudens_per_36_uur | huishoudens_per_fte
caseload_norm_van | 35 | 0 | 5 | 12
caseload_norm_tot | 35 | 100 | 7 | 12
leertijd_factor | 0.8 | 0.7 | 0.9 | 0.9
"""
RIJEN = [[cel.strip() for cel in regel.split("|")] for regel in TABEL.strip().splitlines()]


@pytest.mark.parametrize("rij", RIJEN, ids=lambda rij: rij[0])
def test_a_preset_says_what_the_table_says(rij):
    sleutel, *waarden = rij

    assert [str(VARIANTEN[variant].waarde(sleutel)) for variant in Variant] == waarden


def test_the_table_has_no_other_rows():
    assert [rij.sleutel for rij in INSTELLINGEN] == [rij[0] for rij in RIJEN]


def test_every_setting_is_an_attribute_with_a_type():
    velden = [veld.name for veld in fields(VariantInstellingen) if veld.name not in ("variant", "bronnen")]

    assert velden == [rij.sleutel for rij in INSTELLINGEN]


@pytest.mark.parametrize("rij", INSTELLINGEN, ids=lambda rij: rij.sleutel)
def test_every_default_is_a_value_the_setting_allows(rij):
    assert [rij.lees(rij.naar_opslag(waarde)) for waarde in rij.standaard.values()] == list(
        rij.standaard.values()
    )
    assert all(rij.in_woorden(waarde) for waarde in rij.standaard.values())


@pytest.mark.parametrize("rij", INSTELLINGEN, ids=lambda rij: rij.sleutel)
def test_every_setting_explains_itself_without_words_we_avoid(rij):
    verboden = ("cliënt", "casus", "indicer", "voorliggend", "opschal", "status", "caseload", "inwoner", "!")
    teksten = [rij.label, rij.uitleg, rij.eenheid, rij.leeg, *(label for _, label in rij.keuzes)]

    assert rij.label
    assert rij.uitleg.endswith((".", "?"))
    assert [woord for woord in verboden if any(woord in tekst.lower() for tekst in teksten)] == []


def test_settings_of_a_group_stand_together():
    groepen = [rij.groep for rij in INSTELLINGEN]

    assert [
        groep for groep, vorige in zip(groepen, [None, *groepen], strict=False) if groep != vorige
    ] == list(Groep)


def test_a_team_override_wins_from_the_gemeente_and_the_gemeente_from_the_preset():
    gevonden = los_op(
        Variant.TEAM,
        {"stap_waakvlam": "O", "registratie_niveau": "licht"},
        {"stap_waakvlam": "N"},
    )

    assert (gevonden.stap_waakvlam, gevonden.registratie_niveau, gevonden.stap_plan) == (
        Keuze.N,
        "licht",
        Keuze.J,
    )
    assert (
        gevonden.bron("stap_waakvlam"),
        gevonden.bron("registratie_niveau"),
        gevonden.bron("stap_plan"),
    ) == (
        Bron.TEAM,
        Bron.GEMEENTE,
        Bron.VARIANT,
    )
    assert gevonden.aangepast == ("stap_waakvlam", "registratie_niveau")


def test_choosing_the_value_of_the_preset_is_no_change():
    gevonden = los_op("team", {"stap_waakvlam": "J", "leertijd_factor": "0.70"})

    assert gevonden.herkomst("stap_waakvlam") is Herkomst.STANDAARD
    assert gevonden.herkomst("leertijd_factor") is Herkomst.STANDAARD
    assert naar_opslag({"stap_waakvlam": Keuze.J}, Variant.TEAM) == {}


def test_a_team_with_its_own_variant_starts_from_that_preset():
    inhoud = {
        "variant": "toegang",
        "instellingen": {"stap_waakvlam": "J"},
        "teams": {
            "7": {"variant": "regie", "instellingen": {"stap_zrm_eind": "J"}},
            "8": {"instellingen": {"stap_evaluatie": "J"}},
        },
    }

    regieteam, toegangsteam, ander_team = (los_model_op(inhoud, team) for team in (7, 8, 9))

    assert (regieteam.variant, regieteam.stap_waakvlam, regieteam.stap_zrm_eind) == (
        Variant.REGIE,
        Keuze.O,
        Keuze.J,
    )
    assert toegangsteam.aangepast == ("stap_evaluatie", "stap_waakvlam")
    assert ander_team == los_model_op(inhoud)


def test_overrides_survive_storage():
    waarden = lees_afwijkingen(
        {"leertijd_factor": "0,5", "inzet_omvang_van": "", "mandaat_bedrag_per_huishouden_jaar": "€ 7.500"}
    )

    opgeslagen = json.loads(json.dumps(naar_opslag(waarden, Variant.TOEGANG)))

    assert waarden == {
        "leertijd_factor": Decimal("0.5"),
        "inzet_omvang_van": None,
        "mandaat_bedrag_per_huishouden_jaar": 7500,
    }
    assert lees_afwijkingen(opgeslagen) == waarden


@pytest.mark.parametrize(
    ("sleutel", "waarde", "zin"),
    [
        ("stap_plan", "X", "Plan: kies een van deze: Ja, Mag, Nee."),
        ("gezamenlijke_locatie", "O", "Het team werkt op één plek: kies een van deze: Ja, Nee."),
        (
            "drempel_admin_aandeel",
            "101",
            "Waarschuw als registreren meer tijd kost dan: kies een getal van 0 tot en met 100.",
        ),
        (
            "drempel_admin_aandeel",
            "12,5",
            "Waarschuw als registreren meer tijd kost dan: vul een heel getal in.",
        ),
        ("leertijd_factor", "veel", "Minder huishoudens in het eerste jaar: vul een getal in."),
        ("leertijd_factor", "NaN", "Minder huishoudens in het eerste jaar: vul een heel getal in."),
        ("leertijd_factor", "", "Minder huishoudens in het eerste jaar: vul een getal in."),
        (
            "leertijd_factor",
            "2",
            "Minder huishoudens in het eerste jaar: kies een getal van 0,1 tot en met 1,0.",
        ),
        ("kleur", "blauw", "De instelling kleur bestaat niet."),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_words(sleutel, waarde, zin):
    with pytest.raises(OngeldigeInstelling) as geweigerd:
        los_op("toegang", {sleutel: waarde})

    assert str(geweigerd.value) == zin


@pytest.mark.parametrize(
    ("sleutel", "waarde", "tekst"),
    [
        ("mandaat_bedrag_per_huishouden_jaar", 10000, "€\u00a010.000"),
        ("drempel_admin_aandeel", 30, "30%"),
        ("leertijd_factor", Decimal("0.8"), "0,8"),
        ("max_duur_eigen_ondersteuning_weken", 26, "26 weken"),
        ("inzet_omvang_van", None, "hele contract"),
        ("stap_plan", Keuze.O, "Mag"),
    ],
)
def test_a_value_is_shown_in_words(sleutel, waarde, tekst):
    assert PER_SLEUTEL[sleutel].in_woorden(waarde) == tekst


def test_an_overridden_step_is_a_choice_like_its_default():
    assert los_op("team", {"stap_plan": "O", "gezamenlijke_locatie": "N"}).stap_plan is Keuze.O
    assert los_op("team", {"gezamenlijke_locatie": "N"}).gezamenlijke_locatie is Keuze.N


def test_only_choices_have_choices():
    assert all(bool(rij.keuzes) == (rij.soort is Soort.KEUZE) for rij in INSTELLINGEN)
