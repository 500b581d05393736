"""Who works around a household: organisation and role, no content (F046)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Betrokkene, Huishouden, TijdlijnGroep


@transaction.atomic
def add_betrokkene(
    *, huishouden: Huishouden, gegevens: Mapping[str, Any], by: Any, at: datetime
) -> Betrokkene:
    """Say that somebody works along from today: a colleague, or somebody of another organisation."""
    gebruiker = gegevens.get("gebruiker")
    rij = Betrokkene.objects.create(
        huishouden=huishouden,
        gebruiker=gebruiker,
        naam=str(gegevens.get("naam") or getattr(gebruiker, "naam", "")),
        organisatie=gegevens.get("organisatie"),
        organisatie_naam=gegevens.get("organisatie_naam") or "",
        rol=gegevens["rol"],
        telefoon=gegevens.get("telefoon") or "",
        van=gegevens.get("van") or localdate(at),
    )
    wie = rij.naam or rij.organisatie_naam or str(rij.organisatie)
    schrijf_tijdlijn(
        huishouden=huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="users",
        titel=f"{wie} werkt mee: {rij.rol}",
        at=at,
        by=by,
        bij=rij,
    )
    audit.record("dossier.betrokkene.toegevoegd", target=rij, by=by, at=at, soort="maken")
    return rij


@transaction.atomic
def end_betrokkene(*, rij: Betrokkene, tot: date, by: Any, at: datetime) -> None:
    """Say that somebody stopped; the access of a colleague ends with it."""
    rij.tot = tot
    rij.save(update_fields=["tot"])
    audit.record("dossier.betrokkene.gestopt", target=rij, by=by, at=at, detail={"tot": tot.isoformat()})
