"""What a late decision costs after an ingebrekestelling (Awb 4:17): dated amounts, 42 days at most."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Final

from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum, datum_voluit

HOOGSTENS_DAGEN: Final = 42
TWEE_WEKEN: Final = timedelta(weeks=2)
_EEN_DAG: Final = timedelta(days=1)


class TeVroeg(Refusal):
    """The term to decide had not passed when the letter came in."""


class GeenTarief(Refusal):
    """No record of amounts holds on the day asked for."""


@dataclass(frozen=True, slots=True)
class Tarief:
    """The amounts per day as they hold from `geldig_van` up to `geldig_tot`."""

    geldig_van: date
    geldig_tot: date | None
    treden: tuple[tuple[int, Decimal], ...]
    bron: str
    te_controleren: bool = False

    def bedrag(self, dagen: int) -> Decimal:
        """Return what this many days cost."""
        totaal, over = Decimal(0), min(max(dagen, 0), HOOGSTENS_DAGEN)
        for lengte, per_dag in self.treden:
            totaal += min(lengte, over) * per_dag
            over -= min(lengte, over)
        return totaal

    @property
    def hoogste(self) -> Decimal:
        """What all days together cost."""
        return self.bedrag(HOOGSTENS_DAGEN)


class DwangsomStand(StrEnum):
    """Where the clock of the dwangsom stands."""

    WACHT = "wacht"
    LOOPT = "loopt"
    VOL = "vol"
    GESTOPT = "gestopt"
    GEEN = "geen"


@dataclass(frozen=True, slots=True)
class Klok:
    """The days of an ingebrekestelling: the last to decide without cost, the first and the last that cost."""

    uiterlijk: date
    eerste_dag: date
    laatste_dag: date


@dataclass(frozen=True, slots=True)
class Dwangsom:
    """What is due on a day, and the sentence that says so."""

    stand: DwangsomStand
    dagen: int
    bedrag: Decimal
    zin: str


def dwangsomklok(ontvangen_op: date, einde: date) -> Klok:
    """Return the days that follow from a letter received on `ontvangen_op` about a term that ended on `einde`.

    Awb art. 4:17 lid 3: the first day that costs is the day on which two weeks have passed after the
    day of receipt. The Algemene termijnenwet does not hold.

    :raises TeVroeg: the term had not passed yet.
    """
    if ontvangen_op <= einde:
        raise TeVroeg(
            f"De tijd voor het besluit liep nog tot en met {datum_voluit(einde)}. "
            "Een ingebrekestelling telt pas als die dag voorbij is (Awb artikel 4:17 lid 3). "
            "Laat de inwoner weten wanneer het besluit komt."
        )
    uiterlijk = ontvangen_op + TWEE_WEKEN
    eerste = uiterlijk + _EEN_DAG
    return Klok(uiterlijk, eerste, eerste + timedelta(days=HOOGSTENS_DAGEN - 1))


def dwangsom(klok: Klok, *, vandaag: date, besloten_op: date | None = None, geen: bool = False) -> Dwangsom:
    """Return what is due today. The day on which the decision is made known does not cost any more."""
    if geen:
        return Dwangsom(DwangsomStand.GEEN, 0, Decimal(0), "Er komt geen dwangsom (Awb artikel 4:17 lid 6).")
    gemeten = besloten_op - _EEN_DAG if besloten_op else vandaag
    dagen = min(max((gemeten - klok.eerste_dag).days + 1, 0), HOOGSTENS_DAGEN)
    bedrag = tarief_op(klok.eerste_dag).bedrag(dagen)
    if besloten_op is not None:
        zin = f"Besloten op {datum(besloten_op)}: {dagen} dagen te laat." if dagen else "Op tijd besloten."
        return Dwangsom(DwangsomStand.GESTOPT, dagen, bedrag, zin)
    if not dagen:
        zin = f"Besluit uiterlijk {datum_voluit(klok.uiterlijk)}. Daarna kost elke dag geld."
        return Dwangsom(DwangsomStand.WACHT, 0, bedrag, zin)
    if dagen == HOOGSTENS_DAGEN:
        return Dwangsom(
            DwangsomStand.VOL, dagen, bedrag, f"De dwangsom is vol sinds {datum(klok.laatste_dag)}."
        )
    return Dwangsom(DwangsomStand.LOOPT, dagen, bedrag, f"Dag {dagen} van {HOOGSTENS_DAGEN}.")


def tarief_op(dag: date) -> Tarief:
    """Return the amounts that hold on a day.

    :raises GeenTarief: none do.
    """
    for tarief in TARIEVEN:
        if tarief.geldig_van <= dag and (tarief.geldig_tot is None or dag < tarief.geldig_tot):
            return tarief
    raise GeenTarief(f"Op {datum(dag)} is geen bedrag voor een dwangsom bekend.")


def lees_tarieven(tekst: str) -> tuple[Tarief, ...]:
    """Read the amounts from TOML, oldest first.

    :raises ValueError: two records hold on one day, or the days are more than 42.
    """
    tarieven = sorted(
        (
            Tarief(
                record["geldig_van"],
                record.get("geldig_tot"),
                tuple((int(trede["dagen"]), Decimal(trede["bedrag"])) for trede in record["treden"]),
                record["bron"],
                record.get("te_controleren", False),
            )
            for record in tomllib.loads(tekst)["tarief"]
        ),
        key=lambda tarief: tarief.geldig_van,
    )
    for eerder, later in pairwise(tarieven):
        if eerder.geldig_tot is None or eerder.geldig_tot > later.geldig_van:
            raise ValueError(f"Twee bedragen gelden op {later.geldig_van}.")
    if any(sum(dagen for dagen, _ in tarief.treden) != HOOGSTENS_DAGEN for tarief in tarieven):
        raise ValueError(f"De bedragen gelden samen {HOOGSTENS_DAGEN} dagen (Awb artikel 4:17 lid 1).")
    return tuple(tarieven)


TARIEVEN: Final = lees_tarieven(Path(__file__).with_name("dwangsom.toml").read_text(encoding="utf-8"))
