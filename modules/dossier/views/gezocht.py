"""What somebody looks for: posted, sealed in an address, or in an old link with a plain name."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.timezone import now

from keukentafel.request import GemeenteRequest
from modules.dossier.zoekteken import NAAM, hoort_niet_in_adres, lees_zoekteken, maak_zoekteken


@dataclass(frozen=True, slots=True)
class Gezocht:
    """The words that were typed, and the seal under which they may stand in an address.

    With `moet_naar_adres` the answer is not a page but that address.
    """

    getypt: str = ""
    teken: str = ""
    moet_naar_adres: bool = False
    is_verlopen: bool = False

    def adres(self, basis: str) -> str:
        """Return the address of the answer."""
        return f"{basis}?{urlencode({NAAM: self.teken})}" if self.teken else basis


def gezocht(request: GemeenteRequest) -> Gezocht:
    """Read the question of this request, wherever it stands."""
    is_post = request.method == "POST"
    getypt = " ".join((request.POST if is_post else request.GET).get("q", "").replace("\x00", "").split())[
        :100
    ]
    if is_post or hoort_niet_in_adres(getypt):
        return Gezocht(getypt, verzegel(request, getypt), moet_naar_adres=True)
    teken = "" if getypt else request.GET.get(NAAM, "")
    if not teken:
        return Gezocht(getypt)
    gelezen = lees_zoekteken(request.user, teken, at=now())
    return Gezocht(is_verlopen=True) if gelezen is None else Gezocht(gelezen, teken)


def verzegel(request: GemeenteRequest, getypt: str) -> str:
    """Return the question sealed for who asks it; nothing for an empty one."""
    return maak_zoekteken(request.user, getypt, at=now()) if getypt else ""
