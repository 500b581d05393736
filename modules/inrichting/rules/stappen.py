"""The steps of the work, and the line of steps a dossier shows (domain 3.1; ux 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from modules.inrichting.rules.instellingsoort import Keuze, Variant
from modules.inrichting.rules.varianten import VARIANTEN, VariantInstellingen

ALTIJD: Final = ""  # a step that no setting switches off


@dataclass(frozen=True, slots=True)
class Stapsoort:
    """A step key of the domain: what it produces, within which time, and when it is done."""

    sleutel: str
    label: str
    levert: str
    norm: str
    klaar_als: str
    instelling: str = ALTIJD


@dataclass(frozen=True, slots=True)
class Stap:
    """One step on the line of a dossier. `onderdelen` are the step keys that happen in it."""

    sleutel: str
    label: str
    keuze: Keuze
    onderdelen: tuple[Stapsoort, ...]

    @property
    def is_verplicht(self) -> bool:
        """Whether the step belongs to every dossier of the team; otherwise it may be skipped."""
        return self.keuze == Keuze.J


_SOORTEN: Final = (
    Stapsoort(
        "signaal",
        "Signaal",
        "een signaal met wat er is gezien",
        "bekeken op dezelfde werkdag",
        "het signaal hoort bij iemand, of is met een reden afgesloten",
        "stap_signaal",
    ),
    Stapsoort(
        "eropaf_rooster",
        "Eropaf",
        "pogingen om contact te maken",
        "gewoon binnen 5 werkdagen, met voorrang binnen 2, acuut dezelfde dag",
        "je hebt vastgelegd wat het contact opleverde",
        "stap_eropaf_rooster",
    ),
    Stapsoort(
        "melding_onderzoek",
        "Melding en onderzoek",
        "een melding en een onderzoek",
        "6 weken na de melding (Wmo artikel 2.3.2)",
        "het verslag is verstuurd en de zeven onderwerpen zijn besproken",
        "stap_melding_onderzoek",
    ),
    Stapsoort(
        "vraagverheldering",
        "Gesprek",
        "een gesprek met wat iemand nodig heeft",
        "uiterlijk 10 werkdagen na de melding",
        "er is minstens één behoefte en de vier vormen van hulp zijn bekeken",
        "stap_vraagverheldering",
    ),
    Stapsoort(
        "zrm_start",
        "Zelfredzaamheid bij de start",
        "een meting",
        "uiterlijk 4 weken na de start",
        "elk leefgebied heeft een score of een reden waarom niet",
        "stap_zrm_start",
    ),
    Stapsoort(
        "zrm_tussen",
        "Zelfredzaamheid tussendoor",
        "een meting",
        "6 maanden na de vorige meting",
        "elk leefgebied heeft een score of een reden waarom niet",
        "stap_zrm_tussen",
    ),
    Stapsoort(
        "zrm_eind",
        "Zelfredzaamheid aan het eind",
        "een meting",
        "bij het afsluiten",
        "elk leefgebied heeft een score of een reden waarom niet",
        "stap_zrm_eind",
    ),
    Stapsoort(
        "participatieladder",
        "Participatieladder",
        "de trede van nu en de gewenste trede",
        "bij elke meting van zelfredzaamheid",
        "de trede van nu en de gewenste trede zijn gekozen",
        "stap_participatieladder",
    ),
    Stapsoort(
        "plan",
        "Plan",
        "het plan van het huishouden",
        "uiterlijk 6 weken na de start",
        "iedereen is het eens, of heeft gezegd waar hij anders over denkt",
        "stap_plan",
    ),
    Stapsoort(
        "beschikking",
        "Aanvraag en besluit",
        "een aanvraag en een besluit",
        "de termijn van de wet",
        "het besluit is bekendgemaakt",
        "stap_beschikking",
    ),
    Stapsoort(
        "ondersteuning",
        "Ondersteuning",
        "acties en contact",
        "elke week, of zoals afgesproken",
        "de resultaten zijn bereikt, of het plan is aangepast",
        "eigen_ondersteuning",
    ),
    Stapsoort(
        "regie",
        "Regie",
        "een regisseur en overleg",
        "zo vaak als het team overlegt",
        "er is één regisseur",
    ),
    Stapsoort(
        "netwerk_versterking",
        "Netwerk versterken",
        "een plan van het eigen netwerk",
        "zoals afgesproken",
        "de vaste groep uit het netwerk is gevormd",
        "stap_netwerk_versterking",
    ),
    Stapsoort(
        "evaluatie",
        "Evaluatie",
        "een evaluatie",
        "elke 3 maanden en aan het eind",
        "de vier vragen zijn beantwoord",
        "stap_evaluatie",
    ),
    Stapsoort(
        "waakvlam",
        "Waakvlam",
        "af en toe contact na de hulp",
        "6 maanden",
        "de waakvlam is gestopt, of de hulp is weer begonnen",
        "stap_waakvlam",
    ),
    Stapsoort(
        "afsluiting",
        "Afsluiting",
        "een afsluiting met reden",
        "als de hulp stopt",
        "de reden staat vast, er is een laatste meting en het huishouden weet het",
    ),
)
STAPSOORTEN: Final[Mapping[str, Stapsoort]] = MappingProxyType({soort.sleutel: soort for soort in _SOORTEN})

# Everything a line may show, in the one order that fits all variants, with the step keys in it.
_VOLGORDE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "signaal": ("Signaal", ("signaal", "eropaf_rooster")),
        "aanmelding": ("Aanmelding", ()),
        "overdracht": ("Overdracht", ()),
        "melding": ("Melding", ("melding_onderzoek",)),
        "gesprek": ("Gesprek", ("vraagverheldering", "zrm_start", "participatieladder")),
        "casusoverleg": ("Casusoverleg", ("vraagverheldering", "zrm_start", "participatieladder")),
        "analyse": ("Analyse", ("vraagverheldering", "zrm_start", "participatieladder")),
        "onderzoek": (
            "Onderzoek",
            ("melding_onderzoek", "vraagverheldering", "zrm_start", "participatieladder"),
        ),
        "verslag": ("Verslag", ("melding_onderzoek", "plan")),
        "plan": ("Plan", ("plan",)),
        "aanvraag": ("Aanvraag", ("beschikking",)),
        "besluit": ("Besluit", ("beschikking",)),
        "netwerk_versterking": ("Netwerk versterken", ("netwerk_versterking",)),
        "ondersteuning": ("Ondersteuning", ("ondersteuning", "zrm_tussen")),
        "afstemming": ("Afstemming", ("regie", "zrm_tussen")),
        "evaluatie": ("Evaluatie", ("evaluatie", "zrm_eind")),
        "waakvlam": ("Waakvlam", ("waakvlam",)),
    }
)
_LIJNEN: Final[Mapping[Variant, tuple[str, ...]]] = MappingProxyType(
    {
        Variant.TOEGANG: ("melding", "onderzoek", "verslag", "aanvraag", "besluit", "evaluatie"),
        Variant.TEAM: ("signaal", "gesprek", "plan", "ondersteuning", "evaluatie", "waakvlam"),
        Variant.NETWERK: ("aanmelding", "casusoverleg", "plan", "afstemming", "evaluatie"),
        Variant.REGIE: ("overdracht", "analyse", "plan", "afstemming", "evaluatie"),
    }
)
# Where a step shows up that is not on the line of the variant, once a gemeente switches it on.
_EIGEN_PLEK: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "signaal": ("signaal",),
        "melding_onderzoek": ("melding", "onderzoek"),
        "beschikking": ("aanvraag", "besluit"),
        "netwerk_versterking": ("netwerk_versterking",),
        "ondersteuning": ("ondersteuning",),
        "waakvlam": ("waakvlam",),
    }
)
_STERKTE: Final = (Keuze.N, Keuze.O, Keuze.J)


def stapkeuze(instellingen: VariantInstellingen, sleutel: str) -> Keuze:
    """Return whether a step key of the domain is required, optional or off for a team.

    :raises KeyError: there is no such step.
    """
    soort = STAPSOORTEN[sleutel]
    return Keuze.J if soort.instelling == ALTIJD else Keuze(str(instellingen.waarde(soort.instelling)))


def stapkeuzes(instellingen: VariantInstellingen) -> dict[str, Keuze]:
    """Return that for every step key, in the order of the work."""
    return {sleutel: stapkeuze(instellingen, sleutel) for sleutel in STAPSOORTEN}


def stappen(instellingen: VariantInstellingen) -> tuple[Stap, ...]:
    """Return the line of steps a dossier of this team shows, in order.

    It is the line of the variant, without what is off, and with what a gemeente or team switched
    on above the preset. A step that the preset runs beside the line (Wmo in a Teamvariant) stays
    beside it: `nevenstappen`.
    """
    lijn = {*_LIJNEN[instellingen.variant], *_toegevoegd(instellingen)}
    alle = (_stap(instellingen, sleutel) for sleutel in _VOLGORDE if sleutel in lijn)
    return tuple(stap for stap in alle if stap.keuze != Keuze.N)


def nevenstappen(instellingen: VariantInstellingen) -> tuple[Stapsoort, ...]:
    """Return the steps that are on but not on the line, such as a running Wmo procedure."""
    op_de_lijn = {soort.sleutel for stap in stappen(instellingen) for soort in stap.onderdelen}
    return tuple(
        soort
        for sleutel, soort in STAPSOORTEN.items()
        if soort.instelling != ALTIJD
        and sleutel not in op_de_lijn
        and stapkeuze(instellingen, sleutel) != Keuze.N
    )


def _toegevoegd(instellingen: VariantInstellingen) -> set[str]:
    preset = VARIANTEN[instellingen.variant]
    return {
        plek
        for sleutel, plekken in _EIGEN_PLEK.items()
        if _sterkte(stapkeuze(instellingen, sleutel)) > _sterkte(stapkeuze(preset, sleutel))
        for plek in plekken
        if not _staat_al_op_de_lijn(sleutel, instellingen.variant)
    }


def _staat_al_op_de_lijn(sleutel: str, variant: Variant) -> bool:
    return any(sleutel in _VOLGORDE[plek][1] for plek in _LIJNEN[variant])


def _stap(instellingen: VariantInstellingen, plek: str) -> Stap:
    label, sleutels = _VOLGORDE[plek]
    aan = tuple(STAPSOORTEN[sleutel] for sleutel in sleutels if stapkeuze(instellingen, sleutel) != Keuze.N)
    return Stap(plek, label, _keuze_van_plek(instellingen, plek, sleutels), aan)


def _keuze_van_plek(instellingen: VariantInstellingen, plek: str, sleutels: tuple[str, ...]) -> Keuze:
    """A place on the line is as required as its own step key; the others only happen in it."""
    if plek in ("aanmelding", "overdracht", "casusoverleg", "analyse") or not sleutels:
        return Keuze.J
    return stapkeuze(instellingen, sleutels[0])


def _sterkte(keuze: Keuze) -> int:
    return _STERKTE.index(keuze)
