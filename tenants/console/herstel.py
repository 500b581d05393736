"""The last copy and the last restore drill of all gemeenten together, for the health of the back-ups."""

from __future__ import annotations

from tenants.console.onderdelen import Herstelproef
from tenants.uitvoer.models import Terugzetstand, Terugzetting, Uitvoer, Uitvoerstand, Vorm


def laatste_herstelproef() -> Herstelproef:
    """Read when a copy was made last, and when one was put beside its gemeente and compared; two questions."""
    kopie = (
        Uitvoer.objects.filter(vorm=Vorm.BUNDEL, klaar_op__isnull=False)
        .exclude(stand=Uitvoerstand.MISLUKT)
        .order_by("-klaar_op")
        .values_list("klaar_op", flat=True)
        .first()
    )
    proef = (
        Terugzetting.objects.filter(is_proef=True, klaar_op__isnull=False)
        .order_by("-klaar_op")
        .values_list("klaar_op", "stand", "is_gelijk")
        .first()
    )
    if proef is None:
        return Herstelproef(kopie, None, False)
    op, stand, is_gelijk = proef
    return Herstelproef(kopie, op, stand != Terugzetstand.MISLUKT and is_gelijk is True)
