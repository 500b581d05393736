"""What an administrator does with programs. Each leaves its line in the logboek."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from modules.zgw.autorisaties.actions.applicatie import Gevraagd, remove_applicatie, save_applicatie
from modules.zgw.autorisaties.actions.geheim import give_geheim, revoke_geheimen
from modules.zgw.autorisaties.models import Applicatie, Client, Geheim
from modules.zgw.sporen.toner import kijk, tell


@transaction.atomic
def connect_client(
    *, client_id: str, geheim: str = "", label: str = "", alle: bool, by: Any, at: datetime
) -> tuple[Client, str]:
    """Make a client known with a secret, and let it do everything when `alle`; return both.

    A secret that holds already is kept as it is, so asking twice changes nothing. Without `alle` a new
    client may nothing yet: an applicatie gives it its rights (`POST /applicaties`, or the screen).

    :raises GeheimTeKort: a given secret is shorter than 32 characters.
    """
    client = Client.objects.select_for_update().filter(client_id=client_id).first()
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


class ClientBestaat(Refusal):
    """The client-id belongs to another program."""

    text = "Deze client-id hoort al bij een ander programma. Kies een andere naam."


class GeenRecht(Refusal):
    """Nothing was ticked."""

    text = "Kies ten minste één recht, of laat het programma alles."


@transaction.atomic
def connect_programma(
    *,
    label: str,
    client_id: str,
    geheim: str,
    alle: bool,
    autorisaties: Sequence[Gevraagd],
    by: Any,
    at: datetime,
) -> tuple[Applicatie, str]:
    """Let a program in: its name, its client-id with a secret, and what it may. Return it with the secret.

    A client-id that is known without rights keeps the secret it has; then the secret returned is empty.

    :raises ClientBestaat: the client-id is taken.
    :raises GeheimTeKort: a given secret is shorter than 32 characters.
    :raises GeenRecht: no right was chosen.
    """
    client = Client.objects.select_for_update().filter(client_id=client_id).first()
    if client is not None and client.applicatie_id is not None:
        raise ClientBestaat
    if not alle and not autorisaties:
        raise GeenRecht
    heeft = client is not None and Geheim.objects.geldig(at).filter(client=client).exists()
    tekst = "" if heeft and not geheim else give_geheim(client_id=client_id, by=by, at=at, geheim=geheim)[1]
    rij = save_programma(
        applicatie=None,
        label=label,
        client_ids=[client_id],
        alle=alle,
        autorisaties=autorisaties,
        by=by,
        at=at,
    )
    return rij, tekst


@transaction.atomic
def save_programma(
    *, applicatie: Applicatie | None, label: str, client_ids: Sequence[str], alle: bool,
    autorisaties: Sequence[Gevraagd], by: Any, at: datetime, versie: int | None = None,
) -> Applicatie:  # fmt: skip
    """Make or change a program and what it may, with its line in the logboek.

    `versie` is the one that was on the screen; None where there was none.

    :raises Verouderd: somebody changed it meanwhile.
    :raises GeenRecht: no right was chosen.
    :raises Ongeldig: ac-001, ac-002, ac-003.
    """
    if not alle and not autorisaties:
        raise GeenRecht
    nieuw = applicatie is None
    if applicatie is not None:
        applicatie = Applicatie.objects.select_for_update().get(pk=applicatie.pk)
        if versie is not None and applicatie.versie != versie:
            raise Verouderd(huidig=applicatie)
    applicatie = save_applicatie(
        applicatie=applicatie, label=label, client_ids=client_ids, alle=alle, autorisaties=autorisaties, at=at
    )
    audit.record(
        f"autorisaties.applicatie.{'gemaakt' if nieuw else 'gewijzigd'}",
        target=applicatie,
        by=by,
        at=at,
        soort="C" if nieuw else "U",
        detail={"client_ids": list(client_ids), "alle": alle, "rechten": len(autorisaties)},
    )
    tell(rij=applicatie, actie="create" if nieuw else "update", by=by, at=at)
    return applicatie


@transaction.atomic
def disconnect_programma(*, applicatie: Applicatie, by: Any, at: datetime) -> None:
    """Take a program away with its client-ids: the next call is refused."""
    clients = list(Client.objects.select_for_update().filter(applicatie=applicatie))
    audit.record(
        "autorisaties.applicatie.verwijderd", target=applicatie, by=by, at=at, soort="D",
        detail={"client_ids": [client.client_id for client in clients]},
    )  # fmt: skip
    tell(actie="destroy", by=by, at=at, eerder=kijk(applicatie))
    remove_applicatie(applicatie=applicatie)
    for client in clients:
        forget_client(client=client, by=by, at=at)


@transaction.atomic
def forget_client(*, client: Client, by: Any, at: datetime) -> None:
    """Take a client-id away with its secrets. What it did stays in the logboek."""
    revoke_geheimen(client=client, by=by, at=at)
    client.delete()
