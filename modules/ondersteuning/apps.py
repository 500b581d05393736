"""The gemeente's half of support: asking for help, letting the supplier in, seeing what it did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem
from keukentafel.tenancy.scope import GemeenteRef

_VRAAGT = frozenset(Rol) - {Rol.INWONER, Rol.VERTEGENWOORDIGER, Rol.SUPPORT}
_LAAT_TOE = frozenset({Rol.BEHEERDER, Rol.FG})


def _vertel(taak: Any) -> Callable[[GemeenteRef, UUID], None]:
    """Return how to put this task in line after the commit; while the broker is away, the clock does it later."""

    def zet_in(ref: GemeenteRef, id_: UUID) -> None:
        transaction.on_commit(lambda: taak.voor(ref, str(id_)), robust=True)

    return zet_in


class OndersteuningConfig(registry.ModuleConfig):
    """The gemeente's half of support: asking for help, letting the supplier in, seeing what it did."""

    name = "modules.ondersteuning"
    label = "ondersteuning"
    verbose_name = "Ondersteuning"
    url_prefix = ""
    menu = (
        MenuItem("hulp", "Hulp", "ondersteuning:tickets", "lifebuoy", groep="gebruiker", rollen=_VRAAGT),
        MenuItem(
            "meekijken",
            "Meekijken",
            "ondersteuning:toegang",
            "eye",
            groep="Toezicht",
            rollen=_LAAT_TOE,
            volgorde=95,
        ),
    )

    def ready(self) -> None:
        """Tell the ground floor which columns stand open during a look, and the support desk whom to tell."""
        from pathlib import Path

        from keukentafel.tenancy import inkijk
        from keukentafel.teruggezet import registreer_stap
        from modules.ondersteuning import taken
        from modules.ondersteuning.actions.inkijk import end_na_terugzetten
        from support.actions.einde import registreer_melder

        inkijk.registreer_kolommen(Path(__file__).with_name("kolommen.txt"))
        for wat, taak in (
            ("gevraagd", taken.meld_gevraagd),
            ("nood", taken.open_nood),
            ("gestopt", taken.meld_gestopt),
            ("beantwoord", taken.meld_beantwoord),
        ):
            registreer_melder(wat, _vertel(taak))
        registreer_stap("meekijken", lambda at: end_na_terugzetten(at=at))
