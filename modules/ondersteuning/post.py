"""The mails about questions and looking along. They hold a link, and nothing of anybody (hazards H41)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse

from keukentafel import outbox
from keukentafel.adres import adres_van_gemeente
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import huidige_gemeente, in_platform
from modules.ondersteuning.bewijs import Kwartaal
from modules.ondersteuning.models import Inkijk
from modules.ondersteuning.rollen import LAAT_TOE
from support.models import Ticketbericht, Van


def tell_gevraagd(toegang_id: UUID, *, at: datetime) -> int:
    """Mail everybody who may answer that the supplier asks to look along; return how many."""
    return _aan_wie_toelaat("gevraagd", toegang_id, at=at)


def tell_nood(inkijk: Inkijk, *, at: datetime) -> int:
    """Mail everybody who may withdraw that the supplier looks along in an emergency."""
    return _aan_wie_toelaat("nood", inkijk.pk, at=at)


def tell_voorbij(inkijk: Inkijk, *, at: datetime) -> int:
    """Mail everybody who may answer that a look is over, and where to see what was looked at."""
    return _aan_wie_toelaat("voorbij", inkijk.pk, at=at)


def tell_bewijs(kwartaal: Kwartaal, *, at: datetime) -> int:
    """Mail everybody who may answer that the proof of a quarter is ready."""
    pad = f"{reverse('ondersteuning:bewijs', urlconf='keukentafel.urls')}?kwartaal={kwartaal.sleutel}"
    return _aan_wie_toelaat("bewijs", kwartaal.sleutel, at=at, pad=pad)


def tell_beantwoord(bericht_id: UUID, *, at: datetime) -> bool:
    """Mail who asked that there is an answer, with the number of the question and not a word of it."""
    hier = huidige_gemeente()
    with in_platform():
        bericht = (
            Ticketbericht.objects.filter(
                pk=bericht_id, van=Van.LEVERANCIER, intern=False, ticket__gemeente_id=hier.id
            )
            .select_related("ticket")
            .defer("tekst", "ticket__schermfoto")
            .first()
        )
    vrager = (
        Gebruiker.objects.actief().filter(pk=bericht.ticket.indiener_id).exclude(email="").first()
        if bericht
        else None
    )
    if bericht is None or vrager is None:
        return False
    pad = reverse("ondersteuning:ticket", args=[bericht.ticket_id], urlconf="keukentafel.urls")
    outbox.stuur_mail(
        "ondersteuning/mail/beantwoord",
        vrager.email,
        {"adres": f"{adres_van_gemeente(hier.slug)}{pad}", "nummer": bericht.ticket.nummer},
        sleutel=f"vraag-beantwoord-{bericht.pk}",
        at=at,
    )
    return True


def _aan_wie_toelaat(wat: str, id_: UUID | str, *, at: datetime, pad: str = "") -> int:
    gemeente = huidige_gemeente()
    pad = pad or reverse("ondersteuning:toegang_een", args=[id_], urlconf="keukentafel.urls")
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
