"""Making our catalogue in a gemeente: what is not there yet, and nothing else. Safe to run again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from keukentafel import audit
from modules.zgw.catalogus.models import (
    Afleidingswijze,
    Besluittype,
    BesluittypeInformatieobject,
    Catalogus,
    Eigenschap,
    Informatieobjecttype,
    Resultaattype,
    Roltype,
    Soort,
    Statustype,
    Typesoort,
    Zaaktype,
    ZaaktypeBesluit,
    ZaaktypeInformatieobjecttype,
)
from modules.zgw.catalogus.selectielijst import omschrijvingen, resultaat
from modules.zgw.eigen import DOMEIN, GEEN_RSIN
from modules.zgw.eigen.gegevens import gegevens
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid

LIJST: Final = "https://selectielijst.openzaak.nl/api/v1"
Sleutel = tuple[str, str]


@transaction.atomic
def make_catalogus(*, by: Any, at: datetime) -> int:
    """Make our types as far as their names are not in the catalogue yet; return how many were made.

    A name that is there, in whatever version, stays as the gemeente has it. One query when all are there.
    """
    bestand = gegevens()
    gevraagd = [*_namen(bestand)]
    if _er_al(gevraagd) == set(gevraagd):
        return 0
    kop = bestand["catalogus"]
    catalogus, _ = Catalogus.objects.select_for_update().get_or_create(
        domein=DOMEIN,
        defaults={
            "rsin": GEEN_RSIN, "naam": kop["naam"], "versie": kop["versie"], "begindatum_versie": kop["begin"],
            "contactpersoon_naam": kop["contactpersoon_naam"],
        },
    )  # fmt: skip
    nieuw = [sleutel for sleutel in gevraagd if sleutel not in _er_al(gevraagd)]
    Soort.objects.bulk_create(
        Soort(catalogus=catalogus, typesoort=typesoort, identificatie=naam) for typesoort, naam in nieuw
    )
    _Maker(catalogus, set(nieuw), kop["begin"]).maak(bestand)
    audit.record(
        "catalogus.eigen.gemaakt", target=catalogus, by=by, at=at, soort="C", detail={"aantal": len(nieuw)}
    )
    return len(nieuw)


def _namen(bestand: dict[str, Any]) -> list[Sleutel]:
    return [
        *((str(Typesoort.INFORMATIEOBJECTTYPE), rij["omschrijving"]) for rij in bestand["document"]),
        *((str(Typesoort.BESLUITTYPE), rij["omschrijving"]) for rij in bestand["besluit"]),
        *((str(Typesoort.ZAAKTYPE), rij["identificatie"]) for rij in bestand["zaaktype"]),
    ]


def _er_al(gevraagd: Sequence[Sleutel]) -> set[Sleutel]:
    namen = {naam for _, naam in gevraagd}
    rijen = Soort.objects.filter(catalogus__domein=DOMEIN, identificatie__in=namen)
    return set(rijen.values_list("typesoort", "identificatie")) & set(gevraagd)


class _Maker:
    """Makes the versions of the soorten that are new."""

    def __init__(self, catalogus: Catalogus, nieuw: set[Sleutel], begin: date) -> None:
        self.nieuw, self.begin = nieuw, begin
        self.soorten = {
            (soort.typesoort, soort.identificatie): soort
            for soort in Soort.objects.filter(catalogus=catalogus)
        }

    def maak(self, bestand: dict[str, Any]) -> None:
        for rij in self._nieuwe(Typesoort.INFORMATIEOBJECTTYPE, bestand["document"], "omschrijving"):
            self._document(rij)
        for rij in self._nieuwe(Typesoort.BESLUITTYPE, bestand["besluit"], "omschrijving"):
            self._besluit(rij)
        for rij in self._nieuwe(Typesoort.ZAAKTYPE, bestand["zaaktype"], "identificatie"):
            self._zaaktype(rij)

    def _nieuwe(self, typesoort: str, rijen: list[dict[str, Any]], naam: str) -> list[dict[str, Any]]:
        return [rij for rij in rijen if (str(typesoort), rij[naam]) in self.nieuw]

    def _soort(self, typesoort: str, naam: str) -> Soort:
        return self.soorten[str(typesoort), naam]

    def _document(self, rij: dict[str, Any]) -> None:
        Informatieobjecttype.objects.create(
            soort=self._soort(Typesoort.INFORMATIEOBJECTTYPE, rij["omschrijving"]), is_concept=False,
            begin_geldigheid=self.begin, omschrijving=rij["omschrijving"], categorie=rij["categorie"],
            vertrouwelijkheid=Vertrouwelijkheid.van(rij["vertrouwelijkheid"]),
        )  # fmt: skip

    def _besluit(self, rij: dict[str, Any]) -> None:
        soort = self._soort(Typesoort.BESLUITTYPE, rij["omschrijving"])
        Besluittype.objects.create(
            soort=soort, is_concept=False, begin_geldigheid=self.begin, omschrijving=rij["omschrijving"],
            besluitcategorie=rij["categorie"], reactietermijn=rij["reactietermijn"],
        )  # fmt: skip
        BesluittypeInformatieobject.objects.bulk_create(
            BesluittypeInformatieobject(
                besluitsoort=soort, documentsoort=self._soort(Typesoort.INFORMATIEOBJECTTYPE, naam)
            )
            for naam in rij["documenten"]
        )

    def _zaaktype(self, rij: dict[str, Any]) -> None:
        soort = self._soort(Typesoort.ZAAKTYPE, rij["identificatie"])
        zaaktype = Zaaktype.objects.create(
            soort=soort, is_concept=False, begin_geldigheid=self.begin, versiedatum=self.begin,
            omschrijving=rij["omschrijving"], omschrijving_generiek=rij["omschrijving_generiek"],
            vertrouwelijkheid=Vertrouwelijkheid.ZAAKVERTROUWELIJK, doel=rij["doel"], aanleiding=rij["aanleiding"],
            intern_of_extern="extern", handeling_initiator=rij["handeling_initiator"], onderwerp=rij["onderwerp"],
            handeling_behandelaar=rij["handeling_behandelaar"], doorlooptijd=rij["doorlooptijd"],
            servicenorm=rij.get("servicenorm", ""), is_op_te_schorten=rij["mag_opschorten"],
            selectielijst_procestype=f"{LIJST}/procestypen/{rij['procestype']}",
            referentieproces_naam=rij["referentieproces"], verantwoordelijke="Sociaal wijkteam",
            deelzaaksoorten=[self._soort(Typesoort.ZAAKTYPE, naam).pk for naam in rij["deelzaken"]],
        )  # fmt: skip
        ZaaktypeBesluit.objects.bulk_create(
            ZaaktypeBesluit(zaaksoort=soort, besluitsoort=self._soort(Typesoort.BESLUITTYPE, naam))
            for naam in rij["besluiten"]
        )
        self._onderdelen(zaaktype, rij)

    def _onderdelen(self, zaaktype: Zaaktype, rij: dict[str, Any]) -> None:
        Statustype.objects.bulk_create(
            Statustype(
                zaaktype=zaaktype, volgnummer=nummer, omschrijving=deel["omschrijving"],
                omschrijving_generiek=deel["sleutel"], statustekst=deel["tekst"], is_te_melden=True,
            )
            for nummer, deel in enumerate(rij["statussen"], start=1)
        )  # fmt: skip
        Resultaattype.objects.bulk_create(_resultaat(zaaktype, deel) for deel in rij["resultaten"])
        Roltype.objects.bulk_create(
            Roltype(zaaktype=zaaktype, omschrijving=naam, omschrijving_generiek=generiek)
            for naam, generiek in rij["rollen"]
        )
        Eigenschap.objects.bulk_create(
            Eigenschap(
                zaaktype=zaaktype, naam=deel["naam"], definitie=deel["definitie"], lengte=deel["lengte"],
                formaat=deel.get("formaat", "tekst"), kardinaliteit="1", waarden=deel.get("waarden", []),
            )
            for deel in rij["eigenschappen"]
        )  # fmt: skip
        ZaaktypeInformatieobjecttype.objects.bulk_create(
            ZaaktypeInformatieobjecttype(
                zaaktype=zaaktype, volgnummer=nummer, richting=richting,
                documentsoort=self._soort(Typesoort.INFORMATIEOBJECTTYPE, naam),
            )
            for nummer, (naam, richting) in enumerate(rij["documenten"], start=1)
        )  # fmt: skip


def _resultaat(zaaktype: Zaaktype, deel: dict[str, Any]) -> Resultaattype:
    url = f"{LIJST}/resultaten/{deel['klasse']}"
    klasse = resultaat(url)
    assert klasse is not None  # a test reads the whole file against the list
    generiek = next(id for id, naam in omschrijvingen().items() if naam == deel["generiek"])
    return Resultaattype(
        zaaktype=zaaktype, omschrijving=deel["omschrijving"], selectielijstklasse=url,
        resultaattypeomschrijving=f"{LIJST}/resultaattypeomschrijvingen/{generiek}",
        omschrijving_generiek=deel["generiek"], archiefnominatie=klasse.waardering,
        archieftermijn=klasse.bewaartermijn,
        afleidingswijze=deel.get("wijze", Afleidingswijze.AFGEHANDELD.value),
    )  # fmt: skip
