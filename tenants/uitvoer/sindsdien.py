"""What happened after the moment of a bundle and must not be undone by putting it back.

Runs with the migrator's login, in the transaction of the swap, while both schemas are still: `{nieuw}` is
what is put in, `{oud}` what was served until now. What was sent is not sent again, who was shut out stays
out, consent that was withdrawn stays withdrawn, and everybody signs in anew. The choice that nobody of the
supplier looks along stays too, and so does the list of who did.
"""

from __future__ import annotations

from typing import Any

_SESSIES = 'DELETE FROM "{nieuw}".identity_sessie'


def _neem_over(tabel: str, kolommen: str, als: str) -> str:
    zet = ", ".join(f"{kolom} = o.{kolom}" for kolom in kolommen.split())
    return (
        f'UPDATE "{{nieuw}}".{tabel} n SET {zet} FROM "{{oud}}".{tabel} o'  # noqa: S608 -- names of our own
        f" WHERE n.id = o.id AND ({als})"
    )


def _weg_is_weg(tabel: str) -> str:
    return (
        f'DELETE FROM "{{nieuw}}".{tabel} n'  # noqa: S608 -- names of our own
        f' WHERE NOT EXISTS (SELECT 1 FROM "{{oud}}".{tabel} o WHERE o.id = n.id)'
    )


def _nog_iemand(kolom: str, *, anders: str = "NULL") -> str:
    """Return the person of a column of `o` when the copy knows that person too, or else `anders`."""
    return f'coalesce((SELECT g.id FROM "{{nieuw}}".identity_gebruiker g WHERE g.id = o.{kolom}), {anders})'  # noqa: S608


_KEUZE, _INKIJK = "ondersteuning_toegangskeuze", "ondersteuning_inkijk"
_EERSTE = '(SELECT g.id FROM "{nieuw}".identity_gebruiker g ORDER BY g.gemaakt_op, g.id LIMIT 1)'
_MEEGEKEKEN = [
    "id",
    "ticket_nummer",
    "onderwerp",
    "omvang",
    "reden",
    "minuten",
    "is_nood",
    "gevraagd_door_id",
    "gevraagd_door",
    "tweede",
    "gevraagd_op",
    "is_gemaskeerd",
    "huishouden_id",
    "beslist_op",
    "antwoord",
    "begonnen_op",
    "tot",
    "bekeken",
]
_OPEN = "o.stand IN ('toegestaan', 'loopt')"
_MEEKIJKEN = (
    # Whether the supplier may ask at all is what the gemeente chose last, not what stood in a copy: it is the
    # supplier who puts a copy back.
    f'DELETE FROM "{{nieuw}}".{_KEUZE} WHERE EXISTS (SELECT 1 FROM "{{oud}}".{_KEUZE})',  # noqa: S608
    f'INSERT INTO "{{nieuw}}".{_KEUZE} (id, enige, geen_toegang, reden, gekozen_op, versie, gekozen_door_id)'  # noqa: S608
    f" SELECT o.id, o.enige, o.geen_toegang, o.reden, o.gekozen_op, o.versie,"
    f' {_nog_iemand("gekozen_door_id", anders=_EERSTE)} FROM "{{oud}}".{_KEUZE} o',
    # Who looked along since the copy, still did; and none of it goes on.
    f'DELETE FROM "{{nieuw}}".{_INKIJK} n WHERE EXISTS (SELECT 1 FROM "{{oud}}".{_INKIJK} o WHERE o.id = n.id)',  # noqa: S608
    f'INSERT INTO "{{nieuw}}".{_INKIJK} ({", ".join(_MEEGEKEKEN)}, stand, geeindigd_op, sleutel_afdruk, ogen_id,'  # noqa: S608
    f" beslist_door_id, geeindigd_door_id) SELECT {', '.join(f'o.{kolom}' for kolom in _MEEGEKEKEN)},"
    f" CASE WHEN {_OPEN} THEN 'gestopt' ELSE o.stand END,"
    f" CASE WHEN {_OPEN} THEN transaction_timestamp() ELSE o.geeindigd_op END, '',"
    f" {_nog_iemand('ogen_id')}, {_nog_iemand('beslist_door_id')}, {_nog_iemand('geeindigd_door_id')}"
    f' FROM "{{oud}}".{_INKIJK} o',
)
_EERDER_UIT = "o.geldig_tot < coalesce(n.geldig_tot, 'infinity')"
SINDSDIEN: tuple[str, ...] = (
    _SESSIES,
    _neem_over("identity_gebruiker", "is_actief", "n.is_actief AND NOT o.is_actief"),
    _neem_over("identity_uitnodiging", "ingetrokken_op", "o.ingetrokken_op IS NOT NULL"),
    _weg_is_weg("toegangsleutels_toegangsleutel"),
    _neem_over("toegangsleutels_toegangsleutel", "geldig_tot", _EERDER_UIT),
    _neem_over("toegangsleutels_programmageheim", "geldig_tot", _EERDER_UIT),
    _neem_over("autorisaties_geheim", "geldig_tot", _EERDER_UIT),
    _neem_over(
        "delen_toestemming",
        "stand ingetrokken_op ingetrokken_wie",
        "o.stand = 'ingetrokken' AND n.stand <> 'ingetrokken'",
    ),
    _neem_over(
        "delen_deling",
        "ingetrokken_op ingetrokken_omdat",
        "o.ingetrokken_op IS NOT NULL AND n.ingetrokken_op IS NULL",
    ),
    _neem_over(
        "outbox_uitgaand",
        "stand verzonden_op lading pogingen laatste_fout",
        "n.stand = 'wacht' AND o.stand <> 'wacht'",
    ),
    _neem_over(
        "uitgaand_bezorging",
        "stand bezorgd_op volgende_poging_op",
        "n.stand = 'wacht' AND o.stand <> 'wacht'",
    ),
    *_MEEKIJKEN,
)


def pas_toe(v: Any, *, nieuw: str, oud: str) -> None:
    """Bring what was put in up to what may not be undone."""
    for opdracht in SINDSDIEN:
        v.execute(opdracht.format(nieuw=nieuw, oud=oud))
