"""The addresses of the leverancier, on its own host."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("tenants.urls"))]

handler404 = "keukentafel.fouten.niet_gevonden"
handler500 = "keukentafel.fouten.stuk"
