"""Write, withdraw and put back a working document (F131)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from keukentafel.logboeken import zonder_bsn
from keukentafel.tenancy.sleutels import slot
from modules.inrichting.werkdocumenten.models import LANGSTE_TEKST, Werkdocument

NAAM = "inrichting.werkdocument"
HOOGSTENS = 60  # in use together: then the configuration file stays below its two megabytes


class LijktEenBsn(Refusal):
    text = "In deze tekst staat een getal dat een BSN kan zijn. Haal het weg: een werkdocument gaat nooit over iemand."


class TitelBestaat(Refusal):
    text = "Er is al een werkdocument met deze titel. Kies een andere titel."


class TeVeel(Refusal):
    text = f"Er kunnen {HOOGSTENS} werkdocumenten tegelijk in gebruik zijn. Trek eerst een document in."


class TekstTeLang(Refusal):
    text = f"De tekst is langer dan {LANGSTE_TEKST} tekens. Maak er twee documenten van."


class IsIngetrokken(Refusal):
    text = "Dit document is ingetrokken. Maak dat eerst ongedaan."


@transaction.atomic
def make_werkdocument(
    *, soort: str, titel: str, tekst: str, by: Gebruiker | None, at: datetime, sleutel: str = ""
) -> Werkdocument:
    """Make a document that everybody reads from now on.

    :param sleutel: how a file names it; without one it is made of the title.
    :raises LijktEenBsn: a number in it may be somebody's BSN.  :raises TekstTeLang: too long.
    :raises TitelBestaat: another document in use has this title.  :raises TeVeel: there are enough.
    """
    _weiger(titel, tekst)
    with slot("werkdocumenten"):
        _weiger_naast(None, titel)
    document = Werkdocument(sleutel=sleutel or _vrije_sleutel(titel), versie=0)
    _bewaar(document, soort=soort, titel=titel, tekst=tekst, by=by, at=at)
    audit.record(f"{NAAM}.gemaakt", target=document, by=by, at=at)
    return document


@transaction.atomic
def change_werkdocument(
    *,
    document: Werkdocument,
    versie: int,
    soort: str,
    titel: str,
    tekst: str,
    by: Gebruiker | None,
    at: datetime,
) -> Werkdocument:
    """Make the next version. What is the same as before makes none.

    :raises Verouderd: somebody saved this document after `versie` was read.
    :raises IsIngetrokken: nobody reads it any more.
    :raises LijktEenBsn: a number in it may be somebody's BSN.  :raises TekstTeLang: too long.
    :raises TitelBestaat: another document in use has this title.
    """
    _weiger(titel, tekst)
    with slot("werkdocumenten"):
        document = Werkdocument.objects.select_for_update().get(pk=document.pk)
    if document.versie != versie:
        raise Verouderd(huidig=document)
    if not document.is_in_gebruik:
        raise IsIngetrokken
    if (document.soort, document.titel, document.tekst) == (soort, titel, tekst):
        return document
    _weiger_naast(document, titel)
    _bewaar(document, soort=soort, titel=titel, tekst=tekst, by=by, at=at)
    detail = {"versie": document.versie}
    audit.record(f"{NAAM}.gewijzigd", target=document, by=by, at=at, detail=detail)
    return document


@transaction.atomic
def withdraw_werkdocument(*, document: Werkdocument, by: Gebruiker | None, at: datetime) -> None:
    """Take a document away from who reads. Its versions stay, and it can be put back."""
    document = Werkdocument.objects.select_for_update().get(pk=document.pk)
    if not document.is_in_gebruik:
        return
    document.ingetrokken_op = at
    document.save(update_fields=["ingetrokken_op"])
    audit.record(f"{NAAM}.ingetrokken", target=document, by=by, at=at)


@transaction.atomic
def restore_werkdocument(*, document: Werkdocument, by: Gebruiker | None, at: datetime) -> None:
    """Let everybody read a document again that was withdrawn.

    :raises TitelBestaat: another document in use has its title by now.  :raises TeVeel: there are enough.
    """
    with slot("werkdocumenten"):
        document = Werkdocument.objects.select_for_update().get(pk=document.pk)
    if document.is_in_gebruik:
        return
    _weiger_naast(document, document.titel)
    document.ingetrokken_op = None
    document.save(update_fields=["ingetrokken_op"])
    audit.record(f"{NAAM}.teruggezet", target=document, by=by, at=at)


def _bewaar(
    document: Werkdocument, *, soort: str, titel: str, tekst: str, by: Gebruiker | None, at: datetime
) -> None:
    document.soort, document.titel, document.tekst = soort, titel, tekst
    document.versie += 1
    document.bijgewerkt_op, document.bijgewerkt_door = at, by
    document.save()
    document.versies.create(nummer=document.versie, soort=soort, titel=titel, tekst=tekst, op=at, door=by)


def _weiger(titel: str, tekst: str) -> None:
    if len(tekst) > LANGSTE_TEKST:
        raise TekstTeLang
    if zonder_bsn(titel) != titel or zonder_bsn(tekst) != tekst:
        raise LijktEenBsn


def _weiger_naast(document: Werkdocument | None, titel: str) -> None:
    """Refuse beside the others in use. The caller holds the lock, so that two at once do not both pass."""
    anderen = Werkdocument.objects.in_gebruik().exclude(pk=document.pk if document else None)
    if anderen.filter(titel__iexact=titel).exists():
        raise TitelBestaat
    if (document is None or not document.is_in_gebruik) and anderen.count() >= HOOGSTENS:
        raise TeVeel


def _vrije_sleutel(titel: str) -> str:
    begin = slugify(titel)[:70] or "document"
    bezet = set(Werkdocument.objects.filter(sleutel__startswith=begin).values_list("sleutel", flat=True))
    nummer, sleutel = 1, begin
    while sleutel in bezet:
        nummer += 1
        sleutel = f"{begin}-{nummer}"
    return sleutel
