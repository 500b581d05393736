"""One's own tokens, below Mijn instellingen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.actions.eigen_account import check_eigen_wachtwoord
from keukentafel.request import GemeenteRequest, see_other
from modules.toegangsleutels.actions.sleutel import make_token, withdraw_token
from modules.toegangsleutels.forms import TokenForm
from modules.toegangsleutels.models import Toegangsleutel
from modules.toegangsleutels.scopes import in_woorden


@sensitive_post_parameters("huidig")
@require_http_methods(["GET", "POST"])
def tokens(request: GemeenteRequest) -> HttpResponse:
    """Show one's tokens and make one; it stands in the answer, once."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        try:
            check_eigen_wachtwoord(gebruiker=request.user, wachtwoord=schoon["huidig"], at=now())
            rij, token = make_token(
                naam=schoon["naam"], scopes=schoon["scopes"], dagen=schoon["dagen"], by=request.user, at=now()
            )
        except Refusal as nee:
            form.add_error("huidig", str(nee))
        else:
            return render(request, "toegangsleutels/token.html", {"rij": rij, "token": token})
    eigen = Toegangsleutel.objects.filter(gebruiker=request.user, programma=None, geldig_tot__gt=now())
    context = {
        "form": form,
        "tokens": [(rij, [in_woorden(scope) for scope in rij.scopes]) for rij in eigen],
        "ingetrokken": "ingetrokken" in request.GET,
    }
    return render(request, "toegangsleutels/tokens.html", context, status=422 if form.errors else 200)


@require_POST
def intrekken(request: GemeenteRequest, sleutel_id: UUID) -> HttpResponse:
    """Take one of one's own tokens back."""
    rij = get_object_or_404(Toegangsleutel, pk=sleutel_id, gebruiker=request.user, programma=None)
    withdraw_token(token=rij, by=request.user, at=now())
    return see_other(request, "/mijn-instellingen/tokens?ingetrokken=1")
