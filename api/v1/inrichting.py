"""`/inrichting`: the versions of the team model. A concept is made, changed, checked and set for a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers

from api.v1.kern.bron import Bron, Handeling, Vraag
from api.v1.kern.velden import TeamVeld, keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm, kameel
from keukentafel.errors import Refusal
from modules.inrichting.actions import teammodel as actions
from modules.inrichting.models import Teammodel, Wijkteam
from modules.inrichting.models.teammodel import LopendeHuishoudens, TeammodelLigtVast, TeammodelStatus
from modules.inrichting.queries import modules_aan
from modules.inrichting.rules.instellingsoort import OngeldigeInstelling, Variant, Waarde
from modules.inrichting.rules.varianten import los_model_op
from modules.inrichting.rules.varianttabel import INSTELLINGEN
from modules.zgw.fouten import Ongeldig, Veldfout

_INSTELLING: Final = {kameel(rij.sleutel): rij for rij in INSTELLINGEN}
"""Name in JSON → what an administrator can choose."""


class ErIsAlEenConcept(Refusal):
    text = "Er is al een concept. Wijzig dat, of gooi het eerst weg."


class NietVastgesteld(Refusal):
    text = "Deze versie is nooit vastgesteld. Kies een versie die gold."


class InrichtingUit(Vorm):
    id = serializers.UUIDField()
    nummer = serializers.IntegerField()
    status = keuze(TeammodelStatus.choices)
    variant = keuze(Variant.choices)
    instellingen = serializers.DictField(help_text="Alleen wat afwijkt van de variant.")
    teams = serializers.DictField(help_text="Per team wat daarvan afwijkt.")
    ingaat_op = serializers.DateField(allow_null=True)
    lopende = keuze(LopendeHuishoudens.choices)
    vastgesteld_op = serializers.DateTimeField(allow_null=True)
    toelichting = serializers.CharField()
    modules = serializers.ListField(
        child=serializers.CharField(),
        allow_null=True,
        help_text="Welke wetten nu aan staan. Alleen bij één versie.",
    )
    versie = serializers.IntegerField(help_text="Hoe vaak deze versie is bewaard.")


class InrichtingVraag(Vraag):
    status = keuze(TeammodelStatus.choices, "Alleen in deze stand.", required=False)


class ConceptMaken(StrengeVorm):
    """Nothing has to be said: a concept begins with what is in use."""


def _instellingen() -> serializers.DictField:
    return serializers.DictField(
        required=False, help_text="Wat je kiest, per instelling. Wat je niet noemt, blijft zoals het is."
    )


class InrichtingWijzigen(StrengeVorm):
    variant = keuze(
        Variant.choices, "Een ander model begint met de keuzes die daarbij horen.", required=False
    )
    instellingen = _instellingen()
    teams_mee = serializers.ListField(
        child=serializers.UUIDField(),
        max_length=500,
        required=False,
        help_text="Welke teams de gemeente volgen; de andere houden wat ze hebben.",
    )


class TeamAfwijken(StrengeVorm):
    team_id = TeamVeld(source="team")
    variant = keuze(Variant.choices, required=False)
    instellingen = _instellingen()


class TeamVolgt(StrengeVorm):
    team_id = TeamVeld(source="team")


class Vaststellen(StrengeVorm):
    versie = serializers.IntegerField(
        min_value=1, help_text="De versie van het concept dat je hebt gecontroleerd."
    )
    ingaat_op = serializers.DateField(help_text="Vandaag mag.")
    lopende = keuze(LopendeHuishoudens.choices, default=LopendeHuishoudens.HOUDEN)
    toelichting = tekst(2000, "Waarom deze wijziging.", default="")


ALLEEN_EEN_MENS = "De inrichting stelt een mens vast. Een programma bereidt het concept voor."


class Inrichtingen(Bron):
    bron, naam = "inrichting", "inrichting"
    uitleg = "De versies van het teammodel van de gemeente. Alleen een concept kan nog wijzigen."
    uit = InrichtingUit
    vraag = InrichtingVraag
    invoer = {"create": ConceptMaken, "partial_update": InrichtingWijzigen}
    schermen = {
        "list": "inrichting:versies",
        "retrieve": "inrichting:teammodel",
        "create": "inrichting:teammodel",
        "partial_update": "inrichting:teammodel",
        "destroy": "inrichting:weggooien",
    }
    handelingen = {
        "team": Handeling(
            "inrichting:teammodel_team", "laat_afwijken", "Laat één team op een eigen manier werken", TeamAfwijken
        ),
        "team-volgt": Handeling(
            "inrichting:teammodel_team", "laat_volgen", "Laat een team de gemeente weer volgen", TeamVolgt
        ),
        "vaststellen": Handeling(
            "inrichting:controleer", "stel_vast", "Stel het concept vast en kies wanneer het ingaat", Vaststellen
        ),
        "terughalen": Handeling("inrichting:terughalen", "haal_terug", "Haal een geplande versie terug als concept"),
        "terugzetten": Handeling(
            "inrichting:versie_terug", "zet_terug", "Maak een concept van wat een oude versie zei: dat concept"
        ),
    }  # fmt: skip
    volgorde = ("-nummer", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        alle = Teammodel.objects.all()
        return alle.filter(status=waarden["status"]) if "status" in waarden else alle

    def open(self, pk: UUID, *, lock: bool = False) -> Teammodel:
        rij = Teammodel.objects.filter(pk=pk).first()
        if rij is None:
            raise Http404
        return rij

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [_vorm(rij) | {"modules": None} for rij in rijen]

    def toon(self, rij: Teammodel) -> dict[str, Any]:
        return _vorm(rij) | {"modules": sorted(modules_aan())}

    def maak(self, gegevens: Mapping[str, Any]) -> Teammodel:
        if Teammodel.objects.concept().exists():
            raise ErIsAlEenConcept
        return actions.make_concept(by=self.wie, at=self.nu)

    def wijzig(self, rij: Teammodel, gegevens: Mapping[str, Any]) -> None:
        _eis_concept(rij)
        eigen = {str(team) for team in rij.teams}
        alle = {str(pk) for pk in Wijkteam.objects.actief().values_list("pk", flat=True)}
        mee = [str(pk) for pk in gegevens["teams_mee"]] if "teams_mee" in gegevens else sorted(alle - eigen)
        if set(mee) - alle:
            raise Ongeldig(Veldfout("teamsMee", "unknown", "Kies teams die nu werken."))
        variant = gegevens.get("variant", rij.variant)
        if variant != rij.variant:
            rij = actions.change_concept(
                versie=rij.versie, variant=variant, waarden={}, doen_mee=mee, by=self.wie, at=self.nu
            )
        if gegevens.keys() & {"instellingen", "teams_mee"}:
            actions.change_concept(
                versie=rij.versie,
                variant=variant,
                waarden=_waarden(rij, gegevens.get("instellingen", {})),
                doen_mee=mee,
                by=self.wie,
                at=self.nu,
            )

    def verwijder(self, rij: Teammodel) -> None:
        _eis_concept(rij)
        actions.discard_concept(versie=rij.versie, by=self.wie, at=self.nu)

    def laat_afwijken(self, rij: Teammodel, gegevens: Mapping[str, Any]) -> None:
        _eis_concept(rij)
        team, wie = gegevens["team"], {"by": self.wie, "at": self.nu}
        nu = los_model_op(rij.inhoud, team.pk).variant
        variant = gegevens.get("variant", nu)
        if variant != nu:
            rij = actions.change_team_in_concept(
                versie=rij.versie, team=team, variant=variant, waarden={}, **wie
            )
        waarden = _waarden(rij, gegevens.get("instellingen", {}), team.pk)
        actions.change_team_in_concept(versie=rij.versie, team=team, variant=variant, waarden=waarden, **wie)

    def laat_volgen(self, rij: Teammodel, gegevens: Mapping[str, Any]) -> None:
        _eis_concept(rij)
        actions.follow_gemeente(versie=rij.versie, team=gegevens["team"], by=self.wie, at=self.nu)

    def stel_vast(self, rij: Teammodel, gegevens: Mapping[str, Any]) -> None:
        self.eis_mens(ALLEEN_EEN_MENS)  # who sees what stands in it: a program would widen its own sight
        _eis_concept(rij)
        actions.plan_teammodel(**gegevens, by=self.wie, at=self.nu)

    def haal_terug(self, rij: Teammodel, gegevens: Mapping[str, Any]) -> None:
        if rij.status != TeammodelStatus.GEPLAND:
            raise actions.GeenConcept("Deze versie staat niet klaar. Misschien is ze al ingegaan.")
        actions.withdraw_planned(by=self.wie, at=self.nu)

    def zet_terug(self, rij: Teammodel, gegevens: Mapping[str, Any]) -> UUID:
        if rij.status not in (TeammodelStatus.ACTIEF, TeammodelStatus.VERVALLEN):
            raise NietVastgesteld
        concept = actions.return_to_version(versie=rij, by=self.wie, at=self.nu)
        return concept.pk


def _eis_concept(rij: Teammodel) -> None:
    if rij.status != TeammodelStatus.CONCEPT:
        raise TeammodelLigtVast


def _waarden(rij: Teammodel, gekozen: Mapping[str, Any], team_id: UUID | None = None) -> dict[str, Waarde]:
    """Return every setting as it becomes: what was chosen, and what stands there now.

    :raises Ongeldig: a setting that is not there, or a value that it cannot hold.
    """
    nu = los_model_op(rij.inhoud, team_id)
    waarden = {een.sleutel: nu.waarde(een.sleutel) for een in INSTELLINGEN}
    fouten = []
    for naam, ruw in gekozen.items():
        if naam not in _INSTELLING:
            fouten.append(
                Veldfout(f"instellingen.{naam}"[:200], "unknown", "Deze instelling kennen we hier niet.")
            )
            continue
        try:
            waarden[_INSTELLING[naam].sleutel] = _INSTELLING[naam].lees(ruw)
        except OngeldigeInstelling as nee:
            fouten.append(Veldfout(f"instellingen.{naam}", "invalid", str(nee)))
    if fouten:
        raise Ongeldig(*fouten)
    return waarden


def _vorm(rij: Any) -> dict[str, Any]:
    velden = (
        "nummer",
        "status",
        "variant",
        "ingaat_op",
        "lopende",
        "vastgesteld_op",
        "toelichting",
        "versie",
    )
    return {
        "id": rij.pk,
        **{naam: getattr(rij, naam) for naam in velden},
        "instellingen": rij.instellingen,
        "teams": rij.teams,
    }
