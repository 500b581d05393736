"""Where talks are."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN
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
    path(
        "gesprekken/<uuid:gesprek_id>/reacties/<uuid:tekst_id>", gesprek.reactie_nieuw, name="reactie_nieuw"
    ),
    path("behoeften/<uuid:behoefte_id>", gesprek.behoefte, name="behoefte"),
    path("markeringen/<uuid:markering_id>/weg", gesprek.markering_weg, name="markering_weg"),
]
# Every role that opens households comes as far as the protocol, which says why not (403, not 404).
RECHTEN: dict[str, Recht] = {
    **{f"dossier:{patroon.name}": LEZEN.over("D", schrijft=True) for patroon in urlpatterns},
    "dossier:gesprekken": LEZEN.over("D"),
    "dossier:gesprek": LEZEN.over("D", bewerkt=True),
    "dossier:verslag": LEZEN.over("D", bewerkt=True),
    "dossier:samen_kijken": LEZEN.over("D"),
    "dossier:behoefte": LEZEN.over("D", bewerkt=True),
}
