"""Everything the page of one term tells: the sum, what happened, what follows, what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import get_current_timezone, localdate, now

from keukentafel.values.datum_tekst import datum
from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.ingebrekestelling import klok_van
from modules.dossier.models import Ingebrekestelling, Termijn, VerlengGrond
from modules.dossier.queries.normen import norm_van
from modules.dossier.rules.dwangsom import Dwangsom, Tarief, dwangsom, tarief_op
from modules.dossier.rules.normen import GeenNorm, Norm, norm_op
from modules.dossier.rules.termijnen import wettelijk_einde
from modules.dossier.rules.termijngevolg import Gevolg, gevolgen
from modules.dossier.rules.termijnstand import (
    Termijnstand,
    Uren,
    Waarschuwdagen,
    termijnstand,
    urenstand,
    waarschuwdagen,
)
from modules.inrichting.codelijsten import TermijnStatus


@dataclass(frozen=True, slots=True)
class Dwangsomstand:
    """The letter with what is due today and at most."""

    brief: Ingebrekestelling
    som: Dwangsom
    tarief: Tarief


@dataclass(frozen=True, slots=True)
class Termijnblad:
    """What the page shows. `norm` is None for a day that people agreed on."""

    termijn: Termijn
    norm: Norm | None
    stand: Termijnstand
    dagen: Waarschuwdagen
    uren: Uren | None
    opschortingen: list[Any]
    verlengingen: list[Any]
    berichten: list[Any]
    dwangsom: Dwangsomstand | None
    erbij: list[Termijn]
    gevolgen: tuple[Gevolg, ...]

    @property
    def loopt(self) -> bool:
        """Whether something can still happen to it."""
        return self.termijn.is_lopend

    @property
    def mag_stil(self) -> bool:
        """Whether the law lets it stand still and it does not yet."""
        return bool(self.norm and self.norm.opschortbaar and self.loopt and not self.termijn.staat_stil)

    @property
    def gronden(self) -> list[VerlengGrond]:
        """For which reasons it may get more time."""
        if self.norm is None or not self.loopt or self.termijn.staat_stil:
            return []
        al_verdaagd = any(meer.grond == VerlengGrond.VERDAGEN for meer in self.verlengingen)
        mag_verdagen = bool(self.norm.verdagen_met) and not al_verdaagd and not self.is_te_laat
        mag_afspreken = self.norm.verlengbaar or not self.norm.is_wettelijk
        return [VerlengGrond.VERDAGEN] * mag_verdagen + [VerlengGrond.AFGESPROKEN] * mag_afspreken

    @property
    def mag_uitstel(self) -> bool:
        """Whether word of delay belongs to it (Awb 4:14)."""
        return bool(self.norm and self.norm.dwangsom and self.loopt)

    @property
    def mag_ingebreke(self) -> bool:
        """Whether a letter that says the gemeente is late may count."""
        return self.mag_uitstel and self.dwangsom is None and self.is_te_laat and not self.termijn.staat_stil

    @property
    def is_te_laat(self) -> bool:
        """Whether the lawful end has passed without the event."""
        return self.stand.waarschuwing == "te_laat"

    @property
    def vraagt_oorzaak(self) -> bool:
        """Whether it is or was late and nobody said why."""
        klaar_te_laat = self.termijn.is_te_laat_klaar
        return not self.termijn.oorzaak and (klaar_te_laat or (self.loopt and self.is_te_laat))

    @property
    def extra_tijd(self) -> str:
        """How much time the one adjournment of the law gives, in words."""
        if self.norm is None or not self.norm.verdagen_met:
            return ""
        return str(norm_op(self.norm.verdagen_met, self.termijn.begin).duur)


def stand_van(termijn: Termijn, nu: datetime) -> Termijnstand:
    """Return how a term stands: by the day, or by the minute when it is in hours."""
    kalender = kalender_op(termijn.begin)
    uren = uren_van(termijn)
    is_vervallen = termijn.status == TermijnStatus.VERVALLEN
    if uren is not None:
        return urenstand(
            uren,
            kalender,
            nu=nu,
            zone=get_current_timezone(),
            gehaald_op=termijn.gehaald_op,
            gehaald_tijd=termijn.gehaald_tijd,
            is_vervallen=is_vervallen,
        )
    return termijnstand(
        termijn.begin,
        termijn.einde,
        kalender,
        vandaag=localdate(nu),
        gehaald_op=termijn.gehaald_op,
        is_opgeschort=termijn.staat_stil,
        is_vervallen=is_vervallen,
    )


def uren_van(termijn: Termijn) -> Uren | None:
    """Return the moments of a term in hours; None where it is in days."""
    if termijn.begin_tijd is None or termijn.einde_tijd is None:
        return None
    return Uren(termijn.begin_tijd, termijn.einde_tijd)


def termijnblad(termijn: Termijn, nu: datetime | None = None) -> Termijnblad:
    """Return the page of a term; five queries, whatever happened to it."""
    nu = nu or now()
    vandaag = localdate(nu)
    norm = _norm(termijn)
    kalender = kalender_op(termijn.begin)
    stand = stand_van(termijn, nu)
    brief = _dwangsom(termijn, vandaag)
    volgt: tuple[Gevolg, ...] = ()
    if norm is not None and termijn.is_lopend and not termijn.staat_stil:
        wettelijk = min(wettelijk_einde(termijn.begin, norm, kalender), termijn.einde)
        volgt = gevolgen(
            norm,
            wettelijk=wettelijk,
            einde=termijn.einde,
            vandaag=vandaag,
            is_in_gebreke=brief is not None,
            is_uur_voorbij=termijn.einde_tijd is not None and nu > termijn.einde_tijd,
        )
    return Termijnblad(
        termijn=termijn,
        norm=norm,
        stand=stand,
        dagen=waarschuwdagen(termijn.begin, termijn.einde, kalender),
        uren=uren_van(termijn),
        opschortingen=list(termijn.opschortingen.select_related("door")),
        verlengingen=list(termijn.verlengingen.select_related("door")),
        berichten=list(termijn.uitstelberichten.select_related("door")),
        dwangsom=brief,
        erbij=list(Termijn.objects.filter(bron_id=termijn.pk).order_by("begin", "id")),
        gevolgen=volgt,
    )


def uitkomst(termijn: Termijn) -> str:
    """Return in words what became of a term: `Klaar op 3 mei`, `Hoeft niet meer`."""
    if termijn.gehaald_op is not None:
        laat = ", te laat" if termijn.is_te_laat_klaar else ""
        return f"Klaar op {datum(termijn.gehaald_op)}{laat}"
    if termijn.status == "vervallen":
        return "Hoeft niet meer"
    return "Staat stil" if termijn.staat_stil else "Loopt"


def _norm(termijn: Termijn) -> Norm | None:
    try:
        return None if termijn.is_afgesproken else norm_van(termijn)
    except GeenNorm:
        return None


def _dwangsom(termijn: Termijn, vandaag: date) -> Dwangsomstand | None:
    brief = Ingebrekestelling.objects.filter(termijn=termijn).first()
    if brief is None:
        return None
    klok = klok_van(brief)
    som = dwangsom(klok, vandaag=vandaag, besloten_op=brief.besloten_op, geen=bool(brief.geen_dwangsom))
    return Dwangsomstand(brief, som, tarief_op(klok.eerste_dag))
