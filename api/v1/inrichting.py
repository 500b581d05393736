"""`/inrichting`: the versions of the team model, with what each team departs from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers

from api.v1.kern.bron import Bron, Vraag
from api.v1.kern.velden import keuze
from api.v1.kern.vorm import Vorm
from modules.inrichting.models import Teammodel
from modules.inrichting.models.teammodel import TeammodelStatus
from modules.inrichting.queries import modules_aan
from modules.inrichting.rules.instellingsoort import Variant


class InrichtingUit(Vorm):
    id = serializers.UUIDField()
    nummer = serializers.IntegerField()
    status = keuze(TeammodelStatus.choices)
    variant = keuze(Variant.choices)
    instellingen = serializers.DictField(help_text="Alleen wat afwijkt van de variant.")
    teams = serializers.DictField(help_text="Per team wat daarvan afwijkt.")
    ingaat_op = serializers.DateField(allow_null=True)
    vastgesteld_op = serializers.DateTimeField(allow_null=True)
    toelichting = serializers.CharField()
    modules = serializers.ListField(
        child=serializers.CharField(),
        allow_null=True,
        help_text="Welke wetten nu aan staan. Alleen bij één versie.",
    )


class InrichtingVraag(Vraag):
    status = keuze(TeammodelStatus.choices, "Alleen in deze stand.", required=False)


class Inrichtingen(Bron):
    bron, naam = "inrichting", "inrichting"
    uitleg = "De versies van het teammodel van de gemeente. Wijzigen doet de beheerder op het scherm."
    uit = InrichtingUit
    vraag = InrichtingVraag
    schermen = {"list": "inrichting:versies", "retrieve": "inrichting:teammodel"}
    volgorde = ("-nummer", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        alle = Teammodel.objects.all()
        return alle.filter(status=waarden["status"]) if "status" in waarden else alle

    def open(self, pk: UUID, *, lock: bool = False) -> Teammodel:
        rij = Teammodel.objects.filter(pk=pk).first()
        if rij is None:
            raise Http404
        return rij

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [_vorm(rij) | {"modules": None} for rij in rijen]

    def toon(self, rij: Teammodel) -> dict[str, Any]:
        return _vorm(rij) | {"modules": sorted(modules_aan())}


def _vorm(rij: Any) -> dict[str, Any]:
    velden = ("nummer", "status", "variant", "ingaat_op", "vastgesteld_op", "toelichting")
    return {
        "id": rij.pk,
        **{naam: getattr(rij, naam) for naam in velden},
        "instellingen": rij.instellingen,
        "teams": rij.teams,
    }
