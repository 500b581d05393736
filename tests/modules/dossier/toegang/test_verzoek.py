"""Asking for access: the page tells no more than the search, the regisseur answers, and it ends."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.outbox import bezorg
from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.models import Regisseurschap, Toegangsgrond
from modules.dossier.toegang.models import Attendering, Toegangsverzoek
from tests.factories.dossier import maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.modules.dossier.toegang.toneel import NUMMER, POSTCODE, Spel, speel
from tests.modules.dossier.verkeer import logboek

pytestmark = pytest.mark.django_db
REDEN = {"reden": "Ik help de dochter, die bij ons in het team loopt."}


@pytest.fixture
def spel(in_lindewaard: GemeenteRef) -> Spel:
    return speel()


def vraaglink(spel: Spel, wie: str = "buiten", q: str = f"{POSTCODE} {NUMMER}") -> str:
    """Search as somebody, and return the link to ask for access."""
    pagina = spel[wie].get("/zoeken", {"q": q}).content.decode()
    link = pagina.split('href="/toegang/vragen?v=')[1].split('"')[0]
    return unescape(f"/toegang/vragen?v={link}")


def huis(spel: Spel) -> str:
    return reverse("dossier:huishouden", args=[spel.huishouden.pk])


def verraadt(pagina: Any) -> list[str]:
    """Return what a page tells that the asker did not type."""
    tekst = pagina.content.decode().lower()
    return [woord for woord in ("zonneveld", "truus", "lijsterhof", "daan visser") if woord in tekst]


def test_the_request_tells_no_more_than_the_search_did(spel: Spel) -> None:
    link = vraaglink(spel)
    pagina = spel["buiten"].get(link)
    fout = spel["buiten"].post(link, {"reden": "kort"})
    spel["buiten"].post(link, REDEN)
    mijn = spel["buiten"].get("/toegang/mijn")

    assert (pagina.status_code, fout.status_code, mijn.status_code) == (200, 422, 200)
    assert [verraadt(pagina), verraadt(fout), verraadt(mijn)] == [[], [], []]
    assert str(spel.huishouden.pk) not in pagina.content.decode() + mijn.content.decode() + link


def test_it_turns_red_when_the_request_shows_the_name(spel: Spel) -> None:
    with zaai("verzoek_toont_naam"):
        assert verraadt(spel["buiten"].get(vraaglink(spel))) == ["zonneveld"]


def test_the_link_is_of_one_person_and_ends(spel: Spel, monkeypatch: Any) -> None:
    link = vraaglink(spel)
    anders = spel["leider buiten"].get(link).status_code
    kapot = spel["buiten"].get(f"{link[:-4]}AAAA").status_code
    monkeypatch.setattr(
        "modules.dossier.toegang.views.verzoeken.now", lambda: timezone.now() + timedelta(hours=13)
    )

    assert (anders, kapot, spel["buiten"].get(link).status_code) == (404, 404, 404)


def test_two_links_to_one_household_do_not_look_alike(spel: Spel) -> None:
    assert vraaglink(spel) != vraaglink(spel)


def test_a_name_alone_leads_nowhere(spel: Spel) -> None:
    assert "/toegang/vragen" not in spel["buiten"].get("/zoeken", {"q": "Zonneveld"}).content.decode()


def test_asked_granted_open_and_closed_again(spel: Spel) -> None:
    assert spel["buiten"].get(huis(spel)).status_code == 404
    spel["buiten"].post(vraaglink(spel), REDEN)
    verzoek = Toegangsverzoek.objects.get()
    vraag = reverse("toegang:verzoek", args=[verzoek.pk])
    tot = localdate() + timedelta(days=14)
    antwoord = spel["regisseur"].post(vraag, {"uitkomst": "ja", "tot": f"{tot:%d-%m-%Y}", "antwoord": ""})
    open_ = spel["buiten"].get(huis(spel)).status_code
    grond = Toegangsgrond.objects.get()
    spel["regisseur"].post(reverse("toegang:recht_intrekken", args=[spel.huishouden.pk, grond.pk]))

    assert antwoord.status_code == 303
    assert open_ == 200
    assert (grond.soort, grond.gebruiker_id, grond.bron_id) == (
        "verzoek",
        spel.mensen["buiten"].pk,
        verzoek.pk,
    )
    assert localdate(grond.tot - timedelta(seconds=1)) == tot
    assert spel["buiten"].get(huis(spel)).status_code == 404
    assert logboek("toegang.verzoek.gedaan", "toegang.verzoek.toegekend", "toegang.verzoek.ingetrokken") == [
        "toegang.verzoek.gedaan",
        "toegang.verzoek.toegekend",
        "toegang.verzoek.ingetrokken",
    ]


def test_a_right_ends_at_the_next_request_after_its_last_day(spel: Spel) -> None:
    spel["buiten"].post(vraaglink(spel), REDEN)
    verzoek = Toegangsverzoek.objects.get()
    spel["regisseur"].post(
        reverse("toegang:verzoek", args=[verzoek.pk]),
        {"uitkomst": "ja", "tot": f"{localdate():%d-%m-%Y}", "antwoord": ""},
    )
    open_ = spel["buiten"].get(huis(spel)).status_code
    voorbij = timezone.now() - timedelta(seconds=1)
    Toegangsgrond.objects.update(van=voorbij - timedelta(days=1), tot=voorbij)

    assert (open_, spel["buiten"].get(huis(spel)).status_code) == (200, 404)


def test_a_refusal_has_a_sentence_that_the_asker_reads(spel: Spel) -> None:
    spel["buiten"].post(vraaglink(spel), REDEN)
    vraag = reverse("toegang:verzoek", args=[Toegangsverzoek.objects.get().pk])
    zonder = spel["regisseur"].post(vraag, {"uitkomst": "nee", "antwoord": "Nee."})
    met = spel["regisseur"].post(vraag, {"uitkomst": "nee", "antwoord": "Bel mij even, dan help ik je."})
    mijn = spel["buiten"].get("/toegang/mijn").content.decode()

    assert (zonder.status_code, met.status_code) == (422, 303)
    assert "Bel mij even, dan help ik je." in mijn
    assert "Zonneveld" not in mijn
    assert Toegangsgrond.objects.count() == 0


@pytest.mark.parametrize(("dagen", "status"), [(-1, 422), (0, 303), (30, 303), (90, 303), (91, 422)], ids=str)
def test_access_lasts_ninety_days_at_most(spel: Spel, dagen: int, status: int) -> None:
    spel["buiten"].post(vraaglink(spel), REDEN)
    tot = localdate() + timedelta(days=dagen)
    antwoord = spel["regisseur"].post(
        reverse("toegang:verzoek", args=[Toegangsverzoek.objects.get().pk]),
        {"uitkomst": "ja", "tot": f"{tot:%d-%m-%Y}", "antwoord": ""},
    )

    assert antwoord.status_code == status


@pytest.mark.parametrize("wie", ["buiten", "leider buiten", "werker", "fg", "beheerder"])
def test_only_the_regisseur_and_the_teamleider_answer(spel: Spel, wie: str) -> None:
    spel["buiten"].post(vraaglink(spel), REDEN)
    vraag = reverse("toegang:verzoek", args=[Toegangsverzoek.objects.get().pk])

    assert spel[wie].get(vraag).status_code == 404
    assert spel[wie].post(vraag, {"uitkomst": "ja", "tot": "1-1-2030"}).status_code == 404


def test_the_regisseur_is_told_in_the_app_and_by_a_mail_without_names(
    spel: Spel, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    spel["buiten"].post(vraaglink(spel), REDEN)
    bezorg(at=timezone.now() + timedelta(seconds=1))

    assert [rij.voor_id for rij in Attendering.objects.all()] == [spel.mensen["regisseur"].pk]
    assert [post.to for post in mail.outbox] == [[spel.mensen["regisseur"].email]]
    tekst = f"{mail.outbox[0].subject} {mail.outbox[0].body}".lower()
    assert [naam for naam in ("zonneveld", "carla", "wouters", "truus") if naam in tekst] == []
    assert spel["regisseur"].get("/mijn-dag").content.decode().count("Carla Wouters vraagt toegang") >= 1


def test_without_a_regisseur_the_teamleider_is_asked(spel: Spel) -> None:
    Regisseurschap.objects.all().delete()
    spel["buiten"].post(vraaglink(spel), REDEN)

    assert [rij.voor_id for rij in Attendering.objects.all()] == [spel.mensen["leider"].pk]


def test_asking_twice_is_asking_once(spel: Spel) -> None:
    link = vraaglink(spel)
    eerst = spel["buiten"].post(link, REDEN).status_code
    nogmaals = spel["buiten"].post(link, REDEN)

    assert (eerst, nogmaals.status_code) == (303, 422)
    assert "Je hebt hier al toegang gevraagd." in nogmaals.content.decode()
    assert Toegangsverzoek.objects.count() == 1


def test_who_asked_can_take_it_back(spel: Spel) -> None:
    spel["buiten"].post(vraaglink(spel), REDEN)
    verzoek = Toegangsverzoek.objects.get()
    spel["buiten"].post("/toegang/mijn/intrekken", {"groep": str(verzoek.groep)})
    verzoek.refresh_from_db()

    assert verzoek.stand == "ingetrokken"


def test_two_households_behind_one_address_stay_one_question(spel: Spel) -> None:
    maak_huishouden("Bovenburen", postcode=POSTCODE, huisnummer=NUMMER, team=spel.huishouden.team)
    spel["buiten"].post(vraaglink(spel), REDEN)

    assert Toegangsverzoek.objects.count() == 2
    assert spel["buiten"].get("/toegang/mijn").content.decode().count("Wacht op antwoord") == 1


def test_an_answer_takes_the_notice_away_from_everybody(spel: Spel) -> None:
    Regisseurschap.objects.all().delete()
    spel["buiten"].post(vraaglink(spel), REDEN)
    spel["leider"].post(
        reverse("toegang:verzoek", args=[Toegangsverzoek.objects.get().pk]),
        {"uitkomst": "nee", "antwoord": "Bel mij even, dan help ik je."},
    )

    assert list(Attendering.objects.ongelezen().values_list("voor_id", flat=True)) == [
        spel.mensen["buiten"].pk
    ]


def test_who_is_refused_a_category_is_led_to_the_question(in_lindewaard: GemeenteRef) -> None:
    spel = speel()
    spel.casus.status, spel.casus.afgesloten_op = "afgesloten", localdate()
    spel.casus.save()  # a closed file: the teamleider keeps the name and the address, and no more
    plan = spel["leider"].get(reverse("dossier:plan", args=[spel.huishouden.pk]))
    vraag = reverse("toegang:vragen_hier", args=[spel.huishouden.pk])

    assert plan.status_code == 403
    assert (vraag in plan.content.decode()) is True
    assert spel["leider"].post(vraag, REDEN).status_code == 303
    assert spel["buiten"].get(vraag).status_code == 404


def test_who_leads_the_team_alone_is_answered_by_who_leads_without_a_team(spel: Spel) -> None:
    Regisseurschap.objects.all().delete()
    boven = maak_gebruiker(rollen=(Rol.TEAMLEIDER,), naam="Hoofd Wijkteams", met_code_app=False)
    spel["leider"].post(reverse("toegang:vragen_hier", args=[spel.huishouden.pk]), REDEN)
    vraag = reverse("toegang:verzoek", args=[Toegangsverzoek.objects.get().pk])

    assert [rij.voor_id for rij in Attendering.objects.all()] == [boven.pk]
    assert [spel[wie].get(vraag).status_code for wie in ("leider", "leider buiten")] == [404, 404]


def test_when_nobody_can_answer_the_fg_hears_of_it(spel: Spel) -> None:
    Regisseurschap.objects.all().delete()
    spel["leider"].post(reverse("toegang:vragen_hier", args=[spel.huishouden.pk]), REDEN)
    vraag = reverse("toegang:verzoek", args=[Toegangsverzoek.objects.get().pk])

    assert [rij.voor_id for rij in Attendering.objects.all()] == [spel.mensen["fg"].pk]
    assert [spel[wie].get(vraag).status_code for wie in ("leider", "leider buiten", "fg")] == [404, 404, 404]
