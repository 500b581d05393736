"""What the supplier agreed with a gemeente: limits and modules, whom to call, with whom she works together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from keukentafel.errors import Refusal, Verouderd
from keukentafel.tenancy.adresboek import adresboek
from tenants.models import Contactpersoon, Deelname, Gemeente, LeverancierAccount, Samenwerking
from tenants.overzicht import MODULENAMEN
from tenants.platformboek import noteer

GRENZEN = ("modules_open", "max_accounts", "max_opslag_mb", "max_api_per_minuut")
ALLE_MODULES = tuple(MODULENAMEN)

Contractbron = Callable[[UUID, date], frozenset[str]]
_contractbron: list[Contractbron] = []


class BuitenContract(Refusal):
    """A module was opened that the contract does not hold."""


class GeenModule(Refusal):
    text = "Laat minstens één module open."


class AlDeelnemer(Refusal):
    text = "Deze gemeente doet al mee aan deze samenwerking."


def registreer_contractbron(bron: Contractbron) -> None:
    """Tell which modules the contract of a gemeente holds on a day; empty is: there is no contract."""
    _contractbron[:] = [bron]


def modules_in_contract(gemeente_id: UUID, dag: date) -> frozenset[str]:
    """Return the modules that may be opened: those of the contract, or all without one.

    A contract with nothing but the basis is a contract: it opens none.
    """
    in_contract = _contractbron[0](gemeente_id, dag) if _contractbron else frozenset()
    return in_contract & frozenset(ALLE_MODULES) if in_contract else frozenset(ALLE_MODULES)


def grenzen_nu(gemeente: Gemeente) -> dict[str, Any]:
    """Return the limits as they stand: what a form shows and what it may not overwrite unseen."""
    return {naam: getattr(gemeente, naam) for naam in GRENZEN}


@transaction.atomic
def zet_grenzen(
    *,
    gemeente: Gemeente,
    gezien: dict[str, Any],
    modules: frozenset[str],
    max_accounts: int | None,
    max_opslag_mb: int | None,
    max_api_per_minuut: int | None,
    by: LeverancierAccount,
    at: datetime,
) -> None:
    """Set the limits. Fewer than is in use takes nothing away; it stops growing.

    :raises BuitenContract: a module is not in the contract.
    :raises GeenModule: none would be left, and the contract holds some.
    :raises Verouderd: somebody changed them since they were shown.
    """
    rij = Gemeente.objects.select_for_update().defer("sleutel").get(pk=gemeente.pk)
    if grenzen_nu(rij) != gezien:
        raise Verouderd(huidig=rij)
    in_contract = modules_in_contract(rij.pk, localdate(at))
    if not modules and in_contract:
        raise GeenModule
    buiten = modules - in_contract
    if buiten:
        namen = ", ".join(sorted(MODULENAMEN.get(code, code) for code in buiten))
        raise BuitenContract(f"Dit staat niet in het contract: {namen}.")
    rij.modules_open = None if modules == frozenset(ALLE_MODULES) else sorted(modules)
    rij.max_accounts, rij.max_opslag_mb, rij.max_api_per_minuut = (
        max_accounts,
        max_opslag_mb,
        max_api_per_minuut,
    )
    rij.save(update_fields=list(GRENZEN))
    noteer(
        "gemeente.grenzen.gewijzigd",
        at=at,
        by=by,
        target=rij,
        detail={"van": gezien, "naar": grenzen_nu(rij)},
    )
    adresboek.vergeet()


@transaction.atomic
def bewaar_contactpersoon(
    *, gemeente: Gemeente, persoon: Contactpersoon, gezien: datetime | None, by: LeverancierAccount, at: datetime
) -> None:  # fmt: skip
    """Keep a new or changed contact. The logboek says that there is one, never who.

    :raises Verouderd: somebody changed it since it was shown.
    """
    nieuw = gezien is None
    if not nieuw:
        huidig = Contactpersoon.objects.select_for_update().get(pk=persoon.pk, gemeente=gemeente)
        if huidig.gewijzigd_op != gezien:
            raise Verouderd(huidig=huidig)
    persoon.gemeente, persoon.gewijzigd_op = gemeente, at
    persoon.save()
    wat = "toegevoegd" if nieuw else "gewijzigd"
    noteer(f"gemeente.contact.{wat}", at=at, by=by, target=gemeente, detail={"rol": persoon.rol})


@transaction.atomic
def verwijder_contactpersoon(*, persoon: Contactpersoon, by: LeverancierAccount, at: datetime) -> None:
    """Forget a contact."""
    noteer(
        "gemeente.contact.verwijderd",
        at=at,
        by=by,
        target=persoon.gemeente,
        soort="D",
        detail={"rol": persoon.rol},
    )
    persoon.delete()


@transaction.atomic
def neem_deel(*, gemeente: Gemeente, naam: str, by: LeverancierAccount, at: datetime) -> Samenwerking:
    """Note that a gemeente takes part in a samenwerking, which is made when it is new.

    :raises AlDeelnemer: it does so already.
    """
    naam = " ".join(naam.split())
    samen = Samenwerking.objects.filter(naam__iexact=naam).first() or Samenwerking.objects.create(naam=naam)
    if Deelname.objects.filter(samenwerking=samen, gemeente=gemeente).exists():
        raise AlDeelnemer
    Deelname.objects.create(samenwerking=samen, gemeente=gemeente)
    noteer("gemeente.samenwerking.begonnen", at=at, by=by, target=gemeente, detail={"met": samen.naam})
    return samen


@transaction.atomic
def stop_deelname(*, deelname: Deelname, by: LeverancierAccount, at: datetime) -> None:
    """Note that a gemeente stops; a samenwerking without gemeenten is gone."""
    samen = deelname.samenwerking
    noteer(
        "gemeente.samenwerking.gestopt", at=at, by=by, target=deelname.gemeente, detail={"met": samen.naam}
    )
    deelname.delete()
    if not samen.deelnames.exists():
        samen.delete()


def partners(gemeente: Gemeente) -> list[dict[str, Any]]:
    """Return the samenwerkingen of a gemeente with the others in them, in one query."""
    rijen = (
        Deelname.objects.filter(samenwerking__deelnames__gemeente=gemeente)
        .annotate(samen=F("samenwerking__naam"), wie=F("gemeente__naam"))
        .order_by("samen", "wie")
        .values_list("pk", "samen", "gemeente_id", "wie")
    )
    gevonden: dict[str, dict[str, Any]] = {}
    for pk, samen, gemeente_id, wie in rijen:
        deel = gevonden.setdefault(samen, {"naam": samen, "anderen": [], "deelname": None})
        if gemeente_id == gemeente.pk:
            deel["deelname"] = pk
        else:
            deel["anderen"].append((gemeente_id, wie))
    return list(gevonden.values())
