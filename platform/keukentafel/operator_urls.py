"""The addresses of the leverancier, on its own host."""

from __future__ import annotations

from django.urls import include, path

from keukentafel import registry
from keukentafel.beveiliging import security_txt

urlpatterns = [
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("", include("keukentafel.identity.urls_aanmelden")),
    *registry.leverancier_urlpatterns(),
]

handler400 = "keukentafel.fouten.ongeldig"
handler403 = "keukentafel.fouten.geweigerd"
handler404 = "keukentafel.fouten.niet_gevonden"
handler500 = "keukentafel.fouten.stuk"
