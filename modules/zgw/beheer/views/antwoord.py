"""What the forms of the catalogue answer: the page again with what is wrong, or both versions (409)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest
from modules.zgw.fouten import GEHEEL, Ongeldig

TEMPLATE = "zgwbeheer/formulier.html"


def pagina(request: GemeenteRequest, form: forms.Form, *, status: int = 0, **context: Any) -> HttpResponse:
    """Draw a form; `titel`, `kruimels` and `terug` come along, and `verschil` where a colleague was first."""
    return render(
        request,
        TEMPLATE,
        {"form": form, **context},
        status=status or (422 if form.is_bound and form.errors else 200),
    )


def weiger(form: forms.Form, nee: Refusal, namen: Mapping[str, str] | None = None) -> None:
    """Put a refusal on the form: at its field where the form has one, else above."""
    if not isinstance(nee, Ongeldig):
        form.add_error(None, str(nee))
        return
    for fout in nee.fouten:
        naam = (namen or {}).get(fout.naam) or _snake(fout.naam)
        form.add_error(naam if naam in form.fields and fout.naam != GEHEEL else None, fout.reden)


def _snake(naam: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in naam)


def verfris(form: Any, stempel: str) -> None:
    """Let the form go on from what stands there now: sent again, it writes over that."""
    form.data = form.data.copy()
    form.data["stempel"] = stempel


def verschil(form: forms.Form, nu: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what you typed beside what a colleague saved."""
    uit = []
    for naam, veld in form.fields.items():
        mijn, hun = form.cleaned_data.get(naam), nu.get(naam)
        if naam != "stempel" and (mijn or None) != (hun or None):
            uit.append((str(veld.label), _tekst(veld, mijn), _tekst(veld, hun)))
    return uit


def _tekst(veld: forms.Field, waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    keuzes = {str(sleutel): str(naam) for sleutel, naam in getattr(veld, "choices", ()) or ()}
    delen = waarde if isinstance(waarde, list | tuple) else [waarde]
    woorden = [
        keuzes.get(str(deel), str(veld.prepare_value(deel))) for deel in delen if deel not in (None, "")
    ]
    return ", ".join(woorden) or "niets"
