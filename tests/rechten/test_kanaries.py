"""A word in every text of a household, of every class of the protocol: who reads which on any page (G2, N13).

Everything that can be asked for is asked by everybody of the team; each word that comes back must be of a
class that the matrix gives this person. `make proef PROEF=kanaries` does it for three gemeenten, with mail,
logs, broker, cache and folders; here one gemeente, and what a process keeps by itself.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import caches

from tests.house.kanaries import BSN as EIGEN_BSN
from tests.rechten.adressen import Adres, adressen
from tests.rechten.klassen import LEEST, mag_lezen, plant_klassen
from tests.rechten.kruip import vraag
from tests.rechten.test_tabel import is_geweigerd
from tests.rechten.wereld import Bereik, Wereld

pytestmark = pytest.mark.django_db
VAN_IEMAND_ANDERS = frozenset({"identity", "inrichting", "inlezen"})
"""Rooms in which no household is shown."""


def vragen_van(wereld: Wereld, adres: Adres) -> Iterator[str]:
    """Yield the addresses to ask: the page itself and, of a list, some searches and filters."""
    pad = wereld.pad(adres, Bereik.EIGEN)
    yield pad
    boom = wereld.bomen[Bereik.EIGEN]
    if adres.naam in ("dossier:zoeken", "dossier:huishoudens"):
        inwoner = boom["Inwoner"]
        for tekst in (
            inwoner.geslachtsnaam,
            boom["Contactnotitie"].tekst,
            boom["Gesprek"].verhaal,
            "kanarie",
        ):
            yield f"{pad}?{urlencode({'q': tekst})}"
    elif adres.naam == "dossier:huishouden":
        for groep in ("contact", "stap", "plan", "besluit"):
            yield f"{pad}?{urlencode({'tijdlijn': groep})}"
    elif adres.naam in ("dossier:termijnen", "dossier:meldingen"):
        yield f"{pad}?{urlencode({'van': 'team', 'alles': '1'})}"


def gelezen(wereld: Wereld, letter: str, *, alleen: str = "") -> dict[str, set[str]]:
    """Return what this person gets to read: word → the pages it stood on."""
    woorden: dict[str, set[str]] = defaultdict(set)
    for adres in adressen():
        if alleen not in ("", adres.naam):
            continue
        if (
            adres.host
            or adres.route.partition(":")[0] in VAN_IEMAND_ANDERS
            or is_geweigerd(wereld, adres, letter)
        ):
            continue
        for pad in vragen_van(wereld, adres):
            antwoord = vraag(wereld, letter, "get", pad)
            getypt = pad.partition("?")[2]
            for woord in antwoord.gezongen:
                if woord not in getypt:
                    woorden[woord].add(adres.naam)
            if antwoord.status == 200 and EIGEN_BSN in antwoord.tekst:
                woorden["BSN"].add(adres.naam)
    return woorden


def lekken_op(wereld: Wereld, letter: str, klassen: dict[str, str], *, alleen: str = "") -> list[str]:
    """Return every word that somebody read and may not read; of one route, or of all."""
    gevonden = []
    for woord, paginas in sorted(gelezen(wereld, letter, alleen=alleen).items()):
        klasse = klassen.get(woord)
        if klasse is None and woord not in ("KanarieE", "BSN"):
            gevonden.append(
                f"{letter} leest {woord} van een ander huishouden op {', '.join(sorted(paginas))}"
            )
        elif woord == "BSN" or not mag_lezen(letter, klasse or "-"):
            plek = wereld.bomen[Bereik.EIGEN].woorden.get(woord)
            gevonden.append(f"{letter} leest {klasse} {plek} ({woord}) op {', '.join(sorted(paginas))}")
    return gevonden


@pytest.mark.parametrize("letter", sorted(LEEST))
def test_everybody_reads_the_classes_of_the_matrix_and_no_other(wereld: Wereld, letter: str) -> None:
    klassen = plant_klassen(wereld)

    gevonden = lekken_op(wereld, letter, klassen)

    assert not gevonden, "\n" + "\n".join(gevonden)


def test_every_planted_word_has_a_class(wereld: Wereld) -> None:
    klassen = plant_klassen(wereld)
    woorden = wereld.bomen[Bereik.EIGEN].woorden
    zonder = sorted({woorden[woord].model for woord, klasse in klassen.items() if klasse == "?"})

    assert zonder == [], "Zet in tests/rechten/klassen.py bij KLASSE onder welke klasse deze modellen vallen."


def test_nothing_of_a_household_stays_behind_in_mail_logs_cache_or_folders(
    wereld: Wereld, caplog: pytest.LogCaptureFixture
) -> None:
    plant_klassen(wereld)
    with caplog.at_level(logging.DEBUG):
        for letter in "hkt":
            gelezen(wereld, letter)

    elders = {
        "logs": caplog.text,
        "mail": "\n".join(f"{bericht.subject}\n{bericht.body}" for bericht in mail.outbox),
        "cache": "\n".join(str(getattr(cache, "_cache", "")) for cache in caches.all(initialized_only=True)),
        "media": _inhoud(Path(settings.KT_OPSLAG)),
    }
    assert {waar: tekst.lower().count("kanarie") for waar, tekst in elders.items()} == dict.fromkeys(
        elders, 0
    )
    assert {waar: tekst.count(EIGEN_BSN) for waar, tekst in elders.items()} == dict.fromkeys(elders, 0)


def _inhoud(map_: Path) -> str:
    return "".join(pad.read_bytes().decode("latin-1") for pad in map_.rglob("*") if pad.is_file())
