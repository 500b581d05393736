"""What we ask the BRP and what it tells, without a word of how it travels.

BRP API Personen 2.7.0. We ask by BSN only, and only the fields of the groups that somebody may see;
`geheimhoudingPersoonsgegevens`, `opschortingBijhouding` and `inOnderzoek` come by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Veldgroep(StrEnum):
    """What belongs together when a gemeente chooses who may ask for it."""

    IDENTITEIT = "identiteit"
    OVERLIJDEN = "overlijden"
    ADRES = "adres"
    CURATELE = "curatele"
    GEZAG = "gezag"


VELDEN: Mapping[Veldgroep, tuple[str, ...]] = {
    Veldgroep.IDENTITEIT: (
        "burgerservicenummer",
        "naam.voornamen",
        "naam.voorletters",
        "naam.voorvoegsel",
        "naam.geslachtsnaam",
        "geslacht",
        "geboorte.datum",
    ),
    Veldgroep.OVERLIJDEN: ("overlijden.datum",),
    Veldgroep.ADRES: (
        "verblijfplaats.verblijfadres.officieleStraatnaam",
        "verblijfplaats.verblijfadres.korteStraatnaam",
        "verblijfplaats.verblijfadres.huisnummer",
        "verblijfplaats.verblijfadres.huisletter",
        "verblijfplaats.verblijfadres.huisnummertoevoeging",
        "verblijfplaats.verblijfadres.postcode",
        "verblijfplaats.verblijfadres.woonplaats",
        "verblijfplaats.verblijfadres.locatiebeschrijving",
        "verblijfplaats.verblijfadres.regel1",
        "verblijfplaats.verblijfadres.regel2",
        "verblijfplaats.verblijfadres.regel3",
        "verblijfplaats.verblijfadres.land",
    ),
    Veldgroep.CURATELE: ("indicatieCurateleRegister",),
    Veldgroep.GEZAG: ("gezag",),
}


def velden_van(groepen: Iterable[str]) -> list[str]:
    """Return the `fields` for these groups, in a fixed order and each once."""
    gevraagd = set(groepen) | {Veldgroep.IDENTITEIT.value}
    return [veld for groep in Veldgroep if groep.value in gevraagd for veld in VELDEN[groep]]


def maak_vraag(bsn: str, groepen: Iterable[str]) -> dict[str, Any]:
    """Return the body of `POST /personen` for one BSN."""
    return {
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": [bsn],
        "fields": velden_van(groepen),
    }


@dataclass(frozen=True, slots=True)
class BrpDatum:
    """A date of the BRP, which may be known in part. `dag` only when it is known in full."""

    tekst: str
    dag: date | None = None
    jaar: int | None = None


@dataclass(frozen=True, slots=True)
class BrpAdres:
    """An address in the Netherlands in parts; elsewhere only `tekst`."""

    tekst: str
    straat: str = ""
    huisnummer: int | None = None
    toevoeging: str = ""
    postcode: str = ""
    plaats: str = ""

    @property
    def is_binnenland(self) -> bool:
        """Whether it is an address that a household here can have."""
        return bool(self.straat and self.huisnummer)


@dataclass(frozen=True, slots=True)
class BrpHouder:
    """Who has gezag over a child: `soort` is `ouder` or `voogd`. Without a name it is not known who."""

    soort: str
    naam: str = ""
    bsn: str = ""


@dataclass(frozen=True, slots=True)
class BrpGezag:
    """What the BRP says of the gezag over this child. `toelichting` when it could not say who."""

    type: str
    houders: tuple[BrpHouder, ...] = ()
    toelichting: str = ""
    in_onderzoek: bool = False


@dataclass(frozen=True, slots=True)
class BrpPersoon:
    """One person as the BRP tells; what was not asked is empty."""

    bsn: str
    geslachtsnaam: str = ""
    voorvoegsel: str = ""
    voornamen: str = ""
    voorletters: str = ""
    geslacht: str = ""
    geboren: BrpDatum | None = None
    overleden: BrpDatum | None = None
    adres: BrpAdres | None = None
    is_geheim: bool = False
    onder_curatele: bool = False
    opschorting: str = ""
    gezag: tuple[BrpGezag, ...] = ()
    in_onderzoek: frozenset[str] = frozenset()

    @property
    def is_overleden(self) -> bool:
        """Whether the BRP says that this person died, also without a day."""
        return self.overleden is not None or self.opschorting == "O"


def lees_personen(antwoord: Mapping[str, Any]) -> list[BrpPersoon]:
    """Return the people of an answer to `RaadpleegMetBurgerservicenummer`; nobody found is an empty list.

    :raises ValueError: it is an answer to something else.
    """
    if antwoord.get("type") != "RaadpleegMetBurgerservicenummer":
        raise ValueError("Dit is geen antwoord op een vraag met een BSN.")
    return [lees_persoon(rij) for rij in antwoord.get("personen") or []]


def lees_persoon(rij: Mapping[str, Any]) -> BrpPersoon:
    """Return one person. What the BRP left out stays empty: it is not known, or not current."""
    naam, bsn = rij.get("naam") or {}, str(rij.get("burgerservicenummer", ""))
    return BrpPersoon(
        bsn=bsn,
        geslachtsnaam=naam.get("geslachtsnaam", ""),
        voorvoegsel=naam.get("voorvoegsel", ""),
        voornamen=naam.get("voornamen", ""),
        voorletters=naam.get("voorletters", ""),
        geslacht=_GESLACHT.get((rij.get("geslacht") or {}).get("code", ""), ""),
        geboren=_datum((rij.get("geboorte") or {}).get("datum")),
        overleden=_datum((rij.get("overlijden") or {}).get("datum")),
        adres=_adres(rij.get("verblijfplaats")),
        is_geheim=bool(rij.get("geheimhoudingPersoonsgegevens")),
        onder_curatele=bool(rij.get("indicatieCurateleRegister")),
        opschorting=((rij.get("opschortingBijhouding") or {}).get("reden") or {}).get("code", ""),
        gezag=tuple(_gezag(g) for g in rij.get("gezag") or [] if _gaat_over(g, bsn)),
        in_onderzoek=frozenset(_in_onderzoek(rij)),
    )


_GESLACHT = {"M": "man", "V": "vrouw", "O": "onbekend"}


def _datum(rij: Mapping[str, Any] | None) -> BrpDatum | None:
    if not rij:
        return None
    tekst = str(rij.get("langFormaat", ""))
    if rij.get("type") == "Datum":
        dag = date.fromisoformat(rij["datum"])
        return BrpDatum(tekst, dag, dag.year)
    return BrpDatum(tekst, None, rij.get("jaar"))


def _adres(rij: Mapping[str, Any] | None) -> BrpAdres | None:
    if not rij:
        return None
    soort, deel = rij.get("type"), rij.get("verblijfadres") or {}
    if soort == "VerblijfplaatsOnbekend":
        return BrpAdres("Verblijfplaats onbekend")
    if soort == "VerblijfplaatsBuitenland":
        regels = [deel.get(f"regel{nr}", "") for nr in (1, 2, 3)]
        regels.append((deel.get("land") or {}).get("omschrijving", ""))
        return BrpAdres(", ".join(regel for regel in regels if regel) or "In het buitenland")
    if soort == "Locatie":
        delen = (deel.get("locatiebeschrijving", ""), deel.get("woonplaats", ""))
        return BrpAdres(", ".join(d for d in delen if d))
    return _binnenland(deel)


def _binnenland(deel: Mapping[str, Any]) -> BrpAdres:
    straat = deel.get("officieleStraatnaam") or deel.get("korteStraatnaam", "")
    letter, meer = deel.get("huisletter", ""), deel.get("huisnummertoevoeging", "")
    toevoeging = f"{letter}-{meer}" if letter and meer else f"{letter}{meer}"
    postcode, plaats = deel.get("postcode", "").replace(" ", "").upper(), deel.get("woonplaats", "")
    los = "-" if meer and not letter else ""
    regel = f"{straat} {deel.get('huisnummer', '')}{los}{toevoeging}".strip()
    netjes = f"{postcode[:4]} {postcode[4:]}".strip()
    tekst = ", ".join(d for d in (regel, f"{netjes} {plaats}".strip()) if d)
    return BrpAdres(tekst, straat, deel.get("huisnummer"), toevoeging, postcode, plaats)


def _gaat_over(gezag: Mapping[str, Any], bsn: str) -> bool:
    """Whether this is gezag over the person asked for; a parent's answer holds that over the children."""
    return not bsn or (gezag.get("minderjarige") or {}).get("burgerservicenummer") == bsn


