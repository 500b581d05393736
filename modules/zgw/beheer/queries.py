"""What the screens of programs show: no secret is ever read for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch

from modules.zgw.autorisaties.models import Applicatie, Client, Geheim
from modules.zgw.catalogus.models import Soort, Typesoort, Zaaktype


@dataclass(frozen=True, slots=True)
class Clientregel:
    """A client-id with the moments of its secrets that hold now."""

    client: Client
    geheimen: tuple[Geheim, ...]

    @property
    def vervalt_op(self) -> datetime | None:
        """When the older of two secrets ends."""
        return min((rij.geldig_tot for rij in self.geheimen if rij.geldig_tot), default=None)


@dataclass(frozen=True, slots=True)
class Programmaregel:
    """A program in the list. `applicatie` None: a client that may nothing yet."""

    applicatie: Applicatie | None
    clients: tuple[Clientregel, ...]
    aantal_rechten: int = 0

    @property
    def naam(self) -> str:
        """Return what stands in the list."""
        return self.applicatie.label if self.applicatie else self.clients[0].client.client_id

    @property
    def laatst_gezien_op(self) -> datetime | None:
        """Return when it last came in."""
        momenten = (regel.client.laatst_gezien_op for regel in self.clients)
        return max((moment for moment in momenten if moment), default=None)

    @property
    def aantal_geheimen(self) -> int:
        """Return how many secrets hold now."""
        return sum(len(regel.geheimen) for regel in self.clients)


def _geheimen(nu: datetime) -> Prefetch[str]:
    rijen = Geheim.objects.geldig(nu).defer("geheim").order_by("geldig_van", "id")
    return Prefetch("geheimen", queryset=rijen, to_attr="geldende")


def _regel(client: Client) -> Clientregel:
    return Clientregel(client, tuple(client.geldende))  # type: ignore[attr-defined]


def programmas(nu: datetime) -> list[Programmaregel]:
    """Return every program by name, and then the clients without one. Four queries."""
    clients = Client.objects.prefetch_related(_geheimen(nu)).order_by("volgnummer", "client_id")
    per_applicatie: dict[object, list[Clientregel]] = {}
    for client in clients:
        per_applicatie.setdefault(client.applicatie_id, []).append(_regel(client))
    rijen = Applicatie.objects.annotate(aantal_rechten=Count("autorisaties")).order_by("label", "id")
    met = [Programmaregel(rij, tuple(per_applicatie.get(rij.pk, ())), rij.aantal_rechten) for rij in rijen]
    return met + [Programmaregel(None, (regel,)) for regel in per_applicatie.get(None, [])]


def clientregels(applicatie: Applicatie, nu: datetime) -> list[Clientregel]:
    """Return the client-ids of a program with their secrets. Two queries."""
    return [_regel(client) for client in applicatie.clients.prefetch_related(_geheimen(nu))]


def soorten_per_component() -> dict[str, Sequence[Soort]]:
    """Return what rights hang on, per component, by name. One query."""
    typen = {"zrc": Typesoort.ZAAKTYPE, "drc": Typesoort.INFORMATIEOBJECTTYPE, "brc": Typesoort.BESLUITTYPE}
    rijen = list(Soort.objects.select_related("catalogus").order_by("catalogus__domein", "identificatie"))
    return {
        component: [rij for rij in rijen if rij.typesoort == typesoort]
        for component, typesoort in typen.items()
    }


def zaaktypenamen() -> dict[UUID, str]:
    """Return what people call each zaaktype, by its soort: the name of its latest version. One query."""
    rijen = Zaaktype.objects.order_by("begin_geldigheid", "id").values_list("soort", "omschrijving")
    return dict(rijen)
