"""Whatever anybody sends to our own API: no server error, no answer that does not fit, nothing without a token.

schemathesis thinks up the calls from the document. `KT_ZGW_GEVALLEN` says how many per operation.
"""

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from keukentafel.tenancy import GemeenteRef, in_gemeente
from tests.api.v1.beller import document, keur, persoonlijk
from tests.factories.dossier import eerste_team, maak_huishouden
from tests.factories.identity import maak_gebruiker

pytestmark = pytest.mark.usefixtures("in_lindewaard")
PER_OPERATIE = int(os.environ.get("KT_ZGW_GEVALLEN", "1"))
ZAAD = int(os.environ.get("KT_ZGW_ZAAD", "5"))
VERSLAG = os.environ.get("KT_ZGW_VERSLAG", "")
DEEL = 4
"""In a quick run one of so many operations."""
OPEN = ("/openapi.json", "/openapi.yaml", "/docs")


class Proef:
    def __init__(self, klant: Client, tokens: dict[str, str], echt: str) -> None:
        self.klant, self.tokens, self.echt = klant, tokens, echt
        self.fouten, self.gedaan = Counter[str](), Counter[str]()

    def stuur(self, case: Any, raak: bool, toeval: Random) -> None:
        """Send one case and look at the answer; nothing of it stays."""
        wie = ("lid", "lid", "niemand", "elders")[self.gedaan.total() % 4]
        pad = f"/api/v1{case.formatted_path}"
        if raak:
            for waarde in (case.path_parameters or {}).values():
                pad = pad.replace(str(waarde), self.echt)
        koppen = {
            naam: waarde for naam, waarde in dict(case.headers or {}).items()
            if naam not in ("Authorization", "Content-Type") and isinstance(waarde, str) and waarde.isprintable()
        }  # fmt: skip
        if self.tokens[wie]:
            koppen["Authorization"] = f"Bearer {self.tokens[wie]}"
        extra: dict[str, Any] = {"query_params": dict(case.query or {})}
        if type(case.body).__name__ != "NotSet":
            extra |= {"data": json.dumps(case.body, default=str), "content_type": "application/json"}
        with transaction.atomic():
            antwoord = getattr(self.klant, case.method.lower())(pad, headers=koppen, **extra)
            transaction.set_rollback(True)
        self.gedaan[wie] += 1
        self.keur(f"{case.method} {case.operation.path} als {wie}", wie, case.method.lower(), pad, antwoord)

    def keur(self, wat: str, wie: str, methode: str, pad: str, antwoord: Any) -> None:
        stand = antwoord.status_code
        if stand >= 500:
            self.fouten[f"{wat}: {stand} {getattr(antwoord, 'exc_info', None)!r}"[:400]] += 1
        elif wie != "lid" and stand < 400 and not pad.endswith(OPEN):
            self.fouten[f"{wat}: {stand} zonder recht"] += 1
        else:
            try:
                keur(methode, pad, antwoord)
            except KeyError:
                pass  # OAuth's own errors: the document says that they are there, not how they look
            except AssertionError as fout:
                self.fouten[f"{wat} {stand}: {fout}"[:400]] += 1


def test_whatever_is_sent_nothing_breaks(
    klant: Client, in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    huishouden = maak_huishouden("Kuiper")
    lid = persoonlijk(klant, maak_gebruiker(team=eerste_team()))
    with in_gemeente(hoogmeren):
        elders = persoonlijk(klant, maak_gebruiker(team=eerste_team()))
    buiten = Client(HTTP_HOST=klant.defaults["HTTP_HOST"], raise_request_exception=False)
    proef = Proef(buiten, {"lid": lid.token, "niemand": "", "elders": elders.token}, str(huishouden.pk))

    for nummer, gevonden in enumerate(schemathesis.openapi.from_dict(document()).get_all_operations()):
        if PER_OPERATIE == 1 and nummer % DEEL:
            continue
        test = given(case=gevonden.ok().as_strategy(), raak=st.booleans(), toeval=st.randoms())(proef.stuur)
        genoeg = list(HealthCheck)
        test = settings(
            max_examples=PER_OPERATIE, deadline=None, database=None, suppress_health_check=genoeg
        )(test)
        seed(ZAAD + nummer)(test)()

    if VERSLAG:
        Path(VERSLAG).write_text(json.dumps({"gedaan": proef.gedaan, "fouten": proef.fouten}))
    assert not proef.fouten, "\n".join(f"{keer}× {wat}" for wat, keer in proef.fouten.most_common(40))
