"""A question without a person: what looks like somebody is found (P22)."""

from __future__ import annotations

import pytest

from modules.dossier.kortehulp.rules.zonder_persoon import vind_persoon


@pytest.mark.parametrize(
    ("tekst", "woord"),
    [
        ("Wil hulp met 999993653", "BSN"),
        ("Nummer 9999.93.653 klopt niet", "BSN"),
        ("Zij heeft 999990019 als nummer", "BSN"),
        ("Bel terug op 06 12 34 56 78", "mobiel nummer"),
        ("Bel +31 6 12345678", "mobiel nummer"),
        ("Mail naar jan@voorbeeld.nl", "e-mailadres"),
        ("Geboren op 3 mei 1950", "geboortedatum"),
        ("Is van 29-02-1984", "geboortedatum"),
        ("Woont op Merelstraat 14", "adres"),
        ("Woont op 1234 AB 12", "adres"),
        ("Mevrouw De Vries zoekt een taalles", "naam"),
        ("mevr. van der Berg wil een rolstoel", "naam"),
        ("Dhr. Jansen vraagt om geld", "naam"),
        ("De familie Kuiper heeft schulden", "naam"),
    ],
)
def test_what_certainly_points_at_somebody_is_refused_and_never_repeated(tekst: str, woord: str) -> None:
    vondst = vind_persoon(tekst)
    assert vondst is not None
    assert vondst.is_zeker
    assert woord in vondst.zin
    for deel in ("999993653", "Jansen", "Merelstraat", "06 12", "jan@"):
        assert deel not in vondst.zin


@pytest.mark.parametrize(
    "tekst",
    [
        "Samira wil leren fietsen",
        "Hoe kan haar zoon Piet aan werk komen?",
        "De buurvrouw heet Fenna",
        "Vraag van Fatoumata Diallo over toeslag",
    ],
)
def test_what_looks_like_a_name_is_asked_about(tekst: str) -> None:
    vondst = vind_persoon(tekst)
    assert vondst is not None
    assert not vondst.is_zeker
    assert "lijkt een naam" in vondst.zin


@pytest.mark.parametrize(
    "tekst",
    [
        "Hoe vraag ik bijzondere bijstand aan?",
        "Kan ik huurtoeslag krijgen met € 1.234,50 in de maand?",
        "Waar is de Voedselbank?",
        "Wat doet de Sociale Verzekeringsbank?",
        "Wil een rijbewijs. Het oude is van 2016.",
        "Een moeder met 2 kinderen van 8 en 12 zoekt een huis van 900 euro",
        "Wmo of Wlz? En de DigiD werkt niet.",
        "",
    ],
)
def test_an_ordinary_question_passes(tekst: str) -> None:
    assert vind_persoon(tekst) is None


def test_an_answer_may_say_where_an_organisation_is() -> None:
    antwoord = "Loop binnen bij De Brug, Kade 1, of mail naar info@debrug.voorbeeld."
    assert vind_persoon(antwoord, met_adres=False) is None
    assert vind_persoon("Zij woont op Marktplein 1") is not None
