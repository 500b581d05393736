"""What somebody looked for, sealed for an address: no name, telephone or BSN stays in the history (H42).

The field of a search posts its question, and the answer leads to an address that holds the question
encrypted: for one person, in one gemeente, for a few hours. Links, paging and the back button go on
working, and whoever finds such an address later reads nothing in it.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Any, Final

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.sleutels import ontsleutel, versleutel

NAAM: Final = "v"
"""The part of an address that holds a sealed question."""
GELDIG: Final = timedelta(hours=2)
_BLOK: Final = 48
_SCHEIDING: Final = re.compile(r"[\s.\-/()+]")
_LANG_GETAL: Final = re.compile(r"\d{6}")


def hoort_niet_in_adres(getypt: str) -> bool:
    """Whether this holds a BSN, a telephone or a day of birth; an old link with a plain name may stay."""
    if zaaifouten.staat_aan("zoekvraag_in_adres"):
        return False
    return bool(_LANG_GETAL.search(_SCHEIDING.sub("", getypt)))


def maak_zoekteken(gebruiker: Any, getypt: str, *, at: datetime) -> str:
    """Return the sealed question; all short questions are equally long."""
    if zaaifouten.staat_aan("zoekvraag_in_adres"):
        return getypt
    inhoud = json.dumps([int(at.timestamp()), getypt]).encode()
    vol = inhoud.ljust(-(-len(inhoud) // _BLOK) * _BLOK)
    return urlsafe_b64encode(versleutel("zoekvraag", vol, bij=_bij(gebruiker))).decode().rstrip("=")


def lees_zoekteken(gebruiker: Any, teken: str, *, at: datetime) -> str | None:
    """Return the question that was sealed for this person; None when it is too old or somebody else's."""
    if zaaifouten.staat_aan("zoekvraag_in_adres"):
        return teken
    try:
        ruw = urlsafe_b64decode(teken + "=" * (-len(teken) % 4))
        gemaakt, getypt = json.loads(ontsleutel("zoekvraag", ruw, bij=_bij(gebruiker)))
        oud = at.timestamp() - float(gemaakt)
    except Exception:  # whatever is wrong with it, it opens nothing
        return None
    return str(getypt) if -60 <= oud <= GELDIG.total_seconds() else None


def _bij(gebruiker: Any) -> str:
    return f"zoekvraag|{gebruiker.pk}"
