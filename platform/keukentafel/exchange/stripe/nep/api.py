"""The API: which address does what, who may ask, and the same answer to the same idempotency key."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from keukentafel.exchange.stripe.nep import abonnementen, facturen, geld, kassa, klanten
from keukentafel.exchange.stripe.nep.bezorging import KNOPPEN
from keukentafel.exchange.stripe.nep.fouten import Nee, ontbreekt
from keukentafel.exchange.stripe.nep.kluis import Kluis, Lade, Object
from keukentafel.exchange.stripe.nep.vorm import controleer, lees

_DAG: Final = 86_400.0
Doe = Callable[..., Object]


@dataclass(frozen=True, slots=True)
class Weg:
    """An address, the class of stripe.params that says what may be asked, and what is done."""

    methode: str
    pad: re.Pattern[str]
    params: str
    doe: Doe


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What the API says. `None` as status: the line is cut, whatever was done."""

    status: int
    inhoud: bytes
    koppen: tuple[tuple[str, str], ...] = ()
    weggevallen: bool = False


def _lijst(soort: str, pad: str, *filters: str, toon: Callable[[Lade, Object], Object] | None = None) -> Doe:
    def doe(lade: Lade, vraag: dict[str, Any], *_sleutels: str) -> Object:
        rijen = lade.alle(soort, str(vraag.get("customer") or ""))
        for naam in filters:
            if vraag.get(naam) is not None:
                rijen = [rij for rij in rijen if _past(rij, naam, vraag[naam])]
        na = vraag.get("starting_after")
        if na:
            plek = next((nr for nr, rij in enumerate(rijen) if rij["id"] == na), None)
            if plek is None:
                raise ontbreekt(soort, str(na))
            rijen = rijen[plek + 1 :]
        hoogstens = min(int(vraag.get("limit", 10)), 100)
        blad = [toon(lade, rij) if toon else rij for rij in rijen[:hoogstens]]
        return {"object": "list", "url": pad, "has_more": len(rijen) > hoogstens, "data": blad}

    return doe


def _past(rij: Object, naam: str, waarde: Any) -> bool:
    if naam == "lookup_keys":
        return rij.get("lookup_key") in waarde
    if naam == "payment" and isinstance(waarde, dict):
        return bool(rij["payment"]["payment_intent"] == waarde.get("payment_intent"))
    if naam == "ids":
        return rij["id"] in waarde
    return bool(rij.get(naam) == waarde)


def _haal(soort: str, toon: Callable[[Lade, Object], Object] | None = None) -> Doe:
    def doe(lade: Lade, _vraag: dict[str, Any], sleutel: str) -> Object:
        rij = lade.zoek(sleutel)
        if rij is not None and rij["object"] == soort == "customer" and rij.get("deleted"):
            return {"id": sleutel, "object": "customer", "deleted": True}
        rij = lade.haal(soort, sleutel)
        return toon(lade, rij) if toon else rij

    return doe


def _maak_haak(lade: Lade, vraag: dict[str, Any]) -> Object:
    return lade.maak(
        "webhook_endpoint",
        **{"api_version": None, "application": None, "description": None, "status": "enabled", **vraag},
        secret=f"whsec_{lade.geheim(32)}",
    )


def _gebeurtenis(_lade: Lade, rij: Object) -> Object:
    return {naam: waarde for naam, waarde in rij.items() if naam not in ("customer", "metadata")}


def _weg(methode: str, pad: str, params: str, doe: Doe) -> Weg:
    patroon = re.sub(r":\w+", r"([A-Za-z0-9_-]+)", pad)
    return Weg(methode, re.compile(f"/v1/{patroon}"), params, doe)


