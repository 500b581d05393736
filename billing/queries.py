"""Questions about contracts and invoices. All of them run in the scope of the platform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, DateField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, TruncDate

from billing.betaalstand import Betaalstand
from billing.models import (
    Afzender,
    Betaling,
    Contract,
    Contractmodule,
    Factuur,
    Factuurregel,
    Herinnering,
    Indexering,
    Inwonertal,
    Kortingsoort,
    Leesbesluit,
    Regelsoort,
    Tarief,
)
from billing.rules.concept import Geboekt
from billing.rules.prijs import Moduletijd, Prijsfeiten
from billing.rules.termijnen import Termijn, verrekenen_vanaf
from keukentafel.tenancy import in_platform
from tenants.models import Contracteinde


def met_stand(facturen: QuerySet[Any]) -> QuerySet[Any]:
    """Add what was paid, what was credited and what is still open, in cents."""
    betaald = _som(Betaling.objects.filter(factuur=OuterRef("pk")), "factuur", "bedrag_centen")
    gecrediteerd = _som(Factuur.objects.filter(betreft=OuterRef("pk")), "betreft", "totaal_centen")
    return facturen.annotate(betaald_centen=betaald, gecrediteerd_centen=gecrediteerd).annotate(
        openstaand_centen=F("totaal_centen") + F("gecrediteerd_centen") - F("betaald_centen")
    )


def _som(rijen: QuerySet[Any], per: str, veld: str) -> Coalesce:
    som = rijen.order_by().values(per).annotate(som=Sum(veld)).values("som")
    return Coalesce(Subquery(som, output_field=BigIntegerField()), Value(0), output_field=BigIntegerField())


def modules_in_contract(gemeente_id: UUID, dag: date) -> frozenset[str]:
    """Return the modules that a gemeente takes on a day; none without a contract."""
    with in_platform():
        rijen = Contractmodule.objects.filter(
            Q(tot=None) | Q(tot__gt=dag),
            Q(contract__einde=None) | Q(contract__einde__gt=dag),
            contract__gemeente=gemeente_id,
            contract__begin__lte=dag,
            van__lte=dag,
        )
        return frozenset(rijen.values_list("module", flat=True))


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that the next invoice of a contract is reckoned from; lines from `vanaf` on are in it."""

    contract: Contract
    feiten: Prijsfeiten
    geboekt: tuple[Geboekt, ...]
    startkosten_over: int
    nagekeken: frozenset[tuple[date, str]] = frozenset()
    facturen: tuple[Factuur, ...] = field(default=(), compare=False)
    vanaf: date = date.min
    weg_sinds: date | None = None
    """The last day of a gemeente that left while her contract has no end: nothing is billed on a guess."""


def contracten_voor_facturatie() -> QuerySet[Contract]:
    """Return contracts with their prices and modules: a fixed number of queries."""
    return (
        Contract.objects.select_related("gemeente", "tarief")
        .defer("gemeente__sleutel")
        .annotate(laatste_dag=_laatste_dag())
        .prefetch_related("modules", "tarief__regels", "tarief__kortingen", "nagekeken")
    )


def _laatste_dag() -> Coalesce:
    """Return the last day of a gemeente that closed because she leaves, or that was destroyed; else nothing."""
    einde = Contracteinde.objects.filter(gemeente=OuterRef("gemeente"), gesloten_op__isnull=False)
    einde = einde.exclude(stand=Contracteinde.Stand.INGETROKKEN).order_by("-aangezegd_op")
    return Coalesce(
        Subquery(einde.values("einddatum")[:1]), TruncDate("gemeente__beeindigd_op"), output_field=DateField()
    )


def dossiers(contracten: Iterable[Contract], *, maand: date | None = None) -> list[Dossier]:
    """Read what the invoices of these contracts are reckoned from; four queries besides their own.

    With `maand` a dossier holds the invoices of that month only: what a list shows. Lines of longer ago than
    is settled are not read, so a contract of thirty years is no more work than one of six.
    """
    lijst, vanaf = list(contracten), verrekenen_vanaf(maand) if maand else date.min
    indexen = dict(Indexering.objects.values_list("jaar", "honderdsten"))
    inwoners: dict[UUID, dict[int, int]] = {}
    rijen = Inwonertal.objects.filter(gemeente__in=[contract.gemeente_id for contract in lijst])
    for gemeente, jaar, aantal in rijen.values_list("gemeente_id", "jaar", "aantal"):
        inwoners.setdefault(gemeente, {})[jaar] = aantal
    geboekt, start = _geboekt(lijst, vanaf=vanaf)
    facturen = Factuur.objects.filter(contract__in=lijst).defer("afzender", "afnemer").order_by("nummer")
    per_contract: dict[UUID, list[Factuur]] = {}
    for factuur in facturen if maand is None else facturen.filter(maand=maand):
        per_contract.setdefault(factuur.contract_id, []).append(factuur)
    return [
        Dossier(
            contract=contract,
            feiten=_feiten(contract, indexen, inwoners.get(contract.gemeente_id, {})),
            geboekt=tuple(geboekt.get(contract.pk, ())),
            startkosten_over=contract.tarief.startkosten_centen - start.get(contract.pk, 0),
            nagekeken=frozenset((rij.maand, rij.vingerafdruk) for rij in contract.nagekeken.all()),
            facturen=tuple(per_contract.get(contract.pk, ())),
            vanaf=vanaf,
            weg_sinds=contract.laatste_dag if contract.einde is None else None,  # type: ignore[attr-defined]
        )
        for contract in lijst
    ]


