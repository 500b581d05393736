"""Deliver: what was written with a change goes out in order, is tried again, and is never lost.

Who is told (`Bestemming`) belongs to a floor above: that hands in a `Postbode` per kind, which says where
a message goes and with which headers. Two kinds of failure are kept apart. Nobody there (no connection,
429, 502, 503, 504): the bestemming rests and every message waits; the first one knocks again. An answer
that refuses: that message waits with what comes after it in its stroom, the others go on.
"""

from __future__ import annotations

import contextvars
import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from keukentafel.tenancy import huidige_gemeente, zaaifouten
from keukentafel.uitgaand.deur import BUITEN_DIENST, Deur, open_deur
from keukentafel.uitgaand.fouten import TeGroot, UitgaandFout
from keukentafel.uitgaand.models import Bestemming, Bezorging, Bezorgstand, UitgaandBericht

_log = logging.getLogger(__name__)
OPGEVEN_NA: Final = timedelta(days=3)
"""How old a message is when we stop trying by ourselves; it stays on screen, to send again by hand."""
BEWAREN: Final = timedelta(days=7)
"""How long what was delivered stays, to look it up."""
RUST_HOOGSTENS: Final = timedelta(seconds=60)
"""A bestemming that was away is heard again within a minute after it came back."""
HERHAAL_HOOGSTENS: Final = timedelta(hours=1)
PER_KEER: Final = 200
TEGELIJK: Final = 8
TIJD: Final = 10.0
_ACHTEREEN_GEWEIGERD: Final = 20
_LEASE: Final = timedelta(seconds=90)
_RONDE: Final = 30.0  # with the last answer it stays well within the lease


@dataclass(frozen=True, slots=True)
class Zending:
    """Where the messages of one bestemming go. `koppen` gets the id of the message and its body."""

    url: str
    koppen: Callable[[UUID, bytes], Mapping[str, str]]
    mag: bool = True
    """False: somebody stopped it for now; what waits keeps waiting."""


class Postbode(Protocol):
    def __call__(self, bestemming_id: UUID, /) -> Zending | None:
        """Say where this bestemming lives; None when it is not there any more."""


_postbodes: dict[str, Postbode] = {}


def registreer_postbode(soort: str, postbode: Postbode) -> None:
    """Hand in who knows the bestemmingen of a kind; an app does so in `ready()`."""
    _postbodes[soort] = postbode


# writing


def open_bestemming(soort: str, id: UUID) -> None:
    """Begin to keep messages for somebody; `id` is that of the abonnement or webhook."""
    Bestemming.objects.get_or_create(pk=id, defaults={"soort": soort})


def sluit_bestemming(id: UUID) -> None:
    """Stop, and forget what was still on its way."""
    Bestemming.objects.filter(pk=id).delete()


def klop_weer_aan(id: UUID) -> None:
    """Try a bestemming again now: its address changed, or somebody started it again."""
    Bestemming.objects.filter(pk=id).update(volgende_poging_op=None)
    wek()


def zet_klaar(*, bestemmingen: Iterable[UUID], stroom: str, lading: str, at: datetime) -> UUID | None:
    """Write a message for these, in the transaction of the caller. Two queries, whatever their number.

    `stroom` (at most 64 signs) names what must stay in order: the id of a zaak. Returns the id of the
    message, which receivers may use to see that they have it already; None when nobody hears it.
    """
    ids = list(dict.fromkeys(bestemmingen))
    if not ids:
        return None
    bericht = UitgaandBericht.objects.create(lading=lading, geschreven_op=at)
    Bezorging.objects.bulk_create(
        Bezorging(bericht=bericht, bestemming_id=id, stroom=stroom, sinds=at) for id in ids
    )
    wek()
    return bericht.pk


def wek() -> None:
    """Ask for a round of deliveries once this transaction is done. Without a broker the next tick does it."""
    from keukentafel.uitgaand.taken import vraag_ronde

    gemeente = huidige_gemeente()
    transaction.on_commit(lambda: vraag_ronde(gemeente), robust=True)


# delivering


