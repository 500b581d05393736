"""How zaken are asked for: the filters of the list, and the same in the body of `_zoek`.

Filters on a role hold together for one and the same role: a portal that asks for the initiator with a
BSN does not get the zaken in which that person is something else (gemma-zaken#2641).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from rest_framework import serializers

from api.zgw.kern.adres import ontleed
from api.zgw.kern.bron import Vraag
from api.zgw.zaken.zaaklezer import BinnenLezer
from modules.zgw.catalogus.models import Archiefnominatie, RolGeneriek
from modules.zgw.vertrouwelijkheid import CODES, Vertrouwelijkheid
from modules.zgw.zaken.models import Archiefstatus, BetrokkeneType, Rol
from modules.zgw.zaken.rolsleutel import NUMMERS, sleutel
from modules.zgw.zaken.rules.plaats import doos_van, is_doos, ligt_binnen

ORDENING: Final = {
    "startdatum": "startdatum", "einddatum": "einddatum", "publicatiedatum": "publicatiedatum",
    "archiefactiedatum": "archiefactiedatum", "registratiedatum": "registratiedatum",
    "identificatie": "identificatie",
}  # fmt: skip
_DAGEN: Final = {
    "archiefactiedatum": ("archiefactiedatum", ("", "isnull", "lt", "gt")),
    "startdatum": ("startdatum", ("", "gt", "gte", "lt", "lte")),
    "registratiedatum": ("registratiedatum", ("", "gt", "lt")),
    "einddatum": ("einddatum", ("", "isnull", "gt", "lt")),
    "einddatumGepland": ("einddatum_gepland", ("", "gt", "lt")),
    "uiterlijkeEinddatumAfdoening": ("uiterlijke_einddatum", ("", "gt", "lt")),
}


class Komma(serializers.CharField):
    """A list with commas; in a body also a list. With `woorden` only those."""

    default_error_messages = {"invalid_choice": "Dit woord kennen we hier niet."}

    def __init__(self, woorden: Sequence[str] = (), **kwargs: Any) -> None:
        self.woorden = frozenset(woorden)
        super().__init__(**kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Read each part as a text of its own."""
        if not isinstance(data, list):
            return super().run_validation(data)
        return [deel for een in data for deel in super(Komma, self).run_validation(een)]

    def to_internal_value(self, data: Any) -> Any:
        delen = [deel for deel in super().to_internal_value(data).split(",") if deel]
        if "\x00" in "".join(delen) or (self.woorden and not self.woorden.issuperset(delen)):
            self.fail("invalid_choice")
        return delen


def _velden() -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    velden: dict[str, Any] = {
        "identificatie": serializers.CharField(required=False, max_length=40),
        "bronorganisatie": serializers.CharField(required=False, max_length=9),
        "bronorganisatie__in": Komma(required=False),
        "zaaktype": serializers.URLField(required=False),
        "archiefnominatie": serializers.ChoiceField(choices=Archiefnominatie.choices, required=False),
        "archiefnominatie__in": Komma(Archiefnominatie.values, required=False),
        "archiefstatus": serializers.ChoiceField(choices=Archiefstatus.choices, required=False),
        "archiefstatus__in": Komma(Archiefstatus.values, required=False),
        "rol__betrokkeneType": serializers.ChoiceField(choices=BetrokkeneType.choices, required=False),
        "rol__betrokkene": serializers.URLField(required=False),
        "rol__omschrijvingGeneriek": serializers.ChoiceField(choices=RolGeneriek.choices, required=False),
        "maximaleVertrouwelijkheidaanduiding": serializers.ChoiceField(choices=CODES, required=False),
        "expand": serializers.CharField(required=False, max_length=1000),
        "ordering": serializers.ChoiceField(
            choices=[*ORDENING, *(f"-{naam}" for naam in ORDENING)], required=False
        ),
    }
    for naam, (_, vergelijkingen) in _DAGEN.items():
        for hoe in vergelijkingen:
            sleutelnaam = f"{naam}__{hoe}" if hoe else naam
            soort = serializers.BooleanField if hoe == "isnull" else serializers.DateField
            velden[sleutelnaam] = soort(required=False)
    for wie, (_, nummers) in NUMMERS.items():
        for nummer in nummers:
            velden[f"rol__betrokkeneIdentificatie__{wie}__{nummer}"] = serializers.CharField(
                required=False, max_length=24
            )
    return velden


