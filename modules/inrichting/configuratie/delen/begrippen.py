"""The part with the words of a gemeente."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from modules.inrichting.actions.begrip import reset_begrip, set_begrip
from modules.inrichting.begrippen import STANDAARD
from modules.inrichting.configuratie.deel import DeelOngeldig, Gezet, Werking, mapping
from modules.inrichting.models import Begrip

_DELEN = ("enkelvoud", "meervoud", "lidwoord")


class BegrippenDeel:
    """Only own words stand in the file; any other word is that of the product."""

    sleutel = "begrippen"
    naam = "Begrippen"
    uitleg = "Gaat meteen in, op elk scherm."
    volgorde = 20

    def lees(self) -> dict[str, dict[str, str]]:
        """Return the own words."""
        rijen = Begrip.objects.order_by("sleutel").values_list("sleutel", *_DELEN)
        return {rij[0]: dict(zip(_DELEN, rij[1:], strict=True)) for rij in rijen}

    def woorden(self, inhoud: Any) -> dict[str, str]:
        """Return every word as it stands on screens."""
        eigen = _lees(inhoud)
        uit = {}
        for sleutel, standaard in STANDAARD.items():
            nu = eigen.get(sleutel) or {deel: getattr(standaard, deel) for deel in _DELEN}
            uit[standaard.enkelvoud.capitalize()] = f"{nu['lidwoord']} {nu['enkelvoud']}, {nu['meervoud']}"
        return uit

    def bezwaren(self, inhoud: Any) -> Sequence[str]:
        """There is nothing against words."""
        _lees(inhoud)
        return []

    def opmerkingen(self, inhoud: Any) -> Sequence[str]:
        """There is nothing to know before."""
        return []

    def zet(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Use these words, and the product's own for the rest."""
        eigen, nu = _lees(inhoud), {begrip.sleutel: begrip for begrip in Begrip.objects.all()}
        for sleutel in nu.keys() - eigen.keys():
            reset_begrip(sleutel=sleutel, by=by, at=at)
        for sleutel, woord in eigen.items():
            versie = nu[sleutel].versie if sleutel in nu else 0
            set_begrip(sleutel=sleutel, **woord, versie=versie, by=by, at=at)
        return Gezet(Werking.INGEGAAN, "De woorden staan op elk scherm.")

    def trek_in(self, inhoud: Any, *, by: Any, at: datetime) -> None:
        """Nothing of this waits."""


def _lees(inhoud: Any) -> dict[str, dict[str, str]]:
    uit = {}
    for sleutel, ruw in mapping(inhoud, "begrippen").items():
        woord = mapping(ruw, "begrippen")
        goed = all(isinstance(woord.get(deel), str) and 0 < len(woord[deel]) <= 60 for deel in _DELEN)
        if (
            sleutel not in STANDAARD
            or set(woord) != set(_DELEN)
            or not goed
            or woord["lidwoord"] not in ("de", "het")
        ):
            raise DeelOngeldig(f"Het begrip {sleutel[:40]} in dit bestand is niet te lezen.")
        uit[sleutel] = {deel: woord[deel].strip() for deel in _DELEN}
    return uit