@dataclass
class Uitslag:
    """What became of a list of messages of one stroom."""

    gelukt: list[UUID] = field(default_factory=list)
    geweigerd: tuple[UUID, str] | None = None
    weg: str = ""
    na: timedelta | None = None


def bezorg(*, klok: Callable[[], datetime], tot: Callable[[], bool] = lambda: False) -> int:
    """Deliver what is due in this gemeente and return how many were taken in.

    Safe to run twice at once: a bestemming is served by one at a time. `tot` tells when to stop early.
    """
    wachtenden = (
        Bestemming.objects.filter(Q(volgende_poging_op=None) | Q(volgende_poging_op__lte=klok()))
        .filter(Exists(Bezorging.objects.filter(bestemming=OuterRef("pk"), stand=Bezorgstand.WACHT)))
        .order_by("mislukt_op_rij", "id")
        .values_list("pk", "soort")
    )
    aantal = 0
    for id, soort in list(wachtenden):
        if tot():
            break
        if soort in _postbodes and _pak(id, klok()):
            try:
                aantal += _bedien(id, _postbodes[soort], klok, tot)
            finally:
                Bestemming.objects.filter(pk=id).update(bezig_tot=None)
    return aantal


def _pak(id: UUID, nu: datetime) -> bool:
    """Take a bestemming for oneself for a while; False when somebody else has it."""
    if zaaifouten.staat_aan("bezorging_tegelijk"):
        return True
    vrij = Q(bezig_tot=None) | Q(bezig_tot__lt=nu)
    return bool(Bestemming.objects.filter(vrij, pk=id).update(bezig_tot=nu + _LEASE))


def _bedien(id: UUID, postbode: Postbode, klok: Callable[[], datetime], tot: Callable[[], bool]) -> int:
    zending = postbode(id)
    if zending is None:
        sluit_bestemming(id)
    if zending is None or not zending.mag:
        return 0
    deur, aantal = open_deur(), 0
    try:
        while not tot():
            bestemming = Bestemming.objects.get(pk=id)
            stromen = _stromen(bestemming, klok())
            if not stromen:
                break
            gelukt, verder = _ronde(bestemming, zending, deur, stromen, klok)
            aantal += gelukt
            if not verder:
                break
            Bestemming.objects.filter(pk=id).update(bezig_tot=klok() + _LEASE)
    except (Bestemming.DoesNotExist, Bezorging.DoesNotExist):
        _log.info("Een bestemming ging weg terwijl haar berichten onderweg waren.")
    return aantal


def _stromen(bestemming: Bestemming, nu: datetime) -> list[list[tuple[UUID, UUID, bytes]]]:
    """Return the oldest messages that may go, gathered per stroom, each in its order.

    One when the bestemming was away: it knocks before the whole pile is carried there.
    """
    wacht = Bezorging.objects.filter(bestemming=bestemming, stand=Bezorgstand.WACHT)
    later = wacht.filter(volgende_poging_op__gt=nu).values("stroom")
    hoeveel = 1 if bestemming.mislukt_op_rij else PER_KEER
    rijen = wacht.exclude(stroom__in=later).select_related("bericht").order_by("volgorde_op", "id")[:hoeveel]
    per_stroom: dict[str, list[tuple[UUID, UUID, bytes]]] = {}
    for rij in rijen:
        naam = str(rij.pk) if zaaifouten.staat_aan("bezorging_zonder_volgorde") else rij.stroom
        per_stroom.setdefault(naam, []).append((rij.pk, rij.bericht_id, str(rij.bericht.lading).encode()))
    return list(per_stroom.values())


