"""The addresses of bewaren."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.bewaren.views import afschrift, bewaartijd, lijsten, termijnen, verantwoording, verzoeken

app_name = "bewaren"
urlpatterns: list[URLPattern] = [
    path("verzoeken", verzoeken.verzoeken, name="verzoeken"),
    path("huishoudens/<uuid:huishouden_id>/verzoeken", verzoeken.van_huishouden, name="van_huishouden"),
    path("huishoudens/<uuid:huishouden_id>/verzoeken/nieuw", verzoeken.nieuw, name="nieuw"),
    path("huishoudens/<uuid:huishouden_id>/bewaren", bewaartijd.bewaartijd, name="bewaartijd"),
    path("huishoudens/<uuid:huishouden_id>/bewaren/niet-langer", bewaartijd.niet_langer, name="niet_langer"),
    path("verzoeken/<uuid:verzoek_id>", verzoeken.verzoek, name="verzoek"),
    path("verzoeken/<uuid:verzoek_id>/identiteit", verzoeken.identiteit, name="identiteit"),
    path("verzoeken/<uuid:verzoek_id>/toewijzen", verzoeken.toewijzen, name="toewijzen"),
    path("verzoeken/<uuid:verzoek_id>/verlengen", verzoeken.verlengen, name="verlengen"),
    path("verzoeken/<uuid:verzoek_id>/besluit", verzoeken.besluit, name="besluit"),
    path("verzoeken/<uuid:verzoek_id>/antwoord", verzoeken.antwoord, name="antwoord"),
    path("verzoeken/<uuid:verzoek_id>/verklaring", verzoeken.verklaring, name="verklaring"),
    path("verzoeken/<uuid:verzoek_id>/doornemen", afschrift.doornemen, name="doornemen"),
    path("verzoeken/<uuid:verzoek_id>/afschrift", afschrift.maken, name="afschrift"),
    path("afschriften/<uuid:afschrift_id>/voortgang", afschrift.voortgang, name="afschrift_voortgang"),
    path("afschriften/<uuid:afschrift_id>/zip", afschrift.pakket, name="afschrift_zip"),
    path("afschriften/<uuid:afschrift_id>/pdf", afschrift.pdf, name="afschrift_pdf"),
    path("afschriften/<uuid:afschrift_id>/json", afschrift.json, name="afschrift_json"),
    path("vernietigen", lijsten.lijsten, name="lijsten"),
    path("vernietigen/<int:nummer>", lijsten.lijst, name="lijst"),
    path("vernietigen/<int:nummer>/langer", lijsten.uitzonderen, name="uitzonderen"),
    path("vernietigen/<int:nummer>/eerste-controle", lijsten.eerste, name="eerste"),
    path("vernietigen/<int:nummer>/tweede-controle", lijsten.tweede, name="tweede"),
    path("vernietigen/<int:nummer>/terug", lijsten.terug, name="terug"),
    path("vernietigen/<int:nummer>/verklaring", lijsten.verklaring, name="verklaring_van"),
    path("vernietigen/<int:nummer>/verklaring.pdf", lijsten.verklaring_pdf, name="verklaring_pdf"),
    path("inrichting/bewaartermijnen", termijnen.termijnen, name="termijnen"),
    path("inrichting/bewaartermijnen/oordeel", termijnen.oordeel, name="termijnen_oordeel"),
    path("verantwoording", verantwoording.overzicht, name="verantwoording"),
    path("verantwoording/register.csv", verantwoording.register_csv, name="register_csv"),
    path("verantwoording/dpia/<slug:onderdeel>", verantwoording.dpia, name="dpia"),
    path(
        "verantwoording/dpia/<slug:onderdeel>/vaststellen",
        verantwoording.dpia_vaststellen,
        name="dpia_vaststellen",
    ),
]
