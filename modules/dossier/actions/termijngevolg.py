"""What one term does to another: time to supplement, no treatment, filing at once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel.values.datum_tekst import datum_voluit
from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Termijn, TijdlijnGroep
from modules.dossier.queries.normen import norm_van
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import bereken, wettelijk_einde
from modules.inrichting.codelijsten import TermijnStatus
from modules.inrichting.rules.protocol import Categorie

AANVULLEN, NIET_BEHANDELEN, DIRECT = "awb_aanvullen", "awb_niet_behandelen", "wmo_aanvraag_direct"


def start_gevolg(
    termijn: Termijn, sleutel: str, titel: str, begin: date, *, einde: date | None = None
) -> bool:
    """Start a term that follows from another; the same one on the same day is one. Return whether it is new.

    With `einde` the day was set by people and no norm counts it.
    """
    norm = norm_op(sleutel, begin)
    som = bereken(begin, norm, kalender_op(begin), vandaag=begin)
    _rij, nieuw = Termijn.objects.get_or_create(
        bron_id=termijn.pk,
        sleutel=sleutel,
        begin=begin,
        defaults={
            "huishouden_id": termijn.huishouden_id,
            "casus_id": termijn.casus_id,
            "melding_id": termijn.melding_id,
            "titel": titel,
            "uitleg": norm.regel,
            "waarom": "" if einde else som.waarom,
            "wet": termijn.wet,
            "duur": "" if einde else f"{norm.duur.aantal} {norm.duur.eenheid}",
            "is_afgesproken": einde is not None,
            "ruw_einde": einde or som.ruw_einde,
            "einde": einde or som.einde,
            "eigenaar_id": termijn.eigenaar_id,
            "beschikking_id": termijn.beschikking_id,
        },
    )
    return nieuw


def begin_aanvullen(termijn: Termijn, van: date, uiterlijk: date) -> None:
    """Show the applicant's time to supplement beside the decision that waits for it (Awb 4:5)."""
    start_gevolg(termijn, AANVULLEN, "Aanvraag aanvullen", van, einde=uiterlijk)


def eindig_aanvullen(termijn: Termijn, op: date, *, ongebruikt: bool = False) -> None:
    """End that time; when it ran out unused, the gemeente has four weeks not to treat it (Awb 4:5 lid 4)."""
    lopend = Termijn.objects.lopend().filter(bron_id=termijn.pk, sleutel=AANVULLEN)
    if ongebruikt:
        lopend.update(status=TermijnStatus.VERVALLEN, vervallen_op=op, vervallen_reden="Niet aangevuld.")
        start_gevolg(termijn, NIET_BEHANDELEN, "Besluit om niet te behandelen", op)
    else:
        lopend.update(status=TermijnStatus.GEHAALD, gehaald_op=op)


def ruim_gevolgen_op(termijn: Termijn, op: date) -> None:
    """Let go of what only mattered until the decision."""
    Termijn.objects.lopend().filter(bron_id=termijn.pk, sleutel__in=(AANVULLEN, NIET_BEHANDELEN)).update(
        status=TermijnStatus.VERVALLEN, vervallen_op=op, vervallen_reden="Het besluit is er."
    )


def open_direct_requests(*, at: datetime) -> int:
    """Note which residents may file at once because their onderzoek is late (Wmo 2.3.2 lid 9). Return how many.

    Agreed extra time does not take that right away. Twice makes one.
    """
    vandaag = localdate(at)
    laat = Termijn.objects.lopend().filter(sleutel="wmo_onderzoek", begin__lt=vandaag)
    al = Termijn.objects.filter(sleutel=DIRECT).exclude(bron_id=None).values("bron_id")
    aantal = 0
    for termijn in laat.exclude(pk__in=al).select_related("huishouden").order_by("pk").iterator(500):
        norm = norm_van(termijn)
        wettelijk = wettelijk_einde(termijn.begin, norm, kalender_op(termijn.begin))
        if vandaag > wettelijk:
            aantal += _open_direct(termijn, wettelijk, at)
    return aantal


@transaction.atomic
def _open_direct(termijn: Termijn, wettelijk: date, at: datetime) -> bool:
    nieuw = start_gevolg(termijn, DIRECT, "De inwoner mag meteen aanvragen", termijn.begin, einde=wettelijk)
    if nieuw:
        schrijf_tijdlijn(
            huishouden=termijn.huishouden,
            groep=TijdlijnGroep.STAP,
            icoon="calendar-due",
            titel="Het onderzoek is te laat: meteen aanvragen mag",
            tekst=f"Het onderzoek moest klaar zijn op {datum_voluit(wettelijk)} (Wmo artikel 2.3.2 lid 9).",
            at=at,
            bij=termijn,
            categorie=Categorie.BESLUITEN,
        )
    return nieuw
