"""`/plannen`: the one plan of a household, in its layers, as far as somebody may read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden, HuishoudenNodig, lopende_casus
from api.v1.kern.bron import Handeling
from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel.audit import Doel
from modules.dossier.access import eis, eis_leefgebieden
from modules.dossier.actions.plan import add_doel, begin_plan, save_teksten
from modules.dossier.models import Plan
from modules.dossier.queries.plannen import planbeeld
from modules.inrichting.codelijsten import PlanStatus
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.rules.protocol import Categorie


class DoelUit(Vorm):
    id = serializers.UUIDField()
    titel = serializers.CharField()
    waarom = serializers.CharField()
    leefgebieden = serializers.ListField(child=serializers.CharField())
    bereikt_op = serializers.DateField(allow_null=True)
    is_leesbaar = serializers.BooleanField(help_text="Of je de acties en resultaten van dit doel mag lezen.")
    resultaten = serializers.ListField(child=serializers.CharField())
    actie_ids = serializers.ListField(child=serializers.UUIDField())


class PlanUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField()
    nummer = serializers.IntegerField()
    status = keuze(PlanStatus.choices)
    gemaakt_op = serializers.DateTimeField()
    gemaakt_door_id = serializers.UUIDField()
    afgesproken_op = serializers.DateField(allow_null=True)
    evaluatie_op = serializers.DateField(allow_null=True)
    situatie = serializers.CharField(allow_null=True, help_text="Alleen bij één plan.")
    afspraken_contact = serializers.CharField(allow_null=True)
    afspraken_veiligheid = serializers.CharField(
        allow_null=True, help_text="Alleen voor wie dit mag zien (categorie veiligheid)."
    )
    doelen = DoelUit(many=True, allow_null=True, help_text="Alleen bij één plan.")
    versie = serializers.IntegerField()


class PlanMaken(StrengeVorm):
    huishouden_id = serializers.UUIDField()


class PlanWijzigen(StrengeVorm):
    situatie = tekst(20_000)
    afspraken_contact = tekst(20_000)
    afspraken_veiligheid = tekst(20_000)
    evaluatie_op = serializers.DateField(required=False, allow_null=True)


class DoelMaken(StrengeVorm):
    titel = tekst(200, "In de ik-vorm.", leeg=False)
    waarom = tekst(4000)
    leefgebieden = serializers.ListField(child=keuze(ZRM_2013.keuzes), default=list, max_length=20)
    omschrijving = tekst(300, "Waaraan merkt het huishouden dat het gelukt is?")
    indicator = tekst(200)
    streefdatum = serializers.DateField(required=False, allow_null=True, default=None)


class PlanVraag(HuishoudenNodig):
    status = keuze(PlanStatus.choices, "Alleen in deze stand.", required=False)


class Plannen(BijHuishouden):
    bron, naam = "plannen", "plan"
    uitleg = "Het plan van een huishouden, met zijn versies."
    uit = PlanUit
    vraag = PlanVraag
    model = Plan
    doel = Doel.PLAN
    invoer = {"create": PlanMaken, "partial_update": PlanWijzigen}
    schermen = {
        "list": "dossier:plan",
        "retrieve": "dossier:plan",
        "create": "dossier:plan_begin",
        "partial_update": "dossier:plan_bewerken",
    }
    handelingen = {
        "doelen": Handeling("dossier:plan_doel", "voeg_doel_toe", "Zet een doel in het concept", DoelMaken)
    }
    volgorde = ("-nummer", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = Plan.objects.filter(huishouden=self.van_het_huishouden(waarden))
        return rijen.filter(status=waarden["status"]) if "status" in waarden else rijen

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        leeg = dict.fromkeys(("situatie", "afspraken_contact", "afspraken_veiligheid", "doelen"))
        return [_kort(rij) | leeg for rij in rijen]

    def toon(self, rij: Plan) -> dict[str, Any]:
        zicht = rij.huishouden.zicht
        beeld = planbeeld(rij, localdate(), zicht)
        return _kort(rij) | {
            "situatie": rij.situatie,
            "afspraken_contact": rij.afspraken_contact,
            "afspraken_veiligheid": beeld.veiligheid if zicht.mag(Categorie.VEILIGHEID) else None,
            "doelen": [
                {
                    "id": doel.rij.pk,
                    "titel": doel.rij.titel,
                    "waarom": doel.rij.waarom,
                    "leefgebieden": list(doel.rij.leefgebieden),
                    "bereikt_op": doel.rij.bereikt_op,
                    "is_leesbaar": not (doel.is_dicht or doel.is_kort),
                    "resultaten": [resultaat.omschrijving for resultaat in doel.resultaten],
                    "actie_ids": [actie.rij.pk for actie in doel.acties],
                }
                for doel in beeld.doelen
            ],
        }

    def maak(self, gegevens: Mapping[str, Any]) -> Plan:
        huishouden = self.huishouden(gegevens["huishouden_id"])
        return begin_plan(huishouden=huishouden, casus=lopende_casus(huishouden), by=self.wie, at=self.nu)

    def wijzig(self, rij: Plan, gegevens: Mapping[str, Any]) -> None:
        if "afspraken_veiligheid" in gegevens:
            eis(self.wie, rij.huishouden, Categorie.VEILIGHEID, schrijven=True)
        save_teksten(plan=rij, waarden=gegevens, versie=rij.versie, by=self.wie, at=self.nu)

    def voeg_doel_toe(self, rij: Plan, gegevens: Mapping[str, Any]) -> None:
        eis_leefgebieden(self.wie, rij.huishouden, gegevens["leefgebieden"])
        add_doel(
            plan=rij,
            titel=gegevens["titel"],
            waarom=gegevens.get("waarom", ""),
            leefgebieden=gegevens["leefgebieden"],
            omschrijving=gegevens.get("omschrijving", ""),
            indicator=gegevens.get("indicator", ""),
            streefdatum=gegevens["streefdatum"],
            probleem=None,
            by=self.wie,
            at=self.nu,
        )


def _kort(rij: Plan) -> dict[str, Any]:
    velden = (
        "huishouden_id", "casus_id", "nummer", "status", "gemaakt_op", "gemaakt_door_id", "afgesproken_op",
        "evaluatie_op", "versie",
    )  # fmt: skip
    return {"id": rij.pk, **{naam: getattr(rij, naam) for naam in velden}}
