"""How a team works: a variant as a preset, overridden per gemeente and per team (domain 2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from modules.inrichting.rules.instellingsoort import (
    Instelling,
    Keuze,
    OngeldigeInstelling,
    Variant,
    Waarde,
)
from modules.inrichting.rules.varianttabel import INSTELLINGEN, PER_SLEUTEL

Afwijkingen = Mapping[str, object]


class Herkomst(StrEnum):
    """Whether a setting is as the preset has it."""

    STANDAARD = "standaard"
    AANGEPAST = "aangepast"


class Bron(StrEnum):
    """Where the value of a setting was chosen."""

    VARIANT = "variant"
    GEMEENTE = "gemeente"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class VariantInstellingen:
    """Every setting of one team, typed, with where each value came from. Made by `los_op`."""

    variant: Variant
    werkgever: str
    inzet_eenheid: str
    inzet_omvang_van: Decimal | None
    inzet_omvang_tot: Decimal | None
    ambtelijke_status_leden: str
    gezamenlijke_locatie: Keuze
    nadruk: str
    doelgroep: str
    beroep_op_eigen_kracht: str
    aanmelding_door_inwoner: Keuze
    intake_in_team: Keuze
    eigen_ondersteuning: Keuze
    kort_advies: Keuze
    max_duur_eigen_ondersteuning_weken: int
    wijkgericht_werken: int
    stap_signaal: Keuze
    stap_eropaf_rooster: Keuze
    stap_melding_onderzoek: Keuze
    stap_vraagverheldering: Keuze
    stap_zrm_start: Keuze
    stap_zrm_tussen: Keuze
    stap_zrm_eind: Keuze
    stap_participatieladder: Keuze
    stap_plan: Keuze
    stap_beschikking: Keuze
    stap_netwerk_versterking: Keuze
    stap_evaluatie: Keuze
    stap_waakvlam: Keuze
    regie: str
    onafhankelijke_regisseur_bij_complex: Keuze
    mdo_frequentie: str
    verwijsbias_signalering: Keuze
    besluit_door: str
    mandaat_niveau: str
    mandaat_bedrag_per_huishouden_jaar: int
    registratie_niveau: str
    drempel_admin_aandeel: int
    caseload_norm: str
    caseload_norm_van: int
    caseload_norm_tot: int
    leertijd_factor: Decimal
    bronnen: Mapping[str, Bron] = field(default_factory=dict, hash=False, repr=False)

    def waarde(self, sleutel: str) -> Waarde:
        """Return the value of a setting by its key.

        :raises KeyError: there is no such setting.
        """
        return getattr(self, PER_SLEUTEL[sleutel].sleutel)

    def in_woorden(self, sleutel: str) -> str:
        """Return the value as a screen shows it."""
        return PER_SLEUTEL[sleutel].in_woorden(self.waarde(sleutel))

    def bron(self, sleutel: str) -> Bron:
        """Return who chose the value: the variant, the gemeente or the team."""
        return self.bronnen.get(sleutel, Bron.VARIANT)

    def herkomst(self, sleutel: str) -> Herkomst:
        """Return whether the value is that of the preset; choosing the preset's own value is no change."""
        preset = PER_SLEUTEL[sleutel].standaard[self.variant]
        return Herkomst.STANDAARD if self.waarde(sleutel) == preset else Herkomst.AANGEPAST

    @property
    def aangepast(self) -> tuple[str, ...]:
        """The keys that depart from the preset, in the order of the table."""
        return tuple(rij.sleutel for rij in INSTELLINGEN if self.herkomst(rij.sleutel) is Herkomst.AANGEPAST)


def standaard(sleutel: str, variant: Variant) -> Waarde:
    """Return what the preset of a variant says."""
    return PER_SLEUTEL[sleutel].standaard[variant]


def instelling(sleutel: str) -> Instelling:
    """Return the row of the table.

    :raises OngeldigeInstelling: there is no such setting.
    """
    if sleutel not in PER_SLEUTEL:
        raise OngeldigeInstelling(f"De instelling {sleutel} bestaat niet.")
    return PER_SLEUTEL[sleutel]


def lees_afwijkingen(ruw: Afwijkingen) -> dict[str, Waarde]:
    """Turn stored or posted overrides into typed values.

    :raises OngeldigeInstelling: a key is unknown or a value does not fit.
    """
    return {sleutel: instelling(sleutel).lees(waarde) for sleutel, waarde in ruw.items()}


def naar_opslag(waarden: Mapping[str, Waarde], variant: Variant) -> dict[str, str | int | None]:
    """Return what to store: only what departs from the preset, in forms that JSON holds."""
    return {
        sleutel: instelling(sleutel).naar_opslag(waarde)
        for sleutel, waarde in waarden.items()
        if waarde != standaard(sleutel, variant)
    }


def los_op(
    variant: Variant | str,
    afwijkingen_gemeente: Afwijkingen = MappingProxyType({}),
    afwijkingen_team: Afwijkingen = MappingProxyType({}),
) -> VariantInstellingen:
    """Return the settings of a team: the preset, then what the gemeente chose, then what the team chose.

    :raises OngeldigeInstelling: an override is unknown or does not fit.
    """
    gekozen = Variant(variant)
    waarden: dict[str, Any] = {rij.sleutel: rij.standaard[gekozen] for rij in INSTELLINGEN}
    bronnen = dict.fromkeys(waarden, Bron.VARIANT)
    for bron, afwijkingen in ((Bron.GEMEENTE, afwijkingen_gemeente), (Bron.TEAM, afwijkingen_team)):
        gelezen = lees_afwijkingen(afwijkingen)
        waarden |= gelezen
        bronnen |= dict.fromkeys(gelezen, bron)
    return VariantInstellingen(variant=gekozen, bronnen=MappingProxyType(bronnen), **waarden)


def los_model_op(inhoud: Mapping[str, Any], team_id: object = None) -> VariantInstellingen:
    """Return the settings of a team under a stored team model, or of the gemeente without a `team_id`.

    `inhoud` is `{"variant", "instellingen", "teams": {team_id: {"variant", "instellingen"}}}`. A
    team with a variant of its own starts from that preset: what the gemeente changed was chosen
    against another preset and would spoil it.

    :raises OngeldigeInstelling: an override is unknown or does not fit.
    """
    van_team = inhoud.get("teams", {}).get(str(team_id), {})
    variant_gemeente = Variant(inhoud["variant"])
    variant_team = Variant(van_team.get("variant") or variant_gemeente)
    zelfde = variant_team is variant_gemeente
    return los_op(
        variant_team,
        inhoud.get("instellingen", {}) if zelfde else MappingProxyType({}),
        van_team.get("instellingen", {}),
    )


VARIANTEN: Final[Mapping[Variant, VariantInstellingen]] = MappingProxyType(
    {variant: los_op(variant) for variant in Variant}
)
"""The four presets, without any override."""
