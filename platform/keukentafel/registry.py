"""What a module tells the platform about itself: addresses, menu, rights. No module is named here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import AppConfig, apps
from django.urls import URLPattern, URLResolver, include, path

if TYPE_CHECKING:
    from keukentafel.rechten import Recht


def _altijd(_instellingen: Any, _gebruiker: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of the main menu. `rollen` empty means: everybody who is signed in.

    `begrip` is the key of the gemeente's own word for it; the plural stands in the menu, the
    singular behind the button Nieuw. Then `label` is only for who reads this code.
    """

    sleutel: str
    label: str
    route: str
    icoon: str
    groep: str = ""
    rollen: frozenset[str] = frozenset()
    volgorde: int = 50
    toon: Callable[[Any, Any], bool] = _altijd
    onderbalk: bool = False
    begrip: str = ""

    def naam(self, instellingen: Any) -> str:
        """Return what stands on the screen of this gemeente."""
        if not self.begrip:
            return self.label
        begrippen = instellingen.begrippen
        woord = begrippen.enkelvoud(self.begrip) if self.groep == "nieuw" else begrippen.meervoud(self.begrip)
        return f"{woord[:1].upper()}{woord[1:]}"


class ModuleConfig(AppConfig):
    """An app that plugs in: `url_prefix` mounts its `urls` (None: it has none for gemeenten).

    `leverancier_prefix` mounts its `urls_leverancier` on the supplier's own host (None: it has none).
    `wet` is the code of the module that a gemeente may switch off: then its routes are not there.
    """

    url_prefix: ClassVar[str | None] = None
    leverancier_prefix: ClassVar[str | None] = None
    wet: ClassVar[str] = ""
    menu: ClassVar[Sequence[MenuItem]] = ()


def modules() -> Iterator[ModuleConfig]:
    """Yield every module that plugged in, in the order of INSTALLED_APPS."""
    return (config for config in apps.get_app_configs() if isinstance(config, ModuleConfig))


def urlpatterns() -> list[URLPattern | URLResolver]:
    """Return the addresses of a gemeente: each module's urls below its prefix."""
    gevonden: list[URLPattern | URLResolver] = []
    for module in modules():
        if module.url_prefix is None:
            continue
        voorvoegsel = f"{module.url_prefix}/" if module.url_prefix else ""
        gevonden.append(path(voorvoegsel, include(f"{module.name}.urls")))
    return gevonden


def leverancier_urlpatterns() -> list[URLPattern | URLResolver]:
    """Return the addresses of the supplier's host: each module's `urls_leverancier` below its prefix."""
    gevonden: list[URLPattern | URLResolver] = []
    for module in modules():
        if module.leverancier_prefix is None:
            continue
        voorvoegsel = f"{module.leverancier_prefix}/" if module.leverancier_prefix else ""
        gevonden.append(path(voorvoegsel, include(f"{module.name}.urls_leverancier")))
    return gevonden


def rechten() -> dict[str, Recht]:
    """Return the rights table: route name → who may. Every module's `rechten.RECHTEN` together."""
    tabel: dict[str, Recht] = {}
    for module in modules():
        if find_spec(f"{module.name}.rechten") is None:
            continue
        for route, recht in import_module(f"{module.name}.rechten").RECHTEN.items():
            if route in tabel:
                raise ValueError(f"De route {route} staat twee keer in de rechtentabel.")
            tabel[route] = recht
    return tabel


def recht_van(route: str) -> Recht | None:
    """Return who may on this route, or nothing when it is in no table."""
    return _alle_rechten().get(route)


@cache
def _alle_rechten() -> dict[str, Recht]:
    return rechten()


def wet_van(route: str) -> str:
    """Return the code of the module that a gemeente may switch off and this route goes with; else nothing."""
    return _wetten().get(route.partition(":")[0], "")


@cache
def _wetten() -> dict[str, str]:
    return {module.label: module.wet for module in modules() if module.wet}


def menu_items() -> list[MenuItem]:
    """Return all menu items, in their order."""
    items = [item for module in modules() for item in module.menu]
    return sorted(items, key=lambda item: (item.volgorde, item.label))
