"""Fill empty fields of people and households that exist already. What somebody wrote here always stays."""

from __future__ import annotations

from typing import Any

from keukentafel.tenancy.sleutels import blinde_index
from modules.dossier.inlezen.bouwen import adresvelden
from modules.dossier.inlezen.invoer import HuishoudInvoer, PersoonInvoer
from modules.dossier.models import Geslacht, Huishouden, Inwoner

_PERSOONSVELDEN = ("voornamen", "voorletters", "telefoon", "email", "geboortedatum")
_GESLACHT = {"man": Geslacht.MAN, "vrouw": Geslacht.VROUW, "x": Geslacht.ANDERS}


def vul_inwoner_aan(inwoner: Inwoner, persoon: PersoonInvoer) -> list[str]:
    """Fill what is empty and return the names of the fields filled; nothing is saved."""
    gevuld = [veld for veld in _PERSOONSVELDEN if getattr(persoon, veld) and not getattr(inwoner, veld)]
    for veld in gevuld:
        setattr(inwoner, veld, getattr(persoon, veld))
    if persoon.bsn and inwoner.bsn_index is None:
        inwoner.bsn, inwoner.bsn_index = persoon.bsn, blinde_index("bsn", persoon.bsn)
        gevuld += ["bsn", "bsn_index"]
    if persoon.geslacht and inwoner.geslacht == Geslacht.ONBEKEND:
        inwoner.geslacht = _GESLACHT[persoon.geslacht]
        gevuld.append("geslacht")
    return gevuld


def vul_huishouden_aan(huishouden: Huishouden, invoer: HuishoudInvoer) -> list[str]:
    """Fill an empty address as a whole and return the fields filled; a shielded address is only ever added."""
    gegevens, gevuld = invoer.gegevens, []
    if gegevens.adressleutel and not (huishouden.straat or huishouden.postcode or huishouden.huisnummer):
        for veld, waarde in adresvelden(gegevens).items():
            if waarde:
                setattr(huishouden, veld, waarde)
                gevuld.append(veld)
    if gegevens.geheim_adres == "ja" and not huishouden.is_geheim_adres:
        huishouden.is_geheim_adres = True
        gevuld.append("is_geheim_adres")
    return gevuld


def spoor(rij: Any, velden: list[str]) -> list[list[str]]:
    """Return which fields of a row were filled, in the form that undo reads."""
    return [[type(rij).__name__, str(rij.pk), veld] for veld in velden]
