"""What a new gemeente begins with: complete, so that work can start the same day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.identity.models import Gebruiker
from modules.inrichting.actions.huisstijl import STARTSTIJLEN
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.lader import ALLE_MODULES
from modules.inrichting.models import (
    Huisstijl,
    Informatieprotocol,
    Inlooppunt,
    ModuleKeuze,
    Teammodel,
    Wijkteam,
)
from modules.inrichting.models.huisstijl import HuisstijlStatus, Logo
from modules.inrichting.models.protocol import ProtocolStatus
from modules.inrichting.models.teammodel import TeammodelStatus
from modules.inrichting.rules.huisstijl import Keuze, ontwerp
from modules.inrichting.rules.instellingsoort import Keuze as JaNee
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.protocol import standaardmatrix
from modules.inrichting.rules.varianten import VARIANTEN

_OPENINGSTIJDEN = "Maandag tot en met vrijdag, van 9.00 tot 12.00 uur"


@transaction.atomic
def standaard_inrichting(*, variant: str, by: Gebruiker | None, at: datetime) -> Wijkteam:
    """Give a gemeente one team, its team model in use, modules, words and house style; return the team.

    :raises ValueError: `variant` is none of the four.
    """
    team = begin_teammodel(variant=variant, by=by, at=at)
    begin_modules(at=at)
    return team


@transaction.atomic
def begin_teammodel(*, variant: str, by: Gebruiker | None, at: datetime) -> Wijkteam:
    """Make the first team and version 1 of the team model, in use at once; return the team.

    A variant in which residents cannot come to the team gets a walk-in desk, so that the direct
    entrance is there from the first day (F033).

    :raises ValueError: `variant` is none of the four.
    """
    gekozen = Variant(variant)
    dag = localdate(at)
    team = Wijkteam.objects.create(naam="Wijkteam", vanaf=dag)
    model = Teammodel.objects.create(
        nummer=1,
        status=TeammodelStatus.ACTIEF,
        variant=gekozen.value,
        ingaat_op=dag,
        gemaakt_op=at,
        gewijzigd_op=at,
        gewijzigd_door=by,
        vastgesteld_op=at,
        vastgesteld_door=by,
        in_gebruik_op=at,
    )
    if VARIANTEN[gekozen].aanmelding_door_inwoner == JaNee.N:
        Inlooppunt.objects.create(naam="Inlooppunt", adres="Gemeentehuis", openingstijden=_OPENINGSTIJDEN)
    audit.record(
        "inrichting.begonnen", target=model, by=by, at=at, soort="maken", detail={"variant": gekozen.value}
    )
    begin_protocol(variant=gekozen, by=by, at=at)
    renew_stand(at=at)
    return team


@transaction.atomic
def begin_protocol(*, variant: str, by: Gebruiker | None, at: datetime) -> Informatieprotocol:
    """Make version 1 of the informatieprotocol: the default of the variant, in force at once.

    The one version that needs no approval: without it nobody could work on the first day. Returns the
    version in force when there is one already.
    """
    geldig: Informatieprotocol | None = Informatieprotocol.objects.geldig().first()
    if geldig is not None:
        return geldig
    protocol = Informatieprotocol.objects.create(
        nummer=1,
        status=ProtocolStatus.GELDIG,
        variant=Variant(variant).value,
        inhoud=standaardmatrix(variant).naar_json(),
        toelichting="De standaard waarmee elke gemeente begint.",
        gemaakt_op=at,
        gewijzigd_op=at,
        geldig_van=at,
    )
    detail = {"nummer": 1, "variant": protocol.variant}
    audit.record("inrichting.protocol.ingegaan", target=protocol, by=by, at=at, soort="maken", detail=detail)
    return protocol


@transaction.atomic
def begin_modules(*, at: datetime) -> None:
    """Switch every module on, and publish the look to begin with. The words are those of the product."""
    ModuleKeuze.objects.bulk_create(
        ModuleKeuze(code=code, aan=True, gewijzigd_op=at) for code in sorted(ALLE_MODULES)
    )
    _huisstijl(at=at)
    renew_stand(at=at)


def _huisstijl(*, at: datetime) -> None:
    start = STARTSTIJLEN["lindewaard"]
    gemaakt = ontwerp(Keuze(start["merk"], start["actie"], start["radius"]))
    Huisstijl.objects.create(
        nummer=1,
        status=HuisstijlStatus.GEPUBLICEERD,
        kleur_merk=start["merk"],
        kleur_actie=start["actie"],
        radius=start["radius"],
        logo=Logo.KEUKENTAFEL,
        tokens={"licht": gemaakt.licht, "donker": gemaakt.donker},
        gemaakt_op=at,
        gewijzigd_op=at,
        gepubliceerd_op=at,
    )
