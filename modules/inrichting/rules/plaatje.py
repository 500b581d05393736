"""A picture somebody hands in: read it byte by byte, keep only what draws (PNG).

Pure. SVG is refused because it can hold script and fetch from elsewhere; other formats because
one safe reader is enough for a logo. What comes out is rebuilt from checked pieces, so comments,
places, profiles and whatever hides behind the end of the picture are gone.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

from keukentafel.errors import Refusal

MAX_BYTES: Final = 200_000
MAX_ZIJDE: Final = 1024
_HANDTEKENING: Final = b"\x89PNG\r\n\x1a\n"
_BEWAAR: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_KANALEN: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DIEPTEN: Final = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}


class PlaatjeGeweigerd(Refusal):
    """The file cannot be used as a logo; the sentence says why and what to do."""

    text = "Dit is geen PNG-plaatje. Sla het logo op als PNG en kies het opnieuw."


def veilige_png(inhoud: bytes) -> bytes:
    """Return `inhoud` rebuilt as a PNG that holds only the picture.

    :raises PlaatjeGeweigerd: too big, too wide, another format, damaged, or more than it says.
    """
    if len(inhoud) > MAX_BYTES:
        kb = -(-len(inhoud) // 1000)
        raise PlaatjeGeweigerd(f"Dit plaatje is {kb} kB. Het mag 200 kB zijn. Maak het kleiner.")
    if inhoud.lstrip()[:5].lower() in (b"<?xml", b"<svg ", b"<svg>"):
        raise PlaatjeGeweigerd(
            "Een SVG kan opdrachten bevatten. Sla het logo op als PNG en kies het opnieuw."
        )
    if not inhoud.startswith(_HANDTEKENING):
        raise PlaatjeGeweigerd
    brokken = _brokken(inhoud[len(_HANDTEKENING) :])
    kop = brokken[0][1]
    _check_beeld(kop, b"".join(data for soort, data in brokken if soort == b"IDAT"))
    return _HANDTEKENING + b"".join(_brok(soort, data) for soort, data in brokken)


def _brokken(rest: bytes) -> list[tuple[bytes, bytes]]:
    gevonden: list[tuple[bytes, bytes]] = []
    while rest:
        if len(rest) < 12:
            raise PlaatjeGeweigerd("Dit plaatje is beschadigd. Sla het opnieuw op en kies het nog eens.")
        (lengte,) = struct.unpack(">I", rest[:4])
        soort, data, crc = rest[4:8], rest[8 : 8 + lengte], rest[8 + lengte : 12 + lengte]
        if len(crc) != 4 or zlib.crc32(soort + data) != struct.unpack(">I", crc)[0]:
            raise PlaatjeGeweigerd("Dit plaatje is beschadigd. Sla het opnieuw op en kies het nog eens.")
        if soort in _BEWAAR:
            gevonden.append((soort, data))
        if soort == b"IEND":
            break
        rest = rest[12 + lengte :]
    soorten = [soort for soort, _ in gevonden]
    if soorten[:1] != [b"IHDR"] or soorten[-1:] != [b"IEND"] or b"IDAT" not in soorten:
        raise PlaatjeGeweigerd("Dit plaatje is niet compleet. Sla het opnieuw op en kies het nog eens.")
    return gevonden


def _check_beeld(kop: bytes, ingepakt: bytes) -> None:
    if len(kop) != 13:
        raise PlaatjeGeweigerd
    breed, hoog, diepte, soort, _, _, laagsgewijs = struct.unpack(">IIBBBBB", kop)
    if not (0 < breed <= MAX_ZIJDE and 0 < hoog <= MAX_ZIJDE):
        raise PlaatjeGeweigerd(
            f"Dit plaatje is {breed} bij {hoog} punten. Het mag 1024 bij 1024 zijn. Maak het kleiner."
        )
    if diepte not in _DIEPTEN.get(soort, set()) or laagsgewijs:
        raise PlaatjeGeweigerd("Deze soort PNG kan hier niet. Sla het op als gewone PNG zonder interlaced.")
    verwacht = hoog * (1 + -(-breed * _KANALEN[soort] * diepte // 8))
    uitpakker = zlib.decompressobj()
    try:
        beeld = uitpakker.decompress(ingepakt, verwacht + 1)
    except zlib.error as fout:
        raise PlaatjeGeweigerd(
            "Dit plaatje is beschadigd. Sla het opnieuw op en kies het nog eens."
        ) from fout
    if len(beeld) != verwacht:
        raise PlaatjeGeweigerd("Dit plaatje is beschadigd. Sla het opnieuw op en kies het nog eens.")


def _brok(soort: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + soort + data + struct.pack(">I", zlib.crc32(soort + data))
