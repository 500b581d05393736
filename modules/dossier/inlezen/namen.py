"""Put the name of a person together from one column or five, as people wrote it."""

import re
from dataclasses import dataclass

from keukentafel.values.naam import VOORVOEGSELS, Naam, OngeldigeNaam, splits_voorvoegsel
from modules.dossier.inlezen.gelezen import Ernst, Gelezen, Melding, is_leeg, schoon
from modules.dossier.inlezen.waarden import lees_tekst

_AANHEF = re.compile(
    r"^(?:(?:de heer|heer|dhr|hr|mevrouw|mevr|mw|familie|fam|gezin|ing|ir|drs|dr|mr|prof)\.?\s+(?:en mevr\.?\s+)?)+",
    re.IGNORECASE,
)
_GEEN_NAAM = re.compile(r"^(n\.?n\.?|x+|z+|test.*|dummy.*|naam onbekend|anoniem)$", re.IGNORECASE)
MAXIMUM = 100


@dataclass(frozen=True, slots=True)
class Naamcellen:
    """The cells of one person that make up the name, raw."""

    naam: str = ""
    achternaam: str = ""
    voorvoegsel: str = ""
    voornamen: str = ""
    voorletters: str = ""

    @property
    def is_leeg(self) -> bool:
        """Whether nobody is named here."""
        return all(is_leeg(cel) for cel in (self.naam, self.achternaam, self.voornamen, self.voorletters))


def lees_naam(cellen: Naamcellen) -> Gelezen[Naam]:
    """Return the name in its parts; capitals, titles and misplaced voorvoegsels are mended.

    Without a surname there is no person: that stops the household.
    """
    bron = cellen.achternaam if not is_leeg(cellen.achternaam) else cellen.naam
    gelezen = lees_tekst(_AANHEF.sub("", schoon(bron)), maximum=MAXIMUM)
    if (
        gelezen.waarde is None
        or _GEEN_NAAM.match(gelezen.waarde)
        or not any(t.isalpha() for t in gelezen.waarde)
    ):
        return Gelezen(
            None,
            Melding(
                Ernst.STOP, "Deze persoon heeft geen achternaam.", "Vul de achternaam in of haal de rij weg."
            ),
        )
    try:
        naam = (
            _uit_delen(gelezen.waarde, cellen)
            if bron is cellen.achternaam
            else _uit_een(gelezen.waarde, cellen)
        )
    except OngeldigeNaam:
        return Gelezen(
            None, Melding(Ernst.STOP, "De achternaam kunnen we niet lezen.", "Vul de achternaam in.")
        )
    return Gelezen(naam, gelezen.melding or _melding_hoofdletters(gelezen.waarde))


def _uit_delen(achternaam: str, cellen: Naamcellen) -> Naam:
    voorvoegsel = "" if is_leeg(cellen.voorvoegsel) else schoon(cellen.voorvoegsel).lower()[:20]
    kern, los = _achteraan(achternaam)
    if not (voorvoegsel or los):
        los, kern = splits_voorvoegsel(kern)
    elif kern.lower().startswith(f"{voorvoegsel or los} "):  # the voorvoegsel stands in both columns
        kern = kern[len(voorvoegsel or los) :].strip()
    return Naam(
        geslachtsnaam=met_hoofdletters(kern),
        voorvoegsel=voorvoegsel or los,
        voorletters=_voorletters(cellen.voorletters),
        voornamen=_voornaam(cellen.voornamen),
    )


# ``IJsseldijk-van Dam`` is one name: its spaces are held together while the rest is taken apart.
_DUBBEL = re.compile(r"\S+ ?[-–] ?(?:(?:van|de|der|den|het|ter|ten|te|'t|el|von|la) )+\S+", re.IGNORECASE)
_LAS = "\ue000"


def _uit_een(tekst: str, cellen: Naamcellen) -> Naam:
    heel = _DUBBEL.sub(lambda deel: deel.group().replace(" ", _LAS), met_hoofdletters(tekst))
    gelezen = Naam.lees(heel)
    geslachtsnaam = gelezen.geslachtsnaam.replace(_LAS, " ")
    return Naam(
        geslachtsnaam=geslachtsnaam[:1].upper() + geslachtsnaam[1:],
        voorvoegsel=gelezen.voorvoegsel,
        voorletters=_voorletters(cellen.voorletters) or gelezen.voorletters,
        voornamen=_voornaam(cellen.voornamen) or gelezen.voornamen,
    )


def _achteraan(achternaam: str) -> tuple[str, str]:
    """Take a voorvoegsel from the end: ``Berg, van der`` and ``Berg van der``."""
    kern, komma, rest = achternaam.partition(",")
    if komma:
        return (
            (kern.strip(), rest.strip().lower())
            if rest.strip().lower() in VOORVOEGSELS
            else (kern.strip(), "")
        )
    for voorvoegsel in VOORVOEGSELS:
        if len(voorvoegsel) > 1 and achternaam.lower().endswith(f" {voorvoegsel}"):
            return achternaam[: -len(voorvoegsel)].strip(), voorvoegsel
    return achternaam, ""


def _voorletters(cel: str) -> str:
    if is_leeg(cel):
        return ""
    tekst = schoon(cel)[:20]
    letters = re.findall(r"[^\W\d_]+", tekst)
    if tekst.isupper() and len(letters) == 1 and "." not in tekst:
        letters = list(letters[0])
    return "".join(
        f"{letter[0].upper()}{letter[1:].lower()}." if len(letter) <= 3 else f"{letter[0].upper()}."
        for letter in letters
    )


def _voornaam(cel: str) -> str:
    return "" if is_leeg(cel) else met_hoofdletters(schoon(cel)[:MAXIMUM])


def met_hoofdletters(tekst: str) -> str:
    """Return a name that was all capitals or all small letters as one writes it: ``IJsbrand``, ``O'Brien``."""
    if not _alles_gelijk(tekst):
        return tekst
    return re.sub(r"[^\W\d_]+", lambda woord: _woord(woord.group(), tekst, woord.start()), tekst)


def _alles_gelijk(tekst: str) -> bool:
    letters = [teken for teken in tekst if teken.isalpha()]
    return len(letters) > 1 and (all(t.isupper() for t in letters) or all(t.islower() for t in letters))


def _woord(woord: str, tekst: str, plek: int) -> str:
    laag = woord.lower()
    voor, na = tekst[:plek], tekst[plek + len(woord) :]
    if laag in _KLEIN and na.strip() and (not voor or voor[-1] in " -"):
        return laag
    return "IJ" + laag[2:] if laag.startswith("ij") else laag.capitalize()


_KLEIN = {
    woord for voorvoegsel in VOORVOEGSELS for woord in re.findall(r"[a-z]+", voorvoegsel) if len(woord) > 1
}


def _melding_hoofdletters(tekst: str) -> Melding | None:
    if _alles_gelijk(tekst):
        return Melding(Ernst.HERSTELD, "De naam stond helemaal in hoofdletters of kleine letters.", "")
    return None
