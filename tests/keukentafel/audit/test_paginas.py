"""The logboek on screen: what is found, what is not told, and that looking is written down too."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit import woorden
from keukentafel.audit.models import Logboekregel
from keukentafel.audit.patronen import patronen
from keukentafel.audit.zoeken import Zoekvraag, zoek, zoek_nummer
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from tests.factories.dossier import maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_lindewaard")]


@pytest.fixture
def fg(klant: Client) -> Any:
    wie = maak_gebruiker(naam="Fatma Güler", rollen={Rol.FG}, met_code_app=False)
    log_in(klant, wie)
    return wie


@pytest.fixture
def samira() -> Any:
    return maak_gebruiker(naam="Samira Bouali", met_code_app=False)


def kijk(
    wie: Any,
    *,
    huishouden: UUID | None = None,
    gebeurtenis: str = "dossier.huishouden.bekeken",
    **velden: Any,
) -> None:
    velden = {"at": timezone.now(), "soort": "R", "doel": "hulp", **velden}
    audit.record(gebeurtenis, by=wie, huishouden_id=huishouden, **velden)


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def namen(vraag: Zoekvraag, **hoe: Any) -> list[str]:
    return [regel.gebeurtenis for regel in zoek(vraag, **hoe).regels]


# -- search ------------------------------------------------------------------------------------------


def test_search_finds_by_employee_household_person_kind_period_and_supplier(samira: Any) -> None:
    huis, lijst, mens, toen = uuid4(), uuid4(), maak_huishouden().leden.get().inwoner, timezone.now()
    steun = maak_gebruiker(naam="Support", rollen={Rol.SUPPORT}, met_code_app=False)
    kijk(samira, huishouden=huis, at=toen - timedelta(days=40))
    audit.record_lijst("dossier.lijst.bekeken", by=samira, doel="hulp", huishoudens=[huis, lijst], at=toen)
    kijk(samira, target=mens, gebeurtenis="dossier.inwoner.gewijzigd", soort="U")
    kijk(steun, gebeurtenis="steun.scherm.bekeken")
    kijk(None, gebeurtenis="toegang.geweigerd", resultaat="geweigerd")

    assert namen(Zoekvraag(gebruiker_id=samira.pk)) == [
        "dossier.inwoner.gewijzigd",
        "dossier.lijst.bekeken",
        "dossier.huishouden.bekeken",
    ]
    assert namen(Zoekvraag(huishouden_id=huis)) == ["dossier.lijst.bekeken", "dossier.huishouden.bekeken"]
    assert namen(Zoekvraag(huishouden_id=huis, met_lijsten=False)) == ["dossier.huishouden.bekeken"]
    assert namen(Zoekvraag(huishouden_id=lijst)) == ["dossier.lijst.bekeken"]
    assert namen(Zoekvraag(inwoner_id=mens.pk)) == ["dossier.inwoner.gewijzigd"]
    assert namen(Zoekvraag(soort="gewijzigd")) == ["dossier.inwoner.gewijzigd"]
    assert namen(Zoekvraag(soort="geweigerd")) == ["toegang.geweigerd"]
    assert namen(Zoekvraag(alleen_leverancier=True)) == ["steun.scherm.bekeken"]
    assert namen(Zoekvraag(tot=toen - timedelta(days=1))) == ["dossier.huishouden.bekeken"]
    assert "dossier.huishouden.bekeken" not in namen(Zoekvraag(van=toen - timedelta(days=1)))


def test_pages_follow_each_other_without_a_gap_or_a_double(samira: Any) -> None:
    huis, toen = uuid4(), timezone.now()
    for nummer in range(25):
        kijk(samira, huishouden=huis, at=toen - timedelta(seconds=nummer // 3), detail={"nummer": nummer})

    gezien: list[Any] = []
    grens = None
    while True:
        blad = zoek(Zoekvraag(huishouden_id=huis), voor=grens, hoeveel=7)
        gezien += [regel.pk for regel in blad.regels]
        grens = blad.ouder
        if grens is None:
            break

    assert len(gezien) == len(set(gezien)) == 25


def test_a_number_leads_to_one_household_and_nonsense_to_none(samira: Any) -> None:
    huis = uuid4()
    kijk(samira, huishouden=huis)

    assert zoek_nummer("huishouden", woorden.kort_nummer(huis)) == huis
    assert zoek_nummer("huishouden", str(huis)) == huis
    assert [zoek_nummer("huishouden", nummer) for nummer in ("", "Kuiper", "1234", "9" * 40)] == [None] * 4


# -- the page ----------------------------------------------------------------------------------------


def test_the_page_shows_a_number_and_never_the_name_of_a_household(
    klant: Client, fg: Any, samira: Any
) -> None:
    huis = maak_huishouden("Kuiper")
    kijk(
        samira,
        huishouden=huis.pk,
        categorie="E,A",
        grond="Wmo 2015, artikel 5.1.1",
        reden="Crisisdienst belde",
    )

    gezien = tekst(klant.get("/logboek"))

    assert "Samira Bouali" in gezien
    assert woorden.kort_nummer(huis.pk) in gezien
    assert "naam, adres en BSN, gezondheid" in gezien
    assert "Wmo 2015, artikel 5.1.1" in gezien
    assert "Crisisdienst belde" in gezien
    assert "Kuiper" not in gezien


def test_an_administrator_reads_no_reason(klant: Client, samira: Any) -> None:
    log_in(klant, maak_gebruiker(naam="Bea Heer", rollen={Rol.BEHEERDER}, met_code_app=False))
    kijk(samira, huishouden=uuid4(), reden="Crisisdienst belde")
    regel = Logboekregel.objects.get(reden="Crisisdienst belde")

    assert "Crisisdienst" not in tekst(klant.get("/logboek"))
    een = tekst(klant.get(f"/logboek/{regel.pk}"))
    assert "Crisisdienst" not in een
    assert "Alleen de privacyfunctionaris leest wat hier staat." in een


@pytest.mark.parametrize("rol", [Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR, Rol.BELEID, Rol.PARTNER])
def test_nobody_else_reads_the_logboek(klant: Client, rol: Rol) -> None:
    log_in(klant, maak_gebruiker(rollen={rol}, met_code_app=False))

    assert [
        klant.get(adres).status_code for adres in ("/logboek", "/logboek/exporteren", f"/logboek/{uuid4()}")
    ] == [404] * 3


def test_reading_the_logboek_stands_in_the_logboek(klant: Client, fg: Any, samira: Any) -> None:
    huis = uuid4()
    kijk(samira, huishouden=huis)
    regel = Logboekregel.objects.get(huishouden_id=huis)

    klant.get("/logboek", {"huishouden": str(huis)})
    klant.get(f"/logboek/{regel.pk}")

    gelezen = Logboekregel.objects.filter(gebruiker_id=fg.pk, gebeurtenis__startswith="audit.")
    assert list(gelezen.order_by("tijdstip").values_list("gebeurtenis", "huishouden_id")) == [
        ("audit.logboek.bekeken", huis),
        ("audit.regel.bekeken", huis),
    ]


def test_the_page_asks_the_same_number_of_questions_whatever_there_is(
    klant: Client, fg: Any, samira: Any
) -> None:
    kijk(samira, huishouden=uuid4())
    klant.get("/logboek")

    def aantal() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert klant.get("/logboek").status_code == 200
        return sum('"tenants_' not in vraag["sql"] for vraag in gevangen)

    weinig = aantal()
    for _ in range(60):
        kijk(samira, huishouden=uuid4())

    assert (weinig, aantal()) == (10, 10)


def test_a_wrong_filter_says_what_is_wrong_and_keeps_what_was_typed(klant: Client, fg: Any) -> None:
    antwoord = klant.get("/logboek", {"huishouden": "Kuiper", "van": "10-05-2026", "tot": "03-05-2026"})

    gezien = tekst(antwoord)
    assert antwoord.status_code == 422
    assert "Dit nummer klopt niet." in gezien
    assert "De laatste dag ligt vóór de eerste." in gezien
    assert 'value="Kuiper"' in gezien
    assert Logboekregel.objects.get(gebeurtenis="audit.logboek.bekeken").detail == {"van": "2026-05-10"}


def test_the_address_of_a_household_can_be_pasted(klant: Client, fg: Any, samira: Any) -> None:
    huis = uuid4()
    kijk(samira, huishouden=huis)

    adres = f"https://lindewaard.example/huishoudens/{huis}/wie-keek-mee"
    assert "Samira Bouali" in tekst(klant.get("/logboek", {"huishouden": adres}))


def test_a_line_shows_every_field_and_its_place_in_the_chain(klant: Client, fg: Any, samira: Any) -> None:
    kijk(
        samira,
        huishouden=uuid4(),
        gebeurtenis="dossier.huishouden.gewijzigd",
        soort="U",
        detail={"velden": ["postcode"]},
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    regel = Logboekregel.objects.get(gebeurtenis="dossier.huishouden.gewijzigd")

    gezien = tekst(klant.get(f"/logboek/{regel.pk}"))

    assert "Gewijzigde velden" in gezien
    assert "postcode" in gezien
    assert bytes(regel.schakel.keten).hex() in gezien


def test_the_state_of_the_chain_is_told(klant: Client, fg: Any) -> None:
    audit.record("audit.keten.gecontroleerd", at=timezone.now(), soort="E", detail={"regels": 1234})
    assert "1.234 regels, alles klopt" in tekst(klant.get("/logboek"))

    audit.record(
        "audit.keten.gebroken", at=timezone.now(), soort="E", resultaat="mislukt",
        reden="De inhoud van deze regel is gewijzigd.", detail={"eerste": 17},
    )  # fmt: skip
    assert "het eerst bij regel 17" in tekst(klant.get("/logboek"))


# -- questions ---------------------------------------------------------------------------------------


def _kwart_over(uur: int) -> Any:
    gisteren = timezone.localtime() - timedelta(days=1)
    return gisteren.replace(hour=uur, minute=15, second=0, microsecond=0)


def test_what_stands_out_becomes_a_question(samira: Any) -> None:
    for nummer in range(41):
        kijk(samira, huishouden=uuid4(), at=_kwart_over(14) + timedelta(seconds=nummer))
    for _ in range(5):
        kijk(samira, huishouden=uuid4(), at=_kwart_over(23))
        kijk(samira, gebeurtenis="toegang.geweigerd", resultaat="geweigerd", at=_kwart_over(12))
    kijk(samira, gebeurtenis="toegang.onderbreking.gepasseerd", soort="E", at=_kwart_over(12))
    kijk(samira, huishouden=uuid4(), is_nood=True, at=_kwart_over(12))

    vragen = {vraag.soort: vraag.tekst for vraag in patronen(at=timezone.now())}

    assert set(vragen) == {"veel", "laat", "geweigerd", "bekend", "nood"}
    assert "tussen 14.00 en 15.00 uur 41 huishoudens" in vragen["veel"]
    assert all(tekst.endswith("?") for tekst in vragen.values())


def test_an_ordinary_week_raises_no_question(samira: Any) -> None:
    for nummer in range(40):
        kijk(samira, huishouden=uuid4(), at=_kwart_over(14) + timedelta(seconds=nummer))
    for _ in range(4):
        kijk(samira, huishouden=uuid4(), at=_kwart_over(23))
        kijk(samira, gebeurtenis="toegang.geweigerd", resultaat="geweigerd", at=_kwart_over(12))

    assert list(patronen(at=timezone.now())) == []


# -- taking along ------------------------------------------------------------------------------------


def _neem(klant: Client, vraag: str = "", **velden: str) -> Any:
    return klant.post(f"{reverse('audit:exporteren')}?{vraag}", velden)


def test_nothing_is_taken_along_without_a_purpose(klant: Client, fg: Any) -> None:
    antwoord = _neem(klant, doel="", toelichting="")

    assert antwoord.status_code == 422
    assert "Kies waar je het voor nodig hebt." in tekst(antwoord)
    assert Logboekregel.objects.filter(gebeurtenis="audit.logboek.geexporteerd").count() == 0


def test_the_file_holds_the_filter_and_the_logboek_holds_the_purpose(
    klant: Client, fg: Any, samira: Any
) -> None:
    ander = maak_gebruiker(naam='=HYPERLINK("x")', met_code_app=False)
    kijk(samira, huishouden=uuid4(), reden="Crisisdienst belde")
    kijk(ander, huishouden=uuid4())

    antwoord = _neem(klant, f"wie={samira.pk}", doel="verzoek", toelichting="Verzoek 2026-14 van de inwoner")

    rijen = list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    assert antwoord["Content-Disposition"].startswith('attachment; filename="logboek-')
    assert [rij[2] for rij in rijen[1:]] == ["Samira Bouali"]
    assert rijen[1][16] == "Crisisdienst belde"
    regel = Logboekregel.objects.get(gebeurtenis="audit.logboek.geexporteerd")
    assert (regel.reden, regel.niveau) == ("Verzoek 2026-14 van de inwoner", "let_op")
    assert regel.detail == {"doel": "verzoek", "regels": 1, "filter": {"wie": str(samira.pk)}}


def test_no_cell_of_the_file_is_a_formula(klant: Client, fg: Any) -> None:
    kijk(maak_gebruiker(naam='=HYPERLINK("x")', met_code_app=False), huishouden=uuid4())

    antwoord = _neem(klant, doel="controle", toelichting="Jaarlijkse controle 2026")

    cellen = [
        cel
        for rij in csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";")
        for cel in rij
    ]
    assert [cel for cel in cellen if cel[:1] in "=+-@\t\r" and cel] == []


def test_every_event_has_words(lindewaard: GemeenteRef) -> None:
    assert woorden.wat("dossier.notitie.geplaatst") == "Schreef een notitie"
    assert woorden.wat("inrichting.wijkteam.gemaakt") == "Wijkteam gemaakt"
    assert woorden.wat("dossier.zrm.ongedaan_gemaakt") == "ZRM ongedaan gemaakt"
