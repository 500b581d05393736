"""How the dossier plugs into the platform."""

from __future__ import annotations

from typing import Any

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

WERKT = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR})
ZIET = WERKT | {Rol.BACKOFFICE, Rol.INLOOPPUNT}
BRENGT_IN = ZIET


def _meldingen(instellingen: Any, gebruiker: Any) -> bool:
    from modules.dossier.instroom import toon_meldingen  # models exist by the time a menu is drawn

    return toon_meldingen(instellingen, gebruiker)


def _signalen(instellingen: Any, gebruiker: Any) -> bool:
    from modules.dossier.instroom import toon_signalen

    return toon_signalen(instellingen, gebruiker)


class DossierConfig(registry.ModuleConfig):
    """The shared dossier: one household, one plan, one regisseur."""

    name = "modules.dossier"
    label = "dossier"
    verbose_name = "Dossier"
    url_prefix = ""
    menu = (
        MenuItem("mijn_dag", "Mijn dag", "dossier:mijn_dag", "sun", rollen=ZIET, volgorde=10, onderbalk=True),
        MenuItem(
            "meldingen",
            "Meldingen",
            "dossier:meldingen",
            "inbox",
            rollen=ZIET,
            volgorde=20,
            toon=_meldingen,
            onderbalk=True,
            begrip="melding",
        ),
        MenuItem(
            "signalen",
            "Signalen",
            "dossier:signalen",
            "walk",
            rollen=BRENGT_IN,
            volgorde=21,
            toon=_signalen,
            onderbalk=True,
            begrip="signaal",
        ),
        MenuItem(
            "huishoudens",
            "Huishoudens",
            "dossier:huishoudens",
            "home",
            rollen=ZIET,
            volgorde=30,
            begrip="huishouden",
        ),
        MenuItem("termijnen", "Termijnen", "dossier:termijnen", "calendar-due", rollen=ZIET, volgorde=35),
        MenuItem(
            "normen",
            "Termijnen",
            "dossier:normen",
            "calendar-due",
            groep="Inrichting",
            rollen=frozenset({Rol.BEHEERDER}),
            volgorde=34,
        ),
        MenuItem("wachtlijst", "Wachtlijst", "dossier:wachtlijst", "hourglass", rollen=ZIET, volgorde=37),
        MenuItem("agenda", "Agenda", "dossier:agenda", "calendar", rollen=ZIET, volgorde=40),
        MenuItem(
            "teamoverzicht",
            "Teamoverzicht",
            "dossier:teamoverzicht",
            "chart-bar",
            groep="Wijk en team",
            rollen=WERKT,
            volgorde=60,
        ),
        MenuItem(
            "verdelen",
            "Verdelen",
            "dossier:verdelen",
            "switch-horizontal",
            groep="Wijk en team",
            rollen=frozenset({Rol.TEAMLEIDER}),
            volgorde=61,
        ),
        MenuItem(
            "melding_nieuw",
            "Melding",
            "dossier:melding_nieuw",
            "inbox",
            groep="nieuw",
            rollen=BRENGT_IN,
            volgorde=10,
            begrip="melding",
        ),
        MenuItem(
            "signaal_nieuw",
            "Signaal",
            "dossier:signaal_nieuw",
            "walk",
            groep="nieuw",
            rollen=BRENGT_IN,
            volgorde=20,
            toon=_signalen,
            begrip="signaal",
        ),
        MenuItem(
            "huishouden_nieuw",
            "Huishouden",
            "dossier:huishouden_nieuw",
            "home",
            groep="nieuw",
            rollen=BRENGT_IN,
            volgorde=30,
            begrip="huishouden",
        ),
        MenuItem(
            "afspraak_nieuw",
            "Afspraak",
            "dossier:afspraak_nieuw",
            "calendar",
            groep="nieuw",
            rollen=ZIET,
            volgorde=40,
        ),
    )

    def ready(self) -> None:
        """Answer the inrichting, and count what is new for the menu."""
        from keukentafel.context import registreer_teller
        from modules.dossier import gevolg, nagaan  # models exist from here on
        from modules.dossier.queries.signalen import tel_nieuwe

        gevolg.register()
        nagaan.register()
        registreer_teller("signalen", tel_nieuwe)
