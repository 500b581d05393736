"""Patterns worth a look, as questions: a figure says that somebody could ask, never that something is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection
from django.utils.timezone import localtime

from keukentafel.values.datum_tekst import datum_kort

VEEL_IN_EEN_UUR = 40
VAAK_LAAT = 5
VAAK_GEWEIGERD = 5
PERIODE = timedelta(days=7)
PER_SOORT = 3


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question, with the filter that shows the lines behind it."""

    soort: str
    tekst: str
    filter: str


# One walk through the lines of a week, by the index of time: what somebody looked at per hour, what
# was in the evening or at night, what was refused, what was opened after a warning or in an emergency.
_TELLING = """
WITH week AS MATERIALIZED (
  SELECT gebruiker_id, gebruiker_naam, huishouden_id, soort, resultaat, gebeurtenis, is_nood,
         tijdstip AT TIME ZONE 'Europe/Amsterdam' AS hier
    FROM audit_logboekregel
   WHERE tijdstip >= %(van)s AND tijdstip < %(tot)s AND gebruiker_id IS NOT NULL)
SELECT * FROM (SELECT 'veel' AS wat, gebruiker_id, max(gebruiker_naam) AS naam, date_trunc('hour', hier) AS uur,
               count(DISTINCT huishouden_id) AS aantal FROM week
         WHERE soort = 'R' AND resultaat = 'gelukt' AND huishouden_id IS NOT NULL
         GROUP BY gebruiker_id, date_trunc('hour', hier) HAVING count(DISTINCT huishouden_id) > %(veel)s
         ORDER BY 5 DESC, 2 LIMIT %(per)s) a
UNION ALL
SELECT * FROM (SELECT 'laat', gebruiker_id, max(gebruiker_naam), min(hier), count(DISTINCT huishouden_id) FROM week
         WHERE soort = 'R' AND huishouden_id IS NOT NULL
           AND (extract(hour FROM hier) >= 22 OR extract(hour FROM hier) < 6)
         GROUP BY gebruiker_id HAVING count(DISTINCT huishouden_id) >= %(laat)s
         ORDER BY 5 DESC, 2 LIMIT %(per)s) b
UNION ALL
SELECT * FROM (SELECT 'geweigerd', gebruiker_id, max(gebruiker_naam), min(hier), count(*) FROM week
         WHERE resultaat = 'geweigerd' GROUP BY gebruiker_id HAVING count(*) >= %(geweigerd)s
         ORDER BY 5 DESC, 2 LIMIT %(per)s) c
UNION ALL
SELECT * FROM (SELECT 'bekend', gebruiker_id, max(gebruiker_naam), min(hier), count(*) FROM week
         WHERE gebeurtenis = 'toegang.onderbreking.gepasseerd' GROUP BY gebruiker_id
         ORDER BY 5 DESC, 2 LIMIT %(per)s) d
UNION ALL
SELECT * FROM (SELECT 'nood', gebruiker_id, max(gebruiker_naam), min(hier), count(DISTINCT huishouden_id) FROM week
         WHERE is_nood OR gebeurtenis = 'toegang.nood.geopend' GROUP BY gebruiker_id
         ORDER BY 5 DESC, 2 LIMIT %(per)s) e
"""


def patronen(*, at: datetime) -> Sequence[Vraag]:
    """Return the questions of the last seven days, the most telling first; one query."""
    waarden: dict[str, datetime | int] = {
        "van": at - PERIODE,
        "tot": at,
        "veel": VEEL_IN_EEN_UUR,
        "laat": VAAK_LAAT,
        "geweigerd": VAAK_GEWEIGERD,
        "per": PER_SOORT,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TELLING, waarden)
        rijen = cursor.fetchall()
    return [_vraag(*rij, at=at) for rij in rijen]


def _vraag(soort: str, wie: UUID, naam: str, uur: datetime, aantal: int, *, at: datetime) -> Vraag:
    vandaag = localtime(at).date()
    dag = datum_kort(uur.date(), vandaag=vandaag)
    weken: dict[str, Any] = {"wie": wie, "van": (localtime(at) - PERIODE).strftime("%d-%m-%Y")}
    if soort == "veel":
        dagen = {
            "wie": wie,
            "soort": "bekeken",
            "van": uur.strftime("%d-%m-%Y"),
            "tot": uur.strftime("%d-%m-%Y"),
        }
        klok = f"{uur:%H.%M} en {uur + timedelta(hours=1):%H.%M}"
        tekst = f"{naam} opende op {dag} tussen {klok} uur {aantal} huishoudens. Waar was dat voor nodig?"
        return Vraag(soort, tekst, urlencode(dagen))
    if soort == "laat":
        tekst = f"{naam} keek deze week laat op de avond of ’s nachts bij {aantal} huishoudens. Had {naam} toen dienst?"
        return Vraag(soort, tekst, urlencode({**weken, "soort": "bekeken"}))
    if soort == "geweigerd":
        tekst = f"{naam} kwam deze week {aantal} keer voor een dichte deur. Mist {naam} een recht, of een huishouden?"
        return Vraag(soort, tekst, urlencode({**weken, "soort": "geweigerd"}))
    if soort == "bekend":
        keren = "een keer" if aantal == 1 else f"{aantal} keer"
        tekst = f"{naam} ging deze week {keren} verder na een waarschuwing. Klopt de reden die daarbij staat?"
        return Vraag(soort, tekst, urlencode({**weken, "soort": ""}))
    huishoudens = "een huishouden" if aantal == 1 else f"{aantal} huishoudens"
    tekst = f"{naam} gebruikte deze week noodtoegang bij {huishoudens}. Is dat al beoordeeld?"
    return Vraag(soort, tekst, urlencode({**weken, "soort": "nood"}))
