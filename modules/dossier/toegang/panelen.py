"""The panel on `/toezicht` of what was shared in danger. The inrichting hands in its own."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from keukentafel.components.words import datum_lang_tekst
from keukentafel.identity.rollen import Rol
from modules.dossier.delen.models import Weging
from modules.dossier.toegang.toezichtdelen import Deel, Regel, registreer_deel

HOEVEEL = 5


def afwegingen(gebruiker: Any) -> Deel | None:
    """Show what was lately shared without consent, to the privacy officer: by whom and since when. One query."""
    if not gebruiker.has_rol(Rol.FG):
        return None
    rijen = Weging.objects.order_by("-gemaakt_op", "-pk").values_list(
        "pk", "door__naam", "gemaakt_op", "stand"
    )
    regels = [
        Regel(
            f"{naam}, {datum_lang_tekst(op.date())}",
            "wacht op een collega" if stand == "wacht" else "",
            reverse("delen:afwegingen"),
        )
        for _, naam, op, stand in rijen[:HOEVEEL]
    ]
    return Deel(
        "Gedeeld zonder toestemming",
        "p-afwegingen",
        regels,
        leeg="Niets gedeeld zonder toestemming.",
        volgorde=30,
    )


def register() -> None:
    """Put it on the page."""
    registreer_deel(afwegingen)
