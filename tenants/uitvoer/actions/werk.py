"""Ask for an export, a restore beside or a drill; do it while a row says how far it is."""

from __future__ import annotations

import math
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from keukentafel.errors import Refusal
from keukentafel.tenancy.scope import in_platform
from keukentafel.tenancy.sleutelbos import GeenSleutel
from tenants.clusters.models import Verhuizing
from tenants.models import Gemeente, LeverancierAccount, Stand
from tenants.platformboek import noteer
from tenants.uitvoer import plekken, schemas, schijf
from tenants.uitvoer.actions import exporteren, leesbaar, terugzetten
from tenants.uitvoer.bundel import MANIFEST, Bundel
from tenants.uitvoer.models import Terugzetstand, Terugzetting, Uitvoer, Uitvoerstand, Vorm, Vrager

Klok = Callable[[], datetime]
Luisteraar = Callable[[str, int, int], None]
BEWAAR = timedelta(days=14)
PROEF_ELKE = timedelta(days=6, hours=12)  # the roster comes at the same hour of the day
ROOSTER, OP_VERZOEK = "Proef van het rooster", "Proef op verzoek"
STIL = timedelta(minutes=20)
_MELD_PER = timedelta(seconds=1)


class UitvoerLoopt(Refusal):
    text = "Er wordt al een uitvoer van deze gemeente gemaakt."


class UitvoerIsWeg(Refusal):
    text = "Deze uitvoer is er niet meer. Maak een nieuwe."


class RedenOntbreekt(Refusal):
    text = "Zeg waarom de kopie wordt teruggezet."


class StaatAlNaast(Refusal):
    text = "Er staat al een kopie naast deze gemeente. Neem die in gebruik of gooi die weg."


class GemeenteVerhuist(Refusal):
    text = "Deze gemeente verhuist naar een ander cluster. Wacht tot dat klaar is, of breek het af."


