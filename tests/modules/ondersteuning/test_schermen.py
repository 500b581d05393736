"""What people see of it: names of screens, a menu without closed doors, no way to take along, and mail without words."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse

from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import GemeenteRef, in_platform
from modules.ondersteuning.actions.vraag import reply
from modules.ondersteuning.bereik import ALTIJD, hoort_erbij
from modules.ondersteuning.middleware import STIJL, _neemt_mee
from modules.ondersteuning.models import Inkijk
from modules.ondersteuning.post import tell_beantwoord
from modules.ondersteuning.schermen import heeft_naam, schermnaam
from modules.ondersteuning.taken import bewijs_van_kwartaal
from support.actions.ticket import reply_leverancier, take_ticket
from support.models import Omvang, Ticket, Ticketbericht
from support.taken import meld_reactie
from tests.modules.ondersteuning.conftest import Toneel
from tests.modules.ondersteuning.test_meekijken import kijker, toegestaan
from tests.rechten.adressen import adressen
from tests.rechten.tabel import GEEN_METHODE, lees

HUIS = UUID(int=1)


def kaal(tekst: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", tekst))


def routes_van_een_inkijk() -> list[str]:
    """Return every route that is read, and that a look of some scope opens."""
    gelezen = {naam for naam, rij in lees().items() if rij["GET"].tekst != GEEN_METHODE}
    gevonden = set()
    for omvang in Omvang:
        een = Inkijk(omvang=omvang, huishouden_id=HUIS)
        for adres in adressen():
            kwargs = {naam: HUIS if naam == "huishouden_id" else uuid4() for naam, _ in adres.sleutels}
            if adres.naam in gelezen and not adres.host and hoort_erbij(een, adres.route, kwargs):
                gevonden.add(adres.route)
    return sorted(gevonden - ALTIJD - STIJL)


def test_every_screen_that_a_look_opens_has_a_name() -> None:
    routes = routes_van_een_inkijk()

    assert len(routes) > 90
    assert [route for route in routes if not heeft_naam(route)] == []
    assert [schermnaam(route) for route in routes if re.search("[:_]", schermnaam(route))] == []


@pytest.mark.parametrize(
    ("route", "naam"),
    [
        ("inrichting:teammodel", "Teammodel"),
        ("dossier:huishouden", "Huishouden"),
        ("bewaren:afschrift_zip", "Bewaren: afschrift zip"),
        ("iets", "Iets"),
        ("", "Een pagina die er niet is"),
    ],
)
def test_a_screen_has_a_name_in_words(route: str, naam: str) -> None:
    assert schermnaam(route) == naam


@pytest.mark.parametrize(
    "route",
    [
        "toegang:vragen_hier", "toegang:rechten", "bewaren:van_huishouden", "koppelingen:contacten",
        "documenten:bestand", "brieven:pdf", "dossier:plan_afdrukken", "dossier:wie_keek_mee",
    ],
)  # fmt: skip
def test_what_stays_shut_also_of_the_one_household(route: str) -> None:
    een = Inkijk(omvang=Omvang.DOSSIER, huishouden_id=HUIS)

    assert not hoort_erbij(een, route, {"huishouden_id": HUIS})
    assert hoort_erbij(een, "dossier:huishouden", {"huishouden_id": HUIS})
    assert not hoort_erbij(een, "dossier:huishouden", {"huishouden_id": uuid4()})


@pytest.mark.parametrize(
    ("antwoord", "neemt_mee"),
    [
        (HttpResponse("<p>pagina</p>"), False),
        (HttpResponse(status=204), False),
        (HttpResponseRedirect("/inrichting/teams?blad=2"), False),
        (HttpResponseRedirect("https://opslag.voorbeeld.nl/brief.pdf"), True),
        (HttpResponseRedirect("//opslag.voorbeeld.nl/brief.pdf"), True),
        (HttpResponse(b"%PDF", content_type="application/pdf"), True),
        (HttpResponse(b"%PDF", content_type="application/pdf", status=206), True),
        (HttpResponse("<p>brief</p>", headers={"Content-Disposition": "inline"}), True),
        (JsonResponse({"naam": "x"}, status=422), True),
        (StreamingHttpResponse(["<p>"], content_type="text/html"), True),
        (StreamingHttpResponse(["data: x"], content_type="text/event-stream"), True),
    ],
)
def test_only_a_page_leaves_during_a_look(antwoord: Any, neemt_mee: bool) -> None:
    assert _neemt_mee(antwoord) is neemt_mee


@pytest.mark.django_db
def test_the_menu_of_a_look_shows_no_closed_door(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    _, code = toegestaan(toneel)

    pagina = kijker(toneel, code).get("/inrichting/begrippen").content.decode()

    menu = pagina.partition('id="hoofdmenu"')[2].partition("</nav>")[0]
    adressen_in_menu = re.findall(r'kt-sidenav__link" href="([^"]+)"', menu)
    assert "/inrichting/teammodel" in adressen_in_menu
    assert [pad for pad in adressen_in_menu if not pad.startswith("/inrichting")] == []
    assert "/inrichting/mensen" not in adressen_in_menu
    assert "Naar het begin" in kaal(pagina)
    anders = toneel.browser(toneel.vrager).get("/inrichting/begrippen").content.decode()
    assert "/logboek" in anders.partition('id="hoofdmenu"')[2].partition("</nav>")[0]


@pytest.mark.django_db
@pytest.mark.parametrize("omvang", [Omvang.INRICHTING, Omvang.BERICHTEN])
def test_every_page_of_a_look_says_who_looks_and_how_long_still(
    toneel: Toneel, kijkrollen: GemeenteRef, omvang: str
) -> None:
    een, code = toegestaan(toneel, omvang)
    mee = kijker(toneel, code)
    open_ = [
        adres.pad({})
        for adres in adressen()
        if not adres.host and not adres.sleutels and hoort_erbij(een, adres.route, {})
    ]

    antwoorden = {pad: mee.get(pad) for pad in open_}
    paginas = {
        pad: een.content.decode()
        for pad, een in antwoorden.items()
        if een.status_code in (200, 403) and b"</html>" in een.content
    }
    zonder = [
        pad for pad, tekst in paginas.items() if 'role="timer"' not in tekst or "kijkt mee" not in tekst
    ]
    assert len(paginas) > 1
    assert zonder == []


@pytest.mark.django_db
def test_the_gemeente_sees_a_page_within_a_minute_without_a_click(
    toneel: Toneel, kijkrollen: GemeenteRef
) -> None:
    een, code = toegestaan(toneel)
    kijker(toneel, code).get("/inrichting/begrippen")

    pagina = toneel.browser(toneel.beheerder).get(f"/ondersteuning/meekijken/{een.pk}").content.decode()

    (wie, seconden) = re.findall(r'id="bekeken" hx-get="([^"]+)" hx-trigger="every (\d+)s"', pagina)[0]
    assert (wie, int(seconden) < 60) == (f"/ondersteuning/meekijken/{een.pk}", True)
    assert ">Begrippen</td>" in pagina.partition('id="bekeken"')[2]


# -- mail ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_answer_is_mailed_to_who_asked_without_a_word_of_it(
    toneel: Toneel, taken: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with in_platform(), django_capture_on_commit_callbacks(execute=True):
        for intern in (True, False):
            reply_leverancier(
                ticket_id=toneel.ticket.pk, tekst="Kijk bij Zonnebloem.", intern=intern,
                by=toneel.ilse.account, at=toneel.nu,
            )  # fmt: skip
        bericht = Ticketbericht.objects.get(van="leverancier", intern=False)
        intern_bericht = Ticketbericht.objects.get(intern=True)
    assert [taak for taak in taken if taak[0] == "ondersteuning.beantwoord"] == [
        ("ondersteuning.beantwoord", (str(bericht.pk),))
    ]

    assert tell_beantwoord(bericht.pk, at=toneel.nu)
    assert tell_beantwoord(bericht.pk, at=toneel.nu)  # delivered twice is one mail
    assert not tell_beantwoord(intern_bericht.pk, at=toneel.nu)

    (rij,) = [json.loads(rij.lading) for rij in Uitgaand.objects.filter(sleutel__startswith="vraag-")]
    assert rij["aan"] == toneel.vrager.email
    assert rij["context"] == {
        "adres": f"http://lindewaard.localhost:8000/ondersteuning/vragen/{toneel.ticket.pk}",
        "nummer": toneel.ticket.nummer,
    }


@pytest.mark.django_db
def test_a_reaction_is_mailed_to_who_works_on_it(
    toneel: Toneel, taken: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with in_platform():
        take_ticket(ticket_id=toneel.ticket.pk, by=toneel.ilse.account, at=toneel.nu)
    with django_capture_on_commit_callbacks(execute=True):
        reply(ticket_id=toneel.ticket.pk, tekst="Bij Zonnebloem ook niet.", by=toneel.vrager, at=toneel.nu)
    ((_, (bericht_id,)),) = [taak for taak in taken if taak[0] == "support.reactie"]

    with in_platform():
        meld_reactie.run(bericht_id)

    (post,) = mail.outbox
    assert (post.to, post.subject) == (
        ["ilse@voorbeeld.invalid"],
        f"Reactie op ticket {toneel.ticket.nummer}",
    )
    assert f"http://leverancier.localhost:8000/tickets/{toneel.ticket.pk}" in post.body
    assert not [woord for woord in ("Zonnebloem", "Petra", "Teammodel", "Lindewaard") if woord in post.body]


@pytest.mark.django_db
def test_the_proof_of_a_quarter_is_told_once(toneel: Toneel) -> None:
    for _ in range(2):
        with in_platform():
            bewijs_van_kwartaal.apply(kwargs={"gemeente_id": str(toneel.gemeente.id)})

    sleutels = [rij.sleutel for rij in Uitgaand.objects.filter(sleutel__startswith="meekijken-bewijs-")]
    assert f"{toneel.fg.pk}" in "".join(sleutels)
    assert len(sleutels) == len(set(sleutels)) > 2


# -- the pages of a ticket and a look ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_travels_along_unseen_is_a_route_and_a_code_of_ours_or_nothing(toneel: Toneel) -> None:
    vraag = {"soort": "vraag", "onderwerp": "Iets", "tekst": "Het lukt niet."}
    browser = toneel.browser(toneel.vrager)

    def gaat_mee(route: str, code: str) -> tuple[str, str]:
        gesteld = browser.post("/ondersteuning/nieuw", vraag | {"route": route, "code": code})
        assert gesteld.status_code == 303
        with in_platform():
            ticket = Ticket.objects.get(pk=gesteld.headers["Location"].rpartition("/")[2])
        return ticket.route, ticket.foutcode

    assert gaat_mee("dossier:huishouden", "7F3A") == ("dossier:huishouden", "7F3A")
    assert gaat_mee("mevrouw Zonnebloem", "999990019") == ("", "")
