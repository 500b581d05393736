"""The frame of a page: panels, messages, headings, buttons, menus, empty states."""

# ruff: noqa: A002 -- the arguments of a tag are named after the attributes of the html it writes

from collections.abc import Collection
from datetime import datetime
from typing import Literal

from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate, localtime

from keukentafel.components.icons import icoon
from keukentafel.components.words import moment_kort_tekst, tijd_tekst

register = Library()

LEEG = SafeString("")

Niveau = Literal["info", "ok", "let_op", "fout"]
Soort = Literal["primair", "tweede", "stil", "gevaar", "gewoon"]

_ALERT: dict[str, tuple[str, str]] = {
    "info": ("info", "info-circle"),
    "ok": ("ok", "circle-check"),
    "let_op": ("warning", "alert-triangle"),
    "fout": ("error", "alert-circle"),
}
_KNOP: dict[str, str] = {
    "primair": "nl-button nl-button--primary",
    "tweede": "nl-button nl-button--secondary",
    "stil": "nl-button nl-button--subtle",
    "gevaar": "nl-button nl-button--secondary nl-button--negative",
    "gewoon": "nl-button",
}


def zonder_rand(content: str) -> SafeString:
    """Return the content of a block tag without the white space around it, still safe."""
    return mark_safe(content.strip())  # noqa: S308 -- the engine rendered and escaped it


def een_van(naam: str, waarde: str, mogelijk: Collection[str]) -> str:
    """Return `waarde` when it is one of the possible ones.

    :raises ValueError: a template asked for something that does not exist.
    """
    if waarde not in mogelijk:
        raise ValueError(f"{naam} {waarde!r} bestaat niet. Kies uit {', '.join(mogelijk)}.")
    return waarde


@register.simple_block_tag
def paneel(
    content: str,
    *,
    kop: str,
    id: str,
    niveau: int = 2,
    noot: str = "",
    actie_url: str = "",
    actie_tekst: str = "",
    kop_extra: str = "",
    lijf: bool = True,
    soort: str = "",
    verversen: str = "",
) -> SafeString:
    """A panel: the unit of a page and of every swap, with its stable id (`p-acties`).

    `lijf=False` for a list or table that reaches the edges; then use `{% lijf %}` and `{% voet %}` inside.
    `kop_extra` takes markup made with `… as naam`. `soort` is an extra class such as `kt-preview`.
    `verversen` is a URL that is asked each minute while the page is visible: it answers with `{% nieuws %}`, or 204.
    """
    return render_to_string(
        "components/paneel.html",
        {
            "content": content, "kop": kop, "id": id, "niveau": niveau, "noot": noot, "actie_url": actie_url,
            "actie_tekst": actie_tekst, "kop_extra": kop_extra, "lijf": lijf, "soort": soort, "verversen": verversen,
        },
    )  # fmt: skip


@register.simple_tag
def nieuws(tekst: str, url: str) -> SafeString:
    """What waits behind a press, so that nothing moves under the pointer: `2 nieuwe signalen laten zien`."""
    return format_html(
        '<a class="kt-nieuws__link" href="{}">{}{}</a>', url, icoon("refresh", maat="klein"), tekst
    )


@register.simple_block_tag
def lijf(content: str) -> SafeString:
    """The padded part of a panel that was made with `lijf=False`."""
    return format_html('<div class="kt-panel__body">{}</div>', content)


@register.simple_block_tag
def voet(content: str) -> SafeString:
    """The foot of a panel: links that lead on."""
    return format_html('<div class="kt-panel__foot">{}</div>', content)


@register.simple_block_tag
def paginakop(content: str, titel: str, *, sub: str = "") -> SafeString:
    """The h1 of a page, a line under it, and beside it what one can do (the content)."""
    return render_to_string(
        "components/paginakop.html", {"content": zonder_rand(content), "titel": titel, "sub": sub}
    )


@register.simple_block_tag
def callout(
    content: str, *, niveau: Niveau = "info", kop: str = "", id: str = "", ingevoegd: bool = False
) -> SafeString:
    """A boxed message. `ingevoegd` when it arrives after the page did: then it is announced."""
    soort, teken = _ALERT[een_van("Callout: niveau", niveau, _ALERT)]
    rol = ("alert" if niveau == "fout" else "status") if ingevoegd else ""
    return render_to_string(
        "components/callout.html",
        {"content": zonder_rand(content), "soort": soort, "icoon": teken, "kop": kop, "id": id, "rol": rol},
    )


