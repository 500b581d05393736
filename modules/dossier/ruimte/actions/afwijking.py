"""Record a deviation, back it or not, and look back at what came of it (F102, F103)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from modules.dossier.actions.termijn import finish_met_gebeurtenis, start_termijnen
from modules.dossier.models import Casus, Huishouden
from modules.dossier.ruimte.actions.beleid import open_signaal
from modules.dossier.ruimte.actions.weigeringen import (
    AlGeantwoord,
    AlTeruggekeken,
    HulpGesloten,
    NietJezelf,
    Onvolledig,
    RedenOntbreekt,
    TerugkijkenLater,
    UitkomstOntbreekt,
)
from modules.dossier.ruimte.models import Afwijking, Regel
from modules.dossier.ruimte.rules.afwijking import STEUN, regelsleutel
from modules.dossier.ruimte.woorden import Steun
from modules.dossier.wetten import Termijnsoort

_VERPLICHT = ("belang", "waarom", "risico", "partners")


@transaction.atomic
def record_afwijking(
    *,
    huishouden: Huishouden,
    casus: Casus | None,
    gegevens: Mapping[str, Any],
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Afwijking:
    """Record it, ask the manager for backing, and ask policy when this rule is departed from again and again.

    :raises HulpGesloten: there is no running help. :raises Onvolledig: one of the facts is missing.
    :raises TerugkijkenLater: the day to look back is not still to come.
    """
    if id and (al := Afwijking.objects.filter(pk=id, huishouden=huishouden).first()):
        return al
    if casus is None:
        raise HulpGesloten
    titel = " ".join(str(gegevens["regel"]).split())[:160]
    sleutel = regelsleutel(titel)
    if not sleutel or not all(str(gegevens[veld]).strip() for veld in _VERPLICHT):
        raise Onvolledig
    vandaag = localdate(at)
    if gegevens["terugkijken_op"] <= vandaag:
        raise TerugkijkenLater
    regel, _ = Regel.objects.get_or_create(sleutel=sleutel, defaults={"titel": titel})
    regel = Regel.objects.select_for_update().get(pk=regel.pk)  # who comes second counts the first one too
    rij = Afwijking(
        huishouden=huishouden, casus=casus, regel=regel, soort=gegevens["soort"], voorstel=gegevens.get("voorstel", ""),
        **{veld: str(gegevens[veld]).strip() for veld in _VERPLICHT}, besloten_door=gegevens["besloten_door"],
        terugkijken_op=gegevens["terugkijken_op"], steun_uiterlijk=vandaag, gemaakt_door=by, gemaakt_op=at,
    )  # fmt: skip
    if id:
        rij.id = id
    soort = Termijnsoort(STEUN, "Steun voor een afwijking")
    termijnen = start_termijnen(casus=casus, melding=None, soorten=[soort], begin=vandaag, bron_id=rij.pk)
    rij.steun_uiterlijk = termijnen[0].einde
    rij.save(force_insert=True)
    _log("vastgelegd", rij, by, at, {"soort": rij.soort})
    open_signaal(regel=regel, at=at, by=by)
    return rij


@transaction.atomic
def back_afwijking(*, afwijking: Afwijking, steun: str, tekst: str, by: Any, at: datetime) -> Afwijking:
    """Say as the manager whether one stands behind it; no asks for a reason.

    :raises AlGeantwoord: somebody did. :raises NietJezelf: by who decided it. :raises RedenOntbreekt: no reason.
    """
    rij = _lock(afwijking)
    if rij.steun:
        raise AlGeantwoord
    if by.pk == rij.besloten_door_id:
        raise NietJezelf
    if steun != Steun.JA and not tekst.strip():
        raise RedenOntbreekt
    dag = localdate(at)
    rij.steun, rij.steun_tekst, rij.steun_door, rij.steun_op = Steun(steun), tekst.strip(), by, dag
    rij.save(update_fields=["steun", "steun_tekst", "steun_door", "steun_op"])
    finish_met_gebeurtenis(casus=rij.casus, sleutel=STEUN, op=dag, by=by, at=at, bron_id=rij.pk)
    _log("gesteund" if steun == Steun.JA else "niet_gesteund", rij, by, at, {})
    return rij


@transaction.atomic
def review_afwijking(*, afwijking: Afwijking, uitkomst: str, by: Any, at: datetime) -> Afwijking:
    """Write what came of it. :raises AlTeruggekeken: done already. :raises UitkomstOntbreekt: nothing said."""
    rij = _lock(afwijking)
    if rij.teruggekeken_op is not None:
        raise AlTeruggekeken
    if not uitkomst.strip():
        raise UitkomstOntbreekt
    rij.uitkomst, rij.teruggekeken_op, rij.teruggekeken_door = uitkomst.strip(), localdate(at), by
    rij.save(update_fields=["uitkomst", "teruggekeken_op", "teruggekeken_door"])
    _log("teruggekeken", rij, by, at, {})
    return rij


def _lock(afwijking: Afwijking) -> Afwijking:
    rij: Afwijking = (
        Afwijking.objects.select_for_update(of=("self",))
        .select_related("casus", "huishouden")
        .get(pk=afwijking.pk)
    )
    return rij


def _log(wat: str, rij: Afwijking, by: Any, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(
        f"ruimte.afwijking.{wat}", target=rij, by=by, at=at, huishouden_id=rij.huishouden_id, detail=detail
    )
