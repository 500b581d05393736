"""What the one script does: focus, drafts, sending once, waiting, the end of a session, the keyboard."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import expect

from keukentafel.galerij import MENU, VANDAAG, Kijker
from tests.keukentafel.toneel import Toneel

pytestmark = pytest.mark.reis

CONCEPT = """{% formulier url="/gesprek" concept="gesprek" versie=4 %}
<div class="kt-field"><label for="verhaal">Verhaal</label><textarea id="verhaal" name="verhaal"></textarea></div>
<div class="kt-field"><label for="vraag">Vraag</label><textarea id="vraag" name="vraag"></textarea></div>
{% bewaard id="stand" %}{% knop "Rond gesprek af" %}{% endformulier %}"""


def pagina(inhoud: str) -> str:
    sjabloon = engines["django"].from_string(
        f'{{% extends "base.html" %}}{{% load components %}}{{% block inhoud %}}<h1>Pagina</h1>{inhoud}{{% endblock %}}'
    )
    return sjabloon.render(
        {"menu": MENU, "gebruiker": Kijker("licht"), "vandaag": VANDAAG}, RequestFactory().get("/")
    )


def fragment(inhoud: str) -> dict[str, object]:
    return {
        "body": engines["django"]
        .from_string("{% load components %}" + inhoud)
        .render({}, RequestFactory().get("/"))
    }


def als_json(status: int = 200, **inhoud: object) -> dict[str, object]:
    return {"status": status, "body": json.dumps(inhoud), "content_type": "application/json"}


@pytest.fixture
def toneel(page):
    toneel = Toneel(page)
    yield toneel
    assert [
        fout for fout in toneel.fouten if "Failed to load resource" not in fout and "ERR_INTERNET" not in fout
    ] == []


@pytest.fixture
def klok(page):
    page.clock.install()
    return page.clock


def zet_stil(page) -> None:
    """Let the clock of the page stand, so that only `run_for` moves it: without this it runs along with ours."""
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)


def een_ronde_later(page) -> None:
    """Return when the browser had the time to ask something and get an answer."""
    page.evaluate("() => fetch('/klaar').then(() => null)")


def gefocust(page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


# -- drafts ------------------------------------------------------------------------------------------


def test_a_draft_is_kept_one_and_a_half_second_after_typing(toneel, klok):
    toneel.antwoorden["/concepten/gesprek"] = lambda _: als_json(versie=5, om="9.52")
    toneel.open(pagina(CONCEPT))
    zet_stil(toneel.page)
    toneel.page.locator("#verhaal").fill("Marieke slaapt slecht")
    klok.run_for(1400)
    te_vroeg = list(toneel.verstuurd)
    klok.run_for(200)
    toneel.page.get_by_text("Concept bewaard om 9.52 uur").wait_for()

    assert te_vroeg == []
    assert [(pad, velden["verhaal"], velden["versie"]) for pad, velden in toneel.verstuurd] == [
        ("/concepten/gesprek", ["Marieke slaapt slecht"], ["4"])
    ]


def test_leaving_a_field_keeps_the_draft_at_once_and_says_so_once(toneel, klok):
    toneel.antwoorden["/concepten/gesprek"] = lambda _: als_json(versie=5, om="9.52")
    toneel.open(pagina(CONCEPT))
    toneel.page.locator("#verhaal").fill("een")
    with toneel.page.expect_response("**/concepten/gesprek"):
        toneel.page.locator("#vraag").focus()
    toneel.page.get_by_text("Concept bewaard om").wait_for()
    klok.run_for(100)
    gezegd = toneel.page.locator("#live").text_content()
    toneel.page.evaluate("document.getElementById('live').textContent = ''")
    toneel.page.locator("#verhaal").fill("een twee")
    with toneel.page.expect_response("**/concepten/gesprek"):
        toneel.page.locator("#vraag").focus()
    klok.run_for(100)

    assert (gezegd, toneel.page.locator("#live").text_content()) == ("Concept bewaard", "")
    assert toneel.verstuurd[1][1]["versie"] == ["5"]


def test_without_a_connection_the_text_stays_and_is_tried_again(toneel, klok):
    antwoorden = iter([{"weg": True}, als_json(versie=5, om="9.53")])
    toneel.antwoorden["/concepten/gesprek"] = lambda _: next(antwoorden)
    toneel.open(pagina(CONCEPT))
    toneel.page.locator("#verhaal").fill("Marieke slaapt slecht")
    klok.run_for(1600)
    toneel.page.get_by_text("Geen verbinding. Wat je typt blijft op dit scherm staan.").wait_for()
    klok.run_for(10_100)
    toneel.page.get_by_text("Concept bewaard om 9.53 uur").wait_for()

    assert toneel.page.locator("#verhaal").input_value() == "Marieke slaapt slecht"


@pytest.mark.parametrize(
    ("knop", "tekst"),
    [
        ("Neem mijn tekst", "van mij"),
        ("Neem die van Daan", "van Daan"),
        ("Voeg samen", "van Daan\n\nvan mij"),
    ],
)
def test_two_people_who_wrote_at_once_choose_and_lose_nothing(toneel, klok, knop, tekst):
    antwoorden = iter(
        [
            als_json(409, versie=9, door="Daan", om="10.12", velden={"verhaal": "van Daan"}),
            als_json(versie=10, om="10.13"),
        ]
    )
    toneel.antwoorden["/concepten/gesprek"] = lambda _: next(antwoorden)
    toneel.open(pagina(CONCEPT))
    toneel.page.locator("#verhaal").fill("van mij")
    klok.run_for(1600)
    toneel.page.get_by_role("heading", name="Daan heeft dit om 10.12 uur gewijzigd").wait_for()
    toneel.page.get_by_role("button", name=knop).click()
    toneel.page.get_by_text("Concept bewaard om 10.13 uur").wait_for()

    assert toneel.page.locator("#verhaal").input_value() == tekst
    assert (toneel.verstuurd[1][1]["verhaal"][0].replace("\r\n", "\n"), toneel.verstuurd[1][1]["versie"]) == (
        tekst,
        ["9"],
    )


def test_a_draft_after_the_end_of_the_session_is_kept_once_somebody_signed_in_again(toneel, klok):
    antwoorden = iter([{"status": 401}, als_json(versie=5, om="9.59")])
    toneel.antwoorden["/concepten/gesprek"] = lambda _: next(antwoorden)
    toneel.open(met_sessie(pagina(CONCEPT), 1800))
    toneel.page.locator("#verhaal").fill("Marieke slaapt slecht")
    klok.run_for(1600)
    dialoog = toneel.page.get_by_role("dialog", name="Je bent uitgelogd")
    dialoog.wait_for()
    link = dialoog.get_by_role("link", name="Opnieuw inloggen")
    adres = (link.get_attribute("href"), link.get_attribute("target"))
    toneel.antwoorden["/sessie"] = stand(1800, csrf="nieuw")
    toneel.page.evaluate("window.dispatchEvent(new Event('focus'))")
    dialoog.wait_for(state="hidden")
    toneel.page.get_by_text("Concept bewaard om 9.59 uur").wait_for()

    assert adres == ("/inloggen?volgende=/sessie/weer-ingelogd", "_blank")
    assert (toneel.verstuurd[1][1]["verhaal"], toneel.verstuurd[1][1]["csrfmiddlewaretoken"]) == (
        ["Marieke slaapt slecht"],
        ["nieuw"],
    )


def test_nothing_of_a_person_is_kept_in_the_browser(toneel, klok):
    toneel.antwoorden["/concepten/gesprek"] = lambda _: als_json(versie=5, om="9.52")
    toneel.open(pagina(CONCEPT))
    toneel.page.locator("#verhaal").fill("Marieke")
    klok.run_for(1600)
    toneel.page.get_by_text("Concept bewaard om").wait_for()

    assert toneel.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


# -- sending and waiting -----------------------------------------------------------------------------


def test_a_form_that_is_pressed_three_times_is_sent_once(toneel):
    toneel.antwoorden["/signalen/1"] = lambda _: {"status": 204}
    toneel.open(
        pagina('{% formulier url="/signalen/1" doel="#inhoud" %}{% knop "Oppakken" %}{% endformulier %}')
    )
    toneel.page.evaluate(
        "() => { const knop = document.querySelector('main form button'); knop.click(); knop.click(); knop.click(); }"
    )
    een_ronde_later(toneel.page)
    een_ronde_later(toneel.page)
    eerste_keer = [pad for pad, _ in toneel.verstuurd]
    with toneel.page.expect_response("**/signalen/1"):
        toneel.page.locator("main form button").click()

    assert (eerste_keer, len(toneel.verstuurd)) == (["/signalen/1"], 2)


def test_a_button_shows_that_its_form_is_on_its_way(toneel):
    toneel.open(
        pagina('{% formulier url="/traag" doel="#inhoud" %}{% knop "Verslag versturen" %}{% endformulier %}')
    )
    toneel.page.route("**/traag", lambda route: None)
    knop = toneel.page.get_by_role("button", name="Verslag versturen")
    knop.click()

    expect(knop).to_have_class(re.compile("nl-button--busy"))
    assert knop.text_content() == "Verslag versturen"


def test_every_htmx_post_carries_the_secret(toneel):
    toneel.antwoorden["/acties/1"] = lambda verzoek: fragment(
        f'<p id="uit">{bool(verzoek.headers.get("x-csrftoken"))}</p>'
    )
    toneel.open(pagina('<div id="uit"></div><button hx-post="/acties/1" hx-target="#uit">Vink af</button>'))
    toneel.page.get_by_role("button", name="Vink af").click()
    toneel.page.locator("p#uit").wait_for()

    assert toneel.page.locator("#uit").text_content() == "True"


def test_a_fault_of_ours_is_said_and_replaces_nothing(toneel):
    toneel.antwoorden["/paneel"] = lambda _: {"status": 500, "body": "<h1>Fout</h1>"}
    toneel.open(
        pagina(
            '<section id="p-x"><p>Mijn tekst</p><button hx-get="/paneel" hx-target="#p-x">Ververs</button></section>'
        )
    )
    toneel.page.get_by_role("button", name="Ververs").click()
    toneel.page.locator("#storing:not([hidden])").wait_for()

    assert toneel.page.locator("#p-x p").text_content() == "Mijn tekst"
    assert "fout bij ons" in str(toneel.page.locator("#storing").text_content())


def test_waiting_is_said_after_a_moment_and_again_when_it_takes_long(toneel, klok):
    toneel.antwoorden["/paneel"] = lambda _: fragment('<section id="p-x"><h2>Klaar</h2></section>')
    toneel.open(
        pagina(
            '<section id="p-x"><h2>Oud</h2><button hx-get="/paneel" hx-target="#p-x">Ververs</button></section>'
        )
    )
    vast = []
    toneel.page.route("**/paneel", lambda route: vast.append(route))
    zet_stil(toneel.page)
    toneel.page.get_by_role("button", name="Ververs").click()
    klok.run_for(300)
    stil = toneel.page.locator(".kt-bezig").count()
    klok.run_for(200)
    kort = toneel.page.locator(".kt-bezig").text_content()
    klok.run_for(10_000)
    lang = toneel.page.locator(".kt-bezig").text_content()
    vast[0].fulfill(body='<section id="p-x"><h2>Klaar</h2></section>', content_type="text/html")
    toneel.page.get_by_role("heading", name="Klaar").wait_for()

    assert (stil, kort, lang) == (
        0,
        "Bezig met laden…",
        "Dit duurt langer dan normaal. Je kunt verder werken.",
    )
    assert (
        toneel.page.locator(".kt-bezig").count(),
        toneel.page.locator("#p-x").get_attribute("aria-busy"),
    ) == (0, None)


# -- focus after a swap ------------------------------------------------------------------------------

ACTIES = """<section id="p-acties"><h2 tabindex="-1">Mijn acties</h2><ul>
{% actieregel "Een" id="a1" url="/acties/1" %}{% actieregel "Twee" id="a2" url="/acties/2" %}</ul></section>"""


def test_the_focus_stays_on_an_action_that_was_ticked(toneel):
    toneel.antwoorden["/acties/1"] = lambda _: fragment(
        '{% actieregel "Een" id="a1" url="/acties/1" klaar=True %}{% meld "Actie afgerond" %}'
    )
    toneel.open(pagina(ACTIES))
    toneel.page.locator("#a1-vink").click()
    toneel.page.get_by_role("button", name="Ongedaan maken").wait_for()
    expect(toneel.page.locator("#live")).to_have_text("Actie afgerond")

    assert gefocust(toneel.page) == "a1-vink"
    assert toneel.verstuurd[0][1]["klaar"] == ["1"]


def test_the_focus_goes_to_the_next_row_when_its_row_is_gone(toneel):
    toneel.antwoorden["/acties/1"] = lambda _: fragment(
        '<section id="p-acties"><h2 tabindex="-1">Mijn acties</h2><ul>{% actieregel "Twee" id="a2" url="/acties/2" %}</ul></section>'
    )
    toneel.open(
        pagina(
            ACTIES.replace(
                '{% actieregel "Een" id="a1" url="/acties/1" %}',
                '<li id="a1"><button hx-post="/acties/1" hx-target="#p-acties" hx-swap="outerHTML">Verwijder</button></li>',
            )
        )
    )
    toneel.page.get_by_role("button", name="Verwijder").click()
    toneel.page.locator("#a1").wait_for(state="detached")

    assert gefocust(toneel.page) == "a2-vink"


def test_the_focus_goes_to_the_heading_when_the_trigger_is_gone(toneel):
    toneel.antwoorden["/bewaar"] = lambda _: fragment(
        '<section id="p-x"><h2 id="kop" tabindex="-1">Wie hoort erbij</h2></section>'
    )
    toneel.open(
        pagina(
            '<section id="p-x"><h2>Wijzigen</h2><button hx-post="/bewaar" hx-target="#p-x" hx-swap="outerHTML">Bewaar</button></section>'
        )
    )
    toneel.page.get_by_role("button", name="Bewaar").click()
    toneel.page.locator("#kop").wait_for()

    assert gefocust(toneel.page) == "kop"


def test_the_focus_goes_to_the_error_summary(toneel):
    fout = '<section id="p-x"><div id="foutoverzicht" tabindex="-1" data-focus role="alert">Er klopt iets niet.</div><form hx-post="/bewaar" hx-target="#p-x"><button>Bewaar</button></form></section>'
    toneel.antwoorden["/bewaar"] = lambda _: {"status": 422, **fragment(fout)}
    toneel.open(
        pagina(
            '<section id="p-x"><form method="post" hx-post="/bewaar" hx-target="#p-x"><button>Bewaar</button></form></section>'
        )
    )
    for _keer in range(2):
        toneel.page.get_by_role("button", name="Bewaar").click()
        expect(toneel.page.locator("#foutoverzicht")).to_be_focused()

    assert gefocust(toneel.page) == "foutoverzicht"


def test_half_typed_text_survives_the_refresh_of_its_panel(toneel):
    nieuw = '<section id="p-x"><input id="zoeknaam" name="q"><p>3 resultaten</p><button hx-get="/paneel" hx-target="#p-x">Ververs</button></section>'
    toneel.antwoorden["/paneel"] = lambda _: fragment(nieuw)
    toneel.open(pagina(nieuw.replace("3 resultaten", "2 resultaten")))
    toneel.page.locator("#zoeknaam").fill("Kui")
    toneel.page.evaluate("document.querySelector('#p-x button').click()")
    toneel.page.get_by_text("3 resultaten").wait_for()

    assert (toneel.page.locator("#zoeknaam").input_value(), gefocust(toneel.page)) == ("Kui", "zoeknaam")


# -- polling, menus, dialogs, keyboard ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("hoe", "over"),
    [
        pytest.param("change", "bewoner", id="a preview"),
        pytest.param("submit", "inwoner", id="a placed text"),
    ],
)
def test_a_form_is_emptied_when_its_text_has_a_place_and_never_by_a_preview(toneel, hoe, over):
    toneel.antwoorden["/woord"] = lambda _: {"body": '<p id="zinnen">klaar</p>'}
    toneel.open(
        pagina(
            f'<form id="woord" method="post" action="/woord" hx-post="/woord" hx-trigger="{hoe}"'
            ' hx-target="#zinnen" hx-swap="outerMorph"><label for="w">Woord</label>'
            '<input id="w" name="w" value="inwoner"><button>Bewaar</button></form><p id="zinnen">begin</p>'
        )
    )

    toneel.page.fill("#w", "bewoner")
    toneel.page.locator("#w").press("Tab" if hoe == "change" else "Enter")

    expect(toneel.page.locator("#zinnen")).to_have_text("klaar")
    expect(toneel.page.locator("#w")).to_have_value(over)


def test_news_waits_behind_a_press_and_does_not_keep_a_session_alive(toneel, klok):
    koppen = []

    def nieuws(verzoek):
        koppen.append(verzoek.headers.get("x-kt-achtergrond"))
        return fragment('{% nieuws "2 nieuwe signalen laten zien" "/signalen" %}')

    toneel.antwoorden["/signalen/nieuws"] = nieuws
    toneel.open(
        pagina('{% paneel kop="Signalen" id="p-s" verversen="/signalen/nieuws" %}<p>Oud</p>{% endpaneel %}')
    )
    klok.run_for(60_500)
    toneel.page.get_by_role("link", name="2 nieuwe signalen laten zien").wait_for()

    assert (koppen, toneel.page.get_by_text("Oud", exact=True).is_visible()) == (["1"], True)


def test_what_asks_by_itself_stops_when_it_is_refused(toneel, klok):
    toneel.antwoorden["/signalen/nieuws"] = lambda _: {"status": 404, "body": "Weg"}
    toneel.open(
        pagina('{% paneel kop="Signalen" id="p-s" verversen="/signalen/nieuws" %}<p>Oud</p>{% endpaneel %}')
    )
    with toneel.page.expect_response("**/signalen/nieuws"):
        klok.run_for(60_500)
    toneel.page.locator("#storing").get_by_text("Dit is er niet meer, of je mag het niet zien.").wait_for()

    gevraagd = []
    toneel.page.on("request", lambda verzoek: gevraagd.append(verzoek.url.split("/")[-1]))
    klok.run_for(180_000)
    een_ronde_later(toneel.page)

    assert gevraagd == ["klaar"]


def test_escape_closes_a_menu_and_gives_the_focus_back(toneel):
    toneel.open(pagina("<p>x</p>"))
    knop = toneel.page.locator("details[data-menu] > summary").first
    knop.click()
    toneel.page.get_by_role("link", name="Melding").first.focus()
    toneel.page.keyboard.press("Escape")

    expect(toneel.page.locator("details[data-menu][open]")).to_have_count(0)
    assert gefocust(toneel.page) == "Nieuw"


def test_a_dialog_gives_the_focus_back_to_what_opened_it(toneel):
    toneel.open(
        pagina(
            '{% venster id="v" kop="Wie keek mee" %}<p>Drie mensen.</p>{% endvenster %}{% knop "Open" opent="v" id="opener" %}'
        )
    )
    toneel.page.locator("#opener").click()
    open_ = gefocust(toneel.page)
    toneel.page.keyboard.press("Escape")

    assert (open_, gefocust(toneel.page)) == ("v-kop", "opener")


@pytest.mark.parametrize("toets", ["/", "Control+k"])
def test_a_key_leads_to_search_where_there_is_search(toneel, toets):
    toneel.open(
        pagina('<form><input id="zoek2" data-zoekveld></form>').replace(" data-zoekveld data-oud", "")
    )
    toneel.page.locator("h1").click()
    toneel.page.keyboard.press(toets)

    assert gefocust(toneel.page) in ("zoek", "zoek2")


def test_a_slash_in_a_text_is_a_slash(toneel):
    toneel.open(pagina('<textarea id="t"></textarea>'))
    toneel.page.locator("#t").press_sequentially("1/2?")

    assert (toneel.page.locator("#t").input_value(), toneel.page.locator("dialog[open]").count()) == (
        "1/2?",
        0,
    )


def test_a_question_mark_shows_the_keys(toneel):
    toneel.open(pagina("<p>x</p>"))
    toneel.page.keyboard.press("?")

    expect(toneel.page.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()


def test_a_press_fills_in_a_day(toneel):
    toneel.open(
        pagina('<input id="d"><button type="button" data-vul="d" data-waarde="24-11-2026">Vandaag</button>')
    )
    toneel.page.get_by_role("button", name="Vandaag").click()

    assert (toneel.page.locator("#d").input_value(), gefocust(toneel.page)) == ("24-11-2026", "d")


def test_a_file_that_is_too_large_is_refused_with_its_size(toneel):
    toneel.open(pagina('<div><input id="f" type="file" data-max-mb="1"></div>'))
    toneel.page.locator("#f").set_input_files(
        {"name": "brief.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2_500_000}
    )

    assert toneel.page.get_by_role("alert").filter(has_text="Dit bestand is").text_content() == (
        "Dit bestand is 3 MB. Het mag 1 MB zijn. Maak het kleiner of deel het in tweeën."
    )


# -- the session -------------------------------------------------------------------------------------


def met_sessie(html: str, seconden: int) -> str:
    gegevens = {
        "duur": seconden, "waarschuw": 5, "verleng": "/sessie/verlengen", "stand": "/sessie",
        "inloggen": "/inloggen?volgende=/sessie/weer-ingelogd",
    }  # fmt: skip
    attributen = " ".join(f'data-sessie-{naam}="{waarde}"' for naam, waarde in gegevens.items())
    return html.replace("<body ", f"<body {attributen} ", 1)


def stand(rest: int, csrf: str = "geheim"):
    """Answer as the server does: the session ends `rest` seconds after the moment in the Date header."""
    kop = {"Date": "Tue, 24 Nov 2026 09:00:00 GMT"}
    einde = (datetime(2026, 11, 24, 9, tzinfo=UTC) + timedelta(seconds=rest)).isoformat()
    inhoud = {"ingelogd": True, "einde": einde, "csrf": csrf} if rest else {"ingelogd": False}
    return lambda _: {**als_json(**inhoud), "headers": kop}


def test_the_warning_comes_five_minutes_before_the_end_and_can_be_put_off(toneel, klok):
    toneel.antwoorden["/sessie"] = stand(300)
    toneel.antwoorden["/sessie/verlengen"] = stand(1800)
    toneel.open(met_sessie(pagina("<p>x</p>"), 1800))
    dialoog = toneel.page.locator("#sessie-waarschuwing")
    klok.run_for(24 * 60_000)
    te_vroeg = dialoog.is_visible()
    klok.run_for(61_000)
    dialoog.wait_for()
    toneel.page.get_by_role("button", name="Ik werk verder").click()
    dialoog.wait_for(state="hidden")
    klok.run_for(24 * 60_000)

    assert (te_vroeg, dialoog.is_visible()) == (False, False)


def test_work_in_another_tab_keeps_this_one_quiet(toneel, klok):
    toneel.antwoorden["/sessie"] = stand(1500)
    toneel.open(met_sessie(pagina("<p>x</p>"), 600))
    klok.run_for(601_000)
    een_ronde_later(toneel.page)

    expect(toneel.page.locator("dialog[open]")).to_have_count(0)


def test_after_the_end_there_is_a_way_in_beside_the_page(toneel, klok):
    toneel.antwoorden["/sessie"] = stand(0)
    toneel.open(met_sessie(pagina('<input id="t">'), 600))
    toneel.page.locator("#t").fill("half af")
    klok.run_for(601_000)
    dialoog = toneel.page.get_by_role("dialog", name="Je bent uitgelogd")
    dialoog.wait_for()

    assert dialoog.get_by_role("link").get_attribute("target") == "_blank"
    assert toneel.page.locator("#t").input_value() == "half af"


def test_no_attribute_can_run_code_even_without_the_policy(toneel):
    toneel.met_beleid = False
    toneel.open(pagina("<p>x</p>"))
    toneel.page.evaluate(
        """() => { document.querySelector('main').insertAdjacentHTML('beforeend', '<button id="kwaad" hx-on:click="window.kwaadGedaan = 1" hx-get="/x" hx-vals="js:{a: (window.kwaadGedaan = 2)}">x</button>');
        window.htmx.process(document.querySelector('main')); document.getElementById('kwaad').click(); }"""
    )
    een_ronde_later(toneel.page)
    toneel.fouten.clear()

    assert toneel.page.evaluate("window.kwaadGedaan ?? null") is None
