"""What a program adds to a zaak that is in the dossier already: it joins the melding, as a note or a document."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from modules.dossier.actions.notitie import place_notitie
from modules.dossier.models import Casus, Huishouden, NotitieSoort
from modules.zgw.stroom.actions.bijlagen import take_documenten
from modules.zgw.stroom.models import Zaakkoppeling
from modules.zgw.zaken.models import Resultaat, Rol, Status, Zaak, ZaakDocument, ZaakEigenschap


def join_later(
    *, zaak: Zaak, koppeling: Zaakkoppeling, resource: str, resource_id: UUID, actie: str, by: Any, at: datetime
) -> None:  # fmt: skip
    """Take one change of a program into the dossier that the zaak belongs to."""
    if resource == "zaakinformatieobject" and actie == "create":
        ids = ZaakDocument.objects.filter(pk=resource_id).values_list("document_id", flat=True)
        take_documenten(zaak=zaak, koppeling=koppeling, by=by, at=at, alleen=list(ids))
        return
    tekst = _zin(zaak, resource, resource_id, actie)
    if tekst:
        note(koppeling=koppeling, tekst=tekst, by=by, at=at)


def note(*, koppeling: Zaakkoppeling, tekst: str, by: Any, at: datetime) -> None:
    """Place a note with the household that a zaak belongs to, in the name of the program."""
    huishouden = Huishouden.objects.get(pk=koppeling.huishouden_id)
    casus = Casus.objects.filter(huishouden=huishouden).order_by("-begonnen_op", "-id").first()
    place_notitie(
        huishouden=huishouden, casus=casus, soort=NotitieSoort.BERICHT, met_wie=by.naam[:160], tekst=tekst, by=by,
        at=at,
    )  # fmt: skip


def _zin(zaak: Zaak, resource: str, resource_id: UUID, actie: str) -> str:
    """Return what happened in a sentence or two; empty for what says nothing to who helps."""
    match resource, actie:
        case "status", "create":
            status = Status.objects.select_related("statustype").get(pk=resource_id)
            return _met(f"De zaak kreeg de status: {status.statustype.omschrijving}.", status.toelichting)
        case "resultaat", "create" | "update" | "partial_update":
            resultaat = Resultaat.objects.select_related("resultaattype").get(pk=resource_id)
            return _met(
                f"De zaak kreeg het resultaat: {resultaat.resultaattype.omschrijving}.", resultaat.toelichting
            )
        case "resultaat", "destroy":
            return "Het resultaat van de zaak is weggehaald."
        case "zaakeigenschap", "create" | "update" | "partial_update":
            eigenschap = ZaakEigenschap.objects.get(pk=resource_id)
            return f"Aanvulling bij de melding. {eigenschap.naam}: {eigenschap.waarde!s}"
        case "rol", "create":
            rol = Rol.objects.get(pk=resource_id)
            return f"Bij de zaak kwam iemand erbij als {rol.omschrijving.lower()}. Wie dat is, staat bij de zaak."
        case "zaak", "update" | "partial_update":
            return _met("De zaak is gewijzigd.", str(zaak.toelichting or ""))
        case _:
            return ""


def _met(zin: str, toelichting: str) -> str:
    return f"{zin} {toelichting}".strip()
