"""The decision aid: eight questions, an advice with its reasons (domain 2.5, F005)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from keukentafel.values.ongeldig import OngeldigeWaarde
from modules.inrichting.rules.instellingsoort import Variant

JA: Final = "ja"
NEE: Final = "nee"
WEET_NIET: Final = "weet_niet"
ZELF: Final = "zelf"
VERWIJZEN: Final = "verwijzen"
_GRENS: Final = 3  # an axis up to here is low, above it high

_JA_NEE: Final = ((JA, "Ja"), (NEE, "Nee"), (WEET_NIET, "Dat weten we nog niet"))


class OngeldigAntwoord(OngeldigeWaarde):
    """Refuse an answer to the decision aid."""


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question on one page. `ontbreekt` names the fact that is missing while it is unanswered."""

    sleutel: str
    vraag: str
    uitleg: str
    keuzes: tuple[tuple[str, str], ...]
    ontbreekt: str


def _as(laagst: str, midden: str, hoogst: str) -> tuple[tuple[str, str], ...]:
    return (
        ("1", f"1: {laagst}"),
        ("2", "2"),
        ("3", f"3: {midden}"),
        ("4", "4"),
        ("5", f"5: {hoogst}"),
        (WEET_NIET, "Dat weten we nog niet"),
    )


VRAGEN: Final = (
    Vraag(
        "zwaarte",
        "Voor wie is het team er vooral?",
        "Denk aan de mensen die het team volgend jaar spreekt.",
        _as("alle mensen, met lichte vragen", "van alles wat", "alleen huishoudens met veel zware problemen"),
        "hoe zwaar de vragen zijn",
    ),
    Vraag(
        "eigen_ondersteuning",
        "Hoeveel helpt het team zelf?",
        "Zelf helpen kost tijd, maar de hulp begint eerder.",
        _as("het team zoekt uit wat nodig is en verwijst", "soms", "het team helpt zo veel mogelijk zelf"),
        "hoeveel het team zelf helpt",
    ),
    Vraag(
        "ernstige_problemen",
        "Loopt de hulp aan gezinnen met veel problemen nu echt vast?",
        "Bijvoorbeeld doordat hulpverleners langs elkaar heen werken.",
        _JA_NEE,
        "of de hulp aan gezinnen met veel problemen vastloopt",
    ),
    Vraag(
        "zo_veel",
        "Zijn dat er zo veel dat organisaties hun werk anders moeten inrichten?",
        "Een vuistregel is dat het om ongeveer 1 op de 20 huishoudens gaat. Kijk wat bij jullie klopt.",
        _JA_NEE,
        "om hoeveel gezinnen het gaat",
    ),
    Vraag(
        "oplossen",
        "Is goed uitzoeken en verwijzen genoeg, of moet het team lichte vragen zelf oplossen?",
        "Zelf oplossen gebeurt samen met mensen uit de wijk.",
        (
            (VERWIJZEN, "Goed uitzoeken en verwijzen is genoeg"),
            (ZELF, "Het team moet lichte vragen zelf oplossen"),
            (WEET_NIET, "Dat weten we nog niet"),
        ),
        "of verwijzen genoeg is",
    ),
    Vraag(
        "volledige_detachering",
        "Kunnen organisaties hun mensen met hun hele contract aan het team geven?",
        "Een paar uur per week is niet het hele contract.",
        _JA_NEE,
        "of mensen met hun hele contract naar het team kunnen",
    ),
    Vraag(
        "toegangsteam",
        "Is er naast dit team een team dat meldingen en aanvragen behandelt?",
        "Een netwerk of regieteam kan niet zonder.",
        _JA_NEE,
        "of er een ander team is voor meldingen en aanvragen",
    ),
    Vraag(
        "inlooppunt",
        "Is er een plek waar mensen zonder afspraak binnenlopen?",
        "Zonder zo'n plek of zonder toegangsteam kan niemand zich zelf melden.",
        _JA_NEE,
        "of er een plek is om binnen te lopen",
    ),
)
PER_SLEUTEL: Final = {vraag.sleutel: vraag for vraag in VRAGEN}


