"""The catalogue of a gemeente with a zaaksysteem of its own, as its ZTC shows it."""

from __future__ import annotations

from typing import Any

from keukentafel.exchange.zgw import fake

CATALOGUS = f"{fake.ADRESSEN['ztc']}/catalogussen/0f6ae5a4-7e1b-4f0b-9b61-6c9a6a0f8a11"


def zet_zaaktype(identificatie: str = "WMO-MELDING", **anders: Any) -> str:
    """Put a zaaktype with a start, an end, a result, two roles and a kind of decision there; return its address."""
    zaaktype = fake.zet(
        "zaaktypen",
        {
            "identificatie": identificatie,
            "catalogus": CATALOGUS,
            "omschrijving": "Melding",
            "concept": False,
            "beginGeldigheid": "2020-01-01",
            **anders,
        },
    )
    for nummer, (generiek, naam) in enumerate((("Ontvangen", "Binnen"), ("Afgerond", "Klaar")), start=1):
        fake.zet(
            "statustypen",
            {
                "zaaktype": zaaktype, "omschrijving": naam, "omschrijvingGeneriek": generiek, "volgnummer": nummer,
                "isEindstatus": nummer == 2,
            },
        )  # fmt: skip
    fake.zet("resultaattypen", {"zaaktype": zaaktype, "omschrijving": "Toegekend"})
    for generiek in ("initiator", "behandelaar"):
        fake.zet(
            "roltypen",
            {"zaaktype": zaaktype, "omschrijving": generiek.title(), "omschrijvingGeneriek": generiek},
        )
    fake.zet("besluittypen", {"zaaktypen": [zaaktype], "omschrijving": "Besluit Wmo"})
    fake.zet("informatieobjecttypen", {"catalogus": CATALOGUS, "omschrijving": "Brief", "concept": False})
    return zaaktype
