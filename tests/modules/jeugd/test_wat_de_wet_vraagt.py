"""What the Jeugdwet asks before help begins, article by article: each refusal says what, and links to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.actions.huishouden import change_huishouden
from modules.dossier.models import Gezagsrelatie
from modules.inrichting.models import Detachering, Organisatie, Registratie
from modules.jeugd.actions import hulp, kind
from modules.jeugd.actions.hulpvraag import NietRond
from modules.jeugd.feiten import laatste_woonplaats, woonplaats_opnieuw
from modules.jeugd.models import Hulpvraag, Toekomstplan
from tests.modules.jeugd.toneel import (
    bekijk_woonplaats,
    bied_gezinsplan_aan,
    kies_professional,
    kind_van,
    maak_jeugdzaak,
    maak_klaar,
    maak_vraag,
    met_gezag,
    wie,
    zegt,
)

VANDAAG = localdate()


@pytest.fixture
def zaak(klant, in_lindewaard):
    return maak_jeugdzaak(klant)


def begin_hulp(zaak, vraag: Hulpvraag) -> Hulpvraag:
    return hulp.begin_hulp(hulpvraag=vraag, wat="Speltherapie", aanbieder=None, van=VANDAAG, **wie(zaak))


def mist(zaak, vraag: Hulpvraag) -> list[str]:
    with pytest.raises(NietRond) as nee:
        begin_hulp(zaak, vraag)
    return [deel for deel, _ in nee.value.mist]


def test_also_after_a_referral_help_waits_for_what_the_law_asks_each_with_its_link(klant, zaak):
    vraag = maak_vraag(zaak, verwijzer="huisarts")

    antwoord = klant.post(
        reverse("jeugd:onderdeel", args=[vraag.pk, "hulp"]),
        {"wat": "Speltherapie", "van": VANDAAG.isoformat()},
    )

    assert antwoord.status_code == 422
    pagina = antwoord.content.decode()
    assert "Bekijk eerst welke gemeente verantwoordelijk is (Jeugdwet artikel 1.1)." in pagina
    for deel in ("woonplaats", "gezinsplan", "professional"):
        assert reverse("jeugd:onderdeel", args=[vraag.pk, deel]) in pagina
    assert reverse("dossier:persoon", args=[zaak.huishouden.pk, kind_van(zaak).pk]) in pagina
    assert 'value="Speltherapie"' in pagina  # what was typed stays


@pytest.mark.parametrize("verwijzer", ["huisarts", "medisch_specialist", "jeugdarts", "gi", "rechter_om"])
def test_the_five_entrances_need_no_decision_jeugdwet_2_6_3_5_and_2_4(zaak, verwijzer):
    vraag = maak_klaar(zaak, maak_vraag(zaak, verwijzer=verwijzer))

    assert begin_hulp(zaak, vraag).stand == "hulp"


def test_the_family_plan_comes_first_jeugdwet_4_1_2(zaak):
    vraag = maak_klaar(zaak, maak_vraag(zaak, verwijzer="huisarts"))
    Hulpvraag.objects.update(gezinsplan="")

    assert mist(zaak, vraag) == ["gezinsplan"]
    bied_gezinsplan_aan(zaak, vraag)
    assert begin_hulp(zaak, vraag).stand == "hulp"


def test_a_registered_professional_does_the_work_besluit_jeugdwet_5_1_1(zaak):
    vraag = maak_klaar(zaak, maak_vraag(zaak, verwijzer="huisarts"))
    Registratie.objects.update(geldig_tot=VANDAAG - timedelta(days=1))

    assert mist(zaak, vraag) == ["professional"]
    Registratie.objects.update(geldig_tot=VANDAAG)
    kies_professional(zaak, vraag)
    assert begin_hulp(zaak, vraag).stand == "hulp"


def test_help_waits_when_another_gemeente_is_responsible_jeugdwet_1_1(zaak):
    vraag = maak_klaar(zaak, maak_vraag(zaak, verwijzer="huisarts"))
    bekijk_woonplaats(zaak, vraag, "Rietdam")

    assert mist(zaak, vraag) == ["woonplaats"]


def verhuis(zaak, **gegevens) -> None:
    huishouden = zaak.huishouden
    huishouden.refresh_from_db()
    change_huishouden(
        huishouden=huishouden, gegevens=gegevens, team=huishouden.team, versie=huishouden.versie, **wie(zaak)
    )


def test_a_changed_address_asks_for_a_new_judgement_jeugdwet_1_1(klant, zaak):
    vraag = maak_klaar(zaak, maak_vraag(zaak, verwijzer="huisarts"))
    assert woonplaats_opnieuw(vraag, laatste_woonplaats(vraag)) == ""

    verhuis(zaak, telefoon="0612345678")  # no move
    assert woonplaats_opnieuw(vraag, laatste_woonplaats(vraag)) == ""
    verhuis(zaak, postcode="9999ZZ", huisnummer=7, plaats="Rietdam")

    assert "Het kind is verhuisd." in klant.get(vraag.get_absolute_url()).content.decode()
    assert mist(zaak, vraag) == ["woonplaats"]
    bekijk_woonplaats(zaak, vraag)
    assert woonplaats_opnieuw(vraag, laatste_woonplaats(vraag)) == ""
    assert begin_hulp(zaak, vraag).stand == "hulp"

    verhuis(zaak, postcode="1111AA", huisnummer=9)  # also while the help runs
    assert "Het kind is verhuisd." in klant.get(vraag.get_absolute_url()).content.decode()


def test_under_twelve_the_parents_with_gezag_agree_jeugdwet_7_3_15(zaak):
    vraag = maak_vraag(zaak, verwijzer="huisarts")
    met_gezag(zaak)
    Gezagsrelatie.objects.create(kind=kind_van(zaak), houder_naam="Ruud Kuiper", soort="ouder")
    Gezagsrelatie.objects.create(kind=kind_van(zaak), houder_naam="Opa Kuiper", soort="ouder_zonder_gezag")
    bekijk_woonplaats(zaak, vraag)
    bied_gezinsplan_aan(zaak, vraag)
    kies_professional(zaak, vraag)

    assert mist(zaak, vraag) == ["ouders", "ouders"]
    zegt(zaak, vraag, zaak.inwoner.naam)
    zegt(zaak, vraag, "Ruud Kuiper", is_eens=False)
    assert mist(zaak, vraag) == ["ouders"]
    zegt(zaak, vraag, "Ruud Kuiper", is_eens=True)
    assert begin_hulp(zaak, vraag).stand == "hulp"


def test_from_12_to_15_youth_and_parents_agree_unless_the_youth_keeps_wanting_it_jeugdwet_7_3_4(
    klant, in_lindewaard
):
    zaak = maak_jeugdzaak(klant, jaren=13)
    vraag = maak_klaar(zaak, maak_vraag(zaak, verwijzer="huisarts"))
    assert mist(zaak, vraag) == ["ouders"]  # the mother agrees, nobody asked the youth
    zegt(zaak, vraag, kind_van(zaak).naam)
    zegt(zaak, vraag, zaak.inwoner.naam, is_eens=False)
    assert mist(zaak, vraag) == ["ouders"]

    with pytest.raises(NietRond, match="Schrijf op waarom"):
        kind.set_afwijkend(hulpvraag=vraag, afwijkend="weloverwogen_wens", omdat=" ", **wie(zaak))
    kind.set_afwijkend(
        hulpvraag=vraag, afwijkend="weloverwogen_wens", omdat="Sem vraagt er al een jaar om.", **wie(zaak)
    )
    assert begin_hulp(zaak, vraag).stand == "hulp"


def test_the_exception_is_for_12_to_15_only_and_a_judge_for_every_age_jeugdwet_7_3_4_lid_2(zaak):
    vraag = maak_vraag(zaak, verwijzer="huisarts")

    with pytest.raises(NietRond, match="12 tot en met 15 jaar"):
        kind.set_afwijkend(hulpvraag=vraag, afwijkend="ernstig_nadeel", omdat="Gevaar", **wie(zaak))
    maak_klaar(zaak, vraag)
    zegt(zaak, vraag, zaak.inwoner.naam, is_eens=False)
    kind.set_afwijkend(hulpvraag=vraag, afwijkend="rechter", omdat="Beschikking van 3 mei", **wie(zaak))
    assert begin_hulp(zaak, vraag).stand == "hulp"


def test_from_16_the_youth_decides_alone_jeugdwet_7_3_5(klant, in_lindewaard):
    zaak = maak_jeugdzaak(klant, jaren=16)
    vraag = maak_klaar(zaak, maak_vraag(zaak, verwijzer="huisarts"))
    zegt(zaak, vraag, zaak.inwoner.naam, is_eens=False)
    assert mist(zaak, vraag) == ["ouders"]

    zegt(zaak, vraag, kind_van(zaak).naam)
    assert begin_hulp(zaak, vraag).stand == "hulp"


def test_after_eighteen_only_help_that_began_before_goes_on_jeugdwet_1_1(klant, in_lindewaard):
    zaak = maak_jeugdzaak(klant, jaren=19)

    with pytest.raises(NietRond, match="niet begonnen en er is niet over besloten voor de 18e"):
        maak_vraag(zaak)
    vraag = maak_vraag(zaak, elders_begonnen_op=VANDAAG - timedelta(days=900))
    assert vraag.elders_begonnen_op == VANDAAG - timedelta(days=900)


def test_help_that_runs_on_at_eighteen_asks_whether_it_goes_on_jeugdwet_1_1(klant, in_lindewaard):
    zaak = maak_jeugdzaak(klant, jaren=19)
    vraag = maak_vraag(zaak, elders_begonnen_op=VANDAAG - timedelta(days=900))
    Hulpvraag.objects.update(stand="hulp", is_toegekend=True, hulp_van=VANDAAG - timedelta(days=10))
    bekijk_woonplaats(zaak, vraag)
    assert "Leg vast of de hulp doorgaat" in klant.get(vraag.get_absolute_url()).content.decode()

    adres = reverse("jeugd:toekomst", args=[zaak.huishouden.pk, kind_van(zaak).pk])
    assert klant.post(adres, {"wens": "Verder leren", "wil_verlengd": "on", "versie": "0"}).status_code == 303

    plan = Toekomstplan.objects.get()
    assert plan.verlengd_tot.year - kind_van(zaak).geboortedatum.year == 23
    assert "Leg vast of de hulp doorgaat" not in klant.get(vraag.get_absolute_url()).content.decode()


def test_school_calls_veilig_thuis_and_jgz_itself_and_jgz_is_member_or_partner_f063(klant, zaak):
    dienst = Organisatie.objects.create(naam="GGD Jeugd", soort="jgz", telefoon="0881234567")
    adres = reverse("jeugd:veiligheid", args=[zaak.huishouden.pk])

    pagina = klant.get(adres).content.decode()
    assert "melden zelf. Dat mag zonder het team." in pagina
    assert "School belt zelf de jeugdarts" in pagina
    assert "GGD Jeugd" in pagina
    assert "zit in dit team" not in pagina

    Detachering.objects.create(
        teamlid=zaak.medewerker.teamleden.get(), organisatie=dienst, omvang=1, eenheid="fte", van=VANDAAG
    )
    assert (
        f"{zaak.medewerker.naam} van de jeugdgezondheidszorg zit in dit team."
        in klant.get(adres).content.decode()
    )


def test_two_people_who_save_the_same_plan_for_eighteen_both_see_both_texts(klant, in_lindewaard):
    zaak = maak_jeugdzaak(klant, jaren=17)
    adres = reverse("jeugd:toekomst", args=[zaak.huishouden.pk, kind_van(zaak).pk])
    assert klant.post(adres, {"wens": "Een kamer", "versie": "0"}).status_code == 303

    tweede = klant.post(adres, {"wens": "Een huis", "versie": "0"})

    assert tweede.status_code == 409
    assert all(woord in tweede.content.decode() for woord in ("Een kamer", "Een huis"))
    assert Toekomstplan.objects.get().wens == "Een kamer"


@pytest.mark.parametrize(
    ("deel", "eerst", "daarna"),
    [
        ("stem", {"stem_kind": "Ik slaap slecht"}, {"stem_kind": "Ik droom"}),
        (
            "gezinsplan",
            {"keuze": "schade", "toelichting": "De eerste reden"},
            {"keuze": "schade", "toelichting": "De tweede reden"},
        ),
        ("school", {"niet_omdat": "De school is dicht"}, {"niet_omdat": "De ouders willen niet"}),
        ("ouders", {"tekst": "Hij heeft rust nodig"}, {"tekst": "Hij heeft hulp nodig"}),
        ("woonplaats", {"gemeente_brp": "Lindewaard"}, {"gemeente_brp": "Rietdam"}),
        (
            "toestemming",
            {"afwijkend": "rechter", "omdat": "Beschikking van mei"},
            {"afwijkend": "rechter", "omdat": "Beschikking van juni"},
        ),
    ],
)
def test_no_part_of_a_hulpvraag_loses_what_a_colleague_saved(klant, zaak, deel, eerst, daarna):
    met_gezag(zaak)
    vraag = maak_vraag(zaak)
    adres = reverse("jeugd:onderdeel", args=[vraag.pk, deel])
    vast = {
        "versie": str(vraag.versie),
        "wie": zaak.inwoner.naam,
        "op": "" if deel == "school" else VANDAAG.isoformat(),
        "per": VANDAAG.isoformat(),
        "aanleiding": "start",
    }
    assert klant.post(adres, vast | eerst).status_code == 303

    tweede = klant.post(adres, vast | daarna)

    assert tweede.status_code == 409
    teksten = [list(gegevens.values())[-1] for gegevens in (eerst, daarna)]
    assert all(tekst in tweede.content.decode() for tekst in teksten)
