"""The contacts that the rest of the gemeente had with somebody: read when asked, kept nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.exchange.klantinteracties.client import Klantcontact, Klantinteracties, KlantToegang
from keukentafel.exchange.verkeer import Afgewezen, Onbereikbaar
from modules.dossier.models import Huishoudlid
from modules.koppelingen.actions.koppeling import note_gelukt, note_mislukt
from modules.koppelingen.models import Koppeling


def contacten_van(koppeling: Koppeling) -> Klantinteracties:
    """Return the contacts of this gemeente."""
    return Klantinteracties(KlantToegang(koppeling.adres, str(koppeling.geheim or "")))


@transaction.atomic
def ask_contacten(
    *, lid: Huishoudlid, koppeling: Koppeling, by: Any, at: datetime
) -> tuple[list[Klantcontact], str]:
    """Return the contacts with a person, or why there are none to show. Asking stands in the logboek."""
    gevonden: list[Klantcontact] = []
    zin = ""
    try:
        gevonden = contacten_van(koppeling).van(str(lid.inwoner.bsn))
    except (Onbereikbaar, Afgewezen) as nee:
        zin = nee.zin
        note_mislukt(koppeling=koppeling, zin=zin, at=at)
    except (AttributeError, KeyError, TypeError):
        zin = "De contacten kwamen in een vorm die we niet kennen."
        note_mislukt(koppeling=koppeling, zin=zin, at=at)
    else:
        note_gelukt(koppeling=koppeling, at=at)
    audit.record(
        "koppelingen.contacten.bekeken", target=lid.inwoner, by=by, at=at, soort="lezen", doel=Doel.KOPPELING,
        resultaat="mislukt" if zin else "gelukt", huishouden_id=lid.huishouden_id, categorie="B",
        detail={"aantal": len(gevonden)},
    )  # fmt: skip
    return gevonden, zin
