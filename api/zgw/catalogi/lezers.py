"""What the Catalogi API takes in. The names are those of the standard."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.zgw.kern.bron import Vraag
from api.zgw.kern.velden import LegeTekst, NulTekst, Rsin, Tekst
from modules.zgw.catalogus.models import Catalogus


class CatalogusLezer(serializers.Serializer[Catalogus]):
    """A catalogus."""

    url = serializers.URLField(read_only=True)
    domein = Tekst(min_length=5, max_length=5)
    rsin = Rsin()
    contactpersoonBeheerNaam = Tekst(max_length=40, source="contactpersoon_naam")
    contactpersoonBeheerTelefoonnummer = LegeTekst(max_length=20, source="contactpersoon_telefoon")
    contactpersoonBeheerEmailadres = serializers.EmailField(
        max_length=254, required=False, allow_blank=True, default="", source="contactpersoon_email"
    )
    naam = NulTekst(max_length=200)
    versie = NulTekst(max_length=20)
    begindatumVersie = serializers.DateField(
        required=False, allow_null=True, default=None, source="begindatum_versie"
    )
    zaaktypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    besluittypen = serializers.ListField(child=serializers.URLField(), read_only=True)
    informatieobjecttypen = serializers.ListField(child=serializers.URLField(), read_only=True)

    def validate_domein(self, waarde: str) -> str:
        """Five capitals."""
        if not (waarde.isascii() and waarde.isalpha() and waarde.isupper()):
            raise serializers.ValidationError("Een domein bestaat uit 5 hoofdletters.", code="invalid")
        return waarde


class CatalogusVraag(Vraag):
    """How catalogussen are asked for."""

    domein = serializers.CharField(required=False)
    domein__in = serializers.CharField(required=False)
    rsin = serializers.CharField(required=False)
    rsin__in = serializers.CharField(required=False)


def komma(tekst: str) -> list[str]:
    """Read a list with commas."""
    return [deel for deel in tekst.split(",") if deel]


Gegevens = dict[str, Any]
