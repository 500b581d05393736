"""`/catalogussen`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from api.zgw.catalogi.basis import LEZEN, CatalogiBron
from api.zgw.catalogi.lezers import CatalogusLezer, CatalogusVraag, komma
from api.zgw.kern.blik import Blik, leeg_is_nul
from modules.zgw.catalogus.actions.catalogus import save_catalogus
from modules.zgw.catalogus.models import Besluittype, Catalogus, Informatieobjecttype, Zaaktype


class Catalogussen(CatalogiBron):
    """Sets of types."""

    naam, operatie = "catalogussen", "catalogus"
    serializer_class = CatalogusLezer
    vraag = CatalogusVraag
    scopes = {"list": LEZEN, "retrieve": LEZEN, "create": ("catalogi.schrijven",)}

    def rijen(self) -> QuerySet[Catalogus]:
        return Catalogus.objects.all()

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        keuze: dict[str, Any] = {naam: waarden[naam] for naam in ("domein", "rsin") if naam in waarden}
        keuze |= {naam: komma(waarden[naam]) for naam in ("domein__in", "rsin__in") if naam in waarden}
        return rijen.filter(**keuze)

    def laad(self, rijen: list[Any], blik: Blik) -> None:
        ids = [rij.pk for rij in rijen]
        for bron, model in (
            ("zaaktypen", Zaaktype), ("besluittypen", Besluittype), ("informatieobjecttypen", Informatieobjecttype),
        ):  # fmt: skip
            gevonden: dict[Any, list[Any]] = {}
            for catalogus, id in model.objects.filter(soort__catalogus__in=ids).values_list(
                "soort__catalogus", "pk"
            ):
                gevonden.setdefault(catalogus, []).append(id)
            blik.geladen[bron] = gevonden

    def toon(self, rij: Catalogus, blik: Blik) -> dict[str, Any]:
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
        for bron in ("zaaktypen", "besluittypen", "informatieobjecttypen"):
            uit[bron] = blik.urls("ztc", bron, blik.geladen[bron].get(rij.pk, ()))
        return uit

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Catalogus:
        return save_catalogus(gegevens=gegevens)
