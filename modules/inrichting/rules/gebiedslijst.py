"""Reading lists of wijken, buurten and addresses as people have them (F010).

Pure: text in, rows and one Dutch sentence per row that cannot be read. Takes what CBS publishes
(`Wijkcode;Wijknaam;Buurtcode;Buurtnaam`, `PC6;Huisnummer;Buurt2026;…`), what people make of it in a
spreadsheet (codes that lost their zero, tabs, commas) and two plain columns `code;naam`.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from keukentafel.errors import Refusal
from keukentafel.values.ongeldig import OngeldigeWaarde
from keukentafel.values.postcode import Postcode

MAX_BYTES: Final = 20_000_000
_SCHEIDING: Final = (";", "\t", ",")


class LijstOnleesbaar(Refusal):
    """The text as a whole is no list; the sentence says what to do."""

    text = "Dit is geen lijst met kolommen. Zet op elke regel een code en een naam, met ; ertussen."


@dataclass(frozen=True, slots=True)
class Regelfout:
    """One row that cannot be used, and why."""

    regel: int
    tekst: str


@dataclass(frozen=True, slots=True)
class Gebiedslijst:
    """What a list of wijken and buurten says: code → naam."""

    wijken: Mapping[str, str] = field(default_factory=dict)
    buurten: Mapping[str, str] = field(default_factory=dict)
    fouten: tuple[Regelfout, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Adresreeks:
    """Consecutive house numbers of one postcode in one buurt, both ends included."""

    postcode: str
    van: int
    tot: int
    buurtcode: str


@dataclass(frozen=True, slots=True)
class Adreslijst:
    """What a list of addresses says, and how many rows belong to another gemeente."""

    reeksen: tuple[Adresreeks, ...] = ()
    fouten: tuple[Regelfout, ...] = ()
    elders: int = 0


def lees_bytes(inhoud: bytes) -> str:
    """Return the text of an uploaded list, in UTF-8 or as older spreadsheets write it.

    :raises LijstOnleesbaar: it is no text, or more than 20 MB.
    """
    if len(inhoud) > MAX_BYTES:
        mb = -(-len(inhoud) // 1_000_000)
        raise LijstOnleesbaar(
            f"Dit bestand is {mb} MB. Het mag 20 MB zijn. Bewaar alleen de regels van je eigen gemeente."
        )
    if inhoud[:4] == b"PK\x03\x04":
        raise LijstOnleesbaar("Dit is een Excel-bestand. Sla het op als CSV en kies het opnieuw.")
    if b"\x00" in inhoud:
        raise LijstOnleesbaar("Dit bestand is geen tekst. Sla de lijst op als CSV en kies het opnieuw.")
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252", errors="replace")


def lees_gebieden(tekst: str, *, cbs_code: str) -> Gebiedslijst:
    """Read wijken and buurten of the gemeente `cbs_code` (GM0642).

    :raises LijstOnleesbaar: when there is nothing that looks like a list.
    """
    wijken: dict[str, str] = {}
    buurten: dict[str, str] = {}
    fouten: list[Regelfout] = []
    for nummer, cellen in _regels(tekst, _GEBIED_KOLOMMEN):
        try:
            for code, naam in _gebieden(cellen):
                _check_gemeente(code, cbs_code)
                doel = wijken if code.startswith("WK") else buurten
                if doel.setdefault(code, naam) != naam:
                    raise _Regelfout(f"{code} staat er al met de naam {doel[code]}.")
        except _Regelfout as fout:
            fouten.append(Regelfout(nummer, str(fout)))
    return Gebiedslijst(wijken, buurten, tuple(fouten))


def wijk_van(buurtcode: str) -> str:
    """Return the code of the wijk in which a buurt lies: its first six digits."""
    return "WK" + buurtcode[2:8]


def lees_adressen(tekst: str, *, cbs_code: str, buurtcodes: frozenset[str]) -> Adreslijst:
    """Read addresses with their buurt and join house numbers into runs.

    Rows of another gemeente are counted and left out: the list of CBS is for the whole country.

    :raises LijstOnleesbaar: when the columns cannot be recognised.
    """
    per_postcode: dict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
    fouten: list[Regelfout] = []
    elders = 0
    for nummer, cellen in _regels(tekst, _ADRES_KOLOMMEN):
        try:
            buurt = _code(cellen.get("buurt", ""), 8)
            if buurt[2:6] != cbs_code[2:6]:
                elders += 1
                continue
            reeks = _adres(cellen, buurt, buurtcodes)
            _voeg_toe(per_postcode[reeks.postcode], reeks)
        except _Regelfout as fout:
            fouten.append(Regelfout(nummer, str(fout)))
    reeksen = tuple(r for pc in sorted(per_postcode) for r in _aaneen(pc, per_postcode[pc]))
    return Adreslijst(reeksen, tuple(fouten), elders)


_GEBIED_KOLOMMEN: Final = {
    "wijkcode": ("wijkcode", "wk_code", "wijk code", "gwb_code", "code", "regiocode"),
    "wijknaam": ("wijknaam", "wk_naam", "wijk naam", "wijk", "naam", "regio"),
    "buurtcode": ("buurtcode", "bu_code", "buurt code"),
    "buurtnaam": ("buurtnaam", "bu_naam", "buurt naam", "buurt"),
}
_ADRES_KOLOMMEN: Final = {
    "postcode": ("postcode", "pc6"),
    "van": ("huisnummer_van", "huisnummer van", "van", "huisnummer", "nummer"),
    "tot": ("huisnummer_tot", "huisnummer tot", "tot", "tot en met"),
    "buurt": ("buurtcode", "buurt", "bu_code", "code"),
}
_STANDAARD: Final = {
    id(_GEBIED_KOLOMMEN): (("wijkcode", "wijknaam"), ("wijkcode", "wijknaam", "buurtcode", "buurtnaam")),
    id(_ADRES_KOLOMMEN): (("postcode", "van", "buurt"), ("postcode", "van", "tot", "buurt")),
}


class _Regelfout(Exception):
    pass


def _regels(tekst: str, kolommen: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield row number and named cells; with a header row, or by place when there is none."""
    regels = [regel for regel in tekst.splitlines() if regel.strip()]
    if not regels:
        raise LijstOnleesbaar("Er staat nog niets in de lijst. Plak de lijst of kies een bestand.")
    teken = max(_SCHEIDING, key=regels[0].count)
    if teken not in regels[0]:
        raise LijstOnleesbaar
    rijen = csv.reader(tekst.splitlines(), delimiter=teken)
    namen: Sequence[str] | None = None
    for nummer, rij in enumerate(rijen, start=1):
        cellen = [cel.strip() for cel in rij]
        if not any(cellen):
            continue
        if namen is None:
            namen, is_kop = _kolomnamen(cellen, kolommen)
            if is_kop:
                continue
        yield nummer, dict(zip(namen, cellen, strict=False))


