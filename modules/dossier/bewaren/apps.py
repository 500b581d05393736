"""How bewaren plugs into the platform: its own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

VOLGT_VERZOEKEN = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.FG})
CONTROLEERT = frozenset({Rol.BEHEERDER, Rol.FG})


class BewarenConfig(registry.ModuleConfig):
    """Rights of residents, how long data is kept, its destruction, and the accounts of it."""

    name = "modules.dossier.bewaren"
    label = "bewaren"
    verbose_name = "Bewaren"
    url_prefix = ""
    menu = (
        MenuItem(
            sleutel="verzoeken", label="Verzoeken", route="bewaren:verzoeken", icoon="file-text",
            groep="Toezicht", rollen=VOLGT_VERZOEKEN, volgorde=86,
        ),
        MenuItem(
            sleutel="vernietigen", label="Vernietigen", route="bewaren:lijsten", icoon="trash",
            groep="Toezicht", rollen=CONTROLEERT, volgorde=88,
        ),
        MenuItem(
            sleutel="bewaartermijnen", label="Bewaartermijnen", route="bewaren:termijnen", icoon="hourglass",
            groep="Inrichting", rollen=CONTROLEERT, volgorde=84,
        ),
        MenuItem(
            sleutel="verantwoording", label="Verantwoording", route="bewaren:verantwoording", icoon="scale",
            groep="Toezicht", rollen=CONTROLEERT, volgorde=89,
        ),
    )  # fmt: skip

    def ready(self) -> None:
        """Put what waits on the page of oversight."""
        from keukentafel import teruggezet
        from modules.dossier.bewaren import configuratie, toezicht  # models exist from here on
        from modules.dossier.bewaren.actions.vernietiging import replay_boek

        toezicht.registreer()
        teruggezet.registreer_stap("vernietiging", lambda at: replay_boek(at=at))
        configuratie.register()
