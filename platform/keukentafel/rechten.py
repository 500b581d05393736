"""The rights table: which role may ask for which route. A route without a row is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from keukentafel import registry
from keukentafel.errors import GeenZicht, NietVanJou
from keukentafel.identity.kant import huidige_kant
from keukentafel.identity.naar_inloggen import naar_inloggen
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.scope import VERTREKT


@dataclass(frozen=True, slots=True)
class Recht:
    """Who may ask for a route. `rollen=None`: everybody signed in; `is_openbaar`: everybody.

    `categorie` is the letter of the data that the route shows of one household (domain.md 5.3), and
    `schrijft` tells that it changes them, `bewerkt` that it does so when something is sent: the door of
    the dossier asks the protocol for exactly that.
    """

    rollen: frozenset[Rol] | None = None
    is_openbaar: bool = False
    zonder_tweede_factor: bool = False
    categorie: str = ""
    schrijft: bool = False
    bewerkt: bool = False

    def geldt_voor(self, rollen: frozenset[Rol]) -> bool:
        """Tell whether somebody with these roles may ask."""
        return self.rollen is None or bool(self.rollen & rollen)

    def over(self, categorie: str, *, schrijft: bool = False, bewerkt: bool = False) -> Recht:
        """Return the same right for a route that shows (or changes) this category of a household."""
        return replace(self, categorie=str(categorie), schrijft=schrijft, bewerkt=bewerkt)

    @property
    def vraagt_schrijven(self) -> bool:
        """Whether this request, by its row of the table and its method, changes something."""
        return self.schrijft


MEDEWERKERS = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.BACKOFFICE, Rol.INLOOPPUNT})


def voor(*rollen: Rol) -> Recht:
    """Open a route to these roles."""
    return Recht(rollen=frozenset(rollen))


def ingelogd() -> Recht:
    """Open a route to everybody who is signed in."""
    return Recht()


def openbaar() -> Recht:
    """Open a route to everybody, signed in or not."""
    return Recht(is_openbaar=True)


RECHTEN = {
    "begin": openbaar(), "galerij": openbaar(), "gesloten": openbaar(), "security_txt": openbaar(),
}  # fmt: skip
"""The routes of the ground floor itself: the root, the gallery (demo and tests), the closed door, where to report."""


_huidig: ContextVar[Recht | None] = ContextVar("keukentafel_recht", default=None)


def huidig_recht() -> Recht | None:
    """Return the row of the rights table that this request came in by; None outside a request."""
    return _huidig.get()


@contextmanager
def bij_recht(recht: Recht, *, stuurt: bool) -> Iterator[None]:
    """Let the doors decide by this row for the length of a block: a call of the API goes by that of a screen."""
    teken = _huidig.set(replace(recht, schrijft=recht.schrijft or (recht.bewerkt and stuurt)))
    try:
        yield
    finally:
        _huidig.reset(teken)


class RechtenMiddleware:
    """Look each request up in the rights table before its view runs. No row, no role: 404 (H30)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._tabel: dict[str, Recht] | None = None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        teken = _huidig.set(None)
        try:
            return self.get_response(request)
        finally:
            _huidig.reset(teken)

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        """Show a refusal of the protocol as a page that says why; the line in the logboek stays."""
        if isinstance(fout, GeenZicht | NietVanJou):
            fout.bewaar()
        if not isinstance(fout, GeenZicht):
            return None
        return render(request, "geen_zicht.html", {"fout": fout}, status=403)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        gemeente = getattr(request, "gemeente", None)
        if gemeente is None or gemeente.stand not in ("actief", VERTREKT):
            return None  # the supplier and the front door keep their own door; a closed gemeente has one page
        if self._tabel is None:
            self._tabel = registry.rechten()
        route = request.resolver_match.view_name if request.resolver_match else ""
        recht = self._tabel.get(route)
        if recht is None or _staat_uit(request, route):
            raise Http404
        stuurt = request.method not in ("GET", "HEAD", "OPTIONS")
        _huidig.set(replace(recht, schrijft=recht.schrijft or (recht.bewerkt and stuurt)))
        if recht.is_openbaar:
            return None
        gebruiker: Any = request.user
        if not gebruiker.is_authenticated:
            return naar_inloggen(request)
        if not recht.geldt_voor(gebruiker.rollen):
            if not stuurt and request.path == huidige_kant().start:
                return redirect("identity:thuis")  # everybody has a first page, this one is somebody else's
            if zaaifouten.staat_aan("geweigerd_is_403"):
                raise PermissionDenied
            raise Http404
        return None


def _staat_uit(request: Any, route: str) -> bool:
    """Whether this gemeente switched off the module that the route goes with."""
    wet = registry.wet_van(route)
    return bool(wet) and wet not in request.instellingen.modules
