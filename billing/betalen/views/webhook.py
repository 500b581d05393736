"""Where Stripe knocks. No account and no cookie: the signature says who it is."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from billing.betalen.actions.gebeurtenissen import NietVanStripe, ontvang
from billing.betalen.stripe_van_ons import staat_aan
from billing.betalen.taken import straks, verwerk


@require_POST
@csrf_exempt
def webhook(request: HttpRequest) -> HttpResponse:
    """Keep what Stripe tells and answer at once; a worker looks up what it means."""
    if not staat_aan():
        raise Http404
    try:
        nieuw = ontvang(
            lichaam=request.body,
            handtekening=request.headers.get("Stripe-Signature", ""),
            geheimen=settings.KT_STRIPE_WEBHOOKGEHEIMEN,
            at=now(),
        )
    except NietVanStripe as nee:
        return JsonResponse({"fout": str(nee)}, status=400)
    if nieuw is not None:
        straks(verwerk, nieuw)
    return JsonResponse({"ontvangen": True})
