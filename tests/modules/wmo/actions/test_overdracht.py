"""Handing a melding over to who decides: the backoffice, or somebody of a team that decides (domain 2.2)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from modules.dossier.besluiten.actions.mandaat import add_mandaat
from modules.dossier.besluiten.woorden import Plaats
from modules.dossier.models import Toegangsgrond
from modules.dossier.toegang.models import Attendering
from modules.wmo.actions.maatwerk import prepare_besluit, weigh_maatwerk
from modules.wmo.actions.overdracht import NietBijJou, NietDoorTeGeven, RedenOntbreekt, hand_over, take_back
from tests.factories.dossier import eerste_team
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.modules.wmo.toneel import maak_bekend, maak_product, maak_toneel, tot_aanvraag, weging

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def backoffice(*, elders=True, naam="Bas Hendriks"):
    mens = maak_gebruiker(naam=naam, rollen=[Rol.BACKOFFICE], met_code_app=False)
    maak_teamlid(mens, maak_team() if elders else eerste_team())
    return mens


def geef_door(toneel, aan, door="backoffice", **rest):
    wie = {"by": toneel.by, "at": timezone.now(), **rest}
    return hand_over(zaak=toneel.zaak, aan=aan, tekst="De traplift is al bekeken.", besluit_door=door, **wie)


def test_a_team_hands_the_last_steps_to_the_backoffice_after_its_own_onderzoek():
    toneel, bas = maak_toneel(variant="team"), backoffice()
    tot_aanvraag(toneel)

    zaak = geef_door(toneel, bas)

    assert (zaak.besluit_bij, zaak.overgedragen_door) == (bas, toneel.by)
    assert Attendering.objects.get(voor=bas).url == zaak.get_absolute_url()


def test_wmo_2_3_2_lid_8_a_team_with_an_onderzoek_does_that_before_it_hands_over():
    toneel, bas = maak_toneel(variant="team"), backoffice()

    with pytest.raises(NietDoorTeGeven, match="Maak eerst het onderzoek"):
        geef_door(toneel, bas)


def test_wmo_2_3_2_lid_9_after_six_weeks_it_goes_on_without_a_verslag():
    toneel, bas = maak_toneel(variant="team", dagen=60), backoffice()

    assert geef_door(toneel, bas).besluit_bij == bas


def test_a_network_hands_over_from_the_first_day():
    toneel, bas = maak_toneel(variant="netwerk"), backoffice()

    assert geef_door(toneel, bas, "overdracht").besluit_bij == bas


def test_who_gets_it_may_open_the_household_until_it_is_made_known():
    toneel, bas = maak_toneel(variant="team"), backoffice()
    tot_aanvraag(toneel)

    zaak = geef_door(toneel, bas)

    grond = Toegangsgrond.objects.get(gebruiker=bas)
    assert (grond.bron_id, grond.ingetrokken_op) == (zaak.pk, None)


def test_who_decides_after_it_was_handed_over_sees_what_was_sent_for_a_day():
    toneel, bas = maak_toneel(), backoffice()
    tot_aanvraag(toneel)
    zaak = geef_door(toneel, bas)
    product = maak_product(toneel)
    wie = {"by": bas, "at": timezone.now()}
    weigh_maatwerk(zaak=zaak, gegevens=weging(product), versie=1, **wie)
    besluit = prepare_besluit(zaak=zaak, plaats=Plaats.BACKOFFICE, **wie)
    geef_mandaat(bas)

    maak_bekend(besluit, bas)

    over = Toegangsgrond.objects.get(bron_id=zaak.pk).tot - timezone.now()
    assert timedelta(hours=23) < over <= timedelta(days=1)


def geef_mandaat(by):
    gegevens = {
        "rol": "backoffice",
        "wet": "wmo",
        "artikel": "Wmo 2015, artikel 2.6.3",
        "geldig_van": localdate(),
    }
    add_mandaat(gegevens=gegevens, by=by, at=timezone.now())


def test_somebody_of_the_same_team_needs_no_way_in():
    toneel, bas = maak_toneel(variant="team"), backoffice(elders=False)
    tot_aanvraag(toneel)

    geef_door(toneel, bas)

    assert Toegangsgrond.objects.count() == 0


def test_it_is_handed_over_once():
    toneel, bas = maak_toneel(variant="team"), backoffice()
    tot_aanvraag(toneel)
    geef_door(toneel, bas)

    with pytest.raises(NietDoorTeGeven, match="ligt al bij Bas Hendriks"):
        geef_door(toneel, bas)


def test_it_goes_only_to_somebody_who_decides():
    toneel = maak_toneel(variant="team")
    tot_aanvraag(toneel)
    ander = maak_gebruiker(naam="Loes Vink", rollen=[Rol.INLOOPPUNT], met_code_app=False)

    with pytest.raises(NietDoorTeGeven, match="Loes Vink neemt geen besluiten over de Wmo"):
        geef_door(toneel, ander)


def test_who_has_it_gives_it_back_with_a_reason_and_the_way_in_closes():
    toneel, bas = maak_toneel(variant="team"), backoffice()
    tot_aanvraag(toneel)
    zaak = geef_door(toneel, bas)

    terug = take_back(zaak=zaak, omdat="De offerte ontbreekt.", by=bas, at=timezone.now())

    assert (terug.besluit_bij, terug.overdracht_tekst) == (None, "De offerte ontbreekt.")
    assert Toegangsgrond.objects.get(gebruiker=bas).ingetrokken_op is not None


def test_a_melding_is_given_back_with_a_sentence_by_who_has_it():
    toneel, bas = maak_toneel(variant="team"), backoffice()
    tot_aanvraag(toneel)
    zaak = geef_door(toneel, bas)

    with pytest.raises(RedenOntbreekt):
        take_back(zaak=zaak, omdat=" ", by=bas, at=timezone.now())
    with pytest.raises(NietBijJou):
        take_back(zaak=zaak, omdat="Zomaar.", by=backoffice(naam="Wim Post"), at=timezone.now())
