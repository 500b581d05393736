"""Signals about providers in the demo: one new, one weighed, one handed over and one closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.dossier.aanbiedersignalen.actions.signaal import (
    close_signaal,
    hand_over_signaal,
    make_signaal,
    weigh_signaal,
)
from modules.dossier.aanbiedersignalen.actions.weger import appoint_weger
from modules.dossier.aanbiedersignalen.models import Aanbiedersignaal
from modules.inrichting.models import Organisatie

SIGNALEN = (
    ("geleverd", "inwoner", "De hulp kwam drie weken niet. De aanbieder belde niemand.", 2),
    ("geld", "cijfers", "Twee rekeningen voor dezelfde week, en uren op een feestdag.", 15),
    ("personeel", "organisatie", "Twee begeleiders hebben geen registratie en geen VOG.", 40),
    ("kwaliteit", "zelf", "Op de groep was niemand aanwezig bij een afgesproken bezoek.", 90),
)  # fmt: skip


class Aanbiedervuller:
    """Lets two people be appointed, and takes four signals as far as they go."""

    def __init__(self, *, at: datetime) -> None:
        self.at = at

    def vul(self) -> None:
        """Appoint, make, weigh, hand over and close, through the actions of the screens."""
        beheerder, maker = self._iemand(Rol.BEHEERDER), self._iemand(Rol.TEAMLID)
        wegers = [self._iemand(Rol.BELEID), self._iemand(Rol.BACKOFFICE)]
        aanbieders = list(Organisatie.objects.filter(soort__in=("jeugdhulp", "zorg", "ggz")).order_by("naam"))
        if None in (beheerder, maker, *wegers) or not aanbieders:
            return
        for weger in wegers:
            appoint_weger(gebruiker=weger, by=beheerder, at=self.at - timedelta(days=120))
        rijen = [
            self._maak(maker, aanbieders[nummer % len(aanbieders)], *wat)
            for nummer, wat in enumerate(SIGNALEN)
        ]
        for rij, ernst in zip(rijen[1:], ("middel", "hoog", "laag"), strict=True):
            weigh_signaal(
                signaal=rij, ernst=ernst, weging="Gekeken in het contract en gebeld met de aanbieder.",
                by=wegers[0], at=rij.gemaakt_op + timedelta(days=3),
            )  # fmt: skip
        hand_over_signaal(
            signaal=rijen[2], aan="igj", op=localdate(self.at - timedelta(days=30)), kenmerk="IGJ-2026-118",
            wat="Welke functies het zijn en sinds wanneer. De aanbieder weet van de melding.",
            by=wegers[1], at=self.at - timedelta(days=30),
        )  # fmt: skip
        close_signaal(
            signaal=rijen[3], uitkomst="niet", omdat="Het bezoek stond op een andere dag in de agenda.",
            by=wegers[0], at=self.at - timedelta(days=80),
        )  # fmt: skip

    def _iemand(self, rol: Rol) -> Any:
        return Gebruiker.objects.actief().met_rol(rol).order_by("gebruikersnaam").first()

    def _maak(
        self, maker: Any, aanbieder: Any, soort: str, bron: str, tekst: str, dagen: int
    ) -> Aanbiedersignaal:
        toen = self.at - timedelta(days=dagen)
        return make_signaal(
            gegevens={
                "aanbieder": aanbieder, "soort": soort, "waarneming": tekst, "bron": bron, "gezien_op": localdate(toen),
            },
            by=maker,
            at=toen,
        )  # fmt: skip
