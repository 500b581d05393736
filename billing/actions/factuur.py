"""Make an invoice of a preview. A number is never skipped and an invoice never changes."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from billing import haken
from billing.actions.post import leg_op_de_post
from billing.models import (
    Afzender,
    Contract,
    Factuur,
    Factuurregel,
    Factuurstuk,
    Nagekeken,
    Regelsoort,
    Soort,
)
from billing.overzicht import concept_van
from billing.queries import Dossier, afzender, dossier_van
from billing.rules.concept import Concept, Conceptregel
from billing.ubl import als_xml, controleer
from keukentafel.errors import Refusal
from keukentafel.tenancy import in_platform
from tenants.platformboek import noteer


class NietsTeFactureren(Refusal):
    text = "Voor deze maand is er niets meer te factureren."


class VoorbeeldVeranderd(Refusal):
    text = "De bedragen zijn intussen veranderd. Kijk het voorbeeld opnieuw na."


class EerstNakijken(Refusal):
    text = "Kijk dit voorbeeld eerst na: er is iets veranderd."


class EindeOntbreekt(Refusal):
    text = (
        "Deze gemeente is weg en haar contract heeft geen laatste dag. Noteer eerst de laatste dag van het "
        "contract. Daarna kloppen de bedragen."
    )


class AfzenderOntbreekt(Refusal):
    text = "Vul eerst de gegevens van de leverancier in. Die staan op elke factuur."


class FactuurKloptNiet(Refusal):
    """The e-invoice breaks a rule of Peppol: nothing was made."""


AFZENDERVELDEN = ("naam", "straat", "postcode", "plaats", "kvk", "btw_nummer", "iban", "email", "telefoon")
AFNEMERVELDEN = ("naam", "straat", "postcode", "plaats", "kvk", "oin", "btw_nummer")


def kijk_na(*, contract: Contract, maand: date, vingerafdruk: str, by: Any, at: datetime) -> None:
    """Record that somebody looked at this preview.

    :raises VoorbeeldVeranderd: it is another one by now.
    """
    with in_platform(), transaction.atomic():
        concept = _concept_op_slot(contract, maand)[1]
        if concept.vingerafdruk != vingerafdruk:
            raise VoorbeeldVeranderd
        _, nieuw = Nagekeken.objects.get_or_create(
            contract=contract, maand=maand, vingerafdruk=vingerafdruk, defaults={"op": at, "door": by.naam}
        )
        if nieuw:
            boek("facturatie.nagekeken", contract, by, at, maand=maand.isoformat())


def maak_factuur(*, contract: Contract, maand: date, vingerafdruk: str, by: Any, at: datetime) -> Factuur:
    """Make the invoice, or the credit note, that this preview shows.

    :raises NietsTeFactureren: it was made before.
    :raises EindeOntbreekt: the gemeente left, and nobody noted until when her contract ran.
    :raises VoorbeeldVeranderd: what was seen is not what would be made.
    :raises EerstNakijken: something changed and nobody looked.
    :raises FactuurKloptNiet: the e-invoice would be refused.
    """
    with in_platform(), transaction.atomic():
        dossier, concept = _concept_op_slot(contract, maand)
        eigen = dossier.contract
        if dossier.weg_sinds is not None:
            raise EindeOntbreekt
        if not concept.regels:
            raise NietsTeFactureren
        if concept.vingerafdruk != vingerafdruk:
            raise VoorbeeldVeranderd
        if concept.vraagt_blik and (maand, vingerafdruk) not in dossier.nagekeken:
            raise EerstNakijken
        factuur = _leg_vast(dossier, concept, maand, by=by, at=at)
        boek("facturatie.factuur", eigen, by, at, nummer=factuur.nummer, centen=factuur.totaal_centen)
        return factuur


def _concept_op_slot(contract: Contract, maand: date) -> tuple[Dossier, Concept]:
    """Lock the contract, so that two people never bill the same days, and reckon again."""
    Contract.objects.select_for_update().only("pk").get(pk=contract.pk)
    dossier = dossier_van(contract.pk, maand=maand)
    assert dossier is not None
    return dossier, concept_van(dossier, maand=maand)


def _leg_vast(dossier: Dossier, concept: Concept, maand: date, *, by: Any, at: datetime) -> Factuur:
    contract, van = dossier.contract, afzender()
    if van is None:
        raise AfzenderOntbreekt
    factuur = maak_rij(
        contract,
        maand=maand,
        bedragen=(concept.subtotaal, concept.btw),
        btw=concept.btw_honderdsten,
        soort=Soort.CREDITNOTA if concept.is_credit else Soort.FACTUUR,
        by=by,
        at=at,
        afzender_=_kopie(van),
        afnemer={naam: getattr(contract, f"afnemer_{naam}") for naam in AFNEMERVELDEN}
        | {"email": contract.factuur_email},
        inkoopnummer=contract.inkoopnummer,
        verwijzingen=_eerdere(dossier, concept),
        reden="Verrekening met eerdere facturen." if concept.is_credit else "",
    )
    regels = [_regel(factuur, nummer, regel) for nummer, regel in enumerate(concept.regels, 1)]
    rond_af(factuur, Factuurregel.objects.bulk_create(regels), at=at)
    return factuur


def _eerdere(dossier: Dossier, concept: Concept) -> list[dict[str, str]]:
    """Return the invoices that billed what this one settles: the same periods, or the start fee."""
    correcties = [regel for regel in concept.regels if regel.soort == Regelsoort.CORRECTIE and regel.termijn]
    wat = Q(termijn_van__in={regel.termijn.van for regel in correcties if regel.termijn})
    if any(regel.soort == Regelsoort.STARTKOSTEN and regel.bedrag < 0 for regel in concept.regels):
        wat |= Q(soort=Regelsoort.STARTKOSTEN)
    verrekend = Factuurregel.objects.filter(wat, factuur__contract=dossier.contract)
    facturen = Factuur.objects.filter(soort=Soort.FACTUUR, pk__in=verrekend.values("factuur"))
    return [verwijzing(rij) for rij in facturen.order_by("jaar", "volgnummer")]


def verwijzing(factuur: Factuur) -> dict[str, str]:
    """Return how another invoice names this one."""
    return {"nummer": factuur.nummer, "datum": factuur.factuurdatum.isoformat()}


def _kopie(van: Afzender) -> dict[str, str]:
    return {naam: getattr(van, naam) for naam in AFZENDERVELDEN}


def maak_rij(
    contract: Contract,
    *,
    maand: date,
    bedragen: tuple[int, int],
    btw: int,
    soort: str,
    by: Any,
    at: datetime,
    afzender_: dict[str, str],
    afnemer: dict[str, str],
    inkoopnummer: str,
    verwijzingen: list[dict[str, str]],
    betreft: Factuur | None = None,
    is_deel: bool = False,
    reden: str = "",
) -> Factuur:
    """Take the next number and make the row of an invoice; its lines come after it."""
    dag = localdate(at)
    volgnummer = _volgend_nummer(dag.year)
    return Factuur.objects.create(
        jaar=dag.year,
        volgnummer=volgnummer,
        nummer=f"{dag.year}-{volgnummer:05}",
        soort=soort,
        contract=contract,
        gemeente_id=contract.gemeente_id,
        maand=maand,
        factuurdatum=dag,
        vervaldatum=dag + timedelta(days=contract.betaaltermijn_dagen),
        inkoopnummer=inkoopnummer,
        afzender=afzender_,
        afnemer=afnemer,
        btw_honderdsten=btw,
        subtotaal_centen=bedragen[0],
        btw_centen=bedragen[1],
        totaal_centen=sum(bedragen),
        betreft=betreft,
        is_deel=is_deel,
        verwijzingen=verwijzingen,
        reden=reden,
        gemaakt_op=at,
        gemaakt_door=by.naam,
    )


def _volgend_nummer(jaar: int) -> int:
    """Take the next number of a year. Its row stays locked until this invoice is there or is undone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO billing_factuurteller (id, jaar, laatste) VALUES (gen_random_uuid(), %s, 1)"
            " ON CONFLICT (jaar) DO UPDATE SET laatste = billing_factuurteller.laatste + 1 RETURNING laatste",
            [jaar],
        )
        return int(cursor.fetchone()[0])


