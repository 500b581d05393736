"""The decision on youth help: what it asks first, and what the hulpvraag does with it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking
from modules.dossier.besluiten.actions.beschikking import (
    change_beschikking,
    decide_beschikking,
    draft_beschikking,
)
from modules.dossier.besluiten.models import Beschikking, Toewijzing
from modules.dossier.models import Termijn
from modules.jeugd.actions import hulp, hulpvraag
from modules.jeugd.besluit import VERLENING, vereisten
from modules.jeugd.models import Hulpvraag
from tests.modules.jeugd.toneel import kind_van, maak_jeugdzaak, maak_klaar, maak_vraag, wie

VANDAAG = localdate()


@pytest.fixture
def zaak(klant, in_lindewaard):
    return maak_jeugdzaak(klant)


def maak_rond(zaak, vraag: Hulpvraag) -> Hulpvraag:
    maak_klaar(zaak, vraag)
    hulpvraag.request_besluit(hulpvraag=vraag, op=VANDAAG, **wie(zaak))
    vraag.refresh_from_db()
    return vraag


def besluit_op(zaak, uitkomst: str = "toegekend") -> Beschikking:
    rij = draft_beschikking(
        casus=zaak.casus, inwoner=kind_van(zaak), soort=VERLENING, aanvraag_op=VANDAAG, **wie(zaak)
    )
    return change_beschikking(
        beschikking=rij,
        gegevens={
            "uitkomst": uitkomst,
            "wat": "Sem krijgt speltherapie.",
            "hoeveel": "Elke week een uur",
            "begin": VANDAAG,
            "overwegingen": dict.fromkeys(
                ("nodig", "eigen_kracht", "wens_kind", "andere_hulp"), "Omdat het helpt."
            ),
        },
        voorzieningen=[{"titel": "Speltherapie", "vorm": "zin", "begin": VANDAAG}]
        if uitkomst == "toegekend"
        else [],
        gezien_versie=rij.versie,
        **wie(zaak),
    )


def test_a_decision_asks_what_the_jeugdwet_asks_first_each_with_its_page(zaak):
    vraag = maak_vraag(zaak)

    gemis = vereisten(zaak.casus, kind_van(zaak), None)

    assert [deel.url.rsplit("/", 1)[-1] for deel in gemis] == [
        str(vraag.pk), "woonplaats", "gezinsplan", str(vraag.pk), "stem", "professional",
    ]  # fmt: skip


def test_without_a_hulpvraag_there_is_nothing_to_decide(zaak):
    (gemis,) = vereisten(zaak.casus, kind_van(zaak), None)

    assert gemis.url == reverse("jeugd:nieuw", args=[zaak.huishouden.pk])


def test_after_a_referral_nothing_is_decided_and_a_toewijzing_is_made_jeugdwet_2_6(zaak):
    vraag = maak_klaar(zaak, maak_vraag(zaak, verwijzer="huisarts"))

    assert "geen besluit van de gemeente nodig" in vereisten(zaak.casus, kind_van(zaak), None)[0].tekst
    hulp.begin_hulp(
        hulpvraag=vraag, wat="Speltherapie", aanbieder=None, van=VANDAAG, by=zaak.medewerker, at=now()
    )
    deel = Toewijzing.objects.get()
    assert (deel.bron_id, deel.beschikking, deel.stand, deel.nummer is not None) == (
        vraag.pk,
        None,
        "klaar",
        True,
    )


@pytest.mark.parametrize(("uitkomst", "toegekend"), [("toegekend", True), ("afgewezen", False)])
def test_the_hulpvraag_follows_what_was_made_known_awb_3_40(zaak, uitkomst, toegekend):
    vraag = maak_rond(zaak, maak_vraag(zaak))
    rij = besluit_op(zaak, uitkomst)
    assert Termijn.objects.filter(sleutel="jeugd_beslissing").count() == 1

    rij = decide_beschikking(beschikking=rij, gezien_versie=rij.versie, by=zaak.medewerker, at=now())
    vraag.refresh_from_db()
    assert vraag.stand == "aanvraag"  # taken, but not in force yet

    announce_beschikking(beschikking=rij, bekend_op=VANDAAG, by=zaak.medewerker, at=now())
    vraag.refresh_from_db()
    assert (vraag.stand, vraag.is_toegekend, vraag.beschikking_id) == ("besloten", toegekend, rij.pk)
    assert Termijn.objects.get(sleutel="jeugd_beslissing").status == "gehaald"


def test_withdrawing_the_question_stops_the_decision_that_was_being_made(zaak):
    vraag = maak_rond(zaak, maak_vraag(zaak))
    besluit_op(zaak)

    hulpvraag.withdraw_hulpvraag(hulpvraag=vraag, omdat="Het gaat goed", by=zaak.medewerker, at=now())

    assert Beschikking.objects.get().stand == "ingetrokken"
    assert Termijn.objects.get(sleutel="jeugd_beslissing").status == "vervallen"


def test_the_page_leads_to_the_decision(klant, zaak):
    vraag = maak_rond(zaak, maak_vraag(zaak))
    pagina = klant.get(vraag.get_absolute_url()).content.decode()
    assert "Begin het besluit" in pagina

    rij = besluit_op(zaak)
    assert rij.get_absolute_url() in klant.get(vraag.get_absolute_url()).content.decode()
