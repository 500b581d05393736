"""Who works along and sees what, and consent among the facts of a household."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate, now

from modules.dossier.delen.models import Toestemming
from modules.dossier.models import Toegangsgrond
from tests.factories.dossier import eerste_team, maak_betrokkene, maak_regisseur
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.delen.toneel import aan_school, deel, maak_deeltoneel, vraag
from tests.modules.dossier.muur import maak_mens
from tests.modules.dossier.verkeer import vragen

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def panelen(klant, huishouden):
    """Return what stands among the facts about consent, and in the panel of who works along."""
    html = klant.get(f"/huishoudens/{huishouden.pk}").content.decode()
    feit = re.search(r"<dt[^>]*>Toestemming</dt>.*?</div>", html, re.DOTALL)
    paneel = re.search(r'id="p-betrokken".*?</section>', html, re.DOTALL)
    return [_tekst(deel_[0]) if deel_ else "" for deel_ in (feit, paneel)]


def _tekst(html):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))).replace("\u00a0", " ").strip()


def test_without_a_question_the_facts_say_that_nobody_asked(klant):
    toneel = maak_deeltoneel(klant, functie="hulpverlener")

    assert panelen(klant, toneel.huishouden)[0] == "Toestemming Nog niet gevraagd"


def test_the_facts_count_what_holds_and_name_who_is_waited_for(klant):
    toneel = maak_deeltoneel(klant, functie="hulpverlener")
    deel(toneel, aan_school(toneel))
    vraag(toneel, leefgebieden=["huisvesting"], aan_organisatie=toneel.corporatie)

    feit, _ = panelen(klant, toneel.huishouden)

    assert feit == "Toestemming 1 van 2 geldig Woonstede: wacht op antwoord"


def test_a_consent_that_ended_does_not_count(klant):
    toneel = maak_deeltoneel(klant, functie="hulpverlener")
    aan_school(toneel)
    Toestemming.objects.update(
        van=localdate() - timedelta(days=9), tot_en_met=localdate() - timedelta(days=1)
    )

    assert panelen(klant, toneel.huishouden)[0] == "Toestemming Geen geldig"


def test_everybody_who_works_along_is_named_with_what_they_see(klant):
    toneel = maak_deeltoneel(klant, functie="hulpverlener")
    maak_regisseur(toneel.huishouden)
    maak_betrokkene(toneel.huishouden, naam="Woonstede", rol="verhuurder", organisatie=toneel.corporatie)
    maak_betrokkene(
        toneel.huishouden, naam="Carla Wouters", rol="inkomen", gebruiker=maak_mens("klantmanager_wi")
    )
    deel(toneel, aan_school(toneel))

    _, paneel = panelen(klant, toneel.huishouden)

    tot = Toestemming.objects.get().laatste_dag()
    for zin in (
        "Carla Wouters inkomen Ziet: naam, adres en BSN; contact en vragen; inkomen en schulden; "
        "besluiten en voorzieningen",
        "Woonstede verhuurder Ziet niets Nog niet gevraagd Vraag toestemming om te delen met Woonstede",
        f"De Regenboog krijgt een deel Ziet: 1 doel, 1 actie Toestemming tot en met {tot.day} ",
    ):
        assert zin in paneel


def test_who_may_not_open_sharing_hears_nothing_of_it(klant):
    toneel = maak_deeltoneel(functie="hulpverlener")
    deel(toneel, aan_school(toneel))
    log_in(klant, maak_mens("klantmanager_wi"))

    feit, paneel = panelen(klant, toneel.huishouden)

    assert feit == ""
    assert "Regenboog" not in paneel
    assert "Ziet" in paneel


def test_a_consent_that_the_reader_may_not_know_of_is_not_called_unasked(klant):
    toneel = maak_deeltoneel(functie="hulpverlener")
    for organisatie in (toneel.school, toneel.corporatie):
        maak_betrokkene(toneel.huishouden, naam=organisatie.naam, rol="helpt", organisatie=organisatie)
    deel(toneel, aan_school(toneel, leefgebieden=("dagbesteding", "verslaving")))
    vraag(toneel, leefgebieden=["verslaving"], aan_organisatie=toneel.corporatie)
    log_in(klant, maak_mens("teamleider"))  # reads the plan, and nothing of health

    feit, paneel = panelen(klant, toneel.huishouden)

    assert feit == "Toestemming 1 van 2 geldig 1 wacht op antwoord"
    assert "De Regenboog helpt Ziet: 1 doel, 1 actie Tot en met" in paneel
    assert "Woonstede helpt Ziet niets" in paneel
    assert "Nog niet gevraagd" not in paneel


def test_a_ground_that_the_reader_may_not_know_of_does_not_show_in_what_a_colleague_sees(klant):
    toneel = maak_deeltoneel(functie="hulpverlener")
    collega = maak_mens("wmo_consulent")
    maak_betrokkene(toneel.huishouden, naam="Wim", rol="consulent", gebruiker=collega)
    Toegangsgrond.objects.create(
        huishouden=toneel.huishouden, gebruiker=collega, soort="toestemming", categorieen=["H"],
        tekst="Toestemming", van=now() - timedelta(days=1),
    )  # fmt: skip
    gezien = {}
    for wie in ("teamleider", "jeugdprofessional"):
        log_in(klant, maak_mens(wie))
        _, paneel = panelen(klant, toneel.huishouden)
        gezien[wie] = re.search(
            r"Wim consulent Ziet alles, behalve: ([a-z ;]*?)(?= De Regenboog| \d)", paneel
        )[1]

    assert gezien == {
        "teamleider": "politie en justitie; inkomen en schulden; jeugd en opvoeden; veiligheid",
        "jeugdprofessional": "politie en justitie; inkomen en schulden; veiligheid",
    }


def test_the_panel_takes_the_same_queries_for_1_and_for_4_who_work_along(klant):
    toneel = maak_deeltoneel(klant, functie="hulpverlener")
    adres = f"/huishoudens/{toneel.huishouden.pk}"
    deel(toneel, aan_school(toneel))
    klant.get(adres)

    bij_een = vragen(klant, adres)
    for nummer in range(3):
        collega = maak_gebruiker(naam=f"Collega {nummer}", met_code_app=False)
        maak_teamlid(collega, eerste_team(), protocolfunctie="wmo_consulent")
        maak_betrokkene(toneel.huishouden, naam=collega.naam, rol="helpt", gebruiker=collega)
        vraag(toneel, leefgebieden=["huisvesting"], aan_gebruiker=collega)

    assert vragen(klant, adres) == bij_een
