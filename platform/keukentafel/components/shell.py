"""The shell around each page: main menu, the bar on phones, the announcement of what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template import Context, Library
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import now

from keukentafel import registry

register = Library()

# Groups of the registry that do not stand in the side menu but behind a button of the top bar.
NIEUW, GEBRUIKER, BEL = "nieuw", "gebruiker", "bel"


@dataclass(frozen=True, slots=True)
class Schil:
    """The menu, split over the places where it stands."""

    groepen: list[Any]
    nieuw: list[Any]
    gebruiker: list[Any]
    bel: list[Any]
    onderbalk: list[Any]


@register.simple_tag
def schil(menu: Iterable[Any], *, met_zoeken: object = True) -> Schil:
    """Split the menu: side groups, `Nieuw`, user menu, bell, and the first few for the bar on phones."""
    groepen = list(menu)
    per_naam: dict[str, list[Any]] = {groep.naam: list(groep.items) for groep in groepen}
    zij = [groep for groep in groepen if groep.naam not in (NIEUW, GEBRUIKER, BEL)]
    gewoon = [item for groep in zij for item in groep.items]
    plek = 4 - bool(met_zoeken) - bool(per_naam.get(NIEUW))
    gekozen = [item for item in gewoon if getattr(item, "onderbalk", False)] or gewoon
    return Schil(
        groepen=zij,
        nieuw=per_naam.get(NIEUW, []),
        gebruiker=per_naam.get(GEBRUIKER, []),
        bel=per_naam.get(BEL, []),
        onderbalk=gekozen[:plek],
    )


@register.simple_tag(takes_context=True)
def adres_als_het_mag(context: Context, route: str) -> str:
    """Return the address of a route when a role of this person opens it; nothing when it would be a closed door."""
    recht = registry.recht_van(route)
    rollen = getattr(context.get("gebruiker"), "rollen", None)
    if recht is not None and rollen is not None and not recht.geldt_voor(rollen):
        return ""
    meekijken = context.get("meekijken")
    if meekijken is not None and not meekijken.opent(route):
        return ""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


@register.simple_tag
def rolnaam(gebruiker: Any) -> str:
    """Say in a few words what this person does here: the first two roles, in the order of the code list."""
    rollen: Iterable[Any] = getattr(gebruiker, "rollen", ())
    namen = [str(rol.label) for rol in _op_volgorde(rollen)]
    return " · ".join(namen[:2])


def _op_volgorde(rollen: Iterable[Any]) -> list[Any]:
    lijst = list(rollen)
    if not lijst:
        return []
    code_lijst: Any = type(lijst[0])
    volgorde = list(code_lijst)
    return sorted(lijst, key=volgorde.index)


@register.simple_tag
def meld(tekst: str, *, fout: bool = False) -> SafeString:
    """Announce something to screen readers from an htmx answer: `12 resultaten`, `Actie afgerond`."""
    return format_html(
        '<hx-partial hx-target="#{}" hx-swap="innerHTML">{}</hx-partial>',
        "live-fout" if fout else "live",
        tekst,
    )


@register.simple_tag
def sessieduur(einde: datetime | None) -> int:
    """Return how many seconds this session still lasts; 0 where there is none. A duration, since clocks differ."""
    return max(int((einde - now()).total_seconds()), 0) if einde else 0
