"""Write down how a part of the platform was: one line a day, and what it was last."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from keukentafel.tenancy import in_platform
from tenants.console.models import Gemeentecijfer, Gezondheidsdag, Gezondheidsstand
from tenants.console.onderdelen import Onderdeel, Uitkomst, op_volgorde
from tenants.console.rules.gezondheid import gemiste_beurten

BEWAAR = timedelta(days=400)


def meet_alles(*, at: datetime) -> int:
    """Measure each part that can be asked; return how many that were. A part that breaks is `stuk`."""
    gemeten = 0
    for onderdeel in op_volgorde():
        if onderdeel.meet is None:
            continue
        try:
            with in_platform():
                uitkomst: Uitkomst | None = onderdeel.meet(at)
        except Exception as fout:  # what is measured may break in any way, and that is the news
            uitkomst = Uitkomst("stuk", f"meten mislukt: {type(fout).__name__}")
        if uitkomst is None:
            _nog_niet(onderdeel)
            continue
        noteer_meting(onderdeel=onderdeel.sleutel, uitkomst=uitkomst, at=at)
        gemeten += 1
    with in_platform():
        Gezondheidsdag.objects.filter(dag__lt=localdate(at) - BEWAAR).delete()
    return gemeten


def _nog_niet(onderdeel: Onderdeel) -> None:
    """Take back what was said of a part that could not be measured yet."""
    if onderdeel.nog_niet:
        with in_platform():
            Gezondheidsstand.objects.filter(onderdeel=onderdeel.sleutel).delete()


def noteer_meting(*, onderdeel: str, uitkomst: Uitkomst, at: datetime, gemist: int = 0) -> None:
    """Add one measurement to its day; `gemist` turns in which nobody measured count as broken."""
    with in_platform(), transaction.atomic():
        dag, _ = Gezondheidsdag.objects.get_or_create(onderdeel=onderdeel, dag=localdate(at))
        erbij = {uitkomst.niveau: F(uitkomst.niveau) + 1}
        if gemist:
            erbij["stuk"] = F("stuk") + gemist + int(uitkomst.niveau == "stuk")
        Gezondheidsdag.objects.filter(pk=dag.pk).update(
            metingen=F("metingen") + 1 + gemist, som_ms=F("som_ms") + uitkomst.ms, **erbij
        )
        Gezondheidsstand.objects.update_or_create(
            onderdeel=onderdeel,
            defaults={"niveau": uitkomst.niveau, "tekst": uitkomst.tekst[:120], "gemeten_op": at},
        )


TAAK_TRAAG = timedelta(minutes=1)
TAAK_STUK = timedelta(minutes=10)


def noteer_klop(*, gestuurd: datetime, at: datetime, wachtrij: int) -> None:
    """Write how long a task waited for a worker. Turns that nobody measured were a standstill."""
    wachttijd = max(at - gestuurd, timedelta(0))
    niveau = "goed" if wachttijd < TAAK_TRAAG else "vertraagd" if wachttijd < TAAK_STUK else "stuk"
    with in_platform():
        vorige = (
            Gezondheidsstand.objects.filter(onderdeel="taken").values_list("gemeten_op", flat=True).first()
        )
    vandaag = None if vorige is None or localdate(vorige) != localdate(at) else vorige
    uitkomst = Uitkomst(niveau, f"wachtrij {wachtrij}", round(wachttijd.total_seconds() * 1000))  # type: ignore[arg-type]
    noteer_meting(onderdeel="taken", uitkomst=uitkomst, at=at, gemist=gemiste_beurten(vandaag, at))


def noteer_cijfers(*, gemeente_id: UUID, cijfers: dict[str, int], at: datetime) -> None:
    """Put down what a gemeente counted of itself, in the place of what it counted before."""
    with in_platform(), transaction.atomic():
        for sleutel, waarde in cijfers.items():
            Gemeentecijfer.objects.update_or_create(
                gemeente_id=gemeente_id, sleutel=sleutel, defaults={"waarde": waarde, "geteld_op": at}
            )
