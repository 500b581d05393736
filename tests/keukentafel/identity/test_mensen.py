"""Mensen en rollen: find people, invite, change roles, block. Nobody gives himself anything."""

from uuid import uuid4

import pytest
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.actions.mensen import EigenRollen, LaatsteBeheerder, RolNietTeGeven, change_rollen
from keukentafel.identity.models import Gebruiker, RolToekenning, Sessie
from keukentafel.identity.queries import PAGINA, Zoekvraag, mensen
from keukentafel.identity.rollen import TOE_TE_KENNEN, Rol
from keukentafel.outbox.models import Uitgaand
from tests.factories.identity import log_in, maak_gebruiker

PAD = "/inrichting/mensen"


@pytest.fixture
def petra(klant, in_lindewaard):
    petra = maak_gebruiker(gebruikersnaam="petra", naam="Petra Hoekstra", rollen=[Rol.BEHEERDER])
    log_in(klant, petra)
    return petra


def nieuw(**extra):
    return {
        "naam": "Carla Wouters",
        "email": "Carla@voorbeeld.nl",
        "gebruikersnaam": "",
        "in_teamlid": ["alle"],
        "controleer": "1",
        **extra,
    }


@pytest.mark.parametrize("aantal", [1, 3, 40])
def test_the_list_asks_the_same_number_of_queries_whatever_its_length(
    klant, petra, aantal, django_assert_num_queries
):
    for _ in range(aantal - 1):
        maak_gebruiker(rollen=[Rol.TEAMLID, Rol.REGISSEUR])
    klant.get(PAD)  # what is read once per process (templates, keys, choices) is read now

    with django_assert_num_queries(AANTAL_QUERIES):
        antwoord = klant.get(PAD)

    assert len(antwoord.context["bladzijde"].rijen) >= aantal


AANTAL_QUERIES = 8


def test_search_finds_every_word_in_name_or_mail(petra):
    maak_gebruiker(naam="Daan Visser", gebruikersnaam="d.visser", email="daan@lindewaard.nl")
    maak_gebruiker(naam="Daan de Boer")

    gevonden = [regel.naam for regel in mensen(Zoekvraag(q="daan VIS")).rijen]

    assert gevonden == ["Daan Visser"]


def test_filters_can_be_combined(petra):
    team = uuid4()
    maak_gebruiker(naam="A", rollen=[Rol.TEAMLID], team=team)
    maak_gebruiker(naam="B", rollen=[Rol.TEAMLEIDER], team=team)
    maak_gebruiker(naam="C", rollen=[Rol.TEAMLID])
    Gebruiker.objects.filter(naam="C").update(is_actief=False)

    per_rol = [regel.naam for regel in mensen(Zoekvraag(rol="teamlid")).rijen]
    per_stand = [regel.naam for regel in mensen(Zoekvraag(rol="teamlid", stand="geblokkeerd")).rijen]

    assert (per_rol, per_stand) == (["A", "C"], ["C"])


@pytest.mark.parametrize("sorteer", ["naam", "gezien"])
def test_paging_by_key_shows_everybody_once_and_leads_back(petra, sorteer):
    for nummer in range(PAGINA * 2 + 5):
        maak_gebruiker(naam=f"Zelfde naam {nummer // 10:03}")
    eerste = mensen(Zoekvraag(sorteer=sorteer))
    tweede = mensen(Zoekvraag(sorteer=sorteer, na=eerste.na))
    derde = mensen(Zoekvraag(sorteer=sorteer, na=tweede.na))
    terug = mensen(Zoekvraag(sorteer=sorteer, voor=tweede.voor))

    ids = [regel.id for blad in (eerste, tweede, derde) for regel in blad.rijen]
    assert len(ids) == len(set(ids)) == Gebruiker.objects.count()
    assert terug.rijen == eerste.rijen
    assert (eerste.voor, derde.na) == (None, None)
    assert terug.voor is None


@pytest.mark.parametrize(
    "vraag",
    [
        "rol=koning",
        "team=niks",
        "na=niks",
        "na=01a1fffb-b99d-749c-a0b0-d90d9f2bb122",
        "sorteer=kleur",
        "stand=x",
        "q=%00",
    ],
)
def test_a_strange_address_gives_a_list_and_no_error(klant, petra, vraag):
    assert klant.get(f"{PAD}?{vraag}").status_code == 200


