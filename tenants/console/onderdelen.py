"""The parts of the platform whose health is measured, and how each is.

An upper floor adds its own with `registreer_onderdeel`. Measuring runs in a task, in the scope of the
platform: it asks the site over HTTP and reads counters, never a gemeente.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from time import perf_counter
from typing import Literal

from django.db.models import Max, Min, Sum
from django.utils.timezone import localdate

from keukentafel.components.words import datum_kort_tekst, moment_kort_tekst
from keukentafel.env import HOOFD
from keukentafel.tenancy import polsen
from tenants.console.models import Gemeentecijfer
from tenants.console.proefvraag import vraag_inlogpagina

TRAAG_MS = 2000
LANG = timedelta(minutes=30)
"""A message that waits longer is late: sending happens every half minute."""
CIJFERS_OUD = timedelta(hours=1)
DATABANK_TRAAG_MS = 500
ARCHIEF_LANG = timedelta(days=1)
"""Where a segment is archived only when it is full, a quiet day is no trouble."""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What one measurement says; `tekst` stands beside the percentage."""

    niveau: Literal["goed", "vertraagd", "stuk"]
    tekst: str
    ms: int = 0


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One part: its name, and how it is measured (None: it reports by itself, in `noteer_meting`)."""

    sleutel: str
    naam: str
    volgorde: int
    meet: Callable[[datetime], Uitkomst | None] | None
    """None as an outcome: there is no such thing here (yet), so nothing is written down."""
    woord: str = ""
    """After the percentage: `100% bereikbaar`."""
    met_ms: bool = False
    als_het_er_is: bool = False
    """Shown only where it was ever measured: not every installation has it."""
    nog_niet: str = ""
    """What is said of it before it could be measured for the first time; after a week the console asks for it."""


@dataclass(frozen=True, slots=True)
class Herstelproef:
    """The last copy and the last time that one was put back to see whether that works."""

    kopie_op: datetime | None
    proef_op: datetime | None
    proef_goed: bool


onderdelen: dict[str, Onderdeel] = {}
_herstelproeven: list[Callable[[], Herstelproef]] = []


def registreer_onderdeel(onderdeel: Onderdeel) -> None:
    """Let a part be measured, once.

    :raises ValueError: there is one with this key.
    """
    if onderdeel.sleutel in onderdelen:
        raise ValueError(f"Het onderdeel {onderdeel.sleutel} wordt al gemeten.")
    onderdelen[onderdeel.sleutel] = onderdeel


def registreer_herstelproef(bron: Callable[[], Herstelproef]) -> None:
    """Tell where the last copy and the last restore drill stand; once.

    :raises ValueError: somebody tells already.
    """
    if _herstelproeven:
        raise ValueError("De herstelproef is al geregistreerd.")
    _herstelproeven.append(bron)


def op_volgorde() -> list[Onderdeel]:
    """Return the parts as the page shows them."""
    return sorted(onderdelen.values(), key=lambda deel: deel.volgorde)


# -- how each is measured -------------------------------------------------------------------------


def meet_site(at: datetime) -> Uitkomst:
    """Ask for the sign-in page, and time it."""
    begin = perf_counter()
    try:
        status = vraag_inlogpagina()
    except OSError:
        return Uitkomst("stuk", "geen antwoord", round((perf_counter() - begin) * 1000))
    ms = round((perf_counter() - begin) * 1000)
    if status != 200:
        return Uitkomst("stuk", f"antwoord {status}", ms)
    return Uitkomst("vertraagd" if ms > TRAAG_MS else "goed", f"{ms} ms", ms)


def meet_berichten(at: datetime) -> Uitkomst:
    """Read how many messages wait and since when, from what each gemeente counted."""
    cijfers = Gemeentecijfer.objects.filter(gemeente__stand="actief")
    wachten = cijfers.filter(sleutel="berichten_wachten").aggregate(aantal=Sum("waarde"), op=Min("geteld_op"))
    sinds = cijfers.filter(sleutel="berichten_sinds", waarde__gt=0).aggregate(oudste=Min("waarde"))["oudste"]
    if wachten["op"] is not None and at - wachten["op"] > CIJFERS_OUD:
        return Uitkomst("vertraagd", "niet alle gemeenten geteld")
    aantal = int(wachten["aantal"] or 0)
    tekst = "1 bericht wacht" if aantal == 1 else f"{aantal} berichten wachten"
    is_laat = sinds is not None and at.timestamp() - sinds > LANG.total_seconds()
    return Uitkomst("vertraagd" if is_laat else "goed", tekst)


def meet_back_ups(at: datetime) -> Uitkomst | None:
    """Ask for the last copy and the last restore drill; None before the first drill: nothing is known yet."""
    proef = _herstelproeven[0]() if _herstelproeven else None
    if proef is None or proef.proef_op is None:
        return None
    dag = datum_kort_tekst(proef.proef_op, localdate(at))
    if not proef.proef_goed:
        return Uitkomst("stuk", f"herstelproef van {dag} mislukt")
    laatste = f"laatste kopie {moment_kort_tekst(proef.kopie_op, localdate(at))} · " if proef.kopie_op else ""
    is_lang = at - proef.proef_op > timedelta(days=8)
    return Uitkomst("vertraagd" if is_lang else "goed", f"{laatste}getest op {dag}")


def meet_databank(cluster: str) -> Callable[[datetime], Uitkomst]:
    """Return how a cluster is asked, with a time limit."""

    def meet(at: datetime) -> Uitkomst:
        pols = polsen.pols(cluster)
        if not pols.leeft:
            return Uitkomst("stuk", "geen antwoord", pols.ms)
        return Uitkomst("vertraagd" if pols.ms > DATABANK_TRAAG_MS else "goed", f"{pols.ms} ms", pols.ms)

    return meet


def meet_archief(cluster: str) -> Callable[[datetime], Uitkomst | None]:
    """Return how the archiving of changes (WAL) of a cluster is judged; None where nothing is archived."""

    def meet(at: datetime) -> Uitkomst | None:
        archief = polsen.pols(cluster).archief
        return None if archief is None else _oordeel(archief, at)

    return meet


def _oordeel(archief: polsen.Archief, at: datetime) -> Uitkomst:
    laatste = archief.laatste
    wanneer = moment_kort_tekst(laatste, localdate(at)) if laatste else ""
    if archief.mislukt and (laatste is None or archief.mislukt > laatste):
        return Uitkomst("stuk", f"archiveren mislukt{f', laatste {wanneer}' if wanneer else ''}")
    if laatste is None:
        return Uitkomst("vertraagd", "nog niets gearchiveerd")
    grens = max(3 * timedelta(seconds=archief.elke), LANG) if archief.elke else ARCHIEF_LANG
    return Uitkomst("vertraagd" if at - laatste > grens else "goed", f"laatste {wanneer}")


def databanken() -> list[Onderdeel]:
    """Return two parts for each cluster of this installation: whether it answers, and its archive."""
    delen = []
    for nummer, cluster in enumerate(polsen.clusters()):
        achter = f" {cluster}" if cluster else f" {HOOFD}" if len(polsen.clusters()) > 1 else ""
        delen += [
            Onderdeel(
                _sleutel("databank", cluster), f"Databank{achter}", 12 + nummer, meet_databank(cluster),
                woord="bereikbaar", met_ms=True,
            ),
            Onderdeel(
                _sleutel("archief", cluster), f"Archief van wijzigingen{achter}", 50 + nummer,
                meet_archief(cluster), woord="in orde", als_het_er_is=True,
            ),
        ]  # fmt: skip
    return delen


def _sleutel(soort: str, cluster: str) -> str:
    """Return the key of a part of a cluster: at most twenty characters, and no two the same."""
    sleutel = f"{soort}_{cluster}" if cluster else soort
    return sleutel if len(sleutel) <= 20 else f"{soort}_{sha256(cluster.encode()).hexdigest()[:10]}"


def laatst_geteld() -> datetime | None:
    """Return when a gemeente counted last."""
    laatste: datetime | None = Gemeentecijfer.objects.aggregate(op=Max("geteld_op"))["op"]
    return laatste


def eigen_onderdelen() -> None:
    """Register the parts of the platform itself."""
    for onderdeel in (
        *databanken(),
        Onderdeel("site", "Site en inloggen", 10, meet_site, woord="bereikbaar", met_ms=True),
        Onderdeel("berichten", "Berichten naar buiten", 20, meet_berichten, woord="op tijd"),
        Onderdeel("taken", "Achtergrondtaken", 30, None, woord="op tijd", met_ms=True),
        Onderdeel(
            "back_ups", "Back-ups", 40, meet_back_ups, woord="in orde", nog_niet="nog geen herstelproef"
        ),
    ):
        registreer_onderdeel(onderdeel)
