"""Tell a household how long it still waits, and record that help began; each can be taken back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum_voluit
from modules.dossier.actions.casus import lock_casus
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn, verwijder_tijdlijn
from modules.dossier.besluiten.models import Toewijzing
from modules.dossier.besluiten.woorden import LOOPT
from modules.dossier.brieven.actions.brief import discard_brief, make_brief
from modules.dossier.brieven.models import Brief, Briefstand
from modules.dossier.models import Casus, Inwoner, TijdlijnGroep, Wachtbericht
from modules.dossier.rules.wachten import (
    IN_ZIN,
    OMDAT,
    TITEL,
    Wachtstap,
    in_de_tussentijd,
    stel_bericht_op,
)
from modules.inrichting.codelijsten import OverschrijdingOorzaak
from modules.inrichting.rules.protocol import Categorie

BRIEF = "wachtlijst"


class VerwachtInVerleden(Refusal):
    text = "Deze dag is geweest. Noem vandaag of een latere dag."


class WatHelptOntbreekt(Refusal):
    text = "Vul in wat er tot die tijd is geregeld, of kies een ander antwoord."


class BriefIsVerstuurd(Refusal):
    text = "De brief is al verstuurd. Vertel hieronder wat er nu anders is."


class HulpIsNietToegekend(Refusal):
    text = "Deze hulp is nu niet toegekend. Kijk bij Besluiten hoe het staat."


class HulpPastNiet(Refusal):
    pass


@transaction.atomic
def tell_wachten(
    *,
    casus: Casus,
    stap: Wachtstap,
    sinds: date,
    verwacht_op: date,
    oorzaak: OverschrijdingOorzaak,
    tijdelijke_hulp: str,
    hoe: str,
    by: Any,
    at: datetime,
    hulp_voor_nu: str = "",
    inwoner: Inwoner | None = None,
) -> Wachtbericht:
    """Record what a household was told: until when it waits, why, and what helps meanwhile.

    By letter, the concept of it is made with the same words; `inwoner` is whom it is about.

    :raises CasusAfgesloten: nothing is awaited any more.
    :raises VerwachtInVerleden: the day has been.
    :raises WatHelptOntbreekt: something was arranged, and nobody said what.
    """
    casus = lock_casus(casus)
    if verwacht_op < localdate(at):
        raise VerwachtInVerleden
    hulp = tijdelijke_hulp.strip()
    if hulp_voor_nu == Wachtbericht.HulpVoorNu.GEREGELD and not hulp:
        raise WatHelptOntbreekt
    bericht = Wachtbericht.objects.create(
        huishouden=casus.huishouden,
        casus=casus,
        stap=stap,
        verwacht_op=verwacht_op,
        oorzaak=oorzaak,
        hulp_voor_nu=hulp_voor_nu or (Wachtbericht.HulpVoorNu.GEREGELD if hulp else ""),
        tijdelijke_hulp=hulp,
        bericht=stel_bericht_op(
            stap=stap,
            sinds=sinds,
            verwacht_op=verwacht_op,
            oorzaak=oorzaak,
            tijdelijke_hulp=hulp,
            hulp_voor_nu=hulp_voor_nu,
            telefoon=casus.team.telefoon,
        ),
        hoe=hoe,
        op=localdate(at),
        door=by,
        gemaakt_op=at,
    )
    if hoe == Wachtbericht.Hoe.BRIEF:
        _maak_brief(bericht, inwoner, by, at)
    schrijf_tijdlijn(
        huishouden=casus.huishouden,
        groep=TijdlijnGroep.CONTACT,
        icoon="hourglass",
        titel=f"Verteld hoe lang het nog duurt: {TITEL[stap].lower()}",
        tekst=bericht.bericht,
        at=at,
        by=by,
        bij=bericht,
        categorie=Categorie.CONTACT,
    )
    audit.record("dossier.wachten.verteld", target=bericht, by=by, at=at, soort="maken")
    return bericht


def _maak_brief(bericht: Wachtbericht, inwoner: Inwoner | None, by: Any, at: datetime) -> None:
    brief = make_brief(
        huishouden=bericht.huishouden,
        casus=bericht.casus,
        inwoner=inwoner,
        soort=BRIEF,
        gegevens={
            "waarvoor": IN_ZIN[Wachtstap(bericht.stap)],
            "verwacht_op": bericht.verwacht_op,
            "reden": OMDAT[OverschrijdingOorzaak(bericht.oorzaak)],
            "intussen": in_de_tussentijd(bericht.tijdelijke_hulp, bericht.hulp_voor_nu),
        },
        bron=bericht,
        by=by,
        at=at,
    )
    bericht.brief_id = brief.pk
    bericht.save(update_fields=["brief_id"])


@transaction.atomic
def undo_wachten(*, bericht: Wachtbericht, by: Any, at: datetime) -> None:
    """Take back that a household was told; the concept of the letter is put away.

    :raises BriefIsVerstuurd: the letter went out.
    """
    brief = Brief.objects.filter(pk=bericht.brief_id).first() if bericht.brief_id else None
    if brief is not None:
        if brief.is_verzonden:
            raise BriefIsVerstuurd
        if brief.stand == Briefstand.CONCEPT:
            discard_brief(brief=brief, by=by, at=at)
    verwijder_tijdlijn(bij=bericht)
    audit.record("dossier.wachten.ongedaan", target=bericht, by=by, at=at)
    bericht.delete()


@transaction.atomic
def begin_hulp(*, toewijzing: Toewijzing, op: date, by: Any, at: datetime) -> Toewijzing:
    """Record on which day granted help really began: the waiting is over.

    :raises HulpIsNietToegekend: it was not granted yet, or was stopped since.
    :raises HulpPastNiet: the day is still to come, or lies before the decision was made known.
    """
    rij = _slot(toewijzing.pk)
    bekend_op = rij.beschikking.bekend_op if rij.beschikking else None
    if rij.stand not in LOOPT:
        raise HulpIsNietToegekend
    if op > localdate(at):
        raise HulpPastNiet("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.")
    if bekend_op is not None and op < min(bekend_op, rij.begin):
        raise HulpPastNiet(
            f"Het besluit is van {datum_voluit(bekend_op)}. Hulp van daarvoor leg je vast als tijdelijke hulp."
        )
    rij.gestart_op = op
    return _bewaar(rij, "begonnen", by, at)


@transaction.atomic
def undo_begin_hulp(*, toewijzing: Toewijzing, by: Any, at: datetime) -> Toewijzing:
    """Take back that help began: the household waits again."""
    rij = _slot(toewijzing.pk)
    rij.gestart_op = None
    return _bewaar(rij, "begin_ongedaan", by, at)


def _slot(toewijzing_id: UUID) -> Toewijzing:
    rijen = Toewijzing.objects.select_for_update(of=("self",)).select_related("beschikking", "huishouden")
    rij: Toewijzing = rijen.get(pk=toewijzing_id)
    return rij


def _bewaar(rij: Toewijzing, wat: str, by: Any, at: datetime) -> Toewijzing:
    rij.save(update_fields=["gestart_op"])
    verwijder_tijdlijn(bij=rij)
    if rij.gestart_op is not None:
        schrijf_tijdlijn(
            huishouden=rij.huishouden,
            groep=TijdlijnGroep.BESLUIT,
            icoon="hourglass",
            titel=f"De hulp is begonnen: {rij.titel}",
            tekst=f"Sinds {datum_voluit(rij.gestart_op)}.",
            at=at,
            by=by,
            bij=rij,
            categorie=Categorie.BESLUITEN,
        )
    audit.record(
        f"dossier.hulp.{wat}", target=rij, by=by, at=at, huishouden_id=rij.huishouden_id, categorie="K"
    )
    return rij
