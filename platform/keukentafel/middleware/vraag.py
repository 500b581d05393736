"""What stands behind the question mark of an address: PostgreSQL keeps no NUL, and nobody types one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.http import urlencode

NUL = "\x00"


class VraagMiddleware:
    """Take the NULs out of the question of a page of a gemeente: a list then answers what was typed around them.

    The console answers 400 at its own door, and so does what a program asks, with its token, at the doors for
    programs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            "%00" in request.META.get("QUERY_STRING", "")
            and getattr(request, "gemeente", None) is not None
            and "Authorization" not in request.headers
        ):
            request.GET = _zonder_nul(request.GET)  # type: ignore[assignment]
        return self.get_response(request)


def _zonder_nul(vraag: QueryDict) -> QueryDict:
    paren = [
        (naam.replace(NUL, ""), waarde.replace(NUL, ""))
        for naam, waarden in vraag.lists()
        for waarde in waarden
    ]
    return QueryDict(urlencode(paren), encoding="utf-8")
