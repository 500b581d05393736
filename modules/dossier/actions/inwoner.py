"""Add people to a household, change them, let them go, and show a BSN."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.tenancy.sleutels import blinde_index, blinde_indexen
from modules.dossier.actions.casus import bewaar_versie
from modules.dossier.models import Huishouden, Huishoudlid, Inwoner, RolInHuishouden
from modules.dossier.zoektekst import werk_zoektekst_bij

VELDEN = (
    "geslachtsnaam",
    "voorvoegsel",
    "voornamen",
    "voorletters",
    "geslacht",
    "geboortedatum",
    "overleden_op",
    "telefoon",
    "email",
    "bijzonderheid",
)


class BsnBestaatAl(Refusal):
    text = "Iemand anders in deze gemeente heeft dit BSN. Zoek die persoon op en voeg die toe."


class HoortErAlBij(Refusal):
    text = "Deze persoon hoort al bij dit huishouden."


class VertrekVoorKomst(Refusal):
    text = "De einddatum ligt vóór de dag dat deze persoon erbij kwam. Kies een latere datum."


@transaction.atomic
def add_inwoner(
    *,
    huishouden: Huishouden,
    gegevens: Mapping[str, Any],
    by: Any,
    at: datetime,
    werk_bij: bool = True,
) -> Huishoudlid:
    """Add a new person to a household; `gegevens` may hold `rol`, `van`, `ander_adres` and `bsn`.

    :raises BsnBestaatAl: the BSN belongs to somebody who is known.
    """
    inwoner = Inwoner(
        **{veld: gegevens[veld] for veld in VELDEN if gegevens.get(veld) not in (None, "")},
        aangemaakt_op=at,
    )
    _zet_bsn(inwoner, gegevens.get("bsn") or "")
    _bewaar_met_bsn(inwoner, nieuw=True)
    lid = Huishoudlid.objects.create(
        huishouden=huishouden,
        inwoner=inwoner,
        rol=gegevens.get("rol") or RolInHuishouden.VOLWASSENE,
        van=gegevens.get("van") or localdate(at),
        ander_adres=gegevens.get("ander_adres") or "",
    )
    if werk_bij:
        werk_zoektekst_bij(huishouden)
    audit.record(
        "dossier.inwoner.toegevoegd",
        target=inwoner,
        by=by,
        at=at,
        soort="maken",
        huishouden_id=huishouden.pk,
    )
    return lid


@transaction.atomic
def change_inwoner(
    *, lid: Huishoudlid, gegevens: Mapping[str, Any], versie: int, by: Any, at: datetime
) -> Inwoner:
    """Change a person and the place in the household. An empty `bsn` leaves the BSN as it is.

    :raises Verouderd: somebody saved this person since `versie`.
    :raises BsnBestaatAl: the BSN belongs to somebody else.
    """
    inwoner = lid.inwoner
    gewijzigd = [v for v in VELDEN if v in gegevens and getattr(inwoner, v) != gegevens[v]]
    for veld in gewijzigd:
        setattr(inwoner, veld, gegevens[veld])
    bewaar_versie(inwoner, versie=versie, velden=list(VELDEN))
    if gegevens.get("bsn"):
        _zet_bsn(inwoner, gegevens["bsn"])
        _bewaar_met_bsn(inwoner, nieuw=False)
        gewijzigd.append("bsn")
    for veld in ("rol", "ander_adres", "van"):
        if veld in gegevens and getattr(lid, veld) != gegevens[veld]:
            setattr(lid, veld, gegevens[veld])
            gewijzigd.append(veld)
    lid.save(update_fields=["rol", "ander_adres", "van"])
    werk_zoektekst_bij(lid.huishouden)
    audit.record(
        "dossier.inwoner.gewijzigd",
        target=inwoner,
        by=by,
        at=at,
        huishouden_id=lid.huishouden_id,
        detail={"velden": gewijzigd},
    )
    return inwoner


@transaction.atomic
def end_lidmaatschap(*, lid: Huishoudlid, tot: date, by: Any, at: datetime) -> Huishoudlid:
    """Say from which day somebody does not belong to the household any more; the history stays.

    :raises VertrekVoorKomst: `tot` lies before the day it began.
    """
    if tot < lid.van:
        raise VertrekVoorKomst
    lid.tot = tot
    lid.save(update_fields=["tot"])
    werk_zoektekst_bij(lid.huishouden)
    audit.record(
        "dossier.inwoner.vertrokken",
        target=lid.inwoner,
        by=by,
        at=at,
        huishouden_id=lid.huishouden_id,
        detail={"tot": tot.isoformat()},
    )
    return lid


@transaction.atomic
def return_lid(*, lid: Huishoudlid, by: Any, at: datetime) -> Huishoudlid:
    """Undo `end_lidmaatschap`.

    :raises HoortErAlBij: the person came back in the meantime.
    """
    lid.tot = None
    try:
        with transaction.atomic():
            lid.save(update_fields=["tot"])
    except IntegrityError as dubbel:
        raise HoortErAlBij from dubbel
    werk_zoektekst_bij(lid.huishouden)
    audit.record(
        "dossier.inwoner.teruggekomen", target=lid.inwoner, by=by, at=at, huishouden_id=lid.huishouden_id
    )
    return lid


@transaction.atomic
def show_bsn(*, lid: Huishoudlid, by: Any, at: datetime) -> str:
    """Return the BSN in full; that it was shown, and to whom, goes into the logboek (Wabb art. 10)."""
    audit.record_inzage(
        target=lid.inwoner,
        by=by,
        doel=Doel.HULP,
        at=at,
        gebeurtenis="dossier.inwoner.bsn_getoond",
        detail={"huishouden": str(lid.huishouden_id)},
    )
    return str(lid.inwoner.bsn or "")


def _zet_bsn(inwoner: Inwoner, bsn: str) -> None:
    inwoner.bsn = bsn or None
    inwoner.bsn_index = blinde_index("bsn", bsn) if bsn else None


def _bewaar_met_bsn(inwoner: Inwoner, *, nieuw: bool) -> None:
    # While the keys change a BSN may stand under two fingerprints, which the database cannot compare.
    indexen = blinde_indexen("bsn", str(inwoner.bsn)) if inwoner.bsn else []
    if len(indexen) > 1 and Inwoner.objects.filter(bsn_index__in=indexen).exclude(pk=inwoner.pk).exists():
        raise BsnBestaatAl
    try:
        with transaction.atomic():
            inwoner.save(force_insert=True) if nieuw else inwoner.save(update_fields=["bsn", "bsn_index"])
    except IntegrityError as dubbel:
        raise BsnBestaatAl from dubbel
