"""The mirror: our thin zaak in the register of the gemeente itself, once, in order, and never lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from keukentafel.exchange import proef
from keukentafel.exchange.zgw import fake
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy.models import nieuwe_id
from modules.koppelingen.actions.koppeling import set_koppeling
from modules.koppelingen.actions.spiegel import pass_on, queue_lopende, retry_gestopte
from modules.koppelingen.models import Koppeling, Spiegeldeel, Spiegelzaak
from modules.koppelingen.soorten import Koppelsoort
from modules.zgw.documenten.actions.document import maak_document
from modules.zgw.eigen import opzoeken
from modules.zgw.zaken.actions.documenten import link_document
from modules.zgw.zaken.models import Zaak
from tests.factories.identity import log_in, maak_gebruiker
from tests.keukentafel.exchange.zgw_typen import zet_zaaktype
from tests.modules.dossier.verkeer import logboek

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def beheerder() -> Any:
    return maak_gebruiker(rollen=(Rol.BEHEERDER,), met_code_app=False)


def zet_spiegel(by: Any, adres: str = fake.ADRESSEN["zrc"], *, aan: bool = True) -> Koppeling:
    bekend = Koppeling.objects.filter(soort="zaaksysteem").first()
    keuzes = {
        "brc": fake.ADRESSEN["brc"], "drc": fake.ADRESSEN["drc"], "ztc": fake.ADRESSEN["ztc"], "rsin": "123456782",
        "zaaktypen": {"SD-HUISHOUDEN": "WMO-MELDING"},
    }  # fmt: skip
    return set_koppeling(
        soort=Koppelsoort.ZAAKSYSTEEM, is_aan=aan, adres=adres, client_id=fake.CLIENT, geheim=fake.GEHEIM, keuzes=keuzes,
        versie=bekend.versie if bekend else 0, by=by, at=now(),
    )  # fmt: skip


@pytest.fixture
def zaak(beheerder: Any) -> Zaak:
    """A zaak of ours: the casus of a household, opened as staff do."""
    zet_zaaktype()
    zet_spiegel(beheerder)
    casus = nieuwe_casus()
    return Zaak.objects.get(casus_id=casus.pk)


def nieuwe_casus() -> Any:
    from modules.dossier.actions.casus import open_casus
    from modules.inrichting.models import Teammodel
    from tests.factories.dossier import eerste_team, maak_huishouden

    huishouden = maak_huishouden("Kuiper")
    model = Teammodel.objects.actief().get()
    by = maak_gebruiker(met_code_app=False)
    return open_casus(huishouden=huishouden, team=eerste_team(), teammodel_id=model.pk, by=by, at=now())


def at(minuten: int = 0) -> datetime:
    return now() + timedelta(minutes=minuten)


def test_what_staff_do_waits_and_stands_in_the_other_register_once(zaak: Zaak):
    assert Spiegelzaak.objects.get().stand == "wacht"

    assert pass_on(at=at()) == 1
    assert pass_on(at=at(1)) == 0

    hun = fake.rijen("zaken")
    assert [(r["identificatie"], r["bronorganisatie"], r["vertrouwelijkheidaanduiding"]) for r in hun] == [
        (zaak.identificatie, "123456782", "zaakvertrouwelijk"),
    ]
    assert hun[0]["toelichting"] == ""
    assert "Kuiper" not in str(hun)
    rij = Spiegelzaak.objects.get()
    assert (rij.stand, rij.adres, rij.huishouden_id) == ("gelijk", hun[0]["url"], zaak.huishouden_id)
    assert logboek("koppelingen.spiegel.doorgegeven") == ["koppelingen.spiegel.doorgegeven"]


def test_a_status_that_they_have_a_type_for_goes_along_and_the_rest_is_named(zaak: Zaak):
    pass_on(at=at())

    ons = [s.statustype.omschrijving_generiek for s in zaak.statussen.all()]
    hun = [s["statustype"] for s in fake.rijen("statussen")]
    typen = {r["url"]: r["omschrijvingGeneriek"] for r in fake.rijen("statustypen")}
    assert [typen[url] for url in hun] == [naam for naam in ons if naam in typen.values()]
    if set(ons) - set(typen.values()):
        assert "heeft er geen type voor" in Spiegelzaak.objects.get().laatste_fout


def test_a_change_is_passed_on_and_what_is_the_same_is_not(zaak: Zaak):
    pass_on(at=at())
    Zaak.objects.filter(pk=zaak.pk).update(omschrijving="Hulp")
    Spiegelzaak.objects.update(stand="wacht")

    pass_on(at=at(1))

    assert [rij["omschrijving"] for rij in fake.rijen("zaken")] == ["Hulp"]


def test_a_register_that_is_away_loses_nothing(zaak: Zaak, beheerder: Any):
    zet_spiegel(beheerder, proef.WEG + "/zaken/api/v1")

    for keer in range(5):
        pass_on(at=at(keer * 70))
    assert fake.rijen("zaken") == []
    rij = Spiegelzaak.objects.get()
    assert (rij.stand, rij.pogingen) == ("wacht", 5)
    assert Koppeling.objects.get(soort="zaaksysteem").doet_het is False

    zet_spiegel(beheerder)
    assert pass_on(at=at(24 * 60)) == 1
    assert len(fake.rijen("zaken")) == 1


def test_what_they_made_just_before_we_fell_over_is_found_and_not_made_twice(zaak: Zaak):
    pass_on(at=at())
    Spiegelzaak.objects.all().delete()
    queue_lopende(at=at())
    Spiegelzaak.objects.update(pogingen=1)

    pass_on(at=at(1))

    assert len(fake.rijen("zaken")) == 1
    assert len({(s["statustype"], s["datumStatusGezet"]) for s in fake.rijen("statussen")}) == len(
        fake.rijen("statussen")
    )


def test_a_refusal_stops_that_zaak_and_a_person_may_try_again(zaak: Zaak, beheerder: Any):
    for rij in fake.rijen("zaaktypen"):
        fake.zet("zaaktypen", {**rij, "eindeGeldigheid": "2021-01-01", "uuid": rij["url"].rsplit("/", 1)[-1]})

    pass_on(at=at())

    assert Spiegelzaak.objects.get().stand == "gestopt"
    klant = Client()
    log_in(klant, beheerder)
    pagina = klant.get(reverse("koppelingen:systeem", args=["zaaksysteem"]))
    assert b"geen zaaktype WMO-MELDING" in pagina.content
    klant.post(reverse("koppelingen:spiegel_opnieuw"))
    assert Spiegelzaak.objects.get().stand == "wacht"
    assert retry_gestopte(by=beheerder, at=now()) == 0


def test_without_a_mirror_nothing_waits(beheerder: Any):
    nieuwe_casus()
    assert Spiegelzaak.objects.count() == 0

    zet_zaaktype()
    zet_spiegel(beheerder)
    assert queue_lopende(at=now()) == Zaak.objects.lopend().count()
    assert queue_lopende(at=now()) == 0


def test_a_zaak_of_a_kind_that_is_not_passed_on_stays_here(zaak: Zaak, beheerder: Any):
    rij = Koppeling.objects.get(soort="zaaksysteem")
    set_koppeling(
        soort=Koppelsoort.ZAAKSYSTEEM, is_aan=True, adres=rij.adres, client_id=rij.client_id,
        keuzes={**rij.keuzes, "zaaktypen": {}}, versie=rij.versie, by=beheerder, at=now(),
    )  # fmt: skip

    pass_on(at=at())

    assert fake.rijen("zaken") == []
    assert Spiegelzaak.objects.get().stand == "gelijk"


def test_the_administrator_sets_and_tests_the_mirror_on_screen(beheerder: Any):
    zet_zaaktype()
    klant = Client()
    log_in(klant, beheerder)
    lading = {
        "is_aan": "on", "adres": fake.ADRESSEN["zrc"], "client_id": fake.CLIENT, "geheim": fake.GEHEIM, "versie": "0",
        "zaaktype_SD-WMO": "WMO-MELDING", "brc": fake.ADRESSEN["brc"],
    }  # fmt: skip

    klant.post(reverse("koppelingen:systeem", args=["zaaksysteem"]), lading)
    goed = klant.post(reverse("koppelingen:test", args=["zaaksysteem"]))

    assert b"De test lukte" in goed.content
    assert Koppeling.objects.get().keuzes["zaaktypen"] == {"SD-WMO": "WMO-MELDING"}
    fout = klant.post(
        reverse("koppelingen:systeem", args=["zaaksysteem"]),
        {**lading, "versie": "1", "brc": "brc", "rsin": "12"},
    )
    assert fout.status_code == 422
    klant.post(
        reverse("koppelingen:systeem", args=["zaaksysteem"]),
        {**lading, "versie": "1", "zaaktype_SD-WMO": "WEG"},
    )
    slecht = klant.post(reverse("koppelingen:test", args=["zaaksysteem"]))
    assert b"geen zaaktype WEG" in slecht.content


def test_a_household_that_goes_takes_its_mark_along(zaak: Zaak):
    pass_on(at=at())
    assert zaak.huishouden_id is not None
    assert Spiegelzaak.objects.filter(huishouden_id=zaak.huishouden_id).count() == 1


def test_a_letter_that_went_out_stands_there_once_and_what_a_program_brought_does_not(zaak: Zaak):
    type_ = opzoeken.documenttype_op("Brief", localdate())
    velden = {
        "informatieobjecttype": type_, "bronorganisatie": "123456782", "creatiedatum": localdate(), "titel": "Brief",
        "auteur": "Gemeente Lindewaard", "taal": "nld", "status": "definitief", "bestandsnaam": "brief.pdf",
        "formaat": "application/pdf", "indicatie_gebruiksrecht": False,
    }  # fmt: skip
    onze = maak_document(velden=velden, inhoud=b"Geachte", at=now(), bron_id=nieuwe_id())
    van_buiten = maak_document(velden=velden, inhoud=b"Ander", at=now())
    for document in (onze, van_buiten):
        link_document(zaak=zaak, document_id=document.pk, at=now())

    pass_on(at=at())
    Spiegeldeel.objects.filter(soort="document").delete()  # as if we fell over just after sending it
    Spiegelzaak.objects.update(stand="wacht")
    pass_on(at=at(1))

    hun = fake.rijen("enkelvoudiginformatieobjecten")
    assert [(r["titel"], r["bestandsomvang"], r["vertrouwelijkheidaanduiding"]) for r in hun] == [
        ("Brief", 7, "zaakvertrouwelijk"),
    ]
    assert [r["informatieobject"] for r in fake.rijen("zaakinformatieobjecten")] == [hun[0]["url"]]
    assert Spiegelzaak.objects.get().stand == "gelijk"
