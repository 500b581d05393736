"""What people do with a run: begin, pause, go on, end it, try one gemeente again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from keukentafel.errors import Refusal
from keukentafel.tenancy import achterstand, bijwerken, in_platform, migraties, vrijheid
from keukentafel.tenancy.achterstand import Schema
from tenants.golven.models import (
    Bijwerkregel,
    Bijwerkronde,
    Golf,
    GolfStand,
    RegelStand,
    Ring,
    Ringdatum,
    Ringplaats,
    RondeStand,
)
from tenants.golven.uitgaven import deze_uitgave
from tenants.models import Gemeente
from tenants.platformboek import noteer


class ErLooptEenRonde(Refusal):
    text = "Er loopt al een bijwerkronde. Wacht tot zij klaar is, of stop haar eerst."


class RondeStaatNietStil(Refusal):
    text = "Deze ronde staat niet stil."


class RondeIsVoorbij(Refusal):
    text = "Deze ronde is al voorbij."


class RondeVanAndereVersie(Refusal):
    text = "Deze ronde hoort bij een andere versie van Keukentafel. Stop haar en begin een nieuwe."


class NietMislukt(Refusal):
    text = "Deze gemeente is niet mislukt in deze ronde."


@dataclass(frozen=True, slots=True)
class Keuze:
    """How a run goes."""

    kanarie: UUID | None = None
    parallel: int = 2
    slot_ms: int = 500
    duur_ms: int = 1500
    stop_bij: int = 5
    wacht_na_golf: bool = False
    op_datum: bool = False


def begin_ronde(*, keuze: Keuze, at: datetime, by: Any = None) -> Bijwerkronde:
    """Write down that every schema must come to this release; a worker makes the plan and goes to work.

    :raises ErLooptEenRonde: there is one that is not over.
    :raises OnterechtVrij: a migration says that other code may go on, and that is not so.
    """
    vrijheid.bewaak()
    uitgave = deze_uitgave()
    try:
        with in_platform(), transaction.atomic():
            ronde = Bijwerkronde.objects.create(
                uitgave=uitgave,
                doel=migraties.vingerafdruk(),
                door=getattr(by, "naam", "") or "",
                begonnen_op=at,
                kanarie_id=keuze.kanarie,
                parallel=keuze.parallel,
                slot_ms=keuze.slot_ms,
                duur_ms=keuze.duur_ms,
                stop_bij=keuze.stop_bij,
                wacht_na_golf=keuze.wacht_na_golf,
                op_datum=keuze.op_datum,
            )
            noteer("versies.begonnen", at=at, by=by, detail={"uitgave": uitgave.nummer})
    except IntegrityError as fout:
        raise ErLooptEenRonde from fout
    return ronde


def maak_plan(ronde_id: UUID, *, at: datetime) -> None:
    """Bring the supplier's own tables to this release, ask every schema what it needs and write the waves.

    Runs only where the migrator's login is. A plan that was made is not made again.
    """
    bijwerken.werk_publiek_bij()
    with in_platform(), transaction.atomic():
        ronde = Bijwerkronde.objects.select_for_update().get(pk=ronde_id)
        if ronde.stand != RondeStand.GEVRAAGD:
            return
        alles = achterstand.bekijk()
        bijwerken.schrijf_versies({schema.naam for schema in alles.achter})
        _schrijf_golven(ronde, [*alles.achter, *alles.bij], {schema.naam for schema in alles.bij})
        ronde.stand = RondeStand.LOOPT
        ronde.save(update_fields=["stand"])


def _schrijf_golven(ronde: Bijwerkronde, schemas: list[Schema], bij: set[str]) -> None:
    gemeenten = dict(Gemeente.objects.values_list("schema_name", "pk"))
    ringen = dict(Ringplaats.objects.values_list("gemeente_id", "ring"))
    data = dict(Ringdatum.objects.filter(uitgave=ronde.uitgave_id).values_list("ring", "gepland_op"))
    per_ring: dict[int, list[Bijwerkregel]] = {}
    op_schijf = len(migraties.op_schijf())
    for schema in schemas:
        gemeente = gemeenten.get(schema.naam)
        ring = _ring(gemeente, ronde.kanarie_id, ringen)
        nodig = 0 if schema.naam in bij else max(0, op_schijf - len(schema.heeft))
        per_ring.setdefault(ring, []).append(
            Bijwerkregel(
                ronde=ronde,
                gemeente_id=gemeente,
                schema=schema.naam,
                label=schema.label,
                cluster=schema.cluster,
                migraties=nodig,
            )
        )
    for nummer, ring in enumerate(sorted(per_ring)):
        golf = Golf.objects.create(
            ronde=ronde, nummer=nummer, ring=ring or None, niet_voor=_niet_voor(ronde, ring, data)
        )
        for regel in per_ring[ring]:
            regel.golf = golf
        Bijwerkregel.objects.bulk_create(per_ring[ring], batch_size=500)


def _ring(gemeente: UUID | None, kanarie: UUID | None, ringen: Mapping[UUID, int]) -> int:
    """Return the ring of a schema; 0 is the template."""
    if gemeente is None:
        return 0
    if gemeente == kanarie:
        return Ring.KANARIE
    return ringen.get(gemeente, Ring.GEWOON)


def _niet_voor(ronde: Bijwerkronde, ring: int, data: Mapping[int, date]) -> date | None:
    return data.get(ring) if ronde.op_datum else None


def pauzeer(*, ronde_id: UUID, at: datetime, by: Any = None) -> None:
    """Let no next gemeente begin; who is busy finishes.

    :raises RondeIsVoorbij: there is nothing to pause.
    """
    with in_platform(), transaction.atomic():
        ronde = _open(ronde_id)
        if ronde.stand == RondeStand.GEPAUZEERD:
            return
        zet_stil(ronde, "Door een mens stilgezet.")
        noteer("versies.gepauzeerd", at=at, by=by, detail={"uitgave": ronde.uitgave.nummer})


def zet_stil(ronde: Bijwerkronde, reden: str) -> None:
    """Stop giving work, and say why. The caller holds the row."""
    ronde.stand, ronde.reden = RondeStand.GEPAUZEERD, reden
    ronde.save(update_fields=["stand", "reden"])


def hervat(*, ronde_id: UUID, at: datetime, by: Any = None) -> None:
    """Go on. Who goes first and failed is tried again; other failures stay for `opnieuw`.

    :raises RondeStaatNietStil: it runs, or is over.
    :raises RondeVanAndereVersie: other code made it.
    """
    with in_platform(), transaction.atomic():
        ronde = Bijwerkronde.objects.select_for_update().get(pk=ronde_id)
        if ronde.stand != RondeStand.GEPAUZEERD:
            raise RondeStaatNietStil
        if ronde.doel != migraties.vingerafdruk():
            raise RondeVanAndereVersie
        for golf in ronde.golven.all():
            if golf.gaat_voorop:
                _opnieuw(golf.regels.filter(stand=RegelStand.MISLUKT), [golf.pk])
        ronde.aanvaard = ronde.regels.filter(stand=RegelStand.MISLUKT).count()
        ronde.stand = RondeStand.LOOPT if ronde.golven.exists() else RondeStand.GEVRAAGD
        ronde.reden = ""
        ronde.save(update_fields=["aanvaard", "stand", "reden"])
        noteer("versies.hervat", at=at, by=by, detail={"uitgave": ronde.uitgave.nummer})


def stop(*, ronde_id: UUID, at: datetime, by: Any = None) -> None:
    """End a run. What is done stays done; who did not come stays on the old version and is served.

    :raises RondeIsVoorbij: it is over already.
    """
    with in_platform(), transaction.atomic():
        ronde = _open(ronde_id)
        ronde.stand, ronde.reden, ronde.klaar_op = RondeStand.GESTOPT, "Door een mens gestopt.", at
        ronde.save(update_fields=["stand", "reden", "klaar_op"])
        noteer("versies.gestopt", at=at, by=by, detail={"uitgave": ronde.uitgave.nummer})


def probeer_opnieuw(*, regel_id: UUID, at: datetime, by: Any = None) -> Bijwerkronde:
    """Give one gemeente that failed another turn; a run that was over goes on for it.

    :raises NietMislukt: it did not fail.
    :raises RondeVanAndereVersie: other code made the run.
    :raises ErLooptEenRonde: another run began since.
    """
    try:
        with in_platform(), transaction.atomic():
            regel = Bijwerkregel.objects.select_related("ronde__uitgave", "gemeente").get(pk=regel_id)
            ronde = Bijwerkronde.objects.select_for_update().get(pk=regel.ronde_id)
            if ronde.doel != migraties.vingerafdruk() or ronde.stand == RondeStand.GESTOPT:
                raise RondeVanAndereVersie
            if not _opnieuw(ronde.regels.filter(pk=regel_id, stand=RegelStand.MISLUKT), [regel.golf_id]):
                raise NietMislukt
            if ronde.stand == RondeStand.KLAAR:
                ronde.stand, ronde.klaar_op = RondeStand.LOOPT, None
            ronde.aanvaard = ronde.regels.filter(stand=RegelStand.MISLUKT).count()
            ronde.save(update_fields=["stand", "klaar_op", "aanvaard"])
            noteer("versies.opnieuw", at=at, by=by, target=regel.gemeente)
    except IntegrityError as fout:
        raise ErLooptEenRonde from fout
    return ronde


def _opnieuw(regels: Any, golven: list[UUID]) -> int:
    """Give these lines another turn, in waves that are open for it; return how many."""
    aantal = int(regels.update(stand=RegelStand.WACHT, fout="", pogingen=0, niet_voor=None))
    if aantal:
        Golf.objects.filter(pk__in=golven, stand=GolfStand.KLAAR).update(stand=GolfStand.LOOPT, klaar_op=None)
    return aantal


def _open(ronde_id: UUID) -> Bijwerkronde:
    ronde = Bijwerkronde.objects.select_for_update(of=("self",)).select_related("uitgave").get(pk=ronde_id)
    if not ronde.is_open:
        raise RondeIsVoorbij
    return ronde
