"""`/catalogussen`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from api.zgw.catalogi.basis import LEZEN, CatalogiBron
from api.zgw.catalogi.lezers import CatalogusLezer, CatalogusVraag, komma
from api.zgw.kern.blik import Blik, leeg_is_nul
from modules.zgw.catalogus.actions.catalogus import save_catalogus
from modules.zgw.catalogus.models import Besluittype, Catalogus, Informatieobjecttype, Zaaktype

TYPEN: Final[Mapping[str, type[Any]]] = {
    "zaaktypen": Zaaktype, "besluittypen": Besluittype, "informatieobjecttypen": Informatieobjecttype,
}  # fmt: skip


class Catalogussen(CatalogiBron):
    """Sets of types."""

    naam, operatie = "catalogussen", "catalogus"
    serializer_class = CatalogusLezer
    vraag = CatalogusVraag
    scopes = {"list": LEZEN, "retrieve": LEZEN, "create": ("catalogi.schrijven",)}

    def rijen(self) -> QuerySet[Catalogus]:
        return Catalogus.objects.annotate(
            **{
                bron: ArraySubquery(
                    model.objects.filter(soort__catalogus=OuterRef("pk")).order_by("id").values("pk")
                )
                for bron, model in TYPEN.items()
            }
        )

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        keuze: dict[str, Any] = {naam: waarden[naam] for naam in ("domein", "rsin") if naam in waarden}
        keuze |= {naam: komma(waarden[naam]) for naam in ("domein__in", "rsin__in") if naam in waarden}
        return rijen.filter(**keuze)

    def toon(self, rij: Any, blik: Blik) -> dict[str, Any]:
        uit: dict[str, Any] = {
            "url": blik.url("ztc", "catalogussen", rij.pk),
            "domein": rij.domein,
            "rsin": rij.rsin,
            "contactpersoonBeheerNaam": rij.contactpersoon_naam,
            "contactpersoonBeheerTelefoonnummer": rij.contactpersoon_telefoon,
            "contactpersoonBeheerEmailadres": rij.contactpersoon_email,
            "naam": leeg_is_nul(rij.naam),
            "versie": leeg_is_nul(rij.versie),
            "begindatumVersie": rij.begindatum_versie,
        }
        for bron in TYPEN:
            uit[bron] = blik.urls("ztc", bron, getattr(rij, bron))
        return uit

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Catalogus:
        return save_catalogus(gegevens=gegevens)
