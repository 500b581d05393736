"""Draw a picture again: what was hidden in it or written beside it (place, camera, name) is gone."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from keukentafel.opslag.soorten import Geweigerd
from keukentafel.tenancy import zaaifouten

MAX_GEHEUGEN = 40_000_000
"""How many bytes a picture may take when it is drawn: 13 megapixels in colour."""
MAX_PUNTEN = 120_000_000
"""How many pixels a photo may have that can be read at half its size (JPEG)."""
_TE_GROOT = "Deze foto heeft te veel punten. Maak haar kleiner en kies haar opnieuw."
_BESCHADIGD = "Deze foto is beschadigd. Maak of bewaar haar opnieuw."
_VORM = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}
_HOE: dict[str, dict[str, int]] = {
    "png": {},
    "jpeg": {"quality": 88},
    "webp": {"quality": 88, "method": 2},
}
_RICHTING = 0x0112  # the field of EXIF that says which side is up
_GENOEG = 800
Image.MAX_IMAGE_PIXELS = MAX_PUNTEN


def teken_opnieuw(inhoud: bytes, soort: str) -> bytes:
    """Return the same picture, upright and without metadata.

    :raises Geweigerd: damaged, moving, or made to fill the memory.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # a library that draws PDFs switches it on when it is loaded
    try:
        with Image.open(BytesIO(inhoud), formats=[_VORM[soort]]) as beeld:
            if beeld.width * beeld.height > MAX_PUNTEN:  # Pillow itself only warns of it
                raise Geweigerd(_TE_GROOT)
            return _teken(beeld, soort)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fout:
        raise Geweigerd(_TE_GROOT) from fout
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        MemoryError,
        TypeError,
    ) as fout:
        raise Geweigerd(_BESCHADIGD) from fout


def _teken(beeld: Image.Image, soort: str) -> bytes:
    if getattr(beeld, "n_frames", 1) > 1:
        raise Geweigerd("Dit beeld beweegt. Kies een gewone foto.")
    if soort == "jpeg":
        _lees_kleiner(beeld)
    if _geheugen(beeld) > MAX_GEHEUGEN:
        raise Geweigerd(_TE_GROOT)
    richting = beeld.getexif().get(_RICHTING, 1)
    beeld.load()
    schoon = beeld if richting == 1 else ImageOps.exif_transpose(beeld)
    if schoon.mode not in (("RGB", "L") if soort == "jpeg" else ("RGB", "L", "RGBA", "LA", "P", "1")):
        schoon = schoon.convert("RGB")
    exif = b""
    if zaaifouten.staat_aan("foto_met_plek"):
        exif = beeld.info.get("exif", b"")
    else:
        schoon.info = {naam: w for naam, w in schoon.info.items() if naam == "transparency"}
    uit = BytesIO()
    schoon.save(uit, _VORM[soort], exif=exif, **_HOE[soort])
    return uit.getvalue()


def _lees_kleiner(beeld: Image.Image) -> None:
    """Have a large photo read at half, a quarter or an eighth of its size, until it fits."""
    while _geheugen(beeld) > MAX_GEHEUGEN and min(beeld.size) > _GENOEG:
        vorige = beeld.size
        beeld.draft(None, (beeld.width // 2, beeld.height // 2))
        if beeld.size == vorige:
            return


def _geheugen(beeld: Image.Image) -> int:
    return beeld.width * beeld.height * max(1, len(beeld.getbands()))
