"""Many households in a short time: 60 asks a reason, 120 stops; and nobody gets around the count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.models import Huishouden
from modules.dossier.toegang.models import Alarm, Attendering, Kijkraam
from modules.dossier.toegang.queries.kijkraam import tel_lijst
from modules.dossier.toegang.rules.grens import Grens, Uitspraak, beoordeel
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models.stand import Instelling
from tests.factories.dossier import maak_casus, maak_huishouden, maak_plan
from tests.modules.dossier.toegang.toneel import Spel, speel

VENSTER = timedelta(minutes=10)
BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)
REDEN = {"reden": "Ik verdeel vandaag de huishoudens van een zieke collega."}


# -- the rule ------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30), st.booleans()), max_size=150),
    st.integers(1, 8),
    st.integers(1, 12),
)
def test_however_somebody_opens_no_window_ever_holds_more_than_the_limits(
    stappen: list[tuple[int, int, bool]], veel: int, stop: int
) -> None:
    """Each step: seconds later, which household, and whether a reason is given when it is asked.

    Counted here apart from the rule: how many households were newly opened in any ten minutes.
    """
    grens, nu = Grens(veel, stop), BEGIN
    gezien: dict[int, datetime] = {}
    redenen: list[datetime] = []
    nieuw: list[datetime] = []
    for seconden, huishouden, geeft_reden in stappen:
        nu += timedelta(seconds=seconden * 10)
        gezien = {welk: op for welk, op in gezien.items() if op > nu - VENSTER}
        is_nieuw = huishouden not in gezien
        gaf_reden = any(op > nu - VENSTER for op in redenen)
        uitspraak = beoordeel(
            grens,
            aantal=len(gezien.keys() | {huishouden}),
            is_nieuw=is_nieuw,
            gaf_reden=gaf_reden,
            is_gestopt=False,
        )
        if uitspraak == Uitspraak.REDEN and geeft_reden:
            redenen.append(nu)
        if uitspraak == Uitspraak.DOOR:
            gezien[huishouden] = nu
        if uitspraak == Uitspraak.DOOR and is_nieuw:
            nieuw.append(nu)
            in_venster = sum(op > nu - VENSTER for op in nieuw)
            assert in_venster < grens.harde
            assert in_venster < veel or gaf_reden


def test_who_was_stopped_is_stopped_everywhere() -> None:
    assert (
        beoordeel(Grens(60, 120), aantal=1, is_nieuw=False, gaf_reden=True, is_gestopt=True) == Uitspraak.STOP
    )


def test_what_is_open_already_asks_nothing() -> None:
    assert (
        beoordeel(Grens(60, 120), aantal=119, is_nieuw=False, gaf_reden=False, is_gestopt=False)
        == Uitspraak.DOOR
    )


# -- the count -----------------------------------------------------------------------------------


@pytest.fixture
def spel(in_lindewaard: GemeenteRef) -> Spel:
    return speel()


def stel_in(**keuzes: int) -> None:
    Instelling.objects.update_or_create(sectie="toegang", defaults={"waarden": keuzes, "gewijzigd_op": BEGIN})
    renew_stand(at=BEGIN)


def huizen(spel: Spel, aantal: int) -> list[Huishouden]:
    rijen = [maak_huishouden(f"Huis{n}", team=spel.huishouden.team, postcode="") for n in range(aantal)]
    for rij in rijen:
        maak_plan(maak_casus(rij, status="ondersteuning"))
    return rijen


def open_(klant: Client, huishouden: Huishouden) -> str:
    antwoord = klant.get(reverse("toegang:rechten", args=[huishouden.pk]))
    return "" if antwoord.status_code == 200 else antwoord.headers["Location"].split("?")[0]


@pytest.mark.django_db
def test_the_count_is_exact_over_a_sliding_window(spel: Spel) -> None:
    wie = spel.mensen["werker"].pk

    def tel(sleutel: str, seconden: int) -> tuple[int, bool]:
        telling = tel_lijst(wie, sleutel, at=BEGIN + timedelta(seconds=seconden), venster=VENSTER)
        return telling.aantal, telling.is_nieuw

    assert [tel("a", 0), tel("b", 1), tel("a", 2), tel("c", 300)] == [
        (1, True),
        (2, True),
        (2, False),
        (3, True),
    ]
    assert tel("d", 601) == (2, True)  # a and b are ten minutes old; a was looked at again after two seconds
    assert sorted(Kijkraam.objects.get().gezien) == ["c", "d"]


@pytest.mark.django_db
def test_at_the_first_limit_a_reason_is_asked_and_the_fg_is_told(spel: Spel) -> None:
    stel_in(drempel_veel=4, drempel_stop=7)
    rijen = huizen(spel, 6)
    werker = spel["werker"]
    waar = [open_(werker, rij) for rij in rijen[:4]]
    nogmaals = open_(werker, rijen[3])
    terug = open_(werker, rijen[0])

    assert waar == ["", "", "", "/toegang/veel"]
    assert (nogmaals, terug) == ("/toegang/veel", "")
    assert [(rij.soort, rij.aantal) for rij in Alarm.objects.all()] == [("veel", 4)]
    assert list(Attendering.objects.values_list("voor_id", "soort")) == [(spel.mensen["fg"].pk, "alarm")]
    assert werker.post("/toegang/veel", {"reden": "Kort."}).status_code == 422
    verder = werker.post(f"/toegang/veel?volgende=/huishoudens/{rijen[3].pk}", REDEN)
    assert verder.headers["Location"] == f"/huishoudens/{rijen[3].pk}"
    assert [open_(werker, rij) for rij in rijen[3:6]] == ["", "", ""]


@pytest.mark.django_db
def test_a_reason_in_advance_counts_for_nothing(spel: Spel) -> None:
    stel_in(drempel_veel=3, drempel_stop=9)
    rijen = huizen(spel, 3)
    spel["werker"].post("/toegang/veel", REDEN)

    assert [open_(spel["werker"], rij) for rij in rijen] == ["", "", "/toegang/veel"]


@pytest.mark.django_db
def test_at_the_second_limit_it_stops_until_somebody_else_lifts_it(spel: Spel) -> None:
    stel_in(drempel_veel=2, drempel_stop=3)
    rijen, werker = huizen(spel, 4), spel["werker"]
    open_(werker, rijen[0])
    open_(werker, rijen[1])
    werker.post("/toegang/veel", REDEN)
    waar = [open_(werker, rijen[1]), open_(werker, rijen[2]), open_(werker, rijen[0])]
    lijst = werker.get("/huishoudens", {"q": "huis"}).headers["Location"]
    alarm = Alarm.objects.get(soort="stop")
    zelf = werker.post(reverse("toegang:alarm", args=[alarm.pk]), REDEN).status_code
    buiten = spel["leider buiten"].post(reverse("toegang:alarm", args=[alarm.pk]), REDEN).status_code

    assert waar == ["", "/toegang/gestopt", "/toegang/gestopt"]
    assert lijst == "/toegang/gestopt"
    assert werker.get("/toegang/gestopt").status_code == 200
    assert (zelf, buiten) == (404, 404)
    assert spel["leider"].post(reverse("toegang:alarm", args=[alarm.pk]), REDEN).status_code == 303
    assert [open_(werker, rijen[2]), open_(werker, rijen[3])] == ["", ""]  # counted anew
    assert open_(werker, rijen[1]) == "/toegang/gestopt"


@pytest.mark.django_db
@pytest.mark.parametrize("weg", ["afdruk", "zoeken", "bladeren", "htmx", "post"])
def test_no_way_around_the_count(spel: Spel, weg: str) -> None:
    assert pogingen(spel, weg) == ["", "", "/toegang/veel"]


@pytest.mark.django_db
def test_it_turns_red_when_the_count_is_off(spel: Spel) -> None:
    with zaai("grens_telt_niet"):
        assert pogingen(spel, "zoeken") == ["", "", ""]


def pogingen(spel: Spel, weg: str) -> list[str]:
    """Try three times to see something new, in one way; return where each try led."""
    stel_in(drempel_veel=3, drempel_stop=9)
    rijen, klant = huizen(spel, 3), spel["werker"]
    wegen: dict[str, Any] = {
        "afdruk": lambda n: klant.get(reverse("dossier:plan_afdrukken", args=[rijen[n].pk])),
        "zoeken": lambda n: klant.get("/zoeken", {"q": f"huis iets{n}"}),
        "bladeren": lambda n: klant.get("/huishoudens", {"na": f"{rijen[n].pk}"}),
        "htmx": lambda n: klant.get(reverse("toegang:rechten", args=[rijen[n].pk]), HTTP_HX_REQUEST="true"),
        "post": lambda n: klant.post(reverse("dossier:notitie", args=[rijen[n].pk]), {"tekst": ""}),
    }
    return [_naar(wegen[weg](n)) for n in range(3)]


def _naar(antwoord: Any) -> str:
    naar = antwoord.headers.get("Location") or antwoord.headers.get("HX-Redirect") or ""
    return str(naar).split("?")[0] if str(naar).startswith("/toegang/") else ""


@pytest.mark.django_db(transaction=True)
def test_requests_side_by_side_are_all_counted(lindewaard: GemeenteRef) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections, transaction

    from keukentafel.tenancy import in_gemeente
    from tests.factories.identity import maak_gebruiker

    with in_gemeente(lindewaard):
        wie = maak_gebruiker(met_code_app=False).pk

    def een(sleutel: UUID) -> int:
        try:
            with in_gemeente(lindewaard), transaction.atomic():
                return tel_lijst(wie, str(sleutel), at=BEGIN, venster=VENSTER).aantal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as ploeg:
        aantallen = sorted(ploeg.map(een, [uuid4() for _ in range(24)]))

    assert aantallen == list(range(1, 25))
