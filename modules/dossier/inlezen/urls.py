"""The addresses of inlezen."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.inlezen.views import begin, bevindingen, gang

app_name = "inlezen"
urlpatterns: list[URLPattern] = [
    path("inlezen", begin.lijst, name="lijst"),
    path("inlezen/nieuw", begin.nieuw, name="nieuw"),
    path("inlezen/<uuid:inlezing_id>", gang.inlezing, name="inlezing"),
    path("inlezen/<uuid:inlezing_id>/voortgang", gang.voortgang, name="voortgang"),
    path("inlezen/<uuid:inlezing_id>/kolommen", begin.kolommen, name="kolommen"),
    path("inlezen/<uuid:inlezing_id>/problemen", bevindingen.problemen, name="problemen"),
    path("inlezen/<uuid:inlezing_id>/problemen.csv", bevindingen.problemen_csv, name="problemen_csv"),
    path("inlezen/<uuid:inlezing_id>/dubbelen", bevindingen.dubbelen, name="dubbelen"),
    path("inlezen/<uuid:inlezing_id>/teams", gang.teams, name="teams"),
    path("inlezen/<uuid:inlezing_id>/inlezen", gang.inlezen, name="inlezen"),
    path("inlezen/<uuid:inlezing_id>/verslag", bevindingen.verslag, name="verslag"),
    path("inlezen/<uuid:inlezing_id>/verslag.csv", bevindingen.verslag_csv, name="verslag_csv"),
    path("inlezen/<uuid:inlezing_id>/ongedaan", gang.ongedaan, name="ongedaan"),
    path("inlezen/<uuid:inlezing_id>/stop", gang.stop, name="stop"),
]
