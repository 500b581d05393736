"""Help from the catalogue: the code, unit and amount follow, and what cannot be given is refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from modules.dossier.besluiten import catalogus
from modules.dossier.besluiten.catalogus import hulp_uit_catalogus
from modules.dossier.besluiten.models import Toewijzing
from modules.dossier.voorzieningen.models import Contract, Product, Tarief, Wachttijd
from modules.inrichting.models import Organisatie
from tests.modules.dossier.besluiten.toneel import begin, maak_besluittoneel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_lindewaard")]
BEGIN = date(2026, 1, 1)


def product(**anders: Any) -> Product:
    velden = {
        "wet": "wmo", "categorie": "01", "code": "01X99", "naam": "Hulp in huis", "eenheid": "04",
        "frequentie": "2", "geldig_van": date(2020, 1, 1),
    }  # fmt: skip
    return Product.objects.create(**{**velden, **anders})


def contract(bij: Product, naam: str = "Zorg Dichtbij", weken: int = 2, **anders: Any) -> Organisatie:
    aanbieder = Organisatie.objects.create(naam=naam, soort="aanbieder")
    rij = Contract.objects.create(product=bij, aanbieder=aanbieder, van=date(2020, 1, 1), **anders)
    Wachttijd.objects.create(contract=rij, weken=weken, gemeten_op=date(2020, 1, 1))
    return aanbieder


def tarief(bij: Product, centen: int, **anders: Any) -> None:
    Tarief.objects.create(product=bij, centen=centen, geldig_van=date(2020, 1, 1), **anders)


def hulp(bij: Product, **anders: Any) -> dict[str, Any]:
    velden = {
        "product": bij, "vorm": "zin", "aanbieder_id": None, "omvang": Decimal(3), "frequentie": "", "begin": BEGIN,
        "einde": None,
    }  # fmt: skip
    return hulp_uit_catalogus(**{**velden, **anders})


def test_code_unit_and_amount_follow_from_the_choice() -> None:
    """The amount a mandate is about is tariff × volume × period, not what somebody types (domain 2.2)."""
    bij = product()
    wie = contract(bij)
    tarief(bij, 3_000)
    tarief(bij, 3_500, aanbieder=wie)

    gekozen = hulp(bij, aanbieder_id=wie.pk, bedrag=1)
    assert (gekozen["categorie"], gekozen["product"], gekozen["eenheid"]) == ("01", "01X99", "uur")
    assert (gekozen["frequentie"], gekozen["bedrag_per_jaar"]) == ("week", 3 * 52 * 3_500)
    assert hulp(bij)["bedrag_per_jaar"] == 3 * 52 * 3_000
    kort = hulp(bij, einde=BEGIN + timedelta(days=72))
    assert kort["bedrag_per_jaar"] == 93_600  # a fifth of a year


def test_a_budget_counts_by_its_own_tariff_and_has_no_aanbieder() -> None:
    bij = product()
    wie = contract(bij)
    tarief(bij, 3_000)
    tarief(bij, 2_000, is_pgb=True)

    gekozen = hulp(bij, vorm="pgb", aanbieder_id=wie.pk)
    assert (gekozen["aanbieder_id"], gekozen["bedrag_per_jaar"]) == (None, 3 * 52 * 2_000)


def test_what_cannot_be_given_is_refused_with_what_to_do() -> None:
    bij = product(geldig_tot=date(2026, 6, 1), mag_pgb=False)
    wie = contract(bij, tot_en_met=date(2026, 3, 31))
    with pytest.raises(catalogus.ProductGeldtNiet, match="Kies een andere begindag"):
        hulp(bij, begin=date(2026, 6, 1))
    with pytest.raises(catalogus.PgbKanNiet):
        hulp(bij, vorm="pgb")
    with pytest.raises(catalogus.GeenContract, match="Kies een andere aanbieder"):
        hulp(bij, aanbieder_id=wie.pk, begin=date(2026, 4, 1))
    with pytest.raises(catalogus.BedragOntbreekt):
        hulp(bij)
    assert hulp(bij, bedrag=120_000)["bedrag_per_jaar"] == 120_000


def test_on_screen_the_aanbieders_stand_with_their_wait_and_the_decision_gets_its_amount(
    client: Client,
) -> None:
    toneel = maak_besluittoneel(client)
    bij = product()
    wie, _ = contract(bij, bijzonder="Spreekt Turks"), contract(bij, "Ver Weg", weken=9)
    tarief(bij, 4_000)
    rij = begin(toneel)
    adres = f"/besluiten/{rij.pk}/hulp"
    assert "Hulp in huis" in client.get(adres).content.decode()

    pagina = (
        client.get(f"{adres}?product={bij.pk}").content.decode().replace("\xa0", " ").replace("&nbsp;", " ")
    )
    assert "2 weken wachten, € 40,00 per uur. Spreekt Turks" in pagina
    assert pagina.index("Zorg Dichtbij") < pagina.index("Ver Weg")
    assert 'name="bedrag"' not in pagina
    vul = {
        "product": str(bij.pk), "vorm": "zin", "aanbieder": str(wie.pk), "omvang": "2,5",
        "hulp_begin": f"{localdate():%d-%m-%Y}",
    }  # fmt: skip
    zonder = client.post(adres, {**vul, "omvang": ""})
    assert zonder.status_code == 422
    assert client.post(adres, vul).url == f"/besluiten/{rij.pk}#p-hulp"
    deel = Toewijzing.objects.get()
    rij.refresh_from_db()
    assert (deel.aanbieder, deel.hoeveel, rij.bedrag_per_jaar) == (wie, "2,5 uur per week", 520_000)
    assert client.post(adres, vul).status_code == 303  # pressed twice
    assert Toewijzing.objects.count() == 1
    client.post(adres, {**vul, "omvang": "1"})
    assert Toewijzing.objects.count() == 2
    assert client.get(f"{adres}?product=weg").status_code == 422
    assert "Productcode" in client.get(f"{adres}?product=anders").content.decode()
