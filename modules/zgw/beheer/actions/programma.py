"""What an administrator does with programs. Each leaves its line in the logboek."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from modules.zgw.autorisaties.actions.applicatie import Gevraagd, save_applicatie
from modules.zgw.autorisaties.actions.geheim import give_geheim
from modules.zgw.autorisaties.models import Applicatie, Client, Geheim


@transaction.atomic
def connect_client(
    *, client_id: str, geheim: str = "", label: str = "", alle: bool, by: Any, at: datetime
) -> tuple[Client, str]:
    """Make a client known with a secret, and let it do everything when `alle`; return both.

    A secret that holds already is kept as it is, so asking twice changes nothing. Without `alle` a new
    client may nothing yet: an applicatie gives it its rights (`POST /applicaties`, or the screen).

    :raises GeheimTeKort: a given secret is shorter than 32 characters.
    """
    client = (
        Client.objects.select_for_update().select_related("applicatie").filter(client_id=client_id).first()
    )
    heeft = client is not None and any(
        rij.geheim == geheim for rij in Geheim.objects.geldig(at).filter(client=client, geldig_tot=None)
    )
    if client is None or not heeft:
        client, geheim = give_geheim(client_id=client_id, by=by, at=at, geheim=geheim)
    if alle and (client.applicatie is None or not client.applicatie.heeft_alle_autorisaties):
        client.applicatie = _met_alles(client, label or client_id, by, at)
    return client, geheim


def _met_alles(client: Client, label: str, by: Any, at: datetime) -> Applicatie:
    oud = client.applicatie
    namen = [client.client_id] if oud is None else list(oud.clients.values_list("client_id", flat=True))
    return save_programma(
        applicatie=oud, label=label if oud is None else oud.label, client_ids=namen, alle=True, autorisaties=(),
        by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def save_programma(
    *, applicatie: Applicatie | None, label: str, client_ids: list[str], alle: bool,
    autorisaties: tuple[Gevraagd, ...] | list[Gevraagd], by: Any, at: datetime,
) -> Applicatie:  # fmt: skip
    """Make or change a program and what it may, with its line in the logboek.

    :raises Ongeldig: ac-001, ac-002, ac-003.
    """
    nieuw = applicatie is None
    applicatie = save_applicatie(
        applicatie=applicatie, label=label, client_ids=client_ids, alle=alle, autorisaties=autorisaties, at=at
    )
    audit.record(
        f"autorisaties.applicatie.{'gemaakt' if nieuw else 'gewijzigd'}",
        target=applicatie,
        by=by,
        at=at,
        soort="C" if nieuw else "U",
        detail={"client_ids": client_ids, "alle": alle, "rechten": len(autorisaties)},
    )
    return applicatie
