"""Where talks are."""

from __future__ import annotations

from django.urls import path

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import voor
from modules.dossier.views import gesprek

urlpatterns = [
    path("huishoudens/<uuid:huishouden_id>/gesprekken", gesprek.gesprekken, name="gesprekken"),
    path("huishoudens/<uuid:huishouden_id>/gesprekken/start", gesprek.gesprek_start, name="gesprek_start"),
    path("gesprekken/<uuid:gesprek_id>", gesprek.gesprek, name="gesprek"),
    path("gesprekken/<uuid:gesprek_id>/behoeften", gesprek.behoefte_nieuw, name="behoefte_nieuw"),
    path("gesprekken/<uuid:gesprek_id>/markeringen", gesprek.markering, name="markering"),
    path("gesprekken/<uuid:gesprek_id>/heropenen", gesprek.gesprek_heropen, name="gesprek_heropen"),
    path("gesprekken/<uuid:gesprek_id>/verslag", gesprek.verslag, name="verslag"),
    path("gesprekken/<uuid:gesprek_id>/samen-kijken", gesprek.samen_kijken, name="samen_kijken"),
    path("behoeften/<uuid:behoefte_id>", gesprek.behoefte, name="behoefte"),
    path("markeringen/<uuid:markering_id>/weg", gesprek.markering_weg, name="markering_weg"),
]
_WERKERS = voor(Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR)
RECHTEN = {f"dossier:{patroon.name}": _WERKERS for patroon in urlpatterns}
