"""What the main pages cost with 100,000 households in one gemeente, against 1,000, and at 342 gemeenten.

One worker process asks the pages through the product's own WSGI application, with a real session, of
both gemeenten in turn, so that a busy moment of the machine hits both.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import psycopg

from bench.meting import Meting
from bench.opstelling import Opstelling, maak_gemeenten, opstelling
from bench.proces import vraag

GEMEENTEN = 342
GROOT, KLEIN = 100_000, 1_000
KEREN, RONDES = 30, 3
PAGINAS = (
    "mijn_dag", "huishoudens_lijst", "huishoudens_zoeken_naam", "huishoudens_zoeken_adres",
    "huishoudens_zoeken_telefoon", "huishouden",
)  # fmt: skip
MENSEN = ("teamlid", "teamleider", "overal")
Uitkomst = dict[str, dict[str, float]]


def meet(gemeenten: int = GEMEENTEN, groot: int = GROOT, klein: int = KLEIN) -> Iterator[Meting]:
    """Make the gemeenten, fill two of them, and yield the rows of issue 2, `Done when`."""
    with opstelling() as proef:
        maak_gemeenten(gemeenten)
        begin = time.perf_counter()
        gevuld = _vul(proef, {"groot": groot, "klein": klein})
        seconden = time.perf_counter() - begin
        per_gemeente = [vragen_aan(naam, **wat) for naam, wat in gevuld.items()]
        vragen = [deel for paar in zip(*per_gemeente, strict=True) for deel in paar]
        anderen = _anderen(gemeenten)
        rondes = [_vraag(proef, vragen, []) for _ in range(RONDES)]
        yield from _paginas(rondes, gevuld, seconden)
        yield from _gemeenten(proef, vragen, anderen, gemeenten)


def _vul(proef: Opstelling, hoeveel: dict[str, int]) -> dict[str, dict[str, Any]]:
    """Fill the first gemeenten with so many households each, and sign people in."""
    from bench.pages_gegevens import vul  # after Django is set up
    from keukentafel.tenancy.taken import alle_gemeenten

    gevuld = {}
    for gemeente, (naam, huishoudens) in zip(alle_gemeenten(), hoeveel.items(), strict=False):
        inhoud = vul(gemeente, proef.databank(), huishoudens)
        gevuld[naam] = {"host": f"{gemeente.slug}.localhost", "inhoud": inhoud} | {
            "sessies": {wie: sessie_van(gemeente, getattr(inhoud, wie)) for wie in MENSEN}
        }
        _veeg(proef, gemeente.schema_name)
    return gevuld


def _veeg(proef: Opstelling, schema: str) -> None:
    """Give the planner its figures, as autovacuum would have in a gemeente that grew for years."""
    tabellen = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename"
    with psycopg.connect(proef.databank(), autocommit=True) as verbinding:
        for (tabel,) in verbinding.execute(tabellen, [schema]).fetchall():
            verbinding.execute(f'VACUUM ANALYZE "{schema}"."{tabel}"')


def sessie_van(gemeente: Any, gebruiker_id: UUID) -> str:
    """Return the cookie of somebody who is past the second factor."""
    from keukentafel.identity.models import Gebruiker
    from keukentafel.identity.sessies import AUTH, GEBRUIKER, SessionStore
    from keukentafel.tenancy import in_gemeente

    with in_gemeente(gemeente):
        gebruiker = Gebruiker.objects.get(pk=gebruiker_id)
        sessie = SessionStore()
        sessie.create()
        sessie[GEBRUIKER], sessie[AUTH] = str(gebruiker.pk), gebruiker.get_session_auth_hash()
        sessie.save()
        return sessie.session_key or ""


def _anderen(gemeenten: int) -> list[dict[str, str]]:
    """Make a worker in each of the other gemeenten, and sign all of them in."""
    from keukentafel.identity.models import Gebruiker, RolToekenning
    from keukentafel.identity.rollen import Rol
    from keukentafel.tenancy import in_gemeente
    from keukentafel.tenancy.taken import alle_gemeenten
    from modules.inrichting.models import Wijkteam

    anderen = []
    for gemeente in alle_gemeenten()[2:gemeenten]:
        with in_gemeente(gemeente):
            gebruiker = Gebruiker.objects.create(gebruikersnaam="mens", naam="Mens", password="x")
            team = Wijkteam.objects.actief().order_by("pk")[:1].get()
            RolToekenning.objects.create(gebruiker=gebruiker, rol=Rol.TEAMLID, team_id=team.pk)
        anderen.append({"host": f"{gemeente.slug}.localhost", "cookie": sessie_van(gemeente, gebruiker.pk)})
    return anderen


def vragen_aan(naam: str, host: str, inhoud: Any, sessies: dict[str, str]) -> list[dict[str, Any]]:
    """Return every question to one gemeente: each page, by each person."""
    zoek = {
        f"huishoudens_zoeken_{wat}": [f"/huishoudens?{urlencode({'q': tekst})}" for tekst in teksten[:KEREN]]
        for wat, teksten in inhoud.zoek.items()
    }
    paden = {
        "mijn_dag": ["/mijn-dag"],
        "huishoudens_lijst": ["/huishoudens"],
        **zoek,
        "huishouden": [f"/huishoudens/{pk}" for pk in inhoud.eigen[:KEREN]],
    }
    return [
        {"sleutel": f"{naam}|{wie}|{pagina}", "host": host, "cookie": cookie, "paden": paden[pagina]}
        for pagina in PAGINAS
        for wie, cookie in sessies.items()
    ]


def _vraag(proef: Opstelling, vragen: list[dict[str, Any]], tussendoor: list[dict[str, str]]) -> Uitkomst:
    """Ask everything in a worker of its own."""
    plan = proef.map / "plan.json"
    plan.write_text(json.dumps({"keren": KEREN, "vragen": vragen, "tussendoor": tussendoor}))
    uitkomst: Uitkomst = vraag("bench.pages_vragen", str(plan), env=proef.env)
    return uitkomst


def _paginas(rondes: list[Uitkomst], gevuld: dict[str, dict[str, Any]], seconden: float) -> Iterator[Meting]:
    inhoud = gevuld["groot"]["inhoud"]
    vast = {
        "huishoudens": inhoud.huishoudens, "personen": inhoud.personen, "rijen": inhoud.rijen,
        "vullen_s": round(seconden),
        "baseline": f"dezelfde pagina bij {gevuld['klein']['inhoud'].huishoudens} huishoudens",
    }  # fmt: skip
    for wie in MENSEN:
        for pagina in PAGINAS:
            groot, klein = _stilste(rondes, [f"{naam}|{wie}|{pagina}" for naam in ("groot", "klein")])
            yield Meting(
                pagina if wie == "teamlid" else f"{pagina}_{wie}",
                groot["seconden"] * 1000, "ms", klein["seconden"] * 1000,
                {"queries": groot["statements"], "queries_bij_klein": klein["statements"],
                 "rekentijd_ms": round(groot["rekentijd"] * 1000, 1),
                 "rekentijd_ms_bij_klein": round(klein["rekentijd"] * 1000, 1),
                 "bytes": groot["bytes"], **vast},
            )  # fmt: skip


def _stilste(rondes: list[Uitkomst], sleutels: list[str]) -> list[dict[str, float]]:
    """Return what was measured for these keys in the round that was quietest for them together."""
    stil = min(rondes, key=lambda ronde: sum(ronde[sleutel]["seconden"] for sleutel in sleutels))
    return [stil[sleutel] for sleutel in sleutels]


def _gemeenten(
    proef: Opstelling, vragen: list[dict[str, Any]], anderen: list[dict[str, str]], gemeenten: int
) -> Iterator[Meting]:
    """Ask the big gemeente while the same worker serves one other, and while it serves all of them."""
    groot = [deel for deel in vragen if deel["sleutel"].startswith("groot|teamlid|")]
    drie, alle = [], []
    for _ in range(RONDES):
        drie.append(_vraag(proef, groot, anderen[:2]))
        alle.append(_vraag(proef, groot, anderen))
    for pagina in ("mijn_dag", "huishoudens_lijst", "huishoudens_zoeken_naam", "huishouden"):
        sleutel = f"groot|teamlid|{pagina}"
        (met_alle,), (met_drie,) = _stilste(alle, [sleutel]), _stilste(drie, [sleutel])
        yield Meting(
            f"{pagina}_{GEMEENTEN}", met_alle["seconden"] * 1000, "ms", met_drie["seconden"] * 1000,
            {"gemeenten": gemeenten, "rekentijd_ms": round(met_alle["rekentijd"] * 1000, 1),
             "rekentijd_ms_bij_3": round(met_drie["rekentijd"] * 1000, 1),
             "baseline": "dezelfde worker met 3 gemeenten om de beurt"},
        )  # fmt: skip
