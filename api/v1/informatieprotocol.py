"""`/informatieprotocol`: who may see what. A concept is made, changed and handed in; a person judges it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers

from api.v1.kern.bron import Bron, Handeling, Vraag
from api.v1.kern.velden import keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel.errors import Refusal
from modules.inrichting.actions import protocol as actions
from modules.inrichting.codelijsten import Wet
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.models.protocol import ProtocolLigtVast, ProtocolStatus
from modules.inrichting.models.teamlid import Register
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.protocol import (
    Categorie,
    Cel,
    Functie,
    Grondsoort,
    Mate,
    Moment,
    Voorwaarde,
    standaardmatrix,
)
from modules.inrichting.rules.protocol_controle import controleer
from modules.inrichting.rules.protocol_woorden import FUNCTIES

_FUNCTIES: Final = [(functie.value, str(functie.label)) for functie in FUNCTIES]
_WETTEN: Final = [(wet.value, wet.label) for wet in (Wet.WMO, Wet.JEUGD, Wet.PARTICIPATIE)]
_EEN: Final = "Alleen bij één versie."


class ErIsAlEenConcept(Refusal):
    text = "Er is al een concept. Wijzig dat, of gooi het eerst weg."


class NietVastgesteld(Refusal):
    text = "Deze versie is nooit ingegaan. Kies een versie die gold."


class ProtocolcelUit(Vorm):
    functie = keuze(_FUNCTIES)
    categorie = keuze(Categorie.choices)
    mate = keuze(Mate.choices, "Hoeveel: 0 is niets, 3 is alles.")
    schrijft = serializers.BooleanField()
    voorwaarde = keuze(Voorwaarde.choices)
    grondsoort = keuze(Grondsoort.choices)
    grond = serializers.CharField()
    momenten = serializers.ListField(child=keuze(Moment.choices))
    vraagt_geheimhouding = serializers.BooleanField()
    registratie = serializers.CharField()
    wet = serializers.CharField()


class ProtocolmeldingUit(Vorm):
    sleutel = serializers.CharField(help_text="Onder deze naam komt het antwoord bij het voorleggen.")
    functie = keuze(_FUNCTIES)
    categorie = keuze(Categorie.choices)
    is_fout = serializers.BooleanField(help_text="Zo kan deze versie niet worden voorgelegd.")
    tekst = serializers.CharField()
    antwoord = serializers.CharField()


class InformatieprotocolUit(Vorm):
    id = serializers.UUIDField()
    nummer = serializers.IntegerField()
    status = keuze(ProtocolStatus.choices)
    variant = serializers.CharField(help_text="Van welk model dit de standaard was.")
    toelichting = serializers.CharField()
    ingediend_op = serializers.DateTimeField(allow_null=True)
    ingediend_door_id = serializers.UUIDField(allow_null=True)
    beoordeeld_op = serializers.DateTimeField(allow_null=True)
    beoordeeld_door_id = serializers.UUIDField(allow_null=True)
    oordeel_toelichting = serializers.CharField()
    geldig_van = serializers.DateTimeField(allow_null=True)
    geldig_tot = serializers.DateTimeField(allow_null=True)
    cellen = ProtocolcelUit(many=True, allow_null=True, help_text=f"Wat er niet in staat, is niets. {_EEN}")
    meldingen = ProtocolmeldingUit(many=True, allow_null=True, help_text=f"Wat een antwoord vraagt. {_EEN}")
    versie = serializers.IntegerField(help_text="Hoe vaak deze versie is bewaard.")


class ProtocolMaken(StrengeVorm):
    """Nothing has to be said: a concept begins with what is in force."""


class CelDeel(StrengeVorm):
    mate = keuze(Mate.choices, "Hoeveel: 0 is niets, 3 is alles.")
    schrijft = serializers.BooleanField(default=False)
    voorwaarde = keuze(Voorwaarde.choices)
    grondsoort = keuze(Grondsoort.choices)
    grond = tekst(200, "Het wetsartikel, of welke toestemming of welk gevaar.", default="")
    momenten = serializers.ListField(child=keuze(Moment.choices), max_length=len(Moment), default=list)
    vraagt_geheimhouding = serializers.BooleanField(default=False)
    registratie = keuze(Register.choices, default="", allow_blank=True)
    wet = keuze(_WETTEN, default="", allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["mate"] and not attrs["momenten"]:
            raise serializers.ValidationError({"momenten": "Kies minstens één fase, of kies ‘niets’."})
        return attrs


class Plek(StrengeVorm):
    functie = keuze(_FUNCTIES)
    categorie = keuze(Categorie.choices)


class CelIn(Plek):
    delen = serializers.ListField(
        child=CelDeel(), max_length=len(Moment), help_text="Eén deel, of meer waar de fasen verschillen."
    )

    def validate_delen(self, delen: list[dict[str, Any]]) -> list[dict[str, Any]]:
        gezien: set[str] = set()
        for deel in delen:
            momenten = set(deel["momenten"]) if deel["mate"] else set()
            dubbel = [str(moment.label) for moment in Moment if moment.value in gezien & momenten]
            if dubbel:
                zin = f"{', '.join(dubbel)} staat al in een ander deel. Kies één van de twee."
                raise serializers.ValidationError(zin)
            gezien |= momenten
        return delen


class StandaardIn(StrengeVorm):
    variant = keuze(Variant.choices, "De standaard van dit model; wat er stond, gaat weg.")


class ProtocolVoorleggenIn(StrengeVorm):
    versie = serializers.IntegerField(
        min_value=1, help_text="De versie van het concept die je hebt gecontroleerd."
    )
    antwoorden = serializers.DictField(
        child=serializers.CharField(max_length=2000), default=dict, help_text="Per sleutel uit meldingen."
    )
    toelichting = tekst(
        2000, "Wat er verandert en waarom. De privacyfunctionaris leest dit eerst.", leeg=False
    )
    ingaat_op = serializers.DateField()
    gevallen_bekeken = serializers.BooleanField(help_text="Je hebt de tien gevallen op het scherm bekeken.")


class TerughalenIn(StrengeVorm):
    versie = serializers.IntegerField(min_value=1)
    reden = tekst(2000, "Waarom deze versie niet ingaat. De ander leest dit.", leeg=False)


class ProtocolVraag(Vraag):
    status = keuze(ProtocolStatus.choices, "Alleen in deze stand.", required=False)


class Informatieprotocollen(Bron):
    bron, naam = "informatieprotocol", "informatieprotocol"
    uitleg = (
        "De versies van het informatieprotocol. Het oordeel van de privacyfunctionaris vraagt het scherm."
    )
    uit = InformatieprotocolUit
    vraag = ProtocolVraag
    scopes_van = "inrichting"
    invoer = {"create": ProtocolMaken}
    schermen = {
        "list": "inrichting:protocol_versies",
        "retrieve": "inrichting:protocol",
        "create": "inrichting:protocol_begin",
        "destroy": "inrichting:protocol_weggooien",
    }
    handelingen = {
        # The page of a cell opens to the privacyfunctionaris too, who only reads there.
        "cel": Handeling(
            "inrichting:protocol_cel_terug", "zet_cel", "Zeg wat een functie van een categorie ziet", CelIn
        ),
        "cel-terug": Handeling(
            "inrichting:protocol_cel_terug", "herstel_cel", "Zet in één cel terug wat nu geldt", Plek
        ),
        "standaard": Handeling(
            "inrichting:protocol_begin", "begin_opnieuw", "Vul het concept met de standaard van een model", StandaardIn
        ),
        "voorleggen": Handeling(
            "inrichting:protocol_controleer", "leg_voor", "Leg het concept voor aan de privacyfunctionaris",
            ProtocolVoorleggenIn,
        ),
        "intrekken": Handeling("inrichting:protocol_intrekken", "trek_in", "Trek in wat op het oordeel wacht"),
        "terughalen": Handeling(
            "inrichting:protocol_terughalen", "haal_terug", "Haal een goedgekeurde versie terug voor haar dag",
            TerughalenIn,
        ),
        "terugzetten": Handeling(
            "inrichting:protocol_terug", "zet_terug", "Maak een concept van wat een oude versie zei: dat concept"
        ),
    }  # fmt: skip
    volgorde = ("-nummer", "-id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        alle = Informatieprotocol.objects.all()
        return alle.filter(status=waarden["status"]) if "status" in waarden else alle

    def open(self, pk: UUID, *, lock: bool = False) -> Informatieprotocol:
        rij: Informatieprotocol | None = Informatieprotocol.objects.filter(pk=pk).first()
        if rij is None:
            raise Http404
        return rij

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        return [_kort(rij) | {"cellen": None, "meldingen": None} for rij in rijen]

    def toon(self, rij: Informatieprotocol) -> dict[str, Any]:
        matrix = rij.matrix
        wacht = rij.status in (ProtocolStatus.CONCEPT, ProtocolStatus.TER_GOEDKEURING)
        gevonden = controleer(matrix, standaardmatrix(rij.variant or Variant.TEAM)) if wacht else ()
        return _kort(rij) | {
            "cellen": [
                {"functie": functie, "categorie": categorie, **_cel(cel)} for functie, categorie, cel in matrix
            ],
            "meldingen": [
                {
                    "sleutel": melding.sleutel, "functie": melding.functie, "categorie": melding.categorie,
                    "is_fout": melding.is_fout, "tekst": melding.tekst,
                    "antwoord": rij.antwoorden.get(melding.sleutel, ""),
                }
                for melding in gevonden
            ],
        }  # fmt: skip

    def maak(self, gegevens: Mapping[str, Any]) -> Informatieprotocol:
        if Informatieprotocol.objects.concept().exists():
            raise ErIsAlEenConcept
        return actions.make_concept(by=self.wie, at=self.nu)

    def verwijder(self, rij: Informatieprotocol) -> None:
        _eis_concept(rij)
        actions.discard_concept(versie=rij.versie, by=self.wie, at=self.nu)

    def zet_cel(self, rij: Informatieprotocol, gegevens: Mapping[str, Any]) -> None:
        _eis_concept(rij)
        actions.change_cel(
            versie=rij.versie,
            functie=Functie(gegevens["functie"]),
            categorie=Categorie(gegevens["categorie"]),
            cellen=[Cel.uit_velden(deel) for deel in gegevens["delen"]],
            by=self.wie,
            at=self.nu,
        )

    def herstel_cel(self, rij: Informatieprotocol, gegevens: Mapping[str, Any]) -> None:
        _eis_concept(rij)
        functie, categorie = Functie(gegevens["functie"]), Categorie(gegevens["categorie"])
        actions.restore_cel(versie=rij.versie, functie=functie, categorie=categorie, by=self.wie, at=self.nu)

    def begin_opnieuw(self, rij: Informatieprotocol, gegevens: Mapping[str, Any]) -> None:
        _eis_concept(rij)
        actions.start_from_default(versie=rij.versie, variant=gegevens["variant"], by=self.wie, at=self.nu)

    def leg_voor(self, rij: Informatieprotocol, gegevens: Mapping[str, Any]) -> None:
        self.eis_mens("Wie een protocol voorlegt, heeft de tien gevallen zelf bekeken. Dat doet een mens.")
        _eis_concept(rij)
        actions.submit_protocol(**gegevens, by=self.wie, at=self.nu)

    def trek_in(self, rij: Informatieprotocol, gegevens: Mapping[str, Any]) -> None:
        if rij.status != ProtocolStatus.TER_GOEDKEURING:
            raise actions.GeenConcept("Er ligt niets meer te wachten. Misschien is er al een oordeel.")
        actions.withdraw_protocol(by=self.wie, at=self.nu)

    def haal_terug(self, rij: Informatieprotocol, gegevens: Mapping[str, Any]) -> None:
        if rij.status != ProtocolStatus.GEPLAND:
            raise actions.GeenConcept("Deze versie staat niet klaar. Misschien is ze al ingegaan.")
        actions.recall_protocol(**gegevens, by=self.wie, at=self.nu)

    def zet_terug(self, rij: Informatieprotocol, gegevens: Mapping[str, Any]) -> UUID:
        if rij.status not in (ProtocolStatus.GELDIG, ProtocolStatus.VERVALLEN):
            raise NietVastgesteld
        concept = Informatieprotocol.objects.concept().first()
        versie = concept.versie if concept else 0
        nieuw = actions.return_to_version(oud=rij, versie=versie, by=self.wie, at=self.nu)
        return nieuw.pk


def _eis_concept(rij: Informatieprotocol) -> None:
    if rij.status != ProtocolStatus.CONCEPT:
        raise ProtocolLigtVast


def _cel(cel: Cel) -> dict[str, Any]:
    velden = cel.naar_json()
    geheim = velden.pop("geheimhouding")
    return velden | {"vraagt_geheimhouding": geheim}


def _kort(rij: Informatieprotocol) -> dict[str, Any]:
    velden = (
        "nummer", "status", "variant", "toelichting", "ingediend_op", "ingediend_door_id", "beoordeeld_op",
        "beoordeeld_door_id", "oordeel_toelichting", "geldig_van", "geldig_tot", "versie",
    )  # fmt: skip
    return {"id": rij.pk, **{naam: getattr(rij, naam) for naam in velden}}
