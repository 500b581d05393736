"""Ask policy about a rule, answer, and say what became of a proposal for another rule (N02)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.values.kalender import kalender_op
from modules.dossier.queries.normen import Gemeentenormen
from modules.dossier.ruimte.actions.weigeringen import (
    AntwoordOntbreekt,
    GeenVoorstel,
    RedenOntbreekt,
    SignaalBeantwoord,
    VoorstelOntbreekt,
)
from modules.dossier.ruimte.models import Afwijking, Beleidssignaal, Regel
from modules.dossier.ruimte.rules.afwijking import SIGNAAL, vraagt_om_antwoord
from modules.dossier.ruimte.woorden import SignaalAntwoord, SignaalStand, VoorstelUitkomst
from modules.dossier.rules.termijnen import wettelijk_einde


def open_signaal(*, regel: Regel, by: Any, at: datetime) -> Beleidssignaal | None:
    """Open a signal when so many deviations stand in none; what comes while it waits, joins it. `regel` is locked."""
    los = Afwijking.objects.filter(regel=regel, signaal=None)
    signaal: Beleidssignaal | None = Beleidssignaal.objects.filter(
        regel=regel, stand=SignaalStand.OPEN
    ).first()
    if signaal is None and vraagt_om_antwoord(los.count()):
        dag = localdate(at)
        norm = Gemeentenormen([SIGNAAL]).op(SIGNAAL, dag)
        signaal = Beleidssignaal.objects.create(
            regel=regel, geopend_op=at, begin=dag, uiterlijk=wettelijk_einde(dag, norm, kalender_op(dag)),
            waarom_deze_dag=f"{norm.duur} na de derde afwijking ({norm.bron}).",
        )  # fmt: skip
        audit.record(
            "ruimte.beleidssignaal.geopend", target=signaal, by=by, at=at, detail={"aantal": los.count()}
        )
    if signaal is not None:
        los.update(signaal=signaal)
    return signaal


@transaction.atomic
def answer_signaal(
    *, signaal: Beleidssignaal, soort: str, antwoord: str, voorstel: str, by: Any, at: datetime
) -> Beleidssignaal:
    """Answer the teams; the answer may be a proposal for another rule.

    :raises SignaalBeantwoord: done already. :raises AntwoordOntbreekt: nothing said.
    :raises VoorstelOntbreekt: another rule, but not which.
    """
    rij = _lock(signaal)
    if not rij.is_open:
        raise SignaalBeantwoord
    if not antwoord.strip():
        raise AntwoordOntbreekt
    if soort == SignaalAntwoord.WIJZIGEN and not voorstel.strip():
        raise VoorstelOntbreekt
    rij.stand, rij.soort_antwoord, rij.antwoord = (
        SignaalStand.BEANTWOORD,
        SignaalAntwoord(soort),
        antwoord.strip(),
    )
    rij.voorstel = voorstel.strip() if soort == SignaalAntwoord.WIJZIGEN else ""
    rij.beantwoord_door, rij.beantwoord_op = by, at
    rij.save()
    audit.record(
        "ruimte.beleidssignaal.beantwoord", target=rij, by=by, at=at,
        detail={"soort": soort, "te_laat": localdate(at) > rij.uiterlijk},
    )  # fmt: skip
    return rij


@transaction.atomic
def decide_voorstel(
    *, signaal: Beleidssignaal, uitkomst: str, omdat: str, by: Any, at: datetime
) -> Beleidssignaal:
    """Say what became of the proposal. :raises GeenVoorstel: none waits. :raises RedenOntbreekt: no reason."""
    rij = _lock(signaal)
    if rij.soort_antwoord != SignaalAntwoord.WIJZIGEN or rij.uitkomst:
        raise GeenVoorstel
    if not omdat.strip():
        raise RedenOntbreekt("Schrijf op wie dit besloot en waarom.")
    rij.uitkomst, rij.uitkomst_omdat, rij.uitkomst_op = (
        VoorstelUitkomst(uitkomst),
        omdat.strip()[:500],
        localdate(at),
    )
    rij.save(update_fields=["uitkomst", "uitkomst_omdat", "uitkomst_op"])
    audit.record("ruimte.beleidssignaal.besloten", target=rij, by=by, at=at, detail={"uitkomst": uitkomst})
    return rij


def _lock(signaal: Beleidssignaal) -> Beleidssignaal:
    rij: Beleidssignaal = Beleidssignaal.objects.select_for_update(of=("self",)).get(pk=signaal.pk)
    return rij
