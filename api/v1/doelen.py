"""`/doelen`: one goal of a plan, with how people notice that it worked and what helps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden
from api.v1.kern.bron import Handeling
from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm
from api.v1.plannen import DoelUit, doel_uit, probleem_uit
from keukentafel import audit
from keukentafel.audit import Doel
from modules.dossier.access import eis_leefgebieden
from modules.dossier.actions.plan import (
    add_oplossing,
    add_resultaat,
    change_doel,
    move_doel,
    remove_doel,
    remove_oplossing,
    remove_resultaat,
    set_bereikt,
)
from modules.dossier.models import Doelstelling, PlanOplossing, Resultaat
from modules.dossier.queries.plannen import planbeeld
from modules.inrichting.codelijsten import Kader, Wet
from modules.inrichting.leefgebieden import ZRM_2013
from modules.zgw.fouten import Ongeldig, Veldfout


class DoelWijzigen(StrengeVorm):
    titel = tekst(200, "In de ik-vorm.", leeg=False)
    waarom = tekst(4000)
    leefgebieden = serializers.ListField(child=keuze(ZRM_2013.keuzes), required=False, max_length=20)
    probleem_id = serializers.UUIDField(
        required=False, allow_null=True, help_text="Over welk probleem uit het plan het gaat."
    )


class BereiktIn(StrengeVorm):
    bereikt = serializers.BooleanField(
        default=True, help_text="Of het doel is bereikt; false neemt het terug."
    )


class VerplaatsIn(StrengeVorm):
    omhoog = serializers.BooleanField(help_text="Eén plaats omhoog, of omlaag.")


class ResultaatMaken(StrengeVorm):
    omschrijving = tekst(300, "Waaraan merkt het huishouden dat het gelukt is?", leeg=False)
    indicator = tekst(200)
    streefdatum = serializers.DateField(required=False, allow_null=True, default=None)


class WelkResultaat(StrengeVorm):
    resultaat_id = serializers.UUIDField()


class OplossingMaken(WelkResultaat):
    omschrijving = tekst(300, "Wat helpt.", leeg=False)
    kader = keuze(Kader.choices)
    door = tekst(160, "Door wie.")
    wet = keuze(Wet.choices, default=Wet.GEEN)


class WelkeOplossing(StrengeVorm):
    oplossing_id = serializers.UUIDField()


class Doelen(BijHuishouden):
    bron, naam = "doelen", "doel"
    uitleg = "Doelen in een plan. Welke er zijn, staat bij het plan."
    uit = DoelUit
    model = Doelstelling
    doel = Doel.PLAN
    scopes_van = "plannen"
    invoer = {"partial_update": DoelWijzigen}
    schermen = {"retrieve": "dossier:plan", "partial_update": "dossier:doel", "destroy": "dossier:doel"}
    handelingen = {
        "bereikt": Handeling(
            "dossier:doel", "zet_bereikt", "Zeg dat het doel is bereikt, of niet", BereiktIn
        ),
        "verplaatsen": Handeling(
            "dossier:doel", "verplaats", "Zet het doel een plaats hoger of lager", VerplaatsIn
        ),
        "resultaten": Handeling(
            "dossier:resultaat_nieuw",
            "voeg_resultaat_toe",
            "Zeg waaraan jullie merken dat het lukt",
            ResultaatMaken,
        ),
        "resultaat-weghalen": Handeling(
            "dossier:resultaat", "haal_resultaat_weg", "Haal een resultaat uit het concept", WelkResultaat
        ),
        "oplossingen": Handeling(
            "dossier:resultaat", "voeg_oplossing_toe", "Zeg wat helpt bij een resultaat", OplossingMaken
        ),
        "oplossing-weghalen": Handeling(
            "dossier:oplossing_weg",
            "haal_oplossing_weg",
            "Haal een oplossing uit het concept",
            WelkeOplossing,
        ),
    }

    def open(self, pk: UUID, *, lock: bool = False) -> Doelstelling:
        rij = Doelstelling.objects.select_related("plan__casus").filter(pk=pk).first()
        if rij is None:
            raise Http404
        rij.plan.huishouden = self.huishouden(rij.plan.huishouden_id, lock=lock)
        audit.record_inzage(target=rij.plan, by=self.wie, doel=self.doel, at=self.nu)
        if self.handeling != "verplaatsen":  # its place says nothing of what it is
            eis_leefgebieden(self.wie, rij.plan.huishouden, rij.leefgebieden)
        return rij

    def toon(self, rij: Doelstelling) -> dict[str, Any]:
        beeld = planbeeld(rij.plan, localdate(self.nu), rij.plan.huishouden.zicht)
        return next(doel_uit(doel, rij.plan_id) for doel in beeld.doelen if doel.rij.pk == rij.pk)

    def wijzig(self, rij: Doelstelling, gegevens: Mapping[str, Any]) -> None:
        waarden = dict(gegevens)
        eis_leefgebieden(self.wie, rij.plan.huishouden, waarden.get("leefgebieden", ()))
        if "probleem_id" in waarden:
            waarden["probleem"] = probleem_uit(rij.plan, waarden.pop("probleem_id"))
        change_doel(doel=rij, waarden=waarden, versie=rij.versie, by=self.wie, at=self.nu)

    def verwijder(self, rij: Doelstelling) -> None:
        remove_doel(doel=rij, by=self.wie, at=self.nu)

    def zet_bereikt(self, rij: Doelstelling, gegevens: Mapping[str, Any]) -> None:
        set_bereikt(doel=rij, bereikt=gegevens["bereikt"], by=self.wie, at=self.nu)

    def verplaats(self, rij: Doelstelling, gegevens: Mapping[str, Any]) -> None:
        move_doel(doel=rij, omhoog=gegevens["omhoog"], by=self.wie, at=self.nu)

    def voeg_resultaat_toe(self, rij: Doelstelling, gegevens: Mapping[str, Any]) -> None:
        velden = {naam: gegevens.get(naam, "") for naam in ("omschrijving", "indicator")}
        add_resultaat(doel=rij, **velden, streefdatum=gegevens["streefdatum"], by=self.wie, at=self.nu)

    def _resultaat(self, rij: Doelstelling, gegevens: Mapping[str, Any]) -> Resultaat:
        gevonden: Resultaat | None = rij.resultaten.filter(pk=gegevens["resultaat_id"]).first()
        if gevonden is None:
            raise Ongeldig(Veldfout("resultaatId", "unknown", "Dit resultaat hoort niet bij dit doel."))
        gevonden.doel = rij
        return gevonden

    def haal_resultaat_weg(self, rij: Doelstelling, gegevens: Mapping[str, Any]) -> None:
        remove_resultaat(resultaat=self._resultaat(rij, gegevens), by=self.wie, at=self.nu)

    def voeg_oplossing_toe(self, rij: Doelstelling, gegevens: Mapping[str, Any]) -> None:
        add_oplossing(
            resultaat=self._resultaat(rij, gegevens),
            kader=gegevens["kader"],
            omschrijving=gegevens["omschrijving"],
            door=gegevens.get("door", ""),
            wet=gegevens["wet"],
            by=self.wie,
            at=self.nu,
        )

    def haal_oplossing_weg(self, rij: Doelstelling, gegevens: Mapping[str, Any]) -> None:
        oplossing = PlanOplossing.objects.filter(pk=gegevens["oplossing_id"], resultaat__doel=rij).first()
        if oplossing is None:
            raise Ongeldig(Veldfout("oplossingId", "unknown", "Deze oplossing hoort niet bij dit doel."))
        remove_oplossing(oplossing=oplossing, by=self.wie, at=self.nu)
