"""Two people save the same form: nothing is lost, and the second gets both texts (G11).

The forms are found on the pages themselves: whatever holds a field `versie`. `make proef PROEF=bewerken`
does a hundred pairs per form at once; here one after the other, which asks the same question.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction

from keukentafel.tenancy import GemeenteRef, in_gemeente
from tests.keukentafel.tenancy.zaaien import in_draden
from tests.rechten.adressen import adressen
from tests.rechten.formulieren import Formulier, lees_formulieren
from tests.rechten.kruip import _HOSTNAAM, vraag
from tests.rechten.mensen import browser_van
from tests.rechten.test_tabel import is_geweigerd
from tests.rechten.wereld import Bereik, Wereld, maak_wereld

pytestmark = pytest.mark.django_db
EERST, TWEEDE = "Eerst bewaard door de een", "Daarna getypt door de ander"
# The text that both type in, where the first free text of the form takes no sentence.
VELD = {"inrichting:teammodel": "toelichting", "inrichting:teammodel_team": "", "inrichting:huisstijl": ""}
BEGINT_BIJ_NUL = frozenset({"inrichting:begrip", "inrichting:protocol_cel"})
"""Forms over something that always is there, with version 0 until somebody changes it."""
EEN_KEER = {
    "bewaren:verzoek": "a decision or a longer term is given once: the second is told so, and keeps what was typed",
}
"""Pages whose forms press a button that can be pressed once; there is no text that a second one could overwrite."""


@dataclass(frozen=True)
class Plek:
    """A form with a version: on which page, and who may fill it in."""

    route: str
    pad: str
    letter: str
    formulier: Formulier

    @property
    def adres(self) -> str:
        return self.formulier.actie or self.pad

    @property
    def veld(self) -> str:
        """The free text that both type in."""
        if self.route in VELD:
            return VELD[self.route] if VELD[self.route] in self.formulier.velden else ""
        namen = [
            naam
            for naam in self.formulier.teksten
            if naam not in ("q", "bsn", "telefoon", "postcode", "email")
        ]
        gevuld = [naam for naam in namen if "kanarie" in self.formulier.velden[naam][0].lower()]
        return next(iter(gevuld or namen), "")


def formulieren_met_versie(wereld: Wereld) -> Iterator[Plek]:
    """Yield each form with a version once, from the page of who may fill it in."""
    gezien = set()
    for letter in "hta":
        for adres in adressen():
            if adres.host or adres.route in EEN_KEER or is_geweigerd(wereld, adres, letter):
                continue
            pad = wereld.pad(adres, Bereik.EIGEN)
            antwoord = vraag(wereld, letter, "get", pad)
            if antwoord.status != 200 or 'name="versie"' not in antwoord.tekst:
                continue
            for formulier in lees_formulieren(antwoord.tekst):
                plek = Plek(adres.naam, pad, letter, formulier)
                sleutel = (plek.adres.partition("?")[0], tuple(sorted(formulier.velden)))
                bestaat = adres.route in BEGINT_BIJ_NUL or formulier.velden.get("versie") not in (
                    None,
                    [""],
                    ["0"],
                )
                if bestaat and formulier.methode == "post" and sleutel not in gezien:
                    gezien.add(sleutel)
                    yield plek


def probeer(wereld: Wereld, plek: Plek) -> str:
    """Let one save, and another with the page of before; return what is wrong, empty when nothing is."""
    if not plek.veld:
        return ""
    browser, ander = wereld.browsers[plek.letter], browser_van(wereld.mensen[plek.letter])
    hier = _HOSTNAAM[""] or f"{wereld.gemeente.slug}.localhost"
    with in_gemeente(wereld.gemeente), transaction.atomic():
        eerst = browser.post(plek.adres, plek.formulier.ingevuld(plek.veld, EERST), HTTP_HOST=hier)
        daarna = ander.post(plek.adres, plek.formulier.ingevuld(plek.veld, TWEEDE), HTTP_HOST=hier)
        tekst = daarna.content.decode(errors="replace")
        transaction.set_rollback(True)
    wat = f"{plek.letter} {plek.route} {plek.adres} ({plek.veld})"
    if eerst.status_code == 403:
        return ""  # who may only read this kind of data
    if eerst.status_code not in (200, 204, 302, 303):
        return f"{wat}: het eerste bewaren gaf {eerst.status_code}"
    if daarna.status_code != 409:
        return f"{wat}: het tweede bewaren gaf {daarna.status_code}, niet 409"
    ontbreekt = [zin for zin in (EERST, TWEEDE) if zin not in tekst]
    return f"{wat}: de pagina laat niet zien: {ontbreekt}" if ontbreekt else ""


def test_the_second_of_two_gets_both_texts_of_every_form_with_a_version(wereld: Wereld) -> None:
    plekken = list(formulieren_met_versie(wereld))

    mis = [fout for plek in plekken if (fout := probeer(wereld, plek))]

    assert len(plekken) > 10, [plek.route for plek in plekken]
    assert not mis, "\n" + "\n".join(mis)


@pytest.mark.skipif("KT_PROEF_BEWERKEN" not in os.environ, reason="make proef PROEF=bewerken")
@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_pairs_at_once_one_saves_and_one_sees_both(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    with in_gemeente(lindewaard):
        wereld = maak_wereld(lindewaard, hoogmeren)
        plekken = [plek for plek in formulieren_met_versie(wereld) if plek.veld and not probeer(wereld, plek)]
    fouten = []
    for plek in plekken:
        for keer in range(int(os.environ["KT_PROEF_BEWERKEN"])):
            fouten += _tegelijk(wereld, plek, keer)

    assert len(plekken) > 5
    assert not fouten, "\n" + "\n".join(fouten)


def _tegelijk(wereld: Wereld, plek: Plek, keer: int) -> Iterator[str]:
    """Let two people save the newest form at the same moment; yield what went wrong."""
    hier = f"{wereld.gemeente.slug}.localhost"
    pagina = wereld.browsers[plek.letter].get(plek.pad, HTTP_HOST=hier).content.decode(errors="replace")
    nu = next(
        (
            formulier
            for formulier in lees_formulieren(pagina)
            if formulier.heeft_versie and (formulier.actie or plek.pad) == plek.adres
        ),
        None,
    )
    if nu is None:
        return
    uitkomsten: list[tuple[int, str]] = []

    def stuur(wie: int) -> None:
        with in_gemeente(wereld.gemeente):
            browser = browser_van(wereld.mensen[plek.letter])
        tekst = f"Keer {keer}, door {'de een' if wie else 'de ander'}"
        antwoord = browser.post(plek.adres, nu.ingevuld(plek.veld, tekst), HTTP_HOST=hier)
        uitkomsten.append((antwoord.status_code, antwoord.content.decode(errors="replace")))

    kapot = in_draden([lambda: stuur(0), lambda: stuur(1)])
    codes = sorted(code for code, _ in uitkomsten)
    if codes == [403, 403]:
        return  # who may only read this kind of data
    if kapot or len(codes) != 2 or codes[0] not in (200, 204, 302, 303) or codes[1] != 409:
        yield f"{plek.route} keer {keer}: {codes} {kapot}"
        return
    tekst = next(tekst for code, tekst in uitkomsten if code == 409)
    if not all(f"Keer {keer}, door {wie}" in tekst for wie in ("de een", "de ander")):
        yield f"{plek.route} keer {keer}: niet beide teksten"
