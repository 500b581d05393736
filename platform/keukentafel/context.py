"""The only context every page gets: gemeente, gebruiker and menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from keukentafel import registry
from keukentafel.identity.venster import sessievenster


@dataclass(frozen=True, slots=True)
class MenuRegel:
    sleutel: str
    label: str
    url: str
    icoon: str
    actief: bool
    onderbalk: bool
    badge: int = 0


@dataclass(frozen=True, slots=True)
class MenuGroep:
    naam: str
    items: list[MenuRegel]


_tellers: dict[str, Callable[[Any], int]] = {}


def registreer_teller(sleutel: str, teller: Callable[[Any], int]) -> None:
    """Give a menu item a number (`signalen`): a function of the request, one query at most."""
    _tellers[sleutel] = teller


@dataclass(frozen=True, slots=True)
class Mededeling:
    """A message on top of every page of a gemeente: `niveau` as of a callout, `route` leads to more."""

    niveau: str
    kop: str
    tekst: str
    route: str = ""
    routetekst: str = ""


_mededelingen: list[Callable[[Any], list[Mededeling]]] = []


def registreer_mededeling(bron: Callable[[Any], list[Mededeling]]) -> None:
    """Let somebody tell something on every page: a function of the request, without a query."""
    _mededelingen.append(bron)


def mededelingen(request: Any) -> list[Mededeling]:
    """Return what there is to tell to who is signed in."""
    return [mededeling for bron in _mededelingen for mededeling in bron(request)]


def menu(request: Any) -> list[MenuGroep]:
    """Return the menu of this person in this gemeente: the union over roles, without doubles."""
    gebruiker = request.user
    groepen: dict[str, list[MenuRegel]] = {}
    for item in registry.menu_items():
        if item.rollen and not (item.rollen & gebruiker.rollen):
            continue
        wet = registry.wet_van(item.route)
        if wet and wet not in request.instellingen.modules:
            continue
        if not item.toon(request.instellingen, gebruiker):
            continue
        if not is_open_tijdens_inkijk(request, item.route):
            continue
        try:
            url = reverse(item.route, urlconf="keukentafel.urls")
        except NoReverseMatch:
            continue
        actief = request.path == url or request.path.startswith(f"{url}/")
        teller = _tellers.get(item.sleutel)
        groepen.setdefault(item.groep, []).append(
            MenuRegel(
                item.sleutel,
                item.naam(request.instellingen),
                url,
                item.icoon,
                actief,
                item.onderbalk,
                badge=teller(request) if teller else 0,
            )
        )
    _een_actief(groepen)
    return [MenuGroep(naam, regels) for naam, regels in groepen.items()]


def is_open_tijdens_inkijk(request: Any, route: str) -> bool:
    """Tell whether a link to this route leads somewhere: a look of the supplier has a scope, others are not bound."""
    meekijken = getattr(request, "meekijken", None)
    return meekijken is None or bool(meekijken.opent(route))


def _een_actief(groepen: dict[str, list[MenuRegel]]) -> None:
    """Keep only the longest matching address active: /inrichting/mensen is not /inrichting."""
    actief = [regel for regels in groepen.values() for regel in regels if regel.actief]
    if len(actief) < 2:
        return
    langste = max(actief, key=lambda regel: len(regel.url))
    for regels in groepen.values():
        for nummer, regel in enumerate(regels):
            if regel.actief and regel is not langste:
                regels[nummer] = MenuRegel(
                    regel.sleutel, regel.label, regel.url, regel.icoon, False, regel.onderbalk, regel.badge
                )


def pagina(request: HttpRequest) -> dict[str, Any]:
    """Context processor: gemeente, gebruiker, menu (read when the template asks), is_demo."""
    gemeente = getattr(request, "gemeente", None)
    gebruiker = getattr(request, "user", None)
    context: dict[str, Any] = {
        "gemeente": gemeente,
        "gebruiker": gebruiker,
        "is_demo": settings.IS_DEMO,
        "menu": list[MenuGroep](),
        "meekijken": getattr(request, "meekijken", None),
    }
    if gemeente is not None and hasattr(request, "instellingen"):
        context["instellingen"] = request.instellingen
        if gebruiker is not None and gebruiker.is_authenticated:
            context["sessie"] = sessievenster(request)
            context["menu"] = _Eenmaal(lambda: menu(request))
            context["mededelingen"] = _Eenmaal(lambda: mededelingen(request))
    return context


class _Eenmaal:
    """Iterate over what a function returns, calling it at the first use only."""

    def __init__(self, maak: Callable[[], list[Any]]) -> None:
        self._maak = maak
        self._waarde: list[Any] | None = None

    def __iter__(self) -> Any:
        if self._waarde is None:
            self._waarde = self._maak()
        return iter(self._waarde)
