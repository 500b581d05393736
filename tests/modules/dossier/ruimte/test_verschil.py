"""A difference of insight: blind first, side by side after, a decision with reasons, dissent that stays (F104, N01)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from demo.verschil import KORT, PUNTEN, Verschilvuller
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.bewaren.verzamelen import verzamel
from modules.dossier.kortehulp.models import KorteHulp
from modules.dossier.models import Afsluitvoorstel, Termijn
from modules.dossier.ruimte.actions import verschil as actions
from modules.dossier.ruimte.actions import weigeringen as nee
from modules.dossier.ruimte.models import Geschilpunt, Zienswijze
from modules.dossier.ruimte.queries.visies import visies_voor
from modules.dossier.ruimte.rules.verschil import (
    Beslisser,
    Ronde,
    deel_in_woorden,
    in_woorden,
    mag_visie_lezen,
    waarom_niet,
    wijzen_voor,
)
from modules.dossier.ruimte.woorden import Besluitwijze
from modules.dossier.rules.normen import norm_op
from modules.dossier.toegang.models import Attendering
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden, maak_regisseur
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import logboek, maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
IEDEREEN = Beslisser(werkt_hier=True, is_regisseur=True, is_teamleider=True)
GEHEIM = "Moeder dronk gisteren"


def maak_collega(naam: str = "Daan Visser", *rollen: Rol) -> Any:
    wie = maak_gebruiker(naam=naam, rollen=list(rollen) or [Rol.TEAMLID], met_code_app=False)
    maak_teamlid(wie, eerste_team(), geheimhouding=True)
    return wie


def open_(zaak: Any, *anderen: Any, **anders: Any) -> Geschilpunt:
    vakken = {zaak.medewerker: "wmo"} | dict(zip(anderen, ("jeugd", "ggz", "mw"), strict=False))
    gegevens: dict[str, Any] = {
        "soort": "veiligheid",
        "voor_wie": "kind",
        "punt": "Kan Sem dit weekend thuis zijn?",
        "gevraagd": vakken,
    }
    return actions.open_verschil(
        huishouden=zaak.huishouden,
        casus=zaak.casus,
        by=zaak.medewerker,
        at=timezone.now(),
        **gegevens | anders,
    )


def kijk(tekst: str = "") -> dict[str, str]:
    return {
        "op_het_spel": "Dat hij veilig slaapt.", "feiten": tekst or "Hij slaapt daar goed.",
        "voorstel": "Ga samen kijken.", "risico": "Hij loopt weg.",
    }  # fmt: skip


def schrijf(rij: Geschilpunt, wie: Any, tekst: str = "") -> Zienswijze:
    return actions.write_visie(verschil=rij, gegevens=kijk(tekst), by=wie, at=timezone.now())


def hoor_inwoner(rij: Geschilpunt, zaak: Any) -> None:
    actions.add_kijk(
        verschil=rij, kijk="Ik wil naar huis.", van=zaak.inwoner, hoe="gezegd", niet_omdat="", by=zaak.medewerker,
        at=timezone.now(),
    )  # fmt: skip


def besluit(rij: Geschilpunt, wie: Any, **anders: Any) -> Geschilpunt:
    gegevens: dict[str, Any] = {
        "wijze": "consensus", "namens": "", "gesprek": "We spraken thuis.", "gekozen": None, "kiest_inwoner": False,
        "besluit": "Hij gaat met oma mee.", "redenen": "Dan is er iemand bij.",
        "terugkijken_op": localdate() + timedelta(days=30), "beslisser": IEDEREEN,
    }  # fmt: skip
    return actions.decide_verschil(verschil=rij, by=wie, at=timezone.now(), **gegevens | anders)


def rond(zaak: Any, daan: Any) -> Geschilpunt:
    rij = open_(zaak, daan)
    schrijf(rij, zaak.medewerker)
    schrijf(rij, daan, GEHEIM)
    hoor_inwoner(rij, zaak)
    rij.refresh_from_db()
    return rij


# The rules


@pytest.mark.parametrize(
    ("eigen", "gevraagd", "schreef", "dicht", "verwacht"),
    [
        (True, True, False, False, True),
        (False, True, False, False, False),
        (False, True, True, False, True),
        (False, False, False, False, False),
        (False, False, False, True, True),
    ],
)
def test_nobody_reads_a_view_before_writing_or_the_end_of_the_round(
    eigen: bool, gevraagd: bool, schreef: bool, dicht: bool, verwacht: bool
) -> None:
    assert mag_visie_lezen(is_eigen=eigen, is_gevraagd=gevraagd, schreef=schreef, dicht=dicht) is verwacht


def test_each_way_of_deciding_says_whose_it_is() -> None:
    ronde = Ronde(2, 2)
    collega = Beslisser(werkt_hier=True)
    assert wijzen_voor(IEDEREEN, ronde) == tuple(Besluitwijze.values)
    assert wijzen_voor(collega, ronde) == ("consensus",)
    assert waarom_niet("regisseur", collega, ronde) == "Dat doet de regisseur van dit huishouden."
    assert waarom_niet("teamleider", collega, ronde) == "Dat doet de teamleider."
    assert waarom_niet("college", collega, ronde) == "Dat legt de regisseur of de teamleider vast."


@pytest.mark.parametrize("ronde", [Ronde(2, 1), Ronde(2, 2, blijft_anders=1)])
def test_people_do_not_agree_while_somebody_is_silent_or_sees_it_differently(ronde: Ronde) -> None:
    assert "nog niet eens" in waarom_niet("consensus", IEDEREEN, ronde)
    assert "consensus" not in wijzen_voor(IEDEREEN, ronde)


@pytest.mark.parametrize(
    ("deel", "geheel", "verwacht"),
    [
        (1, 4, "te weinig om te tonen"),
        (5, 9, "te weinig om te tonen"),
        (7, 20, "35% (7 van 20)"),
        (2, 20, "minder dan 5"),
        (19, 20, "bijna alle 20"),
        (20, 20, "100% (20 van 20)"),
        (0, 20, "0% (0 van 20)"),
    ],
)
def test_a_small_number_stays_hidden_on_both_sides(deel: int, geheel: int, verwacht: str) -> None:
    assert deel_in_woorden(deel, geheel) == verwacht


@given(st.integers(0, 60), st.integers(0, 60))
def test_no_share_tells_a_number_under_five(een: int, twee: int) -> None:
    deel, geheel = min(een, twee), max(een, twee)
    tekst = deel_in_woorden(deel, geheel)
    rest = geheel - deel
    if 0 < deel < 5 or 0 < rest < 5:
        assert "van" not in tekst
        assert "%" not in tekst


def test_how_many_hides_what_is_small() -> None:
    assert [in_woorden(n) for n in (0, 1, 4, 5)] == ["0", "minder dan 5", "minder dan 5", "5"]


def test_a_view_has_five_working_days_and_looking_back_three_months() -> None:
    for sleutel, duur in (("verschil_ronde", "5 werkdagen"), ("verschil_terugkijken", "3 maanden")):
        assert str(norm_op(sleutel, localdate()).duur) == duur


# The query: who reads which view


def test_the_query_says_the_same_as_the_rule() -> None:
    zaak, daan, noor, buiten = maak_zaak(), maak_collega(), maak_collega("Noor"), maak_collega("Ilse")
    rij = open_(zaak, daan, noor)
    schrijf(rij, daan, GEHEIM)
    mensen = (zaak.medewerker, daan, noor, buiten)
    for dicht in (False, True):
        if dicht:
            actions.close_ronde(
                verschil=rij, omdat="Noor is ziek.", mag_leiden=True, by=buiten, at=timezone.now()
            )
        for wie in mensen:
            gelezen = {visie.van_id for visie in visies_voor(rij, wie) if visie.is_geschreven}
            mag = mag_visie_lezen(
                is_eigen=wie == daan, is_gevraagd=wie != buiten, schreef=wie == daan, dicht=dicht
            )
            assert (daan.pk in gelezen) is mag, (wie.naam, dicht)


def test_the_page_holds_no_word_of_a_view_that_is_still_blind(klant: Any) -> None:
    zaak, daan = maak_zaak(klant), maak_collega()
    rij = open_(zaak, daan)
    schrijf(rij, daan, GEHEIM)

    for naam in ("ruimte:verschil", "ruimte:mijn_kijk"):
        assert GEHEIM not in klant.get(reverse(naam, args=[rij.pk])).content.decode()
    assert klant.get(reverse("ruimte:verschil_besluit", args=[rij.pk])).status_code == 303
    with zaai("visie_niet_blind"):
        assert GEHEIM in klant.get(rij.get_absolute_url()).content.decode()
    schrijf(rij, zaak.medewerker)
    assert GEHEIM in klant.get(rij.get_absolute_url()).content.decode()


def test_a_copy_for_the_resident_holds_no_view_before_the_round_is_closed() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = open_(zaak, daan)
    schrijf(rij, daan, GEHEIM)

    def in_afschrift() -> bool:
        bundel = verzamel(zaak.inwoner, [zaak.huishouden.pk])
        return any(GEHEIM in str(veld.ruw) for deel in bundel.rijen for veld in deel.velden)

    assert not in_afschrift()
    with zaai("afschrift_voor_zijn_tijd"):
        assert in_afschrift()
    schrijf(rij, zaak.medewerker)
    assert in_afschrift()


def test_who_was_not_asked_waits_for_the_end_of_the_round(klant: Any) -> None:
    zaak, daan, noor = maak_zaak(), maak_collega(), maak_collega("Noor")
    rij = open_(zaak, daan)
    schrijf(rij, daan, GEHEIM)
    log_in(klant, noor)

    assert GEHEIM not in klant.get(rij.get_absolute_url()).content.decode()
    schrijf(rij, zaak.medewerker)
    assert GEHEIM in klant.get(rij.get_absolute_url()).content.decode()


def test_no_answer_of_the_logboek_or_the_notices_holds_a_word_of_it() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = rond(zaak, daan)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(l::text, ' ') FROM audit_logboekregel l")
        regels = cursor.fetchone()[0]
    assert GEHEIM not in regels
    assert rij.punt not in regels
    assert not Attendering.objects.filter(tekst__contains=rij.punt).exists()


# What people do


def test_opening_asks_each_for_a_view_and_starts_the_term() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = open_(zaak, daan)
    termijn = Termijn.objects.get(bron_id=rij.pk)

    assert (termijn.sleutel, termijn.einde) == ("verschil_ronde", rij.ronde_uiterlijk)
    assert list(Attendering.objects.values_list("voor_id", flat=True)) == [daan.pk]
    assert logboek("ruimte.verschil.geopend") == ["ruimte.verschil.geopend"]


@pytest.mark.parametrize(
    ("anders", "weigering"),
    [
        ({"punt": " "}, nee.PuntOntbreekt),
        ({"soort": "ruzie"}, nee.PuntOntbreekt),
        ({"gevraagd": {}}, nee.TweeNodig),
        ({"casus": None}, nee.VerschilZonderHulp),
    ],
)
def test_a_difference_needs_a_point_two_people_and_running_help(
    anders: dict[str, Any], weigering: type[Exception]
) -> None:
    zaak = maak_zaak()
    gegevens: dict[str, Any] = {
        "huishouden": zaak.huishouden, "casus": zaak.casus, "soort": "hulp", "voor_wie": "gezin", "punt": "Wat nu?",
        "gevraagd": {zaak.medewerker: "wmo", maak_collega(): "jeugd"},
    }  # fmt: skip
    with pytest.raises(weigering):
        actions.open_verschil(**gegevens | anders, by=zaak.medewerker, at=timezone.now())
    assert not Geschilpunt.objects.exists()


def test_the_last_view_closes_the_round_and_ends_its_term() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = open_(zaak, daan)
    schrijf(rij, zaak.medewerker)
    rij.refresh_from_db()
    assert not rij.ronde_is_dicht
    schrijf(rij, daan)
    rij.refresh_from_db()
    assert rij.ronde_is_dicht
    assert Termijn.objects.get(bron_id=rij.pk).gehaald_op == localdate()


def test_a_view_is_whole_is_given_once_and_only_by_who_was_asked() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = open_(zaak, daan)
    with pytest.raises(nee.NietGevraagd):
        schrijf(rij, maak_collega("Noor"))
    with pytest.raises(nee.VisieNietHeel):
        actions.write_visie(verschil=rij, gegevens=kijk() | {"risico": " "}, by=daan, at=timezone.now())
    schrijf(rij, daan)
    with pytest.raises(nee.AlGeschreven):
        schrijf(rij, daan, "Iets anders")


def test_closing_the_round_early_has_a_reason_and_is_never_a_way_to_peek() -> None:
    zaak, daan, noor = maak_zaak(), maak_collega(), maak_collega("Noor")
    rij, nu = open_(zaak, daan), timezone.now()
    schrijf(rij, daan)
    with pytest.raises(nee.NietAanJou):
        actions.close_ronde(verschil=rij, omdat="Haast.", mag_leiden=False, by=noor, at=nu)
    with pytest.raises(nee.EerstZelf):
        actions.close_ronde(verschil=rij, omdat="Haast.", mag_leiden=False, by=zaak.medewerker, at=nu)
    with pytest.raises(nee.RedenOntbreekt):
        actions.close_ronde(verschil=rij, omdat=" ", mag_leiden=True, by=noor, at=nu)
    actions.close_ronde(verschil=rij, omdat="Samira is ziek.", mag_leiden=True, by=noor, at=nu)
    with pytest.raises(nee.RondeDicht):
        schrijf(rij, zaak.medewerker)


def test_somebody_more_is_asked_only_while_the_round_runs() -> None:
    zaak, daan, noor = maak_zaak(), maak_collega(), maak_collega("Noor")
    rij, nu = open_(zaak, daan), timezone.now()
    actions.ask_visie(verschil=rij, van=noor, discipline="ggz", by=zaak.medewerker, at=nu)
    with pytest.raises(nee.AlGevraagd):
        actions.ask_visie(verschil=rij, van=noor, discipline="ggz", by=zaak.medewerker, at=nu)
    for wie in (zaak.medewerker, daan, noor):
        schrijf(rij, wie)
    with pytest.raises(nee.RondeDicht):
        actions.ask_visie(verschil=rij, van=maak_collega("Bo"), discipline="mw", by=daan, at=nu)


def test_the_resident_is_heard_once_or_it_is_said_why_not() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij, nu = open_(zaak, daan), timezone.now()
    leeg: dict[str, Any] = {"kijk": "", "van": None, "hoe": "", "niet_omdat": "", "by": daan, "at": nu}
    with pytest.raises(nee.KijkOntbreekt):
        actions.add_kijk(verschil=rij, **leeg)
    actions.add_kijk(verschil=rij, **leeg | {"niet_omdat": "Hij is vier."})
    with pytest.raises(nee.KijkStaatEr):
        hoor_inwoner(rij, zaak)


def test_a_decision_waits_for_the_views_and_for_the_resident() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = open_(zaak, daan)
    with pytest.raises(nee.RondeNogOpen):
        besluit(rij, daan)
    schrijf(rij, zaak.medewerker)
    schrijf(rij, daan)
    with pytest.raises(nee.KijkOntbreekt):
        besluit(rij, daan)


@pytest.mark.parametrize(
    ("anders", "weigering"),
    [
        ({"redenen": " "}, nee.BesluitNietHeel),
        ({"gesprek": ""}, nee.BesluitNietHeel),
        ({"terugkijken_op": localdate()}, nee.TerugkijkenLater),
        ({"wijze": "college"}, nee.WieBesliste),
        ({"wijze": "teamleider", "beslisser": Beslisser(werkt_hier=True)}, nee.NietJouwBesluit),
    ],
)
def test_a_decision_has_reasons_a_day_and_somebody_who_may(
    anders: dict[str, Any], weigering: type[Exception]
) -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = rond(zaak, daan)
    with pytest.raises(weigering):
        besluit(rij, daan, **anders)
    rij.refresh_from_db()
    assert not rij.is_besloten


def test_a_view_of_another_difference_is_never_the_chosen_one() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij, ander = rond(zaak, daan), rond(zaak, daan)
    with pytest.raises(nee.BesluitNietHeel):
        besluit(rij, daan, gekozen=ander.visies.get(van=daan))


def test_a_decision_is_taken_once_and_sets_the_day_to_look_back() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = rond(zaak, daan)
    besluit(rij, daan, gekozen=rij.visies.get(van=daan))
    with pytest.raises(nee.AlBesloten):
        besluit(rij, zaak.medewerker)
    termijn = Termijn.objects.get(bron_id=rij.pk, sleutel="verschil_terugkijken")
    assert termijn.einde == localdate() + timedelta(days=30)


def test_two_differences_look_back_beside_each_other() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    for _ in range(2):
        besluit(rond(zaak, daan), daan)
    assert Termijn.objects.filter(sleutel="verschil_terugkijken", status="loopt").count() == 2


def test_dissent_comes_after_the_views_and_is_said_once() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij, nu = open_(zaak, daan), timezone.now()
    with pytest.raises(nee.RondeNogOpen):
        actions.keep_dissent(verschil=rij, tekst="Nee.", by=daan, at=nu)
    schrijf(rij, daan)
    schrijf(rij, zaak.medewerker)
    actions.keep_dissent(verschil=rij, tekst="Ik blijf bij wat ik zag.", by=daan, at=nu)
    with pytest.raises(nee.AlGeschreven):
        actions.keep_dissent(verschil=rij, tekst="Toch niet.", by=daan, at=nu)


def test_the_database_keeps_a_view_a_dissent_and_a_decision() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij = rond(zaak, daan)
    actions.keep_dissent(verschil=rij, tekst="Ik blijf het anders zien.", by=daan, at=timezone.now())
    besluit(rij, daan, wijze="teamleider")
    visie = Zienswijze.objects.filter(van=daan)
    for rijen, anders in (
        (visie, {"feiten": "Niets aan de hand."}),
        (visie, {"blijft_anders": ""}),
        (visie, {"geschreven_op": None}),
        (Geschilpunt.objects.filter(pk=rij.pk), {"redenen": "Andere redenen."}),
        (Geschilpunt.objects.filter(pk=rij.pk), {"kijk": "Ik vind alles goed."}),
    ):
        with pytest.raises(IntegrityError, match="blijft"), transaction.atomic():
            rijen.update(**anders)
    for weg in (visie, Geschilpunt.objects.filter(pk=rij.pk)):
        with pytest.raises(IntegrityError, match="hele huishouden"), transaction.atomic():
            haal_weg(weg)


def test_looking_back_says_what_happened_and_whose_view_proved_right_once() -> None:
    zaak, daan = maak_zaak(), maak_collega()
    rij, nu = rond(zaak, daan), timezone.now()
    mijn = rij.visies.get(van=daan)
    gegevens: dict[str, Any] = {"juist": [mijn.pk], "inwoner_juist": True, "by": daan, "at": nu}
    with pytest.raises(nee.NogGeenBesluit):
        actions.review_verschil(verschil=rij, uitkomst="Het ging goed.", **gegevens)
    besluit(rij, daan)
    with pytest.raises(nee.UitkomstOntbreekt):
        actions.review_verschil(verschil=rij, uitkomst=" ", **gegevens)
    na = actions.review_verschil(verschil=rij, uitkomst="Het ging goed.", **gegevens)
    with pytest.raises(nee.AlTeruggekeken):
        actions.review_verschil(verschil=rij, uitkomst="Nee.", **gegevens)

    assert dict(rij.visies.values_list("van__naam", "bleek_juist")) == {
        "Daan Visser": True,
        "Samira Bouali": False,
    }
    assert na.inwoner_bleek_juist is True
    assert Termijn.objects.get(bron_id=rij.pk, sleutel="verschil_terugkijken").gehaald_op == localdate()


def haal_weg(rijen: Any) -> None:
    """Take rows away, and let the database look at once and not at the end."""
    rijen.delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# On the screens


def test_from_the_point_to_what_came_of_it_on_the_screens(klant: Any) -> None:
    zaak, daan = maak_zaak(klant), maak_collega()
    nieuw = reverse("ruimte:verschil_nieuw", args=[zaak.huishouden.pk])
    leeg = klant.post(nieuw, {"wie_0": str(daan.pk)})
    assert leeg.status_code == 422
    assert "Kies vanuit welk vak Daan Visser kijkt." in leeg.content.decode()

    gegevens = {
        "punt": "Kan Sem thuis zijn?", "soort": "veiligheid", "voor_wie": "kind", "wie_0": str(zaak.medewerker.pk),
        "vak_0": "wmo", "wie_1": str(daan.pk), "vak_1": "jeugd",
    }  # fmt: skip
    assert klant.post(nieuw, gegevens).status_code == 303
    rij = Geschilpunt.objects.get()
    mijn = reverse("ruimte:mijn_kijk", args=[rij.pk])
    assert klant.post(mijn, kijk()).status_code == 303
    assert klant.get(mijn).status_code == 303
    assert klant.post(rij.get_absolute_url(), {"doe": "kijk"}).status_code == 422
    hoor = {"doe": "kijk", "kijk": "Ik wil naar huis.", "van": str(zaak.inwoner.pk), "hoe": "gezegd"}
    assert klant.post(rij.get_absolute_url(), hoor).status_code == 303

    log_in(klant, daan)
    assert klant.post(mijn, kijk(GEHEIM)).status_code == 303
    pagina = klant.get(rij.get_absolute_url()).content.decode()
    assert "Hij slaapt daar goed." in pagina
    assert "Ik wil naar huis." in pagina
    assert klant.post(rij.get_absolute_url(), {"doe": "anders", "tekst": "Te vroeg."}).status_code == 303

    knoop = reverse("ruimte:verschil_besluit", args=[rij.pk])
    assert "Iemand blijft het anders zien." in klant.get(knoop).content.decode()
    log_in(klant, maak_collega("Carla Wouters", Rol.TEAMLEIDER))
    antwoord = klant.post(
        knoop,
        {
            "wijze": "teamleider", "gesprek": "Aan tafel.", "keuze": "inwoner", "besluit": "Hij gaat naar huis.",
            "redenen": "Oma is erbij.", "terugkijken_op": f"{localdate() + timedelta(days=9):%d-%m-%Y}",
        },
    )  # fmt: skip
    assert antwoord.status_code == 303

    log_in(klant, daan)
    pagina = klant.get(rij.get_absolute_url()).content.decode()
    for woord in ("Hij gaat naar huis.", "De kijk van de inwoner", "Te vroeg."):
        assert woord in pagina
    rij.refresh_from_db()
    terug = {"doe": "terug", "uitkomst": "Het ging goed.", "juist": ["inwoner"]}
    assert klant.post(rij.get_absolute_url(), terug).status_code == 303
    assert "Klopte achteraf: de inwoner." in re.sub(
        r"\s+", " ", klant.get(rij.get_absolute_url()).content.decode()
    )
    assert "Kan Sem thuis zijn?" in klant.get(reverse("ruimte:verschillen")).content.decode()


def test_the_regisseur_decides_and_another_colleague_does_not(klant: Any) -> None:
    zaak, daan = maak_zaak(klant), maak_collega()
    rij = rond(zaak, daan)
    knoop = reverse("ruimte:verschil_besluit", args=[rij.pk])
    assert "De regisseur besliste" not in klant.get(knoop).content.decode().split("Andere manieren")[0]
    maak_regisseur(zaak.huishouden, gebruiker=zaak.medewerker)
    assert "De regisseur besliste" in klant.get(knoop).content.decode().split("Andere manieren")[0]


def test_the_list_finds_and_never_shows_another_team(klant: Any) -> None:
    zaak = maak_zaak(klant)
    daan = maak_collega()
    open_(zaak, daan)
    ver = vreemd_huishouden()
    actions.open_verschil(
        huishouden=ver, casus=ver.casussen.get(), soort="hulp", voor_wie="gezin", punt="Verre vraag",
        gevraagd={zaak.medewerker: "wmo", daan: "mw"}, by=zaak.medewerker, at=timezone.now(),
    )  # fmt: skip
    adres = reverse("ruimte:verschillen")
    alles = klant.get(adres).content.decode()
    assert "Kan Sem dit weekend thuis zijn?" in alles
    assert "Verre vraag" not in alles
    assert "Kan Sem" in klant.get(f"{adres}?punt=weekend&soort=veiligheid&stand=ronde").content.decode()
    for niet in ("punt=verre", "soort=hulp", "stand=gesprek", "stand=terug"):
        assert "Geen verschil past bij deze vraag." in klant.get(f"{adres}?{niet}").content.decode()


def test_lists_and_page_take_the_same_queries_at_one_and_at_many(klant: Any) -> None:
    zaak = maak_zaak(klant)
    mensen = [maak_collega(naam) for naam in ("Daan", "Noor", "Bo")]
    rij = rond(zaak, mensen[0])
    adressen = [
        reverse("ruimte:verschillen"), reverse("ruimte:verschillen_hier", args=[zaak.huishouden.pk]),
        rij.get_absolute_url(), reverse("ruimte:leren"),
    ]  # fmt: skip
    for adres in adressen:
        klant.get(adres)
    een = [vragen(klant, adres) for adres in adressen]
    for _ in range(4):
        rond(zaak, mensen[0])
    veel = open_(zaak, *mensen)
    for wie in (zaak.medewerker, *mensen):
        schrijf(veel, wie)
    hoor_inwoner(veel, zaak)
    adressen[2] = veel.get_absolute_url()
    assert [vragen(klant, adres) for adres in adressen] == een == [8, 11, 14, 11]


# What people learn


def test_learning_counts_kinds_and_who_was_right_for_whom_without_a_name(klant: Any) -> None:
    zaak, daan = maak_zaak(), maak_collega()
    for nummer in range(6):
        rij = rond(zaak, daan)
        besluit(rij, daan)
        juist = [rij.visies.get(van=daan).pk] if nummer < 6 else []
        actions.review_verschil(
            verschil=rij, uitkomst="Goed.", juist=juist, inwoner_juist=False, by=daan, at=timezone.now()
        )
    log_in(klant, maak_gebruiker(rollen=[Rol.BELEID], met_code_app=False))
    pagina = klant.get(reverse("ruimte:leren")).content.decode()

    assert "Of het veilig genoeg is" in pagina
    assert '<td class="is-num">6</td>' in pagina
    for geheim in (zaak.huishouden.naam, daan.naam, "Kan Sem", GEHEIM, "Goed."):
        assert geheim not in pagina
    blad = klant.get(reverse("ruimte:leren_csv")).content.decode()
    assert "Soort verschil;Of het veilig genoeg is;;6" in blad
    assert daan.naam not in blad
    assert klant.get(reverse("ruimte:verschillen")).status_code == 404


def test_fewer_than_five_are_never_shown_as_a_number(klant: Any) -> None:
    zaak, daan = maak_zaak(klant), maak_collega()
    for _ in range(4):
        rond(zaak, daan)
    pagina = klant.get(reverse("ruimte:leren")).content.decode()
    assert "minder dan 5" in pagina
    assert '<td class="is-num">4</td>' not in pagina


def test_the_demo_shows_each_stage_a_closing_that_waits_and_short_help() -> None:
    zaak = maak_zaak(status="ondersteuning")
    maak_collega()
    for nummer in range(3):
        maak_casus(
            maak_huishouden(f"Voorbeeld {nummer}"), teammodel=zaak.casus.teammodel, behandelaar=zaak.medewerker,
            status="ondersteuning",
        )  # fmt: skip

    Verschilvuller(at=timezone.now()).vul()

    assert Geschilpunt.objects.filter(ronde_dicht_op=None).count() == 1
    assert Geschilpunt.objects.filter(besloten_op=None).exclude(ronde_dicht_op=None).count() == 1
    assert Geschilpunt.objects.exclude(besloten_op=None).filter(teruggekeken_op=None).count() == 1
    assert Geschilpunt.objects.exclude(teruggekeken_op=None).count() == len(PUNTEN) - 3
    assert sorted(Afsluitvoorstel.objects.values_list("oordeel", flat=True)) == ["", "anders"]
    assert KorteHulp.objects.count() == 3 * len(KORT)
