"""What a list costs: the same for one row and for many, for a program that may do all and for one that may little."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.zgw.kern import bladen
from keukentafel.tenancy import GemeenteRef
from keukentafel.uitgaand.toestaan import sta_toe
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.autorisaties.rules.machtiging import SCOPES
from modules.zgw.catalogus.models import Soort as Typesoort
from tests.api.zgw.alles import SOORTEN, ZRC, Alleswereld, kop
from tests.api.zgw.test_catalogi import ZTC, resultaattype
from tests.api.zgw.toneel import maak_programma
from tests.keukentafel.uitgaand.luisteraar import Luisteraar, luister

pytestmark = pytest.mark.django_db
HOOGSTENS = 8
WIE = ("open-formulieren", "weinig")
GEWOON = 5
"""The transaction, who asks and what it may, the list, the logboek, its end."""
KOSTEN = {
    "/informatieobjecttypen": 6, "/besluittypen": 7, "/zaaktypen": 7, "/statustypen": 7, "/resultaattypen": 7,
    "/zaaktype-informatieobjecttypen": 6, "/zaken/{zaak_uuid}/zaakeigenschappen": 6,
    "/zaken/{zaak_uuid}/besluiten": 6, "/applicaties": 7, "/abonnement": 6,
}  # fmt: skip
"""Where more is read for the whole page at once."""
KAAL = {
    "/zaken/{zaak_uuid}/zaakeigenschappen", "/zaken/{zaak_uuid}/besluiten", "/zaakcontactmomenten", "/zaakverzoeken",
    "/zaakinformatieobjecten", "/gebruiksrechten", "/objectinformatieobjecten", "/besluitinformatieobjecten",
    "/kanaal", "/abonnement",
}  # fmt: skip
"""Bare lists: no pages, so nothing to count."""


@pytest.fixture
def abonnee(in_lindewaard: GemeenteRef) -> Iterator[Luisteraar]:
    cache.clear()
    with luister() as wie:
        sta_toe(url=wie.url, at=timezone.now())
        yield wie


def rechten() -> list[Gevraagd]:
    """Return rights type by type, on few of them: none of them all."""
    soorten = {"zrc": "zaaktype", "drc": "informatieobjecttype", "brc": "besluittype"}
    uit = [
        Gevraagd(component, SCOPES[component], rij.pk, None if component == "brc" else 6)
        for component, typesoort in soorten.items()
        for rij in Typesoort.objects.filter(typesoort=typesoort).exclude(catalogus__domein="SOCDO")
    ]
    return uit + [Gevraagd(component, SCOPES[component]) for component in ("ztc", "ac", "nrc")]


def kosten(w: Alleswereld, wie: str, adres: str) -> int:
    w.klant.get(adres, headers=kop(wie))
    with CaptureQueriesContext(connection) as gevraagd:
        antwoord = w.klant.get(adres, headers=kop(wie))
    assert antwoord.status_code == 200, antwoord.content
    lijst: Any = antwoord.json()
    assert lijst.get("results", True) if isinstance(lijst, dict) else lijst, adres
    return len(gevraagd)


def test_a_list_costs_the_same_few_queries_for_everybody_however_long(
    klant: Client, in_lindewaard: GemeenteRef, abonnee: Luisteraar, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meet() -> dict[str, set[int]]:
        return {
            naam: {kosten(w, wie, adres) for wie in WIE if wie == WIE[0] or naam != "/abonnement"}
            for naam, adres in adressen.items()
        }

    w = Alleswereld(klant, abonnee)
    w.p.post(f"{ZTC}/resultaattypen", {
        **resultaattype(w.concept), "omschrijving": "Met besluit", "besluittypen": [w.besluittype],
        "informatieobjecttypen": ["Beschikking"],
    })  # fmt: skip
    adressen = {een.pad: een.collectie(een.maak(w)[1]) for een in SOORTEN}
    adressen["/resultaattypen"] += "?status=alles"
    maak_programma(klant, WIE[1], rechten=rechten())
    een_rij = meet()
    for een in SOORTEN:
        for _ in range(3):
            een.maak(w)
    veel_rijen = meet()
    monkeypatch.setattr(bladen, "PER_BLAD", 2)
    vol_blad = meet()

    assert een_rij == veel_rijen == {naam: {KOSTEN.get(naam, GEWOON)} for naam in adressen}
    assert {naam: max(meer) - KOSTEN.get(naam, GEWOON) for naam, meer in vol_blad.items()} == {
        naam: int(naam not in KAAL and naam != "/applicaties") for naam in adressen
    }  # a full page counts how many there are; that of the applicaties holds two without types to name
    assert max(max(getallen) for getallen in vol_blad.values()) <= HOOGSTENS


def test_making_a_zaak_costs_the_same_for_everybody_whoever_listens(
    klant: Client, in_lindewaard: GemeenteRef, abonnee: Luisteraar
) -> None:
    def maak(wie: str) -> int:
        with CaptureQueriesContext(connection) as gevraagd:
            antwoord = klant.post(f"{ZRC}/zaken", w.lijf(), content_type="application/json", headers=kop(wie))
        assert antwoord.status_code == 201, antwoord.content
        return len(gevraagd)

    w = Alleswereld(klant, abonnee)
    maak_programma(klant, WIE[1], rechten=rechten())
    niemand = [maak(wie) for wie in (*WIE, *WIE)][-2:]
    for _ in range(3):
        next(een for een in SOORTEN if een.pad == "/abonnement").maak(w)
    iemand = [maak(wie) for wie in WIE]

    # the message itself, and to whom it goes: together, whoever they are
    assert (niemand, iemand) == ([MAKEN] * 2, [MAKEN + 2] * 2)


MAKEN = 16
"""Who asks, the type, the zaak, the logboek, the zaak as it is read, its trail, who listens, the mapping, the inbox."""


def test_what_is_filled_in_costs_the_same_for_one_zaak_and_for_many(
    klant: Client, in_lindewaard: GemeenteRef, abonnee: Luisteraar
) -> None:
    w = Alleswereld(klant, abonnee)
    maak_programma(klant, WIE[1], rechten=rechten())
    gemeten = []
    for _ in range(3):
        zaak = w.zaak_url()
        w.status(zaak, w.eerste)
        w.rol(zaak, w.melder)
        for adres in (f"{ZRC}/zaken", zaak.partition("localhost")[2].partition("/")[2]):
            pad = adres if adres.startswith("/") else f"/{adres}"
            gemeten += [kosten(w, wie, f"{pad}?expand=zaaktype,status,rollen") for wie in WIE]

    assert gemeten == [UITGEKLAPT] * len(gemeten)


UITGEKLAPT = 10
"""Those of a list or a zaak, three for the zaaktype with its parts, one for the statussen and one for the roles."""
