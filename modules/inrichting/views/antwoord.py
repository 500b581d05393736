"""What every screen here answers: a page, a page with faults (422), or two versions side by side (409)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest


def pagina(
    request: GemeenteRequest, template: str, context: dict[str, Any], *, fout: bool = False
) -> HttpResponse:
    """Draw a page; with `fout` as an answer to what could not be done (422)."""
    return render(request, template, context, status=422 if fout else 200)


def gepost(request: GemeenteRequest) -> QueryDict | None:
    """Return what was posted, also when that is nothing at all; None when the page was only asked for."""
    return request.POST if request.method == "POST" else None


def weiger(form: BaseForm, refusal: Refusal, veld: str | None = None) -> None:
    """Put the words of a refusal on the form."""
    form.add_error(veld, str(refusal))


@dataclass(frozen=True, slots=True)
class Tekstverschil:
    """One field that two people filled in differently."""

    label: str
    jij: str
    ander: str


def conflict(
    request: GemeenteRequest,
    *,
    verschillen: Sequence[Tekstverschil],
    door: str,
    versie: int,
    terug: str,
) -> HttpResponse:
    """Show both versions and let the person choose (409). What they typed goes along unseen."""
    verstopt = [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        if naam not in ("csrfmiddlewaretoken", "versie", "eenmalig")
        for waarde in waarden
    ]
    context = {
        "verschillen": verschillen,
        "door": door or "Een collega",
        "versie": versie,
        "verstopt": verstopt,
        "adres": request.path,
        "terug": terug,
    }
    antwoord = render(request, "inrichting/conflict.html", context, status=409)
    if request.htmx:
        antwoord["HX-Retarget"] = "body"
        antwoord["HX-Reswap"] = "outerMorph"
    return antwoord


def verschil_met(form: BaseForm, ander: Any, velden: dict[str, str]) -> list[Tekstverschil]:
    """Return what differs between the form and the row that stands there now (`veld: attribuut`)."""
    rijen = []
    for veld, attribuut in velden.items():
        mijn, zijn = form.cleaned_data.get(veld), getattr(ander, attribuut, "")
        if mijn != zijn:
            rijen.append(Tekstverschil(str(form.fields[veld].label), _tekst(mijn), _tekst(zijn)))
    return rijen


def _tekst(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    return "niets" if waarde in (None, "") else str(waarde)
