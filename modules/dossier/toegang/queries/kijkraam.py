"""Everything the guard needs to know, and the counting itself, in one statement per household page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.models import nieuwe_id

VERS = timedelta(seconds=30)
"""A household that was counted this short ago is not counted again: pages of many parts wait for nobody."""

# One row per person, changed in place: requests side by side wait for it, and each sees what the one
# before wrote. The rest reads what stood there before this request.
_TEL = """
WITH raam AS (
  INSERT INTO toegang_kijkraam AS k (id, gebruiker_id, gezien)
  SELECT %(id)s, %(wie)s, jsonb_build_object(%(sleutel)s::text, %(nu)s::float8)
   WHERE %(tel)s AND NOT EXISTS (SELECT 1 FROM toegang_kijkraam v
                                  WHERE v.gebruiker_id = %(wie)s AND (v.gezien ->> %(sleutel)s)::float8 > %(vers)s)
  ON CONFLICT (gebruiker_id) DO UPDATE
     SET gezien = coalesce((SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each(k.gezien) e
                             WHERE (e.value)::text::float8 > %(grens)s), '{}'::jsonb)
                  || excluded.gezien
  RETURNING gezien
), eerder AS (SELECT gezien FROM toegang_kijkraam WHERE gebruiker_id = %(wie)s)
SELECT (SELECT gezien FROM raam) AS nu_gezien,
       (SELECT gezien FROM eerder) AS eerder_gezien,
       EXISTS (SELECT 1 FROM toegang_alarm a
                WHERE a.gebruiker_id = %(wie)s AND a.soort = 'stop' AND a.opgeheven_op IS NULL) AS gestopt,
       EXISTS (SELECT 1 FROM toegang_alarm a
                WHERE a.gebruiker_id = %(wie)s AND a.soort = 'veel'
                   AND a.reden_op IS NOT NULL AND a.op > %(grens_tijd)s) AS gaf_reden
"""
_WACHT = (
    _TEL  # noqa: S608 -- two constant texts
    + """,
       (SELECT jsonb_build_object('id', n.id, 'tot', n.tot) FROM toegang_noodtoegang n
         WHERE n.gebruiker_id = %(wie)s AND n.huishouden_id = %(huishouden)s
           AND n.gestopt_op IS NULL AND n.tot > %(nu_tijd)s ORDER BY n.tot DESC LIMIT 1) AS nood,
       (SELECT jsonb_agg(o.redenen) FROM toegang_onderbreking o
         WHERE o.gebruiker_id = %(wie)s AND o.huishouden_id = %(huishouden)s
           AND o.sessie_id = %(sessie)s) AS gevraagd,
       EXISTS (SELECT 1 FROM toegang_eigenadres e
                WHERE e.gebruiker_id = %(wie)s AND e.adres_index = %(adres)s) AS eigen_adres,
       (SELECT bool_or(string_to_array(lower(i.geslachtsnaam), '-') && %(achternamen)s::text[])
          FROM dossier_huishoudlid l JOIN dossier_inwoner i ON i.id = l.inwoner_id
         WHERE l.huishouden_id = %(huishouden)s AND l.tot IS NULL) AS achternaam,
       EXISTS (SELECT 1 FROM dossier_huishoudlid l JOIN dossier_inwoner i ON i.id = l.inwoner_id
                 JOIN identity_gebruiker g
                   ON lower(g.naam) = lower(concat_ws(' ', nullif(split_part(i.voornamen, ' ', 1), ''),
                                                      nullif(i.voorvoegsel, ''), i.geslachtsnaam))
                WHERE l.huishouden_id = %(huishouden)s AND l.tot IS NULL AND g.is_actief)
       OR EXISTS (SELECT 1 FROM dossier_huishoudlid l JOIN dossier_inwoner i ON i.id = l.inwoner_id
                    JOIN identity_gebruiker g ON lower(g.email) = lower(i.email)
                   WHERE l.huishouden_id = %(huishouden)s AND l.tot IS NULL AND i.email <> '' AND g.is_actief)
       AS collega
"""
)


@dataclass(frozen=True, slots=True)
class Telling:
    """How many different households (or lists) somebody opened in the window, this one included."""

    aantal: int
    is_nieuw: bool
    is_gestopt: bool
    gaf_reden: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """What the guard of one household knows."""

    telling: Telling
    nood: dict[str, Any] | None
    gevraagd: frozenset[str]
    is_eigen_adres: bool
    is_achternaam: bool
    is_collega: bool


def tel_lijst(gebruiker_id: UUID, sleutel: str, *, at: datetime, venster: timedelta) -> Telling:
    """Count a list that was asked for with a question in it (search, filter, next page)."""
    with connection.cursor() as cursor:
        cursor.execute(_TEL, _waarden(gebruiker_id, sleutel, at, venster))
        rij = cursor.fetchone()
    return _telling(rij, sleutel, at - venster)


def lees_stand(
    gebruiker_id: UUID,
    huishouden_id: UUID,
    *,
    sessie_id: UUID,
    adres: bytes,
    achternamen: list[str],
    at: datetime,
    venster: timedelta,
    tel_mee: bool = True,
) -> Stand:
    """Count the opening of one household, and read what may have to be asked before it: one query.

    `tel_mee=False` only reads: the page that asks does not open the household.
    """
    waarden = _waarden(gebruiker_id, str(huishouden_id), at, venster, tel_mee=tel_mee) | {
        "huishouden": huishouden_id,
        "sessie": sessie_id,
        "adres": adres,
        "achternamen": achternamen,
        "nu_tijd": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WACHT, waarden)
        rij = cursor.fetchone()
    nood, gevraagd, eigen_adres, achternaam, collega = rij[4:]
    return Stand(
        telling=_telling(rij, str(huishouden_id), at - venster),
        nood=_json(nood),
        gevraagd=frozenset(reden for keer in _json(gevraagd) or [] for reden in keer),
        is_eigen_adres=eigen_adres,
        is_achternaam=bool(achternaam),
        is_collega=collega,
    )


def _waarden(
    gebruiker_id: UUID, sleutel: str, at: datetime, venster: timedelta, *, tel_mee: bool = True
) -> dict[str, Any]:
    return {
        "tel": tel_mee,
        "id": nieuwe_id(),
        "wie": gebruiker_id,
        "sleutel": sleutel,
        "nu": at.timestamp(),
        "vers": (at - VERS).timestamp(),
        "grens": (at - venster).timestamp(),
        "grens_tijd": at - venster,
    }


def _telling(rij: Any, sleutel: str, grens: datetime) -> Telling:
    nu_gezien, eerder, gestopt, gaf_reden = rij[:4]
    eerder_in_venster = _in_venster(_json(eerder), grens)
    gezien = _in_venster(_json(nu_gezien), grens) or eerder_in_venster
    if zaaifouten.staat_aan("grens_telt_niet"):
        return Telling(1, True, False, False)
    return Telling(len(gezien), sleutel not in eerder_in_venster, bool(gestopt), bool(gaf_reden))


def _in_venster(gezien: dict[str, float] | None, grens: datetime) -> frozenset[str]:
    return frozenset(sleutel for sleutel, op in (gezien or {}).items() if float(op) > grens.timestamp())


def _json(waarde: Any) -> Any:
    """Return a json value, whether the connection hands it over read or as text."""
    return json.loads(waarde) if isinstance(waarde, str | bytes) else waarde