@dataclass(frozen=True, slots=True)
class Advies:
    """A team model that fits, with the reasons and with what it asks of the gemeente."""

    variant: Variant
    zwaar_spoor: bool
    redenen: tuple[str, ...]
    voorwaarden: tuple[str, ...] = ()

    @property
    def titel(self) -> str:
        """The name of the advice on the screen."""
        return (
            f"{self.variant.label} met een spoor voor zware situaties"
            if self.zwaar_spoor
            else str(self.variant.label)
        )


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What the answers say: one advice or more, what is unknown, and whether axes and questions disagree."""

    adviezen: tuple[Advies, ...]
    ontbreekt: tuple[str, ...]
    spreekt_zich_tegen: bool

    @property
    def motivatie_nodig(self) -> bool:
        """Whether a choice needs a sentence of why."""
        return self.spreekt_zich_tegen

    @property
    def is_eenduidig(self) -> bool:
        """Whether the answers lead to exactly one model."""
        return len(self.adviezen) == 1


# A row of the table: heavy or not, solves itself or not, and (only where both) full secondment or not.
_Rij = tuple[bool, bool, bool]


def controleer_antwoorden(antwoorden: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that count; a question without an answer is unknown.

    :raises OngeldigAntwoord: a question or an answer does not exist.
    """
    for sleutel, antwoord in antwoorden.items():
        if sleutel not in PER_SLEUTEL:
            raise OngeldigAntwoord(f"De vraag {sleutel} bestaat niet.")
        if antwoord not in dict(PER_SLEUTEL[sleutel].keuzes):
            raise OngeldigAntwoord("Kies een van de antwoorden.")
    return {vraag.sleutel: antwoorden.get(vraag.sleutel, WEET_NIET) for vraag in VRAGEN}


def adviseer(antwoorden: Mapping[str, str]) -> Uitkomst:
    """Return what the answers advise. It is advice; the gemeente decides.

    An unknown answer shows both rows of the table and names the missing fact. When the two axes
    and the two questions lead to different rows, both stand in the outcome and a motivation is due.

    :raises OngeldigAntwoord: a question or an answer does not exist.
    """
    gegeven = controleer_antwoorden(antwoorden)
    detachering = _ja_of_nee(gegeven["volledige_detachering"])
    volgens_vragen = _rijen(_q1(gegeven), _q2(gegeven), detachering)
    volgens_assen = _rijen(_hoog(gegeven["zwaarte"]), _hoog(gegeven["eigen_ondersteuning"]), detachering)
    rijen = [*volgens_vragen, *(rij for rij in volgens_assen if rij not in volgens_vragen)]
    modellen = dict.fromkeys(_model(rij) for rij in rijen)
    return Uitkomst(
        adviezen=tuple(_advies(model, gegeven, volgens_vragen, volgens_assen) for model in modellen),
        ontbreekt=_ontbreekt(gegeven, rijen),
        spreekt_zich_tegen=not {*map(_model, volgens_vragen)} & {*map(_model, volgens_assen)},
    )


def herhaal_op(dag: date) -> date:
    """Return when the aid should be done again: a year later."""
    return (
        dag.replace(year=dag.year + 1, day=28)
        if (dag.month, dag.day) == (2, 29)
        else dag.replace(year=dag.year + 1)
    )


def _q1(gegeven: Mapping[str, str]) -> bool | None:
    """Question 1 of the domain: serious problems *and* so many that the network must be rebuilt."""
    delen = [_ja_of_nee(gegeven[sleutel]) for sleutel in ("ernstige_problemen", "zo_veel")]
    if False in delen:
        return False
    return None if None in delen else True


def _q2(gegeven: Mapping[str, str]) -> bool | None:
    return {ZELF: True, VERWIJZEN: False}.get(gegeven["oplossen"])


def _hoog(antwoord: str) -> bool | None:
    return None if antwoord == WEET_NIET else int(antwoord) > _GRENS


def _ja_of_nee(antwoord: str) -> bool | None:
    return {JA: True, NEE: False}.get(antwoord)


def _mogelijk(antwoord: bool | None) -> tuple[bool, ...]:
    return (False, True) if antwoord is None else (antwoord,)


