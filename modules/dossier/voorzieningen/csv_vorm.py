"""The catalogue as a file: one row per contract, or one for a product that nobody gives yet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from keukentafel import audit, veilige_csv
from keukentafel.errors import Refusal
from keukentafel.values.datum_invoer import lees_datum
from keukentafel.values.geld import Geld
from modules.dossier.voorzieningen.actions.product import (
    save_contract,
    save_product,
    set_tarief,
    set_wachttijd,
)
from modules.dossier.voorzieningen.codelijsten import PER_WET, Eenheid, Frequentie, ProductWet
from modules.dossier.voorzieningen.models import Contract, Product
from modules.inrichting.models import Organisatie

KOLOMMEN = (
    "wet", "categorie", "code", "naam", "omschrijving", "eenheid", "frequentie", "bijdrage", "pgb",
    "geldig_van", "geldig_tot", "tarief", "tarief_vanaf", "aanbieder", "contract_van", "contract_tot_en_met",
    "geloof_cultuur_taal", "wachttijd_weken", "wachttijd_op",
)  # fmt: skip
HOOGSTENS = 5_000
"""Rows a file may hold: more than any gemeente buys, and small enough to read in one go."""
HOOGSTENS_BYTES = 4 * 1024 * 1024


class BestandKlopt(Refusal):
    """A file that cannot be read at all."""


@dataclass(frozen=True, slots=True)
class Regelfout:
    """What is wrong on which line of the file."""

    regel: int
    tekst: str


@dataclass(frozen=True, slots=True)
class Ingelezen:
    """What a file did. With `fouten` nothing of it was kept."""

    producten: int
    contracten: int
    fouten: tuple[Regelfout, ...] = ()


def schrijf(rijen: list[Product], dag: date) -> str:
    """Return the catalogue as CSV (`;`), with a contract a line, as it can be read in again."""
    uit = io.StringIO()
    schrijver = veilige_csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(KOLOMMEN)
    for product in rijen:
        schrijver.writerows(_regels(product, dag))
    return f"\ufeff{uit.getvalue()}"


def _regels(product: Product, dag: date) -> Iterator[list[object]]:
    tarieven = [t for t in product.tarieven.all() if not t.is_pgb and t.geldig_van <= dag]
    voor_allen = next((t for t in tarieven if t.aanbieder_id is None), None)
    begin: list[object] = [
        product.wet, product.categorie, product.code, product.naam, product.omschrijving, product.eenheid,
        product.frequentie, _ja(product.is_bijdrageplichtig), _ja(product.mag_pgb), _dag(product.geldig_van),
        _dag(product.geldig_tot),
    ]  # fmt: skip
    contracten = list(product.contracten.all())
    if not contracten:
        yield [*begin, *_tarief(voor_allen), *[""] * 6]
    for contract in contracten:
        eigen = next((t for t in tarieven if t.aanbieder_id == contract.aanbieder_id), voor_allen)
        wacht = next(iter(contract.wachttijden.all()), None)
        yield [
            *begin,
            *_tarief(eigen),
            contract.aanbieder.naam,
            _dag(contract.van),
            _dag(contract.tot_en_met),
            contract.bijzonder,
            "" if wacht is None else wacht.weken,
            "" if wacht is None else _dag(wacht.gemeten_op),
        ]


def _tarief(tarief: Any) -> list[object]:
    if tarief is None:
        return ["", ""]
    return [f"{tarief.centen // 100},{tarief.centen % 100:02d}", _dag(tarief.geldig_van)]


def _ja(waarde: bool) -> str:
    return "ja" if waarde else "nee"


def _dag(dag: date | None) -> str:
    return dag.strftime("%d-%m-%Y") if dag else ""


def lees(inhoud: bytes, *, vandaag: date, by: Any, at: Any) -> Ingelezen:
    """Read a file in: all of it, or, when one line is wrong, nothing.

    :raises BestandKlopt: it is no CSV with the columns of this catalogue, or too large.
    """
    regels = _lees_regels(inhoud)
    fouten: list[Regelfout] = []
    producten: set[Any] = set()
    contracten = 0
    with transaction.atomic():
        aanbieders = {rij.naam.casefold(): rij for rij in Organisatie.objects.filter(is_actief=True)}
        for nummer, regel in enumerate(regels, start=2):
            try:
                with transaction.atomic():
                    product, is_contract = _verwerk(regel, aanbieders, vandaag, by, at)
            except (Refusal, ValueError) as fout:
                fouten.append(Regelfout(nummer, str(fout)))
                continue
            producten.add(product.pk)
            contracten += is_contract
        if fouten:
            transaction.set_rollback(True)
    if fouten:
        return Ingelezen(0, 0, tuple(fouten))
    audit.record("voorzieningen.catalogus.ingelezen", by=by, at=at, detail={"producten": len(producten)})
    return Ingelezen(len(producten), contracten)


def _lees_regels(inhoud: bytes) -> list[dict[str, str]]:
    if len(inhoud) > HOOGSTENS_BYTES:
        raise BestandKlopt("Dit bestand is groter dan 4 MB. Deel het in tweeën.")
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252", errors="replace")
    if "\x00" in tekst:
        raise BestandKlopt("Dit is geen CSV-bestand. Sla het in je rekenprogramma op als CSV.")
    scheiding = ";" if ";" in tekst.partition("\n")[0] else ","
    try:
        lezer = csv.DictReader(io.StringIO(tekst), delimiter=scheiding, restkey="", restval="")
        mist = [naam for naam in KOLOMMEN[:6] if naam not in (lezer.fieldnames or ())]
        if mist:
            raise BestandKlopt(f"In de eerste regel ontbreekt de kolom {mist[0]}. Begin met een export.")
        regels = [{str(k): str(v or "").strip() for k, v in rij.items() if k} for rij in lezer]
    except csv.Error as fout:
        raise BestandKlopt("Dit bestand is niet te lezen als CSV. Begin met een export.") from fout
    if len(regels) > HOOGSTENS:
        raise BestandKlopt(f"Dit bestand heeft meer dan {HOOGSTENS} regels. Deel het in tweeën.")
    return [regel for regel in regels if any(regel.values())]


def _verwerk(
    regel: dict[str, str], aanbieders: dict[str, Organisatie], vandaag: date, by: Any, at: Any
) -> tuple[Product, int]:
    gegevens = _gegevens(regel, vandaag)
    bestaat = _bestaand(gegevens)
    product = bestaat
    if bestaat is None or any(getattr(bestaat, veld) != waarde for veld, waarde in gegevens.items()):
        product = save_product(product=bestaat, gegevens=gegevens, by=by, at=at)
    assert product is not None
    aanbieder = _aanbieder(regel.get("aanbieder", ""), aanbieders)
    if bedrag := regel.get("tarief", ""):
        set_tarief(
            product=product,
            bedrag=Geld.lees(bedrag),
            vanaf=_lees_dag(regel, "tarief_vanaf", vandaag) or product.geldig_van,
            aanbieder=aanbieder,
            by=by,
            at=at,
        )
    if aanbieder is None:
        return product, 0
    contract = _contract(regel, product, aanbieder, vandaag, by, at)
    if weken := regel.get("wachttijd_weken", ""):
        op = _lees_dag(regel, "wachttijd_op", vandaag) or vandaag
        set_wachttijd(contract=contract, weken=_geheel(weken), gemeten_op=op, by=by, at=at)
    return product, 1


def _bestaand(gegevens: dict[str, Any]) -> Product | None:
    sleutel = {veld: gegevens[veld] for veld in ("wet", "categorie", "code", "geldig_van")}
    if not gegevens["code"]:
        sleutel["naam"] = gegevens["naam"]
    return Product.objects.filter(**sleutel).first()


def _contract(
    regel: dict[str, str], product: Product, aanbieder: Organisatie, vandaag: date, by: Any, at: Any
) -> Contract:
    return save_contract(
        product=product,
        aanbieder=aanbieder,
        van=_lees_dag(regel, "contract_van", vandaag) or product.geldig_van,
        tot_en_met=_lees_dag(regel, "contract_tot_en_met", vandaag),
        bijzonder=regel.get("geloof_cultuur_taal", "")[:200],
        by=by,
        at=at,
    )


def _gegevens(regel: dict[str, str], vandaag: date) -> dict[str, Any]:
    wet = regel["wet"].lower()
    if wet not in ProductWet.values:
        raise ValueError(f"De wet “{regel['wet'][:20]}” bestaat hier niet. Schrijf wmo of jeugd.")
    categorie = regel["categorie"].lstrip("'").zfill(2)
    if categorie not in PER_WET[ProductWet(wet)]:
        raise ValueError(f"De categorie “{regel['categorie'][:10]}” hoort niet bij {ProductWet(wet).label}.")
    if not regel["naam"]:
        raise ValueError("De naam is leeg. Vul een naam in.")
    if len(regel["code"]) > 5:
        raise ValueError(f"De code “{regel['code'][:12]}” is langer dan 5 tekens.")
    return {
        "wet": wet,
        "categorie": categorie,
        "code": regel["code"],
        "naam": regel["naam"][:120],
        "omschrijving": regel.get("omschrijving", "")[:300],
        "eenheid": _keuze(regel["eenheid"].lstrip("'"), Eenheid, "eenheid", 2),
        "frequentie": _keuze(regel.get("frequentie", "").lstrip("'"), Frequentie, "frequentie", 1),
        "is_bijdrageplichtig": regel.get("bijdrage", "").lower() != "nee",
        "mag_pgb": regel.get("pgb", "").lower() != "nee",
        "geldig_van": _lees_dag(regel, "geldig_van", vandaag) or vandaag,
        "geldig_tot": _lees_dag(regel, "geldig_tot", vandaag),
    }


def _keuze(tekst: str, lijst: Any, naam: str, cijfers: int) -> str:
    if not tekst and naam == "frequentie":
        return ""
    code = tekst.zfill(cijfers)
    if code not in lijst.values:
        mag = ", ".join(f"{waarde} ({label})" for waarde, label in lijst.choices)
        raise ValueError(f"De {naam} “{tekst[:10]}” bestaat niet. Kies uit {mag}.")
    return code


def _aanbieder(naam: str, aanbieders: dict[str, Organisatie]) -> Organisatie | None:
    if not naam:
        return None
    rij = aanbieders.get(naam.casefold())
    if rij is None:
        raise ValueError(f"De aanbieder “{naam[:60]}” staat niet bij Organisaties. Voeg hem daar eerst toe.")
    return rij


def _lees_dag(regel: dict[str, str], kolom: str, vandaag: date) -> date | None:
    tekst = regel.get(kolom, "")
    return lees_datum(tekst, vandaag=vandaag) if tekst else None


def _geheel(tekst: str) -> int:
    if not tekst.isascii() or not tekst.isdigit() or int(tekst) > 520:
        raise ValueError(f"De wachttijd “{tekst[:10]}” is geen aantal weken.")
    return int(tekst)
