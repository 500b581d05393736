"""What the resources of the Catalogi API have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.response import Response

from api.zgw.kern.adres import ontleed
from api.zgw.kern.blik import Blik
from api.zgw.kern.bron import Bron, Vraag
from modules.zgw.catalogus.models import (
    Besluittype,
    Catalogus,
    Informatieobjecttype,
    Soort,
    Typesoort,
    Zaaktype,
)
from modules.zgw.fouten import Ongeldig, Veldfout
from modules.zgw.sporen.actions import Hoofdobject

LEZEN: Final = ("catalogi.lezen",)
FORCEREN: Final = ("catalogi.geforceerd-schrijven",)
WIJZIGEN: Final = ("catalogi.schrijven", *FORCEREN)
VERWIJDEREN: Final = ("catalogi.schrijven", "catalogi.geforceerd-verwijderen")
_TYPES: Final[Mapping[str, tuple[str, type[Any]]]] = {
    Typesoort.ZAAKTYPE: ("zaaktypen", Zaaktype),
    Typesoort.BESLUITTYPE: ("besluittypen", Besluittype),
    Typesoort.INFORMATIEOBJECTTYPE: ("informatieobjecttypen", Informatieobjecttype),
}
STATUS: Final = ("alles", "concept", "definitief")


class CatalogiBron(Bron):
    """A resource of this register. Who may read zaken or documents may read their types (ztc-014)."""

    component, versie = "ztc", "1.3.1"
    open_voor: ClassVar[frozenset[tuple[str, str]]] = frozenset(
        {("zrc", "zaken.lezen"), ("drc", "documenten.lezen"), ("brc", "besluiten.lezen")}
    )

    def mag(self, *scopes: str) -> bool:
        if super().mag(*scopes):
            return True
        machtiging = self.aanroeper.machtiging
        return "catalogi.lezen" in scopes and any(
            machtiging.heeft(component, (scope,)) for component, scope in self.open_voor
        )


class VersieVraag(Vraag):
    """How versions of types are asked for."""

    catalogus = serializers.URLField(required=False)
    status = serializers.ChoiceField(choices=STATUS, required=False)
    datumGeldigheid = serializers.DateField(required=False)


class Versiebron(CatalogiBron):
    """A type with versions. A list holds what is published, unless asked otherwise."""

    vraag = VersieVraag

    def hoofdobject(self, rij: Any) -> Hoofdobject | None:
        """Tell who listens that a type changed; the standard keeps no trail of it."""
        blik = Blik()
        catalogus = str(blik.url("ztc", "catalogussen", rij.soort.catalogus_id))
        adres = str(blik.url("ztc", self.naam, rij.pk))
        return Hoofdobject(self.naam, rij.pk, adres, {"catalogus": catalogus}, met_spoor=False)

    def antwoord_gepubliceerd(self, rij: Any) -> Response:
        """Answer, and leave the traces of publishing a version."""
        self.noteer("gepubliceerd", "wijzigen", rij)
        uit = self.toon_nieuw(rij)
        self.laat_spoor("update", self.hoofdobject(rij), None, uit, 200)
        return Response(uit)

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        status = waarden.get("status", "definitief")
        if status != "alles":
            rijen = rijen.filter(is_concept=status == "concept")
        if "catalogus" in waarden:
            plek = ontleed(waarden["catalogus"])
            if plek is None or plek.bron != "catalogussen":
                return rijen.none()
            rijen = rijen.filter(soort__catalogus=plek.id)
        if "datumGeldigheid" in waarden:
            rijen = rijen.geldig_op(waarden["datumGeldigheid"])  # type: ignore[attr-defined]
        return rijen


def lees_soorten(
    veld: str,
    waarden: Sequence[str],
    catalogus: Catalogus,
    typesoort: str,
    *,
    vreemd_mag: bool = False,
    los: bool = False,
) -> list[Soort]:
    """Read types by omschrijving or identificatie (VNG) or by address (Open Zaak); each once.

    With `vreemd_mag` a type of somebody else is left out instead of refused; `los` is one value, no list.

    :raises Ongeldig: bad-url or no_match, at its place in the list.
    """
    uit: list[Soort] = []
    fouten: list[Veldfout] = []
    for plek, waarde in enumerate(waarden):
        soort = _soort(waarde, catalogus, typesoort)
        if soort is None and not vreemd_mag:
            is_adres = waarde.startswith(("http:", "https:"))
            reden = "Dit type staat niet in deze catalogus."
            fouten.append(
                Veldfout(veld if los else f"{veld}.{plek}", "bad-url" if is_adres else "no_match", reden)
            )
        if soort is not None and soort not in uit:
            uit.append(soort)
    if fouten:
        raise Ongeldig(*fouten)
    return uit


def _soort(waarde: str, catalogus: Catalogus, typesoort: str) -> Soort | None:
    bron, model = _TYPES[typesoort]
    if waarde.startswith(("http:", "https:")):
        plek = ontleed(waarde)
        if plek is None or (plek.component, plek.bron) != ("ztc", bron):
            return None
        versie = model.objects.filter(pk=plek.id).select_related("soort").first()
        return None if versie is None else versie.soort
    soorten = Soort.objects.filter(catalogus=catalogus, typesoort=typesoort, identificatie=waarde)
    return soorten.first()
