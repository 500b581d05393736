"""The public page and the decision cannot differ (N04): the page is read back, word for word, and asked.

What a resident reads is parsed here by the words alone, without our own structures. From those words
follows what somebody may see, and that is compared with `beslis`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from itertools import product
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.inrichting.lader import Inrichting
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.queries import protocol_nu
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.protocol import (
    Categorie,
    Cel,
    Functie,
    Grond,
    Lezer,
    Mate,
    Matrix,
    Moment,
    Voorwaarde,
    beslis,
    standaardmatrix,
)
from modules.inrichting.views.protocol_openbaar import maak_pagina
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import TOEN, maak_protocol
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.modules.inrichting.rules.protocolbron import gronden, lezers, matrices

OPENBAAR = "/informatieprotocol"
KOPPEN = {
    "Leest alles": Mate.ALLES,
    "Leest een samenvatting": Mate.SAMENVATTING,
    "Weet alleen dat het er is": Mate.BESTAAT,
}
WANNEER = {
    "Altijd, ook als deze persoon u niet helpt.": "altijd",
    "Alleen als deze persoon bij uw hulp betrokken is.": "betrokken",
    "Alleen als het over uw eigen huishouden gaat.": "betrokken",
    "Alleen als u toestemming gaf, of als er een andere grond is vastgelegd.": "grond",
    "Alleen wat deze persoon zelf schreef of zelf doet.": "eigen",
}
GEHEIM = "Alleen als het beroepsgeheim van deze persoon is vastgelegd."
Inzage = tuple[int, bool, bool]
"""How much, whether writing, whether only one's own."""


@dataclass
class Regel:
    """One block of the page, in its own words."""

    kop: str = ""
    wat: list[str] = field(default_factory=list)
    wanneer: list[str] = field(default_factory=list)


