"""The addresses of the configuration as a file, and of the library."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.inrichting.configuratie.views import bestand, bibliotheek

app_name = "configuratie"
C = "inrichting/configuratie"
urlpatterns: list[URLPattern] = [
    path(C, bestand.overzicht, name="overzicht"),
    path(f"{C}/bestand", bestand.download, name="download"),
    path(f"{C}/bekijk", bestand.bekijk, name="bekijk"),
    path(f"{C}/overgenomen/<uuid:inname_id>", bestand.inname, name="inname"),
    path(f"{C}/overgenomen/<uuid:inname_id>/terug", bestand.terug, name="terug"),
    path("inrichting/bibliotheek", bibliotheek.bibliotheek, name="bibliotheek"),
    path("inrichting/bibliotheek/aanbieden", bibliotheek.aanbieden, name="aanbieden"),
    path("inrichting/bibliotheek/<uuid:sjabloon_id>", bibliotheek.sjabloon, name="sjabloon"),
]
