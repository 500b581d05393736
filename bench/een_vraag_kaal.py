"""The addresses of the plain project of `kale_pagina`."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path


class Organisatie(models.Model):
    """The same table as the product's Organisatie, without our base model."""

    id = models.UUIDField(primary_key=True)
    naam = models.CharField(max_length=120)

    objects: models.Manager = models.Manager()

    class Meta:
        app_label = "kaal"
        managed = False
        db_table = "inrichting_organisatie"


def een_vraag(request: HttpRequest) -> HttpResponse:
    """Ask one thing of the database."""
    return HttpResponse(",".join(Organisatie.objects.order_by("naam").values_list("naam", flat=True)[:5]))


urlpatterns = [path("een-vraag", een_vraag)]
