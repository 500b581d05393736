"""`/termijnen`: what must be done before a day, with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate, make_aware, now
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.v1.kern.bron import Bron, Handeling, Vraag
from api.v1.kern.velden import keuze
from api.v1.kern.vorm import StrengeVorm, Vorm
from modules.dossier.access import termijn_for, termijnen_zichtbaar
from modules.dossier.actions.termijn import finish_termijn, reopen_termijn
from modules.dossier.models import Termijn
from modules.dossier.queries.termijnen import STANDEN, op_stand
from modules.inrichting.codelijsten import OverschrijdingOorzaak, TermijnStatus, Wet


class TermijnUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField(allow_null=True)
    melding_id = serializers.UUIDField(allow_null=True)
    beschikking_id = serializers.UUIDField(allow_null=True)
    sleutel = serializers.CharField()
    titel = serializers.CharField()
    uitleg = serializers.CharField()
    wet = serializers.ChoiceField(choices=Wet.choices, allow_null=True)
    begin = serializers.DateField()
    einde = serializers.DateField()
    einde_tijd = serializers.DateTimeField(allow_null=True, help_text="Bij een termijn in uren.")
    dagen_stil = serializers.IntegerField()
    status = keuze(TermijnStatus.choices)
    eigenaar_id = serializers.UUIDField(allow_null=True)
    gehaald_op = serializers.DateField(allow_null=True)
    oorzaak = serializers.ChoiceField(choices=OverschrijdingOorzaak.choices, allow_null=True)


@extend_schema_field({"type": "string", "pattern": r"^\d\d:\d\d$"})
class TijdVeld(serializers.TimeField):
    """A time of the clock here: 14:30."""


class AfrondenIn(StrengeVorm):
    gehaald_op = serializers.DateField(help_text="Op welke dag het klaar was.")
    gehaald_om = TijdVeld(required=False, help_text="Hoe laat, bij een termijn in uren.")
    oorzaak = keuze(OverschrijdingOorzaak.choices, "Waardoor het te laat was.", required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        dag, om = attrs["gehaald_op"], attrs.get("gehaald_om")
        if dag > localdate() or (om and make_aware(datetime.combine(dag, om)) > now()):
            raise serializers.ValidationError("Dit moment is nog niet geweest. Kies een eerder moment.")
        return attrs


class TermijnVraag(Vraag):
    stand = keuze(STANDEN, "Hoe ze er nu voor staan.", required=False)
    huishouden_id = serializers.UUIDField(required=False, help_text="Alleen van dit huishouden.")
    team = serializers.UUIDField(required=False, help_text="Alleen van dit team.")
    eigenaar = serializers.UUIDField(required=False, help_text="Alleen van deze medewerker.")
    wet = keuze(Wet.choices, "Alleen onder deze wet.", required=False)
    mijn = serializers.BooleanField(required=False, help_text="Alleen die van jou.")


class Termijnen(Bron):
    bron, naam = "termijnen", "termijn"
    uitleg = "Termijnen van de wet en van de gemeente."
    uit = TermijnUit
    vraag = TermijnVraag
    schermen = {"list": "dossier:termijnen", "retrieve": "dossier:termijn"}
    handelingen = {
        "afronden": Handeling("dossier:termijn", "rond_af", "Zeg op welke dag het klaar was", AfrondenIn),
        "heropenen": Handeling("dossier:termijn_heropenen", "heropen", "Neem het afronden terug"),
    }
    volgorde = ("einde", "id")
    telt_vragen = True

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = Termijn.objects.filter(termijnen_zichtbaar(self.wie))
        velden = {
            "huishouden_id": "huishouden_id", "team": "casus__team_id", "eigenaar": "eigenaar_id", "wet": "wet",
        }  # fmt: skip
        rijen = rijen.filter(**{velden[naam]: waarden[naam] for naam in velden if naam in waarden})
        if waarden.get("mijn"):
            rijen = rijen.filter(eigenaar_id=self.wie.pk)
        return op_stand(rijen, waarden["stand"], self.nu) if "stand" in waarden else rijen

    def open(self, pk: UUID, *, lock: bool = False) -> Termijn:
        return termijn_for(self.wie, pk)

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [self.toon(rij) for rij in rijen]

    def toon(self, rij: Termijn) -> dict[str, Any]:
        velden = {naam: getattr(rij, naam) for naam in TermijnUit._declared_fields}  # noqa: SLF001 -- its own names
        return velden | {"wet": rij.wet or None, "oorzaak": rij.oorzaak or None}

    def rond_af(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        finish_termijn(
            termijn=rij,
            gehaald_op=gegevens["gehaald_op"],
            gehaald_om=gegevens.get("gehaald_om"),
            oorzaak=gegevens.get("oorzaak", ""),
            by=self.wie,
            at=self.nu,
        )

    def heropen(self, rij: Termijn, gegevens: Mapping[str, Any]) -> None:
        reopen_termijn(termijn=rij, by=self.wie, at=self.nu)
