"""A whole case with zgw-consumers, the client of Open Forms, Open Inwoner and Objects: `python … BASE CLIENT SECRET`."""

from __future__ import annotations

import base64
import json
import sys
from datetime import UTC, date, datetime
from typing import Any

import django
import hierheen  # noqa: F401 -- this machine
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "simple_certmanager", "zgw_consumers"],
    SECRET_KEY="alleen-in-deze-proef",
    USE_TZ=True,
)
django.setup()

from zgw_consumers.client import build_client  # noqa: E402 -- Django must stand first
from zgw_consumers.constants import APITypes, AuthTypes  # noqa: E402
from zgw_consumers.models import Service  # noqa: E402
from zgw_consumers.utils import pagination_helper  # noqa: E402

BASIS, CLIENT, GEHEIM = sys.argv[1:4]
CRS = {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}
RSIN = "517439943"


def klant(pad: str, soort: str) -> Any:
    """Return the client of one register, as an administrator would have filled it in."""
    return build_client(
        Service(
            label=pad, slug=pad, api_root=f"{BASIS}/{pad}/api/v1/", api_type=soort, auth_type=AuthTypes.zgw,
            client_id=CLIENT, secret=GEHEIM, user_id="jjansen", user_representation="J. Jansen", jwt_valid_for=3600,
        )
    )  # fmt: skip


def goed(antwoord: Any, stand: int = 201) -> Any:
    """Return what was answered.

    :raises SystemExit: something else came.
    """
    if antwoord.status_code != stand:
        raise SystemExit(f"{antwoord.request.method} {antwoord.url}: {antwoord.status_code} {antwoord.text}")
    return antwoord.json() if antwoord.content else None


def main() -> None:
    """From the catalogue to a closed zaak with a decision and its document."""
    ztc, zrc = klant("catalogi", APITypes.ztc), klant("zaken", APITypes.zrc)
    drc, brc = klant("documenten", APITypes.drc), klant("besluiten", APITypes.brc)
    dag = date.today().isoformat()
    zaaktype = goed(ztc.get("zaaktypen", params={"identificatie": "SD-WMO", "datumGeldigheid": dag}), 200)[
        "results"
    ][0]

    def alle(pad: str) -> list[Any]:
        bladen = goed(ztc.get(pad, params={"zaaktype": zaaktype["url"]}), 200)
        return list(pagination_helper(ztc, bladen))

    statustypen = sorted(alle("statustypen"), key=lambda een: een["volgnummer"])
    roltype = next(een for een in alle("roltypen") if een["omschrijvingGeneriek"] == "initiator")
    zaak = goed(zrc.post("zaken", headers=CRS, json={
        "zaaktype": zaaktype["url"], "bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN, "startdatum": dag,
    }))  # fmt: skip
    goed(zrc.post("rollen", json={
        "zaak": zaak["url"], "betrokkeneType": "natuurlijk_persoon", "roltype": roltype["url"], "roltoelichting": "x",
        "betrokkeneIdentificatie": {"inpBsn": "999990482"},
    }))  # fmt: skip

    def zet(statustype: Any) -> None:
        moment = datetime.now(UTC).isoformat()
        goed(zrc.post("statussen", json={
            "zaak": zaak["url"], "statustype": statustype["url"], "datumStatusGezet": moment}))  # fmt: skip

    zet(statustypen[0])
    type_ = goed(ztc.get("informatieobjecttypen", params={"omschrijving": "Beschikking"}), 200)["results"][0]
    document = goed(drc.post("enkelvoudiginformatieobjecten", json={
        "informatieobjecttype": type_["url"], "bronorganisatie": RSIN, "creatiedatum": dag, "titel": "Brief",
        "auteur": "Team", "taal": "nld", "inhoud": base64.b64encode(b"u krijgt hulp").decode(), "bestandsomvang": 13,
        "indicatieGebruiksrecht": False,
    }))  # fmt: skip
    goed(zrc.post("zaakinformatieobjecten", json={"zaak": zaak["url"], "informatieobject": document["url"]}))
    besluittype = goed(ztc.get("besluittypen", params={"zaaktypen": zaaktype["url"]}), 200)["results"][0]
    besluit = goed(brc.post("besluiten", json={
        "zaak": zaak["url"], "besluittype": besluittype["url"], "verantwoordelijkeOrganisatie": RSIN, "datum": dag,
        "ingangsdatum": dag,
    }))  # fmt: skip
    goed(
        brc.post(
            "besluitinformatieobjecten", json={"besluit": besluit["url"], "informatieobject": document["url"]}
        )
    )
    goed(
        zrc.post("resultaten", json={"zaak": zaak["url"], "resultaattype": alle("resultaattypen")[0]["url"]})
    )
    zet(statustypen[-1])
    dicht = goed(zrc.get(zaak["url"], headers=CRS, params={"expand": "status.statustype"}), 200)
    inhoud = drc.get(document["inhoud"]).content
    if (dicht["einddatum"], inhoud) != (dag, b"u krijgt hulp"):
        raise SystemExit(f"{dicht} {inhoud!r}")
    print(json.dumps({"zaak": zaak["uuid"], "einddatum": dicht["einddatum"]}))  # noqa: T201 -- the answer


main()
