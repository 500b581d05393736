"""Addresses of somebody else at which a rule wants something to be: looked at when the gemeente allows them.

The allow-list of the gemeente decides (zgw.md 5.3): nothing else is ever fetched. Where the standard wants
an address to be checked, one that is not on the list is refused; elsewhere it is kept unseen.
"""

from __future__ import annotations

from typing import Any, Final

from api.zgw.kern.adres import basis
from keukentafel import uitgaand
from keukentafel.exchange.verkeer import Afgewezen, Onbereikbaar
from modules.koppelingen.actions.spiegel import fetch_zaak
from modules.zgw.fouten import fout

TIJD: Final = 3.0
GROOTTE: Final = 200_000
HOOGSTENS: Final = 5
"""How many addresses one call may let us look at: it waits for each."""
WEG: Final = frozenset({404, 410})
KANAAL: Final = frozenset({"url", "naam", "omschrijving"})
ZAAK: Final = frozenset({"url", "identificatie", "zaaktype"})


def is_eigen(url: str) -> bool:
    """Tell whether an address is of this gemeente itself: that is looked up in the database, never fetched."""
    return url == basis() or url.startswith(f"{basis()}/")


def eis_kanaal(url: str, veld: str) -> None:
    """Look whether a communicatiekanaal stands there (zrc-010).

    :raises Ongeldig: bad-url, not on the list or no 200; invalid-resource, something else stands there.
    """
    _eis(_haal(url, veld), veld, KANAAL, "communicatiekanaal")


def eis_zaak(url: str, veld: str) -> None:
    """Look whether a zaak stands there (zrc-011); in the gemeente's own register we ask with our own token.

    :raises Ongeldig: as `eis_kanaal`.
    """
    try:
        zaak: Any = fetch_zaak(url)
    except (Onbereikbaar, Afgewezen) as nee:
        raise fout(veld, "bad-url", f"We konden dit adres niet ophalen. {nee.zin}") from nee
    _eis(zaak or _haal(url, veld), veld, ZAAK, "zaak")


def weiger_wat_weg_is(url: str, veld: str) -> None:
    """Refuse an address on the list where nothing is (zrc-024, 025).

    What is not on the list, is away or wants to know who asks, is kept as it came.

    :raises Ongeldig: bad-url.
    """
    if is_eigen(url):
        raise fout(veld, "bad-url", "Op dit adres staat niets.")
    try:
        antwoord = uitgaand.vraag("GET", url, tijd=TIJD, grootte=GROOTTE)
    except uitgaand.UitgaandFout:
        return
    if antwoord.stand in WEG:
        raise fout(veld, "bad-url", "Op dit adres staat niets.")


def _haal(url: str, veld: str) -> Any:
    if is_eigen(url):
        raise fout(veld, "invalid-resource", "Op dit adres staat iets anders dan hier hoort.")
    try:
        antwoord = uitgaand.vraag("GET", url, tijd=TIJD, grootte=GROOTTE)
    except uitgaand.NietToegestaan as nee:
        raise fout(veld, "bad-url", str(nee)) from nee
    except uitgaand.UitgaandFout as nee:
        raise fout(veld, "bad-url", f"We konden dit adres niet ophalen. {nee}") from nee
    if antwoord.stand != 200:
        raise fout(veld, "bad-url", f"Dit adres gaf {antwoord.stand} in plaats van 200.")
    try:
        return antwoord.json()
    except uitgaand.UitgaandFout:
        return None


def _eis(inhoud: Any, veld: str, velden: frozenset[str], wat: str) -> None:
    if not isinstance(inhoud, dict) or not velden <= set(inhoud):
        raise fout(veld, "invalid-resource", f"Op dit adres staat geen {wat}.")
