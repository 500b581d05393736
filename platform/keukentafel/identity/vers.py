"""A fresh second factor: who does something that weighs much shows again that it is really they.

`@verse_factor` stands on the view, inside the door that says who may. A GET passes. A POST of somebody
whose second factor is older than five minutes gets the page that asks for a code; that page sends
what was asked along, so after the right code the same request goes on. Files cannot travel along: ask
for the factor before the page with the file. Such a form goes without htmx: the answer is a page.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now

from keukentafel.components.widgets import Eenmaligecode
from keukentafel.errors import Refusal
from keukentafel.identity import sleutelbewijs
from keukentafel.identity.actions.aanmelden import check_code, herbevestig
from keukentafel.identity.rules.volgende import veilig_pad
from keukentafel.tenancy import zaaifouten

GELDIG = timedelta(minutes=5)
CODE, BEWIJS = "kt_bevestigcode", "kt_bewijs"
_ONZE = frozenset({CODE, BEWIJS, "csrfmiddlewaretoken", "eenmalig"})

View = Callable[..., HttpResponse]


class BevestigForm(forms.Form):
    """A code of the app once more."""

    kt_bevestigcode = forms.CharField(
        label="Code uit je app",
        help_text="Zes cijfers. Een herstelcode mag ook.",
        max_length=40,
        error_messages={"required": "Vul de code in die nu in je app staat."},
        widget=Eenmaligecode(),
    )


def is_vers(request: HttpRequest, at: datetime) -> bool:
    """Tell whether the second factor of this session was shown in the last five minutes."""
    if zaaifouten.staat_aan("factor_blijft_vers"):
        return True
    op = parse_datetime(str(request.session.get("tweede_factor_op", "")))
    return op is not None and timedelta(0) <= at - op <= GELDIG


def verse_factor(view: View) -> View:
    """Let a POST through only with a second factor of the last five minutes; else ask for it."""

    @wraps(view)
    def bewaakt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or is_vers(request, now()):
            return view(request, *args, **kwargs)
        form = BevestigForm(request.POST if CODE in request.POST else None)
        try:
            if _is_bevestigd(request, form):
                return view(request, *args, **kwargs)
        except Refusal as weigering:
            form.add_error(CODE, str(weigering))
        return _vraag(request, form)

    bewaakt.verse_factor = True  # type: ignore[attr-defined]
    return bewaakt


def _is_bevestigd(request: HttpRequest, form: BevestigForm) -> bool:
    account: Any = request.user
    sessie: Any = request.session
    if request.POST.get(BEWIJS):
        sleutelbewijs.controleer(request, account, request.POST[BEWIJS], at=now())
        herbevestig(sessie=sessie, account=account, middel="passkey", at=now())
        return True
    if not form.is_valid():
        return False
    middel = check_code(account=account, code=form.cleaned_data[CODE], at=now())
    herbevestig(sessie=sessie, account=account, middel=middel, at=now())
    return True


def _vraag(request: HttpRequest, form: BevestigForm) -> HttpResponse:
    velden = [
        (naam, waarde) for naam, waarden in request.POST.lists() if naam not in _ONZE for waarde in waarden
    ]
    context = {
        "form": form if form.is_bound else BevestigForm(),
        "velden": velden,
        "bewijs": sleutelbewijs.vraag(request, request.user),
        "terug": _vorige_pagina(request),
    }
    return render(request, "identity/bevestigen.html", context, status=422 if form.errors else 200)


def _vorige_pagina(request: HttpRequest) -> str:
    """Return the page that somebody came from, when it is one of this host."""
    vorige = urlsplit(request.headers.get("Referer", ""))
    if vorige.netloc != request.get_host():
        return ""
    return veilig_pad(f"{vorige.path}?{vorige.query}".rstrip("?")) or ""
