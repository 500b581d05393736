"""The proof of one quarter: how often the supplier looked along, and that it never looked otherwise (N20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import make_aware

from keukentafel.audit import keten
from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import huidige_gemeente, inkijk
from modules.ondersteuning.models import Inkijk, Stand
from modules.ondersteuning.queries import BEKEKEN

HOOGSTENS = 200
"""So many are named one by one; the counts are of all."""


@dataclass(frozen=True, slots=True)
class Kwartaal:
    """Three months of one year."""

    jaar: int
    nummer: int

    @property
    def begin(self) -> date:
        """The first day."""
        return date(self.jaar, 3 * self.nummer - 2, 1)

    @property
    def einde(self) -> date:
        """The first day after it."""
        return self.volgende.begin

    @property
    def volgende(self) -> Kwartaal:
        """The quarter after it."""
        return Kwartaal(self.jaar + self.nummer // 4, self.nummer % 4 + 1)

    @property
    def vorige(self) -> Kwartaal:
        """The quarter before it."""
        return Kwartaal(self.jaar - (self.nummer == 1), (self.nummer - 2) % 4 + 1)

    @property
    def sleutel(self) -> str:
        """How it stands in an address: `2026-4`."""
        return f"{self.jaar}-{self.nummer}"

    def __str__(self) -> str:
        return f"kwartaal {self.nummer} van {self.jaar}"


def kwartaal_van(dag: date) -> Kwartaal:
    """Return the quarter of a day."""
    return Kwartaal(dag.year, (dag.month - 1) // 3 + 1)


def lees_kwartaal(tekst: str, vandaag: date) -> Kwartaal:
    """Return the quarter that was asked for; what is none, or is yet to come, gives the one of today."""
    nu = kwartaal_van(vandaag)
    jaar, _, nummer = tekst.partition("-")
    if not (jaar.isdigit() and len(jaar) == 4 and nummer in ("1", "2", "3", "4") and int(jaar) >= 2020):
        return nu
    gevraagd = Kwartaal(int(jaar), int(nummer))
    return gevraagd if gevraagd.begin <= nu.begin else nu


@dataclass(frozen=True, slots=True)
class Bewijs:
    """What stands in the report. `buiten`: lines of the supplier that belong to no look; there must be none."""

    kwartaal: Kwartaal
    inkijken: list[Inkijk]
    toegestaan: int
    afgewezen: int
    nood: int
    leesbaar: int
    minuten: int
    bekeken: int
    tegengehouden: int
    buiten: int
    rollen_open: int
    loopt_nu: bool
    kolommen: int
    kolommen_dicht: int
    kop: keten.Kop
    gemaakt_op: datetime

    @property
    def klopt(self) -> bool:
        """Whether nothing was seen outside a look, and no right is left over."""
        return not self.buiten and (not self.rollen_open or self.loopt_nu)


def bewijs_van(kwartaal: Kwartaal, *, at: datetime) -> Bewijs:
    """Count everything of one quarter, straight from the logboek and the database."""
    van, tot = _middernacht(kwartaal.begin), _middernacht(kwartaal.einde)
    inkijken = list(
        Inkijk.objects.filter(beslist_op__gte=van, beslist_op__lt=tot).select_related("beslist_door")
    )
    regels = Logboekregel.objects.filter(tijdstip__gte=van, tijdstip__lt=tot, rollen__contains="support")
    lijst = inkijk.kolommen().values()
    return Bewijs(
        kwartaal=kwartaal,
        inkijken=inkijken[:HOOGSTENS],
        toegestaan=sum(een.begonnen_op is not None for een in inkijken),
        afgewezen=sum(een.stand == Stand.GEWEIGERD for een in inkijken),
        nood=sum(een.is_nood and een.stand != Stand.GEWEIGERD for een in inkijken),
        leesbaar=sum(not een.is_gemaskeerd for een in inkijken),
        minuten=sum(_minuten(een, at) for een in inkijken),
        bekeken=regels.filter(gebeurtenis=BEKEKEN[0]).count(),
        tegengehouden=regels.filter(gebeurtenis=BEKEKEN[1]).count(),
        buiten=_buiten(regels),
        rollen_open=_rollen_open(),
        loopt_nu=Inkijk.objects.geldig(at).exists(),
        kolommen=sum(len(een.open) + len(een.dicht) + len(een.nooit) for een in lijst),
        kolommen_dicht=sum(len(een.dicht) + len(een.nooit) for een in lijst),
        kop=keten.kop(),
        gemaakt_op=at,
    )


def _buiten(regels: object) -> int:
    """Count the lines of the supplier outside every look that the gemeente knows of."""
    tijdens = Inkijk.objects.annotate(einde=Coalesce(F("geeindigd_op"), F("tot"))).filter(
        gevraagd_door_id=OuterRef("gebruiker_id"),
        begonnen_op__lte=OuterRef("tijdstip"),
        einde__gte=OuterRef("tijdstip"),
    )
    return regels.filter(~Q(Exists(tijdens))).count()  # type: ignore[attr-defined]


def _rollen_open() -> int:
    schema = huidige_gemeente().schema_name
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_catalog.pg_roles r WHERE r.rolname = ANY(%s)"
            " AND pg_catalog.has_schema_privilege(r.oid, %s, 'USAGE')",
            [list(inkijk.kijkrollen(schema)), schema],
        )
        return int(cursor.fetchone()[0])


def _minuten(een: Inkijk, at: datetime) -> int:
    if een.begonnen_op is None:
        return 0
    return round(((een.geeindigd_op or min(at, een.tot or at)) - een.begonnen_op) / timedelta(minutes=1))


def _middernacht(dag: date) -> datetime:
    return make_aware(datetime.combine(dag, time.min))
