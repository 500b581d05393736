"""Who directs: the household itself, unless; and the one regisseur beside it (F045, F047, F048, N09)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.bevinding import Bevinding, fouten
from keukentafel.values.datum_tekst import datum
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Huishouden, RegieOvername, Regisseurschap, TijdlijnGroep
from modules.dossier.rules.regie import controleer_overname
from modules.dossier.rules.regisseur import controleer_enige_regisseur


class RegieNietRond(Refusal):
    """It cannot be done like this; `bevindingen` tells why, each at its field."""

    def __init__(self, bevindingen: Collection[Bevinding]) -> None:
        self.bevindingen = tuple(bevindingen)
        super().__init__(" ".join(bevinding.text for bevinding in self.bevindingen))


class ErIsAlEenRegisseur(RegieNietRond):
    """A household has one regisseur at a time (F045)."""


class RegieIsAlOvergenomen(Refusal):
    text = "De regie is al overgenomen. Verleng die overname of geef de regie eerst terug."


class RegieLigtBijHuishouden(Refusal):
    text = "De regie ligt al bij het huishouden."


@transaction.atomic
def appoint_regisseur(
    *,
    huishouden: Huishouden,
    gebruiker: Any,
    naam: str,
    organisatie: Any,
    bevindingen: Collection[Bevinding],
    by: Any,
    at: datetime,
    in_plaats_van: Regisseurschap | None = None,
) -> Regisseurschap:
    """Make somebody the regisseur; with `in_plaats_van` the one before hands over on the same day.

    `bevindingen` is what `rules.regisseur.controleer_regisseur` found: an error stops it (F047).

    :raises RegieNietRond: this person is not independent.
    :raises ErIsAlEenRegisseur: somebody else is the regisseur, also when both were chosen at once.
    """
    if fouten(bevindingen):
        raise RegieNietRond(fouten(bevindingen))
    dag = localdate(at)
    vorige = _huidige(huishouden)
    if vorige is not None:
        if in_plaats_van is None or vorige.pk != in_plaats_van.pk:
            raise ErIsAlEenRegisseur(
                controleer_enige_regisseur(huidige_naam=vorige.naam, huishouden_naam=huishouden.naam)
            )
        _beeindig(vorige, dag)
    try:
        with transaction.atomic():
            nieuw = Regisseurschap.objects.create(
                huishouden=huishouden, gebruiker=gebruiker, naam=naam, organisatie=organisatie, van=dag
            )
    except IntegrityError as tegelijk:  # two people chose at the same moment
        anders = Regisseurschap.objects.filter(huishouden=huishouden, tot=None).first()
        raise ErIsAlEenRegisseur(
            controleer_enige_regisseur(
                huidige_naam=anders.naam if anders else "een collega", huishouden_naam=huishouden.naam
            )
        ) from tegelijk
    titel = f"Regisseur: {naam}, na {vorige.naam}" if vorige else f"Regisseur: {naam}"
    _op_tijdlijn(huishouden, titel, nieuw, by=by, at=at)
    audit.record(
        "dossier.regisseur.overgedragen" if vorige else "dossier.regisseur.gekozen",
        target=nieuw,
        by=by,
        at=at,
        soort="maken",
        detail={"vorige": str(vorige.pk) if vorige else None},
    )
    return nieuw


@transaction.atomic
def end_regisseur(*, regisseurschap: Regisseurschap, by: Any, at: datetime) -> None:
    """End the work of a regisseur today; the household has none until another is chosen."""
    rij = Regisseurschap.objects.select_for_update().get(pk=regisseurschap.pk)
    if rij.tot is not None:
        return
    _beeindig(rij, localdate(at))
    _op_tijdlijn(regisseurschap.huishouden, f"{rij.naam} is geen regisseur meer", rij, by=by, at=at)
    audit.record("dossier.regisseur.gestopt", target=rij, by=by, at=at)


@transaction.atomic
def take_over_regie(
    *,
    huishouden: Huishouden,
    grond: str,
    toelichting: str,
    leefgebieden: list[str],
    eindigt_op: date | None,
    by: Any,
    at: datetime,
) -> RegieOvername:
    """Take the regie over for a while: a ground, why, on which leefgebieden, until which day (F048).

    :raises RegieNietRond: one of these is missing.
    :raises RegieIsAlOvergenomen: it was taken over and that has not ended.
    """
    dag = localdate(at)
    einde = _controleer(grond, toelichting, leefgebieden, dag, eindigt_op)
    Huishouden.objects.select_for_update().get(pk=huishouden.pk)
    for rij in huishouden.regie_overnames.filter(teruggegeven_op=None):
        if rij.eindigt_op >= dag:
            raise RegieIsAlOvergenomen
        _loop_af(rij, at=at)
    overname = RegieOvername.objects.create(
        huishouden=huishouden,
        grond=grond,
        toelichting=toelichting,
        leefgebieden=leefgebieden,
        van=dag,
        eindigt_op=einde,
        door=by,
    )
    _op_tijdlijn(
        huishouden, f"Regie overgenomen tot en met {datum(overname.eindigt_op)}", overname, by=by, at=at
    )
    audit.record("dossier.regie.overgenomen", target=overname, by=by, at=at, soort="maken")
    return overname


@transaction.atomic
def give_back_regie(*, overname: RegieOvername, by: Any, at: datetime) -> RegieOvername:
    """Give the regie back to the household before the last day.

    :raises RegieLigtBijHuishouden: it was given back already.
    """
    overname = _open(overname)
    overname.teruggegeven_op = localdate(at)
    overname.save(update_fields=["teruggegeven_op"])
    _op_tijdlijn(overname.huishouden, "Regie terug bij het huishouden", overname, by=by, at=at)
    audit.record("dossier.regie.teruggegeven", target=overname, by=by, at=at)
    return overname


@transaction.atomic
def renew_regie(
    *, overname: RegieOvername, toelichting: str, eindigt_op: date | None, by: Any, at: datetime
) -> RegieOvername:
    """Go on after the last day, with the reason written down again (N09).

    The old take-over ends today and the new one names it, so that every reason stays.

    :raises RegieNietRond: no reason, or no later day.
    :raises RegieLigtBijHuishouden: it was given back already.
    """
    overname = _open(overname)
    dag = localdate(at)
    einde = _controleer(overname.grond, toelichting, overname.leefgebieden, dag, eindigt_op)
    overname.teruggegeven_op = dag
    overname.save(update_fields=["teruggegeven_op"])
    nieuw = RegieOvername.objects.create(
        huishouden=overname.huishouden,
        grond=overname.grond,
        toelichting=toelichting,
        leefgebieden=overname.leefgebieden,
        van=dag,
        eindigt_op=einde,
        verlenging_van=overname,
        door=by,
    )
    _op_tijdlijn(
        overname.huishouden,
        f"Overname van de regie verlengd tot en met {datum(nieuw.eindigt_op)}",
        nieuw,
        by=by,
        at=at,
    )
    audit.record("dossier.regie.verlengd", target=nieuw, by=by, at=at, soort="maken")
    return nieuw


@transaction.atomic
def end_expired_regie(*, at: datetime) -> int:
    """End every take-over whose last day has passed; run twice it ends nothing more. Return how many."""
    verlopen = RegieOvername.objects.filter(teruggegeven_op=None, eindigt_op__lt=localdate(at))
    rijen = list(verlopen.select_for_update(of=("self",)).select_related("huishouden"))
    for rij in rijen:
        _loop_af(rij, at=at)
    return len(rijen)


def _loop_af(rij: RegieOvername, *, at: datetime) -> None:
    """The clock ran out: the regie is with the household from the day after."""
    rij.teruggegeven_op = rij.eindigt_op + timedelta(days=1)
    rij.save(update_fields=["teruggegeven_op"])
    _op_tijdlijn(rij.huishouden, "Overname van de regie liep af", rij, by=None, at=at, door_naam="Vanzelf")
    audit.record("dossier.regie.afgelopen", target=rij, at=at)


def _controleer(
    grond: str, toelichting: str, leefgebieden: Collection[str], van: date, eindigt_op: date | None
) -> date:
    """Return the last day when nothing is missing."""
    gevonden = controleer_overname(
        grond=grond, toelichting=toelichting, leefgebieden=leefgebieden, van=van, eindigt_op=eindigt_op
    )
    if fouten(gevonden) or eindigt_op is None:
        raise RegieNietRond(fouten(gevonden))
    return eindigt_op


def _huidige(huishouden: Huishouden) -> Regisseurschap | None:
    return Regisseurschap.objects.select_for_update().filter(huishouden=huishouden, tot=None).first()


def _beeindig(rij: Regisseurschap, dag: date) -> None:
    rij.tot = dag
    rij.save(update_fields=["tot"])


def _open(overname: RegieOvername) -> RegieOvername:
    vraag = RegieOvername.objects.select_for_update(of=("self",)).select_related("huishouden")
    rij: RegieOvername = vraag.get(pk=overname.pk)
    if rij.teruggegeven_op is not None:
        raise RegieLigtBijHuishouden
    return rij


def _op_tijdlijn(
    huishouden: Huishouden, titel: str, bij: Any, *, by: Any, at: datetime, door_naam: str = ""
) -> None:
    schrijf_tijdlijn(
        huishouden=huishouden,
        groep=TijdlijnGroep.AFSPRAAK,
        icoon="user-check",
        titel=titel,
        at=at,
        by=by,
        door_naam=door_naam,
        bij=bij,
    )
