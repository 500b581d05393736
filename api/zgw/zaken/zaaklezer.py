"""What the Zaken API takes in for a zaak. The names are those of the standard."""

from __future__ import annotations

from typing import Any, Final

from rest_framework import serializers

from api.zgw.kern.adres import ontleed
from api.zgw.kern.buiten import is_eigen
from api.zgw.kern.velden import (
    Duur,
    LegeTekst,
    Moment,
    Rsin,
    Tekst,
    VertrouwelijkheidVeld,
    Verwijzing,
    Webadres,
)
from modules.zgw.catalogus.models import Archiefnominatie, Zaaktype
from modules.zgw.zaken.models import Archiefstatus, Betalingsindicatie, Zaak

MEETKUNDE: Final = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
HOOGSTE_DIEPTE: Final = 8


def datum(naam: str | None = None) -> serializers.DateField:
    """A day that may be left out."""
    return serializers.DateField(required=False, allow_null=True, default=None, source=naam)


class VerlengingLezer(serializers.Serializer[Any]):
    """By how much a zaak was lengthened, and why."""

    reden = Tekst(max_length=200)
    duur = Duur()


class OpschortingLezer(serializers.Serializer[Any]):
    """Whether a zaak stands still, and why."""

    indicatie = serializers.BooleanField()
    reden = Tekst(max_length=200, allow_blank=True)


class RelevanteZaakLezer(serializers.Serializer[Any]):
    """Another zaak that has to do with this one (zrc-011)."""

    url = Webadres()
    aardRelatie = serializers.ChoiceField(choices=["vervolg", "onderwerp", "bijdrage"])

    def validate_url(self, waarde: str) -> str:
        """A zaak of this gemeente must be there; for one of somebody else `bewaar` looks elsewhere."""
        if not is_eigen(waarde):
            return waarde
        plek = ontleed(waarde)
        if plek is None or plek.bron != "zaken" or not Zaak.objects.filter(pk=plek.id).exists():
            raise serializers.ValidationError("Deze zaak kennen we niet.", code="bad-url")
        return waarde


class KenmerkLezer(serializers.Serializer[Any]):
    """What a zaak is called elsewhere."""

    kenmerk = Tekst(max_length=40)
    bron = Tekst(max_length=40)


