"""The front door, on the general host: choose your gemeente."""

from __future__ import annotations

from django.urls import include, path

from keukentafel.beveiliging import security_txt

urlpatterns = [
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("", include("tenants.voordeur_urls")),
    path("", include("support.voordeur_urls")),
]

handler404 = "keukentafel.fouten.niet_gevonden"
handler500 = "keukentafel.fouten.stuk"
