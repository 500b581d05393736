"""`/beschikkingen`: decisions about help. Deciding is done by people, on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden, HuishoudenNodig
from api.v1.kern.velden import keuze
from api.v1.kern.vorm import Vorm
from modules.dossier.access import besluiten_zichtbaar
from modules.dossier.besluiten.access import beschikking_for
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.woorden import Stand, ToewijzingStand, Uitkomst
from modules.dossier.besluiten.woorden import Vorm as Leveringsvorm
from modules.inrichting.codelijsten import Wet


class ToewijzingUit(Vorm):
    id = serializers.UUIDField()
    nummer = serializers.IntegerField(allow_null=True)
    titel = serializers.CharField()
    categorie = serializers.CharField()
    product = serializers.CharField()
    aanbieder_id = serializers.UUIDField(allow_null=True)
    vorm = keuze(Leveringsvorm.choices)
    hoeveel = serializers.CharField()
    begin = serializers.DateField()
    einde = serializers.DateField(allow_null=True)
    stand = keuze(ToewijzingStand.choices)


class BeschikkingUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField()
    inwoner_id = serializers.UUIDField()
    melding_id = serializers.UUIDField(allow_null=True)
    wet = keuze(Wet.choices)
    soort = serializers.CharField()
    uitkomst = serializers.ChoiceField(choices=Uitkomst.choices, allow_null=True)
    stand = keuze(Stand.choices)
    aanvraag_op = serializers.DateField(allow_null=True)
    beslist_op = serializers.DateTimeField(allow_null=True)
    bekend_op = serializers.DateField(allow_null=True)
    begin = serializers.DateField(allow_null=True)
    einde = serializers.DateField(allow_null=True)
    gevraagd = serializers.CharField(allow_null=True, help_text="Alleen bij één besluit.")
    wat = serializers.CharField(allow_null=True)
    hoeveel = serializers.CharField(allow_null=True)
    grond = serializers.CharField(allow_null=True)
    vervangt_id = serializers.UUIDField(allow_null=True)
    toewijzingen = ToewijzingUit(many=True, allow_null=True, help_text="Alleen bij één besluit.")
    versie = serializers.IntegerField()


class BeschikkingVraag(HuishoudenNodig):
    wet = keuze(Wet.choices, "Alleen onder deze wet.", required=False)
    stand = keuze(Stand.choices, "Alleen in deze stand.", required=False)


_KORT = (
    "huishouden_id", "casus_id", "inwoner_id", "melding_id", "wet", "soort", "stand", "aanvraag_op", "beslist_op",
    "bekend_op", "begin", "einde", "vervangt_id", "versie",
)  # fmt: skip
_LANG = ("gevraagd", "wat", "hoeveel", "grond")


class Beschikkingen(BijHuishouden):
    bron, naam = "beschikkingen", "beschikking"
    uitleg = "Besluiten over hulp. Een besluit nemen doet een mens, op het scherm."
    uit = BeschikkingUit
    vraag = BeschikkingVraag
    schermen = {"list": "besluiten:lijst", "retrieve": "besluiten:besluit"}
    volgorde = ("-gemaakt_op", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        huishouden = self.van_het_huishouden(waarden)
        rijen = Beschikking.objects.filter(besluiten_zichtbaar(self.wie), huishouden=huishouden)
        return rijen.filter(**{naam: waarden[naam] for naam in ("wet", "stand") if naam in waarden})

    def open(self, pk: UUID, *, lock: bool = False) -> Beschikking:
        return beschikking_for(self.wie, pk)

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [_kort(rij) | dict.fromkeys((*_LANG, "toewijzingen")) for rij in rijen]

    def toon(self, rij: Beschikking) -> dict[str, Any]:
        velden = (
            "nummer", "titel", "categorie", "product", "aanbieder_id", "vorm", "hoeveel", "begin", "einde", "stand",
        )  # fmt: skip
        return _kort(rij) | {
            **{naam: getattr(rij, naam) for naam in _LANG},
            "toewijzingen": [
                {"id": deel.pk, **{naam: getattr(deel, naam) for naam in velden}}
                for deel in rij.toewijzingen.order_by("volgorde", "id")
            ],
        }


def _kort(rij: Beschikking) -> dict[str, Any]:
    return {"id": rij.pk, **{naam: getattr(rij, naam) for naam in _KORT}, "uitkomst": rij.uitkomst or None}
