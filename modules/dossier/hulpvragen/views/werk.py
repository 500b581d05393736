"""What came in by the website, for who takes questions in."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.hulpvragen.access import webvraag_for, webvragen_voor
from modules.dossier.hulpvragen.actions.webvraag import close_webvraag
from modules.dossier.hulpvragen.forms.webvraag import AfhandelForm
from modules.dossier.queries.bekend import bekend_als
from modules.dossier.queries.bladwijzer import lees_grens
from modules.dossier.views.antwoord import toon, weiger

PER_PAGINA = 25


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """List what nobody picked up yet, the longest waiting first."""
    rijen = webvragen_voor(request.user).select_related("team").order_by("ontvangen_op", "id")
    grens = lees_grens(request.GET.get("na", ""))
    if grens is not None:
        rijen = rijen.filter(ontvangen_op__gt=grens[0])
    gelezen = list(rijen[: PER_PAGINA + 1])
    getoond = gelezen[:PER_PAGINA]
    volgende = ""
    if len(gelezen) > PER_PAGINA:
        volgende = f"?{urlencode({'na': f'{getoond[-1].ontvangen_op.isoformat()}_{getoond[-1].pk}'})}"
    audit.record(
        "hulpvragen.lijst.bekeken", by=request.user, at=now(), soort="lezen", doel=Doel.INTAKE,
        detail={"aantal": len(getoond)},
    )  # fmt: skip
    deel = "hulpvragen/_nieuw.html" if request.htmx else "hulpvragen/lijst.html"
    return toon(request, deel, {"rijen": getoond, "volgende": volgende})


@require_http_methods(["GET", "POST"])
def webvraag(request: GemeenteRequest, webvraag_id: UUID) -> HttpResponse:
    """Show one with who may be meant; it becomes a melding, or is closed with a reason."""
    rij = webvraag_for(request.user, webvraag_id)
    form = AfhandelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            close_webvraag(webvraag=rij, reden=form.cleaned_data["reden"], by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "hulpvragen:lijst")
    bekenden = bekend_als(
        request.user,
        voornamen=rij.voornamen,
        achternaam=rij.achternaam,
        geboortedatum=rij.geboortedatum,
        postcode=rij.postcode,
        huisnummer=rij.huisnummer,
        vandaag=localdate(),
    )
    context = {"rij": rij, "form": form, "bekenden": bekenden}
    return toon(request, "hulpvragen/webvraag.html", context, fout=bool(form.errors))
