"""Icons from the sprite that `make assets` builds."""

from pathlib import Path
from typing import Literal

from django.template import Library
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()

Maat = Literal["klein", "gewoon", "groot"]

# The same list the build reads, so a page cannot ask for an icon that is not in the sprite.
ICONEN: frozenset[str] = frozenset(
    (Path(__file__).parent.parent / "assets" / "icons" / "icons.txt").read_text("utf-8").split()
)

_MATEN: dict[str, str] = {"klein": " kt-icon--sm", "gewoon": "", "groot": " kt-icon--lg"}


@register.simple_tag
def icoon(naam: str, *, maat: Maat = "gewoon") -> SafeString:
    """Draw an icon beside words. It is hidden from screen readers: the words say it.

    :raises ValueError: the sprite has no icon of that name, or the size does not exist.
    """
    if naam not in ICONEN:
        raise ValueError(f"Icoon {naam!r} staat niet in assets/icons/icons.txt.")
    if maat not in _MATEN:
        raise ValueError(f"Icoon: maat {maat!r} bestaat niet. Kies uit {', '.join(_MATEN)}.")
    return format_html(
        '<svg class="kt-icon{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"></use></svg>',
        _MATEN[maat],
        static("keukentafel/sprite.svg"),
        naam,
    )


@register.simple_tag
def logo(*, thema: str = "keukentafel", url: str = "") -> SafeString:
    """Draw the mark of the gemeente: its own image (`url`), else the mark of its theme."""
    if url:
        return format_html('<img class="kt-brand__mark" src="{}" alt="">', url)
    naam = thema if thema in THEMALOGOS else "keukentafel"
    return format_html(
        '<svg class="kt-brand__mark" aria-hidden="true" focusable="false"><use href="{}#logo-{}"></use></svg>',
        static("keukentafel/sprite.svg"),
        naam,
    )


THEMALOGOS: frozenset[str] = frozenset(
    pad.stem for pad in (Path(__file__).parent.parent / "assets" / "logos").glob("*.svg")
)
