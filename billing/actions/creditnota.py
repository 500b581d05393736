"""Take back an invoice: the whole of it, or a part with a reason. The parts add up to the whole, to the cent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from billing.actions.betaling import open_als_alles_betaald_is
from billing.actions.factuur import boek, maak_rij, rond_af, verwijzing
from billing.betaalstand import betaalstanden
from billing.models import Contract, Factuur, Factuurregel, Soort
from billing.models.factuur import Regelsoort
from billing.rules.afronding import procent
from keukentafel.errors import Refusal
from keukentafel.tenancy import in_platform


class NietTeCrediteren(Refusal):
    text = "Deze factuur is al gecrediteerd, of is zelf een creditnota."


class TeVeelTerug(Refusal):
    text = "Dit is meer dan er van deze factuur nog te crediteren is."


class NietsTerug(Refusal):
    text = "Vul bij een regel, of bij het hele bedrag, in wat er terug gaat."


def crediteer(*, factuur: Factuur, reden: str, by: Any, at: datetime) -> Factuur:
    """Take back what is left of an invoice; its periods can be billed again.

    :raises NietTeCrediteren: it was taken back before, or is a credit note.
    """
    with in_platform(), transaction.atomic():
        oud, eerdere = _op_slot(factuur)
        regels = [_tegenregel(regel) for regel in oud.regels.all()]
        regels += [_los(f"Al gecrediteerd met {nota.nummer}", -nota.subtotaal_centen) for nota in eerdere]
        return _maak(oud, eerdere, regels, reden=reden, by=by, at=at)


def crediteer_deel(
    *, factuur: Factuur, per_regel: Mapping[int, int], bedrag: int = 0, reden: str, by: Any, at: datetime
) -> Factuur:
    """Take back a part: so many cents without VAT of each line by its number, and of the invoice as a whole.

    It stays: the next invoice does not settle it, and the periods of the invoice stay billed.

    :raises NietTeCrediteren: it was taken back whole before, or is a credit note.
    :raises NietsTerug: nothing above zero is asked.
    :raises TeVeelTerug: more than is left of a line, or of the invoice.
    """
    if (
        bedrag < 0
        or any(centen < 0 for centen in per_regel.values())
        or not (bedrag or any(per_regel.values()))
    ):
        raise NietsTerug
    with in_platform(), transaction.atomic():
        oud, eerdere = _op_slot(factuur)
        over = over_per_regel(oud.regels.all(), eerdere)
        if any(centen > over.get(nummer, 0) for nummer, centen in per_regel.items()):
            raise TeVeelTerug
        regels = [
            _deelregel(regel, per_regel[regel.nummer])
            for regel in oud.regels.all()
            if per_regel.get(regel.nummer)
        ]
        if bedrag:
            regels.append(_los(f"Deel van factuur {oud.nummer}", -bedrag))
        return _maak(oud, eerdere, regels, reden=reden, by=by, at=at, is_deel=True)


def over_per_regel(regels: Iterable[Factuurregel], eerdere: Iterable[Factuur]) -> dict[int, int]:
    """Return how much of each line can still be taken back, in cents without VAT; of no line more than it is."""
    over = Counter({regel.nummer: max(regel.bedrag_centen, 0) for regel in regels})
    for nota in eerdere:
        for regel in nota.regels.all():
            if "regel" in regel.grondslag:
                over[regel.grondslag["regel"]] += regel.bedrag_centen
    return dict(over)


def _op_slot(factuur: Factuur) -> tuple[Factuur, list[Factuur]]:
    """Lock the contract, and return the invoice with the parts of it that were taken back before."""
    contract = Contract.objects.select_for_update().get(pk=factuur.contract_id)
    oud = Factuur.objects.prefetch_related("regels").get(pk=factuur.pk)
    oud.contract = contract
    eerdere = list(oud.crediteringen.order_by("jaar", "volgnummer").prefetch_related("regels"))
    if oud.soort != Soort.FACTUUR or not all(nota.is_deel for nota in eerdere):
        raise NietTeCrediteren
    return oud, eerdere


def _maak(
    oud: Factuur,
    eerdere: Sequence[Factuur],
    regels: list[Factuurregel],
    *,
    reden: str,
    by: Any,
    at: datetime,
    is_deel: bool = False,
) -> Factuur:
    """Make the credit note of these lines.

    Its VAT is that of everything taken back so far, less that of the credit notes before: so the VAT of all
    parts is the VAT of the invoice, and each is at most a cent from its own rate.
    """
    terug = -sum(regel.bedrag_centen for regel in regels)
    al = -sum(nota.subtotaal_centen for nota in eerdere)
    if terug + al > oud.subtotaal_centen:
        raise TeVeelTerug
    btw = procent(al + terug, oud.btw_honderdsten) + sum(nota.btw_centen for nota in eerdere)
    nota = maak_rij(
        oud.contract,
        maand=oud.maand,
        bedragen=(-terug, -btw),
        btw=oud.btw_honderdsten,
        soort=Soort.CREDITNOTA,
        by=by,
        at=at,
        afzender_=oud.afzender,
        afnemer=oud.afnemer,
        inkoopnummer=oud.inkoopnummer,
        betreft=oud,
        is_deel=is_deel,
        verwijzingen=[verwijzing(oud)],
        reden=reden.strip(),
    )
    for nummer, regel in enumerate(regels, 1):
        regel.factuur, regel.nummer = nota, nummer
    rond_af(nota, Factuurregel.objects.bulk_create(regels), at=at)
    boek(
        "facturatie.creditnota", oud.contract, by, at, nummer=nota.nummer, factuur=oud.nummer,
        centen=nota.totaal_centen, reden=reden,
    )  # fmt: skip
    open_als_alles_betaald_is(oud, at=at)
    transaction.on_commit(betaalstanden.vergeet)
    return nota


def _tegenregel(regel: Factuurregel) -> Factuurregel:
    velden = ("soort", "module", "termijn_van", "termijn_tot", "van", "tot", "omschrijving", "reden")
    return Factuurregel(
        **{naam: getattr(regel, naam) for naam in velden},
        bruto_centen=-regel.bruto_centen,
        korting_centen=-regel.korting_centen,
        bedrag_centen=-regel.bedrag_centen,
        grondslag=regel.grondslag,
    )


def _deelregel(regel: Factuurregel, centen: int) -> Factuurregel:
    velden = ("module", "van", "tot", "omschrijving")
    return Factuurregel(
        soort=Regelsoort.CREDIT,
        **{naam: getattr(regel, naam) for naam in velden},
        bruto_centen=-centen,
        bedrag_centen=-centen,
        grondslag={"regel": regel.nummer},
    )


def _los(omschrijving: str, centen: int) -> Factuurregel:
    """Make a line that belongs to no line of the invoice."""
    return Factuurregel(
        soort=Regelsoort.CREDIT, omschrijving=omschrijving, bruto_centen=centen, bedrag_centen=centen
    )
