"""`/casussen`: a household with a team, and where the help stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers

from api.v1.kern.bron import Bron, Handeling, Vraag
from api.v1.kern.velden import keuze
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel.audit import Doel
from keukentafel.identity.models import Gebruiker
from modules.dossier.access import eis, huishouden_for, teams_van, zichtbaar
from modules.dossier.actions.verdelen import assign_casus
from modules.dossier.models import Casus
from modules.inrichting.codelijsten import CasusStatus
from modules.inrichting.rules.protocol import Categorie, Mate
from modules.zgw.fouten import Ongeldig, Veldfout


class FaseUit(Vorm):
    status = keuze(CasusStatus.choices)
    van = serializers.DateField()


class CasusUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    team_id = serializers.UUIDField()
    teammodel_id = serializers.UUIDField()
    behandelaar_id = serializers.UUIDField(allow_null=True)
    status = keuze(CasusStatus.choices)
    fase_sinds = serializers.DateField()
    begonnen_op = serializers.DateField()
    afgesloten_op = serializers.DateField(allow_null=True)
    fasen = FaseUit(many=True)
    versie = serializers.IntegerField()


class CasusVraag(Vraag):
    huishouden_id = serializers.UUIDField(required=False, help_text="Alleen van dit huishouden.")
    team = serializers.UUIDField(required=False, help_text="Alleen van dit team.")
    status = keuze(CasusStatus.choices, "Alleen in deze fase.", required=False)
    behandelaar = serializers.UUIDField(required=False, help_text="Alleen van deze medewerker.")


class ToewijzenIn(StrengeVorm):
    behandelaar_id = serializers.UUIDField(help_text="Een collega uit het team.")


class Casussen(Bron):
    bron, naam = "casussen", "casus"
    uitleg = "Huishoudens bij een team: van melding tot afsluiten."
    uit = CasusUit
    vraag = CasusVraag
    schermen = {"list": "dossier:huishoudens", "retrieve": "dossier:huishouden"}
    handelingen = {
        "toewijzen": Handeling(
            "dossier:verdelen", "wijs_toe", "Geef een huishouden aan een collega uit het team", ToewijzenIn
        )
    }
    volgorde = ("-begonnen_op", "-id")
    telt_vragen = True

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        ziet = zichtbaar(self.wie, "huishouden", categorie=Categorie.CONTACT, minstens=Mate.ALLES)
        vraag = Casus.objects.filter(ziet)
        velden = {
            "huishouden_id": "huishouden_id", "team": "team_id", "status": "status", "behandelaar": "behandelaar_id",
        }  # fmt: skip
        return vraag.filter(**{velden[naam]: waarden[naam] for naam in velden if naam in waarden})

    def open(self, pk: UUID, *, lock: bool = False) -> Casus:
        rij = Casus.objects.filter(pk=pk).select_related("team").first()
        if rij is None:
            raise Http404
        doel = Doel.VERDELEN if self.handeling else Doel.HULP
        if self.handeling and rij.team_id not in teams_van(self.wie):
            raise Http404
        rij.huishouden = huishouden_for(self.wie, rij.huishouden_id, doel=doel)
        if not self.handeling:
            eis(self.wie, rij.huishouden, Categorie.CONTACT)
        return rij

    def toon(self, rij: Casus) -> dict[str, Any]:
        return {
            "id": rij.pk, "huishouden_id": rij.huishouden_id, "team_id": rij.team_id,
            "teammodel_id": rij.teammodel_id, "behandelaar_id": rij.behandelaar_id, "status": rij.status,
            "fase_sinds": rij.fase_sinds, "begonnen_op": rij.begonnen_op, "afgesloten_op": rij.afgesloten_op,
            "fasen": [{"status": fase["status"], "van": fase["van"]} for fase in rij.fasen],
            "versie": rij.versie,
        }  # fmt: skip

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [self.toon(rij) for rij in rijen]

    def wijs_toe(self, rij: Casus, gegevens: Mapping[str, Any]) -> None:
        collega = Gebruiker.objects.actief().filter(pk=gegevens["behandelaar_id"]).first()
        if collega is None:
            raise Ongeldig(Veldfout("behandelaarId", "unknown", "Kies wie dit huishouden oppakt."))
        assign_casus(casus=rij, behandelaar=collega, by=self.wie, at=self.nu)
