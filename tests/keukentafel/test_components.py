"""The parts of a page: what they write, and what they refuse."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.components import words
from keukentafel.components.care import Netwerkknoop, Processtap
from keukentafel.components.data import termijnniveau
from keukentafel.components.icons import ICONEN
from keukentafel.components.widgets import DatumInvoer, KeuzeKaarten
from keukentafel.templatetags.components import register

DINSDAG = date(2026, 11, 24)
UTC = ZoneInfo("UTC")
BOZE_TEKST = "<script>x</script>\"'"


def teken(sjabloon: str, **context: object) -> str:
    """Render a few tags and squeeze the white space out."""
    html = Template("{% load components %}" + sjabloon).render(Context(context))
    return re.sub(r"\s+", " ", html).strip()


class Zien(HTMLParser):
    """Collects the elements with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.elementen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementen.append((tag, dict(attrs)))


def elementen(html: str) -> list[tuple[str, dict[str, str | None]]]:
    lezer = Zien()
    lezer.feed(html)
    return lezer.elementen


class Gespreksformulier(forms.Form):
    naam = forms.CharField(label="Naam", help_text="Zoals in het paspoort.")
    datum = forms.DateField(label="Wanneer was het gesprek?", widget=DatumInvoer())
    wie = forms.ChoiceField(
        label="Wie doet dit?",
        widget=forms.RadioSelect,
        choices=[("zelf", "De inwoner"), ("ander", "Een ander")],
    )
    model = forms.ChoiceField(
        label="Model",
        required=False,
        widget=KeuzeKaarten(uitleg={"team": "Een team."}),
        choices=[("team", "Teamvariant")],
    )


# -- words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sjabloon", "tekst"),
    [
        ("{{ dag|datum }}", "dinsdag 24 november 2026"),
        ("{{ dag|datum_lang }}", "24 november 2026"),
        ("{% datum_kort dag %}", '<time datetime="2026-11-24">di 24 nov</time>'),
        ("{{ vorig_jaar|datum_kort:dag }}", "wo 31 dec 2025"),
        ("{{ dag|datum_dag:dag }}", "di 24 november"),
        ("{{ laat|tijd }}", "10.45 uur"),
        ("{{ negen|tijd }}", "9.00 uur"),
        ("{{ utc|moment }}", "woensdag 25 november 2026, 0.30 uur"),
        ("{{ 1234|getal }}", "1.234"),
        ("{{ half|getal }}", "3,5"),
        ("{{ 60|euro }}", "€ 60,00"),
        ("{{ 61480|euro_rond }}", "€ 61.480"),
        ("{{ rood|euro }}", "€ −12,35"),
        ("{{ '0612345678'|telefoon }}", "06 12 34 56 78"),
        ("{{ '+31 20 1234567'|telefoon }}", "020 123 45 67"),
        ("{{ '0182123456'|telefoon }}", "0182 12 34 56"),
        ("{{ '112'|telefoon }}", "112"),
        ("{{ '123456782'|bsn_gemaskeerd }}", "••••••782"),
        ("{{ '1234ab'|postcode }}", "1234 AB"),
        ("{{ 'Jan van der Berg'|initialen }}", "JB"),
        ("{{ 31|aandeel:50 }}", "62% (31 van 50)"),
        ("{{ 3|aandeel:7 }}", "3 van 7"),
        ("{{ geboren|leeftijd:dag }}", "15"),
        ("{{ niets|datum }}{{ niets|euro }}{{ niets|getal }}", ""),
    ],
)
def test_words_read_as_a_dutch_reader_expects(sjabloon, tekst):
    html = teken(
        sjabloon,
        dag=DINSDAG,
        vandaag=DINSDAG,
        vorig_jaar=date(2025, 12, 31),
        laat=time(10, 45),
        negen=time(9, 0),
        utc=datetime(2026, 11, 24, 23, 30, tzinfo=UTC),
        half=Decimal("3.5"),
        rood=Decimal("-12.345"),
        geboren=date(2010, 11, 25),
        niets=None,
    )

    assert html.replace("\u00a0", " ") == tekst


