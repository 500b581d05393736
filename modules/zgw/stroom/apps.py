"""How the two ways between dossier and registers plug in."""

from __future__ import annotations

from keukentafel import registry


class StroomConfig(registry.ModuleConfig):
    name = "modules.zgw.stroom"
    label = "zgwstroom"
    verbose_name = "Dossier en zaken"
    url_prefix = ""

    def ready(self) -> None:
        from keukentafel import audit
        from keukentafel.begin import registreer_aanvulling
        from modules.dossier.bewaren.vernietigen import registreer_getuige
        from modules.zgw.ondergrens import registreer_ondergrens
        from modules.zgw.sporen.actions import registreer_schrijver
        from modules.zgw.stroom import kaarten
        from modules.zgw.stroom.actions.regels import make_regels
        from modules.zgw.stroom.actions.verbergen import minstens
        from modules.zgw.stroom.actions.vernietiging import witness
        from modules.zgw.stroom.binnenkomst import hoor_programma
        from modules.zgw.stroom.luister import hoor, hoor_ronde

        audit.registreer_luisteraar(hoor, ronde=hoor_ronde)
        registreer_schrijver(hoor_programma)
        registreer_ondergrens(minstens)
        registreer_getuige(witness)
        registreer_aanvulling("zaakregels", lambda at: make_regels(at=at))
        kaarten.registreer()
