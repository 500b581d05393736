"""Host → gemeente: the whole directory in memory, read again every few seconds.

It holds names and addresses of gemeenten, never a person. An unknown host costs no query.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from keukentafel.tenancy.scope import GemeenteRef

_HOST = re.compile(
    r"\A([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)(?::\d{1,5})?\Z"
)


def schone_host(ruw: str) -> str | None:
    """Return the host of a Host header without its port, or None when it is no plain host name.

    Upper case is folded; a trailing dot, `@`, a comma or any other spelling is refused (H26).
    """
    gevonden = _HOST.match(ruw.strip().lower())
    return gevonden.group(1) if gevonden else None


@dataclass(slots=True)
class Adresboek:
    """A snapshot of all hosts; `houdbaar` seconds old at most."""

    lader: Callable[[], Mapping[str, GemeenteRef]]
    houdbaar: float = 5.0
    klok: Callable[[], float] = time.monotonic
    bijlagen: dict[str, Callable[[], Any]] = field(default_factory=dict)
    """What else everybody must know within seconds and is no question of a page (an incident)."""
    _hosts: Mapping[str, GemeenteRef] = field(default_factory=dict)
    _bijgelezen: dict[str, Any] = field(default_factory=dict)
    _tot: float = float("-inf")

    def zoek(self, host: str) -> GemeenteRef | None:
        """Return the gemeente at `host`, or None."""
        nu = self.klok()
        if nu >= self._tot:
            self._hosts = self.lader()
            self._bijgelezen = {naam: lees() for naam, lees in self.bijlagen.items()}
            self._tot = nu + self.houdbaar
        return self._hosts.get(host)

    def zoek_id(self, gemeente_id: str) -> GemeenteRef | None:
        """Return the gemeente with this id, or None."""
        self.zoek("")
        return next((ref for ref in self._hosts.values() if str(ref.id) == gemeente_id), None)

    @property
    def hosts(self) -> Mapping[str, GemeenteRef]:
        """The snapshot as it is."""
        return self._hosts

    def bijlage(self, naam: str) -> Any:
        """Return what was read along under this name; None before the first time."""
        return self._bijgelezen.get(naam)

    def vergeet(self) -> None:
        """Read again at the next question (after a change in this process)."""
        self._tot = float("-inf")


def _geen() -> Mapping[str, GemeenteRef]:
    return {}


adresboek = Adresboek(lader=_geen)
