"""The addresses of Jeugd, below /jeugd/."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.jeugd.views import huishouden, hulpvraag, inrichting, toekomst, veiligheid

_HIER = "huishoudens/<uuid:huishouden_id>"
_VRAAG = "hulpvragen/<uuid:hulpvraag_id>"
_MELDCODE = "meldcodes/<uuid:meldcode_id>"

app_name = "jeugd"
urlpatterns: list[URLPattern] = [
    path(_HIER, huishouden.huishouden, name="huishouden"),
    path(f"{_HIER}/paneel", huishouden.paneel, name="paneel"),
    path(f"{_HIER}/nieuw", huishouden.nieuw, name="nieuw"),
    path(f"{_HIER}/veiligheid", veiligheid.veiligheid, name="veiligheid"),
    path(f"{_HIER}/veiligheid/nieuw", veiligheid.meldcode_nieuw, name="meldcode_nieuw"),
    path(f"{_HIER}/verwijsindex/<uuid:inwoner_id>", veiligheid.verwijsindex, name="verwijsindex"),
    path(f"{_HIER}/toekomst/<uuid:inwoner_id>", toekomst.toekomst, name="toekomst"),
    path(_VRAAG, hulpvraag.hulpvraag, name="hulpvraag"),
    path(f"{_VRAAG}/<str:onderdeel>", hulpvraag.onderdeel, name="onderdeel"),
    path(_MELDCODE, veiligheid.meldcode, name="meldcode"),
    path(f"{_MELDCODE}/<str:stap>", veiligheid.meldcode_stap, name="meldcode_stap"),
    path(
        "verwijsmeldingen/<uuid:verwijsmelding_id>/weg",
        veiligheid.verwijsmelding_weg,
        name="verwijsmelding_weg",
    ),
    path("jongeren", toekomst.jongeren, name="jongeren"),
    path("inrichting", inrichting.inrichting, name="inrichting"),
]
