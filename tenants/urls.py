"""The addresses of the leverancier."""

from __future__ import annotations

from django.urls import path

from tenants.views import gemeenten, klaarzetten

app_name = "tenants"
urlpatterns = [
    path("", gemeenten.overzicht, name="overzicht"),
    path("gemeenten", gemeenten.gemeenten, name="gemeenten"),
    path("gemeenten/toevoegen", klaarzetten.toevoegen, name="toevoegen"),
    path("gemeenten/klaarzetten/<uuid:klaarzetting_id>", klaarzetten.voortgang, name="klaarzetten"),
    path("gemeenten/klaarzetten/<uuid:klaarzetting_id>/opnieuw", klaarzetten.opnieuw, name="opnieuw"),
    path(
        "gemeenten/klaarzetten/<uuid:klaarzetting_id>/uitnodiging",
        klaarzetten.uitnodiging,
        name="uitnodiging",
    ),
    path("gemeenten/<uuid:gemeente_id>", gemeenten.gemeente, name="gemeente"),
    path("gemeenten/<uuid:gemeente_id>/opschorten", gemeenten.opschorten, name="opschorten"),
    path("gemeenten/<uuid:gemeente_id>/hervatten", gemeenten.hervatten, name="hervatten"),
]
