"""How the register of decisions plugs in."""

from __future__ import annotations

from keukentafel import registry


class BesluitenConfig(registry.ModuleConfig):
    name = "modules.zgw.besluiten"
    label = "zgwbesluiten"
    verbose_name = "Besluiten"

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from modules.zgw.besluiten import weg
        from modules.zgw.besluiten.models import Besluit, BesluitDocument
        from modules.zgw.besluiten.queries import (
            besluitdata,
            gebruikt_besluittype,
            heeft_besluiten,
            hoort_bij,
            zijn_gesloten,
        )
        from modules.zgw.catalogus.gebruik import registreer_gebruik
        from modules.zgw.documenten.actions.verbanden import Bron, registreer_bron
        from modules.zgw.zaken.actions.status import registreer_besluitdata
        from modules.zgw.zaken.actions.zaak import registreer_verband

        registreer_gebruik(gebruikt_besluittype)
        registreer_besluitdata(besluitdata)
        registreer_verband(heeft_besluiten)
        registreer_bron("besluit", Bron(hoort_bij=hoort_bij, zijn_gesloten=zijn_gesloten))
        naam = "zgwbesluiten.weg"
        post_delete.connect(weg.spoor_gaat_mee, sender=Besluit, dispatch_uid=naam)
        post_delete.connect(weg.verband_gaat_mee, sender=BesluitDocument, dispatch_uid=naam)
