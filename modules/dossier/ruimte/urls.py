"""The addresses of deviations and of signals for policy."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.ruimte.views import afwijkingen, beleid

_HIER = "huishoudens/<uuid:huishouden_id>/afwijkingen"

app_name = "ruimte"
urlpatterns: list[URLPattern] = [
    path("afwijkingen", afwijkingen.zoek, name="afwijkingen"),
    path("afwijkingen/<uuid:afwijking_id>", afwijkingen.afwijking, name="afwijking"),
    path(_HIER, afwijkingen.lijst, name="lijst"),
    path(f"{_HIER}/nieuw", afwijkingen.nieuw, name="nieuw"),
    path("beleidssignalen", beleid.signalen, name="signalen"),
    path("beleidssignalen/<uuid:beleidssignaal_id>", beleid.signaal, name="signaal"),
    path("beleidssignalen/<uuid:beleidssignaal_id>/antwoord", beleid.antwoord, name="antwoord"),
]
