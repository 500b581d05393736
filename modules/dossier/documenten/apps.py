"""How documents plug into the platform: their own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry


class DocumentenConfig(registry.ModuleConfig):
    """Letters, reports, photos and recordings that belong to a household."""

    name = "modules.dossier.documenten"
    label = "documenten"
    verbose_name = "Documenten"
    url_prefix = ""

    def ready(self) -> None:
        """Have the file of a document go with its row, by whatever way the row goes."""
        from django.db.models.signals import post_delete

        from modules.dossier.documenten.models import Document
        from modules.dossier.documenten.weg import bestand_gaat_mee

        post_delete.connect(bestand_gaat_mee, sender=Document, dispatch_uid="documenten.bestand_gaat_mee")
