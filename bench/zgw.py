"""How fast the Zaken API answers in a gemeente with 100,000 zaken, for a program that may see three of forty zaaktypen.

Issue 5, §4: per second in one worker a page of 100 zaken ≥ 30, one zaak ≥ 120, with expand ≥ 60, a new zaak
≥ 50, a search by BSN ≥ 120; a list at most 8 queries; few rights at most 1.2 times the time of all rights;
a worker at most 250 MB.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bench.meting import Meting
from bench.opstelling import Opstelling, maak_gemeenten, opstelling
from bench.pages import _veeg
from bench.proces import vraag

ZAKEN = 100_000
KEREN, RONDES = 120, 3
GRENZEN = {
    "zaken_bladzijde": 30, "zaak": 120, "zaak_uitgeklapt": 60, "zaak_maken": 50, "zoeken_bsn": 120,
}  # fmt: skip
"""What the issue asks, per second."""
QUERIES, KEER_TRAGER, GEHEUGEN = 8, 1.2, 250
PAD = "/zaken/api/v1/zaken"


def meet(zaken: int = ZAKEN) -> Iterator[Meting]:
    """Fill one gemeente and ask its API in one worker, as the program with few rights and the one with all."""
    from keukentafel.launcher.valkey import Valkey

    with opstelling() as proef:
        teller = Valkey(
            proef.map / "teller", wachtwoord="meting", log=proef.map / "valkey.log", vluchtig=True
        )
        teller.start()
        try:
            proef.env["KT_BROKER_URL"] = teller.url()
            yield from _metingen(_uitkomst(proef, zaken), zaken)
        finally:
            teller.stop()


def _uitkomst(proef: Opstelling, zaken: int) -> dict[str, dict[str, float]]:
    maak_gemeenten(1)
    from bench import zgw_gegevens  # after Django is set up
    from keukentafel.tenancy import in_gemeente
    from keukentafel.tenancy.taken import alle_gemeenten

    gemeente = alle_gemeenten()[0]
    gevuld = zgw_gegevens.vul(gemeente, proef.databank(), zaken)
    _veeg(proef, gemeente.schema_name)
    with in_gemeente(gemeente):
        vragen = _vragen(gevuld)
    plan = proef.map / "plan.json"
    plan.write_text(
        json.dumps({"host": f"{gemeente.slug}.localhost", "keren": KEREN, "rondes": RONDES, "vragen": vragen})
    )
    uitkomst: dict[str, dict[str, float]] = vraag("bench.zgw_vragen", str(plan), env=proef.env)
    return uitkomst


def _vragen(gevuld: Any) -> list[dict[str, Any]]:
    """Return every question, asked as both programs."""
    from api.zgw.kern.adres import wortel
    from bench.zgw_gegevens import RSIN

    stuk = [f"{PAD}/{id}" for id in gevuld.binnen[:KEREN]]
    bsn = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"
    nieuw = {
        "bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN, "startdatum": "2026-01-05",
        "zaaktype": f"{wortel('ztc')}/zaaktypen/{gevuld.typen[0]}", "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
    }  # fmt: skip
    soorten: dict[str, dict[str, Any]] = {
        "zaken_bladzijde": {"methode": "GET", "paden": [PAD, f"{PAD}?page=2", f"{PAD}?page=9"]},
        "zaak": {"methode": "GET", "paden": stuk},
        "zaak_uitgeklapt": {"methode": "GET", "paden": [f"{pad}?expand=zaaktype,status,rollen" for pad in stuk]},
        "zoeken_bsn": {
            "methode": "POST", "paden": [f"{PAD}/_zoek"],
            "lichamen": [{bsn: nummer} for nummer in gevuld.bsns[:KEREN]],
        },
        "zaak_maken": {"methode": "POST", "paden": [PAD], "lichamen": [nieuw]},
    }  # fmt: skip
    return [
        {"sleutel": f"{naam}|{client}", "client": client, **soort}
        for naam, soort in soorten.items()
        for client in ("weinig", "alles")
    ]


def _metingen(uitkomst: dict[str, dict[str, float]], zaken: int) -> Iterator[Meting]:
    for naam, grens in GRENZEN.items():
        weinig, alles = uitkomst[f"{naam}|weinig"], uitkomst[f"{naam}|alles"]
        yield Meting(
            f"zgw_{naam}", weinig["seconden"] * 1000, "ms", alles["seconden"] * 1000,
            {"per_seconde": round(1 / weinig["seconden"], 1), "gevraagd_per_seconde": grens,
             "per_seconde_rekentijd": round(1 / weinig["rekentijd"], 1),
             "queries": weinig["statements"], "queries_alles": alles["statements"],
             "keer_de_tijd_van_alles": round(weinig["seconden"] / alles["seconden"], 2),
             "bytes": weinig["bytes"], "zaken": zaken, "baseline": "dezelfde vraag van een programma dat alles mag"},
        )  # fmt: skip
    yield Meting("zgw_geheugen", uitkomst["worker"]["mb"], "MB", None, {"hoogstens": GEHEUGEN})
