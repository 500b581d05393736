"""A logo is a PNG and nothing but a picture."""

from __future__ import annotations

import struct
import zlib

import pytest

from modules.inrichting.rules.plaatje import PlaatjeGeweigerd, veilige_png


def brok(soort: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + soort + data + struct.pack(">I", zlib.crc32(soort + data))


def png(breed: int = 2, hoog: int = 2, *, extra: bytes = b"", beeld: bytes | None = None) -> bytes:
    kop = brok(b"IHDR", struct.pack(">IIBBBBB", breed, hoog, 8, 6, 0, 0, 0))
    punten = b"".join(b"\x00" + b"\x10\x20\x30\xff" * breed for _ in range(hoog)) if beeld is None else beeld
    return b"\x89PNG\r\n\x1a\n" + kop + extra + brok(b"IDAT", zlib.compress(punten)) + brok(b"IEND", b"")


def test_a_plain_png_comes_out_as_it_went_in() -> None:
    assert veilige_png(png()) == png()


def test_text_and_what_hides_behind_the_end_are_gone() -> None:
    assert veilige_png(png(extra=brok(b"tEXt", b"Comment\x00geheim")) + b"<script>") == png()


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"<svg xmlns='x'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        png()[:-5],
        png().replace(b"IDAT", b"IDAX"),
        png(beeld=b"\x00" * 5_000_000),
        png(2000, 1),
        b"\x89PNG\r\n\x1a\n" + b"x" * 300_000,
    ],
    ids=["leeg", "svg", "xml", "gif", "jpeg", "afgeknipt", "zonder-beeld", "bom", "breed", "groot"],
)
def test_everything_else_is_refused_in_a_sentence(inhoud: bytes) -> None:
    with pytest.raises(PlaatjeGeweigerd) as weigering:
        veilige_png(inhoud)

    assert str(weigering.value).endswith(".")
