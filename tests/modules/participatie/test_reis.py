"""From melding to decision on income, work, a measure, and the joint note (F064, F065)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from modules.dossier.models import Termijn
from modules.dossier.ruimte.models import Afwijking
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import ModuleKeuze
from modules.participatie.models import Inkomensaanvraag, Maatregel, Samennotitie, Werkafspraak
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import maak_zaak, vragen

VANDAAG = localdate()
JONG = {"voornamen": "Noor", "geboortedatum": VANDAAG - timedelta(days=22 * 365)}
OUD = {"voornamen": "Piet", "geboortedatum": VANDAAG - timedelta(days=45 * 365)}


@pytest.fixture
def zaak(klant, in_lindewaard):
    return maak_zaak(klant, functie="klantmanager_wi", personen=(JONG, OUD))


def mens(zaak, naam):
    return zaak.huishouden.leden.get(inwoner__voornamen=naam).inwoner


def meld(klant, zaak, naam="Piet", **anders):
    gegevens = {
        "inwoner": mens(zaak, naam).pk,
        "regeling": "bijstand",
        "vraag": "Mijn contract stopt",
        "gemeld_op": VANDAAG.isoformat(),
    } | anders
    return klant.post(reverse("participatie:nieuw", args=[zaak.huishouden.pk]), gegevens)


def doe(klant, rij, onderdeel, **gegevens):
    return klant.post(reverse("participatie:onderdeel", args=[rij.pk, onderdeel]), gegevens)


def termijnen() -> dict[str, str]:
    return dict(Termijn.objects.values_list("sleutel", "status"))


def test_from_melding_to_decision_the_terms_run_and_end_pw_52_awb_4_13(klant, zaak):
    assert meld(klant, zaak).status_code == 303
    rij = Inkomensaanvraag.objects.get()
    assert (rij.stand, termijnen()) == ("gemeld", {"eerste_contact": "loopt"})

    doe(klant, rij, "aanvraag", op=VANDAAG.isoformat())
    assert termijnen() == {"eerste_contact": "gehaald", "pw_beslissing": "loopt", "pw_voorschot": "loopt"}

    doe(klant, rij, "voorschot", op=VANDAAG.isoformat())
    volgende = Termijn.objects.get(sleutel="pw_voorschot", status="loopt")
    assert volgende.begin == VANDAAG + timedelta(weeks=4)  # and every four weeks again

    assert doe(klant, rij, "besluit", op=VANDAAG.isoformat(), uitkomst="Toegekend").status_code == 303
    rij.refresh_from_db()
    assert rij.stand == "besloten"
    assert Termijn.objects.lopend().count() == 0


def test_under_27_the_search_comes_first_and_the_exception_opens_it_pw_41(klant, zaak):
    meld(klant, zaak, "Noor")
    rij = Inkomensaanvraag.objects.get()
    assert (rij.stand, rij.zoektijd_geldt, termijnen()["pw_zoektermijn"]) == ("zoektijd", True, "loopt")

    weigering = doe(klant, rij, "aanvraag", op=VANDAAG.isoformat())
    assert weigering.status_code == 422
    assert "artikel 41 lid 4" in weigering.content.decode()

    doe(klant, rij, "uitzondering", omdat="Komt uit de jeugdhulp en heeft geen huis")
    assert doe(klant, rij, "aanvraag", op=VANDAAG.isoformat()).status_code == 303
    assert termijnen()["pw_zoektermijn"] == "vervallen"


def test_under_27_the_annex_of_the_plan_comes_before_the_decision_pw_44a(klant, zaak):
    meld(klant, zaak, "Noor", uitgezonderd_omdat="Zorgt voor haar moeder")
    rij = Inkomensaanvraag.objects.get()
    doe(klant, rij, "aanvraag", op=VANDAAG.isoformat())

    assert "artikel 44a" in doe(klant, rij, "besluit", op=VANDAAG.isoformat(), uitkomst="Ja").content.decode()
    doe(klant, rij, "bijlage", tekst="Twee dagen leren, een dag werken")
    assert doe(klant, rij, "besluit", op=VANDAAG.isoformat(), uitkomst="Ja").status_code == 303


def test_what_was_seen_within_twelve_months_is_used_again(klant, zaak):
    meld(klant, zaak)
    rij = Inkomensaanvraag.objects.get()
    oud = (VANDAAG - timedelta(days=370)).isoformat()

    gegeven = {
        "wat": "Huurcontract",
        "waar": "Documenten",
        "bron": "inkomen",
        "verteld_op": VANDAAG.isoformat(),
    }
    antwoord = doe(klant, rij, "hergebruik", gezien_op=oud, **gegeven)
    assert "12 maanden oud of ouder" in antwoord.content.decode()
    assert doe(klant, rij, "hergebruik", gezien_op=VANDAAG.isoformat(), **gegeven).status_code == 303
    assert "De inwoner hoorde dit op" in klant.get(rij.get_absolute_url()).content.decode()


def test_a_fact_out_of_help_is_used_only_with_consent_and_the_resident_is_told_wmo_5_1_1_lid_4(klant, zaak):
    meld(klant, zaak)
    rij = Inkomensaanvraag.objects.get()
    gegeven = {"wat": "Inkomen", "waar": "Wmo", "bron": "hulp", "gezien_op": VANDAAG.isoformat()}

    tekst = doe(klant, rij, "hergebruik", **gegeven).content.decode()
    assert "Vraag eerst toestemming" in tekst
    assert "Vertel de inwoner wat je gebruikt." in tekst
    goed = gegeven | {"mag_gebruikt": "on", "verteld_op": VANDAAG.isoformat()}
    assert doe(klant, rij, "hergebruik", **goed).status_code == 303


def test_the_language_test_gets_its_term_pw_18b(klant, zaak):
    meld(klant, zaak)
    rij = Inkomensaanvraag.objects.get()
    doe(klant, rij, "aanvraag", op=VANDAAG.isoformat())

    doe(klant, rij, "taal", jaren_onderwijs=2)
    assert termijnen()["pw_taaltoets"] == "loopt"
    doe(klant, rij, "taal", jaren_onderwijs=2, heeft_bewijs="on")
    assert termijnen()["pw_taaltoets"] == "vervallen"


def test_withdrawing_ends_every_term(klant, zaak):
    meld(klant, zaak, "Noor")

    doe(klant, Inkomensaanvraag.objects.get(), "intrekken", omdat="Vond werk")

    assert Termijn.objects.lopend().count() == 0


def test_one_aanvraag_of_a_kind_at_a_time(klant, zaak):
    meld(klant, zaak)

    assert "loopt al een melding of aanvraag" in meld(klant, zaak).content.decode()
    assert meld(klant, zaak, regeling="bijzonder").status_code == 303


def werk(klant, zaak, **gegevens):
    adres = reverse("participatie:werk_nieuw", args=[zaak.huishouden.pk, mens(zaak, "Piet").pk])
    return klant.post(adres, {"wat": "Kassa", "van": VANDAAG.isoformat()} | gegevens)


def test_wage_subsidy_is_worked_out_from_the_loonwaarde_pw_10d(klant, zaak):
    assert "Vul de loonwaarde in" in werk(klant, zaak, soort="loonkosten").content.decode()
    werk(klant, zaak, soort="loonkosten", loonwaarde=20, bij="Buurtsuper")

    assert Werkafspraak.objects.get().subsidie_procent == 70
    pagina = klant.get(reverse("participatie:huishouden", args=[zaak.huishouden.pk])).content.decode()
    assert "de werkgever krijgt 70% van het minimumloon" in pagina


def test_an_exemption_without_an_end_is_refused_pw_9_lid_2(klant, zaak):
    antwoord = werk(klant, zaak, soort="ontheffing", reden="Zorgt voor een zieke partner")

    assert (antwoord.status_code, Werkafspraak.objects.count()) == (422, 0)


WEGING = {
    "aanleiding": "Kwam niet op een afspraak", "reden_inwoner": "De bus reed niet", "kinderen": "Twee kinderen",
    "anders": "Een maatje mee",
}  # fmt: skip


def test_a_measure_is_weighed_and_looked_at_again_within_three_months_pw_18(klant, zaak):
    adres = reverse("participatie:maatregel_nieuw", args=[zaak.huishouden.pk, mens(zaak, "Piet").pk])
    geweigerd = klant.post(adres, WEGING | {"verwijt": "geen", "besluit": "opleggen"})
    assert "artikel 18 lid 9" in geweigerd.content.decode()

    klant.post(adres, WEGING | {"verwijt": "gewoon", "besluit": "matigen"})
    rij = Maatregel.objects.get()
    assert (rij.is_voorstel, rij.heroverwegen_op) == (True, None)  # nothing is lowered by weighing alone
    weer = reverse("participatie:heroverweging", args=[rij.pk])
    gegevens = {"op": VANDAAG.isoformat(), "uitkomst": "stoppen", "toelichting": "Hij komt nu elke week"}
    assert "nog geen besluit over deze maatregel" in klant.post(weer, gegevens).content.decode()


def schrijf(klant, zaak, **gegevens):
    notitie = Samennotitie.objects.filter(huishouden=zaak.huishouden).first()
    basis = {"versie": notitie.versie if notitie else 0}
    return klant.post(reverse("participatie:samen", args=[zaak.huishouden.pk]), basis | gegevens)


def test_the_joint_note_keeps_the_wall_between_secrecy_and_the_duty_to_report(
    klant, klant_van, zaak, in_lindewaard
):
    helper = maak_gebruiker(naam="Hanna Hulp", met_code_app=False)
    maak_teamlid(helper, zaak.huishouden.team, protocolfunctie="hulpverlener", geheimhouding=True)
    hulp = klant_van(in_lindewaard)
    log_in(hulp, helper)

    schrijf(
        klant,
        zaak,
        rechtmatigheid="Klussen telt mee als inkomen",
        ondersteuning="Stiekem",
        ruimte="Vrijlaten",
    )
    schrijf(
        hulp,
        zaak,
        ondersteuning="Hij klust om de huur te halen",
        rechtmatigheid="Weg ermee",
        ruimte="Vrijlaten",
    )

    notitie = Samennotitie.objects.get()
    assert notitie.rechtmatigheid == "Klussen telt mee als inkomen"  # the helper cannot write it
    assert notitie.ondersteuning == "Hij klust om de huur te halen"
    assert (notitie.rechtmatigheid_door, notitie.ondersteuning_door) == (zaak.medewerker, helper)
    van_wi = klant.get(reverse("participatie:samen", args=[zaak.huishouden.pk])).content.decode()
    assert "Hij klust" not in van_wi  # the klantmanager cannot read it
    assert "Dit deel zie je niet." in van_wi
    assert "Vrijlaten" in van_wi


def test_setting_right_needs_its_steps_and_why_no_sanction_follows(klant, zaak):
    antwoord = schrijf(klant, zaak, ruimte="Vrijlaten", is_regulariseren="on")

    assert antwoord.status_code == 422
    assert "Schrijf op waarom er geen maatregel volgt." in antwoord.content.decode()
    assert schrijf(klant, zaak, ruimte="Vrijlaten", is_regulariseren="on", **RECHT).status_code == 303


RECHT = {
    "stappen": "Deze maand opgeven wat is verdiend\nDaarna een contract, met Piet",
    "wijkt_af_omdat": "Hij meldde het zelf",
    "belang": "Hij houdt werk en raakt van de schulden af",
    "risico": "De werkgever ziet ervan af",
    "partners": "Werk en Inkomen en de werkgever",
    "terugkijken_op": (VANDAAG + timedelta(days=60)).isoformat(),
}


def test_setting_right_takes_the_place_of_a_sanction_as_a_recorded_deviation_pw_18_lid_1(klant, zaak):
    schrijf(klant, zaak, ruimte="Vrijlaten", is_regulariseren="on", **RECHT)

    afwijking = Afwijking.objects.get()
    assert (afwijking.soort, afwijking.waarom, afwijking.besloten_door) == (
        "pw_18",
        "Hij meldde het zelf",
        zaak.medewerker,
    )
    assert termijnen() == {"afwijking_steun": "loopt", "pw_rechtzetten": "loopt"}
    notitie = Samennotitie.objects.get()
    assert notitie.afwijking == afwijking
    # Written again, it stays one deviation; another day to look back moves its term.
    later = (VANDAAG + timedelta(days=90)).isoformat()
    weer = RECHT | {"terugkijken_op": later}
    assert schrijf(klant, zaak, ruimte="Vrijlaten", is_regulariseren="on", **weer).status_code == 303
    assert Afwijking.objects.count() == 1
    assert [t.einde.isoformat() for t in Termijn.objects.lopend().filter(sleutel="pw_rechtzetten")] == [later]


def test_each_agreed_step_is_ticked_and_taken_back(klant, zaak):
    schrijf(klant, zaak, ruimte="Vrijlaten", is_regulariseren="on", **RECHT)
    adres = reverse("participatie:samen_stap", args=[zaak.huishouden.pk])
    stap = "Daarna een contract, met Piet"

    assert klant.post(adres, {"klaar": stap}).status_code == 303
    assert dict(Samennotitie.objects.get().stappenlijst)[stap] == VANDAAG
    assert "gedaan op" in klant.get(reverse("participatie:samen", args=[zaak.huishouden.pk])).content.decode()
    klant.post(adres, {"niet": stap})
    assert dict(Samennotitie.objects.get().stappenlijst)[stap] is None
    weg = klant.post(adres, {"klaar": "Een stap die er niet is"})
    assert (weg.status_code, "staat niet meer in de notitie" in weg.content.decode()) == (422, True)


def test_two_people_writing_at_once_lose_nothing(klant, zaak):
    schrijf(klant, zaak, ruimte="Eerste")

    antwoord = klant.post(
        reverse("participatie:samen", args=[zaak.huishouden.pk]), {"versie": 0, "ruimte": "Tweede"}
    )

    assert antwoord.status_code == 409
    assert {"Eerste", "Tweede"} <= set(re.findall("Eerste|Tweede", antwoord.content.decode()))
    assert Samennotitie.objects.get().ruimte == "Eerste"


def test_the_pages_take_as_many_queries_with_one_of_each_as_with_many(klant, zaak):
    hier = [zaak.huishouden.pk]
    lijst, paneel, samen = (
        reverse(f"participatie:{naam}", args=hier) for naam in ("huishouden", "paneel", "samen")
    )

    def vul(regelingen, keren):
        for regeling in regelingen:
            meld(klant, zaak, regeling=regeling)
        for keer in range(keren):
            werk(klant, zaak, soort="loonkosten", loonwaarde=30 + keer, wat=f"Kassa {keer}")
            adres = reverse("participatie:maatregel_nieuw", args=[*hier, mens(zaak, "Piet").pk])
            klant.post(adres, WEGING | {"verwijt": "gewoon", "besluit": "matigen"})

    def tel():
        detail = Inkomensaanvraag.objects.order_by("id").first().get_absolute_url()
        return [vragen(klant, adres) for adres in (lijst, paneel, detail, samen)]

    schrijf(klant, zaak, ruimte="Vrijlaten", is_regulariseren="on", **RECHT)
    vul(["bijstand"], 1)
    tel()
    assert tel() == [15, 11, 12, 11]
    vul(["bijzonder", "minima", "toeslag"], 4)
    rij = Inkomensaanvraag.objects.order_by("id").first()
    for keer in range(3):
        gegeven = {
            "wat": f"Gegeven {keer}",
            "waar": "Documenten",
            "bron": "inkomen",
            "verteld_op": VANDAAG.isoformat(),
        }
        doe(klant, rij, "hergebruik", gezien_op=VANDAAG.isoformat(), **gegeven)
    assert tel() == [15, 11, 12, 11]


def test_a_gemeente_without_the_module_has_no_page(klant, zaak):
    ModuleKeuze.objects.update_or_create(
        code="participatie", defaults={"aan": False, "gewijzigd_op": timezone.now()}
    )
    renew_stand(at=timezone.now())

    for naam in ("huishouden", "paneel", "nieuw", "samen"):
        assert klant.get(reverse(f"participatie:{naam}", args=[zaak.huishouden.pk])).status_code == 404
