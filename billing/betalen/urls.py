"""The addresses where a gemeente pays."""

from __future__ import annotations

from django.urls import path

from billing.betalen.views import eigen

app_name = "betalen"
urlpatterns = [
    path("gegevens", eigen.gegevens, name="gegevens"),
    path("gegevens/machtigen", eigen.machtigen, name="machtigen"),
    path("gegevens/stripe", eigen.portaal, name="portaal"),
    path("<uuid:factuur_id>", eigen.betaling, name="betaling"),
    path("<uuid:factuur_id>/terug", eigen.terug, name="terug"),
]
