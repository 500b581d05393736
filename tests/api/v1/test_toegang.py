"""Keys: what opens, what ends them, and how a program gets a token."""

from __future__ import annotations

import pytest
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.actions.mensen import (
    AlInGebruik,
    GebruikersnaamBestaat,
    invite_gebruiker,
    renew_uitnodiging,
)
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.queries import Zoekvraag, mensen
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente, zaaifouten
from modules.dossier.delen.actions.convenant import publish_convenant, write_convenant
from modules.toegangsleutels.actions.programma import (
    Gevraagd,
    KanNiet,
    block_programma,
    change_programma,
    give_geheim,
)
from modules.toegangsleutels.actions.sleutel import tidy_up
from modules.toegangsleutels.models import Toegangsleutel
from tests.api.v1.beller import GEHEIM, Beller, als_programma, maak_programma, persoonlijk, vraag_token
from tests.factories.dossier import eerste_team, maak_huishouden
from tests.factories.identity import maak_gebruiker

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def test_without_a_token_or_with_a_session_only_nothing_opens(klant):
    antwoord = klant.get("/api/v1/huishoudens")

    assert (antwoord.status_code, antwoord["WWW-Authenticate"]) == (401, 'Bearer realm="Keukentafel"')
    assert antwoord.json()["title"] == "Geen geldig token"
    assert Beller(klant, "kt_onzin_onzin").get("huishoudens").status_code == 401


def test_a_token_ends_with_its_account_its_password_and_its_day(klant):
    mens = maak_gebruiker(team=eerste_team())
    lid = persoonlijk(klant, mens)
    assert lid.get("huishoudens").status_code == 200

    mens.sessie_generatie += 1
    mens.save()
    assert lid.get("huishoudens").status_code == 401
    with zaaifouten.zaai("token_leeft_door"):
        assert lid.get("huishoudens").status_code == 200
    lid = persoonlijk(klant, mens)
    Toegangsleutel.objects.update(geldig_tot=timezone.now())
    assert lid.get("huishoudens").status_code == 401
    tidy_up(at=timezone.now())
    assert not Toegangsleutel.objects.exists()


def test_a_token_of_one_gemeente_is_worthless_in_another(klant, klant_van, hoogmeren):
    lid = persoonlijk(klant, maak_gebruiker(team=eerste_team()))
    daar = klant_van(hoogmeren)
    kop = {"Authorization": f"Bearer {lid.token}"}

    assert lid.get("huishoudens").status_code == 200
    assert daar.get("/api/v1/huishoudens", headers=kop).status_code == 401
    maak_programma([(Rol.TEAMLID, eerste_team().pk)])
    assert vraag_token(klant).status_code == 200
    assert vraag_token(daar).status_code == 401
    with in_gemeente(hoogmeren):
        assert not Toegangsleutel.objects.exists()


def test_a_program_gets_a_token_for_its_secret_and_no_more_than_its_scopes(klant):
    maak_programma([(Rol.TEAMLID, eerste_team().pk)], scopes=["huishoudens.lezen", "teams.lezen"])
    antwoord = vraag_token(klant, scope="huishoudens.lezen logboek.lezen")

    assert antwoord.json()["scope"] == "huishoudens.lezen"
    assert antwoord.json()["expires_in"] == 3600
    assert antwoord["Cache-Control"] == "no-store"
    assert vraag_token(klant, geheim="x" * 40).json()["error"] == "invalid_client"
    assert vraag_token(klant, scope="logboek.lezen").json()["error"] == "invalid_scope"
    assert vraag_token(klant, grant_type="password").json()["error"] == "unsupported_grant_type"
    assert Logboekregel.objects.filter(gebeurtenis="toegangsleutels.token.geweigerd").count() == 3


def test_a_secret_is_rotated_with_overlap_and_a_token_is_taken_back(klant):
    programma = maak_programma([(Rol.TEAMLID, eerste_team().pk)])
    nu = timezone.now()
    nieuw = give_geheim(programma=programma, by=None, at=nu, oud_tot=nu + timezone.timedelta(hours=1))
    assert vraag_token(klant, geheim=nieuw).status_code == 200
    token = vraag_token(klant).json()["access_token"]
    weg = klant.post(
        "/api/v1/oauth/revoke",
        {"token": token, "client_id": "rooster", "client_secret": GEHEIM},
    )

    assert weg.status_code == 200
    assert Beller(klant, token).get("huishoudens").status_code == 401
    give_geheim(programma=programma, by=None, at=timezone.now())
    assert vraag_token(klant).status_code == 401


