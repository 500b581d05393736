"""What the OpenAPI document says of a resource: read off the resource itself by drf-spectacular."""

from __future__ import annotations

from typing import Any, Final

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers

from api.v1.kern.vorm import Vorm

_WERK: Final = {
    "list": "Lijst van {}", "retrieve": "Eén uit {}", "create": "Nieuw in {}", "partial_update": "Wijzigen in {}",
    "destroy": "Weghalen uit {}",
}  # fmt: skip
KOPPEN: Final = {
    "API-Version": "Het volledige versienummer van de API.",
    "RateLimit-Limit": "Hoe vaak je per minuut mag vragen.",
    "RateLimit-Remaining": "Hoe vaak nog in deze minuut.",
    "RateLimit-Reset": "Over hoeveel seconden opnieuw wordt geteld.",
}


class Fout(Vorm):
    """One field that is wrong."""

    name = serializers.CharField()
    code = serializers.CharField()
    reason = serializers.CharField()


class ProbleemUit(Vorm):
    """An error (RFC 9457)."""

    type = serializers.CharField()
    code = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()
    invalidParams = Fout(many=True, required=False)  # noqa: N815 -- the name in JSON
    current = serializers.DictField(required=False, help_text="Bij 412: wat er nu staat.")


class ApiSchema(AutoSchema):
    """One operation of a `Bron`."""

    view: Any

    @property
    def _actie(self) -> str:
        return str(self.view.soort)

    @property
    def _handeling(self) -> Any:
        return self.view.handelingen[self.view.handeling] if self.view.handeling else None

    def get_operation_id(self) -> str:
        naam = self.view.naam.replace("-", "_")
        if self._handeling:
            return f"{naam}_{self.view.handeling.replace('-', '_')}"
        return f"{naam}_{self._actie}"

    def get_tags(self) -> list[str]:
        return [self.view.bron]

    def get_summary(self) -> str:
        if self._handeling:
            return str(self._handeling.uitleg)
        return _WERK[self._actie].format(self.view.bron)

    def get_description(self) -> str:  # type: ignore[override]
        scherm = self.view.scherm()
        return (
            f"{self.view.uitleg} Vraagt scope `{self.view.scope()}`. "
            f"Mag wie op het scherm bij `{scherm}` mag; daarna beslist het informatieprotocol."
        )

    def get_auth(self) -> list[dict[str, list[str]]]:
        return [{"programma": [self.view.scope()]}, {"token": []}]

    def get_request_serializer(self) -> Any:
        if self._handeling:
            return self._handeling.invoer
        return self.view.invoer.get(self._actie)

    def get_response_serializers(self) -> Any:
        handeling = self._handeling
        goed = 201 if self._actie == "create" or (handeling and handeling.maakt) else 200
        uit: Any = (handeling and handeling.uit) or self.view.uit
        if self._actie == "list":
            uit = inline_serializer(
                f"{uit.__name__.removesuffix('Uit')}Lijst",
                {"results": uit(many=True), "next": serializers.URLField(allow_null=True)},
            )
        fouten = {400, 401, 403, 404, 429, 503}
        if self._actie in ("partial_update", "handel", "create", "destroy"):
            fouten |= {409, 412, 415, 422}
        if self._actie == "bekijk":
            fouten |= {422}
        eist_etag = self._actie in ("partial_update", "destroy") or bool(handeling and handeling.gezien)
        if eist_etag:
            fouten |= {428}
        probleem = OpenApiResponse(ProbleemUit, "Het ging niet; `detail` zegt waarom.")
        gelukt: dict[Any, Any] = {goed: OpenApiResponse(uit, "Gelukt.")}
        if self._actie == "destroy":
            gelukt = {204: OpenApiResponse(None, "Weg.")}
        return gelukt | {(stand, "application/problem+json"): probleem for stand in sorted(fouten)}

    def get_override_parameters(self) -> list[Any]:
        uit: list[Any] = []
        if self._actie == "list":
            uit += [_parameter(naam, veld) for naam, veld in self.view.vraag().fields.items()]
        if self._actie == "bekijk":
            uit.append(_kop("If-None-Match", "De ETag die je al hebt: dan komt er 304 zonder inhoud."))
        if self._actie == "retrieve":
            uit += [
                OpenApiParameter("fields", str, description="Alleen deze velden, met komma's ertussen."),
                _kop("If-None-Match", "De ETag die je al hebt: dan komt er 304 zonder inhoud."),
            ]
        gezien = self._actie == "handel" and self._handeling.gezien
        if self._actie in ("partial_update", "destroy") or gezien:
            uit.append(
                _kop("If-Match", "De ETag die je kreeg. Zonder deze kop wijzigen we niets.", nodig=True)
            )
        if self._actie == "handel" and not gezien:
            uit.append(
                _kop(
                    "If-Match", "De ETag die je kreeg: dan gaat het niet door als er intussen iets wijzigde."
                )
            )
        if self._actie in ("create", "handel"):
            uit.append(
                _kop("Idempotency-Key", "Een eigen sleutel: hetzelfde verzoek telt een dag lang één keer.")
            )
        return uit

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False


def _parameter(naam: str, veld: Any) -> OpenApiParameter:
    soort: Any = str
    if isinstance(veld, serializers.BooleanField):
        soort = bool
    elif isinstance(veld, serializers.IntegerField):
        soort = int
    elif isinstance(veld, serializers.UUIDField):
        soort = {"type": "string", "format": "uuid"}
    elif isinstance(veld, serializers.DateTimeField):
        soort = {"type": "string", "format": "date-time"}
    elif isinstance(veld, serializers.DateField):
        soort = {"type": "string", "format": "date"}
    keuzes = list(veld.choices) if isinstance(veld, serializers.ChoiceField) else None
    return OpenApiParameter(
        naam, soort, required=veld.required, description=str(veld.help_text or ""), enum=keuzes
    )


def _kop(naam: str, uitleg: str, *, nodig: bool = False) -> OpenApiParameter:
    return OpenApiParameter(naam, str, OpenApiParameter.HEADER, required=nodig, description=uitleg)
