"""A sheet with its headings found: the columns by name, the first values, and the rows beneath."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from modules.dossier.inlezen.bestand import Bestand, BestandGeweigerd, Rij, kolomletter
from modules.dossier.inlezen.kolommen import Doel, Voorstel, herken_kop, normaal, stel_voor

_ZOEK_KOPPEN_IN = 20
_MONSTER = 60
VOORBEELDEN = 5


@dataclass(frozen=True, slots=True)
class Tabel:
    """A sheet that has headings and at least one row of data."""

    bestand: Bestand
    blad: str
    koprij: int
    koppen: tuple[str, ...]
    monster: tuple[Rij, ...]

    def rijen(self) -> Iterator[Rij]:
        """Stream the rows of data, each as wide as the headings; empty rows fall away."""
        breedte = len(self.koppen)
        for rij in self.bestand.rijen(self.blad):
            if rij.nummer > self.koprij and not rij.is_leeg:
                yield Rij(rij.nummer, (rij.cellen + ("",) * breedte)[:breedte])

    def eerste_waarden(self, index: int, aantal: int = VOORBEELDEN) -> list[str]:
        """Return the first filled cells of a column, to show beside its heading."""
        gevuld = (rij.cellen[index].strip() for rij in self.monster if rij.cellen[index].strip())
        return list(islice(gevuld, aantal))

    def voorstellen(self) -> list[Voorstel]:
        """Return what we think each column is."""
        return stel_voor(
            self.koppen, [[rij.cellen[index] for rij in self.monster] for index in range(len(self.koppen))]
        )


def open_tabel(bestand: Bestand, blad: str = "") -> Tabel:
    """Find the headings of a sheet (the first sheet by default).

    :raises BestandGeweigerd: no headings we know, only headings, a heading twice, merged cells in the data.
    """
    blad = blad or bestand.bladen[0]
    begin = list(islice(bestand.rijen(blad), _ZOEK_KOPPEN_IN))
    koprij = _vind_koprij(begin)
    koppen = _schone_koppen(koprij)
    _weiger_dubbele_koppen(koppen)
    _weiger_samengevoegd(bestand.samengevoegd(blad), koprij.nummer)
    monster = tuple(islice(Tabel(bestand, blad, koprij.nummer, koppen, ()).rijen(), _MONSTER))
    if not monster:
        raise BestandGeweigerd("Onder de koppen staan geen rijen. Kies een bestand met gegevens.")
    return Tabel(bestand, blad, koprij.nummer, _genoemd(koppen), monster)


def _vind_koprij(begin: list[Rij]) -> Rij:
    """Exports often put a title above the headings: the row with most known headings is it."""
    gevuld = [rij for rij in begin if not rij.is_leeg]
    if not gevuld:
        raise BestandGeweigerd("Dit blad is leeg. Kies een blad met een rij koppen en daaronder de gegevens.")
    beste = max(gevuld, key=lambda rij: (_bekende_koppen(rij), -rij.nummer))
    if _bekende_koppen(beste) < 2:
        raise BestandGeweigerd(
            "We herkennen geen enkele kop, zoals Achternaam, Geboortedatum of Postcode. "
            "Zet in de eerste rij boven elke kolom wat erin staat."
        )
    return beste


def _bekende_koppen(rij: Rij) -> int:
    doelen: set[Doel] = set()
    for cel in rij.cellen:
        if 0 < len(cel) <= 60 and (doel := herken_kop(cel)[0]):
            doelen.add(doel)
    return len(doelen)


def _schone_koppen(koprij: Rij) -> tuple[str, ...]:
    cellen = [re.sub(r"\s+", " ", cel.replace("\ufeff", "")).strip()[:200] for cel in koprij.cellen]
    while cellen and not cellen[-1]:
        cellen.pop()
    return tuple(cellen)


def _genoemd(koppen: tuple[str, ...]) -> tuple[str, ...]:
    """Name the columns without a heading after their letter, so that each can be pointed at."""
    return tuple(kop or f"Kolom {kolomletter(index)}" for index, kop in enumerate(koppen))


def _weiger_dubbele_koppen(koppen: tuple[str, ...]) -> None:
    telling = Counter(normaal(kop) for kop in koppen if kop)
    for dubbel, aantal in telling.items():
        if aantal > 1 and dubbel:
            plekken = [kolomletter(index) for index, kop in enumerate(koppen) if normaal(kop) == dubbel]
            kop = next(kop for kop in koppen if normaal(kop) == dubbel)
            raise BestandGeweigerd(
                f"De kop ‘{kop}’ staat boven meer dan één kolom: {', '.join(plekken)}. Geef elke kolom een eigen kop."
            )


def _weiger_samengevoegd(gebieden: tuple[str, ...], koprij: int) -> None:
    for gebied in gebieden:
        onderste = max(int(getal) for getal in re.findall(r"\d+", gebied) or ["0"])
        if onderste >= koprij:
            raise BestandGeweigerd(
                f"De cellen {gebied.replace(':', ' tot en met ')} zijn samengevoegd. Haal de samenvoeging weg "
                "(Start, Samenvoegen) en vul in elke rij de waarde in."
            )
