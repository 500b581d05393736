"""The addresses of the leverancier."""

from __future__ import annotations

from django.urls import path

from tenants.console.views import overzicht, zoeken
from tenants.views import contract, einde, gemeenten, klaarzetten

app_name = "tenants"
urlpatterns = [
    path("", overzicht.overzicht, name="overzicht"),
    path("zoeken", zoeken.zoeken, name="zoeken"),
    path("gemeenten", overzicht.gemeenten, name="gemeenten"),
    path("gemeenten.csv", overzicht.gemeenten_csv, name="gemeenten_csv"),
    path("gemeenten/toevoegen", klaarzetten.toevoegen, name="toevoegen"),
    path("gemeenten/klaarzetten/<uuid:klaarzetting_id>", klaarzetten.voortgang, name="klaarzetten"),
    path("gemeenten/klaarzetten/<uuid:klaarzetting_id>/opnieuw", klaarzetten.opnieuw, name="opnieuw"),
    path("gemeenten/klaarzetten/<uuid:klaarzetting_id>/stap", klaarzetten.stap, name="stap"),
    path(
        "gemeenten/klaarzetten/<uuid:klaarzetting_id>/terugdraaien",
        klaarzetten.terugdraaien,
        name="terugdraaien",
    ),
    path(
        "gemeenten/klaarzetten/<uuid:klaarzetting_id>/uitnodiging",
        klaarzetten.uitnodiging,
        name="uitnodiging",
    ),
    path("gemeenten/<uuid:gemeente_id>", gemeenten.gemeente, name="gemeente"),
    path("gemeenten/<uuid:gemeente_id>/opschorten", gemeenten.opschorten, name="opschorten"),
    path("gemeenten/<uuid:gemeente_id>/hervatten", gemeenten.hervatten, name="hervatten"),
    path("gemeenten/<uuid:gemeente_id>/grenzen", contract.grenzen, name="grenzen"),
    path("gemeenten/<uuid:gemeente_id>/contact", contract.contact_nieuw, name="contact_nieuw"),
    path("gemeenten/<uuid:gemeente_id>/contact/<uuid:contact_id>", contract.contact, name="contact"),
    path(
        "gemeenten/<uuid:gemeente_id>/contact/<uuid:contact_id>/weg", contract.contact_weg, name="contact_weg"
    ),
    path("gemeenten/<uuid:gemeente_id>/samenwerking", contract.samenwerking, name="samenwerking"),
    path(
        "gemeenten/<uuid:gemeente_id>/samenwerking/<uuid:deelname_id>/stop",
        contract.samenwerking_stop,
        name="samenwerking_stop",
    ),
    path("gemeenten/<uuid:gemeente_id>/adres", contract.naam_en_adres, name="naam_en_adres"),
    path("gemeenten/<uuid:gemeente_id>/adres/naam", contract.hernoemen, name="hernoemen"),
    path("gemeenten/<uuid:gemeente_id>/adres/verhuizen", contract.verhuis_adres, name="verhuis_adres"),
    path("gemeenten/<uuid:gemeente_id>/einde", einde.einde, name="einde"),
    path("gemeenten/<uuid:gemeente_id>/einde/aanzeggen", einde.aanzeggen, name="aanzeggen"),
    path("gemeenten/<uuid:gemeente_id>/einde/sluiten", einde.sluiten, name="sluiten"),
    path("gemeenten/<uuid:gemeente_id>/einde/leveren", einde.leveren, name="leveren"),
    path("gemeenten/<uuid:gemeente_id>/einde/bevestigen", einde.bevestigen, name="bevestigen"),
    path("gemeenten/<uuid:gemeente_id>/einde/toestemming", einde.toestemming, name="toestemming"),
    path("gemeenten/<uuid:gemeente_id>/einde/brief", einde.brief, name="brief"),
    path("gemeenten/<uuid:gemeente_id>/einde/vragen", einde.vragen, name="vragen"),
    path("gemeenten/<uuid:gemeente_id>/einde/akkoord", einde.akkoord, name="akkoord"),
    path("gemeenten/<uuid:gemeente_id>/einde/intrekken", einde.intrekken, name="intrekken"),
    path("gemeenten/<uuid:gemeente_id>/einde/opnieuw", einde.stap_opnieuw, name="stap_opnieuw"),
    path("gemeenten/<uuid:gemeente_id>/einde/verklaring.pdf", einde.verklaring_pdf, name="verklaring_pdf"),
    path("gemeenten/<uuid:gemeente_id>/einde/verklaring.json", einde.verklaring_json, name="verklaring_json"),
]
