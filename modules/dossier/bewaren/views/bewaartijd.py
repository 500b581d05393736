"""How long one household is kept, and keeping it longer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.bewaren.actions.bewaartermijn import end_uitzondering, keep_longer, termijnen_nu
from modules.dossier.bewaren.forms.bewaren import LangerForm
from modules.dossier.bewaren.models import Deelsoort, Uitzondering
from modules.dossier.bewaren.queries.feiten import feiten_van
from modules.dossier.bewaren.rules.bewaren import categorieen_van, vernietigen_na
from modules.dossier.models import Huishouden
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.kader import huishouden_kader


@require_http_methods(["GET", "POST"])
def bewaartijd(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show until when a household is kept and why; keep it longer with a reason."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.BEHEER)
    form = LangerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            keep_longer(
                soort=Deelsoort.HUISHOUDEN,
                object_id=huishouden.pk,
                **form.cleaned_data,
                by=request.user,
                at=now(),
            )
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "bewaren:bewaartijd", huishouden.pk)
    return _pagina(request, huishouden, form)


@require_POST
def niet_langer(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """End keeping it longer."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.BEHEER)
    rij = _uitzondering(huishouden)
    if rij is not None:
        end_uitzondering(uitzondering=rij, by=request.user, at=now())
    return see_other(request, "bewaren:bewaartijd", huishouden.pk)


def _uitzondering(huishouden: Huishouden) -> Uitzondering | None:
    vraag = Uitzondering.objects.filter(
        soort=Deelsoort.HUISHOUDEN, object_id=huishouden.pk, opgeheven_op=None
    )
    rij: Uitzondering | None = vraag.select_related("door").first()
    return rij


def _pagina(request: GemeenteRequest, huishouden: Huishouden, form: LangerForm) -> HttpResponse:
    vandaag = localdate()
    feiten, termijnen = feiten_van(Deelsoort.HUISHOUDEN, huishouden.pk, vandaag), termijnen_nu()
    context = {
        **huishouden_kader(request, huishouden, "verzoeken", vandaag),
        "uitkomst": vernietigen_na(feiten, termijnen) if feiten else None,
        "gelden": [termijnen[naam] for naam in categorieen_van(feiten)] if feiten else [],
        "uitzondering": _uitzondering(huishouden),
        "form": form,
    }
    return toon(request, "bewaren/bewaartijd.html", context, fout=bool(form.errors))
