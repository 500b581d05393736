"""A gemeente changes its own norms; running terms are counted again in pieces that can be taken up later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum_voluit
from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.termijnsom import bereken_termijn, zet_einde
from modules.dossier.models import Herrekening, HerrekeningStand, Termijn, Termijnnorm
from modules.dossier.queries.normen import Gemeentenormen
from modules.dossier.rules.normen import NORMEN, Duur, Norm, norm_op
from modules.dossier.rules.termijnen import Berekening, bereken

PER_KEER = 5000
_VOORUIT = timedelta(days=366)


class NormVanDeWet(Refusal):
    pass


class NormPastNiet(Refusal):
    pass


@transaction.atomic
def change_norm(
    *,
    sleutel: str,
    duur: Duur,
    geldig_van: date,
    ook_lopend: bool,
    toelichting: str,
    by: Any,
    at: datetime,
) -> tuple[Termijnnorm, Herrekening | None]:
    """Give a norm of service another length from a day on; with `ook_lopend` also terms that run.

    Terms that began before `geldig_van` keep their length unless `ook_lopend`. Returns the norm and,
    where running terms change, the counting again that has to be carried out (`count_again`).

    :raises NormVanDeWet: a law sets the norm.
    :raises NormPastNiet: the length or the day does not fit.
    """
    norm = norm_op(sleutel, localdate(at))
    if norm.is_wettelijk:
        raise NormVanDeWet(
            f"Deze tijd staat in de wet ({norm.vindplaats}). Een gemeente kan hem niet wijzigen."
        )
    if not 0 <= duur.aantal <= 999:
        raise NormPastNiet("Kies een getal van 0 tot en met 999.")
    if norm.atw_van_toepassing and duur.valt_buiten_atw:
        raise NormPastNiet("Zo lang kan deze tijd niet worden: kies hoogstens 12 weken of 90 dagen.")
    vandaag = localdate(at)
    if geldig_van < vandaag:
        raise NormPastNiet(f"De nieuwe tijd kan gelden vanaf vandaag ({datum_voluit(vandaag)}) of later.")
    if geldig_van > vandaag + _VOORUIT:
        raise NormPastNiet("Kies een dag binnen een jaar.")
    eigen, _ = Termijnnorm.objects.update_or_create(
        sleutel=sleutel,
        geldig_van=geldig_van,
        defaults={
            "duur": f"{duur.aantal} {duur.eenheid}",
            "ook_lopend": ook_lopend,
            "toelichting": toelichting.strip()[:300],
            "door": by,
            "gemaakt_op": at,
        },
    )
    audit.record("dossier.termijnnorm.gewijzigd", target=eigen, by=by, at=at, detail={"sleutel": sleutel})
    if not ook_lopend or geldig_van > vandaag:
        return eigen, None
    return eigen, begin_herrekening(sleutel=sleutel, norm=eigen, by=by, at=at)


@transaction.atomic
def remove_norm(*, norm: Termijnnorm, by: Any, at: datetime) -> None:
    """Take back a length that does not hold yet.

    :raises NormPastNiet: it holds already; terms began with it.
    """
    if norm.geldig_van <= localdate(at):
        raise NormPastNiet("Deze tijd geldt al. Leg een nieuwe tijd vast om hem te wijzigen.")
    audit.record(
        "dossier.termijnnorm.ingetrokken", target=norm, by=by, at=at, detail={"sleutel": norm.sleutel}
    )
    norm.delete()


def begin_herrekening(
    *, sleutel: str, norm: Termijnnorm | None = None, by: Any = None, at: datetime
) -> Herrekening:
    """Note that the running terms of a key must be counted again: a norm or the calendar changed."""
    return Herrekening.objects.create(
        sleutel=sleutel, norm=norm, door=by, begonnen_op=at, totaal=te_herrekenen(sleutel).count()
    )


def te_herrekenen(sleutel: str) -> Any:
    """Return the running terms of a key that a norm counts."""
    return Termijn.objects.lopend().filter(sleutel=sleutel, is_afgesproken=False)


def start_due_norms(*, at: datetime) -> int:
    """Begin the counting again of norms that hold from today for what runs; twice makes one. Return how many."""
    vandaag = localdate(at)
    rijp = Termijnnorm.objects.filter(ook_lopend=True, geldig_van__lte=vandaag, herrekeningen=None)
    for norm in rijp.order_by("geldig_van"):
        begin_herrekening(sleutel=norm.sleutel, norm=norm, at=at)
    return Herrekening.objects.exclude(stand=HerrekeningStand.KLAAR).count()


def count_again(*, herrekening: Herrekening, at: datetime, per_keer: int = PER_KEER) -> Herrekening:
    """Count all running terms of a key again, `per_keer` in a transaction; stopped, it goes on where it was."""
    while _volgende_stuk(herrekening, at, per_keer):
        pass
    herrekening.refresh_from_db()
    return herrekening


@transaction.atomic
def _volgende_stuk(herrekening: Herrekening, at: datetime, per_keer: int) -> bool:
    werk = Herrekening.objects.select_for_update(of=("self",)).get(pk=herrekening.pk)
    if werk.stand == HerrekeningStand.KLAAR:
        return False
    rijen = te_herrekenen(werk.sleutel)
    if werk.na is not None:
        rijen = rijen.filter(pk__gt=werk.na)
    ids = list(rijen.order_by("pk").values_list("pk", flat=True)[:per_keer])
    if not ids:
        werk.stand, werk.klaar_op = HerrekeningStand.KLAAR, at
        audit.record(
            "dossier.termijnnorm.herrekend", target=werk, by=werk.door, at=at,
            detail={"sleutel": werk.sleutel, "aantal": werk.gedaan, "veranderd": werk.veranderd},
        )  # fmt: skip
    else:
        werk.veranderd += _reken(werk.sleutel, ids, localdate(at))
        werk.stand, werk.na, werk.gedaan = HerrekeningStand.BEZIG, ids[-1], werk.gedaan + len(ids)
    werk.save()
    return bool(ids)


def _reken(sleutel: str, ids: Sequence[UUID], vandaag: date) -> int:
    """Count these terms; those to which nothing happened share one sum per day of begin.

    A term in hours has a moment of its own, so it is counted by itself.
    """
    normen = Gemeentenormen([sleutel])
    stuk = Termijn.objects.filter(pk__in=ids)
    bijzonder = list(
        stuk.filter(
            Q(opschortingen__isnull=False) | Q(verlengingen__isnull=False) | Q(begin_tijd__isnull=False)
        )
        .distinct()
        .prefetch_related("opschortingen", "verlengingen")
    )
    bijzonder_ids = {termijn.pk for termijn in bijzonder}
    gewoon = [pk for pk in ids if pk not in bijzonder_ids]
    dagen = set(Termijn.objects.filter(pk__in=gewoon).values_list("begin", flat=True))
    sommen = {
        dag: bereken(dag, normen.op_lopend(sleutel, dag), kalender_op(dag), vandaag=vandaag) for dag in dagen
    }
    veranderd = _schrijf_per_dag(gewoon, sommen.values())
    for termijn in bijzonder:
        norm = normen.op_lopend(sleutel, termijn.begin)
        veranderd += _schrijf_een(termijn, bereken_termijn(termijn, norm, vandaag=vandaag))
    return veranderd


_PER_DAG = """
    UPDATE dossier_termijn t
       SET ruw_einde = v.ruw, einde = v.einde, waarom = v.waarom, uitleg = v.uitleg, duur = v.duur
      FROM unnest(%s::date[], %s::date[], %s::date[], %s::text[], %s::text[], %s::text[])
           AS v(begin, ruw, einde, waarom, uitleg, duur)
     WHERE t.id = ANY(%s) AND t.begin = v.begin
       AND (t.einde, t.ruw_einde, t.waarom, t.duur) IS DISTINCT FROM (v.einde, v.ruw, v.waarom, v.duur)
