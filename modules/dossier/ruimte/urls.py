"""The addresses of deviations, signals for policy, differences of insight, and what we learn of them."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.ruimte.views import afwijkingen, beleid, leren, verschillen, verschilstap

_HIER = "huishoudens/<uuid:huishouden_id>/afwijkingen"
_OOK_HIER = "huishoudens/<uuid:huishouden_id>/verschillen"
_EEN = "verschillen/<uuid:geschilpunt_id>"

app_name = "ruimte"
urlpatterns: list[URLPattern] = [
    path("afwijkingen", afwijkingen.zoek, name="afwijkingen"),
    path("afwijkingen/<uuid:afwijking_id>", afwijkingen.afwijking, name="afwijking"),
    path(_HIER, afwijkingen.lijst, name="lijst"),
    path(f"{_HIER}/nieuw", afwijkingen.nieuw, name="nieuw"),
    path("beleidssignalen", beleid.signalen, name="signalen"),
    path("beleidssignalen/<uuid:beleidssignaal_id>", beleid.signaal, name="signaal"),
    path("beleidssignalen/<uuid:beleidssignaal_id>/antwoord", beleid.antwoord, name="antwoord"),
    path("verschillen", verschillen.zoek, name="verschillen"),
    path(_OOK_HIER, verschillen.lijst, name="verschillen_hier"),
    path(f"{_OOK_HIER}/nieuw", verschillen.nieuw, name="verschil_nieuw"),
    path(_EEN, verschillen.verschil, name="verschil"),
    path(f"{_EEN}/mijn-kijk", verschilstap.mijn_kijk, name="mijn_kijk"),
    path(f"{_EEN}/besluit", verschilstap.besluit, name="verschil_besluit"),
    path("leren", leren.overzicht, name="leren"),
    path("leren/csv", leren.als_csv, name="leren_csv"),
]
