"""The addresses of Versies on the supplier's host."""

from __future__ import annotations

from django.urls import path

from tenants.golven.views import rondes, uitgaven

app_name = "golven"
urlpatterns = [
    path("versies", rondes.versies, name="versies"),
    path("versies/gemeenten", rondes.gemeenten, name="gemeenten"),
    path("versies/gemeenten/verdelen", rondes.verdelen, name="verdelen"),
    path("versies/bijwerken", rondes.bijwerken, name="bijwerken"),
    path("versies/bijwerken/beginnen", rondes.beginnen, name="beginnen"),
    path("versies/rondes/<uuid:ronde_id>", rondes.ronde, name="ronde"),
    path("versies/rondes/<uuid:ronde_id>/pauzeren", rondes.pauzeren, name="pauzeren"),
    path("versies/rondes/<uuid:ronde_id>/hervatten", rondes.hervatten, name="hervatten"),
    path("versies/rondes/<uuid:ronde_id>/stoppen", rondes.stoppen, name="stoppen"),
    path("versies/regels/<uuid:regel_id>/opnieuw", rondes.opnieuw, name="opnieuw"),
    path("versies/uitgaven/aankondigen", uitgaven.aankondigen, name="aankondigen"),
    path("versies/uitgaven/<uuid:uitgave_id>", uitgaven.uitgave, name="uitgave"),
    path("versies/uitgaven/<uuid:uitgave_id>/plannen", uitgaven.plannen, name="plannen"),
    path("versies/uitgaven/<uuid:uitgave_id>/intrekken", uitgaven.intrekken, name="intrekken"),
]
