"""The door of a signal about a provider: who made it, and who was appointed. Every look is a line in the logboek."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import NietVanJou
from keukentafel.tenancy import zaaifouten
from modules.dossier.aanbiedersignalen.models import Aanbiedersignaal, Signaalweger


def is_weger(gebruiker: Any) -> bool:
    """Tell whether this person was appointed to read and weigh them; one query."""
    return bool(Signaalweger.objects.filter(gebruiker_id=gebruiker.pk, tot=None).exists())


def signalen_voor(gebruiker: Any, *, weegt: bool) -> QuerySet[Any]:
    """Return the signals this person may read: one's own, or all of them when appointed."""
    rijen = Aanbiedersignaal.objects.select_related("aanbieder", "gemaakt_door", "gewogen_door")
    if weegt or zaaifouten.staat_aan("aanbiedersignaal_voor_iedereen"):
        return rijen
    return rijen.filter(gemaakt_door_id=gebruiker.pk)


def signaal_for(gebruiker: Any, signaal_id: UUID, *, at: datetime, weegt: bool) -> Aanbiedersignaal:
    """Open one, with a line in the logboek; a refused look gets a line too.

    :raises Http404: it is not there. :raises NietVanJou: made by somebody else, and not appointed.
    """
    rij: Aanbiedersignaal | None = signalen_voor(gebruiker, weegt=weegt).filter(pk=signaal_id).first()
    gebeurtenis, wie = "aanbiedersignalen.signaal.gezien", {"by": gebruiker, "at": at}
    if rij is None:
        if not Aanbiedersignaal.objects.filter(pk=signaal_id).exists():
            raise Http404
        raise NietVanJou(
            bewaar=lambda: audit.record(
                gebeurtenis, **wie, soort="lezen", doel=Doel.BEHEER, resultaat="geweigerd",
                detail={"signaal": str(signaal_id)},
            )
        )  # fmt: skip
    audit.record(gebeurtenis, target=rij, **wie, soort="lezen", doel=Doel.BEHEER)
    return rij


def lijst_gezien(gebruiker: Any, rijen: Sequence[Aanbiedersignaal], *, at: datetime) -> None:
    """Write down that somebody read the list, and which signals stood in it."""
    audit.record(
        "aanbiedersignalen.lijst.gezien", by=gebruiker, at=at, soort="lezen", doel=Doel.BEHEER,
        detail={"signalen": [str(rij.pk) for rij in rijen]},
    )  # fmt: skip
