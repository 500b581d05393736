"""The notes of every release, as they stand in the code; and the row of the release that runs here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import keukentafel
from keukentafel.tenancy import in_platform, versie
from tenants.golven.models import Uitgave


@dataclass(frozen=True, slots=True)
class Notities:
    """What is new in one release."""

    nummer: str
    titel: str
    nieuws: tuple[str, ...]


@cache
def notities() -> dict[str, Notities]:
    """Return number → notes, newest first."""
    tekst = files("tenants.golven").joinpath("uitgaven.toml").read_text()
    rijen = tomllib.loads(tekst)["uitgave"]
    return {rij["nummer"]: Notities(rij["nummer"], rij["titel"], tuple(rij["nieuws"])) for rij in rijen}


def deze_uitgave() -> Uitgave:
    """Return the row of the release that runs, with its notes and the version it brings."""
    nummer = keukentafel.__version__
    van_nu = notities().get(nummer) or Notities(nummer, f"Versie {nummer}", ())
    vast = {"titel": van_nu.titel, "nieuws": list(van_nu.nieuws), "schema_versie": versie.nieuwste()}
    with in_platform():
        uitgave, is_nieuw = Uitgave.objects.get_or_create(nummer=van_nu.nummer, defaults=vast)
        if not is_nieuw and any(getattr(uitgave, veld) != waarde for veld, waarde in vast.items()):
            Uitgave.objects.filter(pk=uitgave.pk).update(**vast)
            uitgave.refresh_from_db()
    return uitgave
