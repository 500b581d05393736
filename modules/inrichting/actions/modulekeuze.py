"""Switching a law on and off (F007). Off hides it; its data stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy.grenzen import module_is_open
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import ModuleKeuze
from modules.inrichting.queries import botsingen_met_modules, modules_aan


class ModuleNodig(Refusal):
    """A choice in the team model needs this module."""


class GeenModuleOver(Refusal):
    """Without any law there is no work to record."""

    text = "Er moet minstens één module aan staan. Zet eerst een andere module aan."


class NietInContract(Refusal):
    text = "Deze module hoort niet bij jullie contract. Vraag de leverancier om haar aan te zetten."


@transaction.atomic
def set_module(*, code: str, aan: bool, versie: int, by: Gebruiker | None, at: datetime) -> None:
    """Switch a module.

    :raises ModuleNodig: a choice in the team model in use, planned or in concept needs it.
    :raises NietInContract: the supplier did not open this module for the gemeente.
    :raises GeenModuleOver: it is the last one that is on.
    :raises Verouderd: somebody switched it after `versie` was read (0: never switched).
    """
    if aan and not module_is_open(code):
        raise NietInContract
    rij = ModuleKeuze.objects.select_for_update().filter(code=code).first()
    if (rij.versie if rij else 0) != versie:
        raise Verouderd(huidig=rij)
    if not aan:
        _check_uit(code)
    rij = rij or ModuleKeuze(code=code, versie=0)
    rij.aan, rij.gewijzigd_op = aan, at
    rij.versie += 1
    rij.save()
    wat = "aangezet" if aan else "uitgezet"
    audit.record(f"inrichting.module.{wat}", target=rij, by=by, at=at, detail={"module": code})
    renew_stand(at=at)


def _check_uit(code: str) -> None:
    over = modules_aan() - {code}
    if not over:
        raise GeenModuleOver
    for botsing in botsingen_met_modules(over):
        raise ModuleNodig(botsing)
