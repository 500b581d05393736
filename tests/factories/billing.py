"""Price lists, contracts and invoices for tests. Everything in the scope of the platform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from billing.actions.contract import leg_inwonertal_vast, sluit_contract
from billing.actions.factuur import kijk_na, maak_factuur
from billing.actions.tarief import maak_tarief
from billing.models import Afzender, Contract, Factuur, Tarief
from billing.overzicht import concept_van
from billing.queries import dossier_van
from keukentafel.tenancy import GemeenteRef
from tenants.models import Gemeente

NU = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
MAAND = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Mens:
    """Somebody who works for the supplier."""

    naam: str = "Femke Bos"


FEMKE = Mens()
PRIJZEN = (
    ("basis", 0, 900_000), ("basis", 25_000, 1_200_000), ("wmo", 0, 480_000), ("wmo", 25_000, 612_345),
    ("jeugd", 0, 500_001), ("participatie", 0, 360_000),
)  # fmt: skip


def maak_afzender(**anders: Any) -> Afzender:
    """Say who sends the invoices."""
    vast = {
        "naam": "Keukentafel B.V.", "straat": "Werkplaats 12", "postcode": "3511AB", "plaats": "Utrecht",
        "kvk": "90000012", "btw_nummer": "NL860000012B01", "iban": "NL91ABNA0417164300",
        "email": "facturen@keukentafel.example", "telefoon": "0301234567",
    }  # fmt: skip
    return Afzender.objects.create(**{**vast, **anders})


def maak_prijslijst(naam: str = "Tarief 2026", **anders: Any) -> Tarief:
    """Make a price list of 2026: start fee € 2.500, 5% from two modules."""
    vast: dict[str, Any] = {
        "geldig_van": date(2026, 1, 1), "geldig_tot": None, "startkosten_centen": 250_000,
        "regels": PRIJZEN, "kortingen": (("modules", 2, 500),), "by": FEMKE, "at": NU,
    }  # fmt: skip
    return maak_tarief(naam=naam, **{**vast, **anders})


def maak_contract(gemeente: GemeenteRef, tarief: Tarief | None = None, **anders: Any) -> Contract:
    """Make a contract of a gemeente with 42.100 inhabitants: the basis and the Wmo, billed per year."""
    rij = Gemeente.objects.get(pk=gemeente.id)
    inwoners = anders.pop("inwoners", {2026: 42_100})
    for jaar, aantal in inwoners.items():
        leg_inwonertal_vast(gemeente=rij, jaar=jaar, aantal=aantal, bron="CBS", by=FEMKE, at=NU)
    vast: dict[str, Any] = {
        "begin": date(2026, 1, 1), "factuurperiode": "jaar", "inkoopnummer": "PO-2026-117",
        "afnemer_naam": f"Gemeente {rij.naam}", "afnemer_straat": "Raadhuisplein 1", "afnemer_postcode": "9001AA",
        "afnemer_plaats": rij.naam, "afnemer_kvk": "90000001", "afnemer_oin": "00000001900000001000",
        "factuur_email": "crediteuren@voorbeeld.invalid", "modules": frozenset({"wmo"}),
    }  # fmt: skip
    return sluit_contract(
        gemeente=rij, tarief=tarief or maak_prijslijst(), by=FEMKE, at=NU, **{**vast, **anders}
    )


def factureer(contract: Contract, maand: date = MAAND, at: datetime = NU) -> Factuur:
    """Look at the preview and make the invoice."""
    dossier = dossier_van(contract.pk)
    assert dossier is not None
    concept = concept_van(dossier, maand=maand)
    if concept.vraagt_blik:
        kijk_na(contract=contract, maand=maand, vingerafdruk=concept.vingerafdruk, by=FEMKE, at=at)
    return maak_factuur(contract=contract, maand=maand, vingerafdruk=concept.vingerafdruk, by=FEMKE, at=at)
