"""Addresses of a register: no slash at the end, HEAD beside GET, and a problem for what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import URLPattern, path, re_path
from rest_framework.views import APIView

from api.zgw.kern.bron import Bron
from api.zgw.kern.problemen import als_probleem, behandel
from api.zgw.kern.vorm import JsonRenderer

COLLECTIE = {"get": "list", "post": "create"}
STUK = {
    "get": "retrieve", "head": "koppen", "put": "update", "patch": "partial_update", "delete": "destroy",
}  # fmt: skip


def route(
    pad: str,
    bron: type[Bron],
    acties: Iterable[str],
    *,
    onder: str = "",
    extra: Mapping[str, Mapping[str, str]] = {},
) -> list[URLPattern]:
    """Return the addresses of a resource with these actions.

    `onder` is what stands before it (`zaken/<uuid:zaak_uuid>/`), `extra` maps a piece of address behind
    the row (`publish`) or behind the collection (`/_zoek`) to its methods.
    """
    acties = frozenset(acties)
    wortel, naam = f"{onder}{pad}", bron.operatie
    uit: list[URLPattern] = []
    for achter, methoden in extra.items():
        if achter.startswith("/"):
            uit.append(
                path(
                    f"{wortel}{achter}", bron.as_view(dict(methoden)), name=f"{naam}-{achter[1:].strip('_')}"
                )
            )
    collectie: dict[str, Any] = {methode: actie for methode, actie in COLLECTIE.items() if actie in acties}
    if collectie:
        uit.append(path(wortel, bron.as_view(collectie), name=f"{naam}-lijst"))
    stuk: dict[str, Any] = {methode: actie for methode, actie in STUK.items() if actie in acties}
    if stuk:
        uit.append(path(f"{wortel}/<uuid:uuid>", bron.as_view(stuk), name=naam))
    for achter, methoden in extra.items():
        if not achter.startswith("/"):
            uit.append(
                path(f"{wortel}/<uuid:uuid>/{achter}", bron.as_view(dict(methoden)), name=f"{naam}-{achter}")
            )
    return uit


class NietGevonden(APIView):
    """Every other address below a register: the error of the standard, not a page."""

    authentication_classes = ()
    permission_classes = ()
    renderer_classes = (JsonRenderer,)
    schema = None

    def get_exception_handler(self) -> Any:
        return behandel

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        return als_probleem(super().finalize_response(request, response, *args, **kwargs))

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        raise Http404

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say that it is not there."""
        raise Http404


def anders() -> URLPattern:
    """Return the last address of a register."""
    return re_path(r"^.*$", NietGevonden.as_view(), name="anders")
