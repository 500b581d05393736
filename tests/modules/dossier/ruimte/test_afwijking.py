"""Departing from a rule, backing, looking back, and what policy is asked (F102, F103, N02)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from demo.ruimte import Ruimtevuller
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Termijn
from modules.dossier.ruimte.actions.afwijking import back_afwijking, record_afwijking, review_afwijking
from modules.dossier.ruimte.actions.beleid import answer_signaal, decide_voorstel
from modules.dossier.ruimte.actions.weigeringen import (
    AlGeantwoord,
    GeenVoorstel,
    HulpGesloten,
    NietJezelf,
    Onvolledig,
    RedenOntbreekt,
    SignaalBeantwoord,
    TerugkijkenLater,
    UitkomstOntbreekt,
    VoorstelOntbreekt,
)
from modules.dossier.ruimte.models import Afwijking, Beleidssignaal
from modules.dossier.ruimte.rules.afwijking import Steunstand, regelsleutel, steunstand, vraagt_om_antwoord
from modules.dossier.rules.normen import norm_op
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import logboek, maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
REGEL = "Verordening Wmo artikel 7 lid 2"


def feiten(zaak: Any, **anders: Any) -> dict[str, Any]:
    return {
        "regel": REGEL, "soort": "hardheid", "belang": "Thuis blijven wonen.", "waarom": "Wachten kan niet.",
        "risico": "Anderen vragen hetzelfde.", "partners": "De huisarts.", "voorstel": "Laat de zes weken vallen.",
        "besloten_door": zaak.medewerker, "terugkijken_op": localdate() + timedelta(days=30), **anders,
    }  # fmt: skip


def leg_vast(zaak: Any, **anders: Any) -> Afwijking:
    return record_afwijking(
        huishouden=zaak.huishouden, casus=zaak.casus, gegevens=feiten(zaak, **anders), by=zaak.medewerker,
        at=timezone.now(),
    )  # fmt: skip


def maak_leider() -> Any:
    leider = maak_gebruiker(naam="Carla Wouters", rollen=[Rol.TEAMLEIDER], met_code_app=False)
    maak_teamlid(leider, eerste_team(), geheimhouding=True)
    return leider


@pytest.mark.parametrize(
    "anders",
    [
        "Verordening Wmo art. 7, lid 2",
        "  verordening WMO  Artikel 7 lid 2.",
    ],
)
def test_a_rule_is_the_same_however_somebody_writes_it(anders: str) -> None:
    assert regelsleutel(anders) == regelsleutel(REGEL)


def test_another_article_is_another_rule() -> None:
    assert regelsleutel("Awb artikel 4:84") != regelsleutel("Awb artikel 4:8")
    assert regelsleutel("artikel 7 lid 2") != regelsleutel("artikel 7 lid 3")


def test_three_deviations_ask_for_an_answer() -> None:
    assert [vraagt_om_antwoord(aantal) for aantal in (0, 2, 3, 4)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("steun", "dagen", "verwacht"),
    [
        ("", 0, Steunstand.WACHT),
        ("", 1, Steunstand.STIL),
        ("ja", 9, Steunstand.GESTEUND),
        ("nee", 0, Steunstand.NIET_GESTEUND),
    ],
)
def test_no_answer_in_time_is_silence(steun: str, dagen: int, verwacht: Steunstand) -> None:
    uiterlijk = date(2026, 5, 8)
    assert steunstand(steun, uiterlijk, uiterlijk + timedelta(days=dagen)) is verwacht


def test_the_manager_has_five_working_days_and_policy_eight_weeks_unless_the_gemeente_says_otherwise() -> (
    None
):
    for sleutel, duur in (("afwijking_steun", "5 werkdagen"), ("beleidssignaal", "8 weken")):
        norm = norm_op(sleutel, date(2026, 5, 4))
        assert (str(norm.duur), norm.is_wettelijk) == (duur, False)


def test_a_deviation_starts_the_term_for_backing_and_an_answer_ends_it() -> None:
    zaak, leider = maak_zaak(), maak_leider()
    rij = leg_vast(zaak)
    termijn = Termijn.objects.get(bron_id=rij.pk)

    assert (termijn.sleutel, rij.steun_uiterlijk) == ("afwijking_steun", termijn.einde)
    back_afwijking(afwijking=rij, steun="ja", tekst="", by=leider, at=timezone.now())
    termijn.refresh_from_db()

    assert termijn.gehaald_op == localdate()
    assert logboek("ruimte.afwijking.vastgelegd", "ruimte.afwijking.gesteund") == [
        "ruimte.afwijking.vastgelegd",
        "ruimte.afwijking.gesteund",
    ]


@pytest.mark.parametrize(
    ("anders", "weigering"),
    [
        ({"belang": " "}, Onvolledig),
        ({"regel": " . "}, Onvolledig),
        ({"partners": ""}, Onvolledig),
        ({"terugkijken_op": date(2020, 1, 1)}, TerugkijkenLater),
    ],
)
def test_a_deviation_needs_its_facts(anders: dict[str, Any], weigering: type[Exception]) -> None:
    with pytest.raises(weigering):
        leg_vast(maak_zaak(), **anders)
    assert not Afwijking.objects.exists()


def test_there_is_no_deviation_where_no_help_runs() -> None:
    zaak = maak_zaak()
    with pytest.raises(HulpGesloten):
        record_afwijking(
            huishouden=zaak.huishouden,
            casus=None,
            gegevens=feiten(zaak),
            by=zaak.medewerker,
            at=timezone.now(),
        )


def test_who_decided_does_not_back_it_and_the_database_knows() -> None:
    zaak = maak_zaak()
    rij = leg_vast(zaak)
    with pytest.raises(NietJezelf):
        back_afwijking(afwijking=rij, steun="ja", tekst="", by=zaak.medewerker, at=timezone.now())
    with pytest.raises(IntegrityError, match="wie_afwijkt_steunt_zichzelf_niet"), transaction.atomic():
        Afwijking.objects.filter(pk=rij.pk).update(
            steun="ja", steun_door=zaak.medewerker, steun_op=localdate()
        )


def test_no_backing_has_a_reason_and_is_said_once() -> None:
    rij, leider = leg_vast(maak_zaak()), maak_leider()
    with pytest.raises(RedenOntbreekt):
        back_afwijking(afwijking=rij, steun="nee", tekst=" ", by=leider, at=timezone.now())
    back_afwijking(afwijking=rij, steun="nee", tekst="Zoek eerst verder.", by=leider, at=timezone.now())
    with pytest.raises(AlGeantwoord):
        back_afwijking(afwijking=rij, steun="ja", tekst="", by=leider, at=timezone.now())


def test_looking_back_needs_words() -> None:
    zaak = maak_zaak()
    rij = leg_vast(zaak)
    with pytest.raises(UitkomstOntbreekt):
        review_afwijking(afwijking=rij, uitkomst="", by=zaak.medewerker, at=timezone.now())
    na = review_afwijking(
        afwijking=rij, uitkomst="Hij woont nog thuis.", by=zaak.medewerker, at=timezone.now()
    )
    assert na.teruggekeken_op == localdate()


def test_three_of_one_rule_open_one_signal_and_the_fourth_joins_it() -> None:
    zaak = maak_zaak()
    for regel in (REGEL, "Verordening Wmo art. 7, lid 2", "Een andere regel"):
        leg_vast(zaak, regel=regel)
    assert not Beleidssignaal.objects.exists()

    leg_vast(zaak)
    signaal = Beleidssignaal.objects.get()
    leg_vast(zaak)

    assert signaal.afwijkingen.count() == 4
    assert signaal.uiterlijk == signaal.begin + timedelta(weeks=8)
    assert logboek("ruimte.beleidssignaal.geopend") == ["ruimte.beleidssignaal.geopend"]


def test_after_an_answer_three_new_ones_ask_again() -> None:
    zaak, beleid = maak_zaak(), maak_gebruiker(rollen=[Rol.BELEID], met_code_app=False)
    for _ in range(3):
        leg_vast(zaak)
    signaal = Beleidssignaal.objects.get()
    answer_signaal(
        signaal=signaal,
        soort="blijft",
        antwoord="De regel is nodig.",
        voorstel="",
        by=beleid,
        at=timezone.now(),
    )
    with pytest.raises(SignaalBeantwoord):
        answer_signaal(
            signaal=signaal, soort="blijft", antwoord="x", voorstel="", by=beleid, at=timezone.now()
        )
    for _ in range(2):
        leg_vast(zaak)
    assert Beleidssignaal.objects.count() == 1
    leg_vast(zaak)
    assert Beleidssignaal.objects.filter(stand="open").count() == 1


def test_an_answer_becomes_a_proposal_and_the_proposal_gets_a_decision() -> None:
    zaak, beleid = maak_zaak(), maak_gebruiker(rollen=[Rol.BELEID], met_code_app=False)
    for _ in range(3):
        leg_vast(zaak)
    rij, nu = Beleidssignaal.objects.get(), timezone.now()
    with pytest.raises(GeenVoorstel):
        decide_voorstel(signaal=rij, uitkomst="aangenomen", omdat="De raad.", by=beleid, at=nu)
    with pytest.raises(VoorstelOntbreekt):
        answer_signaal(signaal=rij, soort="wijzigen", antwoord="Ja.", voorstel="", by=beleid, at=nu)
    answer_signaal(
        signaal=rij, soort="wijzigen", antwoord="Ja.", voorstel="Geen wachttijd.", by=beleid, at=nu
    )
    na = decide_voorstel(signaal=rij, uitkomst="aangenomen", omdat="De raad, 4 mei.", by=beleid, at=nu)
    assert (na.uitkomst, na.voorstel) == ("aangenomen", "Geen wachttijd.")


def test_from_the_household_to_backing_on_the_screens(klant: Any) -> None:
    zaak = maak_zaak(klant)
    adres = reverse("ruimte:nieuw", args=[zaak.huishouden.pk])
    leeg = klant.post(adres, {})
    assert leeg.status_code == 422
    assert "Vul in van welke regel je afwijkt." in leeg.content.decode()

    gegevens = feiten(zaak, besloten_door=str(zaak.medewerker.pk))
    gegevens["terugkijken_op"] = f"{gegevens['terugkijken_op']:%d-%m-%Y}"
    assert klant.post(adres, gegevens).status_code == 303
    rij = Afwijking.objects.get()
    assert "Thuis blijven wonen." in klant.get(rij.get_absolute_url()).content.decode()
    assert REGEL in klant.get(reverse("ruimte:lijst", args=[zaak.huishouden.pk])).content.decode()
    zelf = klant.post(rij.get_absolute_url(), {"doe": "steun", "steun": "ja"})
    assert zelf.status_code == 422

    log_in(klant, maak_leider())
    assert klant.post(rij.get_absolute_url(), {"doe": "steun", "steun": "ja"}).status_code == 303
    assert "Gesteund" in klant.get(rij.get_absolute_url()).content.decode()


def test_the_list_finds_by_rule_and_never_of_another_team(klant: Any) -> None:
    zaak = maak_zaak(klant)
    leg_vast(zaak)
    ver = vreemd_huishouden()
    record_afwijking(
        huishouden=ver, casus=ver.casussen.get(), gegevens=feiten(zaak, regel="Verre regel"), by=zaak.medewerker,
        at=timezone.now(),
    )  # fmt: skip
    adres = reverse("ruimte:afwijkingen")

    alles = klant.get(adres).content.decode()
    assert REGEL in alles
    assert "Verre regel" not in alles
    for woord in ("artikel+7", "thuis+blijven", "Wachten+kan"):
        assert REGEL in klant.get(f"{adres}?regel={woord}").content.decode()
    assert "Geen afwijking past bij deze vraag." in klant.get(f"{adres}?regel=artikel+99").content.decode()


def test_silence_is_a_filter_of_its_own(klant: Any) -> None:
    zaak = maak_zaak(klant)
    rij = leg_vast(zaak)
    adres = f"{reverse('ruimte:afwijkingen')}?stand=stil"
    assert REGEL not in klant.get(adres).content.decode()
    Afwijking.objects.filter(pk=rij.pk).update(steun_uiterlijk=localdate() - timedelta(days=1))
    pagina = klant.get(adres).content.decode()
    assert REGEL in pagina
    assert "Geen antwoord gekregen" in pagina


def test_policy_reads_numbers_and_no_names_and_answers(klant: Any) -> None:
    zaak = maak_zaak()
    for _ in range(3):
        leg_vast(zaak)
    log_in(klant, maak_gebruiker(rollen=[Rol.BELEID], met_code_app=False))
    signaal = Beleidssignaal.objects.get()

    pagina = klant.get(signaal.get_absolute_url()).content.decode()
    assert "3 keer" in pagina
    assert "Laat de zes weken vallen." in pagina
    for woord in (zaak.huishouden.naam, "Thuis blijven wonen.", zaak.medewerker.naam):
        assert woord not in pagina
    antwoord = klant.post(
        reverse("ruimte:antwoord", args=[signaal.pk]), {"soort": "uitleg", "antwoord": "Dit mag al."}
    )
    assert antwoord.status_code == 303
    assert klant.get(reverse("ruimte:afwijkingen")).status_code == 404


def test_lists_take_the_same_queries_at_one_and_at_many(klant: Any) -> None:
    zaak = maak_zaak(klant)
    leg_vast(zaak)
    adres = reverse("ruimte:afwijkingen")
    klant.get(adres)
    een = vragen(klant, adres)
    for nummer in range(5):
        leg_vast(zaak, regel=f"Regel {nummer}")
    assert vragen(klant, adres) == een


def test_the_demo_shows_a_signal_backing_and_a_look_back() -> None:
    zaak = maak_zaak(status="ondersteuning")
    maak_leider()
    for nummer in range(3):
        maak_casus(
            maak_huishouden(f"Voorbeeld {nummer}"), teammodel=zaak.casus.teammodel, behandelaar=zaak.medewerker,
            status="ondersteuning",
        )  # fmt: skip

    Ruimtevuller(at=timezone.now()).vul()

    assert Beleidssignaal.objects.get().afwijkingen.count() == 3
    assert sorted(Afwijking.objects.values_list("steun", flat=True)) == ["", "", "ja", "ja"]
    assert Afwijking.objects.exclude(teruggekeken_op=None).count() == 1
