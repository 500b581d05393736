"""The rights table: which role may ask for which route. A route without a row is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from keukentafel import registry
from keukentafel.identity.naar_inloggen import naar_inloggen
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten


@dataclass(frozen=True, slots=True)
class Recht:
    """Who may ask for a route. `rollen=None`: everybody signed in; `is_openbaar`: everybody."""

    rollen: frozenset[Rol] | None = None
    is_openbaar: bool = False
    zonder_tweede_factor: bool = False

    def geldt_voor(self, rollen: frozenset[Rol]) -> bool:
        """Tell whether somebody with these roles may ask."""
        return self.rollen is None or bool(self.rollen & rollen)


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


RECHTEN = {"begin": openbaar(), "galerij": openbaar(), "gesloten": openbaar()}
"""The routes of the ground floor itself: the root, the gallery (demo and tests), the closed door."""


class RechtenMiddleware:
    """Look each request up in the rights table before its view runs. No row, no role: 404 (H30)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._tabel: dict[str, Recht] | None = None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        gemeente = getattr(request, "gemeente", None)
        if gemeente is None or gemeente.stand != "actief":
            return None  # the supplier and the front door keep their own door; a closed gemeente has one page
        if self._tabel is None:
            self._tabel = registry.rechten()
        recht = self._tabel.get(request.resolver_match.view_name if request.resolver_match else "")
        if recht is None:
            raise Http404
        if recht.is_openbaar:
            return None
        gebruiker: Any = request.user
        if not gebruiker.is_authenticated:
            return naar_inloggen(request)
        if not recht.geldt_voor(gebruiker.rollen):
            if zaaifouten.staat_aan("geweigerd_is_403"):
                raise PermissionDenied
            raise Http404
        return None
