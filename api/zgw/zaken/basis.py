"""What the resources of the Zaken API have in common: rights by zaak, closed zaken, CRS, traces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from api.zgw.kern.adres import ontleed
from api.zgw.kern.bereik import binnen_bereik
from api.zgw.kern.blik import Blik, woord
from api.zgw.kern.bron import Bron, Vraag
from api.zgw.kern.problemen import Probleem
from modules.zgw.autorisaties.rules.machtiging import Bereik
from modules.zgw.catalogus.models import Zaaktype
from modules.zgw.fouten import Verboden
from modules.zgw.sporen.actions import Hoofdobject
from modules.zgw.zaken.actions.zaak import weiger_gesloten
from modules.zgw.zaken.models import Zaak

LEZEN: Final = ("zaken.lezen",)
FORCEREN: Final = "zaken.geforceerd-bijwerken"
BIJWERKEN: Final = ("zaken.bijwerken", FORCEREN)
CRS: Final = "EPSG:4326"


def hoofdzaak_van(zaak: Zaak, zaaktype: Zaaktype | None = None) -> Hoofdobject:
    """Return what traces and messages about a zaak carry: no name, no number of a person."""
    blik = Blik()
    return Hoofdobject(
        kanaal="zaken",
        id=zaak.pk,
        url=str(blik.url("zrc", "zaken", zaak.pk)),
        kenmerken={
            "bronorganisatie": zaak.bronorganisatie,
            "zaaktype": str(blik.url("ztc", "zaaktypen", zaak.zaaktype_id)),
            "zaaktype.catalogus": str(blik.url("ztc", "catalogussen", zaak.soort.catalogus_id)),
            "vertrouwelijkheidaanduiding": woord(zaak.vertrouwelijkheid),
        },
    )


class ZakenBron(Bron):
    """A resource of this register."""

    component, versie = "zrc", "1.5.1"


class ZaakVraag(Vraag):
    """How what hangs on a zaak is asked for."""

    zaak = serializers.URLField(required=False)


class BijZaak(ZakenBron):
    """What hangs on a zaak. Its rights and its end are those of the zaak."""

    vraag: ClassVar[type[Vraag]] = ZaakVraag
    adresvelden: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Filters on an address: the parameter → (resource, column)."""

    def binnen(self, rijen: QuerySet[Any], bereik: Bereik) -> QuerySet[Any]:
        return rijen.filter(binnen_bereik(bereik, "zaak__"))

    def mag_rij(self, rij: Any, bereik: Bereik) -> bool:
        return bereik.bevat(rij.zaak.soort_id, rij.zaak.vertrouwelijkheid)

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        for naam, (bron, kolom) in {"zaak": ("zaken", "zaak"), **self.adresvelden}.items():
            if naam in waarden:
                plek = ontleed(waarden[naam])
                if plek is None or plek.bron != bron:
                    return rijen.none()
                rijen = rijen.filter(**{kolom: plek.id})
        return rijen

    def huishouden_van(self, rij: Any) -> UUID | None:
        return rij.zaak.huishouden_id

    def hoofdobject(self, rij: Any) -> Hoofdobject | None:
        return hoofdzaak_van(rij.zaak)

    def weiger(self, zaak: Zaak) -> None:
        """Refuse to change what hangs on a zaak out of reach, or on one that is closed.

        :raises Verboden: it may not.
        """
        if not self.bereik().bevat(zaak.soort_id, zaak.vertrouwelijkheid):
            raise Verboden
        machtiging = self.aanroeper.machtiging.bereik("zrc", (FORCEREN,))
        weiger_gesloten(zaak, geforceerd=machtiging.bevat(zaak.soort_id, zaak.vertrouwelijkheid))

    def verwijder(self, rij: Any) -> None:
        self.weiger(rij.zaak)
        rij.delete()


class MetCrs(ZakenBron):
    """Zaken themselves ask for a coordinate system (zgw.md 3): only WGS 84 is there."""

    @classmethod
    def koppen_nodig(cls, actie: str) -> Mapping[str, str]:
        if actie == "destroy":
            return {}
        namen = ("Accept-Crs",) if actie in ("list", "retrieve", "koppen") else ("Accept-Crs", "Content-Crs")
        return dict.fromkeys(namen, CRS)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        gevraagd = request.headers.get("Accept-Crs")
        if request.method == "DELETE":
            return
        if gevraagd is None:
            raise Probleem(412, "Stuur de kop Accept-Crs mee: EPSG:4326.")
        if gevraagd != CRS:
            raise Probleem(406, "We kennen alleen EPSG:4326.")
        if request.method in ("POST", "PUT", "PATCH"):
            gestuurd = request.headers.get("Content-Crs")
            if gestuurd is None:
                raise Probleem(412, "Stuur de kop Content-Crs mee: EPSG:4326.")
            if gestuurd != CRS:
                raise Probleem(406, "We kennen alleen EPSG:4326.")

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        antwoord = super().finalize_response(request, response, *args, **kwargs)
        antwoord["Content-Crs"] = CRS
        return antwoord
