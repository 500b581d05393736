"""A thousand times tampering with a logboek by its owner, with the triggers off: a thousand times found.

`KT_PROEF_KEREN` asks for another number of times.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench.logboek_knoeien import MANIEREN, knoei
from bench.opstelling import maak_gemeenten, opstelling
from bench.proef import Uitslag

KEREN = int(os.environ.get("KT_PROEF_KEREN", "1000"))
REGELS = 400
SCHRIJVERS = 6  # with the one that checks: within the pool of one process


def proeven() -> Iterator[Uitslag]:
    """Fill the logboek of one gemeente, put an anchor to it, and tamper."""
    with opstelling():
        maak_gemeenten(1)
        from keukentafel.tenancy import in_gemeente
        from keukentafel.tenancy.taken import alle_gemeenten

        with in_gemeente(alle_gemeenten()[0]):
            _vul()
            yield _knoei()
            yield _schrijf_tijdens_controle()


def _vul() -> None:
    from django.utils import timezone

    from keukentafel.audit.bewaking import veranker

    for deel in range(4):
        _schrijf(REGELS // 4, deel)
        veranker(at=timezone.now())


def _schrijf(hoeveel: int, zaad: int) -> None:
    from uuid import uuid4

    from django.db import transaction
    from django.utils import timezone

    from keukentafel import audit

    toeval = random.Random(zaad)
    with transaction.atomic():
        for nummer in range(hoeveel):
            audit.record(
                f"proef.regel_{nummer % 7}",
                at=timezone.now(),
                soort=toeval.choice("CRUDE"),
                doel="hulp",
                detail={"nummer": nummer},
                categorie=toeval.choice(("", "A", "E,F")),
                reden=toeval.choice(("", "Omdat het moest")),
                getoond=[uuid4() for _ in range(toeval.randrange(3))] or None,
                protocolversie=toeval.choice((None, 1, 2)),
                is_nood=toeval.random() < 0.1,
            )


def _knoei() -> Uitslag:
    from django.db import connections, transaction

    from keukentafel.audit.bewaking import controleer_logboek
    from keukentafel.audit.keten import kop

    toeval, begin = random.Random(7513), time.monotonic()
    gemist: Counter[str] = Counter()
    vals = gevonden = 0
    for keer in range(KEREN):
        hoe = MANIEREN[keer % len(MANIEREN)]
        with transaction.atomic(using="migrator"):
            with connections["migrator"].cursor() as cursor:
                knoei(cursor, toeval, kop().volgnummer, hoe)
            uitkomst = controleer_logboek(using="migrator")
            transaction.set_rollback(True, using="migrator")
        echt = [breuk for breuk in uitkomst.breuken if "bewaking" not in breuk.wat]
        gevonden += bool(echt)
        gemist[hoe.__name__] += not echt
        vals += not controleer_logboek(using="migrator").is_heel  # as it was: nothing may be found
    return Uitslag(
        "knoeien", KEREN - gevonden + vals, KEREN, time.monotonic() - begin,
        {"gevonden": gevonden, "vals_alarm": vals, "manieren": len(set(MANIEREN)), "regels": kop().volgnummer,
         "gemist": {naam: aantal for naam, aantal in gemist.items() if aantal}},
    )  # fmt: skip


def _schrijf_tijdens_controle() -> Uitslag:
    """Check again and again while others write: no alarm, no hole."""
    from django.db import connections

    from keukentafel.audit.bewaking import controleer_logboek
    from keukentafel.audit.keten import kop
    from keukentafel.tenancy import in_gemeente
    from keukentafel.tenancy.scope import huidige_gemeente

    gemeente, klaar, begin, vooraf = huidige_gemeente(), threading.Event(), time.monotonic(), kop().volgnummer
    stuk: list[Any] = []

    def schrijver(wie: int) -> None:
        try:
            with in_gemeente(gemeente):
                while not klaar.is_set():
                    _schrijf(1 + wie % 3, wie)
        except Exception as fout:
            stuk.append(fout)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=schrijver, args=(wie,)) for wie in range(SCHRIJVERS)]
    for draad in draden:
        draad.start()
    alarmen = controles = 0
    while time.monotonic() - begin < 20:
        alarmen += not controleer_logboek().is_heel
        controles += 1
    klaar.set()
    for draad in draden:
        draad.join(60)
    alarmen += not controleer_logboek().is_heel
    return Uitslag(
        "schrijven_tijdens_controle", alarmen + len(stuk), controles + 1, time.monotonic() - begin,
        {"geschreven": kop().volgnummer - vooraf, "schrijvers": SCHRIJVERS,
         "stuk": [repr(fout)[:200] for fout in stuk[:2]]},
    )  # fmt: skip
