"""Invented people of the practice BRP, in the form of the published document."""

from __future__ import annotations

from typing import Any

MOEDER, VADER, KIND, OPA = "999990019", "999990020", "999990032", "999990044"


def datum(dag: str, lang: str) -> dict[str, Any]:
    return {"type": "Datum", "datum": dag, "langFormaat": lang}


def adres(straat: str = "Lindelaan", huisnummer: int = 12, **meer: Any) -> dict[str, Any]:
    return {
        "type": "Adres",
        "functieAdres": {"code": "W", "omschrijving": "woonadres"},
        "datumVan": datum("2019-05-01", "1 mei 2019"),
        "verblijfadres": {
            "officieleStraatnaam": straat, "korteStraatnaam": straat, "huisnummer": huisnummer, "postcode": "9876AB",
            "woonplaats": "Lindewaard", **meer,
        },
    }  # fmt: skip


def persoon(
    bsn: str, voornamen: str, geslachtsnaam: str, geboren: str = "1990-03-14", **meer: Any
) -> dict[str, Any]:
    return {
        "burgerservicenummer": bsn,
        "aNummer": "1234567890",
        "geslacht": {"code": "V", "omschrijving": "vrouw"},
        "leeftijd": 36,
        "naam": {
            "voornamen": voornamen, "geslachtsnaam": geslachtsnaam, "voorletters": f"{voornamen[:1]}.",
            "volledigeNaam": f"{voornamen} {geslachtsnaam}",
        },
        "geboorte": {"datum": datum(geboren, "14 maart 1990"), "land": {"code": "6030", "omschrijving": "Nederland"}},
        "verblijfplaats": adres(),
        **meer,
    }  # fmt: skip


def ouder(bsn: str, naam: str) -> dict[str, Any]:
    return {"burgerservicenummer": bsn, "naam": {"volledigeNaam": naam}}


def samen(kind: str, *ouders: tuple[str, str]) -> dict[str, Any]:
    return {
        "type": "GezamenlijkOuderlijkGezag",
        "minderjarige": {"burgerservicenummer": kind},
        "ouders": [ouder(*wie) for wie in ouders],
    }
