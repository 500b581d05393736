"""How an administrator of a gemeente pays: to the page of Stripe and back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from billing.betalen.actions import eigen
from billing.betalen.actions.eigen import Betaler, StripeStaatUit
from billing.betalen.actions.sessies import Terug
from billing.betalen.models import Betaalklant, Betaalsessie
from billing.betalen.stripe_van_ons import is_namaak, staat_aan, v1
from billing.betalen.taken import kijk_na, straks
from billing.models import Factuur, Soort
from billing.queries import met_stand
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest
from keukentafel.tenancy import in_platform


def _betaler(request: GemeenteRequest) -> Betaler:
    if not staat_aan():
        raise StripeStaatUit
    return Betaler(request.gemeente, request.user, v1(), now())


def _adres(request: GemeenteRequest, route: str, *args: Any) -> str:
    return request.build_absolute_uri(reverse(route, args=args))


def _naar_stripe(request: GemeenteRequest, adres: str, terug: str) -> HttpResponse:
    """Show the way: a link, because a form of ours may not lead to another site (CSP form-action)."""
    context = {"adres": adres, "terug": terug, "is_namaak": is_namaak()}
    return render(request, "betalen/naar_stripe.html", context)


def _geweigerd(request: GemeenteRequest, nee: Refusal, terug: str) -> HttpResponse:
    return render(request, "betalen/naar_stripe.html", {"fout": str(nee), "terug": terug}, status=409)


@require_POST
def betaling(request: GemeenteRequest, factuur_id: UUID) -> HttpResponse:
    """Make a page to pay this invoice on; one of another gemeente is not there."""
    with in_platform():
        if not Factuur.objects.filter(pk=factuur_id, gemeente=request.gemeente.id).exists():
            raise Http404
    terug = reverse("billing:eigen_factuur", args=[factuur_id])
    heen = Terug(_adres(request, "betalen:terug", factuur_id), request.build_absolute_uri(terug))
    try:
        return _naar_stripe(
            request, eigen.betaal(_betaler(request), factuur_id=factuur_id, terug=heen), terug
        )
    except Refusal as nee:
        return _geweigerd(request, nee, terug)


@require_GET
def terug(request: GemeenteRequest, factuur_id: UUID) -> HttpResponse:
    """Back from Stripe: how it stands now. The bank may need a moment; looking again costs nothing."""
    with in_platform():
        lijst = met_stand(Factuur.objects.filter(gemeente=request.gemeente.id, soort=Soort.FACTUUR))
        factuur = lijst.filter(pk=factuur_id).first()
        if factuur is None:
            raise Http404
        sessie = Betaalsessie.objects.filter(factuur=factuur).first()
        if factuur.openstaand_centen > 0 and sessie is not None:
            straks(kijk_na, sessie.pk)
    return render(
        request, "betalen/terug.html", {"factuur": factuur, "is_betaald": factuur.openstaand_centen <= 0}
    )


@require_GET
def gegevens(request: GemeenteRequest) -> HttpResponse:
    """With what this gemeente pays when it does nothing."""
    with in_platform():
        klant = Betaalklant.objects.filter(gemeente=request.gemeente.id).first()
        if request.GET.get("terug") and klant is not None:
            laatste = Betaalsessie.objects.filter(klant=klant, soort="machtiging").first()
            if laatste is not None and laatste.stand == "open":
                straks(kijk_na, laatste.pk)
    context = {"klant": klant, "is_terug": bool(request.GET.get("terug")), "staat_aan": staat_aan()}
    return render(request, "betalen/gegevens.html", context)


@require_POST
def machtigen(request: GemeenteRequest) -> HttpResponse:
    """Make a page to give a mandate on."""
    terug = _adres(request, "betalen:gegevens")
    try:
        adres = eigen.machtig(_betaler(request), terug=Terug(f"{terug}?terug=1", terug))
    except Refusal as nee:
        return _geweigerd(request, nee, reverse("betalen:gegevens"))
    return _naar_stripe(request, adres, reverse("betalen:gegevens"))


@require_POST
def portaal(request: GemeenteRequest) -> HttpResponse:
    """Open the gemeente's own page at Stripe: earlier payments, and the way to pay."""
    terug = _adres(request, "betalen:gegevens")
    try:
        adres = eigen.portaal(_betaler(request), terug=terug)
    except Refusal as nee:
        return _geweigerd(request, nee, reverse("betalen:gegevens"))
    return _naar_stripe(request, adres, reverse("betalen:gegevens"))
