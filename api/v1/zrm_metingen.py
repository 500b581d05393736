"""`/zrm-metingen`: the Zelfredzaamheid-Matrix of one person at one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden, HuishoudenNodig, lopende_casus
from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from modules.dossier.actions.meting import Score, remove_zrm, save_zrm
from modules.dossier.models import ZrmMeting
from modules.dossier.queries.zrm_kort import gesloten_gebieden
from modules.dossier.zicht import mate_over
from modules.inrichting.codelijsten import Meetmoment, RedenNietBeoordeeld
from modules.inrichting.leefgebieden import SUPPLEMENTEN, ZRM_VERSIE_KEUZES, ZRM_VERSIES
from modules.inrichting.rules.protocol import Mate
from modules.zgw.fouten import Ongeldig, Veldfout

_LIJSTEN = ("zrm", *(lijst.code for lijst in SUPPLEMENTEN))


class ScoreUit(Vorm):
    lijst = serializers.CharField()
    leefgebied = serializers.CharField()
    niveau = serializers.IntegerField(allow_null=True, help_text="1 tot en met 5.")
    niet_beoordeeld = keuze(RedenNietBeoordeeld.choices, "Waarom er geen niveau is.", allow_null=True)
    toelichting = serializers.CharField(
        allow_null=True, help_text="Alleen voor wie alles over dit gebied mag lezen."
    )


class MetingUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField()
    inwoner_id = serializers.UUIDField()
    instrument = keuze(ZRM_VERSIE_KEUZES)
    moment = keuze(Meetmoment.choices)
    datum = serializers.DateField()
    met_wie = serializers.CharField()
    beoordelaar_id = serializers.UUIDField()
    toelichting = serializers.CharField(allow_null=True, help_text="Alleen voor wie alle gebieden mag lezen.")
    scores = ScoreUit(many=True, help_text="Gebieden die je niet mag zien, staan er niet bij.")


class ScoreIn(StrengeVorm):
    lijst = keuze(_LIJSTEN, "De matrix of een supplement.", default="zrm")
    leefgebied = tekst(40, leeg=False)
    niveau = serializers.IntegerField(min_value=1, max_value=5, required=False, allow_null=True, default=None)
    toelichting = tekst(2000)
    niet_beoordeeld = keuze(RedenNietBeoordeeld.choices, required=False)


class MetingMaken(StrengeVorm):
    huishouden_id = serializers.UUIDField()
    inwoner_id = serializers.UUIDField(help_text="Iemand uit dit huishouden.")
    instrument = keuze(
        ZRM_VERSIE_KEUZES,
        "Leeg is wat de vorige keer is gebruikt: zo vergelijk je.",
        required=False,
    )
    moment = keuze(Meetmoment.choices, required=False)
    datum = serializers.DateField(required=False, help_text="Leeg is vandaag.")
    met_wie = tekst(160)
    toelichting = tekst(4000)
    scores = serializers.ListField(child=ScoreIn(), min_length=1, max_length=60)


class MetingVraag(HuishoudenNodig):
    inwoner_id = serializers.UUIDField(required=False, help_text="Alleen van deze persoon.")


class ZrmMetingen(BijHuishouden):
    bron, naam = "zrm-metingen", "zrm-meting"
    uitleg = "Metingen met de Zelfredzaamheid-Matrix."
    uit = MetingUit
    vraag = MetingVraag
    model = ZrmMeting
    invoer = {"create": MetingMaken}
    schermen = {
        "list": "dossier:zelfredzaamheid",
        "retrieve": "dossier:zelfredzaamheid",
        "create": "dossier:zrm_nieuw",
        "destroy": "dossier:zrm_weg",
    }
    volgorde = ("-datum", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = ZrmMeting.objects.filter(huishouden=self.van_het_huishouden(waarden), is_bewaard=True)
        if inwoner := waarden.get("inwoner_id"):
            rijen = rijen.filter(inwoner_id=inwoner)
        return rijen.prefetch_related("scores")

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [self._vorm(rij, self.hier.zicht) for rij in rijen]

    def toon(self, rij: ZrmMeting) -> dict[str, Any]:
        return self._vorm(rij, rij.huishouden.zicht)

    def _vorm(self, rij: ZrmMeting, zicht: Any) -> dict[str, Any]:
        dicht = gesloten_gebieden(zicht)
        alle = sorted(rij.scores.all(), key=lambda score: (score.lijst, score.leefgebied))
        leest_alles = mate_over(zicht, [score.leefgebied for score in alle]) is Mate.ALLES
        velden = (
            "huishouden_id", "casus_id", "inwoner_id", "instrument", "moment", "datum", "met_wie", "beoordelaar_id",
        )  # fmt: skip
        return {
            "id": rij.pk,
            **{naam: getattr(rij, naam) for naam in velden},
            "toelichting": rij.toelichting if leest_alles else None,
            "scores": [
                {
                    "lijst": score.lijst,
                    "leefgebied": score.leefgebied,
                    "niveau": score.niveau,
                    "niet_beoordeeld": score.niet_beoordeeld or None,
                    "toelichting": score.toelichting
                    if mate_over(zicht, [score.leefgebied]) is Mate.ALLES
                    else None,
                }
                for score in alle
                if score.leefgebied not in dicht
            ],
        }

    def maak(self, gegevens: Mapping[str, Any]) -> ZrmMeting:
        huishouden, vandaag = self.huishouden(gegevens["huishouden_id"]), localdate(self.nu)
        casus = lopende_casus(huishouden)
        leden = huishouden.leden.filter(tot=None, inwoner_id=gegevens["inwoner_id"])
        lid = leden.select_related("inwoner").first()
        if lid is None:
            raise Ongeldig(Veldfout("inwonerId", "unknown", "Deze persoon hoort nu niet bij dit huishouden."))
        eerder = ZrmMeting.objects.filter(huishouden=huishouden, inwoner=lid.inwoner, is_bewaard=True)
        vorige = eerder.only("instrument").first()
        instrument = gegevens.get("instrument") or (vorige.instrument if vorige else "zrm_2013")
        gewoon = Meetmoment.TUSSEN if vorige else Meetmoment.START
        return save_zrm(
            huishouden=huishouden,
            casus=casus,
            inwoner=lid.inwoner,
            instrument=instrument,
            datum=gegevens.get("datum") or vandaag,
            moment=gegevens.get("moment") or gewoon,
            met_wie=gegevens.get("met_wie", ""),
            toelichting=gegevens.get("toelichting", ""),
            scores=_scores(gegevens, instrument, gesloten_gebieden(huishouden.zicht)),
            by=self.wie,
            at=self.nu,
            vandaag=vandaag,
        )

    def verwijder(self, rij: ZrmMeting) -> None:
        remove_zrm(meting=rij, by=self.wie, at=self.nu)


def _scores(
    gegevens: Mapping[str, Any], instrument: str, dicht: frozenset[str]
) -> dict[tuple[str, str], Score]:
    """Return the scores as the action takes them; a domain of the matrix that is not named was not talked of.

    :raises Ongeldig: a domain that the instrument does not have, or that stays closed for who measures.
    """
    versie = ZRM_VERSIES[instrument]
    bekend = {("zrm", code) for code in versie.codes} | {
        (lijst.code, deel.code) for lijst in SUPPLEMENTEN for deel in lijst.onderdelen
    }
    uit: dict[tuple[str, str], Score] = {
        ("zrm", code): Score(None) for code in versie.codes if code not in dicht
    }
    for plek, score in enumerate(gegevens["scores"]):
        sleutel = (score["lijst"], score["leefgebied"])
        if sleutel not in bekend or score["leefgebied"] in dicht:
            naam = f"scores.{plek}.leefgebied"
            raise Ongeldig(Veldfout(naam, "unknown", "Dit leefgebied kun je hier niet scoren."))
        reden = score.get("niet_beoordeeld") or RedenNietBeoordeeld.NIET_BESPROKEN
        uit[sleutel] = Score(score["niveau"], score.get("toelichting", ""), reden)
    return uit
