"""Running cases of the Wmo, the Jeugdwet and the Participatiewet whose terms end on one and the same day.

Each begins by the action of its own law, on its own day: the clock is put there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate, now
from time_machine import travel

from modules.dossier.models import Termijn
from modules.inrichting.models import Teamlid
from modules.jeugd.actions.hulpvraag import request_besluit
from modules.participatie.actions.inkomen import request_inkomen, start_aanvraag
from tests.modules.dossier.verkeer import maak_zaak
from tests.modules.jeugd.toneel import maak_jeugdzaak, maak_vraag
from tests.modules.wmo.toneel import maak_toneel, tot_aanvraag

SLEUTELS = ("wmo_onderzoek", "wmo_beschikking", "jeugd_beslissing", "pw_beslissing")


@dataclass(frozen=True)
class Dag:
    """A free day, the working day a term moves to, the last one before it, and the words on the screen."""

    vrij: date
    werkdag: date
    ervoor: date
    uiterlijk: str
    nog: str
    te_laat: str
    waarom: str


DAGEN = (
    Dag(
        date(2027, 1, 1), date(2027, 1, 4), date(2026, 12, 31),
        "ma 4 januari", "nog 3 dagen", "1 dag te laat", "vrijdag 1 januari 2027 (Nieuwjaarsdag)",
    ),
    Dag(
        date(2027, 3, 29), date(2027, 3, 30), date(2027, 3, 25),
        "di 30 maart", "morgen", "4 dagen te laat", "maandag 29 maart 2027 (tweede paasdag)",
    ),
    # Atw art. 3 lid 1 names 5 May of every year; a collective agreement may free it once in five years.
    Dag(
        date(2025, 5, 5), date(2025, 5, 6), date(2025, 5, 2),
        "di 6 mei", "morgen", "3 dagen te laat", "maandag 5 mei 2025 (Bevrijdingsdag)",
    ),
    Dag(
        date(2026, 5, 5), date(2026, 5, 6), date(2026, 5, 4),
        "wo 6 mei", "morgen", "1 dag te laat", "dinsdag 5 mei 2026 (Bevrijdingsdag)",
    ),
)  # fmt: skip


@contextmanager
def op_dag(dag: date, *, loopt: bool = False) -> Iterator[None]:
    """Put the clock at ten in the morning of a day. `loopt`: it goes on from there, as a browser needs."""
    with travel(datetime(dag.year, dag.month, dag.day, 9, tzinfo=UTC), tick=loopt):
        yield


def zet_neer(dag: Dag) -> Any:
    """Make the cases, and return the colleague whose terms they are. One Wmo-onderzoek is late already."""
    with op_dag(dag.vrij - timedelta(weeks=6)):
        wie = maak_toneel(dagen=0).by
    with op_dag(dag.ervoor - timedelta(weeks=6)):
        maak_toneel(dagen=0)
    with op_dag(dag.vrij - timedelta(weeks=2)):
        tot_aanvraag(maak_toneel(dagen=0))
    with op_dag(dag.vrij - timedelta(weeks=8)):
        jeugd = maak_jeugdzaak()
        request_besluit(hulpvraag=maak_vraag(jeugd), op=localdate(), by=jeugd.medewerker, at=now())
        _bijstand()
    Teamlid.objects.update(van=date(2020, 1, 1))  # some of these days lie before the team of the tests
    Termijn.objects.exclude(sleutel__in=SLEUTELS, status="loopt").delete()
    Termijn.objects.update(eigenaar=wie)
    return wie


def _bijstand() -> None:
    zaak = maak_zaak(personen=({"voornamen": "Piet", "geboortedatum": date(1980, 2, 3)},))
    wie: dict[str, Any] = {"by": zaak.medewerker, "at": now()}
    aanvraag = start_aanvraag(
        huishouden=zaak.huishouden,
        inwoner=zaak.inwoner,
        teammodel_id=zaak.casus.teammodel_id,
        gegevens={"regeling": "bijstand", "vraag": "Mijn contract stopt", "gemeld_op": localdate()},
        **wie,
    )
    request_inkomen(aanvraag=aanvraag, op=localdate(), **wie)
