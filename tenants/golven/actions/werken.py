"""Work on a run: take one schema, upgrade it, write what became of it, and again.

Several processes may do so at once, on one machine or more, as many as the run allows. Who is killed
lets go of its locks by itself, and another takes its schema again: a schema is old or new, never half.
A gemeente that is being put back, copied or moved has its turn when that is done.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from keukentafel import begin
from keukentafel.tenancy import achterstand, in_gemeente, in_platform, migraties
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.bijwerken import IN_GEBRUIK, Bijwerker, Uitkomst
from keukentafel.tenancy.opname import Grenzen
from tenants.golven.actions.ronde import maak_plan, zet_stil
from tenants.golven.bezet import REDENEN, houd_vrij
from tenants.golven.models import Bijwerkregel, Bijwerkronde, Golf, GolfStand, RegelStand, RondeStand
from tenants.models import Gemeente, Stand

POGINGEN = 3
"""A schema that is in use when its turn comes gets another turn later, this many turns in all."""
RUST = 0.1
"""Seconds that a worker rests when the others have all that can be done now."""

UITSTEL = timedelta(seconds=10)
"""How long a gemeente is left alone in which a swap, a copy or a move is at work."""
GEDULD = timedelta(minutes=45)
"""How long it is waited for in all; then it is called failed, and somebody tries it again later."""

Klok = Callable[[], datetime]
_TE_DOEN = (RegelStand.WACHT, RegelStand.BEZIG)


class Beurt(Enum):
    """What there is for a worker when there is no schema for it."""

    RUST = "others have it all at this moment"
    LATER = "the next wave waits for its day"
    UITGESTELD = "others are at work in the gemeenten that are left: a copy, a swap, a move"
    VOORBIJ = "the run is over, stands still, or is of other code"


class Werker:
    """One process at work on one run. Use it as a context manager: it holds locks."""

    def __init__(self, ronde_id: UUID, *, klok: Klok) -> None:
        self.ronde_id, self.klok = ronde_id, klok
        with in_platform():
            ronde = Bijwerkronde.objects.get(pk=ronde_id)
        self.parallel = ronde.parallel
        self.bijwerker = Bijwerker(Grenzen(ronde.slot_ms / 1000, ronde.duur_ms / 1000))
        self._grendel: Any = None

    def __enter__(self) -> Werker:
        self._grendel = migraties.kale_verbinding_naar("")
        return self

    def __exit__(self, *_: object) -> None:
        self.sluit()

    def sluit(self) -> None:
        """Let go of every lock and connection (also before a fork)."""
        self.bijwerker.sluit()
        if self._grendel is not None:
            self._grendel.close()
            self._grendel = None

    # -- the work ------------------------------------------------------------------------------

    def werk(self, *, tot: Callable[[], bool], met_geduld: bool = True) -> Beurt:
        """Take one schema after the other until `tot()` says so or there is nothing to do; say why.

        Without `met_geduld` it does not wait for what was put off.
        """
        if not self._krijgt_plek():
            return Beurt.RUST
        with in_platform():
            gevraagd = Bijwerkronde.objects.filter(pk=self.ronde_id, stand=RondeStand.GEVRAAGD).exists()
        if gevraagd:
            maak_plan(self.ronde_id, at=self.klok())
        while not tot():
            beurt = self.stap()
            if beurt in (Beurt.LATER, Beurt.VOORBIJ) or (beurt is Beurt.UITGESTELD and not met_geduld):
                return beurt
            if beurt in (Beurt.RUST, Beurt.UITGESTELD):
                time.sleep(RUST)
        return Beurt.RUST

    def stap(self) -> Beurt | None:
        """Do one schema; None when it was done, or put off."""
        regel = self._neem()
        if isinstance(regel, Beurt):
            return regel
        if regel.gemeente_id is None:
            self._werk_bij(regel)
        else:
            with houd_vrij(self._grendel, regel.gemeente_id, regel.schema) as bezet:
                if bezet:
                    self._stel_uit(regel, bezet)
                else:
                    self._werk_bij(regel)
        self._los(str(regel.pk))
        return None

    def _werk_bij(self, regel: Bijwerkregel) -> None:
        if regel.gemeente_id is not None:
            regel.cluster = _waar(
                regel.gemeente_id
            )  # it may have moved since the plan, and left a copy there
        schema = achterstand.lees(regel.schema, regel.label, regel.cluster)
        uitkomst = self.bijwerker.doe(schema)
        if uitkomst.stand != "mislukt" and regel.gemeente_id is not None:
            uitkomst = vul_aan(regel.gemeente_id, uitkomst, at=self.klok())
        self._schrijf(regel, uitkomst)

    def bereid_voor(self) -> None:
        """Write down what the shapes of this run need, before others are forked from this process."""
        with in_platform():
            regels = list(
                Bijwerkregel.objects.filter(ronde=self.ronde_id, stand__in=_TE_DOEN, migraties__gt=0)
                .order_by("migraties", "label")
                .distinct("migraties")
            )
        for regel in regels:
            self.bijwerker.bereid_voor(achterstand.lees(regel.schema, regel.label, regel.cluster))

    # -- taking --------------------------------------------------------------------------------

    def _neem(self) -> Bijwerkregel | Beurt:
        with in_platform():
            while True:
                with transaction.atomic():
                    gevonden = self._kies()
                if gevonden is not None:
                    return gevonden

    def _kies(self) -> Bijwerkregel | Beurt | None:
        """Return the next line; None when a wave was closed or opened and there is more to see."""
        ronde = Bijwerkronde.objects.select_for_update().get(pk=self.ronde_id)
        if ronde.stand != RondeStand.LOOPT or ronde.doel != migraties.vingerafdruk():
            return Beurt.VOORBIJ
        golf = ronde.golven.exclude(stand=GolfStand.KLAAR).first()
        if golf is None:
            _sluit_ronde(ronde, at=self.klok())
            return None
        if golf.stand == GolfStand.WACHT:
            if golf.niet_voor is not None and golf.niet_voor > localdate(self.klok()):
                return Beurt.LATER
            golf.stand, golf.begonnen_op = GolfStand.LOOPT, self.klok()
            golf.save(update_fields=["stand", "begonnen_op"])
        over = golf.regels.filter(stand__in=_TE_DOEN)
        if not over.exists():
            _sluit_golf(ronde, golf, at=self.klok())
            return None
        return self._pak(over)

    def _pak(self, over: Any) -> Bijwerkregel | Beurt:
        """Take the first line that nobody holds. One that is `bezig` and free was of somebody who was killed."""
        nu = self.klok()
        klaar = over.filter(Q(niet_voor=None) | Q(niet_voor__lte=nu)).order_by("stand", "pogingen", "label")
        for regel in klaar[: self.parallel + 1]:
            if not self._grijp(str(regel.pk)):
                continue
            if regel.fout not in REDENEN:  # what was put off began when it was first its turn
                regel.begonnen_op = nu
            regel.stand = RegelStand.BEZIG
            regel.pogingen += 1
            regel.save(update_fields=["stand", "begonnen_op", "pogingen"])
            return regel
        return (
            Beurt.RUST if klaar.exists() or not over.filter(fout__in=REDENEN).exists() else Beurt.UITGESTELD
        )

    def _krijgt_plek(self) -> bool:
        """Take one of the places that the run allows; a place of who was killed is free again."""
        return any(self._grijp(f"{self.ronde_id}/{plek}") for plek in range(self.parallel))

    def _grijp(self, wat: str) -> bool:
        return bool(self._grendel.execute(f"SELECT pg_try_advisory_lock({_SLEUTEL})", [wat]).fetchone()[0])

    def _los(self, wat: str) -> None:
        self._grendel.execute(f"SELECT pg_advisory_unlock({_SLEUTEL})", [wat])

    # -- writing -------------------------------------------------------------------------------

    def _schrijf(self, regel: Bijwerkregel, uitkomst: Uitkomst) -> None:
        """Write what became of a schema; enough failures stop the run before the next one begins."""
        nu = self.klok()
        with in_platform(), transaction.atomic():
            ronde = Bijwerkronde.objects.select_for_update().get(pk=self.ronde_id)
            if uitkomst.fout == IN_GEBRUIK and regel.pogingen < POGINGEN:
                regel.stand = RegelStand.WACHT
                regel.niet_voor = nu + timedelta(seconds=0.5 * regel.pogingen)
            else:
                regel.stand, regel.klaar_op = uitkomst.stand, nu
            regel.fout, regel.seconden = uitkomst.fout[:300], uitkomst.seconden
            self._bewaar(ronde, regel)

    def _stel_uit(self, regel: Bijwerkregel, reden: str) -> None:
        """Give a gemeente that others are at another turn soon; that is no attempt."""
        nu = self.klok()
        with in_platform(), transaction.atomic():
            ronde = Bijwerkronde.objects.select_for_update().get(pk=self.ronde_id)
            regel.pogingen -= 1
            if regel.begonnen_op is not None and nu - regel.begonnen_op < GEDULD:
                regel.stand, regel.niet_voor = RegelStand.WACHT, nu + UITSTEL
            else:
                regel.stand, regel.klaar_op = RegelStand.MISLUKT, nu
            regel.fout = reden
            self._bewaar(ronde, regel)

    def _bewaar(self, ronde: Bijwerkronde, regel: Bijwerkregel) -> None:
        velden = ["stand", "niet_voor", "klaar_op", "fout", "seconden", "pogingen", "cluster"]
        regel.save(update_fields=velden)
        if regel.stand == RegelStand.MISLUKT and ronde.stand == RondeStand.LOOPT:
            _let_op_de_fouten(ronde)


def _waar(gemeente_id: UUID) -> str:
    """Return the cluster on which a gemeente lives at this moment; nobody moves it while it is held."""
    with in_platform():
        return str(Gemeente.objects.values_list("cluster", flat=True).get(pk=gemeente_id))


_SLEUTEL = "hashtextextended('keukentafel-golven-' || %s, 0)"


def vul_aan(gemeente_id: UUID, uitkomst: Uitkomst, *, at: datetime) -> Uitkomst:
    """Give a gemeente the content that this release brings; a failure is told and takes back only that."""
    with in_platform():
        gemeente = Gemeente.objects.defer("sleutel").get(pk=gemeente_id)
    fout = _vul(gemeente, at) if gemeente.stand in _MET_INHOUD else ""
    return Uitkomst(uitkomst.schema, "mislukt", fout, uitkomst.seconden) if fout else uitkomst


_MET_INHOUD = (Stand.ACTIEF, Stand.OPGESCHORT)


def vul_aan_overal(*, at: datetime) -> list[tuple[str, str, str]]:
    """Give every gemeente the content of this release; return name, schema and reason of who failed."""
    with in_platform():
        gemeenten = list(Gemeente.objects.filter(stand__in=_MET_INHOUD).defer("sleutel").order_by("naam"))
    fouten = [(gemeente.naam, gemeente.schema_name, _vul(gemeente, at)) for gemeente in gemeenten]
    return [rij for rij in fouten if rij[2]]


def _vul(gemeente: Gemeente, at: datetime) -> str:
    """Return why it failed, or nothing."""
    try:
        with in_gemeente(gemeente), transaction.atomic():
            begin.vul_aan(at)
    except Exception as fout:
        return f"de inhoud lukte niet: {str(fout) or type(fout).__name__}"
    return ""


def _let_op_de_fouten(ronde: Bijwerkronde) -> None:
    mislukt = ronde.regels.filter(stand=RegelStand.MISLUKT).count() - ronde.aanvaard
    if ronde.stop_bij and mislukt >= ronde.stop_bij:
        wie = "Er is 1 gemeente" if mislukt == 1 else f"Er zijn {mislukt} gemeenten"
        zet_stil(ronde, f"{wie} mislukt. De andere zijn niet meer begonnen.")


def _sluit_golf(ronde: Bijwerkronde, golf: Golf, *, at: datetime) -> None:
    """End a wave; stand still when who goes first failed, or when somebody wants to look first."""
    golf.stand, golf.klaar_op = GolfStand.KLAAR, at
    golf.save(update_fields=["stand", "klaar_op"])
    mislukt = golf.regels.filter(stand=RegelStand.MISLUKT).first()
    if mislukt is not None and golf.gaat_voorop:
        wie = "Het sjabloon" if golf.ring is None else f"De kanarie {mislukt.label}"
        zet_stil(ronde, f"{wie} is mislukt; de andere gemeenten zijn niet aangeraakt.")
    elif (
        ronde.wacht_na_golf and golf.ring is not None and ronde.golven.exclude(stand=GolfStand.KLAAR).exists()
    ):
        zet_stil(ronde, f"{golf.naam} is klaar. Kijk of het goed gaat en ga dan verder.")


def _sluit_ronde(ronde: Bijwerkronde, *, at: datetime) -> None:
    ronde.stand, ronde.klaar_op, ronde.reden = RondeStand.KLAAR, at, ""
    ronde.save(update_fields=["stand", "klaar_op", "reden"])
    adresboek.vergeet()
