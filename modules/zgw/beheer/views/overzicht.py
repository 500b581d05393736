"""Koppelingen: every part with how it is doing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from keukentafel.koppelkaarten import kaarten_voor
from keukentafel.request import GemeenteRequest


@require_GET
def overzicht(request: GemeenteRequest) -> HttpResponse:
    """Draw the cards of what this person may open."""
    kaarten = [
        {"kaart": kaart, "url": reverse(kaart.route), "standen": kaart.stand()}
        for kaart in kaarten_voor(request.user)
    ]
    return render(request, "zgwbeheer/overzicht.html", {"kaarten": kaarten})
