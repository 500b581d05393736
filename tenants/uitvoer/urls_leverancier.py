"""The addresses of copies of a gemeente, on the supplier's host."""

from __future__ import annotations

from django.urls import path

from tenants.uitvoer.views import leverancier as views

app_name = "uitvoer"
_EEN = "gemeenten/<uuid:gemeente_id>/kopieen"
_TERUG = f"{_EEN}/terugzetten/<uuid:terugzetting_id>"
urlpatterns = [
    path(_EEN, views.kopieen, name="kopieen"),
    path(f"{_EEN}/maken", views.maken, name="maken"),
    path(f"{_EEN}/proberen", views.proberen, name="proberen"),
    path(f"{_EEN}/uitvoer/<uuid:uitvoer_id>", views.uitvoer, name="uitvoer"),
    path(f"{_EEN}/uitvoer/<uuid:uitvoer_id>/ernaast", views.ernaast, name="ernaast"),
    path(_TERUG, views.terugzetting, name="terugzetting"),
    path(f"{_TERUG}/vergelijken", views.vergelijken, name="vergelijken"),
    path(f"{_TERUG}/wisselen", views.wisselen, name="wisselen"),
    path(f"{_TERUG}/terugwisselen", views.terugwisselen, name="terugwisselen"),
    path(f"{_TERUG}/weggooien", views.weggooien, name="weggooien"),
]
