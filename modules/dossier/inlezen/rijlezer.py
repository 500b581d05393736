"""Read one row: its household, its persons, and what is the matter with each cell."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from keukentafel.logboeken import zonder_bsn
from modules.dossier.inlezen.adressen import splits_adres, splits_postcode_plaats
from modules.dossier.inlezen.bestand import Rij, kolomletter
from modules.dossier.inlezen.datums import lees_dag
from modules.dossier.inlezen.gelezen import Gelezen, Melding, schoon
from modules.dossier.inlezen.invoer import Gegevens, PersoonInvoer, Probleem
from modules.dossier.inlezen.kolommen import Doel, Indeling
from modules.dossier.inlezen.namen import Naamcellen, lees_naam
from modules.dossier.inlezen.waarden import (
    lees_bsn,
    lees_email,
    lees_huisnummer,
    lees_notitie,
    lees_postcode,
    lees_tekst,
    lees_telefoon,
    lees_toevoeging,
)
from modules.dossier.inlezen.woorden import (
    lees_bron,
    lees_geslacht,
    lees_ja_nee,
    lees_rol,
    lees_stand,
    lees_wetten,
)

Lezer = Callable[[str], Gelezen[Any]]


@dataclass(slots=True)
class Gelezenrij:
    """What one row says."""

    nummer: int
    sleutel: str
    gegevens: Gegevens
    personen: list[PersoonInvoer] = field(default_factory=list)


class Rijlezer:
    """Reads rows of one file by one choice of columns, and keeps the problems found."""

    def __init__(self, koppen: tuple[str, ...], indeling: Indeling, *, vandaag: date) -> None:
        self.problemen: list[Probleem] = []
        self._koppen = koppen
        self._indeling = indeling
        dag = partial(lees_dag, vandaag=vandaag)
        self._persoon: dict[str, Lezer] = {
            "geslacht": lees_geslacht,
            "geboortedatum": partial(dag, geboorte=True),
            "bsn": lees_bsn,
            "rol": lees_rol,
            "gezag": lees_ja_nee,
            "telefoon": lees_telefoon,
            "email": lees_email,
        }
        self._gegevens: dict[str, Lezer] = {
            "straat": partial(lees_tekst, maximum=100),
            "plaats": partial(lees_tekst, maximum=80),
            "postcode": lees_postcode,
            "geheim_adres": lees_ja_nee,
            "team": partial(lees_tekst, maximum=100),
            "behandelaar": partial(lees_tekst, maximum=150),
            "startdatum": dag,
            "stand": lees_stand,
            "wetten": lees_wetten,
            "soort_melding": partial(lees_tekst, maximum=300),
            "meldingsdatum": dag,
            "bron": lees_bron,
            "laatste_contact": dag,
            "notitie": lees_notitie,
        }

    def lees(self, rij: Rij) -> Gelezenrij:
        """Return what a row says; its problems are added to `problemen`."""
        personen = [p for nummer in self._indeling.personen if (p := self._lees_persoon(rij, nummer))]
        sleutel = schoon(self._cel(rij, Doel("sleutel"))).upper().removesuffix(".0")[:60]
        return Gelezenrij(rij.nummer, sleutel, self._lees_gegevens(rij), personen)

    def meld(self, rij: int, veld: str, melding: Melding, *, persoon: int = 0, waarde: str = "") -> None:
        """Keep a problem; of a BSN never the value."""
        doel = Doel(veld, persoon)
        index = self._indeling.per_doel.get(doel, self._indeling.per_doel.get(Doel(veld)))
        kolom, kop = ("", "") if index is None else (kolomletter(index), self._koppen[index])
        getoond = "" if veld == "bsn" else zonder_bsn(schoon(waarde))[:80]  # it may stand in a wrong column
        self.problemen.append(
            Probleem(rij, kolom, kop, veld, melding.ernst, melding.wat, melding.doe, getoond)
        )

    def _cel(self, rij: Rij, doel: Doel) -> str:
        index = self._indeling.per_doel.get(doel)
        return "" if index is None else rij.cellen[index]

    def _lees(self, rij: Rij, doel: Doel, lezer: Lezer) -> Any:
        cel = self._cel(rij, doel)
        if not cel:
            return None
        gelezen = lezer(cel)
        if gelezen.melding:
            self.meld(rij.nummer, doel.veld, gelezen.melding, persoon=doel.persoon, waarde=cel)
        return gelezen.waarde

    def _lees_persoon(self, rij: Rij, nummer: int) -> PersoonInvoer | None:
        velden = ("naam", "achternaam", "voorvoegsel", "voornamen", "voorletters")
        cellen = Naamcellen(*(self._cel(rij, Doel(veld, nummer)) for veld in velden))
        overig = {veld: self._cel(rij, Doel(veld, nummer)) for veld in self._persoon}
        if cellen.is_leeg and not (overig["bsn"].strip() or overig["geboortedatum"].strip()):
            return None
        gelezen = lees_naam(cellen)
        if gelezen.melding:
            veld = "achternaam" if self._indeling.heeft("achternaam") else "naam"
            self.meld(
                rij.nummer, veld, gelezen.melding, persoon=nummer, waarde=cellen.achternaam or cellen.naam
            )
        persoon = PersoonInvoer(rij.nummer, nummer, gelezen.waarde.geslachtsnaam if gelezen.waarde else "")
        if gelezen.waarde:
            persoon.voorvoegsel = gelezen.waarde.voorvoegsel
            persoon.voornamen = gelezen.waarde.voornamen
            persoon.voorletters = gelezen.waarde.voorletters
        for veld, lezer in self._persoon.items():
            if (waarde := self._lees(rij, Doel(veld, nummer), lezer)) is not None:
                setattr(persoon, veld, waarde)
        return persoon

    def _lees_gegevens(self, rij: Rij) -> Gegevens:
        gegevens = Gegevens()
        for veld, lezer in self._gegevens.items():
            if (waarde := self._lees(rij, Doel(veld), lezer)) is not None:
                setattr(gegevens, veld, waarde)
        self._lees_huisnummer(rij, gegevens, Doel("huisnummer"), self._cel(rij, Doel("huisnummer")))
        self._lees_samengesteld(rij, gegevens)
        gegevens.toevoeging = lees_toevoeging(self._cel(rij, Doel("toevoeging"))) or gegevens.toevoeging
        return gegevens

    def _lees_samengesteld(self, rij: Rij, gegevens: Gegevens) -> None:
        """Fill what the separate columns left open from ``Merelstraat 14 a`` and ``1234 AB Lindewaard``."""
        adres = splits_adres(self._cel(rij, Doel("adres")))
        gegevens.straat = gegevens.straat or adres.straat
        if gegevens.huisnummer is None and adres.huisnummer:
            self._lees_huisnummer(rij, gegevens, Doel("adres"), adres.huisnummer)
        plek = splits_postcode_plaats(self._cel(rij, Doel("postcode_plaats")) or adres.rest)
        gegevens.postcode = gegevens.postcode or plek.postcode
        gegevens.plaats = gegevens.plaats or plek.plaats

    def _lees_huisnummer(self, rij: Rij, gegevens: Gegevens, doel: Doel, tekst: str) -> None:
        if not tekst:
            return
        gelezen = lees_huisnummer(tekst)
        if gelezen.melding:
            self.meld(rij.nummer, doel.veld, gelezen.melding, waarde=tekst)
        if gelezen.waarde:
            gegevens.huisnummer, gegevens.toevoeging = gelezen.waarde
