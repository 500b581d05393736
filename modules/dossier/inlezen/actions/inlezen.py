"""Read a checked file in: household by household, all or nothing, in pieces that each stand by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.tenancy.sleutels import slot
from modules.dossier.inlezen.actions.opname import NietNu, ruim_op
from modules.dossier.inlezen.bouwen import Bouwer, huishoud_index
from modules.dossier.inlezen.inhoud import eerder_ingelezen, lees_opnieuw
from modules.dossier.inlezen.invoer import HuishoudInvoer
from modules.dossier.inlezen.keuzes import Keuzes
from modules.dossier.inlezen.models import IngelezenHuishouden, InleesStand, Inlezing, Uitkomst
from modules.dossier.inlezen.omgeving import laad_omgeving
from modules.dossier.inlezen.schrijver import Schrijver

PER_KEER = 200
Meld = Callable[[int, int], None]


@transaction.atomic
def begin_inlezen(*, inlezing: Inlezing, by: Any, at: datetime) -> Inlezing:
    """Start reading a checked file in; the work itself is done by `lees_in`.

    :raises NietNu: the file was not checked, or is being read in already.
    """
    inlezing = Inlezing.objects.select_for_update().get(pk=inlezing.pk)
    if inlezing.stand != InleesStand.GECONTROLEERD:
        raise NietNu
    inlezing.stand, inlezing.gedaan = InleesStand.BEZIG, 0
    inlezing.totaal = inlezing.aantallen["huishoudens"]
    inlezing.save(update_fields=["stand", "gedaan", "totaal"])
    audit.record("inlezen.bestand.begonnen", target=inlezing, by=by, at=at)
    return inlezing


def lees_in(*, inlezing: Inlezing, by: Any, at: datetime, meld: Meld | None = None) -> Inlezing:
    """Read every household of the file in, or say why not. Safe to run again after it was cut off.

    A piece of households is one transaction: what a reader sees of a household is always all of it.
    """
    _, uitkomst = lees_opnieuw(inlezing, vandaag=localdate(at))
    eerder = eerder_ingelezen(inlezing.bron, uitkomst.goed)
    postcodes = {invoer.gegevens.postcode for invoer in uitkomst.goed}
    omgeving = laad_omgeving(postcodes, teams=inlezing.teams, standaard=inlezing.team_id)
    schrijver = Schrijver(inlezing, Bouwer(omgeving, inlezing.bron, by, at), Keuzes.van(inlezing), eerder)
    gedaan = 0
    for stuk in _stukken(uitkomst.huishoudens):
        _lees_stuk(inlezing, schrijver, stuk)
        gedaan += len(stuk)
        Inlezing.objects.filter(pk=inlezing.pk).update(gedaan=gedaan)
        if meld:
            meld(gedaan, len(uitkomst.huishoudens))
    return _sluit(inlezing, by=by, at=at)


def _stukken(huishoudens: list[HuishoudInvoer]) -> Iterator[list[HuishoudInvoer]]:
    rest = iter(huishoudens)
    while stuk := list(islice(rest, PER_KEER)):
        yield stuk


def _lees_stuk(inlezing: Inlezing, schrijver: Schrijver, stuk: list[HuishoudInvoer]) -> None:
    """Write one piece; when the database refuses it, each household by itself, so that one cannot spoil the rest."""
    with transaction.atomic(), slot(f"inlezen:{inlezing.pk}"):
        nog = _nog_niet(inlezing, stuk)
        try:
            with transaction.atomic():
                schrijver.schrijf(nog)
        except DatabaseError:
            for invoer in nog:
                _lees_alleen(schrijver, invoer)


def _lees_alleen(schrijver: Schrijver, invoer: HuishoudInvoer) -> None:
    try:
        with transaction.atomic():
            schrijver.schrijf([invoer])
    except DatabaseError:
        schrijver.noteer_mislukt(invoer)


def _nog_niet(inlezing: Inlezing, stuk: list[HuishoudInvoer]) -> list[HuishoudInvoer]:
    """Leave out what an earlier, cut off run of this same file has done."""
    per_index = {huishoud_index(inlezing.bron, invoer): invoer for invoer in stuk}
    gedaan = IngelezenHuishouden.objects.filter(inlezing=inlezing, sleutel_index__in=list(per_index))
    klaar = {bytes(index) for index in gedaan.values_list("sleutel_index", flat=True)}
    return [invoer for index, invoer in per_index.items() if index not in klaar]


@transaction.atomic
def _sluit(inlezing: Inlezing, *, by: Any, at: datetime) -> Inlezing:
    inlezing = Inlezing.objects.select_for_update().get(pk=inlezing.pk)
    tellingen = dict.fromkeys(Uitkomst.values, 0)
    personen = 0
    for uitkomst, gemaakt in inlezing.huishoudens.values_list("uitkomst", "gemaakt").iterator(
        chunk_size=2000
    ):
        tellingen[uitkomst] += 1
        personen += len(gemaakt.get("Inwoner", ()))
    inlezing.aantallen = {**inlezing.aantallen, "uitkomst": tellingen, "personen_gemaakt": personen}
    inlezing.stand, inlezing.ingelezen_op = InleesStand.KLAAR, at
    inlezing.save(update_fields=["aantallen", "stand", "ingelezen_op"])
    ruim_op(inlezing)
    audit.record(
        "inlezen.bestand.ingelezen",
        target=inlezing,
        by=by,
        at=at,
        soort="maken",
        detail={"aantallen": tellingen},
    )
    return inlezing
