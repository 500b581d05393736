"""The pages of the server: where somebody pays, and where the knobs are. Each says that it is not Stripe."""

from __future__ import annotations

from html import escape
from typing import Any

from keukentafel.exchange.stripe.nep.bezorging import KNOPPEN
from keukentafel.exchange.stripe.nep.kassa import WIJZEN
from keukentafel.exchange.stripe.nep.kluis import Lade, Object

_STIJL = (
    "body{font:18px/1.5 system-ui,sans-serif;margin:0;background:#f3f4f6;color:#1b1f24}"
    "main{max-width:42rem;margin:0 auto;padding:1.5rem}"
    ".nep{background:#7a1f1f;color:#fff;padding:.75rem 1.5rem;font-weight:600}"
    "form,section{background:#fff;padding:1.25rem;margin:1rem 0;border:1px solid #c9ced6;border-radius:6px}"
    "label{display:block;margin:.5rem 0}button,.knop{font:inherit;padding:.6rem 1rem;min-height:44px;margin:.25rem 0}"
    "table{width:100%;border-collapse:collapse}td,th{text-align:left;padding:.35rem;border-bottom:1px solid #ddd}"
    "input[type=text],input[type=number]{font:inherit;padding:.4rem;width:100%;box-sizing:border-box}"
    ":focus-visible{outline:3px solid #1b6ac9;outline-offset:2px}"
)
_STAND = {
    "draft": "concept", "open": "nog te betalen", "paid": "betaald", "void": "vervallen",
    "uncollectible": "oninbaar",
}  # fmt: skip


def pagina(titel: str, inhoud: str) -> str:
    """Return a whole page; the first line says what it is."""
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(titel)} – namaak</title>'
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<style>{_STIJL}</style></head><body>"
        '<header class="nep">Dit is een namaak van Stripe, om mee te oefenen. Hier gaat geen geld om.</header>'
        f"<main><h1>{escape(titel)}</h1>{inhoud}</main></body></html>"
    )


def euro(centen: int) -> str:
    """Write an amount as people read it."""
    heel, cent = divmod(abs(centen), 100)
    return f"€ {'-' if centen < 0 else ''}{heel:,}".replace(",", ".") + f",{cent:02d}"


def kassa(rij: Object, melding: str = "") -> str:
    """Return the page of Checkout."""
    keuzes = "".join(
        f'<label><input type="radio" name="wijze" value="{soort}" required> {WIJZEN[soort]}</label>'
        for soort in rij["payment_method_types"]
    )
    iban = (
        '<label>IBAN, bij incasso <input type="text" name="iban" value="NL39RABO0300065264" autocomplete="off"></label>'
        "<p>Met NL91ABNA0417164300 komt de incasso terug.</p>"
        if "sepa_debit" in rij["payment_method_types"]
        else ""
    )
    wat = "Machtiging voor incasso" if rij["mode"] == "setup" else f"Te betalen: {euro(rij['amount_total'])}"
    terug = (
        f'<p><a href="{escape(rij["cancel_url"])}">Terug zonder te betalen</a></p>'
        if rij["cancel_url"]
        else ""
    )
    return pagina(
        "Betalen",
        f'{_melding(melding)}<form method="post"><h2>{wat}</h2>{keuzes}{iban}'
        '<p><button name="doe" value="betaal">Ga akkoord en betaal</button> '
        f'<button name="doe" value="mislukt">Laat de betaling mislukken</button></p></form>{terug}',
    )


def _melding(tekst: str) -> str:
    return f'<p role="alert"><strong>{escape(tekst)}</strong></p>' if tekst else ""


def factuur(rij: Object, melding: str = "") -> str:
    """Return the page of one invoice, as a customer sees it."""
    regels = "".join(
        f"<tr><td>{escape(str(regel['description']))}</td><td>{euro(regel['amount'])}</td></tr>"
        for regel in rij["lines"]["data"]
    )
    knop = (
        '<form method="post"><button name="doe" value="betaal">Betaal met iDEAL</button></form>'
        if rij["status"] == "open"
        else ""
    )
    return pagina(
        f"Betaalverzoek {rij['number'] or ''}",
        f"{_melding(melding)}<section><p>{escape(str(rij['customer_name'] or ''))}: {_STAND[rij['status']]}</p>"
        f"<table><tr><th>Omschrijving</th><th>Bedrag</th></tr>{regels}<tr><th>Totaal</th><th>{euro(rij['total'])}</th></tr>"
        f"<tr><th>Nog te betalen</th><th>{euro(rij['amount_remaining'])}</th></tr></table></section>{knop}",
    )


