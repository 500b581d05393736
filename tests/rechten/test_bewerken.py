"""Two people save the same form: nothing is lost, and the second gets both texts (G11).

The forms are found on the pages themselves: whatever holds a field `versie`. `make proef PROEF=bewerken`
does a hundred pairs per form at once; here one after the other, which asks the same question.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from django.db import transaction
from django.test import Client

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
BEIDE, ALLEEN_LEZEN = "een bewaard, en beide teksten voor de ander", "alleen lezen"
# The text that both type in, where the first free text of the form takes no sentence.
VELD = {"inrichting:teammodel": "toelichting", "inrichting:teammodel_team": "", "inrichting:huisstijl": ""}
VELD |= {"koppelingen:systeem": "verwerking"}  # the first one is an address
VELD |= {"brieven:aan": ""}  # an address is kept only of somebody who lives elsewhere
BEGINT_BIJ_NUL = frozenset({"inrichting:begrip", "inrichting:protocol_cel"})
"""Forms over something that always is there, with version 0 until somebody changes it."""
EEN_KEER = {
    "bewaren:verzoek": "a decision or a longer term is given once: the second is told so, and keeps what was typed",
    "besluiten:controleer": "a step of a decision is taken once: the second is told so, and keeps what was typed",
}
"""Pages whose forms press a button that can be pressed once; there is no text that a second one could overwrite."""
NIEUW = {
    "dossier:afsluitvoorstel": "the explanation of the proposal, to begin with; help ends once",
    "dossier:overdragen": "a summary to begin with, of what stands elsewhere",
    "dossier:zrm_meten": "the name of the person, in a new measurement",
    "dossier:persoon_nieuw": "the name of the household, for a new person",
    "delen:intrekken": "who takes the consent back, to begin with",
    "wmo:aanvraag": "what the melding is about, to begin with; an aanvraag is recorded once",
    "delen:verhaal": "who agrees with the text, to begin with",
}
"""Forms that begin with a text of something else, and make something new of it."""


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


def alle_formulieren(wereld: Wereld) -> Iterator[Plek]:
    """Yield every form that is sent, from the page of each who may see it."""
    for letter in "hta":
        for adres in adressen():
            if adres.host or adres.route in EEN_KEER or is_geweigerd(wereld, adres, letter):
                continue
            pad = wereld.pad(adres, Bereik.EIGEN)
            antwoord = vraag(wereld, letter, "get", pad)
            for formulier in lees_formulieren(antwoord.tekst) if antwoord.status == 200 else ():
                if formulier.methode == "post":
                    yield Plek(adres.naam, pad, letter, formulier)


def met_versie(plekken: Iterable[Plek]) -> list[Plek]:
    """Return each form once that says from which version of something that is there it began."""
    gezien: dict[tuple[str, tuple[str, ...]], Plek] = {}
    for plek in plekken:
        versie = plek.formulier.velden.get("versie", [""])
        if plek.route in BEGINT_BIJ_NUL or versie not in ([""], ["0"]):
            sleutel = (plek.adres.partition("?")[0], tuple(sorted(plek.formulier.velden)))
            gezien.setdefault(sleutel, plek)
    return list(gezien.values())


def zonder_versie(plekken: Iterable[Plek]) -> set[str]:
    """Return the pages with a form that shows a text that was saved, and says no version of it."""
    return {
        plek.route
        for plek in plekken
        if not plek.formulier.heeft_versie
        and any("kanarie" in plek.formulier.velden[naam][0].lower() for naam in plek.formulier.teksten)
    }


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
    alles = list(alle_formulieren(wereld))
    plekken = met_versie(alles)

    mis = [fout for plek in plekken if (fout := probeer(wereld, plek))]

    assert len(plekken) > 10, [plek.route for plek in plekken]
    assert not mis, "\n" + "\n".join(mis)
    assert zonder_versie(alles) == set(NIEUW), "geef dit formulier een versie, of zet bij NIEUW waarom niet"


@pytest.mark.skipif("KT_PROEF_BEWERKEN" not in os.environ, reason="make proef PROEF=bewerken")
@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_pairs_at_once_one_saves_and_one_sees_both(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, capfd: pytest.CaptureFixture[str]
) -> None:
    keren = int(os.environ["KT_PROEF_BEWERKEN"])
    with in_gemeente(lindewaard):
        wereld = maak_wereld(lindewaard, hoogmeren)
        plekken = [plek for plek in met_versie(alle_formulieren(wereld)) if plek.veld]
    geteld: Counter[str] = Counter()
    for plek in plekken:
        uitkomsten = Counter(_tegelijk(wereld, plek, keer) for keer in range(keren))
        if uitkomsten == {ALLEEN_LEZEN: keren}:
            continue  # who may only read this kind of data is refused, each time
        geteld.update({f"{plek.route} ({plek.veld}): {uitkomst}": n for uitkomst, n in uitkomsten.items()})

    with capfd.disabled():
        goed = sum(n for regel, n in geteld.items() if regel.endswith(BEIDE))
        regels = [f"  {n} {regel}\n" for regel, n in sorted(geteld.items())]
        sys.stdout.write(f"\n{len(plekken)} formulieren, {geteld.total()} paren, {goed} met beide teksten:\n")
        sys.stdout.writelines(regels)
    assert {regel for regel in geteld if not regel.endswith(BEIDE)} == set()
    assert geteld.total() >= 10 * keren


def _tegelijk(wereld: Wereld, plek: Plek, keer: int) -> str:
    """Let two people save the newest form at the same moment; return in words what came of it."""
    hier = f"{wereld.gemeente.slug}.localhost"
    pagina = wereld.browsers[plek.letter].get(plek.pad, HTTP_HOST=hier).content.decode(errors="replace")
    nu = _hetzelfde(lees_formulieren(pagina), plek)
    if nu is None:
        return "het formulier staat er niet meer"
    with in_gemeente(wereld.gemeente):
        browsers = [browser_van(wereld.mensen[plek.letter]) for _ in "ab"]
    antwoorden: dict[str, tuple[int, str]] = {}

    def stuur(wie: str, browser: Client) -> None:
        ruw = browser.post(plek.adres, nu.ingevuld(plek.veld, f"Keer {keer}, door {wie}"), HTTP_HOST=hier)
        antwoorden[wie] = ruw.status_code, ruw.content.decode(errors="replace")

    namen = ("de een", "de ander")
    kapot = in_draden([partial(stuur, wie, browser) for wie, browser in zip(namen, browsers, strict=True)])
    codes = sorted(code for code, _ in antwoorden.values())
    if codes == [403, 403]:
        return ALLEEN_LEZEN
    if kapot or len(codes) != 2 or codes[0] not in (200, 204, 302, 303) or codes[1] != 409:
        return f"{codes} {kapot}"
    tekst = next(tekst for code, tekst in antwoorden.values() if code == 409)
    return BEIDE if all(f"Keer {keer}, door {wie}" in tekst for wie in namen) else "niet beide teksten"


def _hetzelfde(formulieren: list[Formulier], plek: Plek) -> Formulier | None:
    """Return the form of this place among those of a page that was fetched again."""
    zelfde = [nu for nu in formulieren if nu.heeft_versie and (nu.actie or plek.pad) == plek.adres]
    return next((nu for nu in zelfde if plek.veld in nu.velden), None)
