"""`/ladder-metingen`: where one person stands on the participatieladder, and where that person wants to be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden, HuishoudenNodig, lopende_casus
from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from modules.dossier.actions.meting import save_ladder
from modules.dossier.models import LadderMeting
from modules.zgw.fouten import Ongeldig, Veldfout

_TREDEN = [(trede, f"Trede {trede}") for trede in range(1, 7)]


class LadderUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField()
    inwoner_id = serializers.UUIDField()
    datum = serializers.DateField()
    huidig = serializers.ChoiceField(choices=_TREDEN, allow_null=True)
    gewenst = serializers.ChoiceField(choices=_TREDEN, allow_null=True)
    is_niet_besproken = serializers.BooleanField()
    door_id = serializers.UUIDField()


class LadderMaken(StrengeVorm):
    huishouden_id = serializers.UUIDField()
    inwoner_id = serializers.UUIDField(help_text="Iemand uit dit huishouden.")
    huidig = keuze(_TREDEN, "Waar iemand nu staat. Leeg: niet besproken.", required=False, allow_null=True)
    gewenst = keuze(_TREDEN, "Waar iemand over een jaar wil staan.", required=False, allow_null=True)
    toelichting = tekst(4000)


class LadderVraag(HuishoudenNodig):
    inwoner_id = serializers.UUIDField(required=False, help_text="Alleen van deze persoon.")


class LadderMetingen(BijHuishouden):
    bron, naam = "ladder-metingen", "ladder-meting"
    uitleg = "Treden op de participatieladder."
    uit = LadderUit
    vraag = LadderVraag
    model = LadderMeting
    scopes_van = "zrm-metingen"
    invoer = {"create": LadderMaken}
    schermen = {
        "list": "dossier:zelfredzaamheid",
        "retrieve": "dossier:zelfredzaamheid",
        "create": "dossier:ladder_bewaren",
    }
    volgorde = ("-datum", "-gemaakt_op", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = LadderMeting.objects.filter(huishouden=self.van_het_huishouden(waarden))
        return rijen.filter(inwoner_id=waarden["inwoner_id"]) if "inwoner_id" in waarden else rijen

    def maak(self, gegevens: Mapping[str, Any]) -> LadderMeting:
        huishouden = self.huishouden(gegevens["huishouden_id"])
        casus = lopende_casus(huishouden)
        leden = huishouden.leden.filter(tot=None, inwoner_id=gegevens["inwoner_id"])
        lid = leden.select_related("inwoner").first()
        if lid is None:
            raise Ongeldig(Veldfout("inwonerId", "unknown", "Deze persoon hoort nu niet bij dit huishouden."))
        return save_ladder(
            huishouden=huishouden,
            casus=casus,
            inwoner=lid.inwoner,
            datum=localdate(self.nu),
            huidig=gegevens.get("huidig"),
            gewenst=gegevens.get("gewenst"),
            toelichting=gegevens.get("toelichting", ""),
            by=self.wie,
            at=self.nu,
        )
