"""Who asks, and what they may: two queries, whatever a program may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from modules.zgw.autorisaties.models import Autorisatie, Geheim
from modules.zgw.autorisaties.rules.machtiging import HOOGSTE, NIETS, Machtiging, Regel


@dataclass(frozen=True, slots=True)
class Bekende:
    """A client as the database knows it, with the secrets that hold now."""

    client_pk: UUID
    applicatie_id: UUID | None
    label: str
    alle: bool
    geheimen: tuple[str, ...]
    laatst_gezien_op: datetime | None


def bekende(client_id: str, *, nu: datetime) -> Bekende | None:
    """Return the client of this name with its secrets, or None. One query."""
    rijen = list(
        Geheim.objects.geldig(nu).filter(client__client_id=client_id).select_related("client__applicatie")
    )
    if not rijen:
        return None
    client = rijen[0].client
    applicatie = client.applicatie
    return Bekende(
        client_pk=client.pk,
        applicatie_id=client.applicatie_id,
        label=applicatie.label if applicatie else client.client_id,
        alle=bool(applicatie and applicatie.heeft_alle_autorisaties),
        geheimen=tuple(rij.geheim for rij in rijen),
        laatst_gezien_op=client.laatst_gezien_op,
    )


def machtiging_van(wie: Bekende) -> Machtiging:
    """Return the rights of a client. One query, none when it may all or nothing."""
    if wie.applicatie_id is None:
        return NIETS
    if wie.alle:
        return Machtiging(alle=True)
    rijen = Autorisatie.objects.filter(applicatie=wie.applicatie_id).values_list(
        "component", "scopes", "soort_id", "maximum"
    )
    return Machtiging(
        regels=tuple(
            Regel(component, frozenset(scopes), soort_id, maximum or HOOGSTE)
            for component, scopes, soort_id, maximum in rijen
        )
    )
