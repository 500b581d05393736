"""`/teams`: the teams of the gemeente, with where they work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bron import Bron, Handeling, Vraag
from api.v1.kern.velden import TelefoonVeld, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from modules.inrichting.actions.gebied import set_gebieden
from modules.inrichting.actions.wijkteam import (
    add_wijkteam,
    change_wijkteam,
    restart_wijkteam,
    stop_wijkteam,
)
from modules.inrichting.models import Buurt, Wijk, Wijkteam
from modules.inrichting.queries import gebieden_per_team, teams_met_tellingen
from modules.zgw.fouten import Ongeldig, Veldfout


class TeamUit(Vorm):
    id = serializers.UUIDField()
    naam = serializers.CharField()
    telefoon = serializers.CharField()
    locatie = serializers.CharField()
    is_actief = serializers.BooleanField()
    vanaf = serializers.DateField()
    tot = serializers.DateField(allow_null=True)
    variant = serializers.CharField(help_text="Hoe dit team werkt.")
    gebieden = serializers.ListField(child=serializers.CharField())
    aantal_leden = serializers.IntegerField()
    versie = serializers.IntegerField()


class TeamMaken(StrengeVorm):
    naam = tekst(80, leeg=False)
    telefoon = TelefoonVeld(required=False, allow_blank=True)
    locatie = tekst(200)
    vanaf = serializers.DateField(required=False, help_text="Leeg is vandaag.")


class TeamWijzigen(StrengeVorm):
    naam = tekst(80, leeg=False)
    telefoon = TelefoonVeld(required=False, allow_blank=True)
    locatie = tekst(200)


class GebiedIn(StrengeVorm):
    wijken = serializers.ListField(
        child=serializers.CharField(max_length=10), max_length=500, help_text="CBS-codes van hele wijken."
    )
    buurten = serializers.ListField(
        child=serializers.CharField(max_length=10),
        max_length=2000,
        default=list,
        help_text="CBS-codes van buurten buiten die wijken.",
    )


class TeamVraag(Vraag):
    actief = serializers.BooleanField(required=False, help_text="Wel of niet nu aan het werk.")


class Teams(Bron):
    bron, naam = "teams", "team"
    uitleg = "De wijkteams."
    uit = TeamUit
    vraag = TeamVraag
    invoer = {"create": TeamMaken, "partial_update": TeamWijzigen}
    schermen = {
        "list": "inrichting:teams",
        "retrieve": "inrichting:team",
        "create": "inrichting:team_nieuw",
        "partial_update": "inrichting:team_wijzigen",
    }
    handelingen = {
        "stoppen": Handeling("inrichting:team_stoppen", "stop", "Laat een team stoppen"),
        "hervatten": Handeling("inrichting:team_hervatten", "hervat", "Neem het stoppen terug"),
        "gebied": Handeling(
            "inrichting:team_gebied", "zet_gebied", "Zeg waar een team werkt: precies hier", GebiedIn
        ),
    }
    volgorde = ("naam", "id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        alle = teams_met_tellingen()
        return alle.filter(is_actief=waarden["actief"]) if "actief" in waarden else alle

    def open(self, pk: UUID, *, lock: bool = False) -> Any:
        rij = teams_met_tellingen().filter(pk=pk).first()
        if rij is None:
            raise Http404
        return rij

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        gebieden = gebieden_per_team()
        return [self._vorm(rij, gebieden) for rij in rijen]

    def toon(self, rij: Any) -> dict[str, Any]:
        return self._vorm(rij, gebieden_per_team())

    def _vorm(self, rij: Any, gebieden: Mapping[UUID, list[str]]) -> dict[str, Any]:
        velden = ("naam", "telefoon", "locatie", "is_actief", "vanaf", "tot", "aantal_leden", "versie")
        return {
            "id": rij.pk,
            **{naam: getattr(rij, naam) for naam in velden},
            "variant": str(self.django.instellingen.van_team(rij.pk).variant.value),
            "gebieden": gebieden.get(rij.pk, []),
        }

    def maak(self, gegevens: Mapping[str, Any]) -> Wijkteam:
        velden = {naam: gegevens.get(naam, "") for naam in ("naam", "telefoon", "locatie")}
        dag = gegevens.get("vanaf") or localdate(self.nu)
        return add_wijkteam(**velden, vanaf=dag, by=self.wie, at=self.nu)

    def wijzig(self, rij: Wijkteam, gegevens: Mapping[str, Any]) -> None:
        velden = {naam: gegevens.get(naam, getattr(rij, naam)) for naam in ("naam", "telefoon", "locatie")}
        change_wijkteam(team=rij, versie=rij.versie, **velden, by=self.wie, at=self.nu)

    def stop(self, rij: Wijkteam, gegevens: Mapping[str, Any]) -> None:
        stop_wijkteam(team=rij, by=self.wie, at=self.nu)

    def hervat(self, rij: Wijkteam, gegevens: Mapping[str, Any]) -> None:
        restart_wijkteam(team=rij, by=self.wie, at=self.nu)

    def zet_gebied(self, rij: Wijkteam, gegevens: Mapping[str, Any]) -> None:
        wijken = _bekend(Wijk, "wijken", gegevens["wijken"])
        los = _bekend(Buurt, "buurten", gegevens["buurten"])
        buurten = Buurt.objects.filter(pk__in=los).exclude(wijk__in=wijken).values_list("pk", flat=True)
        set_gebieden(team=rij, wijken=wijken, buurten=set(buurten), by=self.wie, at=self.nu)


def _bekend(soort: type[Wijk] | type[Buurt], veld: str, codes: Sequence[str]) -> set[UUID]:
    """Return the ids of these codes.

    :raises Ongeldig: a code that is not there.
    """
    gevonden = dict(soort.objects.filter(code__in=codes).values_list("code", "pk"))
    vreemd = sorted(set(codes) - set(gevonden))
    if vreemd:
        raise Ongeldig(Veldfout(veld, "unknown", f"Deze code kennen we niet: {vreemd[0]}"[:200]))
    return set(gevonden.values())
