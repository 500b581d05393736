"""What follows in the Wmo itself when a decision is made known."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from keukentafel.instellingen import huidige_instellingen
from keukentafel.values.datum_tekst import datum
from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.melding import finish_melding
from modules.dossier.actions.termijn import cancel_termijnen
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.woorden import VERLEENT, Stand
from modules.dossier.models import Termijn
from modules.dossier.queries.normen import Gemeentenormen
from modules.dossier.rules.termijnen import wettelijk_einde
from modules.wmo.actions.inzage import laat_inzage_aflopen
from modules.wmo.actions.zaak import cancel_lopend, end_tijdelijke_hulp, start_beslistermijn
from modules.wmo.instellingen import WmoInstellingen
from modules.wmo.models import Maatwerk, Zaak
from modules.wmo.rules.heronderzoek import opnieuw_kijken_op
from modules.wmo.stand import besluiten_van

HERONDERZOEK = "wmo_heronderzoek"


def volg_besluit(rij: Beschikking, by: Any, at: datetime) -> None:
    """Let the law follow a decision (called in the transaction of the decision).

    A draft that was thrown away leaves the two weeks running. Once made known: temporary help ends
    (art. 2.3.3), the facts for CAK are ready (art. 2.1.4), the melding is done, and
    the time to look again begins (art. 2.3.9).
    """
    if rij.stand == Stand.INGETROKKEN:
        _herstel_beslistermijn(rij)
    if rij.stand != Stand.BEKEND or rij.bekend_op is None:
        return
    if rij.vervangt_id is not None:
        cancel_termijnen(
            casus=rij.casus,
            sleutels=[HERONDERZOEK],
            reden="Er kwam een ander besluit voor in de plaats.",
            bron_id=rij.vervangt_id,
            by=by,
            at=at,
        )
    zaak = None
    if rij.melding_id is not None:
        zaak = Zaak.objects.filter(melding_id=rij.melding_id).select_related("melding").first()
    if zaak is not None:
        end_tijdelijke_hulp(zaak, rij.bekend_op)
        laat_inzage_aflopen(zaak, at=at)
        Maatwerk.objects.filter(zaak=zaak).exclude(bijdrage_verschuldigd=None).update(
            bijdrage_klaar_op=rij.bekend_op
        )
        cancel_lopend(zaak, "Er is een besluit.", by, at)
        if not zaak.melding.is_afgehandeld:
            finish_melding(melding=zaak.melding, klaar=True, by=by, at=at)
    if rij.uitkomst in VERLEENT:
        _begin_heronderzoek(rij, rij.bekend_op)


def _herstel_beslistermijn(rij: Beschikking) -> None:
    """Let the two weeks run on when only a draft was thrown away: the aanvraag stands (art. 2.3.5 lid 2)."""
    if rij.melding_id is None:
        return
    zaak = Zaak.objects.filter(melding_id=rij.melding_id, ingetrokken_op=None).select_related("casus").first()
    if zaak is not None and zaak.aanvraag_op is not None and not besluiten_van(zaak).exists():
        start_beslistermijn(zaak, zaak.aanvraag_op)


def _begin_heronderzoek(rij: Beschikking, bekend_op: date) -> None:
    norm = Gemeentenormen([HERONDERZOEK]).op(HERONDERZOEK, bekend_op)
    ervoor = wettelijk_einde(rij.einde, norm, kalender_op(rij.einde)) if rij.einde else None
    jaren = huidige_instellingen().section(WmoInstellingen).heronderzoek_jaren
    op = opnieuw_kijken_op(bekend_op=bekend_op, einde=rij.einde, ervoor=ervoor, jaren=jaren)
    if rij.einde is None:
        waarom = f"Deze hulp heeft geen einddatum. Kijk daarom na {jaren} jaar opnieuw."
    else:
        waarom = f"De hulp eindigt op {datum(rij.einde)}. Kijk {norm.regel.partition(' voor ')[0]} daarvoor opnieuw."
    Termijn.objects.create(
        huishouden_id=rij.huishouden_id,
        casus=rij.casus,
        melding_id=rij.melding_id,
        sleutel=HERONDERZOEK,
        titel="Opnieuw kijken naar de hulp",
        uitleg=norm.regel[:300] if rij.einde else waarom,
        waarom=waarom,
        wet=rij.wet,
        is_afgesproken=True,
        begin=bekend_op,
        ruw_einde=op,
        einde=op,
        eigenaar_id=rij.casus.behandelaar_id,
        beschikking_id=rij.pk,
        bron_id=rij.pk,
    )
