"""Point at a household without naming it: what was typed and the team that was shown, sealed for one person.

A link from `Bekend bij team Centrum` holds nothing but that. Which household it is, is looked up again
when the question is sent, and is told to the regisseur only.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate

from keukentafel.tenancy.sleutels import ontsleutel, versleutel
from modules.dossier.models import Huishouden
from modules.dossier.queries.zoeken import exact
from modules.dossier.queries.zoekvraag import lees

GELDIG = timedelta(hours=12)
HOOGSTENS = 3


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """What somebody typed in the search field, and the team that knows."""

    gezocht: str
    team: str

    @property
    def in_woorden(self) -> str:
        """Return what was typed as it may stand on a page; a BSN is never repeated."""
        vraag = lees(self.gezocht, localdate())
        return "een BSN" if vraag.bsn else self.gezocht


def maak_teken(gebruiker: Any, verwijzing: Verwijzing, *, at: datetime) -> str:
    """Return the sealed reference for an address. Two of the same household do not look alike."""
    inhoud = json.dumps([verwijzing.gezocht, verwijzing.team, int(at.timestamp())]).encode()
    return urlsafe_b64encode(versleutel("toegang", inhoud, bij=_bij(gebruiker))).decode().rstrip("=")


def lees_teken(gebruiker: Any, teken: str, *, at: datetime) -> Verwijzing:
    """Open a reference that was made for this person here.

    :raises Http404: somebody else's, of another gemeente, changed, or older than half a day.
    """
    try:
        ruw = urlsafe_b64decode(teken + "=" * (-len(teken) % 4))
        gezocht, team, gemaakt = json.loads(ontsleutel("toegang", ruw, bij=_bij(gebruiker)))
    except Exception as fout:  # whatever is wrong with it, it opens nothing
        raise Http404 from fout
    if not 0 <= at.timestamp() - gemaakt <= GELDIG.total_seconds():
        raise Http404
    return Verwijzing(str(gezocht), str(team))


def bedoelde_huishoudens(verwijzing: Verwijzing, gebruiker: Any) -> list[Huishouden]:
    """Return the households of that team which the question points at and this person may not open.

    At most three; with more the question is not precise enough to ask on.
    """
    vraag = lees(verwijzing.gezocht, localdate())
    if not vraag.is_nauwkeurig:
        return []
    zichtbaar = Huishouden.objects.visible_to(gebruiker)
    gevonden = exact(Huishouden.objects.filter(team__naam=verwijzing.team), vraag)
    rijen = gevonden.exclude(pk__in=zichtbaar.values("pk")).select_related("team").order_by("id")
    lijst = list(rijen[: HOOGSTENS + 1])
    return lijst if len(lijst) <= HOOGSTENS else []


def _bij(gebruiker: Any) -> str:
    return f"verwijzing|{gebruiker.pk}"
