"""The waiting list: longest first, days per step, and what a household is told (F067)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate, now

from modules.dossier.besluiten.models import Beschikking, Toewijzing
from modules.dossier.brieven.models import Brief
from modules.dossier.models import Termijn, Tijdlijnregel, Wachtbericht
from tests.factories.dossier import maak_casus, maak_huishouden, maak_termijn
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
LIJST = 9
BLADZIJDE = 12


def tekst(antwoord):
    kaal = unescape(re.sub(r"<[^>]*>", " ", antwoord.content.decode())).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", kaal)


def namen(antwoord):
    return re.findall(r'huishoudens/[^"]+">([^<]+)</a><br>', antwoord.content.decode())


@pytest.fixture
def zaak(klant, in_lindewaard):
    return maak_zaak(klant, fase_sinds=localdate() - timedelta(days=10))


def wacht(naam, dagen, status="nieuw"):
    return maak_casus(maak_huishouden(naam), status=status, fase_sinds=localdate() - timedelta(days=dagen))


def test_who_waits_longest_is_on_top_with_the_days_per_step(klant, zaak):
    wacht("Bakker", 30)
    wacht("Smit", 20, "plan")
    wacht("Visser", 50, "ondersteuning")
    vreemd_huishouden()

    antwoord = klant.get("/wachtlijst")

    assert namen(antwoord) == ["Bakker", "Smit", "Kuiper"]
    assert "Eerste contact 2 wachten op eerste contact 20 30" in tekst(antwoord)
    assert namen(klant.get("/wachtlijst?stap=plan")) == ["Smit"]
    assert "Niemand wacht hierop." in tekst(klant.get("/wachtlijst?stap=besluit&pagina=x"))


def test_who_waits_for_a_decision_waits_since_the_request(klant, zaak):
    maak_termijn(
        zaak.casus, sleutel="wmo_beschikking", begin=localdate() - timedelta(days=4), over=10, titel="Besluit"
    )

    antwoord = klant.get(f"/huishoudens/{zaak.huishouden.pk}/wachten/{zaak.casus.pk}")

    assert "Wacht op Besluit" in tekst(antwoord)
    assert "· 4 dagen" in tekst(antwoord)


def test_a_household_is_told_until_when_and_it_can_be_taken_back(klant, zaak):
    adres = f"/huishoudens/{zaak.huishouden.pk}/wachten/{zaak.casus.pk}"
    over = (localdate() + timedelta(days=9)).strftime("%d-%m-%Y")

    klant.post(
        adres,
        {
            "verwacht_op": over,
            "oorzaak": "capaciteit",
            "hulp_voor_nu": "geregeld",
            "tijdelijke_hulp": "de buurvrouw kookt",
            "hoe": "telefoon",
        },
    )

    bericht = Wachtbericht.objects.get()
    assert bericht.bericht.startswith("U wacht sinds ")
    assert "Tot die tijd is dit afgesproken: de buurvrouw kookt." in bericht.bericht
    assert Tijdlijnregel.objects.filter(object_id=bericht.pk).count() == 1
    assert "Verwacht Verteld Hulp voor nu" in tekst(klant.get("/wachtlijst"))
    klant.post(f"{adres}/ongedaan")
    assert (Wachtbericht.objects.count(), Tijdlijnregel.objects.filter(object_id=bericht.pk).count()) == (
        0,
        0,
    )


def test_a_day_that_has_been_is_refused(klant, zaak):
    antwoord = klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/wachten/{zaak.casus.pk}",
        {"verwacht_op": "gisteren", "oorzaak": "fout", "hulp_voor_nu": "kan_niet", "hoe": "mail"},
    )

    assert antwoord.status_code == 422
    assert Wachtbericht.objects.count() == 0


def test_who_gets_help_waits_for_nothing_and_a_strange_casus_answers_404(klant, zaak):
    geholpen = wacht("Visser", 3, "ondersteuning")

    assert "wacht nu nergens op" in tekst(
        klant.get(f"/huishoudens/{geholpen.huishouden_id}/wachten/{geholpen.pk}")
    )
    assert klant.get(f"/huishoudens/{zaak.huishouden.pk}/wachten/{geholpen.pk}").status_code == 404
    vreemd = vreemd_huishouden()
    assert klant.get(f"/huishoudens/{vreemd.pk}/wachten/{vreemd.casussen.get().pk}").status_code == 404


def test_the_list_takes_the_same_queries_for_1_and_for_many(klant, zaak):
    klant.get("/wachtlijst")
    een = vragen(klant, "/wachtlijst")
    for dagen in (3, 5, 8):
        wacht("Bakker", dagen)

    assert (een, vragen(klant, "/wachtlijst")) == (LIJST, LIJST)


@pytest.fixture
def besloten(klant, in_lindewaard):
    """Help was granted twelve days ago and planned for last week; nobody gives it yet."""
    zaak = maak_zaak(klant, fase_sinds=localdate() - timedelta(days=40), status="ondersteuning")
    return zaak, hulp(zaak)


def hulp(zaak, titel="Hulp bij het huishouden", dagen=12, **velden):
    vandaag = localdate()
    besluit = Beschikking.objects.create(
        huishouden=zaak.huishouden, casus=zaak.casus, inwoner=zaak.inwoner, wet="wmo", soort="wmo_maatwerk",
        uitkomst="toegekend", stand="bekend", bekend_op=vandaag - timedelta(days=dagen), inhoud_hash="x",
        beslist_door=zaak.medewerker, beslist_op=now(), gemaakt_door=zaak.medewerker, gemaakt_op=now(),
        gewijzigd_op=now(), gewijzigd_door=zaak.medewerker,
    )  # fmt: skip
    nummer = 9_000_000 + Toewijzing.objects.count()
    return Toewijzing.objects.create(
        **{
            "beschikking": besluit,
            "huishouden": zaak.huishouden,
            "inwoner": zaak.inwoner,
            "wet": "wmo",
            "titel": titel,
            "begin": vandaag - timedelta(days=7),
            "stand": "klaar",
            "nummer": nummer,
            **velden,
        }
    )


def bladzijde(zaak):
    return f"/huishoudens/{zaak.huishouden.pk}/wachten/{zaak.casus.pk}"


def test_after_the_decision_a_household_waits_until_help_begins(klant, besloten):
    zaak, rij = besloten
    adres = bladzijde(zaak)

    lijst = tekst(klant.get("/wachtlijst?stap=hulp"))
    assert "Begin van de hulp 1 wachten op begin van de hulp 12 12" in lijst
    assert "Hulp bij het huishouden" not in lijst  # the list tells the step, not what was granted
    pagina = tekst(klant.get(adres))
    assert "Wacht op Begin van de hulp" in pagina
    assert "· 12 dagen" in pagina
    assert "Hulp bij het huishouden" in pagina

    klant.post(f"{adres}/hulp/{rij.pk}", {f"{rij.pk}-op": localdate().strftime("%d-%m-%Y")})

    rij.refresh_from_db()
    assert rij.gestart_op == localdate()
    assert "Niemand wacht hierop." in tekst(klant.get("/wachtlijst?stap=hulp"))
    assert "wacht nu nergens op" in tekst(klant.get(adres))
    assert Tijdlijnregel.objects.filter(object_id=rij.pk, categorie="K").count() == 1
    klant.post(f"{adres}/hulp/{rij.pk}", {"ongedaan": "1"})
    rij.refresh_from_db()
    assert (rij.gestart_op, Tijdlijnregel.objects.filter(object_id=rij.pk).count()) == (None, 0)


@pytest.mark.parametrize(
    ("over", "zin"),
    [(2, "Deze dag is nog niet geweest."), (-20, "Hulp van daarvoor leg je vast als tijdelijke hulp.")],
)
def test_help_begins_on_a_day_that_has_been_and_not_before_its_decision(klant, besloten, over, zin):
    zaak, rij = besloten
    dag = (localdate() + timedelta(days=over)).strftime("%d-%m-%Y")

    antwoord = klant.post(f"{bladzijde(zaak)}/hulp/{rij.pk}", {f"{rij.pk}-op": dag})

    assert antwoord.status_code == 422
    assert zin in tekst(antwoord)
    rij.refresh_from_db()
    assert rij.gestart_op is None


@pytest.mark.parametrize(
    "velden",
    [
        {"vorm": "pgb"},
        {"stand": "gestopt"},
        {"stand": "voorbereid", "nummer": None},
        {"gestart_op": date(2026, 1, 8)},
        {"begin": date(2026, 1, 7), "einde": date(2026, 2, 7)},
    ],
)
def test_who_waits_for_no_provider_does_not_wait_for_help(klant, velden):
    zaak = maak_zaak(klant, status="ondersteuning")
    hulp(zaak, **velden)

    assert "Niemand wacht hierop." in tekst(klant.get("/wachtlijst?stap=hulp"))


def test_who_waits_for_two_things_stands_with_what_takes_longest(klant, besloten):
    zaak, _rij = besloten
    termijn = maak_termijn(
        zaak.casus, sleutel="wmo_beschikking", begin=localdate() - timedelta(days=4), over=10, titel="Besluit"
    )

    assert "Wacht op Begin van de hulp" in tekst(klant.get(bladzijde(zaak)))
    Termijn.objects.filter(pk=termijn.pk).update(begin=localdate() - timedelta(days=30))
    assert "Wacht op Besluit" in tekst(klant.get(bladzijde(zaak)))


@pytest.mark.parametrize(
    ("hulp_voor_nu", "zin"),
    [
        ("niet_gewild", "Wij boden u hulp voor de tussentijd aan."),
        ("kan_niet", "Hulp voor de tussentijd is er nu niet."),
    ],
)
def test_that_help_was_offered_meanwhile_is_told_and_stands_on_the_list(klant, besloten, hulp_voor_nu, zin):
    zaak, _rij = besloten

    klant.post(bladzijde(zaak), bericht(hulp_voor_nu=hulp_voor_nu))

    rij = Wachtbericht.objects.get()
    assert zin in rij.bericht
    assert "de hulp uiterlijk" in rij.bericht
    assert rij.get_hulp_voor_nu_display() in tekst(klant.get("/wachtlijst"))


def test_help_that_was_arranged_says_what_it_is(klant, besloten):
    zaak, _rij = besloten

    antwoord = klant.post(bladzijde(zaak), bericht(hulp_voor_nu="geregeld"))

    assert antwoord.status_code == 422
    assert "Vul in wat er tot die tijd is geregeld" in tekst(antwoord)


def bericht(**velden):
    over = (localdate() + timedelta(days=9)).strftime("%d-%m-%Y")
    return {
        "verwacht_op": over,
        "oorzaak": "capaciteit",
        "hulp_voor_nu": "kan_niet",
        "hoe": "telefoon",
        **velden,
    }


def test_by_letter_the_letter_is_ready_to_read_and_goes_with_what_it_told(klant, besloten):
    zaak, _rij = besloten

    antwoord = klant.post(bladzijde(zaak), bericht(hoe="brief"))

    brief = Brief.objects.get(soort="wachtlijst")
    assert antwoord.headers["Location"] == f"/brieven/{brief.pk}"
    assert "U wacht op de hulp die wij met u afspraken." in brief.tekst
    assert "Dat komt doordat veel mensen hulp vragen" in brief.tekst
    assert "Hulp voor de tussentijd is er nu niet." in brief.tekst
    assert "Hulp bij het huishouden" not in brief.tekst
    klant.post(f"{bladzijde(zaak)}/ongedaan")
    brief.refresh_from_db()
    assert (brief.stand, Wachtbericht.objects.count()) == ("vervallen", 0)


def test_a_letter_that_went_out_is_not_taken_back(klant, besloten, monkeypatch):
    zaak, _rij = besloten
    klant.post(bladzijde(zaak), bericht(hoe="brief"))
    monkeypatch.setattr(Brief, "is_verzonden", True)

    antwoord = klant.post(f"{bladzijde(zaak)}/ongedaan")

    assert antwoord.status_code == 422
    assert "De brief is al verstuurd." in tekst(antwoord)
    assert Wachtbericht.objects.count() == 1


def test_help_of_another_household_answers_404(klant, besloten):
    zaak, _rij = besloten
    ander = maak_zaak(status="ondersteuning")
    vreemd = hulp(ander)

    antwoord = klant.post(f"{bladzijde(zaak)}/hulp/{vreemd.pk}", {f"{vreemd.pk}-op": "1-1-2026"})

    assert antwoord.status_code == 404
    vreemd.refresh_from_db()
    assert vreemd.gestart_op is None


def test_the_page_of_who_waits_takes_the_same_queries_for_1_and_for_many(klant, besloten):
    zaak, _rij = besloten
    klant.get(bladzijde(zaak))
    een = vragen(klant, bladzijde(zaak))
    for nummer in range(4):
        hulp(zaak, f"Hulp {nummer}")
        klant.post(bladzijde(zaak), bericht())

    assert (een, vragen(klant, bladzijde(zaak))) == (BLADZIJDE, BLADZIJDE)


def test_help_that_was_stopped_since_does_not_begin(klant, besloten):
    zaak, rij = besloten
    Toewijzing.objects.update(stand="gestopt")

    antwoord = klant.post(
        f"{bladzijde(zaak)}/hulp/{rij.pk}", {f"{rij.pk}-op": localdate().strftime("%d-%m-%Y")}
    )

    assert antwoord.status_code == 422
    assert "Deze hulp is nu niet toegekend. Kijk bij Besluiten" in tekst(antwoord)


def test_who_may_not_read_the_decision_sees_that_help_is_awaited_and_not_which(klant, in_lindewaard):
    zaak = maak_zaak(klant, functie="klantmanager_wi", status="ondersteuning")
    hulp(zaak, "Begeleiding van een kind", wet="jeugd")

    pagina = tekst(klant.get(bladzijde(zaak)))

    assert "Wacht op Begin van de hulp" in pagina
    assert "Welke hulp het is, zie je niet" in pagina
    assert "Begeleiding van een kind" not in pagina
