"""The configuration file: what is written is read back, and what was changed is known as such."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.tenancy import GemeenteRef
from modules.inrichting.configuratie.bestand import (
    HOOGSTENS,
    BestandOnleesbaar,
    BestandTeGroot,
    Herkomst,
    NieuwerFormaat,
    lees,
    schrijf,
)

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_GEWOON = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n\r")
_INHOUD = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(_GEWOON, max_size=40),
    lambda deel: (
        st.lists(deel, max_size=4) | st.dictionaries(st.text(_GEWOON, max_size=10), deel, max_size=4)
    ),
    max_leaves=12,
)


def _bestand(delen: dict | None = None) -> str:
    return schrijf(gemeente="Lindewaard", cbs_code="GM9001", delen=delen or {"modules": ["wmo"]}, at=NU)


@given(_INHOUD)
def test_what_was_written_is_read_back_with_its_signature(inhoud):
    gelezen = lees(_bestand({"deel": inhoud}).encode())

    assert (gelezen.delen, gelezen.herkomst) == ({"deel": inhoud}, Herkomst.HIER)


def test_a_file_is_read_by_people():
    tekst = _bestand({"brieven": {"besluit": {"tekst": "Beste {{ naam }},\n\nDit is ons besluit.\n"}}})

    assert "      Dit is ons besluit.\n" in tekst
    assert tekst.startswith("keukentafel_configuratie: 1\ngemeente: Lindewaard\n")


@pytest.mark.parametrize(
    ("van", "naar"),
    [
        ("- wmo", "- jeugd"),
        ("Lindewaard", "Hoogmeren"),
        ("handtekening: ", "handtekening: A"),
        ("sleutel: ", "x: "),
    ],
)
def test_a_file_that_was_changed_is_no_longer_signed(van, naar):
    assert lees(_bestand().replace(van, naar, 1)).herkomst is Herkomst.GEEN


def test_a_file_of_another_installation_is_known_as_such(monkeypatch):
    from modules.inrichting.configuratie import bestand

    with monkeypatch.context() as elders:
        elders.setattr(bestand.sleutels, "doelsleutel", lambda *_a, **_k: b"\x07" * 32)
        tekst = _bestand()

    assert lees(tekst).herkomst is Herkomst.ELDERS


@pytest.mark.parametrize(
    "tekst",
    [
        "", "hallo", "[1, 2]", "keukentafel_configuratie: ja\ndelen: {}", "keukentafel_configuratie: 1",
        "keukentafel_configuratie: 1\ndelen: [1]", "a: &b [1]\nkeukentafel_configuratie: 1\ndelen: {c: *b}",
        "keukentafel_configuratie: 1\ndelen: {a: 1, a: 2}", "!!python/object/apply:os.system ['true']",
        "keukentafel_configuratie: 1\ndelen: {a: " + "[" * 60 + "]" * 60 + "}", "a: .nan\n", "\x00",
        "keukentafel_configuratie: 1\ndelen: {a: 2026-01-01}",
    ],
)  # fmt: skip
def test_what_is_no_file_of_ours_is_refused_in_words(tekst):
    with pytest.raises(BestandOnleesbaar):
        lees(tekst)


_KOP = "keukentafel_configuratie: 1\ndelen:\n  a: "


@pytest.mark.parametrize(
    "staart",
    ["1" + ":1" * 900_000, "1" + ":1" * 900_000 + ".5", "[" + "1," * 900_000 + "1]", "- b\n" * 400_000],
    ids=["een getal van uren", "een breuk van uren", "een lijst zonder eind", "regels zonder eind"],
)
def test_what_costs_more_to_read_than_to_send_is_refused_soon(staart):
    begin = process_time()
    with pytest.raises(BestandOnleesbaar):
        lees(_KOP + staart)

    assert process_time() - begin < 15


@pytest.mark.parametrize("teken", ["\\0", "\\x07", "\\e"])
def test_what_the_database_cannot_keep_is_refused(teken):
    with pytest.raises(BestandOnleesbaar):
        lees(f'{_KOP}"{teken}"')


def test_a_later_format_and_a_huge_file_are_refused():
    with pytest.raises(NieuwerFormaat):
        lees("keukentafel_configuratie: 2\ndelen: {}")
    with pytest.raises(BestandTeGroot):
        lees(b"a" * (HOOGSTENS + 1))


def test_the_file_of_a_gemeente_names_no_person(in_lindewaard: GemeenteRef):
    from keukentafel.identity.models import Gebruiker
    from modules.inrichting.configuratie.actions.inname import lees_alles, write_configuratie
    from tests.factories.identity import maak_gebruiker

    maak_gebruiker(naam="Zonneklaar Kanariewit")
    tekst = write_configuratie(by=None, at=NU)

    assert set(yaml.safe_load(tekst)["delen"]) == set(lees_alles())
    assert [naam for naam in Gebruiker.objects.values_list("naam", flat=True) if naam in tekst] == []
