"""Did anybody touch a household since it was read in? The logboek and the tables themselves tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

from keukentafel.audit.models import Logboekregel
from modules.dossier.inlezen.models import IngelezenHuishouden, Uitkomst
from modules.dossier.models import Casus, Huishouden, Inwoner

BEWERKT = "Er is na het inlezen aan dit huishouden gewerkt."
HANGT_AAN = "Er hoort intussen iets bij dat niet uit dit bestand komt."
ELDERS = "Iemand uit dit huishouden hoort ook bij een ander huishouden."
AL_WEG = "Dit huishouden is er niet meer."


@dataclass(slots=True)
class Sporen:
    """What was done to a number of households since; a fixed number of queries for all of them."""

    bewerkt: set[UUID | None] = field(default_factory=set)
    aanwezig: set[UUID] = field(default_factory=set)
    vreemd: dict[UUID, str] = field(default_factory=dict)
    hangt_aan: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    versies: dict[UUID, int] = field(default_factory=dict)

    @classmethod
    def van(cls, regels: list[IngelezenHuishouden]) -> Self:
        """Look for traces around these households."""
        sporen = cls()
        huishoudens = {regel.huishouden_id for regel in regels if regel.huishouden_id}
        gemaakt = _ids(regels)
        sporen.bewerkt = set(
            Logboekregel.objects.filter(huishouden_id__in=huishoudens)
            .exclude(soort="R")
            .exclude(gebeurtenis__startswith="inlezen.")
            .order_by()
            .values_list("huishouden_id", flat=True)
        )
        sporen.versies = dict(
            Huishouden.objects.filter(pk__in=huishoudens).order_by().values_list("pk", "versie")
        )
        sporen.aanwezig = set(sporen.versies)
        personen = gemaakt["Inwoner"]
        sporen.versies |= dict(Inwoner.objects.filter(pk__in=personen).order_by().values_list("pk", "versie"))
        eigen = {UUID(id_): regel.pk for regel in regels for ids in regel.gemaakt.values() for id_ in ids}
        nieuw = {
            regel.huishouden_id
            for regel in regels
            if regel.uitkomst == Uitkomst.GEMAAKT and regel.huishouden_id
        }
        sporen._zoek_vreemd(Huishouden, nieuw, eigen, HANGT_AAN)
        sporen._zoek_vreemd(Casus, gemaakt["Casus"], eigen, HANGT_AAN)
        sporen._zoek_vreemd(Inwoner, personen, eigen, ELDERS)
        return sporen

    def redenen(self, regels: list[IngelezenHuishouden]) -> dict[UUID, str]:
        """Return per household why it stays; empty when it can go.

        A household whose person also belongs to one that stays, stays with it.
        """
        redenen = {regel.pk: self._reden(regel) for regel in regels}
        anders = True
        while anders:
            anders = False
            for regel in regels:
                buren = set().union(*(self.hangt_aan[id_] for id_ in _dragers(regel))) - {regel.pk}
                if not redenen[regel.pk] and any(redenen.get(buur) for buur in buren):
                    redenen[regel.pk], anders = ELDERS, True
        return redenen

    def _reden(self, regel: IngelezenHuishouden) -> str:
        if regel.huishouden_id is None or regel.huishouden_id not in self.aanwezig:
            return AL_WEG
        if regel.huishouden_id in self.bewerkt or self._is_gewijzigd(regel):
            return BEWERKT
        return next((self.vreemd[id_] for id_ in _dragers(regel) if id_ in self.vreemd), "")

    def _is_gewijzigd(self, regel: IngelezenHuishouden) -> bool:
        """A new row has version 1; one that a later file filled, or a person changed, has a higher one."""
        if regel.uitkomst != Uitkomst.GEMAAKT:
            return False
        ids = [regel.huishouden_id, *(UUID(id_) for id_ in regel.gemaakt.get("Inwoner", ()))]
        return any(self.versies.get(id_, 1) != 1 for id_ in ids if id_)

    def _zoek_vreemd(self, model: Any, ids: Iterable[UUID], eigen: dict[UUID, UUID], reden: str) -> None:
        """Find rows of any table that hang on these and were not made with them."""
        ids = set(ids)
        if not ids:
            return
        for relatie in model._meta.related_objects:  # noqa: SLF001 -- Django documents _meta
            veld, kind = relatie.field.attname, relatie.related_model
            rijen = kind.objects.filter(**{f"{veld}__in": ids}).order_by().values_list("pk", veld)
            for pk, ouder in rijen:
                if pk in eigen:
                    self.hangt_aan[ouder].add(eigen[pk])
                else:
                    self.vreemd.setdefault(ouder, reden)


def _dragers(regel: IngelezenHuishouden) -> list[UUID]:
    """Return the rows of a household on which other rows can hang."""
    return [UUID(id_) for soort in ("Huishouden", "Casus", "Inwoner") for id_ in regel.gemaakt.get(soort, ())]


def _ids(regels: list[IngelezenHuishouden]) -> dict[str, set[UUID]]:
    ids: dict[str, set[UUID]] = defaultdict(set)
    for regel in regels:
        for soort, gemaakt in regel.gemaakt.items():
            ids[soort] |= {UUID(id_) for id_ in gemaakt}
    return ids
