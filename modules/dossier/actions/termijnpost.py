"""One mail a day to who owns terms that ask for attention: numbers and a link, no names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from keukentafel import outbox
from keukentafel.adres import adres_van_gemeente
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import huidige_gemeente
from keukentafel.values.kalender import kalender_op
from modules.dossier.models import Termijn
from modules.dossier.rules.termijnpost import Termijnpost, nieuw, nieuw_in_uren, sinds, tel
from modules.dossier.rules.termijnstand import Uren, Waarschuwing
from modules.dossier.wetten import wetten
from modules.inrichting.codelijsten import TermijnStatus


@transaction.atomic
def mail_waarschuwingen(*, at: datetime) -> int:
    """Put one mail per owner in the outbox when a term of theirs reached a mark; twice makes one. Return how many.

    On a free day nobody gets mail: the next working day tells it.
    """
    vandaag = localdate(at)
    na = sinds(vandaag, kalender_op(vandaag))
    if na is None:
        return 0
    post = _per_eigenaar(na, vandaag, at)
    gemeente = huidige_gemeente()
    mensen = Gebruiker.objects.actief().exclude(email="").filter(pk__in=post)
    for mens in mensen:
        outbox.stuur_mail(
            "dossier/mail/termijnen",
            mens.email,
            {
                **asdict(post[mens.pk]),
                "gemeente": gemeente.naam,
                "adres": f"{adres_van_gemeente(gemeente.slug)}{reverse('dossier:termijnen')}",
            },
            sleutel=f"termijnen-{mens.pk}-{vandaag.isoformat()}",
            at=at,
        )
    return len(mensen)


def _per_eigenaar(na: date, vandaag: date, at: datetime) -> dict[UUID, Termijnpost]:
    """Return per owner what their terms reached; terms with the same days are counted once.

    A term in hours reached its mark since this time of the previous working day.
    """
    sinds_uur = at - (vandaag - na)
    soorten: dict[UUID, list[Waarschuwing]] = defaultdict(list)
    som: dict[tuple[date, date], Waarschuwing] = {}
    rijen = (
        Termijn.objects.filter(status=TermijnStatus.LOOPT, begin__lte=vandaag, einde__gte=na)
        .exclude(eigenaar=None)
        .exclude(sleutel__in=wetten.vensters)
        .order_by()
        .values_list("eigenaar_id", "begin", "einde", "begin_tijd", "einde_tijd")
    )
    for eigenaar, begin, einde, van, tot in rijen.iterator(5000):
        if van and tot:
            soort = nieuw_in_uren(Uren(van, tot), na=sinds_uur, nu=at)
        else:
            if (begin, einde) not in som:
                som[begin, einde] = nieuw(begin, einde, kalender_op(einde), na=na, vandaag=vandaag)
            soort = som[begin, einde]
        if soort is not Waarschuwing.GEEN:
            soorten[eigenaar].append(soort)
    return {eigenaar: tel(lijst) for eigenaar, lijst in soorten.items()}
