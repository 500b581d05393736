"""A subscriber is dead for a day while ten thousand things change: 0 lost, and all heard within five minutes.

`make proef PROEF=notificaties`; a small one runs with every test (`test_notificaties.py`).
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.uitgaand.bezorgen import bezorg, open_bestemming
from keukentafel.uitgaand.models import Bezorging
from keukentafel.uitgaand.toestaan import sta_toe
from modules.zgw.autorisaties.models import Applicatie
from modules.zgw.notificaties.actions.abonnement import SOORT
from modules.zgw.notificaties.actions.bericht import publish
from modules.zgw.notificaties.models import Abonnement, Kanaal, Keuze
from tests.keukentafel.uitgaand.luisteraar import luister, na

AANTAL, ZAKEN = 10_000, 500

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("KT_PROEF_NOTIFICATIES" not in os.environ, reason="make proef PROEF=notificaties"),
]


def test_a_day_without_a_subscriber_loses_nothing(lindewaard: GemeenteRef) -> None:
    cache.clear()
    with luister() as abonnee, in_gemeente(lindewaard):
        begin = timezone.now()
        sta_toe(url=abonnee.url, at=begin)
        programma = Applicatie.objects.create(label="KISS", heeft_alle_autorisaties=True, aangemaakt_op=begin)
        rij = Abonnement.objects.create(
            adres=f"{abonnee.url}hook", auth="Bearer x", gemaakt_op=begin, applicatie=programma
        )
        Keuze.objects.create(abonnement=rij, kanaal=Kanaal.objects.get(naam="zaken"))
        open_bestemming(SOORT, rij.pk)
        abonnee.antwoord = lambda verzoek: 503
        for nummer in range(AANTAL):
            zaak = f"https://zaken.voorbeeld.nl/zaken/{nummer % ZAKEN}"
            publish(
                bericht={
                    "kanaal": "zaken", "hoofdObject": zaak, "resource": "status", "resourceUrl": f"{zaak}/{nummer}",
                    "actie": "create", "aanmaakdatum": begin.isoformat(), "kenmerken": {},
                },
                at=begin,
            )  # fmt: skip
        for uren in range(24):
            bezorg(klok=lambda uren=uren: begin + timedelta(hours=uren))  # type: ignore[misc]
        geklopt = len(abonnee.verzoeken)
        cache.clear()
        abonnee.verzoeken.clear()

        abonnee.antwoord = na(0.02)
        klok = time.monotonic()
        while bezorg(klok=lambda: begin + timedelta(hours=24, minutes=2)):
            continue
        duur = time.monotonic() - klok

        gehoord: dict[str, list[int]] = defaultdict(list)
        for lichaam in abonnee.lichamen:
            bericht = json.loads(lichaam)
            gehoord[bericht["hoofdObject"]].append(int(bericht["resourceUrl"].rpartition("/")[2]))
        cijfers = {"proef": "notificaties", "aantal": AANTAL, "seconden": round(duur, 1), "geklopt": geklopt}
        sys.stdout.write(json.dumps(cijfers) + "\n")
        assert sum(map(len, gehoord.values())) == AANTAL
        assert all(nummers == sorted(set(nummers)) for nummers in gehoord.values())
        assert set(Bezorging.objects.values_list("stand", flat=True)) == {"bezorgd"}
        assert duur <= 300
