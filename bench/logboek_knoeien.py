"""Random tampering with a logboek by the owner of its tables, with the triggers off and on again.

Each way is a function that takes a cursor of the owner, a `Random` and the number of lines, and does
what somebody would do who has the whole database. Used by the long trial and by the tests.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

Knoeier = Callable[[Any, random.Random, int], str]

TABELLEN = ("audit_logboekregel", "audit_schakel", "audit_beurt")


def knoei(cursor: Any, toeval: random.Random, regels: int, hoe: Knoeier) -> str:
    """Turn the guards off, tamper, turn them on again; return in words what was done."""
    for tabel in TABELLEN:
        cursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER USER")
    wat = hoe(cursor, toeval, regels)
    for tabel in TABELLEN:
        cursor.execute(f"ALTER TABLE {tabel} ENABLE TRIGGER USER")
    return wat


# -- the columns -------------------------------------------------------------------------------------

_KOLOMMEN = """
    SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
     WHERE attrelid = 'audit_logboekregel'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""


def kolommen(cursor: Any) -> list[tuple[str, str]]:
    """Return every column of a line with its type."""
    cursor.execute(_KOLOMMEN)
    return list(cursor.fetchall())


def _anders(soort: str, was: Any, toeval: random.Random) -> Any:
    """Return another value of this type."""
    if soort == "uuid":
        return uuid4() if was is None or toeval.random() < 0.8 else None
    if soort == "boolean":
        return not was
    if soort == "integer":
        return (was or 0) + 1
    if soort == "jsonb":
        return json.dumps({"anders": toeval.randrange(10**9)})
    if soort == "uuid[]":
        return [uuid4()] if was is None else None
    if soort == "character varying":
        return f"x{toeval.randrange(10**6)}" if was != "" else "x"
    return None  # a moment: see below


def _wijzig(cursor: Any, toeval: random.Random, nummer: int, kolom: str, soort: str) -> None:
    wie = "(SELECT regel_id FROM audit_schakel WHERE volgnummer = %s)"
    if soort == "timestamp with time zone":
        stap = toeval.choice(("1 microsecond", "1 hour", "1 day"))
        sql = f"UPDATE audit_logboekregel SET {kolom} = {kolom} + interval '{stap}' WHERE id = {wie}"
        cursor.execute(sql, [nummer])
        return
    cursor.execute(f"SELECT {kolom} FROM audit_logboekregel WHERE id = {wie}", [nummer])
    nieuw = _anders(soort, cursor.fetchone()[0], toeval)
    if kolom in ("soort", "resultaat", "niveau"):
        nieuw = nieuw[:1] if kolom == "soort" else nieuw[:10]
    if kolom == "id" and nieuw is None:
        nieuw = uuid4()
    cursor.execute(
        f"UPDATE audit_logboekregel SET {kolom} = %s{'::jsonb' if soort == 'jsonb' else ''} WHERE id = {wie}",
        [nieuw, nummer],
    )


# -- the ways ----------------------------------------------------------------------------------------


