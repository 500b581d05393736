"""A slip of the finger finds the same households; the index does the work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dossier.models import Huishouden
from modules.dossier.queries.typefout import BevatEenVan, een_letter_anders
from modules.dossier.queries.zoeken import ongeveer
from modules.dossier.queries.zoekvraag import Zoekvraag
from tests.factories.dossier import maak_huishouden


def test_the_patterns_of_a_short_word_are_each_slip_once():
    assert een_letter_anders("vos") == (
        "% vos%", "% _os%", "% os%", "% ovs%", "% v_s%", "% vs%", "% v_os%", "% vso%", "% vo_%", "% vo%", "% vo_s%",
    )  # fmt: skip


@given(st.text(alphabet="abcdefg%_\\", min_size=1, max_size=12))
def test_what_is_typed_never_is_a_pattern_itself(woord):
    letterlijk = een_letter_anders(woord)[0]

    assert letterlijk == "% " + woord.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


@pytest.mark.usefixtures("in_lindewaard")
@pytest.mark.parametrize(
    "getypt", ["leuwen", "leeuwnen", "leuewen", "leeuven", "deeuwen", "eleeuwen", "leeuwem", "leewen"]
)
def test_a_name_with_one_slip_is_found_and_names_that_look_alike_stay_away(getypt):
    maak_huishouden("Van Leeuwen", personen=("Rob",))
    maak_huishouden("Leeuwkerk", personen=("Tess",))

    gevonden = ongeveer(Huishouden.objects.all(), Zoekvraag(getypt, (getypt,)), 5)

    assert [huishouden.naam for huishouden in gevonden] == ["Van Leeuwen"]


@pytest.mark.usefixtures("in_lindewaard")
def test_two_slips_find_what_looks_alike():
    maak_huishouden("Zonneveld", personen=("Rob",))

    gevonden = ongeveer(Huishouden.objects.all(), Zoekvraag("soneveld", ("soneveld",)), 5)

    assert [huishouden.naam for huishouden in gevonden] == ["Zonneveld"]


@pytest.mark.usefixtures("in_lindewaard")
def test_each_word_may_have_a_slip_and_a_number_may_not():
    maak_huishouden("Kuiper", straat="Merelstraat", huisnummer=14)

    def vind(*woorden):
        return [rij.naam for rij in ongeveer(Huishouden.objects.all(), Zoekvraag("", woorden), 5)]

    assert vind("kuper", "merelstaat", "14") == ["Kuiper"]
    assert vind("kuper", "merelstaat", "15") == []
    assert vind("14") == []


@pytest.mark.usefixtures("in_lindewaard")
def test_the_words_typed_are_text_for_the_database_too():
    maak_huishouden("Kuiper")

    patronen = een_letter_anders("k%'\\_r")

    assert list(Huishouden.objects.filter(BevatEenVan("zoektekst", patronen))) == []
