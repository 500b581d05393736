"""Destroy what there is of a gemeente that left: seven steps, each safe to take again (G24, H47).

The keys go first: from then on every copy is unreadable, whatever happens to the steps after. Runs only
where the migrator's login is: the worker of the queue `klaarzetten`, or a command.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import caches
from django.db import connections, models, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from keukentafel.errors import Refusal
from keukentafel.tenancy import migraties, scherven, zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.inkijk import kijkrollen, verwijder_kijkrollen
from keukentafel.tenancy.scope import in_doel, in_platform
from keukentafel.tenancy.sleutelbos import heeft_scherf
from tenants import verklaring, vernietigingsboek
from tenants.models import Contactpersoon, Contracteinde, Deelname, Domein, Gemeente, Klaarzetting, Stand
from tenants.platformboek import noteer

RESERVEKOPIE_DAGEN = 35
"""How long a copy of the whole database is kept at most; after that no copy holds a name any more."""

Rest = Callable[[UUID, str, datetime], dict[str, int]]


class VernietigStap(models.TextChoices):
    SLEUTELS = "sleutels", _("Sleutels weggooien")
    DATABANK = "databank", _("Tabellen en databankrol weghalen")
    BESTANDEN = "bestanden", _("Bestanden weghalen")
    RESTEN = "resten", _("Kopieën, geheugen en wachtrijen leegmaken")
    REGISTERS = "registers", _("Gegevens bij de leverancier opruimen")
    CONTROLE = "controle", _("Controleren of alles weg is")
    VERKLARING = "verklaring", _("Verklaring opmaken")


class StapMislukt(Refusal):
    """A step failed; it can be taken again, and what came before stays done."""

    def __init__(self, stap: VernietigStap, oorzaak: Exception) -> None:
        uitleg = str(oorzaak) if isinstance(oorzaak, Refusal) else type(oorzaak).__name__
        super().__init__(f"Stap '{stap.label}' is mislukt ({uitleg}). Probeer deze stap opnieuw.")


class WordtAlVernietigd(Refusal):
    text = "Iemand anders is op dit moment met deze gemeente bezig."


_resten: dict[str, tuple[str, Rest]] = {}


def registreer_rest(sleutel: str, label: str, functie: Rest) -> None:
    """Tell how to remove what a part of the product keeps of a gemeente outside its schema.

    `functie(gemeente_id, schema, at)` returns how many of what it removed, and may be asked twice.

    :raises ValueError: this part was told before.
    """
    if sleutel in _resten:
        raise ValueError(f"{sleutel} staat al bij de resten.")
    _resten[sleutel] = (label, functie)


def begin_stappen() -> list[dict[str, Any]]:
    """Return the seven steps, none of them done."""
    return [{"stap": stap.value, "label": str(stap.label), "stand": "wacht"} for stap in VernietigStap]


def vernietig(einde_id: UUID, *, at: datetime, klok: Callable[[], datetime]) -> None:
    """Take the steps that are not done yet.

    :raises StapMislukt: naming the step.
    :raises WordtAlVernietigd: another process is at it.
    """
    with in_platform():
        einde = Contracteinde.objects.select_related("gemeente", "gevraagd_door", "akkoord_door").get(
            pk=einde_id
        )
    if einde.stand != Contracteinde.Stand.VERNIETIGEN:
        return
    werk = _Vernietiger(einde, at=at, klok=klok)
    with _alleen_ik(einde.gemeente_id):
        werk.voer_uit()


def speel_na(*, at: datetime) -> list[str]:
    """Destroy again what an old backup brought back, after the book outside the database; return the names.

    :raises GeenMigrator: in a process that may not drop tables.
    """
    teruggekomen = []
    for gemeente_id in sorted(vernietigingsboek.vernietigd()):
        with in_platform():
            rij = Gemeente.objects.filter(pk=gemeente_id).first()
        if rij is None or (rij.stand == Stand.BEEINDIGD and not _staat_er(rij)):
            continue
        with _alleen_ik(gemeente_id):
            for stap in (_gooi_sleutels_weg, _haal_databank_weg, _haal_bestanden_weg, _haal_resten_weg):
                stap(rij, at)
            _ruim_registers_op(rij, at)
        with in_platform():
            noteer("gemeente.vernietiging.nagespeeld", at=at, soort="D", gemeente_code=rij.cbs_code)
        teruggekomen.append(rij.naam)
    return teruggekomen


class _Vernietiger:
    def __init__(self, einde: Contracteinde, *, at: datetime, klok: Callable[[], datetime]) -> None:
        self.einde, self.at, self.klok = einde, at, klok
        with in_platform():
            self.rij = Gemeente.objects.get(pk=einde.gemeente_id)

    def voer_uit(self) -> None:
        stappen: dict[VernietigStap, Callable[[], dict[str, int]]] = {
            VernietigStap.SLEUTELS: lambda: _gooi_sleutels_weg(self.rij, self.at),
            VernietigStap.DATABANK: lambda: _haal_databank_weg(self.rij, self.at),
            VernietigStap.BESTANDEN: lambda: _haal_bestanden_weg(self.rij, self.at),
            VernietigStap.RESTEN: lambda: _haal_resten_weg(self.rij, self.at),
            VernietigStap.REGISTERS: lambda: _ruim_registers_op(self.rij, self.at),
            VernietigStap.CONTROLE: lambda: _controleer(self.rij, self.at),
            VernietigStap.VERKLARING: self._maak_verklaring,
        }
        klaar = {regel["stap"] for regel in self.einde.stappen if regel["stand"] == "klaar"}
        for stap, functie in stappen.items():
            if stap.value in klaar:
                continue
            self._noteer(stap, "bezig")
            try:
                aantallen = functie()
            except Exception as fout:
                self._noteer(stap, "mislukt", fout=fout)
                raise StapMislukt(stap, fout) from fout
            self._noteer(stap, "klaar", aantallen=aantallen)

    def _maak_verklaring(self) -> dict[str, int]:
        nu = self.klok()
        with in_platform(), transaction.atomic():
            verklaring.maak(self.einde, at=nu, reservekopieen_tot=_laatste_kopie(self.einde, nu))
            self.einde.stand = Contracteinde.Stand.VERNIETIGD
            self.einde.afgerond_op = nu
            self.einde.toestemming_bestand = None  # its fingerprint stays in the certificate
            self.einde.save(update_fields=["stand", "afgerond_op", "toestemming_bestand"])
            noteer(
                "gemeente.vernietigd",
                at=nu,
                by=self.einde.akkoord_door,
                target=self.rij,
                soort="D",
                detail={"verklaring": self.einde.verklaring.nummer},
            )
        vernietigingsboek.schrijf(
            {
                "id": str(self.rij.pk),
                "op": nu.isoformat(),
                "wat": "klaar",
                "verklaring": self.einde.verklaring.nummer,
                "sha256": self.einde.verklaring.sha256,
            }
        )
        return {}

    def _noteer(
        self,
        stap: VernietigStap,
        stand: str,
        *,
        fout: Exception | None = None,
        aantallen: dict[str, int] | None = None,
    ) -> None:
        nu = self.klok()
        for regel in self.einde.stappen:
            if regel["stap"] == stap.value:
                regel["stand"] = stand
                regel["begonnen_op" if stand == "bezig" else "klaar_op"] = nu.isoformat()
                if aantallen:
                    regel["aantallen"] = aantallen
        self.einde.fout = str(StapMislukt(stap, fout)) if fout else ""
        with in_platform():
            self.einde.save(update_fields=["stappen", "fout"])


# -- the steps -----------------------------------------------------------------------------------------


def _gooi_sleutels_weg(rij: Gemeente, at: datetime) -> dict[str, int]:
    """Throw away the part outside the database and the ring: every copy is closed from this moment.

    All keys derive from the ring: those of the data and the files, of the fingerprints (blind index) and
    of the signatures.

    :raises Refusal: the ring of this gemeente opens without its part, so throwing it away closes nothing.
    """
    with in_platform():
        dicht = bytes(Gemeente.objects.values_list("sleutel", flat=True).get(pk=rij.pk))
    begonnen = rij.pk in vernietigingsboek.vernietigd()
    if (
        dicht
        and not heeft_scherf(dicht)
        and not begonnen
        and not zaaifouten.staat_aan("sleutel_zonder_scherf")
    ):
        raise Refusal("sluit de sleutels eerst opnieuw met 'keukentafel sleutels-roteren --soort kek'")
    if not begonnen:
        vernietigingsboek.schrijf(
            {"id": str(rij.pk), "op": at.isoformat(), "wat": "begonnen", "gemeente": rij.cbs_code}
        )
    weg = 0 if zaaifouten.staat_aan("scherf_blijft") else int(scherven.gooi_weg(rij.pk))
    with in_platform(), transaction.atomic():
        Gemeente.objects.filter(pk=rij.pk).update(sleutel=b"", stand=Stand.OPGESCHORT)
    adresboek.vergeet()
    return {"sleutelbos": int(bool(dicht)), "deel_buiten_de_databank": weg}


def _haal_databank_weg(rij: Gemeente, at: datetime) -> dict[str, int]:
    """Drop schema and roles, on the cluster where they are."""
    migraties.verbinding()
    schema = rij.schema_name
    with _in_schema(rij), transaction.atomic(using=migraties.MIGRATOR), _cursor() as cursor:
        tabellen = _tabellen(cursor, schema)
        rijen = 0
        for tabel in tabellen:
            cursor.execute(f'SELECT count(*) FROM "{schema}"."{tabel}"')  # noqa: S608 -- names from the catalog
            rijen += cursor.fetchone()[0]
        cursor.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
        verwijder_kijkrollen(cursor, schema)
        cursor.execute(f'DROP ROLE IF EXISTS "{schema}"')
    return {"tabellen": len(tabellen), "rijen": rijen}


def _haal_bestanden_weg(rij: Gemeente, at: datetime) -> dict[str, int]:
    aantal = omvang = 0
    for map_ in _mappen(rij.pk):
        for pad in map_.rglob("*"):
            if pad.is_file():
                aantal, omvang = aantal + 1, omvang + pad.stat().st_size
        shutil.rmtree(map_, ignore_errors=False)
    return {"bestanden": aantal, "bytes": omvang}


def _haal_resten_weg(rij: Gemeente, at: datetime) -> dict[str, int]:
    aantallen = {"in_geheugen": _leeg_geheugen(rij.pk)}
    for sleutel, (_label, functie) in sorted(_resten.items()):
        with in_platform():
            gevonden = functie(rij.pk, rij.schema_name, at)
        aantallen |= {f"{sleutel}.{wat}": aantal for wat, aantal in gevonden.items()}
    return aantallen


def _ruim_registers_op(rij: Gemeente, at: datetime) -> dict[str, int]:
    """Take away the people of the gemeente; its name and its addresses stay, so that nobody gets them."""
    with in_platform(), transaction.atomic():
        mensen = Contactpersoon.objects.filter(gemeente_id=rij.pk).delete()[0]
        Deelname.objects.filter(gemeente_id=rij.pk).delete()
        # by every label she ever had: a klaarzetting keeps the one she began with
        einde = f".{settings.KT_DOMEIN}"
        hosts = Domein.objects.filter(gemeente_id=rij.pk).values_list("host", flat=True)
        labels = {rij.slug, *(host.removesuffix(einde) for host in hosts)}
        Klaarzetting.objects.filter(cbs_code=rij.cbs_code, slug__in=labels).update(
            beheerder_naam="", beheerder_email="", uitnodiging=None
        )
        adressen = Domein.objects.filter(gemeente_id=rij.pk, vervallen_op=None).update(vervallen_op=at)
        Gemeente.objects.filter(pk=rij.pk).update(
            stand=Stand.BEEINDIGD,
            sleutel=b"",
            beeindigd_op=at,
            actieve_medewerkers=0,
            opslag_bytes=0,
            opschortreden="",
        )
    adresboek.vergeet()
    return {"contactpersonen": mensen, "adressen_gesloten": adressen}


def _controleer(rij: Gemeente, at: datetime) -> dict[str, int]:
    """Look whether anything is left; every part is asked again, and has nothing any more to take away.

    :raises Refusal: something is; it is named.
    """
    over = [map_.name for map_ in _mappen(rij.pk)]
    if scherven.is_er(rij.pk):
        over.append("een deel van de sleutel")
    if _staat_er(rij):
        over.append("tabellen of een databankrol")
    with in_platform():
        if Gemeente.objects.filter(pk=rij.pk).exclude(sleutel=b"").exists():
            over.append("de sleutelbos")
        if Contactpersoon.objects.filter(gemeente_id=rij.pk).exists():
            over.append("contactpersonen")
    over += [wat for wat, aantal in _haal_resten_weg(rij, at).items() if aantal and wat not in _TELT_ALTIJD]
    if over:
        raise Refusal(f"er is nog iets over: {', '.join(over)}")
    return {"gevonden": 0}


_TELT_ALTIJD = frozenset({"in_geheugen", "clusters.kopieën op andere clusters"})
"""What a visitor at the closed door puts back for a moment; and where was looked, whatever was found there."""


# -- around them ---------------------------------------------------------------------------------------


_SLOT = "hashtextextended('keukentafel-vernietigen-' || %s, 0)"


@contextmanager
def _alleen_ik(gemeente_id: UUID) -> Iterator[None]:
    """Hold the destruction of one gemeente; a process that is killed lets go by itself."""
    migraties.verbinding()
    with in_platform(), _cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({_SLOT})", [str(gemeente_id)])
        if not cursor.fetchone()[0]:
            raise WordtAlVernietigd
    try:
        yield
    finally:
        with in_platform(), _cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_unlock({_SLOT})", [str(gemeente_id)])


def _cursor() -> Any:
    return connections[migraties.MIGRATOR].cursor()


def _in_schema(rij: Gemeente) -> Any:
    return in_doel(migraties.doel_van(rij.schema_name, rij.cluster))


def _tabellen(cursor: Any, schema: str) -> list[str]:
    cursor.execute(
        "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = %s AND c.relkind = 'r' ORDER BY c.relname",
        [schema],
    )
    return [naam for (naam,) in cursor.fetchall()]


def _staat_er(rij: Gemeente) -> bool:
    namen = [rij.schema_name, *kijkrollen(rij.schema_name)]
    with _in_schema(rij), _cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %s) "
            "OR EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = ANY(%s))",
            [rij.schema_name, namen],
        )
        return bool(cursor.fetchone()[0])


def _mappen(gemeente_id: UUID) -> list[Path]:
    map_ = Path(settings.KT_OPSLAG) / gemeente_id.hex
    return [map_] if map_.exists() else []


def _leeg_geheugen(gemeente_id: UUID) -> int:
    """Remove what the shared memory (Redis) keeps for a gemeente; elsewhere it goes by itself in minutes."""
    geheugen: Any = getattr(caches["default"], "_cache", None)
    if not hasattr(geheugen, "get_client"):
        return 0
    klant = geheugen.get_client(None, write=True)
    sleutels = list(klant.scan_iter(match=f"*:{gemeente_id}:*", count=1000))
    return int(klant.delete(*sleutels)) if sleutels else 0


def _laatste_kopie(einde: Contracteinde, at: datetime) -> date:
    return localdate(at) + timedelta(days=RESERVEKOPIE_DAGEN)