@pytest.mark.parametrize(
    ("dagen", "tekst"),
    [
        (-4, "4 dagen te laat"),
        (-1, "1 dag te laat"),
        (0, "vandaag"),
        (1, "morgen"),
        (2, "nog 2 dagen"),
        (20, "nog 20 dagen"),
    ],
)
def test_over_dagen_says_how_far_a_day_is(dagen, tekst):
    assert words.over_dagen_tekst(DINSDAG + timedelta(dagen), DINSDAG).replace("\u00a0", " ") == tekst


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_short_date_never_breaks_between_day_and_month(dag):
    assert re.fullmatch(
        r"(ma|di|wo|do|vr|za|zo) \d{1,2}\u00a0[a-z]{3}(\u00a0\d{4})?", words.datum_kort_tekst(dag, DINSDAG)
    )


@given(st.integers(-400, 400), st.integers(3, 60))
def test_a_term_is_in_danger_from_two_days_before_its_end(dagen, waarschuw):
    niveau = termijnniveau(DINSDAG + timedelta(dagen), DINSDAG, waarschuw)

    assert niveau == ("gevaar" if dagen <= 2 else "let_op" if dagen <= waarschuw else "goed")


def test_a_begrip_is_said_as_the_gemeente_says_it():
    woorden = SimpleNamespace(
        enkelvoud=lambda _: "bewoner", meervoud=lambda _: "bewoners", lidwoord=lambda _: "de"
    )
    request = SimpleNamespace(instellingen=SimpleNamespace(begrippen=woorden))

    html = teken(
        "{% begrip 'inwoner' hoofdletter=True %}|{% begrip 'inwoner' 'meervoud' %}|{% begrip 'inwoner' 'met_lidwoord' %}",
        request=request,
    )

    assert html == "Bewoner|bewoners|de bewoner"


# -- what they refuse --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sjabloon",
    [
        "{% paneel kopp='Acties' id='p' %}{% endpaneel %}",
        "{% paneel kop='Acties' %}{% endpaneel %}",
        "{% callout 'Let op' soort='fout' %}{% endcallout %}",
        "{% knop 'Bewaar' klas='x' %}",
        "{% score %}",
    ],
)
def test_a_misspelt_or_missing_attribute_fails_when_the_template_compiles(sjabloon):
    with pytest.raises(TemplateSyntaxError):
        teken(sjabloon)


@pytest.mark.parametrize(
    ("sjabloon", "woord"),
    [
        ("{% icoon 'eenhoorn' %}", "eenhoorn"),
        ("{% icoon 'home' maat='reus' %}", "reus"),
        ("{% callout niveau='paars' %}x{% endcallout %}", "paars"),
        ("{% knop 'Bewaar' soort='groots' %}", "groots"),
        ("{% stand 'prima' 'x' %}", "prima"),
        ("{% score 6 %}", "6"),
        ("{% kruimels '/a' 'A' %}", "Kruimels"),
        ("{% inzage 'beetje' %}", "beetje"),
        ("{% begrip 'inwoner' 'vierde_naamval' %}", "vierde_naamval"),
    ],
)
def test_a_value_that_does_not_exist_is_refused_by_name(sjabloon, woord):
    with pytest.raises(ValueError, match=woord):
        teken(sjabloon)