def test_an_empty_result_says_how_to_go_on(klant, petra):
    assert "Wis filters" in klant.get(f"{PAD}?q=niemand-heet-zo").content.decode()


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.BEHEERDER, Rol.TEAMLEIDER)])
def test_other_roles_do_not_find_the_page(klant, in_lindewaard, rol):
    log_in(klant, maak_gebruiker(rollen=[rol]))

    assert klant.get(PAD).status_code == 404


def test_a_teamleider_reads_and_changes_nothing(klant, in_lindewaard):
    daan = maak_gebruiker()
    log_in(klant, maak_gebruiker(rollen=[Rol.TEAMLEIDER]))

    codes = [klant.get(PAD).status_code, klant.get(f"{PAD}/{daan.pk}").status_code]
    dicht = [
        klant.post(f"{PAD}/{daan.pk}/{wat}").status_code
        for wat in ("rollen", "blokkeren", "uitnodigen", "uitloggen", "ontgrendelen", "deblokkeren")
    ]

    assert codes == [200, 200]
    assert dicht == [404] * 6
    assert "Account blokkeren" not in klant.get(f"{PAD}/{daan.pk}").content.decode()


def test_inviting_takes_a_check_page_and_then_mails_and_shows_the_link_once(klant, petra):
    controle = klant.post(f"{PAD}/uitnodigen", nieuw())
    assert Gebruiker.objects.count() == 1

    gedaan = klant.post(f"{PAD}/uitnodigen", {**nieuw(), "bevestig": "1"})
    eerste, tweede = (klant.get(gedaan["Location"]).content.decode() for _ in range(2))

    carla = Gebruiker.objects.get(gebruikersnaam="carla@voorbeeld.nl")
    assert controle.status_code == 200
    assert "Verstuur uitnodiging" in controle.content.decode()
    assert carla.rollen == {Rol.TEAMLID}
    assert Uitgaand.objects.count() == 1
    assert ("http://lindewaard.localhost/uitnodiging/" in eerste, "/uitnodiging/" in tweede) == (True, False)


def test_the_check_page_leads_back_with_everything_that_was_typed(klant, petra):
    terug = klant.post(f"{PAD}/uitnodigen", {**nieuw(), "wijzig": "1"})

    assert terug.status_code == 200
    assert 'value="Carla Wouters"' in terug.content.decode()


def test_a_name_that_exists_is_refused_before_the_check_page(klant, petra):
    antwoord = klant.post(f"{PAD}/uitnodigen", nieuw(gebruikersnaam="PETRA"))

    assert antwoord.status_code == 422
    assert "Deze gebruikersnaam bestaat al" in antwoord.content.decode()


def test_what_is_missing_is_asked_for_in_words(klant, petra):
    antwoord = klant.post(f"{PAD}/uitnodigen", {"naam": "", "email": "geen adres", "controleer": "1"})

    assert antwoord.status_code == 422
    assert sorted(antwoord.context["form"].errors) == ["email", "naam"]


def test_without_a_role_nobody_is_invited(klant, petra):
    antwoord = klant.post(f"{PAD}/uitnodigen", nieuw(in_teamlid=[]))

    assert antwoord.context["form"].errors == {
        "rollen": ["Kies minstens één rol. Zonder rol kan iemand niets in Keukentafel."]
    }


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in TOE_TE_KENNEN])
def test_roles_that_come_another_way_cannot_be_given_here(klant, petra, rol):
    daan = maak_gebruiker()
    antwoord = klant.post(f"{PAD}/{daan.pk}/rollen", {"rollen": [rol.value], "bevestig": "1"})

    assert antwoord.status_code == 422
    with pytest.raises(RolNietTeGeven):
        change_rollen(gebruiker=daan, toekenningen={(rol, None)}, by=petra, at=timezone.now())


def test_changing_roles_shows_what_is_added_and_taken_before_it_happens(klant, petra):
    daan = maak_gebruiker(rollen=[Rol.TEAMLID])

    controle = klant.post(f"{PAD}/{daan.pk}/rollen", {"rollen": ["beleid"], "controleer": "1"})

    assert [rol for rol, *_ in controle.context["erbij"]] == [Rol.BELEID]
    assert [rol for rol, *_ in controle.context["eraf"]] == [Rol.TEAMLID]
    assert Gebruiker.objects.get(pk=daan.pk).rollen == {Rol.TEAMLID}