def _ronde(
    bestemming: Bestemming, zending: Zending, deur: Deur,
    stromen: Sequence[list[tuple[UUID, UUID, bytes]]], klok: Callable[[], datetime],
) -> tuple[int, bool]:  # fmt: skip
    """Carry these, several streams at once; write down what became of them as it becomes known.

    Returns how many were taken in, and whether there is any use in going on.
    """
    halt, gelukt, weg = _Halt(), 0, list[Uitslag]()
    with ThreadPoolExecutor(max_workers=min(TEGELIJK, len(stromen))) as ploeg:
        lopend: set[Future[Uitslag]] = {
            ploeg.submit(contextvars.copy_context().run, _breng, deur, zending, lijst, halt)
            for lijst in stromen
        }
        while lopend:
            klaar, lopend = wait(lopend, return_when=FIRST_COMPLETED)
            uitslagen = [een.result() for een in klaar]
            gelukt += sum(len(een.gelukt) for een in uitslagen)
            weg += [een for een in uitslagen if een.weg]
            _schrijf_op(bestemming, uitslagen, klok())
    if weg:
        _weg(bestemming, weg[0], klok())
    bestemming.refresh_from_db()
    rust = bestemming.volgende_poging_op
    return gelukt, rust is None or rust <= klok()


class _Halt:
    """When a round ends: nobody is there any more, or it took so long that another may begin one."""

    def __init__(self) -> None:
        self.niemand_thuis = threading.Event()
        self._tot = time.monotonic() + _RONDE

    def __bool__(self) -> bool:
        return self.niemand_thuis.is_set() or time.monotonic() > self._tot


def _breng(deur: Deur, zending: Zending, lijst: list[tuple[UUID, UUID, bytes]], halt: _Halt) -> Uitslag:
    """Carry the messages of one stroom, one after the other. Runs in a thread: no database here."""
    uitslag = Uitslag()
    for id, bericht_id, lichaam in lijst:
        if halt:
            break
        try:
            koppen = {"Content-Type": "application/json", **zending.koppen(bericht_id, lichaam)}
            antwoord = deur.vraag(
                "POST", zending.url, lichaam=lichaam, koppen=koppen, tijd=TIJD, grootte=100_000
            )
        except TeGroot:  # it took the message in, and says more than we care to read
            uitslag.gelukt.append(id)
            continue
        except UitgaandFout as fout:
            uitslag.weg = str(fout)
            halt.niemand_thuis.set()
            break
        if antwoord.gelukt:
            uitslag.gelukt.append(id)
            continue
        if antwoord.stand in BUITEN_DIENST:
            uitslag.weg = _reden(antwoord.stand)
            uitslag.na = _na(antwoord.koppen.get("retry-after", ""))
            halt.niemand_thuis.set()
        else:
            uitslag.geweigerd = (id, _reden(antwoord.stand))
        break
    return uitslag


def _reden(stand: int) -> str:
    return f"Het andere systeem antwoordde met {stand}."


def _na(kop: str) -> timedelta | None:
    return timedelta(seconds=min(int(kop), 3600)) if kop.isascii() and kop.isdigit() else None


@transaction.atomic
def _schrijf_op(bestemming: Bestemming, uitslagen: Sequence[Uitslag], nu: datetime) -> None:
    gelukt = [id for een in uitslagen for id in een.gelukt]
    if gelukt:
        Bezorging.objects.filter(pk__in=gelukt).update(
            stand=Bezorgstand.BEZORGD,
            bezorgd_op=nu,
            volgende_poging_op=None,
            laatste_fout="",
            pogingen=F("pogingen") + 1,
        )
        Bestemming.objects.filter(pk=bestemming.pk).update(
            mislukt_op_rij=0, volgende_poging_op=None, laatst_gelukt_op=nu, laatste_fout=""
        )
    for een in uitslagen:
        if een.geweigerd is not None:
            _geweigerd(bestemming, *een.geweigerd, nu)


def _geweigerd(bestemming: Bestemming, id: UUID, reden: str, nu: datetime) -> None:
    """Let one message wait, longer each time; give it up after three days."""
    rij = Bezorging.objects.get(pk=id)
    rij.pogingen += 1
    rij.laatste_fout = reden
    rij.volgende_poging_op = nu + min(HERHAAL_HOOGSTENS, timedelta(seconds=15 * 2 ** min(rij.pogingen, 10)))
    if nu - rij.sinds >= OPGEVEN_NA:
        rij.stand, rij.volgende_poging_op = Bezorgstand.OPGEGEVEN, None
    rij.save(update_fields=["pogingen", "laatste_fout", "volgende_poging_op", "stand"])
    vers = Bestemming.objects.select_for_update(no_key=True).get(pk=bestemming.pk)
    vers.mislukt_op_rij += 1
    vers.laatst_mislukt_op, vers.laatste_fout = nu, reden
    if vers.mislukt_op_rij >= _ACHTEREEN_GEWEIGERD:  # it refuses everything: as good as away
        vers.volgende_poging_op = nu + RUST_HOOGSTENS
    vers.save(update_fields=["mislukt_op_rij", "laatst_mislukt_op", "laatste_fout", "volgende_poging_op"])


