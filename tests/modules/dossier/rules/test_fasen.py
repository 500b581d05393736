from itertools import product

import pytest

from modules.dossier.rules.fasen import (
    Stand,
    controleer_overgang,
    faselijn,
    overgangen,
    plan_ontbreekt_na_crisis,
    staplijn,
)
from modules.inrichting.codelijsten import CasusStatus
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.stappen import stappen
from modules.inrichting.rules.varianten import VARIANTEN, los_op

EINDE = ("afgesloten", "overgedragen")


@pytest.mark.parametrize(("van", "naar"), list(product(CasusStatus, CasusStatus)))
def test_a_casus_goes_anywhere_but_back_to_new_or_out_of_its_end(van, naar):
    mag = van == naar or (van not in EINDE and naar != "nieuw")

    assert (controleer_overgang(van, naar) == ()) is mag
    assert (naar in overgangen(van)) is (mag and van != naar)


def test_a_refused_move_says_why():
    assert [str(b) for b in controleer_overgang(CasusStatus.AFGESLOTEN, CasusStatus.PLAN)] == [
        "De hulp aan dit huishouden is gestopt. Begin opnieuw voor een nieuwe vraag."
    ]
    assert [str(b) for b in controleer_overgang(CasusStatus.PLAN, CasusStatus.NIEUW)] == [
        "Terug naar nieuw kan niet. Er is al gewerkt aan deze vraag."
    ]


@pytest.mark.parametrize(
    ("status", "bar"),
    [
        ("nieuw", "nu straks straks straks straks"),
        ("in_contact", "nu straks straks straks straks"),
        ("analyse", "nu straks straks straks straks"),
        ("plan", "klaar nu straks straks straks"),
        ("ondersteuning", "klaar klaar nu straks straks"),
        ("evaluatie", "klaar klaar klaar nu straks"),
        ("monitoring", "klaar klaar klaar klaar nu"),
        ("afgesloten", "klaar klaar klaar klaar klaar"),
        ("overgedragen", "klaar klaar klaar klaar klaar"),
    ],
)
def test_the_bar_shows_the_phase(status, bar):
    fasen = faselijn(CasusStatus(status))

    assert [fase.label for fase in fasen] == ["Analyse", "Plan", "Ondersteuning", "Evaluatie", "Waakvlam"]
    assert " ".join(fase.stand for fase in fasen) == bar


def _stand(variant, status, klaar=()):
    lijn = staplijn(stappen(VARIANTEN[Variant(variant)]), CasusStatus(status), klaar=klaar)
    return " ".join(stap.stand for stap in lijn)


@pytest.mark.parametrize(
    ("variant", "status", "klaar", "lijn"),
    [
        ("toegang", "nieuw", (), "nu straks straks straks straks straks"),
        ("toegang", "analyse", (), "klaar nu straks straks straks straks"),
        ("toegang", "ondersteuning", (), "klaar klaar klaar nu straks straks"),
        ("toegang", "ondersteuning", ("aanvraag",), "klaar klaar klaar klaar nu straks"),
        ("team", "in_contact", (), "klaar nu straks straks straks straks"),
        ("team", "evaluatie", (), "klaar klaar klaar klaar nu straks"),
        ("team", "monitoring", (), "klaar klaar klaar klaar klaar nu"),
        ("netwerk", "plan", (), "klaar klaar nu straks straks"),
        ("regie", "analyse", (), "klaar nu straks straks straks"),
        ("team", "afgesloten", (), "klaar klaar klaar klaar klaar klaar"),
    ],
)
def test_the_line_of_steps_shows_where_a_dossier_is(variant, status, klaar, lijn):
    assert _stand(variant, status, klaar) == lijn


@pytest.mark.parametrize(("variant", "status"), list(product(Variant, CasusStatus)))
def test_at_most_one_step_is_now(variant, status):
    assert _stand(variant, status).split().count(Stand.NU) <= 1


def test_every_step_a_team_can_have_has_a_place():
    alles = {
        "stap_waakvlam": "J",
        "stap_signaal": "J",
        "eigen_ondersteuning": "J",
        "stap_netwerk_versterking": "J",
    }

    assert len(staplijn(stappen(los_op("toegang", alles)), CasusStatus.NIEUW)) == 10


def test_help_before_a_plan_asks_for_a_plan_afterwards():
    assert plan_ontbreekt_na_crisis(CasusStatus.NIEUW, CasusStatus.ONDERSTEUNING, heeft_plan=False)
    assert not plan_ontbreekt_na_crisis(CasusStatus.NIEUW, CasusStatus.ONDERSTEUNING, heeft_plan=True)
    assert not plan_ontbreekt_na_crisis(CasusStatus.EVALUATIE, CasusStatus.ONDERSTEUNING, heeft_plan=False)
    assert not plan_ontbreekt_na_crisis(CasusStatus.NIEUW, CasusStatus.PLAN, heeft_plan=False)
