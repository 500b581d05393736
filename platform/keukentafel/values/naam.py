"""Names of people, with the voorvoegsels that Dutch names carry."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from keukentafel.values.ongeldig import OngeldigeWaarde

_LIJST = """
aan de|aan den|aan der|aan het|aan 't|aan|bij de|bij den|bij het|bij 't|bij|boven d'|d'|da|dal|de la|de las
de los|de|del|della|den|der|des|di|do|don|dos|du|el|het|'t|in de|in den|in der|in het|in 't|in|la|las|le|les
lo|los|onder de|onder den|onder het|onder 't|onder|op de|op den|op der|op het|op 't|op|over de|over den
over het|over 't|over|'s|te|ten|ter|tot|uit de|uit den|uit het|uit 't|uit|van de la|van de|van den|van der
van het|van 't|van la|van ter|van|voor de|voor den|voor 't|voor|vom|von dem|von den|von der|von|zu|zum|zur
al|v.d.|v/d|vd|v.|v
"""
# Longest first, so that `van der` is not read as `van` with a name that begins with `der`.
VOORVOEGSELS = tuple(sorted(re.split(r"[|\n]", _LIJST.strip()), key=len, reverse=True))
_KOMMA_BOVEN = "\u2019"
_ACHTERAAN = tuple(voorvoegsel for voorvoegsel in VOORVOEGSELS if voorvoegsel not in ("v", "v."))
_VOORLETTER = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]?\.?|[^\W\d_]")


class OngeldigeNaam(OngeldigeWaarde):
    """Refuse a name without a surname."""


@dataclass(frozen=True, slots=True)
class Naam:
    """A person's name in parts: `van der` + `Berg`, `J.P.`, `Jan Pieter`.

    :raises OngeldigeNaam: there is no surname.
    """

    geslachtsnaam: str
    voorvoegsel: str = ""
    voorletters: str = ""
    voornamen: str = ""

    def __post_init__(self) -> None:
        for veld in ("geslachtsnaam", "voorvoegsel", "voorletters", "voornamen"):
            object.__setattr__(self, veld, _schoon(getattr(self, veld)))
        if not self.geslachtsnaam:
            raise OngeldigeNaam("Vul de achternaam in.")
        if not self.voorletters and self.voornamen:
            object.__setattr__(self, "voorletters", voorletters_van(self.voornamen))

    @classmethod
    def lees(cls, tekst: str) -> Naam:
        """Read a name in one field: `Van der Berg, J.`, `J. van der Berg`, `Berg, Jan van der`.

        A comma says that the surname comes first. Without one, the given names come first.

        :raises OngeldigeNaam: there is no surname in it.
        """
        schoon = re.sub(r"\s+", " ", tekst).strip()
        if "," in schoon:
            achter, voor = (deel.strip() for deel in schoon.split(",", 1))
        else:
            voor, achter = _knip_zonder_komma(schoon)
        return _uit_delen(voor, achter)

    @property
    def achternaam(self) -> str:
        """The surname with its voorvoegsel: `van der Berg`."""
        return _plak(self.voorvoegsel, self.geslachtsnaam)

    @property
    def volledig(self) -> str:
        """The form for a heading: `Jan van der Berg`, or `J. van der Berg`."""
        if self.voornamen or self.voorletters:
            return f"{self.voornamen or self.voorletters} {self.achternaam}"
        return _hoofdletter(self.achternaam)

    @property
    def in_lijst(self) -> str:
        """The form for lists: `Van der Berg, J.`."""
        voor = self.voorletters or self.voornamen
        return f"{_hoofdletter(self.achternaam)}, {voor}" if voor else _hoofdletter(self.achternaam)

    @property
    def sorteersleutel(self) -> tuple[str, str]:
        """Order as a Dutch index does: by surname without its voorvoegsel."""
        return vergelijkvorm(self.geslachtsnaam), vergelijkvorm(self.voornamen or self.voorletters)

    def __str__(self) -> str:
        return self.volledig


def vergelijkvorm(tekst: str) -> str:
    """Return the text without accents, capitals and signs, to compare and to search with.

    `Özgür-Çelik` and `ozgur celik` are equal in it. Not for showing.
    """
    zonder_accenten = (
        teken for teken in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(teken)
    )
    plat = "".join(zonder_accenten).casefold().translate(_LETTERS)
    return " ".join(re.findall(r"[^\W_]+", plat.replace("'", "").replace(_KOMMA_BOVEN, "")))


def delen_van(achternaam: str) -> frozenset[str]:
    """Return the names a double surname is made of, in comparing form and without voorvoegsels.

    `Jansen-de Vries` gives `jansen` and `vries`, so that either name finds the person.
    """
    delen = (splits_voorvoegsel(deel.strip())[1] for deel in re.split(r"\s*[-\u2013/]\s*", achternaam))
    return frozenset(vergelijkvorm(deel) for deel in delen if vergelijkvorm(deel))


def splits_voorvoegsel(achternaam: str) -> tuple[str, str]:
    """Split `van der Berg` into `van der` and `Berg`; the voorvoegsel comes back in small letters."""
    schoon = _schoon(achternaam)
    laag = schoon.lower()
    for voorvoegsel in VOORVOEGSELS:
        if laag.startswith(voorvoegsel + " ") or (voorvoegsel.endswith("'") and laag.startswith(voorvoegsel)):
            rest = schoon[len(voorvoegsel) :].strip()
            return voorvoegsel, rest
    return "", schoon


def voorletters_van(voornamen: str) -> str:
    """Return the initials of given names: `Jan Pieter` gives `J.P.`, `IJsbrand` gives `IJ.`."""
    delen = re.findall(r"[^\W\d_]+", voornamen)
    return "".join(_voorletter(deel) for deel in delen)


def _voorletter(naam: str) -> str:
    return "IJ." if naam.lower().startswith("ij") else f"{naam[0].upper()}."


def _knip_zonder_komma(tekst: str) -> tuple[str, str]:
    woorden = tekst.split(" ")
    for plek in range(len(woorden) - 1):
        rest = " ".join(woorden[plek:])
        if splits_voorvoegsel(rest)[0] and not (plek == 0 and _is_voorletters(woorden[0])):
            return " ".join(woorden[:plek]), rest
    return " ".join(woorden[:-1]), woorden[-1]


def _uit_delen(voor: str, achter: str) -> Naam:
    voorvoegsel, geslachtsnaam = splits_voorvoegsel(achter)
    voor, achteraan = ("", voor.lower()) if voor.lower() in _ACHTERAAN else _zonder_los_voorvoegsel(voor)
    if not voorvoegsel and not achteraan:
        geslachtsnaam, achteraan = _zonder_los_voorvoegsel(geslachtsnaam)
    delen = {"geslachtsnaam": geslachtsnaam, "voorvoegsel": voorvoegsel or achteraan}
    if _is_voorletters(voor):
        return Naam(**delen, voorletters=_netjes(voor))
    return Naam(**delen, voornamen=voor)


def _zonder_los_voorvoegsel(tekst: str) -> tuple[str, str]:
    """Split a voorvoegsel off the end: `Jan van der` gives `Jan` and `van der`."""
    laag = tekst.lower()
    for voorvoegsel in _ACHTERAAN:
        if laag.endswith(" " + voorvoegsel):
            return tekst[: -len(voorvoegsel)].strip(), voorvoegsel
    return tekst, ""


def _is_voorletters(tekst: str) -> bool:
    woorden = tekst.split()
    kort = all(_VOORLETTER.fullmatch(woord) for woord in woorden)
    return bool(woorden) and (kort or (len(woorden) == 1 and tekst.isupper() and len(tekst) <= 3))


def _netjes(voorletters: str) -> str:
    if "." not in voorletters:
        return "".join(f"{letter.upper()}." for letter in voorletters if letter.isalpha())
    delen = (deel.strip() for deel in voorletters.split(".") if deel.strip())
    return "".join(f"{deel[0].upper()}{deel[1:]}." for deel in delen)


def _schoon(tekst: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", tekst).replace(_KOMMA_BOVEN, "'")).strip(" ,;")


def _plak(voorvoegsel: str, geslachtsnaam: str) -> str:
    if not voorvoegsel:
        return geslachtsnaam
    return voorvoegsel + ("" if voorvoegsel.endswith("'") else " ") + geslachtsnaam


def _hoofdletter(tekst: str) -> str:
    plek = next((nummer for nummer, teken in enumerate(tekst) if teken.isalpha()), 0)
    if plek > 0:  # 't Hart keeps its small t, the name itself carries the capital
        return tekst
    return tekst[:1].upper() + tekst[1:]


_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "\u0131": "i", "þ": "th", "ð": "d"}
)
