"""Noodtoegang: a reason and the password, some hours, everybody told, a banner, and somebody else reviews."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.outbox import bezorg
from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.models import Toegangsgrond
from modules.dossier.toegang.actions.nood import NietJouwOordeel, review_noodtoegang
from modules.dossier.toegang.actions.toezicht import remind_beoordelaars
from modules.dossier.toegang.models import Attendering, Noodtoegang
from tests.factories.identity import WACHTWOORD, log_in, maak_gebruiker
from tests.modules.dossier.toegang.toneel import NUMMER, POSTCODE, Spel, speel
from tests.modules.dossier.verkeer import logboek

pytestmark = pytest.mark.django_db
NOOD = {
    "reden": "kind",
    "toelichting": "De politie belt: de kinderen zijn alleen thuis en er is ruzie op straat.",
    "wachtwoord": WACHTWOORD,
}
OORDEEL = {"oordeel": "terecht", "toelichting": "De politie bevestigt dat er is gebeld."}


@pytest.fixture
def spel(in_lindewaard: GemeenteRef) -> Spel:
    return speel()


def noodlink(spel: Spel, wie: str = "buiten") -> str:
    pagina = spel[wie].get("/zoeken", {"q": f"{POSTCODE} {NUMMER}"}).content.decode()
    return unescape(
        "/toegang/noodtoegang?v=" + pagina.split('href="/toegang/noodtoegang?v=')[1].split('"')[0]
    )


def hier(spel: Spel, route: str = "toegang:rechten") -> str:
    return reverse(route, args=[spel.huishouden.pk])


def breek(spel: Spel, **anders: str) -> Any:
    return spel["buiten"].post(noodlink(spel), NOOD | anders)


def test_the_glass_breaks_with_a_reason_and_the_password(spel: Spel) -> None:
    dicht = spel["buiten"].get(hier(spel)).status_code
    voor = timezone.now()
    antwoord = breek(spel)
    nood, grond = Noodtoegang.objects.get(), Toegangsgrond.objects.get()

    assert (dicht, antwoord.status_code, antwoord.headers["Location"]) == (
        404,
        303,
        hier(spel, "dossier:huishouden"),
    )
    assert spel["buiten"].get(hier(spel)).status_code == 200
    assert timedelta(hours=4) <= nood.tot - voor < timedelta(hours=4, minutes=1)
    assert (grond.soort, grond.tot, grond.schrijft, "".join(grond.categorieen)) == (
        "nood",
        nood.tot,
        False,
        "ABCDEFGHIJK",
    )
    assert logboek("toegang.nood.geopend") == ["toegang.nood.geopend"]
    assert Logboekregel.objects.get(gebeurtenis="toegang.nood.geopend").is_nood is True


@pytest.mark.parametrize(
    "anders",
    [{"toelichting": "Te kort."}, {"reden": ""}, {"wachtwoord": "een ander wachtwoord"}, {"wachtwoord": ""}],
    ids=["korte tekst", "geen reden", "verkeerd wachtwoord", "geen wachtwoord"],
)
def test_without_any_of_these_it_stays_shut(spel: Spel, anders: dict[str, str]) -> None:
    antwoord = breek(spel, **anders)

    assert (antwoord.status_code, Noodtoegang.objects.count()) == (422, 0)
    assert NOOD["toelichting"] in unescape(antwoord.content.decode()) or "toelichting" in anders
    assert NOOD["wachtwoord"] not in antwoord.content.decode()


def test_guessing_the_password_is_shut_like_at_signing_in(spel: Spel) -> None:
    link = noodlink(spel)
    laatste = [spel["buiten"].post(link, NOOD | {"wachtwoord": f"fout {n}"}) for n in range(6)][-1]

    assert "Wacht" in laatste.content.decode()
    assert Noodtoegang.objects.count() == 0


def test_who_has_no_place_in_a_team_cannot(spel: Spel) -> None:
    balie = maak_gebruiker(rollen=(Rol.BACKOFFICE,), naam="Balie", met_code_app=False)
    spel.mensen["balie"], spel.klanten["balie"] = balie, type(spel["buiten"])()
    log_in(spel["balie"], balie)
    antwoord = spel["balie"].post(noodlink(spel, "balie"), NOOD)

    assert (antwoord.status_code, Noodtoegang.objects.count()) == (422, 0)


def test_it_closes_after_its_hours(spel: Spel) -> None:
    breek(spel)
    assert _is_dicht_na_vijf_uur(spel) is True


def test_it_turns_red_when_an_emergency_never_ends(spel: Spel) -> None:
    with zaai("noodtoegang_zonder_einde"):
        breek(spel)

    assert _is_dicht_na_vijf_uur(spel) is False


def _is_dicht_na_vijf_uur(spel: Spel) -> bool:
    """Put the beginning and the end five hours back, as if that time had passed."""
    vijf = timedelta(hours=5)
    for rij in (Noodtoegang.objects.get(), Toegangsgrond.objects.get()):
        rij.van, rij.tot = rij.van - vijf, rij.tot - vijf
        rij.save()
    return bool(spel["buiten"].get(hier(spel)).status_code == 404)


def test_a_banner_stands_on_the_pages_of_that_household_and_stops_it(spel: Spel) -> None:
    breek(spel)
    pagina = spel["buiten"].get(hier(spel)).content.decode()
    van_een_ander = spel["werker"].get(hier(spel)).content.decode()
    nood = Noodtoegang.objects.get()
    spel["buiten"].post(hier(spel, "toegang:nood_stop"))
    nood.refresh_from_db()

    assert "Je werkt met noodtoegang" in pagina
    assert f"tot {timezone.localtime(nood.tot):%H.%M} uur" in pagina
    assert "Je werkt met noodtoegang" not in van_een_ander
    assert nood.gestopt_op is not None
    assert spel["buiten"].get(hier(spel)).status_code == 404
    assert spel["werker"].post(hier(spel, "toegang:nood_stop")).status_code == 404


def test_an_emergency_reads_and_never_writes(spel: Spel) -> None:
    breek(spel)
    antwoord = spel["buiten"].post(hier(spel, "dossier:notitie"), {"tekst": "Stiekem.", "soort": "notitie"})

    assert antwoord.status_code == 403
    assert Logboekregel.objects.filter(gebeurtenis="dossier.notitie.geplaatst").count() == 0


def test_everybody_who_should_know_is_told_at_once_and_the_mail_names_nobody(
    spel: Spel, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    breek(spel)
    bezorg(at=timezone.now() + timedelta(seconds=1))
    wie = {wie for wie, mens in spel.mensen.items() if Attendering.objects.filter(voor=mens).exists()}

    assert wie == {"regisseur", "leider", "fg"}
    assert len(mail.outbox) == 3
    tekst = " ".join(f"{post.subject} {post.body}" for post in mail.outbox).lower()
    assert [naam for naam in ("zonneveld", "carla", "wouters", "politie") if naam in tekst] == []


@pytest.mark.parametrize(
    ("begonnen", "voor"),
    [
        (datetime(2026, 11, 16, 12, tzinfo=UTC), "2026-11-23"),  # Monday → Monday
        (datetime(2026, 12, 23, 12, tzinfo=UTC), "2026-12-31"),  # Christmas and a weekend in between
        (datetime(2026, 4, 30, 12, tzinfo=UTC), "2026-05-08"),  # Bevrijdingsdag is free
    ],
    ids=["gewone week", "kerst", "mei"],
)
def test_a_review_has_five_working_days(spel: Spel, begonnen: datetime, voor: str) -> None:
    from modules.dossier.toegang.actions.nood import open_noodtoegang
    from modules.dossier.toegang.instellingen import ToegangInstellingen

    nood = open_noodtoegang(
        huishouden=spel.huishouden, reden="kind", toelichting=NOOD["toelichting"],
        instellingen=ToegangInstellingen(), by=spel.mensen["werker"], at=begonnen,
    )  # fmt: skip

    assert nood.beoordelen_voor.isoformat() == voor


def beoordeel(spel: Spel, wie: str) -> Any:
    return spel[wie].post(reverse("toegang:nood_beoordelen", args=[Noodtoegang.objects.get().pk]), OORDEEL)


@pytest.mark.parametrize(
    ("wie", "status"),
    [
        ("fg", 303),
        ("leider", 303),
        ("leider buiten", 404),
        ("regisseur", 404),
        ("werker", 404),
        ("buiten", 404),
    ],
)
def test_who_reviews(spel: Spel, wie: str, status: int) -> None:
    breek(spel)

    assert beoordeel(spel, wie).status_code == status
    assert Noodtoegang.objects.get().oordeel == ("terecht" if status == 303 else "")


def zichzelf(spel: Spel) -> int:
    """Let somebody who is FG too break the glass, and review it."""
    from keukentafel.identity.models import RolToekenning

    RolToekenning.objects.create(gebruiker=spel.mensen["buiten"], rol=Rol.FG)
    breek(spel)
    return int(beoordeel(spel, "buiten").status_code)


def test_nobody_reviews_oneself(spel: Spel) -> None:
    assert zichzelf(spel) == 404
    with pytest.raises(NietJouwOordeel):
        review_noodtoegang(
            nood=Noodtoegang.objects.get(), by=spel.mensen["buiten"], at=timezone.now(), **OORDEEL
        )


def test_it_turns_red_when_somebody_may(spel: Spel) -> None:
    with zaai("eigen_nood_beoordelen"):
        assert zichzelf(spel) == 303


def test_a_review_shows_what_was_opened_and_no_content(spel: Spel) -> None:
    breek(spel)
    spel["buiten"].get(hier(spel))
    pagina = spel["fg"].get(reverse("toegang:nood_beoordelen", args=[Noodtoegang.objects.get().pk]))
    tekst = pagina.content.decode()

    assert "Bekeken" in tekst
    assert [naam for naam in ("Zonneveld", "Truus", "Lijsterhof") if naam in tekst] == []


def test_a_second_verdict_is_refused(spel: Spel) -> None:
    breek(spel)
    beoordeel(spel, "fg")

    assert beoordeel(spel, "leider").status_code == 422


def test_a_late_review_is_told_once(spel: Spel) -> None:
    breek(spel)
    nood = Noodtoegang.objects.get()
    na = nood.beoordelen_voor + timedelta(days=1)
    gemeld = [remind_beoordelaars(vandaag=dag, at=timezone.now()) for dag in (nood.beoordelen_voor, na, na)]

    assert gemeld == [0, 1, 0]
    Noodtoegang.objects.update(beoordelen_voor=timezone.localdate() - timedelta(days=1))
    assert "te laat" in spel["fg"].get("/toezicht").content.decode()