@register.simple_tag
def kruimels(*pad: str) -> SafeString:
    """The way back: url, tekst, url, tekst, …, and last the page itself without a url.

    :raises ValueError: the parts do not come in pairs with one left over.
    """
    if len(pad) % 2 != 1:
        raise ValueError("Kruimels: geef url en tekst om en om, en als laatste de tekst van deze pagina.")
    paren = list(zip(pad[:-1:2], pad[1::2], strict=True))
    return render_to_string("components/kruimels.html", {"paren": paren, "hier": pad[-1]})


def _knop_klasse(soort: str, klein: bool) -> str:
    return _KNOP[een_van("Knop: soort", soort, _KNOP)] + (" nl-button--small" if klein else "")


def _knop_inhoud(tekst: str, icoonnaam: str, verborgen: str) -> SafeString:
    teken = icoon(icoonnaam) if icoonnaam else LEEG
    rest = format_html('<span class="kt-vh">: {}</span>', verborgen) if verborgen else LEEG
    return format_html('{}<span class="nl-button__label">{}{}</span>', teken, tekst, rest)


def _attribuut(naam: str, waarde: str) -> SafeString:
    return format_html(' {}="{}"', naam, waarde) if waarde else LEEG


@register.simple_tag
def knop(
    tekst: str,
    *,
    soort: Soort = "primair",
    icoon: str = "",
    klein: bool = False,
    verborgen: str = "",
    naam: str = "",
    waarde: str = "",
    type: Literal["submit", "button"] = "submit",
    id: str = "",
    formaction: str = "",
    zonder_controle: bool = False,
    opent: str = "",
    sluit: bool = False,
) -> SafeString:
    """A button: verb and object. `verborgen` names the row for screen readers.

    `opent` is the id of a `{% venster %}` or `{% lade %}`; `sluit` closes the one it stands in.
    `zonder_controle` skips the browser's own checks (save a half-filled form).
    """
    extra = [
        _attribuut("name", naam), _attribuut("value", waarde), _attribuut("id", id),
        _attribuut("formaction", formaction), _attribuut("data-opent", opent),
        SafeString(" formnovalidate") if zonder_controle else LEEG,
        SafeString(" data-sluit") if sluit else LEEG,
    ]  # fmt: skip
    return format_html(
        '<button type="{}" class="{}"{}>{}</button>',
        "button" if opent or sluit else type,
        _knop_klasse(soort, klein),
        SafeString("".join(extra)),
        _knop_inhoud(tekst, icoon, verborgen),
    )


@register.simple_tag
def knoplink(
    tekst: str,
    url: str,
    *,
    soort: Soort = "tweede",
    icoon: str = "",
    klein: bool = False,
    verborgen: str = "",
) -> SafeString:
    """A link that looks like a button: it leads to a page where something begins."""
    return format_html(
        '<a class="{}" href="{}">{}</a>',
        _knop_klasse(soort, klein),
        url,
        _knop_inhoud(tekst, icoon, verborgen),
    )


@register.simple_tag(takes_context=True)
def postknop(
    context: Context,
    tekst: str,
    url: str,
    *,
    soort: Soort = "tweede",
    icoon: str = "",
    klein: bool = False,
    verborgen: str = "",
    naam: str = "",
    waarde: str = "",
    doel: str = "",
    terug: str = "",
) -> SafeString:
    """A small form with one button: an act that happens at once and can be undone.

    `doel` is the selector of what the answer replaces (a panel or row); without it the answer is a redirect.
    `terug` is sent along as `volgende`.
    """
    return render_to_string(
        "components/postknop.html",
        {
            "url": url, "doel": doel, "naam": naam, "waarde": waarde, "terug": terug,
            "klasse": _knop_klasse(soort, klein), "inhoud": _knop_inhoud(tekst, icoon, verborgen),
            "csrf_token": context.get("csrf_token"),
        },
    )  # fmt: skip


@register.simple_tag
def leeg(
    tekst: str, *, actie_url: str = "", actie_tekst: str = "", reden: str = "", icoon: str = ""
) -> SafeString:
    """An empty state: what belongs here, why it is empty (`reden`), and the one next step."""
    return render_to_string(
        "components/leeg.html",
        {"tekst": tekst, "actie_url": actie_url, "actie_tekst": actie_tekst, "reden": reden, "icoon": icoon},
    )