def test_a_blocked_program_and_a_scope_that_was_taken_away_count_at_once(klant):
    team = eerste_team()
    bel = als_programma(klant, [(Rol.TEAMLID, team.pk)])
    programma = Toegangsleutel.objects.get().programma
    assert bel.get("huishoudens").status_code == 200
    gevraagd = Gevraagd("Rooster", "", [(Rol.TEAMLID, team.pk)], ["teams.lezen"])
    change_programma(programma=programma, gevraagd=gevraagd, versie=1, by=None, at=timezone.now())
    assert bel.get("huishoudens").json()["code"] == "insufficient_scope"
    block_programma(programma=programma, dicht=True, by=None, at=timezone.now())
    assert bel.get("huishoudens").status_code == 401
    assert vraag_token(klant).status_code == 401


def test_a_program_with_a_role_that_sees_households_has_a_team():
    with pytest.raises(KanNiet):
        maak_programma([(Rol.TEAMLID, None)])
    with pytest.raises(KanNiet):
        maak_programma([(Rol.INWONER, None)])


def test_the_account_of_a_program_is_no_person_to_invite_or_to_give_work():
    programma = maak_programma([(Rol.TEAMLID, eerste_team().pk)])

    with pytest.raises(AlInGebruik):
        renew_uitnodiging(gebruiker=programma.gebruiker, by=None, at=timezone.now())
    with pytest.raises(GebruikersnaamBestaat):
        invite_gebruiker(
            naam="X", gebruikersnaam="programma.x", email="x@voorbeeld.nl", toekenningen=[(Rol.FG, None)],
            by=None, at=timezone.now(),
        )  # fmt: skip
    assert programma.gebruiker not in Gebruiker.objects.actief()
    assert "Rooster" not in [rij.naam for rij in mensen(Zoekvraag()).rijen]


def test_too_many_calls_are_told_to_wait(klant, settings):
    settings.KT_API_PER_MINUUT = 1
    lid = persoonlijk(klant, maak_gebruiker(team=eerste_team()))
    goed, teveel = lid.get("huishoudens"), lid.get("huishoudens")

    assert (goed.status_code, goed["RateLimit-Limit"], goed["RateLimit-Remaining"]) == (200, "1", "0")
    assert (teveel.status_code, teveel.json()["code"]) == (429, "throttled")
    assert 0 < int(teveel["Retry-After"]) <= 60


def test_who_must_confirm_the_convenant_does_so_on_the_screen_first(klant):
    lid = persoonlijk(klant, maak_gebruiker(team=eerste_team()))
    beheerder = maak_gebruiker(rollen=[Rol.BEHEERDER])
    write_convenant(tekst="Zo werken wij.", wat_is_anders="", versie=0, by=beheerder, at=timezone.now())
    publish_convenant(by=beheerder, at=timezone.now())
    antwoord = lid.get("huishoudens")

    assert (antwoord.status_code, antwoord.json()["code"]) == (403, "convenant")


def test_what_the_screen_asks_of_a_person_first_is_no_call_of_a_program(klant):
    lid = persoonlijk(klant, maak_gebruiker(team=eerste_team()))
    afgeschermd = maak_huishouden(is_afgeschermd=True)
    antwoord = lid.get(f"huishoudens/{afgeschermd.pk}")

    assert (antwoord.status_code, antwoord.json()["code"]) == (403, "ask_a_person")


def test_the_limit_on_households_in_a_short_time_holds_here_too(klant, monkeypatch):
    from modules.dossier.toegang.instellingen import ToegangInstellingen

    monkeypatch.setattr(ToegangInstellingen.__init__, "__defaults__", (4, 5, 30, 90, 2, 3, 10, 10))
    lid = persoonlijk(klant, maak_gebruiker(team=eerste_team()))
    huishoudens = [maak_huishouden() for _ in range(4)]
    standen = [lid.get(f"huishoudens/{een.pk}").status_code for een in huishoudens]

    assert standen[0] == 200
    assert 429 in standen
    assert Logboekregel.objects.filter(gebeurtenis__startswith="toegang.alarm").exists()


def test_other_methods_and_addresses_answer_as_the_document_says(klant):
    lid = persoonlijk(klant, maak_gebruiker(team=eerste_team()))

    assert lid.delete("huishoudens").status_code == 405
    assert lid.options("huishoudens").status_code == 405
    assert lid.get("bestaat-niet").json()["status"] == 404
    assert lid.get("huishoudens/").status_code == 404
    assert lid.head("huishoudens").content == b""
    assert klant.get("/api/v1/oauth/metadata").json()["token_endpoint"].endswith("/api/v1/oauth/token")