def portaal(lade: Lade, rij: Object, melding: str = "") -> str:
    """Return the portal of a customer: invoices, and with what is paid."""
    klant = lade.haal("customer", rij["customer"])
    vast = klant["invoice_settings"]["default_payment_method"]
    facturen = "".join(
        f"<tr><td>{_link(stuk)}</td><td>{euro(stuk['total'])}</td><td>{_STAND[stuk['status']]}</td></tr>"
        for stuk in lade.alle("invoice", klant["id"])
        if stuk["status"] != "draft"
    )
    wijzen = "".join(_wijze(wijze, vast) for wijze in lade.alle("payment_method", klant["id"]))
    terug = (
        f'<p><a href="{escape(rij["return_url"])}">Terug naar Keukentafel</a></p>'
        if rij["return_url"]
        else ""
    )
    return pagina(
        "Je betaalgegevens",
        f"{_melding(melding)}<section><h2>{escape(str(klant['name'] or ''))}</h2><h3>Betaalverzoeken</h3>"
        f"<table><tr><th>Nummer</th><th>Bedrag</th><th>Stand</th></tr>{facturen}</table></section>"
        f"<section><h3>Betaalwijzen</h3>{wijzen or '<p>Er staat geen betaalwijze.</p>'}</section>{terug}",
    )


def _link(stuk: Object) -> str:
    return f'<a href="{escape(stuk["hosted_invoice_url"] or "")}">{escape(stuk["number"] or "")}</a>'


def _wijze(wijze: Object, vast: str | None) -> str:
    staart = wijze.get("sepa_debit", {}).get("last4", "")
    naam = f"{WIJZEN.get(wijze['type'], wijze['type'])} {('eindigt op ' + staart) if staart else ''}"
    return (
        f'<form method="post"><p>{escape(naam)}{" (vast)" if wijze["id"] == vast else ""}</p>'
        f'<input type="hidden" name="wijze" value="{wijze["id"]}">'
        '<button name="doe" value="vast">Maak dit de vaste betaalwijze</button> '
        '<button name="doe" value="weg">Haal weg</button></form>'
    )


_KNOP_NAAM = {
    "vertraging": "Wachttijd voor een bericht (seconden)", "herhaal": "Hoogstens zo vaak hetzelfde bericht",
    "verwissel": "Berichten door elkaar (ja of nee)", "vervals": "Vervalste berichten (van de 100)",
    "uitval": "Antwoorden die wegvallen (van de 100)", "incasso": "Duur van een incasso (seconden)",
}  # fmt: skip


def bediening(lade: Lade) -> str:
    """Return the page with the knobs, the last events and what waits to be delivered."""
    knoppen = "".join(
        f'<label>{_KNOP_NAAM[naam]} <input type="text" name="{naam}" value="{escape(lade.knop(naam, anders))}"></label>'
        for naam, anders in KNOPPEN.items()
    )
    events = "".join(_eventregel(event) for event in lade.alle("event")[:40])
    tellingen = lade.lijn.execute(
        "SELECT stand, count(*) FROM bezorging GROUP BY stand ORDER BY stand"
    ).fetchall()
    stand = ", ".join(f"{aantal} {naam}" for naam, aantal in tellingen) or "nog niets"
    return pagina(
        "Bediening",
        f'<form method="post"><h2>Storingen</h2>{knoppen}<button name="doe" value="knoppen">Bewaar</button></form>'
        f"<section><h2>Berichten aan Keukentafel</h2><p>{stand}.</p><table><tr><th>Soort</th><th>Van</th><th></th></tr>"
        f"{events}</table></section>",
    )


def _eventregel(event: dict[str, Any]) -> str:
    return (
        f"<tr><td>{escape(event['type'])}</td><td>{escape(str(event['data']['object']['id']))}</td><td>"
        f'<form method="post"><input type="hidden" name="event" value="{event["id"]}">'
        f'<button name="doe" value="opnieuw">Stuur opnieuw</button>{_storneer(event)}</form></td></tr>'
    )


def _storneer(event: dict[str, Any]) -> str:
    kosten = event["data"]["object"]
    if event["type"] != "charge.succeeded" or kosten["payment_method_details"]["type"] != "sepa_debit":
        return ""
    return ' <button name="doe" value="storneer">Laat de bank dit terughalen</button>'
