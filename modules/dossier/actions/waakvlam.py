"""Follow a household at low intensity after the help ended, and begin again when it goes worse (F056)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.casus import lock_casus, zet_fase
from modules.dossier.actions.notitie import place_notitie
from modules.dossier.actions.termijn import plan_terugkijken, zet_termijn
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Casus, NotitieSoort, Plan, TijdlijnGroep, Waakvlam
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.rules.maanden import plus_maanden
from modules.inrichting.codelijsten import CasusStatus

TERUGKIJKEN_MAANDEN = 3
AFSLUITEN_WEKEN = 2


class WaakvlamLooptAl(Refusal):
    text = "Er loopt al een waakvlam voor dit huishouden."


class WaakvlamGestopt(Refusal):
    text = "Deze waakvlam is al gestopt."


@transaction.atomic
def start_waakvlam(
    *, casus: Casus, maanden: int, ritme_weken: int, tekenen: str, wie: Any, by: Any, at: datetime
) -> Waakvlam:
    """Begin a waakvlam today: it ends by itself after `maanden`, with contact every `ritme_weken`.

    The plan stays in force: what the household and its network do, goes on.

    :raises CasusAfgesloten: the help was closed.
    :raises WaakvlamLooptAl: one is burning.
    """
    casus = lock_casus(casus)
    dag = localdate(at)
    tot = plus_maanden(dag, maanden)
    try:
        with transaction.atomic():
            waakvlam = Waakvlam.objects.create(
                casus=casus,
                huishouden=casus.huishouden,
                van=dag,
                tot=tot,
                ritme_weken=ritme_weken,
                volgend_contact_op=_volgende(dag, ritme_weken, tot),
                wie=wie,
                tekenen=tekenen,
            )
    except IntegrityError as dubbel:
        raise WaakvlamLooptAl from dubbel
    Plan.objects.filter(huishouden=casus.huishouden, status__in=IN_GEBRUIK).update(evaluatie_op=tot)
    zet_fase(casus=casus, status=CasusStatus.MONITORING, by=by, at=at)
    _op_tijdlijn(waakvlam, "Waakvlam begonnen", by=by, at=at)
    audit.record("dossier.waakvlam.begonnen", target=waakvlam, by=by, at=at, soort="maken")
    return waakvlam


@transaction.atomic
def note_contact(*, waakvlam: Waakvlam, tekst: str, soort: str, by: Any, at: datetime) -> Waakvlam:
    """Write down a contact and move the next one a rhythm further, at most to the last day.

    :raises WaakvlamGestopt: it ended.
    """
    waakvlam = _brandend(waakvlam)
    place_notitie(
        huishouden=waakvlam.huishouden, casus=waakvlam.casus, soort=soort, tekst=tekst, by=by, at=at
    )
    waakvlam.volgend_contact_op = _volgende(localdate(at), waakvlam.ritme_weken, waakvlam.tot)
    waakvlam.save(update_fields=["volgend_contact_op"])
    audit.record("dossier.waakvlam.contact", target=waakvlam, by=by, at=at)
    return waakvlam


@transaction.atomic
def stop_waakvlam(*, waakvlam: Waakvlam, by: Any, at: datetime) -> Waakvlam:
    """End a waakvlam: what comes next is closing the help.

    :raises WaakvlamGestopt: it ended.
    """
    waakvlam = _brandend(waakvlam)
    waakvlam.gestopt_op = localdate(at)
    waakvlam.save(update_fields=["gestopt_op"])
    _op_tijdlijn(waakvlam, "Waakvlam gestopt", by=by, at=at)
    audit.record("dossier.waakvlam.gestopt", target=waakvlam, by=by, at=at)
    return waakvlam


@transaction.atomic
def resume_help(*, waakvlam: Waakvlam, waarom: str, by: Any, at: datetime) -> Waakvlam:
    """Go back to helping because it goes worse: same casus, same plan, same regisseur, all history.

    :raises WaakvlamGestopt: it ended.
    :raises CasusAfgesloten: the help was closed.
    """
    waakvlam = _brandend(waakvlam)
    dag = localdate(at)
    waakvlam.gestopt_op = waakvlam.heropend_op = dag
    waakvlam.save(update_fields=["gestopt_op", "heropend_op"])
    casus = zet_fase(casus=waakvlam.casus, status=CasusStatus.ONDERSTEUNING, by=by, at=at)
    plan_terugkijken(casus=casus, op=plus_maanden(dag, TERUGKIJKEN_MAANDEN), dag=dag, uitleg="na de waakvlam")
    place_notitie(
        huishouden=waakvlam.huishouden, casus=casus, soort=NotitieSoort.NOTITIE, tekst=waarom, by=by, at=at
    )
    _op_tijdlijn(waakvlam, "Hulp weer opgepakt na een waakvlam", by=by, at=at)
    audit.record("dossier.waakvlam.heropend", target=waakvlam, by=by, at=at)
    return waakvlam


@transaction.atomic
def end_expired_waakvlammen(*, at: datetime) -> int:
    """End what passed its last day and set a day to close the help; run twice it ends nothing more."""
    dag = localdate(at)
    verlopen = Waakvlam.objects.filter(gestopt_op=None, tot__lt=dag)
    rijen = list(verlopen.select_for_update(of=("self",)).select_related("casus", "huishouden"))
    for waakvlam in rijen:
        waakvlam.gestopt_op = waakvlam.tot
        waakvlam.save(update_fields=["gestopt_op"])
        zet_termijn(
            casus=waakvlam.casus,
            sleutel="afsluiten",
            titel="Hulp afsluiten",
            uitleg="de waakvlam is afgelopen",
            begin=dag,
            einde=dag + timedelta(weeks=AFSLUITEN_WEKEN),
        )
        _op_tijdlijn(waakvlam, "Waakvlam is afgelopen", by=None, at=at)
        audit.record("dossier.waakvlam.afgelopen", target=waakvlam, at=at)
    return len(rijen)


def _volgende(dag: date, ritme_weken: int, tot: date) -> date:
    return min(dag + timedelta(weeks=ritme_weken), tot)


def _brandend(waakvlam: Waakvlam) -> Waakvlam:
    vraag = Waakvlam.objects.select_for_update(of=("self",)).select_related("casus", "huishouden")
    rij: Waakvlam = vraag.get(pk=waakvlam.pk)
    if rij.gestopt_op is not None:
        raise WaakvlamGestopt
    return rij


def _op_tijdlijn(waakvlam: Waakvlam, titel: str, *, by: Any, at: datetime) -> None:
    schrijf_tijdlijn(
        huishouden=waakvlam.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="flame",
        titel=titel,
        at=at,
        by=by,
        door_naam="" if by else "Vanzelf",
        bij=waakvlam,
    )