class NietWegTeGooien(Refusal):
    text = "Deze kopie is in gebruik of wordt gewisseld en kan nu niet weg."


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody by name: who asked for work that another process does."""

    naam: str


def naam_van(account_id: str) -> str:
    """Return the name of somebody at the supplier; only the number travelled with the task."""
    with in_platform():
        return LeverancierAccount.objects.filter(pk=account_id).values_list("naam", flat=True).first() or ""


class Voortgang:
    """Writes in a row how far the work is, once a second at most."""

    def __init__(
        self, rij: Uitvoer | Terugzetting, klok: Klok, *, totaal: int, luister: Luisteraar | None
    ) -> None:
        self.rij, self.klok, self.luister = rij, klok, luister
        self.gedaan, self._gemeld = 0, klok()
        rij.totaal, rij.gedaan, rij.gemeld_op = totaal, 0, self._gemeld

    def __call__(self, wat: str, aantal: int) -> None:
        self.gedaan += aantal
        if self.luister:
            self.luister(wat, self.gedaan, self.rij.totaal)
        nu = self.klok()
        if nu - self._gemeld >= _MELD_PER:
            self._gemeld = nu
            zet(self.rij, wat=wat[:80], gedaan=self.gedaan, totaal=self.rij.totaal, gemeld_op=nu)


def zet(rij: Any, **velden: Any) -> None:
    """Change some columns of a row of the platform."""
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    with in_platform():
        rij.save(update_fields=list(velden))


# -- export --------------------------------------------------------------------------------------------


def vraag_uitvoer(
    gemeente_id: UUID, *, vorm: str, at: datetime, by: str = "", vrager: str = Vrager.LEVERANCIER
) -> Uitvoer:
    """Write down that somebody wants an export.

    :raises UitvoerLoopt: one is being made.
    """
    with in_platform(), transaction.atomic():
        gemeente = Gemeente.objects.select_for_update().defer("sleutel").get(pk=gemeente_id)
        _schrijf_gestopte_af(Uitvoer.objects.lopend().filter(gemeente=gemeente), at)
        if Uitvoer.objects.lopend().filter(gemeente=gemeente, vorm=vorm).exists():
            raise UitvoerLoopt
        rij = Uitvoer.objects.create(
            gemeente=gemeente, vorm=vorm, vrager=vrager, gevraagd_op=at, gevraagd_door=by
        )
        noteer("uitvoer.gevraagd", at=at, by=Door(by), target=gemeente, detail={"vorm": vorm})
    return rij


def _schrijf_gestopte_af(rijen: Any, at: datetime) -> None:
    """Call work that said nothing for a long time what it is: its process was killed."""
    stil = Q(gemeld_op__lt=at - STIL) | Q(gemeld_op=None, gevraagd_op__lt=at - STIL)
    rijen.filter(stil).update(stand="mislukt", fout="Het werk is gestopt voordat het klaar was.", klaar_op=at)


def voer_uitvoer_uit(
    id_: UUID, *, klok: Klok, luister: Luisteraar | None = None, plek: Path | None = None
) -> Uitvoer:
    """Make the export of a row; a failure is written there, and raised.

    Delivered twice, the second begins anew: a half export leaves nothing. While the first is at it, the
    second does nothing.

    :raises schijf.TeWeinigSchijf: it may not fit; nothing was begun.
    """
    with in_platform():
        rij = Uitvoer.objects.select_related("gemeente").get(pk=id_)
    try:
        with plekken.alleen_ik_maak(rij.gemeente_id, rij.pk):
            with in_platform():
                rij = Uitvoer.objects.select_related("gemeente").get(pk=id_)
            if rij.stand in (Uitvoerstand.WACHT, Uitvoerstand.BEZIG):
                _maak(rij, klok=klok, luister=luister, plek=plek)
    except plekken.WordtAlGemaakt:
        return rij
    return rij


def _past(rij: Uitvoer, doel: Path, *, klok: Klok) -> None:
    try:
        schijf.voor_uitvoer(rij.gemeente.ref(), doel)
    except schijf.TeWeinigSchijf as fout:
        zin = fout.voor_gemeente if rij.vrager == Vrager.GEMEENTE else str(fout)
        zet(rij, stand=Uitvoerstand.MISLUKT, fout=zin[:500], klaar_op=klok())
        raise


def _maak(rij: Uitvoer, *, klok: Klok, luister: Luisteraar | None, plek: Path | None) -> None:
    ref, at = rij.gemeente.ref(), klok()
    doel = plek or plekken.map_van(ref.id, rij.pk)
    _past(rij, doel, klok=klok)
    zet(rij, stand=Uitvoerstand.BEZIG, begonnen_op=at)
    try:
        meld = Voortgang(rij, klok, totaal=exporteren.omvang(ref), luister=luister)
        shutil.rmtree(doel, ignore_errors=True)
        maak = leesbaar.maak_leesbaar if rij.vorm == Vorm.LEESBAAR else exporteren.maak_bundel
        bundel = maak(ref, doel, at=at, meld=meld)
    except Exception as fout:
        zet(rij, stand=Uitvoerstand.MISLUKT, fout=in_woorden(fout), klaar_op=klok())
        raise
    manifest, nu = bundel.manifest, klok()
    zet(
        rij,
        stand=Uitvoerstand.ELDERS if plek else Uitvoerstand.KLAAR,
        gemaakt_op=manifest.gemaakt_op,
        klaar_op=nu,
        rijen=manifest.rijen,
        bestanden=manifest.bestanden or sum(naam.startswith("originelen/") for naam in manifest.delen),
        grootte=manifest.grootte,
        sha256=sha256(manifest.als_json()).hexdigest(),
        bewaard_tot=None if plek else nu + BEWAAR,
        gedaan=meld.gedaan,
        totaal=meld.gedaan,
        wat="",
    )


def noteer_opgehaald(rij: Uitvoer, *, at: datetime) -> None:
    """Write down that the gemeente fetched its export."""
    zet(rij, opgehaald_op=at)
    with in_platform():
        noteer("uitvoer.opgehaald", at=at, target=rij.gemeente, soort="R")


def in_woorden(fout: Exception) -> str:
    """Say what went wrong without what stood in a row."""
    if isinstance(fout, Refusal | GeenSleutel):
        return str(fout)[:500]
    return f"Mislukt ({type(fout).__name__})."


# -- restore -------------------------------------------------------------------------------------------


def vraag_terugzetting(
    uitvoer: Uitvoer, *, reden: str, at: datetime, by: str = "", is_proef: bool = False
) -> Terugzetting:
    """Write down that somebody wants a bundle beside its gemeente.

    :raises RedenOntbreekt: it takes a reason.
    :raises StaatAlNaast: one stands there.
    :raises GemeenteVerhuist: it is on its way to another cluster.
    """
    velden = {"uitvoer": uitvoer, "van": uitvoer.gemaakt_op, "is_proef": is_proef}
    return _vraag(uitvoer.gemeente_id, velden, reden=reden, at=at, by=by)


def vraag_los(gemeente_id: UUID, *, van: datetime, reden: str, at: datetime, by: str = "") -> Terugzetting:
    """Write down that somebody wants a bundle beside its gemeente that lies elsewhere.

    :raises RedenOntbreekt: it takes a reason.
    :raises StaatAlNaast: one stands there.
    """
    return _vraag(gemeente_id, {"van": van}, reden=reden, at=at, by=by)


def _vraag(gemeente_id: UUID, velden: dict[str, Any], *, reden: str, at: datetime, by: str) -> Terugzetting:
    if not reden.strip():
        raise RedenOntbreekt
    is_proef = velden.get("is_proef", False)
    bezig = (Terugzetstand.WACHT, Terugzetstand.BEZIG, Terugzetstand.NAAST, Terugzetstand.WISSELT)
    with in_platform(), transaction.atomic():
        gemeente = Gemeente.objects.select_for_update().defer("sleutel").get(pk=gemeente_id)
        eerdere = Terugzetting.objects.filter(gemeente=gemeente, is_proef=is_proef)
        _schrijf_gestopte_af(eerdere.filter(stand__in=bezig[:2]), at)
        if Verhuizing.objects.open().filter(gemeente=gemeente).exists():
            raise GemeenteVerhuist
        if eerdere.filter(stand__in=bezig).exists():
            raise StaatAlNaast
        rij = Terugzetting.objects.create(
            gemeente=gemeente, reden=reden.strip(), gevraagd_op=at, gevraagd_door=by, **velden
        )
        if not is_proef:
            noteer("uitvoer.terugzetten", at=at, by=Door(by), target=gemeente, detail={"reden": rij.reden})
    return rij


def voer_terugzetting_uit(
    id_: UUID,
    *,
    klok: Klok,
    luister: Luisteraar | None = None,
    plek: Path | None = None,
    is_leesbaar: bool = False,
    sleutel: str = "",
    van_code: str = "",
) -> Terugzetting:
    """Put the bundle of a row beside its gemeente and compare it; a failure is written there, and raised.

    Delivered twice, the second begins anew: what the first left is thrown away. `sleutel` and `van_code` are
    for a readable export of another installation or another gemeente.
    """
    with in_platform():
        rij = Terugzetting.objects.select_related("gemeente").get(pk=id_)
    if rij.stand not in (Terugzetstand.WACHT, Terugzetstand.BEZIG):
        return rij
    with _alleen_voor(rij, klok):
        with in_platform():
            rij = Terugzetting.objects.select_related("gemeente").get(pk=id_)
        if rij.stand not in (Terugzetstand.WACHT, Terugzetstand.BEZIG):
            return rij
        ref = rij.gemeente.ref()
        if rij.naast_schema:
            terugzetten.ruim_op(ref, rij.naast_schema)
        naam = schemas.nieuwe_naam("n")
        zet(rij, stand=Terugzetstand.BEZIG, begonnen_op=klok(), naast_schema=naam)
        try:
            meld = Voortgang(rij, klok, totaal=0, luister=luister)
            if is_leesbaar and plek is not None:
                van, bevinding = _leesbaar_naast(rij, leesbaar.Leesbaar(plek, sleutel, van_code), meld)
            else:
                van, bevinding = _bundel_naast(rij, plek or _map_van(rij), meld)
            verschil = terugzetten.vergelijk_met_nu(ref, rij.naast_schema, meld=meld)
        except Exception as fout:
            terugzetten.ruim_op(ref, rij.naast_schema)
            zet(rij, stand=Terugzetstand.MISLUKT, fout=in_woorden(fout), klaar_op=klok(), is_gelijk=False)
            raise
    zet(
        rij,
        stand=Terugzetstand.NAAST,
        klaar_op=klok(),
        van=van,
        is_gelijk=bevinding.is_gelijk,
        vergelijking=_vergelijking(bevinding, verschil),
        gedaan=meld.gedaan,
        totaal=meld.gedaan,
        wat="",
    )
    return rij


def _bundel_naast(rij: Terugzetting, plek: Path, meld: Voortgang) -> tuple[datetime, terugzetten.Bevinding]:
    bundel = Bundel.open(plek)
    schijf.kijk_na([(plekken.bestanden_naast(rij.naast_schema), bundel.manifest.bestanden_grootte)])
    rij.totaal = 3 * bundel.manifest.rijen + 2 * bundel.manifest.bestanden
    bevinding = terugzetten.zet_naast(bundel, rij.gemeente.ref(), rij.naast_schema, meld=meld)
    return bundel.manifest.gemaakt_op, bevinding


@contextmanager
def _alleen_voor(rij: Terugzetting, klok: Klok) -> Iterator[None]:
    """Hold the gemeente of a row. Was somebody else at it, then a row that had not begun says so."""
    try:
        with plekken.alleen_ik(rij.gemeente_id):
            yield
    except plekken.AlBezig as bezig:
        if rij.stand == Terugzetstand.WACHT:
            zet(rij, stand=Terugzetstand.MISLUKT, fout=str(bezig), klaar_op=klok(), is_gelijk=False)
        raise


def _leesbaar_naast(
    rij: Terugzetting, bron: leesbaar.Leesbaar, meld: Voortgang
) -> tuple[datetime, terugzetten.Bevinding]:
    ref = rij.gemeente.ref()
    gelezen = leesbaar.zet_naast(bron, ref, rij.naast_schema, meld=meld)
    return gelezen.gemaakt_op, leesbaar.vergelijk(bron, ref, rij.naast_schema, meld=meld)


def _map_van(rij: Terugzetting) -> Path:
    if rij.uitvoer_id is None:
        raise UitvoerIsWeg
    return plekken.map_van(rij.gemeente_id, rij.uitvoer_id)


def _vergelijking(
    bevinding: terugzetten.Bevinding, verschil: Sequence[schemas.Tabelverschil]
) -> dict[str, Any]:
    return {"bundel": bevinding.als_dict(), "nu": [asdict(tabel) for tabel in verschil]}


def vergelijk_opnieuw(id_: UUID, *, luister: Luisteraar | None = None, klok: Klok) -> Terugzetting:
    """Hold what stands beside (or was taken out) against the gemeente of this moment once more."""
    with in_platform():
        rij = Terugzetting.objects.select_related("gemeente").get(pk=id_)
    ander = rij.oud_schema if rij.stand == Terugzetstand.GEWISSELD else rij.naast_schema
    if rij.stand not in (Terugzetstand.NAAST, Terugzetstand.GEWISSELD, Terugzetstand.TERUG):
        raise StaatNiets
    meld = Voortgang(rij, klok, totaal=0, luister=luister)
    verschil = terugzetten.vergelijk_met_nu(rij.gemeente.ref(), ander, meld=meld)
    zet(rij, vergelijking={**rij.vergelijking, "nu": [asdict(tabel) for tabel in verschil]})
    return rij


class StaatNiets(Refusal):
    text = "Er staat niets naast deze gemeente om mee te vergelijken."


def gooi_weg(id_: UUID, *, at: datetime, by: str = "") -> Terugzetting:
    """Throw away what is not in use: what stands beside, or what was taken out.

    :raises NietWegTeGooien: it is being swapped, or nothing of it is left.
    """
    with in_platform():
        rij = Terugzetting.objects.select_related("gemeente").get(pk=id_)
    ref = rij.gemeente.ref()
    with plekken.alleen_ik(ref.id):
        weg = {
            Terugzetstand.NAAST: rij.naast_schema,
            Terugzetstand.GEWISSELD: rij.oud_schema,
            Terugzetstand.TERUG: rij.naast_schema,
        }
        if rij.stand not in weg or rij.weggegooid_op is not None:
            raise NietWegTeGooien
        terugzetten.ruim_op(ref, weg[Terugzetstand(rij.stand)])
        zet(rij, stand=Terugzetstand.KLAAR, weggegooid_op=at)
    if not rij.is_proef:
        with in_platform():
            noteer("uitvoer.weggegooid", at=at, by=Door(by), target=rij.gemeente)
    return rij


# -- drill ---------------------------------------------------------------------------------------------


def proef(
    gemeente_id: UUID, *, klok: Klok, luister: Luisteraar | None = None, reden: str = ROOSTER
) -> Terugzetting:
    """Export a gemeente, put it beside, compare, and throw both away; the row with the result stays.

    :raises UitvoerLoopt: an export is being made; nothing was tried.
    :raises schijf.TeWeinigSchijf: it may not fit; nothing was tried, and the row says so.
    """
    with in_platform():
        gemeente = Gemeente.objects.get(pk=gemeente_id)
    _proef_past(gemeente, reden, klok=klok)
    uitvoer = vraag_uitvoer(gemeente.pk, vorm=Vorm.BUNDEL, at=klok(), vrager=Vrager.ROOSTER)
    rij: Terugzetting | None = None
    try:
        try:
            uitvoer = voer_uitvoer_uit(uitvoer.pk, klok=klok, luister=luister)
        except Exception as fout:
            rij = _mislukte_proef(gemeente, uitvoer, reden, fout, at=klok())
            raise
        rij = vraag_terugzetting(uitvoer, reden=reden, at=klok(), is_proef=True)
        rij = voer_terugzetting_uit(rij.pk, klok=klok, luister=luister)
        rij = gooi_weg(rij.pk, at=klok())
    finally:
        gooi_uitvoer_weg(uitvoer)
        if rij is not None:
            with in_platform():
                rij.refresh_from_db()
                uitkomst = "gelukt" if rij.is_gelijk else "mislukt"
                noteer("uitvoer.proef", at=klok(), target=gemeente, soort="E", resultaat=uitkomst)
    return rij


def _proef_past(gemeente: Gemeente, reden: str, *, klok: Klok) -> None:
    try:
        schijf.voor_proef(gemeente.ref(), plekken.map_van(gemeente.pk, gemeente.pk))
    except schijf.TeWeinigSchijf as fout:
        _mislukte_proef(gemeente, None, reden, fout, at=klok())
        with in_platform():
            noteer("uitvoer.proef", at=klok(), target=gemeente, soort="E", resultaat="mislukt")
        raise


def _mislukte_proef(
    gemeente: Gemeente, uitvoer: Uitvoer | None, reden: str, fout: Exception, *, at: datetime
) -> Terugzetting:
    """Write down a drill of which the export failed: otherwise the page would go on showing the one before."""
    with in_platform():
        return Terugzetting.objects.create(
            gemeente=gemeente, uitvoer=uitvoer, is_proef=True, reden=reden,
            stand=Terugzetstand.MISLUKT, is_gelijk=False, fout=in_woorden(fout), gevraagd_op=at, klaar_op=at,
        )  # fmt: skip


def gooi_uitvoer_weg(uitvoer: Uitvoer) -> None:
    """Remove the folder of an export, also a half one; the row stays."""
    map_ = plekken.map_van(uitvoer.gemeente_id, uitvoer.pk)
    for pad in (map_, map_.with_name(f"{map_.name}.deel")):
        shutil.rmtree(pad, ignore_errors=True)
    if uitvoer.stand == Uitvoerstand.KLAAR:
        zet(uitvoer, stand=Uitvoerstand.WEG)


def aan_de_beurt(*, at: datetime, kies: random.Random) -> list[UUID]:
    """Return the gemeenten whose backup is tried now: so many a week that each has its turn once a year.

    Nobody knows beforehand which: a random one of those that waited longest. What somebody asked for is not
    counted, and what did not come about this week is made up for on the next day.
    """
    with in_platform():
        deze_week = Terugzetting.objects.filter(is_proef=True, gevraagd_op__gt=at - PROEF_ELKE)
        gedaan = deze_week.exclude(reden=OP_VERZOEK).count()
        eerder = Max("terugzettingen__gevraagd_op", filter=Q(terugzettingen__is_proef=True))
        open_ = Gemeente.objects.filter(stand=Stand.ACTIEF).annotate(geproefd=eerder)
        rijen = list(open_.values_list("pk", "geproefd"))
    nooit = [pk for pk, geproefd in rijen if geproefd is None]
    langst = sorted((pk for pk, geproefd in rijen if geproefd), key=dict(rijen).__getitem__)
    kandidaten = nooit or langst[: math.ceil(len(langst) / 2)]
    nog = max(0, math.ceil(len(rijen) / 52) - gedaan)
    return kies.sample(kandidaten, min(len(kandidaten), nog))


# -- find it back ------------------------------------------------------------------------------------


def bundel_van(uitvoer: Uitvoer) -> Bundel:
    """Return the bundle of an export.

    :raises UitvoerIsWeg: its folder was tidied up.
    """
    map_ = plekken.map_van(uitvoer.gemeente_id, uitvoer.pk)
    if uitvoer.stand != Uitvoerstand.KLAAR or not (map_ / MANIFEST).exists():
        raise UitvoerIsWeg
    return Bundel.open(map_)