@register.simple_block_tag
def uitklap(content: str, titel: str, *, open: bool = False) -> SafeString:
    """Something that may stay folded; works without JavaScript."""
    return format_html(
        '<details class="kt-details"{}><summary>{}{}</summary><div class="kt-details__body">{}</div></details>',
        SafeString(" open") if open else LEEG,
        icoon("chevron-right", maat="klein"),
        titel,
        content,
    )


@register.simple_block_tag
def keuzemenu(
    content: str,
    tekst: str,
    *,
    icoon: str = "",
    soort: Soort = "tweede",
    alleen_icoon: bool = False,
    links: bool = False,
) -> SafeString:
    """A button that opens a list of links or post buttons (the content: `<li>` items).

    `alleen_icoon` shows only the icon, with the text for screen readers; `links` lines the list up at the left.
    """
    return render_to_string(
        "components/keuzemenu.html",
        {
            "content": content, "tekst": tekst, "icoon": icoon, "alleen_icoon": alleen_icoon, "links": links,
            "klasse": "kt-iconbtn" if alleen_icoon else _knop_klasse(soort, False),
        },
    )  # fmt: skip


@register.simple_block_tag
def venster(content: str, *, id: str, kop: str) -> SafeString:
    """A dialog that a button with `opent` shows. Never for a yes or no: that is a page."""
    return render_to_string(
        "components/dialoog.html", {"content": content, "id": id, "kop": kop, "klasse": "kt-dialog"}
    )


@register.simple_block_tag
def lade(content: str, *, id: str, kop: str) -> SafeString:
    """A drawer at the side of the page that a button with `opent` shows: pick something without leaving."""
    return render_to_string(
        "components/dialoog.html", {"content": content, "id": id, "kop": kop, "klasse": "kt-drawer"}
    )


@register.simple_block_tag
def bewaarbalk(content: str, *, bewaard: str | datetime = "") -> SafeString:
    """The bar under a long form that stays in sight: the state of the draft and the buttons (the content)."""
    return render_to_string("components/bewaarbalk.html", {"content": content, "bewaard": bewaard})


@register.simple_tag
def bewaard(tekst: str | datetime = "", *, id: str = "") -> SafeString:
    """The state of a draft, as `Concept bewaard om 9.52 uur`; a moment is written that way.

    `app.js` keeps it up to date inside `[data-concept]`.
    """
    if isinstance(tekst, datetime):
        is_vandaag = localtime(tekst).date() == localdate()
        wanneer = f"om {tijd_tekst(tekst)}" if is_vandaag else f"op {moment_kort_tekst(tekst)}"
        tekst = f"Concept bewaard {wanneer}"
    return render_to_string("components/bewaard.html", {"tekst": tekst, "id": id})


@register.simple_tag
def paginering(*, vorige: str = "", volgende: str = "", tekst: str = "", wat: str = "pagina") -> SafeString:
    """Older and newer: links to the pages before and after (lists page by key, so there are no numbers)."""
    return render_to_string(
        "components/paginering.html", {"vorige": vorige, "volgende": volgende, "tekst": tekst, "wat": wat}
    )


@register.simple_tag
def chip(tekst: str, url: str, *, aan: bool = False, aantal: int | None = None) -> SafeString:
    """A filter that is a link; the one that is on says so."""
    teller = format_html(" ({})", aantal) if aantal is not None else LEEG
    huidig = SafeString(' aria-current="true"') if aan else LEEG
    return format_html('<li><a class="kt-chip" href="{}"{}>{}{}</a></li>', url, huidig, tekst, teller)


@register.simple_block_tag
def chips(content: str, *, label: str) -> SafeString:
    """A row of `{% chip %}` filters."""
    return format_html('<ul class="kt-chips" aria-label="{}">{}</ul>', label, content)


@register.simple_block_tag
def subnav(content: str, *, label: str) -> SafeString:
    """The parts of one thing (a huishouden), as links made with `{% subnavlink %}`."""
    return format_html('<nav class="kt-subnav" aria-label="{}">{}</nav>', label, content)


@register.simple_tag
def subnavlink(tekst: str, url: str, *, actief: bool = False) -> SafeString:
    """One part in a `{% subnav %}`."""
    huidig = SafeString(' aria-current="page"') if actief else LEEG
    return format_html('<a class="kt-subnav__link" href="{}"{}>{}</a>', url, huidig, tekst)
