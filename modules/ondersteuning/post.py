"""The mails about looking along. They hold a link, and nothing of anybody (hazards H41)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse

from keukentafel import outbox
from keukentafel.adres import adres_van_gemeente
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import huidige_gemeente
from modules.ondersteuning.models import Inkijk
from modules.ondersteuning.rollen import LAAT_TOE


def tell_gevraagd(toegang_id: UUID, *, at: datetime) -> int:
    """Mail everybody who may answer that the supplier asks to look along; return how many."""
    return _aan_wie_toelaat("gevraagd", toegang_id, at=at)


def tell_nood(inkijk: Inkijk, *, at: datetime) -> int:
    """Mail everybody who may withdraw that the supplier looks along in an emergency."""
    return _aan_wie_toelaat("nood", inkijk.pk, at=at)


def tell_voorbij(inkijk: Inkijk, *, at: datetime) -> int:
    """Mail everybody who may answer that a look is over, and where to see what was looked at."""
    return _aan_wie_toelaat("voorbij", inkijk.pk, at=at)


def _aan_wie_toelaat(wat: str, id_: UUID, *, at: datetime) -> int:
    gemeente = huidige_gemeente()
    pad = reverse("ondersteuning:toegang_een", args=[id_], urlconf="keukentafel.urls")
    mensen = Gebruiker.objects.actief().met_rol(*LAAT_TOE).exclude(email="")
    for gebruiker in mensen:
        outbox.stuur_mail(
            f"ondersteuning/mail/{wat}",
            gebruiker.email,
            {"adres": f"{adres_van_gemeente(gemeente.slug)}{pad}", "gemeente": gemeente.naam},
            sleutel=f"meekijken-{wat}-{id_}-{gebruiker.pk}"[:120],
            at=at,
        )
    return len(mensen)
