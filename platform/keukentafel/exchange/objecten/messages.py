"""Read a productaanvraag: what a form of Open Forms holds, flat enough to show and to take over.

A gemeente makes its own forms: what we know by name goes to its place, everything else stays a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

_NAMEN: Final[Mapping[str, tuple[str, ...]]] = {
    "voornamen": ("voornamen", "voornaam", "roepnaam"),
    "voorvoegsel": ("voorvoegsel", "voorvoegsels", "tussenvoegsel", "tussenvoegsels"),
    "geslachtsnaam": ("geslachtsnaam", "achternaam"),
    "geboortedatum": ("geboortedatum",),
    "postcode": ("postcode",),
    "huisnummer": ("huisnummer", "housenumber"),
    "toevoeging": ("toevoeging", "huisnummertoevoeging", "huisletter"),
    "straat": ("straat", "straatnaam", "streetname"),
    "plaats": ("plaats", "woonplaats", "city"),
    "telefoon": ("telefoon", "telefoonnummer", "mobiel"),
    "email": ("email", "emailadres"),
    "inhoud": ("hulpvraag", "vraag", "toelichting", "omschrijving", "watisuwvraag"),
}
_DIEP_HOOGSTENS: Final = 5
_REGELS_HOOGSTENS: Final = 100


@dataclass(frozen=True, slots=True)
class Productaanvraag:
    """One form. `velden` is what we know by name, `regels` everything that was filled in."""

    type: str
    bron: str
    kenmerk: str
    bsn: str
    velden: Mapping[str, str]
    regels: Sequence[tuple[str, str]] = field(default_factory=list)
    bijlagen: int = 0


def lees_productaanvraag(data: Mapping[str, Any]) -> Productaanvraag | None:
    """Return what the form holds, or None when this object is something else."""
    gegevens = data.get("aanvraaggegevens", data.get("data"))
    soort = data.get("type")
    if not isinstance(gegevens, Mapping) or not isinstance(soort, str) or not soort:
        return None
    regels = list(_plat(gegevens))[:_REGELS_HOOGSTENS]
    bron: Any = data.get("bron")
    bron = bron if isinstance(bron, Mapping) else {}
    return Productaanvraag(
        type=soort[:80],
        bron=str(bron.get("naam", ""))[:80],
        kenmerk=str(bron.get("kenmerk", data.get("submission_id", "")))[:80],
        bsn=_bsn(data),
        velden=dict(_bekend(regels)),
        regels=[(naam, waarde) for naam, waarde in regels if waarde],
        bijlagen=sum(1 for adres in (data.get("pdf"), *_lijst(data.get("bijlagen"))) if adres),
    )


def _lijst(waarde: Any) -> Sequence[Any]:
    return waarde if isinstance(waarde, list) else ()


def _bsn(data: Mapping[str, Any]) -> str:
    """Return the BSN of who asked: an initiator who signed in."""
    for wie in _lijst(data.get("betrokkenen")):
        if isinstance(wie, Mapping) and wie.get("rolOmschrijvingGeneriek", "initiator") == "initiator":
            bsn = str(wie.get("inpBsn", ""))
            if bsn.isdigit() and len(bsn) == 9:
                return bsn
    bsn = str(data.get("bsn", ""))
    return bsn if bsn.isdigit() and len(bsn) == 9 else ""


def _plat(deel: Mapping[str, Any], diep: int = 0) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of everything in it: steps of a form within steps, lists as one line."""
    for naam, waarde in deel.items():
        if isinstance(waarde, Mapping):
            if diep < _DIEP_HOOGSTENS:
                yield from _plat(waarde, diep + 1)
        elif isinstance(waarde, list):
            yield (
                str(naam)[:80],
                ", ".join(_tekst(w) for w in waarde if not isinstance(w, Mapping | list))[:2000],
            )
        else:
            yield str(naam)[:80], _tekst(waarde)[:2000]


def _tekst(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    return "" if waarde is None else str(waarde).replace("\x00", "").strip()


def _bekend(regels: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    plat = [("".join(t for t in naam.casefold() if t.isalnum()), waarde) for naam, waarde in regels]
    for veld, namen in _NAMEN.items():
        waarde = next((w for n in namen for naam, w in plat if naam == n and w), "")
        if waarde:
            yield veld, waarde
