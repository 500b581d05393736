"""The part with the informatieprotocol: who sees what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from keukentafel import audit
from keukentafel.instellingen import huidige_instellingen
from modules.inrichting.actions import protocol as actie
from modules.inrichting.configuratie.deel import DeelOngeldig, Gezet, Werking, mapping
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.models.protocol import ProtocolStatus
from modules.inrichting.rules.protocol import Categorie, Functie, Matrix
from modules.inrichting.rules.protocol.matrix import OngeldigProtocol
from modules.inrichting.rules.protocol_woorden import FUNCTIES, cellen_in_woorden

_WERK = (ProtocolStatus.CONCEPT, ProtocolStatus.TER_GOEDKEURING, ProtocolStatus.GEPLAND)


class ProtocolDeel:
    """Taken in as a concept only: the privacyfunctionaris decides about it (F078)."""

    sleutel = "informatieprotocol"
    naam = "Informatieprotocol"
    uitleg = "Wordt een concept. Het geldt pas als de privacyfunctionaris het goedkeurt."
    volgorde = 40

    def lees(self) -> dict[str, Any]:
        """Return the protocol in force, also when it is still the default of the variant."""
        return huidige_instellingen().protocol.naar_json()

    def woorden(self, inhoud: Any) -> dict[str, str]:
        """Return each cell in words."""
        matrix = _lees(inhoud)
        return {
            f"{functie.label}, {categorie.label}": cellen_in_woorden(matrix.cellen_van(functie, categorie))
            for functie in FUNCTIES
            for categorie in Categorie
        }

    def bezwaren(self, inhoud: Any) -> Sequence[str]:
        """Refuse beside a version that is being worked on or waits."""
        _lees(inhoud)
        if Informatieprotocol.objects.filter(status__in=_WERK).exists():
            return [
                "Er is al een concept van het informatieprotocol, of er wacht een versie. Rond dat eerst af."
            ]
        return []

    def opmerkingen(self, inhoud: Any) -> Sequence[str]:
        """There is nothing to know before."""
        return []

    def zet(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Make a concept of it."""
        concept = actie.make_concept(by=by, at=at)
        concept.inhoud = _lees(inhoud).naar_json()
        concept.gewijzigd_op, concept.gewijzigd_door = at, by
        concept.versie += 1
        concept.save()
        detail = {"nummer": concept.nummer}
        audit.record(f"{actie.NAAM}.uit_bestand", target=concept, by=by, at=at, detail=detail)
        zin = f"Versie {concept.nummer} staat klaar als concept."
        return Gezet(Werking.CONCEPT, zin, reverse("inrichting:protocol_controleer"))

    def trek_in(self, inhoud: Any, *, by: Any, at: datetime) -> None:
        """Throw the concept away when nobody changed it since."""
        concept = Informatieprotocol.objects.concept().first()
        if concept is not None and concept.inhoud == _lees(inhoud).naar_json():
            actie.discard_concept(versie=concept.versie, by=by, at=at)


def _lees(inhoud: Any) -> Matrix:
    ruw = mapping(inhoud, "informatieprotocol")
    if set(ruw) - set(Functie.values):
        raise DeelOngeldig("Het informatieprotocol in dit bestand noemt een functie die niet bestaat.")
    try:
        return Matrix.uit_json(ruw)
    except (OngeldigProtocol, KeyError, TypeError) as fout:
        raise DeelOngeldig("Het informatieprotocol in dit bestand is niet te lezen.") from fout
