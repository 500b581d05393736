"""The letter of a decision: it says what was decided, and its leaving is the bekendmaking (Awb 3:41)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from keukentafel.tenancy import GemeenteRef
from modules.dossier.besluiten.actions import weigeringen as nee
from modules.dossier.besluiten.actions.beschikking import decide_beschikking
from modules.dossier.besluiten.brief import make_besluitbrief
from modules.dossier.brieven.actions.brief import send_brief
from modules.dossier.models import Termijn
from tests.modules.dossier.besluiten.toneel import maak_besluittoneel, mandaat, volledig

pytestmark = pytest.mark.django_db


def test_the_letter_says_what_was_decided_and_its_leaving_makes_it_known(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    rij = volledig(toneel)
    with pytest.raises(nee.KanNuNiet):
        make_besluitbrief(beschikking=rij, by=toneel.maker, at=now())
    rij = decide_beschikking(beschikking=rij, gezien_versie=rij.versie, by=toneel.maker, at=now())

    brief = make_besluitbrief(beschikking=rij, by=toneel.maker, at=now())
    assert make_besluitbrief(beschikking=rij, by=toneel.maker, at=now()).pk == brief.pk
    assert "U krijgt hulp bij het huishouden." in brief.tekst
    assert "Hulp bij het huishouden: 3 uur per week" in brief.tekst
    assert "bezwaar" in brief.tekst
    send_brief(brief=brief, kanaal="meegegeven", by=toneel.maker, at=now())

    rij.refresh_from_db()
    assert (rij.stand, rij.bekend_op, rij.bekend_hoe) == ("bekend", localdate(), "meegegeven")
    assert Termijn.objects.get(beschikking_id=rij.pk, sleutel="bezwaar_indienen").begin == localdate()


def test_by_post_it_is_known_on_the_day_the_batch_leaves(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_besluittoneel(client)
    mandaat()
    rij = volledig(toneel)
    decide_beschikking(beschikking=rij, gezien_versie=None, by=toneel.maker, at=now())

    antwoord = client.post(f"/besluiten/{rij.pk}", {"doe": "brief"})
    rij.refresh_from_db()
    assert antwoord.url == f"/brieven/{rij.brief_id}"
    assert "Open de brief" in client.get(f"/besluiten/{rij.pk}").content.decode()
    assert rij.stand == "genomen"
