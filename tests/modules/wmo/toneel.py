"""A Wmo-melding of a household, and somebody who works on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from modules.dossier.actions.melding import register_melding
from modules.dossier.models import Melding
from modules.wmo.actions.onderzoek import send_verslag, write_onderdeel
from modules.wmo.actions.zaak import establish_identiteit, file_aanvraag, open_zaak
from modules.wmo.models import Zaak
from modules.wmo.rules.onderwerpen import LETTERS
from tests.modules.dossier.verkeer import Zaak as Dossier
from tests.modules.dossier.verkeer import maak_zaak


@dataclass(frozen=True)
class Toneel:
    """The dossier, the melding and its line."""

    dossier: Dossier
    melding: Melding
    zaak: Zaak
    by: Any


def maak_toneel(
    klant: Client | None = None, *, dagen: int = 10, variant: str = "toegang", **melding: Any
) -> Toneel:
    """Make a Wmo-melding of `dagen` ago in a team of this variant."""
    dossier = maak_zaak(klant, variant=variant)
    nu = timezone.now()
    rij = register_melding(
        huishouden=dossier.huishouden,
        team=dossier.casus.team,
        teammodel_id=dossier.casus.teammodel_id,
        gegevens={"wet": "wmo", "inhoud": "Ik red het huishouden niet meer.", **melding},
        ontvangen_op=localdate(nu) - timedelta(days=dagen),
        met_termijnen=True,
        inwoner=dossier.inwoner,
        by=dossier.medewerker,
        at=nu,
    )
    zaak = open_zaak(melding=rij, by=dossier.medewerker, at=nu)
    return Toneel(dossier, rij, zaak, dossier.medewerker)


def vul_onderzoek(toneel: Toneel, *, zonder: str = "") -> None:
    """Write all seven subjects, except those in `zonder`."""
    for letter in LETTERS:
        if letter not in zonder:
            write_onderdeel(
                zaak=toneel.zaak,
                letter=letter,
                tekst=f"Besproken bij {letter}.",
                versie=0,
                by=toneel.by,
                at=timezone.now(),
            )


def tot_aanvraag(toneel: Toneel) -> Zaak:
    """Do everything up to the aanvraag, today."""
    vandaag, nu = localdate(), timezone.now()
    vul_onderzoek(toneel)
    establish_identiteit(zaak=toneel.zaak, soort="paspoort", op=vandaag, by=toneel.by, at=nu)
    send_verslag(zaak=toneel.zaak, op=vandaag, wijze="post", by=toneel.by, at=nu)
    return file_aanvraag(
        zaak=toneel.zaak, op=vandaag, waarvoor="Hulp bij het huishouden", by=toneel.by, at=nu
    )
