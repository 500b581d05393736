"""What people see when they look back: what was measured, what was asked before, what burns low."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from modules.dossier.models import Evaluatie, Huishouden, Plan, Waakvlam
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.queries.metingen import ZrmBeeld, zrm_beelden
from modules.dossier.rules.evaluatie import VERVOLG, VRAAGGROEPEN
from modules.inrichting.codelijsten import Verandering
from modules.inrichting.leefgebieden import trede


@dataclass(frozen=True, slots=True)
class Antwoord:
    """One answered question in words."""

    vraag: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Evaluatiebeeld:
    """An evaluation as it is read back."""

    rij: Evaluatie
    antwoorden: Sequence[Antwoord]
    vervolg: str


@dataclass(frozen=True, slots=True)
class Verschuiving:
    """What was measured of the whole household, and the answer that follows from it."""

    beelden: Sequence[ZrmBeeld]
    zelfredzaamheid: str
    participatie: str
    ladders: Sequence[str]

    @property
    def is_gemeten(self) -> bool:
        """Whether anybody was measured at all."""
        return any(beeld.metingen or beeld.ladder for beeld in self.beelden)

    @property
    def antwoorden(self) -> dict[str, str]:
        """Return the answers the form begins with: nothing that was measured is asked twice."""
        namen = {"zelfredzaamheid": self.zelfredzaamheid, "participatie": self.participatie}
        return {naam: waarde for naam, waarde in namen.items() if waarde}


def verschuiving(huishouden: Huishouden, inwoners: list[Any]) -> Verschuiving:
    """Compare the last two measurements of everybody in the household; three queries."""
    beelden = zrm_beelden(huishouden, inwoners)
    verschillen = [
        regel.verschil
        for beeld in beelden
        if beeld.vergelijking
        for regel in beeld.vergelijking.regels
        if regel.verschil is not None
    ]
    stappen, zinnen = _treden(beelden)
    return Verschuiving(beelden, _richting(verschillen), _richting(stappen), zinnen)


def _treden(beelden: Iterable[ZrmBeeld]) -> tuple[list[int], list[str]]:
    stappen, zinnen = [], []
    for beeld in beelden:
        treden = [meting.huidig for meting in beeld.ladder if meting.huidig]
        if len(treden) < 2:
            continue
        nu, eerst = treden[:2]
        stappen.append(nu - eerst)
        wat = f"van trede {eerst} naar trede {nu}" if nu != eerst else f"blijft op trede {nu}"
        zinnen.append(f"{beeld.inwoner.roepnaam}: {wat}, {trede(nu).label.lower()}.")
    return stappen, zinnen


def _richting(verschillen: Sequence[int]) -> str:
    if not verschillen:
        return ""
    som = sum(verschillen)
    if som == 0:
        return Verandering.GELIJK.value
    return Verandering.BETER.value if som > 0 else Verandering.SLECHTER.value


def plan_van_kracht(huishouden: Huishouden) -> Plan | None:
    """Return the plan in force, with its casus."""
    return (
        Plan.objects.filter(huishouden=huishouden, status__in=IN_GEBRUIK)
        .select_related("casus__team")
        .first()
    )


def evaluaties_van(huishouden: Huishouden) -> list[Evaluatiebeeld]:
    """Return every evaluation, newest first, the last twenty; one query."""
    rijen = Evaluatie.objects.filter(huishouden=huishouden, is_afgerond=True).select_related("door", "plan")
    return [_beeld(rij) for rij in rijen[:20]]


def _beeld(rij: Evaluatie) -> Evaluatiebeeld:
    antwoorden = []
    for groep in VRAAGGROEPEN:
        for vraag in groep.vragen:
            gegeven = rij.antwoorden.get(vraag.naam, "")
            if gegeven:
                antwoorden.append(Antwoord(vraag.vraag, dict(vraag.keuzes).get(gegeven, gegeven)))
    return Evaluatiebeeld(rij, antwoorden, dict(VERVOLG).get(rij.vervolg, ""))


def waakvlam_van(huishouden: Huishouden) -> Waakvlam | None:
    """Return the waakvlam that burns."""
    vraag = Waakvlam.objects.filter(huishouden=huishouden, gestopt_op=None)
    return vraag.select_related("wie", "casus").first()


def waakvlammen_voor(zichtbaar: QuerySet[Huishouden], *, van: Any = None) -> QuerySet[Waakvlam]:
    """Return what burns in these households, the next contact first; `van` keeps those of one colleague."""
    rijen = Waakvlam.objects.filter(gestopt_op=None, huishouden__in=zichtbaar)
    if van is not None:
        rijen = rijen.filter(wie=van)
    return rijen.select_related("huishouden", "wie").order_by("volgend_contact_op", "id")


def te_laat(rijen: Iterable[Waakvlam], vandaag: date) -> int:
    """Count the contacts whose day has passed."""
    return sum(rij.volgend_contact_op < vandaag for rij in rijen)
