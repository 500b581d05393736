"""Take the documents of a zaak into the dossier. The bytes stand once: the register points at them from then on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from keukentafel.opslag import BestandWeg
from keukentafel.opslag.poort import MAX_BYTES, Gekeurd, keur
from keukentafel.opslag.soorten import Geweigerd
from modules.dossier.actions.notitie import place_notitie
from modules.dossier.documenten.actions.document import add_document, replace_document
from modules.dossier.documenten.models import OPSLAG, Document, Documentsoort
from modules.dossier.models import Huishouden, Inwoner, NotitieSoort
from modules.inrichting.rules.protocol import Categorie
from modules.zgw.documenten.actions.document import hold_documenten
from modules.zgw.documenten.actions.inhoud import Geleend, lees_heel, lend_inhoud
from modules.zgw.documenten.models import Informatieobject
from modules.zgw.stroom.actions.verbergen import close_along
from modules.zgw.stroom.models import Zaakkoppeling
from modules.zgw.zaken.models import Zaak, ZaakDocument


def take_documenten(
    *, zaak: Zaak, koppeling: Zaakkoppeling, by: Any, at: datetime, alleen: Sequence[UUID] | None = None
) -> int:
    """Take in what hangs on the zaak and is in no dossier yet; returns how many.

    What the gate refuses stays in the register, and a note says so: nothing is lost, nothing dangerous comes in.
    """
    ids = alleen if alleen is not None else list(
        ZaakDocument.objects.filter(zaak=zaak).values_list("document_id", flat=True)
    )  # fmt: skip
    documenten = hold_documenten(ids)
    huishouden = Huishouden.objects.get(pk=koppeling.huishouden_id)
    inwoner = Inwoner.objects.filter(pk=koppeling.inwoner_id).first() if koppeling.inwoner_id else None
    aantal = sum(
        _neem(document, huishouden, inwoner, by, at)
        for document in documenten
        if _is_nieuw(document, koppeling, by, at)
    )
    close_along(zaak=zaak, huishouden=huishouden, documenten=ids)
    return aantal


def renew_documenten(*, document_id: UUID, by: Any, at: datetime) -> None:
    """Take in what changed of a document: its pieces came in whole, or a program made another version."""
    document = hold_documenten([document_id]).first()
    if document is None:
        return
    if document.bron_id is not None:
        _vervang(document, by, at)
        return
    koppelingen = Zaakkoppeling.objects.filter(zaak__documenten__document_id=document_id)
    koppeling = koppelingen.select_related("zaak").order_by("id").first()
    if koppeling is not None and koppeling.zaak is not None:
        take_documenten(zaak=koppeling.zaak, koppeling=koppeling, by=by, at=at, alleen=[document_id])


def _is_nieuw(document: Informatieobject, koppeling: Zaakkoppeling, by: Any, at: datetime) -> bool:
    """Whether a document is in no dossier yet. One of another household is not copied: a note says that it is there."""
    if document.bron_id is None:
        return True
    if document.huishouden_id != koppeling.huishouden_id:
        _noteer(
            koppeling.huishouden_id,
            "Bij de zaak staat een document dat al bij een ander dossier hoort.",
            by,
            at,
        )
    return False


def _noteer(huishouden_id: UUID, tekst: str, by: Any, at: datetime) -> None:
    place_notitie(
        huishouden=Huishouden.objects.get(pk=huishouden_id), casus=None, soort=NotitieSoort.BERICHT, met_wie=by.naam,
        tekst=tekst, by=by, at=at,
    )  # fmt: skip


def _vervang(document: Informatieobject, by: Any, at: datetime) -> None:
    oud = Document.objects.filter(pk=document.bron_id).first() if document.bron_id else None
    inhoud = document.versie.inhoud if document.versie else None
    if oud is None or inhoud is None or not inhoud.is_compleet:
        return
    if not all(deel.is_eigen for deel in inhoud.delen.all()):
        return  # only its words changed: the file is the one that the dossier has
    huidig = Document.objects.filter(reeks=oud.reeks, vervangen_op=None).select_related("huishouden").get()
    bestand = _keur(document, huidig.huishouden, by, at)
    if bestand is None or huidig.ingetrokken_op is not None:
        return
    nieuw = replace_document(document=huidig, bestand=bestand, by=by, at=at)
    _leen(document, nieuw)


def _neem(document: Informatieobject, huishouden: Huishouden, inwoner: Any, by: Any, at: datetime) -> bool:
    versie = document.versie
    bestand = _keur(document, huishouden, by, at)
    if versie is None or bestand is None:
        return False
    nieuw = add_document(
        huishouden=huishouden, bestand=bestand, titel=versie.titel[:120], soort=Documentsoort.FORMULIER,
        categorie=Categorie.CONTACT, inwoner=inwoner, by=by, at=at,
    )  # fmt: skip
    _leen(document, nieuw)
    return True


def _keur(document: Informatieobject, huishouden: Huishouden, by: Any, at: datetime) -> Gekeurd | None:
    """Let the bytes through the gate; None when they are not there yet, or were refused (with a note)."""
    versie = document.versie
    if versie is None or versie.inhoud is None or not versie.inhoud.is_compleet:
        return None  # its pieces are still on the way: it comes in when they are there
    try:
        return keur(versie.bestandsnaam or versie.titel, lees_heel(versie.inhoud, maximum=MAX_BYTES))
    except (Geweigerd, BestandWeg) as nee:
        tekst = f"Een bijlage is niet overgenomen. {nee} Het bestand staat nog bij de zaak."
        _noteer(huishouden.pk, tekst, by, at)
        return None


def _leen(document: Informatieobject, nieuw: Document) -> None:
    """Let the register show the file of the dossier, and take it along when the dossier goes."""
    versie = document.versie
    assert versie is not None and versie.inhoud is not None  # noqa: PT018 -- one thought: it was let through
    lend_inhoud(inhoud=versie.inhoud, bestand=Geleend(OPSLAG, nieuw.pk, nieuw.grootte, nieuw.sha256))
    Informatieobject.objects.filter(pk=document.pk).update(
        bron_id=nieuw.pk, huishouden_id=nieuw.huishouden_id, inwoner_id=nieuw.inwoner_id
    )
