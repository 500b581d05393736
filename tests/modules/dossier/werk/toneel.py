"""What the tests of the lists of work share: a team with a leader, and households with work."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from keukentafel.identity.rollen import Rol
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden, maak_termijn
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid


def tekst(antwoord: Any) -> str:
    """Return what a page says, without its marks."""
    kaal = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", antwoord.content.decode()))
    return unescape(kaal).replace("\u00a0", " ")


def rijen(antwoord: Any) -> list[str]:
    """Return the households of the list, from the top."""
    return re.findall(r'<th [^>]*scope="row"><a[^>]*>([^<]*)</a>', antwoord.content.decode())


def maak_mens(naam: str = "Noor de Wit", *, team: Any = None, rollen: Any = (), **velden: Any) -> Any:
    """Make somebody with a place in the first team."""
    mens = maak_gebruiker(naam=naam, rollen=list(rollen) or [Rol.TEAMLID], met_code_app=False)
    maak_teamlid(mens, team or eerste_team(), **{"geheimhouding": True, **velden})
    return mens


def maak_leider(klant: Any = None) -> Any:
    """Make who divides the work of the first team; with `klant` signed in."""
    leider = maak_mens("Carla Wouters", rollen=[Rol.TEAMLEIDER])
    if klant is not None:
        log_in(klant, leider)
    return leider


def maak_werk(naam: str, bij: Any = None, *, over: int = 30, team: Any = None, **termijn: Any) -> Any:
    """Make a household with a running casus and one term that ends `over` days from today."""
    casus = maak_casus(maak_huishouden(naam, team=team), behandelaar=bij)
    maak_termijn(casus, over=over, **{"sleutel": "terugbellen", "titel": f"Bellen met {naam}", **termijn})
    return casus


def keuze(casus: Any) -> str:
    """Return what the box of a row sends."""
    return f"{casus.pk}:{casus.behandelaar_id or ''}"
