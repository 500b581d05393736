"""What the console itself hangs in: who is being made ready, which gemeente's messages are late, the search."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import now

from tenants.console import schil
from tenants.console.models import Gemeentecijfer
from tenants.console.onderdelen import LANG
from tenants.console.rollen import LeverancierRol


def _wordt_klaargezet(request: HttpRequest) -> dict[str, Any] | None:
    from tenants.models import KlaarzetStap, Klaarzetting
    from tenants.overzicht import stappen_van

    lopend = list(Klaarzetting.objects.lopend(at=now()).order_by("begonnen_op"))
    if not lopend:
        return None
    eerste = lopend[0]
    stappen = stappen_van(eerste)
    nu = next((stap["nummer"] for stap in stappen if stap["is_nu"]), None)
    return {
        "werk": eerste,
        "stappen": stappen,
        "nu": nu or sum(stap["stand"] == "klaar" for stap in stappen),
        "aantal_stappen": len(KlaarzetStap),
        "meer": len(lopend) - 1,
    }


def _late_berichten() -> dict[UUID, schil.LetOp]:
    grens = int((now() - LANG).timestamp())
    laat = Gemeentecijfer.objects.filter(sleutel="berichten_sinds", waarde__gt=0, waarde__lt=grens)
    return {
        gemeente_id: schil.LetOp("let_op", "Berichten vertraagd")
        for gemeente_id in laat.values_list("gemeente_id", flat=True)
    }


def _zin_late_berichten() -> schil.Zindeel | None:
    aantal = len(_late_berichten())
    if not aantal:
        return None
    wie = "1 gemeente" if aantal == 1 else f"{aantal} gemeenten"
    return schil.Zindeel(
        f"Bij {wie}", "zijn berichten naar buiten vertraagd", f"{reverse('tenants:gemeenten')}?toon=let_op"
    )


def _zoek_gemeenten(tekst: str) -> list[tuple[str, str]]:
    from django.db.models import Q

    from tenants.models import Gemeente

    gevonden = Gemeente.objects.aanwezig().filter(
        Q(naam__icontains=tekst) | Q(cbs_code__iexact=tekst) | Q(slug__icontains=tekst)
    )
    return [
        (f"{naam} ({code})", reverse("tenants:gemeente", kwargs={"gemeente_id": pk}))
        for pk, naam, code in gevonden.order_by("naam").values_list("pk", "naam", "cbs_code")[:20]
    ]


def eigen_delen() -> None:
    """Hang them in."""
    schil.registreer_paneel(
        schil.Paneel(
            "klaarzetten",
            "console/_klaarzetten.html",
            _wordt_klaargezet,
            30,
            rollen=frozenset({LeverancierRol.BEHEERDER.value}),
        )
    )
    schil.registreer_let_op("berichten", _late_berichten)
    schil.registreer_zin("berichten", _zin_late_berichten)
    schil.registreer_zoeker("Gemeenten", _zoek_gemeenten)
