"""Read objects: one by its address, or the latest of a type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from keukentafel.exchange.verkeer import Afgewezen, Onbereikbaar, Zender, json_vraag, zend

CRS = {"Accept-Crs": "EPSG:4326"}
_BLADEN_HOOGSTENS = 20


@dataclass(frozen=True, slots=True)
class ObjectenToegang:
    """Where the objects are, up to and including `/v2`, and our token."""

    adres: str
    token: str = field(repr=False, default="")

    def is_van(self, url: str) -> bool:
        """Whether an address lies there: our token goes nowhere else."""
        return url.startswith(f"{self.adres.rstrip('/')}/")


class Objecten:
    """The objects of one gemeente."""

    def __init__(self, toegang: ObjectenToegang, *, zender: Zender = zend) -> None:
        self.toegang, self._zend = toegang, zender

    def haal(self, url: str) -> dict[str, Any]:
        """Return one object.

        :raises Onbereikbaar: away.
        :raises Afgewezen: we may not read it, or it is gone.
        """
        return self._stuur(url)

    def van_type(self, objecttype: str) -> Iterator[dict[str, Any]]:
        """Yield the objects of a type, the last registered first."""
        vraag = urlencode({"type": objecttype, "ordering": "-record__index", "pageSize": 100})
        url = f"{self.toegang.adres.rstrip('/')}/objects?{vraag}"
        for _ in range(_BLADEN_HOOGSTENS):
            blad = self._stuur(url)
            yield from blad.get("results", [])
            if not blad.get("next"):
                return
            url = str(blad["next"])

    def _stuur(self, url: str) -> dict[str, Any]:
        if not self.toegang.is_van(url):
            raise Afgewezen("Dit adres is niet van de Objecten-API van deze gemeente.")
        koppen = {"Authorization": f"Token {self.toegang.token}", **CRS}
        antwoord = self._zend(json_vraag("GET", url, koppen))
        if antwoord.status == 200:
            inhoud = antwoord.json()
            if isinstance(inhoud, dict):
                return inhoud
        if antwoord.status in (401, 403):
            raise Afgewezen(
                "De Objecten-API kent onze sleutel niet, of wij mogen dit daar niet lezen.",
                status=antwoord.status,
            )
        if antwoord.status in (404, 410):
            raise Afgewezen("Dit object is er niet meer, of het adres klopt niet.", status=antwoord.status)
        if antwoord.status == 400:
            raise Afgewezen("De Objecten-API wijst de vraag af. Kijk het objecttype na.", status=400)
        raise Onbereikbaar("De Objecten-API is er nu niet. We proberen het later opnieuw.")