@pytest.mark.parametrize(
    "sjabloon",
    [
        "{% paneel kop=t id='p' noot=t actie_url=t actie_tekst=t %}{{ t }}{% endpaneel %}",
        "{% paginakop t sub=t %}{% endpaginakop %}",
        "{% callout kop=t %}{{ t }}{% endcallout %}",
        "{% kruimels t t t %}",
        "{% knop t naam=t waarde=t verborgen=t %}{% knoplink t t %}{% postknop t t terug=t %}",
        "{% leeg t actie_url=t actie_tekst=t reden=t %}{% uitklap t %}{{ t }}{% enduitklap %}",
        "{% keuzemenu t %}<li>{{ t }}</li>{% endkeuzemenu %}{% venster id='v' kop=t %}{{ t }}{% endvenster %}",
        "{% stand 'goed' t %}{% merk t %}{% telling 3 t %}{% chip t t %}{% subnavlink t t %}",
        "{% termijnregel d d wat=t wie=t wie_url=t regel=t %}{% endtermijnregel %}",
        "{% persoon t meta=t url=t %}{{ t }}{% endpersoon %}",
        "{% actieregel t id='a' url=t meta=t wanneer=t %}{% actieregel t id='b' url=t klaar=True %}",
        "{% tijdlijnitem t wanneer=m door=t url=t %}{{ t }}{% endtijdlijnitem %}",
        "{% gegevens %}{% gegeven t noot=t wijzig_url=t %}{{ t }}{% endgegeven %}{% endgegevens %}",
        "{% tabel label=t kaarten=True %}<thead><tr><th>{{ t }}</th></tr></thead><tbody><tr><td>{{ t }}</td></tr></tbody>{% endtabel %}",
        "{% tabel label=t %}<tbody></tbody>{% endtabel %}{% sorteerkop t t %}{% waarborg t %}{% inzage 'alles' voorwaarde=t %}",
        "{% taak t stand='open' url=t uitleg=t %}{% voortgang 1 2 t %}{% doelregel t nummer=1 url=t leefgebieden=lijst %}{% enddoelregel %}",
        "{% ladder lijst nu=1 %}{% ecogram t knopen id='e' %}{% verandering 'plus' t %}{% controleregel t goed=True url=t %}",
        "{% stappen stappen d %}{% fases stappen %}{% meld t %}{% nieuws t t %}",
        "{% kader t nummer=1 vraag=t %}{{ t }}{% endkader %}{% veldgroep t uitleg=t id='g' %}{% endveldgroep %}",
        "{% conflict mijn_tekst=t andere_tekst=t door=t om=t url=t naam='n' versie=1 %}{% instelling t uitleg=t merk=t id='i' %}{% endinstelling %}",
        "{% bewaard t %}{% paginering vorige=t volgende=t tekst=t %}{% opsomming lijst %}",
    ],
)
def test_text_of_people_is_always_escaped(sjabloon):
    html = teken(
        sjabloon,
        t=BOZE_TEKST,
        d=DINSDAG,
        m=datetime(2026, 11, 20, 11, 20, tzinfo=UTC),
        lijst=[BOZE_TEKST],
        knopen=[Netwerkknoop(BOZE_TEKST, "sterk", BOZE_TEKST)],
        stappen=[Processtap(BOZE_TEKST, "nu", BOZE_TEKST, url=BOZE_TEKST)],
    )

    assert "<script" not in html
    assert [
        attrs for _, attrs in elementen(html) if any(naam.startswith(("x<", "'", '"')) for naam in attrs)
    ] == []


# -- what they write ---------------------------------------------------------------------------------


def test_a_panel_is_named_by_its_heading():
    html = elementen(teken("{% paneel kop='Mijn acties' id='p-acties' %}x{% endpaneel %}"))
    (_, paneel), *_ = [element for element in html if element[0] == "section"]
    (_, kop), *_ = [element for element in html if element[0] == "h2"]

    assert (paneel["id"], paneel["aria-labelledby"], kop["id"], kop["tabindex"]) == (
        "p-acties",
        "p-acties-kop",
        "p-acties-kop",
        "-1",
    )


def test_a_table_that_is_cards_on_a_phone_names_the_column_in_each_cell():
    html = elementen(
        teken(
            "{% tabel label='Werk' kaarten=True %}<thead><tr><th scope='col'>Naam</th><th scope='col'>Wat <b>nu</b></th>"
            '<th scope="col">&quot;Uiterlijk&quot;</th></tr></thead><tbody><tr><th scope="row">Kuiper</th>'
            '<td data-kop="">Bel</td><td class="is-num">1</td></tr></tbody>{% endtabel %}'
        )
    )
    cellen = [attrs for naam, attrs in html if naam in ("th", "td")]

    assert [cel.get("data-kop") for cel in cellen[4:]] == ["", '"Uiterlijk"']
    assert [cel["role"] for cel in cellen] == [*["columnheader"] * 3, "rowheader", "cell", "cell"]
    assert {attrs["role"] for naam, attrs in html if naam in ("table", "tr", "tbody")} == {
        "table",
        "row",
        "rowgroup",
    }


