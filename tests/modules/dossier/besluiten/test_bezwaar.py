"""Objections and complaints: who decides, in what order, and in what time (Awb 6, 7, 9; F072)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate, now

from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.dossier.besluiten.actions import weigeringen as nee
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking
from modules.dossier.besluiten.actions.beschikking import decide_beschikking
from modules.dossier.besluiten.actions.bezwaar import (
    EigenBesluit,
    adjourn_bezwaar,
    announce_bezwaar,
    decide_bezwaar,
    hear_bezwaar,
    receive_bezwaar,
    skip_hearing,
    withdraw_bezwaar,
)
from modules.dossier.besluiten.actions.klacht import (
    OverJezelf,
    adjourn_klacht,
    answer_klacht,
    hear_klacht,
    receive_klacht,
    withdraw_klacht,
)
from modules.dossier.besluiten.models import Beschikking, Bezwaar, Klacht
from modules.dossier.besluiten.rules.bezwaar import (
    afhandelen_uiterlijk,
    beslissen_uiterlijk,
    indienen_uiterlijk,
)
from modules.dossier.models import Termijn
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.modules.dossier.besluiten.toneel import Besluittoneel, maak_besluittoneel, mandaat, volledig

pytestmark = pytest.mark.django_db


def bekend(toneel: Besluittoneel) -> Beschikking:
    mandaat()
    mandaat(betreft="bezwaar", artikel="Awb, artikel 10:3")
    rij = decide_beschikking(beschikking=volledig(toneel), gezien_versie=None, by=toneel.maker, at=now())
    return announce_beschikking(beschikking=rij, bekend_op=localdate(), by=toneel.maker, at=now())


def maak(toneel: Besluittoneel, rij: Beschikking, **anders: Any) -> Bezwaar:
    gegevens = {
        "indiener": "M. Kuiper",
        "ontvangen_op": localdate(),
        "gronden": "Te weinig.",
        "met_commissie": False,
    }
    return receive_bezwaar(beschikking=rij, **gegevens | anders, by=toneel.collega, at=now())


def beslis(rij: Bezwaar, by: Any, uitkomst: str = "gegrond") -> Bezwaar:
    return decide_bezwaar(
        bezwaar=rij, uitkomst=uitkomst, motivering="Er is meer nodig.", gezien_versie=None, by=by, at=now()
    )


def hoor(toneel: Besluittoneel, rij: Bezwaar) -> Bezwaar:
    return hear_bezwaar(
        bezwaar=rij,
        gehoord_op=localdate(),
        wie="M. Kuiper",
        verslag="Zij vertelde.",
        by=toneel.collega,
        at=now(),
    )


@pytest.mark.parametrize("met_commissie", [False, True])
def test_awb_7_10_six_weeks_or_twelve_with_a_committee(
    in_lindewaard: GemeenteRef, met_commissie: bool
) -> None:
    toneel = maak_besluittoneel()
    besluit = bekend(toneel)

    rij = maak(toneel, besluit, met_commissie=met_commissie)

    termijn = Termijn.objects.get(bron_id=rij.pk)
    assert termijn.sleutel == ("bezwaar_beslissen_commissie" if met_commissie else "bezwaar_beslissen")
    assert termijn.begin == indienen_uiterlijk(localdate())
    assert (
        termijn.einde
        == beslissen_uiterlijk(localdate(), met_commissie=met_commissie)
        == rij.beslissen_uiterlijk
    )


def test_awb_10_3_lid_3_who_took_the_decision_does_not_decide_on_the_objection(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel = maak_besluittoneel()
    rij = hoor(toneel, maak(toneel, bekend(toneel)))

    def proef() -> None:
        with pytest.raises(EigenBesluit, match="10:3 lid 3"):
            beslis(rij, toneel.maker)

    proef()
    besloten = beslis(rij, toneel.collega)
    assert (besloten.stand, besloten.beslist_door) == ("beslist", toneel.collega)
    assert "rechtbank" in besloten.beroepsclausule  # Awb 3:45
    besloten = announce_bezwaar(bezwaar=besloten, bekend_op=localdate(), by=toneel.collega, at=now())
    assert Termijn.objects.get(bron_id=rij.pk).status == "gehaald"


def test_the_guard_on_the_own_decision_is_what_holds_it(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    rij = hoor(toneel, maak(toneel, bekend(toneel)))

    def proef() -> None:
        with pytest.raises(EigenBesluit):
            beslis(rij, toneel.maker)

    wordt_rood("eigen_besluit_op_bezwaar", proef)


def test_a_mandate_for_decisions_is_none_for_objections(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    rij = hoor(toneel, maak(toneel, bekend(toneel)))
    mandaat(rol=Rol.TEAMLEIDER.value)

    with pytest.raises(nee.GeenMandaat):
        beslis(rij, toneel.leider)


def test_awb_7_2_nobody_decides_before_somebody_was_heard_or_need_not_be(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    rij = maak(toneel, bekend(toneel))
    with pytest.raises(nee.NietRond) as weigering:
        beslis(rij, toneel.collega)
    assert [(gemis.tekst[:37], gemis.url) for gemis in weigering.value.ontbreekt] == [
        ("De inwoner is nog niet gehoord (Awb a", f"/bezwaren/{rij.pk}#p-horen")
    ]

    skip_hearing(
        bezwaar=rij, omdat="De inwoner wil niet (Awb artikel 7:3 onder c).", by=toneel.collega, at=now()
    )

    assert beslis(rij, toneel.collega).stand == "beslist"


def test_awb_7_10_lid_3_more_time_once_and_no_more_than_six_weeks(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    rij = maak(toneel, bekend(toneel))
    eerst = rij.beslissen_uiterlijk

    rij = adjourn_bezwaar(bezwaar=rij, omdat="Het advies is er nog niet.", by=toneel.collega, at=now())

    ruw = Termijn.objects.get(bron_id=rij.pk).ruw_einde
    assert ruw <= eerst + timedelta(weeks=6)
    assert (rij.verdaagd_op, rij.verdaagd_tot) == (localdate(), rij.beslissen_uiterlijk)
    with pytest.raises(Refusal, match="één keer"):
        adjourn_bezwaar(bezwaar=rij, omdat="Nog eens.", by=toneel.collega, at=now())


def test_awb_6_7_what_comes_after_six_weeks_is_marked_with_its_reason(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    besluit = bekend(toneel)
    Beschikking.objects.filter(pk=besluit.pk).update(bekend_op=localdate() - timedelta(weeks=9))
    besluit.refresh_from_db()

    rij = maak(toneel, besluit, te_laat_omdat="Zij lag in het ziekenhuis.")

    assert rij.ontvangen_op > rij.indienen_uiterlijk
    assert rij.te_laat_omdat == "Zij lag in het ziekenhuis."  # Awb 6:11


def test_an_objection_needs_a_known_decision_and_ends_once(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    concept = volledig(toneel)
    with pytest.raises(nee.KanNuNiet):
        maak(toneel, concept)
    rij = maak(toneel, bekend(toneel))
    rij = withdraw_bezwaar(bezwaar=rij, op=localdate(), by=toneel.collega, at=now())  # Awb 6:21

    assert Termijn.objects.get(bron_id=rij.pk).status == "vervallen"
    for doe in (lambda: hoor(toneel, rij), lambda: beslis(rij, toneel.collega)):
        with pytest.raises(nee.KanNuNiet, match="ingetrokken"):
            doe()
    with pytest.raises(nee.KanNuNiet, match="ingetrokken"):
        announce_bezwaar(bezwaar=rij, bekend_op=localdate(), by=toneel.collega, at=now())


def klacht(toneel: Besluittoneel, **anders: Any) -> Klacht:
    gegevens = {
        "indiener": "M. Kuiper", "ontvangen_op": localdate(), "over": "medewerker", "over_wie": toneel.maker,
        "tekst": "Hij kwam niet.", "behandelaar": toneel.leider, **anders,
    }  # fmt: skip
    return receive_klacht(
        huishouden=toneel.zaak.huishouden,
        casus=toneel.zaak.casus,
        gegevens=gegevens,
        by=toneel.collega,
        at=now(),
    )


@pytest.mark.parametrize("met_adviseur", [False, True])
def test_awb_9_11_six_weeks_or_ten_with_an_adviser(in_lindewaard: GemeenteRef, met_adviseur: bool) -> None:
    rij = klacht(maak_besluittoneel(), met_adviseur=met_adviseur)

    termijn = Termijn.objects.get(bron_id=rij.pk)
    assert (
        termijn.einde
        == afhandelen_uiterlijk(localdate(), met_adviseur=met_adviseur)
        == rij.afhandelen_uiterlijk
    )


def test_awb_9_7_whom_it_is_about_neither_handles_nor_answers_it(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    with pytest.raises(OverJezelf, match="9:7 lid 1"):
        klacht(toneel, behandelaar=toneel.maker)
    rij = klacht(toneel)

    with pytest.raises(OverJezelf, match="9:7 lid 1"):
        answer_klacht(
            klacht=rij, oordeel="ongegrond", antwoord="Niet waar.", vervolg="", op=localdate(), is_opgelost=False,
            by=toneel.maker, at=now(),
        )  # fmt: skip


def test_awb_9_10_and_9_12_heard_and_answered_with_reasons(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    rij = klacht(toneel)

    def antwoord(tekst: str = "U heeft gelijk.") -> Klacht:
        return answer_klacht(
            klacht=rij, oordeel="gegrond", antwoord=tekst, vervolg="We bellen voortaan.", op=localdate(),
            is_opgelost=False, by=toneel.leider, at=now(),
        )  # fmt: skip

    with pytest.raises(nee.NietRond, match="9:10"):
        antwoord()
    hear_klacht(klacht=rij, op=localdate(), verslag="Zij vertelde.", omdat="", by=toneel.leider, at=now())
    with pytest.raises(nee.NietRond, match="9:12"):
        antwoord(" ")

    assert antwoord().stand == "beantwoord"
    assert Termijn.objects.get(bron_id=rij.pk).status == "gehaald"
    with pytest.raises(nee.KanNuNiet, match="al afgehandeld"):
        antwoord()


def test_awb_9_11_lid_2_four_weeks_more_once(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    rij = klacht(toneel)
    eerst = rij.afhandelen_uiterlijk

    rij = adjourn_klacht(klacht=rij, omdat="Een getuige is ziek.", by=toneel.leider, at=now())

    assert Termijn.objects.get(bron_id=rij.pk).ruw_einde <= eerst + timedelta(weeks=4)
    with pytest.raises(Refusal, match="één keer"):
        adjourn_klacht(klacht=rij, omdat="Nog eens.", by=toneel.leider, at=now())


def test_awb_9_5_a_complaint_that_was_solved_needs_no_judgement(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()

    rij = answer_klacht(
        klacht=klacht(toneel), oordeel="", antwoord="We hebben samen gebeld.", vervolg="", op=localdate(),
        is_opgelost=True, by=toneel.leider, at=now(),
    )  # fmt: skip

    assert (rij.stand, rij.oordeel) == ("opgelost", "")
    weg = withdraw_klacht(klacht=klacht(toneel), op=localdate(), by=toneel.leider, at=now())
    assert Termijn.objects.get(bron_id=weg.pk).status == "vervallen"
