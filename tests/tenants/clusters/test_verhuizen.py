"""A gemeente moves between two real clusters while people work in it: nothing is lost, nobody gets an error."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connections, transaction
from django.utils import timezone

from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, migraties, zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.models import nieuwe_id
from modules.inrichting.models import Organisatie
from tenants.clusters.actions import verhuizen
from tenants.clusters.models import Stand, Stap, Verhuizing

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

VOORAF = 50


class Schrijvers:
    """Threads that write and read all the time, as requests do: a scope and a transaction for each."""

    def __init__(self, ref: GemeenteRef, aantal: int = 2) -> None:
        self.ref, self.stop = ref, threading.Event()
        self.geschreven: list[UUID] = []
        self.fouten: list[BaseException] = []
        self.langste = 0.0
        self.draden = [threading.Thread(target=self._werk) for _ in range(aantal)]

    def _werk(self) -> None:
        while not self.stop.is_set():
            begin = time.monotonic()
            try:
                self.geschreven.append(self._verzoek())
            except BaseException as fout:
                self.fouten.append(fout)
            finally:
                connections.close_all()
            self.langste = max(self.langste, time.monotonic() - begin)
            self.stop.wait(0.005)  # two of them would keep both cores of a small machine from the servers

    def _verzoek(self) -> UUID:
        with in_platform():
            ref = adresboek.zoek_id(str(self.ref.id))
        assert ref is not None
        with in_gemeente(ref), transaction.atomic():
            rij = Organisatie.objects.create(naam=f"onderweg {nieuwe_id()}", soort="welzijn")
            Organisatie.objects.filter(pk=rij.pk).update(naam=f"aangekomen {rij.pk}")
            return rij.pk


@contextmanager
def er_wordt_gewerkt(ref: GemeenteRef) -> Iterator[Schrijvers]:
    """Let people work in the gemeente during the block."""
    werk = Schrijvers(ref)
    for draad in werk.draden:
        draad.start()
    try:
        yield werk
    finally:
        werk.stop.set()
        for draad in werk.draden:
            draad.join(30)


def _verhuis(ref: GemeenteRef, naar: str) -> Verhuizing:
    rij = verhuizen.begin_verhuizing(gemeente_id=ref.id, naar=naar, at=timezone.now(), by="Ilse Koster")
    connections.close_all()
    return verhuizen.voer_uit(rij.pk, klok=timezone.now)


def _vul(ref: GemeenteRef) -> None:
    with in_gemeente(ref):
        Organisatie.objects.bulk_create(
            Organisatie(naam=f"vooraf {nummer}", soort="welzijn") for nummer in range(VOORAF)
        )
    connections.close_all()


def _nu(ref: GemeenteRef) -> GemeenteRef:
    adresboek.vergeet()
    with in_platform():
        gevonden = adresboek.zoek_id(str(ref.id))
    assert gevonden is not None
    return gevonden


def _er_zijn(ref: GemeenteRef) -> set[UUID]:
    with in_gemeente(_nu(ref)):
        return set(Organisatie.objects.filter(naam__startswith="aangekomen").values_list("pk", flat=True))


def _wacht_tot(is_zover: Callable[[], bool]) -> None:
    """Let the others work until it is so, twenty seconds at most; what is so is asserted afterwards."""
    einde = time.monotonic() + 20
    while not is_zover() and time.monotonic() < einde:
        time.sleep(0.01)


def test_a_gemeente_moves_while_people_work_in_it(gemeente_op: Callable[[str], GemeenteRef]) -> None:
    ver = gemeente_op("tweede")
    _vul(ver)

    with er_wordt_gewerkt(ver) as werk:
        rij = _verhuis(ver, "derde")
        na = len(werk.geschreven)
        _wacht_tot(lambda: len(werk.geschreven) >= na + 10)

    assert werk.fouten == []
    assert (rij.stand, rij.stap, rij.is_nagekeken, rij.fout) == (Stand.KLAAR, Stap.KLAAR, True, "")
    assert rij.pauze_ms is not None
    assert rij.pauze_ms <= 1000
    assert _nu(ver).cluster == "derde"
    assert _er_zijn(ver) == set(werk.geschreven)
    with in_gemeente(_nu(ver)):
        assert Organisatie.objects.count() == VOORAF + len(werk.geschreven)
    _er_staat_niets_meer_klaar(ver)
    _de_oude_kopie_gaat_na_een_week(ver, rij)


def _er_staat_niets_meer_klaar(ref: GemeenteRef) -> None:
    """No publication, slot or subscription is left: a slot that nobody reads fills a disk."""
    for cluster, vraag in (
        ("tweede", "SELECT pubname FROM pg_publication UNION ALL SELECT slot_name FROM pg_replication_slots"),
        ("derde", "SELECT subname FROM pg_subscription"),
    ):
        with migraties.kale_verbinding_naar(cluster) as kant:
            assert kant.execute(vraag).fetchall() == []


def _de_oude_kopie_gaat_na_een_week(ref: GemeenteRef, rij: Verhuizing) -> None:
    connections.close_all()
    assert rij.omgezet_op is not None
    assert verhuizen.ruim_op(at=rij.omgezet_op + timedelta(days=6, hours=23)) == 0
    assert verhuizen.ruim_op(at=rij.omgezet_op + timedelta(days=7)) == 1
    with migraties.kale_verbinding_naar("tweede") as kant:
        vraag = "SELECT to_regnamespace(%(s)s) IS NULL AND to_regrole(%(s)s) IS NULL"
        assert kant.execute(vraag, {"s": ref.schema_name}).fetchone() == (True,)
    with in_gemeente(_nu(ref)):
        assert Organisatie.objects.exists()


def test_turns_red_without_the_lock_on_the_place(gemeente_op: Callable[[str], GemeenteRef]) -> None:
    """Without it people go on writing in the old copy while it is compared and while it is switched."""
    ver = gemeente_op("tweede")
    is_gezien = False
    with zaaifouten.zaai("zonder_grendel"), er_wordt_gewerkt(ver) as werk:
        try:
            _verhuis(ver, "derde")
        except verhuizen.NietGelijk:
            is_gezien = True
        gehaald = len(werk.geschreven) + len(werk.fouten) + 10
        _wacht_tot(lambda: len(werk.geschreven) + len(werk.fouten) >= gehaald)
    assert is_gezien or werk.fouten or _er_zijn(ver) != set(werk.geschreven)


def test_turns_red_when_the_old_copy_stays_open(gemeente_op: Callable[[str], GemeenteRef]) -> None:
    """A process whose directory is some seconds old must not write in the old copy."""
    ver = gemeente_op("tweede")

    def proef() -> None:
        with in_gemeente(ver) as waar:
            assert waar.cluster == "derde"

    with zaaifouten.zaai("oude_kopie_blijft_open"):
        _verhuis(ver, "derde")
    with pytest.raises(AssertionError):
        proef()
    connections.close_all()
    with migraties.kale_verbinding_naar("tweede") as kant:
        verhuizen._sluit_deur(kant, ver.schema_name, "tweede")
    proef()


def test_cut_off_it_goes_on_or_back(
    gemeente_op: Callable[[str], GemeenteRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a cut at any step the gemeente is open where it was, and the same call goes on; or it goes back."""
    ver = gemeente_op("tweede")
    _vul(ver)
    eerste = verhuizen.begin_verhuizing(gemeente_id=ver.id, naar="derde", at=timezone.now())
    for waar in ("_publiceer", "_kopieer_tabel", "_abonneer", "achterstand", "neem_tellers_over"):
        _val_om_bij(waar, eerste.pk, monkeypatch)
        with in_gemeente(_nu(ver)) as nu:
            assert (nu.cluster, Organisatie.objects.count()) == ("tweede", VOORAF)
        connections.close_all()

    verhuizen.breek_af(eerste.pk, at=timezone.now())

    with migraties.kale_verbinding_naar("derde") as kant:
        assert kant.execute("SELECT to_regnamespace(%s)", [ver.schema_name]).fetchone() == (None,)
    _er_staat_niets_meer_klaar(ver)
    tweede = verhuizen.begin_verhuizing(gemeente_id=ver.id, naar="derde", at=timezone.now())
    # After the switch: the gemeente lives there, and only the rest is left.
    _val_om_bij("_rond_af", tweede.pk, monkeypatch, verhuizen._Verhuizer)
    with pytest.raises(verhuizen.NietMeerAfTeBreken):
        verhuizen.breek_af(tweede.pk, at=timezone.now())
    klaar = verhuizen.voer_uit(tweede.pk, klok=timezone.now)
    assert (klaar.stand, _nu(ver).cluster) == (Stand.KLAAR, "derde")
    _er_staat_niets_meer_klaar(ver)


class _Val(BaseException):
    """A process that is killed: nothing of ours runs any more."""


def _val_om_bij(
    waar: str, verhuizing_id: UUID, monkeypatch: pytest.MonkeyPatch, van: type = verhuizen.Kopie
) -> None:
    def val(*_: object, **__: object) -> None:
        raise _Val

    with monkeypatch.context() as hier:
        hier.setattr(van, waar, val)
        with pytest.raises(_Val):
            verhuizen.voer_uit(verhuizing_id, klok=timezone.now)
    connections.close_all()
