"""The addresses of the working documents: to read for everybody, to write for the administrator."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.inrichting.werkdocumenten.views import beheer, lezen

app_name = "werkdocumenten"
B = "inrichting/werkdocumenten"
urlpatterns: list[URLPattern] = [
    path("werkdocumenten", lezen.lijst, name="lijst"),
    path("werkdocumenten/<uuid:werkdocument_id>", lezen.lees, name="lees"),
    path(B, beheer.lijst, name="beheer"),
    path(f"{B}/nieuw", beheer.wijzig, name="nieuw"),
    path(f"{B}/<uuid:werkdocument_id>", beheer.document, name="document"),
    path(f"{B}/<uuid:werkdocument_id>/wijzigen", beheer.wijzig, name="wijzigen"),
    path(f"{B}/<uuid:werkdocument_id>/intrekken", beheer.trek_in, name="intrekken"),
    path(f"{B}/<uuid:werkdocument_id>/terugzetten", beheer.zet_terug, name="terugzetten"),
    path(f"{B}/<uuid:werkdocument_id>/versies/<int:nummer>", beheer.versie, name="versie"),
]
