"""Why a line is what it is, in words for who pays it and for who checks it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from billing.rules.prijs import BASIS, Prijsfeiten, Stuk
from billing.rules.termijnen import Termijn
from keukentafel.values.datum_tekst import datum
from keukentafel.values.geld import Geld

MODULENAMEN = {
    BASIS: "Keukentafel basis",
    "wmo": "Module Wmo",
    "jeugd": "Module Jeugd",
    "participatie": "Module Participatie",
}
START = "Klaarzetten, inrichten en opleiden bij het begin van het contract."
_EEN_DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Opmerking:
    """What somebody who checks invoices wants to know. With `kijken` it may not go out unseen."""

    code: str
    tekst: str
    kijken: bool = True


ALSNOG = Opmerking("alsnog", "Een periode van vóór de laatste factuur stond nog open.")
VERREKENING = Opmerking("verrekening", "Er is een verrekening met een eerdere factuur.")


def naam(module: str) -> str:
    """Return the name of a module as it stands on an invoice."""
    return MODULENAMEN.get(module, module)


def periode_tekst(van: date, tot: date) -> str:
    """Return `1 januari 2026 t/m 31 december 2026`; `tot` is not included."""
    return f"{datum(van)} t/m {datum(tot - _EEN_DAG)}"


def omschrijving(module: str, van: date, tot: date) -> str:
    """Return what a line is for."""
    return f"{naam(module)}, {periode_tekst(van, tot)}"


def omschrijving_verrekening(module: str, van: date, tot: date) -> str:
    """Return what a settlement is for."""
    return f"Verrekening {naam(module)}, {periode_tekst(van, tot)}"


def procent_tekst(honderdsten: int) -> str:
    """Return `5%`, `2,5%`."""
    heel, rest = divmod(abs(honderdsten), 100)
    decimalen = f",{rest:02}".rstrip("0") if rest else ""
    return f"{'-' if honderdsten < 0 else ''}{heel}{decimalen}%"


def _getal(aantal: int) -> str:
    return f"{aantal:,}".replace(",", ".")


def waarom(stuk: Stuk, termijn: Termijn) -> str:
    """Say what a line was reckoned with, and why it is not the whole period."""
    basis = stuk.grondslag
    delen = [
        f"{_getal(basis.inwoners)} inwoners op 1 januari {basis.inwoners_van}: "
        f"{Geld(basis.jaarbedrag)} per jaar"
    ]
    if basis.korting:
        delen.append(f"korting {procent_tekst(basis.korting)}")
    if stuk.van > termijn.van:
        delen.append(f"geldt vanaf {datum(stuk.van)}")
    if stuk.tot < termijn.tot:
        delen.append(f"geldt t/m {datum(stuk.tot - _EEN_DAG)}")
    return f"{', '.join(delen)}."


def waarom_anders(hoort: list[Stuk], stond: list[Stuk], termijn: Termijn) -> str:
    """Say what changed since a period was billed."""
    if not stond:
        return _begonnen(hoort, termijn)
    if not hoort:
        return "Deze module hoort niet meer bij deze periode."
    zinnen = [*_dagen_anders(hoort, stond), *_prijs_anders(hoort, stond)]
    nieuw = ", ".join(f"{Geld(stuk.bedrag)} voor {periode_tekst(stuk.van, stuk.tot)}" for stuk in hoort)
    return " ".join(dict.fromkeys(zinnen)) or f"Nieuw berekend: {nieuw}."


def _begonnen(hoort: list[Stuk], termijn: Termijn) -> str:
    eerste = min(stuk.van for stuk in hoort)
    wanneer = f"Begonnen op {datum(eerste)}" if eerste > termijn.van else "Niet eerder gefactureerd"
    return f"{wanneer}: {waarom(hoort[0], termijn)}"


def _dagen_anders(hoort: list[Stuk], stond: list[Stuk]) -> list[str]:
    begin, was = min(stuk.van for stuk in hoort), min(stuk.van for stuk in stond)
    eind, liep = max(stuk.tot for stuk in hoort), max(stuk.tot for stuk in stond)
    zinnen = []
    if begin != was:
        zinnen.append(f"Begint op {datum(begin)}, eerder gerekend vanaf {datum(was)}.")
    if eind != liep:
        zinnen.append(f"Loopt t/m {datum(eind - _EEN_DAG)}, eerder gerekend t/m {datum(liep - _EEN_DAG)}.")
    return zinnen


def _prijs_anders(hoort: list[Stuk], stond: list[Stuk]) -> list[str]:
    zinnen = []
    for stuk in hoort:
        vorig = next((oud for oud in stond if oud.van.year == stuk.van.year), None)
        if vorig is None:
            continue
        nu, toen = stuk.grondslag, vorig.grondslag
        if (nu.inwoners, nu.inwoners_van) != (toen.inwoners, toen.inwoners_van):
            zinnen.append(
                f"{_getal(nu.inwoners)} inwoners op 1 januari {nu.inwoners_van}, "
                f"eerder gerekend met {_getal(toen.inwoners)}."
            )
        if nu.jaarbedrag != toen.jaarbedrag:
            zinnen.append(f"{Geld(nu.jaarbedrag)} per jaar, eerder {Geld(toen.jaarbedrag)}.")
        if nu.korting != toen.korting:
            zinnen.append(
                f"Korting {procent_tekst(nu.korting)} vanaf {datum(stuk.van)}, "
                f"eerder {procent_tekst(toen.korting)}."
            )
    return zinnen


def wat_is_anders(vorig: list[Stuk], nu: list[Stuk], feiten: Prijsfeiten) -> list[Opmerking]:
    """Tell what is different from the period before, and what is still missing."""
    if not nu:
        return []
    gezien = (
        _nieuw(vorig, nu) if vorig else [Opmerking("eerste", "Dit is de eerste factuur van dit contract.")]
    )
    return [*gezien, *_ontbreekt(nu, feiten)]


def _nieuw(vorig: list[Stuk], nu: list[Stuk]) -> Iterable[Opmerking]:
    liep_tot, loopt_tot = max(stuk.tot for stuk in vorig), max(stuk.tot for stuk in nu)
    toen = {stuk.module for stuk in vorig if stuk.tot == liep_tot}
    straks = {stuk.module for stuk in nu}
    blijft = {stuk.module for stuk in nu if stuk.tot == loopt_tot}
    for module in sorted(straks - toen):
        yield Opmerking("module_erbij", f"{naam(module)} is erbij gekomen.")
    for module in sorted((toen | straks) - blijft):
        yield Opmerking("module_eraf", f"{naam(module)} is gestopt.")
    for module in sorted(toen & straks):
        oud = [stuk for stuk in vorig if stuk.module == module][-1].grondslag
        eerste = next(stuk for stuk in nu if stuk.module == module).grondslag
        if oud.inwoners != eerste.inwoners:
            anders = oud.jaarbedrag != eerste.jaarbedrag
            yield Opmerking(
                "inwoners",
                f"Het aantal inwoners ging van {_getal(oud.inwoners)} naar {_getal(eerste.inwoners)}.",
                kijken=anders,
            )
        if oud.korting != eerste.korting:
            yield Opmerking(
                "korting",
                f"De korting ging van {procent_tekst(oud.korting)} naar {procent_tekst(eerste.korting)}.",
            )


def _ontbreekt(nu: list[Stuk], feiten: Prijsfeiten) -> Iterable[Opmerking]:
    for stuk in nu:
        jaar, bekend = stuk.van.year, stuk.grondslag.inwoners_van
        if bekend != jaar:
            yield Opmerking(
                "inwoners_ontbreken",
                f"Het aantal inwoners op 1 januari {jaar} is nog niet bekend. "
                f"Gerekend is met {_getal(stuk.grondslag.inwoners)} van {bekend}.",
            )
        if feiten.volgt_index and jaar > feiten.tariefjaar and jaar not in feiten.indexen:
            yield Opmerking("index_ontbreekt", f"De index van {jaar} is nog niet vastgesteld.")
