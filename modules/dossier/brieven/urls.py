"""The addresses of letters."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.brieven.views import bestand, brief, lijst, post, ronde, sjablonen

app_name = "brieven"
_LIJST = "huishoudens/<uuid:huishouden_id>/brieven"
_EEN = "brieven/<uuid:brief_id>"
_TEKST = "inrichting/brieven/<slug:briefsoort>"
_BUNDEL = "postuitgang/<uuid:bundel_id>"
urlpatterns: list[URLPattern] = [
    path(_LIJST, lijst.van_huishouden, name="van_huishouden"),
    path(f"{_LIJST}/nieuw", lijst.nieuw, name="nieuw"),
    path(_EEN, brief.brief, name="brief"),
    path(f"{_EEN}/voorbeeld", brief.voorbeeld, name="voorbeeld"),
    path(f"{_EEN}/tekst", brief.tekst, name="tekst"),
    path(f"{_EEN}/pdf", bestand.pdf, name="pdf"),
    path(f"{_EEN}/bladzijden/<int:nummer>", bestand.bladzijde, name="bladzijde"),
    path(f"{_EEN}/aan", brief.aan, name="aan"),
    path(f"{_EEN}/controleren", brief.controleren, name="controleren"),
    path(f"{_EEN}/wegleggen", brief.weg, name="weg"),
    path(f"{_EEN}/terugpakken", brief.terug, name="terug"),
    path(f"{_EEN}/opnieuw", brief.opnieuw, name="opnieuw"),
    path("inrichting/brieven", sjablonen.lijst, name="sjablonen"),
    path(_TEKST, sjablonen.sjabloon, name="sjabloon"),
    path(f"{_TEKST}/voorbeeld", sjablonen.voorbeeld, name="sjabloon_voorbeeld"),
    path(f"{_TEKST}/publiceren", sjablonen.publiceren, name="sjabloon_publiceren"),
    path(f"{_TEKST}/weggooien", sjablonen.weggooien, name="sjabloon_weggooien"),
    path(f"{_TEKST}/standaard", sjablonen.standaardtekst, name="standaardtekst"),
    path(f"{_TEKST}/standaard/gebruiken", sjablonen.naar_standaard, name="naar_standaard"),
    path("brieven/versturen", ronde.versturen, name="versturen"),
    path("brieven/rondes/<uuid:verzendronde_id>", ronde.ronde, name="ronde"),
    path("brieven/rondes/<uuid:verzendronde_id>/opnieuw", ronde.opnieuw, name="ronde_opnieuw"),
    path("postuitgang", post.postuitgang, name="postuitgang"),
    path(_BUNDEL, post.bundel, name="bundel"),
    path(f"{_BUNDEL}/printbestand", post.bundel_pdf, name="bundel_pdf"),
    path(f"{_BUNDEL}/gepost", post.bundel_gepost, name="bundel_gepost"),
    path(f"{_BUNDEL}/terugleggen", post.bundel_terug, name="bundel_terug"),
]
