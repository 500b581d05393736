"""Does the logboek still say what it said? Every link is made again and compared, and with the anchors.

Nothing here trusts a function of the schema: the prints are made in Python from the columns as they
stand. The chain finds what was changed by whoever did not write all later links again; an anchor,
kept elsewhere and signed, finds who did, and who cut off the end.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, Protocol
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from keukentafel.tenancy import zaaifouten

PER_KEER = 20_000
EERSTE = hashlib.sha256(b"keukentafel-logboek").digest()
INHOUD = """jsonb_build_array(1, r.id,
    to_char(r.tijdstip AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    r.gebeurtenis, r.soort, r.resultaat, r.niveau, r.gebruiker_id, r.gebruiker_naam, r.rollen, r.team_id,
    r.team_naam, r.organisatie, r.verantwoordelijke_id, r.verantwoordelijke_naam, r.inlogwijze, r.systeem,
    r.werkplek, r.bron, r.verzoek_id, r.object_soort, r.object_id, r.huishouden_id, r.categorie, r.getoond,
    r.detail, r.doel, r.reden, r.grond, r.protocolversie, r.toestemming_id, r.is_nood)::text"""
"""The content of a line in format 1; the trigger of migration 0003 makes the same."""

MIGRATIES = ("0002_keten", "0003_keten_zonder_wachten")
TRIGGERS = frozenset(
    {
        ("audit_logboekregel", "logboek_zegelt"),
        ("audit_logboekregel", "logboek_blijft_staan"),
        ("audit_schakel", "logboek_blijft_staan"),
    }
)


class Vast(Protocol):
    """What is known of the chain from elsewhere: the head as it stood at some moment."""

    @property
    def volgnummer(self) -> int: ...
    @property
    def keten(self) -> str: ...
    @property
    def tijdstip(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Breuk:
    """One thing that is not as it was: at which line, of which moment, and what."""

    volgnummer: int | None
    tijdstip: datetime | None
    wat: str


@dataclass(frozen=True, slots=True)
class Kop:
    """The end of the chain."""

    volgnummer: int
    keten: str


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What a check found. `breuken` holds the first ones, in the order of the logboek."""

    nagekeken: int
    kop: Kop
    ankers: int
    breuken: Sequence[Breuk] = field(default_factory=tuple)

    @property
    def is_heel(self) -> bool:
        """Whether nothing was found."""
        return not self.breuken

    @property
    def eerste(self) -> Breuk | None:
        """The first broken line."""
        return self.breuken[0] if self.breuken else None


Melder = Callable[[int, int], None]
HOOGSTENS = 20


def kop(using: str = DEFAULT_DB_ALIAS) -> Kop:
    """Return the end of the chain of this gemeente; number 0 when there is no line yet."""
    rijen = _Lezer(using).vraag(
        "SELECT volgnummer, keten FROM audit_schakel ORDER BY volgnummer DESC LIMIT 1"
    )
    return Kop(rijen[0][0], bytes(rijen[0][1]).hex()) if rijen else Kop(0, EERSTE.hex())


def past(anker: Vast, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Tell whether the chain still runs through this anchor."""
    return _Lezer(using).keten_op(anker.volgnummer) == anker.keten


def wachtend(using: str = DEFAULT_DB_ALIAS) -> int:
    """Return how many lines wait for their link: written while somebody else held the lock."""
    return int(_Lezer(using).vraag("SELECT count(*) FROM audit_beurt")[0][0])


def controleer(
    ankers: Sequence[Vast] = (),
    *,
    vanaf: Vast | None = None,
    meld: Melder | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> Uitkomst:
    """Check the chain of this gemeente to its end, or only what came after `vanaf`.

    `meld(gedaan, geheel)` is called now and then. The lock of the chain is not taken: who writes
    meanwhile is not in the way, and what was written after the beginning is checked the next time.
    """
    lezer, einde = _Lezer(using), kop(using)
    breuken: list[Breuk] = [*_waakt(lezer)]
    begin = 0 if vanaf is None else vanaf.volgnummer
    vorige = EERSTE if vanaf is None else bytes.fromhex(vanaf.keten)
    breuken += _keten(lezer, begin, vorige, einde.volgnummer, meld)
    if vanaf is None:
        breuken += _buiten_de_keten(lezer)
    breuken += _ankers(lezer, ankers, einde, al_gevonden=bool(breuken))
    geordend = sorted(breuken, key=lambda breuk: (breuk.volgnummer is None, breuk.volgnummer or 0))
    return Uitkomst(max(0, einde.volgnummer - begin), einde, len(ankers), tuple(geordend[:HOOGSTENS]))


class _Lezer:
    """Reads with plain SQL on one connection."""

    def __init__(self, using: str) -> None:
        self.using = using

    def vraag(self, sql: str, waarden: Sequence[Any] = ()) -> list[Any]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, list(waarden) or None)
            return list(cursor.fetchall())

    def keten_op(self, volgnummer: int) -> str | None:
        rijen = self.vraag("SELECT keten FROM audit_schakel WHERE volgnummer = %s", [volgnummer])
        return bytes(rijen[0][0]).hex() if rijen else None


# -- line by line ------------------------------------------------------------------------------------

_STUK = f"""
    SELECT s.volgnummer, s.regel_id, s.inhoud, s.keten, s.formaat, r.id, r.tijdstip,
           CASE WHEN r.id IS NOT NULL THEN {INHOUD} END
      FROM audit_schakel s LEFT JOIN audit_logboekregel r ON r.id = s.regel_id
     WHERE s.volgnummer > %s AND s.volgnummer <= %s ORDER BY s.volgnummer
"""  # noqa: S608 -- our own words


def _keten(lezer: _Lezer, begin: int, vorige: bytes, einde: int, meld: Melder | None) -> Iterator[Breuk]:
    verwacht = begin + 1
    for van in range(begin, einde, PER_KEER):
        tot = min(van + PER_KEER, einde)
        for nummer, regel_id, inhoud, keten, formaat, id_, tijdstip, tekst in lezer.vraag(_STUK, [van, tot]):
            if nummer != verwacht:
                yield Breuk(verwacht, None, _ontbreekt(verwacht, nummer - 1))
            wat = _wat_mis(id_, tekst, bytes(inhoud), formaat)
            if not wat and bytes(keten) != schakel(vorige, nummer, bytes(inhoud)):
                wat = f"De schakel van regel {nummer} sluit niet aan op de regel ervoor."
            if wat:
                yield Breuk(nummer, tijdstip or _moment(regel_id), wat)
            vorige, verwacht = bytes(keten), nummer + 1
        if verwacht <= tot:
            yield Breuk(verwacht, None, _ontbreekt(verwacht, tot))
            verwacht = tot + 1
        if meld:
            meld(tot - begin, einde - begin)


def schakel(vorige: bytes, nummer: int, inhoud: bytes) -> bytes:
    """Return the print of a line and all before it."""
    return hashlib.sha256(vorige + struct.pack(">q", nummer) + inhoud).digest()


def _wat_mis(id_: UUID | None, tekst: str | None, inhoud: bytes, formaat: int) -> str:
    if id_ is None or tekst is None:
        return "Deze regel is weggehaald; zijn schakel staat er nog."
    if formaat != 1:
        return "De vorm van deze schakel is gewijzigd."
    if hashlib.sha256(tekst.encode()).digest() != inhoud:
        return "De inhoud van deze regel is gewijzigd."
    return ""


def _ontbreekt(eerste: int, laatste: int) -> str:
    if eerste >= laatste:
        return f"Regel {eerste} ontbreekt in de keten."
    return f"De regels {eerste} tot en met {laatste} ontbreken in de keten."


def _moment(regel_id: UUID) -> datetime | None:
    """Return when a UUIDv7 was made: it says so of a line that is gone."""
    if regel_id.version != 7:
        return None
    return datetime.fromtimestamp((regel_id.int >> 80) / 1000, UTC)


# -- beside the chain --------------------------------------------------------------------------------

_LOS = """
    SELECT r.id, r.tijdstip, count(*) OVER () FROM audit_logboekregel r
     WHERE NOT EXISTS (SELECT 1 FROM audit_schakel s WHERE s.regel_id = r.id)
       AND NOT EXISTS (SELECT 1 FROM audit_beurt b WHERE b.regel_id = r.id)
     ORDER BY r.tijdstip, r.id LIMIT 1
"""
_WACHT = f"""
    SELECT b.regel_id, b.inhoud, r.tijdstip, CASE WHEN r.id IS NOT NULL THEN {INHOUD} END
      FROM audit_beurt b LEFT JOIN audit_logboekregel r ON r.id = b.regel_id ORDER BY b.regel_id
"""  # noqa: S608 -- our own words
_DUBBEL = """
    SELECT max(volgnummer) FROM audit_schakel GROUP BY regel_id HAVING count(*) > 1 ORDER BY 1 LIMIT 1
"""


def _buiten_de_keten(lezer: _Lezer) -> Iterator[Breuk]:
    """Find lines that no link points to: they were put in behind the back of the triggers."""
    if zaaifouten.staat_aan("keten_ziet_losse_niet"):
        return
    for _id, tijdstip, hoeveel in lezer.vraag(_LOS):
        wat = "Deze regel staat" if hoeveel == 1 else f"Deze regel en nog {hoeveel - 1} staan"
        yield Breuk(None, tijdstip, f"{wat} niet in de keten: buiten de databank om bijgeschreven.")
    for regel_id, inhoud, tijdstip, tekst in lezer.vraag(_WACHT):
        wat = _wat_mis(None if tekst is None else regel_id, tekst, bytes(inhoud), 1)
        if wat:
            yield Breuk(None, tijdstip or _moment(regel_id), wat)
    for (eerste,) in lezer.vraag("SELECT min(volgnummer) FROM audit_schakel HAVING min(volgnummer) < 1"):
        yield Breuk(eerste, None, "Er staat een schakel vóór het begin van de keten.")
    for (nummer,) in lezer.vraag(_DUBBEL):
        yield Breuk(nummer, None, f"Regel {nummer} staat twee keer in de keten.")


_STAND = """
    SELECT c.relname, g.tgname, g.tgenabled, p.prosrc, p.prosecdef FROM pg_catalog.pg_trigger g
      JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid JOIN pg_catalog.pg_proc p ON p.oid = g.tgfoid
     WHERE c.relnamespace = (SELECT relnamespace FROM pg_catalog.pg_class
                              WHERE oid = 'audit_logboekregel'::regclass)
       AND c.relname IN ('audit_logboekregel', 'audit_schakel', 'audit_beurt') AND NOT g.tgisinternal
"""


def _waakt(lezer: _Lezer) -> Iterator[Breuk]:
    """Find a guard that is gone, off, or no longer the one of the migration."""
    eerst, nu = (import_module(f"keukentafel.audit.migrations.{naam}") for naam in MIGRATIES)
    hoort = {"logboek_zegelt": _lichaam(nu.ZEGELT), "logboek_blijft_staan": _lichaam(eerst.BLIJFT)}
    er_zijn = {(tabel, naam): (aan, bron) for tabel, naam, aan, bron, _ in lezer.vraag(_STAND)}
    for tabel, naam in sorted(TRIGGERS):
        aan, bron = er_zijn.get((tabel, naam), ("", ""))
        if aan not in ("O", "A"):
            yield Breuk(None, None, f"De bewaking {naam} van {tabel} staat uit of is weg.")
        elif bron != hoort[naam]:
            yield Breuk(None, None, f"De bewaking {naam} van {tabel} is vervangen.")


def _lichaam(functie: str) -> str:
    return functie.split("$$")[1]


# -- the anchors -------------------------------------------------------------------------------------


def _ankers(lezer: _Lezer, ankers: Sequence[Vast], einde: Kop, *, al_gevonden: bool) -> Iterator[Breuk]:
    """Compare the chain with every anchor, the oldest first; the first that differs says where."""
    goed: Vast | None = None
    if zaaifouten.staat_aan("keten_zonder_ankers"):
        return
    for anker in sorted(ankers, key=lambda anker: anker.volgnummer):
        if anker.volgnummer == 0:
            continue
        if anker.volgnummer > einde.volgnummer:
            yield Breuk(einde.volgnummer + 1, anker.tijdstip, _staart(einde.volgnummer + 1, anker))
            return
        if lezer.keten_op(anker.volgnummer) != anker.keten:
            if not al_gevonden:
                yield _anders_dan(anker, goed)
            return
        goed = anker


def _staart(eerste: int, anker: Vast) -> str:
    return (
        f"Het einde is weggehaald: bij het anker van {anker.tijdstip:%d-%m-%Y %H.%M} uur (UTC) waren er "
        f"{anker.volgnummer} regels, en nu ontbreken ze vanaf regel {eerste}."
    )


def _anders_dan(anker: Vast, goed: Vast | None) -> Breuk:
    vanaf = 1 if goed is None else goed.volgnummer + 1
    return Breuk(
        vanaf,
        anker.tijdstip,
        f"De keten is opnieuw gemaakt: tussen regel {vanaf} en {anker.volgnummer} klopt hij niet met het anker "
        f"van {anker.tijdstip:%d-%m-%Y %H.%M} uur (UTC).",
    )
