"""Norms of the gemeente, and counting again what runs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from modules.dossier.actions.termijn import extend_termijn, start_termijnen
from modules.dossier.actions.termijnnorm import (
    NormPastNiet,
    NormVanDeWet,
    change_norm,
    count_again,
    remove_norm,
    start_due_norms,
)
from modules.dossier.models import Herrekening, Termijn, Termijnnorm
from modules.dossier.queries.normgevolg import Normgevolg, gevolg_voor_lopende
from modules.dossier.rules.normen import Duur, Eenheid, norm_op
from modules.dossier.wetten import Termijnsoort
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker

pytestmark = pytest.mark.usefixtures("in_lindewaard")
MAANDAG = date(2026, 11, 2)
DRIE = Duur(3, Eenheid.WERKDAGEN)


def op(dag):
    return datetime(dag.year, dag.month, dag.day, 10, tzinfo=UTC)


def start(begin, sleutel="eerste_contact"):
    casus = maak_casus(maak_huishouden("Bakker"))
    [termijn] = start_termijnen(
        casus=casus, melding=None, soorten=[Termijnsoort(sleutel, "Contact")], begin=begin
    )
    return termijn


def wijzig(vandaag=MAANDAG, **velden):
    wie = velden.pop("by", None) or maak_gebruiker(met_code_app=False)
    gegevens = {"sleutel": "eerste_contact", "duur": DRIE, "geldig_van": vandaag, "ook_lopend": True}
    return change_norm(**{**gegevens, **velden}, toelichting="Sneller.", by=wie, at=op(vandaag))


def einden():
    return list(Termijn.objects.order_by("begin", "id").values_list("einde", flat=True))


def test_running_terms_keep_their_end_unless_asked():
    start(date(2026, 10, 30))

    _, werk = wijzig(ook_lopend=False)

    assert (werk, einden()) == (None, [date(2026, 11, 6)])


def test_running_terms_get_the_new_length_and_keep_their_extra_time():
    gewoon, langer = start(date(2026, 10, 30)), start(date(2026, 10, 30))
    extend_termijn(
        termijn=langer, tot=date(2026, 11, 20), reden="Vakantie.", by=maak_gebruiker(met_code_app=False),
        at=op(MAANDAG),
    )  # fmt: skip

    _, werk = wijzig()
    klaar = count_again(herrekening=werk, at=op(MAANDAG))

    assert (klaar.stand, klaar.gedaan, klaar.veranderd) == ("klaar", 2, 2)
    assert sorted(einden()) == [date(2026, 11, 4), date(2026, 11, 20)]
    gewoon.refresh_from_db()
    assert (gewoon.duur, gewoon.uitleg) == ("3 werkdagen", "3 werkdagen na de melding")


def test_counting_again_goes_on_where_it_stopped_and_twice_changes_nothing():
    for dag in range(5):
        start(date(2026, 10, 26) + timedelta(days=dag))
    _, werk = wijzig()
    from modules.dossier.actions.termijnnorm import _volgende_stuk

    _volgende_stuk(werk, op(MAANDAG), 2)
    tussen = Herrekening.objects.get()
    klaar = count_again(herrekening=werk, at=op(MAANDAG), per_keer=2)
    weer = count_again(herrekening=werk, at=op(MAANDAG))

    assert (tussen.stand, tussen.gedaan) == ("bezig", 2)
    assert (klaar.stand, klaar.gedaan, weer.gedaan) == ("klaar", 5, 5)
    assert set(Termijn.objects.values_list("duur", flat=True)) == {"3 werkdagen"}


def test_a_norm_for_later_is_counted_when_its_day_comes():
    start(date(2026, 10, 30))
    _, werk = wijzig(geldig_van=date(2026, 11, 4))

    assert (werk, start_due_norms(at=op(date(2026, 11, 3)))) == (None, 0)
    assert [start_due_norms(at=op(date(2026, 11, 4))) for _ in range(2)] == [1, 1]
    assert Herrekening.objects.count() == 1


def test_finished_and_agreed_terms_stay_as_they_are():
    start(date(2026, 10, 30))
    Termijn.objects.update(status="gehaald", gehaald_op=MAANDAG)

    _, werk = wijzig()

    assert count_again(herrekening=werk, at=op(MAANDAG)).gedaan == 0
    assert einden() == [date(2026, 11, 6)]


@pytest.mark.parametrize("sleutel", ["wmo_onderzoek", "wmo_beschikking", "bezwaar_indienen", "avg_verzoek"])
def test_what_a_law_says_is_not_changed(sleutel):
    with pytest.raises(NormVanDeWet, match="staat in de wet"):
        wijzig(sleutel=sleutel)


def test_a_norm_that_does_not_fit_is_refused():
    with pytest.raises(NormPastNiet, match="vanaf vandaag"):
        wijzig(geldig_van=date(2026, 11, 1))
    with pytest.raises(NormPastNiet, match="hoogstens 12 weken"):
        wijzig(sleutel="awb_aanvullen", duur=Duur(13, Eenheid.WEKEN))


def test_a_norm_that_holds_already_is_not_taken_back():
    wie = maak_gebruiker(met_code_app=False)
    nu, _ = wijzig(by=wie)
    straks, _ = wijzig(by=wie, geldig_van=date(2026, 12, 1))

    remove_norm(norm=straks, by=wie, at=op(MAANDAG))
    with pytest.raises(NormPastNiet, match="geldt al"):
        remove_norm(norm=nu, by=wie, at=op(MAANDAG))

    assert list(Termijnnorm.objects.all()) == [nu]


def test_what_a_change_does_is_told_before():
    for dag in (date(2026, 10, 27), date(2026, 10, 30)):
        start(dag)

    gevolg = gevolg_voor_lopende(norm_op("eerste_contact", MAANDAG), DRIE, MAANDAG)

    assert gevolg == Normgevolg(lopend=2, eerder=2, later=0, dan_te_laat=1)
    assert gevolg.veranderd == 2
