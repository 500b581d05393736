"""The fields that every letter knows by itself: whom it is for, who writes it, and the words of the law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from keukentafel.tenancy import huidige_gemeente
from keukentafel.values.datum_tekst import datum
from modules.dossier.brieven.rules.aanspreken import spreek_aan
from modules.dossier.brieven.soorten import Briefsoort, Veld
from modules.dossier.models import Huishouden, Inwoner

BASIS: tuple[Veld, ...] = (
    Veld("aanhef", "hoe de brief begint", "Geachte mevrouw Van Dijk,"),
    Veld("naam", "naam van de inwoner", "Marieke van Dijk"),
    Veld("vandaag", "datum van de brief", "12 mei 2026"),
    Veld("gemeente", "naam van de gemeente", "Lindewaard"),
    Veld("team", "naam van het team", "Wijkteam Oost", is_nodig=False),
    Veld("telefoon", "telefoonnummer van het team", "14 0123", is_nodig=False),
    Veld("medewerker", "wie de brief schrijft", "Samira Bouali"),
)
BEZWAARTEKST = """# Bent u het niet eens met dit besluit?

Bel ons eerst als u iets niet begrijpt. Vaak komen we er samen uit.

U kunt ook bezwaar maken. Dat kan tot en met zes weken na de dag waarop wij dit besluit naar u stuurden. \
Stuur uw brief aan het college van burgemeester en wethouders van {gemeente}. Schrijf daarin:

- uw naam en adres
- de datum van uw brief
- over welk besluit het gaat (stuur een kopie mee als dat lukt)
- waarom u het niet eens bent met het besluit

Zet uw handtekening onder de brief. Bezwaar maken kost niets. Het besluit blijft gelden tijdens uw bezwaar. Kunt u \
niet wachten? Dan kunt u de rechter vragen om een voorlopige voorziening. Daar betaalt u wel voor.

U mag iemand vragen om u te helpen. Een cliëntondersteuner helpt u gratis."""
"""Awb 3:45 (that, by whom, in what time and with whom), 6:4, 6:5, 6:7, 6:16 and 8:81, in plain words."""
BEZWAARCLAUSULE = Veld(
    "bezwaarclausule",
    "de tekst over bezwaar maken",
    BEZWAARTEKST.format(gemeente="Lindewaard"),
    met_opmaak=True,
    is_nodig=True,
)


def velden_van(soort: Briefsoort) -> dict[str, Veld]:
    """Return all fields that the text of this kind may name."""
    return {veld.naam: veld for veld in (*BASIS, *soort.velden)}


def gegevens_van(
    soort: Briefsoort, huishouden: Huishouden, inwoner: Inwoner | None, *, by: Any, dag: date
) -> dict[str, object]:
    """Return what is known by itself for a letter to this person, on this day."""
    team = huishouden.team
    gemeente = huidige_gemeente().naam
    gegevens: dict[str, object] = {
        "aanhef": spreek_aan(inwoner, huishouden.naam, dag).aanhef,
        "naam": inwoner.naam if inwoner is not None else f"familie {huishouden.naam}",
        "vandaag": datum(dag),
        "gemeente": gemeente,
        "team": team.naam if team is not None else "",
        "telefoon": team.telefoon if team is not None else "",
        "medewerker": getattr(by, "naam", ""),
    }
    if BEZWAARCLAUSULE in soort.velden:
        gegevens["bezwaarclausule"] = BEZWAARTEKST.format(gemeente=gemeente)
    if soort.uit_dossier is not None:
        gegevens |= soort.uit_dossier(huishouden, inwoner)
    return gegevens


def naar_json(gegevens: Mapping[str, object]) -> dict[str, Any]:
    """Return values as they are kept: dates in words, the rest as it is.

    :raises TypeError: a value is no text, number, date, list or row.
    """
    return {str(naam): _json(waarde) for naam, waarde in gegevens.items()}


def _json(waarde: object) -> Any:
    if isinstance(waarde, date):
        return datum(waarde)
    if isinstance(waarde, Mapping):
        return naar_json(waarde)
    if isinstance(waarde, list | tuple):
        return [_json(deel) for deel in waarde]
    if waarde is None or isinstance(waarde, bool | int | str):
        return waarde
    return str(waarde)  # an amount, a lazy text, a choice
