"""Crisis first, the plan afterwards (F054)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from modules.dossier.actions.casus import open_casus, zet_fase
from modules.dossier.actions.notitie import place_notitie
from modules.dossier.actions.termijn import start_termijnen
from modules.dossier.models import Casus, Contactnotitie, Huishouden, NotitieSoort, Plan
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.rules.fasen import plan_ontbreekt_na_crisis
from modules.dossier.wetten import Termijnsoort
from modules.inrichting.codelijsten import CasusStatus
from modules.inrichting.rules.protocol import Categorie

PLAN_NA_CRISIS = Termijnsoort("plan_na_crisis", "Plan maken na de crisis")


@transaction.atomic
def note_crisis(
    *,
    huishouden: Huishouden,
    casus: Casus | None,
    teammodel_id: UUID,
    tekst: str,
    met_wie: str,
    gebeurd_op: datetime,
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Contactnotitie:
    """Note a crisis and help at once; no plan is asked for. Without one, a plan is due two weeks later.

    A household that no team works with gets a casus with its own team. `id` is the key of the form.
    """
    if id and (al_genoteerd := Contactnotitie.objects.filter(pk=id).first()):
        return al_genoteerd
    if casus is None or casus.is_afgesloten:
        team = casus.team if casus is not None else huishouden.team
        if team is not None:
            casus = open_casus(
                huishouden=huishouden, team=team, teammodel_id=teammodel_id, behandelaar=by, by=by, at=at
            )
    lopend = casus if casus is not None and not casus.is_afgesloten else None
    notitie = place_notitie(
        huishouden=huishouden,
        casus=lopend,
        soort=NotitieSoort.CRISIS,
        tekst=tekst,
        met_wie=met_wie,
        gebeurd_op=gebeurd_op,
        categorie=Categorie.VEILIGHEID,
        by=by,
        at=at,
        id=id,
    )
    if lopend is not None:
        _help_nu(huishouden, lopend, gebeurd_op, by=by, at=at)
    audit.record("dossier.crisis.genoteerd", target=notitie, by=by, at=at, soort="maken")
    return notitie


def _help_nu(huishouden: Huishouden, casus: Casus, gebeurd_op: datetime, *, by: Any, at: datetime) -> None:
    heeft_plan = Plan.objects.filter(huishouden=huishouden, status__in=IN_GEBRUIK).exists()
    zonder = plan_ontbreekt_na_crisis(
        CasusStatus(casus.status), CasusStatus.ONDERSTEUNING, heeft_plan=heeft_plan
    )
    if zonder:
        start_termijnen(casus=casus, melding=None, soorten=[PLAN_NA_CRISIS], begin=localdate(gebeurd_op))
        zet_fase(casus=casus, status=CasusStatus.ONDERSTEUNING, by=by, at=at)