"""


def _schrijf_per_dag(ids: Sequence[UUID], sommen: Iterable[Berekening]) -> int:
    rijen = [
        (som.begin, som.ruw_einde, som.einde, som.waarom, som.norm.regel[:300], _duur(som.norm))
        for som in sommen
    ]
    if not rijen:
        return 0
    kolommen = [list(kolom) for kolom in zip(*rijen, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_PER_DAG, [*kolommen, list(ids)])
        return int(cursor.rowcount)


def _schrijf_een(termijn: Termijn, som: Berekening) -> int:
    was = _stand(termijn)
    zet_einde(termijn, som.norm, som)
    termijn.uitleg, termijn.duur = som.norm.regel[:300], _duur(som.norm)
    if was == _stand(termijn):
        return 0
    termijn.save(update_fields=["einde", "einde_tijd", "ruw_einde", "waarom", "dagen_stil", "uitleg", "duur"])
    return 1


def _stand(termijn: Termijn) -> tuple[object, ...]:
    return termijn.einde, termijn.einde_tijd, termijn.ruw_einde, termijn.waarom, termijn.duur


def _duur(norm: Norm) -> str:
    return f"{norm.duur.aantal} {norm.duur.eenheid}"


def wijzigbaar(dag: date) -> list[Norm]:
    """Return the norms a gemeente may change, in the order of their title."""
    return sorted(
        (norm for sleutel in NORMEN.sleutels if not (norm := norm_op(sleutel, dag)).is_wettelijk),
        key=lambda norm: norm.titel,
    )
