"""The addresses of Participatie, below /participatie/."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.participatie.views import besluit, inkomen, werk

_HIER = "huishoudens/<uuid:huishouden_id>"
_AANVRAAG = "aanvragen/<uuid:inkomensaanvraag_id>"
_WERK = "werk/<uuid:werkafspraak_id>"
_MAATREGEL = "maatregelen/<uuid:maatregel_id>"

app_name = "participatie"
urlpatterns: list[URLPattern] = [
    path(_HIER, inkomen.huishouden, name="huishouden"),
    path(f"{_HIER}/paneel", inkomen.paneel, name="paneel"),
    path(f"{_HIER}/nieuw", inkomen.nieuw, name="nieuw"),
    path(f"{_HIER}/werk/<uuid:inwoner_id>", werk.werk_nieuw, name="werk_nieuw"),
    path(f"{_HIER}/maatregel/<uuid:inwoner_id>", werk.maatregel_nieuw, name="maatregel_nieuw"),
    path(f"{_HIER}/samen", werk.samen, name="samen"),
    path(f"{_HIER}/samen/stap", werk.samen_stap, name="samen_stap"),
    path(_AANVRAAG, inkomen.aanvraag, name="aanvraag"),
    path(f"{_AANVRAAG}/besluit-maken", besluit.van_aanvraag, name="aanvraag_besluit"),
    path(f"{_AANVRAAG}/<str:onderdeel>", inkomen.onderdeel, name="onderdeel"),
    path(f"{_WERK}/besluit", besluit.van_werk, name="werk_besluit"),
    path(f"{_WERK}/opnieuw", werk.werk_opnieuw, name="werk_opnieuw"),
    path(f"{_WERK}/plan", werk.werk_plan, name="werk_plan"),
    path(f"{_MAATREGEL}/besluit", besluit.van_maatregel, name="maatregel_besluit"),
    path(f"{_MAATREGEL}/heroverweging", werk.heroverweging, name="heroverweging"),
]
