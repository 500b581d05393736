"""The addresses of inlezen."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.inlezen.views import begin, bevindingen, gang

app_name = "inlezen"
urlpatterns: list[URLPattern] = [
    path("", begin.lijst, name="lijst"),
    path("nieuw", begin.nieuw, name="nieuw"),
    path("<uuid:inlezing_id>", gang.inlezing, name="inlezing"),
    path("<uuid:inlezing_id>/voortgang", gang.voortgang, name="voortgang"),
    path("<uuid:inlezing_id>/kolommen", begin.kolommen, name="kolommen"),
    path("<uuid:inlezing_id>/problemen", bevindingen.problemen, name="problemen"),
    path("<uuid:inlezing_id>/problemen.csv", bevindingen.problemen_csv, name="problemen_csv"),
    path("<uuid:inlezing_id>/dubbelen", bevindingen.dubbelen, name="dubbelen"),
    path("<uuid:inlezing_id>/teams", gang.teams, name="teams"),
    path("<uuid:inlezing_id>/inlezen", gang.inlezen, name="inlezen"),
    path("<uuid:inlezing_id>/verslag", bevindingen.verslag, name="verslag"),
    path("<uuid:inlezing_id>/verslag.csv", bevindingen.verslag_csv, name="verslag_csv"),
    path("<uuid:inlezing_id>/ongedaan", gang.ongedaan, name="ongedaan"),
    path("<uuid:inlezing_id>/stop", gang.stop, name="stop"),
]
