"""What the Documenten API takes in for a document. The names are those of the standard."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any, Final

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.zgw.kern.bron import Vraag
from api.zgw.kern.problemen import Probleem
from api.zgw.kern.velden import (
    LeegWebadres,
    LegeTekst,
    Moment,
    Rsin,
    Tekst,
    VertrouwelijkheidVeld,
    Verwijzing,
)
from modules.zgw.catalogus.models import Informatieobjecttype
from modules.zgw.documenten.actions.inhoud import BLIJFT, InDelen, Wens
from modules.zgw.documenten.models import Algoritme, Documentstatus, Ondertekeningsoort
from modules.zgw.documenten.rules.delen import MAX_INHOUD, MAX_OMVANG
from modules.zgw.fouten import GEHEEL, fout

TE_GROOT = (
    f"Dit document is groter dan {MAX_INHOUD // 1024**2} MB. Laat inhoud leeg, geef bestandsomvang, en stuur "
    "de bestandsdelen die je dan krijgt."
)
NIET_GEZEGD: Final = -1
_PLUS: Final = re.compile(r" (\d\d:?\d\d)$")
VEEL_TE_GROOT = f"Een document is hier hoogstens {MAX_OMVANG // 1024**2} MB."


@extend_schema_field(OpenApiTypes.BYTE)
class InhoudVeld(serializers.Field):
    """Bytes as base64."""

    default_error_messages = {"invalid": "Dit is geen base64."}

    def to_internal_value(self, data: Any) -> bytes:
        if not isinstance(data, str):
            self.fail("invalid")
        if len(data) * 3 // 4 > MAX_INHOUD + 2:
            raise Probleem(413, TE_GROOT)
        try:
            return base64.b64decode(data, validate=True)
        except (binascii.Error, ValueError):
            self.fail("invalid")

    def to_representation(self, value: Any) -> str:
        return str(value)


class Groep(serializers.Serializer[Any]):
    """A group of fields: null, or all of it. Open Zaak gives one with empty fields for null."""

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if isinstance(data, dict) and data and not any(data.values()) and self.allow_null:
            return None
        return super().run_validation(data)


class OndertekeningLezer(Groep):
    """How and when it was signed."""

    soort = serializers.ChoiceField(choices=Ondertekeningsoort.choices)
    datum = serializers.DateField()


class IntegriteitLezer(Groep):
    """A checksum."""

    algoritme = serializers.ChoiceField(choices=Algoritme.choices)
    waarde = Tekst(max_length=128)
    datum = serializers.DateField()


def _dag(naam: str | None = None) -> serializers.DateField:
    return serializers.DateField(required=False, allow_null=True, default=None, source=naam)


class DocumentLezer(serializers.Serializer[Any]):
    """A document."""

    url = serializers.URLField(read_only=True)
    identificatie = LegeTekst(max_length=40)
    bronorganisatie = Rsin()
    creatiedatum = serializers.DateField()
    titel = Tekst(max_length=200)
    vertrouwelijkheidaanduiding = VertrouwelijkheidVeld(
        required=False, allow_blank=True, default=0, source="vertrouwelijkheid"
    )
    auteur = Tekst(max_length=200)
    status = serializers.ChoiceField(
        choices=Documentstatus.choices, required=False, allow_blank=True, default=""
    )
    formaat = LegeTekst(max_length=255)
    taal = Tekst(min_length=3, max_length=3)
    versie = serializers.IntegerField(read_only=True)
    beginRegistratie = serializers.DateTimeField(read_only=True)
    bestandsnaam = LegeTekst(max_length=255)
    inhoud = InhoudVeld(required=False, allow_null=True, default=lambda: BLIJFT)
    bestandsomvang = serializers.IntegerField(
        required=False, allow_null=True, default=NIET_GEZEGD, min_value=0, max_value=2**63 - 1
    )
    link = LeegWebadres(max_length=200)
    beschrijving = LegeTekst(max_length=1000)
    ontvangstdatum = _dag()
    verzenddatum = _dag()
    indicatieGebruiksrecht = serializers.BooleanField(
        required=False, allow_null=True, default=None, source="indicatie_gebruiksrecht"
    )
    verschijningsvorm = LegeTekst(max_length=10_000)
    ondertekening = OndertekeningLezer(required=False, allow_null=True, default=None)
    integriteit = IntegriteitLezer(required=False, allow_null=True, default=None)
    informatieobjecttype = Verwijzing("ztc", "informatieobjecttypen", Informatieobjecttype.objects.all)
    trefwoorden = serializers.ListField(child=Tekst(max_length=100), required=False, default=list)
    lock = LegeTekst(max_length=100, write_only=True)
    locked = serializers.BooleanField(read_only=True)


def wens_van(inhoud: Any, omvang: Any, *, nu: int | None, is_nieuw: bool) -> Wens:
    """Read what the content is to be: bytes, pieces, nothing, or what it was.

    `omvang` without `inhoud` asks for pieces, unless it says what is there already.

    :raises Ongeldig: file-size.
    :raises Probleem: 413.
    """
    gegeven = None if omvang == NIET_GEZEGD else omvang
    if isinstance(inhoud, bytes):
        if len(inhoud) > MAX_INHOUD:
            raise Probleem(413, TE_GROOT)
        if gegeven is not None and gegeven != len(inhoud):
            reden = f"De inhoud is {len(inhoud)} bytes, en bestandsomvang zegt {gegeven}."
            raise fout(GEHEEL, "file-size", reden)
        return inhoud
    if inhoud is BLIJFT and not is_nieuw and gegeven in (None, nu):
        return BLIJFT
    if gegeven is None:
        return None
    if gegeven > MAX_OMVANG:
        raise Probleem(413, VEEL_TE_GROOT)
    return InDelen(gegeven) if gegeven else b""


class DocumentVraag(Vraag):
    """How documents are asked for."""

    identificatie = serializers.CharField(required=False, max_length=40)
    bronorganisatie = Rsin(required=False)
    trefwoorden = serializers.CharField(required=False)
    expand = serializers.CharField(required=False)


class ZoekVraag(serializers.Serializer[Any]):
    """The body of `_zoek`."""

    uuid__in = serializers.ListField(child=serializers.UUIDField(), max_length=1000)
    identificatie = serializers.CharField(required=False, max_length=40)
    bronorganisatie = Rsin(required=False)
    expand = serializers.CharField(required=False)
    page = serializers.IntegerField(required=False, min_value=1, max_value=10**6)


class VersieVraag(serializers.Serializer[Any]):
    """Which version is asked for."""

    versie = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    registratieOp = Moment(required=False)

    def to_internal_value(self, data: Any) -> Any:
        """Mend the plus that an address made a space."""
        heel = {naam: _PLUS.sub(r"+\1", waarde) for naam, waarde in data.items()}
        return super().to_internal_value(heel)
