"""The text of a letter with its fields: Mustache without logic, filled by pystache.

`{{ naam }}` is a field, `{{#lijst}}…{{/lijst}}` is said for each (or when there is one), and
`{{^lijst}}…{{/lijst}}` when there is none. Nothing else of Mustache is taken: no partials, no other
delimiters, no dotted names, no unescaped forms. A value never becomes a field, a heading or a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pystache

from keukentafel.values.bevinding import Bevinding
from keukentafel.values.datum_tekst import datum
from modules.dossier.brieven.soorten import Veld

LEEG = "[vul in: {}]"
"""What stands where a field has no value yet; a letter that holds one is not sent."""
OPEN = re.compile(r"\[vul in: ([^\]]+)\]")
_TAG = re.compile(r"\{\{(.*?)\}\}", re.S)
_NAAM = re.compile(r"[a-z][a-z0-9_]*")
_TEKEN_VOORAAN = re.compile(r"(?m)^[ \t]*(?:#+|>+)[ \t]*")
_STURING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Gebruik:
    """One field in a text: its name, and the sections it stands in."""

    naam: str
    binnen: tuple[str, ...]
    is_deel: bool = False


@dataclass(frozen=True, slots=True)
class Lezing:
    """What a text asks for, and what is wrong with how it is written."""

    velden: tuple[Gebruik, ...]
    fouten: tuple[str, ...]


def lees(tekst: str) -> Lezing:
    """Read the fields of a text; what cannot be read is told in a sentence."""
    gevonden: list[Gebruik] = []
    fouten: list[str] = []
    open_delen: list[str] = []
    for tag in _TAG.finditer(tekst):
        _lees_tag(tag[1].strip(), gevonden, open_delen, fouten)
    fouten += [
        f"Het deel {{{{#{naam}}}}} heeft geen einde. Zet {{{{/{naam}}}}} erachter." for naam in open_delen
    ]
    rest = _TAG.sub("", tekst)
    if "{{" in rest or "}}" in rest:
        fouten.append("Een veld begint met {{ en eindigt met }}. Een van de twee ontbreekt.")
    return Lezing(tuple(gevonden), tuple(dict.fromkeys(fouten)))


def _lees_tag(inhoud: str, gevonden: list[Gebruik], open_delen: list[str], fouten: list[str]) -> None:
    teken, naam = (inhoud[0], inhoud[1:].strip()) if inhoud[:1] in "#^/" and inhoud else ("", inhoud)
    if naam == "." and not teken and open_delen:
        return
    if not _NAAM.fullmatch(naam):
        fouten.append(f"{{{{{inhoud}}}}} is geen veld. Een veld heeft kleine letters, cijfers en _.")
    elif teken == "/":
        if not open_delen or open_delen[-1] != naam:
            fouten.append(f"{{{{/{naam}}}}} sluit een deel dat niet open is.")
        else:
            open_delen.pop()
    else:
        gevonden.append(Gebruik(naam, tuple(open_delen), is_deel=bool(teken)))
        if teken:
            open_delen.append(naam)


def controleer(tekst: str, velden: Mapping[str, Veld], *, veld: str = "tekst") -> tuple[Bevinding, ...]:
    """Return what keeps a text from being saved: a field that is not known here, or a part without end."""
    lezing = lees(tekst)
    gemeld = [Bevinding(fout, veld) for fout in lezing.fouten]
    onbekend = dict.fromkeys(
        gebruik.naam for gebruik in lezing.velden if gebruik.naam not in _bekend(gebruik, velden)
    )
    gemeld += [
        Bevinding(f"Het veld {{{{ {naam} }}}} bestaat niet in deze brief. Kies een veld uit de lijst.", veld)
        for naam in onbekend
    ]
    return tuple(gemeld)


def _bekend(gebruik: Gebruik, velden: Mapping[str, Veld]) -> set[str]:
    namen = set(velden)
    for deel in gebruik.binnen:
        namen |= {kind.naam for kind in velden[deel].velden} if deel in velden else set()
    return namen


def ontbrekend(tekst: str, verplicht: tuple[str, ...]) -> tuple[str, ...]:
    """Return the mandatory fields that a text does not always say: inside a part they may be left out."""
    altijd = {gebruik.naam for gebruik in lees(tekst).velden if not gebruik.binnen and not gebruik.is_deel}
    return tuple(naam for naam in verplicht if naam not in altijd)


def vul(tekst: str, waarden: Mapping[str, object], velden: Mapping[str, Veld]) -> str:
    """Fill a text. A field that is needed and has no value says so in its place (`LEEG`)."""
    schoon = {naam: _waarde(waarden.get(naam), veld) for naam, veld in velden.items()}
    for gebruik in lees(tekst).velden:
        veld = velden.get(gebruik.naam)
        if (
            veld is not None
            and not gebruik.is_deel
            and not gebruik.binnen
            and schoon[gebruik.naam] in ("", [])
        ):
            schoon[gebruik.naam] = LEEG.format(veld.uitleg) if veld.is_nodig else ""
    tekenaar = pystache.Renderer(escape=str, partials={}, missing_tags="ignore")
    return _net(str(tekenaar.render(tekst, schoon)))


def _net(tekst: str) -> str:
    regels = (regel.rstrip() for regel in tekst.replace("\r\n", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(regels)).strip()


def _waarde(waarde: object, veld: Veld) -> Any:
    """Return a value as plain data that cannot be read as something of ours."""
    if isinstance(waarde, list | tuple):
        onder = {kind.naam: kind for kind in veld.velden}
        return [
            {naam: _waarde(rij.get(naam), kind) for naam, kind in onder.items()}
            if isinstance(rij, Mapping)
            else _woorden(str(rij), veld)
            for rij in waarde
        ]
    if isinstance(waarde, bool):
        return waarde
    if isinstance(waarde, date):
        return datum(waarde)
    return "" if waarde is None else _woorden(str(waarde), veld)


def _woorden(tekst: str, veld: Veld) -> str:
    schoon = _STURING.sub("", tekst.replace("\r\n", "\n")).replace("{{", "{ {").replace("}}", "} }").strip()
    if veld.eigen_woorden:
        return re.sub(r"\s*\n\s*", " ", schoon)
    return schoon if veld.met_opmaak else _TEKEN_VOORAAN.sub("", schoon)


def voorbeelden(velden: Mapping[str, Veld]) -> dict[str, object]:
    """Return the example of every field, for a preview of nobody's letter."""
    return {naam: veld.voorbeeld for naam, veld in velden.items()}


def open_velden(*teksten: str) -> Iterator[str]:
    """Yield what still has to be filled in, in its own words."""
    for tekst in teksten:
        yield from OPEN.findall(tekst)
