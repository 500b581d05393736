"""`/verzendingen`: from whom documents came, and to whom they went."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.db.models import QuerySet
from rest_framework import serializers

from api.zgw.documenten.basis import BRON, BijDocument, BijDocumentLezer, DocumentVraag
from api.zgw.documenten.informatieobjecten import Informatieobjecten
from api.zgw.kern.blik import Blik
from api.zgw.kern.bron import Vraag
from api.zgw.kern.expand import Relatie
from api.zgw.kern.velden import LegeTekst, Tekst, Webadres
from modules.zgw.documenten.actions.bij_document import save_verzending, sleutel_van
from modules.zgw.documenten.models import AardRelatie, Verzending

_POSTADRES: Final = ("antwoordnummer", "postbusnummer")


def _nul(max_length: int) -> Tekst:
    return Tekst(max_length=max_length, required=False, allow_blank=True, allow_null=True, default=None)


class BinnenlandLezer(serializers.Serializer[Any]):
    """An address in the Netherlands."""

    huisletter = LegeTekst(max_length=1)
    huisnummer = serializers.IntegerField(min_value=1, max_value=99_999)
    huisnummerToevoeging = LegeTekst(max_length=4)
    naamOpenbareRuimte = Tekst(max_length=80)
    postcode = LegeTekst(max_length=6)
    woonplaatsnaam = Tekst(max_length=80)


class BuitenlandLezer(serializers.Serializer[Any]):
    """An address abroad."""

    adresBuitenland1 = Tekst(max_length=35)
    adresBuitenland2 = LegeTekst(max_length=35)
    adresBuitenland3 = LegeTekst(max_length=35)
    landPostadres = Webadres(max_length=200)


class PostbusLezer(serializers.Serializer[Any]):
    """A post-office box."""

    postBusOfAntwoordnummer = serializers.IntegerField(min_value=1, max_value=9999)
    postadresPostcode = Tekst(max_length=6)
    postadresType = serializers.ChoiceField(choices=_POSTADRES)
    woonplaatsnaam = Tekst(max_length=80)


class VerzendingLezer(BijDocumentLezer):
    """From whom, or to whom. What says who it was is gathered by `bewaar` and kept closed."""

    betrokkene = Webadres(max_length=200)
    aardRelatie = serializers.ChoiceField(choices=AardRelatie.choices, source="aard_relatie")
    toelichting = LegeTekst(max_length=200)
    ontvangstdatum = serializers.DateField(required=False, allow_null=True, default=None)
    verzenddatum = serializers.DateField(required=False, allow_null=True, default=None)
    contactPersoon = Webadres()
    contactpersoonnaam = LegeTekst(max_length=40)
    binnenlandsCorrespondentieadres = BinnenlandLezer(required=False, allow_null=True, default=None)
    buitenlandsCorrespondentieadres = BuitenlandLezer(required=False, allow_null=True, default=None)
    correspondentiePostadres = PostbusLezer(required=False, allow_null=True, default=None)
    faxnummer = _nul(15)
    emailadres = _nul(100)
    mijnOverheid = serializers.BooleanField(required=False, default=False, source="is_mijn_overheid")
    telefoonnummer = _nul(15)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What came has the day of coming, what went that of going."""
        naam = "ontvangstdatum" if attrs["aard_relatie"] == AardRelatie.AFZENDER else "verzenddatum"
        if attrs[naam] is None:
            reden = "Bij een afzender hoort een ontvangstdatum, bij een geadresseerde een verzenddatum."
            raise serializers.ValidationError({naam: [serializers.ErrorDetail(reden, code="required")]})
        return attrs


class VerzendingVraag(DocumentVraag):
    """How they are asked for."""

    aardRelatie = serializers.ChoiceField(choices=AardRelatie.choices, required=False)
    betrokkene = serializers.URLField(required=False)
    expand = serializers.CharField(required=False)


WIE: Final = (
    "betrokkene", "toelichting", "contactPersoon", "contactpersoonnaam", "binnenlandsCorrespondentieadres",
    "buitenlandsCorrespondentieadres", "correspondentiePostadres", "faxnummer", "emailadres", "telefoonnummer",
)  # fmt: skip
"""What says who it was and where they live: kept closed, as one."""


class Verzendingen(BijDocument):
    """From whom and to whom."""

    naam, operatie = "verzendingen", "verzending"
    serializer_class = VerzendingLezer
    vraag: ClassVar[type[Vraag]] = VerzendingVraag
    relaties: ClassVar[Mapping[str, Relatie]] = {
        "informatieobject": Relatie(lambda: Informatieobjecten, lambda rij, _: rij.document_id)
    }

    def rijen(self) -> QuerySet[Verzending]:
        return Verzending.objects.select_related("document__versie").order_by("-id")

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, waarden)
        if "aardRelatie" in waarden:
            rijen = rijen.filter(aard_relatie=waarden["aardRelatie"])
        if "betrokkene" in waarden:
            rijen = rijen.filter(betrokkene_index=sleutel_van(waarden["betrokkene"]))
        return rijen

    def toon(self, rij: Verzending, blik: Blik) -> dict[str, Any]:
        wie: dict[str, Any] = json.loads(str(rij.wie))
        return {
            "url": blik.url("drc", "verzendingen", rij.pk),
            "informatieobject": blik.url("drc", BRON, rij.document_id),
            "aardRelatie": rij.aard_relatie,
            "ontvangstdatum": rij.ontvangstdatum,
            "verzenddatum": rij.verzenddatum,
            "mijnOverheid": rij.is_mijn_overheid,
            **{naam: wie.get(naam) for naam in WIE},
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Verzending:
        self.weiger(gegevens["document"], rij)
        velden = {naam: waarde for naam, waarde in gegevens.items() if naam not in WIE}
        return save_verzending(verzending=rij, velden=velden, wie={naam: gegevens[naam] for naam in WIE})

    def verwijder(self, rij: Any) -> None:
        self.weiger(rij.document)
        rij.delete()

    def weergave(self, rij: Mapping[str, Any]) -> str:
        return f"Verzending ({rij.get('aardRelatie', '')})"
