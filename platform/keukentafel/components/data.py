"""What people look at: standen, dates that count, people, goals, actions, events, tables."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from html import unescape
from typing import Literal

from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.timezone import now

from keukentafel.components.frames import LEEG, een_van, zonder_rand
from keukentafel.components.icons import icoon
from keukentafel.components.words import (
    VAST,
    dag_van,
    datum_dag_tekst,
    initialen,
    moment_tekst,
    over_dagen_tekst,
    tijd_tekst,
)
from keukentafel.values.datum_tekst import afstand_in_uren

register = Library()

Stand = Literal["goed", "let_op", "gevaar", "neutraal", "rustig"]

# class, icon: a stand never speaks by colour alone
_STAND: dict[str, tuple[str, str]] = {
    "goed": ("safe", "check"),
    "let_op": ("warning", "clock"),
    "gevaar": ("danger", "alert-triangle"),
    "neutraal": ("neutral", "info-circle"),
    "rustig": ("inactive", ""),
}
_TERMIJN: dict[str, tuple[str, str]] = {
    "gevaar": ("danger", "alert-triangle"),
    "let_op": ("warning", "clock"),
    "goed": ("ok", ""),
}


@register.simple_tag
def stand(niveau: Stand, tekst: str, *, icoon_naam: str = "", zonder_icoon: bool = False) -> SafeString:
    """The stand of something, in words with an icon: `{% stand "let_op" "Nog niet gevraagd" %}`."""
    soort, teken = _STAND[een_van("Stand: niveau", niveau, _STAND)]
    teken = "" if zonder_icoon else (icoon_naam or teken)
    return format_html(
        '<span class="utrecht-status-badge utrecht-status-badge--{}"><span class="kt-badge-icon">{}{}</span></span>',
        soort,
        icoon(teken, maat="klein") if teken else LEEG,
        tekst,
    )


@register.simple_tag
def merk(tekst: str) -> SafeString:
    """A quiet label, such as a leefgebied."""
    return format_html('<span class="nl-data-badge">{}</span>', tekst)


@register.simple_tag
def telling(aantal: int, label: str) -> SafeString:
    """A number in a circle; `label` says what is counted (`2 nieuwe signalen`). Nothing when there are none."""
    if not aantal:
        return LEEG
    return format_html(
        '<span class="nl-number-badge"><span class="nl-number-badge__visible-label" aria-hidden="true">{}</span>'
        '<span class="nl-number-badge__hidden-label">{}</span></span>',
        aantal,
        label,
    )


def termijnniveau(
    einde: date, vandaag: date, waarschuw_dagen: int = 7
) -> Literal["gevaar", "let_op", "goed"]:
    """Say how near a term is: late or within 2 days, within `waarschuw_dagen`, or further away."""
    rest = (dag_van(einde) - vandaag).days
    if rest <= 2:
        return "gevaar"
    return "let_op" if rest <= waarschuw_dagen else "goed"


@register.simple_tag
def termijn(einde: date, vandaag: date, *, waarschuw_dagen: int = 7) -> SafeString:
    """How far the end of a term is, as a badge: `Nog 7 dagen`. Place it beside the date itself.

    With a moment in place of a day it tells the hours: `Nog 14 uur`.
    """
    niveau = termijnniveau(einde, vandaag, waarschuw_dagen)
    tekst = _hoe_ver(einde, vandaag)
    return stand("rustig" if niveau == "goed" else niveau, tekst[:1].upper() + tekst[1:])


@register.simple_block_tag
def termijnregel(
    content: str,
    einde: date,
    vandaag: date,
    *,
    wat: str,
    wie: str = "",
    wie_url: str = "",
    regel: str = "",
    waarschuw_dagen: int = 7,
    afgerond: bool = False,
) -> SafeString:
    """A row in `<ul class="kt-terms">`: until when, what, for whom, by which rule; the content is the button.

    `einde` is a day, or the moment of a term in hours.
    """
    niveau = "goed" if afgerond else termijnniveau(einde, vandaag, waarschuw_dagen)
    soort, teken = _TERMIJN[niveau]
    return render_to_string(
        "components/termijnregel.html",
        {
            "content": zonder_rand(content), "soort": soort, "icoon": teken, "wat": wat, "wie": wie, "wie_url": wie_url,
            "regel": regel, "datum": datum_dag_tekst(einde, vandaag), "iso": dag_van(einde).isoformat(),
            "tijd": tijd_tekst(einde) if isinstance(einde, datetime) else "",
            "over": "afgerond" if afgerond else _hoe_ver(einde, vandaag),
        },
    )  # fmt: skip


def _hoe_ver(einde: date, vandaag: date) -> str:
    """Say how far a day is in days, and a moment in hours."""
    if isinstance(einde, datetime):
        return re.sub(r"(\d) ", rf"\1{VAST}", afstand_in_uren(einde, nu=now()))
    return over_dagen_tekst(einde, vandaag)


@register.simple_tag
def avatar(naam: str) -> SafeString:
    """The initials of a person in a circle, hidden from screen readers: the name stands beside it."""
    return format_html('<span class="kt-avatar" aria-hidden="true">{}</span>', initialen(naam))


@register.simple_block_tag
def persoon(content: str, naam: str, *, meta: str = "", url: str = "") -> SafeString:
    """A person in `<ul class="kt-people">`; the content may add badges or a button."""
    return render_to_string(
        "components/persoon.html", {"content": zonder_rand(content), "naam": naam, "meta": meta, "url": url}
    )


@register.simple_tag(takes_context=True)
def actieregel(
    context: Context,
    tekst: str,
    *,
    id: str,
    url: str,
    klaar: bool = False,
    meta: str = "",
    wanneer: str = "",
    te_laat: bool = False,
    tekst_url: str = "",
    mag: bool = True,
) -> SafeString:
    """An action in a list: one press ticks it, and the same row then offers `Ongedaan maken`.

    `url` takes a POST both ways (field `klaar`: `1` or `0`) and answers with this row. `mag=False` shows it without
    the tick.
    """
    return render_to_string(
        "components/actieregel.html",
        {
            "tekst": tekst, "id": id, "url": url, "klaar": klaar, "meta": meta, "wanneer": wanneer,
            "te_laat": te_laat, "tekst_url": tekst_url, "mag": mag, "csrf_token": context.get("csrf_token"),
        },
    )  # fmt: skip


@register.simple_block_tag
def tijdlijnitem(
    content: str, titel: str, *, wanneer: datetime, door: str = "", icoon: str = "point", url: str = ""
) -> SafeString:
    """An event in `<ol class="kt-timeline">`, newest first; the content is the text, if there is one."""
    return render_to_string(
        "components/tijdlijnitem.html",
        {
            "content": zonder_rand(content), "titel": titel, "wanneer": moment_tekst(wanneer),
            "iso": wanneer.isoformat(), "door": door, "icoon": icoon, "url": url,
        },
    )  # fmt: skip


@register.simple_block_tag
def gegevens(content: str, *, soort: Literal["rijen", "feiten"] = "rijen") -> SafeString:
    """A list of facts made with `{% gegeven %}`: under one another, or as the four facts of a huishouden."""
    klasse = {"rijen": "kt-data", "feiten": "kt-facts"}
    return format_html('<dl class="{}">{}</dl>', klasse[een_van("Gegevens: soort", soort, klasse)], content)


@register.simple_block_tag
def gegeven(content: str, naam: str, *, wijzig_url: str = "", noot: str = "") -> SafeString:
    """One fact. `wijzig_url` gives a check-answers row its `Wijzig` link."""
    return render_to_string(
        "components/gegeven.html",
        {"content": zonder_rand(content), "naam": naam, "wijzig_url": wijzig_url, "noot": noot},
    )


@register.simple_block_tag
def tabel(
    content: str,
    *,
    label: str,
    soort: Literal["gewoon", "vlak", "matrix"] = "gewoon",
    compact: bool = False,
    kaarten: bool = False,
) -> SafeString:
    """A table (content: thead and tbody) in a region that scrolls by itself on a narrow screen.

    The region is named `Tabel: …`: its panel may have the same heading, and each landmark a name of its own.
    With `kaarten` each row is a card on a phone, every cell below the name of its column: nothing scrolls
    sideways there. That is for a list that is read a row at a time, not for one that compares columns.
    """
    if kaarten:
        content = _met_koppen(content)
    klasse = {"gewoon": "kt-table", "vlak": "kt-table kt-table--flush", "matrix": "kt-table kt-matrix"}
    return format_html(
        '<div class="kt-scroll kt-scroll--wide" role="region" aria-label="Tabel: {}" tabindex="0">'
        '<table class="{}{}{}"{}><caption class="kt-vh">{}</caption>{}</table></div>',
        label,
        klasse[een_van("Tabel: soort", soort, klasse)],
        " kt-table--compact" if compact else "",
        " kt-table--kaarten" if kaarten else "",
        SafeString(' role="table"') if kaarten else LEEG,
        label,
        content,
    )


_KOP = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_DEEL = re.compile(r"<(thead|tbody|tr|td|th)\b([^>]*)>")
_ROL = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


def _met_koppen(inhoud: str) -> SafeString:
    """Hand each cell the name of its column, and each part its role: a card is no table to every browser.

    A cell that names itself (`data-kop`, which may be empty) keeps that. No cell may span columns.
    """
    koppen = [
        " ".join(unescape(strip_tags(kop)).split()) for kop in _KOP.findall(inhoud.partition("<tbody")[0])
    ]
    plek = 0

    def deel(treffer: re.Match[str]) -> str:
        nonlocal plek
        naam, rest = treffer.groups()
        if naam == "tr":
            plek = 0
        rol = _ROL.get(naam) or ("rowheader" if 'scope="row"' in rest else "columnheader")
        kop = ""
        if naam in ("td", "th"):
            if naam == "td" and "data-kop=" not in rest and plek < len(koppen):
                kop = format_html(' data-kop="{}"', koppen[plek])
            plek += 1
        return f'<{naam} role="{rol}"{kop}{rest}>'

    return SafeString(_DEEL.sub(deel, inhoud))


@register.simple_tag
def sorteerkop(
    tekst: str, url: str, *, richting: Literal["op", "af", ""] = "", getal: bool = False
) -> SafeString:
    """A column heading that sorts by following its link."""
    soorten = {"op": ("ascending", "arrow-up"), "af": ("descending", "arrow-down"), "": ("", "arrows-sort")}
    volgorde, teken = soorten[een_van("Sorteerkop: richting", richting, tuple(soorten))]
    return format_html(
        '<th scope="col"{}{}><a class="kt-sortbtn" href="{}">{}{}</a></th>',
        format_html(' aria-sort="{}"', volgorde) if volgorde else LEEG,
        SafeString(' class="is-num"') if getal else LEEG,
        url,
        tekst,
        icoon(teken, maat="klein"),
    )


@register.simple_tag
def waarborg(tekst: str) -> SafeString:
    """A fact that asks attention before a visit (`Bel eerst aan, er is een hond`), in `<ul class="kt-heads-up">`."""
    return format_html('<li class="kt-inline">{}{}</li>', icoon("info-circle"), tekst)


@register.simple_tag(takes_context=True)
def bsn(context: Context, waarde: str | None, *, toon_url: str = "", getoond: bool = False) -> SafeString:
    """A BSN: masked, with `Toon BSN` (a logged POST to `toon_url`) when this person may see it."""
    return render_to_string(
        "components/bsn.html",
        {"waarde": waarde, "toon_url": toon_url, "getoond": getoond, "csrf_token": context.get("csrf_token")},
    )


_TEKENS: dict[str, tuple[str, str]] = {
    "niets": ("minus", "niets"),
    "dat": ("circle-dashed", "dat het er is"),
    "samenvatting": ("circle-half-2", "samenvatting"),
    "alles": ("circle-check", "alles"),
}


@register.simple_tag
def inzage(niveau: Literal["niets", "dat", "samenvatting", "alles"], *, voorwaarde: str = "") -> SafeString:
    """What a role may see of a kind of data: a shape, the word, and the condition."""
    teken, tekst = _TEKENS[een_van("Inzage: niveau", niveau, _TEKENS)]
    rest = format_html('<span class="kt-inzage__als">{}</span>', voorwaarde) if voorwaarde else LEEG
    return format_html(
        '<span class="kt-inzage kt-inzage--{}">{}<span>{}{}</span></span>',
        niveau,
        icoon(teken, maat="klein"),
        tekst,
        rest,
    )


@register.simple_tag
def opsomming(delen: Sequence[str]) -> SafeString:
    """Parts on one line with a middle dot between them; empty parts drop out."""
    return format_html_join(" · ", "{}", ((deel,) for deel in delen if deel))
