"""Draw a page that names no household: nothing of one is seen, so the logboek says nothing of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from keukentafel.request import GemeenteRequest


def toon_zonder_namen(
    request: GemeenteRequest, template: str, context: dict[str, Any], *, fout: bool = False
) -> HttpResponse:
    """Draw a page of oversight, or one between: who and when, never which household.

    `toon` of the dossier writes for each row with a household that it was seen; here that would be untrue.
    """
    context.setdefault("vandaag", localdate())
    return render(request, template, context, status=422 if fout else 200)
