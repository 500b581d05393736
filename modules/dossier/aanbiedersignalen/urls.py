"""The addresses of signals about providers: none of them hangs on a household."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.aanbiedersignalen.views import aanwijzen, signalen

_EEN = "aanbiedersignalen/<uuid:aanbiedersignaal_id>"

app_name = "aanbiedersignalen"
urlpatterns: list[URLPattern] = [
    path("aanbiedersignalen", signalen.lijst, name="lijst"),
    path("aanbiedersignalen/nieuw", signalen.nieuw, name="nieuw"),
    path(_EEN, signalen.signaal, name="signaal"),
    path(f"{_EEN}/<str:signaalstap>", signalen.stap, name="stap"),
    path("inrichting/aanbiedersignalen", aanwijzen.aanwijzen, name="aanwijzen"),
    path("inrichting/aanbiedersignalen/<uuid:signaalweger_id>/stop", aanwijzen.stoppen, name="stoppen"),
]