class Lezing(HTMLParser):
    """Reads the page as text: per function its blocks, what nobody sees, what an emergency opens."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.functies: dict[str, list[Regel]] = {}
        self.losse: dict[str, str] = {}
        self._klassen: list[str] = []
        self._functie = self._los = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        van = dict(attrs)
        klasse = van.get("class") or ""
        if tag in ("meta", "link", "img", "br"):
            return
        self._klassen.append(klasse)
        if klasse == "kt-openbaar__functie":
            self._functie = ""
        if klasse == "kt-openbaar__groep":
            self.functies[self._functie].append(Regel())
        self._los = van.get("id") or self._los if tag == "p" else self._los

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._los = ""
        self._klassen.pop()

    def handle_data(self, data: str) -> None:
        tekst = data.strip()
        if not tekst or "kt-openbaar__functie" not in self._klassen:
            if tekst and self._los:
                self.losse[self._los] = self.losse.get(self._los, "") + data
            return
        if not self._functie:
            self._functie = tekst
            self.functies[tekst] = []
        elif "kt-openbaar__wat" in self._klassen:
            self.functies[self._functie][-1].wat.append(tekst)
        elif "kt-openbaar__wanneer" in self._klassen:
            self.functies[self._functie][-1].wanneer.append(tekst)
        elif "kt-openbaar__groep" in self._klassen and "kt-openbaar__waarom" not in " ".join(self._klassen):
            self.functies[self._functie][-1].kop = tekst


def lees(html: str) -> Lezing:
    lezing = Lezing()
    lezing.feed(html)
    return lezing


def volgens_de_pagina(
    lezing: Lezing, lezer: Lezer, categorie: Categorie, moment: Moment, met: tuple[Grond, ...]
) -> Inzage:
    """Say what somebody sees, from the words of the page alone."""
    (functie,) = lezer.functies
    uitkomst: Inzage = (0, False, False)
    for regel in lezing.functies.get(str(functie.label), []):
        if str(categorie.label) in regel.wat:
            uitkomst = max(uitkomst, _van_regel(regel, lezer, categorie, moment, met))
    is_nood = any(grond.soort == "nood" for grond in met) and (uitkomst[0] != 3 or uitkomst[2])
    if is_nood and str(categorie.label) in _na(lezing.losse.get("nood-opent", "")):
        return 3, False, False
    persoonlijk = any(grond.is_persoonlijk and grond.soort in ("toestemming", "gevaar") for grond in met)
    if persoonlijk and not uitkomst[0] and str(categorie.label) in _na(lezing.losse.get("hoort-erbij", "")):
        return 3, False, False
    return uitkomst


def _na(zin: str) -> list[str]:
    """Return what stands behind the colon of a sentence."""
    return [deel.strip() for deel in zin.partition(":")[2].strip().removesuffix(".").split(";")]


def _van_regel(
    regel: Regel, lezer: Lezer, categorie: Categorie, moment: Moment, met: tuple[Grond, ...]
) -> Inzage:
    kop, schrijft = regel.kop.removesuffix(" en mag erbij schrijven"), "erbij schrijven" in regel.kop
    wanneer = next(soort for zin, soort in WANNEER.items() if zin in regel.wanneer)
    fasen = [zin for zin in regel.wanneer if zin.startswith("Alleen in deze fasen")]
    if fasen and str(moment.label).lower() not in [fase.lower() for fase in _na_komma(fasen[0])]:
        return 0, False, False
    if GEHEIM in regel.wanneer and not lezer.heeft_geheimhouding:
        return 0, False, False
    gevraagd = {r for r in ("SKJ", "BIG") if f"Alleen met een geldige registratie bij {r}." in regel.wanneer}
    if not gevraagd <= lezer.registraties or (wanneer == "betrokken" and not lezer.is_betrokken):
        return 0, False, False
    mate = int(KOPPEN[kop])
    if wanneer == "grond":
        passend = [
            (int(grond.mate), grond.schrijft)
            for grond in met
            if grond.soort in ("toestemming", "gevaar")
            and categorie in grond.categorieen
            and (grond.is_persoonlijk or lezer.is_betrokken)
        ]
        if not passend:
            return 0, False, False
        hoe, mag = max(passend)
        mate, schrijft = min(mate, hoe), schrijft and mag
    return mate, schrijft, wanneer == "eigen"


def _na_komma(zin: str) -> list[str]:
    return [deel.strip() for deel in zin.partition(":")[2].strip().removesuffix(".").split(",")]


def volgens_beslis(
    matrix: Matrix, lezer: Lezer, categorie: Categorie, moment: Moment, met: tuple[Grond, ...]
) -> Inzage:
    oordeel = beslis(matrix, lezer=lezer, categorie=categorie, moment=moment, gronden=met)
    return int(oordeel.mate), oordeel.schrijft, oordeel.alleen_eigen


def pagina_van(matrix: Matrix) -> str:
    """The page of a protocol, without a database."""
    gemeente: Any = type("Gemeente", (), {"naam": "Lindewaard"})
    return maak_pagina(matrix, gemeente=gemeente, instellingen=Inrichting(), sinds=date(2026, 11, 1))


VOORWAARDEN = [
    (Lezer(frozenset(), geheim, frozenset(registers), betrokken), met)
    for geheim, registers, betrokken, met in product(
        (True, False),
        ((), ("SKJ",), ("SKJ", "BIG")),
        (True, False),
        ((), "lezen", "schrijven", "samenvatting", "van naam", "nood"),
    )
]


def _gronden(soort: str | tuple[()], categorie: Categorie) -> tuple[Grond, ...]:
    voor = frozenset({categorie})
    return {
        "lezen": (Grond("toestemming", voor),),
        "schrijven": (Grond("gevaar", voor, schrijft=True),),
        "samenvatting": (Grond("toestemming", voor, Mate.SAMENVATTING),),
        "van naam": (Grond("toestemming", voor, is_persoonlijk=True),),
        "nood": (Grond("nood", frozenset(Categorie)),),
    }.get(soort or "", ())


def verschillen(matrix: Matrix, html: str) -> list[str]:
    """Return every function × category × moment × condition in which the page and the decision differ."""
    lezing, gevonden = lees(html), []
    for functie, categorie, moment in product(Functie, Categorie, Moment):
        for wie, soort in VOORWAARDEN:
            lezer = Lezer(frozenset({functie}), wie.heeft_geheimhouding, wie.registraties, wie.is_betrokken)
            met = _gronden(soort, categorie)
            pagina = volgens_de_pagina(lezing, lezer, categorie, moment, met)
            regels = volgens_beslis(matrix, lezer, categorie, moment, met)
            if pagina != regels:
                gevonden.append(f"{functie}, {categorie}, {moment}, {wie}, {soort}: {pagina} is {regels}")
    return gevonden


@pytest.mark.parametrize("variant", list(Variant))
def test_the_page_says_for_every_condition_what_the_decision_does(variant: Variant) -> None:
    matrix = standaardmatrix(variant, versie=1)

    assert verschillen(matrix, pagina_van(matrix))[:5] == []


@settings(max_examples=25)
@given(st.data(), matrices())
def test_the_page_of_any_protocol_says_what_the_decision_does(data: st.DataObject, matrix: Matrix) -> None:
    lezing = lees(pagina_van(matrix))

    for functie in Functie:
        lezer, met = data.draw(lezers(functie)), data.draw(gronden())
        for categorie, moment in product(Categorie, Moment):
            pagina = volgens_de_pagina(lezing, lezer, categorie, moment, met)
            assert pagina == volgens_beslis(matrix, lezer, categorie, moment, met), (
                functie,
                categorie,
                moment,
            )


def test_a_page_of_another_version_is_noticed() -> None:
    oud = standaardmatrix("team", versie=1)
    nieuw = oud.met_cellen(Functie.TEAMLEIDER, Categorie.GELD, [Cel(Mate.BESTAAT, grond="AVG, artikel 6")])

    assert verschillen(nieuw, pagina_van(oud)) != []


@pytest.fixture
def ander_concept(in_lindewaard: GemeenteRef) -> Matrix:
    """A protocol in force, and a concept that says something else; return what is in force."""
    nu = standaardmatrix("team").met_cellen(
        Functie.BACKOFFICE, Categorie.GEZONDHEID, [Cel(Mate.BESTAAT, grond="Wmo 2015, artikel 5.1.1")]
    )
    maak_protocol(nu)
    straks = nu.met_cellen(Functie.PARTNER, Categorie.PLAN, [Cel(Mate.ALLES, Voorwaarde.GROND, grond="AVG")])
    Informatieprotocol.objects.create(
        nummer=9, status="concept", inhoud=straks.naar_json(), gemaakt_op=TOEN, gewijzigd_op=TOEN
    )
    return protocol_nu()


def test_visitors_read_the_version_in_force_and_never_a_concept(klant: Client, ander_concept: Matrix) -> None:
    def proef() -> None:
        html = klant.get(OPENBAAR).content.decode()
        assert verschillen(ander_concept, html)[:5] == []

    proef()
    wordt_rood("openbaar_protocol_toont_een_andere_versie", proef)


def test_the_page_opens_without_signing_in_and_holds_nothing_of_who_looks(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    bezoeker = klant.get(OPENBAAR)
    ingelogd = Client()
    log_in(ingelogd, maak_gebruiker(rollen=[Rol.TEAMLID], naam="Carla Wouters"))
    medewerker = ingelogd.get(OPENBAAR)

    assert bezoeker.status_code == 200
    assert bezoeker.content == medewerker.content
    assert bezoeker["Cache-Control"] == "public, no-cache"
    assert (bezoeker.cookies, "Cookie" in bezoeker.get("Vary", "")) == ({}, False)


def test_a_browser_keeps_the_page_until_another_version_holds(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    eerste = klant.get(OPENBAAR)
    bekend = klant.get(OPENBAAR, headers={"If-None-Match": eerste["ETag"]})
    maak_protocol(standaardmatrix("netwerk"))
    daarna = klant.get(OPENBAAR, headers={"If-None-Match": eerste["ETag"]})

    assert (bekend.status_code, daarna.status_code) == (304, 200)


def test_each_gemeente_publishes_its_own(
    klant_van: Any, in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    niets = Matrix(1, {})
    maak_protocol(niets)

    lindewaard, ander = klant_van(in_lindewaard).get(OPENBAAR), klant_van(hoogmeren).get(OPENBAAR)

    assert verschillen(niets, lindewaard.content.decode()) == []
    assert verschillen(standaardmatrix("team"), ander.content.decode())[:5] == []
    assert "Gemeente Hoogmeren" in ander.content.decode()


def test_only_the_public_page_may_be_found_by_a_search_engine(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    robots = {pad: "noindex" in klant.get(pad).content.decode() for pad in (OPENBAAR, "/inloggen")}

    assert robots == {OPENBAAR: False, "/inloggen": True}