ZaakVraag: Any = type(
    "ZaakVraag", (Vraag,), {**_velden(), "__doc__": "How zaken are asked for.", "__module__": __name__}
)
ZoekVraag: Any = type(
    "ZoekVraag",
    (ZaakVraag,),
    {
        "uuid__in": serializers.ListField(child=serializers.UUIDField(), required=False),
        "zaaktype__in": serializers.ListField(child=serializers.URLField(), required=False),
        "zaakgeometrie": BinnenLezer(required=False),
        "page": serializers.IntegerField(required=False, min_value=1, max_value=10**6),
        "__doc__": "The same in a body, with lists of ids and types.",
        "__module__": __name__,
    },
)


def filter_zaken(rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
    """Keep the zaken that were asked for, in the order that was asked for."""
    rijen = rijen.filter(**_gewone(waarden))
    for naam in ("zaaktype", "zaaktype__in"):
        if naam in waarden:
            rijen = rijen.filter(zaaktype__in=_typen(waarden[naam]))
    if "maximaleVertrouwelijkheidaanduiding" in waarden:
        rijen = rijen.filter(
            vertrouwelijkheid__lte=Vertrouwelijkheid.van(waarden["maximaleVertrouwelijkheidaanduiding"])
        )
    gebied = (waarden.get("zaakgeometrie") or {}).get("within")
    if gebied:
        rijen = _binnen(rijen, gebied)
    rol = _rol(waarden)
    if rol:
        rijen = rijen.filter(Exists(Rol.objects.filter(zaak=OuterRef("pk"), **rol)))
    ordening = waarden.get("ordering")
    if ordening:
        kolom = ORDENING[ordening.removeprefix("-")]
        rijen = rijen.order_by(f"-{kolom}" if ordening.startswith("-") else kolom, "-id")
    return rijen


def _binnen(rijen: QuerySet[Any], gebied: Mapping[str, Any]) -> QuerySet[Any]:
    """Keep what lies within an area: first by the boxes in the database, then by the places themselves."""
    doos = doos_van(gebied)
    if doos is None:
        return rijen.none()
    rijen = rijen.filter(
        geo_west__gte=doos.west, geo_oost__lte=doos.oost, geo_zuid__gte=doos.zuid, geo_noord__lte=doos.noord
    )
    if is_doos(gebied):
        return rijen
    plaatsen = rijen.order_by().values_list("pk", "zaakgeometrie")
    return rijen.filter(pk__in=[pk for pk, plaats in plaatsen if ligt_binnen(plaats, gebied)])


def _gewone(waarden: Mapping[str, Any]) -> dict[str, Any]:
    uit = {
        kolom: waarden[naam]
        for naam, kolom in (
            ("identificatie", "identificatie"), ("bronorganisatie", "bronorganisatie"),
            ("bronorganisatie__in", "bronorganisatie__in"), ("archiefnominatie", "archiefnominatie"),
            ("archiefnominatie__in", "archiefnominatie__in"), ("archiefstatus", "archiefstatus"),
            ("archiefstatus__in", "archiefstatus__in"), ("uuid__in", "pk__in"),
        )
        if naam in waarden
    }  # fmt: skip
    for naam, (kolom, vergelijkingen) in _DAGEN.items():
        for hoe in vergelijkingen:
            gevraagd = f"{naam}__{hoe}" if hoe else naam
            if gevraagd in waarden:
                uit[f"{kolom}__{hoe}" if hoe else kolom] = waarden[gevraagd]
    return uit


def _typen(adressen: str | list[str]) -> list[Any]:
    plekken = [ontleed(adres) for adres in ([adressen] if isinstance(adressen, str) else adressen)]
    return [plek.id for plek in plekken if plek is not None and plek.bron == "zaaktypen"]


def _rol(waarden: Mapping[str, Any]) -> dict[str, Any]:
    uit: dict[str, Any] = {
        kolom: waarden[naam]
        for naam, kolom in (
            ("rol__betrokkeneType", "betrokkene_type"), ("rol__betrokkene", "betrokkene"),
            ("rol__omschrijvingGeneriek", "omschrijving_generiek"),
        )
        if naam in waarden
    }  # fmt: skip
    sleutels = rolsleutels(waarden, "rol__betrokkeneIdentificatie__")
    if sleutels:
        uit["sleutels__contains"] = sleutels
    return uit


def rolsleutels(waarden: Mapping[str, Any], begin: str) -> list[bytes]:
    """Return the blind indexes of the numbers that were asked for."""
    return [
        sleutel(code, nummer, waarden[f"{begin}{wie}__{nummer}"])
        for wie, (code, nummers) in NUMMERS.items()
        for nummer in nummers
        if f"{begin}{wie}__{nummer}" in waarden
    ]
