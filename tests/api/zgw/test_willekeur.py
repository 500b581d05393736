"""Whatever anybody sends, to every operation, as four kinds of client: no server error, no answer that does not
fit its document, nothing for who may not.

schemathesis thinks up the cases from the documents, also wrong ones; half of them are laid over rows and bodies
that are really there. `KT_ZGW_GEVALLEN` says how many per operation (`make proef PROEF=zgw`: 60), `KT_ZGW_ZAAD`
which ones.
"""

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.uitgaand.toestaan import sta_toe
from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.autorisaties.rules.machtiging import SCOPES
from modules.zgw.catalogus.models import Soort as Typesoort
from tests.api.zgw.alles import SOORTEN, Alleswereld, bestand, formulier, kop
from tests.api.zgw.contract import BESTANDEN, WORTELS, controleer, document, operatie_van
from tests.api.zgw.test_zaken import pad
from tests.api.zgw.toneel import maak_programma
from tests.keukentafel.uitgaand.luisteraar import luister

pytestmark = pytest.mark.django_db
PER_OPERATIE = int(os.environ.get("KT_ZGW_GEVALLEN", "1"))
ZAAD = int(os.environ.get("KT_ZGW_ZAAD", "5"))
VERSLAG = os.environ.get("KT_ZGW_VERSLAG", "")
DEEL = 7
"""In a quick run one of so many operations; the trial takes all of them."""
CLIENTS = ("alles", "weinig", "niemand", "alles", "elders", "alles")
"""Who asks, in turn: with all rights, with few, without a token, with the token of another gemeente."""
_HOOG = 8


class Proef:
    """The world, the four clients, and what was found."""

    def __init__(self, wereld: Alleswereld, klant: Client) -> None:
        self.wereld, self.klant = wereld, klant
        self.fouten = Counter[str]()
        self.gedaan = Counter[str]()
        self.standen = Counter[int]()
        self.rijen: dict[str, str] = {}
        self.lijven: dict[str, dict[str, Any]] = {}
        self.adressen = [
            wereld.zaaktype,
            wereld.eerste,
            wereld.beschikking,
            wereld.besluittype,
            wereld.melder,
        ]
        for een in SOORTEN:
            antwoord, lijf = een.maak(wereld)
            assert antwoord.status_code == 201, f"{een.pad}: {antwoord.content!r}"
            url = antwoord.json()["url"]
            self.rijen[f"{een.component}{een.pad}"] = pad(url)
            self.lijven[f"{een.component}{een.pad}"] = lijf
            self.adressen.append(url)

    def adres(self, component: str, sjabloon: str, gemaakt: str, *, raak: bool) -> str:
        """Return the address of a case: of a row that is there, or as it was thought up."""
        if not raak or "{" not in sjabloon:
            return f"{WORTELS[component]}{gemaakt}"
        for begin in sorted(self.rijen, key=len, reverse=True):
            kaal = begin.removeprefix(component)
            if begin.startswith(component) and sjabloon.startswith((f"{kaal}/{{", f"{kaal}/")):
                rest = (
                    sjabloon[len(kaal) :].partition("}")[2]
                    if "{" in sjabloon[len(kaal) :]
                    else sjabloon[len(kaal) :]
                )
                return f"{self.rijen[begin]}{rest.replace('{uuid}', self.rijen[begin][-36:])}"
        hoofd = {"zrc": "zrc/zaken", "drc": "drc/enkelvoudiginformatieobjecten", "brc": "brc/besluiten"}.get(
            component
        )
        if hoofd and sjabloon.startswith(f"{hoofd[3:]}/{{"):
            rest = sjabloon.partition("}")[2].replace("{uuid}", self.rijen[hoofd][-36:])
            return f"{self.rijen[hoofd]}{rest}"
        return f"{WORTELS[component]}{gemaakt}"

    def lijf(self, component: str, sjabloon: str, bedacht: Any, toeval: Random) -> Any:
        """Return a body that would be right, with some of what was thought up in it."""
        kaal = sjabloon.removesuffix("/{uuid}")
        goed = self.lijven.get(f"{component}{kaal}")
        if goed is None or not isinstance(bedacht, dict):
            return bedacht
        kies = toeval.sample(sorted(bedacht), min(len(bedacht), toeval.choice((0, 1, 1, 1, 2, 5))))
        over = {naam: bedacht[naam] for naam in kies}
        return goed | {naam: self.echt(waarde, toeval) for naam, waarde in over.items()}

    def echt(self, waarde: Any, toeval: Random) -> Any:
        """Put an address of ours in the place of one that was thought up, now and then."""
        is_adres = isinstance(waarde, str) and waarde.startswith("http")
        return toeval.choice(self.adressen) if is_adres and toeval.random() < 0.7 else waarde

    def stuur(self, component: str, case: Any, wie: str, raak: int, toeval: Random) -> None:
        """Send one case and look at the answer; nothing of it stays."""
        sjabloon, methode = case.operation.path, case.method.lower()
        waar = self.adres(component, sjabloon, case.formatted_path, raak=raak > 0)
        vraag = {naam: self.echt(waarde, toeval) for naam, waarde in (case.query or {}).items()}
        heeft_lijf = type(case.body).__name__ != "NotSet"
        lijf = case.body if heeft_lijf else None
        if heeft_lijf and raak > 1:
            lijf = self.lijf(component, sjabloon, lijf, toeval)
        koppen = _koppen(case.headers, wie)
        with transaction.atomic():
            antwoord = self._roep(methode, waar, vraag, lijf if heeft_lijf else None, koppen, case.media_type)
            self.keur(
                f"{component} {case.operation.definition.raw['operationId']}", wie, methode, waar, antwoord
            )
            transaction.set_rollback(True)

    def _roep(
        self,
        methode: str,
        waar: str,
        vraag: dict[str, Any],
        lijf: Any,
        koppen: dict[str, str],
        soort: str | None,
    ) -> Any:
        if soort == "multipart/form-data":
            velden = {naam: _veld(waarde) for naam, waarde in lijf.items()} if isinstance(lijf, dict) else {}
            return formulier(self.klant, f"http://x{waar}", koppen, **velden)
        extra: dict[str, Any] = {"query_params": vraag}
        if lijf is not None:
            extra |= {"data": json.dumps(lijf, default=str), "content_type": soort or "application/json"}
        return getattr(self.klant, methode)(waar, headers=koppen, **extra)

    def keur(self, operatie: str, wie: str, methode: str, waar: str, antwoord: Any) -> None:
        """Write down what is wrong with an answer."""
        stand = antwoord.status_code
        self.gedaan[wie] += 1
        self.standen[stand] += 1
        if stand >= 500:
            self.fouten[f"{operatie}: {stand} als {wie}: {_uitleg(antwoord)}"] += 1
            return
        if stand < 400 and wie in ("niemand", "elders"):
            self.fouten[f"{operatie}: {stand} voor {wie}, die niets mag"] += 1
        inhoud = b"" if antwoord.streaming else antwoord.content
        if wie == "weinig" and (b"anarie" in inhoud or (stand < 300 and antwoord.streaming)):
            self.fouten[f"{operatie}: {wie} leest wat hij niet mag zien"] += 1
        if stand == 404 and operatie_van(methode, waar) is None:
            return  # no address of an operation, and answered as such
        try:
            self.fouten.update(list(controleer(methode, waar, antwoord))[:2])
        except ValueError as fout:
            self.fouten[f"{operatie} {stand}: {fout}"] += 1


