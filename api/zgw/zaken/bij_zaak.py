"""What hangs on a zaak: statussen, results, documents, properties, objects, contacts, requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, QuerySet
from django.http import Http404
from django.utils.timezone import now
from rest_framework import serializers

from api.zgw.catalogi.onderdelen import Eigenschappen as Eigenschaptypen
from api.zgw.catalogi.onderdelen import Statustypen
from api.zgw.catalogi.resultaattypen import Resultaattypen
from api.zgw.kern.blik import Blik
from api.zgw.kern.bron import Bron, Vraag
from api.zgw.kern.buiten import weiger_wat_weg_is
from api.zgw.kern.expand import Relatie
from api.zgw.kern.velden import LegeTekst, Moment, Tekst, Verwijzing, Webadres
from api.zgw.zaken.basis import BIJWERKEN, LEZEN, BijZaak, ZaakVraag
from api.zgw.zaken.zaken import Zaken
from modules.zgw.catalogus.models import Eigenschap, Resultaattype, Statustype
from modules.zgw.fouten import GEHEEL, Verboden, fout
from modules.zgw.zaken.actions.status import AANMAKEN, HEROPENEN, TOEVOEGEN, set_status
from modules.zgw.zaken.models import (
    Klantcontact,
    Resultaat,
    Rol,
    Status,
    Zaak,
    ZaakContactmoment,
    ZaakDocument,
    ZaakEigenschap,
    ZaakVerzoek,
)


def zaken() -> QuerySet[Zaak]:
    """Return the zaken that something may hang on."""
    return Zaak.objects.select_related("zaaktype", "soort")


def _rollen() -> type[Bron]:
    from api.zgw.zaken.rollen import Rollen

    return Rollen


def _documenten() -> type[Bron]:
    from api.zgw.zaken.documenten import ZaakDocumenten

    return ZaakDocumenten


class BijZaakLezer(serializers.Serializer[Any]):
    """What everything that hangs on a zaak has."""

    url = serializers.URLField(read_only=True)
    uuid = serializers.UUIDField(read_only=True)
    zaak = Verwijzing("zrc", "zaken", zaken)


class StatusLezer(BijZaakLezer):
    """A status."""

    statustype = Verwijzing("ztc", "statustypen", Statustype.objects.all)
    datumStatusGezet = Moment(source="gezet_op")
    statustoelichting = LegeTekst(max_length=1000, source="toelichting")
    indicatieLaatstGezetteStatus = serializers.BooleanField(read_only=True)
    gezetdoor = Verwijzing(
        "zrc", "rollen", Rol.objects.all, required=False, allow_null=True, default=None, source="gezet_door"
    )
    zaakinformatieobjecten = serializers.ListField(child=serializers.URLField(), read_only=True)


class StatusVraag(ZaakVraag):
    """How statussen are asked for."""

    statustype = serializers.URLField(required=False)
    indicatieLaatstGezetteStatus = serializers.BooleanField(required=False)


class Statussen(BijZaak):
    """Statussen: set, never changed, never removed."""

    naam, operatie = "statussen", "status"
    serializer_class = StatusLezer
    vraag = StatusVraag
    adresvelden = {"statustype": ("statustypen", "statustype")}
    relaties: ClassVar[Mapping[str, Relatie]] = {
        "zaak": Relatie(lambda: Zaken, lambda rij, _: rij.zaak_id),
        "statustype": Relatie(lambda: Statustypen, lambda rij, _: rij.statustype_id),
        "gezetdoor": Relatie(_rollen, lambda rij, _: rij.gezet_door_id, leeg=False),
        "zaakinformatieobjecten": Relatie(_documenten, lambda rij, _: rij.document_ids),
    }
    scopes = {"list": LEZEN, "retrieve": LEZEN, "create": (AANMAKEN, TOEVOEGEN, HEROPENEN)}

    def rijen(self) -> QuerySet[Status]:
        documenten = ZaakDocument.objects.filter(status=OuterRef("pk")).order_by("geregistreerd_op", "id")
        statussen = Status.objects.select_related("zaak").order_by("-gezet_op", "-id")
        return statussen.annotate(document_ids=ArraySubquery(documenten.values("pk")))

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, waarden)
        laatste = waarden.get("indicatieLaatstGezetteStatus")
        if laatste is None:
            return rijen
        is_laatste = models.Q(pk=models.F("zaak__status"))
        return rijen.filter(is_laatste if laatste else ~is_laatste)

    def toon(self, rij: Any, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("zrc", "statussen", rij.pk),
            "uuid": rij.pk,
            "zaak": blik.url("zrc", "zaken", rij.zaak_id),
            "statustype": blik.url("ztc", "statustypen", rij.statustype_id),
            "datumStatusGezet": rij.gezet_op,
            "statustoelichting": rij.toelichting,
            "indicatieLaatstGezetteStatus": rij.zaak.status_id == rij.pk,
            "gezetdoor": blik.url("zrc", "rollen", rij.gezet_door_id) or "",
            "zaakinformatieobjecten": blik.urls("zrc", "zaakinformatieobjecten", rij.document_ids),
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Status:
        zaak: Zaak = gegevens["zaak"]
        machtiging = self.aanroeper.machtiging

        def mag(scope: str) -> bool:
            return machtiging.bereik("zrc", (scope,)).bevat(zaak.soort_id, zaak.vertrouwelijkheid)

        return set_status(
            zaak=zaak, statustype=gegevens["statustype"], gezet_op=gegevens["gezet_op"],
            toelichting=gegevens["toelichting"], gezet_door=gegevens["gezet_door"], mag=mag, at=now(),
        )  # fmt: skip


class ResultaatLezer(BijZaakLezer):
    """A result."""

    resultaattype = Verwijzing("ztc", "resultaattypen", Resultaattype.objects.all)
    toelichting = LegeTekst(max_length=1000)


class ResultaatVraag(ZaakVraag):
    """How results are asked for."""

    resultaattype = serializers.URLField(required=False)


class Resultaten(BijZaak):
    """Results: one a zaak."""

    naam, operatie = "resultaten", "resultaat"
    serializer_class = ResultaatLezer
    vraag = ResultaatVraag
    adresvelden = {"resultaattype": ("resultaattypen", "resultaattype")}
    relaties: ClassVar[Mapping[str, Relatie]] = {
        "zaak": Relatie(lambda: Zaken, lambda rij, _: rij.zaak_id),
        "resultaattype": Relatie(lambda: Resultaattypen, lambda rij, _: rij.resultaattype_id),
    }
    scopes = {
        "list": LEZEN,
        "retrieve": LEZEN,
        "create": BIJWERKEN,
        "update": BIJWERKEN,
        "destroy": BIJWERKEN,
    }

    def rijen(self) -> QuerySet[Resultaat]:
        return Resultaat.objects.select_related("zaak").order_by("-id")

    def toon(self, rij: Resultaat, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("zrc", "resultaten", rij.pk),
            "uuid": rij.pk,
            "zaak": blik.url("zrc", "zaken", rij.zaak_id),
            "resultaattype": blik.url("ztc", "resultaattypen", rij.resultaattype_id),
            "toelichting": rij.toelichting,
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Resultaat:
        zaak: Zaak = gegevens["zaak"]
        self.weiger(zaak)
        weiger_andere_zaak(rij, zaak)
        if gegevens["resultaattype"].zaaktype_id != zaak.zaaktype_id:
            raise fout(GEHEEL, "zaaktype-mismatch", "Dit resultaattype hoort bij een ander zaaktype.")
        if rij is None and Resultaat.objects.filter(zaak=zaak).exists():
            raise fout("zaak", "unique", "Deze zaak heeft al een resultaat.")
        return schrijf(rij or Resultaat(), gegevens)


class EigenschapLezer(serializers.Serializer[Any]):
    """The value of a property."""

    url = serializers.URLField(read_only=True)
    uuid = serializers.UUIDField(read_only=True)
    zaak = Verwijzing("zrc", "zaken", zaken, required=False)
    eigenschap = Verwijzing("ztc", "eigenschappen", Eigenschap.objects.all)
    naam = serializers.CharField(read_only=True)
    waarde = Tekst()


class OnderZaak(BijZaak):
    """What has its address below that of its zaak."""

    vraag: ClassVar[type[Vraag]] = Vraag
    met_bladen = False

    def zaak_van_adres(self) -> Zaak:
        """Return the zaak of this address.

        :raises Http404: there is none.
        """
        zaak = zaken().filter(pk=self.kwargs["zaak_uuid"]).first()
        if zaak is None:
            raise Http404
        return zaak

    def binnen(self, rijen: QuerySet[Any], bereik: Any) -> QuerySet[Any]:
        if "zaak_uuid" in self.kwargs:
            zaak = self.zaak_van_adres()
            if not bereik.bevat(zaak.soort_id, zaak.vertrouwelijkheid):
                raise Verboden
            rijen = rijen.filter(zaak=zaak)
        return super().binnen(rijen, bereik)

    def zoek(self, *, schrijven: bool = False) -> Any:
        rij = super().zoek(schrijven=schrijven)
        if rij.zaak_id != self.kwargs["zaak_uuid"]:
            raise Http404
        return rij


class Eigenschappen(OnderZaak):
    """Values of properties."""

    naam, operatie = "zaakeigenschappen", "zaakeigenschap"
    serializer_class = EigenschapLezer
    relaties: ClassVar[Mapping[str, Relatie]] = {
        "eigenschap": Relatie(lambda: Eigenschaptypen, lambda rij, _: rij.eigenschap_id),
    }
    scopes = {
        "list": LEZEN,
        "retrieve": LEZEN,
        "create": BIJWERKEN,
        "update": BIJWERKEN,
        "destroy": BIJWERKEN,
    }

    def rijen(self) -> QuerySet[ZaakEigenschap]:
        return ZaakEigenschap.objects.select_related("zaak").order_by("naam", "id")

    def toon(self, rij: ZaakEigenschap, blik: Blik) -> dict[str, Any]:
        zaak = blik.url("zrc", "zaken", rij.zaak_id)
        return {
            "url": f"{zaak}/zaakeigenschappen/{rij.pk}",
            "uuid": rij.pk,
            "zaak": zaak,
            "eigenschap": blik.url("ztc", "eigenschappen", rij.eigenschap_id),
            "naam": rij.naam,
            "waarde": rij.waarde,
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> ZaakEigenschap:
        zaak, eigenschap = self.zaak_van_adres(), gegevens["eigenschap"]
        self.weiger(zaak)
        if gegevens.get("zaak") not in (None, zaak):
            raise fout("zaak", "invalid", "Dit is een andere zaak dan die van dit adres.")
        if eigenschap.zaaktype_id != zaak.zaaktype_id:
            raise fout(GEHEEL, "zaaktype-mismatch", "Deze eigenschap hoort bij een ander zaaktype.")
        if rij is not None and rij.eigenschap_id != eigenschap.pk:
            raise fout("eigenschap", "wijzigen-niet-toegelaten", "Verander alleen de waarde.")
        velden = {
            "zaak": zaak,
            "eigenschap": eigenschap,
            "naam": eigenschap.naam,
            "waarde": gegevens["waarde"],
        }
        return schrijf(rij or ZaakEigenschap(), velden)


class ContactmomentLezer(BijZaakLezer):
    """A contact elsewhere."""

    contactmoment = Webadres()


class ContactmomentVraag(ZaakVraag):
    """How contacts are asked for."""

    contactmoment = serializers.URLField(required=False)


class Verbanden(BijZaak):
    """An address of somebody else that is tied to a zaak; no page, a bare list."""

    met_bladen = False
    heeft_etag = False
    model: ClassVar[type[Any]]
    veld: ClassVar[str]
    scopes = {
        "list": LEZEN, "retrieve": LEZEN, "create": ("zaken.bijwerken",), "destroy": ("zaken.bijwerken",),
    }  # fmt: skip

    def rijen(self) -> QuerySet[Any]:
        return self.model.objects.select_related("zaak").order_by("id")

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, waarden)
        return rijen.filter(**{self.veld: waarden[self.veld]}) if self.veld in waarden else rijen

    def toon(self, rij: Any, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("zrc", self.naam, rij.pk),
            "uuid": rij.pk,
            "zaak": blik.url("zrc", "zaken", rij.zaak_id),
            self.veld: getattr(rij, self.veld),
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Any:
        self.weiger(gegevens["zaak"])
        if self.model.objects.filter(**gegevens).exists():
            raise fout(GEHEEL, "unique", "Dit hoort al bij deze zaak.")
        weiger_wat_weg_is(gegevens[self.veld], self.veld)
        return self.model.objects.create(**gegevens)


class Contactmomenten(Verbanden):
    """Contacts elsewhere."""

    naam, operatie, model, veld = (
        "zaakcontactmomenten",
        "zaakcontactmoment",
        ZaakContactmoment,
        "contactmoment",
    )
    serializer_class = ContactmomentLezer
    vraag = ContactmomentVraag


class VerzoekLezer(BijZaakLezer):
    """A request elsewhere."""

    verzoek = Webadres()


class VerzoekVraag(ZaakVraag):
    """How requests are asked for."""

    verzoek = serializers.URLField(required=False)


class Verzoeken(Verbanden):
    """Requests elsewhere."""

    naam, operatie, model, veld = "zaakverzoeken", "zaakverzoek", ZaakVerzoek, "verzoek"
    serializer_class = VerzoekLezer
    vraag = VerzoekVraag


class KlantcontactLezer(BijZaakLezer):
    """A contact."""

    identificatie = LegeTekst(max_length=14)
    datumtijd = Moment(source="moment")
    kanaal = LegeTekst(max_length=20)
    onderwerp = LegeTekst(max_length=200)
    toelichting = LegeTekst(max_length=1000)


class Klantcontacten(BijZaak):
    """Contacts about a zaak, of the old resource."""

    naam, operatie = "klantcontacten", "klantcontact"
    serializer_class = KlantcontactLezer
    heeft_etag = False
    scopes = {"list": LEZEN, "retrieve": LEZEN, "create": BIJWERKEN}

    def rijen(self) -> QuerySet[Klantcontact]:
        return Klantcontact.objects.select_related("zaak").order_by("-moment", "id")

    def toon(self, rij: Klantcontact, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("zrc", "klantcontacten", rij.pk),
            "uuid": rij.pk,
            "zaak": blik.url("zrc", "zaken", rij.zaak_id),
            "identificatie": rij.identificatie,
            "datumtijd": rij.moment,
            "kanaal": rij.kanaal,
            "onderwerp": rij.onderwerp,
            "toelichting": rij.toelichting or "",
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Klantcontact:
        self.weiger(gegevens["zaak"])
        velden = dict(gegevens)
        if velden["moment"] > now():
            raise fout("datumtijd", "invalid", "Een contact kan niet in de toekomst liggen.")
        velden["toelichting"] = velden["toelichting"] or None
        if Klantcontact.objects.filter(identificatie=velden["identificatie"]).exists():
            raise fout("identificatie", "unique", "Er is al een klantcontact met deze identificatie.")
        contact = Klantcontact(**velden)
        contact.identificatie = contact.identificatie or f"KC{contact.pk.int % 10**12:012d}"
        contact.save()
        return contact


def schrijf(rij: Any, velden: Mapping[str, Any]) -> Any:
    """Set the columns of a row and save it."""
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij.save()
    return rij


def weiger_andere_zaak(rij: Any | None, zaak: Zaak) -> None:
    """Refuse to move something to another zaak.

    :raises Ongeldig: wijzigen-niet-toegelaten.
    """
    if rij is not None and rij.zaak_id != zaak.pk:
        raise fout("zaak", "wijzigen-niet-toegelaten", "Dit blijft bij zijn zaak.")
