import pytest

from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.stappen import stappen
from modules.inrichting.rules.varianten import VARIANTEN, los_op
from modules.inrichting.rules.velden import (
    VELDEN,
    aantal_verplichte_velden,
    is_verplicht,
    verplichte_velden,
)


def test_toegang_demands_most_and_netwerk_least():
    aantallen = {variant: aantal_verplichte_velden(VARIANTEN[variant]) for variant in Variant}

    assert aantallen == {Variant.TOEGANG: 34, Variant.TEAM: 23, Variant.NETWERK: 10, Variant.REGIE: 19}


@pytest.mark.parametrize("stap", VELDEN)
def test_a_higher_level_holds_what_a_lower_level_holds(stap):
    licht, normaal, uitgebreid = (
        set(verplichte_velden(los_op("team", {"registratie_niveau": niveau}), stap))
        for niveau in ("licht", "normaal", "uitgebreid")
    )

    assert licht <= normaal <= uitgebreid
    assert licht


@pytest.mark.parametrize("stap", VELDEN)
def test_every_mandatory_field_names_its_reason(stap):
    assert all(veld.reden.endswith(".") and veld.label for veld in VELDEN[stap])
    assert len({veld.naam for veld in VELDEN[stap]}) == len(VELDEN[stap])


@pytest.mark.parametrize("variant", Variant)
def test_every_step_of_a_line_has_fields(variant):
    assert [stap.sleutel for stap in stappen(VARIANTEN[variant]) if stap.sleutel not in VELDEN] == []


def test_an_inquiry_covers_the_seven_subjects_only_in_full_registration():
    zeven = {
        "behoeften",
        "eigen_kracht",
        "netwerk",
        "steun_mantelzorger",
        "algemene_voorziening",
        "samenwerking",
        "bijdrage",
    }

    toegang = {veld.naam for veld in verplichte_velden(VARIANTEN[Variant.TOEGANG], "onderzoek")}
    team = {veld.naam for veld in verplichte_velden(VARIANTEN[Variant.TEAM], "onderzoek")}

    assert toegang == zeven | {"begonnen_op", "identiteit_gezien"}
    assert team == {"begonnen_op"}


def test_one_field_can_be_asked_about():
    assert is_verplicht(VARIANTEN[Variant.TEAM], "plan", "streefdatum")
    assert not is_verplicht(VARIANTEN[Variant.NETWERK], "plan", "streefdatum")
