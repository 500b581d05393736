"""What billing hangs in the console: its line in the menu, its panel, its part of a gemeente's page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from billing.models import Contract, Factuur, Leesbesluit, Soort
from billing.overzicht import eerste_van, groepen, maandregels
from billing.queries import afzender, contracten_voor_facturatie, dossiers, met_stand
from billing.rules.woorden import naam
from billing.views.gemeen import maandnaam
from tenants.console import schil
from tenants.console.rollen import LeverancierRol

_GELD = frozenset({LeverancierRol.BEHEERDER.value, LeverancierRol.FINANCIEEL.value})


def registreer() -> None:
    """Hang billing in the console."""
    schil.registreer_menupunt(schil.Menupunt("facturatie", "Facturatie", "billing:maand", "receipt", 60))
    schil.registreer_paneel(schil.Paneel("facturatie", "billing/_paneel.html", _paneel, 60, rollen=_GELD))
    schil.registreer_gemeentedeel(
        schil.Gemeentedeel(
            "contract", "Contract en facturen", "billing/_gemeentedeel.html", _deel, 30, rollen=_GELD
        )
    )
    schil.registreer_let_op("facturatie", _let_op)
    schil.registreer_zoeker("facturen", _zoek)


def _paneel(request: HttpRequest) -> dict[str, Any] | None:
    maand = eerste_van(localdate())
    regels = maandregels(
        dossiers(contracten_voor_facturatie(), maand=maand),
        maand=maand,
        heeft_afzender=afzender() is not None,
    )
    return {"kop": f"Facturatie {maandnaam(maand).split()[0]}", "groepen": groepen(regels)}


def _deel(request: HttpRequest, gemeente: Any) -> dict[str, Any] | None:
    vandaag = localdate()
    contracten = list(
        Contract.objects.filter(gemeente=gemeente.pk)
        .select_related("tarief")
        .prefetch_related("modules")
        .order_by("-begin")
    )
    loopt = next((rij for rij in contracten if rij.einde is None or rij.einde > vandaag), None)
    open_ = met_stand(Factuur.objects.filter(gemeente=gemeente.pk, soort=Soort.FACTUUR)).filter(
        openstaand_centen__gt=0
    )
    bedragen = list(open_.values_list("openstaand_centen", "vervaldatum"))
    return {
        "gemeente": gemeente,
        "contract": loopt,
        "modules": [
            naam(regel.module) for regel in loopt.modules.all() if regel.tot is None or regel.tot > vandaag
        ]
        if loopt
        else [],
        "open": sum(centen for centen, _ in bedragen),
        "te_laat": sum(centen for centen, vervalt in bedragen if vervalt < vandaag),
    }


def _let_op() -> dict[UUID, schil.LetOp]:
    lezen = Leesbesluit.objects.filter(ingetrokken_op=None).values_list("gemeente_id", flat=True)
    return {gemeente: schil.LetOp("let_op", "Inrichting alleen lezen") for gemeente in lezen}


def _zoek(tekst: str) -> list[tuple[str, str]]:
    rijen = (
        Factuur.objects.filter(nummer__icontains=tekst)
        .select_related("gemeente")
        .defer("gemeente__sleutel")[:5]
    )
    return [
        (
            f"{Soort(rij.soort).label} {rij.nummer}, {rij.gemeente.naam}",
            reverse("billing:factuur", args=[rij.pk]),
        )
        for rij in rijen
    ]