def _rijen(zwaar: bool | None, zelf: bool | None, detachering: bool | None) -> list[_Rij]:
    alle = (
        (is_zwaar, is_zelf, volledig)
        for is_zwaar in _mogelijk(zwaar)
        for is_zelf in _mogelijk(zelf)
        for volledig in (_mogelijk(detachering) if is_zwaar and is_zelf else (False,))
    )
    return list(alle)


def _model(rij: _Rij) -> tuple[Variant, bool]:
    zwaar, zelf, volledig = rij
    if not zwaar:
        return (Variant.TEAM if zelf else Variant.TOEGANG), False
    if not zelf:
        return Variant.REGIE, False
    return (Variant.TEAM, True) if volledig else (Variant.NETWERK, False)


def _advies(
    model: tuple[Variant, bool], gegeven: Mapping[str, str], vragen: list[_Rij], assen: list[_Rij]
) -> Advies:
    variant, zwaar_spoor = model
    redenen = []
    if model in map(_model, vragen):
        redenen.append(_REDEN_VRAGEN[model])
    if model in map(_model, assen):
        redenen.append(_REDEN_ASSEN[model])
    return Advies(variant, zwaar_spoor, tuple(redenen), _voorwaarden(variant, gegeven))


_REDEN_VRAGEN: Final = {
    (
        Variant.TOEGANG,
        False,
    ): "De hulp aan gezinnen loopt niet op grote schaal vast, en goed verwijzen is genoeg.",
    (
        Variant.TEAM,
        False,
    ): "De hulp aan gezinnen loopt niet op grote schaal vast, en het team lost lichte vragen zelf op.",
    (
        Variant.NETWERK,
        False,
    ): "Veel gezinnen lopen vast, het team helpt zelf, en mensen blijven bij hun eigen organisatie.",
    (
        Variant.TEAM,
        True,
    ): "Veel gezinnen lopen vast, het team helpt zelf, en mensen komen met hun hele contract.",
    (Variant.REGIE, False): "Veel gezinnen lopen vast, en goed uitzoeken en verwijzen is genoeg.",
}
_REDEN_ASSEN: Final = {
    (Variant.TOEGANG, False): "Je koos vooral lichte vragen en weinig hulp door het team zelf.",
    (Variant.TEAM, False): "Je koos vooral lichte vragen en veel hulp door het team zelf.",
    (Variant.NETWERK, False): "Je koos zware vragen en veel hulp door het team zelf, zonder hele contracten.",
    (Variant.TEAM, True): "Je koos zware vragen en veel hulp door het team zelf, met hele contracten.",
    (Variant.REGIE, False): "Je koos zware vragen en weinig hulp door het team zelf.",
}


def _voorwaarden(variant: Variant, gegeven: Mapping[str, str]) -> tuple[str, ...]:
    if variant not in (Variant.REGIE, Variant.NETWERK):
        return ()
    aanwezig = JA in (gegeven["toegangsteam"], gegeven["inlooppunt"])
    nodig = "Dit model werkt alleen naast een Team Toegang of een inlooppunt."
    return (nodig if aanwezig else f"{nodig} Regel dat eerst.",)


def _ontbreekt(gegeven: Mapping[str, str], rijen: list[_Rij]) -> tuple[str, ...]:
    """Name only the unknown facts that could still change the outcome."""
    doet_ertoe = {"zwaarte", "eigen_ondersteuning", "oplossen"}
    if NEE not in (gegeven["ernstige_problemen"], gegeven["zo_veel"]):
        doet_ertoe |= {"ernstige_problemen", "zo_veel"}
    if any(zwaar and zelf for zwaar, zelf, _ in rijen):
        doet_ertoe.add("volledige_detachering")
    leunt_op_een_ander = any(_model(rij)[0] in (Variant.REGIE, Variant.NETWERK) for rij in rijen)
    if leunt_op_een_ander and JA not in (gegeven["toegangsteam"], gegeven["inlooppunt"]):
        doet_ertoe |= {"toegangsteam", "inlooppunt"}
    return tuple(
        vraag.ontbreekt
        for vraag in VRAGEN
        if vraag.sleutel in doet_ertoe and gegeven[vraag.sleutel] == WEET_NIET
    )
