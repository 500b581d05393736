"""Weigh the help, and carry what was weighed over into a decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.geld import Geld
from modules.dossier.actions.casus import bewaar_versie
from modules.dossier.besluiten.actions.beschikking import change_beschikking, draft_beschikking
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.rules.omvang import in_woorden, per_jaar
from modules.dossier.besluiten.woorden import TE_MAKEN, Plaats
from modules.dossier.voorzieningen.codelijsten import Eenheid, Frequentie
from modules.dossier.voorzieningen.models import Product
from modules.dossier.voorzieningen.queries import aanbod_van, tarief_van
from modules.wmo.actions.zaak import eis, lock_zaak
from modules.wmo.feiten import bijdragefeiten
from modules.wmo.models import Maatwerk, Wens, Zaak
from modules.wmo.rules.bijdrage import Bijdrage, bepaal_bijdrage
from modules.wmo.rules.maatwerk import VOLGORDE, VOOR_MAATWERK, Trede
from modules.wmo.rules.verloop import Handeling
from modules.wmo.stand import besluiten_van
from modules.wmo.vereisten import oordeel_over

VELDEN = (
    "is_toegekend", "volgorde", "product", "vorm", "omvang", "begin", "einde", "pgb_bekwaam", "pgb_bekwaam_tekst",
    "pgb_motivering", "pgb_veilig", "pgb_veilig_tekst", "keuze_aangeboden", "aanbieder", "reden_een", "wens_soort",
    "wens", "wens_antwoord", "wens_gelukt", "alle_partners_aow",
)  # fmt: skip
_EENHEID = {
    Eenheid.MINUUT: "minuut", Eenheid.UUR: "uur", Eenheid.ETMAAL: "etmaal", Eenheid.DAGDEEL: "dagdeel",
    Eenheid.STUKS_OUTPUT: "stuks", Eenheid.EURO: "euro", Eenheid.STUKS_INSPANNING: "stuks",
}  # fmt: skip
_FREQUENTIE = {
    Frequentie.DAG: "dag", Frequentie.WEEK: "week", Frequentie.MAAND: "maand", Frequentie.TOTAAL: "totaal",
}  # fmt: skip


class NogNietRond(Refusal):
    """The weighing misses something; the sentence says what first."""


class AlEenBesluit(Refusal):
    text = "Er is al een besluit over deze melding. Herzie dat besluit als er iets moet veranderen."


@transaction.atomic
def weigh_maatwerk(
    *, zaak: Zaak, gegevens: Mapping[str, Any], versie: int, by: Any, at: datetime
) -> Maatwerk:
    """Keep what was weighed, with the contribution as it follows from it. What is missing may come later.

    :raises NietNu: there is no aanvraag, or the decision was taken.
    :raises Verouderd: somebody saved it since `versie`.
    """
    zaak = lock_zaak(zaak)
    eis(zaak, Handeling.TIJDELIJK, localdate(at))  # as long as the line runs
    rij, nieuw = Maatwerk.objects.get_or_create(zaak=zaak)
    for veld in VELDEN:
        if veld in gegevens:
            setattr(rij, veld, gegevens[veld])
    if rij.wens.strip() and not rij.wens_soort:
        rij.wens_soort = Wens.ANDERS  # a wish is counted, also when nobody said of which kind
    set_bijdrage(zaak, rij, localdate(at))
    bijdrage = ["bijdrage_verschuldigd", "bijdrage_centen", "bijdrage_vanaf", "bijdrage_reden"]
    bewaar_versie(rij, versie=rij.versie if nieuw else versie, velden=[*VELDEN, *bijdrage])
    audit.record("wmo.maatwerk.gewogen", target=rij, by=by, at=at, huishouden_id=zaak.huishouden_id)
    return rij


def set_bijdrage(zaak: Zaak, rij: Maatwerk, dag: date) -> None:
    """Art. 2.1.4: the facts that go to CAK, with the amount of the day the help begins."""
    if not rij.is_toegekend or rij.product is None:
        rij.bijdrage_verschuldigd, rij.bijdrage_centen, rij.bijdrage_vanaf, rij.bijdrage_reden = (
            None,
            0,
            None,
            "",
        )
        return
    vanaf = rij.begin or dag
    bijdrage = _bijdrage(zaak, rij, vanaf)
    rij.bijdrage_verschuldigd, rij.bijdrage_centen = bijdrage.is_verschuldigd, bijdrage.per_maand.centen
    rij.bijdrage_vanaf, rij.bijdrage_reden = vanaf, bijdrage.reden[:300]


def _bijdrage(zaak: Zaak, rij: Maatwerk, dag: date) -> Bijdrage:
    if rij.product is not None and not rij.product.is_bijdrageplichtig:
        return Bijdrage(
            is_verschuldigd=False,
            per_maand=Geld(0),
            reden="Voor deze hulp vraagt de gemeente geen eigen bijdrage.",
        )
    feiten = bijdragefeiten(zaak, dag, product=rij.product, alle_partners_aow=rij.alle_partners_aow)
    return bepaal_bijdrage(feiten, dag)


@transaction.atomic
def prepare_besluit(
    *, zaak: Zaak, by: Any, at: datetime, plaats: str = Plaats.TEAM, id: UUID | None = None
) -> Beschikking:
    """Make the decision ready with everything that was weighed, so that nobody types it again.

    :raises NietNu: no aanvraag, or nobody knows who asks.
    :raises NogNietRond: the weighing is not complete.
    :raises AlEenBesluit: one was taken already.
    """
    zaak = lock_zaak(zaak)
    eis(zaak, Handeling.BESLUIT, localdate(at))
    maatwerk = Maatwerk.objects.select_related("product", "aanbieder").filter(zaak=zaak).first()
    if maatwerk is None or maatwerk.is_toegekend is None:
        raise NogNietRond("Maak eerst de afweging: wordt het maatwerk, of is andere hulp genoeg?")
    aanbieders = len(aanbod_van(maatwerk.product, localdate(at))) if maatwerk.product else 0
    if gemist := oordeel_over(maatwerk, aantal_aanbieders=aanbieders):
        raise NogNietRond(gemist[0].text)
    bestaand = besluiten_van(zaak).order_by("-gemaakt_op").first()
    if bestaand is not None and bestaand.stand not in TE_MAKEN:
        raise AlEenBesluit
    rij = bestaand or draft_beschikking(
        casus=zaak.casus,
        inwoner=zaak.inwoner,
        soort="wmo_maatwerk",
        aanvraag_op=zaak.aanvraag_op,
        gevraagd=zaak.aanvraag_waarvoor,
        melding=zaak.melding,
        plaats=plaats,
        behandelaar=None if plaats == Plaats.TEAM else by,
        by=by,
        at=at,
        id=id,
    )
    return change_beschikking(
        beschikking=rij,
        gegevens=_inhoud(maatwerk),
        voorzieningen=_voorzieningen(maatwerk, localdate(at)),
        gezien_versie=rij.versie,
        by=by,
        at=at,
    )


def _inhoud(rij: Maatwerk) -> dict[str, Any]:
    overwegingen = _gewogen(rij)
    if rij.is_toegekend and rij.vorm == "pgb":
        overwegingen["pgb"] = f"{rij.pgb_motivering}\n{rij.pgb_bekwaam_tekst}\n{rij.pgb_veilig_tekst}"
    if rij.is_toegekend and (rij.wens or rij.reden_een):
        overwegingen["keuze"] = "\n".join(
            deel for deel in (rij.wens, rij.wens_antwoord, rij.reden_een) if deel
        )
    if rij.bijdrage_reden:
        overwegingen["bijdrage"] = rij.bijdrage_reden
    return {
        "uitkomst": "toegekend" if rij.is_toegekend else "afgewezen",
        "overwegingen": overwegingen,
        "wat": _wat(rij),
        "gevolgen": _gevolgen(rij),
        "hoeveel": _hoeveel(rij) if rij.is_toegekend else "",
        "begin": rij.begin if rij.is_toegekend else None,
        "einde": rij.einde if rij.is_toegekend else None,
    }


def _gewogen(rij: Maatwerk) -> dict[str, str]:
    """Return what was weighed at each step; after the one that is enough, that nothing more was needed (F061)."""
    teksten = {trede.code: str(rij.volgorde.get(trede.code, {}).get("tekst", "")) for trede in VOLGORDE}
    genoeg = _genoeg(rij)
    if genoeg is not None:
        verder = f"Dit hoefden wij niet meer te bekijken. {genoeg.titel} is genoeg."
        teksten = {code: teksten[code] or verder for code in VOOR_MAATWERK}
    return {code: tekst for code, tekst in teksten.items() if tekst}


def _genoeg(rij: Maatwerk) -> Trede | None:
    if rij.is_toegekend:
        return None
    return next((trede for trede in VOLGORDE if rij.volgorde.get(trede.code, {}).get("volstaat")), None)


def _wat(rij: Maatwerk) -> str:
    """Say the decision in one sentence to the resident."""
    if rij.is_toegekend and rij.product is not None:
        return f"U krijgt deze hulp: {rij.product.naam}."
    genoeg = _genoeg(rij)
    reden = f" Andere hulp is genoeg: {genoeg.titel.lower()}." if genoeg else ""
    return f"U krijgt geen maatwerk van de gemeente.{reden}"


def _gevolgen(rij: Maatwerk) -> str:
    """Say what follows: who pays the budget (art. 2.6.2) and what the resident pays (art. 2.1.4)."""
    if not rij.is_toegekend:
        return ""
    delen = []
    if rij.vorm == "pgb":
        delen.append(
            "U sluit zelf een overeenkomst met wie u helpt. "
            "De Sociale Verzekeringsbank (SVB) betaalt de hulp uit uw pgb."
        )
    if rij.bijdrage_verschuldigd:
        delen.append(f"U betaalt ten hoogste {rij.bijdrage} per maand. Het CAK stuurt u de rekening.")
    elif rij.bijdrage_verschuldigd is False:
        delen.append("U betaalt geen eigen bijdrage voor deze hulp.")
    return " ".join(delen)


def _hoeveel(rij: Maatwerk) -> str:
    if rij.omvang is None or rij.product is None:
        return ""
    return in_woorden(rij.omvang, _eenheid(rij.product), _frequentie(rij.product))


def _eenheid(product: Product) -> str:
    return _EENHEID.get(Eenheid(product.eenheid), "")


def _frequentie(product: Product) -> str:
    return _FREQUENTIE.get(product.frequentie, "")  # type: ignore[call-overload]


def _voorzieningen(rij: Maatwerk, dag: date) -> list[dict[str, Any]]:
    product = rij.product
    if not rij.is_toegekend or product is None or rij.begin is None:
        return []
    return [
        {
            "categorie": product.categorie,
            "product": product.code,
            "titel": product.naam,
            "aanbieder": rij.aanbieder if rij.vorm == "zin" else None,
            "vorm": rij.vorm,
            "omvang": rij.omvang,
            "eenheid": _eenheid(product),
            "frequentie": _frequentie(product),
            "bedrag_per_jaar": _bedrag_per_jaar(rij, dag),
            "begin": rij.begin,
            "einde": rij.einde,
        }
    ]


def _bedrag_per_jaar(rij: Maatwerk, dag: date) -> int:
    """Return in cents what this costs in a year: the mandate is about that amount."""
    assert rij.product is not None
    tarief = tarief_van(
        rij.product, rij.begin or dag, aanbieder_id=rij.aanbieder_id, is_pgb=rij.vorm == "pgb"
    ) or tarief_van(rij.product, rij.begin or dag, aanbieder_id=rij.aanbieder_id)
    if tarief is None:
        return 0
    return per_jaar(
        tarief.centen, rij.omvang, _frequentie(rij.product), begin=rij.begin or dag, einde=rij.einde
    )
