"""Work that the plan asks: looking back, actions, contact in a waakvlam, and the terms of the process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.access import zichtbaar
from modules.dossier.models import Actie, Plan, Termijn, Waakvlam
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.werkbronnen import Soort, Vervolg, Werkbron, Werkregel, Werkvraag
from modules.inrichting.codelijsten import ActieStatus, PlanStatus
from modules.inrichting.rules.protocol import Categorie, Mate

VOORUIT: Final = 14
"""So many days ahead a day of the plan is work; a term is work from its first day."""

HOOGSTENS: Final = 1000


def _naar(doe: str, route: str) -> Callable[[Termijn], Vervolg]:
    return lambda termijn: Vervolg(doe, reverse(route, args=[termijn.huishouden_id]))


_STAPPEN: Final[dict[str, Callable[[Termijn], Vervolg]]] = {
    "eerste_contact": _naar("Leg contact", "dossier:gesprekken"),
    "eerste_bezoek_licht": _naar("Ga langs", "dossier:gesprekken"),
    "eerste_bezoek_verhoogd": _naar("Ga langs", "dossier:gesprekken"),
    "eerste_bezoek_acuut": _naar("Ga vandaag langs", "dossier:gesprekken"),
    "vhu_contact": _naar("Leg contact", "dossier:gesprekken"),
    "vraagverheldering": _naar("Voer het gesprek", "dossier:gesprekken"),
    "zrm_start": _naar("Meet de zelfredzaamheid", "dossier:zrm_nieuw"),
    "zrm_tussen": _naar("Meet de zelfredzaamheid", "dossier:zrm_nieuw"),
    "plan": _naar("Maak het plan", "dossier:plan"),
    "plan_na_crisis": _naar("Maak het plan", "dossier:plan"),
    "evaluatie": _naar("Kijk terug", "dossier:evaluatie_nieuw"),
}


def _vervolg(termijnen: Sequence[Termijn], vraag: Werkvraag) -> Mapping[UUID, Vervolg]:
    """Return the step of the process that meets each of these terms; no query."""
    return {
        termijn.pk: _STAPPEN[termijn.sleutel](termijn) for termijn in termijnen if termijn.sleutel in _STAPPEN
    }


def _huis(rij: Any) -> Vervolg:
    return Vervolg("Open het huishouden", reverse("dossier:huishouden", args=[rij.huishouden_id]))


def _regels(vraag: Werkvraag) -> Iterator[Werkregel]:
    """Yield what the plans ask; at most three queries."""
    mag = zichtbaar(vraag.gebruiker, "huishouden", categorie=Categorie.PLAN, minstens=Mate.ALLES)
    yield from _terugkijken(vraag, mag)
    if Soort.ACTIE not in vraag.zonder:
        yield from _acties(vraag, mag)
    if Soort.WAAKVLAM not in vraag.zonder:
        yield from _waakvlammen(vraag, mag)


def _terugkijken(vraag: Werkvraag, mag: Q) -> Iterator[Werkregel]:
    plannen = Plan.objects.filter(
        mag,
        vraag.van("casus__behandelaar_id", team="casus__team_id"),
        status__in=IN_GEBRUIK,
        evaluatie_op__lte=vraag.vandaag + timedelta(days=VOORUIT),
    )
    for plan in plannen.select_related("huishouden", "casus").order_by("evaluatie_op", "id")[:HOOGSTENS]:
        yield Werkregel(
            Soort.TERUGKIJKEN, plan.huishouden_id, plan.casus_id, plan.huishouden.naam,
            "Plan evalueren", "Kijk terug", reverse("dossier:evaluatie_nieuw", args=[plan.huishouden_id]),
            waarom="afgesproken in het plan", begin=plan.afgesproken_op, uiterlijk=plan.evaluatie_op,
            van=plan.casus.behandelaar_id, lezen=_huis(plan),
        )  # fmt: skip


def _acties(vraag: Werkvraag, mag: Q) -> Iterator[Werkregel]:
    acties = (
        Actie.objects.filter(
            mag, status=ActieStatus.OPEN, wanneer__lte=vraag.vandaag + timedelta(days=VOORUIT)
        )
        .filter(vraag.van("gebruiker_id", team="huishouden__team_id"), gebruiker__isnull=False)
        .exclude(plan__status=PlanStatus.CONCEPT)  # copies of the actions of the plan in force
        .select_related("huishouden", "plan")
        .order_by("wanneer", "id")
    )
    for actie in acties[:HOOGSTENS]:
        yield Werkregel(
            Soort.ACTIE, actie.huishouden_id, actie.plan.casus_id if actie.plan else None,
            actie.huishouden.naam, actie.wat, "Rond af", f"{reverse('dossier:acties')}#actie-{actie.pk}",
            waarom="actie in het plan", begin=localdate(actie.gemaakt_op), uiterlijk=actie.wanneer,
            van=actie.gebruiker_id, lezen=_huis(actie),
        )  # fmt: skip


def _waakvlammen(vraag: Werkvraag, mag: Q) -> Iterator[Werkregel]:
    rijen = Waakvlam.objects.filter(
        mag,
        vraag.van("wie_id", team="casus__team_id"),
        gestopt_op=None,
        heropend_op=None,
        volgend_contact_op__lte=vraag.vandaag + timedelta(days=VOORUIT),
    )
    for rij in rijen.select_related("huishouden").order_by("volgend_contact_op", "id")[:HOOGSTENS]:
        yield Werkregel(
            Soort.WAAKVLAM, rij.huishouden_id, rij.casus_id, rij.huishouden.naam,
            "Contact in de waakvlam", "Leg contact vast", reverse("dossier:waakvlam", args=[rij.huishouden_id]),
            waarom="afgesproken ritme", uiterlijk=rij.volgend_contact_op, van=rij.wie_id,
            lezen=_huis(rij),
        )  # fmt: skip


PLAN = Werkbron("plan", vervolg=_vervolg, regels=_regels)
