"""From melding to aanvraag: the time to look for work, advance payment, what need not be asked again. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from keukentafel.values.datum_tekst import datum
from keukentafel.values.kalender import Kalender
from modules.dossier.rules.leeftijd import leeftijd_op
from modules.dossier.rules.maanden import plus_maanden
from modules.dossier.rules.normen import Norm
from modules.dossier.rules.termijnen import wettelijk_einde
from modules.participatie.rules.maat import Maat

ZOEKARTIKEL: Final = "Participatiewet, artikel 41 lid 4"
UITZONDERING: Final = "Participatiewet, artikel 41 lid 11"


@dataclass(frozen=True, slots=True)
class Zoektijd:
    """Whether somebody looks for work first, until which day, and why (not)."""

    geldt: bool
    reden: str
    artikel: str = ZOEKARTIKEL
    tot: date | None = None


def zoektijd(
    geboren: Iterable[date],
    melding: date,
    norm: Norm,
    kalender: Kalender,
    *,
    grens: Maat,
    uitgezonderd_omdat: str = "",
) -> Zoektijd:
    """Return the time to look for work (Participatiewet 41 lid 4): alone or a couple, all under 27.

    Vulnerable young people are excepted (lid 11): then the aanvraag is taken at once, with the reason.
    """
    leeftijden = [leeftijd_op(dag, melding) for dag in geboren]
    if not leeftijden:
        return Zoektijd(False, "De geboortedatum is niet bekend.")
    if max(leeftijden) >= grens.waarde:
        return Zoektijd(False, f"Niet iedereen is jonger dan {grens.waarde} jaar.")
    if uitgezonderd_omdat.strip():
        return Zoektijd(False, f"Kwetsbare jongere: {uitgezonderd_omdat.strip()}", UITZONDERING)
    einde = wettelijk_einde(melding, norm, kalender)
    return Zoektijd(
        True,
        f"Iedereen is jonger dan {grens.waarde} jaar: eerst zelf zoeken tot en met {datum(einde)}.",
        tot=einde,
    )


def voorschotten(aanvraag: date, tot: date, norm: Norm, kalender: Kalender) -> tuple[date, ...]:
    """Return on which days an advance is due: four weeks after the aanvraag, and every four weeks (52).

    `tot` is the day of the decision, or today while there is none: what would fall after it is not due.
    """
    dagen: list[date] = []
    ruw = aanvraag
    while True:
        ruw += timedelta(weeks=norm.duur.aantal)
        dag = kalender.eerste_werkdag_vanaf(ruw) if norm.atw_van_toepassing else ruw
        if dag > tot:
            return tuple(dagen)
        dagen.append(dag)


def volgend_voorschot(aanvraag: date, na: date, norm: Norm, kalender: Kalender) -> date:
    """Return the first advance that is due after `na` (Participatiewet 52)."""
    horizon = max(na, aanvraag) + timedelta(weeks=2 * norm.duur.aantal)
    return next(dag for dag in voorschotten(aanvraag, horizon, norm, kalender) if dag > na)


def mag_hergebruiken(gezien_op: date, dag: date, maat: Maat) -> bool:
    """Tell whether a fact that was seen before need not be asked again: less than twelve months old."""
    return gezien_op <= dag < plus_maanden(gezien_op, maat.waarde)


def mist_voor_hergebruik(
    gezien_op: date, dag: date, maat: Maat, *, verteld_op: date | None, mag_gebruikt: bool, is_uit_hulp: bool
) -> tuple[tuple[str, str], ...]:
    """Return what stands in the way of using a fact again, as (field, sentence).

    The resident is told (AVG 13 and 14, and may say it is wrong); what comes out of help under the Wmo or the
    Jeugdwet goes to Work and Income only with consent (Wmo 5.1.1 lid 4).
    """
    mist = []
    if not mag_hergebruiken(gezien_op, dag, maat):
        mist.append(("gezien_op", "Dit is 12 maanden oud of ouder. Vraag het opnieuw aan de inwoner."))
    if verteld_op is None:
        mist.append(("verteld_op", "Vertel de inwoner wat je gebruikt. Vul in wanneer dat was."))
    elif verteld_op > dag:
        mist.append(("verteld_op", "Deze dag is nog niet geweest. Kies vandaag of een eerdere dag."))
    if is_uit_hulp and not mag_gebruikt:
        mist.append(
            (
                "mag_gebruikt",
                "Vraag eerst toestemming: dit gegeven komt uit hulp (Wmo artikel 5.1.1 lid 4). "
                "Zegt de inwoner nee, vraag het gegeven dan zelf op.",
            )
        )
    return tuple(mist)


def taaleis(*, jaren_onderwijs: int, heeft_bewijs: bool) -> str:
    """Return why the test of Dutch is asked for; empty when it is not (Participatiewet 18b).

    Eight years of Dutch schooling, a diploma or another proof is enough.
    """
    if jaren_onderwijs >= 8 or heeft_bewijs:
        return ""
    return "Geen 8 jaar Nederlands onderwijs en geen diploma of ander bewijs: een taaltoets hoort erbij."


def vraagt_bijlage(geboren: date | None, dag: date, grens: Maat) -> bool:
    """Tell whether the plan needs its annex: compulsory under 27 (Participatiewet 44a)."""
    return geboren is not None and leeftijd_op(geboren, dag) < grens.waarde
