"""Teams, members and team models for tests. Everything inside a scope."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db.models import Max

from keukentafel.identity.models import Gebruiker
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import Informatieprotocol, Teamlid, Teammodel, Wijkteam
from modules.inrichting.models.protocol import ProtocolStatus
from modules.inrichting.models.teammodel import TeammodelStatus
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.protocol import Matrix
from tests.factories.identity import maak_gebruiker

NU = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TOEN = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)
BEGIN = date(2026, 1, 1)
_nummers = count(1)


def maak_team(naam: str = "", **velden: Any) -> Wijkteam:
    """Make a team that works since 1 January 2026."""
    return Wijkteam.objects.create(naam=naam or f"Team {next(_nummers)}", **{"vanaf": BEGIN, **velden})


def maak_teamlid(gebruiker: Gebruiker | None = None, team: Wijkteam | None = None, **velden: Any) -> Teamlid:
    """Give somebody a place in a team, since 1 January 2026."""
    return Teamlid.objects.create(
        gebruiker=gebruiker or maak_gebruiker(met_code_app=False),
        team=team or maak_team(),
        **{"van": BEGIN, **velden},
    )


def maak_teammodel(
    variant: Variant | str = Variant.TEAM,
    *,
    instellingen: dict[str, Any] | None = None,
    teams: dict[str, Any] | None = None,
    at: datetime = TOEN,
) -> Teammodel:
    """Make a version of the team model that is in use at once; the one before it expires."""
    nummer = (Teammodel.objects.aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1
    Teammodel.objects.actief().update(status=TeammodelStatus.VERVALLEN)
    model = Teammodel.objects.create(
        nummer=nummer,
        status=TeammodelStatus.ACTIEF,
        variant=str(variant),
        instellingen=instellingen or {},
        teams=teams or {},
        ingaat_op=BEGIN,
        gemaakt_op=at,
        gewijzigd_op=at,
        vastgesteld_op=at,
        in_gebruik_op=at,
    )
    renew_stand(at=at)
    return model


def maak_protocol(matrix: Matrix, *, at: datetime = TOEN, **velden: Any) -> Informatieprotocol:
    """Make a version of the informatieprotocol that decides at once; the one before it expires."""
    nummer = (Informatieprotocol.objects.aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1
    Informatieprotocol.objects.geldig().update(status=ProtocolStatus.VERVALLEN, geldig_tot=at)
    beheerder = maak_gebruiker(met_code_app=False)
    protocol = Informatieprotocol.objects.create(
        **{
            "nummer": nummer,
            "status": ProtocolStatus.GELDIG,
            "variant": Variant.TEAM,
            "inhoud": matrix.naar_json(),
            "gemaakt_op": at,
            "gewijzigd_op": at,
            "ingediend_op": at,
            "ingediend_door": beheerder,
            "beoordeeld_op": at,
            "beoordeeld_door": maak_gebruiker(met_code_app=False),
            "geldig_van": at,
            **velden,
        }
    )
    renew_stand(at=at)
    return protocol
