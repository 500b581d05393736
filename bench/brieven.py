"""What a letter costs: making and sending one, and 500 of them with their print file.

`KT_BENCH_BRIEVEN` asks for another number.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from typing import Any

from bench.meting import Meting
from bench.opstelling import Opstelling, maak_gemeenten, opstelling

BRIEVEN = int(os.environ.get("KT_BENCH_BRIEVEN", "500"))
GEGEVENS = {
    "waarover": "hulp bij het huishouden", "aanvraag_op": "4 mei 2026",
    "besluit_kort": "U krijgt hulp bij het huishouden.", "grond": "artikel 2.3.5 van de Wmo 2015",
    "voorzieningen": [{"wat": "Hulp bij het huishouden", "hoeveel": "2 uur per week", "vorm": "hulp in natura"}],
    "overwegingen": [
        {"titel": "Wat u zelf kunt", "tekst": "U kunt zelf koken en opruimen. Stofzuigen en dweilen lukt niet meer."},
        {"titel": "Wat uw familie kan", "tekst": "Uw dochter doet de was. Meer lukt haar niet, want zij werkt."},
    ],
}  # fmt: skip


def meet(aantal: int = BRIEVEN) -> Iterator[Meting]:
    """Make, send and print decisions in one gemeente, each a transaction of its own."""
    with opstelling() as hier:
        maak_gemeenten(1)
        from keukentafel.tenancy import in_gemeente
        from keukentafel.tenancy.taken import alle_gemeenten

        with in_gemeente(alle_gemeenten()[0]):
            yield from _brieven(hier, aantal)


def _brieven(hier: Opstelling, aantal: int) -> Iterator[Meting]:
    from django.conf import settings
    from django.utils import timezone

    from modules.dossier.brieven.actions.post import make_bundel, print_bundel

    settings.KT_OPSLAG = hier.map / "opslag"
    by, huishoudens = _mensen(aantal)
    begin, rekenen = time.perf_counter(), time.process_time()
    duren, ids = [], []
    for huishouden in huishoudens:
        een = time.perf_counter()
        ids.append(_een(huishouden, by))
        duren.append(time.perf_counter() - een)
    verzonden, rekenen = time.perf_counter() - begin, time.process_time() - rekenen
    at = timezone.now()
    bundel = make_bundel(brieven=ids, by=by, at=at)
    begin = time.perf_counter()
    klaar = print_bundel(bundel=bundel, at=at)
    geprint = time.perf_counter() - begin
    params = {"brieven": aantal, "bladzijden": klaar.paginas, "eerste": round(duren[0], 3)}
    yield Meting("brief_p95", statistics.quantiles(duren, n=20)[-1], "s", None, {**params, "grens": 1})
    yield Meting(
        "brieven_bundel", verzonden + geprint, "s", None,
        {**params, "maken_en_verzenden": round(verzonden, 1), "printbestand": round(geprint, 1),
         "rekentijd_per_brief": round(rekenen / aantal, 3),
         "grens": 180},
    )  # fmt: skip


def _een(huishouden: Any, by: Any) -> Any:
    from django.db import transaction
    from django.utils import timezone

    from modules.dossier.brieven.actions.brief import make_brief, send_brief

    with transaction.atomic():
        at = timezone.now()
        brief = make_brief(
            huishouden=huishouden,
            inwoner=None,
            soort="beschikking",
            gegevens=GEGEVENS,
            bron=None,
            by=by,
            at=at,
        )
        return send_brief(brief=brief, kanaal="post", by=by, at=at).pk


def _mensen(aantal: int) -> tuple[Any, list[Any]]:
    from django.utils import timezone

    from keukentafel.identity.models import Gebruiker
    from modules.dossier.models import Huishouden

    at = timezone.now()
    by = Gebruiker.objects.first() or Gebruiker.objects.create(gebruikersnaam="bench", naam="Bench")
    return by, [
        Huishouden.objects.create(
            naam=f"Gezin {nummer}", sorteernaam=f"gezin {nummer}", straat="Lindelaan", huisnummer=nummer + 1,
            postcode="1234AB", plaats="Lindewaard", aangemaakt_op=at, gewijzigd_op=at,
        )
        for nummer in range(aantal)
    ]  # fmt: skip
