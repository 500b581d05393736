"""The gallery: every part of a page in every state, with fixed data. For makers, in the demo and the tests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def galerij(request: HttpRequest) -> HttpResponse:
    """Show all parts. It holds no data of a gemeente."""
    return render(request, "galerij.html", {})
