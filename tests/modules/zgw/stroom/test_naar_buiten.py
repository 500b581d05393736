"""What staff do appears as zaak, status, result and role, in the same transaction, and says no more than that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.sleutels import blinde_index
from modules.dossier.actions.afsluiten import Overdracht, hand_over_casus
from modules.dossier.actions.casus import geef_behandelaar, zet_fase
from modules.dossier.actions.melding import finish_melding, register_melding
from modules.dossier.models import Huishouden, Melding
from modules.inrichting.codelijsten import CasusStatus
from modules.inrichting.models import Teammodel
from modules.zgw.eigen.maken import make_catalogus
from modules.zgw.sporen.models import Spoor
from modules.zgw.stroom.models import Zaakkoppeling
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid
from modules.zgw.zaken.models import Resultaat, Rol, Status, Zaak
from tests.factories.dossier import maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team

pytestmark = pytest.mark.django_db
NU = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BSN = "111222333"


@pytest.fixture
def by(in_lindewaard: GemeenteRef) -> Any:
    make_catalogus(by=None, at=NU)
    return maak_gebruiker(gebruikersnaam="tom.degroot", naam="Tom de Groot")


def huishouden(**velden: Any) -> Huishouden:
    rij = maak_huishouden("Kuiper", **velden)
    inwoner = rij.leden.get().inwoner
    inwoner.bsn, inwoner.bsn_index = BSN, blinde_index("bsn", BSN)
    inwoner.save()
    return rij


def meld(rij: Huishouden, by: Any, wet: str = "wmo", at: datetime = NU) -> Melding:
    return register_melding(
        huishouden=rij, team=None, teammodel_id=Teammodel.objects.actief().get().pk,
        gegevens={"wet": wet, "inhoud": "De trap lukt niet meer na de val."}, ontvangen_op=at.date(),
        met_termijnen=True, inwoner=rij.leden.get().inwoner, by=by, at=at,
    )  # fmt: skip


def zaak_van(rij: Any) -> Zaak:
    return Zaakkoppeling.objects.select_related("zaak").get(object_id=rij.pk).zaak


def standen(zaak: Zaak) -> list[str]:
    rijen = Status.objects.filter(zaak=zaak).select_related("statustype").order_by("gezet_op")
    return [rij.statustype.omschrijving_generiek for rij in rijen]


def wie(zaak: Zaak) -> list[tuple[str, str]]:
    return sorted(Rol.objects.filter(zaak=zaak).values_list("omschrijving", "betrokkene_type"))


def test_a_melding_becomes_a_zaak_below_that_of_the_casus_without_a_word_of_it(by: Any) -> None:
    melding = meld(huishouden(), by)

    zaak, casus = zaak_van(melding), zaak_van(melding.casus)

    assert (zaak.soort.identificatie, casus.soort.identificatie) == ("SD-WMO", "SD-HUISHOUDEN")
    assert zaak.hoofdzaak == casus
    assert (zaak.omschrijving, zaak.toelichting, casus.omschrijving, casus.toelichting) == (
        "",
        None,
        "",
        None,
    )
    assert min(zaak.vertrouwelijkheid, casus.vertrouwelijkheid) >= Vertrouwelijkheid.ZAAKVERTROUWELIJK
    assert standen(zaak) == standen(casus) == ["Ontvangen"]
    assert wie(zaak) == [("Aanvrager", "natuurlijk_persoon"), ("Wijkteam", "organisatorische_eenheid")]
    assert wie(casus) == [("Wijkteam", "organisatorische_eenheid")]


def test_the_zaak_goes_along_to_its_end_with_a_result(by: Any) -> None:
    melding = meld(huishouden(), by)
    zet_fase(casus=melding.casus, status=CasusStatus.ANALYSE, by=by, at=NU + timedelta(hours=1))
    geef_behandelaar(casus=melding.casus, behandelaar=by, by=by, at=NU + timedelta(hours=2))
    finish_melding(melding=melding, klaar=True, by=by, at=NU + timedelta(hours=3))

    zaak = zaak_van(melding)

    assert standen(zaak) == ["Ontvangen", "Onderzoek", "Afgerond"]
    assert standen(zaak_van(melding.casus)) == ["Ontvangen", "In gesprek"]
    assert Resultaat.objects.get(zaak=zaak).resultaattype.omschrijving == "Zonder besluit geholpen"
    assert (zaak.einddatum, zaak.archiefactiedatum is not None) == (NU.date(), True)
    assert ("Behandelaar", "medewerker") in wie(zaak)


def test_a_melding_that_is_taken_up_again_opens_its_zaak_again(by: Any) -> None:
    melding = meld(huishouden(), by)
    finish_melding(melding=melding, klaar=True, by=by, at=NU + timedelta(hours=1))
    finish_melding(melding=melding, klaar=False, by=by, at=NU + timedelta(hours=2))

    zaak = zaak_van(melding)

    assert standen(zaak) == ["Ontvangen", "Afgerond", "Ontvangen"]
    assert (zaak.einddatum, Resultaat.objects.filter(zaak=zaak).exists()) == (None, False)


def test_what_the_dossier_writes_leaves_an_audittrail_with_the_name_of_who_did_it(by: Any) -> None:
    melding = meld(huishouden(), by)

    regels = Spoor.objects.filter(hoofdobject_id=zaak_van(melding).pk)

    assert [(r.resource, r.actie) for r in regels] == [
        ("zaak", "create"), ("rol", "create"), ("rol", "create"), ("status", "create"),
    ]  # fmt: skip
    assert {(r.applicatie_naam, r.gebruiker_naam) for r in regels} == {("Keukentafel", "Tom de Groot")}


def test_the_same_change_twice_writes_nothing_twice(by: Any) -> None:
    melding = meld(huishouden(), by)
    aantal = Spoor.objects.count()

    geef_behandelaar(casus=melding.casus, behandelaar=None, by=by, at=NU + timedelta(hours=1))

    assert Spoor.objects.count() == aantal


def test_a_change_that_says_nothing_new_asks_the_same_whatever_was_done_before(by: Any) -> None:
    rij = huishouden()
    melding = meld(rij, by)
    eerste = _vragen(lambda: geef_behandelaar(casus=melding.casus, behandelaar=None, by=by, at=NU))
    for nummer in range(1, 4):
        klaar = meld(rij, by, at=NU - timedelta(days=nummer))
        finish_melding(melding=klaar, klaar=True, by=by, at=NU + timedelta(hours=nummer))

    assert (
        _vragen(lambda: finish_melding(melding=melding, klaar=False, by=by, at=NU + timedelta(hours=9))) == 14
    )
    assert eerste == 18


def _vragen(doe: Any) -> int:
    with CaptureQueriesContext(connection) as gesteld:
        doe()
    return len(gesteld)


def test_who_is_handed_over_goes_on_with_the_other_team(by: Any) -> None:
    melding = meld(huishouden(), by)
    zet_fase(casus=melding.casus, status=CasusStatus.PLAN, by=by, at=NU + timedelta(hours=1))
    nieuw = hand_over_casus(
        casus=melding.casus, naar=maak_team("Zuid"), teammodel_id=melding.casus.teammodel_id,
        overdracht=Overdracht("Verhuisd.", "Er is een plan.", "Een collega", NU.date()), by=by,
        at=NU + timedelta(hours=2),
    )  # fmt: skip

    oud = zaak_van(melding.casus)

    assert Resultaat.objects.get(zaak=oud).resultaattype.omschrijving == "Overgedragen"
    assert (standen(oud)[-1], standen(zaak_van(nieuw))) == ("Afgerond", ["Ontvangen", "Plan"])
    assert zaak_van(melding).einddatum is None
