"""Background work: the gemeente is an explicit, checked argument; without it the body never runs (H32–H36).

No signal sets a scope here: Celery swallows errors of signals and would run the body anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from celery import Task, shared_task
from django.db import transaction
from sentry_sdk import set_tag

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.scope import GemeenteRef, in_gemeente, in_platform


class GeweigerdeTaak(Exception):
    """A task was started without a gemeente, for an unknown one, or for one that is closed."""


class BewaaktTaak(Task):
    """Base of every task: acknowledged late, one at a time, and outside any scope until it says where."""

    abstract = True
    acks_late = True
    reject_on_worker_lost = True
    ignore_result = True
    typing = False  # Celery would hold `gemeente_id` against the body, which never sees it
    soort: str | None = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        set_tag("taak", self.name)  # for an error report; nothing happens where none are sent
        if self.soort == "platform":
            with in_platform():
                return self.run(*args, **kwargs)
        if self.soort == "gemeente":
            gemeente = zoek_gemeente(kwargs.pop("gemeente_id", None))
            if gemeente is None:  # only with the seeded bug of H33
                return self.run(*args, **kwargs)
            set_tag("gemeente", gemeente.slug)
            with in_gemeente(gemeente):
                return self.run(*args, **kwargs)
        raise GeweigerdeTaak(f"De taak {self.name} zegt niet voor wie hij is.")

    def voor(self, gemeente: GemeenteRef, *args: Any, **kwargs: Any) -> None:
        """Enqueue for one gemeente, after the transaction commits. Arguments are ids, never content."""
        for waarde in (*args, *kwargs.values()):
            _controleer_argument(self.name, waarde)
        kwargs["gemeente_id"] = _geadresseerd_aan(gemeente)
        transaction.on_commit(lambda: self.apply_async(args=args, kwargs=kwargs))


def _geadresseerd_aan(gemeente: GemeenteRef) -> str:
    if zaaifouten.staat_aan("taak_voor_de_vorige"):  # one header object for all ticks (H36)
        return str(_vorige.setdefault("id", gemeente.id))
    return str(gemeente.id)


_vorige: dict[str, object] = {}
_ID = re.compile(r"[\w.:/-]{0,80}", re.ASCII)


def _controleer_argument(taak: str, waarde: object) -> None:
    """Refuse content in the broker (H37): a number, a moment or an id may travel, a sentence may not.

    :raises TypeError: it is something else.
    """
    if waarde is None or isinstance(waarde, int) or zaaifouten.staat_aan("taak_met_inhoud"):
        return
    if not (isinstance(waarde, str) and _ID.fullmatch(waarde)):
        raise TypeError(f"De taak {taak} krijgt alleen id's mee, geen inhoud.")


def zoek_gemeente(gemeente_id: object) -> GemeenteRef | None:
    """Return the open gemeente with this id.

    :raises GeweigerdeTaak: no id, an unknown one, or a gemeente that is not open.
    """
    if zaaifouten.staat_aan("taak_zonder_gemeente_mag"):
        return None
    if not isinstance(gemeente_id, str) or not gemeente_id:
        raise GeweigerdeTaak("Een taak zonder gemeente wordt niet uitgevoerd.")
    with in_platform():
        gemeente = adresboek.zoek_id(gemeente_id)
        if gemeente is None:
            adresboek.vergeet()
            gemeente = adresboek.zoek_id(gemeente_id)
    if gemeente is None:
        raise GeweigerdeTaak("Deze taak hoort bij een gemeente die er niet is.")
    if gemeente.stand != "actief":
        raise GeweigerdeTaak("Deze taak hoort bij een gemeente die gesloten is.")
    return gemeente


def alle_gemeenten() -> list[GemeenteRef]:
    """Return every open gemeente once, whatever the number of its addresses."""
    with in_platform():
        adresboek.vergeet()
        adresboek.zoek("")
        refs = {ref.id: ref for ref in adresboek.hosts.values() if ref.stand == "actief"}
    return sorted(refs.values(), key=lambda ref: ref.slug)


def gemeente_taak(**opties: Any) -> Callable[[Callable[..., Any]], Any]:
    """Make a task that runs inside one gemeente. Start it with `taak.voor(gemeente, …)`."""

    def maak(functie: Callable[..., Any]) -> Any:
        return shared_task(base=BewaaktTaak, soort="gemeente", **opties)(functie)

    return maak


def platform_taak(**opties: Any) -> Callable[[Callable[..., Any]], Any]:
    """Make a task of the platform itself. It sees which gemeenten there are and nothing of them."""

    def maak(functie: Callable[..., Any]) -> Any:
        return shared_task(base=BewaaktTaak, soort="platform", **opties)(functie)

    return maak
