"""The same walk on the real database: whatever is tried, each row and its terms stay lawful."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils.timezone import localdate, now
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking, withdraw_beschikking
from modules.dossier.besluiten.actions.beschikking import (
    approve_beschikking,
    decide_beschikking,
    return_beschikking,
    submit_beschikking,
)
from modules.dossier.besluiten.actions.bezwaar import (
    adjourn_bezwaar,
    announce_bezwaar,
    decide_bezwaar,
    hear_bezwaar,
    receive_bezwaar,
    skip_hearing,
    withdraw_bezwaar,
)
from modules.dossier.besluiten.actions.vervolg import follow_up_beschikking
from modules.dossier.besluiten.models import Beschikking, Bezwaar
from modules.dossier.besluiten.rules.inhoud import afdruk
from modules.dossier.besluiten.woorden import Relatie
from modules.dossier.models import Termijn
from tests.modules.dossier.besluiten.toneel import maak_besluittoneel, mandaat, schrijf, volledig

pytestmark = pytest.mark.django_db
WIE = st.integers(0, 2)


def _rijen() -> tuple[list[Any], list[Any]]:
    return list(Beschikking.objects.order_by("id").values()), list(Bezwaar.objects.order_by("id").values())


class Gang(RuleBasedStateMachine):
    """One household; the newest decision and the newest objection take whatever comes."""

    def __init__(self) -> None:
        super().__init__()
        self.blok = transaction.atomic()
        self.blok.__enter__()
        self.toneel = maak_besluittoneel()
        mandaat()
        mandaat(rol=Rol.TEAMLEIDER.value)
        mandaat(betreft="bezwaar")
        self.mensen = [self.toneel.maker, self.toneel.collega, self.toneel.leider]
        volledig(self.toneel)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.blok.__exit__(None, None, None)

    @property
    def besluit(self) -> Beschikking:
        return Beschikking.objects.order_by("-gemaakt_op", "-id").first()

    def probeer(self, doe: Callable[..., Any], wie: int, **gegevens: Any) -> None:
        """Do it as this person; a refusal is a sentence, and leaves everything as it was."""
        voor, weigering = _rijen(), ""
        try:
            with transaction.atomic():
                doe(**gegevens, by=self.mensen[wie], at=now())
        except Refusal as nee:
            weigering = str(nee)
        if weigering:
            assert weigering.endswith((".", ")"))
            assert _rijen() == voor

    @rule(wie=WIE, naar=WIE)
    def leg_voor(self, wie: int, naar: int) -> None:
        self.probeer(
            submit_beschikking,
            wie,
            beschikking=self.besluit,
            aan=self.mensen[naar],
            omdat="",
            gezien_versie=None,
        )

    @rule(wie=WIE)
    def akkoord(self, wie: int) -> None:
        self.probeer(approve_beschikking, wie, beschikking=self.besluit, gezien_versie=None)

    @rule(wie=WIE)
    def leg_terug(self, wie: int) -> None:
        self.probeer(return_beschikking, wie, beschikking=self.besluit, omdat="Niet duidelijk.")

    @rule(wie=WIE)
    def neem(self, wie: int) -> None:
        self.probeer(decide_beschikking, wie, beschikking=self.besluit, gezien_versie=None)

    @rule(wie=WIE)
    def maak_bekend(self, wie: int) -> None:
        self.probeer(announce_beschikking, wie, beschikking=self.besluit, bekend_op=localdate())

    @rule(wie=WIE)
    def stop(self, wie: int) -> None:
        self.probeer(withdraw_beschikking, wie, beschikking=self.besluit, omdat="De aanvraag is ingetrokken.")

    @rule(wie=WIE, relatie=st.sampled_from(list(Relatie)))
    def vervolg(self, wie: int, relatie: Relatie) -> None:
        self.probeer(follow_up_beschikking, wie, beschikking=self.besluit, relatie=relatie)

    @rule(wie=WIE)
    def wijzig(self, wie: int) -> None:
        self.probeer(lambda by, at: schrijf(self.toneel, self.besluit, by=by), wie)

    @rule()
    def begin_opnieuw(self) -> None:
        if self.besluit.stand == "ingetrokken":
            volledig(self.toneel)

    @rule(wie=WIE, commissie=st.booleans())
    def maak_bezwaar(self, wie: int, commissie: bool) -> None:
        bekend = (
            Beschikking.objects.filter(stand="bekend").order_by("-gemaakt_op", "-id").first() or self.besluit
        )
        self.probeer(
            receive_bezwaar, wie, beschikking=bekend, indiener="M. Kuiper", ontvangen_op=localdate(),
            gronden="Te weinig.", met_commissie=commissie,
        )  # fmt: skip

    @rule(
        wie=WIE,
        stap=st.sampled_from(["horen", "niet_horen", "verdagen", "beslissen", "bekend", "intrekken"]),
    )
    def doe_bij_bezwaar(self, wie: int, stap: str) -> None:
        rij = Bezwaar.objects.order_by("-gemaakt_op", "-id").first()
        if rij is None:
            return
        stappen: dict[str, tuple[Any, dict[str, Any]]] = {
            "horen": (hear_bezwaar, {"gehoord_op": localdate(), "wie": "", "verslag": "Verteld."}),
            "niet_horen": (skip_hearing, {"omdat": "De inwoner wil niet (Awb artikel 7:3 onder c)."}),
            "verdagen": (adjourn_bezwaar, {"omdat": "Advies volgt."}),
            "beslissen": (
                decide_bezwaar,
                {"uitkomst": "ongegrond", "motivering": "Genoeg.", "gezien_versie": None},
            ),
            "bekend": (announce_bezwaar, {"bekend_op": localdate()}),
            "intrekken": (withdraw_bezwaar, {"op": localdate()}),
        }
        doe, gegevens = stappen[stap]
        self.probeer(doe, wie, bezwaar=rij, **gegevens)

    @invariant()
    def what_was_decided_is_still_what_stands_there(self) -> None:
        for rij in Beschikking.objects.filter(stand__in=("genomen", "bekend")):
            assert rij.inhoud_hash == afdruk(rij, rij.toewijzingen.all())

    @invariant()
    def the_terms_tell_the_same(self) -> None:
        verwacht = {"bekend": {"gehaald"}, "ingetrokken": {"vervallen"}}
        for rij in Beschikking.objects.exclude(aanvraag_op=None):
            standen = set(
                Termijn.objects.filter(bron_id=rij.pk, sleutel="wmo_beschikking").values_list(
                    "status", flat=True
                )
            )
            assert standen == verwacht.get(rij.stand, {"loopt"})
        for bezwaar in Bezwaar.objects.all():
            (status,) = Termijn.objects.filter(bron_id=bezwaar.pk).values_list("status", flat=True)
            assert (status == "loopt") == bezwaar.loopt

    @invariant()
    def awb_10_3_lid_3_holds(self) -> None:
        for bezwaar in Bezwaar.objects.exclude(beslist_door=None).select_related("beschikking"):
            assert bezwaar.beslist_door_id != bezwaar.beschikking.beslist_door_id


def test_whatever_people_try_the_rows_stay_lawful(in_lindewaard: GemeenteRef) -> None:
    """The invariants of `Gang` are asserted after every step; and no walk leaves a row for the next."""
    voor = _rijen()

    run_state_machine_as_test(
        Gang,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert _rijen() == voor
