"""What today asks of somebody: appointments, signalen, actions, waakvlam, and who to wait for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime, make_aware

from keukentafel.components.words import datum_kort_tekst
from modules.dossier.access import zichtbaar
from modules.dossier.models import Actie, Afspraak, Casus, Regisseurschap, Waakvlam
from modules.inrichting.codelijsten import ActieStatus, PlanStatus, Wie
from modules.inrichting.rules.protocol import Categorie, Mate

WERK, ACTIES, WAAKVLAMMEN, SIGNALEN = 6, 30, 5, 3
LET_OP_DAGEN = 7


@dataclass(frozen=True, slots=True)
class Afspraakregel:
    """An appointment of today: `voorbij`, `nu` (the next one) or `straks`."""

    afspraak: Any
    stand: str


@dataclass(frozen=True, slots=True)
class Actiegroep:
    """Actions under one heading: Te laat, Vandaag, Deze week."""

    kop: str
    acties: Sequence[Any]
    is_te_laat: bool = False


def begin_van(dag: date) -> datetime:
    """Return the first moment of a Dutch day."""
    return make_aware(datetime.combine(dag, datetime.min.time()))


def _eigen_afspraken(gebruiker: Any, mensen: Collection[UUID] = ()) -> QuerySet[Any]:
    """Return what stands in the own day. A household that went to another team takes its name along.

    Of whom one stands in for (`mensen`) only what is about a household: the rest of a day is one's own.
    """
    mag = zichtbaar(gebruiker, "huishouden", categorie=Categorie.CONTACT, minstens=Mate.ALLES)
    eigen = Q(gebruiker_id=gebruiker.pk) & (Q(huishouden=None) | mag)
    if anderen := [pk for pk in mensen if pk != gebruiker.pk]:
        eigen |= Q(gebruiker_id__in=anderen, huishouden__isnull=False) & mag
    return Afspraak.objects.filter(eigen, vervallen_op=None)


def afspraken_op(
    gebruiker: Any, dag: date, nu: datetime, mensen: Collection[UUID] = ()
) -> list[Afspraakregel]:
    """Return the appointments of a day in order; one query."""
    tussen = Q(begin__gte=begin_van(dag), begin__lt=begin_van(dag + timedelta(days=1)))
    afspraken = _eigen_afspraken(gebruiker, mensen).filter(tussen)
    regels: list[Afspraakregel] = []
    al_volgende = False
    for afspraak in afspraken.select_related("huishouden").order_by("begin", "id"):
        einde = afspraak.einde or afspraak.begin + timedelta(hours=1)
        stand = "voorbij" if einde < nu else ("straks" if al_volgende else "nu")
        al_volgende = al_volgende or stand == "nu"
        regels.append(Afspraakregel(afspraak, stand))
    return regels


def mijn_acties(gebruiker: Any, vandaag: date, mensen: Collection[UUID] = ()) -> list[Actiegroep]:
    """Return what to do this week, what is late, and what was ticked today; one query.

    `mensen` are those whose actions one sees: oneself, and whom one stands in for.

    What was ticked today stays in its group, so that it can be undone.
    """
    week = vandaag + timedelta(days=6 - vandaag.weekday())
    klaar_vandaag = Q(status=ActieStatus.KLAAR, afgerond_op__gte=begin_van(vandaag))
    rijen = (
        Actie.objects.filter(
            Q(status=ActieStatus.OPEN) | klaar_vandaag, gebruiker_id__in=[*mensen, gebruiker.pk]
        )
        .filter(acties_zichtbaar(gebruiker))
        .filter(Q(wanneer=None) | Q(wanneer__lte=week))
        .exclude(plan__status=PlanStatus.CONCEPT)  # copies of the actions of the plan in force
        .select_related("huishouden", "doel")
        .order_by("wanneer", "volgorde", "id")[:ACTIES]
    )
    alle = list(rijen)
    laat = [actie for actie in alle if actie.wanneer and actie.wanneer < vandaag]
    vandaags = [actie for actie in alle if actie.wanneer == vandaag]
    week_acties = [actie for actie in alle if actie.wanneer and actie.wanneer > vandaag]
    zonder_dag = [actie for actie in alle if actie.wanneer is None]
    groepen = [
        Actiegroep("Te laat", laat, is_te_laat=True),
        Actiegroep("Vandaag", vandaags),
        Actiegroep("Deze week", week_acties),
        Actiegroep("Zonder dag", zonder_dag),
    ]
    return [groep for groep in groepen if groep.acties]


def acties_zichtbaar(gebruiker: Any) -> Q:
    """Return the filter for actions: the plan (J) of a household one reads whole."""
    return zichtbaar(gebruiker, "huishouden", categorie=Categorie.PLAN, minstens=Mate.ALLES)


def tel_open_acties(groepen: Sequence[Actiegroep], vandaag: date) -> int:
    """Count what is open for today or late, in the groups read already."""
    return sum(
        actie.status == ActieStatus.OPEN and actie.wanneer is not None and actie.wanneer <= vandaag
        for groep in groepen
        for actie in groep.acties
    )


def wacht_op_anderen(gebruiker: Any) -> int:
    """Count the open actions of others in the households of this person; one query."""
    mijn = Casus.objects.lopend().filter(behandelaar_id=gebruiker.pk).order_by().values("huishouden_id")
    regie = Regisseurschap.objects.filter(gebruiker_id=gebruiker.pk, tot=None).order_by()
    # One list of households, not an OR of two: then the index on actions by household leads the way.
    huishoudens = mijn.union(regie.values("huishouden_id"), all=True)
    anderen = Actie.objects.filter(
        acties_zichtbaar(gebruiker), huishouden_id__in=huishoudens, status=ActieStatus.OPEN
    )
    return anderen.exclude(gebruiker_id=gebruiker.pk, wie=Wie.PROFESSIONAL).count()


def waakvlam_deze_week(gebruiker: Any, vandaag: date, mensen: Collection[UUID] = ()) -> list[Any]:
    """Return the households to contact this week or earlier; one query."""
    week = vandaag + timedelta(days=6 - vandaag.weekday())
    rijen = Waakvlam.objects.filter(
        wie_id__in=[*mensen, gebruiker.pk], gestopt_op=None, heropend_op=None, volgend_contact_op__lte=week
    )
    rijen = rijen.filter(acties_zichtbaar(gebruiker))
    return list(rijen.select_related("huishouden").order_by("volgend_contact_op", "id")[:WAAKVLAMMEN])


@dataclass(frozen=True, slots=True)
class Weekdag:
    """One day of the week list."""

    dag: date
    regels: Sequence[Afspraakregel]


def week_van(gebruiker: Any, maandag: date, nu: datetime) -> list[Weekdag]:
    """Return the appointments of a week per day; one query."""
    tussen = Q(begin__gte=begin_van(maandag), begin__lt=begin_van(maandag + timedelta(days=7)))
    afspraken = list(
        _eigen_afspraken(gebruiker).filter(tussen).select_related("huishouden").order_by("begin", "id")
    )
    dagen = [maandag + timedelta(days=nummer) for nummer in range(7)]
    return [
        Weekdag(
            dag,
            [
                Afspraakregel(afspraak, "voorbij" if afspraak.begin < nu else "straks")
                for afspraak in afspraken
                if localtime(afspraak.begin).date() == dag
            ],
        )
        for dag in dagen
    ]


def wanneer_van(actie: Any, vandaag: date) -> str:
    """Return when an action is due, in words: `vandaag`, `sinds vr 20 nov`, `vr 27 nov`."""
    if actie.wanneer is None:
        return ""
    if actie.wanneer == vandaag:
        return "vandaag"
    kort = datum_kort_tekst(actie.wanneer, vandaag)
    return f"sinds {kort}" if actie.wanneer < vandaag else kort
