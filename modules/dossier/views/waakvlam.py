"""The waakvlam: what burns low in the team, a contact, stopping, and helping again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.access import zichtbaar as huishoudens_zichtbaar
from modules.dossier.actions import waakvlam as actions
from modules.dossier.forms.evaluatie import TerugvalForm, WaakvlamContactForm
from modules.dossier.models import Huishouden, Waakvlam
from modules.dossier.queries.terugkijken import te_laat, waakvlam_van, waakvlammen_voor
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.kader import huishouden_kader
from modules.inrichting.rules.protocol import Categorie, Mate

HOOGSTENS = 200


@require_GET
def waakvlammen(request: GemeenteRequest) -> HttpResponse:
    """List what burns low in the teams of this person, the next contact first (`?mijn=1`: only mine)."""
    mijn = request.GET.get("mijn") == "1"
    zichtbaar = Huishouden.objects.filter(
        huishoudens_zichtbaar(request.user, categorie=Categorie.PLAN, minstens=Mate.ALLES)
    )
    rijen = list(waakvlammen_voor(zichtbaar, van=request.user if mijn else None)[:HOOGSTENS])
    vandaag = localdate()
    context = {"waakvlammen": rijen, "mijn": mijn, "te_laat": te_laat(rijen, vandaag), "vandaag": vandaag}
    return toon(request, "dossier/waakvlammen.html", context)


@require_http_methods(["GET", "POST"])
def waakvlam(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the waakvlam of a household, and write a contact down."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    rij = _van(huishouden)
    form = WaakvlamContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_contact(waakvlam=rij, **form.cleaned_data, by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, "dossier:waakvlam", huishouden.pk)
    return _pagina(request, huishouden, rij, form=form, fout=bool(form.errors))


@require_POST
def waakvlam_stop(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """End the waakvlam and go on to closing."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    actions.stop_waakvlam(waakvlam=_van(huishouden), by=request.user, at=now())
    return see_other(request, "dossier:afsluiten", huishouden.pk)


@require_POST
def waakvlam_terugval(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Help again: it goes worse."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    rij = _van(huishouden)
    form = TerugvalForm(request.POST)
    if form.is_valid():
        try:
            actions.resume_help(waakvlam=rij, **form.cleaned_data, by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, "dossier:plan", huishouden.pk)
    return _pagina(request, huishouden, rij, terugval_form=form, fout=True)


def _van(huishouden: Huishouden) -> Waakvlam:
    rij = waakvlam_van(huishouden)
    if rij is None:
        raise Http404
    return rij


def _pagina(
    request: GemeenteRequest, huishouden: Huishouden, rij: Waakvlam, *, fout: bool = False, **forms: Any
) -> HttpResponse:
    context = huishouden_kader(request, huishouden, "evaluaties", localdate())
    context |= {
        "waakvlam": rij,
        "form": forms.get("form") or forms.get("terugval_form"),
        "contact_form": forms.get("form") or WaakvlamContactForm(),
        "terugval_form": forms.get("terugval_form") or TerugvalForm(),
    }
    return toon(request, "dossier/waakvlam.html", context, fout=fout)