@pytest.mark.parametrize(("niveau", "rol"), [("fout", "alert"), ("ok", "status"), ("info", "status")])
def test_a_message_that_arrives_later_is_announced(niveau, rol):
    later = elementen(teken(f"{{% callout niveau='{niveau}' ingevoegd=True %}}x{{% endcallout %}}"))[0][1]
    meteen = elementen(teken(f"{{% callout niveau='{niveau}' %}}x{{% endcallout %}}"))[0][1]

    assert (later["role"], meteen.get("role")) == (rol, None)


@pytest.mark.parametrize(
    ("eerst", "nu", "woord"),
    [(1, 2, "1 beter"), (3, 1, "2 slechter"), (4, 4, "gelijk"), (None, 3, "niet te vergelijken")],
)
def test_a_change_is_said_in_words(eerst, nu, woord):
    assert re.sub(r"<[^>]+>", "", teken("{% verschil eerst nu %}", eerst=eerst, nu=nu)) == woord


def test_a_score_that_was_not_given_says_so():
    assert re.sub(r"<[^>]+>", " ", teken("{% score niets %}", niets=None)).split() == [
        "–",
        "niet",
        "besproken",
    ]


def test_dots_show_where_it_was_and_where_it_is():
    html = elementen(teken("{% zrm_stippen 1 2 %}"))
    stippen = {
        attrs["class"]: attrs["cx"]
        for naam, attrs in html
        if naam == "circle" and attrs["class"] != "kt-dots__tick"
    }

    assert stippen == {"kt-dots__from": "10", "kt-dots__to": "50"}


def test_who_does_what_is_a_bar_and_a_sentence():
    html = teken("{% wie_balk 3 0 25 %}")
    delen = [attrs["data-n"] for _, attrs in elementen(html) if "data-n" in attrs]

    assert (delen, re.sub(r"<[^>]+>", "", html)) == (["3", "20"], "zelf 3 · professional 25")


def test_every_person_of_a_small_network_has_a_place_in_the_drawing():
    knopen = [Netwerkknoop(f"Buur {nummer}", "gewoon") for nummer in range(1, 11)]
    plaatsen = [
        (attrs["x"], attrs["y"])
        for naam, attrs in elementen(teken("{% ecogram 'Kuiper' knopen id='eco' %}", knopen=knopen))
        if naam == "rect" and attrs["class"] == "kt-eco__node"
    ]

    assert (len(plaatsen), len(set(plaatsen))) == (10, 10)


def test_a_network_of_more_than_ten_is_a_list_only():
    knopen = [Netwerkknoop(f"Buur {nummer}", "gewoon") for nummer in range(1, 12)]
    html = teken("{% ecogram 'Kuiper' knopen id='eco' %}", knopen=knopen)

    assert ('<svg class="kt-eco"' in html, html.count("<li>")) == (False, 11)


def test_an_action_works_as_a_plain_form():
    html = elementen(teken("{% actieregel 'Bellen' id='a1' url='/acties/1' %}", csrf_token="geheim"))
    formulier = next(attrs for naam, attrs in html if naam == "form")
    knop = next(attrs for naam, attrs in html if naam == "button")

    assert (formulier["method"], formulier["action"], knop["name"], knop["value"]) == (
        "post",
        "/acties/1",
        "klaar",
        "1",
    )
    assert [attrs["value"] for naam, attrs in html if attrs.get("name") == "csrfmiddlewaretoken"] == [
        "geheim"
    ]


def test_a_form_carries_its_secrets_its_key_and_its_draft():
    html = elementen(
        teken("{% formulier url='/x' concept='gesprek' versie=4 %}{% endformulier %}", csrf_token="geheim")
    )
    (_, form), *velden = html
    namen = {attrs["name"]: attrs["value"] for _, attrs in velden}

    assert (form["data-concept-url"], form["data-versie"]) == ("/concepten/gesprek", "4")
    assert (namen["csrfmiddlewaretoken"], namen["versie"], len(str(namen["eenmalig"]))) == ("geheim", "4", 36)


