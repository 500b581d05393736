"""The part of the configuration file that says how long data is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from modules.dossier.bewaren.actions.bewaartermijn import propose_termijnen, termijnen_nu
from modules.dossier.bewaren.models import Bewaarvoorstel, Voorstelstand
from modules.dossier.bewaren.rules.bewaren import (
    STANDAARD,
    START_IN_WOORDEN,
    Start,
    controleer_termijnen,
    maanden_in_woorden,
)
from modules.inrichting.configuratie.deel import DeelOngeldig, Gezet, Werking, delen, mapping

_TOELICHTING = "Overgenomen uit een configuratiebestand."


class BewaartermijnenDeel:
    """Taken in as a proposal only: the privacyfunctionaris agrees with it, or not."""

    sleutel = "bewaartermijnen"
    naam = "Bewaartermijnen"
    uitleg = "Wordt een voorstel. Het geldt pas als de privacyfunctionaris instemt."
    volgorde = 70

    def lees(self) -> dict[str, dict[str, Any]]:
        """Return the terms in force."""
        return {naam: {"maanden": t.maanden, "start": str(t.start)} for naam, t in termijnen_nu().items()}

    def woorden(self, inhoud: Any) -> dict[str, str]:
        """Return each term in words."""
        return {
            STANDAARD[
                naam
            ].titel: f"{maanden_in_woorden(keuze['maanden'])}, {START_IN_WOORDEN[keuze['start']]}"
            for naam, keuze in _lees(inhoud).items()
        }

    def bezwaren(self, inhoud: Any) -> Sequence[str]:
        """Refuse what is shorter than the law, and a second proposal."""
        mis = [bevinding.text for bevinding in controleer_termijnen(_lees(inhoud))]
        if not mis and Bewaarvoorstel.objects.filter(stand=Voorstelstand.OPEN).exists():
            return ["Er wacht al een wijziging op de privacyfunctionaris. Wacht op het oordeel."]
        return mis

    def opmerkingen(self, inhoud: Any) -> Sequence[str]:
        """There is nothing to know before."""
        return []

    def zet(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Propose them."""
        propose_termijnen(waarden=_lees(inhoud), toelichting=_TOELICHTING, by=by, at=at)
        zin = "Het voorstel wacht op de privacyfunctionaris."
        return Gezet(Werking.VOORSTEL, zin, reverse("bewaren:termijnen"))

    def trek_in(self, inhoud: Any, *, by: Any, at: datetime) -> None:
        """A proposal is answered by the privacyfunctionaris; it is not taken back."""


def _lees(inhoud: Any) -> dict[str, dict[str, Any]]:
    uit = {}
    for naam, ruw in mapping(inhoud, "bewaartermijnen").items():
        keuze = mapping(ruw, "bewaartermijnen")
        maanden = keuze.get("maanden")
        if (
            naam not in STANDAARD
            or set(keuze) != {"maanden", "start"}
            or type(maanden) is not int
            or keuze["start"] not in {str(start) for start in Start}
        ):
            raise DeelOngeldig(f"De bewaartermijn {naam[:40]} in dit bestand is niet te lezen.")
        uit[naam] = {"maanden": maanden, "start": keuze["start"]}
    if set(uit) != set(STANDAARD):
        raise DeelOngeldig("In dit bestand ontbreekt een bewaartermijn.")
    return uit


def register() -> None:
    """Hand the part in."""
    delen.registreer(BewaartermijnenDeel())
