"""A request from the day it comes in to its answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.errors import Verouderd
from modules.dossier.bewaren.actions import verzoek as actions
from modules.dossier.models import Inwonertekst, Termijn, Tijdlijnregel, Toegangsgrond
from tests.modules.dossier.bewaren.opzet import maak_verzoek, nieuw
from tests.modules.dossier.verkeer import logboek, maak_zaak

pytestmark = pytest.mark.django_db


@pytest.fixture
def zaak(in_lindewaard):
    return maak_zaak(
        personen=({"voornamen": "Marieke", "geboortedatum": localdate() - timedelta(days=365 * 40)}, "Ruud")
    )


def besluit(verzoek, zaak, **anders):
    keuzes = {"besluit": "ja", "gronden": [], "motivering": "", "wat_gedaan": "Afschrift gemaakt."} | anders
    return actions.decide_verzoek(verzoek=verzoek, **keuzes, by=zaak.medewerker, at=timezone.now())


def test_a_request_starts_its_term_and_stands_in_the_list_of_terms(zaak):
    verzoek = actions.register_verzoek(
        huishouden=zaak.huishouden, inwoner=zaak.inwoner, nieuw=nieuw(), by=zaak.medewerker, at=timezone.now()
    )
    termijn = Termijn.objects.get(pk=verzoek.pk)

    assert (verzoek.stand, termijn.einde, termijn.huishouden_id) == (
        "ontvangen",
        verzoek.uiterlijk,
        zaak.huishouden.pk,
    )
    assert logboek("bewaren.verzoek.ontvangen") == ["bewaren.verzoek.ontvangen"]
    assert Tijdlijnregel.objects.get(object_id=verzoek.pk).titel == "Verzoek ontvangen: inzage of afschrift"


def test_a_child_of_eight_asks_through_a_parent_with_gezag(zaak):
    zaak.inwoner.geboortedatum = localdate() - timedelta(days=365 * 8 + 10)
    zaak.inwoner.save()

    with pytest.raises(actions.MagNietVragen, match=r"7\.3\.15"):
        actions.register_verzoek(
            huishouden=zaak.huishouden,
            inwoner=zaak.inwoner,
            nieuw=nieuw(),
            by=zaak.medewerker,
            at=timezone.now(),
        )


def test_nothing_is_decided_before_somebody_knows_who_asks(zaak):
    verzoek = actions.register_verzoek(
        huishouden=zaak.huishouden, inwoner=zaak.inwoner, nieuw=nieuw(), by=zaak.medewerker, at=timezone.now()
    )

    with pytest.raises(actions.IdentiteitEerst):
        besluit(verzoek, zaak)


def test_who_handles_it_is_involved_until_the_answer(zaak):
    verzoek = maak_verzoek(zaak)
    gronden = Toegangsgrond.objects.filter(bron_id=verzoek.pk)

    assert sorted(gronden.geldig(timezone.now()).values_list("soort", flat=True)) == [
        "toestemming",
        "verzoek",
    ]

    besluit(verzoek, zaak)
    actions.answer_verzoek(
        verzoek=verzoek, op=localdate(), hoe="Aan de balie", by=zaak.medewerker, at=timezone.now()
    )
    assert gronden.geldig(timezone.now() + timedelta(seconds=1)).count() == 0


def test_an_answer_ends_the_term_and_starts_the_time_to_object(zaak):
    verzoek = maak_verzoek(zaak)
    besluit(verzoek, zaak)

    beantwoord = actions.answer_verzoek(
        verzoek=verzoek, op=localdate(), hoe="Aan de balie", by=zaak.medewerker, at=timezone.now()
    )

    assert beantwoord.bezwaar_tot >= localdate() + timedelta(weeks=6)
    assert Termijn.objects.get(pk=verzoek.pk).status == "gehaald"
    with pytest.raises(actions.VerzoekIsKlaar):
        actions.withdraw_verzoek(verzoek=verzoek, by=zaak.medewerker, at=timezone.now())


def test_a_refusal_without_a_ground_and_a_reason_is_no_decision(zaak):
    verzoek = maak_verzoek(zaak)

    with pytest.raises(actions.BesluitKloptNiet) as nee:
        besluit(verzoek, zaak, besluit="nee")
    assert [b.veld for b in nee.value.bevindingen] == ["weigergronden", "motivering"]


def test_a_term_is_extended_once(zaak):
    verzoek = maak_verzoek(zaak)
    eerst = verzoek.uiterlijk
    verlengd = actions.extend_verzoek(
        verzoek=verzoek, omdat="Drie dossiers", by=zaak.medewerker, at=timezone.now()
    )

    assert verlengd.uiterlijk > eerst
    with pytest.raises(actions.BesluitKloptNiet):
        actions.extend_verzoek(verzoek=verzoek, omdat="Nog een keer", by=zaak.medewerker, at=timezone.now())


def test_somebody_who_changed_it_first_is_not_overwritten(zaak):
    verzoek = maak_verzoek(zaak)

    with pytest.raises(Verouderd):
        actions.check_identiteit(
            verzoek=verzoek, hoe="bekend", versie=1, by=zaak.medewerker, at=timezone.now()
        )


def test_an_own_statement_stands_in_the_file_for_good(zaak):
    verzoek = maak_verzoek(zaak, "verklaring")
    rij = actions.add_verklaring(
        verzoek=verzoek, tekst="Zo was het niet.", by=zaak.medewerker, at=timezone.now()
    )

    assert (rij.bij_soort, rij.herkomst, rij.inwoner_id) == ("dossier", "geschreven", zaak.inwoner.pk)
    assert Inwonertekst.objects.get().tekst == "Zo was het niet."
