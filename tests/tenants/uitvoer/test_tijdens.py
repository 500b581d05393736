"""Nobody opens, ends or moves a gemeente while something of it is being swapped, restored or moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from keukentafel.errors import Refusal
from keukentafel.tenancy import GemeenteRef, in_platform
from tenants.actions import offboarding, suspension
from tenants.bezig import NogNietHersteld, VerhuistNu, WordtGewisseld
from tenants.clusters.actions import verhuizen
from tenants.clusters.models import Stand as Verhuisstand
from tenants.clusters.models import Verhuizing
from tenants.models import Contracteinde, Gemeente, Stand
from tenants.uitvoer.actions import wisselen
from tenants.uitvoer.models import Terugzetstand, Terugzetting, Uitvoer
from tests.tenants.levensloop import collega, rijp_einde
from tests.tenants.test_paginas import tekst_van
from tests.tenants.uitvoer.test_terugzetten import stand_van

Exporteer = Callable[[], Uitvoer]
Ernaast = Callable[[Uitvoer], Terugzetting]
KNOP = "Zet de gemeente open"


def sluit(ref: GemeenteRef, reden: str) -> None:
    with in_platform():
        Gemeente.objects.filter(pk=ref.id).update(stand=Stand.OPGESCHORT, opschortreden=reden)


def wissel_van(ref: GemeenteRef, nu: datetime, stand: Terugzetstand = Terugzetstand.WISSELT) -> Terugzetting:
    with in_platform():
        return Terugzetting.objects.create(gemeente_id=ref.id, stand=stand, reden="Proef", gevraagd_op=nu)


@pytest.mark.usefixtures("brief")
@pytest.mark.django_db(transaction=True, databases=["default", "migrator"])
def test_nobody_opens_a_gemeente_in_the_middle_of_its_swap(
    lindewaard: GemeenteRef, exporteer: Exporteer, zet_ernaast: Ernaast
) -> None:
    rij, gezien = zet_ernaast(exporteer()), []

    def iemand_opent(_seconden: float) -> None:
        with pytest.raises(WordtGewisseld):
            suspension.hervat(naam="lindewaard", at=timezone.now())
        with pytest.raises(CommandError, match="wordt op dit moment een kopie in gebruik genomen"):
            call_command("gemeente-opschorten", "lindewaard", hervatten=True)
        gezien.append(stand_van(lindewaard))

    wisselen.wissel(rij.pk, at=timezone.now(), wacht=iemand_opent)

    assert (gezien, stand_van(lindewaard)) == ([Stand.OPGESCHORT], Stand.ACTIEF)
    suspension.schort_op(naam="lindewaard", reden="Storing", at=timezone.now())
    suspension.hervat(naam="lindewaard", at=timezone.now())
    assert stand_van(lindewaard) == Stand.ACTIEF


@pytest.mark.django_db
def test_the_page_offers_no_button_while_a_swap_runs_and_the_press_is_refused(
    klant: Client, lindewaard: GemeenteRef, nu: datetime
) -> None:
    sluit(lindewaard, wisselen.GESLOTEN)
    rij, pad = wissel_van(lindewaard, nu), f"/gemeenten/{lindewaard.id}"

    pagina = klant.get(pad)
    antwoord = klant.post(f"{pad}/hervatten")

    assert KNOP not in tekst_van(pagina)
    assert WordtGewisseld.text in tekst_van(pagina)
    assert (antwoord.status_code, WordtGewisseld.text in tekst_van(antwoord)) == (422, True)
    with in_platform():
        Terugzetting.objects.filter(pk=rij.pk).update(stand=Terugzetstand.GEWISSELD)
    assert KNOP in tekst_van(klant.get(pad))
    assert klant.post(f"{pad}/hervatten").status_code == 303
    assert stand_van(lindewaard) == Stand.ACTIEF


@pytest.mark.django_db
def test_a_gemeente_that_is_made_from_a_copy_opens_when_its_data_is_there(
    lindewaard: GemeenteRef, nu: datetime
) -> None:
    sluit(lindewaard, wisselen.WACHT_OP_EEN_MENS)
    rij = wissel_van(lindewaard, nu, Terugzetstand.BEZIG)

    with pytest.raises(NogNietHersteld):
        suspension.hervat(naam="lindewaard", at=nu)
    with in_platform():
        Terugzetting.objects.filter(pk=rij.pk).update(stand=Terugzetstand.KLAAR, gewisseld_op=nu)
    suspension.hervat(naam="lindewaard", at=nu)

    assert stand_van(lindewaard) == Stand.ACTIEF


@pytest.mark.django_db
def test_an_end_is_not_taken_back_while_a_swap_runs(lindewaard: GemeenteRef, nu: datetime) -> None:
    ilse = collega("Ilse Koster", nu)
    einde = rijp_einde(lindewaard, by=ilse, at=nu)
    rij = wissel_van(lindewaard, nu)

    with in_platform(), pytest.raises(WordtGewisseld):
        offboarding.trek_in(einde=einde, by=ilse, at=nu)
    assert stand_van(lindewaard) == Stand.OPGESCHORT
    with in_platform():
        Terugzetting.objects.filter(pk=rij.pk).update(stand=Terugzetstand.GEWISSELD)
        offboarding.trek_in(einde=einde, by=ilse, at=nu)

    assert stand_van(lindewaard) == Stand.ACTIEF


@pytest.mark.django_db
@pytest.mark.parametrize("wat", [WordtGewisseld, VerhuistNu])
def test_nothing_is_destroyed_while_a_swap_or_a_move_runs(
    klant: Client, lindewaard: GemeenteRef, nu: datetime, wat: type[Refusal]
) -> None:
    ilse, joost = collega("Ilona Koster", nu), collega("Joost Meijer", nu)
    einde, pad = rijp_einde(lindewaard, by=ilse, at=nu), f"/gemeenten/{lindewaard.id}/einde"
    with in_platform():
        offboarding.vraag_vernietiging(einde=einde, by=ilse, at=nu)
        if wat is VerhuistNu:
            Verhuizing.objects.create(
                gemeente_id=lindewaard.id, naar="tweede", stand=Verhuisstand.BEZIG, gevraagd_op=nu
            )
    if wat is WordtGewisseld:
        wissel_van(lindewaard, nu)

    with in_platform():
        with pytest.raises(wat):
            offboarding.vraag_vernietiging(einde=einde, by=ilse, at=nu)
        with pytest.raises(wat):
            offboarding.geef_akkoord(einde=einde, naam="Lindewaard", by=joost, at=nu)
    tekst = tekst_van(klant.get(pad))
    assert str(wat()) in tekst
    assert "Vernietig alles van deze gemeente" not in tekst
    assert ("Trek de opzegging in" in tekst) is (wat is VerhuistNu)
    with in_platform():
        Terugzetting.objects.update(stand=Terugzetstand.KLAAR)
        Verhuizing.objects.update(stand=Verhuisstand.AFGEBROKEN)
        offboarding.geef_akkoord(einde=einde, naam="Lindewaard", by=joost, at=nu)


@pytest.mark.django_db
def test_a_gemeente_that_is_being_destroyed_does_not_move(
    klant: Client, lindewaard: GemeenteRef, nu: datetime, settings: object
) -> None:
    with in_platform():
        Contracteinde.objects.create(
            gemeente_id=lindewaard.id, kenmerk="2026-117", einddatum=nu.date(), aangezegd_op=nu,
            stand=Contracteinde.Stand.VERNIETIGEN,
        )  # fmt: skip
        rij = Verhuizing.objects.create(
            gemeente_id=lindewaard.id, naar="tweede", stand=Verhuisstand.MISLUKT, gevraagd_op=nu
        )

    antwoord = klant.post(f"/gemeenten/{lindewaard.id}/verhuizen/verder")

    assert (antwoord.status_code, verhuizen.WordtVernietigd.text in tekst_van(antwoord)) == (422, True)
    with in_platform():
        rij.refresh_from_db()
        with pytest.raises(verhuizen.WordtVernietigd):
            verhuizen.begin_verhuizing(gemeente_id=lindewaard.id, naar="hoofd", at=nu)
    assert rij.stand == Verhuisstand.MISLUKT
