"""Take in an objection, hear, take more time once, decide by somebody else, and make it known (F072)."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.tenancy import zaaifouten
from keukentafel.values.datum_tekst import datum
from modules.dossier.actions.termijn import extend_termijn
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.besluiten import klok
from modules.dossier.besluiten.actions.beschikking import eis_stap, eis_versie, lock
from modules.dossier.besluiten.actions.weigeringen import (
    BezwaarLoopt,
    DagKlopt,
    GeenMandaat,
    KanNuNiet,
    NietRond,
    RedenOntbreekt,
)
from modules.dossier.besluiten.models import Beschikking, Bezwaar
from modules.dossier.besluiten.queries.bevoegd import oordeel_over_bezwaar
from modules.dossier.besluiten.rules.bezwaar import (
    BESLISSEN,
    BESLISSEN_COMMISSIE,
    beslissen_uiterlijk,
    beslissleutel,
    hoor_mist,
    indienen_uiterlijk,
    wie_niet_op_bezwaar,
)
from modules.dossier.besluiten.rules.gang import (
    BEZWAARSTAPPEN,
    Bezwaarhandeling,
    Handeling,
    waarom_niet_bij_bezwaar,
)
from modules.dossier.besluiten.rules.inhoud import beroepsclausule
from modules.dossier.besluiten.soorten import Ontbreekt
from modules.dossier.besluiten.woorden import BezwaarStand, BezwaarUitkomst
from modules.dossier.models import TijdlijnGroep
from modules.dossier.models.termijn import VerlengGrond
from modules.inrichting.rules.protocol import Categorie

SLEUTELS = (BESLISSEN, BESLISSEN_COMMISSIE)
_WEKEN_BEROEP = 6


class EigenBesluit(Refusal):
    """Who took the decision does not decide on the objection against it (Awb 10:3 lid 3)."""


def lock_bezwaar(bezwaar: Bezwaar) -> Bezwaar:
    """Return the objection as it is now, locked after its decision."""
    lock(bezwaar.beschikking)
    return (
        Bezwaar.objects.select_for_update(of=("self",))
        .select_related("beschikking__casus", "beschikking__inwoner", "huishouden", "behandelaar")
        .get(pk=bezwaar.pk)
    )


def _eis(handeling: Bezwaarhandeling, rij: Bezwaar) -> None:
    if reden := waarom_niet_bij_bezwaar(handeling, rij.stand):
        raise KanNuNiet(reden)


def _bewaar(rij: Bezwaar, *velden: str) -> None:
    rij.versie += 1
    rij.save(update_fields=[*velden, "versie"])


def _log(wat: str, rij: Bezwaar, by: Any, at: datetime, **detail: Any) -> None:
    audit.record(
        f"besluiten.bezwaar.{wat}", target=rij, by=by, at=at, huishouden_id=rij.huishouden_id,
        detail={"beschikking": str(rij.beschikking_id), "stand": rij.stand, **detail},
    )  # fmt: skip


@transaction.atomic
def receive_bezwaar(
    *,
    beschikking: Beschikking,
    indiener: str,
    ontvangen_op: date,
    gronden: str,
    met_commissie: bool,
    by: Any,
    at: datetime,
    te_laat_omdat: str = "",
    behandelaar: Any = None,
    id: UUID | None = None,
) -> Bezwaar:
    """Record an objection (Awb 6:4) and start the time to decide on it (Awb 7:10 lid 1).

    :raises KanNuNiet: the decision was not made known.
    :raises BezwaarLoopt: one runs already.
    :raises DagKlopt: before the decision was made known, or still to come.
    """
    besluit = lock(beschikking)
    if id and (al := Bezwaar.objects.filter(pk=id, beschikking=besluit).first()):
        return al
    eis_stap(Handeling.BEZWAAR, besluit)
    if besluit.bezwaren.filter(stand__in=("ontvangen", "gehoord", "beslist")).exists():
        raise BezwaarLoopt
    bekend_op: Any = besluit.bekend_op
    if ontvangen_op < bekend_op:
        raise DagKlopt(f"Het besluit is bekendgemaakt op {datum(bekend_op)}. Kies die dag of later.")
    if ontvangen_op > localdate(at):
        raise DagKlopt("Deze dag is nog niet geweest. Kies vandaag of eerder.")
    uiterlijk = indienen_uiterlijk(bekend_op)
    rij = Bezwaar(
        beschikking=besluit,
        huishouden_id=besluit.huishouden_id,
        indiener=indiener,
        ontvangen_op=ontvangen_op,
        indienen_uiterlijk=uiterlijk,
        te_laat_omdat=te_laat_omdat if ontvangen_op > uiterlijk else "",
        gronden=gronden,
        met_commissie=met_commissie,
        behandelaar=behandelaar,
        beslissen_uiterlijk=beslissen_uiterlijk(bekend_op, met_commissie=met_commissie),
        gemaakt_door=by,
        gemaakt_op=at,
    )
    if id:
        rij.id = id
    rij.save(force_insert=True)
    klok.klaar(besluit.casus, sleutel="bezwaar_indienen", bron_id=besluit.pk, op=ontvangen_op, by=by, at=at)
    klok.begin_van(
        besluit.casus,
        sleutel=beslissleutel(met_commissie=met_commissie),
        titel="Beslissen op bezwaar",
        begin=uiterlijk,
        wet=besluit.wet,
        bron_id=rij.pk,
        beschikking_id=besluit.pk,
    )
    _neem_dag_over(rij)
    _bewaar(rij, "beslissen_uiterlijk")
    _tijdlijn(rij, "Bezwaar ontvangen", by, at)
    _log("ontvangen", rij, by, at)
    return rij


def _neem_dag_over(rij: Bezwaar) -> None:
    """Let the objection show the day its term ends: the term is the one that counts."""
    termijn = klok.termijn_van(rij.pk, SLEUTELS)
    if termijn is not None:
        rij.beslissen_uiterlijk = termijn.einde


def _tijdlijn(rij: Bezwaar, titel: str, by: Any, at: datetime) -> None:
    schrijf_tijdlijn(
        huishouden=rij.huishouden, groep=TijdlijnGroep.BESLUIT, icoon="scale", titel=titel, at=at, by=by, bij=rij,
        categorie=Categorie.BESLUITEN,
    )  # fmt: skip


@transaction.atomic
def hear_bezwaar(
    *, bezwaar: Bezwaar, gehoord_op: date, wie: str, verslag: str, by: Any, at: datetime
) -> Bezwaar:
    """Record the hearing (Awb 7:2) with its report (Awb 7:7).

    :raises KanNuNiet: heard already, decided or withdrawn. :raises DagKlopt: a day that cannot be.
    :raises RedenOntbreekt: there is no report.
    """
    rij = lock_bezwaar(bezwaar)
    _eis(Bezwaarhandeling.HOREN, rij)
    if not rij.ontvangen_op <= gehoord_op <= localdate(at):
        raise DagKlopt(f"Kies een dag tussen {datum(rij.ontvangen_op)} en vandaag.")
    if not verslag.strip():
        raise RedenOntbreekt("Schrijf op wat er is gezegd. Van het horen komt een verslag (Awb artikel 7:7).")
    rij.gehoord_op, rij.gehoord_wie, rij.hoorverslag = gehoord_op, wie[:300], verslag
    rij.stand = BezwaarStand.GEHOORD
    _bewaar(rij, "gehoord_op", "gehoord_wie", "hoorverslag", "stand")
    _log("gehoord", rij, by, at)
    return rij


@transaction.atomic
def skip_hearing(*, bezwaar: Bezwaar, omdat: str, by: Any, at: datetime) -> Bezwaar:
    """Record why nobody has to be heard: one of the five grounds of Awb 7:3.

    :raises KanNuNiet: heard already, decided or withdrawn. :raises RedenOntbreekt: nothing says why.
    """
    rij = lock_bezwaar(bezwaar)
    _eis(Bezwaarhandeling.AFZIEN_VAN_HOREN, rij)
    if not omdat.strip():
        raise RedenOntbreekt("Kies waarom horen niet hoeft (Awb artikel 7:3).")
    rij.niet_gehoord_omdat = omdat.strip()[:500]
    _bewaar(rij, "niet_gehoord_omdat")
    _log("niet_gehoord", rij, by, at)
    return rij


@transaction.atomic
def adjourn_bezwaar(*, bezwaar: Bezwaar, omdat: str, by: Any, at: datetime) -> Bezwaar:
    """Put the decision on an objection off, once, by at most six weeks, and tell why (Awb 7:10 lid 3 and 5).

    :raises KanNuNiet: decided or withdrawn. :raises Refusal: used already, too late, or no reason.
    """
    rij = lock_bezwaar(bezwaar)
    _eis(Bezwaarhandeling.VERDAGEN, rij)
    termijn = klok.termijn_van(rij.pk, SLEUTELS)
    if termijn is None:
        raise KanNuNiet("Voor dit bezwaar loopt geen termijn meer.")
    extend_termijn(termijn=termijn, grond=VerlengGrond.VERDAGEN, reden=omdat, by=by, at=at)
    termijn.refresh_from_db()
    rij.verdaagd_op, rij.verdaagd_tot = localdate(at), termijn.einde
    rij.verdaagd_omdat, rij.beslissen_uiterlijk = omdat.strip()[:500], termijn.einde
    _bewaar(rij, "verdaagd_op", "verdaagd_tot", "verdaagd_omdat", "beslissen_uiterlijk")
    _log("verdaagd", rij, by, at, tot=termijn.einde.isoformat())
    return rij


@transaction.atomic
def decide_bezwaar(
    *,
    bezwaar: Bezwaar,
    uitkomst: str,
    motivering: str,
    gezien_versie: int | None,
    by: Any,
    at: datetime,
) -> Bezwaar:
    """Decide on an objection, by somebody else than who took the decision (Awb 7:11, 7:12, 10:3 lid 3).

    :raises KanNuNiet: decided or withdrawn before.
    :raises EigenBesluit: this person took the decision it is about.
    :raises GeenMandaat: no mandate to decide on objections.
    :raises NietRond: nobody was heard, or the reasons are missing.
    """
    rij = lock_bezwaar(bezwaar)
    _eis(Bezwaarhandeling.BESLISSEN, rij)
    eis_versie_van(rij, gezien_versie)
    eigen = wie_niet_op_bezwaar(beslist_door=rij.beschikking.beslist_door_id, by=by.pk)
    if eigen and not zaaifouten.staat_aan("eigen_besluit_op_bezwaar"):
        raise EigenBesluit(eigen)
    oordeel = oordeel_over_bezwaar(rij, by, localdate(at))
    if not oordeel.mag:
        raise GeenMandaat(oordeel)
    hier = rij.get_absolute_url()
    gemist = [
        Ontbreekt(tekst, f"{hier}#{plek}")
        for tekst, plek in (
            (hoor_mist(gehoord=rij.gehoord_op is not None, niet_gehoord_omdat=rij.niet_gehoord_omdat), "p-horen"),
            ("" if motivering.strip() else "Schrijf op waarom (Awb artikel 7:12).", "id_motivering"),
            ("" if uitkomst in BezwaarUitkomst.values else "Kies wat het besluit op het bezwaar is.", "id_uitkomst"),
        )
        if tekst
    ]  # fmt: skip
    if gemist:
        raise NietRond(gemist)
    rij.uitkomst, rij.motivering, rij.beroepsclausule = uitkomst, motivering, beroepsclausule(_WEKEN_BEROEP)
    rij.beslist_door, rij.beslist_op, rij.stand = by, at, BezwaarStand.BESLIST
    rij.mandaat_tekst = oordeel.reden[:500]
    inhoud = "\n".join((str(rij.pk), rij.uitkomst, rij.motivering, rij.beroepsclausule))
    rij.inhoud_hash = sha256(inhoud.encode()).hexdigest()
    _bewaar(
        rij, "uitkomst", "motivering", "beroepsclausule", "beslist_door", "beslist_op", "stand", "mandaat_tekst",
        "inhoud_hash",
    )  # fmt: skip
    _log("beslist", rij, by, at, uitkomst=uitkomst)
    return rij


def eis_versie_van(rij: Any, gezien_versie: int | None) -> None:
    """Ask that nobody changed the row since it was read.

    :raises Verouderd: somebody did.
    """
    eis_versie(rij, gezien_versie)


@transaction.atomic
def announce_bezwaar(*, bezwaar: Bezwaar, bekend_op: date, by: Any, at: datetime) -> Bezwaar:
    """Say on which day the decision on the objection was sent (Awb 7:12 lid 2); its term is met.

    :raises KanNuNiet: not decided yet, or made known before. :raises DagKlopt: a day that cannot be.
    """
    rij = lock_bezwaar(bezwaar)
    _eis(Bezwaarhandeling.BEKENDMAKEN, rij)
    if not localdate(rij.beslist_op) <= bekend_op <= localdate(at):
        raise DagKlopt(f"Kies een dag tussen {datum(localdate(rij.beslist_op))} en vandaag.")
    rij.bekend_op, rij.stand = bekend_op, BezwaarStand(BEZWAARSTAPPEN[Bezwaarhandeling.BEKENDMAKEN].naar)
    _bewaar(rij, "bekend_op", "stand")
    for sleutel in SLEUTELS:
        klok.klaar(rij.beschikking.casus, sleutel=sleutel, bron_id=rij.pk, op=bekend_op, by=by, at=at)
    _tijdlijn(rij, f"Besluit op bezwaar: {BezwaarUitkomst(rij.uitkomst).label.lower()}", by, at)
    _log("bekendgemaakt", rij, by, at)
    return rij


@transaction.atomic
def withdraw_bezwaar(*, bezwaar: Bezwaar, op: date, by: Any, at: datetime) -> Bezwaar:
    """Record that the resident took the objection back (Awb 6:21); its term lapses.

    :raises KanNuNiet: decided or withdrawn before. :raises DagKlopt: a day that cannot be.
    """
    rij = lock_bezwaar(bezwaar)
    _eis(Bezwaarhandeling.INTREKKEN, rij)
    if not rij.ontvangen_op <= op <= localdate(at):
        raise DagKlopt(f"Kies een dag tussen {datum(rij.ontvangen_op)} en vandaag.")
    rij.ingetrokken_op, rij.stand = op, BezwaarStand.INGETROKKEN
    _bewaar(rij, "ingetrokken_op", "stand")
    for sleutel in SLEUTELS:
        klok.vervalt(
            rij.beschikking.casus,
            sleutel=sleutel,
            bron_id=rij.pk,
            reden="Het bezwaar is ingetrokken.",
            by=by,
            at=at,
        )
    _log("ingetrokken", rij, by, at)
    return rij
