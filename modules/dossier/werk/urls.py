"""The addresses of the lists of work."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.werk.views import afwezig, filters, hier, lijst, toewijzen

app_name = "werk"
urlpatterns: list[URLPattern] = [
    path("werk", lijst.lijst, name="lijst"),
    path("werk/kolommen", filters.kolommen, name="kolommen"),
    path("werk/filters", filters.filters, name="filters"),
    path("werk/filters/<uuid:werkfilter_id>", filters.filter_zetten, name="filter"),
    path("werk/toewijzen", toewijzen.toewijzen, name="toewijzen"),
    path("werk/toewijzingen/<uuid:toewijsronde_id>", toewijzen.ronde, name="ronde"),
    path("werk/toewijzingen/<uuid:toewijsronde_id>/ongedaan", toewijzen.ongedaan, name="ongedaan"),
    path("afwezigheid", afwezig.afwezig, name="afwezig"),
    path("afwezigheid/<uuid:afwezigheid_id>/stop", afwezig.stop, name="afwezig_stop"),
    path("hier", hier.hier, name="hier"),
]
