"""Read one zaak of ours as it leaves, and how far the mirror is."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db.models import Count

from modules.koppelingen.models import Spiegelstand, Spiegelzaak
from modules.koppelingen.rules.spiegel import Deel, Dunnezaak
from modules.zgw.besluiten.models import Besluit
from modules.zgw.documenten.actions.inhoud import lees_heel
from modules.zgw.documenten.models import Documentstatus, Informatieobject
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid
from modules.zgw.zaken.models import BetrokkeneType, Rol, Zaak

_GEEFT_DOOR = frozenset(
    {BetrokkeneType.NATUURLIJK_PERSOON.value, BetrokkeneType.ORGANISATORISCHE_EENHEID.value}
)


def dunne_zaak(
    zaak_id: UUID, *, rsin: str, met_besluiten: bool, met_documenten: bool
) -> tuple[Zaak, Dunnezaak] | None:
    """Return what leaves of a zaak: seven queries at most. None when it is gone."""
    zaak: Zaak | None = Zaak.objects.select_related("zaaktype__soort").filter(pk=zaak_id).first()
    if zaak is None:
        return None
    organisatie = rsin or zaak.bronorganisatie
    waarden = {
        "bronorganisatie": organisatie,
        "verantwoordelijkeOrganisatie": organisatie,
        "omschrijving": zaak.omschrijving,
        "startdatum": zaak.startdatum.isoformat(),
        "registratiedatum": zaak.registratiedatum.isoformat(),
        "einddatumGepland": zaak.einddatum_gepland.isoformat() if zaak.einddatum_gepland else None,
        "uiterlijkeEinddatumAfdoening": zaak.uiterlijke_einddatum.isoformat()
        if zaak.uiterlijke_einddatum
        else None,
        "vertrouwelijkheidaanduiding": Vertrouwelijkheid(
            max(zaak.vertrouwelijkheid, Vertrouwelijkheid.ZAAKVERTROUWELIJK)
        ).name.lower(),
    }
    statussen = list(zaak.statussen.select_related("statustype").order_by("gezet_op", "id"))
    laatste = max((s.statustype.volgnummer for s in statussen), default=0)
    resultaat = getattr(zaak, "resultaat", None)
    besluiten = Besluit.objects.filter(zaak=zaak).select_related("besluittype") if met_besluiten else ()
    return zaak, Dunnezaak(
        zaak.identificatie,
        zaak.startdatum,
        waarden,
        rollen=[_rol(rij) for rij in zaak.rollen.select_related("roltype") if _mag_weg(rij)],
        statussen=[
            Deel(
                "status",
                str(rij.pk),
                (rij.statustype.omschrijving_generiek, rij.statustype.omschrijving),
                {"datumStatusGezet": rij.gezet_op.isoformat()},
                is_einde=zaak.is_gesloten and rij.statustype.volgnummer == laatste,
            )
            for rij in statussen
        ],
        resultaat=Deel("resultaat", str(resultaat.pk), (resultaat.resultaattype.omschrijving,))
        if resultaat
        else None,
        besluiten=[_besluit(rij, organisatie) for rij in besluiten],
        documenten=_documenten(zaak, organisatie) if met_documenten else (),
    )


def _mag_weg(rij: Rol) -> bool:
    """Whether somebody else may know of this role: who asked, and which team; not who of the staff."""
    if rij.betrokkene_type == BetrokkeneType.NATUURLIJK_PERSOON:
        return rij.omschrijving_generiek == "initiator" and bool(rij.wie)
    return rij.betrokkene_type in _GEEFT_DOOR and bool(rij.wie)


def _rol(rij: Rol) -> Deel:
    wie = json.loads(str(rij.wie))
    if rij.betrokkene_type == BetrokkeneType.NATUURLIJK_PERSOON and wie.get("inpBsn"):
        wie = {"inpBsn": wie["inpBsn"]}  # who has the number has the name from its own register
    waarden: dict[str, Any] = {
        "betrokkeneType": rij.betrokkene_type,
        "roltoelichting": rij.omschrijving,
        "betrokkeneIdentificatie": wie,
    }
    return Deel("rol", str(rij.pk), (rij.omschrijving, rij.omschrijving_generiek), waarden)


def _besluit(rij: Besluit, organisatie: str) -> Deel:
    waarden = {
        "identificatie": rij.identificatie,
        "verantwoordelijkeOrganisatie": organisatie,
        "datum": rij.datum.isoformat(),
        "ingangsdatum": rij.ingangsdatum.isoformat(),
        "vervaldatum": rij.vervaldatum.isoformat() if rij.vervaldatum else None,
        "verzenddatum": rij.verzenddatum.isoformat() if rij.verzenddatum else None,
    }
    return Deel("besluit", str(rij.pk), (rij.besluittype.omschrijving,), waarden)


def _documenten(zaak: Zaak, organisatie: str) -> list[Deel]:
    """Return our own letters of this zaak that went out; what a program brought stands at that program."""
    ids = zaak.documenten.values_list("document_id", flat=True)
    rijen = Informatieobject.objects.filter(
        pk__in=list(ids), bron_id__isnull=False, versie__status=Documentstatus.DEFINITIEF
    ).select_related("versie", "soort")
    return [_document(rij, organisatie) for rij in rijen.order_by("id")]


def _document(rij: Informatieobject, organisatie: str) -> Deel:
    versie: Any = rij.versie
    waarden = {
        "identificatie": rij.identificatie,
        "bronorganisatie": organisatie,
        "creatiedatum": versie.creatiedatum.isoformat(),
        "titel": versie.titel,
        "auteur": str(versie.auteur),
        "taal": versie.taal,
        "formaat": versie.formaat,
        "bestandsnaam": versie.bestandsnaam,
        "status": "definitief",
        "vertrouwelijkheidaanduiding": Vertrouwelijkheid(
            max(rij.vertrouwelijkheid, Vertrouwelijkheid.ZAAKVERTROUWELIJK)
        ).code,
        "indicatieGebruiksrecht": False,
    }
    return Deel("document", str(rij.pk), (rij.soort.identificatie,), waarden)


def inhoud_van(document_id: UUID, *, maximum: int) -> bytes | None:
    """Return the bytes of a document, or None when it has none or more than `maximum`."""
    rij = Informatieobject.objects.select_related("versie__inhoud").filter(pk=document_id).first()
    inhoud = rij.versie.inhoud if rij is not None and rij.versie is not None else None
    if inhoud is None or inhoud.omvang > maximum:
        return None
    return lees_heel(inhoud, maximum=maximum)


def tel_spiegel() -> dict[str, int]:
    """Return how many zaken wait, are the same, or stopped. One query."""
    gevonden = dict(Spiegelzaak.objects.values_list("stand").annotate(Count("id")).order_by("stand"))
    return {stand.value: gevonden.get(stand.value, 0) for stand in Spiegelstand}


def gestopte(hoeveel: int = 10) -> list[Spiegelzaak]:
    """Return what stopped, the latest first."""
    return list(
        Spiegelzaak.objects.filter(stand=Spiegelstand.GESTOPT).order_by("-gewijzigd_op", "-id")[:hoeveel]
    )
