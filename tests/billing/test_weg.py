"""A gemeente that left while nobody noted until when her contract ran: visible, and billed to nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from billing.actions.contract import wijzig_contract
from billing.actions.factuur import EindeOntbreekt, maak_factuur
from billing.models import Contract, Factuur
from billing.overzicht import concept_van, groepen, maandregels
from billing.queries import contracten_voor_facturatie, dossier_van, dossiers
from keukentafel.tenancy import GemeenteRef, in_platform
from tenants.console.rollen import LeverancierRol
from tenants.models import Contracteinde, Gemeente, Stand
from tests.billing.test_paginas import maak_klant, tekst_van
from tests.factories import billing

pytestmark = pytest.mark.django_db
LAATSTE = date(2026, 6, 30)


@pytest.fixture
def femke(klant_van: Callable[..., Client]) -> Client:
    """Femke Bos does the money at the supplier, and signed in."""
    return maak_klant(klant_van, LeverancierRol.FINANCIEEL)


def vertrek(ref: GemeenteRef, *, stand: str = Contracteinde.Stand.LOOPT, gesloten: bool = True) -> None:
    """Let a gemeente leave: the end was noted with her, her contract for the money was forgotten."""
    at = timezone.now()
    Contracteinde.objects.create(
        gemeente_id=ref.id, kenmerk="2026-117", einddatum=LAATSTE, aangezegd_op=at, stand=stand,
        gesloten_op=at if gesloten else None,
    )  # fmt: skip


def standen(maand: date) -> dict[str, tuple[int, int]]:
    """Return per group how many contracts stand in it, and what they come to."""
    regels = maandregels(
        dossiers(contracten_voor_facturatie(), maand=maand), maand=maand, heeft_afzender=True
    )
    return {groep.stand: (len(groep.regels), groep.bedrag) for groep in groepen(regels) if groep.regels}


def test_who_left_without_an_end_is_a_group_of_its_own_and_counts_for_nothing(
    contract: Contract, lindewaard: GemeenteRef
) -> None:
    voor = standen(billing.MAAND)
    vertrek(lindewaard)

    assert list(voor) == ["controleren"]
    assert standen(billing.MAAND) == {"weg": (1, 0)}
    with pytest.raises(EindeOntbreekt):
        billing.factureer(contract)
    assert not Factuur.objects.exists()


def test_a_month_before_she_left_stays_what_it_was_and_the_month_itself_asks(
    contract: Contract, lindewaard: GemeenteRef
) -> None:
    billing.factureer(contract)
    vertrek(lindewaard)

    assert list(standen(billing.MAAND)) == ["verstuurd"]
    assert standen(date(2026, 5, 1)) == {}
    assert (
        standen(date(2026, 6, 1)) == standen(date(2027, 1, 1)) == {"weg": (1, 0)}
    )  # money may have to go back


def test_with_the_last_day_noted_what_was_paid_too_much_goes_back(
    contract: Contract, lindewaard: GemeenteRef
) -> None:
    billing.factureer(contract)
    vertrek(lindewaard)
    wijzig_contract(
        contract=contract,
        versie=contract.versie,
        einde=LAATSTE + timedelta(days=1),
        by=billing.FEMKE,
        at=billing.NU,
    )

    dossier = dossier_van(contract.pk)
    assert dossier is not None
    assert dossier.weg_sinds is None
    concept = concept_van(dossier, maand=date(2026, 7, 1))
    assert concept.is_credit
    assert standen(date(2026, 7, 1))["controleren"] == (1, concept.subtotaal)


@pytest.mark.parametrize(
    ("anders", "is_weg"),
    [
        ({"stand": Contracteinde.Stand.VERNIETIGD}, True),
        ({"stand": Contracteinde.Stand.INGETROKKEN}, False),
        ({"gesloten": False}, False),
    ],
)
def test_left_is_who_was_closed_for_it(
    contract: Contract, lindewaard: GemeenteRef, anders: dict[str, Any], is_weg: bool
) -> None:
    vertrek(lindewaard, **anders)

    assert ("weg" in standen(billing.MAAND)) is is_weg


def test_who_was_destroyed_without_a_list_of_tasks_left_too(
    contract: Contract, lindewaard: GemeenteRef
) -> None:
    Gemeente.objects.filter(pk=lindewaard.id).update(
        stand=Stand.BEEINDIGD, beeindigd_op="2026-07-01T22:30:00Z"
    )

    dossier = dossier_van(contract.pk)

    assert dossier is not None
    assert dossier.weg_sinds == date(2026, 7, 2)  # the Dutch day
    with pytest.raises(EindeOntbreekt):
        maak_factuur(contract=contract, maand=billing.MAAND, vingerafdruk="", by=billing.FEMKE, at=billing.NU)


def test_the_page_has_one_link_that_proposes_the_last_day(femke: Client, lindewaard: GemeenteRef) -> None:
    with in_platform():
        billing.maak_afzender()
        contract = billing.maak_contract(lindewaard)
        vertrek(lindewaard)
    wijzig = f"/facturatie/contracten/{contract.pk}/wijzigen?laatste_dag=2026-06-30"

    pagina = femke.get("/facturatie?maand=2026-01")
    formulier = femke.get(wijzig)
    femke.post("/facturatie/versturen", {"maand": "2026-01"})
    voorbeeld = femke.get(f"/facturatie/contracten/{contract.pk}/voorbeeld?maand=2026-01")

    assert "Weg zonder einddatum" in tekst_van(pagina)
    assert "Haar laatste dag was 30 juni 2026." in tekst_van(pagina)
    assert pagina.content.decode().count(f'href="{wijzig}"') == 1
    assert 'value="30-06-2026"' in formulier.content.decode()
    assert f'href="{wijzig}"' in voorbeeld.content.decode()
    assert "vingerafdruk" not in voorbeeld.content.decode()
    with in_platform():
        assert not Factuur.objects.exists()


def test_the_page_asks_the_same_however_many_left(
    femke: Client, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    with in_platform():
        billing.maak_afzender()
        eerste = billing.maak_contract(lindewaard)
        vertrek(lindewaard)
    een = _vragen(femke)
    with in_platform():
        billing.maak_contract(hoogmeren, eerste.tarief)
        vertrek(hoogmeren)

    assert _vragen(femke) == een


def _vragen(femke: Client) -> int:
    femke.get("/facturatie?maand=2026-01")
    with in_platform(), CaptureQueriesContext(connection) as vragen:
        femke.get("/facturatie?maand=2026-01")
    return len(vragen)
