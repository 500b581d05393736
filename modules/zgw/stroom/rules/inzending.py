"""What a program sent, read as a person and a question. Nothing is thrown away: what fits no field becomes a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from keukentafel.values.bsn import Bsn
from keukentafel.values.ongeldig import OngeldigeWaarde
from keukentafel.values.postcode import Postcode
from keukentafel.values.telefoon import Telefoonnummer

VELDEN: Final[Mapping[str, str]] = {
    "inhoud": "Wat er wordt gevraagd",
    "is_spoed": "Spoed (ja of nee)",
    "telefoon": "Telefoonnummer",
    "email": "E-mailadres",
    "melder_naam": "Naam van de melder",
    "team": "Naam van het wijkteam",
    "voornamen": "Voornamen",
    "achternaam": "Achternaam",
    "geboortedatum": "Geboortedatum",
    "postcode": "Postcode",
    "huisnummer": "Huisnummer",
    "toevoeging": "Toevoeging",
    "straat": "Straat",
    "plaats": "Plaats",
}
"""The fields of a melding that a property of a zaak may fill."""
_JA: Final = frozenset({"ja", "j", "true", "1", "yes", "waar"})


@dataclass(frozen=True, slots=True)
class Inzending:
    """A question with who asks. `regels` are the values without a field of their own: (name, value)."""

    bsn: str = ""
    voornamen: str = ""
    voorletters: str = ""
    voorvoegsel: str = ""
    geslachtsnaam: str = ""
    geboortedatum: date | None = None
    postcode: str = ""
    huisnummer: int | None = None
    toevoeging: str = ""
    straat: str = ""
    plaats: str = ""
    telefoon: str = ""
    email: str = ""
    melder_naam: str = ""
    team: str = ""
    vraag: str = ""
    is_spoed: bool = False
    regels: Sequence[tuple[str, str]] = field(default_factory=tuple)

    @property
    def naam(self) -> str:
        """Return the name as it is said."""
        delen = (self.voornamen or self.voorletters, self.voorvoegsel, self.geslachtsnaam)
        return " ".join(deel for deel in delen if deel)

    @property
    def adres(self) -> str:
        """Return the address in one line."""
        straat = f"{self.straat} {self.huisnummer or ''}{self.toevoeging}".strip()
        return ", ".join(deel for deel in (straat, f"{self.postcode} {self.plaats}".strip()) if deel)

    @property
    def inhoud(self) -> str:
        """Return the words of the melding: the question first, then every value that has no field."""
        regels = "\n".join(f"{naam}: {waarde}" for naam, waarde in self.regels)
        return "\n\n".join(deel for deel in (self.vraag, regels) if deel)


def lees_inzending(
    *,
    persoon: Mapping[str, Any],
    waarden: Mapping[str, str],
    velden: Mapping[str, str],
    toelichting: str = "",
) -> Inzending:
    """Read a person as the standard writes one, and the properties as the mapping names them.

    `velden` is {field of the melding: name of the property}. A value that its field refuses is kept as a line.
    """
    over, uit = dict(waarden), dict[str, Any]()
    for veld, naam in velden.items():
        if naam in over and (gelezen := _lees(veld, over[naam])) not in ("", None):
            uit[veld] = gelezen
            del over[naam]
    adres = persoon.get("verblijfsadres") or {}
    vraag = "\n\n".join(deel for deel in (str(uit.pop("inhoud", "")), toelichting.strip()) if deel)
    eigen: dict[str, Any] = {
        "bsn": _bsn(persoon.get("inpBsn")),
        "voornamen": _tekst(persoon.get("voornamen"), 120),
        "voorletters": _tekst(persoon.get("voorletters"), 20),
        "voorvoegsel": _tekst(persoon.get("voorvoegselGeslachtsnaam"), 20),
        "geslachtsnaam": _tekst(persoon.get("geslachtsnaam"), 120),
        "geboortedatum": _lees("geboortedatum", str(persoon.get("geboortedatum") or "")),
        "postcode": _lees("postcode", str(adres.get("aoaPostcode") or "")),
        "huisnummer": _lees("huisnummer", str(adres.get("aoaHuisnummer") or "")),
        "toevoeging": _tekst(
            f"{adres.get('aoaHuisletter') or ''}{adres.get('aoaHuisnummertoevoeging') or ''}", 12
        ),
        "straat": _tekst(adres.get("gorOpenbareRuimteNaam"), 120),
        "plaats": _tekst(adres.get("wplWoonplaatsNaam"), 80),
    }
    if "achternaam" in uit:
        uit["geslachtsnaam"] = uit.pop("achternaam")
    regels = tuple((naam, waarde) for naam, waarde in over.items() if waarde.strip())
    return Inzending(**{**eigen, **uit}, vraag=vraag, regels=regels)


def _lees(veld: str, ruw: str) -> Any:
    """Return a value as its field keeps it; nothing when it cannot be read."""
    tekst = ruw.strip()
    match veld:
        case "is_spoed":
            return tekst.lower() in _JA
        case "postcode":
            return _waarde(lambda: Postcode(tekst).compact)
        case "telefoon":
            return _waarde(lambda: Telefoonnummer(tekst).nummer)
        case "huisnummer":
            return int(tekst) if tekst.isascii() and tekst.isdigit() and 0 < int(tekst[:6]) < 100000 else None
        case "geboortedatum":
            return _dag(tekst)
        case "email":
            return tekst[:254] if "@" in tekst and " " not in tekst else ""
        case "inhoud":
            return tekst
        case _:
            return _tekst(tekst, 120)


def _waarde(maak: Any) -> str:
    try:
        return str(maak())
    except OngeldigeWaarde:
        return ""


def _bsn(ruw: Any) -> str:
    return _waarde(lambda: Bsn(str(ruw)).nummer) if ruw else ""


def _tekst(ruw: Any, hoogstens: int) -> str:
    return " ".join(str(ruw or "").split())[:hoogstens]


def _dag(tekst: str) -> date | None:
    kaal = tekst.replace("-", "")[:8]
    try:
        return date(int(kaal[:4]), int(kaal[4:6]), int(kaal[6:8]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Eis:
    """What has to be there before a zaak of one type is complete."""

    vereist: Sequence[str]
    vereist_document: bool


def ontbreekt(
    eis: Eis, *, heeft_aanvrager: bool, eigenschappen: Mapping[str, str], documenten: int
) -> list[str]:
    """Return what still has to come, each as a sentence; empty when the zaak is complete.

    A form makes a zaak in separate calls, in any order: nothing is made of half of it.
    """
    zinnen = [] if heeft_aanvrager else ["De aanvrager is er nog niet."]
    zinnen += [
        f"De eigenschap {naam} is er nog niet."
        for naam in eis.vereist
        if not eigenschappen.get(naam, "").strip()
    ]
    if eis.vereist_document and not documenten:
        zinnen.append("Er hoort een document bij, en dat is er nog niet.")
    return zinnen
