"""What bewaren puts on `/toezicht`: requests that are late, and lists that wait for the second control."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from modules.dossier.bewaren.models import Lijststand, Vernietigingslijst, Verzoek
from modules.dossier.bewaren.models.verzoek import KLAAR
from modules.dossier.toegang.toezichtdelen import Deel, Regel, registreer_deel


def late_verzoeken(gebruiker: Any) -> Deel | None:
    """Return the requests of residents that should have had an answer, without a name; one query."""
    if not gebruiker.has_rol(Rol.FG):
        return None
    laat = Verzoek.objects.exclude(stand__in=KLAAR).filter(uiterlijk__lt=localdate()).select_related("team")
    regels = [
        Regel(str(rij.get_soort_display()), rij.team.naam if rij.team else "", rij.get_absolute_url())
        for rij in laat.order_by("uiterlijk", "id")[:5]
    ]
    return Deel(
        "Verzoeken die te laat zijn", "p-late-verzoeken", regels, leeg="Geen verzoek is te laat.", volgorde=60
    )


def wachtende_lijsten(gebruiker: Any) -> Deel | None:
    """Return the lists of destruction that wait for this person; one query."""
    per_rol = {Rol.BEHEERDER: Lijststand.OPEN, Rol.FG: Lijststand.EERSTE}
    mijn = [stand for rol, stand in per_rol.items() if gebruiker.has_rol(rol)]
    if not mijn:
        return None
    rijen = Vernietigingslijst.objects.filter(stand__in=mijn).order_by("nummer")
    regels = [
        Regel(f"Lijst {rij.nummer}", str(rij.get_stand_display()), rij.get_absolute_url()) for rij in rijen
    ]
    return Deel("Vernietigen", "p-vernietigen", regels, leeg="Er wacht geen lijst op jou.", volgorde=61)


def registreer() -> None:
    """Hand both panels in."""
    registreer_deel(late_verzoeken)
    registreer_deel(wachtende_lijsten)
