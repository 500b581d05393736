"""Put what stands beside in the place of what is in use, and back.

The gemeente is closed first, so that everybody sees a page that says so. Then one transaction changes the
two schemas, with every table held; then what may not be undone is done again, and the gemeente opens. The
row says how far it is and the names of the schemas say what was done: after a kill the same call goes on.
What fails before the two changed places opens the gemeente again as it was.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from keukentafel import begin, teruggezet
from keukentafel.audit.bewaking import KetenGebroken, veranker_na_terugzetten
from keukentafel.errors import Refusal
from keukentafel.tenancy import versie, zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.scope import GemeenteRef, in_gemeente, in_platform
from tenants.eindigt_mee import eindig_mee
from tenants.models import Gemeente, Stand
from tenants.platformboek import noteer
from tenants.uitvoer import plekken, schemas, sindsdien
from tenants.uitvoer.actions.terugzetten import breng_bij
from tenants.uitvoer.actions.werk import in_woorden
from tenants.uitvoer.models import Terugzetstand, Terugzetting
from tenants.uitvoer.pakking import maak_map

BEWAAR_OUD = timedelta(days=7)
GESLOTEN = "Er wordt een kopie teruggezet. Dit duurt kort."
WACHT_OP_EEN_MENS = "Teruggezet uit een kopie. Kijk het na en zet de gemeente open."
"""Why a gemeente is closed that was made again from a bundle: nothing happened in it since."""
_VOORAF = {"in": Terugzetstand.NAAST, "terug": Terugzetstand.GEWISSELD}
Wacht = Callable[[float], None]


class NietNaast(Refusal):
    """There is nothing to swap with."""

    text = "Er staat geen kopie naast deze gemeente die gewisseld kan worden."


class NietGelijk(Refusal):
    """What stands beside is not what was exported."""

    text = "De kopie ernaast is niet gelijk aan de uitvoer. Hij wordt niet in gebruik genomen."


class OudIsWeg(Refusal):
    """What was taken out is not there any more."""

    text = "De vorige gegevens zijn er niet meer. Terugwisselen kan niet."


def wissel(
    id_: Any,
    *,
    at: datetime,
    by: Any = None,
    wacht: Wacht = time.sleep,
    in_plaats_van_niets: bool = False,
) -> None:
    """Put the schema that stands beside in the place of the gemeente's own; the own one stays for a week.

    `in_plaats_van_niets`: nothing happened since the copy, because there was no gemeente.

    :raises NietNaast: nothing stands beside.
    :raises NietGelijk: what stands there is not what was exported.
    :raises schemas.SchemaBezet: somebody held a table too long; the gemeente is open as it was.
    """
    rij, gemeente = _haal(id_)
    with plekken.alleen_ik(gemeente.id):
        rij, gemeente = _haal(id_)
        bezig = rij.stand == Terugzetstand.WISSELT and rij.richting == "in"
        if rij.is_proef or not (bezig or rij.stand == Terugzetstand.NAAST):
            raise NietNaast
        if not rij.is_gelijk and not zaaifouten.staat_aan("wissel_zonder_vergelijken"):
            raise NietGelijk
        rij.oud_schema = rij.oud_schema or schemas.nieuwe_naam("o")
        reden = f"Kopie van {rij.van:%d-%m-%Y %H:%M} teruggezet. {rij.reden}".strip()
        _voer_uit(
            rij,
            gemeente,
            "in",
            rij.naast_schema,
            rij.oud_schema,
            reden=reden,
            at=at,
            wacht=wacht,
            met_sindsdien=not (in_plaats_van_niets or gemeente.opschortreden == WACHT_OP_EEN_MENS),
        )
        rij.gewisseld_op = at
        _klaar(rij, gemeente, Terugzetstand.GEWISSELD, "uitvoer.gewisseld", at=at, by=by)


def wissel_terug(id_: Any, *, at: datetime, by: Any = None, wacht: Wacht = time.sleep) -> None:
    """Put back what was taken out; what was written since the swap stands beside for a week.

    :raises OudIsWeg: the week is over, or it was put back already.
    :raises schemas.SchemaBezet: somebody held a table too long; the gemeente is open as it was.
    """
    rij, gemeente = _haal(id_)
    with plekken.alleen_ik(gemeente.id):
        rij, gemeente = _haal(id_)
        bezig = rij.stand == Terugzetstand.WISSELT and rij.richting == "terug"
        if not (bezig or rij.stand == Terugzetstand.GEWISSELD) or rij.weggegooid_op is not None:
            raise OudIsWeg
        reden = f"De gegevens van voor het terugzetten zijn weer in gebruik. {rij.reden}".strip()
        _voer_uit(rij, gemeente, "terug", rij.oud_schema, rij.naast_schema, reden=reden, at=at, wacht=wacht)
        _klaar(rij, gemeente, Terugzetstand.TERUG, "uitvoer.teruggewisseld", at=at, by=by)


def vraag_wissel(id_: Any, *, richting: str) -> Terugzetting:
    """Say that a swap begins (`in` or `terug`), for the page that follows it; `voer_wissel_uit` does it.

    :raises NietNaast: there is nothing to swap with.  :raises NietGelijk: it is not what was exported.
    :raises OudIsWeg: what was taken out is gone.
    """
    with in_platform(), transaction.atomic():
        rij = Terugzetting.objects.select_for_update().get(pk=id_)
        if rij.is_proef or rij.weggegooid_op is not None or rij.stand != _VOORAF[richting]:
            raise NietNaast if richting == "in" else OudIsWeg
        if richting == "in" and not rij.is_gelijk:
            raise NietGelijk
        _bewaar(rij, stand=Terugzetstand.WISSELT, richting=richting, fout="")
    return rij


def voer_wissel_uit(id_: Any, *, at: datetime, by: Any = None, wacht: Wacht = time.sleep) -> None:
    """Do the swap that was asked for, or go on with one that was cut short."""
    rij, _ = _haal(id_)
    if rij.stand == Terugzetstand.WISSELT:
        {"in": wissel, "terug": wissel_terug}[rij.richting](id_, at=at, by=by, wacht=wacht)


def _haal(id_: Any) -> tuple[Terugzetting, Gemeente]:
    with in_platform():
        rij = Terugzetting.objects.select_related("gemeente").get(pk=id_)
        return rij, rij.gemeente


def _voer_uit(
    rij: Terugzetting,
    gemeente: Gemeente,
    richting: str,
    erin: str,
    eruit: str,
    *,
    reden: str,
    at: datetime,
    wacht: Wacht,
    met_sindsdien: bool = True,
) -> None:
    ref = gemeente.ref()
    try:
        _maak_gereed(ref, erin, eruit)
        _sluit(rij, gemeente, richting, wacht)
        _ruil(ref, erin, eruit, met_sindsdien=met_sindsdien)
    except Exception as fout:
        if not _is_geruild(ref, erin, eruit):  # the answer may have been lost, not the work
            _zoals_het_was(rij, gemeente, richting, fout)
            raise
    with in_platform():
        Gemeente.objects.filter(pk=gemeente.pk).update(schema_versie=versie.nieuwste())
    try:
        _na_de_wissel(rij, ref, reden=reden, at=at)
    except Exception as fout:
        _bewaar(rij, fout=f"De gemeente is nog dicht: het werk na het wisselen lukt niet. {in_woorden(fout)}")
        raise
    _open(rij, gemeente)


def _maak_gereed(ref: GemeenteRef, erin: str, eruit: str) -> None:
    """Bring what is put in to this release while people still work: it may take a while, or fail."""
    with plekken.verbonden(ref) as v:
        nog_te_doen = schemas.bestaat(v, erin) and not schemas.bestaat(v, eruit)
    if nog_te_doen:
        breng_bij(ref, erin)


def _na_de_wissel(rij: Terugzetting, ref: GemeenteRef, *, reden: str, at: datetime) -> None:
    """Do in what was put in what has to be done before anybody comes. May run again."""
    with in_gemeente(ref):
        try:
            veranker_na_terugzetten(reden=reden, at=at)
        except KetenGebroken:
            _bewaar(rij, fout="Het logboek klopt niet. Draai logboek-controleren.")
        try:
            with transaction.atomic():
                begin.vul_aan(at)  # content of the releases since: people can work without it
        except Exception as fout:
            _bewaar(rij, fout=f"De inhoud van deze versie is niet aangevuld. {in_woorden(fout)}")
        teruggezet.voer_uit(at)


def _sluit(rij: Terugzetting, gemeente: Gemeente, richting: str, wacht: Wacht) -> None:
    """Close the gemeente and give every process the time to see it."""
    with in_platform(), transaction.atomic():
        nu = Gemeente.objects.select_for_update().defer("sleutel").get(pk=gemeente.pk)
        rij.stand_ervoor = rij.stand_ervoor or nu.stand
        rij.stand, rij.richting, rij.fout = Terugzetstand.WISSELT, richting, ""
        rij.save(update_fields=["stand", "richting", "stand_ervoor", "oud_schema", "fout"])
        if nu.stand == Stand.ACTIEF:
            nu.stand, nu.opschortreden = Stand.OPGESCHORT, GESLOTEN
            nu.save(update_fields=["stand", "opschortreden"])
        eindig_mee(nu.pk)
    adresboek.vergeet()
    if rij.stand_ervoor == Stand.ACTIEF:
        wacht(adresboek.houdbaar + 1)


def _open(rij: Terugzetting, gemeente: Gemeente) -> None:
    """Open what `_sluit` closed. Somebody who closed it meanwhile for another reason keeps it closed."""
    if rij.stand_ervoor == Stand.ACTIEF:
        with in_platform():
            van_ons = Gemeente.objects.filter(pk=gemeente.pk, stand=Stand.OPGESCHORT, opschortreden=GESLOTEN)
            van_ons.update(stand=Stand.ACTIEF, opschortreden="")
    adresboek.vergeet()


def _zoals_het_was(rij: Terugzetting, gemeente: Gemeente, richting: str, fout: Exception) -> None:
    """Open the gemeente as it was and say why nothing changed; it can be asked again."""
    _open(rij, gemeente)
    waarom = str(fout) if isinstance(fout, Refusal) else f"{in_woorden(fout)} Er is niets gewisseld."
    _bewaar(rij, stand=_VOORAF[richting], richting="", stand_ervoor="", fout=waarom[:500])


def _is_geruild(ref: GemeenteRef, erin: str, eruit: str) -> bool:
    """Tell whether the two changed places, and let the folders stand as the schemas do."""
    with plekken.verbonden(ref) as v:
        gedaan = schemas.bestaat(v, eruit)
    zet_mappen(ref, erin, eruit, gedaan=gedaan)
    return gedaan


def _ruil(ref: GemeenteRef, erin: str, eruit: str, *, met_sindsdien: bool) -> None:
    """Swap schemas and files as one; what a killed process began is finished, or taken back."""
    with plekken.verbonden(ref) as v:
        gedaan = schemas.bestaat(v, eruit)
        if not gedaan and not schemas.bestaat(v, erin):
            raise OudIsWeg if erin.startswith("o_") else NietNaast
        zet_mappen(ref, erin, eruit, gedaan=gedaan)
        if gedaan:
            return
        with v.transaction():
            schemas.ruil(v, bediend=ref.schema_name, erin=erin, eruit=eruit)
            if met_sindsdien and not zaaifouten.staat_aan("terugzetten_vergeet_sindsdien"):
                sindsdien.pas_toe(v, nieuw=ref.schema_name, oud=eruit)
            zet_mappen(ref, erin, eruit, gedaan=True)


def zet_mappen(ref: GemeenteRef, erin: str, eruit: str, *, gedaan: bool) -> None:
    """Let the folders of files stand where their schemas stand, from wherever they were left."""
    bediend = plekken.bestanden_van(ref.id)
    in_, uit = plekken.bestanden_naast(erin), plekken.bestanden_naast(eruit)
    if gedaan:
        _schuif(bediend, in_, uit)
    else:
        _schuif(bediend, uit, in_)


def _schuif(bediend: Path, erin: Path, eruit: Path) -> None:
    """Move `bediend` to `eruit` and `erin` to `bediend`; half done or done before is fine."""
    if not erin.exists():
        return
    if not eruit.exists():
        maak_map(bediend).rename(eruit)
    elif bediend.exists():
        _neem_op(bediend, erin)
    erin.rename(bediend)


def _neem_op(laat: Path, map_: Path) -> None:
    """Keep what a process that was still at work wrote between the two moves of a swap that was killed."""
    for pad in laat.glob("*/*.bin"):
        doel = maak_map(map_ / pad.parent.name) / pad.name
        if not doel.exists():
            pad.rename(doel)
    shutil.rmtree(laat)


def _klaar(
    rij: Terugzetting, gemeente: Gemeente, stand: Terugzetstand, gebeurtenis: str, *, at: datetime, by: Any
) -> None:
    with in_platform(), transaction.atomic():
        _bewaar(
            rij,
            stand=stand,
            richting="",
            stand_ervoor="",
            weg_op=at + BEWAAR_OUD,
            gewisseld_op=rij.gewisseld_op,
        )
        detail = {"van": rij.van.isoformat() if rij.van else "", "reden": rij.reden}
        noteer(gebeurtenis, at=at, by=by, target=gemeente, detail=detail)


def _bewaar(rij: Terugzetting, **velden: Any) -> None:
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    with in_platform():
        rij.save(update_fields=list(velden))
