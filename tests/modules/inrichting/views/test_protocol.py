"""The informatieprotocol on screen: the matrix, a cell, handing in, judging, versions (F078)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.queries import protocol_nu
from modules.inrichting.rules.protocol import Categorie, Functie, Mate, Moment
from tests.factories.identity import WACHTWOORD, log_in, maak_gebruiker
from tests.factories.inrichting import maak_protocol, maak_team, maak_teamlid, maak_teammodel

MATRIX = "/inrichting/informatieprotocol"
WMO_JUSTITIE = f"{MATRIX}/cel/wmo_consulent/F"
HTMX = {"HX-Request": "true"}
WAAROM = "Alleen na overleg met de hulpverlener, met vastgelegde grond."


@pytest.fixture
def fg(in_lindewaard: GemeenteRef) -> Client:
    """A browser in which the privacyfunctionaris is signed in."""
    klant = Client()
    log_in(klant, maak_gebruiker(rollen=[Rol.FG], naam="Farida Groen"))
    return klant


def cel(**velden: Any) -> dict[str, Any]:
    """What the form of one cell posts."""
    return {
        "versie": 0,
        "delen": 1,
        "d0-mate": "3",
        "d0-voorwaarde": "grond",
        "d0-grondsoort": "gevaar",
        "d0-grond": "Wmo 2015, artikel 5.2.6",
        "d0-momenten": ["signaal", "intake", "plan", "hulp", "regie", "gesloten"],
        **velden,
    }


def voorleggen(**velden: Any) -> dict[str, Any]:
    """What the check page posts."""
    concept = Informatieprotocol.objects.concept().get()
    return {
        "versie": concept.versie,
        "antwoord-0": WAAROM,
        "toelichting": "Wmo-consulenten zien justitie bij gevaar.",
        "ingaat_op": timezone.localdate().strftime("%d-%m-%Y"),
        "gevallen_bekeken": "on",
        **velden,
    }


def oordeel(**velden: Any) -> dict[str, Any]:
    """What the privacyfunctionaris posts."""
    wacht = Informatieprotocol.objects.get(status="ter_goedkeuring")
    return {
        "versie": wacht.versie,
        "oordeel": "goedkeuren",
        "toelichting": "",
        "wachtwoord": WACHTWOORD,
        **velden,
    }


def leg_voor(scherm: Client) -> Informatieprotocol:
    scherm.post(WMO_JUSTITIE, cel())
    antwoord = scherm.post(f"{MATRIX}/controleer", voorleggen())
    assert antwoord.status_code == 303, antwoord.content.decode()
    return Informatieprotocol.objects.get(status="ter_goedkeuring")


def gebeurtenissen() -> list[str]:
    """The lines of the logboek about the protocol, without those of the day the gemeente began."""
    rijen = Logboekregel.objects.filter(gebeurtenis__startswith="inrichting.protocol").order_by(
        "tijdstip", "id"
    )
    return [
        naam.removeprefix("inrichting.protocol.") for naam in rijen.values_list("gebeurtenis", flat=True)
    ][1:]


def test_every_page_opens_for_who_may(scherm: Client, fg: Client) -> None:
    leg_voor(scherm)
    for pad in (
        "",
        "?versie=geldig",
        "?groep=alles",
        "?groep=rondom&functie=partner",
        "/cel/hulpverlener/E",
        "/versies",
        "/wat-ziet",
        "/begin",
        "/contact",
    ):
        assert scherm.get(f"{MATRIX}{pad}").status_code == 200, pad
    for pad in ("", "/cel/hulpverlener/E", "/versies", "/wat-ziet", "/beoordelen"):
        assert fg.get(f"{MATRIX}{pad}").status_code == 200, pad
    assert (
        scherm.get(
            "/inrichting/informatieprotocol/wat-ziet?wie=functie:hulpverlener&moment=hulp&betrokken=on&geheim=on&toestemming=F"
        ).status_code
        == 200
    )
    assert Client(HTTP_HOST="lindewaard.localhost").get("/informatieprotocol").status_code == 200


def test_nobody_else_finds_the_editor(in_lindewaard: GemeenteRef) -> None:
    for rol in (Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR, Rol.BELEID, Rol.BACKOFFICE):
        klant = Client()
        log_in(klant, maak_gebruiker(rollen=[rol]))
        antwoorden = {klant.get(pad).status_code for pad in (MATRIX, WMO_JUSTITIE, f"{MATRIX}/versies")}
        assert (rol, antwoorden) == (rol, {404})


def test_the_privacyfunctionaris_reads_and_changes_no_cell(scherm: Client, fg: Client) -> None:
    pagina = fg.get(WMO_JUSTITIE)

    assert (pagina.status_code, b"Bewaar deze cel" in pagina.content) == (200, False)
    assert fg.post(WMO_JUSTITIE, cel()).status_code == 404
    assert fg.get(f"{MATRIX}/controleer").status_code == 404
    assert scherm.get(f"{MATRIX}/beoordelen").status_code == 404
    assert Informatieprotocol.objects.count() == 1


def test_a_cell_is_saved_as_a_plain_page_and_marked(scherm: Client) -> None:
    antwoord = scherm.post(WMO_JUSTITIE, cel())

    assert antwoord.status_code == 303
    assert antwoord["Location"] == f"{MATRIX}?groep=team&functie=wmo_consulent#c-wmo_consulent-F"
    html = scherm.get(MATRIX).content.decode()
    assert 'id="c-wmo_consulent-F" class="is-gewijzigd"' in html
    assert "nu in gebruik: niets" in html
    assert "van niets naar alles, met toestemming of andere grond." in html


def test_a_cell_is_saved_from_the_drawer_and_announced(scherm: Client) -> None:
    lade = scherm.get(WMO_JUSTITIE, headers=HTMX)
    antwoord = scherm.post(WMO_JUSTITIE, cel(), headers=HTMX)

    assert b"<html" not in lade.content
    assert b'data-toon-lade="cel-lade"' in lade.content
    assert (antwoord.status_code, antwoord["HX-Retarget"]) == (200, "#protocol")
    assert b"Wmo-consulent, politie en justitie: nu alles, met toestemming" in antwoord.content
    assert b'data-sluit-lade="cel-lade"' in antwoord.content


def test_a_cell_without_a_ground_is_kept_and_is_a_fault_at_that_cell(scherm: Client) -> None:
    scherm.post(WMO_JUSTITIE, cel(**{"d0-grond": ""}))

    html = scherm.get(MATRIX).content.decode()
    assert 'id="c-wmo_consulent-F" class="is-fout"' in html
    assert "Er staat niet waarom een Wmo-consulent “Politie en justitie” mag zien." in html
    controle = scherm.get(f"{MATRIX}/controleer").content.decode()
    assert "Dit protocol kan nog niet worden voorgelegd" in controle
    assert 'id="voorleggen"' not in controle


def test_moments_that_differ_are_parts_of_one_cell(scherm: Client) -> None:
    erbij = scherm.post(WMO_JUSTITIE, cel(actie="erbij"))
    twee = {
        "delen": 2,
        "d0-momenten": ["intake"],
        "d1-mate": "1",
        "d1-voorwaarde": "betrokken",
        "d1-grondsoort": "wet",
        "d1-grond": "Wmo 2015, artikel 5.1.1",
        "d1-momenten": ["hulp", "regie"],
    }
    antwoord = scherm.post(WMO_JUSTITIE, cel(**twee))

    assert b"Deel 2" in erbij.content
    assert antwoord.status_code == 303
    cellen = (
        Informatieprotocol.objects.concept()
        .get()
        .matrix.cellen_van(Functie.WMO_CONSULENT, Categorie.JUSTITIE)
    )
    assert [(c.mate, sorted(c.momenten)) for c in cellen] == [
        (Mate.ALLES, ["intake"]),
        (Mate.BESTAAT, ["hulp", "regie"]),
    ]


def test_a_moment_in_two_parts_is_refused_with_everything_kept(scherm: Client) -> None:
    twee = {
        "delen": 2,
        "d1-mate": "1",
        "d1-voorwaarde": "betrokken",
        "d1-grondsoort": "wet",
        "d1-grond": "Eigen woorden",
        "d1-momenten": ["hulp"],
    }

    antwoord = scherm.post(WMO_JUSTITIE, cel(**twee))

    assert antwoord.status_code == 422
    html = antwoord.content.decode()
    assert "Hulp staat al in een ander deel. Kies één van de twee." in html
    assert 'value="Eigen woorden"' in html
    assert not Informatieprotocol.objects.concept().exists()


@pytest.mark.parametrize(
    "velden",
    [
        {"d0-mate": "9"},
        {"d0-voorwaarde": "soms"},
        {"d0-grond": "x" * 201},
        {"d0-momenten": ["nooit"]},
        {"d0-momenten": []},
        {"delen": 0},
        {"versie": -1},
    ],
)
def test_nonsense_in_a_cell_is_refused(scherm: Client, velden: dict[str, Any]) -> None:
    assert scherm.post(WMO_JUSTITIE, cel(**velden)).status_code == 422
    assert not Informatieprotocol.objects.concept().exists()


@pytest.mark.parametrize("pad", ["beheerder/A", "fg/A", "support/A", "hulpverlener/Z", "burgemeester/A"])
def test_a_cell_that_does_not_exist_is_not_found(scherm: Client, pad: str) -> None:
    assert scherm.get(f"{MATRIX}/cel/{pad}").status_code == 404


def test_who_was_second_sees_both_and_chooses(scherm: Client) -> None:
    scherm.post(WMO_JUSTITIE, cel())

    antwoord = scherm.post(WMO_JUSTITIE, cel(**{"d0-mate": "1"}))

    assert antwoord.status_code == 409
    html = antwoord.content.decode()
    assert "dat het er is, met toestemming of andere grond" in html
    assert "alles, met toestemming of andere grond" in html


def test_a_change_is_undone_at_its_cell(scherm: Client) -> None:
    scherm.post(WMO_JUSTITIE, cel())
    concept = Informatieprotocol.objects.concept().get()

    scherm.post(f"{WMO_JUSTITIE}/terug", {"versie": concept.versie})

    assert b"Dit concept zegt hetzelfde als versie 1." in scherm.get(MATRIX).content


def test_from_a_cell_to_a_decision_that_holds(scherm: Client, fg: Client) -> None:
    leg_voor(scherm)

    assert b"Versie wacht op de privacyfunctionaris" in scherm.get(MATRIX).content
    antwoord = fg.post(f"{MATRIX}/beoordelen", oordeel())

    assert antwoord.status_code == 303
    assert protocol_nu().cel(Functie.WMO_CONSULENT, Categorie.JUSTITIE, Moment.HULP).mate is Mate.ALLES
    assert gebeurtenissen() == ["begonnen", "cel_gewijzigd", "voorgelegd", "goedgekeurd", "ingegaan"]


def test_a_refused_judgement_keeps_the_words_and_never_the_password(scherm: Client, fg: Client) -> None:
    leg_voor(scherm)

    antwoord = fg.post(f"{MATRIX}/beoordelen", oordeel(toelichting="Mijn overweging.", wachtwoord="verkeerd"))

    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Mijn overweging." in html
    assert "verkeerd" not in html
    assert protocol_nu().versie == 1


def test_the_check_page_wants_an_answer_and_the_ten_cases_seen(scherm: Client) -> None:
    scherm.post(WMO_JUSTITIE, cel())

    antwoord = scherm.post(
        f"{MATRIX}/controleer", {**voorleggen(), "antwoord-0": "Nodig.", "gevallen_bekeken": ""}
    )

    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Leg dit uit in minstens 20 tekens." in html
    assert "Bekijk de tien gevallen en zet daarna het vinkje." in html
    assert "Wmo-consulenten zien justitie bij gevaar." in html


def test_what_a_colleague_changed_meanwhile_is_not_handed_in_unseen(scherm: Client) -> None:
    scherm.post(WMO_JUSTITIE, cel())
    velden = voorleggen()
    scherm.post(f"{MATRIX}/cel/teamleider/G", cel(versie=velden["versie"]))

    antwoord = scherm.post(f"{MATRIX}/controleer", velden)
    opnieuw = scherm.post(f"{MATRIX}/controleer", voorleggen())

    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Het concept is net gewijzigd." in html
    assert WAAROM in html
    assert f'name="versie" value="{velden["versie"] + 1}"' in html
    assert opnieuw.status_code == 303


def test_a_teamleider_finds_the_way_and_no_dead_end(in_lindewaard: GemeenteRef) -> None:
    team = maak_team()
    leider = Client()
    log_in(leider, maak_gebruiker(rollen=[Rol.TEAMLEIDER], team=team))

    assert (
        b'href="/inrichting/informatieprotocol/wat-ziet"'
        in leider.get(f"/inrichting/teams/{team.pk}").content
    )
    assert b'href="/inrichting/informatieprotocol"' not in leider.get(f"{MATRIX}/wat-ziet").content


def test_another_team_model_is_named_beside_the_protocol_of_the_old_one(
    scherm: Client, in_lindewaard: GemeenteRef
) -> None:
    maak_teammodel("toegang")
    zelfde = scherm.get(MATRIX).content.decode()
    maak_teammodel("netwerk")
    ander = scherm.get(MATRIX).content.decode()

    zin = "Bekijk de standaard van Netwerkvariant"
    assert (zin in zelfde, zin in ander) == (False, True)


def test_the_privacyfunctionaris_finds_a_waiting_version_in_the_menu_and_on_toezicht(
    scherm: Client, fg: Client
) -> None:
    geen = fg.get(MATRIX).content.decode(), fg.get("/toezicht").content.decode()
    leg_voor(scherm)
    een = fg.get(MATRIX).content.decode(), fg.get("/toezicht").content.decode()

    badge, regel = "1 nieuw", "Versie 2 van het informatieprotocol"
    assert (badge in geen[0], badge in een[0]) == (False, True)
    assert (regel in geen[1], regel in een[1]) == (False, True)


def test_a_gemeente_from_before_the_protocol_keeps_its_default_and_gets_version_one(
    scherm: Client, klant: Client
) -> None:
    Informatieprotocol.objects.all().delete()
    maak_teammodel("netwerk")

    assert [scherm.get(f"{MATRIX}{pad}").status_code for pad in ("", "/versies", "/wat-ziet")] == [200] * 3
    assert b"De standaard" in Client(HTTP_HOST="lindewaard.localhost").get("/informatieprotocol").content
    assert scherm.post(WMO_JUSTITIE, cel()).status_code == 303
    rijen = Informatieprotocol.objects.order_by("nummer").values_list("nummer", "status", "variant")
    assert list(rijen) == [(1, "geldig", "netwerk"), (2, "concept", "netwerk")]
    assert protocol_nu().versie == 1


def test_two_versions_differ_in_words(scherm: Client, fg: Client) -> None:
    leg_voor(scherm)
    fg.post(f"{MATRIX}/beoordelen", oordeel())

    html = scherm.get(f"{MATRIX}/versies?van=1&naar=2").content.decode()

    assert "Farida Groen" in html
    assert "alles, met toestemming of andere grond" in html
    assert "Ziet meer" in html


def test_the_default_of_another_variant_fills_a_concept(scherm: Client) -> None:
    antwoord = scherm.post(f"{MATRIX}/begin", {"versie": 0, "variant": "netwerk"})

    concept = Informatieprotocol.objects.concept().get()
    assert (antwoord.status_code, concept.variant) == (303, "netwerk")
    assert protocol_nu().versie == 1


def test_the_contact_for_residents_stands_on_the_public_page(scherm: Client, klant: Client) -> None:
    scherm.post(
        f"{MATRIX}/contact",
        {
            "fg_email": "fg@lindewaard.example",
            "fg_telefoon": "14 078",
            "klachten": "Bel de klachtencoördinator.",
        },
    )

    html = klant.get("/informatieprotocol").content.decode()
    assert 'href="mailto:fg@lindewaard.example"' in html
    assert "Bel de klachtencoördinator." in html


def test_what_is_typed_is_shown_as_text(scherm: Client, fg: Client) -> None:
    script = "<script>alert(1)</script> en nog wat woorden"
    scherm.post(WMO_JUSTITIE, cel(**{"d0-grond": script}))
    scherm.post(f"{MATRIX}/controleer", {**voorleggen(), "toelichting": script, "antwoord-0": script})
    fg.post(f"{MATRIX}/beoordelen", oordeel())

    for browser, pad in ((fg, "/versies"), (scherm, ""), (scherm, "/cel/wmo_consulent/F")):
        assert b"<script>alert" not in browser.get(f"{MATRIX}{pad}").content
    assert b"<script>alert" not in Client(HTTP_HOST="lindewaard.localhost").get("/informatieprotocol").content


def vragen(browser: Client, pad: str) -> int:
    """Return how many questions a page asks of the tables of the inrichting."""
    with CaptureQueriesContext(connection) as gesteld:
        assert browser.get(pad).status_code == 200
    return sum(
        '"inrichting_' in vraag["sql"] and 'FROM "identity_sessie"' not in vraag["sql"] for vraag in gesteld
    )


@pytest.mark.parametrize(
    ("pad", "aantal"),
    [
        ("", 2),
        ("/cel/hulpverlener/E", 2),
        ("/versies", 2),
        ("/wat-ziet", 3),
        ("/wat-ziet?wie=functie:regisseur&moment=plan", 4),
        ("/controleer", 2),
    ],
)
def test_a_page_asks_as_much_for_many_versions_and_members_as_for_one(
    scherm: Client, pad: str, aantal: int
) -> None:
    scherm.post(WMO_JUSTITIE, cel())
    maak_teamlid()
    bij_een = vragen(scherm, f"{MATRIX}{pad}")
    for _ in range(4):
        maak_teamlid()
        maak_protocol(protocol_nu())

    assert (bij_een, vragen(scherm, f"{MATRIX}{pad}")) == (aantal, aantal)


def test_the_public_page_asks_two_questions(klant: Client, in_lindewaard: GemeenteRef) -> None:
    klant.get("/informatieprotocol")

    with CaptureQueriesContext(connection) as gesteld:
        klant.get("/informatieprotocol")

    tabellen = [vraag["sql"] for vraag in gesteld if 'FROM "' in vraag["sql"]]
    assert len([sql for sql in tabellen if '"inrichting_' in sql]) == 2


def test_the_privacyfunctionaris_takes_an_approved_version_back_and_the_administrator_reads_why(
    scherm: Client, fg: Client
) -> None:
    scherm.post(WMO_JUSTITIE, cel())
    morgen = timezone.localdate() + timedelta(days=1)
    scherm.post(f"{MATRIX}/controleer", voorleggen(ingaat_op=morgen.strftime("%d-%m-%Y")))
    fg.post(f"{MATRIX}/beoordelen", oordeel())
    gepland = Informatieprotocol.objects.gepland().get()

    pagina = fg.get(f"{MATRIX}/terughalen")
    kort = fg.post(f"{MATRIX}/terughalen", {"versie": gepland.versie, "reden": "Nee"})
    klaar = fg.post(f"{MATRIX}/terughalen", {"versie": gepland.versie, "reden": WAAROM})

    assert (pagina.status_code, kort.status_code, klaar.status_code) == (200, 422, 303)
    assert "Nee</textarea>" in kort.content.decode()  # what was typed stays
    assert WAAROM in scherm.get(MATRIX).content.decode()
    assert fg.get(f"{MATRIX}/terughalen").status_code == 303
