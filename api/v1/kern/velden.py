"""Fields that take what people write, and refuse it in the words of the screen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from keukentafel.values.bsn import Bsn
from keukentafel.values.ongeldig import OngeldigeWaarde
from keukentafel.values.postcode import Postcode
from keukentafel.values.telefoon import Telefoonnummer
from modules.inrichting.models import Wijkteam


class PostcodeVeld(serializers.CharField):
    """A postcode, with or without a space."""

    def to_internal_value(self, data: Any) -> str:
        try:
            return Postcode(super().to_internal_value(data)).compact
        except OngeldigeWaarde as nee:
            raise serializers.ValidationError(str(nee)) from nee


class TelefoonVeld(serializers.CharField):
    """A telephone number, in the forms people write it."""

    def to_internal_value(self, data: Any) -> str:
        try:
            return Telefoonnummer(super().to_internal_value(data)).nummer
        except OngeldigeWaarde as nee:
            raise serializers.ValidationError(str(nee)) from nee


class BsnVeld(serializers.CharField):
    """A BSN that passes the 11-proef, kept as nine digits. What was sent is never said again."""

    def to_internal_value(self, data: Any) -> str:
        try:
            return Bsn(super().to_internal_value(data)).nummer
        except OngeldigeWaarde as nee:
            raise serializers.ValidationError(str(nee)) from nee


@extend_schema_field({"type": "string", "pattern": r"^\d\d:\d\d$"})
class TijdVeld(serializers.TimeField):
    """A time of the clock here: 14:30."""


@extend_schema_field({"type": "string", "format": "uuid"})
class TeamVeld(serializers.UUIDField):
    """A team that works now, by its id."""

    def to_internal_value(self, data: Any) -> Any:
        team_id: UUID = super().to_internal_value(data)
        team = Wijkteam.objects.actief().filter(pk=team_id).first()
        if team is None:
            raise serializers.ValidationError("Kies een team dat nu werkt.")
        return team


def tekst(hooguit: int, uitleg: str = "", *, leeg: bool = True, **rest: Any) -> serializers.CharField:
    """Return a field of text; `leeg` may be left out or empty."""
    if leeg:
        rest = {"required": False, "allow_blank": True, **rest}
    return serializers.CharField(max_length=hooguit, help_text=uitleg or None, **rest)


def keuze(keuzes: Any, uitleg: str = "", **rest: Any) -> serializers.ChoiceField:
    """Return a field for one of the codes of a list."""
    return serializers.ChoiceField(choices=keuzes, help_text=uitleg or None, **rest)
