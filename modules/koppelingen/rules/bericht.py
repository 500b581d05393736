"""A message of the Notificaties API (consumer 1.0): what it must hold, and nothing more is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

_TEKSTEN: Final = {
    "kanaal": 50, "hoofdObject": 1000, "resource": 100, "resourceUrl": 1000, "actie": 100,
}  # fmt: skip
KENMERKEN_HOOGSTENS: Final = 50


@dataclass(frozen=True, slots=True)
class Bericht:
    """Something changed somewhere. Only the addresses say what; what it says is never taken for true."""

    kanaal: str
    hoofd_object: str
    resource: str
    resource_url: str
    actie: str
    aanmaakdatum: datetime
    kenmerken: Mapping[str, str]

    def als_tuple(self) -> tuple[Any, ...]:
        """Return what makes it the same message when it is sent again."""
        return (
            self.kanaal, self.hoofd_object, self.resource, self.resource_url, self.actie, self.aanmaakdatum.isoformat(),
        )  # fmt: skip


def lees_bericht(lading: Any) -> tuple[Bericht | None, list[tuple[str, str]]]:
    """Return the message, or what is wrong with it: (field, sentence)."""
    if not isinstance(lading, Mapping):
        return None, [("nonFieldErrors", "Stuur een JSON-object.")]
    fouten = [(veld, zin) for veld, lengte in _TEKSTEN.items() if (zin := _fout(lading.get(veld), lengte))]
    moment = _moment(lading.get("aanmaakdatum"))
    if moment is None:
        fouten.append(("aanmaakdatum", "Schrijf een datum en tijd met tijdzone."))
    kenmerken = lading.get("kenmerken") or {}
    if not isinstance(kenmerken, Mapping) or len(kenmerken) > KENMERKEN_HOOGSTENS:
        fouten.append(("kenmerken", "Dit is geen lijst van namen en waarden."))
    if fouten or moment is None:
        return None, fouten
    plat = {str(naam)[:100]: str(waarde)[:1000].replace("\x00", "") for naam, waarde in kenmerken.items()}
    t = {veld: str(lading[veld]) for veld in _TEKSTEN}
    bericht = Bericht(
        t["kanaal"], t["hoofdObject"], t["resource"], t["resourceUrl"], t["actie"], moment, plat
    )
    return bericht, []


def _fout(waarde: Any, lengte: int) -> str:
    if not isinstance(waarde, str) or not waarde.strip():
        return "Dit veld is verplicht."
    if len(waarde) > lengte or "\x00" in waarde:
        return f"Hier passen {lengte} tekens."
    return ""


def _moment(waarde: Any) -> datetime | None:
    if not isinstance(waarde, str):
        return None
    try:
        moment = datetime.fromisoformat(waarde.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
