"""The monthly sample: drawn by lot from looks without assignment, opened with a reason, reviewed by the FG."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.models import RolToekenning
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.toegang.actions.steekproef import draw_steekproef
from modules.dossier.toegang.models import Attendering, Steekproef, Steekproefregel
from modules.dossier.toegang.rules.steekproef import Blik, Opdracht, trek, zonder_opdracht
from tests.factories.dossier import maak_betrokkene
from tests.modules.dossier.toegang.toneel import Spel, speel
from tests.modules.dossier.verkeer import vragen

MAAND = date(2026, 10, 1)
HUIS, PIET = uuid4(), uuid4()


# -- the rules -----------------------------------------------------------------------------------


@given(st.integers(0, 30), st.integers(0, 40), st.integers())
def test_a_draw_is_never_larger_than_asked_and_never_takes_one_twice(
    aantal: int, omvang: int, zaad: int
) -> None:
    blikken = [Blik(PIET, UUID(int=n), MAAND) for n in range(aantal)]
    getrokken = trek(blikken, omvang, Random(zaad))

    assert len(getrokken) == len(set(getrokken)) == min(aantal, omvang)
    assert set(getrokken) <= set(blikken)


def test_every_look_can_be_drawn() -> None:
    blikken = [Blik(PIET, UUID(int=n), MAAND) for n in range(12)]

    assert {blik for zaad in range(60) for blik in trek(blikken, 3, Random(zaad))} == set(blikken)


@pytest.mark.parametrize(
    ("van", "tot", "los"),
    [
        (date(2026, 10, 1), None, False),
        (date(2026, 10, 10), date(2026, 10, 20), False),
        (date(2026, 10, 1), date(2026, 10, 15), False),  # the last day counts, for the writing up
        (date(2026, 10, 1), date(2026, 10, 14), True),
        (date(2026, 10, 16), None, True),
    ],
)
def test_who_had_a_part_on_that_day_is_left_out(van: date, tot: date | None, los: bool) -> None:
    blik = Blik(PIET, HUIS, date(2026, 10, 15))

    assert bool(zonder_opdracht([blik], [Opdracht(PIET, HUIS, van, tot)])) is los
    assert zonder_opdracht([blik], [Opdracht(uuid4(), HUIS, van, tot)]) == [blik]


# -- the draw ------------------------------------------------------------------------------------


@pytest.fixture
def spel(in_lindewaard: GemeenteRef) -> Spel:
    return speel()


def keek(wie: Any, huishouden_id: UUID, dag: int = 15, **anders: Any) -> None:
    Logboekregel.objects.create(
        **{
            "tijdstip": datetime(2026, 10, dag, 10, tzinfo=UTC),
            "gebeurtenis": "dossier.huishouden.bekeken",
            "soort": "R",
            "gebruiker_id": wie.pk,
            "gebruiker_naam": wie.naam,
            "huishouden_id": huishouden_id,
            **anders,
        }
    )


def trekking(omvang: int = 10) -> Steekproef:
    return draw_steekproef(maand=MAAND, omvang=omvang, lot=Random(1), at=timezone.now())


@pytest.mark.django_db
def test_the_draw_holds_looks_without_a_part_in_that_month_only(spel: Spel) -> None:
    hier, mensen = spel.huishouden.pk, spel.mensen
    keek(mensen["werker"], hier)  # behandelaar
    keek(mensen["regisseur"], hier)
    maak_betrokkene(spel.huishouden, gebruiker=mensen["leider buiten"])
    keek(mensen["leider buiten"], hier)
    keek(mensen["leider"], hier)
    keek(mensen["leider"], hier)
    keek(mensen["leider"], hier, dag=16)
    keek(mensen["leider"], hier, tijdstip=datetime(2026, 9, 30, 12, tzinfo=UTC))
    keek(mensen["leider"], hier, tijdstip=datetime(2026, 11, 1, 0, 30, tzinfo=UTC))
    keek(mensen["leider"], hier, soort="U")
    keek(mensen["fg"], hier, gebeurtenis="toegang.steekproef.geopend")
    keek(mensen["leider"], None)  # type: ignore[arg-type]
    proef = trekking()

    assert [
        (regel.gebruiker_id, regel.huishouden_id, regel.dag.day, regel.aantal) for regel in proef.regels.all()
    ] == [(mensen["leider"].pk, hier, 15, 2), (mensen["leider"].pk, hier, 16, 1)]
    assert proef.populatie == 2
    assert [rij.voor_id for rij in Attendering.objects.all()] == [mensen["fg"].pk]


@pytest.mark.django_db
def test_drawing_twice_is_one_draw(spel: Spel) -> None:
    for dag in range(1, 29):
        keek(spel.mensen["leider"], spel.huishouden.pk, dag)
    eerst, nogmaals = trekking(5), trekking(7)

    assert (eerst.pk, eerst.regels.count(), eerst.populatie) == (nogmaals.pk, 5, 28)


# -- the review ----------------------------------------------------------------------------------


def verraadt(pagina: Any) -> list[str]:
    tekst = pagina.content.decode()
    return [woord for woord in ("Zonneveld", "Truus", "Lijsterhof", "Daan Visser") if woord in tekst]


def getrokken(spel: Spel) -> Steekproefregel:
    keek(spel.mensen["leider"], spel.huishouden.pk)
    regel = trekking().regels.get()
    assert isinstance(regel, Steekproefregel)
    return regel


@pytest.mark.django_db
def test_a_sample_shows_no_content_before_a_reason(spel: Spel) -> None:
    regel = getrokken(spel)
    adres = reverse("toegang:steekproefregel", args=[regel.pk])
    lijst, blad = spel["fg"].get("/toezicht/steekproef"), spel["fg"].get(adres)
    kort = spel["fg"].post(adres, {"wat": "open", "open-reden": "Kort."})
    open_ = spel["fg"].post(adres, {"wat": "open", "open-reden": "De collega weet het niet meer."})

    assert [verraadt(pagina) for pagina in (lijst, blad, kort)] == [[], [], []]
    assert (kort.status_code, verraadt(open_)) == (422, ["Zonneveld", "Lijsterhof", "Daan Visser"])
    spoor = Logboekregel.objects.get(gebeurtenis="toegang.steekproef.geopend")
    assert (spoor.huishouden_id, spoor.reden, spoor.gebruiker_id, spoor.soort) == (
        spel.huishouden.pk,
        "De collega weet het niet meer.",
        spel.mensen["fg"].pk,
        "R",
    )
    assert verraadt(spel["fg"].get(adres)) == []  # the next look asks again


@pytest.mark.django_db
def test_it_turns_red_when_the_sample_shows_content(spel: Spel) -> None:
    getrokken(spel)
    with zaai("steekproef_toont_inhoud"):
        assert verraadt(spel["fg"].get("/toezicht/steekproef")) == ["Zonneveld"]


@pytest.mark.django_db
@pytest.mark.parametrize("wie", ["beheerder", "leider", "regisseur", "werker", "buiten"])
def test_only_the_fg_sees_the_sample(spel: Spel, wie: str) -> None:
    adres = reverse("toegang:steekproefregel", args=[getrokken(spel).pk])

    assert spel[wie].get("/toezicht/steekproef").status_code == 404
    assert spel[wie].get(adres).status_code == 404
    assert spel[wie].post(adres, {"wat": "open", "open-reden": "Ik wil het weten."}).status_code == 404


@pytest.mark.django_db
def test_nobody_reviews_the_own_look(spel: Spel) -> None:
    regel = getrokken(spel)
    RolToekenning.objects.create(gebruiker=spel.mensen["leider"], rol=Rol.FG)

    assert spel["leider"].get(reverse("toegang:steekproefregel", args=[regel.pk])).status_code == 404


@pytest.mark.django_db
def test_a_verdict_is_given_once(spel: Spel) -> None:
    adres = reverse("toegang:steekproefregel", args=[getrokken(spel).pk])
    oordeel = {"wat": "oordeel", "oordeel": "terecht", "toelichting": "Zij nam die dag waar."}
    antwoorden = [spel["fg"].post(adres, oordeel).status_code for _ in range(2)]

    assert antwoorden == [303, 422]
    assert Steekproefregel.objects.get().oordeel == "terecht"


@pytest.mark.django_db
@pytest.mark.parametrize("aantal", [1, 6])
def test_the_list_of_the_sample_costs_the_same_at_one_and_at_many(spel: Spel, aantal: int) -> None:
    for dag in range(1, 1 + aantal):
        keek(spel.mensen["leider"], spel.huishouden.pk, dag)
    trekking()
    spel["fg"].get("/toezicht/steekproef")

    assert vragen(spel["fg"], "/toezicht/steekproef") == 8


def test_the_clock_draws_for_every_gemeente(db: None, lindewaard: GemeenteRef) -> None:
    from keukentafel.tenancy import in_gemeente
    from modules.dossier.toegang.taken import trek_steekproef

    trek_steekproef(gemeente_id=str(lindewaard.id))
    with in_gemeente(lindewaard):
        vorige = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
        assert [proef.maand for proef in Steekproef.objects.all()] == [vorige]
