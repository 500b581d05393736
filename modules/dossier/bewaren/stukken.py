"""The guarded pieces of a copy: what also says something of others, and what somebody must decide on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from keukentafel.tenancy import zaaifouten
from modules.dossier.bewaren.models import Stukkeuze
from modules.dossier.bewaren.rules.namen import Fragment
from modules.dossier.bewaren.verzamelen import Bundel, Rij, Veldwaarde

BESTAND: Final = "bestand"
_KORT: Final = 20  # a word or two may well stand elsewhere for another reason
SOORTEN: Final = {
    "namen": "Hier staat iets over iemand anders in.",
    "derden": "Dit vertelde iemand anders. Kijk of die persoon erdoor gevaar loopt of herkenbaar wordt.",
    "eigen": "Een eigen aantekening. Die gaat alleen mee als de schrijver dat goed vindt.",
    "bestand": "Een bestand leest de computer niet na. Open het, en kijk of er iets over een ander in staat.",
    "buiten": "Dit is van een tijd dat deze persoon niet bij het huishouden hoorde, maar noemt de naam wel.",
}
ZONDER_INHOUD: Final = frozenset(
    {
        "categorie",
        "groep",
        "icoon",
        "object_soort",
        "bron",
        "soort",
        "wet",
        "kanaal",
        "stand",
        "status",
        "urgentie",
        "leefgebied",
    }
)


@dataclass(frozen=True, slots=True)
class Stuk:
    """One field of one row that is not given along without somebody having looked at it."""

    sleutel: str
    titel: str
    label: str
    letter: str
    op: date | None
    soort: str
    tekst: str
    fragmenten: tuple[Fragment, ...]
    auteur: UUID | None
    afdruk: str
    keuze: str = ""
    reden: str = ""
    huishouden_id: UUID | None = None
    url: str = ""
    is_van_persoon: bool = False

    @property
    def uitleg(self) -> str:
        """Return why this piece is guarded."""
        return SOORTEN[self.soort]

    @property
    def is_besloten(self) -> bool:
        """Whether somebody decided on the text as it stands now."""
        return bool(self.keuze)

    @property
    def houdt_tegen(self) -> bool:
        """Whether the copy waits for a decision: own notes do not, they stay out until their writer says yes."""
        return not self.keuze and self.letter != "L"

    @property
    def voorstel(self) -> str:
        """Return what the screen proposes: names out; told by others and own notes stay out."""
        if self.soort == "bestand":
            return self.keuze or (Stukkeuze.HEEL.value if self.is_van_persoon else Stukkeuze.WEG.value)
        return self.keuze or (Stukkeuze.VERVANG.value if self.soort == "namen" else Stukkeuze.WEG.value)

    @property
    def keuzes(self) -> list[tuple[str, str]]:
        """Return what can be chosen: in a file no names are replaced."""
        if self.soort == "bestand":
            return [(Stukkeuze.HEEL.value, "Meegeven"), (Stukkeuze.WEG.value, str(Stukkeuze.WEG.label))]
        return [(code, str(label)) for code, label in Stukkeuze.choices]

    @property
    def veldnaam(self) -> str:
        """Return the name of its choice in a form."""
        return f"stuk-{self.sleutel}"


def stukken_van(bundel: Bundel, besluiten: Mapping[str, Any]) -> list[Stuk]:
    """Return the guarded pieces in order. A decision on another text than stands there now does not count."""
    return [
        stuk
        for rij in bundel.rijen
        for stuk in (*_van_rij(bundel, rij, besluiten), *_bestand_van(bundel, rij, besluiten))
    ]


def _bestand_van(bundel: Bundel, rij: Rij, besluiten: Mapping[str, Any]) -> Iterator[Stuk]:
    """Yield the file of a document: the machine does not read it, so somebody does."""
    document = bundel.documenten.get(rij.pk) if rij.regel.model == "documenten.document" else None
    if document is None:
        return
    besluit = besluiten.get(rij.sleutel(BESTAND))
    geldt = besluit is not None and besluit.afdruk == document.sha256 and besluit.keuze != Stukkeuze.VERVANG
    naam = f"{document.titel} ({document.bestand.label}, {document.leesbare_grootte})"
    yield Stuk(
        sleutel=rij.sleutel(BESTAND),
        titel=rij.regel.titel,
        label=BESTAND,
        letter=rij.letter,
        op=rij.op,
        soort="bestand",
        tekst=naam,
        fragmenten=(Fragment(naam),),
        auteur=rij.auteur,
        afdruk=document.sha256,
        keuze=besluit.keuze if geldt and besluit else "",
        reden=besluit.reden if geldt and besluit else "",
        huishouden_id=rij.huishouden_id,
        url=document.get_absolute_url(),
        is_van_persoon=document.inwoner_id == bundel.inwoner.pk,
    )


def _van_rij(bundel: Bundel, rij: Rij, besluiten: Mapping[str, Any]) -> Iterator[Stuk]:
    for veld in rij.velden:
        soort = _soort(bundel, rij, veld)
        if not soort:
            continue
        afdruk = sha256(veld.tekst.encode()).hexdigest()
        besluit = besluiten.get(rij.sleutel(veld.naam))
        geldt = besluit is not None and besluit.afdruk == afdruk
        yield Stuk(
            sleutel=rij.sleutel(veld.naam),
            titel=rij.regel.titel,
            label=veld.label,
            letter=veld.letter,
            op=rij.op,
            soort=soort,
            tekst=veld.tekst,
            fragmenten=tuple(bundel.schoner.fragmenten(veld.tekst)),
            auteur=rij.auteur,
            afdruk=afdruk,
            keuze=besluit.keuze if geldt and besluit else "",
            reden=besluit.reden if geldt and besluit else "",
            huishouden_id=rij.huishouden_id,
        )


def _soort(bundel: Bundel, rij: Rij, veld: Veldwaarde) -> str:
    if veld.is_van_ons or not isinstance(veld.ruw, str | list | dict) or veld.naam in ZONDER_INHOUD:
        return ""
    if _is_dag(veld) or veld.tekst == bundel.inwoner.naam:
        return ""
    if veld.letter == "L":
        return "eigen"
    if zaaifouten.staat_aan("afschrift_zonder_anderen"):
        return ""
    if rij.is_van_derden:
        return "derden"
    if rij.is_buiten_periode:
        return "buiten"
    return "namen" if bundel.schoner.raakt(veld.tekst) else ""


def _is_dag(veld: Veldwaarde) -> bool:
    return (
        isinstance(veld.ruw, str) and len(veld.ruw) >= 10 and veld.ruw[4:5] == "-" and veld.ruw[:4].isdigit()
    )


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of a copy: its label, and the text as it is given."""

    naam: str
    label: str
    ruw: Any
    tekst: str
    is_vervangen: bool


