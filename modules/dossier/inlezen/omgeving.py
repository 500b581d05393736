"""What a gemeente has to give to a household that comes in: team, team model, people. A fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from keukentafel.values.naam import vergelijkvorm
from modules.dossier.inlezen.invoer import Gegevens
from modules.inrichting.models import Adresgebied, TeamGebied, Teammodel, Wijkteam


class GeenTeammodel(Refusal):
    """Without a team model in use, a household has no steps."""

    text = "Deze gemeente heeft nog geen teammodel. Kies eerst een teammodel bij Inrichting."


class GeenTeam(Refusal):
    """Without a team, nobody would see the household."""

    text = "Deze gemeente heeft nog geen team. Maak eerst een team bij Inrichting."


@dataclass(frozen=True, slots=True)
class Teamkiezer:
    """Which team a household gets: the one the file names, else that of its address, else the chosen one."""

    per_naam: dict[str, UUID]
    per_postcode: dict[str, list[tuple[int, int, UUID, UUID | None]]]
    standaard: UUID

    def kent(self, naam: str) -> bool:
        """Whether this name in the file leads to a team."""
        return vergelijkvorm(naam) in self.per_naam

    def kies(self, gegevens: Gegevens) -> tuple[UUID, UUID | None]:
        """Return the team and the buurt of a household."""
        buurt_id, adresteam = self._bij_adres(gegevens)
        gekozen = self.per_naam.get(vergelijkvorm(gegevens.team)) if gegevens.team else None
        return gekozen or adresteam or self.standaard, buurt_id

    def _bij_adres(self, gegevens: Gegevens) -> tuple[UUID | None, UUID | None]:
        for van, tot, buurt_id, team_id in self.per_postcode.get(gegevens.postcode, ()):
            if van <= (gegevens.huisnummer or 0) <= tot:
                return buurt_id, team_id
        return None, None


@dataclass(frozen=True, slots=True)
class Omgeving:
    """Everything outside the file that a new household needs."""

    teammodel_id: UUID
    teams: Teamkiezer
    medewerkers: dict[str, tuple[UUID, str]]

    def medewerker(self, naam: str) -> tuple[UUID, str] | None:
        """Return id and name of the colleague whom the file means, if exactly one has that name."""
        return self.medewerkers.get(vergelijkvorm(naam)) if naam else None


def laad_omgeving(postcodes: Iterable[str], *, teams: dict[str, str], standaard: UUID | None) -> Omgeving:
    """Read what is needed for these postcodes; `teams` is what a person said of names in the file.

    :raises Refusal: there is no team model or no team.
    """
    teammodel_id = Teammodel.objects.actief().values_list("pk", flat=True).first()
    if teammodel_id is None:
        raise GeenTeammodel
    return Omgeving(teammodel_id, _teamkiezer(set(postcodes), teams, standaard), _medewerkers())


def _teamkiezer(postcodes: set[str], teams: dict[str, str], standaard: UUID | None) -> Teamkiezer:
    bekend = dict(Wijkteam.objects.actief().order_by("naam").values_list("pk", "naam"))
    if not bekend:
        raise GeenTeam
    per_naam = {vergelijkvorm(naam): pk for pk, naam in bekend.items()}
    per_naam |= {vergelijkvorm(naam): UUID(pk) for naam, pk in teams.items() if pk and UUID(pk) in bekend}
    gekozen = standaard if standaard and standaard in bekend else next(iter(bekend))
    return Teamkiezer(per_naam, _per_postcode(postcodes), gekozen)


def _per_postcode(postcodes: set[str]) -> dict[str, list[tuple[int, int, UUID, UUID | None]]]:
    per_buurt: dict[UUID, UUID] = {}
    per_wijk: dict[UUID, UUID] = {}
    for team_id, wijk_id, buurt_id in TeamGebied.objects.filter(team__is_actief=True).values_list(
        "team_id", "wijk_id", "buurt_id"
    ):
        (per_buurt if buurt_id else per_wijk)[buurt_id or wijk_id] = team_id
    uitkomst: dict[str, list[tuple[int, int, UUID, UUID | None]]] = defaultdict(list)
    gebieden = Adresgebied.objects.filter(postcode__in=postcodes)
    for postcode, van, tot, buurt_id, wijk_id in gebieden.values_list(
        "postcode", "huisnummer_van", "huisnummer_tot", "buurt_id", "buurt__wijk_id"
    ):
        uitkomst[postcode].append((van, tot, buurt_id, per_buurt.get(buurt_id) or per_wijk.get(wijk_id)))
    return dict(uitkomst)


def _medewerkers() -> dict[str, tuple[UUID, str]]:
    gevonden: dict[str, tuple[UUID, str]] = {}
    dubbel: set[str] = set()
    for pk, naam, gebruikersnaam in Gebruiker.objects.filter(is_actief=True).values_list(
        "pk", "naam", "gebruikersnaam"
    ):
        for vorm in {vergelijkvorm(naam), vergelijkvorm(gebruikersnaam)}:
            if vorm in gevonden and gevonden[vorm][0] != pk:
                dubbel.add(vorm)
            gevonden[vorm] = (pk, naam)
    return {vorm: medewerker for vorm, medewerker in gevonden.items() if vorm and vorm not in dubbel}
