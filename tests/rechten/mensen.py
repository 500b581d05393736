"""Everybody who might ask: one letter a person, the columns of the rights table."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.test import Client
from django.utils.timezone import localdate

from keukentafel import instellingen
from keukentafel.identity import geheim
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.identity.sessies import SessionStore
from keukentafel.instellingen import Instellingen
from keukentafel.tenancy import GemeenteRef
from modules.inrichting.models import Registratie, Teamlid
from tenants.console.rollen import LeverancierRol
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid


@dataclass(frozen=True, slots=True)
class Iemand:
    """One column: who it is, with which role, and as what in the team."""

    letter: str
    wie: str
    rol: Rol | None = None
    functie: str = ""
    geheimhouding: bool = False
    ambtenaar: bool = False
    skj_over: int | None = None
    """Days from now until the registration ends; negative: it has ended."""


ANONIEM = "0"
LEVERANCIERS = {
    "l": LeverancierRol.BEHEERDER,
    "o": LeverancierRol.SUPPORT,
    "e": LeverancierRol.FINANCIEEL,
}
"""Who works for the supplier: they ask on its host only."""
IEDEREEN: tuple[Iemand, ...] = (
    Iemand(ANONIEM, "bezoeker, niet ingelogd"),
    *(Iemand(letter, f"bij de leverancier: {rol.label}") for letter, rol in LEVERANCIERS.items()),
    Iemand("h", "hulpverlener", Rol.TEAMLID, "hulpverlener", geheimhouding=True),
    Iemand(
        "j",
        "jeugdprofessional met SKJ",
        Rol.TEAMLID,
        "jeugdprofessional",
        geheimhouding=True,
        skj_over=300,
    ),
    Iemand(
        "v",
        "jeugdprofessional, SKJ verlopen",
        Rol.TEAMLID,
        "jeugdprofessional",
        geheimhouding=True,
        skj_over=-3,
    ),
    Iemand("w", "Wmo-consulent", Rol.TEAMLID, "wmo_consulent", ambtenaar=True),
    Iemand("k", "klantmanager W&I", Rol.TEAMLID, "klantmanager_wi", ambtenaar=True),
    Iemand("r", "regisseur", Rol.REGISSEUR, geheimhouding=True),
    Iemand("t", "teamleider", Rol.TEAMLEIDER),
    Iemand("i", "inlooppunt", Rol.INLOOPPUNT),
    Iemand("b", "backoffice", Rol.BACKOFFICE),
    Iemand("a", "beheerder", Rol.BEHEERDER),
    Iemand("f", "FG", Rol.FG),
    Iemand("p", "beleid", Rol.BELEID),
    Iemand("m", "partner", Rol.PARTNER),
    Iemand("z", "aanbieder", Rol.AANBIEDER),
    Iemand("n", "inwoner", Rol.INWONER),
    Iemand("d", "vertegenwoordiger", Rol.VERTEGENWOORDIGER),
    Iemand("s", "support", Rol.SUPPORT),
)
LETTERS = "".join(iemand.letter for iemand in IEDEREEN)
PER_LETTER = {iemand.letter: iemand for iemand in IEDEREEN}


def maak_mens(iemand: Iemand, team: Any) -> Gebruiker:
    """Make the account of one column, with its place in the team."""
    gebruiker = maak_gebruiker(
        rollen=[iemand.rol] if iemand.rol else [],
        team=team,
        naam=f"Medewerker {iemand.wie}",
        met_code_app=False,
    )
    if iemand.rol in (Rol.TEAMLID, Rol.REGISSEUR, Rol.TEAMLEIDER):
        lid = maak_teamlid(gebruiker, team, **_plek(iemand))
        if iemand.skj_over is not None:
            Registratie.objects.create(
                teamlid=lid,
                register="SKJ",
                nummer="123456789",
                geldig_tot=localdate() + timedelta(days=iemand.skj_over),
            )
    return gebruiker


def _plek(iemand: Iemand) -> dict[str, Any]:
    plek = {"geheimhouding": iemand.geheimhouding, "ambtelijke_status": iemand.ambtenaar}
    if iemand.functie and "protocolfunctie" in {veld.name for veld in Teamlid._meta.concrete_fields}:
        plek |= {"protocolfunctie": iemand.functie}
    return plek


def browser_van(gebruiker: Gebruiker) -> Client:
    """Return a browser that is signed in as this person."""
    browser = Client()
    log_in(browser, gebruiker)
    browser.raise_request_exception = False
    return browser


@contextmanager
def onthouden_sessies() -> Iterator[None]:
    """Read each session, and the choices of each gemeente, once: for a walk that changes neither.

    Who somebody is, is proved elsewhere; a walk of ten thousand requests would ask it ten thousand times.
    """
    gelezen: dict[tuple[str, str], Any] = {}
    keuzes: dict[Any, Instellingen] = {}
    echt, lader = SessionStore.load, instellingen._lader[0]
    stil = logging.getLogger("django.request")  # thousands of refusals, each of which is looked at

    def load(sessie: SessionStore) -> dict[str, Any]:
        sleutel = (sessie.session_key or "", geheim.scope_merk())
        if sleutel not in gelezen:
            gegevens = echt(sessie)
            if sessie.rij is not None:
                gelezen[sleutel] = _kopie(sessie.rij)
            return gegevens
        sessie.rij = _kopie(gelezen[sleutel])
        return dict(gelezen[sleutel].gegevens)

    def lees(gemeente: GemeenteRef) -> Instellingen:
        if gemeente.id not in keuzes:
            keuzes[gemeente.id] = lader(gemeente)
        return keuzes[gemeente.id]

    with (
        patch.object(SessionStore, "load", load),
        patch.object(instellingen, "_lader", [lees]),
        patch.object(stil, "disabled", True),
    ):
        yield


def _kopie(rij: Any) -> Any:
    """Return the row and its account as fresh as from the database: nothing of one request is left in them."""
    nieuw = copy(rij)
    nieuw.gebruiker = copy(rij.gebruiker)
    return nieuw
