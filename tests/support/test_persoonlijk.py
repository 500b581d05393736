"""What may not stand in a ticket is found by its form, and what may is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn as elfproef

from support.rules.persoonlijk import persoonlijk_in


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("Bij 999990019 gaat het mis", ["een BSN"]),
        ("BSN 9999.90.019, of 999 990 019.", ["een BSN"]),
        ("Bel 06 12345678", ["een telefoonnummer"]),
        ("Bel +31 (0)6-12 34 56 78 of 0201234567", ["een telefoonnummer"]),
        ("Mail aan j.de.vries+x@voorbeeld.nl", ["een e-mailadres"]),
        ("Zij woont op 1234 AB 12", ["een adres"]),
        ("1234ab, nr. 7", ["een adres"]),
        ("Ze is geboren op 3-4-1985", ["een geboortedatum"]),
        ("geb. 3 april 1985, mail a@b.nl", ["een e-mailadres", "een geboortedatum"]),
    ],
)
def test_it_says_what_kind_it_found(tekst: str, wat: list[str]) -> None:
    assert persoonlijk_in(tekst) == wat


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "Foutcode 7F3A op 24-11-2026 om 14.10 uur",
        "Het scherm inrichting:teammodel, versie 1.4.2, 350 huishoudens, 61.480 euro",
        "Zaak 123456789 bestaat niet",  # does not pass the 11-proef
        "Regel 1234 in het bestand van 2026",
        "Bij team 12 gaan 6 van de 24 termijnen mis sinds 3 november",
    ],
)
def test_it_leaves_the_rest_alone(tekst: str) -> None:
    assert persoonlijk_in(tekst) == []


def _met_controlecijfer(begin: int) -> str:
    """Return the number of nine digits that begins so and passes the 11-proef; empty: there is none."""
    cijfers = f"{begin:08}"
    rest = sum(gewicht * int(cijfer) for gewicht, cijfer in zip(range(9, 1, -1), cijfers, strict=True)) % 11
    return f"{cijfers}{rest}" if rest < 10 else ""


@given(
    st.integers(1_000_000, 99_999_999).map(_met_controlecijfer).filter(bool),
    st.sampled_from(["", " ", ".", "-"]),
)
def test_every_bsn_is_found_however_it_is_written(cijfers: str, tussen: str) -> None:
    geschreven = tussen.join((cijfers[:4], cijfers[4:6], cijfers[6:]))

    assert elfproef.is_valid(cijfers)
    assert "een BSN" in persoonlijk_in(f"Het gaat om {geschreven}.")
