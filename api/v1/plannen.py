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
from keukentafel import audit
from keukentafel.audit import Doel
from modules.dossier.access import eis, eis_leefgebieden
from modules.dossier.actions.evaluatie import Vervolg, finish_evaluatie
from modules.dossier.actions.plan import (
    add_doel,
    agree_plan,
    begin_plan,
    discard_concept_plan,
    make_doel_of_markering,
    save_teksten,
)
from modules.dossier.models import Evaluatie, Instemming, Inwoner, Markering, Plan, Probleemstelling
from modules.dossier.queries.plannen import Doelbeeld, leest, planbeeld
from modules.dossier.rules import plan as regels
from modules.dossier.rules.evaluatie import VERVOLG, VRAAGGROEPEN
from modules.inrichting.codelijsten import InstemmingUitkomst, Kader, PlanStatus, WaakvlamDuur, Wet
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.rules.protocol import Categorie
from modules.inrichting.rules.velden import verplichte_velden
from modules.zgw.fouten import Ongeldig, Veldfout

_VRAGEN = tuple(vraag.naam for groep in VRAAGGROEPEN for vraag in groep.vragen)
_HOE = (("gesproken", "Gezegd"), ("ondertekend", "Ondertekend"))


class OplossingUit(Vorm):
    id = serializers.UUIDField()
    kader = keuze(Kader.choices)
    omschrijving = serializers.CharField()
    door = serializers.CharField()
    wet = keuze(Wet.choices)


class ResultaatUit(Vorm):
    id = serializers.UUIDField()
    omschrijving = serializers.CharField()
    indicator = serializers.CharField()
    streefdatum = serializers.DateField(allow_null=True)
    oplossingen = OplossingUit(many=True, help_text="Voor zover je ze mag zien (categorie besluiten).")


class ProbleemstellingUit(Vorm):
    id = serializers.UUIDField()
    woorden = serializers.CharField()
    leefgebied = serializers.CharField()


class InstemmingUit(Vorm):
    inwoner_id = serializers.UUIDField()
    uitkomst = keuze(InstemmingUitkomst.choices)
    woorden = serializers.CharField()
    hoe = keuze(_HOE)
    op = serializers.DateField()


class DoelUit(Vorm):
    id = serializers.UUIDField()
    plan_id = serializers.UUIDField()
    probleem_id = serializers.UUIDField(allow_null=True)
    titel = serializers.CharField()
    waarom = serializers.CharField()
    leefgebieden = serializers.ListField(child=serializers.CharField())
    bereikt_op = serializers.DateField(allow_null=True)
    is_leesbaar = serializers.BooleanField(help_text="Of je de acties en resultaten van dit doel mag lezen.")
    resultaten = ResultaatUit(many=True)
    actie_ids = serializers.ListField(child=serializers.UUIDField())
    versie = serializers.IntegerField()


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
    problemen = ProbleemstellingUit(many=True, allow_null=True, help_text="Alleen bij één plan.")
    instemmingen = InstemmingUit(many=True, allow_null=True, help_text="Wat iedereen van het plan vindt.")
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
    probleem_id = serializers.UUIDField(required=False, help_text="Over welk probleem uit het plan het gaat.")


class DoelVanMarkering(StrengeVorm):
    markering_id = serializers.UUIDField(help_text="Wat je zelf in een gesprek markeerde.")


class InstemmingIn(StrengeVorm):
    inwoner_id = serializers.UUIDField(help_text="Iemand van 12 jaar of ouder uit dit huishouden.")
    uitkomst = keuze(InstemmingUitkomst.choices)
    woorden = tekst(4000, "Waar iemand anders over denkt.")
    hoe = keuze(_HOE, default="gesproken")


class AfsprekenIn(StrengeVorm):
    evaluatie_op = serializers.DateField(
        required=False,
        allow_null=True,
        help_text="Wanneer jullie samen terugkijken. Leeg is wat in het plan staat.",
    )
    instemmingen = serializers.ListField(
        child=InstemmingIn(), default=list, max_length=30, help_text="Wat iedereen van het plan vindt."
    )


