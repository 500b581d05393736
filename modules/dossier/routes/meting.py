"""Where measurements are."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN
from modules.dossier.views import meting

_H = "huishoudens/<uuid:huishouden_id>"
urlpatterns = [
    path(f"{_H}/zelfredzaamheid", meting.zelfredzaamheid, name="zelfredzaamheid"),
    path(f"{_H}/zelfredzaamheid/<uuid:inwoner_id>/nieuw", meting.zrm_nieuw, name="zrm_meten"),
    path(f"{_H}/zelfredzaamheid/nieuw", meting.zrm_wie, name="zrm_nieuw"),
    path(f"{_H}/participatieladder/<uuid:inwoner_id>", meting.ladder_bewaren, name="ladder_bewaren"),
    path("zrm-metingen/<uuid:meting_id>/weg", meting.zrm_weg, name="zrm_weg"),
]
# Every role that opens households comes as far as the protocol, which says why not (403, not 404).
RECHTEN: dict[str, Recht] = {
    **{f"dossier:{patroon.name}": LEZEN.over("D", schrijft=True) for patroon in urlpatterns},
    "dossier:zelfredzaamheid": LEZEN.over("D"),
}
