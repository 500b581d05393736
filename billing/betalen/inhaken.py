"""Where paying hangs itself in: at every invoice that is made, and in the pages of an invoice."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.timezone import localdate

from billing import haken
from billing.betalen.actions import opdrachten
from billing.betalen.actions.afscheid import neem_afscheid
from billing.betalen.models import Betaalklant, Betaalverzoek, Stand, Stripeopdracht, Verzoekstand
from billing.betalen.stripe_van_ons import staat_aan
from billing.models import Factuur, Soort
from tenants.actions.vernietiging import registreer_rest
from tenants.console import schil
from tenants.console.gebeurtenissen import registreer_gebeurtenis, registreer_onderwerp


def haak_in() -> None:
    """Register everything, once."""
    haken.registreer_na_factuur(na_factuur)
    haken.registreer_factuurdeel("betalen/_factuurdeel.html", factuurdeel)
    haken.registreer_betaaldeel("betalen/_betaaldeel.html", betaaldeel)
    schil.registreer_let_op("betalen", let_op)
    registreer_rest("betalen", "Machtigingen en abonnement bij Stripe", neem_afscheid)
    registreer_onderwerp("betalen", "Betalen")
    registreer_gebeurtenis("betalen.vreemd_bericht", "Bericht van Stripe hoorde bij een andere gemeente")
    registreer_gebeurtenis("betalen.opnieuw", "Opdracht aan Stripe opnieuw gestart")
    registreer_gebeurtenis("betalen.betaalpagina", "Betaalpagina gemaakt voor een gemeente")
    registreer_gebeurtenis("betalen.machtiging", "Pagina gemaakt om een machtiging te geven")


def na_factuur(*, factuur: Factuur, at: datetime) -> None:
    """Write down what Stripe has to hear; where there is no Stripe, nothing."""
    if not staat_aan():
        return
    from billing.betalen.taken import straks, voer_uit  # tasks are found when all apps are ready

    for opdracht in opdrachten.schrijf_op(factuur=factuur, at=at):
        straks(voer_uit, opdracht.pk)


def factuurdeel(request: HttpRequest, factuur: Any) -> dict[str, Any] | None:
    """How an invoice stands at Stripe, for who does the money at the supplier. Two queries."""
    lijst = list(Stripeopdracht.objects.filter(factuur=factuur.pk))
    verzoek = Betaalverzoek.objects.filter(factuur=factuur.pk).select_related("klant").first()
    if verzoek is None and not lijst:
        return None
    open_ = getattr(factuur, "openstaand_centen", 0)
    return {
        "factuur": factuur,
        "verzoek": verzoek,
        "verschil": verzoek is not None and (verzoek.stand == Verzoekstand.BETAALD) != (open_ <= 0),
        "opdrachten": lijst,
        "is_mislukt": any(rij.stand == Stand.OPGEGEVEN for rij in lijst),
    }


def betaaldeel(request: HttpRequest, factuur: Any) -> dict[str, Any] | None:
    """The way to pay, on the gemeente's own page of an invoice. One query."""
    open_ = getattr(factuur, "openstaand_centen", 0)
    if not staat_aan() or factuur.soort != Soort.FACTUUR or open_ <= 0:
        return None
    klant = Betaalklant.objects.filter(gemeente=factuur.gemeente_id, is_weg=False).first()
    incasso = klant is not None and bool(klant.betaalwijze)
    return {
        "factuur": factuur,
        "open": open_,
        "incasseert": incasso,
        "incasso_op": factuur.vervaldatum if factuur.vervaldatum > localdate() else None,
        "betaalwijze": klant.betaalwijze_woorden if klant and incasso else "",
    }


def let_op() -> dict[UUID, schil.LetOp]:
    """Gemeenten of which something did not reach Stripe."""
    mislukt = Stripeopdracht.objects.filter(stand=Stand.OPGEGEVEN).values_list("factuur__gemeente", flat=True)
    return {gemeente: schil.LetOp("let_op", "Stripe weigert een factuur") for gemeente in mislukt.distinct()}
