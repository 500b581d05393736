"""Millions of lines for the search: 500 employees, 300,000 households, five years."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

MEDEWERKERS, HUISHOUDENS = 500, 300_000
EINDE = datetime(2026, 11, 1, tzinfo=UTC)
JAREN = timedelta(days=5 * 365)
PER_KEER = 1_000_000


def nummer(soort: int, getal: int) -> UUID:
    """Return the id of employee, household or resident number so many."""
    return UUID(f"00000000-0000-7000-800{soort}-{getal:012x}")


def _uuid(soort: int, uitdrukking: str) -> str:
    return f"('00000000-0000-7000-800{soort}-' || lpad(to_hex(({uitdrukking})::int), 12, '0'))::uuid"


# One in twenty lines is a list with 25 names, one in twelve is about one resident, one in 500 was refused.
_VUL = f"""
    INSERT INTO audit_logboekregel (id, tijdstip, gebeurtenis, soort, resultaat, niveau, gebruiker_id,
           gebruiker_naam, rollen, team_naam, organisatie, inlogwijze, systeem, werkplek, bron, verzoek_id,
           object_soort, object_id, huishouden_id, getoond, categorie, detail, doel, grond, protocolversie)
    SELECT gen_random_uuid(), %(begin)s + (g * %(stap)s) * interval '1 microsecond',
           CASE WHEN g %% 20 = 0 THEN 'dossier.lijst.bekeken' ELSE 'dossier.huishouden.bekeken' END,
           CASE WHEN g %% 5 = 0 THEN 'U' WHEN g %% 101 = 0 THEN 'D' ELSE 'R' END,
           CASE WHEN g %% 500 = 0 THEN 'geweigerd' ELSE 'gelukt' END,
           CASE WHEN g %% 500 = 0 THEN 'let_op' ELSE 'info' END,
           {_uuid(1, f"1 + (hashint8(g) & 2147483647) %% {MEDEWERKERS}")},
           'Medewerker', CASE WHEN g %% 100000 = 0 THEN 'support' ELSE 'teamlid' END, 'Team Binnenstad',
           'Gemeente', 'wachtwoord en code-app', 'web', '10.1.2.0/24', 'keukentafel',
           md5(g::text),
           CASE WHEN g %% 12 = 0 THEN 'Inwoner' ELSE 'Huishouden' END,
           CASE WHEN g %% 12 = 0 THEN {_uuid(3, f"(hashint8(g + 7) & 2147483647) %% {HUISHOUDENS * 2}")} END,
           CASE WHEN g %% 20 <> 0 THEN {_uuid(2, f"(hashint8(g) & 2147483647) %% {HUISHOUDENS}")} END,
           CASE WHEN g %% 20 = 0 THEN ARRAY(SELECT
                {_uuid(2, f"((hashint8(g) & 2147483647) + n) %% {HUISHOUDENS}")} FROM generate_series(1, 25) n) END,
           'A,B,C', '{{}}', 'hulp', 'Wmo 2015, artikel 5.1.1', 1
      FROM generate_series(%(van)s::bigint, %(tot)s::bigint) g
"""


class Vulling:
    """Fills the logboek of one gemeente, as the owner of the table and without the chain."""

    def __init__(self, databank: str, schema: str, regels: int) -> None:
        self.databank, self.schema, self.regels = databank, schema, regels

    def vul(self) -> float:
        """Write all lines, with the indexes made afterwards; return the seconds it took."""
        begin = time.perf_counter()
        with psycopg.connect(self.databank, autocommit=True) as beheer:
            beheer.execute(f"SET search_path TO \"{self.schema}\"; SET maintenance_work_mem TO '512MB'")
            beheer.execute("ALTER TABLE audit_logboekregel DISABLE TRIGGER USER")
            indexen = self._zonder_indexen(beheer)
            for van in range(1, self.regels + 1, PER_KEER):
                beheer.execute(
                    _VUL,
                    {
                        "begin": EINDE - JAREN,
                        "stap": JAREN / timedelta(microseconds=1) / self.regels,
                        "van": van,
                        "tot": min(van + PER_KEER - 1, self.regels),
                    },
                )
            for index in indexen:
                beheer.execute(index)
            beheer.execute("ALTER TABLE audit_logboekregel ENABLE TRIGGER USER")
            beheer.execute("VACUUM ANALYZE audit_logboekregel")
        return time.perf_counter() - begin

    def _zonder_indexen(self, beheer: Any) -> list[str]:
        rijen = beheer.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = %s AND tablename = "
            "'audit_logboekregel' AND indexname LIKE 'logboek%%'",
            [self.schema],
        ).fetchall()
        for naam, _ in rijen:
            beheer.execute(f'DROP INDEX "{naam}"')
        return [definitie for _, definitie in rijen]

    def vragen(self) -> Iterator[tuple[str, list[Any]]]:
        """Yield what people ask, each for twenty different people."""
        from keukentafel.audit.zoeken import Zoekvraag

        toeval = random.Random(10)
        van, tot = EINDE - timedelta(days=400), EINDE - timedelta(days=370)
        wie = [nummer(1, toeval.randint(1, MEDEWERKERS)) for _ in range(20)]
        huis = [nummer(2, toeval.randrange(HUISHOUDENS)) for _ in range(20)]
        mens = [nummer(3, toeval.randrange(HUISHOUDENS * 2)) for _ in range(20)]
        yield "medewerker", [Zoekvraag(gebruiker_id=id_) for id_ in wie]
        yield "huishouden", [Zoekvraag(huishouden_id=id_) for id_ in huis]
        yield "persoon", [Zoekvraag(inwoner_id=id_) for id_ in mens]
        yield "medewerker_in_een_maand", [Zoekvraag(gebruiker_id=id_, van=van, tot=tot) for id_ in wie]
        yield "medewerker_wist", [Zoekvraag(gebruiker_id=id_, soort="verwijderd") for id_ in wie]
        yield "alles_nieuwste", [Zoekvraag() for _ in range(5)]
        yield "opvallend", [Zoekvraag(soort="opvallend") for _ in range(5)]
        yield "leverancier", [Zoekvraag(alleen_leverancier=True) for _ in range(5)]
