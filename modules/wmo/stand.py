"""The facts of a zaak as the rules want them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from keukentafel.values.kalender import kalender_op
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.woorden import GENOMEN
from modules.dossier.besluiten.woorden import Stand as BesluitStand
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import wettelijk_einde
from modules.wmo.models import Zaak
from modules.wmo.rules.verloop import Stand


def onderzoek_uiterlijk(ontvangen_op: date) -> date:
    """Return the last day of the six weeks (art. 2.3.2 lid 1). An agreed delay does not move this day (lid 9)."""
    return wettelijk_einde(ontvangen_op, norm_op("wmo_onderzoek", ontvangen_op), kalender_op(ontvangen_op))


def stand_van(zaak: Zaak) -> Stand:
    """Return the facts: the zaak with its melding, parts, verslag, temporary help and decision; four queries."""
    melding = zaak.melding
    ontvangen = localdate(melding.ontvangen_op)
    verslag = zaak.verslagen.filter(is_vervangen=False).values("verstuurd_op", "retour_op").first()
    hulp = zaak.tijdelijke_hulp.order_by("van").values_list("van", flat=True).first()
    return Stand(
        ontvangen_op=ontvangen,
        onderzoek_uiterlijk=onderzoek_uiterlijk(ontvangen),
        bevestigd_op=melding.bevestigd_op,
        identiteit_op=zaak.identiteit_op,
        gevuld=frozenset(zaak.onderdelen.exclude(tekst="").values_list("letter", flat=True)),
        verslag_op=verslag["verstuurd_op"] if verslag else None,
        retour_op=verslag["retour_op"] if verslag else None,
        tijdelijk_op=hulp,
        aanvraag_op=zaak.aanvraag_op,
        ondertekend_op=zaak.ondertekend_op,
        besloten_op=_besloten_op(zaak),
        ingetrokken_op=zaak.ingetrokken_op,
    )


def besluiten_van(zaak: Zaak) -> QuerySet[Any]:
    """Return the decisions on this melding, the newest first; what was withdrawn before it was taken is not one."""
    return Beschikking.objects.filter(melding_id=zaak.melding_id).exclude(stand=BesluitStand.INGETROKKEN)


def _besloten_op(zaak: Zaak) -> date | None:
    genomen = besluiten_van(zaak).filter(stand__in=GENOMEN).exclude(beslist_op=None)
    op = genomen.order_by("beslist_op").values_list("beslist_op", flat=True).first()
    return localdate(op) if op else None
