"""What somebody types runs on nobody's screen: every text of a household, in a real browser.

The main screens here; `make proef PROEF=xss` looks at every page as every role, round after round.
"""

# ruff: noqa: F811 -- `toneel` and `bezoek` are fixtures

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.template import engines

from keukentafel.tenancy import GemeenteRef, in_gemeente
from tests.house.deurtoneel import Toneel, toneel  # noqa: F401 -- a fixture
from tests.house.routes import routes
from tests.house.test_schermen import HOOFDSCHERMEN, _is_pagina, _pad, bezoek  # noqa: F401 -- a fixture
from tests.house.xss import PAYLOADS, Ogen, kijk_rond, plant

pytestmark = pytest.mark.django_db(transaction=True)

KLEIN = (
    *HOOFDSCHERMEN, "documenten:lijst", "documenten:versie", "dossier:persoon", "dossier:netwerk", "dossier:regie",
    "dossier:betrokkenen", "dossier:zoeken", "dossier:wie_keek_mee", "dossier:plan_afdrukken", "dossier:melding",
    "dossier:signaal", "inlezen:problemen", "inrichting:begrippen", "delen:overzicht",
)  # fmt: skip
RONDES = int(os.environ.get("KT_PROEF_XSS", "0"))
IEDEREEN = (
    "eigen leider",
    "eigen",
    "ander team",
    "andere backoffice",
    "beheerder",
    "beleid",
    "fg",
    "bezoeker",
)


def paginas(
    toneel: Toneel, namen: tuple[str, ...], wie_dan: tuple[str, ...], *, alle: bool, streng: bool = True
) -> Iterator[tuple[str, str]]:
    """Give the addresses that are a page to somebody; with `alle` to everybody to whom they are.

    What cannot be made into an address is the business of test_deuren.
    """
    for route in routes():
        if namen and route.naam not in namen:
            continue
        try:
            pad = _pad(route, toneel)
        except KeyError:
            continue
        for wie in wie_dan:
            antwoord = toneel.browsers[wie].get(pad)
            assert not streng or antwoord.status_code < 500, f"{pad} breekt voor {wie}: {antwoord.exc_info}"
            if _is_pagina(antwoord):
                yield pad, wie
                if not alle:
                    break


@pytest.fixture
def ogen(page: Any) -> Ogen:
    return Ogen(page)


def rond(
    ogen: Ogen, bezoek: Toneel, adres: Callable[..., str], ref: GemeenteRef, *, streng: bool = True
) -> None:
    with in_gemeente(ref):
        gevuld = plant(bezoek)
    assert gevuld > 80
    lijst = list(paginas(bezoek, KLEIN, ("eigen leider", "eigen", "beheerder"), alle=False, streng=streng))
    assert kijk_rond(ogen, bezoek, iter(lijst), adres) == {}
    assert ogen.bekeken >= 15
    assert ogen.met_tekst >= 10  # the texts really stand on the pages, as text


def test_there_are_fifty_different_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 50


def test_what_is_typed_runs_on_no_main_screen(
    ogen: Ogen, bezoek: Toneel, adres: Callable[..., str], in_lindewaard: GemeenteRef
) -> None:
    rond(ogen, bezoek, adres, in_lindewaard)


def test_turns_red_when_text_is_not_escaped(
    ogen: Ogen,
    bezoek: Toneel,
    adres: Callable[..., str],
    in_lindewaard: GemeenteRef,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engines["django"].engine, "autoescape", False)

    with pytest.raises(AssertionError, match=r"werd een tag|tegengehouden|keer uitgevoerd"):
        rond(ogen, bezoek, adres, in_lindewaard, streng=False)  # a page may also break on it


@pytest.mark.skipif(not RONDES, reason="alleen met make proef PROEF=xss")
@pytest.mark.parametrize("ronde", range(RONDES))
def test_what_is_typed_runs_on_no_page_of_anybody(
    ogen: Ogen, bezoek: Toneel, adres: Callable[..., str], in_lindewaard: GemeenteRef, ronde: int
) -> None:
    with in_gemeente(in_lindewaard):
        plant(bezoek, ronde * 7)

    fouten = kijk_rond(ogen, bezoek, paginas(bezoek, (), IEDEREEN, alle=True), adres)

    assert fouten == {}
    assert ogen.bekeken > 100
