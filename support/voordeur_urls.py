"""The public page about how the product is doing, on the general host."""

from __future__ import annotations

from django.urls import path

from support.views import incidenten

app_name = "status"
urlpatterns = [path("status", incidenten.openbaar, name="status")]
