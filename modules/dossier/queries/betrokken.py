"""Who works along around a household, and whether that are too many (F046, N08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from modules.dossier.models import Betrokkene, Casus, Huishouden
from modules.dossier.queries.feiten import Feiten
from modules.dossier.rules.betrokkenheid import Betrokkenheid, tel_betrokkenen


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who helps: name, role, organisation. `betrokkene_id` is None for who has a casus."""

    naam: str
    rol: str
    organisatie: str
    telefoon: str = ""
    sinds: date | None = None
    betrokkene_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Helpers:
    """Everybody who helps, with the count in words."""

    mensen: Sequence[Helper]
    telling: Betrokkenheid


def helpers_van(huishouden: Huishouden, feiten: Feiten, casussen: Sequence[Casus]) -> Helpers:
    """Return who helps now: the regisseur first, then the teams, then the others; one query."""
    rijen = Betrokkene.objects.filter(huishouden=huishouden, tot=None).select_related("organisatie")
    mensen = [*_regisseur(feiten), *_behandelaars(casussen, feiten)]
    mensen += [
        Helper(
            rij.naam or rij.organisatie_naam or (rij.organisatie.naam if rij.organisatie else ""),
            rij.rol,
            rij.organisatie.naam if rij.organisatie else rij.organisatie_naam,
            rij.telefoon,
            rij.van,
            rij.pk,
        )
        for rij in rijen
    ]
    telling = tel_betrokkenen(
        [helper.organisatie or None for helper in mensen], heeft_regisseur=bool(feiten.regisseur)
    )
    return Helpers(mensen, telling)


def _regisseur(feiten: Feiten) -> list[Helper]:
    if not feiten.regisseur:
        return []
    return [Helper(feiten.regisseur, "regisseur", "", sinds=feiten.regisseur_sinds)]


def _behandelaars(casussen: Sequence[Casus], feiten: Feiten) -> list[Helper]:
    return [
        Helper(casus.behandelaar.naam, "", casus.team.naam)
        for casus in casussen
        if casus.behandelaar and not casus.is_afgesloten and casus.behandelaar_id != feiten.regisseur_id
    ]
