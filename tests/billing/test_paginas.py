"""The pages of billing: from an empty console to a paid invoice, and who may come there."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pyotp
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from billing.models import Afzender, Contract, Factuur, Tarief
from billing.queries import met_stand
from billing.rules.termijnen import volgende_maand
from keukentafel.tenancy import GemeenteRef, in_platform
from tenants.actions.accounts import make_leverancier_account
from tenants.console.rollen import LeverancierRol
from tests.factories import billing

pytestmark = pytest.mark.django_db
HOST = "leverancier.localhost"


def tekst_van(antwoord: Any) -> str:
    """Return what a reader sees: no tags, one space between words."""
    kaal = re.sub(r"<[^>]+>", " ", antwoord.content.decode().partition("<main")[2])
    return html.unescape(re.sub(r"\s+", " ", kaal))


def adres(route: str, **sleutels: Any) -> str:
    return reverse(f"billing:{route}", urlconf="keukentafel.operator_urls", kwargs=sleutels)


def maak_klant(klant_van: Callable[..., Client], rol: LeverancierRol) -> Client:
    klant = klant_van(HOST)
    account = make_leverancier_account(
        gebruikersnaam=f"femke.{rol[:4]}",
        naam="Femke Bos",
        email="femke@voorbeeld.invalid",
        at=timezone.now(),
        rol=rol,
    )
    klant.post("/inloggen", {"gebruikersnaam": f"femke.{rol[:4]}", "wachtwoord": account.wachtwoord})
    klant.post("/inloggen/code", {"code": pyotp.TOTP(account.totp).now()})
    return klant


@pytest.fixture
def femke(db: None, klant_van: Callable[..., Client]) -> Client:
    """Femke Bos does the money at the supplier, and signed in."""
    return maak_klant(klant_van, LeverancierRol.FINANCIEEL)


@pytest.fixture
def contract(femke: Client, lindewaard: GemeenteRef) -> Contract:
    """The contract of Lindewaard, from the first of this year; its number of inhabitants is known."""
    jaar = timezone.localdate().year
    with in_platform():
        billing.maak_afzender()
        tarief = billing.maak_prijslijst(geldig_van=date(jaar, 1, 1))
        return billing.maak_contract(lindewaard, tarief, begin=date(jaar, 1, 1), inwoners={jaar: 42_100})


def vingerafdruk(pagina: Any) -> str:
    gevonden = re.search(r'name="vingerafdruk" value="([0-9a-f]{64})"', pagina.content.decode())
    assert gevonden is not None
    return gevonden[1]


def maand_van(contract: Contract) -> str:
    return f"{contract.begin:%Y-%m}"


def maak(femke: Client, contract: Contract) -> Factuur:
    """Look, say it is right, and send."""
    pad, velden = adres("voorbeeld", contract_id=contract.pk), {"maand": maand_van(contract)}
    afdruk = vingerafdruk(femke.get(pad, velden))
    femke.post(adres("nakijken", contract_id=contract.pk), {**velden, "vingerafdruk": afdruk})
    femke.post(adres("versturen", contract_id=contract.pk), {**velden, "vingerafdruk": afdruk})
    with in_platform():
        factuur: Factuur = Factuur.objects.get(contract=contract)
    return factuur


def test_from_nothing_to_the_preview_of_a_first_invoice(femke: Client, lindewaard: GemeenteRef) -> None:
    leeg = tekst_van(femke.get(adres("maand")))
    femke.post(adres("afzender"), {**AFZENDER, "versie": "0"})
    femke.post(adres("tarief_nieuw"), TARIEF)
    with in_platform():
        tarief = Tarief.objects.get()
    antwoord = femke.post(
        adres("contract_nieuw"), {**CONTRACT, "gemeente": lindewaard.id, "tarief": tarief.pk}
    )
    pad = antwoord["Location"]
    zonder = tekst_van(femke.get(f"{pad}/voorbeeld?maand=2026-03"))
    femke.post(f"{pad}/inwoners", {"jaar": "2026", "aantal": "42100", "bron": "CBS"})
    voorbeeld = tekst_van(femke.get(f"{pad}/voorbeeld?maand=2026-03"))

    assert "De gegevens van de leverancier ontbreken" in leeg
    assert "Het aantal inwoners op 1 januari 2026 ontbreekt." in zonder
    assert "Module Jeugd, 15 maart 2026 t/m 31 maart 2026" in voorbeeld
    assert "42.100 inwoners op 1 januari 2026: € 5.000,00 per jaar, korting 2,5%." in voorbeeld
    assert "Dit is de eerste factuur van dit contract." in voorbeeld
    assert "Startkosten, eenmalig" in voorbeeld


AFZENDER = {
    "naam": "Keukentafel B.V.", "straat": "Werkplaats 12", "postcode": "3511 AB", "plaats": "Utrecht",
    "kvk": "90000012", "btw_nummer": "NL860000012B01", "iban": "NL91 ABNA 0417 1643 00",
    "email": "facturen@keukentafel.example", "telefoon": "",
}  # fmt: skip
TARIEF = {
    "naam": "Tarief 2026", "geldig_van": "1-1-2026", "geldig_tot": "", "startkosten": "2.500,00",
    "vanaf_0": "0", "prijs_0_basis": "9.000", "prijs_0_jeugd": "4.000", "vanaf_1": "25000",
    "prijs_1_basis": "12.000", "prijs_1_jeugd": "5.000", "trap_modules_0": "1", "korting_modules_0": "2,5",
}  # fmt: skip
CONTRACT = {
    "modules": ["jeugd"], "begin": "15-3-2026", "laatste_dag": "", "factuurperiode": "maand", "indexeren": "on",
    "inkoopnummer": "PO-1", "betaaltermijn_dagen": "30", "afnemer_naam": "Gemeente Lindewaard",
    "afnemer_straat": "Raadhuisplein 1", "afnemer_postcode": "9001 AA", "afnemer_plaats": "Lindewaard",
    "afnemer_oin": "", "afnemer_kvk": "90000001", "afnemer_btw_nummer": "", "factuur_email": "crediteuren@voorbeeld.invalid",
}  # fmt: skip


def test_an_invoice_is_looked_at_sent_and_paid(
    femke: Client, contract: Contract, mailoutbox: list[Any]
) -> None:
    maand = adres("maand") + f"?maand={maand_van(contract)}"
    voor = tekst_van(femke.get(maand))
    factuur = maak(femke, contract)
    na = tekst_van(femke.get(maand))
    open_ = tekst_van(femke.get(adres("facturen")))
    assert "Btw 21% € 4.330,92" in tekst_van(femke.get(adres("factuur", factuur_id=factuur.pk)))
    betaling = {"centen": "24.954,37", "ontvangen_op": "vandaag", "kenmerk": "bank-1"}
    betaling["ontvangen_op"] = f"{timezone.localdate():%d-%m-%Y}"
    te_veel = femke.post(adres("betaling", factuur_id=factuur.pk), {**betaling, "centen": "24.954,38"})
    geboekt = femke.post(adres("betaling", factuur_id=factuur.pk), betaling)

    assert re.search(r"Controleren 1 € 20\.623,45", voor)
    assert re.search(r"Verstuurd 1 € 20\.623,45", na)
    assert factuur.nummer in open_
    assert open_.count("Te laat") == 1  # the filter itself
    assert (te_veel.status_code, geboekt.status_code) == (422, 303)
    assert "Dit is meer dan er openstaat." in tekst_van(te_veel)
    assert f"{factuur.nummer} Lindewaard" not in tekst_van(femke.get(adres("facturen")))
    assert "Betaald" in tekst_van(femke.get(adres("facturen") + "?toon=alle"))
    assert "€ 0,00" in tekst_van(femke.get(adres("rekening", gemeente_id=contract.gemeente_id)))


def test_files_of_an_invoice_are_downloads(femke: Client, contract: Contract) -> None:
    factuur = maak(femke, contract)

    pdf, xml = (femke.get(adres(route, factuur_id=factuur.pk)) for route in ("pdf", "ubl"))
    csv = femke.get(adres("facturen_csv") + "?toon=alle").content.decode("utf-8-sig")

    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert xml["Content-Disposition"] == f'attachment; filename="factuur-{factuur.nummer}.xml"'
    assert csv.splitlines()[1].split(";")[-5:] == ["20623,45", "4330,92", "24954,37", "0,00", "24954,37"]


def test_what_changed_meanwhile_is_not_sent(femke: Client, contract: Contract) -> None:
    velden = {"maand": maand_van(contract)}
    afdruk = vingerafdruk(femke.get(adres("voorbeeld", contract_id=contract.pk), velden))
    femke.post(
        adres("module", contract_id=contract.pk), {"module": "jeugd", "van": f"{contract.begin:%d-%m-%Y}"}
    )

    for route in ("nakijken", "versturen"):
        antwoord = femke.post(adres(route, contract_id=contract.pk), {**velden, "vingerafdruk": afdruk})
        assert antwoord.status_code == 409
        assert "De bedragen zijn intussen veranderd." in tekst_van(antwoord)
    with in_platform():
        assert not Factuur.objects.exists()


def test_all_that_is_ready_goes_in_one_press(
    femke: Client, contract: Contract, hoogmeren: GemeenteRef
) -> None:
    with in_platform():
        ander = billing.maak_contract(
            hoogmeren, contract.tarief, begin=contract.begin, inwoners={contract.begin.year: 9_000}
        )
    velden = {"maand": maand_van(contract)}
    for rij in (contract, ander):
        pad = adres("voorbeeld", contract_id=rij.pk)
        afdruk = vingerafdruk(femke.get(pad, velden))
        femke.post(adres("nakijken", contract_id=rij.pk), {**velden, "vingerafdruk": afdruk})

    antwoord = femke.post(adres("verstuur_klaar"), velden)

    jaar = timezone.localdate().year
    assert f"2 facturen zijn gemaakt en gaan op de post: {jaar}-00001, {jaar}-00002." in tekst_van(antwoord)


def test_an_older_version_is_shown_beside_the_new_one(femke: Client, contract: Contract) -> None:
    pad = adres("contract_wijzigen", contract_id=contract.pk)
    velden = {**CONTRACT, "tarief": contract.tarief_id, "begin": f"{contract.begin:%d-%m-%Y}", "versie": "1"}
    eerste = femke.post(pad, {**velden, "inkoopnummer": "PO-2"})
    tweede = femke.post(pad, {**velden, "inkoopnummer": "PO-3"})

    assert (eerste.status_code, tweede.status_code) == (303, 409)
    assert re.search(r"Inkoopnummer PO-3 PO-2", tekst_van(tweede))
    afzender = femke.post(adres("afzender"), {**AFZENDER, "plaats": "Zeist", "versie": "7"})
    assert afzender.status_code == 409
    assert re.search(r"Plaats Zeist Utrecht", tekst_van(afzender))
    with in_platform():
        assert Afzender.objects.get().plaats == "Utrecht"


@pytest.mark.parametrize(
    ("route", "velden", "zin"),
    [
        ("afzender", {**AFZENDER, "iban": "NL92ABNA0417164300"}, "Dit IBAN klopt niet."),
        ("afzender", {**AFZENDER, "btw_nummer": "123"}, "Dit btw-nummer klopt niet."),
        ("tarief_nieuw", {**TARIEF, "vanaf_1": "0"}, "Elke band begint bij meer inwoners dan de vorige."),
        ("tarief_nieuw", {**TARIEF, "prijs_0_basis": ""}, "Vul voor de basis een prijs in vanaf 0 inwoners."),
        ("tarief_nieuw", {**TARIEF, "korting_modules_0": ""}, "Vul bij een korting beide vakken in."),
        ("tarief_nieuw", {**TARIEF, "startkosten": "-1"}, "Vul een bedrag in dat niet lager is dan nul."),
        ("contract_nieuw", {**CONTRACT, "afnemer_kvk": ""}, "Vul een OIN of een KvK-nummer in."),
        (
            "contract_nieuw",
            {**CONTRACT, "laatste_dag": "1-3-2026"},
            "De laatste dag ligt vóór de eerste dag.",
        ),
        ("index", {"jaar": "2027", "honderdsten": "3,456", "bron": "CBS"}, "Dit percentage klopt niet."),
    ],
)
def test_what_is_wrong_is_said(femke: Client, route: str, velden: dict[str, Any], zin: str) -> None:
    antwoord = femke.post(adres(route), velden)

    assert (antwoord.status_code, zin in tekst_van(antwoord)) == (422, True)


def test_pages_ask_a_fixed_number_of_questions_about_money(
    femke: Client, contract: Contract, hoogmeren: GemeenteRef
) -> None:
    paden = {
        adres("maand") + f"?maand={maand_van(contract)}": 10, adres("facturen"): 1, adres("contracten"): 2,
        adres("rekening", gemeente_id=contract.gemeente_id): 6, adres("contract", contract_id=contract.pk): 4,
    }  # fmt: skip
    with in_platform():
        ander = billing.maak_contract(
            hoogmeren, contract.tarief, begin=contract.begin, inwoners={contract.begin.year: 9_000}
        )
        billing.factureer(contract, contract.begin, timezone.now() - timedelta(days=1))
    gesteld = []
    for _ in range(2):
        gesteld.append({pad: _vragen_over_geld(femke, pad) for pad in paden})
        if not gesteld[1:]:
            with in_platform():
                billing.factureer(ander, contract.begin, timezone.now() - timedelta(days=1))

    assert gesteld == [paden, paden]


def _vragen_over_geld(klant: Client, pad: str) -> int:
    with in_platform(), CaptureQueriesContext(connection) as vragen:
        assert klant.get(pad).status_code == 200
    return sum('FROM "billing_' in vraag["sql"] for vraag in vragen.captured_queries)


def test_a_part_goes_back_and_what_was_paid_too_much_is_booked_back(
    femke: Client, contract: Contract
) -> None:
    factuur = maak(femke, contract)
    pad, dag = adres("factuur", factuur_id=factuur.pk), f"{timezone.localdate():%d-%m-%Y}"
    femke.post(
        adres("betaling", factuur_id=factuur.pk),
        {"centen": "24.954,37", "ontvangen_op": dag, "kenmerk": "bank-1"},
    )

    leeg = femke.post(adres("crediteren", factuur_id=factuur.pk), {"deel": "1", "deel-reden": "Storing"})
    te_veel = femke.post(
        adres("crediteren", factuur_id=factuur.pk),
        {"deel": "1", "deel-regel_3": "6.123,46", "deel-reden": "Storing"},
    )
    goed = femke.post(
        adres("crediteren", factuur_id=factuur.pk),
        {"deel": "1", "deel-regel_3": "100", "deel-bedrag": "0,50", "deel-reden": "Storing"},
    )
    voor, lijst = tekst_van(femke.get(pad)), tekst_van(femke.get(adres("facturen") + "?toon=alle"))
    terug = {"terug": "1", "centen": "121,60", "ontvangen_op": dag, "kenmerk": "bank-2"}
    hoog = femke.post(adres("betaling", factuur_id=factuur.pk), {**terug, "centen": "121,62"})
    dubbel = femke.post(adres("betaling", factuur_id=factuur.pk), {**terug, "kenmerk": "bank-1"})
    femke.post(adres("betaling", factuur_id=factuur.pk), {**terug, "centen": "121,61"})

    assert (leeg.status_code, te_veel.status_code, goed.status_code) == (422, 422, 303)
    assert "Vul bij een regel, of bij het hele bedrag, in wat er terug gaat." in tekst_van(leeg)
    assert "Dit is meer dan er van deze factuur nog te crediteren is." in tekst_van(te_veel)
    assert "Terug te betalen: € 121,61" in voor
    assert "Te veel betaald" in lijst
    assert "Dit is meer dan er terug te betalen is." in tekst_van(hoog)
    assert f"Dit kenmerk staat al bij {factuur.nummer}." in tekst_van(dubbel)
    assert "Terug te betalen" not in tekst_van(femke.get(pad))
    with in_platform():
        assert met_stand(Factuur.objects.filter(pk=factuur.pk)).get().openstaand_centen == 0


def test_money_that_is_not_there_yet_is_not_booked(femke: Client, contract: Contract) -> None:
    factuur = maak(femke, contract)
    morgen = timezone.localdate() + timedelta(days=1)

    antwoord = femke.post(
        adres("betaling", factuur_id=factuur.pk),
        {"centen": "1", "ontvangen_op": f"{morgen:%d-%m-%Y}", "kenmerk": "bank-1"},
    )

    assert (antwoord.status_code, "Deze dag moet nog komen." in tekst_van(antwoord)) == (422, True)


def test_a_statement_is_a_download(femke: Client, contract: Contract) -> None:
    factuur = maak(femke, contract)

    pdf = femke.get(adres("rekening_pdf", gemeente_id=factuur.gemeente_id))

    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf["Content-Disposition"].startswith('attachment; filename="rekening-lindewaard-')
    assert "Download als PDF" in tekst_van(femke.get(adres("rekening", gemeente_id=factuur.gemeente_id)))


@pytest.mark.parametrize("maanden", [-90, 13, 900])
def test_a_month_far_away_is_not_there(femke: Client, contract: Contract, maanden: int) -> None:
    """Before there was a rate of VAT it was an error, and a month in 2099 billed seventy years at once."""
    maand = volgende_maand(timezone.localdate(), maanden)

    assert femke.get(adres("maand"), {"maand": f"{maand:%Y-%m}"}).status_code == 404
    antwoord = femke.post(
        adres("versturen", contract_id=contract.pk), {"maand": f"{maand:%Y-%m}", "vingerafdruk": "x"}
    )
    assert antwoord.status_code == 404


def test_support_sees_nothing_of_money(klant_van: Callable[..., Client], contract: Contract) -> None:
    steun = maak_klant(klant_van, LeverancierRol.SUPPORT)

    assert steun.get(adres("maand")).status_code == 404
    assert "Facturatie" not in steun.get("/").content.decode()
