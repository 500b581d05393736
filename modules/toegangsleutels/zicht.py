"""Which happenings an account may hear of: those of what the same account may open with the API."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from keukentafel.identity.rollen import Rol
from modules.dossier.access import besluiten_zichtbaar, signalen_voor, termijnen_zichtbaar, zichtbaar
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.models import Huishouden, Termijn
from modules.inrichting.rules.protocol import Categorie, Mate

OBJECTEN: Final[dict[str, tuple[str, Categorie | None]]] = {
    "huishoudens": ("Huishouden", Categorie.IDENTITEIT),
    "casussen": ("Casus", Categorie.CONTACT),
    "meldingen": ("Melding", Categorie.CONTACT),
    "signalen": ("Signaal", None),
    "gesprekken": ("Gesprek", Categorie.LEEFGEBIEDEN),
    "zrm-metingen": ("ZrmMeting", Categorie.LEEFGEBIEDEN),
    "plannen": ("Plan", Categorie.PLAN),
    "acties": ("Actie", Categorie.PLAN),
    "beschikkingen": ("Beschikking", Categorie.BESLUITEN),
    "termijnen": ("Termijn", Categorie.BESLUITEN),
    "teams": ("Wijkteam", None),
}
"""Per resource: what the logboek calls it, and the category of the protocol that its page shows."""

_PER_WET: Final[dict[str, tuple[Any, Callable[[Any], Q]]]] = {
    "beschikkingen": (Beschikking, besluiten_zichtbaar),
    "termijnen": (Termijn, termijnen_zichtbaar),
}
_ZIET_TEAMS = frozenset({Rol.BEHEERDER, Rol.TEAMLEIDER})


def zichtbare(gebruiker: Any, regels: Iterable[tuple[str, Any]]) -> set[UUID]:
    """Return the lines of the logboek that this account may hear of; a few queries, whatever their number."""
    per_bron: dict[str, list[Any]] = {}
    for bron, regel in regels:
        per_bron.setdefault(bron, []).append(regel)
    mag: set[UUID] = set()
    for bron, lijst in per_bron.items():
        mag |= _van_bron(gebruiker, bron, lijst)
    return mag


def _van_bron(gebruiker: Any, bron: str, regels: list[Any]) -> set[UUID]:
    if bron == "teams":
        return {regel.pk for regel in regels} if _ZIET_TEAMS & gebruiker.rollen else set()
    if bron == "signalen":
        ids = {regel.object_id for regel in regels}
        eigen = set(signalen_voor(gebruiker).filter(pk__in=ids).values_list("pk", flat=True))
        return {regel.pk for regel in regels if regel.object_id in eigen}
    if bron in _PER_WET:  # some read these for one law only
        model, ziet = _PER_WET[bron]
        ids = {regel.object_id for regel in regels}
        eigen = set(model.objects.filter(ziet(gebruiker), pk__in=ids).values_list("pk", flat=True))
        return {regel.pk for regel in regels if regel.object_id in eigen}
    categorie = OBJECTEN[bron][1]
    assert categorie is not None
    ids = {regel.huishouden_id for regel in regels if regel.huishouden_id}
    open_ = Huishouden.objects.filter(
        zichtbaar(gebruiker, categorie=categorie, minstens=Mate.ALLES), pk__in=ids
    )
    eigen = set(open_.values_list("pk", flat=True))
    return {regel.pk for regel in regels if regel.huishouden_id in eigen}
