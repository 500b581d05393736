"""Short help: written down on one screen, counted, and the beginning of a dossier after consent (P22)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.kortehulp.actions import kortehulp as actions
from modules.dossier.kortehulp.models import KorteHulp
from modules.dossier.models import Concept, Huishouden, Melding
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.modules.dossier.verkeer import logboek, vragen

pytestmark = pytest.mark.usefixtures("in_lindewaard")
GOED = {
    "vraag": "Hoe vraag ik huurtoeslag aan?", "antwoord": "Samen ingelogd met DigiD.", "domein": "geld",
    "minuten": "15", "waar": "inloop",
}  # fmt: skip


def maak_mens(*rollen: Rol, team: Any = None, naam: str = "Samira Bouali") -> Any:
    wie = maak_gebruiker(
        naam=naam, rollen=list(rollen) or [Rol.TEAMLID], team=team or eerste_team(), met_code_app=False
    )
    maak_teamlid(wie, team or eerste_team(), geheimhouding=True)
    return wie


def schrijf(wie: Any, **anders: Any) -> KorteHulp:
    gegevens: dict[str, Any] = {
        **GOED, "minuten": 15, "team": eerste_team(), "is_nagekeken": False, "at": timezone.now(),
    }  # fmt: skip
    return actions.record_korte_hulp(by=wie, **gegevens | anders)


def test_no_column_of_it_can_point_at_a_resident() -> None:
    wijst = {veld.related_model.__name__ for veld in KorteHulp._meta.concrete_fields if veld.related_model}
    assert wijst == {"Wijkteam", "Gebruiker"}


@pytest.mark.parametrize(
    ("anders", "weigering"),
    [
        ({"vraag": " "}, actions.NietHeel),
        ({"minuten": 0}, actions.NietHeel),
        ({"vraag": "Help 999993653"}, actions.StaatIemandIn),
        ({"antwoord": "Ik belde mevrouw De Vries."}, actions.StaatIemandIn),
        ({"antwoord": "Ik belde met Samira."}, actions.StaatIemandIn),
    ],
)
def test_what_points_at_somebody_is_never_kept(anders: dict[str, Any], weigering: type[Exception]) -> None:
    with pytest.raises(weigering):
        schrijf(maak_mens(), **anders)
    assert not KorteHulp.objects.exists()


def test_what_only_looks_like_a_name_is_kept_after_somebody_looked() -> None:
    wie = maak_mens()
    schrijf(wie, antwoord="Ga naar Stichting Noor.", is_nagekeken=True)
    with pytest.raises(actions.StaatIemandIn):
        schrijf(wie, antwoord="Mevrouw Noor belt.", is_nagekeken=True)
    assert logboek("kortehulp.vraag.vastgelegd") == ["kortehulp.vraag.vastgelegd"]


def test_a_dossier_begins_after_consent_and_the_question_keeps_no_way_to_it() -> None:
    wie = maak_mens()
    rij, nu = schrijf(wie), timezone.now()
    with pytest.raises(actions.ToestemmingNodig):
        actions.begin_dossier(korte_hulp=rij, toestemming=False, sleutel="melding-nieuw", by=wie, at=nu)
    concept = actions.begin_dossier(korte_hulp=rij, toestemming=True, sleutel="melding-nieuw", by=wie, at=nu)
    with pytest.raises(actions.AlEenDossier):
        actions.begin_dossier(korte_hulp=rij, toestemming=True, sleutel="melding-nieuw", by=wie, at=nu)

    assert "Hoe vraag ik huurtoeslag aan?" in concept.inhoud["inhoud"]
    assert "goed dat we een dossier maken" in concept.inhoud["inhoud"]
    assert not Huishouden.objects.exists()


def test_a_melding_that_is_being_typed_is_never_overwritten() -> None:
    wie = maak_mens()
    rij, nu = schrijf(wie), timezone.now()
    Concept.objects.create(
        gebruiker_id=wie.pk, sleutel="melding-nieuw", inhoud={"inhoud": "Een andere vraag"}, bewaard_op=nu
    )
    with pytest.raises(actions.MeldingOpen):
        actions.begin_dossier(korte_hulp=rij, toestemming=True, sleutel="melding-nieuw", by=wie, at=nu)
    assert Concept.objects.get().inhoud == {"inhoud": "Een andere vraag"}


@pytest.mark.parametrize("rol", [Rol.TEAMLID, Rol.INLOOPPUNT, Rol.REGISSEUR])
def test_from_one_screen_to_the_list_and_the_next_question(klant: Any, rol: Rol) -> None:
    log_in(klant, maak_mens(rol))
    adres = reverse("kortehulp:nieuw")
    assert "autofocus" in klant.get(adres).content.decode()
    antwoord = klant.post(adres, GOED)
    assert antwoord.status_code == 303
    pagina = klant.get(antwoord["Location"]).content.decode()
    assert "Bewaard" in pagina
    assert "autofocus" in pagina
    lijst = klant.get(reverse("kortehulp:lijst")).content.decode()
    assert "1 vraag, 15 minuten" in lijst
    assert "Geld en schulden" in lijst


def test_a_refusal_keeps_what_was_typed_and_asks_only_when_it_is_in_doubt(klant: Any) -> None:
    log_in(klant, maak_mens())
    adres = reverse("kortehulp:nieuw")
    zeker = klant.post(adres, GOED | {"vraag": "Mevrouw De Vries wil huurtoeslag"})
    assert zeker.status_code == 422
    tekst = zeker.content.decode()
    assert "Samen ingelogd met DigiD." in tekst
    assert 'name="geen_persoon"' not in tekst
    misschien = klant.post(adres, GOED | {"antwoord": "Verwezen naar Stichting Noor"})
    assert misschien.status_code == 422
    assert 'name="geen_persoon"' in misschien.content.decode()
    toch = klant.post(adres, GOED | {"antwoord": "Verwezen naar Stichting Noor", "geen_persoon": "on"})
    assert toch.status_code == 303


def test_one_click_and_consent_lead_to_a_melding_that_is_filled_in(klant: Any) -> None:
    wie = maak_mens()
    rij = schrijf(wie)
    log_in(klant, wie)
    adres = reverse("kortehulp:dossier", args=[rij.pk])
    zonder = klant.post(adres, {})
    assert zonder.status_code == 422
    assert "Vraag eerst of de inwoner het goed vindt" in zonder.content.decode()

    antwoord = klant.post(adres, {"toestemming": "on"})
    assert antwoord["Location"] == reverse("dossier:melding_nieuw")
    assert "Hoe vraag ik huurtoeslag aan?" in klant.get(antwoord["Location"]).content.decode()
    assert "melding begonnen" in klant.get(rij.get_absolute_url()).content.decode()
    assert not Melding.objects.exists()


def test_search_and_period_and_never_another_team(klant: Any) -> None:
    wie = maak_mens()
    schrijf(wie)
    schrijf(wie, vraag="Waar is de taalles?", domein="taal", at=timezone.now() - timedelta(days=20))
    ander = maak_team("Team Ver weg")
    schrijf(maak_mens(team=ander, naam="Bo"), vraag="Verre vraag over een rolstoel", team=ander)
    log_in(klant, wie)
    adres = reverse("kortehulp:lijst")

    for vraag, wel, niet in (
        ("", "taalles", "Verre vraag"),
        ("?periode=week", "huurtoeslag", "taalles"),
        ("?q=toeslag", "huurtoeslag", "taalles"),
        ("?domein=taal", "taalles", "huurtoeslag"),
        ("?q=rolstoel", "Geen vraag past hierbij.", "Verre vraag"),
    ):
        pagina = klant.get(f"{adres}{vraag}").content.decode()
        assert wel in pagina
        assert niet not in pagina
    with zaai("korte_hulp_van_elk_team"):
        assert "Verre vraag" in klant.get(adres).content.decode()


def test_nobody_is_searched_for_here(klant: Any) -> None:
    wie = maak_mens()
    schrijf(wie)
    log_in(klant, wie)
    pagina = klant.get(f"{reverse('kortehulp:lijst')}?q=999993653").content.decode()
    assert "Hier zoek je niet op een persoon" in pagina
    assert "999993653" not in pagina


def test_a_question_of_another_team_is_not_there(klant: Any) -> None:
    wie, ander = maak_mens(), maak_team("Team Ver weg")
    rij = schrijf(maak_mens(team=ander, naam="Bo"), team=ander)
    log_in(klant, wie)
    assert klant.get(rij.get_absolute_url()).status_code == 404
    for naam in ("kortehulp:dossier", "kortehulp:weg"):
        assert klant.post(reverse(naam, args=[rij.pk]), {"toestemming": "on"}).status_code == 404


def test_who_wrote_it_or_leads_takes_it_away(klant: Any) -> None:
    wie = maak_mens()
    rij = schrijf(wie)
    log_in(klant, maak_mens(naam="Daan"))
    assert klant.post(reverse("kortehulp:weg", args=[rij.pk])).status_code == 404
    log_in(klant, wie)
    assert klant.post(reverse("kortehulp:weg", args=[rij.pk])).status_code == 303
    assert not KorteHulp.objects.exists()
    assert logboek("kortehulp.vraag.weggehaald") == ["kortehulp.vraag.weggehaald"]


def test_policy_counts_and_reads_no_words(klant: Any) -> None:
    schrijf(maak_mens())
    log_in(klant, maak_gebruiker(rollen=[Rol.BELEID], met_code_app=False))
    pagina = klant.get(reverse("kortehulp:lijst")).content.decode()
    blad = klant.get(reverse("kortehulp:csv")).content.decode()

    assert "1 vraag, 15 minuten" in pagina
    assert "Waarover;Geld en schulden;1;15" in blad
    for tekst in (pagina, blad):
        assert "huurtoeslag" not in tekst
    assert klant.get(reverse("kortehulp:nieuw")).status_code == 404


def test_the_file_is_the_list(klant: Any) -> None:
    wie = maak_mens()
    schrijf(wie)
    schrijf(wie, vraag="=1+1 is een formule?")
    log_in(klant, wie)
    blad = klant.get(f"{reverse('kortehulp:csv')}?q=toeslag").content.decode()
    assert "Hoe vraag ik huurtoeslag aan?" in blad
    assert "formule" not in blad
    assert ";'=1+1" in klant.get(reverse("kortehulp:csv")).content.decode()
    assert logboek("kortehulp.lijst.geexporteerd") == ["kortehulp.lijst.geexporteerd"] * 2


def test_the_screens_take_the_same_queries_at_one_and_at_many(klant: Any) -> None:
    wie = maak_mens()
    rij = schrijf(wie)
    log_in(klant, wie)
    adressen = [reverse("kortehulp:nieuw"), reverse("kortehulp:lijst"), rij.get_absolute_url()]
    for adres in adressen:
        klant.get(adres)
    een = [vragen(klant, adres) for adres in adressen]
    for nummer in range(6):
        schrijf(wie, vraag=f"Vraag nummer {nummer}?", domein="wonen")
    assert [vragen(klant, adres) for adres in adressen] == een == [7, 8, 6]


def test_the_logboek_holds_no_words_of_it() -> None:
    schrijf(maak_mens())
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(l::text, ' ') FROM audit_logboekregel l")
        regels = cursor.fetchone()[0]
    assert "huurtoeslag" not in regels
    assert str(localdate().year) in regels
