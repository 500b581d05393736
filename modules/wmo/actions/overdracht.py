"""Hand the last steps of a melding over to who decides, and take them back (domain 2.2; Wmo 2015, art. 2.6.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.besluiten.queries.plaats import wie_maakt_het
from modules.dossier.besluiten.woorden import Plaats
from modules.dossier.models import TijdlijnGroep
from modules.dossier.toegang.attenderen import attendeer
from modules.inrichting.rules.protocol import Categorie
from modules.wmo.actions.inzage import geef_inzage, sluit_inzage
from modules.wmo.actions.zaak import lock_zaak, start_open_termijnen
from modules.wmo.models import Zaak
from modules.wmo.rules.verdeling import reden_tegen_doorgeven
from modules.wmo.stand import stand_van


class NietDoorTeGeven(Refusal):
    """It cannot be handed over now; the sentence says why."""


class NietBijJou(Refusal):
    text = "Deze melding ligt niet bij jou. Alleen wie haar heeft of doorgaf, legt haar terug."


class RedenOntbreekt(Refusal):
    text = "Schrijf in één zin waarom je de melding teruglegt."


def plaats_bij(besluit_door: str) -> Plaats:
    """Return where the decision goes when a team hands it over."""
    return Plaats.ANDER if besluit_door == "overdracht" else Plaats.BACKOFFICE


def wie_kan_het(zaak: Zaak, besluit_door: str, *, niet: Any) -> Any:
    """Return who can be asked to go on with this melding."""
    return wie_maakt_het(plaats_bij(besluit_door), zaak.casus.team_id, niet=niet)


@transaction.atomic
def hand_over(*, zaak: Zaak, aan: Any, tekst: str, besluit_door: str, by: Any, at: datetime) -> Zaak:
    """Give the aanvraag and the besluit of a melding to one person, who may open the household for it.

    :raises NietDoorTeGeven: it lies with somebody already, is over, the onderzoek comes first, or this
        person does not decide.
    """
    zaak = lock_zaak(zaak)
    stand = stand_van(zaak)
    if reden := reden_tegen_doorgeven(
        besluit_door,
        stand.fase,
        is_direct=stand.mag_direct_aanvragen(localdate(at)),
        bij=zaak.besluit_bij.naam if zaak.besluit_bij else "",
    ):
        raise NietDoorTeGeven(reden)
    if not wie_kan_het(zaak, besluit_door, niet=by).filter(pk=aan.pk).exists():
        raise NietDoorTeGeven(f"{aan.naam} neemt geen besluiten over de Wmo. Kies iemand anders.")
    zaak.besluit_bij, zaak.overgedragen_op, zaak.overgedragen_door = aan, at, by
    zaak.overdracht_tekst = tekst.strip()[:500]
    zaak.save(update_fields=["besluit_bij", "overgedragen_op", "overgedragen_door", "overdracht_tekst"])
    start_open_termijnen(zaak, stand)  # a team without the procedure of the law had none
    geef_inzage(zaak, aan, by=by, at=at)
    _schrijf(zaak, f"Wmo-melding doorgegeven aan {aan.naam}", by, at)
    attendeer(
        voor=[aan.pk],
        soort="wmo_overdracht",
        tekst="Er is een Wmo-melding aan je doorgegeven voor de aanvraag en het besluit.",
        url=zaak.get_absolute_url(),
        at=at,
    )
    audit.record("wmo.zaak.doorgegeven", target=zaak, by=by, at=at, detail={"aan": str(aan.pk)})
    return zaak


@transaction.atomic
def take_back(*, zaak: Zaak, omdat: str, by: Any, at: datetime) -> Zaak:
    """Give a melding back to the team it came from.

    :raises NietBijJou: it lies with somebody else.
    :raises RedenOntbreekt: there is no sentence.
    :raises NietDoorTeGeven: there is a decision already.
    """
    zaak = lock_zaak(zaak)
    if zaak.besluit_bij is None or by.pk not in (zaak.besluit_bij_id, zaak.overgedragen_door_id):
        raise NietBijJou
    if not omdat.strip():
        raise RedenOntbreekt
    if reden := reden_tegen_doorgeven("overdracht", stand_van(zaak).fase):
        raise NietDoorTeGeven(reden)
    ander = zaak.overgedragen_door_id if by.pk == zaak.besluit_bij_id else zaak.besluit_bij_id
    zaak.besluit_bij, zaak.overdracht_tekst = None, omdat.strip()[:500]
    zaak.save(update_fields=["besluit_bij", "overdracht_tekst"])
    sluit_inzage(zaak, at=at)
    _schrijf(zaak, "Wmo-melding teruggelegd", by, at)
    if ander is not None:
        attendeer(
            voor=[ander],
            soort="wmo_overdracht",
            tekst="Een Wmo-melding is teruggelegd.",
            url=zaak.get_absolute_url(),
            at=at,
        )
    audit.record("wmo.zaak.teruggelegd", target=zaak, by=by, at=at)
    return zaak


def _schrijf(zaak: Zaak, titel: str, by: Any, at: datetime) -> None:
    schrijf_tijdlijn(
        huishouden=zaak.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="arrow-right",
        titel=titel,
        at=at,
        by=by,
        bij=zaak,
        categorie=Categorie.BESLUITEN,
    )