_K, _F, _A, _S, _G = klanten, facturen, abonnementen, kassa, geld
WEGEN: Final = (
    _weg("POST", "customers", "CustomerCreateParams", _K.maak_klant),
    _weg("GET", "customers", "CustomerListParams", _lijst("customer", "/v1/customers", "email")),
    _weg("GET", "customers/:id", "CustomerRetrieveParams", _haal("customer")),
    _weg("POST", "customers/:id", "CustomerUpdateParams", _K.wijzig_klant),
    _weg("DELETE", "customers/:id", "", _K.verwijder_klant),
    _weg("POST", "products", "ProductCreateParams", _K.maak_product),
    _weg("GET", "products", "ProductListParams", _lijst("product", "/v1/products", "active", "ids")),
    _weg("GET", "products/:id", "ProductRetrieveParams", _haal("product")),
    _weg("POST", "products/:id", "ProductUpdateParams", _K.wijzig_product),
    _weg("POST", "prices", "PriceCreateParams", _K.maak_prijs),
    _weg(
        "GET", "prices", "PriceListParams",
        _lijst("price", "/v1/prices", "active", "product", "lookup_keys", "type"),
    ),
    _weg("GET", "prices/:id", "PriceRetrieveParams", _haal("price")),
    _weg("POST", "prices/:id", "PriceUpdateParams", _K.wijzig_prijs),
    _weg("POST", "subscriptions", "SubscriptionCreateParams", _A.maak),
    _weg(
        "GET", "subscriptions", "SubscriptionListParams",
        _lijst("subscription", "/v1/subscriptions", "status", toon=_A.toon),
    ),
    _weg("GET", "subscriptions/:id", "SubscriptionRetrieveParams", _haal("subscription", _A.toon)),
    _weg("POST", "subscriptions/:id", "SubscriptionUpdateParams", _A.wijzig),
    _weg("DELETE", "subscriptions/:id", "SubscriptionCancelParams", _A.stop),
    _weg("POST", "invoiceitems", "InvoiceItemCreateParams", _F.maak_regel),
    _weg("GET", "invoiceitems", "InvoiceItemListParams", _lijst("invoiceitem", "/v1/invoiceitems", "invoice")),
    _weg("GET", "invoiceitems/:id", "InvoiceItemRetrieveParams", _haal("invoiceitem")),
    _weg("POST", "invoices", "InvoiceCreateParams", lambda lade, vraag: _F.toon(lade, _F.maak_factuur(lade, vraag))),
    _weg(
        "GET", "invoices", "InvoiceListParams",
        _lijst("invoice", "/v1/invoices", "status", "collection_method", toon=_F.toon),
    ),
    _weg("GET", "invoices/:id", "InvoiceRetrieveParams", _haal("invoice", _F.toon)),
    _weg("POST", "invoices/:id", "InvoiceUpdateParams", _F.wijzig_factuur),
    _weg("DELETE", "invoices/:id", "", _F.verwijder_factuur),
    _weg("POST", "invoices/:id/finalize", "InvoiceFinalizeInvoiceParams", _F.maak_definitief),
    _weg("POST", "invoices/:id/send", "InvoiceSendInvoiceParams", _F.verstuur),
    _weg("POST", "invoices/:id/pay", "InvoicePayParams", _F.betaal_factuur),
    _weg("POST", "invoices/:id/void", "InvoiceVoidInvoiceParams", _F.maak_ongeldig),
    _weg("POST", "invoices/:id/mark_uncollectible", "InvoiceMarkUncollectibleParams", _F.maak_oninbaar),
    _weg("POST", "invoices/:id/attach_payment", "InvoiceAttachPaymentParams", _F.hecht_betaling),
    _weg(
        "GET", "invoice_payments", "InvoicePaymentListParams",
        _lijst("invoice_payment", "/v1/invoice_payments", "invoice", "status", "payment"),
    ),
    _weg("GET", "invoice_payments/:id", "InvoicePaymentRetrieveParams", _haal("invoice_payment")),
    _weg("POST", "credit_notes", "CreditNoteCreateParams", _F.maak_creditnota),
    _weg("GET", "credit_notes", "CreditNoteListParams", _lijst("credit_note", "/v1/credit_notes", "invoice")),
    _weg("GET", "credit_notes/:id", "CreditNoteRetrieveParams", _haal("credit_note")),
    _weg("GET", "payment_intents/:id", "PaymentIntentRetrieveParams", _haal("payment_intent")),
    _weg("GET", "payment_intents", "PaymentIntentListParams", _lijst("payment_intent", "/v1/payment_intents")),
    _weg("GET", "setup_intents/:id", "SetupIntentRetrieveParams", _haal("setup_intent")),
    _weg("GET", "charges/:id", "ChargeRetrieveParams", _haal("charge")),
    _weg("POST", "refunds", "RefundCreateParams", _G.maak_terugbetaling),
    _weg("GET", "refunds/:id", "RefundRetrieveParams", _haal("refund")),
    _weg("GET", "refunds", "RefundListParams", _lijst("refund", "/v1/refunds", "payment_intent")),
    _weg("GET", "disputes/:id", "DisputeRetrieveParams", _haal("dispute")),
    _weg("GET", "disputes", "DisputeListParams", _lijst("dispute", "/v1/disputes", "payment_intent", "charge")),
    _weg("GET", "payment_methods/:id", "PaymentMethodRetrieveParams", _haal("payment_method")),
    _weg(
        "GET", "payment_methods", "PaymentMethodListParams",
        _lijst("payment_method", "/v1/payment_methods", "type"),
    ),
    _weg("POST", "payment_methods/:id/detach", "PaymentMethodDetachParams", _K.haal_betaalwijze_weg),
    _weg("POST", "checkout/sessions", "checkout.SessionCreateParams", _S.maak_sessie),
    _weg(
        "GET", "checkout/sessions", "checkout.SessionListParams",
        _lijst("checkout.session", "/v1/checkout/sessions", "status", "payment_intent"),
    ),
    _weg("GET", "checkout/sessions/:id", "checkout.SessionRetrieveParams", _haal("checkout.session")),
    _weg("POST", "checkout/sessions/:id/expire", "checkout.SessionExpireParams", _S.laat_verlopen),
    _weg("POST", "billing_portal/sessions", "billing_portal.SessionCreateParams", _S.maak_portaal),
    _weg("GET", "events", "EventListParams", _lijst("event", "/v1/events", "type", toon=_gebeurtenis)),
    _weg("GET", "events/:id", "EventRetrieveParams", _haal("event", _gebeurtenis)),
    _weg("POST", "webhook_endpoints", "WebhookEndpointCreateParams", _maak_haak),
    _weg("GET", "webhook_endpoints", "WebhookEndpointListParams", _lijst("webhook_endpoint", "/v1/webhook_endpoints")),
)  # fmt: skip


