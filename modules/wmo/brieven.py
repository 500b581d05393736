"""The letters of the Wmo line, and what sending one of them does."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from keukentafel.instellingen import huidige_instellingen
from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.melding import confirm_melding, offer_clientondersteuning
from modules.dossier.brieven.actions.brief import make_brief
from modules.dossier.brieven.models import Brief
from modules.dossier.brieven.soorten import bij_verzending
from modules.dossier.models import Gesprek, Melding
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import wettelijk_einde
from modules.wmo.actions.onderzoek import send_verslag
from modules.wmo.instellingen import WmoInstellingen
from modules.wmo.models import Wijze, Zaak
from modules.wmo.rules.onderwerpen import PER_LETTER
from modules.wmo.stand import onderzoek_uiterlijk

BEVESTIGING, VERSLAG = "wmo_ontvangstbevestiging", "verslag_akkoord"


def ontvangstbevestiging(*, zaak: Zaak, by: Any, at: datetime, id: UUID | None = None) -> Brief:
    """Make the confirmation of the melding (art. 2.3.2 lid 1–3), with the resident's own words."""
    melding = zaak.melding
    dag = localdate(melding.ontvangen_op)
    plan = wettelijk_einde(dag, norm_op("wmo_persoonlijk_plan", dag), kalender_op(dag))
    wmo = huidige_instellingen().section(WmoInstellingen)
    return make_brief(
        huishouden=zaak.huishouden,
        inwoner=zaak.inwoner,
        soort=BEVESTIGING,
        gegevens={
            "ontvangen_op": dag,
            "onderzoek_uiterlijk": onderzoek_uiterlijk(dag),
            "plan_voor": plan,
            "clientondersteuning": wmo.clientondersteuning,
            "eigen_woorden": melding.inhoud,
        },
        bron=melding,
        casus=zaak.casus,
        by=by,
        at=at,
        id=id,
    )


def verslagbrief(*, zaak: Zaak, by: Any, at: datetime, id: UUID | None = None) -> Brief:
    """Make the letter with the verslag (art. 2.3.2 lid 8): all seven subjects, to agree with or comment on."""
    delen = zaak.onderdelen.order_by("letter").values_list("letter", "tekst")
    uitkomst = "\n\n".join(f"{PER_LETTER[letter].titel}\n{tekst}" for letter, tekst in delen)
    gesprek = Gesprek.objects.filter(huishouden_id=zaak.huishouden_id).order_by("-begonnen_op").first()
    dag = localdate(at)
    terug = wettelijk_einde(dag, norm_op("wmo_beschikking", dag), kalender_op(dag))
    return make_brief(
        huishouden=zaak.huishouden,
        inwoner=zaak.inwoner,
        soort=VERSLAG,
        gegevens={
            "gesprek_op": localdate(gesprek.begonnen_op) if gesprek else localdate(zaak.melding.ontvangen_op),
            "uitkomst": uitkomst,
            "terug_voor": terug,
            "eigen_woorden": gesprek.wensen if gesprek else "",
        },
        bron=zaak,
        casus=zaak.casus,
        by=by,
        at=at,
        id=id,
    )


def _bevestigd(brief: Brief, by: Any, at: datetime) -> None:
    """The letter is out: the melding is confirmed, and free support was offered in it."""
    melding = Melding.objects.filter(pk__in=[brief.bron_id]).select_related("casus").first()
    if melding is None:
        return  # the melding was destroyed since
    if melding.bevestigd_op is None:
        confirm_melding(melding=melding, op=localdate(at), by=by, at=at)
    if melding.clientondersteuning_aangeboden_op is None:
        offer_clientondersteuning(melding=melding, op=localdate(at), by=by, at=at)


def _verstuurd(brief: Brief, by: Any, at: datetime) -> None:
    """The verslag is out: its text stays as it is and the six weeks end. An empty subject stops the letter."""
    zaak = Zaak.objects.filter(pk__in=[brief.bron_id]).first()
    if zaak is None:
        return  # the zaak was destroyed since, or the letter is of another law
    wijze = brief.kanaal if brief.kanaal in Wijze.values else Wijze.POST
    verslag = send_verslag(zaak=zaak, op=localdate(at), wijze=wijze, by=by, at=at)
    verslag.brief_id = brief.pk
    verslag.save(update_fields=["brief_id"])


def sluit_aan() -> None:
    """Ask to be told when one of these letters goes out."""
    bij_verzending(BEVESTIGING, _bevestigd)
    bij_verzending(VERSLAG, _verstuurd)
