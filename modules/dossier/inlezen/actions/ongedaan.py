"""Undo a whole inlezing within a day: take out what it made and nobody touched since, and say what stays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.inlezen.actions.opname import ruim_op
from modules.dossier.inlezen.bouwen import VOLGORDE
from modules.dossier.inlezen.models import IngelezenHuishouden, InleesStand, Inlezing, Uitkomst
from modules.dossier.inlezen.sporen import Sporen
from modules.dossier.models import Huishouden, Inwoner

PER_KEER = 200
_LEEG = {
    "geboortedatum": None,
    "bsn": None,
    "bsn_index": None,
    "huisnummer": None,
    "is_geheim_adres": False,
    "geslacht": "onbekend",
}
_SOORTEN = {soort.__name__: soort for soort in (Huishouden, Inwoner)}


class NietMeerOngedaan(Refusal):
    """The day is over, or it was undone already."""

    text = "Dit inlezen kan niet meer ongedaan worden gemaakt. Dat kan tot een dag erna."


@transaction.atomic
def begin_ongedaan(*, inlezing: Inlezing, by: Any, at: datetime) -> Inlezing:
    """Start taking an inlezing back; the work itself is done by `maak_ongedaan`.

    :raises NietMeerOngedaan: more than a day ago, or not read in.
    """
    inlezing = Inlezing.objects.select_for_update().get(pk=inlezing.pk)
    if not inlezing.kan_ongedaan(at):
        raise NietMeerOngedaan
    inlezing.stand, inlezing.gedaan = InleesStand.TERUG, 0
    inlezing.totaal = _terug_te_nemen(inlezing).count()
    inlezing.save(update_fields=["stand", "gedaan", "totaal"])
    audit.record("inlezen.bestand.ongedaan_begonnen", target=inlezing, by=by, at=at)
    return inlezing


def gevolgen(inlezing: Inlezing) -> Counter[str]:
    """Return what undoing would do now: how many households go, and per reason how many stay."""
    telling: Counter[str] = Counter()
    for stuk in _stukken(inlezing):
        telling.update(reden or "weg" for reden in Sporen.van(stuk).redenen(stuk).values())
    return telling


def maak_ongedaan(
    *, inlezing: Inlezing, by: Any, at: datetime, meld: Callable[[int, int], None] | None = None
) -> Inlezing:
    """Take out what this inlezing made and nobody touched since. Safe to run again after it was cut off."""
    gedaan = 0
    for stuk in _stukken(inlezing):
        with transaction.atomic():
            _neem_terug(stuk, by=by, at=at)
        gedaan += len(stuk)
        Inlezing.objects.filter(pk=inlezing.pk).update(gedaan=gedaan)
        if meld:
            meld(gedaan, inlezing.totaal)
    return _sluit(inlezing, by=by, at=at)


def _terug_te_nemen(inlezing: Inlezing) -> Any:
    return inlezing.huishoudens.filter(uitkomst__in=[Uitkomst.GEMAAKT, Uitkomst.AANGEVULD])


def _stukken(inlezing: Inlezing) -> Iterator[list[IngelezenHuishouden]]:
    """Give the households newest first: who came in later may lean on who came before."""
    ids = list(_terug_te_nemen(inlezing).order_by("-id").values_list("pk", flat=True))
    for begin in range(0, len(ids), PER_KEER):
        yield list(IngelezenHuishouden.objects.filter(pk__in=ids[begin : begin + PER_KEER]).order_by("-id"))


def _neem_terug(stuk: list[IngelezenHuishouden], *, by: Any, at: datetime) -> None:
    list(
        Huishouden.objects.select_for_update(of=("self",))
        .filter(pk__in=[r.huishouden_id for r in stuk])
        .order_by("pk")
    )
    redenen = Sporen.van(stuk).redenen(stuk)
    weg = []
    for regel in stuk:
        regel.reden = redenen[regel.pk]
        regel.uitkomst = Uitkomst.BLEEF if regel.reden else Uitkomst.WEG
        if not regel.reden:
            weg.append(regel)
    _maak_leeg(weg)
    _verwijder(weg)
    for regel in weg:
        audit.record(
            "inlezen.huishouden.teruggenomen", by=by, at=at, soort="verwijderen", huishouden_id=regel.huishouden_id,
            detail={"inlezing": str(regel.inlezing_id)},
        )  # fmt: skip
        regel.huishouden_id, regel.gemaakt, regel.aangevuld = None, {}, []
    IngelezenHuishouden.objects.bulk_update(
        stuk, ["reden", "uitkomst", "huishouden_id", "gemaakt", "aangevuld"]
    )


def _verwijder(regels: list[IngelezenHuishouden]) -> None:
    ids: dict[str, list[str]] = defaultdict(list)
    for regel in regels:
        for soort, gemaakt in regel.gemaakt.items():
            ids[soort] += gemaakt
    for model in reversed(VOLGORDE):
        if ids[model.__name__]:
            model.objects.filter(pk__in=ids[model.__name__]).delete()


def _maak_leeg(regels: list[IngelezenHuishouden]) -> None:
    """Empty again the fields that were filled."""
    velden: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for regel in regels:
        for soort, id_, veld in regel.aangevuld:
            velden[soort, id_][veld] = _LEEG.get(veld, "")
    for (soort, id_), waarden in velden.items():
        _SOORTEN[soort].objects.filter(pk=id_).update(**waarden)


@transaction.atomic
def _sluit(inlezing: Inlezing, *, by: Any, at: datetime) -> Inlezing:
    inlezing = Inlezing.objects.select_for_update().get(pk=inlezing.pk)
    tellingen = Counter(inlezing.huishoudens.values_list("uitkomst", flat=True))
    inlezing.aantallen = {**inlezing.aantallen, "ongedaan": dict(tellingen)}
    inlezing.stand, inlezing.ongedaan_op = InleesStand.ONGEDAAN, at
    inlezing.save(update_fields=["aantallen", "stand", "ongedaan_op"])
    ruim_op(inlezing)
    audit.record(
        "inlezen.bestand.ongedaan", target=inlezing, by=by, at=at, soort="verwijderen", detail=dict(tellingen)
    )
    return inlezing
