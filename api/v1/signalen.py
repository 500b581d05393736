"""`/signalen`: what somebody saw or heard; not yet a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers

from api.v1.kern.bron import Bron, Handeling, Vraag
from api.v1.kern.velden import TeamVeld, keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel.audit import Doel
from modules.dossier.access import huishouden_for, signaal_for, signalen_voor, teams_van
from modules.dossier.actions.signaal import (
    close_signaal,
    feedback_signaal,
    link_signaal,
    register_signaal,
    release_signaal,
    take_signaal,
)
from modules.dossier.models import Signaal, SignaalStand
from modules.inrichting.codelijsten import SignaalBron, Urgentie
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.models import Wijkteam
from modules.inrichting.rules.velden import verplichte_velden
from modules.zgw.fouten import Ongeldig, Veldfout


class SignaalUit(Vorm):
    id = serializers.UUIDField()
    bron = keuze(SignaalBron.choices)
    bron_naam = serializers.CharField()
    over_wie = serializers.CharField()
    adres = serializers.CharField()
    leefgebied = serializers.CharField()
    urgentie = keuze(Urgentie.choices)
    waarneming = serializers.CharField()
    persoon_weet_ervan = serializers.BooleanField()
    ontvangen_op = serializers.DateTimeField()
    stand = keuze(SignaalStand.choices)
    team_id = serializers.UUIDField(allow_null=True)
    huishouden_id = serializers.UUIDField(
        allow_null=True, help_text="Alleen voor wie van dat huishouden mag weten."
    )
    opgepakt_door_id = serializers.UUIDField(allow_null=True)
    opgepakt_op = serializers.DateTimeField(allow_null=True)
    eerste_bezoek_uiterlijk = serializers.DateField(allow_null=True)
    uitkomst = serializers.CharField()
    teruggekoppeld_op = serializers.DateTimeField(allow_null=True)


class SignaalMaken(StrengeVorm):
    waarneming = tekst(10_000, "Feiten, geen mening.", leeg=False)
    over_wie = tekst(160, "Een naam, of: bewoner van Lijsterhof 3.", leeg=False)
    adres = tekst(160)
    bron = keuze(SignaalBron.choices, "Van wie het signaal komt.")
    bron_naam = tekst(120)
    leefgebied = keuze(ZRM_2013.keuzes, required=False)
    urgentie = keuze(Urgentie.choices, required=False)
    persoon_weet_ervan = serializers.BooleanField(required=False)
    team_id = TeamVeld(required=False, source="team")


class KoppelenIn(StrengeVorm):
    huishouden_id = serializers.UUIDField(help_text="Over welk huishouden het gaat.")


class GeenActieIn(StrengeVorm):
    reden = tekst(300, "Waarom er geen actie nodig is, in één zin.", leeg=False)


class SignaalVraag(Vraag):
    stand = keuze(SignaalStand.choices, "Alleen in deze stand.", required=False)
    bron = keuze(SignaalBron.choices, "Alleen van deze melder.", required=False)
    urgentie = keuze(Urgentie.choices, "Alleen met deze urgentie.", required=False)
    team = serializers.UUIDField(required=False, help_text="Alleen van dit team.")


class Signalen(Bron):
    bron, naam = "signalen", "signaal"
    uitleg = "Signalen: wat iemand zag of hoorde."
    uit = SignaalUit
    vraag = SignaalVraag
    invoer = {"create": SignaalMaken}
    schermen = {"list": "dossier:signalen", "retrieve": "dossier:signaal", "create": "dossier:signaal_nieuw"}
    handelingen = {
        "oppakken": Handeling("dossier:signaal_oppakken", "pak_op", "Maak dit signaal het jouwe"),
        "terugleggen": Handeling("dossier:signaal_terugleggen", "leg_terug", "Leg het terug bij de nieuwe"),
        "koppelen": Handeling(
            "dossier:signaal_koppelen", "koppel", "Zeg over welk huishouden het gaat", KoppelenIn
        ),
        "geen-actie": Handeling(
            "dossier:signaal_geen_actie", "sluit", "Zeg dat er geen actie nodig is, en waarom", GeenActieIn
        ),
        "terugkoppelen": Handeling(
            "dossier:signaal_teruggekoppeld", "koppel_terug", "Leg vast dat de melder ervan hoorde"
        ),
    }
    volgorde = ("-ontvangen_op", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        velden = {"stand": "stand", "bron": "bron", "urgentie": "urgentie", "team": "team_id"}
        alle = signalen_voor(self.wie)
        return alle.filter(**{velden[naam]: waarden[naam] for naam in velden if naam in waarden})

    def huishouden_van(self, rij: Any) -> UUID | None:
        gevonden: UUID | None = rij.huishouden_id if rij.noemt_huishouden else None
        return gevonden

    def open(self, pk: UUID, *, lock: bool = False) -> Signaal:
        return signaal_for(self.wie, pk)

    def toon(self, rij: Any) -> dict[str, Any]:
        return super().toon(rij) | {"huishouden_id": self.huishouden_van(rij)}

    def maak(self, gegevens: Mapping[str, Any]) -> Signaal:
        team = Wijkteam.objects.actief().filter(pk__in=teams_van(self.wie)).first()
        keuzes = self.django.instellingen.van_team(team.pk if team else None)
        mist = [
            Veldfout(_JSON[veld.naam], "required", f"Verplicht: {veld.reden}")
            for veld in verplichte_velden(keuzes, "signaal")
            if veld.naam in _JSON and veld.naam not in gegevens
        ]
        if mist:
            raise Ongeldig(*mist)
        velden = {naam: waarde for naam, waarde in gegevens.items() if naam != "team"}
        return register_signaal(
            gegevens={"urgentie": Urgentie.LICHT, **velden},
            team=gegevens.get("team") or team,
            by=self.wie,
            at=self.nu,
        )

    def pak_op(self, rij: Signaal, gegevens: Mapping[str, Any]) -> None:
        take_signaal(signaal=rij, by=self.wie, at=self.nu)

    def leg_terug(self, rij: Signaal, gegevens: Mapping[str, Any]) -> None:
        release_signaal(signaal=rij, by=self.wie, at=self.nu)

    def koppel(self, rij: Signaal, gegevens: Mapping[str, Any]) -> None:
        huishouden = huishouden_for(self.wie, gegevens["huishouden_id"], doel=Doel.INTAKE)
        link_signaal(signaal=rij, huishouden=huishouden, by=self.wie, at=self.nu)

    def sluit(self, rij: Signaal, gegevens: Mapping[str, Any]) -> None:
        close_signaal(signaal=rij, reden=gegevens["reden"], by=self.wie, at=self.nu)

    def koppel_terug(self, rij: Signaal, gegevens: Mapping[str, Any]) -> None:
        feedback_signaal(signaal=rij, by=self.wie, at=self.nu)


_JSON = {
    "urgentie": "urgentie", "persoon_weet_ervan": "persoonWeetErvan", "leefgebied": "leefgebied", "adres": "adres",
    "bron_naam": "bronNaam",
}  # fmt: skip
