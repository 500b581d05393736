"""Which settings cannot go together, and why (domain 2.2, 2.4; ux 8.1)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from keukentafel.values.bevinding import Bevinding, Ernst
from modules.inrichting.rules.instellingsoort import Keuze
from modules.inrichting.rules.varianten import VariantInstellingen

Modules = Collection[str]
Regel = Callable[[VariantInstellingen, Modules], Iterator[Bevinding]]


def controleer(instellingen: VariantInstellingen, modules: Modules) -> tuple[Bevinding, ...]:
    """Return what is impossible or worth a look in these settings, each at the setting it is about.

    `modules` are the codes of the modules that are on: `wmo`, `jeugd`, `participatie`.
    """
    return tuple(bevinding for regel in _REGELS for bevinding in regel(instellingen, modules))


def controleer_directe_toegang(
    teams: Iterable[VariantInstellingen], inlooppunten: int
) -> tuple[Bevinding, ...]:
    """Return why the team model would leave people without an entrance of their own; empty when it does not.

    Direct access never disappears from a gemeente (domain 2.4, F033): some team takes people who
    come by themselves, or there is at least one inlooppunt.
    """
    if inlooppunten > 0 or any(team.aanmelding_door_inwoner == Keuze.J for team in teams):
        return ()
    return (
        Bevinding(
            "Zo kan niemand zich zelf melden in deze gemeente. Laat mensen zich melden bij een team, "
            "of maak eerst een inlooppunt.",
            "aanmelding_door_inwoner",
        ),
    )


def _aan(keuze: Keuze) -> bool:
    return keuze != Keuze.N


def _besluiten(inst: VariantInstellingen, modules: Modules) -> Iterator[Bevinding]:
    if not _aan(inst.stap_beschikking):
        return
    label = Keuze(inst.stap_beschikking).label
    if not modules:
        yield Bevinding(
            f"Besluiten over hulp: {label} kan niet zonder module Wmo, Jeugd of Participatie. "
            "Zet een module aan of kies Nee.",
            "stap_beschikking",
        )
    if "wmo" in modules and not _aan(inst.stap_melding_onderzoek):
        yield Bevinding(
            "Besluiten over de Wmo kan niet zonder onderzoek (Wmo artikel 2.3.2). "
            "Zet Melding en onderzoek aan.",
            "stap_melding_onderzoek",
        )
    if inst.besluit_door == "team" and inst.mandaat_niveau == "adviseert":
        yield Bevinding(
            "Een team dat alleen adviseert, maakt geen besluiten. Kies wie het besluit wel maakt.",
            "besluit_door",
        )


def _onderzoek(inst: VariantInstellingen, modules: Modules) -> Iterator[Bevinding]:
    if not _aan(inst.stap_melding_onderzoek):
        return
    if "wmo" not in modules:
        yield Bevinding(
            f"Melding en onderzoek: {Keuze(inst.stap_melding_onderzoek).label} kan niet zonder module Wmo. "
            "Zet de module aan of kies Nee.",
            "stap_melding_onderzoek",
        )
    if inst.registratie_niveau == "licht":
        yield Bevinding(
            "Bij licht vastleggen vraagt Keukentafel de gegevens van het onderzoek niet verplicht. "
            "Je hebt ze wel nodig voor een besluit.",
            "registratie_niveau",
            Ernst.LET_OP,
        )


def _mandaat(inst: VariantInstellingen, _modules: Modules) -> Iterator[Bevinding]:
    if inst.mandaat_niveau == "tot_bedrag" and inst.mandaat_bedrag_per_huishouden_jaar == 0:
        yield Bevinding(
            "Vul in tot welk bedrag het team mag besluiten.", "mandaat_bedrag_per_huishouden_jaar"
        )


def _stappen(inst: VariantInstellingen, _modules: Modules) -> Iterator[Bevinding]:
    if not _aan(inst.stap_zrm_start):
        for sleutel, wanneer in (("stap_zrm_tussen", "tussendoor"), ("stap_zrm_eind", "aan het eind")):
            if _aan(getattr(inst, sleutel)):
                yield Bevinding(
                    f"Een meting {wanneer} laat pas iets zien als er ook een meting bij de start is. "
                    "Zet Zelfredzaamheid bij de start aan.",
                    sleutel,
                )
    if not _aan(inst.stap_plan) and _aan(inst.stap_evaluatie):
        yield Bevinding("Zonder plan valt er niets te evalueren. Zet Plan aan.", "stap_evaluatie")
    if _aan(inst.stap_eropaf_rooster) and not _aan(inst.stap_signaal):
        yield Bevinding("Het rooster werkt met signalen. Zet Signaal aan.", "stap_eropaf_rooster")


def _eigen_hulp(inst: VariantInstellingen, _modules: Modules) -> Iterator[Bevinding]:
    duur = inst.max_duur_eigen_ondersteuning_weken
    if _aan(inst.eigen_ondersteuning) and duur == 0:
        yield Bevinding(
            "Het team helpt zelf. Vul in na hoeveel weken Keukentafel vraagt of andere hulp beter past.",
            "max_duur_eigen_ondersteuning_weken",
        )
    if not _aan(inst.eigen_ondersteuning) and duur > 0:
        yield Bevinding(
            "Het team helpt niet zelf. De waarschuwing na een aantal weken doet dan niets.",
            "max_duur_eigen_ondersteuning_weken",
            Ernst.LET_OP,
        )


def _toegang(inst: VariantInstellingen, _modules: Modules) -> Iterator[Bevinding]:
    if inst.aanmelding_door_inwoner == Keuze.J and not _aan(inst.intake_in_team):
        yield Bevinding(
            "Mensen kunnen zich zelf melden, maar niemand in het team doet het eerste gesprek. "
            "Zet Het team doet zelf het eerste gesprek aan.",
            "intake_in_team",
        )


def _omvang(inst: VariantInstellingen, _modules: Modules) -> Iterator[Bevinding]:
    van, tot = inst.inzet_omvang_van, inst.inzet_omvang_tot
    if van is not None and tot is not None and van > tot:
        yield Bevinding("De inzet vanaf is groter dan de inzet tot en met. Draai ze om.", "inzet_omvang_tot")
    if inst.inzet_eenheid == "fte" and any(grens is not None and grens > 1 for grens in (van, tot)):
        yield Bevinding(
            "Een medewerker werkt hooguit 1 fte. Kies uren per week of een kleiner getal.", "inzet_eenheid"
        )
    if inst.caseload_norm_van > inst.caseload_norm_tot:
        yield Bevinding(
            "Het aantal vanaf is groter dan het aantal tot en met. Draai ze om.", "caseload_norm_tot"
        )


def _regie(inst: VariantInstellingen, _modules: Modules) -> Iterator[Bevinding]:
    if inst.onafhankelijke_regisseur_bij_complex == Keuze.N:
        yield Bevinding(
            "De regisseur kan nu ook hulp leveren aan hetzelfde huishouden. "
            "Spreek af wie meekijkt of dat goed gaat.",
            "onafhankelijke_regisseur_bij_complex",
            Ernst.LET_OP,
        )


_REGELS: Final[tuple[Regel, ...]] = (
    _besluiten,
    _onderzoek,
    _mandaat,
    _stappen,
    _eigen_hulp,
    _toegang,
    _omvang,
    _regie,
)
