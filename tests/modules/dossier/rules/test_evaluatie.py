from modules.dossier.rules.evaluatie import (
    VRAAGGROEPEN,
    controleer_evaluatie,
    is_beantwoord,
    leerpunten,
)

ALLE = [groep.sleutel for groep in VRAAGGROEPEN]
VOL = {
    "vraag_beantwoord": "deels",
    "verloop": "Het ging goed samen.",
    "verloop_geleerd": "Eerder bellen.",
    "zelfredzaamheid": "beter",
    "participatie": "gelijk",
    "participatie_geleerd": " ",
}


def test_the_four_question_groups_are_those_of_the_domain():
    assert ALLE == ["vraag_beantwoord", "verloop", "zelfredzaamheid", "participatie"]
    namen = [vraag.naam for groep in VRAAGGROEPEN for vraag in groep.vragen]
    assert len(set(namen)) == len(namen)


def test_a_full_evaluation_is_fine():
    assert controleer_evaluatie(VOL, verplichte_groepen=ALLE, samen_met_huishouden=True) == ()
    assert is_beantwoord(VOL)


def test_only_mandatory_groups_are_asked_for():
    gevonden = controleer_evaluatie({}, verplichte_groepen=["vraag_beantwoord"], samen_met_huishouden=True)

    assert [(bevinding.veld, str(bevinding)) for bevinding in gevonden] == [
        ("vraag_beantwoord", "Geef antwoord op: Is de vraag beantwoord of het probleem opgelost?")
    ]
    assert not is_beantwoord({})


def test_an_evaluation_without_the_household_says_why():
    zonder = {"verplichte_groepen": [], "samen_met_huishouden": False}

    assert [str(bevinding) for bevinding in controleer_evaluatie(VOL, **zonder)] == [
        "Schrijf op waarom het huishouden er niet bij was."
    ]
    assert controleer_evaluatie(VOL, **zonder, zonder_omdat="ziek") == ()


def test_an_answer_that_does_not_exist_is_refused():
    gevonden = controleer_evaluatie(
        VOL | {"zelfredzaamheid": "veel beter"}, verplichte_groepen=ALLE, samen_met_huishouden=True
    )

    assert [str(bevinding) for bevinding in gevonden] == [
        "Kies een van de antwoorden bij: Lukt het zelf regelen beter, slechter of gelijk?"
    ]


def test_what_was_learned_is_gathered():
    assert leerpunten(VOL) == ("Eerder bellen.",)
