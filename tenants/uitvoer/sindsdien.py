"""What happened after the moment of a bundle and must not be undone by putting it back.

Runs with the migrator's login, in the transaction of the swap, while both schemas are still: `{nieuw}` is
what is put in, `{oud}` what was served until now. What was sent is not sent again, who was shut out stays
out, consent that was withdrawn stays withdrawn, and everybody signs in anew.
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
)


def pas_toe(v: Any, *, nieuw: str, oud: str) -> None:
    """Bring what was put in up to what may not be undone."""
    for opdracht in SINDSDIEN:
        v.execute(opdracht.format(nieuw=nieuw, oud=oud))
