"""What the BRP says differently from what we wrote down. Nothing is taken over here: a person does that.

Only what the BRP knows is laid beside ours: what it leaves out is no reason to take something away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from keukentafel.exchange.brp.messages import BrpAdres, BrpDatum, BrpHouder, BrpPersoon, Veldgroep
from keukentafel.values.datum_tekst import datum
from keukentafel.values.naam import vergelijkvorm

GESLACHTEN = {"man": "Man", "vrouw": "Vrouw", "onbekend": "Onbekend", "anders": "Anders"}


@dataclass(frozen=True, slots=True)
class Gezagregel:
    """Gezag as we wrote it down."""

    id: str
    soort: str
    naam: str
    bsn: str = ""


@dataclass(frozen=True, slots=True)
class Eigen:
    """What we wrote down about this person. `ander_adres` is of who lives elsewhere."""

    geslachtsnaam: str = ""
    voorvoegsel: str = ""
    voornamen: str = ""
    voorletters: str = ""
    geslacht: str = ""
    geboortedatum: date | None = None
    overleden_op: date | None = None
    straat: str = ""
    huisnummer: int | None = None
    toevoeging: str = ""
    postcode: str = ""
    plaats: str = ""
    ander_adres: str = ""
    is_geheim: bool = False
    gezag: Sequence[Gezagregel] = ()


@dataclass(frozen=True, slots=True)
class Verschil:
    """One difference. `waarden` is what taking it over writes; `over` says what it writes it to.

    Without `over` there is nothing to take over: a person has to find out.
    """

    sleutel: str
    label: str
    ons: str
    brp: str
    over: str = ""
    waarden: Mapping[str, Any] = field(default_factory=dict)
    noot: str = ""
    in_onderzoek: bool = False

    @property
    def kan_over(self) -> bool:
        """Whether it can be taken over as it is."""
        return bool(self.over)


def verschillen(eigen: Eigen, brp: BrpPersoon, groepen: Iterable[str]) -> list[Verschil]:
    """Return what differs in these groups, what matters most first."""
    gevraagd = set(groepen)
    uit = list(_geheim(eigen, brp))
    if Veldgroep.OVERLIJDEN.value in gevraagd:
        uit += _overlijden(eigen, brp)
    uit += _naam(eigen, brp)
    uit += _geslacht(eigen, brp)
    uit += _geboren(eigen, brp.geboren, brp)
    if Veldgroep.ADRES.value in gevraagd:
        uit += _adres(eigen, brp)
    if Veldgroep.GEZAG.value in gevraagd:
        uit += _gezag(eigen, brp)
    return uit


def lijkt_iemand_anders(eigen: Eigen, brp: BrpPersoon) -> bool:
    """Whether this may be another person: born on another day and with another surname. Then the BSN is wrong."""
    dag = brp.geboren.dag if brp.geboren else None
    andere_dag = dag is not None and eigen.geboortedatum is not None and dag != eigen.geboortedatum
    wij, zij = vergelijkvorm(eigen.geslachtsnaam).split(), vergelijkvorm(brp.geslachtsnaam).split()
    return andere_dag and bool(wij and zij) and not set(wij) & set(zij)


def _geheim(eigen: Eigen, brp: BrpPersoon) -> Iterator[Verschil]:
    if brp.is_geheim and not eigen.is_geheim:
        yield Verschil(
            "geheim", "Geheim adres", "Niet geheim", "Geheim", "huishouden", {"is_geheim_adres": True},
            noot="Neem dit meteen over. Het adres staat dan nergens meer op het scherm.",
        )  # fmt: skip


def _overlijden(eigen: Eigen, brp: BrpPersoon) -> Iterator[Verschil]:
    if not brp.is_overleden or (eigen.overleden_op and brp.overleden is None):
        return
    dag = brp.overleden.dag if brp.overleden else None
    if dag is not None and dag == eigen.overleden_op:
        return
    ons = datum(eigen.overleden_op) if eigen.overleden_op else "Leeft"
    bij_hen = datum(dag) if dag else f"Overleden, {brp.overleden.tekst}" if brp.overleden else "Overleden"
    onderzoek = "overleden_op" in brp.in_onderzoek
    if dag is None:
        yield Verschil(
            "overleden_op", "Overlijden", ons, bij_hen, noot="De dag is niet bekend.", in_onderzoek=onderzoek
        )
    else:
        waarden = {"overleden_op": dag}
        yield Verschil("overleden_op", "Overlijden", ons, bij_hen, "inwoner", waarden, in_onderzoek=onderzoek)


_NAAMVELDEN = (
    ("voornamen", "Voornamen"),
    ("voorletters", "Voorletters"),
    ("voorvoegsel", "Tussenvoegsel"),
    ("geslachtsnaam", "Achternaam"),
)


def _naam(eigen: Eigen, brp: BrpPersoon) -> Iterator[Verschil]:
    for veld, label in _NAAMVELDEN:
        ons, hun = getattr(eigen, veld), getattr(brp, veld)
        weg = veld == "voorvoegsel" and brp.geslachtsnaam and ons and not hun
        if (not hun and not weg) or _zelfde_naam(veld, ons, hun):
            continue
        yield Verschil(
            veld, label, ons or "Niet ingevuld", hun or "Geen", "inwoner", {veld: hun},
            in_onderzoek=veld in brp.in_onderzoek,
        )  # fmt: skip


def _zelfde_naam(veld: str, ons: str, hun: str) -> bool:
    """Whether a name says the same: who we call by the first of the given names, is no difference."""
    wij, zij = vergelijkvorm(ons), vergelijkvorm(hun)
    if veld == "voornamen":
        return bool(wij) and (zij == wij or zij.split(" ")[: len(wij.split(" "))] == wij.split(" "))
    if veld == "voorletters":
        wij, zij = _letters(ons), _letters(hun)
        return bool(wij) and zij.startswith(wij)
    return wij == zij and ons.casefold().strip() == hun.casefold().strip()


def _letters(tekst: str) -> str:
    return "".join(teken for teken in tekst.casefold() if teken.isalpha())


def _geslacht(eigen: Eigen, brp: BrpPersoon) -> Iterator[Verschil]:
    if (
        not brp.geslacht
        or brp.geslacht == "onbekend"
        or brp.geslacht == eigen.geslacht
        or eigen.geslacht == "anders"
    ):
        return
    yield Verschil(
        "geslacht", "Geslacht", GESLACHTEN.get(eigen.geslacht, "Onbekend"), GESLACHTEN[brp.geslacht], "inwoner",
        {"geslacht": brp.geslacht}, in_onderzoek="geslacht" in brp.in_onderzoek,
    )  # fmt: skip


def _geboren(eigen: Eigen, hun: BrpDatum | None, brp: BrpPersoon) -> Iterator[Verschil]:
    if hun is None or hun.dag == eigen.geboortedatum:
        return
    ons = datum(eigen.geboortedatum) if eigen.geboortedatum else "Niet ingevuld"
    onderzoek = "geboortedatum" in brp.in_onderzoek
    if hun.dag is not None:
        waarden = {"geboortedatum": hun.dag}
        yield Verschil(
            "geboortedatum", "Geboortedatum", ons, datum(hun.dag), "inwoner", waarden, in_onderzoek=onderzoek
        )
    elif eigen.geboortedatum is None or (hun.jaar and hun.jaar != eigen.geboortedatum.year):
        noot = "De BRP weet niet de hele datum."
        yield Verschil("geboortedatum", "Geboortedatum", ons, hun.tekst, noot=noot, in_onderzoek=onderzoek)


def _adres(eigen: Eigen, brp: BrpPersoon) -> Iterator[Verschil]:
    hun = brp.adres
    if hun is None or not hun.tekst:
        return
    onderzoek = "adres" in brp.in_onderzoek
    geheim = brp.is_geheim or eigen.is_geheim
    # A secret address is compared, never shown: not ours and not theirs.
    toon = "Ander adres, geheim" if geheim else hun.tekst
    if eigen.ander_adres:
        if _plat(eigen.ander_adres) not in _plat(hun.tekst) and _plat(hun.tekst) not in _plat(
            eigen.ander_adres
        ):
            ons = "Geheim" if geheim else eigen.ander_adres
            waarden = {"ander_adres": hun.tekst[:160]}
            yield Verschil("adres", "Ander adres", ons, toon, "lid", waarden, in_onderzoek=onderzoek)
        return
    ons = _adrestekst(eigen)
    if hun.is_binnenland:
        if not _zelfde_adres(eigen, hun):
            yield Verschil(
                "adres", "Adres van het huishouden", "Geheim" if geheim and ons else ons or "Niet ingevuld", toon,
                "huishouden", _adreswaarden(hun),
                noot="Dit verandert het adres voor iedereen in het huishouden. Woont alleen deze persoon er, "
                "vul dan bij de persoon een ander adres in.",
                in_onderzoek=onderzoek,
            )  # fmt: skip
    elif ons:
        yield Verschil(
            "adres", "Adres", "Geheim" if geheim else ons, toon, noot="Zoek uit waar deze persoon woont.",
            in_onderzoek=onderzoek,
        )  # fmt: skip


def _adreswaarden(adres: BrpAdres) -> dict[str, Any]:
    return {
        "straat": adres.straat[:120],
        "huisnummer": adres.huisnummer,
        "toevoeging": adres.toevoeging[:12],
        "postcode": adres.postcode,
        "plaats": adres.plaats[:80],
    }


def _zelfde_adres(eigen: Eigen, hun: BrpAdres) -> bool:
    zelfde_nummer = eigen.huisnummer == hun.huisnummer and _plat(eigen.toevoeging) == _plat(hun.toevoeging)
    if eigen.postcode and hun.postcode:
        return zelfde_nummer and _plat(eigen.postcode) == _plat(hun.postcode)
    return zelfde_nummer and (_plat(eigen.straat), _plat(eigen.plaats)) == (
        _plat(hun.straat),
        _plat(hun.plaats),
    )


def _plat(tekst: str) -> str:
    return "".join(teken for teken in tekst.casefold() if teken.isalnum())


def _adrestekst(eigen: Eigen) -> str:
    nummer = f"{eigen.huisnummer or ''}{eigen.toevoeging}"
    straat = " ".join(deel for deel in (eigen.straat, nummer) if deel)
    netjes = f"{eigen.postcode[:4]} {eigen.postcode[4:]}".strip()
    return ", ".join(deel for deel in (straat, f"{netjes} {eigen.plaats}".strip()) if deel)


HEEFT_GEZAG = frozenset({"ouder", "voogd", "gi"})


def _gezag(eigen: Eigen, brp: BrpPersoon) -> Iterator[Verschil]:
    bekend = [regel for regel in eigen.gezag if regel.soort in HEEFT_GEZAG]
    genoemd: set[str] = set()
    nr = 0
    for gezag in brp.gezag:
        if not gezag.houders:
            zin = GEZAG_ZIN.get(gezag.type, "De BRP weet niet wie gezag heeft")
            yield Verschil(
                f"gezag-{gezag.type}", "Gezag", _gezagtekst(bekend), zin, noot=gezag.toelichting,
                in_onderzoek=gezag.in_onderzoek,
            )  # fmt: skip
        for houder in gezag.houders:
            nr += 1
            regel = _zoek(bekend, houder.naam, houder.bsn)
            if regel is None:
                yield _gezag_erbij(nr, houder, gezag.in_onderzoek)
            else:
                genoemd.add(regel.id)
    weet_wie = bool(brp.gezag) and all(g.houders for g in brp.gezag)
    for regel in bekend if weet_wie else ():
        if regel.id not in genoemd:
            yield Verschil(
                f"gezag-weg-{regel.id}",
                "Gezag",
                regel.naam,
                "Heeft geen gezag",
                "gezag-einde",
                {"gezag_id": regel.id},
            )


def _gezag_erbij(nr: int, houder: BrpHouder, in_onderzoek: bool) -> Verschil:
    naam = houder.naam or "Naam niet in de BRP"
    soort = "voogd" if houder.soort == "voogd" else "ouder met gezag"
    waarden = {"soort": houder.soort, "naam": naam[:120], "bsn": houder.bsn}
    return Verschil(
        f"gezag-erbij-{nr}",
        "Gezag",
        "Staat er niet",
        f"{naam} ({soort})",
        "gezag",
        waarden,
        in_onderzoek=in_onderzoek,
    )


GEZAG_ZIN = {
    "TijdelijkGeenGezag": "Nu heeft niemand gezag",
    "GezagNietTeBepalen": "De BRP weet niet wie gezag heeft",
}


def _gezagtekst(regels: Sequence[Gezagregel]) -> str:
    return ", ".join(regel.naam for regel in regels) or "Niet vastgelegd"


def _zoek(regels: Sequence[Gezagregel], naam: str, bsn: str) -> Gezagregel | None:
    for regel in regels:
        if bsn and regel.bsn:
            if bsn == regel.bsn:
                return regel
        elif naam and _lijkt(regel.naam, naam):
            return regel
    return None


def _lijkt(ons: str, hun: str) -> bool:
    """Whether two full names are the same person's: the same surname at the end, the same first letter."""
    wij, zij = vergelijkvorm(ons).split(), vergelijkvorm(hun).split()
    return bool(wij and zij) and wij[-1] == zij[-1] and wij[0][:1] == zij[0][:1]
