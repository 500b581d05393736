"""The addresses of Participatie, below /participatie/."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.participatie.views import inkomen, werk

_HIER = "huishoudens/<uuid:huishouden_id>"
_AANVRAAG = "aanvragen/<uuid:inkomensaanvraag_id>"

app_name = "participatie"
urlpatterns: list[URLPattern] = [
    path(_HIER, inkomen.huishouden, name="huishouden"),
    path(f"{_HIER}/paneel", inkomen.paneel, name="paneel"),
    path(f"{_HIER}/nieuw", inkomen.nieuw, name="nieuw"),
    path(f"{_HIER}/werk/<uuid:inwoner_id>", werk.werk_nieuw, name="werk_nieuw"),
    path(f"{_HIER}/maatregel/<uuid:inwoner_id>", werk.maatregel_nieuw, name="maatregel_nieuw"),
    path(f"{_HIER}/samen", werk.samen, name="samen"),
    path(_AANVRAAG, inkomen.aanvraag, name="aanvraag"),
    path(f"{_AANVRAAG}/<str:onderdeel>", inkomen.onderdeel, name="onderdeel"),
    path("maatregelen/<uuid:maatregel_id>/heroverweging", werk.heroverweging, name="heroverweging"),
]
