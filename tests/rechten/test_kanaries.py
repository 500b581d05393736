"""A word in every text of a household, of every class of the protocol: who reads which on any page (G2, N13).

Everything that can be asked for is asked by everybody of the team; each word that comes back must be of a
class that the matrix gives this person. Then every form is sent, and nothing of it may stay behind in mail,
logs, cache, broker, static files or folders. `make proef PROEF=kanaries` does it for three gemeenten.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from keukentafel import outbox
from keukentafel.celery import app
from keukentafel.tenancy import GemeenteRef, in_gemeente
from tests.rechten.adressen import Adres, adressen
from tests.rechten.klassen import LEEST, mag_lezen, plant_klassen
from tests.rechten.kruip import vraag, zang
from tests.rechten.mensen import onthouden_sessies
from tests.rechten.sporen import achtergebleven, maak_leeg, verstuur_formulieren
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
    return woorden


def lekken_op(wereld: Wereld, letter: str, klassen: dict[str, str], *, alleen: str = "") -> list[str]:
    """Return every word that somebody read and may not read; of one route, or of all."""
    gevonden = []
    for woord, paginas in sorted(gelezen(wereld, letter, alleen=alleen).items()):
        klasse = klassen.get(woord)
        if klasse is None and woord != "KanarieE":
            gevonden.append(
                f"{letter} leest {woord} van een ander huishouden op {', '.join(sorted(paginas))}"
            )
        elif not mag_lezen(letter, klasse or "-"):
            boom = wereld.bomen[Bereik.EIGEN]
            plek = boom.woorden.get(woord) or boom.getallen.get(woord)
            gevonden.append(f"{letter} leest {klasse} {plek} ({woord}) op {', '.join(sorted(paginas))}")
    return gevonden


@pytest.mark.parametrize("letter", sorted(LEEST))
def test_everybody_reads_the_classes_of_the_matrix_and_no_other(wereld: Wereld, letter: str) -> None:
    klassen = plant_klassen(wereld)

    with onthouden_sessies():
        gevonden = lekken_op(wereld, letter, klassen)

    assert not gevonden, "\n" + "\n".join(gevonden)


def test_every_planted_word_has_a_class(wereld: Wereld) -> None:
    klassen = plant_klassen(wereld)
    woorden = wereld.bomen[Bereik.EIGEN].woorden
    zonder = sorted({woorden[woord].model for woord, klasse in klassen.items() if klasse == "?"})

    assert zonder == [], "Zet in tests/rechten/klassen.py bij KLASSE onder welke klasse deze modellen vallen."


def test_nothing_of_a_household_stays_behind_in_mail_logs_cache_broker_or_folders(
    wereld: Wereld,
    caplog: pytest.LogCaptureFixture,
    broker: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    maak_leeg(broker)
    plant_klassen(wereld)
    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks(execute=True):
        verstuurd = verstuur_formulieren(wereld, "th")
    with in_gemeente(wereld.gemeente):
        outbox.bezorg(at=timezone.now())

    elders = {"logs": caplog.text, **achtergebleven(broker)}
    assert verstuurd > 80
    assert "outbox.bezorg" in elders["broker"]
    assert {waar: " ".join(sorted(zang(tekst))) for waar, tekst in elders.items()} == dict.fromkeys(
        elders, ""
    )


def test_a_word_is_found_in_each_place_where_it_could_lie(
    in_lindewaard: GemeenteRef, broker: str, settings: Any, tmp_path: Path
) -> None:
    maak_leeg(broker)
    settings.KT_OPSLAG, settings.STATIC_ROOT = tmp_path / "bestanden", tmp_path / "static"
    for map_ in (settings.KT_OPSLAG, settings.STATIC_ROOT):
        map_.mkdir()
        (map_ / "los.txt").write_text("KanarieE001, geboren op 29 februari 1984")
    mail.send_mail("Onderwerp", "Bel KanarieE001 op 06 55 51 00 01", None, ["iemand@voorbeeld.invalid"])
    cache.set("proef", "<p>KanarieE001, BSN 9999 90 019</p>")
    app.send_task("proef", args=["KanarieE001", "9816 ZZ"])

    gevonden = {waar: len(zang(tekst)) for waar, tekst in achtergebleven(broker).items()}
    maak_leeg(broker)

    assert gevonden == dict.fromkeys(("mail", "cache", "broker", "static", "media"), 2)
