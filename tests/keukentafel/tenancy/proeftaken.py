"""Tasks that only write down that they ran, and where."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from keukentafel.tenancy import huidige_gemeente_of_geen
from keukentafel.tenancy.taken import gemeente_taak, platform_taak

GEDRAAID: list[tuple[str, str]] = []


def _noteer(naam: str) -> None:
    gemeente = huidige_gemeente_of_geen()
    GEDRAAID.append((naam, gemeente.slug if gemeente else "nergens"))


@gemeente_taak(name="proef.noteer")
def noteer(naam: str, *_: Any) -> None:
    _noteer(naam)


@gemeente_taak(name="proef.opnieuw", bind=True, max_retries=2, default_retry_delay=0)
def opnieuw(taak: Any, naam: str) -> None:
    """Runs again by itself once, as a task does when the other side is away."""
    _noteer(naam)
    if taak.request.retries == 0:
        raise taak.retry(args=[naam], kwargs={"gemeente_id": str(huidige_gemeente_of_geen().id)}, countdown=0)  # type: ignore[union-attr]


@platform_taak(name="proef.platform")
def op_platform(naam: str) -> None:
    _noteer(naam)


@shared_task(name="proef.kaal")
def kaal(naam: str) -> None:
    """A task that never said for whom it is."""
    _noteer(naam)
