"""The drawing of a screen that goes along with a question: blocks, drawn in the browser without a text.

The browser draws no letter; this makes it small as well, so that a picture of something else tells nothing.
"""

from __future__ import annotations

import base64
import binascii
from io import BytesIO

from PIL import Image

from keukentafel.opslag.beeld import teken_opnieuw

MAX_TEKENS = 700_000
BREEDTE = 480
"""At this width a letter of a screen is two dots high: nobody reads it."""


def lees_schermfoto(ruw: str) -> bytes | None:
    """Return the drawing as a small picture in grey; None when there is none.

    :raises ValueError: it is no picture.
    """
    if not ruw:
        return None
    try:
        inhoud = base64.b64decode(ruw, validate=True)
    except binascii.Error as fout:
        raise ValueError("geen beeld") from fout
    with Image.open(BytesIO(teken_opnieuw(inhoud, "png"))) as beeld:
        klein = beeld.convert("L")
        klein.thumbnail((BREEDTE, BREEDTE), Image.Resampling.BOX)
        uit = BytesIO()
        klein.save(uit, "PNG", optimize=True)
    return uit.getvalue()
