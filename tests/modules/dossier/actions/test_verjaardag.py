"""Becoming 12, 16 or 18: once on the timeline, once as an action, and only where help runs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from modules.dossier.actions.verjaardag import note_verjaardagen
from modules.dossier.models import Actie, Tijdlijnregel
from modules.dossier.rules.leeftijd import wat_verandert
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")
VANDAAG = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def kind(geboren):
    return {"voornamen": "Sem", "geboortedatum": geboren, "rol": "kind"}


@pytest.mark.parametrize(
    ("geboren", "titels"),
    [
        (date(2014, 11, 22), ["Sem is 12 geworden"]),
        (date(2010, 11, 16), ["Sem is 16 geworden"]),  # the clock stood still for some days
        (date(2008, 11, 22), ["Sem is 18 geworden"]),
        (date(2014, 11, 23), []),
        (date(2010, 11, 15), []),
        (date(2013, 11, 22), []),
    ],
)
def test_a_birthday_that_changes_rights_stands_on_the_timeline(geboren, titels):
    maak_zaak(personen=("Marieke", kind(geboren)))

    note_verjaardagen(at=VANDAAG)

    assert list(Tijdlijnregel.objects.values_list("titel", flat=True)) == titels


def test_it_asks_who_works_there_to_talk_about_it_and_running_twice_makes_one():
    zaak = maak_zaak(personen=("Marieke", kind(date(2014, 11, 22))))

    assert (note_verjaardagen(at=VANDAAG), note_verjaardagen(at=VANDAAG)) == (1, 0)

    actie = Actie.objects.get()
    assert (actie.wat, actie.gebruiker_id, actie.wanneer) == (
        "Bespreek met Sem (12) wie vanaf nu beslist en meekijkt",
        zaak.medewerker.pk,
        date(2026, 12, 6),
    )
    assert Tijdlijnregel.objects.get().categorie == "C"


def test_where_no_help_runs_nothing_is_written():
    maak_zaak(
        personen=("Marieke", kind(date(2014, 11, 22))), status="afgesloten", afgesloten_op=date(2026, 5, 1)
    )

    assert note_verjaardagen(at=VANDAAG) == 0


def test_who_was_born_on_29_february_becomes_18_on_1_march():
    maak_zaak(personen=("Marieke", kind(date(2008, 2, 29))))

    assert note_verjaardagen(at=datetime(2026, 2, 28, 6, 0, tzinfo=UTC)) == 0
    assert note_verjaardagen(at=datetime(2026, 3, 1, 6, 0, tzinfo=UTC)) == 1


def test_what_changes_names_every_birthday_to_come_with_its_article():
    gevonden = wat_verandert(date(2012, 5, 1), date(2026, 11, 22))

    assert [(deel.leeftijd, deel.datum) for deel in gevonden] == [
        (16, date(2028, 5, 1)),
        (18, date(2030, 5, 1)),
    ]
    assert "Jeugdwet artikel 7.3.5" in gevonden[0].zin
    assert wat_verandert(date(2000, 5, 1), date(2026, 11, 22)) == []
