"""The audittrail below a zaak, a document or a decision."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers

from api.zgw.kern.blik import Blik
from api.zgw.kern.bron import Bron
from modules.zgw.fouten import Verboden
from modules.zgw.sporen.models import Spoor

ACTIES: Mapping[str, str] = {
    "create": "Object aangemaakt", "update": "Object vervangen", "partial_update": "Object gewijzigd",
    "destroy": "Object verwijderd", "list": "Lijst opgevraagd", "retrieve": "Object opgehaald",
}  # fmt: skip


class SpoorLezer(serializers.Serializer[Spoor]):
    """Read only: a trail is never sent in."""


class Audittrail(Bron):
    """The lines of one main object, of which the address holds the id."""

    operatie, naam = "audittrail", "audittrail"
    serializer_class = SpoorLezer
    met_bladen = False
    heeft_etag = False
    hoofd_kwarg: ClassVar[str]
    hoofdbron: ClassVar[type[Bron]]
    scopes = {"list": ("audittrails.lezen",), "retrieve": ("audittrails.lezen",)}

    def rijen(self) -> QuerySet[Spoor]:
        hoofd: UUID = self.kwargs[self.hoofd_kwarg]
        rij = self.hoofdbron().rijen().filter(pk=hoofd).first()
        if rij is None:
            raise Http404
        if not self.hoofdbron().mag_rij(rij, self.bereik()):
            raise Verboden
        return Spoor.objects.filter(bron=self.component, hoofdobject_id=hoofd).order_by("aangemaakt_op", "id")

    def toon(self, rij: Spoor, blik: Blik) -> dict[str, Any]:
        return {
            "uuid": rij.pk,
            "bron": rij.bron,
            "applicatieId": rij.applicatie_id,
            "applicatieWeergave": rij.applicatie_naam,
            "gebruikersId": rij.gebruiker_id,
            "gebruikersWeergave": rij.gebruiker_naam,
            "actie": rij.actie,
            "actieWeergave": ACTIES.get(rij.actie, ""),
            "resultaat": rij.resultaat,
            "hoofdObject": rij.hoofdobject_url,
            "resource": rij.resource,
            "resourceUrl": rij.resource_url,
            "toelichting": rij.toelichting or "",
            "resourceWeergave": rij.resource_weergave,
            "aanmaakdatum": rij.aangemaakt_op,
            "wijzigingen": {"oud": _json(rij.oud), "nieuw": _json(rij.nieuw)},
        }


def _json(tekst: Any) -> Any:
    return json.loads(tekst) if tekst else None
