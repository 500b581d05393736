"""Hold what we know against Stripe, also when an event never came, and collect what is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import stripe
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from billing.betalen.actions.opdrachten import zet_op
from billing.betalen.actions.stand import NietVanDezeKlant, neem_factuur_over
from billing.betalen.models import Betaalklant, Betaalverzoek, Opdrachtsoort, Verzoekstand
from billing.models import Factuur
from billing.queries import met_stand
from keukentafel.tenancy import in_platform

OUD: Final = timedelta(hours=6)


def stem_af(*, v1: Any, at: datetime, hoogstens: int = 200) -> int:
    """Look again at payment requests that are open and were not heard of for six hours; return how many."""
    with in_platform():
        zet_klaar(at=at)
        open_ = Betaalverzoek.objects.filter(stand=Verzoekstand.OPEN, bijgewerkt_op__lt=at - OUD)
        sleutels = list(open_.order_by("bijgewerkt_op").values_list("pk", "klant")[:hoogstens])
        for verzoek, klant in sleutels:
            _kijk(verzoek, klant, v1=v1, at=at)
    return len(sleutels)


def _kijk(verzoek_id: Any, klant_id: Any, *, v1: Any, at: datetime) -> None:
    with transaction.atomic():
        klant = Betaalklant.objects.select_for_update().get(pk=klant_id)
        verzoek = Betaalverzoek.objects.select_related("factuur").get(pk=verzoek_id)
        try:
            neem_factuur_over(verzoek, klant=klant, v1=v1, at=at)
        except (stripe.InvalidRequestError, NietVanDezeKlant):
            verzoek.bijgewerkt_op = at  # gone at Stripe: the console shows it as open, a person looks
            verzoek.save(update_fields=["bijgewerkt_op"])


def zet_klaar(*, at: datetime) -> None:
    """Write down what has to be said: paid by transfer, or due and with a mandate."""
    facturen = met_stand(Factuur.objects.filter(betaalverzoek__stand=Verzoekstand.OPEN))
    for factuur in facturen.filter(openstaand_centen__lte=0):
        zet_op(Opdrachtsoort.BUITENOM, factuur, at=at)
    met_machtiging = facturen.filter(
        openstaand_centen__gt=0,
        openstaand_centen=F(
            "betaalverzoek__openstaand_centen"
        ),  # Stripe collects its own amount, no part of it
        vervaldatum__lte=localdate(at),
        betaalverzoek__klant__is_weg=False,
    ).exclude(betaalverzoek__klant__betaalwijze="")
    for factuur in met_machtiging:
        zet_op(Opdrachtsoort.INCASSO, factuur, at=at)
