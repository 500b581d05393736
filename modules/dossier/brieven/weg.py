"""A letter that is destroyed takes its PDF along; so does a bundle of the post."""

from __future__ import annotations

from typing import Any

from keukentafel import opslag
from modules.dossier.brieven.models import OPSLAG, OPSLAG_BUNDEL, Brief, Postbundel


def pdf_gaat_mee(*, instance: Brief, **_anders: Any) -> None:
    """Remove the PDF of a letter that goes, once that is certain."""
    opslag.verwijder(OPSLAG, instance.pk)


def bundel_gaat_mee(*, instance: Postbundel, **_anders: Any) -> None:
    """Remove the print file of a bundle that goes, once that is certain."""
    opslag.verwijder(OPSLAG_BUNDEL, instance.pk)


def ruim_wezen() -> int:
    """Remove files that no row knows; returns how many. Only a killed process leaves any."""
    brieven = opslag.ruim_wezen(OPSLAG, Brief.objects.values_list("pk", flat=True))
    return brieven + opslag.ruim_wezen(OPSLAG_BUNDEL, Postbundel.objects.values_list("pk", flat=True))
