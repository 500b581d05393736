"""To whom a letter about somebody may be addressed, how that one is spoken to, and why (Awb 2:1, 3:41, 6:17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from modules.dossier.brieven.rules.aanspreken import OUDERS_TOT, Persoon, spreek_aan

INWONER: Final = "inwoner"
BEWONERS: Final = "bewoners"
OUDERS: Final = "ouders"
GEZAG: Final = "gezag"
GEZAG_ELDERS: Final = "gezag_elders"
_BESLIST_MEE: Final = 18

_REDENEN: Final = {
    "curator": "{naam} staat onder curatele. De curator handelt voor {naam} (BW 1, artikel 386).",
    "mentor": "De mentor beslist voor {naam} over zorg en begeleiding (BW 1, artikel 453).",
    "bewindvoerder": "De bewindvoerder regelt het geld van {naam} (BW 1, artikel 441).",
    "gemachtigde": "{naam} koos een gemachtigde. Die krijgt in elk geval de stukken (Awb artikel 2:1 en 6:17).",
    "voogd": "De voogd heeft het gezag over {naam} (BW 1, artikel 336).",
}
_VOORRANG: Final = ("curator", "voogd", "gemachtigde", "mentor", "bewindvoerder")
_EERST: Final = frozenset({"curator", "voogd"})
"""Who decides in the place of somebody: the letter goes there first. The others are offered."""


@dataclass(frozen=True, slots=True)
class Gezag:
    """Somebody with gezag over a child; `woont_hier`: in the household that the letter is about."""

    id: str
    naam: str
    soort: str
    woont_hier: bool


@dataclass(frozen=True, slots=True)
class Namens:
    """Somebody who acts for a person."""

    id: str
    naam: str
    soort: str
    organisatie: str = ""


@dataclass(frozen=True, slots=True)
class Geadresseerde:
    """One to whom the letter may go. `woont_elders`: it needs an address of its own."""

    sleutel: str
    label: str
    aan: str
    aanhef: str
    reden: str
    woont_elders: bool = False


def geadresseerden(
    persoon: Persoon | None,
    huishouden: str,
    dag: date,
    *,
    gezag: Sequence[Gezag] = (),
    namens: Sequence[Namens] = (),
) -> list[Geadresseerde]:
    """Return who may get a letter of `dag`, the one to whom it goes by itself first.

    Under 16 that is who has gezag (Jeugdwet 7.3.4); under guardianship the curator or voogd. From 16 a
    youth gets it, and a parent only by choice. A parent without gezag is never offered.
    """
    gewoon = spreek_aan(persoon, huishouden, dag)
    if persoon is None:
        return [
            Geadresseerde(
                BEWONERS,
                "Het hele huishouden",
                gewoon.aan,
                gewoon.aanhef,
                "De brief is voor iedereen in dit huishouden.",
            )
        ]
    leeftijd = persoon.leeftijd_op(dag)
    zelf = Geadresseerde(
        INWONER, persoon.naam, gewoon.aan, gewoon.aanhef, f"De brief gaat over {persoon.naam} zelf."
    )
    anderen = sorted(
        (_namens(wie, persoon.naam) for wie in namens), key=lambda wie: _VOORRANG.index(_soort(wie))
    )
    voor = [wie for wie in anderen if _soort(wie) in _EERST]
    rest = [wie for wie in anderen if _soort(wie) not in _EERST]
    if leeftijd is None or leeftijd >= _BESLIST_MEE:
        return [*voor, zelf, *rest]
    ouders = [_met_gezag(wie, persoon.naam) for wie in gezag]
    if leeftijd >= OUDERS_TOT:
        return [*voor, zelf, *ouders, *rest]
    samen = Geadresseerde(
        OUDERS, f"Ouders of verzorgers van {persoon.naam}", gewoon.aan, gewoon.aanhef,
        f"{persoon.naam} is nog geen {OUDERS_TOT}. Wie gezag heeft, krijgt de brief (Jeugdwet artikel 7.3.4).",
    )  # fmt: skip
    jong = (
        Geadresseerde(
            INWONER, persoon.naam, persoon.naam, f"Hallo {_roepnaam(persoon)},",
            f"{persoon.naam} is 12 of ouder en beslist mee (Jeugdwet artikel 7.3.4).",
        ),
    ) if leeftijd >= 12 else ()  # fmt: skip
    return [*voor, samen, *ouders, *jong, *rest]


def kies(keuzes: Sequence[Geadresseerde], sleutel: str) -> Geadresseerde:
    """Return the chosen one; the first when nobody chose, or who was chosen may not get it any more."""
    return next((keuze for keuze in keuzes if keuze.sleutel == sleutel), keuzes[0])


def is_elders(sleutel: str) -> bool:
    """Tell of a key whether that one lives outside the household, and so has an address of his own."""
    soort = sleutel.partition(":")[0]
    return soort == GEZAG_ELDERS or soort in _VOORRANG


def zonder_naam(wie: Geadresseerde) -> Geadresseerde:
    """Return somebody outside the household by what that one is: `De curator`, without a name."""
    soort = wie.sleutel.partition(":")[0]
    als = "Iemand met gezag die ergens anders woont" if soort == GEZAG_ELDERS else f"De {soort}"
    reden = (
        "Wie het gezag heeft, krijgt de brief (Jeugdwet artikel 7.3.4)."
        if soort == GEZAG_ELDERS
        else wie.reden
    )
    return replace(wie, label=als, aan=als, aanhef="", reden=reden)


def _roepnaam(persoon: Persoon) -> str:
    return persoon.voornamen.split()[0] if persoon.voornamen.split() else persoon.naam


def _met_gezag(wie: Gezag, kind: str) -> Geadresseerde:
    als = {"voogd": "voogd", "gi": "instelling met gezag"}.get(wie.soort, "ouder met gezag")
    artikel = "BW 1, artikel 302" if wie.soort == "gi" else "Jeugdwet artikel 7.3.4"
    return Geadresseerde(
        f"{GEZAG if wie.woont_hier else GEZAG_ELDERS}:{wie.id}", f"{wie.naam}, {als}", wie.naam,
        f"Geachte {wie.naam},\n\nDeze brief gaat over {kind}. U krijgt hem omdat u het gezag heeft.",
        f"{wie.naam} heeft het gezag over {kind} ({artikel}).", woont_elders=not wie.woont_hier,
    )  # fmt: skip


def _namens(wie: Namens, naam: str) -> Geadresseerde:
    aan = f"{wie.organisatie}, t.a.v. {wie.naam}" if wie.organisatie else wie.naam
    return Geadresseerde(
        f"{wie.soort}:{wie.id}", f"{wie.naam}, {wie.soort}", aan[:200],
        f"Geachte {wie.naam},\n\nU krijgt deze brief als {wie.soort} van {naam}. Met ‘u’ bedoelen wij {naam}.",
        _REDENEN.get(wie.soort, "{naam} wordt vertegenwoordigd.").format(naam=naam), woont_elders=True,
    )  # fmt: skip


def _soort(wie: Geadresseerde) -> str:
    return wie.sleutel.partition(":")[0]
