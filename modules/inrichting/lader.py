"""``request.instellingen``: what this gemeente chose, in one query whatever its size.

The row ``Inrichtingsstand`` holds everything, and a ``kenmerk`` that names that content. A process
keeps the last content it read per gemeente and asks the database only whether it is still that
one; when not, the same query brings the new content. Nothing here is about a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar, cast
from uuid import UUID

from django.db.models import Case, F, JSONField, Value, When

from keukentafel import instellingen as contract
from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.grenzen import grenzen_van
from modules.inrichting.begrippen import Woord, Woorden
from modules.inrichting.models import Inrichtingsstand
from modules.inrichting.rules.protocol import Matrix, standaardmatrix
from modules.inrichting.rules.varianten import VariantInstellingen, los_model_op

S = TypeVar("S", bound=contract.Sectie)
Inhoud = Mapping[str, Any]
LEEG: Final[Inhoud] = {"variant": "team", "instellingen": {}, "teams": {}}
ALLE_MODULES: Final = frozenset({"wmo", "jeugd", "participatie"})


@dataclass(frozen=True, slots=True)
class HuisstijlVerwijzing:
    """Where the published house style is; empty addresses mean the look of the product."""

    css_adres: str = ""
    logo: str = "keukentafel"
    logo_adres: str = ""


@dataclass(frozen=True, slots=True)
class Inrichting:
    """The choices of one gemeente at one moment (``keukentafel.instellingen.Instellingen``)."""

    versie: int = 0
    begrippen: Woorden = field(default_factory=lambda: Woorden({}))
    modules: frozenset[str] = ALLE_MODULES
    huisstijl: HuisstijlVerwijzing = HuisstijlVerwijzing()
    teammodel_id: UUID | None = None
    teammodellen: Mapping[UUID, Inhoud] = field(default_factory=dict)
    secties: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    protocol: Matrix = field(default_factory=lambda: standaardmatrix("team"))
    _opgelost: dict[tuple[UUID | None, str], VariantInstellingen] = field(
        default_factory=dict, compare=False, repr=False
    )

    def section(self, soort: type[S]) -> S:
        """Return the typed choices of one part; its defaults where nothing was chosen."""
        return contract.vul_sectie(soort, self.secties)

    def van_team(self, team_id: UUID | str | None) -> VariantInstellingen:
        """Return how a team works now; None gives the model of the gemeente."""
        return self.van_casus(self.teammodel_id, team_id)

    def van_casus(self, teammodel_id: UUID | None, team_id: UUID | str | None) -> VariantInstellingen:
        """Return how a team works under the version a household runs under.

        :raises KeyError: when this gemeente never used that version.
        """
        sleutel = (teammodel_id, str(team_id or ""))
        gevonden = self._opgelost.get(sleutel)
        if gevonden is None:
            inhoud = self.teammodellen[teammodel_id] if teammodel_id else LEEG
            gevonden = self._opgelost[sleutel] = los_model_op(inhoud, sleutel[1])
        return gevonden

    def met_inhoud(self, inhoud: Inhoud) -> Inrichting:
        """Return the same choices under another team model: for a preview, never for work."""
        proef = UUID(int=0)
        return replace(self, teammodel_id=proef, teammodellen={proef: inhoud}, _opgelost={})


_bekend: dict[UUID, tuple[UUID, Inrichting]] = {}
_HOOGSTENS: Final = 512


def lees(gemeente: GemeenteRef) -> Inrichting:
    """Return the choices of `gemeente`, inside its scope. Always exactly one query."""
    bekend = _bekend.get(gemeente.id)
    kenmerk = bekend[0] if bekend else UUID(int=0)
    rij = (
        Inrichtingsstand.objects.annotate(
            inhoud=Case(
                When(kenmerk=kenmerk, then=Value(None)),
                default=F("gegevens"),
                output_field=JSONField(),
            )
        )
        .values_list("kenmerk", "inhoud")
        .first()
    )
    if rij is None:
        return _binnen_contract(Inrichting(), gemeente)
    if bekend is not None and rij[0] == kenmerk:
        return _binnen_contract(bekend[1], gemeente)
    inrichting = uit_gegevens(cast("Mapping[str, Any]", rij[1]))
    while len(_bekend) >= _HOOGSTENS:
        _bekend.pop(next(iter(_bekend)), None)
    _bekend[gemeente.id] = (rij[0], inrichting)
    return _binnen_contract(inrichting, gemeente)


def _binnen_contract(inrichting: Inrichting, gemeente: GemeenteRef) -> Inrichting:
    """Leave out the modules that the contract does not hold; what was chosen stays kept."""
    open_ = grenzen_van(gemeente.id).modules
    if open_ is None or inrichting.modules <= open_:
        return inrichting
    return replace(inrichting, modules=inrichting.modules & open_)


def uit_gegevens(gegevens: Mapping[str, Any]) -> Inrichting:
    """Make the frozen object from the stored content of an ``Inrichtingsstand``."""
    actief = gegevens["teammodel"]
    return Inrichting(
        versie=gegevens["versie"],
        begrippen=Woorden({s: Woord(*delen) for s, delen in gegevens["begrippen"].items()}),
        modules=frozenset(gegevens["modules"]),
        huisstijl=HuisstijlVerwijzing(**gegevens["huisstijl"]),
        teammodel_id=UUID(actief) if actief else None,
        teammodellen={UUID(pk): inhoud for pk, inhoud in gegevens["teammodellen"].items()},
        secties=gegevens["secties"],
        protocol=_protocol(gegevens),
    )


def _protocol(gegevens: Mapping[str, Any]) -> Matrix:
    """Return the protocol in force; without an approved version that of the variant, as number 0."""
    geldig = gegevens.get("protocol")
    if geldig:
        return Matrix.uit_json(geldig["inhoud"], versie=geldig["nummer"])
    actief = gegevens["teammodel"]
    inhoud = gegevens["teammodellen"].get(actief) if actief else None
    return standaardmatrix((inhoud or LEEG)["variant"])


def register() -> None:
    """Offer the platform this way of reading the choices of a gemeente."""
    contract.registreer_lader(cast("contract.Lader", lees))
