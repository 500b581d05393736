"""Our own catalogue: made with every gemeente, whole, and found again after the gemeente changed it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from keukentafel.begin import vul_aan
from keukentafel.tenancy import GemeenteRef
from modules.zgw.catalogus.models import (
    Catalogus,
    Informatieobjecttype,
    Resultaattype,
    Soort,
    Statustype,
    Typesoort,
    Zaaktype,
)
from modules.zgw.catalogus.rules.archief import controleer_brondatum
from modules.zgw.catalogus.selectielijst import procestype, resultaat
from modules.zgw.eigen import BESLUITTYPE_VAN_WET, DOMEIN, HUISHOUDEN, WMO, ZAAKTYPE_VAN_WET, opzoeken
from modules.zgw.eigen.gegevens import gegevens
from modules.zgw.eigen.maken import make_catalogus
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid
from tests.api.zgw.toneel import maak_programma

NU = timezone.make_aware(datetime(2026, 11, 22, 9, 0))
DAG = date(2026, 11, 22)


def test_every_end_takes_its_term_from_a_row_of_the_selectielijst_for_the_sociaal_domein() -> None:
    fout = []
    for zaaktype in gegevens()["zaaktype"]:
        for deel in zaaktype["resultaten"]:
            klasse = resultaat(f"https://selectielijst.openzaak.nl/api/v1/resultaten/{deel['klasse']}")
            brondatum = {"afleidingswijze": deel.get("wijze", "afgehandeld")}
            if (
                klasse is None
                or not klasse.is_sociaal_domein
                or klasse.procestype != UUID(zaaktype["procestype"])
                or controleer_brondatum(brondatum, klasse.procestermijn)
            ):
                fout.append((zaaktype["identificatie"], deel["omschrijving"]))

    assert fout == []


@pytest.mark.django_db
def test_a_gemeente_has_our_types_published_from_its_first_day(in_lindewaard: GemeenteRef) -> None:
    zaaktypen = Zaaktype.objects.gepubliceerd().geldig_op(DAG).filter(soort__catalogus__domein=DOMEIN)
    te_open = zaaktypen.filter(vertrouwelijkheid__lt=Vertrouwelijkheid.ZAAKVERTROUWELIJK)
    documenten = Informatieobjecttype.objects.filter(
        vertrouwelijkheid__lt=Vertrouwelijkheid.ZAAKVERTROUWELIJK
    )

    assert sorted(zaaktypen.values_list("soort__identificatie", flat=True)) == sorted(
        [HUISHOUDEN, *ZAAKTYPE_VAN_WET.values()]
    )
    assert not te_open.exists()
    assert not documenten.exists()
    assert all(opzoeken.besluittype_op(naam, DAG) for naam in BESLUITTYPE_VAN_WET.values())


@pytest.mark.django_db
def test_making_it_again_asks_one_query_and_makes_nothing(in_lindewaard: GemeenteRef) -> None:
    with CaptureQueriesContext(connection) as vragen:
        gemaakt = make_catalogus(by=None, at=NU)

    assert (gemaakt, [v["sql"] for v in vragen if "SELECT" in v["sql"]].__len__()) == (0, 1)


@pytest.mark.django_db
def test_an_update_makes_only_what_is_missing_and_leaves_what_the_gemeente_changed(
    in_lindewaard: GemeenteRef,
) -> None:
    zaaktype = opzoeken.zaaktype_op(WMO, DAG)
    assert zaaktype is not None
    Zaaktype.objects.filter(pk=zaaktype.pk).update(omschrijving="Hulp thuis")
    weg = Soort.objects.get(typesoort=Typesoort.ZAAKTYPE, identificatie=ZAAKTYPE_VAN_WET["jeugd"])
    Zaaktype.objects.filter(soort=weg).delete()
    weg.delete()

    vul_aan(NU)

    assert opzoeken.zaaktype_op(ZAAKTYPE_VAN_WET["jeugd"], DAG) is not None
    assert Zaaktype.objects.get(pk=zaaktype.pk).omschrijving == "Hulp thuis"
    assert Zaaktype.objects.filter(soort=zaaktype.soort).count() == 1


@pytest.mark.django_db
def test_a_phase_is_found_by_its_key_after_the_gemeente_named_it_otherwise(
    in_lindewaard: GemeenteRef,
) -> None:
    zaaktype = opzoeken.zaaktype_op(WMO, DAG)
    assert zaaktype is not None
    Statustype.objects.filter(zaaktype=zaaktype, omschrijving_generiek="Besluit").update(
        omschrijving="Besloten"
    )

    gevonden = opzoeken.statustype(zaaktype, "Besluit")

    assert gevonden is not None
    assert gevonden.omschrijving == "Besloten"
    assert opzoeken.resultaattype(zaaktype, "Toegekend") == Resultaattype.objects.get(
        zaaktype=zaaktype, omschrijving="Toegekend"
    )


@pytest.mark.django_db
def test_a_type_that_ended_is_not_found_any_more(in_lindewaard: GemeenteRef) -> None:
    Zaaktype.objects.filter(soort__identificatie=WMO).update(einde_geldigheid=DAG)

    assert opzoeken.zaaktype_op(WMO, DAG) is None
    assert opzoeken.zaaktype_op(WMO, DAG - timedelta(days=1)) is not None


@pytest.mark.django_db
def test_a_program_reads_our_catalogue_as_the_standard_writes_it(
    klant: Client, in_lindewaard: GemeenteRef
) -> None:
    programma = maak_programma(klant)
    url = Catalogus.objects.get(domein=DOMEIN).pk
    ztc = "/catalogi/api/v1"

    catalogus = programma.get(f"{ztc}/catalogussen/{url}").json()
    zaaktype = programma.get(f"{ztc}/zaaktypen?identificatie={WMO}&datumGeldigheid=2026-11-22").json()[
        "results"
    ][0]
    resultaten = programma.get(f"{ztc}/resultaattypen?zaaktype={zaaktype['url']}").json()

    assert (catalogus["domein"], len(catalogus["zaaktypen"])) == (DOMEIN, 4)
    assert len(zaaktype["statustypen"]) == 6
    assert {rij["archiefnominatie"] for rij in resultaten["results"]} == {"vernietigen"}
    assert procestype(zaaktype["selectielijstProcestype"]) is not None