def test_a_filter_sends_no_secret_in_the_address():
    html = elementen(
        teken(
            "{% formulier methode='get' soort='balk' doel='#lijst' %}{% endformulier %}", csrf_token="geheim"
        )
    )

    assert [naam for naam, _ in html] == ["form"]
    assert html[0][1]["hx-push-url"] == "true"


# -- fields ------------------------------------------------------------------------------------------


def test_a_field_is_tied_to_its_label_its_help_and_its_error():
    form = Gespreksformulier({"naam": ""})
    html = elementen(teken("{% veld form.naam %}", form=form))
    invoer = next(attrs for naam, attrs in html if naam == "input")
    ids = {attrs["id"] for _, attrs in html if attrs.get("id")}

    assert next(attrs["for"] for naam, attrs in html if naam == "label") == invoer["id"]
    assert set(str(invoer["aria-describedby"]).split()) <= ids
    assert invoer["aria-invalid"] == "true"


def test_the_error_summary_names_each_answer_and_leads_to_it():
    form = Gespreksformulier({"datum": "31 februari"})
    html = teken(
        "{% foutoverzicht form %}{% veld form.naam %}{% veld form.datum %}{% veld form.wie %}{% veld form.model %}",
        form=form,
    )
    links = [str(attrs["href"]).removeprefix("#") for naam, attrs in elementen(html) if naam == "a"]
    ids = {attrs["id"] for _, attrs in elementen(html) if attrs.get("id")}

    assert "Er klopt iets niet. Kijk naar 3 antwoorden." in html
    assert (links, set(links) - ids) == (["id_naam", "id_datum", "id_wie_0"], set())


@pytest.mark.parametrize(
    ("veld", "tekst"), [("naam", "Vul in: naam."), ("wie", "Geef antwoord op de vraag: Wie doet dit?")]
)
def test_an_empty_answer_is_named(veld, tekst):
    html = teken("{% foutoverzicht form %}", form=Gespreksformulier({}))

    assert html.count(tekst) == 1, veld


def test_the_error_summary_is_silent_when_all_is_well():
    assert teken("{% foutoverzicht form %}", form=Gespreksformulier()) == ""


def test_what_was_typed_stays_when_it_is_wrong():
    html = elementen(
        teken("{% veld form.datum %}", form=Gespreksformulier({"datum": "31 februari"}), vandaag=DINSDAG)
    )

    assert next(attrs["value"] for naam, attrs in html if naam == "input") == "31 februari"


def test_a_date_field_offers_today_and_tomorrow_of_the_page():
    html = elementen(
        teken("{% veld form.datum %}", form=Gespreksformulier(initial={"datum": DINSDAG}), vandaag=DINSDAG)
    )

    assert next(attrs["value"] for naam, attrs in html if naam == "input") == "24-11-2026"
    assert [attrs["data-waarde"] for naam, attrs in html if naam == "button"] == ["24-11-2026", "25-11-2026"]


def test_radio_cards_are_radios_with_their_explanation():
    html = teken("{% veld form.model %}", form=Gespreksformulier(initial={"model": "team"}))
    keuze = next(attrs for naam, attrs in elementen(html) if naam == "input")

    assert (keuze["type"], keuze["value"], "checked" in keuze, "Een team." in html) == (
        "radio",
        "team",
        True,
        True,
    )


# -- the whole ---------------------------------------------------------------------------------------


def test_every_part_has_a_place_in_the_gallery():
    sjablonen = "".join(
        get_template(naam).template.source  # type: ignore[attr-defined]
        for naam in ("galerij.html", "base.html", "components/doelregel.html", "components/persoon.html")
    )
    zonder = {naam for naam in register.tags if not re.search(rf"{{%\s*{naam}\b", sjablonen)}

    # It is an answer to htmx and stands on no page.
    assert zonder == {"meld"}


def test_every_part_says_what_it_is_for():
    assert [naam for naam, tag in register.tags.items() if not (tag.__doc__ or tag.__wrapped__.__doc__)] == []


def test_the_list_of_icons_is_in_order_and_without_doubles():
    namen = [naam for naam in sorted(ICONEN) if not re.fullmatch(r"[a-z0-9-]+", naam)]

    assert namen == []
