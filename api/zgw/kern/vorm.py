"""How an answer is written: JSON by orjson, with its ETag, and no body for HEAD."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, ClassVar, Final

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

DIEPTE: Final = 40
"""How deep a body may go: a place of many parts takes twenty."""


class JsonRenderer(BaseRenderer):
    """JSON, also for who asks for bytes (open-zaak#120)."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else orjson.dumps(data)


class BytesRenderer(JsonRenderer):
    """The same for `Accept: application/octet-stream`, of clients that download everything that way."""

    media_type = "application/octet-stream"


class StrengeJson(BaseParser):
    """JSON as the standard has it: no NaN, no half signs, and no more than we hold in memory.

    No `JSONParser`: REST framework gives that one a body with a limit of its own.
    """

    media_type = "application/json"
    maximum: ClassVar[int] = 5_000_000

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Read a body.

        :raises RequestDataTooBig: it is too large.
        :raises ParseError: it is no JSON.
        """
        ruw = stream.read(self.maximum + 1)
        if len(ruw) > self.maximum:
            raise RequestDataTooBig
        try:
            gelezen = orjson.loads(ruw)
        except orjson.JSONDecodeError as fout:
            raise ParseError("Dit is geen JSON.") from fout
        if is_te_diep(gelezen):  # it would be kept, and no answer could be written any more
            raise ParseError(f"Dit is dieper genest dan {DIEPTE} lagen.")
        return gelezen


def is_te_diep(data: Any) -> bool:
    """Tell whether JSON goes deeper than anything that we know."""
    laag = [data]
    for _ in range(DIEPTE + 1):
        laag = [
            onder
            for een in laag
            if isinstance(een, dict | list)
            for onder in (een.values() if isinstance(een, dict) else een)
            if isinstance(onder, dict | list)
        ]
        if not laag:
            return False
    return True


def met_etag(request: HttpRequest, data: Any) -> HttpResponse:
    """Return the answer with its ETag; 304 when the client has it, no body for HEAD."""
    ruw = orjson.dumps(data)
    etag = f'"{sha256(ruw).hexdigest()[:32]}"'
    gezien = [deel.strip().removeprefix("W/") for deel in request.headers.get("If-None-Match", "").split(",")]
    if etag in gezien or "*" in gezien:
        return HttpResponse(status=304, headers={"ETag": etag})
    antwoord = HttpResponse(b"" if request.method == "HEAD" else ruw, content_type="application/json")
    antwoord["ETag"] = etag
    antwoord["Content-Length"] = str(len(ruw))
    return antwoord
