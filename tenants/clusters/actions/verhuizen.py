"""Move a gemeente to another cluster while everybody works on (`keukentafel gemeente-verhuizen`).

Five steps, each of which may be done again: the row says where it is, the servers say what is there. Runs only
where the migrator's logins are: a command, or the worker of the queue `kopieen`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import psycopg
from django.db import transaction
from psycopg import sql

from keukentafel.errors import Refusal
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.migraties import MIGRATOR, kale_verbinding_naar
from keukentafel.tenancy.scope import in_platform
from tenants.clusters import ruimte
from tenants.clusters.kopie import TIK, Kopie
from tenants.clusters.models import BEWAARTIJD, OPEN, Stand, Stap, Verhuizing
from tenants.clusters.namen import cluster_van, naam_van
from tenants.clusters.stilte import Stilte, stilte
from tenants.clusters.vergelijken import Uitslag, beelden
from tenants.eindigt_mee import eindig_mee
from tenants.models import Contracteinde, Gemeente, LeverancierAccount
from tenants.models import Stand as Gemeentestand
from tenants.platformboek import noteer
from tenants.uitvoer.models import Terugzetstand, Terugzetting

_NAAST = (
    Terugzetstand.WACHT,
    Terugzetstand.BEZIG,
    Terugzetstand.NAAST,
    Terugzetstand.WISSELT,
    Terugzetstand.GEWISSELD,
    Terugzetstand.TERUG,
)
_log = logging.getLogger(__name__)
Melder = Callable[[Stap, int, int], None]
Klok = Callable[[], datetime]
BIJNA_BIJ = 200_000
"""Bytes of changes that are applied well within the silence."""
_MELD_ELKE = 1.0  # seconds between two signs of life in the row


class OnbekendCluster(Refusal):
    text = "Dit cluster is er niet. Kies een naam uit KT_CLUSTERS, of hoofd."


class WoontErAl(Refusal):
    text = "De gemeente staat al op dat cluster."


class VerhuistAl(Refusal):
    text = "De gemeente is al aan het verhuizen. Ga daarmee verder, of breek het af."


class KanNietVerhuizen(Refusal):
    text = "Alleen een gemeente die open of opgeschort is, kan verhuizen."


class WordtVernietigd(Refusal):
    text = "De gegevens van deze gemeente worden vernietigd. Verhuizen kan niet meer."


class OudeKopieStaatEr(Refusal):
    text = (
        "Op dat cluster staat nog de oude kopie van een vorige verhuizing. Ruim die eerst op "
        "(keukentafel gemeente-verhuizen --opruimen)."
    )


class ErStaatIetsNaast(Refusal):
    text = (
        "Er staat een teruggezette kopie naast deze gemeente, of haar vorige gegevens worden nog bewaard. "
        "Ruim die eerst op: een verhuizing neemt ze niet mee."
    )


class NietMeerAfTeBreken(Refusal):
    text = "De gemeente staat al op het nieuwe cluster. Verhuis haar terug als dat nodig is."


class IemandAndersIsBezig(Refusal):
    text = "Een ander proces is op dit moment bezig met deze verhuizing."


class DeurBlijftOpen(Refusal):
    text = "De rol van de gemeente kan niet worden ingetrokken: iemand anders dan kt_migrator gaf hem uit."


class NietGelijk(Refusal):
    """The two copies differ; nothing was switched."""


def begin_verhuizing(*, gemeente_id: UUID, naar: str, at: datetime, by: str = "") -> Verhuizing:
    """Write down that a gemeente goes to the cluster with this name; `voer_uit` does it.

    :raises OnbekendCluster: no such cluster.
    :raises KanNietVerhuizen: it is being made, or it left.
    :raises WordtVernietigd: two people decided that everything of it goes.
    :raises WoontErAl: it lives there.
    :raises VerhuistAl: a move is not finished.
    :raises ErStaatIetsNaast: other schemas of it stand where it lives.
    :raises OudeKopieStaatEr: an old copy of it stands there.
    """
    cluster = cluster_van(naar)
    if cluster is None:
        raise OnbekendCluster
    with in_platform(), transaction.atomic():
        gemeente = Gemeente.objects.select_for_update().defer("sleutel").get(pk=gemeente_id)
        if gemeente.stand not in (Gemeentestand.ACTIEF, Gemeentestand.OPGESCHORT):
            raise KanNietVerhuizen
        _niet_bij_vernietigen(gemeente_id)
        if gemeente.cluster == cluster:
            raise WoontErAl
        if Terugzetting.objects.filter(gemeente=gemeente, stand__in=_NAAST).exists():
            raise ErStaatIetsNaast
        eerdere = Verhuizing.objects.filter(gemeente=gemeente)
        if eerdere.filter(stand__in=OPEN).exists():
            raise VerhuistAl
        if eerdere.met_oude_kopie().filter(van=cluster).exists():
            raise OudeKopieStaatEr
        rij = Verhuizing.objects.create(
            gemeente=gemeente, van=gemeente.cluster, naar=cluster, gevraagd_door=by, gevraagd_op=at
        )
        noteer(
            "gemeente.verhuizing.begonnen",
            at=at,
            gemeente_code=gemeente.cbs_code,
            detail={"van": naam_van(rij.van), "naar": naam_van(cluster), "door": by},
        )
    return rij


def _niet_bij_vernietigen(gemeente_id: UUID) -> None:
    """Refuse for a gemeente that is being destroyed: a copy on another cluster would outlive it."""
    bezig = Contracteinde.objects.filter(stand=Contracteinde.Stand.VERNIETIGEN)
    if bezig.filter(gemeente=gemeente_id).exists():
        raise WordtVernietigd


def voer_uit(verhuizing_id: UUID, *, klok: Klok, meld: Melder | None = None) -> Verhuizing:
    """Take the steps that are left. What was cut off goes on where it was.

    :raises Refusal: with a sentence why it stopped; the row keeps it, and it can be done again.
    """
    werk = _Verhuizer(verhuizing_id, klok, meld)
    with _alleen_ik(werk.rij.gemeente.schema_name):
        werk.lees_opnieuw()
        with in_platform():
            _niet_bij_vernietigen(werk.rij.gemeente_id)
        if werk.rij.stand in OPEN:
            werk.voer_uit()
    return werk.rij


def maak_wachtend(verhuizing_id: UUID, *, at: datetime) -> None:
    """Say that a move that stopped will be taken up again; its page follows it from here.

    :raises WordtVernietigd: two people decided that everything of the gemeente goes.
    """
    with in_platform(), transaction.atomic():
        rij = Verhuizing.objects.open().filter(pk=verhuizing_id).first()
        if rij is None:
            return
        Gemeente.objects.select_for_update().only("pk").get(pk=rij.gemeente_id)
        _niet_bij_vernietigen(rij.gemeente_id)
        Verhuizing.objects.open().filter(pk=verhuizing_id).update(stand=Stand.WACHT, fout="", gemeld_op=at)


def breek_af(verhuizing_id: UUID, *, at: datetime, by: str = "") -> Verhuizing:
    """Stop a move and take the half copy away; the gemeente stays where it is.

    :raises NietMeerAfTeBreken: it lives on the new cluster already.
    :raises IemandAndersIsBezig: a process is moving it at this moment.
    """
    with in_platform():
        rij = Verhuizing.objects.select_related("gemeente").get(pk=verhuizing_id)
    with _alleen_ik(rij.gemeente.schema_name):
        with in_platform():
            rij = Verhuizing.objects.select_related("gemeente").get(pk=verhuizing_id)
        if rij.gemeente.cluster == rij.naar or rij.stand == Stand.KLAAR:
            raise NietMeerAfTeBreken
        if rij.stand == Stand.AFGEBROKEN:
            return rij
        with _kopie(rij) as kopie:
            kopie.stop()
            _zet_deur_open(kopie.bron, kopie.schema, rij.van)
        ruimte.verwijder(rij.gemeente.schema_name, rij.naar)
        with in_platform(), transaction.atomic():
            rij.stand, rij.klaar_op, rij.fout = Stand.AFGEBROKEN, at, ""
            rij.save()
            noteer(
                "gemeente.verhuizing.afgebroken",
                at=at,
                gemeente_code=rij.gemeente.cbs_code,
                detail={"naar": naam_van(rij.naar), "door": by},
            )
    return rij


def ruim_oude_kopie_op(verhuizing_id: UUID, *, at: datetime, by: str = "") -> bool:
    """Drop the copy that a gemeente left behind; False when there is none any more.

    :raises RuntimeError: the gemeente lives there (again): that is not an old copy.
    """
    with in_platform():
        rij = Verhuizing.objects.select_related("gemeente").get(pk=verhuizing_id)
    if rij.stand != Stand.KLAAR or rij.opgeruimd_op is not None:
        return False
    if rij.gemeente.cluster == rij.van:
        raise RuntimeError("Op dit cluster woont de gemeente zelf: dit is geen oude kopie.")
    ruimte.verwijder(rij.gemeente.schema_name, rij.van)
    with in_platform(), transaction.atomic():
        rij.opgeruimd_op = at
        rij.save(update_fields=["opgeruimd_op"])
        noteer(
            "gemeente.verhuizing.opgeruimd",
            at=at,
            gemeente_code=rij.gemeente.cbs_code,
            detail={"van": naam_van(rij.van), "door": by},
        )
    return True


def ruim_op(*, at: datetime) -> int:
    """Drop every old copy that was kept long enough; return how many. One that cannot go keeps no other."""
    with in_platform():
        rijen = list(Verhuizing.objects.verlopen(at=at).values_list("pk", flat=True))
    weg = 0
    for pk in rijen:
        try:
            weg += ruim_oude_kopie_op(pk, at=at)
        except Exception as fout:  # its cluster does not answer: the next hour it is tried again
            _log.error("Een oude kopie na een verhuizing kon niet weg: %s", type(fout).__name__)
    return weg


def pak_op(*, at: datetime) -> list[UUID]:
    """Return the moves whose process is gone: cut off in the pause, the gemeente is shut until somebody goes on."""
    with in_platform():
        bezig = list(Verhuizing.objects.filter(stand=Stand.BEZIG))
    return [rij.pk for rij in bezig if rij.is_stil(at=at)]


def ruim_alles_op(gemeente_id: UUID, schema: str, at: datetime) -> dict[str, int]:
    """Drop every copy of a gemeente that is destroyed, half or old, on any cluster. May run twice."""
    with in_platform():
        rijen = list(Verhuizing.objects.filter(gemeente_id=gemeente_id).select_related("gemeente"))
        woont = Gemeente.objects.values_list("cluster", flat=True).get(pk=gemeente_id)
    for open_ in [rij for rij in rijen if rij.stand in OPEN]:
        with _kopie(open_) as kopie:
            kopie.stop()
    weg = 0
    for cluster in sorted({rij.van for rij in rijen} | {rij.naar for rij in rijen}):
        if cluster == woont or cluster_van(naam_van(cluster)) is None:
            continue
        ruimte.verwijder(schema, cluster)
        weg += 1
    with in_platform():
        Verhuizing.objects.filter(gemeente_id=gemeente_id, opgeruimd_op=None).update(opgeruimd_op=at)
        Verhuizing.objects.open().filter(gemeente_id=gemeente_id).update(stand=Stand.AFGEBROKEN, klaar_op=at)
    return {"kopieën op andere clusters": weg}


def naam_van_account(id_: str) -> str:
    """Return the name of somebody at the supplier; a task carries ids only."""
    with in_platform():
        return LeverancierAccount.objects.filter(pk=id_).values_list("naam", flat=True).first() or ""


# -- one at a time -----------------------------------------------------------------------------------

SLOT = "hashtextextended('keukentafel-verhuizer-' || %s, 0)"
"""Held by the process that moves a gemeente; the value is the name of its schema."""
GEDULD = 5.0
"""Seconds that a move waits for an upgrade of the same gemeente, which takes less."""
_BIJWERKEN = "hashtextextended('keukentafel-bijwerken-' || %s, 0)"


@contextmanager
def _alleen_ik(schema: str) -> Iterator[None]:
    """Be the only process that moves this gemeente; a process that is killed lets go by itself."""
    with kale_verbinding_naar("") as eigen:
        einde = time.monotonic() + GEDULD
        while not eigen.execute(f"SELECT pg_try_advisory_lock({SLOT})", [schema]).fetchone()[0]:
            if time.monotonic() >= einde:
                raise IemandAndersIsBezig
            time.sleep(TIK)
        yield


@contextmanager
def _kopie(rij: Verhuizing) -> Iterator[Kopie]:
    with kale_verbinding_naar(rij.van) as bron, kale_verbinding_naar(rij.naar) as doel:
        yield Kopie(rij.gemeente.schema_name, rij.van, rij.naar, bron, doel)


def _zet_deur_open(kant: psycopg.Connection, schema: str, cluster: str) -> None:
    """Let requests enter the gemeente on this cluster."""
    kant.execute(
        sql.SQL("GRANT {} TO {}").format(sql.Identifier(schema), sql.Identifier(ruimte.weblogin(cluster)))
    )


def _sluit_deur(kant: psycopg.Connection, schema: str, cluster: str) -> None:
    """Let no request enter the copy on this cluster any more, whatever it thinks."""
    if zaaifouten.staat_aan("oude_kopie_blijft_open"):
        return
    login = ruimte.weblogin(cluster)
    kant.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(schema), sql.Identifier(login)))
    if kant.execute("SELECT pg_has_role(%s, %s, 'MEMBER')", [login, schema]).fetchone()[0]:  # type: ignore[index]
        raise DeurBlijftOpen


class _Verhuizer:
    def __init__(self, id_: UUID, klok: Klok, meld: Melder | None) -> None:
        self.id, self.klok, self.meld = id_, klok, meld
        self.laatst = 0.0
        self.lees_opnieuw()

    def lees_opnieuw(self) -> None:
        with in_platform():
            self.rij = Verhuizing.objects.select_related("gemeente").get(pk=self.id)

    def voer_uit(self) -> None:
        try:
            with _kopie(self.rij) as kopie:
                # An upgrade changes tables; it waits, or says that the schema is in use.
                kopie.bron.execute(f"SELECT pg_advisory_lock({_BIJWERKEN})", [kopie.schema])
                if self.rij.gemeente.cluster == self.rij.naar:  # cut off after the switch
                    self._rond_af(kopie, None)
                    return
                self._verhuis(kopie)
        except Exception as fout:
            self._stop(fout)
            raise

    def _verhuis(self, kopie: Kopie) -> None:
        self._stap(Stap.VOORBEREIDEN)
        kopie.controleer_bron()
        _zet_deur_open(kopie.bron, kopie.schema, kopie.van)  # a run before may have been cut off in the pause
        if not self._is_bruikbaar(kopie):
            kopie.stop()
            ruimte.verwijder(kopie.schema, kopie.naar)
        self._stap(Stap.KOPIEREN)
        if kopie.loopt():
            kopie.ga_verder()
        else:
            kopie.begin(self._gedaan)
        with beelden(kopie) as neem:
            self._stap(Stap.VERGELIJKEN)
            with self._stil(kopie) as nu:
                beeld = neem()
            self.rij.proefpauze_ms = nu.duur_ms
            self._oordeel(beeld.vergelijk(kopie.schema, self._gedaan))
            self._stap(Stap.OMZETTEN)
            with self._stil(kopie) as nu:
                beeld = neem()
                self._zet_om(kopie)
            self.rij.pauze_ms = nu.duur_ms
            self._stap(Stap.NAKIJKEN)
            self._rond_af(kopie, beeld.vergelijk(kopie.schema, self._gedaan))

    def _is_bruikbaar(self, kopie: Kopie) -> bool:
        """Tell whether what an attempt before made can be gone on with.

        Not without its subscription: nobody kept it equal. Nor when the schema was upgraded or put back.
        """
        if not (kopie.staat_er() and kopie.loopt() and kopie.volgt_alles()):
            return False
        return kopie.vorm(kopie.bron) == kopie.vorm(kopie.doel)

    @contextmanager
    def _stil(self, kopie: Kopie) -> Iterator[Stilte]:
        """Wait until the copy is nearly equal, then give the silence in which it is."""
        while kopie.achterstand() > BIJNA_BIJ:
            self._gedaan(self.rij.gedaan, self.rij.totaal)
            time.sleep(TIK)
        with stilte(kopie) as nu:
            yield nu

    def _oordeel(self, uitslag: Uitslag) -> None:
        self.rij.tabellen, self.rij.rijen = uitslag.tabellen, uitslag.rijen
        if uitslag.anders:
            raise NietGelijk(
                f"De kopie is niet gelijk: {', '.join(uitslag.anders[:3])}. Er is niets omgezet; breek de "
                f"verhuizing af en begin opnieuw."
            )

    def _zet_om(self, kopie: Kopie) -> None:
        """Switch, inside the silence: close the old door, point the directory, in this order.

        Cut off in between, the gemeente is shut for a moment and nothing is lost: the next run opens it again.
        """
        if not kopie.volgt_alles():
            raise NietGelijk("De tabellen zijn intussen vervangen. Er is niets omgezet; ga verder.")
        kopie.neem_tellers_over()
        _zet_deur_open(kopie.doel, kopie.schema, kopie.naar)
        _sluit_deur(kopie.bron, kopie.schema, kopie.van)
        at = self.klok()
        with in_platform(), transaction.atomic(using=MIGRATOR):
            Gemeente.objects.using(MIGRATOR).filter(pk=self.rij.gemeente_id).update(cluster=kopie.naar)
            eindig_mee(self.rij.gemeente_id, using=MIGRATOR)
            Verhuizing.objects.using(MIGRATOR).filter(pk=self.id).update(
                stap=Stap.NAKIJKEN, omgezet_op=at, bewaard_tot=at + BEWAARTIJD
            )
        self.rij.omgezet_op, self.rij.bewaard_tot = at, at + BEWAARTIJD
        adresboek.vergeet()

    def _rond_af(self, kopie: Kopie, uitslag: Uitslag | None) -> None:
        """Take away what kept the two equal; say what the look at the moment of the switch gave."""
        _sluit_deur(kopie.bron, kopie.schema, kopie.van)
        kopie.stop()
        self.rij.is_nagekeken = None if uitslag is None else not uitslag.anders
        if uitslag is not None:
            self.rij.tabellen, self.rij.rijen = uitslag.tabellen, uitslag.rijen
        self.rij.fout = (
            f"Bij het omzetten verschilden: {', '.join(uitslag.anders[:3])}. De oude kopie staat er nog."
            if uitslag and uitslag.anders
            else ""
        )
        self.rij.stap, self.rij.stand, self.rij.klaar_op = Stap.KLAAR, Stand.KLAAR, self.klok()
        with in_platform(), transaction.atomic():
            self.rij.save()
            noteer(
                "gemeente.verhuisd",
                at=self.klok(),
                gemeente_code=self.rij.gemeente.cbs_code,
                resultaat="mislukt" if self.rij.fout else "gelukt",
                detail={
                    "van": naam_van(self.rij.van),
                    "naar": naam_van(self.rij.naar),
                    "pauze_ms": self.rij.pauze_ms,
                    "door": self.rij.gevraagd_door,
                },
            )

    # -- the row ---------------------------------------------------------------------------------

    def _stap(self, stap: Stap) -> None:
        self.rij.stap, self.rij.stand, self.rij.fout = stap, Stand.BEZIG, ""
        self._gedaan(0, 0, altijd=True)

    def _gedaan(self, gedaan: int, totaal: int, *, altijd: bool = False) -> None:
        self.rij.gedaan, self.rij.totaal = gedaan, totaal
        nu = time.monotonic()
        if altijd or nu - self.laatst > _MELD_ELKE:
            self.laatst, self.rij.gemeld_op = nu, self.klok()
            with in_platform():
                self.rij.save()
        if self.meld:
            self.meld(Stap(self.rij.stap), gedaan, totaal)

    def _stop(self, fout: Exception) -> None:
        """Keep why it stopped. The copy stays, and so does the gemeente."""
        self.rij.stand = Stand.MISLUKT
        self.rij.fout = str(fout)[:500] if isinstance(fout, Refusal) else type(fout).__name__
        with in_platform():
            self.rij.save(update_fields=["stand", "fout", "proefpauze_ms", "tabellen", "rijen"])
