"""Making and changing applicaties. Who calls it through the API has its line in the logboek from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from modules.zgw.autorisaties.models import Applicatie, Autorisatie, Client
from modules.zgw.autorisaties.rules.machtiging import MET_MAXIMUM, PER_TYPE
from modules.zgw.fouten import GEHEEL, Ongeldig, Veldfout


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """One right as it was asked for; `soort_id` and `maximum` where the component has them."""

    component: str
    scopes: tuple[str, ...]
    soort_id: UUID | None = None
    maximum: int | None = None


@transaction.atomic
def save_applicatie(
    *,
    applicatie: Applicatie | None,
    label: str,
    client_ids: Sequence[str],
    alle: bool,
    autorisaties: Sequence[Gevraagd],
    at: datetime,
) -> Applicatie:
    """Make or replace an applicatie. A client that was known without rights gets them here.

    :raises Ongeldig: ac-001 (clientId-exists), ac-002 (ambiguous or missing), ac-003 (required).
    """
    fouten = [*_zonder_dubbele(client_ids), *_alle_of_los(alle, autorisaties), *_volledig(autorisaties)]
    bestaand = {
        rij.client_id: rij for rij in Client.objects.select_for_update().filter(client_id__in=client_ids)
    }
    eigen = applicatie.pk if applicatie is not None else None
    fouten += [
        Veldfout(
            f"clientIds.{plek}", "clientId-exists", f"De client-id {naam} hoort al bij een andere applicatie."
        )
        for plek, naam in enumerate(client_ids)
        if (rij := bestaand.get(naam)) is not None and rij.applicatie_id not in (None, eigen)
    ]
    if fouten:
        raise Ongeldig(*fouten)
    if applicatie is None:
        applicatie = Applicatie.objects.create(label=label, heeft_alle_autorisaties=alle, aangemaakt_op=at)
    else:
        applicatie.label, applicatie.heeft_alle_autorisaties = label, alle
        applicatie.versie += 1
        applicatie.save()
        Client.objects.filter(applicatie=applicatie).exclude(client_id__in=client_ids).update(applicatie=None)
        Autorisatie.objects.filter(applicatie=applicatie).delete()
    for plek, naam in enumerate(client_ids):
        rij = bestaand.get(naam) or Client(client_id=naam)
        rij.applicatie, rij.volgnummer = applicatie, plek
        rij.save()
    Autorisatie.objects.bulk_create(
        Autorisatie(
            applicatie=applicatie, component=recht.component, scopes=list(recht.scopes), soort_id=recht.soort_id,
            maximum=recht.maximum, volgnummer=plek,
        )
        for plek, recht in enumerate(autorisaties)
    )  # fmt: skip
    return applicatie


@transaction.atomic
def remove_applicatie(*, applicatie: Applicatie) -> None:
    """Take an applicatie away. Its clients stay known, with their secrets, and may nothing."""
    Client.objects.filter(applicatie=applicatie).update(applicatie=None)
    applicatie.delete()


def _zonder_dubbele(client_ids: Sequence[str]) -> list[Veldfout]:
    return [
        Veldfout(f"clientIds.{plek}", "clientId-exists", f"De client-id {naam} staat er twee keer.")
        for plek, naam in enumerate(client_ids)
        if naam in client_ids[:plek]
    ]


def _alle_of_los(alle: bool, autorisaties: Sequence[Gevraagd]) -> list[Veldfout]:
    if alle and autorisaties:
        reden = "Geef alle autorisaties, of noem ze één voor één; niet allebei."
        return [Veldfout(GEHEEL, "ambiguous-authorizations-specified", reden)]
    if not alle and not autorisaties:
        reden = "Noem ten minste één autorisatie, of geef ze allemaal."
        return [Veldfout(GEHEEL, "missing-authorizations", reden)]
    return []


def _volledig(autorisaties: Sequence[Gevraagd]) -> list[Veldfout]:
    fouten = []
    for plek, recht in enumerate(autorisaties):
        if recht.component in PER_TYPE and recht.soort_id is None:
            veld = PER_TYPE[recht.component]
            fouten.append(Veldfout(f"autorisaties.{plek}.{veld}", "required", f"Noem het {veld}."))
        if recht.component in MET_MAXIMUM and recht.maximum is None:
            veld = "maxVertrouwelijkheidaanduiding"
            fouten.append(
                Veldfout(f"autorisaties.{plek}.{veld}", "required", "Noem tot welke vertrouwelijkheid.")
            )
    return fouten
