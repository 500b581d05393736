"""Every form on a page, read from its HTML: where it goes, and what a browser would send."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_GEEN_TEKST = frozenset({"hidden", "checkbox", "radio", "submit", "button", "file", "date", "number", "time"})


@dataclass
class Formulier:
    """One form: its address (empty: the page itself), its fields, and which of them hold free text."""

    actie: str
    methode: str
    velden: dict[str, list[str]] = field(default_factory=dict)
    teksten: list[str] = field(default_factory=list)
    knoppen: list[tuple[str, str]] = field(default_factory=list)
    """The buttons that send; the first is the one that saves, often without a name."""

    @property
    def heeft_versie(self) -> bool:
        """Whether it says which version it began from."""
        return "versie" in self.velden

    def ingevuld(self, naam: str, tekst: str) -> dict[str, list[str]]:
        """Return what is sent when somebody types `tekst` in one field."""
        knop = {naam_: [waarde] for naam_, waarde in self.knoppen[:1] if naam_}
        return {**self.velden, **knop, naam: [tekst]}


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.formulieren: list[Formulier] = []
        self._veld = ""
        self._keuze = ""
        self._soort = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        eigen = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "form":
            self.formulieren.append(Formulier(eigen.get("action", ""), eigen.get("method", "get").lower()))
        elif self.formulieren and tag == "input":
            self._invoer(eigen, dict(attrs))
        elif self.formulieren and tag == "button" and eigen.get("type") != "button":
            self.formulieren[-1].knoppen.append((eigen.get("name", ""), eigen.get("value", "")))
        elif self.formulieren and tag == "textarea" and "name" in eigen:
            self._veld = eigen["name"]
            self.formulieren[-1].velden[self._veld] = [""]
            self.formulieren[-1].teksten.insert(0, self._veld)
        elif self.formulieren and tag == "select" and "name" in eigen:
            self._keuze = eigen["name"]
        elif self.formulieren and tag == "option" and self._keuze:
            gekozen = self.formulieren[-1].velden.setdefault(self._keuze, [])
            if "selected" in dict(attrs) or not gekozen:
                self.formulieren[-1].velden[self._keuze] = [eigen.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self._veld:
            self.formulieren[-1].velden[self._veld][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._veld:
            waarde = self.formulieren[-1].velden[self._veld]
            waarde[0] = waarde[0].removeprefix("\n")
            self._veld = ""
        elif tag == "select":
            self._keuze = ""

    def _invoer(self, eigen: dict[str, str], ruw: dict[str, str | None]) -> None:
        naam, soort = eigen.get("name", ""), eigen.get("type", "text")
        if not naam or "disabled" in ruw or soort in ("submit", "button", "file"):
            return
        if soort in ("checkbox", "radio") and "checked" not in ruw:
            return
        formulier = self.formulieren[-1]
        formulier.velden.setdefault(naam, []).append(eigen.get("value", "on" if soort == "checkbox" else ""))
        if soort not in _GEEN_TEKST:
            formulier.teksten.append(naam)


def lees_formulieren(html: str) -> list[Formulier]:
    """Return the forms of a page."""
    lezer = _Lezer()
    lezer.feed(html)
    return lezer.formulieren
