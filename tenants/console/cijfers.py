"""Numbers that a gemeente counts of itself, in its own task; only the number leaves it. Never of a person.

An upper floor adds one with `registreer_cijfer`; `tenants.actions.tellen` asks them all every ten minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Min

from keukentafel.outbox.models import Stand, Uitgaand
from keukentafel.uitgaand.models import Bezorging, Bezorgstand

_cijfers: dict[str, Callable[[datetime], int]] = {}


def registreer_cijfer(sleutel: str, functie: Callable[[datetime], int]) -> None:
    """Let a number be counted in each gemeente, in its own scope; once.

    :raises ValueError: this key is counted already.
    """
    if sleutel in _cijfers:
        raise ValueError(f"Het cijfer {sleutel} wordt al geteld.")
    _cijfers[sleutel] = functie


def tel_cijfers(at: datetime) -> dict[str, int]:
    """Count everything of the gemeente that is current."""
    return {sleutel: functie(at) for sleutel, functie in _cijfers.items()}


def _berichten_wachten(at: datetime) -> int:
    return (
        Bezorging.objects.filter(stand=Bezorgstand.WACHT).count()
        + Uitgaand.objects.filter(stand=Stand.WACHT).count()
    )


def _berichten_sinds(at: datetime) -> int:
    """Since when the oldest message waits, in seconds of the epoch; 0 when none does."""
    bezorging = Bezorging.objects.filter(stand=Bezorgstand.WACHT).aggregate(op=Min("sinds"))["op"]
    post = Uitgaand.objects.filter(stand=Stand.WACHT, aangemaakt_op__lte=at).aggregate(
        op=Min("aangemaakt_op")
    )
    momenten = [op for op in (bezorging, post["op"]) if op is not None]
    return int(min(momenten).timestamp()) if momenten else 0


def eigen_cijfers() -> None:
    """Register what the platform itself looks at: the messages on their way out."""
    registreer_cijfer("berichten_wachten", _berichten_wachten)
    registreer_cijfer("berichten_sinds", _berichten_sinds)
