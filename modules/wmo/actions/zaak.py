"""The line of one Wmo-melding: each step asks the rules, keeps its facts, and moves the terms."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.melding import confirm_melding, finish_melding
from modules.dossier.actions.termijn import cancel_termijnen, finish_met_gebeurtenis, start_termijnen
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.besluiten.actions.bekendmaken import withdraw_beschikking
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.woorden import TE_MAKEN
from modules.dossier.models import Inwoner, Melding, Termijn, TijdlijnGroep
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import wettelijk_einde
from modules.dossier.voorzieningen.models import Product
from modules.dossier.wetten import Termijnsoort, wetten
from modules.inrichting.models import Organisatie
from modules.inrichting.rules.protocol import Categorie
from modules.wmo.actions.inzage import sluit_inzage
from modules.wmo.models import TijdelijkeHulp, Zaak
from modules.wmo.rules.verloop import Handeling, NietNu, Stand, reden_tegen
from modules.wmo.stand import stand_van

BESLISTERMIJN = Termijnsoort("wmo_beschikking", "Besluit nemen")
LOPEND = (
    "wmo_bevestiging",
    "wmo_persoonlijk_plan",
    "wmo_onderzoek",
    "wmo_aanvraag_direct",
    "wmo_spoed",
    "wmo_beschikking",
)


class GeenWmo(Refusal):
    text = "Deze melding gaat niet over de Wmo."


class GeenInwoner(Refusal):
    text = "In dit huishouden staat nog niemand. Voeg eerst toe over wie de melding gaat."


class RedenOntbreekt(Refusal):
    text = "Schrijf in één zin waarom de melding stopt."


@transaction.atomic
def open_zaak(*, melding: Melding, by: Any, at: datetime) -> Zaak:
    """Return the Wmo line of a melding; the first time it is made, for the person the melding is about.

    :raises GeenWmo: the melding falls under another law.
    :raises GeenInwoner: nobody is known in the household.
    """
    if melding.wet != "wmo":
        raise GeenWmo
    bekend = Zaak.objects.filter(melding=melding).first()
    if bekend is not None:
        return bekend
    inwoner = melding.inwoner or _oudste(melding)
    zaak, nieuw = Zaak.objects.get_or_create(
        melding=melding,
        defaults={"huishouden_id": melding.huishouden_id, "casus_id": melding.casus_id, "inwoner": inwoner},
    )
    if nieuw:
        audit.record("wmo.zaak.begonnen", target=zaak, by=by, at=at, soort="maken")
    return zaak


def _oudste(melding: Melding) -> Inwoner:
    leden = melding.huishouden.leden.filter(tot=None).select_related("inwoner")
    lid = leden.order_by("inwoner__geboortedatum", "id").first()
    if lid is None:
        raise GeenInwoner
    inwoner: Inwoner = lid.inwoner
    return inwoner


def lock_zaak(zaak: Zaak) -> Zaak:
    """Return the zaak as it is now, kept for this transaction: two people decide one after the other."""
    vraag = Zaak.objects.select_for_update(of=("self",)).select_related(
        "melding", "casus", "huishouden", "inwoner", "besluit_bij"
    )
    huidig: Zaak = vraag.get(pk=zaak.pk)
    return huidig


def eis(zaak: Zaak, wat: Handeling, dag: date, *, letter: str = "") -> Stand:
    """Ask the rules whether this may happen.

    :raises NietNu: it may not, with the reason.
    """
    stand = stand_van(zaak)
    if reden := reden_tegen(stand, wat, dag, letter=letter):
        raise NietNu(reden)
    return stand


@transaction.atomic
def confirm(*, zaak: Zaak, op: date, by: Any, at: datetime) -> Zaak:
    """Record that the confirmation went out (art. 2.3.2 lid 1)."""
    zaak = lock_zaak(zaak)
    eis(zaak, Handeling.BEVESTIG, op)
    confirm_melding(melding=zaak.melding, op=op, by=by, at=at)
    return zaak


@transaction.atomic
def establish_identiteit(*, zaak: Zaak, soort: str, op: date, by: Any, at: datetime) -> Zaak:
    """Record with what document, seen on which day, the identity was established (art. 2.3.4)."""
    zaak = lock_zaak(zaak)
    eis(zaak, Handeling.IDENTITEIT, op)
    zaak.identiteit_soort, zaak.identiteit_op, zaak.identiteit_door = soort, op, by
    zaak.save(update_fields=["identiteit_soort", "identiteit_op", "identiteit_door"])
    audit.record("wmo.identiteit.vastgesteld", target=zaak, by=by, at=at)
    return zaak


@transaction.atomic
def give_tijdelijke_hulp(
    *,
    zaak: Zaak,
    wat: str,
    van: date,
    by: Any,
    at: datetime,
    product: Product | None = None,
    aanbieder: Organisatie | None = None,
    id: UUID | None = None,
) -> TijdelijkeHulp:
    """Arrange help at once, before the onderzoek is done (art. 2.3.3); the clock of 48 hours stops."""
    if id and (bekend := TijdelijkeHulp.objects.filter(pk=id).first()):
        return bekend
    zaak = lock_zaak(zaak)
    eis(zaak, Handeling.TIJDELIJK, van)
    hulp = TijdelijkeHulp(zaak=zaak, wat=wat, product=product, aanbieder=aanbieder, van=van, door=by)
    if id:
        hulp.id = id
    hulp.save(force_insert=True)
    finish_met_gebeurtenis(casus=zaak.casus, sleutel="wmo_spoed", op=van, by=by, at=at)
    _schrijf(zaak, "Tijdelijke hulp geregeld", by, at, tekst=wat)
    audit.record(
        "wmo.tijdelijke_hulp.geregeld",
        target=hulp,
        by=by,
        at=at,
        soort="maken",
        huishouden_id=zaak.huishouden_id,
    )
    return hulp


def end_tijdelijke_hulp(zaak: Zaak, op: date) -> None:
    """End help that was given before there was a decision: its ground is gone (art. 2.3.3)."""
    loopt = TijdelijkeHulp.objects.filter(Q(tot_en_met=None) | Q(tot_en_met__gt=op), zaak=zaak)
    loopt.update(tot_en_met=Greatest(op, F("van")))


@transaction.atomic
def file_aanvraag(*, zaak: Zaak, op: date, waarvoor: str, by: Any, at: datetime) -> Zaak:
    """Record on which day the resident said to apply; from that day the two weeks run (art. 2.3.5 lid 2).

    The onderzoek that was late ends here: who applies at once gets a decision (art. 2.3.2 lid 9).
    """
    zaak = lock_zaak(zaak)
    stand = eis(zaak, Handeling.AANVRAAG, op)
    zaak.aanvraag_op, zaak.aanvraag_waarvoor = op, waarvoor
    zaak.is_direct = stand.mag_direct_aanvragen(op)
    zaak.save(update_fields=["aanvraag_op", "aanvraag_waarvoor", "is_direct"])
    finish_met_gebeurtenis(casus=zaak.casus, sleutel="wmo_aanvraag_direct", op=op, by=by, at=at)
    start_beslistermijn(zaak, op)
    _schrijf(zaak, "Aanvraag gedaan", by, at, tekst=waarvoor)
    audit.record("wmo.aanvraag.gedaan", target=zaak, by=by, at=at, soort="maken")
    return zaak


@transaction.atomic
def sign_aanvraag(*, zaak: Zaak, op: date, by: Any, at: datetime) -> Zaak:
    """Record the day of the signature. It moves no term: that runs from the day the resident said it."""
    zaak = lock_zaak(zaak)
    eis(zaak, Handeling.ONDERTEKEN, op)
    zaak.ondertekend_op = op
    zaak.save(update_fields=["ondertekend_op"])
    audit.record("wmo.aanvraag.ondertekend", target=zaak, by=by, at=at)
    return zaak


@transaction.atomic
def withdraw_zaak(*, zaak: Zaak, op: date, omdat: str, by: Any, at: datetime) -> Zaak:
    """Stop at the wish of the resident: what still ran, lapses; nothing is thrown away.

    :raises RedenOntbreekt: there is no sentence.
    """
    if not omdat.strip():
        raise RedenOntbreekt
    zaak = lock_zaak(zaak)
    eis(zaak, Handeling.TREK_IN, op)
    zaak.ingetrokken_op, zaak.ingetrokken_omdat = op, omdat.strip()
    zaak.save(update_fields=["ingetrokken_op", "ingetrokken_omdat"])
    for besluit in Beschikking.objects.filter(melding_id=zaak.melding_id, stand__in=TE_MAKEN):
        withdraw_beschikking(beschikking=besluit, omdat="De melding is ingetrokken.", by=by, at=at)
    cancel_lopend(zaak, omdat.strip(), by, at)
    end_tijdelijke_hulp(zaak, op)
    sluit_inzage(zaak, at=at)
    finish_melding(melding=zaak.melding, klaar=True, by=by, at=at)
    _schrijf(zaak, "Melding ingetrokken", by, at, tekst=omdat.strip())
    audit.record("wmo.zaak.ingetrokken", target=zaak, by=by, at=at)
    return zaak


@transaction.atomic
def resume_zaak(*, zaak: Zaak, by: Any, at: datetime) -> Zaak:
    """Undo `withdraw_zaak`: the line goes on where it was, and its terms run from the same days as before."""
    zaak = lock_zaak(zaak)
    stand = eis(zaak, Handeling.HERVAT, stand_van(zaak).ontvangen_op)
    zaak.ingetrokken_op, zaak.ingetrokken_omdat = None, ""
    zaak.save(update_fields=["ingetrokken_op", "ingetrokken_omdat"])
    finish_melding(melding=zaak.melding, klaar=False, by=by, at=at)
    start_open_termijnen(zaak, stand)
    if stand.aanvraag_op is not None:
        start_beslistermijn(zaak, stand.aanvraag_op)
    _schrijf(zaak, "Melding gaat verder", by, at)
    audit.record("wmo.zaak.hervat", target=zaak, by=by, at=at)
    return zaak


def start_open_termijnen(zaak: Zaak, stand: Stand) -> None:
    """Start what the law still asks after the melding; its days count from the melding (art. 2.3.2 lid 1)."""
    klaar = {
        "wmo_bevestiging": stand.bevestigd_op is not None,
        "wmo_onderzoek": stand.verslag_op is not None,
        "wmo_spoed": stand.tijdelijk_op is not None,
    }
    wet = wetten.get("wmo")
    soorten = wet.termijnen_bij_melding(is_spoed=zaak.melding.is_spoed) if wet else ()
    start_termijnen(
        casus=zaak.casus,
        melding=zaak.melding,
        soorten=[soort for soort in soorten if not klaar.get(soort.norm, True)],
        begin=stand.ontvangen_op,
        begin_tijd=zaak.melding.ontvangen_op,
    )


def start_beslistermijn(zaak: Zaak, op: date) -> None:
    """Start the two weeks of the decision (art. 2.3.5 lid 2); they run from the day it was said."""
    start_termijnen(casus=zaak.casus, melding=zaak.melding, soorten=(BESLISTERMIJN,), begin=op)


def cancel_lopend(zaak: Zaak, reden: str, by: Any, at: datetime) -> None:
    """Let what still runs for this melding lapse."""
    lopend = Termijn.objects.lopend().filter(melding_id=zaak.melding_id, sleutel__in=LOPEND)
    sleutels = list(lopend.order_by().values_list("sleutel", flat=True))
    cancel_termijnen(casus=zaak.casus, sleutels=sleutels, reden=reden, by=by, at=at)


def _schrijf(zaak: Zaak, titel: str, by: Any, at: datetime, *, tekst: str = "") -> None:
    schrijf_tijdlijn(
        huishouden=zaak.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="checklist",
        titel=titel,
        tekst=tekst,
        at=at,
        by=by,
        bij=zaak,
        categorie=Categorie.BESLUITEN,
    )


def nieuwe_einddag(dag: date) -> date:
    """Return until when the decision must be there when the aanvraag is of this day: what the page shows first."""
    return wettelijk_einde(dag, norm_op("wmo_beschikking", dag), kalender_op(dag))
