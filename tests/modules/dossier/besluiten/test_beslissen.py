"""Deciding: who may, in which order, on exactly which content, and with what consequences (F101)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate, now

from keukentafel.errors import Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.dossier.besluiten.actions import weigeringen as nee
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking, withdraw_beschikking
from modules.dossier.besluiten.actions.beschikking import (
    approve_beschikking,
    change_beschikking,
    decide_beschikking,
    return_beschikking,
    submit_beschikking,
)
from modules.dossier.besluiten.actions.mandaat import set_besluit_instellingen
from modules.dossier.besluiten.actions.vervolg import correct_beschikking, follow_up_beschikking
from modules.dossier.besluiten.instellingen import ALTIJD, BOVEN_BEDRAG, BesluitInstellingen
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.rules.inhoud import afdruk
from modules.dossier.besluiten.woorden import Relatie
from modules.dossier.models import Termijn, Toegangsgrond
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.modules.dossier.besluiten.toneel import (
    Besluittoneel,
    begin,
    hulp,
    maak_besluittoneel,
    mandaat,
    schrijf,
    volledig,
)
from tests.modules.dossier.verkeer import logboek

pytestmark = pytest.mark.django_db


def neem(rij: Beschikking, by: Any) -> Beschikking:
    return decide_beschikking(beschikking=rij, gezien_versie=rij.versie, by=by, at=now())


def maak_bekend(rij: Beschikking, by: Any) -> Beschikking:
    return announce_beschikking(beschikking=rij, bekend_op=localdate(), by=by, at=now())


def termijnen(rij: Beschikking) -> dict[str, str]:
    return dict(Termijn.objects.filter(beschikking_id=rij.pk).values_list("sleutel", "status"))


def test_a_decision_is_made_taken_and_made_known(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    rij = volledig(toneel)
    assert termijnen(rij) == {"wmo_beschikking": "loopt"}

    rij = neem(rij, toneel.maker)
    assert (rij.stand, rij.beslist_door) == ("genomen", toneel.maker)
    assert rij.inhoud_hash == afdruk(rij, rij.toewijzingen.all())
    assert "Lindewaard" in rij.bezwaarclausule
    assert "6 weken" in rij.bezwaarclausule
    rij = maak_bekend(rij, toneel.maker)

    assert (rij.stand, rij.bekend_op) == ("bekend", localdate())
    assert termijnen(rij) == {"wmo_beschikking": "gehaald", "bezwaar_indienen": "loopt"}
    hulp_ = rij.toewijzingen.get()
    assert (hulp_.stand, hulp_.nummer) == ("klaar", 100_001)
    assert logboek(
        "besluiten.beschikking.begonnen",
        "besluiten.beschikking.genomen",
        "besluiten.beschikking.bekendgemaakt",
    ) == [
        "besluiten.beschikking.begonnen",
        "besluiten.beschikking.genomen",
        "besluiten.beschikking.bekendgemaakt",
    ]


def test_awb_6_8_the_time_to_object_begins_the_day_after_it_was_sent(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    rij = maak_bekend(neem(volledig(toneel), toneel.maker), toneel.maker)

    termijn = Termijn.objects.get(beschikking_id=rij.pk, sleutel="bezwaar_indienen")

    assert termijn.begin == localdate()
    assert termijn.ruw_einde == localdate() + timedelta(weeks=6)  # Awb 6:7


def test_awb_3_46_and_3_47_nothing_is_decided_without_reasons_and_an_article(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    rij = schrijf(toneel, begin(toneel), grond="", wat="", overwegingen={}, voorzieningen=[])

    with pytest.raises(nee.NietRond) as weigering:
        neem(rij, toneel.maker)

    hier = f"/besluiten/{rij.pk}"
    assert [(gemis.tekst, gemis.url) for gemis in weigering.value.ontbreekt] == [
        ("Noem het artikel waar het besluit op rust (Awb artikel 3:47 lid 2).", f"{hier}#id_grond"),
        ("Schrijf in gewone woorden wat het besluit is.", f"{hier}#id_wat"),
        ("Schrijf bij “Wat er nodig is” op wat je hebt gewogen.", f"{hier}#id_o_behoefte"),
        ("Voeg de hulp toe die iemand krijgt.", f"{hier}#id_titel"),
    ]
    rij.refresh_from_db()
    assert rij.stand == "concept"


def test_a_rejection_goes_through_the_whole_order_first(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    rij = volledig(toneel, uitkomst="afgewezen", voorzieningen=[], overwegingen={"eigen_kracht": "Kan zelf."})

    with pytest.raises(nee.NietRond, match="Wat mensen om iemand heen doen"):
        neem(rij, toneel.maker)
    rij = schrijf(
        toneel,
        rij,
        uitkomst="afgewezen",
        voorzieningen=[],
        overwegingen={"eigen_kracht": "Kan zelf.", "netwerk": "De zoon helpt."},
    )

    assert neem(rij, toneel.maker).stand == "genomen"


def test_wrong_order_double_decision_and_decision_after_withdrawal_are_refused(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    rij = volledig(toneel)
    with pytest.raises(nee.KanNuNiet, match="nog niet genomen"):
        maak_bekend(rij, toneel.maker)
    with pytest.raises(nee.KanNuNiet, match="nog niet genomen"):
        follow_up_beschikking(beschikking=rij, relatie=Relatie.HERZIET, by=toneel.maker, at=now())

    rij = neem(rij, toneel.maker)
    with pytest.raises(nee.KanNuNiet, match="al genomen"):
        neem(rij, toneel.maker)
    with pytest.raises(nee.KanNuNiet, match="al genomen"):
        schrijf(toneel, rij)
    withdraw_beschikking(beschikking=rij, omdat="De aanvraag is ingetrokken.", by=toneel.maker, at=now())
    rij.refresh_from_db()

    with pytest.raises(nee.KanNuNiet, match="ingetrokken"):
        neem(rij, toneel.maker)
    with pytest.raises(nee.KanNuNiet, match="ingetrokken"):
        maak_bekend(rij, toneel.maker)
    assert termijnen(rij) == {"wmo_beschikking": "vervallen"}
    assert rij.toewijzingen.get().stand == "vervallen"


def test_the_guard_on_double_decisions_is_what_stops_them(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    rij = neem(volledig(toneel), toneel.maker)

    def proef() -> None:
        with pytest.raises(nee.KanNuNiet):
            neem(rij, toneel.maker)

    wordt_rood("besluit_twee_keer", proef)


def test_without_a_mandate_it_says_who_may_and_up_to_what(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat(bedrag_tot=300_000)
    mandaat(rol=Rol.TEAMLEIDER.value, bedrag_tot=1_000_000)
    rij = volledig(toneel)

    with pytest.raises(nee.GeenMandaat) as weigering:
        neem(rij, toneel.maker)

    assert str(weigering.value).replace("\xa0", " ") == (
        "Dit huishouden kost met dit besluit € 4.000 per jaar. Jij mag besluiten tot € 3.000 (Wmo)."
    )
    (ander,) = weigering.value.oordeel.wie_dan
    assert (ander.rol, ander.tot.replace("\xa0", " ")) == ("teamleider", "tot € 10.000 per jaar")
    assert neem(rij, toneel.leider).beslist_door == toneel.leider


def test_what_the_household_has_already_counts_for_the_amount(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat(bedrag_tot=500_000)
    maak_bekend(neem(volledig(toneel), toneel.maker), toneel.maker)

    with pytest.raises(nee.GeenMandaat, match="8"):
        neem(volledig(toneel), toneel.maker)


def test_an_expired_mandate_lets_nobody_decide(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat(geldig_tot=date(2026, 1, 1))
    rij = volledig(toneel)

    with pytest.raises(nee.GeenMandaat, match="gold tot 1 januari 2026"):
        neem(rij, toneel.maker)

    def proef() -> None:
        with pytest.raises(nee.GeenMandaat):
            neem(rij, toneel.maker)

    wordt_rood("verlopen_mandaat_telt", proef)


def test_four_eyes_read_exactly_this(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    set_besluit_instellingen(keuzes=BesluitInstellingen(vier_ogen=ALTIJD), by=toneel.leider, at=now())
    rij = volledig(toneel)
    with pytest.raises(nee.VierOgenNodig):
        neem(rij, toneel.maker)
    rij = submit_beschikking(
        beschikking=rij,
        aan=toneel.collega,
        omdat="Kijk je mee?",
        gezien_versie=None,
        by=toneel.maker,
        at=now(),
    )
    with pytest.raises(nee.NietAanJouVoorgelegd):
        approve_beschikking(beschikking=rij, gezien_versie=None, by=toneel.leider, at=now())
    rij = approve_beschikking(beschikking=rij, gezien_versie=rij.versie, by=toneel.collega, at=now())
    anders = schrijf(toneel, rij, wat="U krijgt iets anders.")

    with pytest.raises(nee.VierOgenNodig):
        neem(anders, toneel.maker)
    weer = schrijf(toneel, anders, wat="U krijgt hulp bij het huishouden.")

    assert afdruk(weer, weer.toewijzingen.all()) == weer.gezien_hash
    nog_anders = schrijf(toneel, weer, hoeveel="4 uur per week")

    def proef() -> None:
        with pytest.raises(nee.VierOgenNodig):
            neem(nog_anders, toneel.maker)

    proef()
    terug = schrijf(toneel, nog_anders)
    assert neem(terug, toneel.maker).gezien_door == toneel.collega


def test_the_print_of_the_content_is_what_holds_the_four_eyes(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    set_besluit_instellingen(keuzes=BesluitInstellingen(vier_ogen=ALTIJD), by=toneel.leider, at=now())
    rij = submit_beschikking(
        beschikking=volledig(toneel),
        aan=toneel.collega,
        omdat="",
        gezien_versie=None,
        by=toneel.maker,
        at=now(),
    )
    rij = approve_beschikking(beschikking=rij, gezien_versie=rij.versie, by=toneel.collega, at=now())
    anders = schrijf(toneel, rij, wat="U krijgt iets anders.")

    def proef() -> None:
        with pytest.raises(nee.VierOgenNodig):
            neem(anders, toneel.maker)

    wordt_rood("vier_ogen_op_andere_inhoud", proef)


def test_who_decides_on_what_a_colleague_wrote_is_the_second_pair_of_eyes(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    set_besluit_instellingen(
        keuzes=BesluitInstellingen(vier_ogen=BOVEN_BEDRAG, vier_ogen_vanaf=4_000), by=toneel.leider, at=now()
    )
    rij = volledig(toneel)
    with pytest.raises(nee.VierOgenNodig):
        neem(rij, toneel.maker)

    assert neem(rij, toneel.collega).beslist_door == toneel.collega
    klein = volledig(toneel, voorzieningen=[hulp(bedrag_per_jaar=100_000)])
    assert neem(klein, toneel.maker).beslist_door == toneel.maker


def test_put_before_a_colleague_nobody_changes_it_and_it_comes_back_with_a_reason(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel = maak_besluittoneel()
    rij = volledig(toneel)
    with pytest.raises(nee.NietAanJezelf):
        submit_beschikking(
            beschikking=rij, aan=toneel.maker, omdat="", gezien_versie=None, by=toneel.maker, at=now()
        )
    rij = submit_beschikking(
        beschikking=rij,
        aan=toneel.leider,
        omdat="Boven mijn bedrag",
        gezien_versie=None,
        by=toneel.maker,
        at=now(),
    )
    with pytest.raises(nee.KanNuNiet, match="ligt bij een collega"):
        schrijf(toneel, rij)
    with pytest.raises(nee.RedenOntbreekt):
        return_beschikking(beschikking=rij, omdat=" ", by=toneel.leider, at=now())

    rij = return_beschikking(beschikking=rij, omdat="Noem het aantal uren.", by=toneel.leider, at=now())

    assert (rij.stand, rij.teruggelegd_omdat) == ("concept", "Noem het aantal uren.")


def test_somebody_of_another_team_gets_in_for_as_long_as_the_decision_lies_there(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    ander = maak_gebruiker(naam="Els Mulder", met_code_app=False)
    maak_teamlid(ander, maak_team())
    rij = volledig(toneel)

    rij = submit_beschikking(
        beschikking=rij, aan=ander, omdat="", gezien_versie=None, by=toneel.maker, at=now()
    )
    assert Toegangsgrond.objects.geldig(now()).get().gebruiker == ander
    maak_bekend(neem(rij, toneel.collega), toneel.maker)

    assert Toegangsgrond.objects.geldig(now()).count() == 0


def test_help_that_would_end_before_it_begins_is_refused_and_nothing_changes(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel = maak_besluittoneel()
    rij = begin(toneel)
    dagen = {"begin": localdate(), "einde": localdate() - timedelta(days=1), "wat": "Iets anders"}

    with pytest.raises(nee.DagKlopt, match="laatste dag ligt voor de eerste"):
        change_beschikking(
            beschikking=rij, gegevens=dagen, gezien_versie=rij.versie, by=toneel.maker, at=now()
        )

    rij.refresh_from_db()
    assert (rij.begin, rij.einde, rij.wat == "Iets anders") == (None, None, False)


def test_what_somebody_else_changed_is_not_decided_unread(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    gelezen = volledig(toneel)
    schrijf(toneel, Beschikking.objects.get(pk=gelezen.pk), by=toneel.collega, wat="U krijgt meer.")

    with pytest.raises(Verouderd):
        neem(gelezen, toneel.maker)
    with pytest.raises(Verouderd):
        change_beschikking(
            beschikking=gelezen,
            gegevens={"wat": "x"},
            gezien_versie=gelezen.versie,
            by=toneel.maker,
            at=now(),
        )


def test_a_change_is_a_new_decision_that_ends_the_help_of_the_old_one(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    oud = maak_bekend(
        neem(volledig(toneel, voorzieningen=[hulp(begin=localdate() - timedelta(days=30))]), toneel.maker),
        toneel.maker,
    )

    nieuw = follow_up_beschikking(beschikking=oud, relatie=Relatie.HERZIET, by=toneel.maker, at=now())
    with pytest.raises(nee.TeVroegOpvolger):
        correct_beschikking(beschikking=oud, by=toneel.maker, at=now())
    assert (nieuw.uitkomst, nieuw.wat, nieuw.toewijzingen.count()) == ("herzien", oud.wat, 1)
    nieuw = schrijf(
        toneel,
        nieuw,
        uitkomst="herzien",
        begin=localdate(),
        voorzieningen=[hulp(omvang=5, bedrag_per_jaar=650_000)],
    )
    nieuw = maak_bekend(neem(nieuw, toneel.maker), toneel.maker)

    oude_hulp = oud.toewijzingen.get()
    assert (oude_hulp.stand, oude_hulp.einde) == ("gestopt", localdate() - timedelta(days=1))
    assert nieuw.toewijzingen.get().nummer == 100_002


def test_wmo_2_3_10_withdrawal_of_a_known_decision_is_a_decision(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    oud = maak_bekend(neem(volledig(toneel), toneel.maker), toneel.maker)
    with pytest.raises(nee.KanNuNiet, match="wijzigt of intrekt"):
        withdraw_beschikking(beschikking=oud, omdat="Verhuisd", by=toneel.maker, at=now())

    nieuw = follow_up_beschikking(beschikking=oud, relatie=Relatie.TREKT_IN, by=toneel.maker, at=now())
    assert (nieuw.uitkomst, nieuw.toewijzingen.count()) == ("ingetrokken", 0)
    nieuw = schrijf(
        toneel,
        nieuw,
        uitkomst="ingetrokken",
        grond="Wmo 2015, artikel 2.3.10",
        overwegingen={"waarom": "Zij verhuist naar een andere gemeente."},
        voorzieningen=[],
        einde=None,
    )
    maak_bekend(neem(nieuw, toneel.maker), toneel.maker)

    assert oud.toewijzingen.get().stand == "vervallen"  # it began today, and ended before it began


def test_the_day_it_was_sent_is_not_before_the_decision_nor_still_to_come(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    rij = neem(volledig(toneel), toneel.maker)

    for dag in (localdate() - timedelta(days=1), localdate() + timedelta(days=1)):
        with pytest.raises(nee.DagKlopt):
            announce_beschikking(beschikking=rij, bekend_op=dag, by=toneel.maker, at=now())
    rij.refresh_from_db()
    assert rij.stand == "genomen"


def test_a_team_that_only_advises_leaves_the_decision_to_others(in_lindewaard: GemeenteRef) -> None:
    toneel: Besluittoneel = maak_besluittoneel(variant="netwerk", functie="wmo_consulent")
    mandaat()
    mandaat(rol=Rol.BACKOFFICE.value)
    rij = volledig(toneel)

    with pytest.raises(nee.GeenMandaat, match="geeft advies en besluit niet zelf"):
        neem(rij, toneel.maker)
