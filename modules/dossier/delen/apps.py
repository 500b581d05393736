"""How sharing plugs into the platform: its own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

PARTNERS = frozenset({Rol.PARTNER, Rol.AANBIEDER})
BEHEERT_CONVENANT = frozenset({Rol.BEHEERDER, Rol.FG})
ZIET_BEVESTIGINGEN = BEHEERT_CONVENANT | {Rol.TEAMLEIDER}
ZIET_WEGINGEN = frozenset({Rol.FG})
ZIET_REGISTRATIES = frozenset({Rol.TEAMLEIDER, Rol.BEHEERDER})


class DelenConfig(registry.ModuleConfig):
    """Consent, sharing with partners, the weighing, and the agreements everybody confirms."""

    name = "modules.dossier.delen"
    label = "delen"
    verbose_name = "Delen"
    url_prefix = ""
    menu = (
        MenuItem(
            "met_mij_gedeeld", "Met mij gedeeld", "delen:met_mij_gedeeld", "share", rollen=PARTNERS,
            volgorde=12, onderbalk=True,
        ),
        MenuItem(
            "mijn_acties", "Mijn acties", "delen:mijn_acties", "checklist", rollen=PARTNERS, volgorde=14,
            onderbalk=True,
        ),
        MenuItem(
            "registraties", "Registraties", "delen:registraties", "award", "Wijk en team", ZIET_REGISTRATIES, 64
        ),
        MenuItem(
            "convenant", "Convenant", "delen:convenant_beheer", "file-check", "Inrichting", BEHEERT_CONVENANT, 42
        ),
        MenuItem(
            "partners", "Partners met een account", "delen:partners", "affiliate", "Inrichting",
            frozenset({Rol.BEHEERDER}), 43,
        ),
        MenuItem(
            "afwegingen", "Gedeeld zonder toestemming", "delen:afwegingen", "scale", "Toezicht", ZIET_WEGINGEN, 75
        ),
    )  # fmt: skip
