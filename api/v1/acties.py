"""`/acties`: who does what, when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden, lopende_casus
from api.v1.kern.bron import Handeling, Vraag
from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel.identity.models import Gebruiker, RolToekenning
from modules.dossier.access import eis_leefgebieden
from modules.dossier.actions.actie import add_actie, change_actie, remove_actie, set_klaar
from modules.dossier.models import Actie, Doelstelling, Huishouden
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.queries.dag import acties_zichtbaar
from modules.dossier.queries.plannen import leest
from modules.dossier.queries.terugkijken import plan_van_kracht
from modules.inrichting.codelijsten import ActieStatus, PlanStatus, Wie
from modules.inrichting.models import Teamlid
from modules.zgw.fouten import Ongeldig, Veldfout

_WIE_ID = "Wie precies: een persoon, iemand uit het netwerk of een collega, zoals bij wie."


class ActieUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    plan_id = serializers.UUIDField(allow_null=True)
    doel_id = serializers.UUIDField(allow_null=True)
    resultaat_id = serializers.UUIDField(allow_null=True)
    wat = serializers.CharField()
    wie = keuze(Wie.choices)
    wie_naam = serializers.CharField()
    inwoner_id = serializers.UUIDField(allow_null=True)
    netwerklid_id = serializers.UUIDField(allow_null=True)
    gebruiker_id = serializers.UUIDField(allow_null=True)
    wanneer = serializers.DateField(allow_null=True)
    waar = serializers.CharField()
    hoe = serializers.CharField()
    status = keuze(ActieStatus.choices)
    afgerond_op = serializers.DateTimeField(allow_null=True)
    versie = serializers.IntegerField()


class ActieMaken(StrengeVorm):
    huishouden_id = serializers.UUIDField()
    doel_id = serializers.UUIDField(
        required=False, help_text="Een doel uit het plan dat nu geldt, of uit een concept."
    )
    wat = tekst(300, leeg=False)
    wie = keuze(Wie.choices)
    wie_id = serializers.UUIDField(required=False, help_text=_WIE_ID)
    wie_naam = tekst(120, "Of een andere naam.")
    wanneer = serializers.DateField(required=False, allow_null=True, default=None)
    waar = tekst(120)
    hoe = tekst(300)


class ActieWijzigen(StrengeVorm):
    wat = tekst(300, leeg=False)
    wie = keuze(Wie.choices)
    wie_id = serializers.UUIDField(required=False, allow_null=True, help_text=_WIE_ID)
    wie_naam = tekst(120, "Of een andere naam.")
    wanneer = serializers.DateField(required=False, allow_null=True)
    waar = tekst(120)
    hoe = tekst(300)


_VRIJ = ("wat", "wie", "wanneer", "waar", "hoe")
_OPEN = (PlanStatus.CONCEPT, *IN_GEBRUIK)


class ActieVraag(Vraag):
    huishouden_id = serializers.UUIDField(
        required=False, help_text="Van welk huishouden. Leeg: jouw eigen open acties."
    )
    status = keuze(ActieStatus.choices, "Alleen in deze stand.", required=False)


class Acties(BijHuishouden):
    bron, naam = "acties", "actie"
    uitleg = "Acties uit het plan."
    uit = ActieUit
    vraag = ActieVraag
    model = Actie
    bij = ("plan", "doel", "huishouden", "gebruiker", "inwoner", "netwerklid")
    invoer = {"create": ActieMaken, "partial_update": ActieWijzigen}
    schermen = {
        "list": "dossier:acties",
        "retrieve": "dossier:plan",
        "create": "dossier:actie_nieuw",
        "partial_update": "dossier:actie_nieuw",
    }
    handelingen = {
        "afronden": Handeling("dossier:actie_afronden", "rond_af", "Vink een actie af"),
        "heropenen": Handeling("dossier:actie_afronden", "heropen", "Neem het afvinken terug"),
        "vervallen": Handeling(
            "dossier:actie_afronden", "laat_vervallen", "Zeg dat een actie niet meer hoeft"
        ),
    }
    volgorde = ("wanneer", "id")

    def scherm(self) -> str:
        """The actions of a household stand on the page of its plan, the own ones on a page of their own."""
        if self.soort == "list" and self.request.query_params.get("huishoudenId"):
            return "dossier:plan"
        return super().scherm()

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = Actie.objects.exclude(plan__status=PlanStatus.CONCEPT)
        if "status" in waarden:
            rijen = rijen.filter(status=waarden["status"])
        if "huishouden_id" not in waarden:
            eigen = rijen.filter(acties_zichtbaar(self.wie), gebruiker_id=self.wie.pk)
            return eigen if "status" in waarden else eigen.filter(status=ActieStatus.OPEN)
        huishouden = self.van_het_huishouden(waarden)
        doelen = Doelstelling.objects.filter(plan__huishouden=huishouden).values_list("pk", "leefgebieden")
        leesbaar = [pk for pk, gebieden in doelen if leest(huishouden.zicht, gebieden)]
        mag = Q(doel=None) | Q(doel_id__in=leesbaar) | Q(gebruiker_id=self.wie.pk)
        return rijen.filter(mag, huishouden=huishouden)

    def na_de_deur(self, rij: Actie) -> None:
        if rij.doel is not None and rij.gebruiker_id != self.wie.pk:
            eis_leefgebieden(self.wie, rij.huishouden, rij.doel.leefgebieden)

    def maak(self, gegevens: Mapping[str, Any]) -> Actie:
        huishouden = self.huishouden(gegevens["huishouden_id"])
        doel = self._doel(huishouden, gegevens.get("doel_id"))
        resultaten = list(doel.resultaten.all()[:2]) if doel else []
        waarden = {
            **{naam: gegevens[naam] for naam in _VRIJ if naam in gegevens},
            **self._wie_precies(huishouden, gegevens),
            "resultaat": resultaten[0] if len(resultaten) == 1 else None,
        }
        return add_actie(
            huishouden=huishouden,
            plan=doel.plan if doel else plan_van_kracht(huishouden),
            doel=doel,
            waarden=waarden,
            by=self.wie,
            at=self.nu,
        )

    def wijzig(self, rij: Actie, gegevens: Mapping[str, Any]) -> None:
        waarden = {naam: gegevens[naam] for naam in _VRIJ if naam in gegevens}
        if gegevens.keys() & {"wie", "wie_id", "wie_naam"}:
            waarden |= self._wie_precies(rij.huishouden, {"wie": rij.wie, **gegevens})
        change_actie(actie=rij, waarden=waarden, versie=rij.versie, by=self.wie, at=self.nu)

    def _doel(self, huishouden: Huishouden, doel_id: UUID | None) -> Doelstelling | None:
        """Return a goal of the plan in force, or of a concept, that may be read."""
        if doel_id is None:
            return None
        doelen = Doelstelling.objects.filter(plan__huishouden=huishouden, plan__status__in=_OPEN)
        doel: Doelstelling | None = doelen.select_related("plan").filter(pk=doel_id).first()
        if doel is None or not leest(huishouden.zicht, doel.leefgebieden):
            raise Ongeldig(Veldfout("doelId", "unknown", "Dit doel staat niet in het plan dat nu geldt."))
        return doel

    def _wie_precies(self, huishouden: Huishouden, gegevens: Mapping[str, Any]) -> dict[str, Any]:
        naam, pk = gegevens.get("wie_naam", ""), gegevens.get("wie_id")
        uit: dict[str, Any] = {"inwoner": None, "netwerklid": None, "gebruiker": None, "wie_naam": naam}
        if pk is None:
            return uit
        veld, mens = {
            Wie.ZELF: ("inwoner", _lid(huishouden, pk)),
            Wie.NETWERK: ("netwerklid", huishouden.netwerk.filter(pk=pk).first()),
        }.get(gegevens["wie"], ("gebruiker", self._collega(huishouden, pk)))
        if mens is None:
            raise Ongeldig(Veldfout("wieId", "unknown", "Deze naam past niet bij wie. Kies een andere naam."))
        return uit | {veld: mens, "wie_naam": naam or (mens.naam if veld != "gebruiker" else "")}

    def _collega(self, huishouden: Huishouden, pk: UUID) -> Gebruiker | None:
        """Return a colleague who works in the team of the help that runs."""
        team_id = lopende_casus(huishouden).team_id
        leden = Teamlid.objects.op(localdate(self.nu)).filter(team_id=team_id)
        rollen = RolToekenning.objects.filter(team_id=team_id)
        in_team = Q(pk__in=leden.values("gebruiker_id")) | Q(pk__in=rollen.values("gebruiker_id"))
        gevonden: Gebruiker | None = Gebruiker.objects.actief().filter(in_team, pk=pk).first()
        return gevonden

    def rond_af(self, rij: Actie, gegevens: Mapping[str, Any]) -> None:
        set_klaar(actie=rij, klaar=True, by=self.wie, at=self.nu)

    def heropen(self, rij: Actie, gegevens: Mapping[str, Any]) -> None:
        set_klaar(actie=rij, klaar=False, by=self.wie, at=self.nu)

    def laat_vervallen(self, rij: Actie, gegevens: Mapping[str, Any]) -> None:
        if rij.plan is not None and rij.plan.status == PlanStatus.CONCEPT:
            raise Ongeldig(Veldfout("id", "concept", "In een concept haal je een actie op het scherm weg."))
        remove_actie(actie=rij, by=self.wie, at=self.nu)


def _lid(huishouden: Huishouden, pk: UUID) -> Any:
    lid = huishouden.leden.filter(tot=None, inwoner_id=pk).select_related("inwoner").first()
    return lid.inwoner if lid else None
