"""Take in a complaint, also at the team, hear, and answer it in time (Awb chapter 9, F072)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum
from modules.dossier.actions.termijn import extend_termijn
from modules.dossier.besluiten import klok
from modules.dossier.besluiten.actions.weigeringen import DagKlopt, KanNuNiet, NietRond, RedenOntbreekt
from modules.dossier.besluiten.models import Klacht
from modules.dossier.besluiten.rules.bezwaar import (
    KLACHT,
    KLACHT_ADVISEUR,
    afhandelen_uiterlijk,
    klacht_hoor_mist,
    klachtsleutel,
)
from modules.dossier.besluiten.rules.gang import Klachthandeling, waarom_niet_bij_klacht
from modules.dossier.besluiten.soorten import Ontbreekt
from modules.dossier.besluiten.woorden import KlachtOordeel, KlachtStand
from modules.dossier.models import Casus, Huishouden
from modules.dossier.models.termijn import VerlengGrond

SLEUTELS = (KLACHT, KLACHT_ADVISEUR)


class OverJezelf(Refusal):
    text = "De klacht gaat over deze collega. Kies iemand anders die de klacht behandelt (Awb artikel 9:7 lid 1)."


def lock_klacht(klacht: Klacht) -> Klacht:
    """Return the complaint as it is now, locked."""
    return (
        Klacht.objects.select_for_update(of=("self",))
        .select_related("huishouden", "casus", "behandelaar", "over_wie")
        .get(pk=klacht.pk)
    )


def _eis(handeling: Klachthandeling, rij: Klacht) -> None:
    if reden := waarom_niet_bij_klacht(handeling, rij.stand):
        raise KanNuNiet(reden)


def _bewaar(rij: Klacht, *velden: str) -> None:
    rij.versie += 1
    rij.save(update_fields=[*velden, "versie"])


def _log(wat: str, rij: Klacht, by: Any, at: datetime) -> None:
    audit.record(
        f"besluiten.klacht.{wat}", target=rij, by=by, at=at, huishouden_id=rij.huishouden_id,
        detail={"stand": rij.stand, "over": rij.over},
    )  # fmt: skip


@transaction.atomic
def receive_klacht(
    *,
    huishouden: Huishouden,
    casus: Casus | None,
    gegevens: Mapping[str, Any],
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Klacht:
    """Record a complaint (Awb 9:4), by mouth or on paper, and start its term (Awb 9:11 lid 1).

    :raises OverJezelf: it would be handled by whom it is about (Awb 9:7 lid 1).
    :raises DagKlopt: the day is still to come.
    """
    if id and (al := Klacht.objects.filter(pk=id, huishouden=huishouden).first()):
        return al
    over_wie, behandelaar = gegevens.get("over_wie"), gegevens["behandelaar"]
    if over_wie is not None and over_wie.pk == behandelaar.pk:
        raise OverJezelf
    ontvangen_op: date = gegevens["ontvangen_op"]
    if ontvangen_op > localdate(at):
        raise DagKlopt("Deze dag is nog niet geweest. Kies vandaag of eerder.")
    met_adviseur = bool(gegevens.get("met_adviseur"))
    rij = Klacht(
        huishouden=huishouden,
        casus=casus,
        indiener=gegevens["indiener"],
        ontvangen_op=ontvangen_op,
        over=gegevens["over"],
        over_wie=over_wie,
        tekst=gegevens["tekst"],
        gewenst=gegevens.get("gewenst", ""),
        met_adviseur=met_adviseur,
        behandelaar=behandelaar,
        afhandelen_uiterlijk=afhandelen_uiterlijk(ontvangen_op, met_adviseur=met_adviseur),
        gemaakt_door=by,
        gemaakt_op=at,
    )
    if id:
        rij.id = id
    rij.save(force_insert=True)
    if casus is not None:
        klok.begin_van(
            casus,
            sleutel=klachtsleutel(met_adviseur=met_adviseur),
            titel="Klacht beantwoorden",
            begin=ontvangen_op,
            wet="",
            bron_id=rij.pk,
        )
        termijn = klok.termijn_van(rij.pk, SLEUTELS)
        if termijn is not None:
            rij.afhandelen_uiterlijk = termijn.einde
            _bewaar(rij, "afhandelen_uiterlijk")
    _log("ontvangen", rij, by, at)
    return rij


@transaction.atomic
def confirm_klacht(*, klacht: Klacht, op: date, by: Any, at: datetime) -> Klacht:
    """Record that the resident was told in writing that the complaint came in (Awb 9:6).

    :raises KanNuNiet: it is over. :raises DagKlopt: a day that cannot be.
    """
    rij = lock_klacht(klacht)
    _eis(Klachthandeling.BEVESTIGEN, rij)
    _eis_dag(rij, op, at)
    rij.bevestigd_op = op
    _bewaar(rij, "bevestigd_op")
    _log("bevestigd", rij, by, at)
    return rij


def _eis_dag(rij: Klacht, op: date, at: datetime) -> None:
    if not rij.ontvangen_op <= op <= localdate(at):
        raise DagKlopt(f"Kies een dag tussen {datum(rij.ontvangen_op)} en vandaag.")


@transaction.atomic
def hear_klacht(
    *, klacht: Klacht, op: date | None, verslag: str, omdat: str, by: Any, at: datetime
) -> Klacht:
    """Record the hearing with its report (Awb 9:10), or why nobody had to be heard (lid 2).

    :raises KanNuNiet: heard already, or over. :raises DagKlopt: a day that cannot be.
    :raises RedenOntbreekt: no report, and no reason either.
    """
    rij = lock_klacht(klacht)
    _eis(Klachthandeling.HOREN, rij)
    if op is None:
        if not omdat.strip():
            raise RedenOntbreekt("Vul in wanneer de inwoner is gehoord, of waarom dat niet hoeft.")
        rij.niet_gehoord_omdat = omdat.strip()[:500]
        _bewaar(rij, "niet_gehoord_omdat")
    else:
        _eis_dag(rij, op, at)
        if not verslag.strip():
            raise RedenOntbreekt(
                "Schrijf op wat er is gezegd. Van het horen komt een verslag (Awb artikel 9:10)."
            )
        rij.gehoord_op, rij.hoorverslag, rij.stand = op, verslag, KlachtStand.GEHOORD
        _bewaar(rij, "gehoord_op", "hoorverslag", "stand")
    _log("gehoord" if op else "niet_gehoord", rij, by, at)
    return rij


@transaction.atomic
def adjourn_klacht(*, klacht: Klacht, omdat: str, by: Any, at: datetime) -> Klacht:
    """Take at most four weeks more, once, and tell why (Awb 9:11 lid 2).

    :raises KanNuNiet: it is over. :raises Refusal: used already, too late, or no reason.
    """
    rij = lock_klacht(klacht)
    _eis(Klachthandeling.VERDAGEN, rij)
    termijn = klok.termijn_van(rij.pk, SLEUTELS)
    if termijn is None:
        raise KanNuNiet("Voor deze klacht loopt geen termijn: de hulp was al afgesloten.")
    extend_termijn(termijn=termijn, grond=VerlengGrond.VERDAGEN, reden=omdat, by=by, at=at)
    termijn.refresh_from_db()
    rij.verdaagd_op, rij.verdaagd_tot = localdate(at), termijn.einde
    rij.verdaagd_omdat, rij.afhandelen_uiterlijk = omdat.strip()[:500], termijn.einde
    _bewaar(rij, "verdaagd_op", "verdaagd_tot", "verdaagd_omdat", "afhandelen_uiterlijk")
    _log("verdaagd", rij, by, at)
    return rij


@transaction.atomic
def answer_klacht(
    *,
    klacht: Klacht,
    oordeel: str,
    antwoord: str,
    vervolg: str,
    op: date,
    is_opgelost: bool,
    by: Any,
    at: datetime,
) -> Klacht:
    """Answer a complaint in writing with its reasons (Awb 9:12), or record that it was solved (Awb 9:5).

    :raises KanNuNiet: it is over. :raises OverJezelf: by whom it is about (Awb 9:7 lid 1).
    :raises NietRond: nobody was heard, or the answer is missing.
    """
    rij = lock_klacht(klacht)
    _eis(Klachthandeling.OPLOSSEN if is_opgelost else Klachthandeling.BEANTWOORDEN, rij)
    if rij.over_wie_id == by.pk:
        raise OverJezelf("De klacht gaat over jou. Een collega geeft het antwoord (Awb artikel 9:7 lid 1).")
    _eis_dag(rij, op, at)
    hier = rij.get_absolute_url()
    gemist = []
    if not is_opgelost:
        gehoord = klacht_hoor_mist(
            gehoord=rij.gehoord_op is not None, niet_gehoord_omdat=rij.niet_gehoord_omdat
        )
        if gehoord:
            gemist.append(Ontbreekt(gehoord, f"{hier}#p-horen"))
        if oordeel not in KlachtOordeel.values:
            gemist.append(Ontbreekt("Kies wat je van de klacht vindt.", f"{hier}#id_oordeel"))
    if not antwoord.strip():
        gemist.append(
            Ontbreekt("Schrijf het antwoord aan de inwoner (Awb artikel 9:12).", f"{hier}#id_antwoord")
        )
    if gemist:
        raise NietRond(gemist)
    rij.oordeel, rij.antwoord, rij.vervolg = "" if is_opgelost else oordeel, antwoord, vervolg
    rij.afgehandeld_op, rij.afgehandeld_door = op, by
    rij.stand = KlachtStand.OPGELOST if is_opgelost else KlachtStand.BEANTWOORD
    _bewaar(rij, "oordeel", "antwoord", "vervolg", "afgehandeld_op", "afgehandeld_door", "stand")
    _klaar(rij, op, by, at)
    _log("opgelost" if is_opgelost else "beantwoord", rij, by, at)
    return rij


def _klaar(rij: Klacht, op: date, by: Any, at: datetime) -> None:
    if rij.casus is None:
        return
    for sleutel in SLEUTELS:
        klok.klaar(rij.casus, sleutel=sleutel, bron_id=rij.pk, op=op, by=by, at=at)


@transaction.atomic
def withdraw_klacht(*, klacht: Klacht, op: date, by: Any, at: datetime) -> Klacht:
    """Record that the resident took the complaint back; its term lapses.

    :raises KanNuNiet: it is over. :raises DagKlopt: a day that cannot be.
    """
    rij = lock_klacht(klacht)
    _eis(Klachthandeling.INTREKKEN, rij)
    _eis_dag(rij, op, at)
    rij.stand, rij.afgehandeld_op, rij.afgehandeld_door = KlachtStand.INGETROKKEN, op, by
    _bewaar(rij, "stand", "afgehandeld_op", "afgehandeld_door")
    if rij.casus is not None:
        for sleutel in SLEUTELS:
            klok.vervalt(
                rij.casus, sleutel=sleutel, bron_id=rij.pk, reden="De klacht is ingetrokken.", by=by, at=at
            )
    _log("ingetrokken", rij, by, at)
    return rij
