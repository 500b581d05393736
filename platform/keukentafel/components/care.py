"""The parts of the work itself: steps, phases, the ZRM, who does what, the ladder, the network."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin
from typing import Literal, Protocol

from django.template import Library
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from keukentafel.components.data import termijnniveau
from keukentafel.components.frames import een_van, zonder_rand
from keukentafel.components.icons import icoon

register = Library()

Stapstand = Literal["klaar", "nu", "straks", "vervallen"]


class Stapachtig(Protocol):
    """What a step on the screen needs; any object of a module that has these will do."""

    @property
    def naam(self) -> str: ...
    @property
    def stand(self) -> str: ...
    @property
    def tekst(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Processtap:
    """A step to draw: its name, how far it is, the date or rule in words, and the last day if it has one."""

    naam: str
    stand: Stapstand
    tekst: str = ""
    uiterlijk: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Netwerkknoop:
    """Someone around the huishouden, and how the bond feels to them."""

    naam: str
    band: Literal["sterk", "gewoon", "gespannen"]
    tekst: str = ""


_STAPKLASSE = {"klaar": "done", "nu": "now", "straks": "todo", "vervallen": "gone"}


@register.simple_tag
def stappen(lijst: Sequence[Stapachtig], vandaag: date, *, label: str = "Stappen") -> SafeString:
    """The steps of a legal process: done, now, later; with the last day of each. Vertical on phones."""
    rijen = []
    for nummer, stap in enumerate(lijst, start=1):
        uiterlijk: date | None = getattr(stap, "uiterlijk", None)
        rijen.append(
            {
                "stap": stap, "nummer": nummer, "uiterlijk": uiterlijk,
                "klasse": _STAPKLASSE[een_van("Stap: stand", stap.stand, _STAPKLASSE)],
                "let_op": uiterlijk and stap.stand == "nu" and termijnniveau(uiterlijk, vandaag) != "goed",
            }
        )  # fmt: skip
    return render_to_string("components/stappen.html", {"rijen": rijen, "vandaag": vandaag, "label": label})


@register.simple_tag
def fases(lijst: Sequence[Stapachtig], *, label: str = "Fase van de ondersteuning") -> SafeString:
    """The phase a huishouden is in: a line of five, one of which is now."""
    nu = next((nummer for nummer, fase in enumerate(lijst, 1) if fase.stand == "nu"), None)
    rijen = [
        {"fase": fase, "klasse": _STAPKLASSE[een_van("Fase: stand", fase.stand, _STAPKLASSE)]}
        for fase in lijst
    ]
    return render_to_string(
        "components/fases.html",
        {"rijen": rijen, "nu": nu, "nu_fase": lijst[nu - 1] if nu else None, "label": label},
    )


@register.simple_tag
def voortgang(klaar: int, totaal: int, eenheid: str = "") -> SafeString:
    """`9 van 11 gebieden` with a bar."""
    tekst = f"{klaar} van {totaal} {eenheid}".strip()
    return format_html(
        '<span class="kt-progress"><progress value="{}" max="{}" aria-label="{}"></progress>'
        '<span aria-hidden="true">{}</span></span>',
        klaar,
        max(totaal, 1),
        tekst,
        tekst,
    )


@register.simple_block_tag
def takenlijst(content: str) -> SafeString:
    """A list of `{% taak %}` rows: what there is to do, in any order, never blocking."""
    return format_html('<ul class="kt-tasks">{}</ul>', content)


@register.simple_tag
def taak(
    titel: str, *, stand: Literal["klaar", "bezig", "open", "kan_nog_niet"], url: str = "", uitleg: str = ""
) -> SafeString:
    """A row of a task list; the whole row is the link."""
    woorden = {"klaar": "Klaar", "bezig": "Bezig", "open": "Nog doen", "kan_nog_niet": "Kan nog niet"}
    return render_to_string(
        "components/taak.html",
        {
            "titel": titel, "url": "" if stand == "kan_nog_niet" else url, "uitleg": uitleg, "stand": stand,
            "woord": woorden[een_van("Taak: stand", stand, woorden)],
        },
    )  # fmt: skip


@register.simple_tag
def score(waarde: int | None) -> SafeString:
    """A ZRM score in its colour, the figure always in it. Nothing filled in reads as such.

    :raises ValueError: a score below 1 or above 5 does not exist.
    """
    if waarde is None:
        return SafeString(
            '<span class="kt-score kt-score--leeg"><span aria-hidden="true">–</span>'
            '<span class="kt-vh">niet besproken</span></span>'
        )
    if not 1 <= waarde <= 5:
        raise ValueError(f"Score {waarde} bestaat niet: een score is 1 tot en met 5.")
    return format_html('<span class="kt-score" data-s="{}">{}</span>', waarde, waarde)


@register.simple_tag
def verschil(eerst: int | None, nu: int | None) -> SafeString:
    """The change between two scores in words: `1 beter`, `2 slechter`, `gelijk`."""
    if eerst is None or nu is None:
        return SafeString('<span class="kt-delta kt-delta--same">niet te vergelijken</span>')
    if eerst == nu:
        return SafeString('<span class="kt-delta kt-delta--same">gelijk</span>')
    soort, woord = ("up", "beter") if nu > eerst else ("down", "slechter")
    return format_html('<span class="kt-delta kt-delta--{}">{} {}</span>', soort, abs(nu - eerst), woord)


_X = {1: 10, 2: 50, 3: 90, 4: 130, 5: 170}


@register.simple_tag
def zrm_as() -> SafeString:
    """The figures 1 to 5 above a column of `{% zrm_stippen %}`."""
    cijfers = format_html_join("", '<text x="{}" y="20">{}</text>', ((x, n) for n, x in _X.items()))
    return format_html('<svg class="kt-dots" viewBox="0 0 180 24" aria-hidden="true">{}</svg>', cijfers)


@register.simple_tag
def zrm_stippen(eerst: int | None, nu: int | None) -> SafeString:
    """Two scores on a line of five: open is first, filled is now. Hidden from readers: the table says it."""
    delen = [SafeString('<line class="kt-dots__axis" x1="10" x2="170" y1="12" y2="12"/>')]
    delen += [format_html('<circle class="kt-dots__tick" cx="{}" cy="12" r="3.5"/>', x) for x in _X.values()]
    if eerst is not None and nu is not None and eerst != nu:
        delen.append(
            format_html('<line class="kt-dots__line" x1="{}" x2="{}" y1="12" y2="12"/>', _X[eerst], _X[nu])
        )
    if eerst is not None and eerst != nu:
        delen.append(format_html('<circle class="kt-dots__from" cx="{}" cy="12" r="6"/>', _X[eerst]))
    if nu is not None:
        delen.append(format_html('<circle class="kt-dots__to" cx="{}" cy="12" r="7.5"/>', _X[nu]))
    return format_html(
        '<svg class="kt-dots" viewBox="0 0 180 24" aria-hidden="true">{}</svg>', SafeString("".join(delen))
    )


@register.simple_tag
def wie_balk(zelf: int, netwerk: int, professional: int) -> SafeString:
    """Who does how much: a bar in three textures and the same in words."""
    aantallen = [("zelf", zelf), ("netwerk", netwerk), ("professional", professional)]
    delen = [(naam, aantal) for naam, aantal in aantallen if aantal]
    if not delen:
        return SafeString('<span class="kt-muted">Nog geen acties</span>')
    balk = format_html_join(
        "",
        '<span class="kt-bar__part kt-wie--{}" data-n="{}"></span>',
        ((naam, min(n, 20)) for naam, n in delen),
    )
    woorden = format_html_join(" · ", "{} {}", delen)
    return format_html(
        '<div class="kt-bar" aria-hidden="true">{}</div><span class="kt-muted">{}</span>', balk, woorden
    )


@register.simple_tag
def wie_legenda() -> SafeString:
    """The key of `{% wie_balk %}`."""
    regels = format_html_join(
        "",
        '<li class="kt-wie"><span class="kt-wie__key kt-wie--{}"></span>{}</li>',
        ((naam, naam) for naam in ("zelf", "netwerk", "professional")),
    )
    return format_html('<ul class="kt-legend" aria-label="Wie doet wat">{}</ul>', regels)


@register.simple_block_tag
def doelregel(
    content: str,
    titel: str,
    *,
    nummer: int,
    url: str = "",
    klaar: int = 0,
    totaal: int = 0,
    leefgebieden: Sequence[str] = (),
    te_laat: int = 0,
    zelf: int = 0,
    netwerk: int = 0,
    professional: int = 0,
    stand: str = "",
) -> SafeString:
    """A goal in the words of the inwoner, in `<ol>`: how far, which leefgebieden, who does what."""
    return render_to_string(
        "components/doelregel.html",
        {
            "content": zonder_rand(content), "titel": titel, "nummer": nummer, "url": url, "klaar": klaar,
            "totaal": totaal, "leefgebieden": leefgebieden, "te_laat": te_laat, "zelf": zelf, "netwerk": netwerk,
            "professional": professional, "stand": stand,
        },
    )  # fmt: skip


@register.simple_tag
def ladder(treden: Sequence[str], *, nu: int | None, doel: int | None = None) -> SafeString:
    """The participatieladder as steps from top (6) to bottom (1), with where one stands and wants to be."""
    rijen = [
        (nummer, treden[nummer - 1], nummer == nu, nummer == doel) for nummer in range(len(treden), 0, -1)
    ]
    return render_to_string("components/ladder.html", {"rijen": rijen})


@register.simple_tag
def ecogram(kern: str, knopen: Sequence[Netwerkknoop], *, id: str) -> SafeString:
    """The network around a huishouden as a drawing; always with the list that says the same.

    Up to six stand around the middle, up to ten at both sides; more is a list only.
    """
    plekken = _rondom(len(knopen)) if len(knopen) <= 6 else _aan_weerszijden(len(knopen))
    geplaatst = [_geplaatst(knoop, x, y) for knoop, (x, y) in zip(knopen, plekken, strict=False)]
    return render_to_string(
        "components/ecogram.html",
        {"kern": kern, "knopen": knopen, "geplaatst": geplaatst if len(knopen) <= 10 else [], "id": id},
    )


_MIDDEN_X, _MIDDEN_Y, _HALF_BREED, _HALF_HOOG = 180, 135, 58, 18


def _rondom(aantal: int) -> list[tuple[int, int]]:
    hoeken = [2 * pi * (nummer + 0.5) / max(aantal, 1) - pi / 2 for nummer in range(aantal)]
    return [
        (round(_MIDDEN_X + 120 * sin(hoek + pi / 2)), round(_MIDDEN_Y - 112 * cos(hoek + pi / 2)))
        for hoek in hoeken
    ]


def _aan_weerszijden(aantal: int) -> list[tuple[int, int]]:
    per_kant = (aantal + 1) // 2
    hoogten = [round(24 + (222 * rij / max(per_kant - 1, 1))) for rij in range(per_kant)]
    return [(62 if nummer % 2 == 0 else 298, hoogten[nummer // 2]) for nummer in range(min(aantal, 10))]


def _geplaatst(knoop: Netwerkknoop, x: int, y: int) -> dict[str, object]:
    return {
        "knoop": knoop, "kort": knoop.naam if len(knoop.naam) <= 15 else knoop.naam[:14].rstrip() + "…",
        "x": x, "y": y, "links": x - _HALF_BREED, "boven": y - _HALF_HOOG, "tekst_y": y + 5,
        "klasse": {"sterk": "strong", "gewoon": "normal", "gespannen": "tense"}[knoop.band],
    }  # fmt: skip


@register.simple_tag
def staafje(waarde: float, hoogste: float, *, soort: Literal["gewoon", "let_op"] = "gewoon") -> SafeString:
    """A bar from zero beside its figure in a table cell; hidden from readers."""
    breed = 0 if hoogste <= 0 else round(100 * min(waarde, hoogste) / hoogste, 1)
    klasse = {"gewoon": "", "let_op": " kt-staaf--let-op"}
    return format_html(
        '<svg class="kt-staaf{}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="kt-staaf__grond" width="100" height="10"/>'
        '<rect class="kt-staaf__deel" width="{}" height="10"/></svg>',
        klasse[een_van("Staafje: soort", soort, klasse)],
        str(breed),
    )


@register.simple_tag
def gezondheid(dagen: Sequence[bool]) -> SafeString:
    """A bar for each day, oldest first: whole is good, short and other colour is a day with trouble."""
    delen = []
    for nummer, goed in enumerate(dagen):
        hoog, boven, klasse = (28, 0, "ok") if goed else (18, 10, "warn")
        delen.append(
            format_html(
                '<rect class="kt-spark__{}" x="{}" y="{}" width="6" height="{}" rx="1"/>',
                klasse,
                nummer * 8,
                boven,
                hoog,
            )
        )
    return format_html(
        '<svg class="kt-spark" viewBox="0 0 {} 28" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        max(len(dagen) * 8 - 2, 1),
        SafeString("".join(delen)),
    )


@register.simple_tag
def legenda_eerst_nu() -> SafeString:
    """The key of `{% zrm_stippen %}`."""
    return SafeString(
        '<span class="kt-nowrap" aria-hidden="true"><span class="kt-key"></span>eerst '
        '<span class="kt-key kt-key--now"></span>nu</span>'
    )


@register.simple_tag
def verandering(soort: Literal["plus", "min", "anders"], tekst: str) -> SafeString:
    """One line of `Dit verandert er`: erbij, weg or anders, with a sign and the hidden word."""
    soorten = {
        "plus": ("plus", "+", "Erbij: "),
        "min": ("min", "−", "Weg: "),
        "anders": ("wijzig", "~", "Anders: "),
    }
    klasse, teken, woord = soorten[een_van("Verandering: soort", soort, tuple(soorten))]
    return format_html(
        '<li class="kt-change kt-change--{}"><span class="kt-change__sign" aria-hidden="true">{}</span>'
        '<span><span class="kt-vh">{}</span>{}</span></li>',
        klasse,
        teken,
        woord,
        tekst,
    )


@register.simple_tag
def controleregel(tekst: str, *, goed: bool | None, url: str = "") -> SafeString:
    """A line of a check: done, to do, or not decided yet (`None`)."""
    teken, woord = {
        True: ("check", "klaar"),
        False: ("alert-circle", "nog doen"),
        None: ("point", "nog niet gestart"),
    }[goed]
    inhoud = format_html('<a class="nl-link" href="{}">{}</a>', url, tekst) if url else tekst
    return format_html(
        '<li>{}<span>{}</span><span class="kt-muted">{}</span></li>',
        icoon(teken, maat="klein"),
        inhoud,
        woord,
    )
