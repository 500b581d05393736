"""An invoice to be makes what was billed equal to what is due, whatever changed in between."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from billing.rules.concept import Concept, Geboekt, maak_concept
from billing.rules.prijs import Moduletijd, stukken
from billing.rules.termijnen import Termijn, termijnen, verrekenen_vanaf, volgende_maand
from tests.billing.feiten import EERSTE, LAATSTE, contracten, lindewaard

JAAR = Termijn(date(2026, 1, 1), date(2027, 1, 1))


def als_geboekt(concept: Concept) -> list[Geboekt]:
    """Bill it."""
    return [
        Geboekt(
            regel.module,
            regel.termijn,
            regel.bedrag,
            regel.soort == "correctie",
            json.dumps(regel.grondslag["stukken"]),
        )
        for regel in concept.regels
        if regel.termijn is not None
    ]


def concept(feiten, termijnen_, geboekt=(), startkosten=0) -> Concept:
    return maak_concept(
        feiten=feiten, termijnen=termijnen_, geboekt=geboekt, startkosten=startkosten, btw_honderdsten=2_100
    )


@given(st.lists(contracten(), min_size=1, max_size=4), st.sampled_from(["jaar", "kwartaal", "maand"]))
def test_after_any_changes_the_invoices_together_are_what_is_due(reeks, periode):
    """Between two months the facts change; at the end every period billed costs what it should."""
    begin = reeks[0].begin
    geboekt: list[Geboekt] = []
    maand = EERSTE
    for nummer, feiten in enumerate(reeks):
        nu = replace(
            feiten, begin=begin, einde=feiten.einde if feiten.einde and feiten.einde > begin else None
        )
        for _ in range(1 if nummer < len(reeks) - 1 else 60):
            gedaan = {regel.termijn for regel in geboekt}
            lijst = termijnen(begin=begin, einde=nu.einde, periode=periode, t_m=maand, gefactureerd=gedaan)
            nieuw = concept(nu, lijst, geboekt)
            geboekt += als_geboekt(nieuw)
            assert concept(nu, lijst, geboekt).regels == ()
            maand = volgende_maand(maand) if maand < date(2030, 12, 1) else maand

    hoort = sum(stuk.bedrag for termijn in lijst for stuk in stukken(nu, termijn.van, termijn.tot))
    assert sum(regel.bedrag for regel in geboekt) == hoort


@given(contracten())
def test_a_year_costs_the_same_per_year_per_quarter_and_per_month(feiten):
    totalen = set()
    for periode in ("jaar", "kwartaal", "maand"):
        lijst = termijnen(begin=feiten.begin, einde=feiten.einde, periode=periode, t_m=date(2030, 12, 1))
        totalen.add(concept(feiten, lijst).subtotaal)

    assert len(totalen) == 1


@given(contracten())
def test_the_lines_add_up_and_the_tax_is_reckoned_once(feiten):
    lijst = termijnen(begin=feiten.begin, einde=feiten.einde, periode="jaar", t_m=LAATSTE)
    nieuw = concept(feiten, lijst, startkosten=123_456)

    assert nieuw.subtotaal == sum(regel.bruto for regel in nieuw.regels) - sum(
        regel.korting for regel in nieuw.regels
    )
    assert nieuw.totaal == nieuw.subtotaal + nieuw.btw
    assert abs(nieuw.btw * 10_000 - nieuw.subtotaal * 2_100) <= 5_000


def test_the_first_invoice_names_its_grounds():
    nieuw = concept(lindewaard(), [JAAR], startkosten=250_000)

    assert [(regel.soort, regel.omschrijving, regel.bedrag) for regel in nieuw.regels] == [
        ("startkosten", "Startkosten, eenmalig", 250_000),
        ("abonnement", "Keukentafel basis, 1 januari 2026 t/m 31 december 2026", 1_200_000),
        ("abonnement", "Module Wmo, 1 januari 2026 t/m 31 december 2026", 612_345),
    ]
    assert nieuw.regels[2].reden == "42.100 inwoners op 1 januari 2026: €\u00a06.123,45 per jaar."
    assert (nieuw.subtotaal, nieuw.btw, nieuw.totaal) == (2_062_345, 433_092, 2_495_437)
    assert [opmerking.code for opmerking in nieuw.opmerkingen] == ["eerste"]


def test_a_module_from_july_is_settled_with_the_year_that_was_billed():
    eerst = als_geboekt(concept(lindewaard(), [JAAR]))
    erbij = lindewaard(modules=(*lindewaard().modules, Moduletijd("jeugd", date(2026, 7, 1))))

    nieuw = concept(erbij, [JAAR], eerst)

    assert [(regel.soort, regel.omschrijving, regel.bedrag, regel.reden) for regel in nieuw.regels] == [
        (
            "correctie",
            "Verrekening Module Jeugd, 1 januari 2026 t/m 31 december 2026",
            250_000,
            "Begonnen op 1 juli 2026: 42.100 inwoners op 1 januari 2026: €\u00a05.000,01 per jaar, "
            "geldt vanaf 1 juli 2026.",
        )
    ]
    assert nieuw.vraagt_blik


def test_a_module_that_stops_gives_money_back():
    eerst = als_geboekt(concept(lindewaard(), [JAAR]))
    korter = lindewaard(
        modules=(lindewaard().modules[0], Moduletijd("wmo", date(2026, 1, 1), date(2026, 10, 1)))
    )

    nieuw = concept(korter, [JAAR], eerst)

    assert (nieuw.subtotaal, nieuw.is_credit) == (-153_086, True)
    assert nieuw.regels[0].reden == ("Loopt t/m 30 september 2026, eerder gerekend t/m 31 december 2026.")


def test_a_number_of_inhabitants_that_comes_late_is_settled_and_said():
    lijst = [JAAR, Termijn(date(2027, 1, 1), date(2028, 1, 1))]
    voorlopig = concept(lindewaard(), lijst)
    eerst = als_geboekt(voorlopig)

    nieuw = concept(lindewaard(inwoners={2026: 42_100, 2027: 50_000}), lijst, eerst)

    assert "Het aantal inwoners op 1 januari 2027 is nog niet bekend. Gerekend is met 42.100 van 2026." in [
        opmerking.tekst for opmerking in voorlopig.opmerkingen
    ]
    assert nieuw.subtotaal == 600_000 + 347_655
    assert nieuw.regels[1].reden == (
        "50.000 inwoners op 1 januari 2027, eerder gerekend met 42.100. €\u00a09.600,00 per jaar, eerder €\u00a06.123,45."
    )


def test_a_change_of_period_begins_where_the_old_one_ends():
    lijst = termijnen(
        begin=date(2026, 3, 15), einde=date(2027, 8, 1), periode="kwartaal", t_m=date(2030, 1, 1),
        gefactureerd=[Termijn(date(2026, 3, 15), date(2027, 1, 1))],
    )  # fmt: skip

    assert lijst == [
        Termijn(date(2026, 3, 15), date(2027, 1, 1)),
        Termijn(date(2027, 1, 1), date(2027, 4, 1)),
        Termijn(date(2027, 4, 1), date(2027, 7, 1)),
        Termijn(date(2027, 7, 1), date(2027, 8, 1)),
    ]


def test_a_period_that_was_taken_back_between_two_others_is_billed_again():
    """A credited month left a hole that no later invoice filled."""
    maand = [Termijn(date(2026, nr, 1), date(2026, nr + 1, 1)) for nr in (1, 2, 3, 4)]

    lijst = termijnen(
        begin=date(2026, 1, 1),
        einde=None,
        periode="maand",
        t_m=date(2026, 4, 30),
        gefactureerd=[maand[0], maand[2]],
    )
    feiten = lindewaard()
    al = als_geboekt(concept(feiten, [maand[0], maand[2]]))
    nieuw = concept(feiten, lijst, al)

    assert lijst == maand
    assert {regel.termijn for regel in nieuw.regels} == {maand[1], maand[3]}
    assert "Een periode van vóór de laatste factuur stond nog open." in [o.tekst for o in nieuw.opmerkingen]


def test_a_contract_that_turns_out_to_begin_earlier_is_billed_from_there():
    al = Termijn(date(2026, 3, 1), date(2027, 1, 1))

    lijst = termijnen(
        begin=date(2025, 11, 15), einde=None, periode="jaar", t_m=date(2026, 12, 31), gefactureerd=[al]
    )

    assert lijst == [
        Termijn(date(2025, 11, 15), date(2026, 1, 1)),
        Termijn(date(2026, 1, 1), date(2026, 3, 1)),
        al,
    ]


def test_what_lapsed_five_years_ago_is_not_settled_so_the_work_of_a_month_is_bounded():
    maand = date(2056, 5, 1)

    lijst = termijnen(
        begin=date(2026, 1, 1), einde=None, periode="maand", t_m=maand, vanaf=verrekenen_vanaf(maand)
    )

    assert (lijst[0].van, lijst[-1].van, len(lijst)) == (date(2051, 1, 1), maand, 65)


@given(contracten(), st.sets(st.integers(0, 59), max_size=8), st.integers(-3, 3))
def test_a_year_that_adds_up_needs_no_second_look_and_one_that_does_not_is_found(feiten, gaten, scheef):
    """Skipping whole years gives what looking at every period gives; a cent too much or too few is found."""
    maanden = termijnen(begin=feiten.begin, einde=feiten.einde, periode="maand", t_m=date(2030, 12, 1))
    weg = {termijn for nr, termijn in enumerate(maanden) if nr in gaten}
    al = [regel for regel in als_geboekt(concept(feiten, maanden)) if regel.termijn not in weg]
    if al:
        al[0] = replace(al[0], bedrag=al[0].bedrag + scheef)

    nieuw = concept(feiten, maanden, al)

    hoort = {
        termijn: sum(stuk.bedrag for stuk in stukken(feiten, termijn.van, termijn.tot)) for termijn in maanden
    }
    samen = dict.fromkeys(maanden, 0)
    for regel in (*al, *(regel for regel in nieuw.regels if regel.termijn)):
        samen[regel.termijn] += regel.bedrag
    assert samen == hoort
