"""The addresses of the Wmo line. Each hangs on the melding it began with."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.wmo.views import aanvraag, lijsten, maatwerk, onderzoek, overdracht, overzicht, verslag, zaak

_HIER = "<uuid:melding_id>"

app_name = "wmo"
urlpatterns: list[URLPattern] = [
    path("werk", lijsten.werk, name="werk"),
    path("heronderzoek", lijsten.heronderzoeken, name="heronderzoeken"),
    path("eigen-bijdrage", lijsten.eigen_bijdrage, name="eigen_bijdrage"),
    path("cijfers", lijsten.cijfers, name="cijfers"),
    path("huishouden/<uuid:huishouden_id>", overzicht.huishouden, name="huishouden"),
    path(_HIER, zaak.zaak, name="zaak"),
    path(f"{_HIER}/bevestiging", zaak.bevestiging, name="bevestiging"),
    path(f"{_HIER}/identiteit", zaak.identiteit, name="identiteit"),
    path(f"{_HIER}/tijdelijke-hulp", zaak.tijdelijke_hulp, name="tijdelijke_hulp"),
    path(f"{_HIER}/stoppen", zaak.stoppen, name="stoppen"),
    path(f"{_HIER}/doorgeven", overdracht.doorgeven, name="doorgeven"),
    path(f"{_HIER}/terugleggen", overdracht.terugleggen, name="terugleggen"),
    path(f"{_HIER}/hervatten", zaak.hervatten, name="hervatten"),
    path(f"{_HIER}/onderzoek/<str:letter>", onderzoek.onderdeel, name="onderdeel"),
    path(f"{_HIER}/verslag", verslag.verslag, name="verslag"),
    path(f"{_HIER}/aanvraag", aanvraag.aanvraag, name="aanvraag"),
    path(f"{_HIER}/besluit", maatwerk.besluit, name="besluit"),
    path(f"{_HIER}/heronderzoek", maatwerk.heronderzoek, name="heronderzoek"),
]
