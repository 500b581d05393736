"""The rights table: every route × everybody × own team, other team, other gemeente × reading and writing.

What is right stands in `tabel.txt`, for a person to read. The addresses come from the resolvers of the
three hosts, so a new route without a line is red on the day it is made. `make proef PROEF=rechten` asks
everybody with every method, and lays everybody's answer to a foreign id beside the one to an unknown id. Here
everybody asks with GET and POST where the route has them, and one person a route does the rest (`steekproef`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from zlib import crc32

import pytest

from keukentafel import registry
from tests.rechten import tabel as tabellen
from tests.rechten.adressen import Adres, adressen
from tests.rechten.kruip import METHODEN, Antwoord, vraag, vragers, zonder_toeval
from tests.rechten.mensen import ANONIEM, LETTERS, onthouden_sessies
from tests.rechten.tabel import GEEN_METHODE, Cel, Rij
from tests.rechten.wereld import LICHAAM, Bereik, Wereld

pytestmark = pytest.mark.django_db

KOLOM = {
    ("get", Bereik.EIGEN): "GET",
    ("post", Bereik.EIGEN): "POST",
    ("get", Bereik.ANDER): "ander GET",
    ("post", Bereik.ANDER): "ander POST",
}
ZGW = {"zrc", "ztc", "drc", "brc", "nrc", "ac"}
VOOR_PROGRAMMAS = ZGW | {"api"}
"""Doors that look at a token and at no session: there the visitor and one other ask, in the long trial everybody."""
GROEPEN = ("0hlab", "jkfnpo", "wtmsie", "vrzd")  # one test each, so that two processes share the work
GEVRAAGD, LEEST = ("get", "post"), ("get", "head", "options")
ALLES = "KT_PROEF_RECHTEN" in os.environ


def _bereiken(adres: Adres) -> tuple[Bereik, ...]:
    met_id = adres.heeft_id or adres.route in LICHAAM
    return (Bereik.EIGEN, Bereik.ANDER) if met_id else (Bereik.EIGEN,)


def steekproef(wereld: Wereld, adres: Adres) -> frozenset[str]:
    """Return who does for this route what not everybody does here: one who is let in, and one who is not.

    Always the same two for a route, and others for the next; in the long trial everybody.
    """
    iedereen = vragers(wereld, adres)
    if ALLES:
        return frozenset(iedereen)
    geweigerd = {letter for letter in iedereen if is_geweigerd(wereld, adres, letter)}
    soorten = [[letter for letter in iedereen if (letter in geweigerd) is nee] for nee in (False, True)]
    beurt = crc32(adres.naam.encode())
    return frozenset(letters[beurt % len(letters)] for letters in soorten if letters)


def _lichaam(wereld: Wereld, adres: Adres, bereik: Bereik, methode: str) -> dict[str, str] | None:
    return wereld.lichaam(adres, bereik) if methode == "post" else None


def meet(wereld: Wereld, adres: Adres, letters: str = LETTERS) -> Rij:
    """Return what the product does with this address, as a line of the table."""
    rij: Rij = {}
    for (methode, bereik), kolom in KOLOM.items():
        if bereik not in _bereiken(adres):
            rij[kolom] = rij[KOLOM[methode, Bereik.EIGEN]]
            continue
        pad, lichaam = wereld.pad(adres, bereik), _lichaam(wereld, adres, bereik, methode)
        uitkomsten = {
            letter: vraag(wereld, letter, methode, pad, lichaam, host=adres.host).uitkomst
            for letter in vragers(wereld, adres)
            if letter in letters
        }
        rij[kolom] = Cel.van(uitkomsten)
    return rij


def test_every_route_has_a_line_in_the_table(wereld: Wereld) -> None:
    tabel = tabellen.lees()
    nieuw = [adres for adres in adressen() if adres.naam not in tabel]
    weg = set(tabel) - {adres.naam for adres in adressen()}

    voorstel = [tabellen.regel(adres.naam, meet(wereld, adres)) for adres in nieuw]
    assert voorstel == [], (
        "Deze routes staan niet in tests/rechten/tabel.txt. Zo gedragen ze zich nu; is dat goed, zet de regel "
        "er dan in:\n" + "\n".join(voorstel)
    )
    assert weg == set(), "Deze routes zijn er niet meer; haal hun regel uit tests/rechten/tabel.txt."


def test_every_letter_is_somebody_and_asks_once() -> None:
    assert sorted("".join(GROEPEN)) == sorted(LETTERS)


@pytest.mark.parametrize("letters", GROEPEN)
def test_everybody_is_let_in_where_the_table_says_so_and_nowhere_else(wereld: Wereld, letters: str) -> None:
    mis = list(mis_in_tabel(wereld, letters, METHODEN if ALLES else GEVRAAGD))

    assert not mis, "\n" + "\n".join(mis)


def mis_in_tabel(wereld: Wereld, letters: str, methoden: tuple[str, ...] = GEVRAAGD) -> Iterator[str]:
    """Yield every answer that is not what the table says."""
    tabel = tabellen.lees()
    with onthouden_sessies():
        for adres in adressen():
            rij = tabel.get(adres.naam)
            if rij is None:
                continue  # the test above says so
            for letter in (letter for letter in _vragers_hier(wereld, adres) if letter in letters):
                yield from _mis_met(wereld, adres, rij, letter, methoden)


def _vragers_hier(wereld: Wereld, adres: Adres) -> str:
    iedereen = vragers(wereld, adres)
    if ALLES or adres.route.partition(":")[0] not in VOOR_PROGRAMMAS:
        return iedereen
    gekozen = steekproef(wereld, adres) | {ANONIEM}
    return "".join(letter for letter in iedereen if letter in gekozen)


def _mis_met(wereld: Wereld, adres: Adres, rij: Rij, letter: str, methoden: tuple[str, ...]) -> Iterator[str]:
    geweigerd = not ALLES and is_geweigerd(wereld, adres, letter)
    uitgekozen = letter in steekproef(wereld, adres)
    methoden = tuple(methode for methode in methoden if uitgekozen or _heeft(rij, methode))
    for bereik in _bereiken(adres)[: 1 if geweigerd else None]:
        pad = wereld.pad(adres, bereik)
        for methode in methoden:
            lichaam = _lichaam(wereld, adres, bereik, methode)
            antwoord = vraag(wereld, letter, methode, pad, lichaam, host=adres.host)
            wat = f"{letter} {methode} {adres.naam} ({bereik})"
            cel = rij[KOLOM["get" if methode in LEEST else "post", bereik]]
            if antwoord.uitkomst not in cel.verwacht(letter) | (
                set() if methode in GEVRAAGD else {"methode"}
            ):
                yield f"{wat}: {antwoord.uitkomst} ({antwoord.status}), de tabel zegt {cel.tekst} {antwoord.fout}"
            mag = {Bereik.EIGEN} | ({bereik} if "ja" in cel.verwacht(letter) else set())
            yield from _lekken(wereld, antwoord, wat, frozenset(mag))
    if adres.heeft_id and not adres.host:
        vreemd = (
            methoden[:1] if geweigerd else methoden
        )  # turned away by the name of the route, by any method
        yield from _mis_met_vreemd(wereld, adres, letter, vreemd, vergelijk=uitgekozen)


def _heeft(rij: Rij, methode: str) -> bool:
    """Tell whether the route has this method, by the table."""
    return rij[KOLOM["get" if methode in LEEST else "post", Bereik.EIGEN]].tekst != GEEN_METHODE


def is_geweigerd(wereld: Wereld, adres: Adres, letter: str) -> bool:
    """Tell whether the middleware turns this role away by the name of the route: then no id is read at all."""
    recht = registry.recht_van(adres.route)
    if adres.host or recht is None or recht.is_openbaar:
        return False
    return letter not in wereld.mensen or not recht.geldt_voor(wereld.mensen[letter].rollen)


def _lekken(wereld: Wereld, antwoord: Antwoord, wat: str, mag: frozenset[Bereik]) -> Iterator[str]:
    """Nothing of another gemeente or another team; and no word without a line in the logboek (G22)."""
    for bereik in wereld.bomen:
        gezongen = sorted(antwoord.van(bereik))
        if gezongen and bereik not in mag:
            yield f"{wat}: tekst van {bereik}: {', '.join(gezongen[:4])}"
        elif gezongen and not _staat_in_logboek(wereld, antwoord, bereik):
            yield f"{wat}: toont {gezongen[0]} zonder regel in het logboek"


def _staat_in_logboek(wereld: Wereld, antwoord: Antwoord, bereik: Bereik) -> bool:
    huishouden, bestand = wereld.bomen[bereik].huishouden.pk, wereld.rijen[bereik]["inlezing"].pk
    return any(
        huis == huishouden or object_ == bestand or huishouden in (getoond or ())
        for _, huis, object_, getoond in antwoord.regels
    )


def _mis_met_vreemd(
    wereld: Wereld, adres: Adres, letter: str, methoden: tuple[str, ...], *, vergelijk: bool
) -> Iterator[str]:
    """The ids of another gemeente are no different from ids that nobody has."""
    uuids = [naam for naam, soort in adres.sleutels if soort == "uuid"]
    eigen = [(), (uuids[0],)] if len(uuids) > 1 else [()]
    for methode in methoden:
        for vast in eigen:
            vreemd = _vraag_om(wereld, adres, letter, methode, Bereik.VREEMD, vast)
            wat = (
                f"{letter} {methode} {adres.naam} (andere gemeente{', in eigen huishouden' if vast else ''})"
            )
            # Who may not even look at this kind of data is told so at the door of the own household.
            # A door for programs tells who has no token so, before it reads any id.
            mag_reden = bool(vast) or adres.route.partition(":")[0] in ZGW
            goed = {"nee", "deur", "methode", *(["reden"] if mag_reden else [])}
            if vreemd.uitkomst not in goed:
                yield f"{wat}: {vreemd.uitkomst} ({vreemd.status}) {vreemd.fout}"
            if vergelijk and _verschilt(
                vreemd, _vraag_om(wereld, adres, letter, methode, Bereik.ONBEKEND, vast)
            ):
                yield f"{wat}: ander antwoord dan op een id dat niemand heeft"
            yield from _lekken(wereld, vreemd, wat, frozenset({Bereik.EIGEN}))
            if vast:  # a part of the household of another team, below the own household
                genest = _vraag_om(wereld, adres, letter, methode, Bereik.ANDER, vast)
                if genest.uitkomst not in goed:
                    yield f"{wat}, van een ander team: {genest.uitkomst} ({genest.status}) {genest.fout}"
                yield from _lekken(wereld, genest, wat, frozenset({Bereik.EIGEN}))


def _vraag_om(
    wereld: Wereld, adres: Adres, letter: str, methode: str, bereik: Bereik, vast: tuple[str, ...]
) -> Antwoord:
    return vraag(wereld, letter, methode, wereld.pad(adres, bereik, eigen=vast), host=adres.host)


def _verschilt(een: Antwoord, ander: Antwoord) -> bool:
    return een.status != ander.status or zonder_toeval(een.tekst) != zonder_toeval(ander.tekst)


@pytest.mark.skipif(os.environ.get("KT_RECHTEN") != "schrijf", reason="alleen om de tabel te schrijven")
def test_schrijf(wereld: Wereld) -> None:
    """Write the table as the product behaves now; of the routes in KT_RECHTEN_ROUTES, or of all. Then read it."""
    welke = set(os.environ.get("KT_RECHTEN_ROUTES", "").split())
    oud = tabellen.lees()
    tabellen.schrijf(
        {
            adres.naam: oud[adres.naam]
            if welke and adres.naam in oud and adres.naam not in welke
            else meet(wereld, adres)
            for adres in adressen()
            if not welke or adres.naam in oud or adres.naam in welke
        }
    )
