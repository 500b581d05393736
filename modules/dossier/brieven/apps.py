"""How letters plug into the platform: their own small app on the floor of the dossier."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem

POST = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.BACKOFFICE})
SCHRIJFT_SJABLONEN = frozenset({Rol.BEHEERDER, Rol.TEAMLEIDER})


class BrievenConfig(registry.ModuleConfig):
    """Letters to residents: templates, the letter itself, its PDF and the post."""

    name = "modules.dossier.brieven"
    label = "brieven"
    verbose_name = "Brieven"
    url_prefix = ""
    menu = (
        MenuItem("postuitgang", "Postuitgang", "brieven:postuitgang", "mail", rollen=POST, volgorde=42),
        MenuItem(
            "brieven", "Teksten van brieven", "brieven:sjablonen", "file-text", "Inrichting",
            SCHRIJFT_SJABLONEN, 44,
        ),
    )  # fmt: skip

    def ready(self) -> None:
        """Offer the kinds of letters of the house; have the PDF of a letter go with its row."""
        from django.db.models.signals import post_delete

        from modules.dossier.brieven import configuratie
        from modules.dossier.brieven.models import Brief, Postbundel
        from modules.dossier.brieven.teksten import register
        from modules.dossier.brieven.weg import bundel_gaat_mee, pdf_gaat_mee

        register()
        configuratie.register()
        post_delete.connect(pdf_gaat_mee, sender=Brief, dispatch_uid="brieven.pdf_gaat_mee")
        post_delete.connect(bundel_gaat_mee, sender=Postbundel, dispatch_uid="brieven.bundel_gaat_mee")
