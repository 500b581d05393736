"""`/regie`: who directs the help of a household: the household itself, unless; and who is the one regisseur."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bron import Bron, Handeling
from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.dossier.access import huishouden_for
from modules.dossier.actions import regie as actions
from modules.dossier.models import Huishouden, RegieOvername
from modules.dossier.queries.feiten import casussen_van, eigen_casus
from modules.dossier.queries.regie import helpende_organisaties, multiprobleem, regiebeeld, werkgever_van
from modules.dossier.rules.regisseur import controleer_regisseur
from modules.inrichting.codelijsten import RegieOvername as RegieGrond
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.models import Organisatie
from modules.zgw.fouten import Ongeldig, Veldfout

MAG_REGISSEREN: Final = (Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR)


class GeenOvername(Refusal):
    text = "De regie ligt bij het huishouden zelf."


class RegisseurUit(Vorm):
    id = serializers.UUIDField()
    naam = serializers.CharField()
    gebruiker_id = serializers.UUIDField(allow_null=True)
    organisatie_id = serializers.UUIDField(allow_null=True)
    van = serializers.DateField()
    tot = serializers.DateField(allow_null=True)


class OvernameUit(Vorm):
    id = serializers.UUIDField()
    grond = keuze(RegieGrond.choices)
    toelichting = serializers.CharField()
    leefgebieden = serializers.ListField(child=serializers.CharField())
    van = serializers.DateField()
    eindigt_op = serializers.DateField()
    teruggegeven_op = serializers.DateField(allow_null=True)


class RegieUit(Vorm):
    id = serializers.UUIDField(help_text="Het huishouden.")
    regisseur = RegisseurUit(allow_null=True)
    overname = OvernameUit(allow_null=True, help_text="Leeg: de regie ligt bij het huishouden zelf.")
    eerdere_regisseurs = RegisseurUit(many=True)
    eerdere_overnames = OvernameUit(many=True)


class RegisseurIn(StrengeVorm):
    gebruiker_id = serializers.UUIDField(required=False, help_text="Een collega.")
    naam = tekst(120, "Of de naam van iemand van buiten.", default="")
    organisatie_id = serializers.UUIDField(
        required=False, help_text="Van welke organisatie, bij iemand van buiten."
    )
    huidig_id = serializers.UUIDField(
        required=False,
        help_text="Wie het overdraagt: de regisseur die je zag. Zonder deze id komt er niemand bij.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("gebruiker_id"):
            return attrs
        if not attrs["naam"]:
            raise serializers.ValidationError({"gebruikerId": "Kies wie de regisseur wordt."})
        if not attrs.get("organisatie_id"):
            fout = "Kies van welke organisatie deze persoon is."
            raise serializers.ValidationError({"organisatieId": fout})
        return attrs


class OvernameIn(StrengeVorm):
    grond = keuze(RegieGrond.choices, "Waarom het huishouden de regie nu niet zelf kan voeren.")
    toelichting = serializers.CharField(max_length=20_000, help_text="Wat er aan de hand is.")
    leefgebieden = serializers.ListField(child=keuze(ZRM_2013.keuzes), min_length=1, max_length=30)
    eindigt_op = serializers.DateField(help_text="Na deze dag ligt de regie vanzelf weer bij het huishouden.")


class RegieVerlengenIn(StrengeVorm):
    toelichting = serializers.CharField(max_length=20_000, help_text="Waarom de regie nog niet terug kan.")
    eindigt_op = serializers.DateField()


class Regie(Bron):
    bron, naam = "regie", "regie"
    uitleg = "Wie de regie heeft bij een huishouden."
    uit = RegieUit
    scopes_van = "huishoudens"
    schermen = {"retrieve": "dossier:regie"}
    handelingen = {
        "regisseur": Handeling(
            "dossier:regisseur", "benoem", "Kies de regisseur, of draag over aan een ander", RegisseurIn
        ),
        "regisseur-stoppen": Handeling(
            "dossier:regisseur", "stop", "Laat de regisseur stoppen zonder opvolger"
        ),
        "overnemen": Handeling(
            "dossier:regie_overname", "neem_over", "Neem de regie een tijd over", OvernameIn
        ),
        "teruggeven": Handeling(
            "dossier:regie_teruggeven", "geef_terug", "Geef de regie terug aan het huishouden"
        ),
        "verlengen": Handeling(
            "dossier:regie_verlengen", "verleng", "Ga door met een overname", RegieVerlengenIn
        ),
    }

    def open(self, pk: UUID, *, lock: bool = False) -> Huishouden:
        return huishouden_for(self.wie, pk, doel=Doel.REGIE)

    def toon(self, rij: Huishouden) -> dict[str, Any]:
        beeld = regiebeeld(rij, localdate(self.nu))
        return {
            "id": rij.pk,
            "regisseur": beeld.regisseur and RegisseurUit.uit_rij(beeld.regisseur),
            "overname": beeld.overname and OvernameUit.uit_rij(beeld.overname.rij),
            "eerdere_regisseurs": [RegisseurUit.uit_rij(een) for een in beeld.eerdere],
            "eerdere_overnames": [OvernameUit.uit_rij(een.rij) for een in beeld.vorige],
        }

    def benoem(self, rij: Huishouden, gegevens: Mapping[str, Any]) -> None:
        vandaag = localdate(self.nu)
        huidig = regiebeeld(rij, vandaag).regisseur
        collega = self._collega(gegevens.get("gebruiker_id"))
        organisatie = (
            werkgever_van(collega.pk, vandaag) if collega else _organisatie(gegevens["organisatie_id"])
        )
        naam = collega.naam if collega else gegevens["naam"]
        bevindingen = controleer_regisseur(
            naam=naam,
            organisatie=organisatie.pk if organisatie else None,
            organisatie_naam=organisatie.naam if organisatie else "",
            aanbieders=helpende_organisaties(rij),
            is_complex=multiprobleem(rij).is_multiprobleem,
            moet_onafhankelijk=self._variant(rij).onafhankelijke_regisseur_bij_complex,
        )
        gezien = huidig is not None and gegevens.get("huidig_id") == huidig.pk
        actions.appoint_regisseur(
            huishouden=rij,
            gebruiker=collega,
            naam=naam,
            organisatie=organisatie,
            bevindingen=bevindingen,
            in_plaats_van=huidig if gezien else None,
            by=self.wie,
            at=self.nu,
        )

    def _variant(self, rij: Huishouden) -> Any:
        """Return the choices that this household runs under."""
        casus = eigen_casus(rij, casussen_van(rij))
        keuzes = self.django.instellingen
        return keuzes.van_casus(casus.teammodel_id, casus.team_id) if casus else keuzes.van_team(rij.team_id)

    def _collega(self, pk: UUID | None) -> Gebruiker | None:
        if pk is None:
            return None
        rijen = Gebruiker.objects.actief().filter(toekenningen__rol__in=MAG_REGISSEREN, pk=pk)
        gevonden: Gebruiker | None = rijen.distinct().first()
        if gevonden is None:
            raise Ongeldig(Veldfout("gebruikerId", "unknown", "Kies wie de regisseur wordt."))
        return gevonden

    def stop(self, rij: Huishouden, gegevens: Mapping[str, Any]) -> None:
        huidig = regiebeeld(rij, localdate(self.nu)).regisseur
        if huidig is not None:
            actions.end_regisseur(regisseurschap=huidig, by=self.wie, at=self.nu)

    def neem_over(self, rij: Huishouden, gegevens: Mapping[str, Any]) -> None:
        velden = {**gegevens, "leefgebieden": list(gegevens["leefgebieden"])}
        actions.take_over_regie(huishouden=rij, **velden, by=self.wie, at=self.nu)

    def geef_terug(self, rij: Huishouden, gegevens: Mapping[str, Any]) -> None:
        actions.give_back_regie(overname=self._overname(rij), by=self.wie, at=self.nu)

    def verleng(self, rij: Huishouden, gegevens: Mapping[str, Any]) -> None:
        actions.renew_regie(overname=self._overname(rij), **gegevens, by=self.wie, at=self.nu)

    def _overname(self, rij: Huishouden) -> RegieOvername:
        nu = regiebeeld(rij, localdate(self.nu)).overname
        if nu is None:
            raise GeenOvername
        return nu.rij


def _organisatie(pk: UUID) -> Organisatie:
    gevonden: Organisatie | None = Organisatie.objects.filter(is_actief=True, pk=pk).first()
    if gevonden is None:
        raise Ongeldig(Veldfout("organisatieId", "unknown", "Kies van welke organisatie deze persoon is."))
    return gevonden
