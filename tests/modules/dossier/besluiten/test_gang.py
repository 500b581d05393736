"""The order of a decision, an objection and a complaint, walked at random: no dead end, no illegal place."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from keukentafel.values.kalender import kalender_op
from modules.dossier.besluiten.rules.bezwaar import (
    afhandelen_uiterlijk,
    beslissen_uiterlijk,
    hoor_mist,
    indienen_uiterlijk,
    wie_niet_op_bezwaar,
)
from modules.dossier.besluiten.rules.gang import (
    BEZWAARSTAPPEN,
    STAPPEN,
    Bezwaarhandeling,
    Handeling,
    Klachthandeling,
    na,
    waarom_niet,
    waarom_niet_bij_bezwaar,
    waarom_niet_bij_klacht,
)
from modules.dossier.besluiten.woorden import BezwaarStand, KlachtStand, Stand

KLAAR = {Stand.BEKEND, Stand.INGETROKKEN}
BEZWAAR_KLAAR = {BezwaarStand.BEKEND, BezwaarStand.INGETROKKEN}
MENSEN = ("maker", "collega", "leider")


class Gang(RuleBasedStateMachine):
    """A decision with the objection against it, as the rules see them; the machine does whatever it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.stand: str = Stand.CONCEPT
        self.genomen_door = ""
        self.keren_genomen = 0
        self.bezwaar = ""
        self.gehoord = self.niet_gehoord = False
        self.bezwaar_door = ""
        self.termijnen = {"beschikking": "loopt"}

    @rule(
        handeling=st.sampled_from([h for h in Handeling if h is not Handeling.BEZWAAR]),
        wie=st.sampled_from(MENSEN),
    )
    def doe(self, handeling: Handeling, wie: str) -> None:
        voor = self.stand
        reden = waarom_niet(handeling, voor)
        if reden:
            assert reden.endswith(".")
            assert voor not in STAPPEN[handeling].van
            return
        self.stand = na(handeling, voor)
        if handeling is Handeling.NEMEN:
            self.keren_genomen, self.genomen_door = self.keren_genomen + 1, wie
        if handeling is Handeling.BEKENDMAKEN:
            self.termijnen |= {"beschikking": "gehaald", "indienen": "loopt"}
        if handeling is Handeling.STOPPEN:
            self.termijnen["beschikking"] = "vervallen"

    @precondition(lambda self: not self.bezwaar or self.bezwaar in BEZWAAR_KLAAR)
    @rule()
    def maak_bezwaar(self) -> None:
        if waarom_niet(Handeling.BEZWAAR, self.stand):
            assert self.stand != Stand.BEKEND
            return
        self.bezwaar, self.gehoord, self.niet_gehoord, self.bezwaar_door = (
            BezwaarStand.ONTVANGEN,
            False,
            False,
            "",
        )
        self.termijnen |= {"indienen": "gehaald", "beslissen": "loopt"}

    @precondition(lambda self: bool(self.bezwaar))
    @rule(handeling=st.sampled_from(list(Bezwaarhandeling)), wie=st.sampled_from(MENSEN))
    def doe_bij_bezwaar(self, handeling: Bezwaarhandeling, wie: str) -> None:
        reden = waarom_niet_bij_bezwaar(handeling, self.bezwaar)
        if reden:
            assert reden.endswith((".", ")."))
            return
        if handeling is Bezwaarhandeling.BESLISSEN:
            if hoor_mist(gehoord=self.gehoord, niet_gehoord_omdat="x" if self.niet_gehoord else ""):
                return
            if wie_niet_op_bezwaar(beslist_door=self.genomen_door, by=wie):
                return
            self.bezwaar_door = wie
        self.gehoord = self.gehoord or handeling is Bezwaarhandeling.HOREN
        self.niet_gehoord = self.niet_gehoord or handeling is Bezwaarhandeling.AFZIEN_VAN_HOREN
        self.bezwaar = BEZWAARSTAPPEN[handeling].naar or self.bezwaar
        if self.bezwaar in BEZWAAR_KLAAR:
            self.termijnen["beslissen"] = "gehaald" if self.bezwaar == BezwaarStand.BEKEND else "vervallen"

    @invariant()
    def is_a_lawful_place(self) -> None:
        assert self.stand in Stand.values
        assert self.keren_genomen <= 1
        assert bool(self.genomen_door) or self.stand not in (Stand.GENOMEN, Stand.BEKEND)
        assert not self.bezwaar or self.stand == Stand.BEKEND

    @invariant()
    def awb_10_3_lid_3_holds(self) -> None:
        assert not self.bezwaar_door or self.bezwaar_door != self.genomen_door

    @invariant()
    def terms_tell_the_same_as_the_places(self) -> None:
        verwacht = {Stand.BEKEND: "gehaald", Stand.INGETROKKEN: "vervallen"}.get(Stand(self.stand), "loopt")
        assert self.termijnen["beschikking"] == verwacht
        loopt = bool(self.bezwaar) and self.bezwaar not in BEZWAAR_KLAAR
        assert (self.termijnen.get("beslissen") == "loopt") == loopt

    @invariant()
    def there_is_a_way_to_the_end(self) -> None:
        gezien, open_ = {self.stand}, [self.stand]
        while open_:
            hier = open_.pop()
            if hier in KLAAR:
                return
            verder = {na(h, hier) for h in Handeling if not waarom_niet(h, hier)} - gezien
            gezien |= verder
            open_ += list(verder)
        raise AssertionError(f"Vanuit {self.stand} komt niemand verder.")

    @invariant()
    def an_objection_can_always_end(self) -> None:
        if self.bezwaar and self.bezwaar not in BEZWAAR_KLAAR:
            kan = [h for h in Bezwaarhandeling if not waarom_niet_bij_bezwaar(h, self.bezwaar)]
            assert {Bezwaarhandeling.BEKENDMAKEN, Bezwaarhandeling.INTREKKEN} & set(kan)


