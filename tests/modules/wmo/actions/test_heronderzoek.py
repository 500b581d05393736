"""Looking again at help: when it is due, one confirmation when nothing changed, and what it cost (F068)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.woorden import Stand
from modules.dossier.models import Melding, Termijn
from modules.wmo.actions.heronderzoek import GeenBesluit, OnvolledigHeronderzoek, confirm_heronderzoek
from modules.wmo.models import Maatwerk, Zaak
from modules.wmo.rules.heronderzoek import CODES, Heronderzoek
from modules.wmo.rules.maatwerk import VOLGORDE
from modules.wmo.stand import stand_van
from tests.modules.wmo.toneel import maak_bekend, maak_product, maak_toneel, tot_aanvraag, tot_besluit

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def antwoorden(*anders: str, met: str = "Marieke") -> Heronderzoek:
    gelijk = frozenset(CODES) - frozenset(anders)
    return Heronderzoek(gelijk=gelijk, anders=frozenset(anders), gesproken_met=met, dag=localdate())


def kijk(zaak, toneel, vraag=None, **rest):
    return confirm_heronderzoek(
        zaak=zaak, antwoorden=vraag or antwoorden(), by=toneel.by, at=timezone.now(),
        **{"minuten": 7, "plaats": "team", **rest},
    )  # fmt: skip


def her(**filters):
    return Termijn.objects.filter(sleutel="wmo_heronderzoek", **filters)


def test_wmo_2_3_9_bekendmaking_begins_the_time_to_look_again_twelve_weeks_before_the_end():
    toneel = maak_toneel()
    besluit = tot_besluit(toneel, maak_product(toneel))

    termijn = her().get()

    assert (termijn.begin, termijn.einde) == (besluit.bekend_op, besluit.einde - timedelta(weeks=12))
    assert (termijn.bron_id, termijn.beschikking_id) == (besluit.pk, besluit.pk)


def test_wmo_2_3_9_help_without_an_end_is_looked_at_again_after_two_years():
    toneel = maak_toneel()
    besluit = tot_besluit(toneel, maak_product(toneel), einde=None)

    termijn = her().get()

    assert termijn.einde.year == besluit.bekend_op.year + 2
    assert termijn.waarom == "Deze hulp heeft geen einddatum. Kijk daarom na 2 jaar opnieuw."


def test_wmo_2_3_9_a_rejection_is_not_looked_at_again():
    toneel = maak_toneel()
    volgorde = {trede.code: {"tekst": "Gewogen.", "volstaat": trede.code == "algemeen"} for trede in VOLGORDE}
    tot_besluit(toneel, maak_product(toneel), is_toegekend=False, volgorde=volgorde)

    assert her().count() == 0


def test_the_same_is_one_confirmation_and_the_decision_is_ready_to_be_taken():
    toneel = maak_toneel()
    eerste = tot_besluit(toneel, maak_product(toneel))

    nieuw = kijk(toneel.zaak, toneel)

    besluit = Beschikking.objects.get(melding=nieuw.melding)
    assert (besluit.stand, besluit.uitkomst) == (Stand.CONCEPT, "toegekend")
    assert besluit.begin == eerste.einde + timedelta(days=1)
    assert besluit.einde - besluit.begin == eerste.einde - eerste.begin
    assert stand_van(nieuw).ontbreekt == ()
    assert maak_bekend(besluit, toneel.by).stand == Stand.BEKEND  # nothing else was left to do


def test_the_same_leaves_no_term_but_that_of_the_decision():
    toneel = maak_toneel()
    tot_besluit(toneel, maak_product(toneel))

    nieuw = kijk(toneel.zaak, toneel)

    werk = Termijn.objects.lopend().filter(melding=nieuw.melding).exclude(sleutel="wmo_persoonlijk_plan")
    assert list(werk.values_list("sleutel", flat=True)) == ["wmo_beschikking"]
    assert her().lopend().count() == 0


def test_the_next_decision_begins_its_own_time_to_look_again():
    toneel = maak_toneel()
    tot_besluit(toneel, maak_product(toneel))
    nieuw = kijk(toneel.zaak, toneel)

    besluit = maak_bekend(Beschikking.objects.get(melding=nieuw.melding), toneel.by)

    assert her().lopend().get().bron_id == besluit.pk


def test_something_else_begins_the_onderzoek_anew_with_the_old_words_beside_it():
    toneel = maak_toneel()
    tot_besluit(toneel, maak_product(toneel))

    nieuw = kijk(toneel.zaak, toneel, antwoorden("netwerk"))

    assert stand_van(nieuw).ontbreekt == tuple("abcdefg")
    assert (nieuw.aanvraag_op, nieuw.heronderzoek_gelijk) == (None, False)
    assert not Beschikking.objects.filter(melding=nieuw.melding).exists()


def test_the_contribution_is_that_of_the_new_begin():
    toneel = maak_toneel()
    tot_besluit(toneel, maak_product(toneel))

    nieuw = kijk(toneel.zaak, toneel)

    rij = Maatwerk.objects.get(zaak=nieuw)
    assert (rij.bijdrage_vanaf, rij.bijdrage_klaar_op) == (rij.begin, None)


def test_who_does_not_decide_confirms_too_and_leaves_the_decision():
    toneel = maak_toneel()
    tot_besluit(toneel, maak_product(toneel))

    nieuw = kijk(toneel.zaak, toneel, plaats=None)

    assert nieuw.aanvraag_op == localdate()
    assert not Beschikking.objects.filter(melding=nieuw.melding).exists()


def test_a_product_that_ended_keeps_the_confirmation_and_asks_for_another():
    toneel = maak_toneel()
    product = maak_product(toneel)
    tot_besluit(toneel, product)
    Maatwerk.objects.update(aanbieder=None)

    nieuw = kijk(toneel.zaak, toneel)

    assert nieuw.heronderzoek_gelijk is True
    assert not Beschikking.objects.filter(melding=nieuw.melding).exists()


def test_what_it_cost_is_kept():
    toneel = maak_toneel()
    tot_besluit(toneel, maak_product(toneel))

    nieuw = kijk(toneel.zaak, toneel, minuten=12)

    assert Zaak.objects.get(pk=nieuw.pk).heronderzoek_minuten == 12


def test_wmo_2_3_9_without_a_decision_there_is_nothing_to_look_at_again():
    toneel = maak_toneel()
    tot_aanvraag(toneel)

    with pytest.raises(GeenBesluit):
        kijk(toneel.zaak, toneel)


def test_wmo_2_3_9_it_is_done_with_the_person():
    toneel = maak_toneel()
    tot_besluit(toneel, maak_product(toneel))

    with pytest.raises(OnvolledigHeronderzoek, match="met wie je hebt gesproken"):
        kijk(toneel.zaak, toneel, antwoorden(met=""))

    assert Melding.objects.count() == 1
