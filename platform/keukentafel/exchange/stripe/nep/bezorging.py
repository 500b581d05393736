"""Events, and how they reach a webhook: signed, late, twice, in another order, or forged."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import stripe

from keukentafel.exchange.stripe.nep.kluis import Kluis, Lade, Object

Bezorger = Callable[[str, bytes, str], int]
"""Posts a body with a signature to an address and gives the status; 0 when nobody answers."""

KNOPPEN: Final = {
    "vertraging": "0",  # seconds at most before an event is delivered the first time
    "herhaal": "1",  # how often at most the same event is delivered
    "verwissel": "nee",  # "ja": events come in any order
    "vervals": "0",  # of a hundred events, how many get a forgery beside them
    "uitval": "0",  # of a hundred changes, how many are done and then not answered
    "incasso": "8",  # seconds that a direct debit takes
}
_POGINGEN: Final = 12


def meld(lade: Lade, soort: str, rij: Object, vorige: dict[str, Any] | None = None) -> Object:
    """Make an event of what happened to an object, and put it in the queue of every webhook."""
    data: dict[str, Any] = {"object": rij}
    if vorige:
        data["previous_attributes"] = vorige
    event = lade.maak(
        "event",
        type=soort,
        api_version=stripe.api_version,
        data=data,
        pending_webhooks=0,
        request={"id": None, "idempotency_key": None},
        customer=rij["id"] if rij["object"] == "customer" else rij.get("customer"),
    )
    for haak in lade.alle("webhook_endpoint"):
        if haak["status"] == "enabled" and {"*", soort} & set(haak["enabled_events"]):
            _zet_in_de_rij(lade, event, haak)
    return event


def _zet_in_de_rij(lade: Lade, event: Object, haak: Object) -> None:
    late = float(lade.knop("vertraging", KNOPPEN["vertraging"]))
    vaak = int(lade.knop("herhaal", KNOPPEN["herhaal"]))
    door_elkaar = lade.knop("verwissel") == "ja"
    for keer in range(lade.toeval.randint(1, max(vaak, 1))):
        wacht = lade.toeval.random() * late if door_elkaar or keer else late
        rij(lade, event["id"], haak, over=wacht)
    if lade.toeval.random() * 100 < float(lade.knop("vervals", KNOPPEN["vervals"])):
        rij(lade, event["id"], haak, over=lade.toeval.random() * late, vals=True)


def rij(lade: Lade, event_id: str, haak: Object, *, over: float = 0, vals: bool = False) -> None:
    """Put one delivery in the queue; `vals` makes it one that somebody else made up."""
    lade.lijn.execute(
        "INSERT INTO bezorging (event, url, geheim, op, poging, stand, vals) VALUES (?, ?, ?, ?, 0, 'wacht', ?)",
        (event_id, haak["url"], haak["secret"], lade.precies + over, int(vals)),
    )


def als_lichaam(event: Object) -> str:
    """Return what a webhook gets of an event."""
    return json.dumps(
        {naam: waarde for naam, waarde in event.items() if naam not in ("customer", "metadata")}
    )


def onderteken(lichaam: str, geheim: str, op: float) -> str:
    """Return the header that proves who sent it."""
    kop: str = stripe.WebhookSignature.generate_signature_header(lichaam, geheim, timestamp=int(op))
    return kop


def verkeerd(event: Object, geheim: str, op: float, soort: int) -> tuple[str, str]:
    """Return a forgery: signed with another secret, changed afterwards, too old, or not signed at all."""
    echt = als_lichaam(event)
    vals = json.dumps({**json.loads(echt), "type": "invoice.paid", "id": f"evt_vals_{event['id'][-12:]}"})
    return (
        (vals, onderteken(vals, "whsec_geraden", op)),
        (vals, onderteken(echt, geheim, op)),
        (echt, onderteken(echt, geheim, op - 301)),
        (vals, ""),
    )[soort % 4]


def bezorg(kluis: Kluis, bezorger: Bezorger, *, hoogstens: int = 20) -> int:
    """Deliver what is due; what was not taken is tried again, later each time. Return how many went."""
    with kluis.open() as lade:
        rijen = lade.lijn.execute(
            "UPDATE bezorging SET stand = 'bezig', poging = poging + 1 WHERE nr IN (SELECT nr FROM bezorging"
            " WHERE stand = 'wacht' AND op <= ? ORDER BY op, nr LIMIT ?)"
            " RETURNING nr, event, url, geheim, poging, vals",
            (lade.precies, hoogstens),
        ).fetchall()
        events = {rij[1]: lade.zoek(rij[1]) for rij in rijen}
    for nr, sleutel, url, geheim, poging, vals in sorted(rijen):
        event = events[sleutel] or {}
        lichaam, kop = (
            verkeerd(event, geheim, kluis.klok(), nr)
            if vals
            else (als_lichaam(event), onderteken(als_lichaam(event), geheim, kluis.klok()))
        )
        status = bezorger(url, lichaam.encode(), kop)
        _schrijf_af(kluis, nr, poging, gelukt=200 <= status < 300 or bool(vals and status))
    return len(rijen)


def _schrijf_af(kluis: Kluis, nr: int, poging: int, *, gelukt: bool) -> None:
    stand = "bezorgd" if gelukt else "wacht" if poging < _POGINGEN else "opgegeven"
    with kluis.open() as lade:
        lade.lijn.execute(
            "UPDATE bezorging SET stand = ?, op = ? WHERE nr = ?", (stand, lade.precies + 2**poging, nr)
        )
