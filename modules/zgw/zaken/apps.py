"""How the register of zaken plugs in."""

from __future__ import annotations

from keukentafel import registry


class ZakenConfig(registry.ModuleConfig):
    name = "modules.zgw.zaken"
    label = "zaken"
    verbose_name = "Zaken"

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from modules.zgw.catalogus.gebruik import registreer_gebruik
        from modules.zgw.documenten.actions.verbanden import Bron, registreer_bron
        from modules.zgw.documenten.queries import zijn_gearchiveerd, zonder_gebruiksrecht
        from modules.zgw.zaken import weg
        from modules.zgw.zaken.actions.status import registreer_gebruiksrecht
        from modules.zgw.zaken.actions.zaak import registreer_archiefvraag
        from modules.zgw.zaken.models import Zaak, ZaakDocument
        from modules.zgw.zaken.queries import gebruikt_type, hoort_bij, zijn_gesloten

        registreer_gebruik(gebruikt_type)
        registreer_bron("zaak", Bron(hoort_bij=hoort_bij, zijn_gesloten=zijn_gesloten))
        registreer_gebruiksrecht(zonder_gebruiksrecht)
        registreer_archiefvraag(zijn_gearchiveerd)
        naam = "zaken.weg"
        post_delete.connect(weg.spoor_gaat_mee, sender=Zaak, dispatch_uid=naam)
        post_delete.connect(weg.verband_gaat_mee, sender=ZaakDocument, dispatch_uid=naam)