@dataclass(frozen=True, slots=True)
class Blok:
    """One row in a copy."""

    op: date | None
    letter: str
    regels: tuple[Regel, ...]


@dataclass(frozen=True, slots=True)
class Deel:
    """Everything of one kind in a copy."""

    model: str
    titel: str
    letter: str
    blokken: tuple[Blok, ...]


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What is in a copy, and what was left out, counted per kind with the reasons."""

    delen: tuple[Deel, ...]
    weggelaten: tuple[tuple[str, int, tuple[str, ...]], ...]
    letters: str
    huishoudens: Mapping[str, str]  # household → the letters of it that are in here
    bestanden: tuple[UUID, ...]  # documents of which the file goes along

    @property
    def aantal(self) -> int:
        """Return how many rows are in it."""
        return sum(len(deel.blokken) for deel in self.delen)

    @property
    def aantal_weg(self) -> int:
        """Return how many pieces are not in it."""
        return sum(aantal for _, aantal, _ in self.weggelaten)


def maak_inhoud(bundel: Bundel, stukken: list[Stuk]) -> Inhoud:
    """Return what is given, after every guarded piece was decided on. Undecided is left out."""
    per_sleutel = {stuk.sleutel: stuk for stuk in stukken}
    weggelaten = [stuk.tekst for stuk in stukken if stuk.keuze in ("", Stukkeuze.WEG)]
    nergens = {tekst for tekst in weggelaten if len(tekst) > _KORT}
    weg: Counter[str] = Counter()
    redenen: dict[str, set[str]] = {}
    delen: dict[str, list[Blok]] = {}
    bestanden: list[UUID] = []
    per_huis: dict[str, set[str]] = {}
    for rij in bundel.rijen:
        regels = []
        for veld in rij.velden:
            stuk = per_sleutel.get(rij.sleutel(veld.naam))
            keuze = stuk.keuze or Stukkeuze.WEG if stuk else Stukkeuze.HEEL
            if keuze == Stukkeuze.WEG or veld.tekst in nergens:  # what is left out is left out everywhere
                weg[rij.regel.titel] += 1
                redenen.setdefault(rij.regel.titel, set()).add(stuk.reden if stuk and stuk.reden else "")
                continue
            regels.append(_regel(bundel, veld, vervang=keuze == Stukkeuze.VERVANG))
        bestand = per_sleutel.get(rij.sleutel(BESTAND))
        if bestand is not None and bestand.keuze == Stukkeuze.HEEL:
            bestanden.append(rij.pk)
        elif bestand is not None:
            weg["Bestanden"] += 1
            redenen.setdefault("Bestanden", set()).add(bestand.reden)
        if regels:
            delen.setdefault(rij.regel.model, []).append(Blok(rij.op, rij.letter, tuple(regels)))
            per_huis.setdefault(str(rij.huishouden_id or ""), set()).add(rij.letter)
    kaart = {rij.regel.model: rij.regel for rij in bundel.rijen}
    uit = tuple(Deel(model, kaart[model].titel, kaart[model].letter, tuple(b)) for model, b in delen.items())
    letters = "".join(sorted({blok.letter for deel in uit for blok in deel.blokken}))
    lijst = tuple(
        (titel, aantal, tuple(sorted(r for r in redenen[titel] if r))) for titel, aantal in weg.items()
    )
    huishoudens = {huis: "".join(sorted(gevonden)) for huis, gevonden in per_huis.items()}
    return Inhoud(uit, lijst, letters, huishoudens, tuple(bestanden))


def _regel(bundel: Bundel, veld: Veldwaarde, *, vervang: bool) -> Regel:
    if not vervang:
        return Regel(veld.naam, veld.label, veld.ruw, veld.tekst, is_vervangen=False)
    schoon = bundel.schoner
    return Regel(
        veld.naam, veld.label, schoon.vervang(veld.ruw), schoon.vervang(veld.tekst), is_vervangen=True
    )