class EvalueerIn(StrengeVorm):
    datum = serializers.DateField(required=False, help_text="Wanneer jullie terugkeken. Leeg is vandaag.")
    samen = serializers.BooleanField(default=True, help_text="Of het huishouden erbij was.")
    zonder_inwoner_omdat = tekst(300)
    antwoorden = serializers.DictField(
        child=serializers.CharField(max_length=4000, allow_blank=True), default=dict,
        help_text=f"Vraag en antwoord: {', '.join(_VRAGEN)}.",
    )  # fmt: skip
    vervolg = keuze(VERVOLG, "Hoe het verder gaat.")
    volgende_op = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Bij doorgaan: wanneer jullie weer terugkijken.",
    )
    maanden = keuze(WaakvlamDuur.choices, "Bij een waakvlam: hoe lang.", required=False)
    ritme_weken = serializers.IntegerField(
        min_value=1, max_value=52, required=False, help_text="Bij een waakvlam: om de hoeveel weken contact."
    )
    tekenen = tekst(4000, "Bij een waakvlam: waaraan jullie merken dat het minder gaat.")

    def validate_antwoorden(self, antwoorden: dict[str, str]) -> dict[str, str]:
        vreemd = sorted(set(antwoorden) - set(_VRAGEN))
        if vreemd:
            raise serializers.ValidationError(f"Deze vragen kennen we niet: {', '.join(vreemd)}."[:300])
        return {naam: antwoord for naam, antwoord in antwoorden.items() if antwoord}


class EvaluatieUit(Vorm):
    id = serializers.UUIDField()
    datum = serializers.DateField()
    samen = serializers.BooleanField()
    zonder_inwoner_omdat = serializers.CharField()
    antwoorden = serializers.DictField(child=serializers.CharField())
    vervolg = keuze(VERVOLG)
    volgende_op = serializers.DateField(allow_null=True)
    door_id = serializers.UUIDField()


