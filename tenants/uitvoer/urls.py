"""The addresses of a gemeente that takes its own data along."""

from __future__ import annotations

from django.urls import path

from tenants.uitvoer.views import gemeente as views

app_name = "uitvoer"
urlpatterns = [
    path("koppelingen/gegevens", views.eigen, name="eigen"),
    path("koppelingen/gegevens/maken", views.maken, name="eigen_maken"),
    path("koppelingen/gegevens/<uuid:uitvoer_id>/ophalen", views.ophalen, name="eigen_ophalen"),
]