def test_changed_roles_hold_at_the_next_request_and_are_in_the_log(klant, klant_van, lindewaard, petra):
    daan = maak_gebruiker(rollen=[Rol.TEAMLEIDER])
    van_daan = klant_van(lindewaard)
    log_in(van_daan, daan)
    assert van_daan.get(PAD).status_code == 200

    klant.post(f"{PAD}/{daan.pk}/rollen", {"rollen": ["beleid"], "bevestig": "1"})

    assert van_daan.get(PAD).status_code == 404
    regel = Logboekregel.objects.get(gebeurtenis="identity.rollen.gewijzigd")
    assert regel.detail == {"erbij": ["beleid"], "eraf": ["teamleider"]}
    assert regel.gebruiker_id == petra.pk


def test_an_administrator_cannot_make_himself_a_teamlid(klant, petra):
    antwoord = klant.post(
        f"{PAD}/{petra.pk}/rollen", {"rollen": ["beheerder"], "in_teamlid": ["alle"], "bevestig": "1"}
    )

    assert antwoord.status_code == 422
    assert EigenRollen.text in antwoord.content.decode()
    assert Gebruiker.objects.get(pk=petra.pk).rollen == {Rol.BEHEERDER}


def test_the_last_administrator_stays_one(in_lindewaard):
    petra = maak_gebruiker(rollen=[Rol.BEHEERDER])
    ander = maak_gebruiker(rollen=[Rol.TEAMLEIDER])

    with pytest.raises(LaatsteBeheerder):
        change_rollen(gebruiker=petra, toekenningen={(Rol.TEAMLID, None)}, by=ander, at=timezone.now())


def test_a_team_in_a_role_is_kept_and_the_same_role_twice_is_one(in_lindewaard):
    team = uuid4()
    daan = maak_gebruiker(rollen=[Rol.TEAMLID], team=team)

    assert daan.teams == {team}
    with pytest.raises(Exception, match="rol_komt_een_keer_voor_per_team"):
        RolToekenning.objects.create(gebruiker=daan, rol=Rol.TEAMLID, team_id=team)


def test_blocking_ends_everything_at_the_next_request_and_can_be_undone(klant, klant_van, lindewaard, petra):
    daan = maak_gebruiker(rollen=[Rol.TEAMLEIDER])
    van_daan = klant_van(lindewaard)
    log_in(van_daan, daan)

    pagina = klant.get(klant.post(f"{PAD}/{daan.pk}/blokkeren")["Location"]).content.decode()

    assert van_daan.get("/sessie").json()["ingelogd"] is False
    assert Sessie.objects.filter(gebruiker=daan).count() == 0
    assert "Ongedaan maken" in pagina
    klant.post(f"{PAD}/{daan.pk}/deblokkeren")
    assert Gebruiker.objects.get(pk=daan.pk).is_actief is True


def test_nobody_blocks_himself(klant, petra):
    pagina = klant.get(klant.post(f"{PAD}/{petra.pk}/blokkeren")["Location"]).content.decode()

    assert "Je kunt je eigen account niet blokkeren" in pagina
    assert Gebruiker.objects.get().is_actief is True


def test_signing_somebody_out_everywhere_leaves_the_account_open(klant, klant_van, lindewaard, petra):
    daan = maak_gebruiker()
    van_daan = klant_van(lindewaard)
    log_in(van_daan, daan)

    klant.post(f"{PAD}/{daan.pk}/uitloggen")

    assert van_daan.get("/sessie").json()["ingelogd"] is False
    assert Gebruiker.objects.get(pk=daan.pk).is_actief is True


def test_a_person_who_does_not_exist_is_not_found(klant, petra):
    assert klant.get(f"{PAD}/{uuid4()}").status_code == 404


def test_the_same_name_may_exist_in_every_gemeente(in_lindewaard, hoogmeren):
    from keukentafel.tenancy import in_gemeente

    maak_gebruiker(gebruikersnaam="daan")
    with in_gemeente(hoogmeren):
        maak_gebruiker(gebruikersnaam="daan")
        assert Gebruiker.objects.filter(gebruikersnaam="daan").count() == 1
