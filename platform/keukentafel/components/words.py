"""Dates, numbers and words as a Dutch reader expects them (ux.md §5)."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localdate, localtime

register = Library()

VAST = "\u00a0"  # a space that never breaks

_DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_MND = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def dag_van(waarde: date | datetime) -> date:
    """Return the Dutch day of a date or a moment."""
    if isinstance(waarde, datetime):
        return localtime(waarde).date() if is_aware(waarde) else waarde.date()
    return waarde


def tijd_van(waarde: time | datetime) -> time:
    """Return the Dutch clock time of a moment or a time."""
    if isinstance(waarde, datetime):
        return (localtime(waarde) if is_aware(waarde) else waarde).time()
    return waarde


@register.filter(name="datum")
def datum_tekst(waarde: date | datetime | None) -> str:
    """`dinsdag 24 november 2026`; nothing for no date."""
    if waarde is None or waarde == "":
        return ""
    dag = dag_van(waarde)
    return f"{_DAGEN[dag.weekday()]} {dag.day}{VAST}{_MAANDEN[dag.month - 1]} {dag.year}"


@register.filter(name="datum_lang")
def datum_lang_tekst(waarde: date | datetime | None) -> str:
    """`24 november 2026`, without the day of the week: for dates of birth and letters."""
    if waarde is None or waarde == "":
        return ""
    dag = dag_van(waarde)
    return f"{dag.day}{VAST}{_MAANDEN[dag.month - 1]} {dag.year}"


@register.filter(name="datum_kort")
def datum_kort_tekst(waarde: date | datetime | None, vandaag: date | None = None) -> str:
    """`di 24 nov`, with the year only when it is another year than that of `vandaag`."""
    if waarde is None or waarde == "":
        return ""
    dag = dag_van(waarde)
    kort = f"{_DAGEN[dag.weekday()][:2]} {dag.day}{VAST}{_MND[dag.month - 1]}"
    return kort if dag.year == (vandaag or localdate()).year else f"{kort}{VAST}{dag.year}"


@register.filter(name="datum_dag")
def datum_dag_tekst(waarde: date | datetime | None, vandaag: date | None = None) -> str:
    """`di 24 november`, with the year only when it is another year: for terms."""
    if waarde is None or waarde == "":
        return ""
    dag = dag_van(waarde)
    tekst = f"{_DAGEN[dag.weekday()][:2]} {dag.day}{VAST}{_MAANDEN[dag.month - 1]}"
    return tekst if dag.year == (vandaag or localdate()).year else f"{tekst}{VAST}{dag.year}"


@register.filter(name="tijd")
def tijd_tekst(waarde: time | datetime | None) -> str:
    """`10.45 uur`."""
    if waarde is None or waarde == "":
        return ""
    klok = tijd_van(waarde)
    return f"{klok.hour}.{klok.minute:02d}{VAST}uur"


@register.filter(name="moment")
def moment_tekst(waarde: datetime | None) -> str:
    """`vrijdag 20 november 2026, 11.20 uur`."""
    if waarde is None or waarde == "":
        return ""
    return f"{datum_tekst(waarde)}, {tijd_tekst(waarde)}"


@register.filter(name="moment_kort")
def moment_kort_tekst(waarde: datetime | None, vandaag: date | None = None) -> str:
    """`vr 20 nov, 11.20 uur`; `vandaag, 11.20 uur` on the day itself."""
    if waarde is None or waarde == "":
        return ""
    basis = vandaag or localdate()
    dag = "vandaag" if dag_van(waarde) == basis else datum_kort_tekst(waarde, basis)
    return f"{dag}, {tijd_tekst(waarde)}"


@register.filter(name="over_dagen")
def over_dagen_tekst(einde: date, vandaag: date) -> str:
    """Say how far a day is: `vandaag`, `morgen`, `nog 7 dagen`, `gisteren`, `9 dagen te laat`."""
    rest = (dag_van(einde) - dag_van(vandaag)).days
    vaste: dict[int, str] = {-1: f"1{VAST}dag te laat", 0: "vandaag", 1: "morgen"}
    if rest in vaste:
        return vaste[rest]
    return f"nog {rest}{VAST}dagen" if rest > 0 else f"{-rest}{VAST}dagen te laat"


@register.filter(name="leeftijd")
def leeftijd(geboren_op: date, vandaag: date | None = None) -> int:
    """Return the age in whole years on `vandaag`."""
    basis = vandaag or localdate()
    return basis.year - geboren_op.year - ((basis.month, basis.day) < (geboren_op.month, geboren_op.day))


@register.filter(name="getal")
def getal_tekst(waarde: int | float | Decimal | None) -> str:
    """`1.234` or `3,5`: a point for thousands, a comma for the fraction."""
    if waarde is None or waarde == "":
        return ""
    tekst = f"{waarde:,}"
    return tekst.translate(str.maketrans(",.", ".,"))


def _bedrag(waarde: Decimal | int | float, cijfers: str) -> str:
    bedrag = Decimal(str(waarde)).quantize(Decimal(cijfers), rounding=ROUND_HALF_UP)
    teken = "−" if bedrag < 0 else ""
    return f"€{VAST}{teken}{getal_tekst(abs(bedrag))}"


@register.filter(name="euro")
def euro_tekst(waarde: Decimal | int | float | None) -> str:
    """`€ 60,00`: an amount as it stands on a decision or an invoice."""
    return "" if waarde is None or waarde == "" else _bedrag(waarde, "0.01")


@register.filter(name="euro_rond")
def euro_rond_tekst(waarde: Decimal | int | float | None) -> str:
    """`€ 61.480`: an amount in an overview."""
    return "" if waarde is None or waarde == "" else _bedrag(waarde, "1")


@register.filter(name="telefoon")
def telefoon_tekst(waarde: str | None) -> str:
    """`06 12 34 56 78`; area codes of three and four digits keep their own group."""
    cijfers = "".join(teken for teken in (waarde or "") if teken.isdigit())
    if cijfers.startswith("0031"):
        cijfers = "0" + cijfers[4:]
    elif (waarde or "").strip().startswith("+31"):
        cijfers = "0" + cijfers[2:]
    if len(cijfers) != 10 or not cijfers.startswith("0"):
        return waarde or ""
    if cijfers.startswith("06"):
        groepen = [cijfers[:2], cijfers[2:4], cijfers[4:6], cijfers[6:8], cijfers[8:]]
    elif cijfers[:3] in _DRIE_CIJFERS:
        groepen = [cijfers[:3], cijfers[3:6], cijfers[6:8], cijfers[8:]]
    else:
        groepen = [cijfers[:4], cijfers[4:6], cijfers[6:8], cijfers[8:]]
    return VAST.join(groepen)


# Area codes of three digits (nummerplan telefoon- en ISDN-diensten).
_DRIE_CIJFERS = frozenset(
    [
        "010", "013", "014", "015", "020", "023", "024", "026", "030", "033", "035", "036", "038", "040", "043",
        "045", "046", "050", "053", "055", "058", "070", "071", "072", "073", "074", "075", "076", "077", "078",
        "079", "085", "088",
    ]
)  # fmt: skip


@register.filter(name="telefoonlink")
def telefoonlink(waarde: str | None) -> str:
    """Return what belongs after `tel:`."""
    return "".join(teken for teken in (waarde or "") if teken.isdigit() or teken == "+")


@register.filter(name="bsn_gemaskeerd")
def bsn_gemaskeerd(waarde: str | None) -> str:
    """`••••••123`: the last three digits are enough to recognise a BSN."""
    return "" if not waarde else "•" * 6 + str(waarde)[-3:]


@register.filter(name="postcode")
def postcode_tekst(waarde: str | None) -> str:
    """`1234 AB`."""
    kaal = "".join((waarde or "").split()).upper()
    return f"{kaal[:4]}{VAST}{kaal[4:]}" if len(kaal) == 6 else (waarde or "")


@register.filter(name="initialen")
def initialen(naam: str) -> str:
    """`MK` for Marieke Kuiper: the first and the last word, without voorvoegsels."""
    woorden = [woord for woord in naam.split() if woord[:1].isupper()] or naam.split() or ["?"]
    letters = woorden[0][:1] + (woorden[-1][:1] if len(woorden) > 1 else "")
    return letters.upper()


@register.filter(name="vast")
def vaste_spaties(tekst: str) -> str:
    """Keep words together on one line."""
    return str(tekst).replace(" ", VAST)


@register.filter(name="aandeel")
def aandeel_tekst(deel: int, geheel: int) -> str:
    """`62% (31 van 50)`; under ten cases no percentage, as ux.md §6 asks."""
    if geheel < 10:
        return f"{deel} van {geheel}"
    return f"{round(100 * deel / geheel)}% ({deel} van {geheel})"


@register.simple_tag
def datum(waarde: date | datetime | None) -> SafeString:
    """Write a date out in full, in a `<time>`."""
    if waarde is None:
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', dag_van(waarde).isoformat(), datum_tekst(waarde))


@register.simple_tag(takes_context=True)
def datum_kort(context: Context, waarde: date | datetime | None) -> SafeString:
    """Write a date short, in a `<time>`. The page's `vandaag` decides whether the year shows."""
    if waarde is None:
        return SafeString("")
    tekst = datum_kort_tekst(waarde, context.get("vandaag"))
    return format_html('<time datetime="{}">{}</time>', dag_van(waarde).isoformat(), tekst)


