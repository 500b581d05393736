"""Three gemeenten beside each other, each with words and numbers of its own: nobody reads one of another (G1).

`make proef PROEF=kanaries`: everybody of each of the three asks every address with ids of the own gemeente, of
both others, and searches for what stands there. Then every form is sent, and mail, logs, cache, broker, static
files and folders are read. The rights table does the same for two gemeenten in every run of the tests.
"""

from __future__ import annotations

import logging
import os
import sys
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from keukentafel import outbox
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from tenants.actions import onboarding
from tenants.models import Gemeente
from tests.rechten.adressen import Adres, adressen
from tests.rechten.klassen import plant_klassen
from tests.rechten.kruip import Antwoord, vraag, vragers, zang
from tests.rechten.mensen import onthouden_sessies
from tests.rechten.sporen import achtergebleven, maak_leeg, verstuur_formulieren
from tests.rechten.test_tabel import is_geweigerd
from tests.rechten.wereld import MERK, Bereik, Wereld, maak_wereld
from tests.stellage import databank

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "migrator"]),
    pytest.mark.skipif("KT_PROEF_KANARIES" not in os.environ, reason="make proef PROEF=kanaries"),
]
MERKEN = (MERK, {Bereik.EIGEN: "X", Bereik.ANDER: "W"}, {Bereik.EIGEN: "Y", Bereik.ANDER: "Z"})
ZOEKEN = ("dossier:zoeken", "dossier:huishoudens", "dossier:melding_bekenden", "dossier:adres_team")


@pytest.fixture
def derde() -> Iterator[GemeenteRef]:
    """A third gemeente, of another variant than the two that every test has."""
    with databank.geen_rollen_over():
        werk = onboarding.begin_klaarzetting(
            cbs_code="GM9003", variant="netwerk", beheerder_naam="Eerste beheerder",
            beheerder_email="b@voorbeeld.invalid", at=timezone.now(),
        )  # fmt: skip
        onboarding.zet_klaar(werk.pk, at=timezone.now(), klok=timezone.now)
        with in_platform():
            ref = Gemeente.objects.get(cbs_code="GM9003").ref()
        yield ref


def test_nobody_reads_a_word_or_a_number_of_another_gemeente(
    lindewaard: GemeenteRef,
    hoogmeren: GemeenteRef,
    derde: GemeenteRef,
    broker: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    maak_leeg(broker)
    werelden = []
    for ref, merk in zip((lindewaard, hoogmeren, derde), MERKEN, strict=True):
        with in_gemeente(ref):
            wereld = maak_wereld(ref, None, merk=merk)
            plant_klassen(wereld)
        werelden.append(wereld)
    vreemd, geteld = [], Counter[str]()
    for wereld in werelden:
        anderen = [ander for ander in werelden if ander is not wereld]
        with onthouden_sessies():
            for wat, antwoord in _rondgang(wereld, anderen):
                geteld["vragen"] += 1
                geteld["eigen woorden"] += len(antwoord.gezongen)
                vreemd += [f"{wat}: {woord}" for woord in _van_anderen(antwoord, anderen) if woord not in wat]
    with caplog.at_level(logging.DEBUG):
        for wereld in werelden:
            geteld["formulieren"] += verstuur_formulieren(wereld, "thwa")
            with in_gemeente(wereld.gemeente):
                outbox.bezorg(at=timezone.now())
    elders = {"logs": caplog.text, **achtergebleven(broker)}

    with capfd.disabled():
        geplant = sum(len(boom.woorden | boom.getallen) for w in werelden for boom in w.bomen.values())
        gelezen = ", ".join(f"{waar} {len(tekst)}" for waar, tekst in elders.items())
        sys.stdout.write(
            f"\n{geplant} woorden en getallen in drie gemeenten; {dict(geteld)}; {len(vreemd)} van een ander; "
            f"tekens gelezen: {gelezen}\n"
        )
    assert not vreemd, "\n" + "\n".join(vreemd[:50])
    assert {waar: " ".join(sorted(zang(tekst))) for waar, tekst in elders.items()} == dict.fromkeys(
        elders, ""
    )
    assert geteld["eigen woorden"] > 10_000


def _rondgang(wereld: Wereld, anderen: list[Wereld]) -> Iterator[tuple[str, Antwoord]]:
    """Ask everything as everybody of one gemeente; yield what was asked and the answer."""
    for adres in adressen():
        if adres.host:
            continue
        paden = [wereld.pad(adres, bereik) for bereik in wereld.bomen]
        if adres.heeft_id:
            paden += [ander.pad(adres, Bereik.EIGEN) for ander in anderen]
        paden += _zoekvragen(adres, anderen)
        with in_gemeente(wereld.gemeente):
            # Whom the middleware turns away by the name of the route, it turns away whatever the id.
            hoeveel = {
                letter: 1 if is_geweigerd(wereld, adres, letter) else None for letter in wereld.browsers
            }
        for letter in vragers(wereld, adres):
            for pad in list(dict.fromkeys(paden))[: hoeveel[letter]]:
                yield f"{letter} {wereld.gemeente.slug} {pad}", vraag(wereld, letter, "get", pad)


def _zoekvragen(adres: Adres, anderen: list[Wereld]) -> Iterator[str]:
    """Search for what only another gemeente has."""
    if adres.naam not in ZOEKEN:
        return
    for ander in anderen:
        boom = ander.bomen[Bereik.EIGEN]
        for q in (boom["Inwoner"].geslachtsnaam, boom.bsn, boom["Huishouden"].telefoon, "kanarie"):
            yield f"{reverse(adres.route)}?{urlencode({'q': q, 'achternaam': q, 'voornamen': 'Kanarie'})}"
        adresvraag = {"postcode": boom["Huishouden"].postcode, "huisnummer": boom["Huishouden"].huisnummer}
        yield f"{reverse(adres.route)}?{urlencode(adresvraag)}"


def _van_anderen(antwoord: Antwoord, anderen: list[Wereld]) -> list[str]:
    merken = {merk for ander in anderen for merk in ander.merk.values()}
    return sorted(woord for woord in antwoord.gezongen if woord[len("Kanarie")] in merken)