@transaction.atomic
def _weg(bestemming: Bestemming, uitslag: Uitslag, nu: datetime) -> None:
    """Let the bestemming rest; what waited three days is given up, and stays to be sent again."""
    vers = Bestemming.objects.select_for_update(no_key=True).get(pk=bestemming.pk)
    vers.mislukt_op_rij += 1
    rust = min(RUST_HOOGSTENS, timedelta(seconds=5 * 2 ** min(vers.mislukt_op_rij, 6)))
    vers.volgende_poging_op = nu + (uitslag.na or rust)
    vers.laatst_mislukt_op, vers.laatste_fout = nu, uitslag.weg
    vers.save(update_fields=["mislukt_op_rij", "laatst_mislukt_op", "laatste_fout", "volgende_poging_op"])
    te_oud = Bezorging.objects.filter(bestemming=vers, stand=Bezorgstand.WACHT, sinds__lte=nu - OPGEVEN_NA)
    te_oud.update(stand=Bezorgstand.OPGEGEVEN, volgende_poging_op=None, laatste_fout=uitslag.weg)


# what people do with what stayed behind


def stuur_opnieuw(*, bestemming_id: UUID, ids: Iterable[UUID] | None = None, at: datetime) -> int:
    """Send what was given up again (all of it, or these); it gets three days again.

    Each keeps its place in its stroom, before what was written later and still waits. Delivering begins
    at once, also when the bestemming rested.
    """
    rijen = Bezorging.objects.filter(bestemming=bestemming_id, stand=Bezorgstand.OPGEGEVEN)
    if ids is not None:
        rijen = rijen.filter(pk__in=list(ids))
    aantal = int(rijen.update(stand=Bezorgstand.WACHT, volgende_poging_op=None, laatste_fout="", sinds=at))
    Bestemming.objects.filter(pk=bestemming_id).update(volgende_poging_op=None)
    wek()
    return aantal


def laat_vallen(*, bestemming_id: UUID, ids: Iterable[UUID] | None = None, at: datetime) -> int:
    """Stop trying: what was given up is not sent any more. `zet_terug` undoes it for a week."""
    rijen = Bezorging.objects.filter(bestemming=bestemming_id, stand=Bezorgstand.OPGEGEVEN)
    if ids is not None:
        rijen = rijen.filter(pk__in=list(ids))
    return int(rijen.update(stand=Bezorgstand.VERVALLEN, sinds=at))


def zet_terug(*, bestemming_id: UUID, ids: Iterable[UUID] | None = None, at: datetime) -> int:
    """Put what was let go back among what was given up."""
    rijen = Bezorging.objects.filter(bestemming=bestemming_id, stand=Bezorgstand.VERVALLEN)
    if ids is not None:
        rijen = rijen.filter(pk__in=list(ids))
    return int(rijen.update(stand=Bezorgstand.OPGEGEVEN, sinds=at))


def ruim_op(*, at: datetime) -> int:
    """Remove what was delivered or let go a week ago. What was given up stays until somebody decides."""
    oud = at - BEWAREN
    Bezorging.objects.filter(stand=Bezorgstand.BEZORGD, bezorgd_op__lt=oud).delete()
    Bezorging.objects.filter(stand=Bezorgstand.VERVALLEN, sinds__lt=oud).delete()
    leeg = UitgaandBericht.objects.filter(
        ~Exists(Bezorging.objects.filter(bericht=OuterRef("pk"))), geschreven_op__lt=oud
    )
    return leeg.delete()[0]
