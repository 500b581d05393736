"""Fields of the standard: addresses, RSIN, durations, confidentiality. Each says what is wrong in its codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from django.db.models import Model, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from stdnum.nl import bsn as elfproef

from api.zgw.kern.adres import ontleed
from modules.zgw.vertrouwelijkheid import CODES, Vertrouwelijkheid

DUUR: Final = re.compile(
    r"P(?=.)(?:\d{1,4}Y)?(?:\d{1,4}M)?(?:\d{1,4}W)?(?:\d{1,5}D)?(?:T(?=.)(?:\d{1,4}H)?(?:\d{1,4}M)?(?:\d{1,4}(?:\.\d+)?S)?)?"
)
_URL: Final = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)


class Tekst(serializers.CharField):
    """Text that keeps its spaces, and refuses the character that a database cannot hold."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("trim_whitespace", False)
        super().__init__(**kwargs)


class LegeTekst(Tekst):
    """Text that may be left out; then it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_blank=True, default="", **kwargs)


class NulTekst(Tekst):
    """Text that the standard gives as null when it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_blank=True, allow_null=True, default="", **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation(data) or ""


class Moment(serializers.DateTimeField):
    """A day with a time; the first and last days that there are fit in no zone, and are refused."""

    def to_internal_value(self, value: Any) -> Any:
        try:
            return super().to_internal_value(value)
        except OverflowError:
            self.fail("overflow")


class Webadres(serializers.URLField):
    """An address of somebody else: kept as it came; `kern.buiten` looks where a rule wants it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 1000)
        super().__init__(**kwargs)


class LeegWebadres(Webadres):
    """An address that may be left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_blank=True, default="", **kwargs)


@extend_schema_field(OpenApiTypes.URI)
class Verwijzing(serializers.Field):
    """The address of something of this gemeente; gives the row.

    Nothing is ever fetched: an address of another host or another gemeente is `bad-url`.
    """

    default_error_messages = {
        "invalid": "Dit is geen adres.",
        "bad-url": "Dit adres kennen we niet. Gebruik een adres van deze gemeente.",
        "no_match": "Dit adres kennen we niet. Gebruik een adres van deze gemeente.",
        "invalid-resource": "Op dit adres staat iets anders dan hier hoort.",
        "max_length": "Dit adres is langer dan 1000 tekens.",
    }

    def __init__(
        self,
        component: str,
        bron: str,
        rijen: Callable[[], QuerySet[Any]],
        onbekend: str = "bad-url",
        **kwargs: Any,
    ) -> None:
        self.component, self.bron, self.rijen, self.onbekend = component, bron, rijen, onbekend
        super().__init__(**kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Read an empty text as nothing, where nothing may be."""
        return super().run_validation(None if data == "" and self.allow_null else data)

    def to_internal_value(self, data: Any) -> Model:
        if not isinstance(data, str) or not _URL.fullmatch(data):
            self.fail("invalid" if data else "bad-url")
        if len(data) > 1000:
            self.fail("max_length")
        plek = ontleed(data)
        if plek is None:
            self.fail(self.onbekend)
        if (plek.component, plek.bron) != (self.component, self.bron):
            self.fail("invalid-resource")
        rij = self.rijen().filter(pk=plek.id).first()
        if rij is None:
            self.fail(self.onbekend)
        return rij

    def to_representation(self, value: Any) -> str:
        return str(value)


class Rsin(serializers.CharField):
    """The number of an organisation: nine digits that pass the eleven-test."""

    default_error_messages = {
        "invalid-length": "Een RSIN heeft 9 cijfers.",
        "only-digits": "Een RSIN bestaat uit cijfers.",
        "invalid": "Dit RSIN klopt niet. Kijk of er een cijfer is verwisseld.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=9, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        tekst = super().to_internal_value(data)
        if not tekst.isascii() or not tekst.isdigit():
            self.fail("only-digits")
        if len(tekst) != 9:
            self.fail("invalid-length")
        if not elfproef.is_valid(tekst):
            self.fail("invalid")
        return tekst


@extend_schema_field({"type": "string", "format": "duration"})
class Duur(serializers.CharField):
    """A duration of ISO 8601, kept as it was written: `P56D`."""

    default_error_messages = {"invalid": "Dit is geen duur. Schrijf bijvoorbeeld P6W of P56D."}

    def to_internal_value(self, data: Any) -> str:
        tekst = super().to_internal_value(data)
        if not DUUR.fullmatch(tekst):
            self.fail("invalid")
        return tekst


class NulDuur(Duur):
    """A duration that may be left out; the standard gives null then."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_null=True, default="", **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation(data) or ""


class VertrouwelijkheidVeld(serializers.ChoiceField):
    """The word of the standard outside, the rank within."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(code, code) for code in CODES], **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        code = super().to_internal_value(data)
        return int(Vertrouwelijkheid.van(code)) if code else 0
