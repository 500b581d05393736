"""The addresses of the logboek."""

from __future__ import annotations

from django.urls import path

from keukentafel.audit.views import exporteren, logboek

app_name = "audit"

urlpatterns = [
    path("logboek", logboek.logboek, name="logboek"),
    path("logboek/exporteren", exporteren.exporteren, name="exporteren"),
    path("logboek/<uuid:logboekregel_id>", logboek.regel, name="regel"),
]
