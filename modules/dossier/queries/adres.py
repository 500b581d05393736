"""What an address leads to: a team, and the households that already live there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from keukentafel.values.postcode import Postcode
from modules.dossier.models import Huishouden
from modules.inrichting.queries import Adresuitkomst, zoek_team


@dataclass(frozen=True, slots=True)
class Bewoond:
    """A household at this address. Without a right to see it there is only its team."""

    id: UUID
    naam: str
    url: str
    team: str
    adres: str

    @property
    def zin(self) -> str:
        """The warning (ux.md 5, Duplicate)."""
        if self.naam:
            return (
                f"Op {self.adres} is al een huishouden: {self.naam}. "
                "Open dat huishouden of ga door als dit andere mensen zijn."
            )
        return f"Op {self.adres} is al een huishouden bekend bij team {self.team}. Bel dat team eerst."


def bewoners_van(
    gebruiker: Any,
    postcode: str,
    huisnummer: int | None,
    *,
    toevoeging: str = "",
    behalve: UUID | None = None,
) -> Sequence[Bewoond]:
    """Return the households at this address, shielded ones left out; two queries."""
    if not postcode or huisnummer is None:
        return []
    daar = Huishouden.objects.filter(
        postcode=postcode, huisnummer=huisnummer, toevoeging__iexact=toevoeging, is_geheim_adres=False
    ).exclude(pk=behalve)
    gevonden = list(daar.select_related("team").order_by("sorteernaam", "id")[:5])
    if not gevonden:
        return []
    eigen = set(
        Huishouden.objects.visible_to(gebruiker)
        .filter(pk__in=[huishouden.pk for huishouden in gevonden])
        .values_list("pk", flat=True)
    )
    return [_bewoond(huishouden, huishouden.pk in eigen) for huishouden in gevonden]


def _bewoond(huishouden: Any, mag_zien: bool) -> Bewoond:
    """Return a household at the address; without a right to see it, no more than was typed and its team."""
    getypt = f"{Postcode(huishouden.postcode)} {huishouden.huisnummer}{huishouden.toevoeging}"
    return Bewoond(
        id=huishouden.pk,
        naam=huishouden.naam if mag_zien else "",
        url=huishouden.get_absolute_url() if mag_zien else "",
        team=huishouden.team.naam if huishouden.team else "",
        adres=huishouden.adres if mag_zien else getypt,
    )


def team_van_adres(postcode: str, huisnummer: int | None) -> Adresuitkomst:
    """Return the team an address leads to with the reason."""
    return zoek_team(postcode, huisnummer)
