"""The door of the Wmo line: through the melding and its household, and only for who sees decisions of the Wmo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404

from keukentafel.audit import Doel
from keukentafel.errors import GeenZicht
from modules.dossier.access import huishouden_for
from modules.dossier.models import Melding
from modules.dossier.queries.proces import ziet_besluiten
from modules.inrichting.rules.protocol import Categorie
from modules.wmo.models import Zaak

_BIJ = ("inwoner", "identiteit_door", "besluit_bij", "overgedragen_door")


def zaak_for(gebruiker: Any, melding_id: UUID, *, doel: Doel = Doel.HULP) -> Zaak:
    """Open the Wmo line of a melding. One that nobody wrote in yet is made in memory only.

    :raises Http404: it is no Wmo-melding, or its household is not yours.
    :raises GeenZicht: this person sees decisions of another law only.
    """
    melding = (
        Melding.objects.filter(pk=melding_id, wet="wmo").select_related("casus__team", "inwoner").first()
    )
    if melding is None:
        raise Http404
    huishouden = huishouden_for(gebruiker, melding.huishouden_id, doel=doel)
    if not ziet_besluiten(huishouden.zicht, "wmo"):
        raise GeenZicht(
            "Je ziet dit niet: jij ziet alleen besluiten die bij jouw wet horen.",
            wat=str(Categorie.BESLUITEN.label),
            terug=huishouden.get_absolute_url(),
        )
    zaak = Zaak.objects.filter(melding=melding).select_related(*_BIJ).first()
    if zaak is None:
        zaak = Zaak(melding=melding, huishouden=huishouden, casus=melding.casus, inwoner=melding.inwoner)
    melding.huishouden = huishouden
    zaak.melding, zaak.huishouden, zaak.casus = melding, huishouden, melding.casus
    return zaak
