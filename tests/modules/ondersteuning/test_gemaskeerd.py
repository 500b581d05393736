"""Masked means masked: a crawl behind the glass finds no planted word, number, name or address (F130, N20).

Two walls stand between a look and a resident, and each is tried without the other: the masks with a role
that may read everything, and the rights of the role with the masks taken away. `make proef PROEF=meekijken`
walks every address as everybody.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.identity import geheim
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, zaaifouten
from modules.ondersteuning.models import Inkijk
from support.models import Omvang, Toegang, ToegangStand
from tests.modules.ondersteuning.conftest import Toneel
from tests.rechten.adressen import Adres, adressen
from tests.rechten.kruip import Antwoord, vraag
from tests.rechten.wereld import Bereik, Wereld

pytestmark = pytest.mark.django_db
GROOT = os.environ.get("KT_PROEF_MEEKIJKEN", "")
LETTERS = "hjwktrbiaf" if GROOT else "ha"


def kijkt_mee(wereld: Wereld, toneel: Toneel, letter: str) -> None:
    """Give the world one more browser: that of the supplier, with the rights of this person."""
    toegang = toneel.vraag(Omvang.DOSSIER)
    sleutel = geheim.nieuw_geheim()
    nu = timezone.now()
    Inkijk.objects.create(
        id=toegang.pk,
        ticket_nummer=toneel.ticket.nummer,
        onderwerp="Onderwerp",
        omvang=Omvang.DOSSIER,
        reden="Nakijken of alles verborgen is.",
        minuten=60,
        gevraagd_door_id=toneel.ilse.account.pk,
        gevraagd_door="Ilse Koster",
        gevraagd_op=nu,
        stand="loopt",
        ogen=wereld.mensen[letter],
        huishouden_id=wereld.bomen[Bereik.EIGEN].huishouden.pk,
        beslist_door=toneel.beheerder,
        beslist_op=nu,
        tot=nu + timezone.timedelta(minutes=60),
        sleutel_afdruk=geheim.afdruk("inkijk", sleutel),
    )
    with in_platform():
        Toegang.objects.filter(pk=toegang.pk).update(stand=ToegangStand.LOOPT)
    wereld.browsers["L"] = Client(raise_request_exception=False)
    wereld.browsers["L"].cookies["kt_inkijk"] = sleutel


def paginas(*, alles: bool) -> Iterator[Adres]:
    """Yield what a look could ask for: a household and the arrangement, or (large) every address."""
    for adres in adressen():
        van_een_look = adres.route.startswith("inrichting:") or any(
            naam == "huishouden_id" for naam, _ in adres.sleutels
        )
        if not adres.host and (alles or van_een_look):
            yield adres


def loop(wereld: Wereld, *, alles: bool) -> dict[str, Antwoord]:
    """Ask for each page through the cookie of the look, in any scope."""
    with zaaifouten.zaai("inkijk_zonder_bereik"):
        return {
            adres.naam: vraag(wereld, "L", "get", wereld.pad(adres, Bereik.EIGEN))
            for adres in paginas(alles=alles)
        }


def gezongen(antwoorden: dict[str, Antwoord]) -> dict[str, list[str]]:
    return {naam: sorted(een.gezongen) for naam, een in antwoorden.items() if een.gezongen}


def stuk(antwoorden: dict[str, Antwoord]) -> list[str]:
    return [f"{naam}: {een.fout[:200]}" for naam, een in antwoorden.items() if een.status >= 500]


@pytest.mark.parametrize("letter", list(LETTERS))
def test_a_look_finds_nothing_of_anybody(
    kijkrollen: GemeenteRef,
    wereld: Wereld,
    toneel: Toneel,
    letter: str,
) -> None:
    kijkt_mee(wereld, toneel, letter)

    antwoorden = loop(wereld, alles=bool(GROOT))

    namen = [*(mens.email for mens in wereld.mensen.values()), "Hoekstra", "Timmer", "Gorter"]
    assert gezongen(antwoorden) == {}
    assert [naam for naam, een in antwoorden.items() if any(wie in een.tekst for wie in namen)] == []
    assert stuk(antwoorden) == []
    assert Counter(een.status for een in antwoorden.values())[200] > (60 if letter == "h" else 25)


def test_each_wall_stands_without_the_other(
    kijkrollen: GemeenteRef,
    wereld: Wereld,
    toneel: Toneel,
) -> None:
    kijkt_mee(wereld, toneel, "h")
    pad = f"/huishoudens/{wereld.bomen[Bereik.EIGEN].huishouden.pk}"

    samen = vraag(wereld, "L", "get", pad)
    with zaaifouten.zaai("inkijk_zonder_masker"):
        alleen_de_rol = vraag(wereld, "L", "get", pad)
    with zaaifouten.zaai("inkijk_met_gewone_rol"):
        alleen_het_masker = vraag(wereld, "L", "get", pad)
    with zaaifouten.zaai("inkijk_zonder_masker"), zaaifouten.zaai("inkijk_met_gewone_rol"):
        geen_van_beide = vraag(wereld, "L", "get", pad)

    assert (samen.status, samen.gezongen) == (200, frozenset())
    assert (alleen_de_rol.status, alleen_de_rol.gezongen) == (
        302,
        frozenset(),
    )  # what the role refuses, ends it
    assert (alleen_het_masker.status, alleen_het_masker.gezongen) == (200, frozenset())
    assert geen_van_beide.status == 200
    assert len(geen_van_beide.gezongen) > 10


def test_who_lifts_the_masks_reads_and_still_takes_nothing_along(
    kijkrollen: GemeenteRef,
    wereld: Wereld,
    toneel: Toneel,
) -> None:
    kijkt_mee(wereld, toneel, "h")
    Inkijk.objects.update(is_gemaskeerd=False)
    huishouden = wereld.bomen[Bereik.EIGEN].huishouden.pk

    open_ = vraag(wereld, "L", "get", f"/huishoudens/{huishouden}")
    document = vraag(wereld, "L", "get", wereld.pad(_adres("documenten:bestand"), Bereik.EIGEN))
    with zaaifouten.zaai("inkijk_zonder_bereik"):
        meegenomen = vraag(wereld, "L", "get", wereld.pad(_adres("documenten:bestand"), Bereik.EIGEN))

    assert open_.status == 200
    assert len(open_.gezongen) > 10
    assert document.status == 403
    assert (meegenomen.status, meegenomen.gezongen) == (403, frozenset())


def test_code_that_enters_the_gemeente_again_stays_behind_the_glass(
    kijkrollen: GemeenteRef,
    wereld: Wereld,
    toneel: Toneel,
) -> None:
    kijkt_mee(wereld, toneel, "h")
    pad = f"/huishoudens/{wereld.bomen[Bereik.EIGEN].huishouden.pk}"

    with _opnieuw_binnen():
        erachter = vraag(wereld, "L", "get", pad)
        with zaaifouten.zaai("inkijk_ontsnapt"):
            ervoor = vraag(wereld, "L", "get", pad)

    assert erachter.gezongen == frozenset()
    assert len(ervoor.gezongen) > 10


def _adres(naam: str) -> Adres:
    return next(adres for adres in adressen() if adres.naam == naam)


@contextmanager
def _opnieuw_binnen() -> Iterator[None]:
    """Let every view of this block begin by entering its gemeente once more."""
    from keukentafel.rechten import RechtenMiddleware

    echt = RechtenMiddleware.__call__

    def opnieuw(zelf: Any, request: Any) -> Any:
        if getattr(request, "gemeente", None) is None:
            return echt(zelf, request)
        with in_gemeente(request.gemeente):
            return echt(zelf, request)

    with patch.object(RechtenMiddleware, "__call__", opnieuw):
        yield
