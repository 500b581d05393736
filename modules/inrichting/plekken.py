"""Where people work, for the list of people on the floor below."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.timezone import localdate

from keukentafel.audit.plek import registreer_plek
from keukentafel.identity.mensen_bron import Plek, registreer_bron
from modules.inrichting.models import Detachering, Organisatie, Teamlid, Wijkteam


class Plekken:
    """Teams and employers of people (``keukentafel.identity.mensen_bron.MensenBron``)."""

    def teams(self) -> Sequence[tuple[UUID, str]]:
        """Return the teams that work, with their names."""
        return list(Wijkteam.objects.actief().values_list("pk", "naam"))

    def werkgevers(self) -> Sequence[tuple[UUID, str]]:
        """Return the organisations people are seconded by."""
        rijen = Organisatie.objects.filter(detacheringen__isnull=False).distinct()
        return list(rijen.values_list("pk", "naam"))

    def plekken(self, gebruiker_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Plek]]:
        """Return where these people work today; two queries."""
        vandaag = localdate()
        leden = list(
            Teamlid.objects.op(vandaag)
            .filter(gebruiker__in=gebruiker_ids)
            .values("pk", "gebruiker_id", "team__naam", "functie")
        )
        loopt = Q(tot__isnull=True) | Q(tot__gte=vandaag)
        werkgever = dict(
            Detachering.objects.filter(
                loopt, van__lte=vandaag, teamlid__in=[lid["pk"] for lid in leden]
            ).values_list("teamlid_id", "organisatie__naam")
        )
        per_persoon: dict[UUID, list[Plek]] = {}
        for lid in leden:
            plek = Plek(lid["team__naam"], werkgever.get(lid["pk"], ""), lid["functie"])
            per_persoon.setdefault(lid["gebruiker_id"], []).append(plek)
        return per_persoon

    def in_team(self, team_id: UUID) -> Any:
        """Return a queryset of the ids of the people in this team today."""
        return Teamlid.objects.op(localdate()).filter(team=team_id).values("gebruiker")

    def bij_werkgever(self, organisatie_id: UUID) -> Any:
        """Return a queryset of the ids of the people this organisation seconds today."""
        vandaag = localdate()
        loopt = Q(tot__isnull=True) | Q(tot__gte=vandaag)
        rijen = Detachering.objects.filter(loopt, organisatie=organisatie_id, van__lte=vandaag)
        return rijen.values("teamlid__gebruiker")

    def deel_url(self, gebruiker_id: UUID) -> str:
        """Return the address of the part of the person page about teams."""
        return reverse("inrichting:persoon_teamleden", args=[gebruiker_id])


def plek_in_het_logboek(kolom: str) -> Subquery:
    """Return team and employer of the person in `kolom`, for the line in the logboek.

    Somebody of two teams is written down with the one of the longest standing: which household a line
    is about stands in the line itself.
    """
    vandaag = localdate()
    loopt = Q(tot__isnull=True) | Q(tot__gte=vandaag)
    werkgever = Detachering.objects.filter(loopt, van__lte=vandaag, teamlid_id=OuterRef("pk"))
    leden = Teamlid.objects.op(vandaag).filter(gebruiker_id=OuterRef(kolom)).order_by("van", "pk")
    plek = JSONObject(
        team="team_id",
        team_naam="team__naam",
        organisatie=Subquery(werkgever.order_by("van", "pk").values("organisatie__naam")[:1]),
    )
    return Subquery(leden.values(plek=plek)[:1])


def register() -> None:
    """Offer the list of people and the logboek this source."""
    registreer_bron(Plekken())
    registreer_plek(plek_in_het_logboek)
