"""The addresses of a gemeente: what the registry holds, and the gallery in the demo and tests."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from keukentafel import registry
from keukentafel.beveiliging import security_txt

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="identity:thuis", permanent=False), name="begin"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    *registry.urlpatterns(),
]
if settings.IS_DEMO or settings.ZAAIFOUTEN_TOEGESTAAN:
    from keukentafel.galerij import galerij

    urlpatterns.append(path("-/galerij", galerij, name="galerij"))

handler400 = "keukentafel.fouten.ongeldig"
handler403 = "keukentafel.fouten.geweigerd"
handler404 = "keukentafel.fouten.niet_gevonden"
handler500 = "keukentafel.fouten.stuk"