def _uitleg(antwoord: Any) -> str:
    fout = getattr(antwoord, "exc_info", None)
    return repr(fout[1])[:300] if fout else ""


def _veld(waarde: Any) -> Any:
    return bestand(waarde) if isinstance(waarde, bytes) else str(waarde)


def _koppen(bedacht: Any, wie: str) -> dict[str, str]:
    koppen = {
        naam: waarde for naam, waarde in dict(bedacht or {}).items()
        if naam not in ("Authorization", "Content-Type") and isinstance(waarde, str) and waarde.isprintable()
    }  # fmt: skip
    return koppen | ({} if wie == "niemand" else {"Authorization": kop(wie)["Authorization"]})


def _programmas(wereld: Alleswereld, elders: GemeenteRef) -> None:
    """Make the clients: all rights is there already, few may only read what no canary sits in."""
    leeg = Typesoort.objects.filter(catalogus__domein="SOCDO")
    rechten = [
        Gevraagd(component, tuple(s for s in SCOPES[component] if s.endswith(".lezen")), leeg.filter(
            typesoort=typesoort).first().pk, _HOOG if component != "brc" else None)
        for component, typesoort in (("zrc", "zaaktype"), ("drc", "informatieobjecttype"), ("brc", "besluittype"))
    ]  # fmt: skip
    maak_programma(wereld.klant, "weinig", rechten=rechten)
    maak_programma(wereld.klant, "alles")
    with in_gemeente(elders):
        maak_programma(wereld.klant, "elders")


def loop(proef: Proef, component: str, operatie: Any, nummer: int) -> None:
    """Send the cases of one operation."""

    def een(case: Any, raak: int, toeval: Random) -> None:
        wie = CLIENTS[proef.gedaan.total() % len(CLIENTS)]
        proef.stuur(component, case, wie, raak, toeval)

    test: Callable[..., None] = given(
        case=operatie.as_strategy(), raak=st.integers(0, 2), toeval=st.randoms(use_true_random=False)
    )(een)
    test = settings(
        max_examples=PER_OPERATIE, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )(test)
    seed(ZAAD + nummer)(test)()


def test_whatever_is_sent_nothing_breaks_and_nothing_leaks(
    klant: Client, in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef, caplog: pytest.LogCaptureFixture
) -> None:
    cache.clear()
    caplog.set_level(logging.CRITICAL)
    with luister() as abonnee:
        sta_toe(url=abonnee.url, at=timezone.now())
        wereld = Alleswereld(klant, abonnee)
        _programmas(wereld, hoogmeren)
        buiten = Client(HTTP_HOST=klant.defaults["HTTP_HOST"], raise_request_exception=False)
        proef = Proef(wereld, buiten)
        nummer = 0
        for component in BESTANDEN:
            for gevonden in schemathesis.openapi.from_dict(document(component)).get_all_operations():
                nummer += 1
                if PER_OPERATIE == 1 and nummer % DEEL:
                    continue
                loop(proef, component, gevonden.ok(), nummer)

    if VERSLAG:
        Path(VERSLAG).write_text(
            json.dumps({"gedaan": proef.gedaan, "standen": proef.standen, "fouten": proef.fouten}, indent=1)
        )
    assert not proef.fouten, "\n".join(f"{keer}× {wat}" for wat, keer in proef.fouten.most_common(60))
    assert set(proef.gedaan) == set(CLIENTS)
