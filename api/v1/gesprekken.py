"""`/gesprekken`: talks with a household. What was said is read by who reads all that it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden, lopende_casus
from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel import audit
from modules.dossier.access import eis_leefgebieden
from modules.dossier.actions.gesprek import save_gesprek, start_gesprek
from modules.dossier.models import Gesprek, GesprekSoort, GesprekStand
from modules.dossier.zicht import mate_over
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.rules.protocol import Mate

_TEKSTEN = (
    "voorbereiding", "verhaal", "gevraagd", "verleden", "heden", "toekomst", "sterk", "wensen", "belemmering",
    "verslag",
)  # fmt: skip


class GesprekUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField()
    soort = keuze(GesprekSoort.choices)
    stand = keuze(GesprekStand.choices)
    begonnen_op = serializers.DateTimeField()
    afgerond_op = serializers.DateTimeField(allow_null=True)
    gestart_door_id = serializers.UUIDField()
    plaats = serializers.CharField()
    is_leesbaar = serializers.BooleanField(help_text="Of je mag lezen wat er is gezegd.")
    leefgebieden = serializers.ListField(child=serializers.CharField(), allow_null=True)
    voorbereiding = serializers.CharField(allow_null=True)
    verhaal = serializers.CharField(allow_null=True, help_text="Alleen bij één gesprek dat je mag lezen.")
    gevraagd = serializers.CharField(allow_null=True)
    verleden = serializers.CharField(allow_null=True)
    heden = serializers.CharField(allow_null=True)
    toekomst = serializers.CharField(allow_null=True)
    sterk = serializers.CharField(allow_null=True)
    wensen = serializers.CharField(allow_null=True)
    belemmering = serializers.CharField(allow_null=True)
    verslag = serializers.CharField(allow_null=True)
    versie = serializers.IntegerField()


class GesprekMaken(StrengeVorm):
    huishouden_id = serializers.UUIDField()


class GesprekWijzigen(StrengeVorm):
    soort = keuze(GesprekSoort.choices, required=False)
    plaats = tekst(160)
    zonder_inwoner_omdat = tekst(300)
    wil_geen_verslag = serializers.BooleanField(required=False)
    voorbereiding = tekst(20_000)
    verhaal = tekst(20_000)
    gevraagd = tekst(20_000)
    verleden = tekst(20_000)
    heden = tekst(20_000)
    toekomst = tekst(20_000)
    sterk = tekst(20_000)
    wensen = tekst(20_000)
    belemmering = tekst(20_000)
    leefgebieden = serializers.ListField(child=keuze(ZRM_2013.keuzes), required=False, max_length=20)


class Gesprekken(BijHuishouden):
    bron, naam = "gesprekken", "gesprek"
    uitleg = "Gesprekken met een huishouden."
    uit = GesprekUit
    model = Gesprek
    bij = ("gestart_door", "casus")
    invoer = {"create": GesprekMaken, "partial_update": GesprekWijzigen}
    schermen = {
        "list": "dossier:gesprekken",
        "retrieve": "dossier:gesprek",
        "create": "dossier:gesprek_start",
        "partial_update": "dossier:gesprek",
    }
    volgorde = ("-begonnen_op", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        return Gesprek.objects.filter(huishouden=self.van_het_huishouden(waarden))

    def na_de_deur(self, rij: Gesprek) -> None:
        if rij.gestart_door_id != self.wie.pk:
            eis_leefgebieden(self.wie, rij.huishouden, rij.leefgebieden)
        audit.record_inzage(target=rij, by=self.wie, doel=self.doel, at=self.nu)

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [self._vorm(rij, self._leest(rij, self.hier), met_tekst=False) for rij in rijen]

    def toon(self, rij: Gesprek) -> dict[str, Any]:
        return self._vorm(rij, self._leest(rij, rij.huishouden), met_tekst=True)

    def _leest(self, rij: Gesprek, huishouden: Any) -> bool:
        eigen = rij.gestart_door_id == self.wie.pk
        return eigen or mate_over(huishouden.zicht, rij.leefgebieden) is Mate.ALLES

    def _vorm(self, rij: Gesprek, leest: bool, *, met_tekst: bool) -> dict[str, Any]:
        velden = (
            "huishouden_id", "casus_id", "soort", "stand", "begonnen_op", "afgerond_op", "gestart_door_id",
            "plaats", "versie",
        )  # fmt: skip
        toont = leest and met_tekst
        return {
            "id": rij.pk,
            **{naam: getattr(rij, naam) for naam in velden},
            "is_leesbaar": leest,
            "leefgebieden": rij.leefgebieden if leest else None,
            **{naam: getattr(rij, naam) if toont else None for naam in _TEKSTEN},
        }

    def maak(self, gegevens: Mapping[str, Any]) -> Gesprek:
        huishouden = self.huishouden(gegevens["huishouden_id"])
        casus = lopende_casus(huishouden)
        variant = self.django.instellingen.van_casus(casus.teammodel_id, casus.team_id)
        soort = GesprekSoort.OVERLEG if str(variant.variant) == "netwerk" else GesprekSoort.KEUKENTAFEL
        return start_gesprek(huishouden=huishouden, casus=casus, soort=soort, by=self.wie, at=self.nu)

    def wijzig(self, rij: Gesprek, gegevens: Mapping[str, Any]) -> None:
        nieuw = gegevens.get("leefgebieden", [])
        if nieuw and rij.gestart_door_id != self.wie.pk:
            eis_leefgebieden(self.wie, rij.huishouden, nieuw)
        save_gesprek(gesprek=rij, waarden=gegevens, versie=rij.versie, by=self.wie, at=self.nu)
