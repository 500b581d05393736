"""Remind who reviews of an emergency that should have been reviewed by now."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from keukentafel.identity.rollen import Rol
from modules.dossier.toegang.attenderen import attendeer
from modules.dossier.toegang.mensen import met_rol
from modules.dossier.toegang.models import Attendering, Noodtoegang

BEWAAR_GELEZEN = timedelta(days=90)


@transaction.atomic
def forget_gelezen(*, at: datetime) -> int:
    """Throw away notices that were read long ago; return how many that were."""
    return int(Attendering.objects.filter(gelezen_op__lt=at - BEWAAR_GELEZEN).delete()[0])


@transaction.atomic
def remind_beoordelaars(*, vandaag: date, at: datetime) -> int:
    """Tell the privacy officers once of each emergency whose review is late; return how many were told."""
    laat = Noodtoegang.objects.te_beoordelen().filter(beoordelen_voor__lt=vandaag)
    gemeld = 0
    for nood in laat.select_related("gebruiker").order_by("pk"):
        url = reverse("toegang:nood_beoordelen", args=[nood.pk])
        if Attendering.objects.filter(soort="nood_te_laat", url=url).exists():
            continue
        voor = [pk for pk in met_rol(Rol.FG) if pk != nood.gebruiker_id]
        tekst = f"De noodtoegang van {nood.gebruiker.naam} is nog niet beoordeeld."
        attendeer(voor=voor, soort="nood_te_laat", tekst=tekst, url=url, at=at, mail=True)
        gemeld += 1
    return gemeld
