"""Make, change, lock and remove a document (rules drc-001, 005 to 010)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from modules.zgw.catalogus.models import Informatieobjecttype
from modules.zgw.documenten.actions.inhoud import BLIJFT, InDelen, Wens, complete_inhoud, maak_inhoud
from modules.zgw.documenten.actions.verbanden import hoort_bij_gesloten
from modules.zgw.documenten.models import Informatieobject, Informatieobjectversie
from modules.zgw.documenten.rules.document import (
    keur_gebruiksrecht,
    keur_slot,
    keur_status,
    keur_type,
    keur_vast,
)
from modules.zgw.documenten.weg import ruim_inhoud
from modules.zgw.fouten import GEHEEL, Ongeldig, Veldfout, Verboden, fout
from modules.zgw.nummer import willekeurig
from modules.zgw.ondergrens import niet_opener

GESLOTEN: Final = (
    "Dit document hoort bij een gesloten zaak. Alleen wie geforceerd mag bijwerken, kan het veranderen."
)
_VAN_DOCUMENT: Final = ("identificatie", "bronorganisatie")


@transaction.atomic
def maak_document(
    *,
    velden: Mapping[str, Any],
    inhoud: Wens = None,
    at: datetime,
    door: str = "",
    bron_id: UUID | None = None,
    huishouden_id: UUID | None = None,
    inwoner_id: UUID | None = None,
) -> Informatieobject:
    """Make a document with its first version. Content in pieces locks it until all of them are there.

    `velden` holds informatieobjecttype, bronorganisatie, creatiedatum, titel, auteur, taal, and what else a
    version has. `bron_id` is the document of the dossier that it shows.

    :raises Ongeldig: a rule of the standard, with its code at its field.
    """
    type_: Informatieobjecttype = velden["informatieobjecttype"]
    fouten = [
        *keur_type(is_concept=type_.is_concept), *keur_status(velden),
        *keur_gebruiksrecht(indicatie=velden.get("indicatie_gebruiksrecht"), heeft_rechten=False),
    ]  # fmt: skip
    if fouten:
        raise Ongeldig(*fouten)
    document = Informatieobject(
        identificatie=velden.get("identificatie") or f"DOCUMENT-{at.year}-{willekeurig()}",
        bronorganisatie=velden["bronorganisatie"], bron_id=bron_id, huishouden_id=huishouden_id,
        inwoner_id=inwoner_id,
    )  # fmt: skip
    _weiger_dubbel(document)
    if isinstance(inhoud, InDelen):
        _sluit(document, door=door, at=at)
    return _nieuwe_versie(document, velden, inhoud, nummer=1, at=at)


@transaction.atomic
def change_document(
    *,
    document: Informatieobject,
    velden: Mapping[str, Any],
    inhoud: Wens = BLIJFT,
    slot: str | None,
    geforceerd: bool,
    at: datetime,
) -> Informatieobject:
    """Make a new version of a document. `velden` is the whole of it.

    :raises Ongeldig: not locked, another lock, definitive, or a rule of the standard.
    :raises Verboden: it belongs to a closed zaak.
    """
    document = hold_document(document.pk)
    oud = nieuwste(document)
    if fouten := keur_slot(slot=document.slot, gegeven=slot):
        raise Ongeldig(*fouten)
    weiger_gesloten(document, geforceerd=geforceerd)
    heeft_rechten = document.gebruiksrechten.exists()
    type_: Informatieobjecttype = velden["informatieobjecttype"]
    fouten = [
        *keur_vast(status=oud.status, geforceerd=geforceerd),
        *(keur_type(is_concept=type_.is_concept) if type_.pk != oud.informatieobjecttype_id else ()),
        *keur_status(velden),
        *keur_gebruiksrecht(indicatie=velden.get("indicatie_gebruiksrecht"), heeft_rechten=heeft_rechten),
    ]
    if fouten:
        raise Ongeldig(*fouten)
    for naam in _VAN_DOCUMENT:
        setattr(document, naam, velden.get(naam) or getattr(document, naam))
    _weiger_dubbel(document)
    return _nieuwe_versie(document, velden, inhoud, nummer=oud.nummer + 1, at=at)


@transaction.atomic
def renew_document(
    *, document: Informatieobject, velden: Mapping[str, Any], inhoud: Wens = BLIJFT, at: datetime
) -> Informatieobject:
    """Make a new version out of the dossier, which is the source: no lock is asked and none is broken."""
    document = hold_document(document.pk)
    return _nieuwe_versie(document, velden, inhoud, nummer=nieuwste(document).nummer + 1, at=at)


def weiger_gesloten(document: Informatieobject, *, geforceerd: bool) -> None:
    """zrc-007: the documents of a closed zaak stand still, unless by force.

    :raises Verboden: zaak-closed.
    """
    if not geforceerd and hoort_bij_gesloten(document.pk):
        raise Verboden(GESLOTEN, code="zaak-closed")


def _nieuwe_versie(
    document: Informatieobject, velden: Mapping[str, Any], inhoud: Wens, *, nummer: int, at: datetime
) -> Informatieobject:
    type_: Informatieobjecttype = velden["informatieobjecttype"]
    oud: Informatieobjectversie | None = document.versie
    rang = niet_opener(
        was=document.vertrouwelijkheid if oud else 0,
        wordt=velden.get("vertrouwelijkheid") or type_.vertrouwelijkheid,
        huishouden_id=document.huishouden_id,
    )
    document.soort_id, document.vertrouwelijkheid = type_.soort_id, rang
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError as dubbel:  # somebody made the same one between the look and this
        raise _dubbel() from dubbel
    versie = Informatieobjectversie(document=document, nummer=nummer, begin_registratie=at)
    for naam, waarde in velden.items():
        if naam not in _VAN_DOCUMENT:
            setattr(versie, naam, waarde)
    versie.vertrouwelijkheid = rang
    versie.inhoud = maak_inhoud(inhoud, nu=oud.inhoud if oud else None)
    versie.save()
    document.versie = versie
    document.save(update_fields=["versie"])
    if oud is not None and oud.inhoud not in (None, versie.inhoud) and not oud.inhoud.is_compleet:
        _laat_los(oud)
    return document


def hold_documenten(ids: Iterable[UUID]) -> QuerySet[Informatieobject]:
    """Hold documents until the transaction ends, and return how to read them as they are then.

    First hold, then read: who waited for somebody else would find a document without its newest version, for
    the database joins what it had read before it waited.
    """
    rijen = Informatieobject.objects.filter(pk__in=list(ids)).order_by("id")
    vast = list(rijen.select_for_update().values_list("pk", flat=True))
    return Informatieobject.objects.filter(pk__in=vast).select_related("versie__inhoud").order_by("id")


def hold_document(id: UUID) -> Informatieobject:
    """Hold one document, and return it as it is then.

    :raises Informatieobject.DoesNotExist: it went meanwhile.
    """
    document: Informatieobject = hold_documenten([id]).get()
    return document


def nieuwste(document: Informatieobject) -> Informatieobjectversie:
    """Return the newest version; every document has one."""
    versie = document.versie
    if versie is None:
        raise Informatieobjectversie.DoesNotExist
    return versie


def _laat_los(versie: Informatieobjectversie) -> None:
    """Let go of content that never became whole."""
    inhoud_id = versie.inhoud_id
    Informatieobjectversie.objects.filter(inhoud=inhoud_id, document=versie.document_id).update(inhoud=None)
    ruim_inhoud([inhoud_id])


def _weiger_dubbel(document: Informatieobject) -> None:
    ander = Informatieobject.objects.filter(
        bronorganisatie=document.bronorganisatie, identificatie=document.identificatie
    ).exclude(pk=document.pk)
    if ander.exists():
        raise _dubbel()


def _dubbel() -> Ongeldig:
    reden = "Er is al een document met deze identificatie van deze organisatie."
    return fout("identificatie", "identificatie-niet-uniek", reden)


def _sluit(document: Informatieobject, *, door: str, at: datetime) -> None:
    document.slot, document.gesloten_op, document.gesloten_door = secrets.token_hex(16), at, door[:100]


@transaction.atomic
def lock_document(*, document: Informatieobject, door: str, at: datetime) -> str:
    """Lock a document; returns what a change must carry.

    :raises Ongeldig: it is locked already.
    """
    document = Informatieobject.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.slot:
        raise fout(GEHEEL, "existing-lock", "Dit document is al vergrendeld.")
    _sluit(document, door=door, at=at)
    document.save(update_fields=["slot", "gesloten_op", "gesloten_door"])
    slot: str = document.slot
    return slot


@transaction.atomic
def unlock_document(*, document: Informatieobject, slot: str | None, geforceerd: bool) -> None:
    """Unlock a document. When pieces came in, they are its content from now on.

    By force and without the lock what did not come in whole is thrown away.

    :raises Ongeldig: another lock, none, pieces that did not come in, or a virus across them.
    """
    document = hold_document(document.pk)
    met_geweld = geforceerd and not slot
    if not met_geweld:
        _keur_ontgrendelen(document, slot)
    versie = document.versie
    if versie is not None and versie.inhoud is not None and not versie.inhoud.is_compleet:
        if versie.inhoud.delen.filter(opslag_id=None).exists():
            if not met_geweld:
                raise fout(GEHEEL, "incomplete-upload", "Nog niet alle bestandsdelen zijn ontvangen.")
            _laat_los(versie)
        elif complete_inhoud(versie.inhoud, met_geweld=met_geweld) is None:
            _laat_los(versie)
    document.slot, document.gesloten_op, document.gesloten_door = "", None, ""
    document.save(update_fields=["slot", "gesloten_op", "gesloten_door"])


def _keur_ontgrendelen(document: Informatieobject, slot: str | None) -> None:
    fouten = keur_slot(slot=document.slot, gegeven=slot)
    if fouten and not document.slot:
        fouten = [Veldfout(GEHEEL, "incorrect-lock-id", "Dit document is niet vergrendeld.")]
    if fouten:
        raise Ongeldig(*fouten)


@transaction.atomic
def remove_document(*, document: Informatieobject, houdt_slot: bool = False) -> None:
    """Remove a document for good, with its versions, its files and what hangs on it (drc-008).

    :raises Ongeldig: it still belongs to something, or somebody else is changing it (drc-009).
    """
    if document.slot and not houdt_slot:
        raise fout(GEHEEL, "existing-lock", "Een ander programma is dit document aan het wijzigen.")
    if document.objecten.exists():
        reden = "Dit document hoort nog bij een zaak of besluit. Haal het daar eerst weg."
        raise fout(GEHEEL, "pending-relations", reden)
    document.delete()
