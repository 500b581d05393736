"""Inrichting → Termijnen: the terms of the laws to read, the norms of the gemeente to change."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.actions.termijnnorm import change_norm, remove_norm
from modules.dossier.forms.norm import NormForm
from modules.dossier.models import Herrekening, Termijnnorm
from modules.dossier.queries.normen import Gemeentenormen
from modules.dossier.queries.normenlijst import normgroepen, normregel, telt_in_uren
from modules.dossier.queries.normgevolg import gevolg_voor_lopende
from modules.dossier.rules.normen import NORMEN, norm_op
from modules.dossier.taken import herreken
from modules.dossier.views.antwoord import toon, weiger


@require_GET
def normen(request: GemeenteRequest) -> HttpResponse:
    """List every term with its rule, its source and an example that begins today."""
    context = {
        "groepen": normgroepen(localdate()),
        "herrekeningen": list(Herrekening.objects.exclude(stand="klaar")[:5]),
    }
    return toon(request, "dossier/normen.html", context)


@require_http_methods(["GET", "POST"])
def norm(request: GemeenteRequest, sleutel: str) -> HttpResponse:
    """Change a norm of the gemeente: first look at what it does to what runs, then confirm."""
    vandaag = localdate()
    if sleutel not in NORMEN.sleutels or norm_op(sleutel, vandaag).is_wettelijk:
        raise Http404
    nu = Gemeentenormen([sleutel]).op(sleutel, vandaag)
    form = NormForm(
        request.POST if request.method == "POST" else None, norm=nu, initial={"geldig_van": vandaag}
    )
    context: dict[str, Any] = {"gevolg": None}
    if form.is_bound and form.is_valid():
        if request.POST.get("stap") == "bevestig" and _wijzig(request, sleutel, form):
            return see_other(request, "dossier:normen")
        if not form.errors:
            context["gevolg"] = gevolg_voor_lopende(nu, form.duur, vandaag)
            context["nieuw"] = form.duur
    context |= {
        "norm": nu,
        "regel": normregel(nu, norm_op(sleutel, vandaag), vandaag),
        "form": form,
        "in_uren": telt_in_uren(nu),
        "eerder": list(
            Termijnnorm.objects.filter(sleutel=sleutel).select_related("door").order_by("-geldig_van")
        ),
    }
    return toon(request, "dossier/norm.html", context, fout=bool(form.errors))


def _wijzig(request: GemeenteRequest, sleutel: str, form: NormForm) -> bool:
    try:
        _, werk = change_norm(
            sleutel=sleutel,
            duur=form.duur,
            geldig_van=form.cleaned_data["geldig_van"],
            ook_lopend=form.ook_lopend,
            toelichting=form.cleaned_data["toelichting"],
            by=request.user,
            at=now(),
        )
    except Refusal as nee:
        weiger(form, nee)
        return False
    if werk is not None:
        herreken.voor(request.gemeente, str(werk.pk))
    return True


@require_POST
def norm_intrekken(request: GemeenteRequest, sleutel: str) -> HttpResponse:
    """Take back the next length, which does not hold yet."""
    straks = Termijnnorm.objects.filter(sleutel=sleutel, geldig_van__gt=localdate()).order_by("geldig_van")
    rij = straks.first()
    if rij is None:
        if sleutel not in NORMEN.sleutels:
            raise Http404
        melding = "Er is geen nieuwe tijd meer om in te trekken. Wat nu geldt, wijzig je met een nieuwe tijd."
        context = {"groepen": normgroepen(localdate()), "melding": melding, "herrekeningen": []}
        return toon(request, "dossier/normen.html", context, fout=True)
    remove_norm(norm=rij, by=request.user, at=now())
    return see_other(request, "dossier:normen")
