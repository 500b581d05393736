"""The door to documents: through their household, by the category of each, in SQL."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import GeenZicht, NietVanJou
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import eis, huishouden_for
from modules.dossier.delen.access import verborgen_scans
from modules.dossier.documenten.models import Document
from modules.dossier.models import Huishouden
from modules.inrichting.rules.protocol import Categorie


def leesbaar(huishouden: Huishouden, gebruiker: Any) -> Q:
    """Return the filter for the documents of a household whose content this person may read."""
    if zaaifouten.staat_aan("documenten_zonder_categorie"):
        return Q()
    zicht = huishouden.zicht
    eigen = Q(categorie__in=zicht.eigen(), door_id=gebruiker.pk)
    open_ = Q(categorie__in=zicht.leesbaar()) | eigen
    return open_ & ~Q(reeks__in=verborgen_scans(huishouden, gebruiker))


def documenten_voor(huishouden: Huishouden, gebruiker: Any) -> QuerySet[Document]:
    """Return every version of the documents of an opened household that this person may read."""
    return Document.objects.filter(leesbaar(huishouden, gebruiker), huishouden=huishouden)


def te_bewaren(huishouden: Huishouden) -> list[Categorie]:
    """Return the categories in which this person may add a document here."""
    zicht = huishouden.zicht
    return [
        categorie
        for categorie in Categorie
        if zicht.mag(categorie, schrijven=True)
        or (zicht.oordeel(categorie).ook_eigen and zicht.oordeel(categorie).schrijft)
    ]


def document_for(
    gebruiker: Any,
    huishouden_id: UUID,
    document_id: UUID,
    *,
    doel: Doel = Doel.HULP,
    at: datetime | None = None,
    schrijven: bool = False,
    lock: bool = False,
) -> Document:
    """Open one document through its household.

    :raises NietVanJou: it is not there, belongs elsewhere, or its existence is no business of this person.
    :raises GeenZicht: this person may know that it is there, and not read (or change) it.
    """
    huishouden = huishouden_for(gebruiker, huishouden_id, doel=doel, at=at, lock=lock)
    document = Document.objects.filter(pk=document_id, huishouden=huishouden).select_related("door").first()
    vergeten = zaaifouten.staat_aan("bijlage_zonder_huishouden")
    if vergeten:
        document = Document.objects.filter(pk=document_id).select_related("door").first()
    if document is None:
        raise NietVanJou(partial(_geweigerd, gebruiker, huishouden_id))
    document.huishouden = huishouden
    mag_lezen = vergeten or documenten_voor(huishouden, gebruiker).filter(pk=document.pk).exists()
    oordeel = huishouden.zicht.oordeel(document.categorie)
    if not mag_lezen and not oordeel.iets:
        raise NietVanJou(partial(_geweigerd, gebruiker, huishouden_id))
    is_eigen = oordeel.ook_eigen and document.door_id == gebruiker.pk
    if not (mag_lezen and (not schrijven or (is_eigen and oordeel.schrijft))):
        eis(gebruiker, huishouden, Categorie(document.categorie), schrijven=schrijven, doel=doel)
    if not mag_lezen:
        raise GeenZicht(
            "Je ziet dit niet: deze toestemming gaat over gegevens die jij niet ziet.",
            wat=str(Categorie(document.categorie).label),
            terug=huishouden.get_absolute_url(),
            bewaar=partial(_geweigerd, gebruiker, huishouden_id),
        )
    return document


def _geweigerd(gebruiker: Any, huishouden_id: UUID) -> None:
    audit.record(
        "documenten.document.geweigerd",
        by=gebruiker,
        at=timezone.now(),
        soort="R",
        resultaat="geweigerd",
        huishouden_id=huishouden_id,
    )
