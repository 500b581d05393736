"""Of a protected household nobody is named, in what was there before it was protected either."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from keukentafel.tenancy.zaaifouten import staat_aan
from modules.dossier.models import Huishouden
from modules.zgw.besluiten.models import Besluit
from modules.zgw.documenten.models import Informatieobject, Informatieobjectversie
from modules.zgw.sporen.toner import hide_names
from modules.zgw.stroom.rules.bescherming import bescherming
from modules.zgw.zaken.models import Zaak


def hide_in_sporen(*, huishouden_id: UUID) -> None:
    """Take the names out of the audittrail that the dossier left: of residents, teams and workers.

    A team works in one part of the town, so with a secret address its name tells where somebody lives.
    """
    ids: list[UUID] = []
    for model in (Zaak, Informatieobject, Besluit):
        ids += model.objects.filter(huishouden_id=huishouden_id).values_list("pk", flat=True)
    if not staat_aan("spoor_noemt_wie_is_afgeschermd"):
        hide_names(hoofdobjecten=ids)


def minstens(huishouden_id: UUID) -> int:
    """Return how closed what belongs to a household is at least."""
    rij = Huishouden.objects.filter(pk=huishouden_id).values_list("is_geheim_adres", "is_afgeschermd").first()
    geheim, dicht = rij or (False, False)
    return bescherming(is_geheim_adres=geheim, is_afgeschermd=dicht).minstens


def close_along(*, zaak: Zaak, huishouden: Huishouden, documenten: Sequence[UUID]) -> None:
    """Close what comes to a closed zaak of a shielded household as far as that zaak.

    A zaak that a program made for such a household is as open as before: closing it would tell.
    """
    rang = Zaak.objects.values_list("vertrouwelijkheid", flat=True).get(pk=zaak.pk)
    if not huishouden.is_afgeschermd or rang < minstens(huishouden.pk) or staat_aan("stuk_blijft_open"):
        return
    open_ = Informatieobject.objects.filter(pk__in=documenten, vertrouwelijkheid__lt=rang)
    ids = list(open_.values_list("pk", flat=True))
    Informatieobject.objects.filter(pk__in=ids).update(vertrouwelijkheid=rang)
    Informatieobjectversie.objects.filter(document__in=ids).update(vertrouwelijkheid=rang)
