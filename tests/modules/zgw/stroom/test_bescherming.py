"""A secret address and a shielded household do not leak by a role, a number or the level of a zaak."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import now

from keukentafel.tenancy import GemeenteRef, zaaifouten
from keukentafel.tenancy.sleutels import blinde_index
from modules.dossier.actions.melding import register_melding
from modules.dossier.models import Huishouden
from modules.inrichting.models import Teammodel
from modules.zgw.eigen.maken import make_catalogus
from modules.zgw.stroom.actions.zaken import sync_huishouden
from modules.zgw.stroom.rules.bescherming import bescherming
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid
from modules.zgw.zaken.models import Rol, Zaak
from modules.zgw.zaken.rolsleutel import sleutel
from tests.factories.dossier import maak_huishouden
from tests.factories.identity import maak_gebruiker

pytestmark = pytest.mark.django_db
BSN = "111222333"


@pytest.fixture
def by(in_lindewaard: GemeenteRef) -> Any:
    make_catalogus(by=None, at=now())
    return maak_gebruiker(naam="Tom de Groot", met_code_app=False)


def gemeld(by: Any, **velden: Any) -> Huishouden:
    rij = maak_huishouden("Kuiper", **velden)
    inwoner = rij.leden.get().inwoner
    inwoner.bsn, inwoner.bsn_index = BSN, blinde_index("bsn", BSN)
    inwoner.save()
    register_melding(
        huishouden=rij, team=None, teammodel_id=Teammodel.objects.actief().get().pk,
        gegevens={"wet": "wmo", "inhoud": "De trap lukt niet meer."}, ontvangen_op=now().date(), met_termijnen=False,
        inwoner=inwoner, by=by, at=now(),
    )  # fmt: skip
    return rij


def rollen() -> list[str]:
    return sorted(Rol.objects.values_list("omschrijving", flat=True))


def vindbaar() -> bool:
    return Rol.objects.filter(sleutels__contains=[sleutel("natuurlijk_persoon", "inpBsn", BSN)]).exists()


def niveaus() -> set[int]:
    return set(Zaak.objects.values_list("vertrouwelijkheid", flat=True))


def test_a_secret_address_names_no_team_that_tells_where_somebody_lives(by: Any) -> None:
    gemeld(by, is_geheim_adres=True)

    assert (rollen(), vindbaar()) == (["Aanvrager"], True)
    assert not any("Merelstraat" in str(rol.wie) for rol in Rol.objects.all())


def test_a_shielded_household_names_nobody_and_is_found_by_no_number(by: Any) -> None:
    gemeld(by, is_afgeschermd=True)

    assert (rollen(), vindbaar(), niveaus()) == ([], False, {Vertrouwelijkheid.GEHEIM})


def test_who_is_shielded_later_is_taken_back_at_once_and_returns_afterwards(by: Any) -> None:
    rij = gemeld(by)
    eerst = (rollen(), vindbaar(), niveaus())
    Huishouden.objects.filter(pk=rij.pk).update(is_afgeschermd=True)
    sync_huishouden(huishouden_id=rij.pk, by=by, at=now())
    dicht = (rollen(), vindbaar(), niveaus())
    Huishouden.objects.filter(pk=rij.pk).update(is_afgeschermd=False)
    sync_huishouden(huishouden_id=rij.pk, by=by, at=now())

    assert eerst == (["Aanvrager", "Wijkteam", "Wijkteam"], True, {Vertrouwelijkheid.ZAAKVERTROUWELIJK})
    assert dicht == ([], False, {Vertrouwelijkheid.GEHEIM})
    assert (rollen(), vindbaar(), niveaus()) == eerst


def test_it_turns_red_when_shielding_is_forgotten(by: Any) -> None:
    with zaaifouten.zaai("afgeschermd_gaat_naar_buiten"):
        gemeld(by, is_afgeschermd=True)

    assert vindbaar()


@pytest.mark.parametrize("geheim", [False, True])
@pytest.mark.parametrize("schild", [False, True])
def test_nothing_is_ever_less_closed_than_zaakvertrouwelijk(geheim: bool, schild: bool) -> None:
    wie = bescherming(is_geheim_adres=geheim, is_afgeschermd=schild)

    assert wie.minstens >= Vertrouwelijkheid.ZAAKVERTROUWELIJK
    assert wie.noemt_team is not (geheim or schild)
    assert wie.noemt_inwoner is not schild
