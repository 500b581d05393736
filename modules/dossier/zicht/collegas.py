"""What colleagues see of one household: the same decision, for everybody who works along, in one query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from keukentafel.identity.models import Gebruiker, RolToekenning
from keukentafel.identity.rollen import Rol
from keukentafel.instellingen import huidige_instellingen
from modules.dossier.models import Huishouden, Toegangsgrond
from modules.dossier.zicht.lezers import LEEST_DOSSIERS, persoon_uit, plaatsen
from modules.dossier.zicht.zicht import GRONDVELDEN, Zicht, grond_uit
from modules.inrichting.models import Teamlid
from modules.inrichting.rules.protocol import Mate, Moment


def zichten_van(
    huishouden: Huishouden, ids: Iterable[UUID], *, regisseur_id: UUID | None, nu: datetime
) -> dict[UUID, Zicht]:
    """Return what each of these people, who all have a part in this household, sees of it; one query.

    What somebody sees by a ground about data that the reader may not know of, is left out: it would tell
    that there is such a ground.
    """
    ids = set(ids)
    if not ids:
        return {}
    return {
        mens.pk: _zicht(huishouden, mens, is_regisseur=mens.pk == regisseur_id)
        for mens in _mensen(huishouden, ids, nu)
    }


def _mensen(huishouden: Huishouden, ids: set[UUID], nu: datetime) -> list[Any]:
    rollen = RolToekenning.objects.filter(gebruiker=OuterRef("pk")).order_by("id")
    leden = plaatsen(Teamlid.objects.filter(gebruiker_id=OuterRef("pk"))).values(
        json=JSONObject(
            team_id="team_id",
            protocolfunctie="protocolfunctie",
            geheimhouding="geheimhouding",
            in_registers="in_registers",
        )
    )
    gronden = (
        Toegangsgrond.objects.geldig(nu)
        .filter(Q(gebruiker_id=OuterRef("pk")) | ~Q(functie=""), huishouden=huishouden)
        .order_by("id")
    )
    mensen = Gebruiker.objects.filter(pk__in=ids).annotate(
        kt_rollen=ArraySubquery(rollen.values(json=JSONObject(rol="rol", team="team_id"))),
        kt_leden=ArraySubquery(leden),
        kt_gronden=ArraySubquery(gronden.values(json=JSONObject(**GRONDVELDEN))),
    )
    return list(mensen)


def _zicht(huishouden: Huishouden, mens: Any, *, is_regisseur: bool) -> Zicht:
    mens.toegekend = frozenset(
        (Rol(rij["rol"]), UUID(rij["team"]) if rij["team"] else None) for rij in mens.kt_rollen or ()
    )
    leden = [rij | {"team_id": UUID(rij["team_id"])} for rij in mens.kt_leden or ()]
    gronden = tuple(grond_uit(rij) for rij in mens.kt_gronden or ())
    bekend = tuple(
        grond
        for grond in gronden
        if all(huishouden.zicht.mate(letter) >= Mate.BESTAAT for letter in grond.categorieen)
    )
    return Zicht(
        huidige_instellingen().protocol,
        persoon_uit(mens, leden if LEEST_DOSSIERS & mens.rollen else []),
        huishouden.team_id,
        Moment(huishouden.moment),
        heeft_deel=True,
        is_regisseur=is_regisseur,
        gronden=bekend,
    )
