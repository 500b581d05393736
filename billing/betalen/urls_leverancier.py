"""The addresses of paying on the supplier's host."""

from __future__ import annotations

from django.urls import path

from billing.betalen.views import console, webhook

app_name = "betalen"
urlpatterns = [
    path("", console.overzicht, name="overzicht"),
    path("facturen/<uuid:factuur_id>/opnieuw", console.opnieuw, name="opnieuw"),
    path("stripe", webhook.webhook, name="webhook"),
]
