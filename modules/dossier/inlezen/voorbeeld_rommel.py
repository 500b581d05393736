"""The mess that real exports have, laid over clean rows."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

Waarde = str | int | date | None
_DATUMKOLOMMEN = ("Geb.datum", "Startdatum", "Datum melding", "Laatste contact")
_VAN_HET_HUISHOUDEN = (
    "Dossiernr.",
    "Straatnaam",
    "Huisnr",
    "Toev.",
    "Postcode",
    "Woonplaats",
    "Team",
    "Regisseur",
    "Startdatum",
    "Status",
    "Wet",
    "Soort melding",
    "Datum melding",
    "Aangemeld door",
    "Laatste contact",
    "Opmerkingen",
)
_MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


class Rommel:
    """Messes rows up in the way people and systems do; what one seed makes is always the same."""

    def __init__(self, toeval: Random, kolom: Mapping[str, int], vandaag: date) -> None:
        self._toeval = toeval
        self._kolom = kolom
        self._vandaag = vandaag
        self._onthouden: list[list[Waarde]] = []

    def maak(self, rijen: list[list[Waarde]]) -> Iterator[list[Waarde]]:
        """Give the rows of one household with mess, now and then with a row too many."""
        self._onthoud(rijen[0])
        if self._kans(0.02):
            self._zet(rijen, "Postcode", "")
        for rij in rijen:
            self._datums(rij)
            self._namen(rij)
            self._nummers(rij)
            self._onmogelijk(rij)
        yield from rijen
        if self._kans(0.015):
            yield list(rijen[-1])  # the same person exported twice
        if self._kans(0.01) and len(self._onthouden) > 1:
            yield self._dubbelganger(rijen[0])

    def _kans(self, deel: float) -> bool:
        return self._toeval.random() < deel

    def _zet(self, rijen: list[list[Waarde]], kop: str, waarde: Waarde) -> None:
        for rij in rijen:
            rij[self._kolom[kop]] = waarde

    def _onthoud(self, rij: list[Waarde]) -> None:
        if self._kans(0.05):
            self._onthouden.append(list(rij))

    def _dubbelganger(self, van: list[Waarde]) -> list[Waarde]:
        """Somebody of an earlier household who turns up here as well, with a slip of the pen."""
        rij = list(self._onthouden[self._toeval.randrange(len(self._onthouden) - 1)])
        for kop in _VAN_HET_HUISHOUDEN:
            rij[self._kolom[kop]] = van[self._kolom[kop]]
        rij[self._kolom["BSN"]] = ""
        rij[self._kolom["Rol in gezin"]] = "overig"
        rij[self._kolom["Achternaam"]] = self._tikfout(str(rij[self._kolom["Achternaam"]]))
        self._datums(rij)
        return rij

    def _datums(self, rij: list[Waarde]) -> None:
        for kop in _DATUMKOLOMMEN:
            waarde = rij[self._kolom[kop]]
            if isinstance(waarde, date):
                rij[self._kolom[kop]] = self._datumvorm(waarde)

    def _datumvorm(self, dag: date) -> Waarde:
        keuze = self._toeval.random()
        if keuze < 0.55:
            return f"{dag.day:02d}-{dag.month:02d}-{dag.year}"
        if keuze < 0.65:
            return f"{dag.day}/{dag.month}/{dag.year}"
        if keuze < 0.73 and dag.year >= self._vandaag.year - 79:
            return f"{dag.day}-{dag.month}-{dag.year % 100:02d}"
        if keuze < 0.80:
            return f"{dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"
        if keuze < 0.86:
            return str((dag - date(1899, 12, 30)).days)
        if keuze < 0.92:
            return f"{dag.day:02d}{dag.month:02d}{dag.year}"
        return dag.isoformat() if keuze < 0.97 else dag

    def _namen(self, rij: list[Waarde]) -> None:
        plek = self._kolom["Achternaam"]
        naam = str(rij[plek])
        if self._kans(0.12):
            naam = naam.upper()
        elif self._kans(0.05):
            naam = naam.lower()
        if self._kans(0.10):
            naam += "  "
        if self._kans(0.01):
            naam = self._tikfout(naam)
        tussen = str(rij[self._kolom["Tussenvoegsel"]])
        if tussen and self._kans(0.15):
            naam, rij[self._kolom["Tussenvoegsel"]] = f"{tussen} {naam}", ""
        rij[plek] = naam
        rij[self._kolom["M/V"]] = self._toeval.choice(
            {"M": ("M", "m", "man", "Man"), "V": ("V", "v", "vrouw", "Vrouw")}[str(rij[self._kolom["M/V"]])]
        )

    def _tikfout(self, naam: str) -> str:
        if len(naam) < 4:
            return naam + naam[-1]
        plek = self._toeval.randrange(1, len(naam) - 1)
        return naam[:plek] + naam[plek + 1] + naam[plek] + naam[plek + 2 :]

    def _nummers(self, rij: list[Waarde]) -> None:
        bsn, mobiel = str(rij[self._kolom["BSN"]]), str(rij[self._kolom["Mobiel"]])
        if bsn and self._kans(0.15):
            rij[self._kolom["BSN"]] = f"{bsn[:4]}.{bsn[4:6]}.{bsn[6:]}"
        if mobiel:
            vormen = (
                mobiel,
                f"06-{mobiel[2:]}",
                mobiel[1:],
                f"+31 {mobiel[1:]}",
                f"06 {mobiel[2:4]} {mobiel[4:6]} {mobiel[6:8]} {mobiel[8:]}",
            )
            rij[self._kolom["Mobiel"]] = self._toeval.choice(vormen)
        postcode = str(rij[self._kolom["Postcode"]])
        rij[self._kolom["Postcode"]] = self._toeval.choice(
            (postcode, postcode.replace(" ", ""), postcode.lower(), f" {postcode}")
        )
        notitie = rij[self._kolom["Opmerkingen"]]
        if notitie and self._kans(0.3):
            rij[self._kolom["Opmerkingen"]] = f'{notitie}\nTerugbellen: "zie mail";\n- afspraak verzet\n'

    def _onmogelijk(self, rij: list[Waarde]) -> None:
        """One row in seventy cannot be read, in one of the ways that occur."""
        if not self._kans(0.014):
            return
        kop, waarde = self._toeval.choice(
            (
                ("Geb.datum", "31-02-1985"),
                ("Geb.datum", "feb 1964"),
                ("Geb.datum", "12/31/1979"),
                ("Achternaam", ""),
                ("Geb.datum", (self._vandaag + timedelta(days=400)).isoformat()),
                ("BSN", "9999912"),
                ("BSN", "9,99994E+08"),
                ("Mobiel", "0612"),
                ("E-mail", "geen@mail"),
                ("Geb.datum", "01-01-1900"),
            )
        )
        rij[self._kolom[kop]] = waarde
        if kop == "Achternaam":
            rij[self._kolom["Tussenvoegsel"]] = ""
