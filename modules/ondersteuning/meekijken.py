"""One look of the supplier, as a request carries it: who looks, with whose rights, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DatabaseError, OperationalError, transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.meekijken import Kijker
from keukentafel.audit.plek import lees_plek, plek_annotatie
from keukentafel.identity import geheim
from keukentafel.identity.models import Gebruiker, RolToekenning
from keukentafel.identity.sessies import gegeven_rollen
from keukentafel.tenancy import huidige_gemeente, in_platform, zaaifouten
from keukentafel.tenancy.inkijk import GEMASKEERD, LEESBAAR, in_inkijk
from modules.ondersteuning.bereik import begin_adres, hoort_erbij
from modules.ondersteuning.models import Inkijk, Stand, Toegangskeuze
from support.models import Toegang, ToegangStand

DOEL = "inkijk"


class GlasWeg(Exception):
    """The role of this look has no rights here any more: the gemeente moved, or was put back from a copy."""

    def __init__(self, inkijk_id: UUID) -> None:
        super().__init__("De rol van dit meekijken heeft hier geen rechten.")
        self.inkijk_id = inkijk_id


@dataclass(frozen=True, slots=True)
class Meekijk:
    """What the pages of a look know about it."""

    inkijk: Inkijk
    ogen: Gebruiker
    kijker: Kijker

    sjabloon = "ondersteuning/_banner.html"

    @property
    def kijk(self) -> str:
        """How the database is read."""
        return GEMASKEERD if self.inkijk.is_gemaskeerd else LEESBAAR

    @property
    def minuten(self) -> int:
        """Return how many minutes are left, the begun one too."""
        assert self.inkijk.tot is not None
        rest = self.inkijk.tot - timezone.now()
        return max(-(-rest // timedelta(minutes=1)), 0)

    @property
    def waarschuwt(self) -> bool:
        """Whether the end is near: said aloud at ten minutes and at two."""
        return self.minuten in (10, 2)

    @property
    def begin(self) -> str:
        """The address where this look begins, to go back to."""
        route, args = begin_adres(self.inkijk)
        return reverse(route, args=args)

    def opent(self, route: str) -> bool:
        """Tell whether a page without a household is open in this look: the menu shows no closed doors."""
        return hoort_erbij(self.inkijk, route, {})


def cookie_naam(request: HttpRequest) -> str:
    """Return the name of the cookie of a look: its own, beside that of a session."""
    return "__Host-kt_inkijk" if request.is_secure() else "kt_inkijk"


def geen_toegang() -> bool:
    """Tell whether this gemeente lets nobody of the supplier in. Nobody at the supplier can change it."""
    if zaaifouten.staat_aan("keuze_geen_toegang_telt_niet"):
        return False
    return bool(Toegangskeuze.objects.filter(geen_toegang=True).exists())


def open_meekijk(sleutel: str, *, at: datetime) -> Meekijk | None:
    """Return the look that belongs to a cookie, asked anew at every request; None: it is over.

    :raises GlasWeg: it may go on, but the database does not let its role in.
    """
    afdruk = geheim.afdruk(DOEL, sleutel)
    inkijk = Inkijk.objects.select_related("beslist_door").filter(sleutel_afdruk=afdruk).first()
    if inkijk is None or not _geldt_nog(inkijk, at):
        return None
    ogen = _ogen(inkijk)
    if ogen is None:
        return None
    kijker = Kijker(inkijk.gevraagd_door_id, inkijk.gevraagd_door, inkijk.beslist_door)
    return Meekijk(inkijk, ogen, kijker)


def _geldt_nog(inkijk: Inkijk, at: datetime) -> bool:
    if zaaifouten.staat_aan("ingetrokken_kijkt_door"):
        return True
    if inkijk.stand != Stand.LOOPT or inkijk.tot is None or inkijk.tot <= at or geen_toegang():
        return False
    hier = huidige_gemeente().id
    with in_platform():
        return bool(
            Toegang.objects.van_wie_helpt()
            .filter(pk=inkijk.pk, gemeente_id=hier, stand=ToegangStand.LOOPT)
            .exists()
        )


def _ogen(inkijk: Inkijk) -> Gebruiker | None:
    """Return the account whose rights count, read behind the glass: its name is not shown either."""
    kijk = GEMASKEERD if inkijk.is_gemaskeerd else LEESBAAR
    rollen = RolToekenning.objects.filter(gebruiker_id=OuterRef("pk"))
    vraag = Gebruiker.objects.filter(pk__in=[inkijk.ogen_id], is_actief=True).annotate(
        rollen_json=ArraySubquery(rollen.values(json=JSONObject(rol="rol", team="team_id"))),
        plek_json=plek_annotatie("pk"),
    )
    try:
        with in_inkijk(huidige_gemeente(), kijk=kijk), transaction.atomic():
            rij: Any = vraag.first()
    except OperationalError:
        raise  # the database is away: nothing was said about this look
    except DatabaseError as fout:
        raise GlasWeg(inkijk.pk) from fout
    if rij is None:
        return None
    rij.toegekend = gegeven_rollen(rij.rollen_json or [])
    rij.plek = lees_plek(rij.plek_json)
    rij.inlogwijze = "meekijken"
    return rij
