"""One gemeente from her first day to her certificate, as the people of both sides do it on their pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from peppol import check_rules, validate_xsd
from playwright.sync_api import expect

from bench import proefmigraties
from billing.models import Factuur
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, migraties
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.inrichten import SJABLOON
from tenants.actions.accounts import make_leverancier_account
from tenants.clusters.models import Verhuizing
from tenants.console.rollen import LeverancierRol
from tenants.models import Gemeente, Stand, Vernietigingsverklaring
from tenants.uitvoer.models import Terugzetting
from tests.billing.betalen import nep as nepstripe
from tests.billing.betalen.toneel import bezorg
from tests.factories.billing import maak_afzender, maak_prijslijst
from tests.factories.identity import maak_gebruiker
from tests.journeys import kringloop as stap
from tests.journeys.kringloop import Scherm, Wachtrij
from tests.journeys.stappen import knop, neem_account_in_gebruik
from tests.tenants.clusters.conftest import aangesloten, andere_clusters, twee_clusters  # noqa: F401 -- fixtures
from tests.tenants.golven.conftest import uitbrengen, vraag  # noqa: F401 -- a fixture

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True, databases="__all__")]

NAAM = "Zwijndrecht"


@pytest.fixture
def wachtrij() -> Iterator[Wachtrij]:
    with stap.de_wachtrij() as rij:
        yield rij


@pytest.fixture
def stripe(tmp_path: Path, settings: Any) -> Iterator[nepstripe.Nep]:
    """Our Stripe, running, and the settings that lead to it."""
    with nepstripe.draait(tmp_path) as nep:
        settings.KT_STRIPE_SLEUTEL = nepstripe.SLEUTEL
        settings.KT_STRIPE_WEBHOOKGEHEIMEN = (nepstripe.GEHEIM,)
        settings.KT_STRIPE_URL = nep.adres
        yield nep


@pytest.fixture
def eigen_mappen(settings: Any, tmp_path: Path) -> None:
    settings.KT_OPSLAG = tmp_path / "bestanden"
    settings.KT_UITVOER = tmp_path / "uitvoer"
    settings.KT_ANKERS = tmp_path / "ankers"
    settings.KT_VERNIETIGINGSBOEK = tmp_path / "boek"
    settings.KT_NIEUW_OP = "tweede"


@pytest.fixture
def elders(twee_clusters: None) -> Iterator[None]:  # noqa: F811
    """Two clusters more; the templates that the upgrade reached go with the test."""
    yield
    connections.close_all()
    for cluster in migraties.clusters()[1:]:
        with migraties.kale_verbinding_naar(cluster) as kant:
            kant.execute(f"DROP SCHEMA {SJABLOON} CASCADE")


@pytest.fixture
def mensen(browser: Any, page: Any, adres: Any, geen_axe_fouten: Any, elders: None) -> Any:
    """Return what gives somebody a browser of their own: at the supplier by name, or in the gemeente."""

    def eigen() -> Any:
        nieuw = browser.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam").new_page()
        nieuw.set_default_timeout(60_000)
        return nieuw

    def maak(naam: str, rol: LeverancierRol | None = None, slug: str = "leverancier") -> Scherm:
        scherm = Scherm(eigen(), adres, slug, geen_axe_fouten)
        if slug == "leverancier":
            account = make_leverancier_account(
                gebruikersnaam=naam.split()[0].lower(), naam=naam, email="", at=timezone.now(),
                rol=rol or LeverancierRol.BEHEERDER,
            )  # fmt: skip
            stap.meld_aan_bij_leverancier(scherm, account)
        return scherm

    return maak


def de_gemeente() -> GemeenteRef:
    adresboek.vergeet()
    with in_platform():
        return Gemeente.objects.get(naam=NAAM).ref()


def test_one_contract_from_the_first_day_to_the_certificate(
    mensen: Callable[..., Scherm], als: Any, wachtrij: Wachtrij, stripe: nepstripe.Nep, eigen_mappen: None,
    uitbrengen: Any, lindewaard: GemeenteRef, hoogmeren: GemeenteRef,  # noqa: F811
) -> None:  # fmt: skip
    ilse = mensen("Ilse Koster")
    link = stap.voeg_gemeente_toe(ilse, wachtrij, NAAM, "tweede")
    ref = de_gemeente()
    pad = f"/gemeenten/{ref.id}"
    petra = mensen("Petra Hoekstra", slug=ref.slug)
    neem_account_in_gebruik(petra.page, link)

    _bijwerken_met_een_die_mislukt(ilse, wachtrij, uitbrengen, lindewaard)
    _meekijken_met_toestemming(mensen, als, ilse, petra, wachtrij, ref)
    _een_jaar_factureren(mensen, ilse, petra, wachtrij, stripe)
    stap.kopie_ernaast(ilse, wachtrij, pad)
    with in_platform():
        assert Terugzetting.objects.get(gemeente=ref.id).weggegooid_op is not None
    stap.verhuis(ilse, wachtrij, pad, "derde")
    with in_platform():
        rij = Verhuizing.objects.get(gemeente=ref.id)
    assert (de_gemeente().cluster, rij.is_nagekeken, (rij.pauze_ms or 0) <= 1000) == ("derde", True, True)
    petra.open("/facturen")
    petra.kop("Facturen")
    _het_einde(mensen, ilse, wachtrij, ref, pad)


def _bijwerken_met_een_die_mislukt(
    ilse: Scherm, wachtrij: Wachtrij, breng_uit: Callable[..., None], die: GemeenteRef
) -> None:
    breng_uit(proefmigraties.VRIJE_KOLOM)
    vraag(f"ALTER TABLE {die.schema_name}.outbox_uitgaand ADD COLUMN proef_9001 text")
    page = ilse.open("/versies")
    page.get_by_role("link", name="Gemeenten bijwerken").click()
    stap.vul(page, seconden="60")
    ilse.druk("Begin de ronde")
    ilse.kop(re.compile("^Ronde naar versie"))
    wachtrij.doe()
    expect(page.get_by_role("row", name=re.compile("Lindewaard"))).to_contain_text("Mislukt")
    expect(page.get_by_role("row", name=re.compile(NAAM))).to_contain_text("Bijgewerkt")

    vraag(f"ALTER TABLE {die.schema_name}.outbox_uitgaand DROP COLUMN proef_9001")
    page.get_by_role("button", name=re.compile("Probeer opnieuw")).click()
    wachtrij.doe()
    expect(page.get_by_role("row", name=re.compile("Lindewaard"))).to_contain_text("Bijgewerkt")
    ilse.open("/versies")
    ilse.zie("Elke gemeente is bij.")


def _meekijken_met_toestemming(
    mensen: Any, als: Any, ilse: Scherm, petra: Scherm, wachtrij: Wachtrij, ref: GemeenteRef
) -> None:
    with in_gemeente(ref):
        wie = maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Ria Timmer")
    ria = mensen("Ria Timmer", slug=ref.slug)
    als(ria.page, ref, wie)
    page = petra.open("/inrichting/teammodel")
    page.get_by_role("banner").get_by_role("link", name="Hulp", exact=True).first.click()
    venster = page.get_by_role("dialog", name="Stel een vraag")
    venster.get_by_label("Iets doet het niet").check()
    venster.get_by_label("In een paar woorden").fill("Teammodel wordt niet bewaard")
    venster.get_by_label("Wat gebeurde er?").fill("Ik druk op bewaren en er gebeurt niets.")
    knop(page, "Verstuur vraag")
    petra.kop("Teammodel wordt niet bewaard")

    page = ilse.open("/tickets")
    page.get_by_role("link", name="Teammodel wordt niet bewaard").click()
    page.get_by_role("link", name="Vraag toegang").click()
    page.get_by_label("Alleen de inrichting").check()
    page.get_by_label("Waarom?").fill("Ik wil zien welke stap niet wordt bewaard.")
    ilse.druk("Vraag toegang")
    ilse.zie("De gemeente heeft een mail gekregen.")
    gevraagd = page.url
    stap.sta_meekijken_toe(ria, "Teammodel wordt niet bewaard")
    wachtrij.doe()

    page.goto(gevraagd)
    ilse.druk(f"Open {NAAM}")
    ilse.druk("Begin met meekijken")
    ilse.zie("Ilse Koster van de leverancier kijkt mee")
    ria.page.reload()
    ria.zie("Ilse Koster")
    ria.druk("Stop het meekijken nu")
    page.reload()
    ilse.kop("Het meekijken is voorbij")
    wachtrij.doe()


def _een_jaar_factureren(
    mensen: Any, ilse: Scherm, petra: Scherm, wachtrij: Wachtrij, stripe: nepstripe.Nep
) -> None:
    with in_platform():
        maak_afzender()
        maak_prijslijst()
    fatima = mensen("Fatima El Amrani", LeverancierRol.FINANCIEEL)
    stap.sluit_contract(fatima, NAAM, 44_775)
    hier = stap.verstuur_factuur(fatima, NAAM)
    wachtrij.doe()
    stap.betaal_met_ideal(petra)
    with in_platform():
        bezorg(stripe, timezone.now())
    from billing.betalen.taken import tik

    tik.delay()
    wachtrij.doe()
    petra.page.reload()
    petra.zie("Deze factuur is betaald")
    fatima.page.goto(hier)
    fatima.kop(re.compile("^Factuur 20"))
    expect(fatima.page.locator("#p-betaald")).to_contain_text("iDEAL")
    with in_platform():
        factuur = Factuur.objects.get()
        xml = bytes(factuur.stukken.get(soort="ubl").inhoud)
        assert factuur.regels.filter(module="jeugd").count() == 1
    assert (validate_xsd(xml), [*check_rules(xml)]) == ((True, []), [])


def _het_einde(mensen: Any, ilse: Scherm, wachtrij: Wachtrij, ref: GemeenteRef, pad: str) -> None:
    stap.zeg_op_tot_levering(ilse, wachtrij, pad)
    _lever_leesbaar(ref)
    stap.rond_levering_af(ilse, pad)
    stap.dertig_dagen_later(ref.id)
    joost = mensen("Joost Brouwer")
    stap.vernietig(ilse, joost, wachtrij, pad, NAAM)
    with joost.page.expect_download() as papier:
        joost.page.get_by_role("link", name="Download de verklaring (PDF)").click()
    assert Path(papier.value.path()).read_bytes().startswith(b"%PDF")
    with in_platform():
        assert Vernietigingsverklaring.objects.count() == 1
        assert Gemeente.objects.get(pk=ref.id).stand == Stand.BEEINDIGD
    for cluster in ("tweede", "derde"):
        with migraties.kale_verbinding_naar(cluster) as kant:
            assert kant.execute("SELECT to_regnamespace(%s)", [ref.schema_name]).fetchone() == (None,)


def _lever_leesbaar(ref: GemeenteRef) -> None:
    from tenants.uitvoer.actions import werk
    from tenants.uitvoer.models import Vorm

    rij = werk.vraag_uitvoer(ref.id, vorm=Vorm.LEESBAAR, at=timezone.now(), by="Ilse Koster")
    werk.voer_uitvoer_uit(rij.pk, klok=timezone.now)
