"""Put a gemeente back that is not there any more: its row, addresses, keys, anchors, tables and files.

For when an installation is lost. The gemeente stays closed until somebody opens it. The part of its keys
outside the database must be there: of a gemeente that was ended it is not, and nothing comes back.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from keukentafel.audit import ankers
from keukentafel.errors import Refusal
from keukentafel.tenancy import migraties, versie
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.scope import GemeenteRef, in_gemeente, in_platform
from tenants.clusters import ruimte
from tenants.models import Domein, Gemeente, Stand
from tenants.platformboek import noteer
from tenants.uitvoer.actions import terugzetten, werk, wisselen
from tenants.uitvoer.actions.wisselen import WACHT_OP_EEN_MENS
from tenants.uitvoer.bundel import ANKERS, GEMEENTE, SLEUTELS, Bundel
from tenants.uitvoer.models import Terugzetting

_EIGEN = frozenset(
    {"schema_name", "stand", "opschortreden", "opgeschort_op", "cluster", "schema_versie", "sleutel"}
)


class GemeenteIsEr(Refusal):
    """It is there, or its name or address is somebody's, also of one that was ended."""

    text = "Deze gemeente, haar code of haar adres is er al. Zet de kopie ernaast in plaats van opnieuw."


def herstel(
    plek: Path, *, reden: str, klok: werk.Klok, luister: werk.Luisteraar | None = None, by: Any = None
) -> Terugzetting:
    """Make a gemeente from a bundle as it was, closed. What fails half way leaves nothing but the bundle.

    :raises GemeenteIsEr: it is there, or something of it is.
    :raises GeenSleutel: its keys were destroyed.
    """
    bundel = Bundel.open(plek)
    gegevens: dict[str, Any] = bundel.json(GEMEENTE)
    ref = _maak(bundel, gegevens, at=klok())
    try:
        _zet_ankers(ref, bundel)
        rij = werk.vraag_los(
            ref.id, van=bundel.manifest.gemaakt_op, reden=reden, at=klok(), by=getattr(by, "naam", "")
        )
        rij = werk.voer_terugzetting_uit(rij.pk, klok=klok, luister=luister, plek=plek)
        wisselen.wissel(rij.pk, at=klok(), by=by, in_plaats_van_niets=True)
        rij = werk.gooi_weg(rij.pk, at=klok())
    except BaseException:
        _laat_niets_na(ref)
        raise
    with in_platform(), transaction.atomic():
        Gemeente.objects.filter(pk=ref.id).update(opschortreden=WACHT_OP_EEN_MENS)
        noteer("uitvoer.hersteld", at=klok(), by=by, target=Gemeente.objects.get(pk=ref.id))
    adresboek.vergeet()
    return rij


def _maak(bundel: Bundel, gegevens: dict[str, Any], *, at: datetime) -> GemeenteRef:
    """Make the row, its addresses and an empty schema, and only when nothing of it is there."""
    rij, hosts = gegevens["gemeente"], [domein["host"] for domein in gegevens["domeinen"]]
    with in_platform():
        er_is = (
            Gemeente.objects.filter(pk=rij["id"]).exists()
            or Gemeente.objects.filter(cbs_code=rij["cbs_code"]).exists()
            or Gemeente.objects.filter(slug=rij["slug"]).exists()
            or Domein.objects.filter(host__in=hosts).exists()
        )
    if er_is:
        raise GemeenteIsEr
    bundel.bos  # noqa: B018 -- opens the keys, or refuses before anything is made
    schema = f"t_{secrets.token_hex(6)}"
    ruimte.maak(schema)
    try:
        with in_platform(), transaction.atomic():
            gemeente = Gemeente(
                **_velden(Gemeente, rij, weg=_EIGEN),
                schema_name=schema,
                schema_versie=versie.nieuwste(),
                sleutel=(bundel.map / SLEUTELS).read_bytes(),
                stand=Stand.OPGESCHORT,
                opschortreden=WACHT_OP_EEN_MENS,
                opgeschort_op=at,
            )
            gemeente.save(force_insert=True)
            for domein in gegevens["domeinen"]:
                Domein.objects.create(**_velden(Domein, domein))
    except BaseException:
        ruimte.verwijder(schema)
        raise
    return gemeente.ref()


def _velden(model: Any, waarden: dict[str, Any], *, weg: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return what JSON said of a row; a field of another release is passed over."""
    bekend = {veld.attname: veld for veld in model._meta.concrete_fields if veld.attname not in weg}  # noqa: SLF001
    return {
        naam: bekend[naam].target_field.to_python(waarde)
        if bekend[naam].is_relation
        else waarde
        if bekend[naam].get_internal_type() == "JSONField"
        else bekend[naam].to_python(waarde)
        for naam, waarde in waarden.items()
        if naam in bekend
    }


def _zet_ankers(ref: GemeenteRef, bundel: Bundel) -> None:
    """Put the anchors of the logboek back that neither the table nor the file has."""
    with in_gemeente(ref):
        bekend = ankers.bekende_ankers()
        for velden in bundel.json(ANKERS):
            anker = ankers.Anker(**{**velden, "tijdstip": datetime.fromisoformat(velden["tijdstip"])})
            if anker.nummer not in bekend.in_tabel | bekend.in_bestand:
                ankers.bewaar(anker)
        ankers.herstel(ankers.bekende_ankers())


def _laat_niets_na(ref: GemeenteRef) -> None:
    """Remove what was made of a gemeente that did not come back; its keys and its files stay as they were."""
    with in_platform():
        rijen = list(Terugzetting.objects.filter(gemeente_id=ref.id))
    for rij in rijen:
        for schema in (rij.naast_schema, rij.oud_schema):
            if schema:
                terugzetten.ruim_op(ref, schema)
    ruimte.verwijder(ref.schema_name)
    with in_platform(), transaction.atomic(using=migraties.MIGRATOR):
        for relatie in Gemeente._meta.related_objects:  # noqa: SLF001 -- Django's own list of who points here
            model: Any = relatie.related_model
            vraag = model._base_manager.using(migraties.MIGRATOR)  # noqa: SLF001 -- public in Django
            vraag.filter(**{relatie.field.name: ref.id})._raw_delete(migraties.MIGRATOR)
        eigen = Gemeente.objects.using(migraties.MIGRATOR).filter(pk=ref.id)
        eigen._raw_delete(migraties.MIGRATOR)
    adresboek.vergeet()
