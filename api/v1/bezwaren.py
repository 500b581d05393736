"""`/bezwaren`: objections to decisions. Deciding on one is done by a person, and not by who decided before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden
from api.v1.kern.bron import Handeling
from api.v1.kern.velden import TijdVeld, keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from api.v1.meldingen import OpEenDag
from keukentafel.values.datum_tekst import datum_voluit
from modules.dossier.access import besluiten_zichtbaar
from modules.dossier.besluiten.access import (
    beschikking_for,
    bezwaar_for,
    eis_behandelt_bezwaar,
    mag_schrijven,
)
from modules.dossier.besluiten.actions.bezwaar import (
    adjourn_bezwaar,
    announce_bezwaar,
    decide_bezwaar,
    hear_bezwaar,
    receive_bezwaar,
    skip_hearing,
    withdraw_bezwaar,
)
from modules.dossier.besluiten.actions.weigeringen import NietJouwBezwaar
from modules.dossier.besluiten.instellingen import BesluitInstellingen
from modules.dossier.besluiten.models import Bezwaar
from modules.dossier.besluiten.queries.mensen import mensen_hier
from modules.dossier.besluiten.rechtsbrieven import (
    BEZWAAR_BESLISSING,
    BEZWAAR_ONTVANGST,
    HOORZITTING,
    make_bezwaarbrief,
)
from modules.dossier.besluiten.rules.bezwaar import NIET_HOREN, te_snel_horen
from modules.dossier.besluiten.woorden import BezwaarStand, BezwaarUitkomst
from modules.zgw.fouten import Ongeldig, Veldfout

ALLEEN_EEN_MENS = "Op een bezwaar beslist een mens met een mandaat. Een programma bereidt het voor."
_LANG = 6_000
_GRONDEN = [(letter, grond.kort) for letter, grond in NIET_HOREN.items()]


class BezwaarUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    beschikking_id = serializers.UUIDField()
    indiener = serializers.CharField()
    ontvangen_op = serializers.DateField()
    indienen_uiterlijk = serializers.DateField()
    beslissen_uiterlijk = serializers.DateField()
    stand = keuze(BezwaarStand.choices)
    met_commissie = serializers.BooleanField()
    behandelaar_id = serializers.UUIDField(allow_null=True)
    verdaagd_tot = serializers.DateField(allow_null=True)
    gehoord_op = serializers.DateField(allow_null=True)
    uitkomst = serializers.ChoiceField(choices=BezwaarUitkomst.choices, allow_null=True)
    beslist_op = serializers.DateTimeField(allow_null=True)
    beslist_door_id = serializers.UUIDField(allow_null=True)
    bekend_op = serializers.DateField(allow_null=True)
    ingetrokken_op = serializers.DateField(allow_null=True)
    gronden = serializers.CharField(allow_null=True, help_text="Alleen bij één bezwaar.")
    te_laat_omdat = serializers.CharField(allow_null=True)
    verdaagd_omdat = serializers.CharField(allow_null=True)
    gehoord_wie = serializers.CharField(allow_null=True)
    hoorverslag = serializers.CharField(allow_null=True)
    niet_gehoord_omdat = serializers.CharField(allow_null=True)
    motivering = serializers.CharField(allow_null=True)
    beroepsclausule = serializers.CharField(allow_null=True)
    mandaat_tekst = serializers.CharField(allow_null=True)
    versie = serializers.IntegerField()


class BezwaarMaken(StrengeVorm):
    beschikking_id = serializers.UUIDField(help_text="Tegen welk besluit.")
    indiener = tekst(160, "Wie bezwaar maakt. Leeg is de inwoner van het besluit.")
    ontvangen_op = serializers.DateField(required=False, help_text="Leeg is vandaag.")
    gronden = tekst(_LANG, "In de woorden van de inwoner.")
    te_laat_omdat = tekst(_LANG, "Kwam het te laat binnen? Waarom?")
    met_commissie = serializers.BooleanField(required=False, help_text="Leeg is wat de gemeente koos.")
    behandelaar_id = serializers.UUIDField(
        required=False, allow_null=True, help_text="Een collega van het team die het besluit niet nam."
    )


class BezwaarHoren(StrengeVorm):
    gehoord_op = serializers.DateField(required=False, help_text="Wanneer de inwoner is gehoord.")
    wie = tekst(300, "Wie erbij waren.")
    verslag = tekst(_LANG, "Wat er is gezegd.")
    niet_omdat = keuze(_GRONDEN, "Of waarom het niet hoeft: de letter van Awb artikel 7:3.", required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("gehoord_op" in attrs) == ("niet_omdat" in attrs):
            raise serializers.ValidationError("Noem gehoordOp of nietOmdat, één van beide.")
        return attrs


class Waarom(StrengeVorm):
    omdat = tekst(500, "Waarom er meer tijd nodig is. De inwoner krijgt dit te horen.", leeg=False)


class BezwaarBeslissen(StrengeVorm):
    uitkomst = keuze(BezwaarUitkomst.choices)
    motivering = tekst(_LANG, "Waarom (Awb artikel 7:12).", leeg=False)


class HoorzittingIn(StrengeVorm):
    dag = serializers.DateField()
    tijd = TijdVeld(format="%H:%M", input_formats=["%H:%M"])
    waar = tekst(200, leeg=False)
    met_wie = tekst(200, "Wie erbij zijn.", leeg=False)
    eerder = serializers.BooleanField(default=False, help_text="De inwoner vindt een eerdere dag goed.")


class BezwaarBrief(StrengeVorm):
    soort = keuze((BEZWAAR_ONTVANGST, HOORZITTING, BEZWAAR_BESLISSING))
    aan = tekst(60, "De sleutel van wie de brief krijgt. Leeg is wie hem vanzelf krijgt.")
    hoorzitting = HoorzittingIn(required=False, help_text="Bij een uitnodiging om te worden gehoord.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if (attrs["soort"] == HOORZITTING) != ("hoorzitting" in attrs):
            raise serializers.ValidationError("Bij een uitnodiging, en alleen daar, hoort hoorzitting.")
        return attrs


_KORT = (
    "huishouden_id", "beschikking_id", "indiener", "ontvangen_op", "indienen_uiterlijk", "beslissen_uiterlijk", "stand",
    "met_commissie", "behandelaar_id", "verdaagd_tot", "gehoord_op", "beslist_op", "beslist_door_id", "bekend_op",
    "ingetrokken_op", "versie",
)  # fmt: skip
_TEKSTEN = (
    "gronden", "te_laat_omdat", "verdaagd_omdat", "gehoord_wie", "hoorverslag", "niet_gehoord_omdat", "motivering",
    "beroepsclausule", "mandaat_tekst",
)  # fmt: skip


class Bezwaren(BijHuishouden):
    bron, naam = "bezwaren", "bezwaar"
    uitleg = "Bezwaren tegen besluiten. Erop beslissen doet een mens, en een ander dan wie het besluit nam."
    uit = BezwaarUit
    scopes_van = "beschikkingen"
    invoer = {"create": BezwaarMaken}
    schermen = {
        "list": "besluiten:lijst",
        "retrieve": "besluiten:bezwaar",
        "create": "besluiten:bezwaar_nieuw",
    }
    handelingen = {
        "horen": Handeling("besluiten:bezwaar", "hoor", "Leg vast wat er is gezegd, of waarom niet", BezwaarHoren),
        "verdagen": Handeling("besluiten:bezwaar", "verdaag", "Neem meer tijd, met de reden", Waarom),
        "beslissen": Handeling(
            "besluiten:bezwaar", "beslis", "Beslis op het bezwaar: daarna ligt het vast", BezwaarBeslissen, gezien=True
        ),
        "bekendmaken": Handeling("besluiten:bezwaar", "maak_bekend", "Leg vast wanneer het is verstuurd", OpEenDag),
        "intrekken": Handeling("besluiten:bezwaar", "trek_in", "De inwoner trekt het bezwaar in", OpEenDag),
        "brief": Handeling("besluiten:bezwaar", "maak_brief", "Maak een brief bij dit bezwaar", BezwaarBrief),
    }  # fmt: skip
    volgorde = ("-ontvangen_op", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        huishouden = self.van_het_huishouden(waarden)
        return Bezwaar.objects.filter(
            besluiten_zichtbaar(self.wie, "beschikking__wet"), huishouden=huishouden
        )

    def open(self, pk: UUID, *, lock: bool = False) -> Bezwaar:
        return bezwaar_for(self.wie, pk)

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [_kort(rij) | dict.fromkeys(_TEKSTEN) for rij in rijen]

    def toon(self, rij: Bezwaar) -> dict[str, Any]:
        return _kort(rij) | {naam: getattr(rij, naam) for naam in _TEKSTEN}

    def maak(self, gegevens: Mapping[str, Any]) -> Bezwaar:
        besluit = beschikking_for(self.wie, gegevens["beschikking_id"])
        vandaag = localdate(self.nu)
        keuzes = self.django.instellingen.section(BesluitInstellingen)
        behandelaar, gevraagd = None, gegevens.get("behandelaar_id")
        if gevraagd:
            mensen = mensen_hier(besluit.casus.team_id, vandaag, niet=besluit.beslist_door_id)
            behandelaar = mensen.filter(pk=gevraagd).first()
            if behandelaar is None:
                reden = "Kies een collega van dit team die het besluit niet nam."
                raise Ongeldig(Veldfout("behandelaarId", "unknown", reden))
        return receive_bezwaar(
            beschikking=besluit,
            indiener=gegevens.get("indiener") or besluit.inwoner.naam,
            ontvangen_op=gegevens.get("ontvangen_op") or vandaag,
            gronden=gegevens.get("gronden", ""),
            te_laat_omdat=gegevens.get("te_laat_omdat", ""),
            met_commissie=gegevens.get("met_commissie", keuzes.met_commissie),
            behandelaar=behandelaar,
            by=self.wie,
            at=self.nu,
        )

    def hoor(self, rij: Bezwaar, gegevens: Mapping[str, Any]) -> None:
        eis_behandelt_bezwaar(self.wie, rij)
        if "niet_omdat" in gegevens:
            skip_hearing(bezwaar=rij, omdat=NIET_HOREN[gegevens["niet_omdat"]].reden, by=self.wie, at=self.nu)
            return
        if gegevens["gehoord_op"] > localdate(self.nu):
            reden = "Deze dag is nog niet geweest. Kies vandaag of eerder."
            raise Ongeldig(Veldfout("gehoordOp", "invalid", reden))
        hear_bezwaar(
            bezwaar=rij,
            gehoord_op=gegevens["gehoord_op"],
            wie=gegevens.get("wie", ""),
            verslag=gegevens.get("verslag", ""),
            by=self.wie,
            at=self.nu,
        )

    def verdaag(self, rij: Bezwaar, gegevens: Mapping[str, Any]) -> None:
        eis_behandelt_bezwaar(self.wie, rij)
        adjourn_bezwaar(bezwaar=rij, omdat=gegevens["omdat"], by=self.wie, at=self.nu)

    def beslis(self, rij: Bezwaar, gegevens: Mapping[str, Any]) -> None:
        self.eis_mens(ALLEEN_EEN_MENS)
        decide_bezwaar(
            bezwaar=rij,
            uitkomst=gegevens["uitkomst"],
            motivering=gegevens["motivering"],
            gezien_versie=rij.versie,
            by=self.wie,
            at=self.nu,
        )

    def maak_bekend(self, rij: Bezwaar, gegevens: Mapping[str, Any]) -> None:
        if rij.beslist_door_id != self.wie.pk:
            eis_behandelt_bezwaar(self.wie, rij)
        announce_bezwaar(bezwaar=rij, bekend_op=gegevens["op"], by=self.wie, at=self.nu)

    def trek_in(self, rij: Bezwaar, gegevens: Mapping[str, Any]) -> None:
        eis_behandelt_bezwaar(self.wie, rij)
        withdraw_bezwaar(bezwaar=rij, op=gegevens["op"], by=self.wie, at=self.nu)

    def maak_brief(self, rij: Bezwaar, gegevens: Mapping[str, Any]) -> None:
        if not mag_schrijven(rij.huishouden):
            raise NietJouwBezwaar
        make_bezwaarbrief(
            bezwaar=rij,
            soort=gegevens["soort"],
            aan=gegevens.get("aan", ""),
            gegevens=self._uitnodiging(gegevens.get("hoorzitting")),
            by=self.wie,
            at=self.nu,
        )

    def _uitnodiging(self, hoort: Mapping[str, Any] | None) -> dict[str, object]:
        """Return the fields of the invitation, on a day that leaves ten days to send papers in."""
        if hoort is None:
            return {}
        dag = hoort["dag"]
        if reden := te_snel_horen(dag, localdate(self.nu), is_afgesproken=hoort["eerder"]):
            raise Ongeldig(Veldfout("hoorzitting.dag", "invalid", reden))
        return {
            "wanneer": f"{datum_voluit(dag)} om {hoort['tijd']:%H.%M} uur",
            "waar": hoort["waar"],
            "met_wie": hoort["met_wie"],
            "afzeggen_voor": datum_voluit(dag),
        }


def _kort(rij: Bezwaar) -> dict[str, Any]:
    return {
        "id": rij.pk,
        **{naam: getattr(rij, naam) for naam in _KORT},
        "uitkomst": rij.uitkomst or None,
    }
