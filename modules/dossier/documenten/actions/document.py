"""Add a document, replace it by a new version, withdraw it and put it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import audit, opslag
from keukentafel.errors import Refusal
from keukentafel.opslag.poort import Gekeurd
from keukentafel.tenancy.models import nieuwe_id
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn, verwijder_tijdlijn
from modules.dossier.documenten.models import OPSLAG, Document
from modules.dossier.models import Huishouden, Inwoner, TijdlijnGroep
from modules.inrichting.rules.protocol import Categorie

MET_TITEL = frozenset({Categorie.IDENTITEIT, Categorie.CONTACT})
"""Of documents in these categories the timeline tells the title; of the others only that there is one."""


class DocumentIngetrokken(Refusal):
    text = "Dit document is ingetrokken. Zet het eerst terug."


class DocumentVervangen(Refusal):
    text = "Er is al een nieuwere versie van dit document. Ververs de lijst en kies die."


class TeLaatTerug(Refusal):
    text = "Dit document is langer dan een maand geleden ingetrokken. Voeg het opnieuw toe."


@transaction.atomic
def add_document(
    *,
    huishouden: Huishouden,
    bestand: Gekeurd,
    titel: str,
    soort: str,
    categorie: Categorie,
    by: Any,
    at: datetime,
    inwoner: Inwoner | None = None,
    id: UUID | None = None,
) -> Document:
    """Keep a file that passed the gate. `id` is the key of the form: sent twice, it is one document."""
    if id and (al_bewaard := Document.objects.filter(pk=id).first()):
        return al_bewaard
    document_id = id or nieuwe_id()
    document = _bewaar(
        Document(
            id=document_id, reeks=document_id, huishouden=huishouden, inwoner=inwoner, titel=titel, soort=soort,
            categorie=categorie, door=by if by and by.pk else None, toegevoegd_op=at,
        ),
        bestand,
    )  # fmt: skip
    _op_de_tijdlijn(document, "Document toegevoegd", at=at, by=by)
    audit.record(
        "documenten.document.toegevoegd",
        target=document,
        by=by,
        at=at,
        soort="maken",
        categorie=categorie.value,
    )
    return document


@transaction.atomic
def replace_document(
    *, document: Document, bestand: Gekeurd, by: Any, at: datetime, id: UUID | None = None
) -> Document:
    """Put a new version in front of a document; the ones before stay.

    :raises DocumentVervangen: somebody did so already.
    :raises DocumentIngetrokken: it was withdrawn.
    """
    if id and (al_bewaard := Document.objects.filter(pk=id).first()):
        return al_bewaard
    oud = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if oud.ingetrokken_op is not None:
        raise DocumentIngetrokken
    if oud.vervangen_op is not None:
        raise DocumentVervangen
    oud.vervangen_op = at
    oud.save(update_fields=["vervangen_op"])
    nieuw = _bewaar(
        Document(
            id=id or nieuwe_id(), reeks=oud.reeks, huishouden_id=oud.huishouden_id, inwoner_id=oud.inwoner_id,
            titel=oud.titel, soort=oud.soort, categorie=oud.categorie, door=by, toegevoegd_op=at,
            versie=oud.versie + 1,
        ),
        bestand,
    )  # fmt: skip
    _op_de_tijdlijn(nieuw, "Nieuwe versie van een document", at=at, by=by)
    audit.record(
        "documenten.document.vervangen", target=nieuw, by=by, at=at, soort="maken", categorie=nieuw.categorie
    )
    return nieuw


@transaction.atomic
def withdraw_document(*, document: Document, by: Any, at: datetime) -> None:
    """Take a document with all its versions out of the list. Nothing is destroyed yet."""
    if Document.objects.filter(reeks=document.reeks, ingetrokken_op=None).update(
        ingetrokken_op=at, ingetrokken_door=by
    ):
        for rij in Document.objects.filter(reeks=document.reeks):
            verwijder_tijdlijn(bij=rij)
        audit.record(
            "documenten.document.ingetrokken", target=document, by=by, at=at, categorie=document.categorie
        )


@transaction.atomic
def restore_document(*, document: Document, by: Any, at: datetime) -> None:
    """Put a withdrawn document back.

    :raises TeLaatTerug: it was withdrawn longer than a month ago.
    """
    rij = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if rij.ingetrokken_op is None:
        return
    if not rij.kan_terug(at):
        raise TeLaatTerug
    Document.objects.filter(reeks=rij.reeks).update(ingetrokken_op=None, ingetrokken_door=None)
    _op_de_tijdlijn(rij, "Document teruggezet", at=at, by=by)
    audit.record("documenten.document.teruggezet", target=rij, by=by, at=at, categorie=rij.categorie)


def _bewaar(document: Document, bestand: Gekeurd) -> Document:
    bewaard = opslag.bewaar(OPSLAG, document.pk, bestand.inhoud)
    document.bestandsnaam, document.bestandssoort = bestand.naam, bestand.soort.sleutel
    document.grootte, document.sha256 = bewaard.grootte, bewaard.sha256
    document.save(force_insert=True)
    return document


def _op_de_tijdlijn(document: Document, wat: str, *, at: datetime, by: Any) -> None:
    titel = f"{wat}: {document.titel}" if document.categorie in MET_TITEL else wat
    schrijf_tijdlijn(
        huishouden=document.huishouden, groep=TijdlijnGroep.CONTACT, icoon="paperclip", titel=titel, at=at, by=by,
        bij=document, categorie=Categorie(document.categorie),
    )  # fmt: skip
