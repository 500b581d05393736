"""A whole case with gemma-zds-client, which calls by the operationIds of our own documents: `python … BASE CLIENT SECRET`."""

from __future__ import annotations

import base64
import json
import sys
from datetime import UTC, date, datetime
from typing import Any

import hierheen  # noqa: F401 -- this machine
from zds_client import Client, ClientAuth

BASIS, CLIENT, GEHEIM = sys.argv[1:4]
RSIN = "517439943"
CRS = {"headers": {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}}


def klant(pad: str, **namen: str) -> Any:
    """Return the client of one register; it loads the document below the root before its first call."""
    nieuw = Client(
        f"{BASIS}/{pad}/api/v1/",
        oas_location="schema/openapi.yaml?v=3",
        auth=ClientAuth(CLIENT, GEHEIM, user_id="jjansen"),
    )
    nieuw.operation_suffix_mapping |= namen
    return nieuw


def main() -> None:
    """From the catalogue to a closed zaak with a decision and its document, and what was made in error goes away."""
    nieuw = {"retrieve": "_retrieve", "delete": "_destroy"}
    ztc, zrc, drc = (klant(pad, **nieuw) for pad in ("catalogi", "zaken", "documenten"))
    brc = klant("besluiten")
    dag = date.today().isoformat()

    def alle(soort: str, **vraag: str) -> list[Any]:
        return list(ztc.list(soort, params=vraag)["results"])

    zaaktype = alle("zaaktype", identificatie="SD-WMO", datumGeldigheid=dag)[0]["url"]
    statustypen = sorted(alle("statustype", zaaktype=zaaktype), key=lambda een: een["volgnummer"])
    roltype = next(
        een for een in alle("roltype", zaaktype=zaaktype) if een["omschrijvingGeneriek"] == "initiator"
    )
    lijf = {
        "zaaktype": zaaktype,
        "bronorganisatie": RSIN,
        "verantwoordelijkeOrganisatie": RSIN,
        "startdatum": dag,
    }
    fout = zrc.create("zaak", lijf, request_kwargs=CRS)
    zaak = zrc.create("zaak", lijf, request_kwargs=CRS)
    zrc.delete("zaak", url=fout["url"], request_kwargs=CRS)
    zrc.partial_update("zaak", {"omschrijving": "Melding"}, url=zaak["url"], request_kwargs=CRS)
    zrc.create("rol", {
        "zaak": zaak["url"], "betrokkeneType": "natuurlijk_persoon", "roltype": roltype["url"], "roltoelichting": "x",
        "betrokkeneIdentificatie": {"inpBsn": "999990482"},
    })  # fmt: skip

    def zet(statustype: Any) -> None:
        moment = datetime.now(UTC).isoformat()
        zrc.create(
            "status", {"zaak": zaak["url"], "statustype": statustype["url"], "datumStatusGezet": moment}
        )

    zet(statustypen[0])
    type_ = alle("informatieobjecttype", omschrijving="Beschikking")[0]["url"]
    document = drc.create("enkelvoudiginformatieobject", {
        "informatieobjecttype": type_, "bronorganisatie": RSIN, "creatiedatum": dag, "titel": "Brief", "auteur": "Team",
        "taal": "nld", "inhoud": base64.b64encode(b"u krijgt hulp").decode(), "bestandsomvang": 13,
        "indicatieGebruiksrecht": False,
    })  # fmt: skip
    zrc.create("zaakinformatieobject", {"zaak": zaak["url"], "informatieobject": document["url"]})
    eigenschap = alle("eigenschap", zaaktype=zaaktype)[0]
    zrc.create(
        "zaakeigenschap",
        {"zaak": zaak["url"], "eigenschap": eigenschap["url"], "waarde": "x"},
        zaak_uuid=zaak["uuid"],
    )
    besluittype = alle("besluittype", zaaktypen=zaaktype)[0]["url"]
    besluit = brc.create("besluit", {
        "zaak": zaak["url"], "besluittype": besluittype, "verantwoordelijkeOrganisatie": RSIN, "datum": dag,
        "ingangsdatum": dag,
    })  # fmt: skip
    gelezen = brc.retrieve("besluit", url=besluit["url"])
    zrc.create(
        "resultaat",
        {"zaak": zaak["url"], "resultaattype": alle("resultaattype", zaaktype=zaaktype)[0]["url"]},
    )
    zet(statustypen[-1])
    dicht = zrc.retrieve("zaak", url=zaak["url"], request_kwargs=CRS)
    if (dicht["einddatum"], gelezen["zaak"]) != (dag, zaak["url"]):
        raise SystemExit(f"{dicht} {gelezen}")
    print(json.dumps({"zaak": zaak["uuid"], "einddatum": dicht["einddatum"]}))  # noqa: T201 -- the answer


main()