def _kolomnamen(eerste: Sequence[str], kolommen: Mapping[str, tuple[str, ...]]) -> tuple[Sequence[str], bool]:
    kop = [re.sub(r"\s*20\d\d$", "", cel.lower()) for cel in eerste]
    namen = ["" for _ in kop]
    for sleutel, woorden in kolommen.items():
        for woord in woorden:
            if woord in kop and not namen[kop.index(woord)]:
                namen[kop.index(woord)] = sleutel
                break
    if any(namen):
        return namen, True
    if any(re.search(r"\d", cel) for cel in eerste):
        passend = [v for v in _STANDAARD[id(kolommen)] if len(v) <= len(eerste)]
        if passend:
            return passend[-1], False
    raise LijstOnleesbaar(
        "De kolommen zijn niet te herkennen. Zet in de eerste regel: "
        + ", ".join(woorden[0] for woorden in kolommen.values())
        + "."
    )


def _gebieden(cellen: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    gevonden = False
    for soort, lengte in (("wijk", 6), ("buurt", 8)):
        ruw, naam = cellen.get(f"{soort}code", ""), cellen.get(f"{soort}naam", "")
        if not ruw:
            continue
        gevonden = True
        code = _code(ruw, lengte if cellen.get("buurtcode") else 0)
        if not naam:
            raise _Regelfout(f"Bij {code} staat geen naam. Vul de naam in.")
        if len(naam) > 80:
            raise _Regelfout(f"De naam bij {code} is langer dan 80 tekens. Maak de naam korter.")
        yield code, naam
    if not gevonden:
        raise _Regelfout("Er staat geen code. Een wijk begint met WK, een buurt met BU.")


def _code(ruw: str, cijfers: int) -> str:
    kaal = re.sub(r"[\s.]", "", ruw).upper()
    if re.fullmatch(r"WK\d{6}|BU\d{8}", kaal):
        return kaal
    if kaal.isascii() and kaal.isdigit():
        lengte = cijfers or (6 if len(kaal) <= 6 else 8)
        if lengte - 3 <= len(kaal) <= lengte:
            return ("WK" if lengte == 6 else "BU") + kaal.zfill(lengte)
    raise _Regelfout(
        f"{ruw or 'Een lege cel'} is geen code. Een wijk is WK met 6 cijfers, een buurt BU met 8 cijfers."
    )


def _check_gemeente(code: str, cbs_code: str) -> None:
    if code[2:6] != cbs_code[2:6]:
        raise _Regelfout(f"{code} hoort bij een andere gemeente. Haal deze regel weg.")


def _adres(cellen: Mapping[str, str], buurt: str, buurtcodes: frozenset[str]) -> Adresreeks:
    if buurt not in buurtcodes:
        raise _Regelfout(f"Buurt {buurt} is nog niet ingelezen. Lees eerst de wijken en buurten in.")
    try:
        postcode = Postcode(cellen.get("postcode", "")).compact
    except OngeldigeWaarde as fout:
        raise _Regelfout(fout.text) from None
    van = _huisnummer(cellen.get("van", ""))
    tot = _huisnummer(cellen["tot"]) if cellen.get("tot") else van
    if tot < van:
        raise _Regelfout(f"Huisnummer {tot} is lager dan {van}. Zet het laagste nummer eerst.")
    return Adresreeks(postcode, van, tot, buurt)


def _huisnummer(ruw: str) -> int:
    if not (ruw.isascii() and ruw.isdigit() and 0 < len(ruw) <= 5 and int(ruw) > 0):
        raise _Regelfout(f"{ruw or 'Een lege cel'} is geen huisnummer. Schrijf alleen cijfers.")
    return int(ruw)


def _voeg_toe(nummers: dict[int, tuple[int, str]], reeks: Adresreeks) -> None:
    tot, buurt = nummers.get(reeks.van, (reeks.tot, reeks.buurtcode))
    if buurt != reeks.buurtcode:
        raise _Regelfout(f"{reeks.postcode} {reeks.van} staat er ook met buurt {buurt}. Kies er één.")
    nummers[reeks.van] = (max(tot, reeks.tot), buurt)


def _aaneen(postcode: str, nummers: Mapping[int, tuple[int, str]]) -> Iterator[Adresreeks]:
    """Join neighbours of one buurt; a gap between numbers of one buurt is bridged."""
    op_volgorde = [Adresreeks(postcode, van, *nummers[van]) for van in sorted(nummers)]
    begin = op_volgorde[0]
    tot = begin.tot
    for vorige, volgende in pairwise(op_volgorde):
        if volgende.buurtcode == vorige.buurtcode:
            tot = max(tot, volgende.tot)
        else:
            yield Adresreeks(postcode, begin.van, min(tot, volgende.van - 1), begin.buurtcode)
            begin, tot = volgende, volgende.tot
    yield Adresreeks(postcode, begin.van, tot, begin.buurtcode)