@register.simple_tag
def tijdstip(waarde: time | datetime | None) -> SafeString:
    """Write a clock time, in a `<time>`."""
    if waarde is None:
        return SafeString("")
    klok = tijd_van(waarde)
    return format_html('<time datetime="{}">{}</time>', klok.strftime("%H:%M"), tijd_tekst(klok))


@register.simple_tag
def moment(waarde: datetime | None) -> SafeString:
    """Write day and time of something that happened, in a `<time>`."""
    if waarde is None:
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', waarde.isoformat(), moment_tekst(waarde))


Vorm = Literal["enkelvoud", "meervoud", "lidwoord", "met_lidwoord"]

# What a gemeente that chose no words of its own says. Used where no instellingen are loaded.
_STANDAARD: dict[str, tuple[str, str, str]] = {
    "inwoner": ("inwoner", "inwoners", "de"),
    "huishouden": ("huishouden", "huishoudens", "het"),
    "professional": ("professional", "professionals", "de"),
}


@register.simple_tag(takes_context=True)
def begrip(context: Context, sleutel: str, vorm: Vorm = "enkelvoud", *, hoofdletter: bool = False) -> str:
    """Say a word the way this gemeente says it (`inwoner`, `bewoner`, `klant`).

    :raises ValueError: that form of a word does not exist.
    """
    tekst = _begrip(context, sleutel, vorm)
    return tekst[:1].upper() + tekst[1:] if hoofdletter else tekst


def _begrip(context: Context, sleutel: str, vorm: str) -> str:
    begrippen: Any = getattr(getattr(context.get("request"), "instellingen", None), "begrippen", None)
    if begrippen is None:
        enkel, meer, lid = _STANDAARD.get(sleutel, (sleutel, f"{sleutel}s", "de"))
    else:
        enkel, meer, lid = (
            begrippen.enkelvoud(sleutel),
            begrippen.meervoud(sleutel),
            begrippen.lidwoord(sleutel),
        )
    vormen = {"enkelvoud": enkel, "meervoud": meer, "lidwoord": lid, "met_lidwoord": f"{lid} {enkel}"}
    if vorm not in vormen:
        raise ValueError(f"Begrip: vorm {vorm!r} bestaat niet. Kies uit {', '.join(vormen)}.")
    return vormen[vorm]