def _regel(factuur: Factuur, nummer: int, regel: Conceptregel) -> Factuurregel:
    return Factuurregel(
        factuur=factuur,
        nummer=nummer,
        soort=regel.soort,
        module=regel.module,
        termijn_van=regel.termijn.van if regel.termijn else None,
        termijn_tot=regel.termijn.tot if regel.termijn else None,
        van=regel.van,
        tot=regel.tot,
        omschrijving=regel.omschrijving,
        reden=regel.reden,
        bruto_centen=regel.bruto,
        korting_centen=regel.korting,
        bedrag_centen=regel.bedrag,
        grondslag=dict(regel.grondslag),
    )


def rond_af(factuur: Factuur, regels: list[Factuurregel], *, at: datetime) -> None:
    """Write the e-invoice with it, and tell who waits for invoices.

    :raises FactuurKloptNiet: it breaks a rule; the number is given back with everything else.
    """
    xml = als_xml(factuur, regels)
    fouten = controleer(xml)
    if fouten:
        raise FactuurKloptNiet(f"De e-factuur klopt niet: {' '.join(str(fout) for fout in fouten)}")
    Factuurstuk.objects.create(
        factuur=factuur, soort="ubl", inhoud=xml, sha256=hashlib.sha256(xml).hexdigest()
    )
    leg_op_de_post(factuur=factuur, naar=factuur.contract.factuur_email, at=at)
    for haak in haken.na_factuur:
        haak(factuur=factuur, at=at)


def boek(gebeurtenis: str, contract: Contract, by: Any, at: datetime, **detail: Any) -> None:
    """Write it in the supplier's logboek."""
    noteer(gebeurtenis, at=at, by=by, target=contract.gemeente, soort="C", detail=detail)
