"""Try a connection: one harmless question, so that an administrator knows before a colleague does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.exchange.brp.client import Brp, BrpReden
from keukentafel.exchange.verkeer import Afgewezen, Onbereikbaar
from modules.koppelingen.actions import spiegel
from modules.koppelingen.actions.berichten import nrc_van
from modules.koppelingen.actions.brp import toegang_van
from modules.koppelingen.actions.koppeling import note_gelukt, note_mislukt
from modules.koppelingen.actions.objecten import Objectkeuzes, objecten_van
from modules.koppelingen.adressen import bericht_adres
from modules.koppelingen.contacten import contacten_van
from modules.koppelingen.keuzes import BrpKeuzes
from modules.koppelingen.models import Koppeling
from modules.koppelingen.soorten import Koppelsoort


@transaction.atomic
def try_koppeling(*, koppeling: Koppeling, by: Any, at: datetime) -> str:
    """Ask the other system something harmless; return why it did not work, or an empty text."""
    try:
        _PROEVEN[Koppelsoort(koppeling.soort)](koppeling, by)
    except (Onbereikbaar, Afgewezen) as nee:
        zin = nee.zin
        note_mislukt(koppeling=koppeling, zin=zin, at=at)
    else:
        zin = ""
        koppeling.laatst_gelukt_op = None  # who presses the button sees this moment
        note_gelukt(koppeling=koppeling, at=at)
    audit.record(
        "koppelingen.koppeling.getest",
        target=koppeling,
        by=by,
        at=at,
        soort="uitvoeren",
        resultaat="mislukt" if zin else "gelukt",
        detail={"soort": koppeling.soort},
    )
    return zin


def _brp(koppeling: Koppeling, by: Any) -> None:
    keuzes = BrpKeuzes.uit(koppeling.keuzes)
    doelbinding = next((tekst for tekst in keuzes.doelbinding.values() if tekst), "")
    if not doelbinding:
        raise Afgewezen("Vul eerst bij een van de wetten de doelbinding in.")
    reden = BrpReden(doelbinding, keuzes.verwerking, getattr(by, "gebruikersnaam", ""))
    Brp(toegang_van(koppeling)).probeer(reden)


def _berichten(koppeling: Koppeling) -> None:
    adres = bericht_adres()
    if not any(rij.get("callbackUrl") == adres for rij in nrc_van(koppeling).lijst("abonnement")):
        raise Afgewezen("Het systeem antwoordt, maar er is nog geen abonnement voor ons. Druk op Abonneer.")


def _objecten(koppeling: Koppeling) -> None:
    next(iter(objecten_van(koppeling).van_type(Objectkeuzes.uit(koppeling.keuzes).objecttype)), None)


_PROEVEN: dict[Koppelsoort, Callable[[Koppeling, Any], None]] = {
    Koppelsoort.BRP: _brp,
    Koppelsoort.ZAAKSYSTEEM: lambda koppeling, _by: spiegel.probe(koppeling, vandaag=localdate()),
    Koppelsoort.NOTIFICATIES: lambda koppeling, _by: _berichten(koppeling),
    Koppelsoort.OBJECTEN: lambda koppeling, _by: _objecten(koppeling),
    Koppelsoort.KLANTINTERACTIES: lambda koppeling, _by: contacten_van(koppeling).probeer(),
}
