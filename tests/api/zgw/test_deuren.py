"""Every address of the six registers, taken from the routes themselves: nothing opens without a token that may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from api.zgw.kern.adres import WORTELS
from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.zgw.autorisaties.actions.geheim import give_geheim
from tests.api.zgw.alles import kop
from tests.api.zgw.toneel import GEHEIM, maak_programma

pytestmark = pytest.mark.django_db
OPEN = ("schema",)
"""The OpenAPI document is for everybody: it says nothing of anybody."""


def deuren() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield name, address and methods of every route of the registers."""
    wortels = {f"{wortel}/" for wortel in WORTELS.values()}
    for begin, patronen in _registers(get_resolver("keukentafel.urls").url_patterns, wortels):
        for patroon in patronen:
            pad = str(patroon.pattern)
            while "<" in pad:
                voor, _, rest = pad.partition("<")
                pad = f"{voor}{uuid4()}{rest.partition('>')[2]}"
            yield patroon.name or "", f"/{begin}{pad}", getattr(patroon.callback, "actions", {})


def _registers(patronen: Any, wortels: set[str]) -> Iterator[tuple[str, list[URLPattern]]]:
    for patroon in patronen:
        if isinstance(patroon, URLResolver):
            if str(patroon.pattern) in wortels:
                yield (
                    str(patroon.pattern),
                    [deel for deel in patroon.url_patterns if isinstance(deel, URLPattern)],
                )
            else:
                yield from _registers(patroon.url_patterns, wortels)


def test_no_address_opens_without_a_token_that_may(
    klant: Client, in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    maak_programma(klant, "fout")
    give_geheim(client_id="kaal", by=None, at=timezone.now(), geheim=GEHEIM)
    with in_gemeente(hoogmeren):
        maak_programma(klant, "elders")
    crs = {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}
    tokens = {
        "geen": crs, "fout": kop("fout", "een-ander-geheim-van-meer-dan-tweeendertig-tekens"), "elders": kop("elders"),
        "kaal": kop("kaal"),
    }  # fmt: skip

    open_gegaan, geprobeerd = [], 0
    for naam, adres, acties in deuren():
        if naam in (*OPEN, "anders"):
            continue
        assert acties, f"{adres} zegt niet wat het kan"
        for methode in tuple(acties):
            for wie, koppen in tokens.items():
                extra = {} if methode in ("get", "head") else {"data": {}, "content_type": "application/json"}
                antwoord = getattr(klant, methode)(adres, headers=koppen, **extra)
                geprobeerd += 1
                if antwoord.status_code != 403:
                    open_gegaan.append(f"{wie}: {methode} {adres} {antwoord.status_code}")

    assert open_gegaan == []
    assert geprobeerd > 700
