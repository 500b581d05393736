"""What retention destroys is gone from the registers, and its subscribers hear that it went."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy import GemeenteRef
from keukentafel.uitgaand import bezorgen
from keukentafel.uitgaand.models import UitgaandBericht
from modules.dossier.bewaren.actions import vernietiging
from modules.dossier.bewaren.models import Vernietigingslijst
from modules.zgw.besluiten.actions.besluit import maak_besluit
from modules.zgw.besluiten.models import Besluit
from modules.zgw.documenten.actions.document import maak_document
from modules.zgw.documenten.models import Informatieobject
from modules.zgw.eigen.maken import make_catalogus
from modules.zgw.eigen.opzoeken import besluittype_op, documenttype_op
from modules.zgw.notificaties.actions.abonnement import SOORT
from modules.zgw.notificaties.models import Abonnement, Kanaal, Keuze
from modules.zgw.sporen.models import Spoor
from modules.zgw.stroom.actions.zaken import sync_huishouden
from modules.zgw.zaken.models import Zaak
from tests.api.zgw.toneel import maak_applicatie
from tests.modules.dossier.bewaren.opzet import maak_oud, toezicht

pytestmark = pytest.mark.django_db
RSIN = "517439943"


@pytest.fixture(autouse=True)
def boek_apart(settings: Any, tmp_path: Any) -> None:
    settings.KT_VERNIETIGINGSBOEK = tmp_path / "boek"


def vernietig() -> None:
    beheerder, fg = toezicht()
    nu = timezone.now()
    vernietiging.propose_due(at=nu)
    lijst = Vernietigingslijst.objects.get(stand="open")
    vernietiging.control_first(lijst=lijst, by=beheerder, at=nu)
    vernietiging.run_lijst(lijst=vernietiging.control_second(lijst=lijst, by=fg, at=nu), at=nu)


def luister_mee() -> None:
    """Subscribe to every channel of the registers."""
    abonnement = Abonnement.objects.create(
        adres="https://abonnee.voorbeeld.nl/hoort", auth="Bearer x", gemaakt_op=timezone.now(),
        applicatie=maak_applicatie("zaaksysteem", None),
    )  # fmt: skip
    for naam in ("zaken", "besluiten", "documenten"):
        Keuze.objects.create(abonnement=abonnement, kanaal=Kanaal.objects.get(naam=naam))
    bezorgen.open_bestemming(SOORT, abonnement.pk)


def test_what_is_destroyed_is_told_once_and_without_a_name(in_lindewaard: GemeenteRef) -> None:
    nu, dag = timezone.now(), localdate()
    make_catalogus(by=None, at=nu)
    oud, blijft = maak_oud("Kwikstaart"), maak_oud("Grutto", jaren=2)
    for rij in (oud, blijft):
        sync_huishouden(huishouden_id=rij.pk, by=None, at=nu)
    hoofd, deel = (
        Zaak.objects.get(huishouden_id=oud.pk, hoofdzaak__isnull=is_hoofd) for is_hoofd in (True, False)
    )
    besluit = maak_besluit(
        besluittype=besluittype_op("Besluit Wmo", dag), verantwoordelijke_organisatie=RSIN, datum=dag,
        ingangsdatum=dag, zaak=deel, vandaag=dag,
    )  # fmt: skip
    velden = {"informatieobjecttype": documenttype_op("Brief", dag), "bronorganisatie": RSIN, "creatiedatum": dag,
              "titel": "Brief", "auteur": "Keukentafel"}  # fmt: skip
    document = maak_document(velden=velden, inhoud=b"Woorden.", at=nu, huishouden_id=oud.pk)
    luister_mee()

    vernietig()

    gehoord = [json.loads(str(een.lading)) for een in UitgaandBericht.objects.order_by("geschreven_op", "id")]
    assert [(een["kanaal"], een["resource"], een["actie"]) for een in gehoord] == [
        ("besluiten", "besluit", "destroy"), ("zaken", "zaak", "destroy"), ("zaken", "zaak", "destroy"),
        ("documenten", "enkelvoudiginformatieobject", "destroy"),
    ]  # fmt: skip
    assert [een["hoofdObject"].rpartition("/")[2] for een in gehoord] == [
        str(rij.pk) for rij in (besluit, deel, hoofd, document)
    ]
    assert not any("Kwikstaart" in str(een) for een in gehoord)
    assert (Besluit.objects.count(), Informatieobject.objects.count()) == (0, 0)
    assert set(Zaak.objects.values_list("huishouden_id", flat=True)) == {blijft.pk}
    assert not Spoor.objects.exclude(
        hoofdobject_id__in=Zaak.objects.filter(huishouden_id=blijft.pk).values("pk")
    ).exists()
