"""How content comes in: JSON up to a limit, and pieces as a form that never touches a disk unclosed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from api.zgw.kern.problemen import Probleem
from api.zgw.kern.vorm import StrengeJson
from keukentafel.opslag.virusscanner import ScannerWeg
from modules.zgw.documenten.rules.delen import MAX_INHOUD

_BIJ: Final = 1_000_000
"""What the fields of a document may take beside its content."""


class GroteJson(StrengeJson):
    """JSON with a document in it: base64 makes four bytes of three."""

    maximum = MAX_INHOUD // 3 * 4 + _BIJ


@contextmanager
def veilig() -> Iterator[None]:
    """Say that it can be sent again later when the virus scanner does not answer.

    :raises Probleem: 503.
    """
    try:
        yield
    except ScannerWeg as weg:
        raise Probleem(503, str(weg)) from weg
