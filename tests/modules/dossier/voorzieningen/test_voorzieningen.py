"""The catalogue of help: products, tariffs, contracts, waiting times, and the file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.values.geld import Geld
from modules.dossier.voorzieningen.actions.product import (
    CodeBestaat,
    ContractBestaat,
    VerkeerdeCategorie,
    save_contract,
    save_product,
    set_tarief,
    set_wachttijd,
)
from modules.dossier.voorzieningen.csv_vorm import lees, schrijf
from modules.dossier.voorzieningen.models import Product
from modules.dossier.voorzieningen.queries import aanbod_van, producten_op, tarief_van
from modules.inrichting.models import Organisatie
from tests.factories.identity import log_in, maak_gebruiker
from tests.modules.dossier.verkeer import vragen

pytestmark = pytest.mark.usefixtures("in_lindewaard")
BEGIN = date(2026, 1, 1)


@pytest.fixture
def beheerder(in_lindewaard):
    return maak_gebruiker(rollen=(Rol.BEHEERDER,), met_code_app=False)


def maak(by, **velden):
    gegevens = {
        "wet": "wmo", "categorie": "01", "code": "01A01", "naam": "Schoon huis", "eenheid": "04", "frequentie": "2",
        "geldig_van": BEGIN, "geldig_tot": None, **velden,
    }  # fmt: skip
    return save_product(product=None, gegevens=gegevens, by=by, at=timezone.now())


def aanbieder(naam="Zorg Dichtbij"):
    return Organisatie.objects.get_or_create(naam=naam, defaults={"soort": "zorg"})[0]


def test_a_category_of_another_law_is_refused(beheerder):
    with pytest.raises(VerkeerdeCategorie):
        maak(beheerder, categorie="45")


def test_one_code_runs_once_at_a_time(beheerder):
    maak(beheerder, geldig_tot=date(2026, 7, 1))
    maak(beheerder, geldig_van=date(2026, 7, 1))

    with pytest.raises(CodeBestaat):
        maak(beheerder, geldig_van=date(2026, 3, 1), geldig_tot=date(2026, 4, 1))


def test_a_product_is_offered_in_its_days_only(beheerder):
    maak(beheerder, geldig_tot=date(2026, 7, 1))

    assert [producten_op("wmo", dag).count() for dag in (date(2026, 6, 30), date(2026, 7, 1))] == [1, 0]


def test_a_tariff_holds_from_its_day_and_an_own_one_wins(beheerder):
    product, zorg, nu = maak(beheerder), aanbieder(), timezone.now()
    set_tarief(product=product, bedrag=Geld(3000), vanaf=BEGIN, by=beheerder, at=nu)
    set_tarief(product=product, bedrag=Geld(3300), vanaf=date(2026, 7, 1), by=beheerder, at=nu)
    set_tarief(product=product, bedrag=Geld(3100), vanaf=BEGIN, aanbieder=zorg, by=beheerder, at=nu)

    assert [
        tarief_van(product, date(2026, 6, 30)),
        tarief_van(product, date(2026, 7, 1)),
        tarief_van(product, date(2026, 7, 1), aanbieder_id=zorg.pk),
    ] == [Geld(3000), Geld(3300), Geld(3100)]


def test_the_shortest_wait_comes_first_and_a_contract_that_ended_is_gone(beheerder):
    product, nu, dag = maak(beheerder), timezone.now(), date(2026, 6, 1)
    for naam, weken, tot in (("Lang", 8, None), ("Kort", 2, None), ("Voorbij", 0, date(2026, 5, 31))):
        contract = save_contract(
            product=product, aanbieder=aanbieder(naam), van=BEGIN, tot_en_met=tot, by=beheerder, at=nu
        )
        set_wachttijd(contract=contract, weken=weken, gemeten_op=date(2026, 5, 1), by=beheerder, at=nu)

    assert [(rij.naam, rij.wachttijd_weken) for rij in aanbod_van(product, dag)] == [("Kort", 2), ("Lang", 8)]


def test_two_contracts_with_one_aanbieder_do_not_overlap(beheerder):
    product, nu = maak(beheerder), timezone.now()
    save_contract(product=product, aanbieder=aanbieder(), van=BEGIN, tot_en_met=None, by=beheerder, at=nu)

    with pytest.raises(ContractBestaat):
        save_contract(
            product=product, aanbieder=aanbieder(), van=date(2026, 3, 1), tot_en_met=None, by=beheerder, at=nu
        )


def test_what_goes_out_as_a_file_comes_in_the_same(beheerder):
    product, nu = maak(beheerder, naam="=SOM(A1)"), timezone.now()
    set_tarief(product=product, bedrag=Geld(3050), vanaf=BEGIN, by=beheerder, at=nu)
    save_contract(product=product, aanbieder=aanbieder(), van=BEGIN, tot_en_met=None, by=beheerder, at=nu)

    tekst = schrijf(list(Product.objects.all()), localdate())
    uitkomst = lees(tekst.encode(), vandaag=localdate(), by=beheerder, at=nu)

    assert "'=SOM(A1)" in tekst
    assert (uitkomst.producten, uitkomst.contracten, uitkomst.fouten) == (1, 1, ())
    assert Product.objects.count() == 1


def test_one_wrong_line_keeps_the_whole_file_out(beheerder):
    kop = "wet;categorie;code;naam;omschrijving;eenheid;frequentie;aanbieder"
    bestand = f"{kop}\nwmo;02;02A01;Begeleiding;;04;2;\nwmo;45;x;Fout;;04;2;\nwmo;02;y;Fout;;04;2;Onbekend\n"

    uitkomst = lees(bestand.encode(), vandaag=localdate(), by=beheerder, at=timezone.now())

    assert [fout.regel for fout in uitkomst.fouten] == [3, 4]
    assert uitkomst.fouten[1].tekst == (
        "De aanbieder “Onbekend” staat niet bij Organisaties. Voeg hem daar eerst toe."
    )
    assert Product.objects.count() == 0


@pytest.mark.parametrize("inhoud", [b"\x00\x01\x02", b"", b"a;b\n1;2", b"\xff\xfe"])
def test_a_file_that_is_no_catalogue_is_refused_in_words(klant, beheerder, inhoud):
    log_in(klant, beheerder)

    antwoord = klant.post(
        reverse("voorzieningen:inlezen"), {"bestand": SimpleUploadedFile("lijst.csv", inhoud)}
    )

    assert antwoord.status_code == 422


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_page_asks_the_same_number_of_queries(klant, beheerder, aantal):
    for nummer in range(aantal):
        maak(beheerder, code=f"A{nummer}", naam=f"Hulp {nummer}")
    log_in(klant, beheerder)
    klant.get(reverse("voorzieningen:voorzieningen"))

    assert vragen(klant, reverse("voorzieningen:voorzieningen")) == 8


def test_search_sort_and_paging_work_together(klant, beheerder):
    for nummer in range(30):
        maak(beheerder, code=f"B{nummer}", naam=f"Begeleiding {nummer:02d}")
    maak(beheerder, code="Z", naam="Rolstoel")
    log_in(klant, beheerder)
    adres = reverse("voorzieningen:voorzieningen")

    eerste = klant.get(f"{adres}?q=begeleiding&sorteer=naam").content.decode()
    tweede = klant.get(f"{adres}?q=begeleiding&sorteer=naam&blad=2").content.decode()

    assert ("Begeleiding 00" in eerste, "Begeleiding 29" in eerste, "Rolstoel" in eerste) == (
        True,
        False,
        False,
    )
    assert "Begeleiding 29" in tweede


def test_a_product_is_added_and_changed_on_the_page(klant, beheerder):
    log_in(klant, beheerder)
    aanbieder()
    velden = {
        "wet": "wmo", "categorie": "02", "code": "02A01", "naam": "Begeleiding", "eenheid": "04", "frequentie": "2",
        "geldig_van": "1-1-2026",
    }  # fmt: skip

    antwoord = klant.post(reverse("voorzieningen:nieuw"), velden)
    product = Product.objects.get()
    klant.post(product.get_absolute_url(), {"deel": "tarief", "bedrag": "62,40", "vanaf": "1-1-2026"})
    klant.post(
        product.get_absolute_url(),
        {"deel": "contract", "aanbieder": str(aanbieder().pk), "van": "1-1-2026", "weken": "3"},
    )

    rij = aanbod_van(product, localdate() + timedelta(days=1))[0]
    assert antwoord.url == product.get_absolute_url()
    assert (rij.naam, rij.tarief, rij.wachttijd_weken) == ("Zorg Dichtbij", Geld(6240), 3)