def antwoord_op(
    kluis: Kluis, geheim: str, methode: str, adres: str, koppen: Mapping[str, str], lichaam: bytes
) -> Antwoord:
    """Answer one request of the API."""
    delen = urlsplit(adres)
    klein = {naam.lower(): waarde for naam, waarde in koppen.items()}
    try:
        _controleer_sleutel(klein.get("authorization", ""), geheim)
        weg, sleutels = _zoek_weg(methode, delen.path)
        ruw = lichaam.decode() if methode == "POST" else delen.query
        with kluis.open() as lade:
            return _doe(lade, weg, sleutels, ruw, klein.get("idempotency-key", ""))
    except Nee as nee:
        return _json(nee.status, nee.lichaam())
    except UnicodeDecodeError:
        return _json(400, Nee(400, "invalid_request_error", "Invalid UTF-8.").lichaam())


def _controleer_sleutel(kop: str, geheim: str) -> None:
    soort, _, waarde = kop.partition(" ")
    if soort.lower() == "basic":
        waarde = base64.b64decode(waarde).decode(errors="replace").partition(":")[0]
    if waarde != geheim:
        raise Nee(401, "invalid_request_error", "Invalid API Key provided.", code="api_key_invalid")


def _zoek_weg(methode: str, pad: str) -> tuple[Weg, tuple[str, ...]]:
    for weg in WEGEN:
        gevonden = weg.pad.fullmatch(pad)
        if gevonden and weg.methode == methode:
            return weg, gevonden.groups()
    raise Nee(404, "invalid_request_error", f"Unrecognized request URL ({methode}: {pad}).")


def _doe(lade: Lade, weg: Weg, sleutels: tuple[str, ...], ruw: str, eenmaal: str) -> Antwoord:
    afdruk = hashlib.sha256(f"{weg.pad.pattern} {sleutels} {ruw}".encode()).hexdigest()
    eerder = _eerder(lade, eenmaal, afdruk) if weg.methode == "POST" and eenmaal else None
    if eerder is not None:
        return eerder
    lade.lijn.execute("SAVEPOINT vraag")
    try:
        vraag = controleer(lees(ruw), weg.params)
        uit = weg.doe(lade, vraag, *sleutels)
        antwoord = _json(200, _vouw_uit(lade, uit, vraag.get("expand") or []))
    except Nee as nee:
        lade.lijn.execute("ROLLBACK TO vraag")
        antwoord = _json(nee.status, nee.lichaam())
    if weg.methode != "POST":
        return antwoord
    if eenmaal:
        lade.lijn.execute(
            "INSERT OR REPLACE INTO idempotentie VALUES (?, ?, ?, ?, ?)",
            (eenmaal, afdruk, antwoord.status, antwoord.inhoud.decode(), lade.precies),
        )
    if lade.toeval.random() * 100 < float(lade.knop("uitval", KNOPPEN["uitval"])):
        return Antwoord(0, b"", weggevallen=True)
    return antwoord


def _eerder(lade: Lade, eenmaal: str, afdruk: str) -> Antwoord | None:
    rij = lade.lijn.execute(
        "SELECT vraag, status, inhoud FROM idempotentie WHERE sleutel = ? AND op > ?",
        (eenmaal, lade.precies - _DAG),
    ).fetchone()
    if rij is None:
        return None
    if rij[0] != afdruk:
        raise Nee(
            400,
            "idempotency_error",
            "Keys for idempotent requests can only be used with the same parameters they were first used with.",
        )
    return Antwoord(rij[1], rij[2].encode(), (("Idempotent-Replayed", "true"),))


def _vouw_uit(lade: Lade, uit: Object, paden: list[str]) -> Object:
    for pad in paden:
        if pad == "payments" and uit["object"] == "invoice":
            rijen = [rij for rij in lade.alle("invoice_payment") if rij["invoice"] == uit["id"]]
            uit = {
                **uit,
                "payments": {
                    "object": "list",
                    "data": rijen,
                    "has_more": False,
                    "url": "/v1/invoice_payments",
                },
            }
            continue
        _vul_in(lade, uit, pad.split("."))
    return uit


def _vul_in(lade: Lade, waar: Any, pad: list[str]) -> None:
    if isinstance(waar, list):
        for deel in waar:
            _vul_in(lade, deel, pad)
        return
    if not isinstance(waar, dict):
        return
    naam, rest = pad[0], pad[1:]
    if isinstance(waar.get(naam), str):
        waar[naam] = lade.zoek(waar[naam]) or waar[naam]
    if rest:
        _vul_in(lade, waar.get(naam), rest)


def _json(status: int, inhoud: Any) -> Antwoord:
    return Antwoord(status, json.dumps(inhoud).encode())
