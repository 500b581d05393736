"""`/zaken/{uuid}/besluiten`: the decisions of a zaak, as the register of decisions has them (brc-006).

The register of decisions leads: a row here is its besluit, so the two cannot differ. Who tells us of a
relation that is not there, or wants to cut one that is, is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from api.zgw.kern.blik import Blik
from api.zgw.kern.velden import Verwijzing
from api.zgw.zaken.basis import BIJWERKEN, LEZEN
from api.zgw.zaken.bij_zaak import OnderZaak
from modules.zgw.besluiten.models import Besluit
from modules.zgw.fouten import GEHEEL, fout


class ZaakBesluitLezer(serializers.Serializer[Any]):
    """A decision of a zaak."""

    url = serializers.URLField(read_only=True)
    uuid = serializers.UUIDField(read_only=True)
    besluit = Verwijzing("brc", "besluiten", lambda: Besluit.objects.select_related("zaak"))


class ZaakBesluiten(OnderZaak):
    """Decisions of a zaak."""

    naam, operatie = "besluiten", "zaakbesluit"
    serializer_class = ZaakBesluitLezer
    heeft_etag = False
    scopes = {"list": LEZEN, "retrieve": LEZEN, "create": BIJWERKEN, "destroy": BIJWERKEN}

    def rijen(self) -> QuerySet[Besluit]:
        return Besluit.objects.select_related("zaak").filter(zaak__isnull=False).order_by("id")

    def toon(self, rij: Besluit, blik: Blik) -> dict[str, Any]:
        return {
            "url": f"{blik.url('zrc', 'zaken', rij.zaak_id)}/besluiten/{rij.pk}",
            "uuid": rij.pk,
            "besluit": blik.url("brc", "besluiten", rij.pk),
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Besluit:
        zaak, besluit = self.zaak_van_adres(), gegevens["besluit"]
        self.weiger(zaak)
        if besluit.zaak_id != zaak.pk:
            reden = "Zet de zaak eerst bij het besluit: de Besluiten API is leidend."
            raise fout(GEHEEL, "inconsistent-relation", reden)
        return besluit

    def verwijder(self, rij: Any) -> None:
        self.weiger(rij.zaak)
        reden = "Het besluit staat nog bij deze zaak: de Besluiten API is leidend."
        raise fout(GEHEEL, "inconsistent-relation", reden)
