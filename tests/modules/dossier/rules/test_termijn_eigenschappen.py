"""What holds for every start from 2020 to 2036 and whatever happens to a term."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.values.feestdagen import feestdagen
from keukentafel.values.kalender import NEDERLAND
from modules.dossier.rules.normen import NORMEN, Duur, Eenheid, norm_op
from modules.dossier.rules.termijnen import Opschorting, Verlenging, bereken
from modules.inrichting.codelijsten import OpschortingGrond

PEIL = date(2026, 1, 1)
STARTEN = st.dates(date(2020, 1, 1), date(2036, 12, 31))
OPSCHORTBAAR = [sleutel for sleutel in NORMEN.sleutels if norm_op(sleutel, PEIL).opschortbaar]
ATW = [sleutel for sleutel in NORMEN.sleutels if norm_op(sleutel, PEIL).atw_van_toepassing]
STILTES = st.lists(
    st.tuples(st.integers(0, 120), st.integers(0, 90), st.sampled_from(OpschortingGrond)), max_size=5
)
EXTRA = st.lists(st.integers(1, 120), max_size=2)


def _opschortingen(start, stiltes, langer=0):
    return [
        Opschorting(start + timedelta(days=na), start + timedelta(days=na + lengte + langer), grond)
        for na, lengte, grond in stiltes
    ]


def _som(start, sleutel, stiltes=(), *, langer=0, extra=()):
    return bereken(
        start,
        norm_op(sleutel, PEIL),
        NEDERLAND,
        vandaag=start,
        opschortingen=_opschortingen(start, stiltes, langer),
        verlengingen=[
            Verlenging(start + timedelta(days=1), tot=start + timedelta(days=dagen)) for dagen in extra
        ],
    )


@given(STARTEN, st.sampled_from(OPSCHORTBAAR), STILTES, EXTRA)
def test_the_lawful_end_is_a_working_day_and_never_before_the_counted_end(start, sleutel, stiltes, extra):
    som = _som(start, sleutel, stiltes, extra=extra)

    assert som.einde >= som.ruw_einde >= _som(start, sleutel).ruw_einde
    assert NEDERLAND.is_werkdag(som.einde)


@given(STARTEN, st.sampled_from(OPSCHORTBAAR), STILTES, st.integers(0, 40))
def test_standing_still_longer_never_gives_an_earlier_end(start, sleutel, stiltes, langer):
    assert _som(start, sleutel, stiltes, langer=langer).einde >= _som(start, sleutel, stiltes).einde


@given(STARTEN, st.sampled_from(OPSCHORTBAAR), STILTES, st.tuples(st.integers(0, 120), st.integers(0, 90)))
def test_one_more_pause_never_gives_an_earlier_end(start, sleutel, stiltes, nog_een):
    erbij = [*stiltes, (*nog_een, OpschortingGrond.OVERMACHT)]

    assert _som(start, sleutel, erbij).einde >= _som(start, sleutel, stiltes).einde


@given(STARTEN, st.sampled_from(OPSCHORTBAAR), STILTES, EXTRA, st.integers(1, 60))
def test_more_time_never_gives_an_earlier_end(start, sleutel, stiltes, extra, meer):
    zonder = _som(start, sleutel, stiltes, extra=extra)
    met = _som(start, sleutel, stiltes, extra=[*extra, (zonder.einde - start).days + meer])

    assert met.einde > zonder.einde


@given(STARTEN, st.sampled_from(OPSCHORTBAAR), STILTES, st.integers(0, 400))
def test_a_later_start_never_gives_an_earlier_end(start, sleutel, stiltes, later):
    assert _som(start + timedelta(days=later), sleutel, stiltes).einde >= _som(start, sleutel, stiltes).einde


@given(STARTEN, st.sampled_from(ATW), st.integers(0, 20))
def test_a_longer_norm_never_gives_an_earlier_end(start, sleutel, meer):
    norm = norm_op(sleutel, PEIL)
    hoogstens = {Eenheid.DAGEN: 90, Eenheid.WERKDAGEN: 90, Eenheid.WEKEN: 12, Eenheid.MAANDEN: 3}
    aantal = min(norm.duur.aantal + meer, hoogstens[norm.duur.eenheid])

    kort, lang = (
        bereken(start, _met(norm, duur), NEDERLAND, vandaag=start).einde
        for duur in (norm.duur, Duur(aantal, norm.duur.eenheid))
    )

    assert lang >= kort


def _met(norm, duur):
    from dataclasses import replace

    return replace(norm, duur=duur)


@pytest.mark.parametrize("jaar", range(2020, 2037))
def test_every_year_to_2036_has_its_eleven_days_of_the_atw(jaar):
    namen = {dag: naam for dag, naam in feestdagen(jaar).items() if dag.weekday() < 7}

    assert date(jaar, 1, 1) in namen
    assert date(jaar, 5, 5) in namen
    assert date(jaar, 12, 25) in namen
    assert date(jaar, 12, 26) in namen
    konings = date(jaar, 4, 27) if date(jaar, 4, 27).weekday() != 6 else date(jaar, 4, 26)
    assert konings in namen
    assert not any(NEDERLAND.is_werkdag(dag) for dag in namen)


@pytest.mark.parametrize(
    ("dag", "reden"),
    [
        (date(2026, 1, 2), "dag na Nieuwjaarsdag"),
        (date(2026, 5, 15), "dag na Hemelvaartsdag"),
        (date(2027, 5, 7), "dag na Hemelvaartsdag"),
        (date(2028, 4, 28), "dag na Koningsdag"),
        (date(2028, 5, 26), "dag na Hemelvaartsdag"),
    ],
)
def test_atw_3_lid_3_an_equalled_day_is_no_working_day(dag, reden):
    assert (NEDERLAND.naam_van(dag), NEDERLAND.is_werkdag(dag)) == (reden, False)


@pytest.mark.parametrize("jaar", range(2029, 2037))
def test_a_year_without_decrees_yet_says_that_its_end_may_still_move(jaar):
    som = _som(date(jaar, 3, 1), "wmo_beschikking")

    assert som.waarom.endswith(f"Voor {jaar} zijn nog niet alle vrije dagen bekend.")
