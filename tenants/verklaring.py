"""The certificate of a destruction: facts in one order, a fingerprint, our signature, and a PDF of the same."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from keukentafel.tenancy.scope import in_platform
from keukentafel.tenancy.sleutels import doelsleutel
from tenants.models import Contracteinde, Domein, Vernietigingsverklaring

_DOEL = "vernietigingsverklaring"


def maak(einde: Contracteinde, *, at: datetime, reservekopieen_tot: date) -> Vernietigingsverklaring:
    """Write the certificate of this end; the one that is there already is returned. Runs in the platform."""
    bestaand = Vernietigingsverklaring.objects.filter(einde=einde).first()
    if bestaand is not None:
        return bestaand
    nummer = _nummer(at)
    gegevens = _gegevens(einde, nummer, at=at, reservekopieen_tot=reservekopieen_tot)
    som = hashlib.sha256(als_bytes(gegevens)).hexdigest()
    return Vernietigingsverklaring.objects.create(
        einde=einde, nummer=nummer, opgemaakt_op=at, gegevens=gegevens, sha256=som, handtekening=teken(som)
    )


def als_bytes(gegevens: dict[str, Any]) -> bytes:
    """Return the facts as the file that is downloaded: what the fingerprint is of."""
    return json.dumps(gegevens, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"


def teken(som: str) -> str:
    """Sign a fingerprint with the supplier's own key."""
    with in_platform():
        return hmac.new(doelsleutel(_DOEL), som.encode(), hashlib.sha256).hexdigest()


def is_echt(verklaring: Vernietigingsverklaring) -> bool:
    """Tell whether the facts are still those that were signed."""
    som = hashlib.sha256(als_bytes(verklaring.gegevens)).hexdigest()
    return som == verklaring.sha256 and hmac.compare_digest(teken(som), verklaring.handtekening)


def _nummer(at: datetime) -> str:
    jaar = localdate(at).year
    laatste = (
        Vernietigingsverklaring.objects.filter(nummer__startswith=f"V{jaar}-")
        .order_by("-nummer")
        .values_list("nummer", flat=True)
        .first()
    )
    return f"V{jaar}-{int(laatste.rsplit('-', 1)[1]) + 1 if laatste else 1:04d}"


def _gegevens(einde: Contracteinde, nummer: str, *, at: datetime, reservekopieen_tot: date) -> dict[str, Any]:
    gemeente = einde.gemeente
    hosts = Domein.objects.filter(gemeente=gemeente).order_by("host").values_list("host", flat=True)
    return {
        "nummer": nummer,
        "opgemaakt_op": at.isoformat(),
        "gemeente": {
            "naam": gemeente.naam,
            "cbs_code": gemeente.cbs_code,
            "kenmerk_van_de_ruimte": str(gemeente.pk),
            "adressen_die_nooit_meer_worden_uitgegeven": list(hosts),
        },
        "contract": {
            "kenmerk": einde.kenmerk,
            "einddatum": einde.einddatum.isoformat(),
            "aangezegd_op": einde.aangezegd_op.isoformat(),
            "gesloten_op": _iso(einde.gesloten_op),
        },
        "gegevens_geleverd": {
            "op": _iso(einde.uitvoer_op),
            "hoe": einde.uitvoer_hoe,
            "sha256": einde.uitvoer_sha256,
            "ontvangst_bevestigd_door": einde.bevestigd_door,
            "ontvangst_bevestigd_op": _iso(einde.bevestigd_op),
        },
        "toestemming": {
            "naam": einde.toestemming_naam,
            "functie": einde.toestemming_functie,
            "datum": _iso(einde.toestemming_datum),
            "sha256_van_de_brief": einde.toestemming_sha256,
        },
        "twee_mensen": {
            "gevraagd_door": getattr(einde.gevraagd_door, "naam", ""),
            "gevraagd_op": _iso(einde.gevraagd_op),
            "uitgevoerd_met_akkoord_van": getattr(einde.akkoord_door, "naam", ""),
            "akkoord_op": _iso(einde.akkoord_op),
        },
        "stappen": [
            {
                "stap": regel["label"],
                "klaar_op": regel["klaar_op"],
                "aantallen": regel.get("aantallen", {}),
            }
            for regel in einde.stappen
            if regel["stand"] == "klaar"
        ],
        "reservekopieen": {
            "uitleg": (
                "Wat met de sleutels van de gemeente was versleuteld (BSN, bestanden en meer), is in elke "
                "kopie onleesbaar vanaf de eerste stap. Namen en adressen staan nog in kopieën van de hele "
                "databank; de laatste daarvan verdwijnt op de datum hieronder. Wordt zo'n kopie eerder "
                "teruggezet, dan wordt de vernietiging herhaald voordat iemand kan inloggen."
            ),
            "laatste_kopie_weg_op": reservekopieen_tot.isoformat(),
        },
        "wat_blijft": [
            "de naam, de code en de adressen van de gemeente, zodat niemand anders ze krijgt",
            "het contract en de facturen, zolang de wet dat vraagt (zeven jaar)",
            "sjablonen van de inrichting die de gemeente aan andere gemeenten heeft aangeboden en die in de "
            "bibliotheek staan, zonder gegevens van inwoners",
            "het logboek van de leverancier over deze gemeente, zonder gegevens van inwoners",
        ],
    }


def _iso(moment: date | datetime | None) -> str:
    return moment.isoformat() if moment else ""
