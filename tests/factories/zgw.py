"""Factories for programs and types: what an administrator arranges, no household hangs on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from modules.zgw.autorisaties.models import Applicatie, Client
from modules.zgw.beheer.actions.programma import connect_programma
from modules.zgw.catalogus.models import (
    Catalogus,
    Informatieobjecttype,
    Soort,
    Statustype,
    Typesoort,
    Zaaktype,
)
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid

BEGIN = date(2026, 1, 1)


def maak_applicatie_rij(naam: str = "Proefprogramma") -> Applicatie:
    """Make a program that may all, with a client-id and a secret."""
    client_id = naam.lower().replace(" ", "-")
    return connect_programma(
        label=naam, client_id=client_id, geheim="", alle=True, autorisaties=(), by=None, at=timezone.now()
    )[0]


def maak_typen(domein: str = "PROEF") -> dict[str, Any]:
    """Make a catalogus with a zaaktype, a phase of it and a kind of document, all concepts."""
    catalogus = Catalogus.objects.create(domein=domein, rsin="517439943", contactpersoon_naam="Beheer")

    def soort(typesoort: str, naam: str) -> Soort:
        return Soort.objects.create(catalogus=catalogus, typesoort=typesoort, identificatie=naam)

    zaaktype = Zaaktype.objects.create(
        soort=soort(Typesoort.ZAAKTYPE, f"{domein}-ZAAK"), begin_geldigheid=BEGIN, versiedatum=BEGIN,
        omschrijving="Proefzaak", vertrouwelijkheid=Vertrouwelijkheid.ZAAKVERTROUWELIJK, doel="Proberen",
        aanleiding="Een vraag", intern_of_extern="extern", handeling_initiator="vragen", onderwerp="Proef",
        handeling_behandelaar="helpen", doorlooptijd="P8W", referentieproces_naam="Proef", verantwoordelijke="Team",
    )  # fmt: skip
    document = Informatieobjecttype.objects.create(
        soort=soort(Typesoort.INFORMATIEOBJECTTYPE, f"{domein}-document"), begin_geldigheid=BEGIN,
        omschrijving=f"{domein}-document", categorie="proef", vertrouwelijkheid=Vertrouwelijkheid.ZAAKVERTROUWELIJK,
    )  # fmt: skip
    fase = Statustype.objects.create(zaaktype=zaaktype, omschrijving="Begin", volgnummer=1)
    return {
        "catalogus": catalogus,
        "zaaktype": zaaktype,
        "statustype": fase,
        "informatieobjecttype": document,
    }


def maak_beheerrijen(naam: str, domein: str) -> dict[str, Any]:
    """Make a program, a client-id that may nothing, and types: the rows behind the addresses of the screens."""
    applicatie = maak_applicatie_rij(naam)
    return maak_typen(domein) | {
        "applicatie": applicatie,
        "client": applicatie.clients.get(),
        "zgwbeheer:client_vergeten.client_id": Client.objects.create(client_id=f"los-{domein.lower()}"),
    }
