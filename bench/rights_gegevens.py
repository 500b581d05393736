"""A gemeente with more than a million rows of dossiers, all moments and categories, and people who see part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
from django.utils.timezone import localdate

from bench import pages_gegevens
from bench.pages_gegevens import Gevuld
from keukentafel.identity.models import Gebruiker, RolToekenning
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.inrichting.models import Registratie, Teamlid

BEPERKT = ("hulpverlener", "klantmanager_wi", "zonder_team")
ALLES = "alles"

_MOMENT = """
    UPDATE dossier_huishouden h SET moment = m.moment
      FROM (SELECT c.huishouden_id,
                   (ARRAY['gesloten','regie','intake','plan','hulp'])[max(
                     CASE c.status WHEN 'afgesloten' THEN 1 WHEN 'overgedragen' THEN 1 WHEN 'monitoring' THEN 2
                                   WHEN 'plan' THEN 4 WHEN 'ondersteuning' THEN 5 WHEN 'evaluatie' THEN 5
                                   ELSE 3 END)] AS moment
              FROM dossier_casus c GROUP BY c.huishouden_id) m
     WHERE h.id = m.huishouden_id AND h.moment IS DISTINCT FROM m.moment
"""
_CATEGORIE = """
    UPDATE dossier_tijdlijnregel SET
        categorie = (ARRAY['B','B','C','D','E','G','J','L'])[1 + (hashtext(id::text) & 7)],
        eigenaar_id = CASE WHEN hashtext(id::text) & 7 = 7 THEN %(eigenaar)s::uuid END
"""
_LANG = """
    INSERT INTO dossier_tijdlijnregel (id, huishouden_id, groep, icoon, titel, tekst, gebeurd_op, door_naam,
                                       categorie, eigenaar_id, object_soort)
    SELECT gen_random_uuid(), %(huishouden)s, 'contact', 'phone', 'Gebeld', 'Een lang verhaal, keer ' || n,
           now() - n * interval '1 hour', 'Collega', (ARRAY['B','D','E','G','J','L'])[1 + n %% 6],
           CASE WHEN n %% 6 = 5 THEN gen_random_uuid() END, ''
      FROM generate_series(1, 5000) n
"""


@dataclass(frozen=True, slots=True)
class Wereld:
    """What is in the gemeente, and who asks."""

    gevuld: Gevuld
    mensen: dict[str, UUID]
    lang: UUID
    """A household with five thousand events."""
    rijen: int


def vul(gemeente: GemeenteRef, beheer_url: str, huishoudens: int) -> Wereld:
    """Fill a gemeente that was just made, and make the people: three who see part of it, one who sees all."""
    gevuld = pages_gegevens.vul(gemeente, beheer_url, huishoudens)
    with in_gemeente(gemeente):
        mensen = _mensen(gevuld)
    lang = gevuld.eigen[0]
    with psycopg.connect(beheer_url, autocommit=True) as verbinding:
        verbinding.execute(f'SET search_path TO "{gemeente.schema_name}"')
        verbinding.execute("SET session_replication_role = replica")
        verbinding.execute(_MOMENT)
        verbinding.execute(_CATEGORIE, {"eigenaar": mensen["hulpverlener"]})
        verbinding.execute(_LANG, {"huishouden": lang})
        verbinding.execute("RESET session_replication_role")
    return Wereld(gevuld, mensen, lang, _tel(beheer_url, gemeente.schema_name))


def _tel(beheer_url: str, schema: str) -> int:
    """Count the rows of the dossier."""
    with psycopg.connect(beheer_url, autocommit=True) as verbinding:
        tabellen = verbinding.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename LIKE 'dossier_%%'", [schema]
        ).fetchall()
        return sum(
            verbinding.execute(f'SELECT count(*) FROM "{schema}"."{tabel}"').fetchone()[0]  # type: ignore[index]
            for (tabel,) in tabellen
        )


def _mensen(gevuld: Gevuld) -> dict[str, UUID]:
    lid = Teamlid.objects.select_related("gebruiker").get(gebruiker_id=gevuld.teamlid)
    Teamlid.objects.filter(pk=lid.pk).update(protocolfunctie="hulpverlener", geheimhouding=True)
    andere = Teamlid.objects.filter(team=lid.team).exclude(gebruiker_id=gevuld.teamlid)
    wi = andere.exclude(gebruiker_id=gevuld.teamleider)[:1].get()
    Teamlid.objects.filter(pk=wi.pk).update(protocolfunctie="klantmanager_wi", ambtelijke_status=True)
    return {
        "hulpverlener": gevuld.teamlid,
        "klantmanager_wi": wi.gebruiker_id,
        "zonder_team": _zonder_team(gevuld),
        ALLES: _alles(),
    }


def _zonder_team(gevuld: Gevuld) -> UUID:
    """Make somebody who works along with a hundred households of all teams, and belongs to none."""
    from modules.dossier.models import Betrokkene, Huishouden

    gebruiker = Gebruiker.objects.create(gebruikersnaam="los", naam="Werkt mee", password="x")
    RolToekenning.objects.create(gebruiker=gebruiker, rol=Rol.TEAMLID)
    huishoudens = Huishouden.objects.order_by("postcode", "id").values_list("pk", flat=True)[:100]
    Betrokkene.objects.bulk_create(
        Betrokkene(
            huishouden_id=pk, gebruiker_id=gebruiker.pk, naam="Werkt mee", rol="meedenker", van=localdate()
        )
        for pk in {*huishoudens, gevuld.eigen[0]}
    )
    pk: UUID = gebruiker.pk
    return pk


def _alles() -> UUID:
    """Make somebody who leads all teams and helps in them: nothing is filtered away but what is one's own."""
    from modules.inrichting.models import Wijkteam

    gebruiker = Gebruiker.objects.create(gebruikersnaam="alles", naam="Ziet alles", password="x")
    for team in Wijkteam.objects.all():
        lid = Teamlid.objects.create(
            gebruiker=gebruiker, team=team, van=localdate() - timedelta(days=400),
            protocolfunctie="jeugdprofessional", geheimhouding=True,
        )  # fmt: skip
        Registratie.objects.create(
            teamlid=lid, register="SKJ", nummer="12345678901", geldig_tot=localdate() + timedelta(days=300)
        )
        for rol in (Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR):
            RolToekenning.objects.create(gebruiker=gebruiker, team_id=team.pk, rol=rol)
    pk: UUID = gebruiker.pk
    return pk


def herkomst() -> dict[str, Any]:
    """Return what the lines of the measurement say about their data."""
    return {"baseline": "dezelfde pagina van iemand met alle rechten in alle teams"}
