"""Agree on a contract, change what it holds, and record how many people live in a gemeente."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from billing.models import Contract, Contractmodule, Inwonertal, Module, Tarief
from keukentafel.errors import Refusal, Verouderd
from keukentafel.tenancy import in_platform
from tenants.models import Gemeente
from tenants.platformboek import noteer


class TariefGeldtNiet(Refusal):
    text = "Dit tarief geldt niet op de begindatum van het contract. Kies een ander tarief."


class ContractLooptAl(Refusal):
    text = "Deze gemeente heeft in deze periode al een contract."


class ModuleLooptAl(Refusal):
    text = "Deze module zit in deze periode al in het contract."


class BuitenContract(Refusal):
    text = "Kies een datum binnen de looptijd van het contract."


class BasisBlijft(Refusal):
    text = "De basis hoort bij elk contract. Laat het contract zelf eindigen."


def sluit_contract(
    *, gemeente: Gemeente, modules: frozenset[str], by: Any, at: datetime, **velden: Any
) -> Contract:
    """Make a contract with its modules from the first day; the basis always comes with it.

    :raises TariefGeldtNiet: the price list is not fixed, or not of that day.
    :raises ContractLooptAl: there is one in this period.
    """
    _controleer_tarief(velden["tarief"], velden["begin"])
    with in_platform(), transaction.atomic():
        Gemeente.objects.select_for_update(no_key=True).only("pk").get(pk=gemeente.pk)
        try:
            with transaction.atomic():
                contract = Contract.objects.create(
                    gemeente=gemeente, nummer=_volgend_nummer(), aangemaakt_op=at, **velden
                )
        except IntegrityError as fout:
            raise ContractLooptAl from fout
        Contractmodule.objects.bulk_create(
            Contractmodule(contract=contract, module=module, van=contract.begin)
            for module in sorted({Module.BASIS.value, *modules})
        )
        _boek("facturatie.contract", contract, by, at, soort="C", nummer=contract.nummer)
        return contract


def wijzig_contract(*, contract: Contract, versie: int, by: Any, at: datetime, **velden: Any) -> Contract:
    """Change the facts of a contract. What was billed for other facts is settled by the next invoice.

    :raises Verouderd: somebody else changed it first.
    :raises ContractLooptAl: another contract lies in this period.
    """
    with in_platform(), transaction.atomic():
        rij = Contract.objects.select_for_update().get(pk=contract.pk)
        if rij.versie != versie:
            raise Verouderd(huidig=rij)
        anders = sorted(naam for naam, waarde in velden.items() if getattr(rij, naam) != waarde)
        _controleer_tarief(velden.get("tarief", rij.tarief), velden.get("begin", rij.begin))
        begon = rij.begin
        for naam in anders:
            setattr(rij, naam, velden[naam])
        rij.versie += 1
        try:
            with transaction.atomic():
                rij.save()
                _laat_modules_meegaan(rij, begon)
        except IntegrityError as fout:
            raise ContractLooptAl from fout
        _boek("facturatie.contract_gewijzigd", rij, by, at, velden=anders)
        return rij


def _laat_modules_meegaan(contract: Contract, begon: date) -> None:
    """Let modules that began with the contract begin with it still: another first day is one for them too."""
    if contract.begin != begon:
        mee = contract.modules.filter(Q(tot=None) | Q(tot__gt=contract.begin), van=begon)
        mee.update(van=contract.begin)


def begin_module(*, contract: Contract, module: str, van: date, by: Any, at: datetime) -> Contractmodule:
    """Add a module from a day on, also a day that was billed before: the next invoice settles it.

    :raises BuitenContract: the contract does not run on that day.
    :raises ModuleLooptAl: it is in the contract then, or later.
    """
    with in_platform(), transaction.atomic():
        rij = Contract.objects.select_for_update().get(pk=contract.pk)
        if van < rij.begin or (rij.einde and van >= rij.einde):
            raise BuitenContract
        try:
            with transaction.atomic():
                nieuw = Contractmodule.objects.create(contract=rij, module=module, van=van)
        except IntegrityError as fout:
            raise ModuleLooptAl from fout
        _boek("facturatie.module_begonnen", rij, by, at, module=module, van=van.isoformat())
        return nieuw


def stop_module(*, regel: Contractmodule, tot: date, by: Any, at: datetime) -> None:
    """Let a module stop: `tot` is the first day without it.

    :raises BasisBlijft: the basis stops with the contract.
    :raises BuitenContract: the day is not after the first day of the module.
    """
    if regel.module == Module.BASIS:
        raise BasisBlijft
    with in_platform(), transaction.atomic():
        contract = Contract.objects.select_for_update().get(pk=regel.contract_id)
        rij = Contractmodule.objects.get(pk=regel.pk)
        if tot <= rij.van or (contract.einde and tot > contract.einde):
            raise BuitenContract
        rij.tot = tot
        rij.save(update_fields=["tot"])
        _boek("facturatie.module_gestopt", contract, by, at, module=rij.module, tot=tot.isoformat())


def leg_inwonertal_vast(
    *, gemeente: Gemeente, jaar: int, aantal: int, bron: str, by: Any, at: datetime
) -> Inwonertal:
    """Record the number of people on 1 January of a year. A number that comes late is settled by itself."""
    with in_platform(), transaction.atomic():
        rij, _ = Inwonertal.objects.update_or_create(
            gemeente=gemeente, jaar=jaar, defaults={"aantal": aantal, "bron": bron}
        )
        noteer(
            "facturatie.inwonertal",
            at=at,
            by=by,
            target=gemeente,
            detail={"jaar": jaar, "aantal": aantal, "bron": bron},
        )
        return rij


def _controleer_tarief(tarief: Tarief, begin: date) -> None:
    einde = tarief.geldig_tot
    if not tarief.is_vastgesteld or begin < tarief.geldig_van or (einde is not None and begin >= einde):
        raise TariefGeldtNiet


def _volgend_nummer() -> str:
    """Return the next number; two who make a contract at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('billing.contractnummer'))")
    return f"K{Contract.objects.count() + 1:05}"


def _boek(
    gebeurtenis: str, contract: Contract, by: Any, at: datetime, *, soort: str = "U", **detail: Any
) -> None:
    noteer(gebeurtenis, at=at, by=by, target=contract.gemeente, soort=soort, detail=detail)
