"""What the screens of the catalogue ask: a fixed number of queries, whatever the number of types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from modules.zgw.beheer.rules.volledig import Inhoud, waarschuwingen
from modules.zgw.catalogus.models import (
    Besluittype,
    Catalogus,
    Informatieobjecttype,
    Resultaattype,
    Roltype,
    Soort,
    Statustype,
    Typesoort,
    Zaaktype,
)
from modules.zgw.catalogus.models.catalogus import Versie
from modules.zgw.eigen import DOMEIN
from modules.zgw.eigen.gegevens import gegevens


@dataclass(frozen=True, slots=True)
class Typeregel:
    """A type in the list: the version that holds, the next one and the concept."""

    soort: Soort
    versies: tuple[Versie, ...]
    vandaag: date

    @property
    def nu(self) -> Versie:
        """Return the version to name: what holds today, else the latest."""
        geldig = [v for v in self.versies if not v.is_concept and v.geldt_op(self.vandaag)]
        return (geldig or sorted(self.versies, key=lambda v: v.begin_geldigheid))[-1]

    @property
    def concept(self) -> Versie | None:
        """Return the concept, when there is one beside the version to name."""
        return next((v for v in self.versies if v.is_concept and v.pk != self.nu.pk), None)

    @property
    def is_voorbij(self) -> bool:
        """Whether no version holds today and none will."""
        return (
            not self.nu.is_concept
            and self.nu.einde_geldigheid is not None
            and (self.nu.einde_geldigheid <= self.vandaag)
        )


@dataclass(frozen=True, slots=True)
class Catalogusblok:
    """A catalogus with its three kinds of types."""

    catalogus: Catalogus
    zaaktypen: tuple[Typeregel, ...]
    documenttypen: tuple[Typeregel, ...]
    besluittypen: tuple[Typeregel, ...]

    def _kop(self, wat: str) -> str:
        """Return a heading that no other catalogus on the page has."""
        eigen = self.catalogus.domein == DOMEIN
        return wat if eigen else f"{wat} van {self.catalogus.domein} {self.catalogus.rsin}"

    @property
    def kop_zaken(self) -> str:
        """Return the heading above the zaaktypen."""
        return self._kop("Zaaktypen")

    @property
    def kop_documenten(self) -> str:
        """Return the heading above the kinds of documents."""
        return self._kop("Documenten")

    @property
    def kop_besluiten(self) -> str:
        """Return the heading above the kinds of decisions."""
        return self._kop("Besluiten")

    @property
    def plek_zaken(self) -> str:
        """Return the id of the panel of zaaktypen."""
        return f"p-zaken-{self.catalogus.pk}"

    @property
    def plek_documenten(self) -> str:
        """Return the id of the panel of kinds of documents."""
        return f"p-documenten-{self.catalogus.pk}"

    @property
    def plek_besluiten(self) -> str:
        """Return the id of the panel of kinds of decisions."""
        return f"p-besluiten-{self.catalogus.pk}"


_MODELLEN: dict[str, type[Any]] = {
    Typesoort.ZAAKTYPE: Zaaktype,
    Typesoort.INFORMATIEOBJECTTYPE: Informatieobjecttype,
    Typesoort.BESLUITTYPE: Besluittype,
}


def catalogi(vandaag: date) -> list[Catalogusblok]:
    """Return every catalogus with its types. Four queries."""
    per_soort: dict[tuple[Any, str], dict[Soort, list[Versie]]] = {}
    for typesoort, model in _MODELLEN.items():
        for versie in model.objects.select_related("soort").order_by(
            "soort__identificatie", "begin_geldigheid", "id"
        ):
            groep = per_soort.setdefault((versie.soort.catalogus_id, str(typesoort)), {})
            groep.setdefault(versie.soort, []).append(versie)

    def regels(catalogus: Catalogus, typesoort: str) -> tuple[Typeregel, ...]:
        groep = per_soort.get((catalogus.pk, str(typesoort)), {})
        return tuple(Typeregel(soort, tuple(versies), vandaag) for soort, versies in groep.items())

    return [
        Catalogusblok(
            rij, regels(rij, Typesoort.ZAAKTYPE), regels(rij, Typesoort.INFORMATIEOBJECTTYPE),
            regels(rij, Typesoort.BESLUITTYPE),
        )
        for rij in sorted(Catalogus.objects.all(), key=lambda rij: (rij.domein != DOMEIN, rij.domein, rij.rsin))
    ]  # fmt: skip


def soorten_van(catalogus_id: Any) -> dict[str, Sequence[Soort]]:
    """Return what a zaaktype may point to, in its own catalogus. One query."""
    rijen = list(Soort.objects.filter(catalogus=catalogus_id).order_by("identificatie"))
    naar = {"zrc": Typesoort.ZAAKTYPE, "drc": Typesoort.INFORMATIEOBJECTTYPE, "brc": Typesoort.BESLUITTYPE}
    return {
        component: [rij for rij in rijen if rij.typesoort == typesoort]
        for component, typesoort in naar.items()
    }


def waarschuwingen_bij(zaaktype: Zaaktype) -> list[str]:
    """Return what to say before a version is published. Three queries."""
    fasen = list(
        Statustype.objects.filter(zaaktype=zaaktype).values_list("omschrijving_generiek", "omschrijving")
    )
    resultaten = list(Resultaattype.objects.filter(zaaktype=zaaktype))
    rollen = list(Roltype.objects.filter(zaaktype=zaaktype).values_list("omschrijving_generiek", flat=True))
    eigen = [rij for rij in gegevens()["zaaktype"] if rij["identificatie"] == zaaktype.soort.identificatie]
    verwacht = (
        eigen[0]
        if eigen and zaaktype.soort.catalogus.domein == DOMEIN
        else {"statussen": [], "resultaten": []}
    )
    namen = {naam for paar in fasen for naam in paar}
    uitkomsten = {rij.omschrijving for rij in resultaten}
    return waarschuwingen(
        Inhoud(
            rollen=rollen,
            fasen=len(fasen),
            resultaten=len(resultaten),
            resultaten_zonder_termijn=sum(
                1 for rij in resultaten if rij.archiefnominatie == "vernietigen" and not rij.archieftermijn
            ),
            sleutels_weg=[deel["sleutel"] for deel in verwacht["statussen"] if deel["sleutel"] not in namen],
            uitkomsten_weg=[
                deel["omschrijving"]
                for deel in verwacht["resultaten"]
                if deel["omschrijving"] not in uitkomsten
            ],
        )
    )