def _gezag(rij: Mapping[str, Any]) -> BrpGezag:
    ouders = [*(rij.get("ouders") or []), *([rij["ouder"]] if rij.get("ouder") else [])]
    derden = [*(rij.get("derden") or []), *([rij["derde"]] if rij.get("derde") else [])]
    houders = [_houder("ouder", wie) for wie in ouders] + [_houder("voogd", wie) for wie in derden]
    if rij.get("type") == "Voogdij" and not derden:
        houders = [BrpHouder("voogd")]
    return BrpGezag(
        str(rij.get("type", "")), tuple(houders), rij.get("toelichting", ""), bool(rij.get("inOnderzoek"))
    )


def _houder(soort: str, wie: Mapping[str, Any]) -> BrpHouder:
    naam = (wie.get("naam") or {}).get("volledigeNaam", "")
    return BrpHouder(soort, naam, wie.get("burgerservicenummer", ""))


_ONDERZOEK = {
    "naam": ("voornamen", "voorletters", "voorvoegsel", "geslachtsnaam"),
    "geboorte": ("datum",),
    "overlijden": ("datum",),
}


def _in_onderzoek(rij: Mapping[str, Any]) -> Iterable[str]:
    """Yield which of our fields the municipality of the BRP is looking into: they may be wrong."""
    persoon = rij.get("inOnderzoek") or {}
    if persoon.get("geslacht"):
        yield "geslacht"
    for deel, namen in _ONDERZOEK.items():
        onderzoek = (rij.get(deel) or {}).get("inOnderzoek") or {}
        for naam in namen:
            if onderzoek.get(naam):
                yield {"geboorte": "geboortedatum", "overlijden": "overleden_op"}.get(deel, naam)
    verblijf = rij.get("verblijfplaats") or {}
    adres = (verblijf.get("verblijfadres") or {}).get("inOnderzoek") or verblijf.get("inOnderzoek")
    if adres:
        yield "adres"
