"""Open a casus, give it to somebody, and move it from phase to phase."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from modules.dossier.models import Casus, Huishouden
from modules.dossier.models.termijn import LOPEND
from modules.inrichting.codelijsten import CasusStatus
from modules.inrichting.models import Wijkteam


class CasusAfgesloten(Refusal):
    text = "De hulp aan dit huishouden is afgesloten. Open het huishouden opnieuw om verder te gaan."


class CasusLooptAl(Refusal):
    text = "Dit team werkt al met dit huishouden. Ga daar verder."


@transaction.atomic
def open_casus(
    *,
    huishouden: Huishouden,
    team: Wijkteam,
    teammodel_id: UUID,
    by: Any,
    at: datetime,
    behandelaar: Any = None,
) -> Casus:
    """Begin the work of a team with a household, under the team model in use now (`teammodel_id`).

    :raises CasusLooptAl: the team has a running casus with this household.
    """
    dag = localdate(at)
    try:
        with transaction.atomic():
            casus = Casus.objects.create(
                huishouden=huishouden,
                team=team,
                teammodel_id=teammodel_id,
                behandelaar=behandelaar,
                status=CasusStatus.NIEUW,
                fase_sinds=dag,
                begonnen_op=dag,
                fasen=[{"status": CasusStatus.NIEUW.value, "van": dag.isoformat()}],
            )
    except IntegrityError as dubbel:
        raise CasusLooptAl from dubbel
    if huishouden.team_id is None:
        huishouden.team = team
        huishouden.save(update_fields=["team"])
    audit.record(
        "dossier.casus.geopend", target=casus, by=by, at=at, soort="maken", detail={"team": str(team.pk)}
    )
    return casus


def lock_casus(casus: Casus) -> Casus:
    """Return the casus as it is now, locked until the transaction ends.

    :raises CasusAfgesloten: it was closed or handed over.
    """
    casus = Casus.objects.select_for_update(of=("self",)).select_related("huishouden").get(pk=casus.pk)
    if casus.is_afgesloten:
        raise CasusAfgesloten
    return casus


@transaction.atomic
def zet_fase(*, casus: Casus, status: CasusStatus, by: Any, at: datetime) -> Casus:
    """Move a casus to another phase; setting the phase it is in changes nothing.

    :raises CasusAfgesloten: it was closed or handed over.
    """
    casus = lock_casus(casus)
    if casus.status == status:
        return casus
    was, dag = casus.status, localdate(at)
    casus.status, casus.fase_sinds = status, dag
    casus.fasen = [*casus.fasen, {"status": status.value, "van": dag.isoformat()}]
    casus.save(update_fields=["status", "fase_sinds", "fasen"])
    audit.record(
        "dossier.casus.fase_gewijzigd", target=casus, by=by, at=at, detail={"was": was, "is": status.value}
    )
    return casus


@transaction.atomic
def geef_behandelaar(*, casus: Casus, behandelaar: Any, by: Any, at: datetime) -> Casus:
    """Give a casus to a colleague; the access of the one before ends at the next request.

    :raises CasusAfgesloten: it was closed or handed over.
    """
    casus = lock_casus(casus)
    # The running terms go along: who takes the household on, keeps its days.
    lopend = casus.termijnen.filter(status__in=LOPEND, eigenaar_id=casus.behandelaar_id)
    lopend.update(eigenaar=behandelaar)
    casus.behandelaar = behandelaar
    casus.save(update_fields=["behandelaar"])
    audit.record(
        "dossier.casus.toegewezen",
        target=casus,
        by=by,
        at=at,
        detail={"aan": str(behandelaar.pk) if behandelaar else None},
    )
    return casus


def bewaar_versie(rij: Any, *, versie: int, velden: list[str]) -> None:
    """Save `velden` of a row when nobody saved it since `versie`; raises the version by one.

    :raises Verouderd: somebody did; `huidig` is what stands there now.
    """
    soort = type(rij)
    waarden = {veld: getattr(rij, veld) for veld in velden}
    geraakt = soort.objects.filter(pk=rij.pk, versie=versie).update(**waarden, versie=versie + 1)
    if not geraakt:
        raise Verouderd(huidig=soort.objects.get(pk=rij.pk))
    rij.versie = versie + 1
