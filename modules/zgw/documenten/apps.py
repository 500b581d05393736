"""How the register of documents plugs in."""

from __future__ import annotations

from keukentafel import registry


class DocumentenConfig(registry.ModuleConfig):
    name = "modules.zgw.documenten"
    label = "zgwdocumenten"
    verbose_name = "Documenten (ZGW)"

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from modules.zgw.catalogus.gebruik import registreer_gebruik
        from modules.zgw.documenten import weg
        from modules.zgw.documenten.models import Bestandsdeel, Informatieobject, Informatieobjectversie
        from modules.zgw.documenten.queries import gebruikt_type

        registreer_gebruik(gebruikt_type)
        for mee, model in (
            (weg.bestand_gaat_mee, Bestandsdeel),
            (weg.inhoud_gaat_mee, Informatieobjectversie),
            (weg.spoor_gaat_mee, Informatieobject),
        ):
            post_delete.connect(mee, sender=model, dispatch_uid=f"zgwdocumenten.{mee.__name__}")