class EvaluatiesUit(Vorm):
    evaluaties = EvaluatieUit(many=True)


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
        "destroy": "dossier:plan_weg",
    }
    handelingen = {
        "doelen": Handeling("dossier:plan_doel", "voeg_doel_toe", "Zet een doel in het concept", DoelMaken),
        "doel-van-markering": Handeling(
            "dossier:markering_doel", "maak_van_markering", "Maak een doel van je markering", DoelVanMarkering
        ),
        "afspreken": Handeling(
            "dossier:plan_afspreken", "spreek_af", "Leg vast wat iedereen vindt: het concept geldt", AfsprekenIn
        ),
        "evalueren": Handeling(
            "dossier:evaluatie_nieuw", "evalueer", "Kijk terug op het plan dat geldt, en kies hoe het verder gaat",
            EvalueerIn,
        ),
        "evaluaties": Handeling(
            "dossier:evaluaties", "toon_evaluaties", "Hoe er op dit plan is teruggekeken", leest=True,
            uit=EvaluatiesUit,
        ),
    }  # fmt: skip
    volgorde = ("-nummer", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = Plan.objects.filter(huishouden=self.van_het_huishouden(waarden))
        return rijen.filter(status=waarden["status"]) if "status" in waarden else rijen

    def na_de_deur(self, rij: Plan) -> None:
        if self.soort != "retrieve":  # the page that only shows a plan writes the household
            audit.record_inzage(target=rij, by=self.wie, doel=self.doel, at=self.nu)

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        leeg = dict.fromkeys(
            (
                "situatie", "afspraken_contact", "afspraken_veiligheid", "doelen", "problemen", "instemmingen",
            )
        )  # fmt: skip
        return [_kort(rij) | leeg for rij in rijen]

    def toon(self, rij: Plan) -> dict[str, Any]:
        zicht = rij.huishouden.zicht
        beeld = planbeeld(rij, localdate(), zicht)
        return _kort(rij) | {
            "situatie": rij.situatie,
            "afspraken_contact": rij.afspraken_contact,
            "afspraken_veiligheid": beeld.veiligheid if zicht.mag(Categorie.VEILIGHEID) else None,
            "doelen": [doel_uit(doel, rij.pk) for doel in beeld.doelen],
            "problemen": [
                {"id": deel.pk, "woorden": deel.woorden, "leefgebied": deel.leefgebied} for deel in beeld.problemen
            ],
            "instemmingen": [
                {
                    "inwoner_id": een.inwoner_id, "uitkomst": een.uitkomst, "woorden": een.tekst, "hoe": een.hoe,
                    "op": een.op,
                }
                for een in beeld.instemmingen
            ],
        }  # fmt: skip

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
            probleem=probleem_uit(rij, gegevens.get("probleem_id")),
            by=self.wie,
            at=self.nu,
        )

    def maak_van_markering(self, rij: Plan, gegevens: Mapping[str, Any]) -> None:
        markering = Markering.objects.filter(
            pk=gegevens["markering_id"],
            gesprek__huishouden=rij.huishouden,
            gesprek__gestart_door_id=self.wie.pk,
        ).first()
        if markering is None:
            raise Ongeldig(
                Veldfout("markeringId", "unknown", "Deze markering is niet van jou, of niet van hier.")
            )
        make_doel_of_markering(plan=rij, markering=markering, by=self.wie, at=self.nu)

    def spreek_af(self, rij: Plan, gegevens: Mapping[str, Any]) -> None:
        vandaag = localdate(self.nu)
        gezegd = self._gezegd(rij, gegevens["instemmingen"])
        als_regel = planbeeld(rij, vandaag).als_regel()  # the whole: what is agreed on is the whole plan
        evaluatie_op = gegevens.get("evaluatie_op", rij.evaluatie_op)
        bevindingen = regels.controleer_afspreken(
            regels.Plan(als_regel.doelen, als_regel.resultaten, als_regel.acties, evaluatie_op),
            [
                regels.Instemming(mens.pk, mens.naam, een["uitkomst"], een.get("woorden", ""))
                for mens, een in gezegd
            ],
        )
        agree_plan(
            plan=rij,
            evaluatie_op=evaluatie_op,
            instemmingen=[
                Instemming(
                    inwoner=mens, uitkomst=een["uitkomst"], tekst=een.get("woorden", ""), hoe=een["hoe"],
                    op=vandaag, vastgelegd_door=self.wie,
                )
                for mens, een in gezegd
                if een["uitkomst"] != InstemmingUitkomst.NIET_GEVRAAGD
            ],
            bevindingen=bevindingen,
            by=self.wie,
            at=self.nu,
        )  # fmt: skip

    def _gezegd(
        self, rij: Plan, instemmingen: Sequence[Mapping[str, Any]]
    ) -> list[tuple[Inwoner, Mapping[str, Any]]]:
        """Return of everybody of 12 and older what was said; of whom nothing was sent, that it was not asked."""
        leden = rij.huishouden.leden.filter(tot=None).select_related("inwoner")
        mensen = {
            lid.inwoner_id: lid.inwoner for lid in leden if _mag_instemmen(lid.inwoner, localdate(self.nu))
        }
        gestuurd = {een["inwoner_id"]: een for een in instemmingen}
        fout = [
            Veldfout(
                f"instemmingen.{plek}.inwonerId",
                "unknown",
                "Kies iemand van 12 jaar of ouder die hier woont.",
            )
            for plek, een in enumerate(instemmingen)
            if een["inwoner_id"] not in mensen
        ]
        if len(gestuurd) < len(instemmingen):
            fout.append(Veldfout("instemmingen", "repeated", "Iemand staat er meer dan één keer."))
        if fout:
            raise Ongeldig(*fout)
        niets = {"uitkomst": InstemmingUitkomst.NIET_GEVRAAGD, "hoe": "gesproken"}
        return [(mens, gestuurd.get(pk, niets)) for pk, mens in mensen.items()]

    def evalueer(self, rij: Plan, gegevens: Mapping[str, Any]) -> None:
        casus = lopende_casus(rij.huishouden)
        variant = self.django.instellingen.van_casus(casus.teammodel_id, casus.team_id)
        finish_evaluatie(
            plan=rij,
            datum=gegevens.get("datum") or localdate(self.nu),
            antwoorden=gegevens["antwoorden"],
            samen=gegevens["samen"],
            zonder_omdat=gegevens.get("zonder_inwoner_omdat", ""),
            vervolg=Vervolg(
                gegevens["vervolg"],
                volgende_op=gegevens["volgende_op"],
                maanden=gegevens.get("maanden"),
                ritme_weken=gegevens.get("ritme_weken"),
                tekenen=gegevens.get("tekenen", ""),
            ),
            verplichte_groepen=[veld.naam for veld in verplichte_velden(variant, "evaluatie")],
            by=self.wie,
            at=self.nu,
        )

    def toon_evaluaties(self, rij: Plan) -> dict[str, Any]:
        velden = ("datum", "zonder_inwoner_omdat", "antwoorden", "vervolg", "volgende_op", "door_id")
        return {
            "evaluaties": [
                {"id": een.pk, "samen": een.met_inwoner, **{naam: getattr(een, naam) for naam in velden}}
                for een in Evaluatie.objects.filter(plan=rij)
            ]
        }

    def verwijder(self, rij: Plan) -> None:
        discard_concept_plan(plan=rij, by=self.wie, at=self.nu)


