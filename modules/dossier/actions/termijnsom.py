"""Count a term again from what happened to it, and lock it for who changes it."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from keukentafel.errors import Refusal
from keukentafel.values.kalender import kalender_op
from modules.dossier.models import Opschorting, Termijn
from modules.dossier.queries.normen import norm_van
from modules.dossier.rules import termijnen as regels
from modules.dossier.rules.normen import GeenNorm, Norm, lees_duur
from modules.inrichting.codelijsten import OpschortingGrond, TermijnStatus


class TermijnIsAlKlaar(Refusal):
    text = "Deze termijn is al afgerond."


class TermijnIsVervallen(Refusal):
    text = "Deze termijn is vervallen. Er is niets meer te wijzigen."


class AfgesprokenDag(Refusal):
    text = "Deze dag is afgesproken en volgt uit geen regel. Kies een nieuwe dag waar de afspraak staat."


def lock_termijn(termijn: Termijn) -> Termijn:
    """Return the row as it is now, locked for this transaction."""
    return Termijn.objects.select_for_update(of=("self",)).get(pk=termijn.pk)


def lock_lopend(termijn: Termijn) -> Termijn:
    """Return the row, locked, when something can still happen to it.

    :raises TermijnIsAlKlaar: it was met.
    :raises TermijnIsVervallen: it is not needed any more.
    """
    nu = lock_termijn(termijn)
    if nu.gehaald_op is not None:
        raise TermijnIsAlKlaar
    if nu.status == TermijnStatus.VERVALLEN:
        raise TermijnIsVervallen
    return nu


def norm_of_weiger(termijn: Termijn) -> Norm:
    """Return the norm of a term.

    :raises AfgesprokenDag: people agreed on the day; no norm counts it.
    """
    try:
        if termijn.is_afgesproken:
            raise AfgesprokenDag
        return norm_van(termijn)
    except GeenNorm as geen:
        raise AfgesprokenDag from geen


def bereken_termijn(termijn: Termijn, norm: Norm, *, vandaag: date) -> regels.Berekening:
    """Count a term with everything that happened to it (two queries, or none when prefetched)."""
    return regels.bereken(
        termijn.begin,
        norm,
        kalender_op(termijn.begin),
        vandaag=vandaag,
        opschortingen=[_stilte(stil) for stil in termijn.opschortingen.all()],
        verlengingen=[
            regels.Verlenging(meer.op, duur=lees_duur(meer.duur) if meer.duur else None, tot=meer.tot)
            for meer in termijn.verlengingen.all()
        ],
    )


def herreken_termijn(termijn: Termijn, *, vandaag: date) -> Termijn:
    """Count a locked term again and save its end.

    :raises AfgesprokenDag: no norm counts it.
    """
    norm = norm_of_weiger(termijn)
    zet_einde(termijn, norm, bereken_termijn(termijn, norm, vandaag=vandaag))
    termijn.save(update_fields=["ruw_einde", "einde", "einde_tijd", "dagen_stil", "waarom", "status"])
    return termijn


def zet_einde(termijn: Termijn, norm: Norm, som: regels.Berekening) -> None:
    """Take over what was counted; a term in hours ends on its moment until people agree on a day."""
    termijn.ruw_einde, termijn.einde = som.ruw_einde, som.einde
    termijn.dagen_stil, termijn.waarom = som.dagen_stil, som.waarom
    is_verlengd = bool(termijn.verlengingen.all()) if termijn.begin_tijd else False
    termijn.einde_tijd = regels.moment_van_einde(termijn.begin_tijd, norm, is_verlengd=is_verlengd)
    if termijn.einde_tijd is not None:
        termijn.einde = termijn.ruw_einde = localdate(termijn.einde_tijd)


def _stilte(stil: Opschorting) -> regels.Opschorting:
    # An open one counts up to the day its time runs out, so the end is the day that is known now.
    return regels.Opschorting(stil.van, stil.tot or stil.uiterlijk, OpschortingGrond(stil.grond))
