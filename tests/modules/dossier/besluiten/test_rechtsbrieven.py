"""The letters of an objection and a complaint: what they say, when they may be made, what their leaving does."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from modules.dossier.besluiten.actions import weigeringen as nee
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking
from modules.dossier.besluiten.actions.beschikking import decide_beschikking
from modules.dossier.besluiten.actions.bezwaar import decide_bezwaar, receive_bezwaar, skip_hearing
from modules.dossier.besluiten.actions.klacht import answer_klacht, hear_klacht, receive_klacht
from modules.dossier.besluiten.brief import address_beschikking, make_besluitbrief
from modules.dossier.besluiten.models import Bezwaar, Klacht
from modules.dossier.besluiten.rechtsbrieven import make_bezwaarbrief, make_klachtbrief
from modules.dossier.besluiten.rules.bezwaar import te_snel_horen
from modules.dossier.brieven.actions.brief import NietAanDeze, send_brief
from modules.dossier.brieven.models import Brief
from modules.dossier.models import Vertegenwoordiger
from tests.factories.identity import log_in
from tests.modules.dossier.besluiten.toneel import Besluittoneel, begin, maak_besluittoneel, mandaat, volledig

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_lindewaard")]


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.KT_OPSLAG = tmp_path


def bezwaar(toneel: Besluittoneel, gronden: str = "Ik kan niet bukken.") -> Bezwaar:
    mandaat()
    mandaat(betreft="bezwaar", artikel="Awb, artikel 10:3")
    rij = decide_beschikking(beschikking=volledig(toneel), gezien_versie=None, by=toneel.maker, at=now())
    rij = announce_beschikking(beschikking=rij, bekend_op=localdate(), by=toneel.maker, at=now())
    return receive_bezwaar(
        beschikking=rij, indiener=toneel.zaak.inwoner.naam, ontvangen_op=localdate(), gronden=gronden,
        met_commissie=False, by=toneel.maker, at=now(),
    )  # fmt: skip


def klacht(toneel: Besluittoneel) -> Klacht:
    return receive_klacht(
        huishouden=toneel.zaak.huishouden, casus=toneel.zaak.casus, by=toneel.maker, at=now(),
        gegevens={
            "indiener": toneel.zaak.inwoner.naam, "ontvangen_op": localdate(), "over": "team",
            "tekst": "Niemand belde mij terug.", "behandelaar": toneel.maker,
        },
    )  # fmt: skip


def brief_van(rij: Bezwaar, soort: str, toneel: Besluittoneel, **meer: Any) -> Brief:
    return make_bezwaarbrief(bezwaar=rij, soort=soort, aan="", gegevens=meer, by=toneel.maker, at=now())


def test_the_receipt_of_an_objection_says_until_when_we_decide_and_is_made_once() -> None:
    """Awb, artikel 6:14."""
    toneel = maak_besluittoneel()
    rij = bezwaar(toneel, gronden="")
    brief = brief_van(rij, "bezwaar_ontvangst", toneel)

    assert "Schrijf ons waarom u het niet eens bent met het besluit." in brief.tekst  # Awb 6:5 and 6:6
    assert "[vul in" not in brief.tekst
    assert brief_van(rij, "bezwaar_ontvangst", toneel).pk == brief.pk


def test_the_letter_of_an_objection_goes_to_who_was_authorised() -> None:
    """Awb, artikel 6:17: the papers go to the gemachtigde in any case."""
    toneel = maak_besluittoneel()
    rij = bezwaar(toneel)
    Vertegenwoordiger.objects.create(inwoner=toneel.zaak.inwoner, naam="Gerd Mach", soort="gemachtigde")

    assert brief_van(rij, "bezwaar_ontvangst", toneel).aan_naam == "Gerd Mach"


def test_the_decision_on_an_objection_is_known_when_its_letter_left() -> None:
    """Awb, artikel 7:12 lid 2."""
    toneel = maak_besluittoneel()
    rij = bezwaar(toneel)
    with pytest.raises(nee.KanNuNiet, match="nog niet beslist"):
        brief_van(rij, "bezwaar_beslissing", toneel)
    skip_hearing(bezwaar=rij, omdat="Zij wil niet.", by=toneel.maker, at=now())
    decide_bezwaar(
        bezwaar=rij,
        uitkomst="gegrond",
        motivering="Er is meer nodig.",
        gezien_versie=None,
        by=toneel.collega,
        at=now(),
    )
    brief = brief_van(rij, "bezwaar_beslissing", toneel)
    assert "U krijgt gelijk." in brief.tekst
    assert "Ik kan niet bukken." in brief.tekst
    assert "rechtbank" in brief.tekst
    send_brief(brief=brief, kanaal="meegegeven", by=toneel.maker, at=now())

    rij.refresh_from_db()
    assert (rij.stand, rij.bekend_op) == ("bekend", localdate())
    with pytest.raises(nee.KanNuNiet):
        brief_van(rij, "bezwaar_hoorzitting", toneel)


@pytest.mark.parametrize(
    ("dag", "afgesproken", "mag"),
    [
        (date(2026, 5, 23), False, True),
        (date(2026, 5, 22), False, False),
        (date(2026, 5, 22), True, True),
        (date(2026, 5, 11), True, False),
    ],
)
def test_an_invitation_leaves_ten_days_to_send_papers(dag: date, afgesproken: bool, mag: bool) -> None:
    """Awb, artikel 7:4 lid 1."""
    assert (te_snel_horen(dag, date(2026, 5, 12), is_afgesproken=afgesproken) == "") is mag


def test_a_complaint_is_confirmed_and_answered_by_letters() -> None:
    """Awb, artikel 9:6 and 9:12."""
    toneel = maak_besluittoneel()
    rij = klacht(toneel)
    maak = {"klacht": rij, "aan": "", "by": toneel.maker}
    with pytest.raises(nee.KanNuNiet, match="nog geen antwoord"):
        make_klachtbrief(soort="klacht_antwoord", at=now(), **maak)
    brief = make_klachtbrief(soort="klacht_ontvangst", at=now(), **maak)
    assert brief.inwoner == toneel.zaak.inwoner
    assert "> Niemand belde mij terug." in brief.tekst
    send_brief(brief=brief, kanaal="digitaal", by=toneel.maker, at=now())
    rij.refresh_from_db()
    assert rij.bevestigd_op == localdate()

    hear_klacht(klacht=rij, op=None, verslag="", omdat="Zij wil geen gesprek.", by=toneel.maker, at=now())
    answer_klacht(
        klacht=rij, oordeel="gegrond", antwoord="Wij belden te laat.", vervolg="Wij bellen binnen twee dagen.",
        op=localdate(), is_opgelost=False, by=toneel.maker, at=now(),
    )  # fmt: skip
    antwoord = make_klachtbrief(soort="klacht_antwoord", at=now(), **maak)
    assert "Uw klacht klopt." in antwoord.tekst
    assert "Wij bellen binnen twee dagen." in antwoord.tekst
    assert "ombudsman" in antwoord.tekst
    with pytest.raises(nee.KanNuNiet):
        make_klachtbrief(soort="bezwaar_ontvangst", at=now(), **maak)


def test_from_their_pages_the_letters_are_one_press_away(client: Client) -> None:
    toneel = maak_besluittoneel(client)
    rij, kl = bezwaar(toneel), klacht(toneel)
    adres = f"/bezwaren/{rij.pk}"
    assert "Nodig uit voor een hoorzitting" in client.get(adres).content.decode()
    eerste = client.post(adres, {"doe": "brief", "soort": "bezwaar_ontvangst"})
    assert eerste.url == f"/brieven/{Brief.objects.get().pk}"
    uitnodiging = {
        "doe": "brief", "soort": "bezwaar_hoorzitting", "hoorzitting-dag": f"{localdate():%d-%m-%Y}",
        "hoorzitting-tijd": "10:30", "hoorzitting-waar": "Kerkplein 1", "hoorzitting-met_wie": "de commissie",
    }  # fmt: skip
    te_snel = client.post(adres, uitnodiging)
    assert te_snel.status_code == 422
    assert "Awb artikel 7:4" in te_snel.content.decode()
    later = f"{localdate() + timedelta(days=14):%d-%m-%Y}"
    goed = client.post(adres, {**uitnodiging, "hoorzitting-dag": later})
    brief = Brief.objects.get(soort="bezwaar_hoorzitting")
    assert goed.url == f"/brieven/{brief.pk}"
    assert "om 10.30 uur" in brief.tekst

    assert client.post(f"/klachten/{kl.pk}", {"doe": "brief", "soort": "klacht_ontvangst"}).status_code == 303
    log_in(client, toneel.collega)  # handles it not
    assert client.post(f"/klachten/{kl.pk}", {"doe": "brief", "soort": "klacht_antwoord"}).status_code == 422


def test_the_check_page_says_to_whom_and_how_and_the_letter_follows(client: Client) -> None:
    """Awb, artikel 3:41: a decision is made known to whom it is about, or who represents."""
    toneel = maak_besluittoneel(client)
    mandaat()
    Vertegenwoordiger.objects.create(inwoner=toneel.zaak.inwoner, naam="Mia Mentor", soort="mentor")
    mentor = f"mentor:{Vertegenwoordiger.objects.get().pk}"
    rij = volledig(toneel)
    pagina = client.get(f"/besluiten/{rij.pk}/controleer").content.decode()
    assert f"De brief gaat over {toneel.zaak.inwoner.naam} zelf." in pagina
    assert "Met de post" in pagina
    with pytest.raises(NietAanDeze):
        address_beschikking(beschikking=rij, aan="mentor:weg", kanaal="post", by=toneel.maker, at=now())

    client.post(f"/besluiten/{rij.pk}/stap", {"doe": "brief", "aan": mentor, "kanaal": "meegegeven"})
    assert "Mia Mentor" in client.get(f"/besluiten/{rij.pk}/controleer").content.decode()
    rij.refresh_from_db()
    decide_beschikking(
        beschikking=rij, gezien_versie=rij.versie, by=toneel.maker, at=now()
    )  # no other version
    brief = make_besluitbrief(beschikking=rij, by=toneel.maker, at=now())
    assert (brief.aan_naam, brief.kanaal, brief.is_concept) == ("Mia Mentor", "meegegeven", True)
    with pytest.raises(nee.KanNuNiet):
        address_beschikking(beschikking=rij, aan="inwoner", kanaal="post", by=toneel.maker, at=now())
    assert begin(toneel).brief_aan == ""
