"""Every table of a gemeente as rows that a person and another program can read, and back.

A row is one line of JSON: the names of the fields of the model, text that is encrypted in the database
opened, numbers and dates as JSON and ISO 8601 write them. What only proves who somebody is stays behind.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

import orjson
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from keukentafel.errors import Refusal
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.velden import BlindeIndexField, VersleuteldJsonField, VersleuteldTekstField

ZONDER: Mapping[str, str] = {
    "identity.Sessie": "wie er ingelogd is",
    "identity.Inlogslot": "mislukte pogingen om in te loggen",
    "identity.TotpApparaat": "het geheim van een tweede factor",
    "identity.Herstelcode": "de afdruk van een herstelcode",
    "toegangsleutels.Programmageheim": "de afdruk van een geheim",
    "toegangsleutels.Toegangsleutel": "de afdruk van een token",
    "toegangsleutels.EerderAntwoord": "antwoorden die een dag bewaard blijven",
    "autorisaties.Geheim": "een geheim dat met een ander systeem gedeeld is",
}
"""Models that are not handed over, and what is in them."""
LEEG: Mapping[str, Any] = {"identity.Gebruiker.password": "!", "toegangsleutels.Haak.geheim": ""}
"""Fields that are handed over empty, and with what in their place: nobody signs in with it."""
HERNOEMD: Mapping[str, str] = {}
"""What has another name since an older release: `app.Model` or `app.Model.veld` → its name of now."""
VERVALLEN: frozenset[str] = frozenset()
"""What an older release wrote and this one has no place for any more: `app.Model` or `app.Model.veld`."""

_SOORTEN: tuple[tuple[type[Any], str], ...] = (
    (BlindeIndexField, "afdruk, wordt berekend"),
    (VersleuteldJsonField, "gegevens (JSON), versleuteld bewaard"),
    (VersleuteldTekstField, "tekst, versleuteld bewaard"),
    (models.ForeignKey, "verwijzing"),
    (models.UUIDField, "nummer (UUID)"),
    (models.DateTimeField, "moment"),
    (models.DateField, "datum"),
    (models.BooleanField, "ja of nee"),
    (models.DecimalField, "getal met decimalen, als tekst"),
    (models.FloatField, "getal met decimalen"),
    (models.IntegerField, "geheel getal"),
    (models.JSONField, "gegevens (JSON)"),
    (ArrayField, "lijst"),
    (models.BinaryField, "bytes, als base64"),
    (models.CharField, "tekst"),
    (models.TextField, "tekst"),
)


class Onbekend(Refusal):
    """The export holds something that this release has no place for."""

    def __init__(self, wat: str) -> None:
        super().__init__(f"Deze uitvoer heeft {wat}, en deze versie van Keukentafel kent dat niet.")


def gaat_mee(naam: str) -> bool:
    """Tell whether the rows of a model are handed over."""
    return naam not in ZONDER or zaaifouten.staat_aan("uitvoer_met_geheimen")


def alle_modellen() -> list[type[models.Model]]:
    """Return every model of which a gemeente has a table, by name."""
    gevonden = [
        model
        for config in apps.get_app_configs()
        if config.name in settings.TENANT_APPS
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy  # noqa: SLF001 -- public in Django
    ]
    return sorted(gevonden, key=naam_van)


def naam_van(model: type[models.Model]) -> str:
    """Return `app.Model`."""
    return str(model._meta.label)  # noqa: SLF001 -- public in Django


def velden_van(model: type[models.Model]) -> list[Any]:
    """Return the fields that are handed over: what is computed from others is not."""
    alle = model._meta.concrete_fields  # noqa: SLF001 -- public in Django
    return [veld for veld in alle if not veld.generated and not isinstance(veld, BlindeIndexField)]


def beschrijf(model: type[models.Model]) -> dict[str, Any]:
    """Say of a model what every field is."""
    meta, naam = model._meta, naam_van(model)  # noqa: SLF001 -- public in Django
    velden = [_beschrijf_veld(veld, naam) for veld in meta.concrete_fields if not veld.generated]
    return {
        "naam": naam,
        "heet": str(meta.verbose_name),
        "tabel": meta.db_table,
        "velden": velden,
        **({"niet_meegegeven": ZONDER[naam]} if naam in ZONDER else {}),
    }


def _beschrijf_veld(veld: Any, model: str) -> dict[str, Any]:
    soort = next((woord for klasse, woord in _SOORTEN if isinstance(veld, klasse)), "tekst")
    gegevens: dict[str, Any] = {
        "naam": veld.name,
        "heet": str(veld.verbose_name),
        "soort": soort,
        "verplicht": not veld.null,
    }
    if veld.help_text:
        gegevens["uitleg"] = str(veld.help_text)
    if isinstance(veld, models.CharField) and veld.max_length:
        gegevens["lengte"] = veld.max_length
    if veld.choices:
        gegevens["keuzes"] = {str(waarde): str(label) for waarde, label in veld.flatchoices}
    if isinstance(veld, models.ForeignKey):
        gegevens["verwijst_naar"] = cast(Any, veld.remote_field.model)._meta.label  # noqa: SLF001 -- public
    if f"{model}.{veld.name}" in LEEG:
        gegevens["niet_meegegeven"] = "een geheim"
    return gegevens


def als_regel(rij: models.Model, velden: list[Any]) -> bytes:
    """Return a row as one line."""
    naam = naam_van(type(rij))
    leeg = {} if zaaifouten.staat_aan("uitvoer_met_geheimen") else LEEG
    inhoud = {veld.name: leeg.get(f"{naam}.{veld.name}", getattr(rij, veld.attname)) for veld in velden}
    return orjson.dumps(inhoud, default=_als_json, option=orjson.OPT_APPEND_NEWLINE)


def _als_json(waarde: object) -> object:
    if isinstance(waarde, Decimal):
        return str(waarde)
    if isinstance(waarde, bytes | memoryview):
        return base64.b64encode(bytes(waarde)).decode()
    raise TypeError(f"{type(waarde).__name__} past niet in JSON.")


def als_rij(model: type[models.Model], regel: bytes) -> models.Model:
    """Return a line as a row that may go to the table as it is: closed with the keys of this scope.

    :raises Onbekend: it has a field that this release does not know.
    """
    bekend, naam = {veld.name: veld for veld in velden_van(model)}, naam_van(model)
    waarden: dict[str, Any] = {}
    for oud, waarde in orjson.loads(regel).items():
        sleutel = f"{naam}.{oud}"
        if sleutel in VERVALLEN:
            continue
        veld = bekend.get(HERNOEMD.get(sleutel, oud))
        if veld is None:
            raise Onbekend(f"het veld {sleutel}")
        waarden[veld.attname] = waarde_van(veld, waarde)
    rij = model(**waarden)
    for veld in model._meta.concrete_fields:  # noqa: SLF001 -- public in Django
        if isinstance(veld, BlindeIndexField):
            setattr(rij, veld.attname, veld.van(getattr(rij, veld.bron)))
    for veld in bekend.values():
        if isinstance(veld, VersleuteldTekstField | VersleuteldJsonField):
            setattr(rij, veld.attname, veld.gesloten(rij, rij.__dict__.get(veld.attname)))
    return rij


def zegt_hetzelfde(naam: str, toen: Mapping[str, Any], nu: Mapping[str, Any]) -> bool:
    """Tell whether a row says everything that a line of an export says."""
    over = {veld: waarde for veld, waarde in toen.items() if f"{naam}.{veld}" not in VERVALLEN}
    return all(nu.get(HERNOEMD.get(f"{naam}.{veld}", veld)) == waarde for veld, waarde in over.items())


def waarde_van(veld: Any, waarde: Any) -> Any:
    """Return what JSON said as the value of a field."""
    if waarde is None or isinstance(veld, models.JSONField | VersleuteldTekstField):
        return waarde
    if isinstance(veld, models.ForeignKey):
        return waarde_van(veld.target_field, waarde)
    if isinstance(veld, ArrayField):
        return [waarde_van(veld.base_field, deel) for deel in waarde]
    if isinstance(veld, models.BinaryField):
        return base64.b64decode(waarde)
    return veld.to_python(waarde)


def regels(stukken: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the lines of a part that comes in pieces."""
    half = b""
    for stuk in stukken:
        *heel, half = (half + stuk).split(b"\n")
        yield from heel
    if half:
        yield half


def model_van(naam: str) -> type[models.Model] | None:
    """Return the model of now that an export means; None when its rows have no place any more.

    :raises Onbekend: this release does not know it.
    """
    if naam in VERVALLEN:
        return None
    per_naam = {naam_van(model): model for model in alle_modellen()}
    model = per_naam.get(HERNOEMD.get(naam, naam))
    if model is None:
        raise Onbekend(f"de tabel {naam}")
    return model