class ProcessobjectLezer(serializers.Serializer[Any]):
    """The object whose end counts for how long the zaak is kept. Without one we answer empty fields."""

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Read what we answered as we meant it: a program sends a zaak back as it got it."""
        is_leeg = isinstance(data, dict) and data and not any(data.values())
        return None if is_leeg else super().run_validation(data)

    datumkenmerk = Tekst(max_length=250)
    identificatie = Tekst(max_length=250)
    objecttype = Tekst(max_length=250)
    registratie = Tekst(max_length=250)


class GeometrieVeld(serializers.JSONField):
    """A place as GeoJSON, in WGS 84."""

    default_error_messages = {"invalid-geojson": "Dit is geen GeoJSON-geometrie."}

    def to_internal_value(self, data: Any) -> Any:
        if not _is_meetkunde(data):
            self.fail("invalid-geojson")
        return data


def _is_meetkunde(data: Any, diepte: int = 0) -> bool:
    if not isinstance(data, dict) or diepte > HOOGSTE_DIEPTE or not isinstance(data.get("type"), str):
        return False
    if data["type"] == "GeometryCollection":
        delen = data.get("geometries")
        return (
            isinstance(delen, list) and bool(delen) and all(_is_meetkunde(deel, diepte + 1) for deel in delen)
        )
    return data["type"] in MEETKUNDE and _zijn_getallen(
        data.get("coordinates"), MEETKUNDE.index(data["type"])
    )


_DIEPTE: Final = (0, 1, 1, 2, 2, 3)


def _zijn_getallen(coordinaten: Any, soort: int, over: int | None = None) -> bool:
    over = _DIEPTE[soort] if over is None else over
    if not isinstance(coordinaten, list) or not coordinaten:
        return False
    if over:
        return all(_zijn_getallen(deel, soort, over - 1) for deel in coordinaten)
    goed = all(isinstance(getal, int | float) and not isinstance(getal, bool) for getal in coordinaten)
    return goed and len(coordinaten) == 2 and abs(coordinaten[0]) <= 180 and abs(coordinaten[1]) <= 90


class BinnenLezer(serializers.Serializer[Any]):
    """The area that zaken must lie within."""

    within = GeometrieVeld(required=False)


class ZaakLezer(serializers.Serializer[Zaak]):
    """A zaak."""

    url = serializers.URLField(read_only=True)
    uuid = serializers.UUIDField(read_only=True)
    identificatie = LegeTekst(max_length=40)
    bronorganisatie = Rsin()
    omschrijving = LegeTekst(max_length=80)
    toelichting = LegeTekst(max_length=1000)
    zaaktype = Verwijzing("ztc", "zaaktypen", lambda: Zaaktype.objects.select_related("soort"))
    registratiedatum = datum()
    verantwoordelijkeOrganisatie = Rsin(source="verantwoordelijke_organisatie")
    startdatum = serializers.DateField()
    einddatum = serializers.DateField(read_only=True)
    einddatumGepland = datum("einddatum_gepland")
    uiterlijkeEinddatumAfdoening = datum("uiterlijke_einddatum")
    publicatiedatum = datum()
    communicatiekanaal = Webadres(required=False, allow_blank=True, default="")
    productenOfDiensten = serializers.ListField(
        child=Webadres(), required=False, default=list, source="producten_of_diensten"
    )
    vertrouwelijkheidaanduiding = VertrouwelijkheidVeld(
        required=False, allow_blank=True, default=0, source="vertrouwelijkheid"
    )
    betalingsindicatie = serializers.ChoiceField(
        choices=Betalingsindicatie.choices, required=False, allow_blank=True, default=""
    )
    betalingsindicatieWeergave = serializers.CharField(read_only=True)
    laatsteBetaaldatum = Moment(required=False, allow_null=True, default=None, source="laatste_betaaldatum")
    zaakgeometrie = GeometrieVeld(required=False, allow_null=True, default=None)
    verlenging = VerlengingLezer(required=False, allow_null=True, default=None)
    opschorting = OpschortingLezer(required=False, allow_null=True, default=None)
    selectielijstklasse = Webadres(required=False, allow_blank=True, default="")
    hoofdzaak = Verwijzing(
        "zrc", "zaken", Zaak.objects.all, "no_match", required=False, allow_null=True, default=None
    )
    deelzaken = serializers.ListField(child=serializers.URLField(), read_only=True)
    relevanteAndereZaken = RelevanteZaakLezer(many=True, required=False, default=list)
    eigenschappen = serializers.ListField(child=serializers.URLField(), read_only=True)
    rollen = serializers.ListField(child=serializers.URLField(), read_only=True)
    status = serializers.URLField(read_only=True)
    zaakinformatieobjecten = serializers.ListField(child=serializers.URLField(), read_only=True)
    zaakobjecten = serializers.ListField(child=serializers.URLField(), read_only=True)
    kenmerken = KenmerkLezer(many=True, required=False, default=list)
    archiefnominatie = serializers.ChoiceField(
        choices=Archiefnominatie.choices, required=False, allow_blank=True, allow_null=True, default=""
    )
    archiefstatus = serializers.ChoiceField(
        choices=Archiefstatus.choices, required=False, default=Archiefstatus.NOG_TE_ARCHIVEREN
    )
    archiefactiedatum = datum()
    resultaat = serializers.URLField(read_only=True)
    opdrachtgevendeOrganisatie = Rsin(
        required=False, allow_blank=True, default="", source="opdrachtgevende_organisatie"
    )
    processobjectaard = LegeTekst(max_length=200, allow_null=True)
    startdatumBewaartermijn = datum("startdatum_bewaartermijn")
    processobject = ProcessobjectLezer(required=False, allow_null=True, default=None)
