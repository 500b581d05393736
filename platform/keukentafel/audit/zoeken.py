"""Find lines in the logboek: by employee, household, person, kind, period. Always one query, by key.

Ten million lines are usual after some years, so every question walks one index and stops at the end
of the page. A household is looked for twice in that one query: as what a line is about, and among the
names that stood on a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from keukentafel.audit.models import Logboekregel
from keukentafel.audit.soorten import PER_CODE
from keukentafel.audit.woorden import nummer_grenzen

PER_BLAD = 50


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """What somebody looks for; an empty field asks nothing. `tot` is the first moment after the period.

    `soort` is a code of `keukentafel.audit.soorten`.
    """

    gebruiker_id: UUID | None = None
    huishouden_id: UUID | None = None
    inwoner_id: UUID | None = None
    soort: str = ""
    van: datetime | None = None
    tot: datetime | None = None
    alleen_leverancier: bool = False
    alleen_kijken: bool = False
    met_lijsten: bool = True


@dataclass(frozen=True, slots=True)
class Blad:
    """One page, newest first. `ouder` is where the next one begins; None at the end."""

    regels: Sequence[Any]
    ouder: tuple[datetime, UUID] | None


def zoek(vraag: Zoekvraag, *, voor: tuple[datetime, UUID] | None = None, hoeveel: int = PER_BLAD) -> Blad:
    """Return a page of lines, with their place in the chain; one query."""
    sql, waarden = _sql(vraag, voor, hoeveel + 1)
    regels = list(Logboekregel.objects.raw(sql, waarden))
    meer = len(regels) > hoeveel
    blad = regels[:hoeveel]
    return Blad(blad, (blad[-1].tijdstip, blad[-1].pk) if meer else None)


def _sql(vraag: Zoekvraag, voor: tuple[datetime, UUID] | None, hoeveel: int) -> tuple[str, list[Any]]:
    waar, waarden = _voorwaarden(vraag, voor)
    einde = f"ORDER BY tijdstip DESC, id DESC LIMIT {hoeveel}"
    if vraag.huishouden_id is None:
        kern = f"SELECT * FROM audit_logboekregel WHERE {waar} {einde}"  # noqa: S608 -- our own words
        return _met_nummer(kern, einde), waarden
    eigen = f"SELECT * FROM audit_logboekregel WHERE huishouden_id = %s AND {waar} {einde}"  # noqa: S608
    if not vraag.met_lijsten:
        return _met_nummer(eigen, einde), [vraag.huishouden_id, *waarden]
    # Materialised: the index of shown names first; the order of time would walk through everything.
    lijst = (
        "SELECT * FROM (WITH gezien AS MATERIALIZED (SELECT * FROM audit_logboekregel "  # noqa: S608
        "WHERE getoond @> ARRAY[%s]::uuid[] AND getoond IS NOT NULL AND huishouden_id IS DISTINCT FROM %s) "
        f"SELECT * FROM gezien WHERE {waar}) x {einde}"
    )
    beide = f"SELECT * FROM (({eigen}) UNION ALL ({lijst})) b {einde}"  # noqa: S608 -- our own words
    wie = vraag.huishouden_id
    return _met_nummer(beide, einde), [wie, *waarden, wie, wie, *waarden]


def _met_nummer(kern: str, einde: str) -> str:
    volgorde = einde.partition(" LIMIT")[0]
    return (
        f"SELECT k.*, s.volgnummer, s.keten FROM ({kern}) k "  # noqa: S608 -- our own words
        f"LEFT JOIN audit_schakel s ON s.regel_id = k.id {volgorde}"
    )


def _voorwaarden(vraag: Zoekvraag, voor: tuple[datetime, UUID] | None) -> tuple[str, list[Any]]:
    delen: list[tuple[str, list[Any]]] = [("true", [])]
    if vraag.gebruiker_id:
        delen.append(("gebruiker_id = %s", [vraag.gebruiker_id]))
    if vraag.inwoner_id:
        delen.append(("object_soort = 'Inwoner' AND object_id = %s", [vraag.inwoner_id]))
    if vraag.soort in PER_CODE:
        delen.append((f"({PER_CODE[vraag.soort].sql})", []))
    if vraag.alleen_kijken:
        delen.append(("soort = 'R'", []))
    if vraag.van:
        delen.append(("tijdstip >= %s", [vraag.van]))
    if vraag.tot:
        delen.append(("tijdstip < %s", [vraag.tot]))
    if vraag.alleen_leverancier:
        delen.append(("rollen LIKE '%%support%%'", []))
    if voor:
        delen.append(("(tijdstip, id) < (%s, %s)", [*voor]))
    return " AND ".join(tekst for tekst, _ in delen), [waarde for _, deel in delen for waarde in deel]


def zoek_nummer(kolom: str, nummer: str) -> UUID | None:
    """Return the id that stands in the logboek under this number: of a `huishouden` or an `inwoner`.

    The whole id or its beginning; one query by index, none for what is no number.
    """
    grenzen = nummer_grenzen(nummer)
    if grenzen is None:
        return None
    if kolom == "inwoner":
        regels = Logboekregel.objects.filter(object_soort="Inwoner", object_id__range=grenzen)
        gevonden = regels.order_by("object_id").values_list("object_id", flat=True)[:1]
    else:
        regels = Logboekregel.objects.filter(huishouden_id__range=grenzen)
        gevonden = regels.order_by("huishouden_id").values_list("huishouden_id", flat=True)[:1]
    for id_ in gevonden:
        return id_
    return None