def _mag_instemmen(inwoner: Inwoner, vandaag: Any) -> bool:
    """Everybody of 12 and older says what they think of the plan (domain.md 5.4)."""
    leeftijd = inwoner.leeftijd_op(vandaag)
    return leeftijd is None or leeftijd >= 12


def probleem_uit(plan: Plan, probleem_id: Any) -> Probleemstelling | None:
    """Return a problem of this plan that may be read.

    :raises Ongeldig: there is none with this id.
    """
    if probleem_id is None:
        return None
    probleem = plan.problemen.filter(pk=probleem_id).first()
    if probleem is None or not leest(plan.huishouden.zicht, [probleem.leefgebied]):
        raise Ongeldig(Veldfout("probleemId", "unknown", "Dit probleem staat niet in het plan."))
    gevonden: Probleemstelling = probleem
    return gevonden


def doel_uit(doel: Doelbeeld, plan_id: Any) -> dict[str, Any]:
    """Return a goal as far as it may be read."""
    rij = doel.rij
    return {
        "id": rij.pk,
        "plan_id": plan_id,
        "probleem_id": getattr(rij, "probleem_id", None),
        "titel": rij.titel,
        "waarom": rij.waarom,
        "leefgebieden": list(rij.leefgebieden),
        "bereikt_op": rij.bereikt_op,
        "is_leesbaar": not (doel.is_dicht or doel.is_kort),
        "resultaten": [
            {
                "id": deel.pk,
                "omschrijving": deel.omschrijving,
                "indicator": deel.indicator,
                "streefdatum": deel.streefdatum,
                "oplossingen": [
                    {
                        "id": een.pk,
                        "kader": een.kader,
                        "omschrijving": een.omschrijving,
                        "door": een.door,
                        "wet": een.wet,
                    }
                    for een in deel.oplossingen.all()
                ],
            }
            for deel in doel.resultaten
        ],
        "actie_ids": [actie.rij.pk for actie in doel.acties],
        "versie": rij.versie,
    }


def _kort(rij: Plan) -> dict[str, Any]:
    velden = (
        "huishouden_id", "casus_id", "nummer", "status", "gemaakt_op", "gemaakt_door_id", "afgesproken_op",
        "evaluatie_op", "versie",
    )  # fmt: skip
    return {"id": rij.pk, **{naam: getattr(rij, naam) for naam in velden}}
