"""What a file says, once read: persons, households and the problems found on the way."""

import json
from dataclasses import dataclass, field, fields
from datetime import date

from modules.dossier.inlezen.gelezen import Ernst


@dataclass(frozen=True, slots=True)
class Probleem:
    """One thing the matter, with its place in the file as a person finds it there."""

    rij: int
    kolom: str
    kop: str
    veld: str
    ernst: Ernst
    wat: str
    doe: str
    waarde: str = ""


@dataclass(slots=True)
class PersoonInvoer:
    """One person as the file gives it."""

    rij: int
    nummer: int
    achternaam: str
    voorvoegsel: str = ""
    voornamen: str = ""
    voorletters: str = ""
    geslacht: str = ""
    geboortedatum: date | None = None
    bsn: str = ""
    rol: str = ""
    gezag: str = ""
    telefoon: str = ""
    email: str = ""

    def vul_aan(self, ander: "PersoonInvoer") -> None:
        """Take from a second mention of the same person what the first did not say."""
        for veld in fields(self):
            if not getattr(self, veld.name):
                setattr(self, veld.name, getattr(ander, veld.name))


@dataclass(slots=True)
class Gegevens:
    """What the file says of a household and of the work with it."""

    straat: str = ""
    huisnummer: int | None = None
    toevoeging: str = ""
    postcode: str = ""
    plaats: str = ""
    geheim_adres: str = ""
    team: str = ""
    behandelaar: str = ""
    startdatum: date | None = None
    stand: str = ""
    wetten: tuple[str, ...] = ()
    soort_melding: str = ""
    meldingsdatum: date | None = None
    bron: str = ""
    laatste_contact: date | None = None
    notitie: str = ""

    @property
    def adressleutel(self) -> str:
        """Return what two spellings of one address have in common; empty when the address is not whole."""
        if not self.huisnummer or not (self.postcode or (self.straat and self.plaats)):
            return ""
        plek = self.postcode or f"{self.straat}|{self.plaats}".casefold()
        return f"{plek}|{self.huisnummer}|{self.toevoeging}"


@dataclass(slots=True)
class HuishoudInvoer:
    """One household of the file. With a stop, nothing of it is read in."""

    sleutel: str
    eigen_sleutel: bool
    rijen: list[int] = field(default_factory=list)
    gegevens: Gegevens = field(default_factory=Gegevens)
    personen: list[PersoonInvoer] = field(default_factory=list)
    stop: bool = False
    gelezen_inhoud: str = ""

    def inhoud(self) -> str:
        """Return everything the file says of this household, in one spelling and without row numbers.

        Two files that say the same give the same text, whatever the order of their rows and columns. It is
        made once: who is left out later on was still in the file.
        """
        if not self.gelezen_inhoud:
            personen = sorted(_waarden(persoon, zonder=("rij", "nummer")) for persoon in self.personen)
            alles = [self.sleutel, _waarden(self.gegevens), personen]
            self.gelezen_inhoud = json.dumps(alles, ensure_ascii=False)
        return self.gelezen_inhoud


def _waarden(rij: PersoonInvoer | Gegevens, *, zonder: tuple[str, ...] = ()) -> list[str]:
    """Return what is filled, as text; an empty field that we add later changes nothing."""
    gevuld = ((veld.name, getattr(rij, veld.name)) for veld in fields(rij) if veld.name not in zonder)
    return [f"{naam}={waarde}" for naam, waarde in gevuld if waarde]
