"""When a term ends, and how it stands (domain 4.1; Algemene termijnenwet; Awb 4:15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum, datum_voluit
from keukentafel.values.kalender import Kalender
from modules.dossier.rules.maanden import plus_maanden
from modules.dossier.rules.normen import Duur, Eenheid, Norm
from modules.inrichting.codelijsten import OpschortingGrond

_EEN_DAG = timedelta(days=1)
_KORTSTE_MET_TWEE_WERKDAGEN = 3  # days, Atw art. 2
_MINSTENS_WERKDAGEN = 2


class NietOpschortbaar(Refusal):
    """Somebody tried to stop the clock of a term that no law lets stand still."""

    text = "Deze termijn kan niet stilstaan."


@dataclass(frozen=True, slots=True)
class Opschorting:
    """A stretch in which the time to decide stands still (Awb 4:15).

    For `aanvullen` the clock stands still from the day after `begonnen_op` (the request) up to
    the day the supplement came in or its time ran out. For the other grounds both days count.
    Without `geeindigd_op` it lasts until now.
    """

    begonnen_op: date
    geeindigd_op: date | None
    grond: OpschortingGrond = OpschortingGrond.AANVULLEN

    def dagen_tot(self, vandaag: date) -> tuple[date, date]:
        """Return the first day that stands still and the first that runs again."""
        einde = self.geeindigd_op or vandaag
        if self.grond == OpschortingGrond.AANVULLEN:
            return self.begonnen_op + _EEN_DAG, max(einde, self.begonnen_op + _EEN_DAG)
        return self.begonnen_op, max(einde + _EEN_DAG, self.begonnen_op)


@dataclass(frozen=True, slots=True)
class Verlenging:
    """More time, given on `op`: a length from the counted end, or a day that was agreed on."""

    op: date
    duur: Duur | None = None
    tot: date | None = None

    def __str__(self) -> str:
        return f"tot en met {datum(self.tot)}" if self.tot else f"met {self.duur}"


@dataclass(frozen=True, slots=True)
class Berekening:
    """A computed term: the counted end, the lawful end, and in words why it is that day."""

    begin: date
    norm: Norm
    ruw_einde: date
    einde: date
    dagen_stil: int
    is_opgeschort: bool
    waarom: str


def ruw_einde(start: date, duur: Duur, kalender: Kalender, *, telt_terug: bool = False) -> date:
    """Return the last day by counting alone: day 1 is the day after `start`.

    A month ends on the same day of the month, or on its last day. Hours become whole days here;
    `einde_in_uren` gives the moment.
    """
    aantal = -duur.aantal if telt_terug else duur.aantal
    match duur.eenheid:
        case Eenheid.WERKDAGEN:
            return kalender.plus_werkdagen(start, aantal) if aantal else start
        case Eenheid.MAANDEN:
            return plus_maanden(start, aantal)
        case Eenheid.JAREN:
            return plus_maanden(start, aantal * 12)
        case Eenheid.WEKEN:
            return start + timedelta(weeks=aantal)
        case Eenheid.UREN:
            return start + timedelta(days=aantal // 24)
        case Eenheid.DAGEN:
            return start + timedelta(days=aantal)


def wettelijk_einde(start: date, norm: Norm, kalender: Kalender) -> date:
    """Return the last lawful day of a term that begins with an event on `start`.

    Algemene termijnenwet art. 1: an end on a Saturday, Sunday or feestdag moves to the next day
    that is none of these. Art. 2: a term of three days or more holds at least two working days.
    Art. 4 excepts the long terms and those in hours; the norm knows which. Art. 1 does not hold
    for counting back.
    """
    ruw = ruw_einde(start, norm.duur, kalender, telt_terug=norm.telt_terug)
    return _verschoven(start, ruw, norm, kalender)


def einde_in_uren(start: datetime, norm: Norm) -> datetime:
    """Return the moment a term in hours ends; nights and weekends count.

    :raises ValueError: the norm is not in hours.
    """
    if norm.duur.eenheid is not Eenheid.UREN:
        raise ValueError(f"{norm.sleutel} telt niet in uren.")
    return start + timedelta(hours=norm.duur.aantal)


def moment_van_einde(begin: datetime | None, norm: Norm, *, is_verlengd: bool) -> datetime | None:
    """Return the moment a term ends, or None when it ends with a day.

    More time that people agreed on names a day: from then on the whole day counts.
    """
    if begin is None or is_verlengd or norm.duur.eenheid is not Eenheid.UREN:
        return None
    return einde_in_uren(begin, norm)


def bereken(
    begin: date,
    norm: Norm,
    kalender: Kalender,
    *,
    vandaag: date,
    opschortingen: Sequence[Opschorting] = (),
    verlengingen: Sequence[Duur | Verlenging] = (),
) -> Berekening:
    """Return the end of a term with its suspensions and extensions, and why it is that day.

    Days that stand still are counted once, also where suspensions overlap. A suspension that
    begins after the term has ended changes nothing. A length of more time counts from the counted
    end; a day that was agreed on holds as it stands, and what stands still after it comes on top.
    More time never makes a term shorter.

    :raises NietOpschortbaar: there are suspensions and the norm does not allow them.
    """
    if opschortingen and not norm.opschortbaar:
        raise NietOpschortbaar(f"De tijd voor {norm.titel.lower()} kan niet stilstaan ({norm.vindplaats}).")
    ruw = ruw_einde(begin, norm.duur, kalender, telt_terug=norm.telt_terug)
    extra = [v if isinstance(v, Verlenging) else Verlenging(begin, duur=v) for v in verlengingen]
    for duur in (verlenging.duur for verlenging in extra if verlenging.duur):
        ruw = max(ruw, ruw_einde(ruw, duur, kalender))
    dagen = sorted((v.op, v.tot) for v in extra if v.tot)
    ruw, stil = _met_opschorting(begin, ruw, norm, kalender, _stille_dagen(opschortingen, vandaag), dagen)
    einde = _verschoven(begin, ruw, norm, kalender)
    waarom = _waarom(begin, ruw, einde, norm, kalender, stil=stil, verlengingen=extra)
    loopt_stil = any(opschorting.geeindigd_op is None for opschorting in opschortingen)
    return Berekening(begin, norm, ruw, einde, stil, loopt_stil, waarom)


def _verschoven(start: date, ruw: date, norm: Norm, kalender: Kalender) -> date:
    if norm.telt_terug or not norm.atw_van_toepassing:
        return ruw
    einde = kalender.eerste_werkdag_vanaf(ruw)
    if (ruw - start).days < _KORTSTE_MET_TWEE_WERKDAGEN:
        return einde
    return max(einde, kalender.plus_werkdagen(start, _MINSTENS_WERKDAGEN))


def _stille_dagen(opschortingen: Iterable[Opschorting], vandaag: date) -> list[tuple[date, date]]:
    """Return the stretches that stand still, merged where they overlap."""
    samen: list[tuple[date, date]] = []
    for eerste, grens in sorted(opschorting.dagen_tot(vandaag) for opschorting in opschortingen):
        if samen and eerste <= samen[-1][1]:
            samen[-1] = (samen[-1][0], max(grens, samen[-1][1]))
        elif grens > eerste:
            samen.append((eerste, grens))
    return samen


def _met_opschorting(
    begin: date,
    ruw: date,
    norm: Norm,
    kalender: Kalender,
    stil: list[tuple[date, date]],
    afgesproken: list[tuple[date, date]],
) -> tuple[date, int]:
    """Return the counted end and the days that stood still, in the order in which things happened."""
    totaal = 0
    wacht = list(afgesproken)
    for eerste, grens in stil:
        while wacht and wacht[0][0] < eerste:
            ruw = max(ruw, wacht.pop(0)[1])
        wettelijk = _verschoven(begin, ruw, norm, kalender)
        if eerste > wettelijk:
            continue
        # The clock also stopped in the days that the Atw added; those are not lost.
        ruw = ruw if eerste <= ruw else wettelijk
        dagen = max((grens - max(eerste, begin + _EEN_DAG)).days, 0)
        ruw += timedelta(days=dagen)
        totaal += dagen
    return max([ruw, *(tot for _, tot in wacht)]), totaal


def _waarom(
    begin: date,
    ruw: date,
    einde: date,
    norm: Norm,
    kalender: Kalender,
    *,
    stil: int,
    verlengingen: Sequence[Verlenging],
) -> str:
    delen = [f"{norm.regel} ({norm.vindplaats}), geteld vanaf {datum(begin)}."]
    if stil:
        delen.append(f"De tijd stond {stil} {'dag' if stil == 1 else 'dagen'} stil.")
    if verlengingen:
        delen.append(f"Verlengd {' en '.join(str(verlenging) for verlenging in verlengingen)}.")
    if einde != ruw:
        delen.append(_waarom_verschoven(ruw, einde, kalender))
    if norm.atw_van_toepassing and not kalender.gelijkgestelde_dagen_bekend(einde.year):
        delen.append(f"Voor {einde.year} zijn nog niet alle vrije dagen bekend.")
    return " ".join(delen)


def _waarom_verschoven(ruw: date, einde: date, kalender: Kalender) -> str:
    if kalender.is_werkdag(ruw):
        return f"Er horen minstens 2 werkdagen in te zitten: {datum_voluit(einde)}."
    naam = kalender.naam_van(ruw)
    vrij = f"{datum_voluit(ruw)} ({naam})" if naam else datum_voluit(ruw)
    return f"Dat is {vrij}. De dag schuift op naar {datum_voluit(einde)}."