def _geboekt(contracten: list[Contract], *, vanaf: date) -> tuple[dict[UUID, list[Geboekt]], dict[UUID, int]]:
    """Return the lines of invoices that stand, per contract, and the start fee that was billed.

    An invoice that was taken back whole does not count. A part that was taken back changes nothing here: it
    is a decision of its own, that the next invoice must not undo.
    """
    rijen = (
        Factuurregel.objects.filter(
            Q(termijn_van__gte=vanaf) | Q(soort=Regelsoort.STARTKOSTEN),
            factuur__contract__in=contracten,
            factuur__betreft=None,
        )
        .exclude(factuur__in=Factuur.objects.filter(crediteringen__is_deel=False))
        .order_by("factuur__jaar", "factuur__volgnummer", "nummer")
        .values_list(
            "factuur__contract_id",
            "soort",
            "module",
            "termijn_van",
            "termijn_tot",
            "bedrag_centen",
            KT("grondslag__stukken"),
        )
    )
    geboekt: dict[UUID, list[Geboekt]] = {}
    start: dict[UUID, int] = {}
    for contract, soort, module, van, tot, centen, stukken in rijen:
        if soort == Regelsoort.STARTKOSTEN:
            start[contract] = start.get(contract, 0) + centen
        else:
            regel = Geboekt(module, Termijn(van, tot), centen, soort == Regelsoort.CORRECTIE, stukken)
            geboekt.setdefault(contract, []).append(regel)
    return geboekt, start


def _feiten(contract: Contract, indexen: Mapping[int, int], inwoners: Mapping[int, int]) -> Prijsfeiten:
    tarief: Tarief = contract.tarief
    prijzen: dict[str, list[tuple[int, int]]] = {}
    for regel in tarief.regels.all():
        prijzen.setdefault(regel.module, []).append((regel.vanaf_inwoners, regel.jaarbedrag_centen))
    kortingen = {
        soort: tuple((rij.vanaf, rij.honderdsten) for rij in tarief.kortingen.all() if rij.soort == soort)
        for soort in Kortingsoort.values
    }
    return Prijsfeiten(
        begin=contract.begin,
        einde=contract.einde,
        tariefjaar=tarief.geldig_van.year,
        modules=tuple(Moduletijd(rij.module, rij.van, rij.tot) for rij in contract.modules.all()),
        prijzen={module: tuple(banden) for module, banden in prijzen.items()},
        inwoners=inwoners,
        indexen=indexen,
        volgt_index=contract.indexeren,
        kortingen_modules=kortingen[Kortingsoort.MODULES],
        kortingen_jaren=kortingen[Kortingsoort.CONTRACTJAAR],
    )


def afzender() -> Afzender | None:
    """Return who sends the invoices; None before somebody filled it in."""
    return Afzender.objects.first()


def dossier_van(contract_id: UUID, *, maand: date | None = None) -> Dossier | None:
    """Return what the next invoice of one contract is reckoned from; None when there is no such contract."""
    gevonden = dossiers(contracten_voor_facturatie().filter(pk=contract_id), maand=maand)
    return gevonden[0] if gevonden else None


def lees_betaalstanden() -> dict[UUID, Betaalstand]:
    """Return who was reminded and still did not pay, and whose inrichting is read only; in two queries."""
    with in_platform():
        redenen = dict(Leesbesluit.objects.filter(ingetrokken_op=None).values_list("gemeente_id", "reden"))
        herinnerd = met_stand(Factuur.objects.filter(pk__in=Herinnering.objects.values("factuur"))).filter(
            openstaand_centen__gt=0
        )
        per: dict[UUID, list[tuple[date, int]]] = {}
        for gemeente, dag, centen in herinnerd.values_list("gemeente_id", "vervaldatum", "openstaand_centen"):
            per.setdefault(gemeente, []).append((dag, centen))
    return {
        gemeente: Betaalstand(
            aantal=len(per.get(gemeente, [])),
            openstaand_centen=sum(centen for _, centen in per.get(gemeente, [])),
            oudste=min((dag for dag, _ in per.get(gemeente, [])), default=None),
            leest_reden=redenen.get(gemeente, ""),
        )
        for gemeente in {*per, *redenen}
    }