def wijzig_een_kolom(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Change one column of one line."""
    nummer = toeval.randint(1, regels)
    kolom, soort = toeval.choice(kolommen(cursor))
    _wijzig(cursor, toeval, nummer, kolom, soort)
    return f"kolom {kolom} van regel {nummer} gewijzigd"


def wijzig_en_herstel_de_schakel(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Change a line and make its own link fit, but not those after it."""
    nummer = toeval.randint(1, regels - 1)
    _wijzig(cursor, toeval, nummer, "gebruiker_naam", "character varying")
    _maak_keten(cursor, nummer, nummer)
    return f"regel {nummer} gewijzigd en zijn schakel hersteld"


def wijzig_en_maak_de_keten_opnieuw(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Change a line and make every link after it again: the chain itself is whole."""
    nummer = toeval.randint(1, regels)
    _wijzig(cursor, toeval, nummer, "gebeurtenis", "character varying")
    _maak_keten(cursor, nummer, regels)
    return f"regel {nummer} gewijzigd en de keten opnieuw gemaakt"


def haal_regel_weg(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Delete a line, not its link."""
    nummer = toeval.randint(1, regels)
    _weg(cursor, nummer, schakel=False)
    return f"regel {nummer} weg"


def haal_regel_en_schakel_weg(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Delete a line with its link."""
    nummer = toeval.randint(1, regels)
    _weg(cursor, nummer)
    return f"regel {nummer} met schakel weg"


def haal_weg_en_hernummer(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Delete a line with its link and close the gap in the numbers."""
    nummer = toeval.randint(1, regels)
    _weg(cursor, nummer)
    _schuif(cursor, nummer, -1)
    return f"regel {nummer} weg en hernummerd"


def haal_weg_en_maak_de_keten_opnieuw(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Delete a line, close the gap and make the chain again."""
    nummer = toeval.randint(1, regels)
    _weg(cursor, nummer)
    _schuif(cursor, nummer, -1)
    _maak_keten(cursor, nummer, regels - 1)
    return f"regel {nummer} weg, hernummerd en keten opnieuw gemaakt"


def knip_de_staart_af(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Take the last lines away with their links: what is left is whole."""
    vanaf = toeval.randint(2, regels)
    cursor.execute(
        "DELETE FROM audit_logboekregel WHERE id IN "
        "(SELECT regel_id FROM audit_schakel WHERE volgnummer >= %s)",
        [vanaf],
    )
    cursor.execute("DELETE FROM audit_schakel WHERE volgnummer >= %s", [vanaf])
    return f"staart vanaf {vanaf} weg"


def knip_alleen_de_schakels_af(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Take the last links away and leave their lines."""
    vanaf = toeval.randint(1, regels)
    cursor.execute("DELETE FROM audit_schakel WHERE volgnummer >= %s", [vanaf])
    return f"schakels vanaf {vanaf} weg"


def verwissel_de_inhoud(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Give two lines each other's id, so that what they say changes place."""
    een, ander = _paar(cursor, toeval, regels)
    tussen = uuid4()
    for van, naar in ((een[1], tussen), (ander[1], een[1]), (tussen, ander[1])):
        cursor.execute("UPDATE audit_logboekregel SET id = %s WHERE id = %s", [naar, van])
    return f"regels {een[0]} en {ander[0]} verwisseld"


def verwissel_de_schakels(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Change the order: two links change place with all they hold."""
    een, ander = _paar(cursor, toeval, regels)
    for van, naar in ((een[0], -1), (ander[0], een[0]), (-1, ander[0])):
        cursor.execute("UPDATE audit_schakel SET volgnummer = %s WHERE volgnummer = %s", [naar, van])
    return f"schakels {een[0]} en {ander[0]} van plaats gewisseld"


def verwissel_en_maak_de_keten_opnieuw(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Change the order and make the chain again."""
    een, ander = _paar(cursor, toeval, regels)
    for van, naar in ((een[0], -1), (ander[0], een[0]), (-1, ander[0])):
        cursor.execute("UPDATE audit_schakel SET volgnummer = %s WHERE volgnummer = %s", [naar, van])
    _maak_keten(cursor, min(een[0], ander[0]), regels)
    return f"schakels {een[0]} en {ander[0]} gewisseld en de keten opnieuw gemaakt"


def voeg_los_toe(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Put a line in without a link."""
    nummer = toeval.randint(1, regels)
    _kopie(cursor, nummer)
    return f"kopie van regel {nummer} zonder schakel"


def voeg_tussen(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Put a line in the middle with a link of its own, and make the chain again."""
    nummer = toeval.randint(1, regels)
    nieuw = _kopie(cursor, nummer)
    _schuif(cursor, nummer, 1)
    cursor.execute(
        "INSERT INTO audit_schakel (volgnummer, regel_id, inhoud, keten, formaat) VALUES (%s, %s, '', '', 1)",
        [nummer + 1, nieuw],
    )
    _maak_keten(cursor, nummer + 1, regels + 1)
    return f"regel tussengevoegd na {nummer} en de keten opnieuw gemaakt"


def wijzig_een_schakel(cursor: Any, toeval: random.Random, regels: int) -> str:
    """Change one column of one link."""
    nummer = toeval.randint(1, regels)
    zet = toeval.choice(
        (
            "keten = sha256(keten)",
            "inhoud = sha256(inhoud)",
            "regel_id = gen_random_uuid()",
            "formaat = 2",
            "volgnummer = volgnummer + 1000000",
            "volgnummer = -volgnummer",
        )
    )
    cursor.execute(f"UPDATE audit_schakel SET {zet} WHERE volgnummer = %s", [nummer])
    return f"schakel {nummer}: {zet}"


MANIEREN: tuple[Knoeier, ...] = (
    wijzig_een_kolom,
    wijzig_een_kolom,  # twice as often: there are many columns
    wijzig_en_herstel_de_schakel,
    wijzig_en_maak_de_keten_opnieuw,
    haal_regel_weg,
    haal_regel_en_schakel_weg,
    haal_weg_en_hernummer,
    haal_weg_en_maak_de_keten_opnieuw,
    knip_de_staart_af,
    knip_alleen_de_schakels_af,
    verwissel_de_inhoud,
    verwissel_de_schakels,
    verwissel_en_maak_de_keten_opnieuw,
    voeg_los_toe,
    voeg_tussen,
    wijzig_een_schakel,
)


# -- tools -------------------------------------------------------------------------------------------


def _weg(cursor: Any, nummer: int, *, schakel: bool = True) -> None:
    cursor.execute(
        "DELETE FROM audit_logboekregel WHERE id = (SELECT regel_id FROM audit_schakel WHERE volgnummer = %s)",
        [nummer],
    )
    if schakel:
        cursor.execute("DELETE FROM audit_schakel WHERE volgnummer = %s", [nummer])


def _schuif(cursor: Any, na: int, hoever: int) -> None:
    """Move every number above `na`; in two steps, because a number is there once."""
    ver = 10_000_000
    cursor.execute(
        "UPDATE audit_schakel SET volgnummer = volgnummer + %s WHERE volgnummer > %s", [ver + hoever, na]
    )
    cursor.execute("UPDATE audit_schakel SET volgnummer = volgnummer - %s WHERE volgnummer > %s", [ver, ver])


def _paar(cursor: Any, toeval: random.Random, regels: int) -> list[tuple[int, UUID]]:
    nummers = toeval.sample(range(1, regels + 1), 2)
    cursor.execute("SELECT volgnummer, regel_id FROM audit_schakel WHERE volgnummer = ANY(%s)", [nummers])
    return list(cursor.fetchall())


def _kopie(cursor: Any, nummer: int) -> UUID:
    nieuw = uuid4()
    namen = [naam for naam, _ in kolommen(cursor) if naam != "id"]
    cursor.execute(
        f"INSERT INTO audit_logboekregel (id, {', '.join(namen)}) SELECT %s, {', '.join(namen)} "
        "FROM audit_logboekregel WHERE id = (SELECT regel_id FROM audit_schakel WHERE volgnummer = %s)",
        [nieuw, nummer],
    )
    return nieuw


def _maak_keten(cursor: Any, van: int, tot: int) -> None:
    """Make the links `van`–`tot` again, as the triggers would have."""
    from keukentafel.audit.keten import EERSTE, INHOUD, schakel

    cursor.execute("SELECT keten FROM audit_schakel WHERE volgnummer = %s", [van - 1])
    rij = cursor.fetchone()
    vorige = bytes(rij[0]) if rij else EERSTE
    cursor.execute(
        f"SELECT s.volgnummer, sha256(convert_to({INHOUD}, 'UTF8')) FROM audit_schakel s "
        "JOIN audit_logboekregel r ON r.id = s.regel_id WHERE s.volgnummer BETWEEN %s AND %s ORDER BY 1",
        [van, tot],
    )
    nieuw = []
    for nummer, inhoud in cursor.fetchall():
        vorige = schakel(vorige, nummer, bytes(inhoud))
        nieuw.append((nummer, bytes(inhoud), vorige))
    cursor.execute(
        "UPDATE audit_schakel s SET inhoud = n.inhoud, keten = n.keten FROM "
        "(SELECT * FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[]) AS x(nummer, inhoud, keten)) n "
        "WHERE s.volgnummer = n.nummer",
        [[n for n, _, _ in nieuw], [i for _, i, _ in nieuw], [k for _, _, k in nieuw]],
    )
