"""The addresses of the library in the console."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.inrichting.bibliotheek.views import console

app_name = "bibliotheek"
B = "bibliotheek"
urlpatterns: list[URLPattern] = [
    path(B, console.lijst, name="lijst"),
    path(f"{B}/nieuw", console.nieuw, name="nieuw"),
    path(f"{B}/vergelijk", console.vergelijk, name="vergelijk"),
    path(f"{B}/<uuid:sjabloon_id>", console.sjabloon, name="sjabloon"),
    path(f"{B}/<uuid:sjabloon_id>/versie", console.versie, name="versie"),
    path(f"{B}/<uuid:sjabloon_id>/antwoord", console.antwoord, name="antwoord"),
    path(f"{B}/<uuid:sjabloon_id>/intrekken", console.intrekken, name="intrekken"),
    path(f"{B}/<uuid:sjabloon_id>/versies/<int:nummer>/bestand", console.bestand, name="bestand"),
]
