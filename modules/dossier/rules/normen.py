"""How long a term is: dated records, so that a change of the law is a change of data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum


class Eenheid(StrEnum):
    """In what a term is counted."""

    UREN = "uren"
    WERKDAGEN = "werkdagen"
    DAGEN = "dagen"
    WEKEN = "weken"
    MAANDEN = "maanden"
    JAREN = "jaren"


_ENKELVOUD: Final = {
    Eenheid.UREN: "uur",
    Eenheid.WERKDAGEN: "werkdag",
    Eenheid.DAGEN: "dag",
    Eenheid.WEKEN: "week",
    Eenheid.MAANDEN: "maand",
    Eenheid.JAREN: "jaar",
}
_MEERVOUD: Final = {eenheid: str(eenheid) for eenheid in Eenheid} | {
    Eenheid.UREN: "uur",
    Eenheid.JAREN: "jaar",
}
_ATW_HOOGSTENS: Final = {Eenheid.DAGEN: 90, Eenheid.WERKDAGEN: 90, Eenheid.WEKEN: 12, Eenheid.MAANDEN: 3}


@dataclass(frozen=True, slots=True)
class Duur:
    """A length of time: `6 weken`, `3 werkdagen`, `1 maand`."""

    aantal: int
    eenheid: Eenheid

    @property
    def valt_buiten_atw(self) -> bool:
        """Whether Atw art. 4 excepts it: hours, over 90 days, 12 weeks or 3 months, and years."""
        return self.aantal > _ATW_HOOGSTENS.get(self.eenheid, -1)

    def __str__(self) -> str:
        return f"{self.aantal} {(_ENKELVOUD if self.aantal == 1 else _MEERVOUD)[self.eenheid]}"


@dataclass(frozen=True, slots=True)
class Norm:
    """One term as it holds from `geldig_van` up to `geldig_tot`.

    `na` is the event it begins with, in words. `artikel` is empty for a norm of service, which a
    gemeente may change. `te_controleren` marks what still has to be checked against the law.
    `is_venster`: time for somebody else; it passes and nobody is late. `dwangsom`: a late decision may
    cost money (Awb 4:17). `verdagen_met`: the norm of the one adjournment the law gives. `verlengbaar`:
    more time may be agreed on. `uitstel_schuift`: word of delay within the term moves it (Awb 4:14 lid 3).
    `blijft_na_sluiten`: it goes on when help ends.
    """

    sleutel: str
    titel: str
    wet: str
    artikel: str
    na: str
    duur: Duur
    geldig_van: date
    geldig_tot: date | None
    bron: str
    atw_van_toepassing: bool
    opschortbaar: bool = False
    telt_terug: bool = False
    te_controleren: bool = False
    is_venster: bool = False
    dwangsom: bool = False
    verdagen_met: str = ""
    verlengbaar: bool = False
    uitstel_schuift: bool = False
    blijft_na_sluiten: bool = False
    toelichting: str = ""

    def __post_init__(self) -> None:
        if self.atw_van_toepassing and self.duur.valt_buiten_atw:
            raise ValueError(
                f"{self.sleutel}: op {self.duur} is de Algemene termijnenwet niet van toepassing (art. 4)."
            )

    @property
    def is_wettelijk(self) -> bool:
        """Whether a law sets it, and not the gemeente."""
        return bool(self.artikel)

    @property
    def vindplaats(self) -> str:
        """Where it is written: `Wmo artikel 2.3.2 lid 1`, or that it is an agreement."""
        return f"{self.wet} artikel {self.artikel}" if self.artikel else "afspraak van de gemeente"

    @property
    def regel(self) -> str:
        """The rule in words: `6 weken na de melding`."""
        if self.duur.aantal == 0:
            return f"Dezelfde dag als {self.na}"
        return f"{self.duur} {'voor' if self.telt_terug else 'na'} {self.na}"

    def geldt_op(self, dag: date) -> bool:
        """Return whether the record holds on a day."""
        return self.geldig_van <= dag and (self.geldig_tot is None or dag < self.geldig_tot)


def lees_duur(tekst: str) -> Duur:
    """Read `6 weken` or `1 maand`.

    :raises ValueError: it is not a number and a unit.
    """
    aantal, _, eenheid = tekst.strip().partition(" ")
    enkel = {woord: soort for soort, woord in _ENKELVOUD.items()}
    return Duur(int(aantal), enkel.get(eenheid) or Eenheid(eenheid))


class GeenNorm(Refusal):
    """No record of the norm holds on the day asked for."""

    text = "Voor deze dag is geen termijn bekend."


class Normen:
    """All records. Two records of one key never hold on the same day.

    :raises ValueError: records of one key overlap.
    """

    def __init__(self, normen: tuple[Norm, ...]) -> None:
        self._per_sleutel: dict[str, list[Norm]] = {}
        for norm in sorted(normen, key=lambda norm: norm.geldig_van):
            eerder = self._per_sleutel.setdefault(norm.sleutel, [])
            if eerder and eerder[-1].geldt_op(norm.geldig_van):
                raise ValueError(f"{norm.sleutel}: twee normen gelden op {norm.geldig_van}.")
            eerder.append(norm)

    @property
    def sleutels(self) -> tuple[str, ...]:
        """The keys, in alphabetical order."""
        return tuple(sorted(self._per_sleutel))

    @property
    def vensters(self) -> frozenset[str]:
        """The keys of time for somebody else: it passes, and nobody here is late."""
        return frozenset(sleutel for sleutel, normen in self._per_sleutel.items() if normen[-1].is_venster)

    @property
    def blijven_na_sluiten(self) -> frozenset[str]:
        """The keys of terms that go on when help ends: an objection, a complaint, a request."""
        return frozenset(
            sleutel for sleutel, normen in self._per_sleutel.items() if normen[-1].blijft_na_sluiten
        )

    def op(self, sleutel: str, dag: date) -> Norm:
        """Return the record that holds on a day.

        :raises GeenNorm: none does.
        """
        for norm in self._per_sleutel.get(sleutel, ()):
            if norm.geldt_op(dag):
                return norm
        raise GeenNorm(f"Voor {sleutel} is op {datum(dag)} geen termijn bekend.")


def lees_normen(tekst: str) -> Normen:
    """Read records from TOML; the table name is the key, the values say how long and why.

    :raises ValueError: a record is incomplete, overlaps, or claims the Atw where it does not hold.
    """
    gegevens: Mapping[str, list[dict[str, Any]]] = tomllib.loads(tekst)
    return Normen(
        tuple(_norm(sleutel, record) for sleutel, records in gegevens.items() for record in records)
    )


def _norm(sleutel: str, record: Mapping[str, Any]) -> Norm:
    velden = {
        naam: waarde for naam, waarde in record.items() if naam not in ("duur", "geldig_tot", "artikel")
    }
    return Norm(
        sleutel=sleutel,
        duur=lees_duur(str(record["duur"])),
        geldig_tot=record.get("geldig_tot"),
        artikel=record.get("artikel", ""),
        **velden,
    )


NORMEN: Final = lees_normen(Path(__file__).with_name("normen.toml").read_text(encoding="utf-8"))


VENSTERS: Final = NORMEN.vensters


def norm_op(sleutel: str, dag: date) -> Norm:
    """Return the norm that holds on a day.

    :raises GeenNorm: none does.
    """
    return NORMEN.op(sleutel, dag)


# Which norm tells when somebody first visits after a signaal, by its urgency (domain 3.1).
BEZOEKNORMEN: Final[Mapping[str, str]] = MappingProxyType(
    {"licht": "eerste_bezoek_licht", "verhoogd": "eerste_bezoek_verhoogd", "acuut": "eerste_bezoek_acuut"}
)
