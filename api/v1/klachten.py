"""`/klachten`: complaints, and their route. Whom one is about never handles it; answering is done by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden
from api.v1.kern.bron import Handeling
from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from api.v1.meldingen import OpEenDag
from modules.dossier.besluiten.access import behandelt_klacht, klacht_for, klachten_zichtbaar
from modules.dossier.besluiten.actions.klacht import (
    adjourn_klacht,
    answer_klacht,
    confirm_klacht,
    hear_klacht,
    receive_klacht,
    withdraw_klacht,
)
from modules.dossier.besluiten.actions.weigeringen import NietJouwKlacht
from modules.dossier.besluiten.models import Klacht
from modules.dossier.besluiten.queries.mensen import mensen_hier
from modules.dossier.besluiten.rechtsbrieven import KLACHT_ANTWOORD, KLACHT_ONTVANGST, make_klachtbrief
from modules.dossier.besluiten.woorden import KlachtOordeel, KlachtOver, KlachtStand
from modules.dossier.queries.feiten import casussen_van, eigen_casus
from modules.inrichting.rules.protocol import Categorie
from modules.zgw.fouten import Ongeldig, Veldfout

ALLEEN_EEN_MENS = "Een klacht beantwoordt een mens. Vraag wie de klacht behandelt."
_LANG = 6_000


class KlachtUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    casus_id = serializers.UUIDField(allow_null=True)
    indiener = serializers.CharField()
    ontvangen_op = serializers.DateField()
    over = keuze(KlachtOver.choices)
    over_wie_id = serializers.UUIDField(allow_null=True)
    behandelaar_id = serializers.UUIDField()
    met_adviseur = serializers.BooleanField()
    afhandelen_uiterlijk = serializers.DateField()
    bevestigd_op = serializers.DateField(allow_null=True)
    verdaagd_tot = serializers.DateField(allow_null=True)
    gehoord_op = serializers.DateField(allow_null=True)
    stand = keuze(KlachtStand.choices)
    oordeel = serializers.ChoiceField(choices=KlachtOordeel.choices, allow_null=True)
    afgehandeld_op = serializers.DateField(allow_null=True)
    tekst = serializers.CharField(allow_null=True, help_text="Alleen bij één klacht.")
    gewenst = serializers.CharField(allow_null=True)
    verdaagd_omdat = serializers.CharField(allow_null=True)
    hoorverslag = serializers.CharField(allow_null=True)
    niet_gehoord_omdat = serializers.CharField(allow_null=True)
    antwoord = serializers.CharField(allow_null=True)
    vervolg = serializers.CharField(allow_null=True)
    versie = serializers.IntegerField()


class KlachtMaken(StrengeVorm):
    huishouden_id = serializers.UUIDField()
    indiener = tekst(160, "Wie een klacht heeft.", leeg=False)
    ontvangen_op = serializers.DateField(required=False, help_text="Leeg is vandaag.")
    over = keuze(KlachtOver.choices)
    over_wie_id = serializers.UUIDField(required=False, allow_null=True, help_text="Over welke collega.")
    gewenst = tekst(_LANG, "Wat de inwoner wil.")
    met_adviseur = serializers.BooleanField(default=False, help_text="Dan is er 10 weken de tijd.")
    behandelaar_id = serializers.UUIDField(
        help_text="Een collega van het team, niet wie de klacht over gaat."
    )
    tekst = tekst(_LANG, "Wat er is gebeurd, in de woorden van de inwoner.", leeg=False)


class KlachtHoren(StrengeVorm):
    gehoord_op = serializers.DateField(required=False, help_text="Wanneer de inwoner is gehoord.")
    verslag = tekst(_LANG, "Wat er is gezegd.")
    niet_omdat = tekst(500, "Of waarom het niet hoeft.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("gehoord_op" in attrs) == bool(attrs.get("niet_omdat")):
            raise serializers.ValidationError("Noem gehoordOp of nietOmdat, één van beide.")
        return attrs


class KlachtVerdagen(StrengeVorm):
    omdat = tekst(500, "Waarom er meer tijd nodig is. De inwoner krijgt dit te horen.", leeg=False)


class KlachtAntwoord(StrengeVorm):
    is_opgelost = serializers.BooleanField(default=False, help_text="De inwoner is tevreden.")
    oordeel = keuze(KlachtOordeel.choices, required=False)
    antwoord = tekst(_LANG, "Wat we vonden, wat we ervan vinden en wat we doen.")
    vervolg = tekst(_LANG, "Wat we anders doen.")
    op = serializers.DateField(required=False, help_text="Wanneer de inwoner het kreeg. Leeg is vandaag.")


class KlachtBrief(StrengeVorm):
    soort = keuze((KLACHT_ONTVANGST, KLACHT_ANTWOORD))
    aan = tekst(60, "De sleutel van wie de brief krijgt. Leeg is wie hem vanzelf krijgt.")


_KORT = (
    "huishouden_id", "casus_id", "indiener", "ontvangen_op", "over", "over_wie_id", "behandelaar_id", "met_adviseur",
    "afhandelen_uiterlijk", "bevestigd_op", "verdaagd_tot", "gehoord_op", "stand", "afgehandeld_op", "versie",
)  # fmt: skip
_TEKSTEN = (
    "tekst", "gewenst", "verdaagd_omdat", "hoorverslag", "niet_gehoord_omdat", "antwoord", "vervolg",
)  # fmt: skip


class Klachten(BijHuishouden):
    bron, naam = "klachten", "klacht"
    uitleg = "Klachten. Over wie de klacht gaat, behandelt hem niet; antwoorden doet een mens."
    uit = KlachtUit
    scopes_van = "beschikkingen"
    invoer = {"create": KlachtMaken}
    schermen = {"list": "besluiten:lijst", "retrieve": "besluiten:klacht", "create": "besluiten:klacht_nieuw"}
    handelingen = {
        "bevestigen": Handeling("besluiten:klacht", "bevestig", "Leg vast wanneer de ontvangst is bevestigd", OpEenDag),
        "horen": Handeling("besluiten:klacht", "hoor", "Leg vast wat er is gezegd, of waarom niet", KlachtHoren),
        "verdagen": Handeling("besluiten:klacht", "verdaag", "Neem meer tijd, met de reden", KlachtVerdagen),
        "antwoorden": Handeling(
            "besluiten:klacht", "antwoord", "Beantwoord de klacht, of los hem op", KlachtAntwoord, gezien=True
        ),
        "intrekken": Handeling("besluiten:klacht", "trek_in", "De inwoner trekt de klacht in", OpEenDag),
        "brief": Handeling("besluiten:klacht", "maak_brief", "Maak een brief bij deze klacht", KlachtBrief),
    }  # fmt: skip
    volgorde = ("-ontvangen_op", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        return Klacht.objects.filter(klachten_zichtbaar(self.wie, self.van_het_huishouden(waarden)))

    def open(self, pk: UUID, *, lock: bool = False) -> Klacht:
        return klacht_for(self.wie, pk)

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [_kort(rij) | dict.fromkeys(_TEKSTEN) for rij in rijen]

    def toon(self, rij: Klacht) -> dict[str, Any]:
        return _kort(rij) | {naam: getattr(rij, naam) for naam in _TEKSTEN}

    def maak(self, gegevens: Mapping[str, Any]) -> Klacht:
        huishouden, vandaag = self.huishouden(gegevens["huishouden_id"]), localdate(self.nu)
        casus = eigen_casus(huishouden, casussen_van(huishouden))
        mensen: dict[UUID | None, Any] = {mens.pk: mens for mens in mensen_hier(huishouden.team_id, vandaag)}
        fout = [
            Veldfout(naam, "unknown", "Kies een collega van dit team.")
            for naam, pk in (
                ("behandelaarId", gegevens["behandelaar_id"]),
                ("overWieId", gegevens.get("over_wie_id")),
            )
            if pk and pk not in mensen
        ]
        if fout:
            raise Ongeldig(*fout)
        return receive_klacht(
            huishouden=huishouden,
            casus=casus if casus is not None and not casus.is_afgesloten else None,
            gegevens={
                "indiener": gegevens["indiener"],
                "ontvangen_op": gegevens.get("ontvangen_op") or vandaag,
                "over": gegevens["over"],
                "over_wie": mensen.get(gegevens.get("over_wie_id")),
                "tekst": gegevens["tekst"],
                "gewenst": gegevens.get("gewenst", ""),
                "met_adviseur": gegevens["met_adviseur"],
                "behandelaar": mensen[gegevens["behandelaar_id"]],
            },
            by=self.wie,
            at=self.nu,
        )

    def _eis(self, rij: Klacht) -> None:
        """Ask that who takes a step handles it.

        :raises NietJouwKlacht: another does.
        """
        if not behandelt_klacht(self.wie, rij):
            raise NietJouwKlacht

    def bevestig(self, rij: Klacht, gegevens: Mapping[str, Any]) -> None:
        self._eis(rij)
        confirm_klacht(klacht=rij, op=gegevens["op"], by=self.wie, at=self.nu)

    def hoor(self, rij: Klacht, gegevens: Mapping[str, Any]) -> None:
        self._eis(rij)
        op = gegevens.get("gehoord_op")
        if op and op > localdate(self.nu):
            raise Ongeldig(
                Veldfout("gehoordOp", "invalid", "Deze dag is nog niet geweest. Kies vandaag of eerder.")
            )
        hear_klacht(
            klacht=rij,
            op=op,
            verslag=gegevens.get("verslag", ""),
            omdat=gegevens.get("niet_omdat", ""),
            by=self.wie,
            at=self.nu,
        )

    def verdaag(self, rij: Klacht, gegevens: Mapping[str, Any]) -> None:
        self._eis(rij)
        adjourn_klacht(klacht=rij, omdat=gegevens["omdat"], by=self.wie, at=self.nu)

    def antwoord(self, rij: Klacht, gegevens: Mapping[str, Any]) -> None:
        self.eis_mens(ALLEEN_EEN_MENS)
        self._eis(rij)
        op = gegevens.get("op") or localdate(self.nu)
        if op > localdate(self.nu):
            raise Ongeldig(Veldfout("op", "invalid", "Deze dag is nog niet geweest. Kies vandaag of eerder."))
        answer_klacht(
            klacht=rij,
            oordeel=gegevens.get("oordeel", ""),
            antwoord=gegevens.get("antwoord", ""),
            vervolg=gegevens.get("vervolg", ""),
            op=op,
            is_opgelost=gegevens["is_opgelost"],
            by=self.wie,
            at=self.nu,
        )

    def trek_in(self, rij: Klacht, gegevens: Mapping[str, Any]) -> None:
        self._eis(rij)
        withdraw_klacht(klacht=rij, op=gegevens["op"], by=self.wie, at=self.nu)

    def maak_brief(self, rij: Klacht, gegevens: Mapping[str, Any]) -> None:
        if not (
            behandelt_klacht(self.wie, rij) and rij.huishouden.zicht.mag(Categorie.CONTACT, schrijven=True)
        ):
            raise NietJouwKlacht
        make_klachtbrief(
            klacht=rij, soort=gegevens["soort"], aan=gegevens.get("aan", ""), by=self.wie, at=self.nu
        )


def _kort(rij: Klacht) -> dict[str, Any]:
    return {"id": rij.pk, **{naam: getattr(rij, naam) for naam in _KORT}, "oordeel": rij.oordeel or None}
