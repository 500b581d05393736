"""A decision that was made known stands in the register with its letter; a destroyed dossier takes all of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.utils.timezone import localdate, now

from keukentafel import opslag
from keukentafel.tenancy import GemeenteRef
from modules.dossier.besluiten.actions.beschikking import decide_beschikking
from modules.dossier.besluiten.brief import make_besluitbrief
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.bewaren import vernietigen
from modules.dossier.brieven.actions.brief import send_brief
from modules.dossier.brieven.models import Brief
from modules.zgw.besluiten.models import Besluit, BesluitDocument
from modules.zgw.documenten.actions.inhoud import lees_inhoud
from modules.zgw.documenten.models import Informatieobject, Inhoud, ObjectInformatieobject
from modules.zgw.eigen.maken import make_catalogus
from modules.zgw.sporen.models import Spoor
from modules.zgw.stroom.actions.stukken import protect_stukken
from modules.zgw.stroom.actions.zaken import sync_huishouden
from modules.zgw.stroom.models import Zaakkoppeling
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid
from modules.zgw.zaken.models import Resultaat, Rol, Status, Zaak, ZaakDocument
from tests.factories.dossier import maak_melding
from tests.modules.dossier.besluiten.toneel import Besluittoneel, maak_besluittoneel, mandaat, volledig

pytestmark = pytest.mark.django_db


@pytest.fixture
def toneel(in_lindewaard: GemeenteRef) -> Besluittoneel:
    make_catalogus(by=None, at=now())
    toneel = maak_besluittoneel()
    mandaat()
    return toneel


def maak_bekend(toneel: Besluittoneel) -> tuple[Beschikking, Brief]:
    """Take a decision on a melding and send its letter."""
    rij = volledig(toneel)
    melding = maak_melding(toneel.zaak.casus, inwoner=toneel.zaak.inwoner, wet="wmo")
    Beschikking.objects.filter(pk=rij.pk).update(melding=melding)
    rij.refresh_from_db()
    rij = decide_beschikking(beschikking=rij, gezien_versie=rij.versie, by=toneel.maker, at=now())
    brief = make_besluitbrief(beschikking=rij, by=toneel.maker, at=now())
    sync_huishouden(huishouden_id=rij.huishouden_id, by=toneel.maker, at=now())
    assert Besluit.objects.count() == 0, "a decision that nobody was told of stays inside"
    send_brief(brief=brief, kanaal="meegegeven", by=toneel.maker, at=now())
    rij.refresh_from_db()
    brief.refresh_from_db()
    return rij, brief


def test_a_decision_stands_in_the_register_from_the_day_it_is_known_with_its_letter(
    toneel: Besluittoneel,
) -> None:
    rij, brief = maak_bekend(toneel)

    besluit = Besluit.objects.get()
    document = Informatieobject.objects.select_related("versie__inhoud").get()

    zaak = Zaakkoppeling.objects.get(object_id=rij.melding_id).zaak
    assert (besluit.beschikking_id, besluit.zaak, besluit.ingangsdatum) == (rij.pk, zaak, localdate())
    assert (besluit.toelichting, besluit.soort.identificatie) == (None, "Besluit Wmo")
    assert BesluitDocument.objects.get().document_id == document.pk
    assert ZaakDocument.objects.get(zaak=zaak).document_id == document.pk
    assert (document.versie.titel, document.versie.bestandsnaam) == ("Beschikking", "beschikking.pdf")
    assert b"".join(lees_inhoud(document.versie.inhoud)) == opslag.haal("brief", brief.pk)
    assert Resultaat.objects.get(zaak=zaak).resultaattype.omschrijving == "Toegekend"
    laatste = Status.objects.filter(zaak=zaak).order_by("-gezet_op").first()
    assert laatste.statustype.omschrijving_generiek == "Besluit"


def test_a_shielded_household_has_no_decision_outside_and_its_documents_are_closed(
    toneel: Besluittoneel,
) -> None:
    rij, _ = maak_bekend(toneel)
    huishouden = rij.huishouden
    huishouden.is_afgeschermd = True
    huishouden.save()

    sync_huishouden(huishouden_id=huishouden.pk, by=toneel.maker, at=now())
    dicht = (Besluit.objects.count(), Informatieobject.objects.get().vertrouwelijkheid)
    huishouden.is_afgeschermd = False
    huishouden.save()
    protect_stukken(huishouden=huishouden, by=toneel.maker, at=now())

    assert dicht == (0, Vertrouwelijkheid.GEHEIM)
    assert Besluit.objects.count() == 1
    assert Informatieobject.objects.get().vertrouwelijkheid == Vertrouwelijkheid.ZAAKVERTROUWELIJK


@pytest.mark.parametrize("wie", ["huishouden", "persoon"])
def test_destroying_takes_zaken_documents_decisions_and_their_traces(toneel: Besluittoneel, wie: str) -> None:
    rij, brief = maak_bekend(toneel)
    assert Spoor.objects.exists()

    geheel = vernietigen.bepaal(wie, rij.huishouden_id if wie == "huishouden" else rij.inwoner_id)
    vernietigen.verwijder_rijen(geheel)
    connection.check_constraints()

    blijft: list[tuple[Any, int]] = [
        (model, model.objects.count())
        for model in (
            Besluit,
            BesluitDocument,
            Informatieobject,
            Inhoud,
            ObjectInformatieobject,
            ZaakDocument,
        )
    ]
    assert [(model, aantal) for model, aantal in blijft if aantal] == []
    assert not Zaak.objects.filter(soort__identificatie="SD-WMO").exists()
    assert not Zaakkoppeling.objects.filter(object_id=rij.melding_id).exists()
    assert Spoor.objects.filter(bron__in=["drc", "brc"]).count() == 0
    assert not Brief.objects.filter(pk=brief.pk).exists() or wie == "persoon"
    if wie == "huishouden":
        assert (Zaak.objects.count(), Rol.objects.count(), Spoor.objects.count()) == (0, 0, 0)
        assert Zaakkoppeling.objects.count() == 0