Gang.TestCase.settings = settings(max_examples=500, stateful_step_count=50, deadline=None)
TestGang = Gang.TestCase

DAGEN = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(DAGEN)
def test_the_terms_of_awb_6_7_7_10_and_9_11_end_on_a_working_day_and_in_order(bekend_op: date) -> None:
    indienen = indienen_uiterlijk(bekend_op)
    gewoon = beslissen_uiterlijk(bekend_op, met_commissie=False)
    commissie = beslissen_uiterlijk(bekend_op, met_commissie=True)
    klacht = afhandelen_uiterlijk(bekend_op, met_adviseur=False)
    adviseur = afhandelen_uiterlijk(bekend_op, met_adviseur=True)

    for einde in (indienen, gewoon, commissie, klacht, adviseur):
        assert kalender_op(einde).is_werkdag(einde)
    assert indienen >= bekend_op + timedelta(weeks=6)  # Awb 6:7
    assert gewoon >= indienen + timedelta(weeks=6)  # Awb 7:10 lid 1
    assert commissie >= indienen + timedelta(weeks=12)  # Awb 7:10 lid 1, with a committee
    assert klacht >= bekend_op + timedelta(weeks=6)  # Awb 9:11 lid 1
    assert adviseur >= bekend_op + timedelta(weeks=10)


def test_awb_6_8_the_vector_of_the_domain() -> None:
    # Thursday 25 March 2027 + 6 weeks = 6 May (Hemelvaart), 7 May equalled, so Monday 10 May.
    assert indienen_uiterlijk(date(2027, 3, 25)) == date(2027, 5, 10)


def test_awb_7_10_the_time_to_decide_begins_after_the_time_to_object() -> None:
    bekend_op = date(2026, 6, 1)

    assert indienen_uiterlijk(bekend_op) == date(2026, 7, 13)
    assert beslissen_uiterlijk(bekend_op, met_commissie=False) == date(2026, 8, 24)
    assert beslissen_uiterlijk(bekend_op, met_commissie=True) == date(2026, 10, 5)


def test_a_complaint_that_is_over_takes_no_step() -> None:
    for stand in (KlachtStand.OPGELOST, KlachtStand.BEANTWOORD, KlachtStand.INGETROKKEN):
        for handeling in Klachthandeling:
            assert waarom_niet_bij_klacht(handeling, stand).startswith("Deze klacht is al afgehandeld.")
    for handeling in Klachthandeling:
        assert waarom_niet_bij_klacht(handeling, KlachtStand.ONTVANGEN) == ""
