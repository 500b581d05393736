"""What goes between us and Stripe, for who does the money at the supplier."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, TextChoices
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from billing.betalen.actions.opdrachten import NietMeerTeDoen, probeer_opnieuw
from billing.betalen.models import Betaalverzoek, Stand, Stripegebeurtenis, Stripeopdracht, Verzoekstand
from billing.betalen.stripe_van_ons import is_namaak, staat_aan
from billing.betalen.taken import straks, voer_uit
from billing.views.gemeen import factuur_of_404
from keukentafel.request import see_other
from tenants.views.deur import alleen_leverancier, pagina

_HOOGSTENS = 50


@require_GET
@alleen_leverancier
def overzicht(request: HttpRequest) -> HttpResponse:
    """What did not succeed, what still waits, and how many events came."""
    opdrachten = Stripeopdracht.objects.filter(stand__in=(Stand.OPGEGEVEN, Stand.WACHT)).select_related(
        "factuur__gemeente"
    )
    berichten = Stripegebeurtenis.objects.exclude(stand=Stand.KLAAR)
    context = {
        "staat_aan": staat_aan(),
        "is_namaak": is_namaak(),
        "opdrachten": list(
            opdrachten.defer("factuur__gemeente__sleutel").order_by("-stand", "volgende_op")[:_HOOGSTENS]
        ),
        "berichten": list(berichten[:_HOOGSTENS]),
        "standen": _per_stand(Stripegebeurtenis.objects.all(), Stand),
        "verzoeken": _per_stand(Betaalverzoek.objects.all(), Verzoekstand),
    }
    return pagina(request, "betalen/overzicht.html", context, hier="facturatie")


def _per_stand(lijst: QuerySet[Any], woorden: type[TextChoices]) -> list[tuple[str, int]]:
    rijen = lijst.order_by("stand").values_list("stand").annotate(Count("pk"))
    return [(str(woorden(stand).label), aantal) for stand, aantal in rijen]


@require_POST
@alleen_leverancier
def opnieuw(request: HttpRequest, factuur_id: UUID) -> HttpResponse:
    """Try again what was given up for this invoice."""
    mislukt = Stripeopdracht.objects.filter(factuur=factuur_id, stand=Stand.OPGEGEVEN)
    factuur_of_404(factuur_id)
    for opdracht in mislukt.select_related("factuur__gemeente").defer("factuur__gemeente__sleutel"):
        try:
            probeer_opnieuw(opdracht=opdracht, by=request.user, at=now())
        except NietMeerTeDoen:  # somebody else pressed it just before
            continue
        straks(voer_uit, opdracht.pk)
    return see_other(request, "billing:factuur", factuur_id)
