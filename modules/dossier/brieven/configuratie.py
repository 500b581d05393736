"""The part of the configuration file with the own texts of letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from keukentafel.errors import Refusal
from modules.dossier.brieven.actions.sjabloon import (
    publish_sjabloon,
    use_standaard,
    weiger_zonder_verplicht,
    write_sjabloon,
)
from modules.dossier.brieven.basis import velden_van
from modules.dossier.brieven.models import Briefsjabloon, Sjabloonstand
from modules.dossier.brieven.rules.sjabloon import controleer
from modules.dossier.brieven.soorten import OnbekendeSoort, soorten
from modules.inrichting.configuratie.deel import DeelOngeldig, Gezet, Werking, delen, mapping

_DELEN = ("onderwerp", "samenvatting", "tekst")


class BrievenDeel:
    """Only own texts stand in the file; any other letter has the text of the product."""

    sleutel = "brieven"
    naam = "Brieven"
    uitleg = "Gaat meteen in, voor nieuwe brieven. De vorige versies blijven bewaard."
    volgorde = 80

    def lees(self) -> dict[str, dict[str, str]]:
        """Return the own texts in use."""
        rijen = Briefsjabloon.objects.filter(stand=Sjabloonstand.IN_GEBRUIK).order_by("soort")
        return {rij.soort: {deel: getattr(rij, deel) for deel in _DELEN} for rij in rijen}

    def woorden(self, inhoud: Any) -> dict[str, str]:
        """Return the texts of every letter that has its own."""
        uit: dict[str, str] = {}
        for soort, tekst in _lees(inhoud).items():
            titel = _titel(soort)
            uit |= {f"{titel}: {deel}": tekst[deel] for deel in _DELEN}
        return uit

    def bezwaren(self, inhoud: Any) -> Sequence[str]:
        """Refuse an unknown field, a text without what the law asks for, and a concept in the way."""
        eigen, nu = _lees(inhoud), self.lees()
        anders = [soort for soort, tekst in eigen.items() if nu.get(soort) != tekst]
        concepten = set(
            Briefsjabloon.objects.filter(stand=Sjabloonstand.CONCEPT).values_list("soort", flat=True)
        )
        uit = []
        for soort in anders:
            if soort in concepten:
                uit.append(f"{_titel(soort)}: er is al een concept. Zet het in gebruik of gooi het weg.")
            else:
                uit += [f"{_titel(soort)}: {fout}" for fout in _fouten(soort, eigen[soort])]
        return uit

    def opmerkingen(self, inhoud: Any) -> Sequence[str]:
        """Name the letters that go back to the text of the product."""
        weg = sorted(self.lees().keys() - _lees(inhoud).keys())
        return [f"{_titel(soort)} krijgt weer de tekst van Keukentafel." for soort in weg]

    def zet(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Put the texts in use, and the product's own for the rest."""
        eigen, nu = _lees(inhoud), self.lees()
        for soort in sorted(nu.keys() - eigen.keys()):
            use_standaard(soort=soort, by=by, at=at)
        for soort, tekst in eigen.items():
            if nu.get(soort) != tekst:
                concept = write_sjabloon(soort=soort, **tekst, versie=0, by=by, at=at)
                publish_sjabloon(soort=soort, versie=concept.versie, by=by, at=at)
        return Gezet(Werking.INGEGAAN, "Nieuwe brieven krijgen deze teksten.", reverse("brieven:sjablonen"))

    def trek_in(self, inhoud: Any, *, by: Any, at: datetime) -> None:
        """Nothing of this waits."""


def _fouten(soort: str, tekst: dict[str, str]) -> list[str]:
    kind = soorten.van(soort)
    velden = velden_van(kind)
    gevonden = [fout.text for deel in _DELEN for fout in controleer(tekst[deel], velden, veld=deel)]
    if not gevonden:
        try:
            weiger_zonder_verplicht(kind, tekst["tekst"])
        except Refusal as refusal:
            return [str(refusal)]
    return gevonden


def _titel(soort: str) -> str:
    try:
        return soorten.van(soort).titel
    except OnbekendeSoort:
        return soort  # a letter of an earlier release, still among the own texts


def _lees(inhoud: Any) -> dict[str, dict[str, str]]:
    uit = {}
    for soort, ruw in mapping(inhoud, "brieven").items():
        tekst = mapping(ruw, "brieven")
        goed = all(isinstance(tekst.get(deel), str) and len(tekst[deel]) <= 40_000 for deel in _DELEN)
        try:
            soorten.van(soort)
        except OnbekendeSoort as fout:
            raise DeelOngeldig(
                f"De brief {soort[:40]} bestaat niet in deze versie van Keukentafel."
            ) from fout
        if (
            set(tekst) != set(_DELEN)
            or not goed
            or not tekst["tekst"].strip()
            or len(tekst["onderwerp"]) > 200
        ):
            raise DeelOngeldig(f"De brief {_titel(soort)} in dit bestand is niet te lezen.")
        uit[soort] = {deel: tekst[deel].strip() for deel in _DELEN}
    return uit


def register() -> None:
    """Hand the part in."""
    delen.registreer(BrievenDeel())
