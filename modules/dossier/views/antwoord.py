"""What the screens of the dossier answer: a page or a part of it, faults (422), two versions (409)."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest
from keukentafel.tenancy import zaaifouten
from keukentafel.values.datum_tekst import datum
from modules.dossier.views.lijstinzage import lijst_gezien

_FRAGMENTEN: dict[str, bytes] = {}  # only the seeded bug puts anything in it


def toon(
    request: GemeenteRequest,
    template: str,
    context: dict[str, Any],
    *,
    deel: str = "",
    fout: bool = False,
    status: int = 0,
) -> HttpResponse:
    """Draw a page; to htmx only the partial `deel`. `fout` is an answer to what could not be done.

    Households that stand on it and that no door opened get a line in the logboek (`lijst_gezien`).
    """
    if deel and request.htmx:
        template = f"{template}#{deel}"
    context.setdefault("vandaag", localdate())
    bewaard = f"{request.path}#{deel}"
    if zaaifouten.staat_aan("fragment_in_cache") and bewaard in _FRAGMENTEN:
        return HttpResponse(_FRAGMENTEN[bewaard])
    pagina = render(request, template, context, status=status or (422 if fout else 200))
    if zaaifouten.staat_aan("fragment_in_cache"):
        _FRAGMENTEN[bewaard] = pagina.content
    lijst_gezien(request, context)  # after drawing: then every list has been read
    return pagina


def weiger(form: BaseForm, refusal: Refusal, veld: str | None = None) -> None:
    """Put the words of a refusal on the form."""
    form.add_error(veld, str(refusal))


def eenmalig(request: GemeenteRequest) -> UUID | None:
    """Return the id for what this form makes: the same when it is sent twice, so that it makes one thing.

    The id hangs on the person and the page as well as on the key in the form. Whoever puts the id of
    another household in that key, gets an id of nothing. The time in front keeps new rows in order.
    """
    try:
        sleutel = UUID(request.POST.get("eenmalig", ""))
    except ValueError:
        return None
    afdruk = sha256(f"{request.user.pk}|{request.path}|{sleutel}".encode()).digest()
    staart = int.from_bytes(afdruk[:10], "big") & ~(0xF << 76) & ~(0x3 << 62)
    return UUID(int=(sleutel.int >> 80 << 80) | staart | (0x7 << 76) | (0x2 << 62))


def volgende(request: GemeenteRequest, anders: str) -> str:
    """Return the address the form asked to go on to, when it is one of ours."""
    adres = request.POST.get("volgende", "")
    mag = url_has_allowed_host_and_scheme(adres, allowed_hosts=None)
    return adres if adres.startswith("/") and mag else anders


def conflict(
    request: GemeenteRequest,
    *,
    form: forms.Form,
    huidig: Any,
    velden: dict[str, str],
    terug: str,
    sleutel: str = "",
) -> HttpResponse:
    """Show what somebody else saved beside what was typed (409); the choice posts again with that version.

    `sleutel` is where the draft of this text is kept: it goes when the colleague's text is chosen.
    """
    verschillen, samen = [], {}
    for veld, attribuut in velden.items():
        mijn, zijn = form.cleaned_data.get(veld), getattr(huidig, attribuut)
        if mijn != zijn:
            soort = form.fields[veld]
            verschillen.append(
                {"label": soort.label, "jij": _in_woorden(mijn, soort), "ander": _in_woorden(zijn, soort)}
            )
            if isinstance(form.fields[veld].widget, forms.Textarea) and mijn and zijn:
                samen[form.add_prefix(veld)] = f"{zijn}\n\n{mijn}"
    verstopt = [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        if naam not in ("csrfmiddlewaretoken", "versie", "eenmalig")
        for waarde in waarden
    ]
    context = {
        "verschillen": verschillen,
        "verstopt": verstopt,
        "samen": [(naam, samen.get(naam, waarde)) for naam, waarde in verstopt] if samen else [],
        "sleutel": sleutel,
        "versie": huidig.versie,
        "adres": request.path,
        "terug": terug,
    }
    antwoord = toon(request, "dossier/conflict.html", context, status=409)
    if request.htmx:  # a small form on a page that asked for its own panel: this is a page
        antwoord["HX-Retarget"] = "body"
        antwoord["HX-Reswap"] = "outerMorph"
    return antwoord


def _in_woorden(waarde: Any, veld: forms.Field) -> str:
    """Return what stands in a field as its page says it: the words of a choice, a day in full, a name."""
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    if isinstance(waarde, list):
        return "\n".join(_in_woorden(deel, veld) for deel in waarde)
    if waarde in (None, ""):
        return "niets"
    if isinstance(veld, forms.ChoiceField) and not isinstance(veld, forms.ModelChoiceField):
        return str(dict(veld.widget.choices).get(waarde, waarde))
    if isinstance(waarde, date):
        return datum(waarde)
    return str(getattr(waarde, "naam", waarde))
