"""The addresses of the page Koppelingen and what an administrator arranges there."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.zgw.beheer.views import catalogus, deel, overdracht, overzicht, programmas, rechten, typeversie

app_name = "zgwbeheer"
_CAT = "koppelingen/catalogus"
_ZAAKTYPE = f"{_CAT}/zaaktypen/<uuid:zaaktype_id>"
_DEEL = f"{_ZAAKTYPE}/<slug:zaaktypedeel>"
_EEN = "koppelingen/programmas/<uuid:applicatie_id>"
urlpatterns: list[URLPattern] = [
    path("koppelingen", overzicht.overzicht, name="overzicht"),
    path("koppelingen/programmas", programmas.lijst, name="programmas"),
    path("koppelingen/programmas/nieuw", programmas.nieuw, name="programma_nieuw"),
    path("koppelingen/programmas/vergeten/<uuid:client_id>", programmas.vergeten, name="client_vergeten"),
    path(_EEN, programmas.programma, name="programma"),
    path(f"{_EEN}/rechten", rechten.rechten, name="programma_rechten"),
    path(f"{_EEN}/weghalen", programmas.weghalen, name="programma_weghalen"),
    path(f"{_EEN}/clients/<uuid:client_id>/geheim", programmas.geheim, name="geheim"),
    path(f"{_EEN}/clients/<uuid:client_id>/intrekken", programmas.intrekken, name="intrekken"),
    path(_CAT, catalogus.catalogus, name="catalogus"),
    path(f"{_CAT}/rsin", catalogus.rsin, name="rsin"),
    path(f"{_CAT}/inlezen", overdracht.catalogus_in, name="catalogus_in"),
    path(f"{_CAT}/<uuid:catalogus_id>/download", overdracht.catalogus_uit, name="catalogus_uit"),
    path(f"{_CAT}/<uuid:catalogus_id>/zaaktypen/nieuw", catalogus.zaaktype_nieuw, name="zaaktype_nieuw"),
    path(
        f"{_CAT}/<uuid:catalogus_id>/<slug:typesoort>/nieuw",
        typeversie.typeversie_nieuw,
        name="typeversie_nieuw",
    ),
    path(f"{_CAT}/typen/<slug:typesoort>/<uuid:typeversie_id>", typeversie.typeversie, name="typeversie"),
    path(_ZAAKTYPE, catalogus.zaaktype, name="zaaktype"),
    path(f"{_ZAAKTYPE}/wijzigen", catalogus.zaaktype_wijzigen, name="zaaktype_wijzigen"),
    path(f"{_ZAAKTYPE}/nieuwe-versie", catalogus.zaaktype_nieuwe_versie, name="zaaktype_nieuwe_versie"),
    path(f"{_ZAAKTYPE}/publiceren", catalogus.zaaktype_publiceren, name="zaaktype_publiceren"),
    path(f"{_ZAAKTYPE}/einde", catalogus.zaaktype_einde, name="zaaktype_einde"),
    path(f"{_ZAAKTYPE}/weggooien", catalogus.zaaktype_weggooien, name="zaaktype_weggooien"),
    path(f"{_DEEL}/nieuw", deel.deel_nieuw, name="deel_nieuw"),
    path(f"{_DEEL}/<uuid:onderdeel_id>", deel.deel, name="deel"),
    path(f"{_DEEL}/<uuid:onderdeel_id>/weg", deel.deel_weg, name="deel_weg"),
]
