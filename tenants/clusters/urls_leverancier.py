"""The addresses of moving a gemeente, on the supplier's host."""

from __future__ import annotations

from django.urls import path

from tenants.clusters.views import verhuizen

app_name = "clusters"
urlpatterns = [
    path("gemeenten/<uuid:gemeente_id>/verhuizen", verhuizen.verhuizing, name="verhuizing"),
    path("gemeenten/<uuid:gemeente_id>/verhuizen/beginnen", verhuizen.beginnen, name="beginnen"),
    path("gemeenten/<uuid:gemeente_id>/verhuizen/verder", verhuizen.verder, name="verder"),
    path("gemeenten/<uuid:gemeente_id>/verhuizen/afbreken", verhuizen.afbreken, name="afbreken"),
]
