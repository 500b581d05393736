"""Choose what becomes of the zaken of one type, and begin with the choices that fit our own types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Verouderd
from modules.zgw.catalogus.models import Soort
from modules.zgw.eigen import DOMEIN, HUISHOUDEN, ZAAKTYPE_VAN_WET
from modules.zgw.stroom.models import Onbekend, Wordt, Zaakregel

VELDEN: Final[Mapping[str, str]] = {
    "inhoud": "hulpvraag", "is_spoed": "spoed", "telefoon": "telefoon", "email": "email", "melder_naam": "namens",
    "team": "wijkteam",
}  # fmt: skip
"""Which property of our own types is which field of the melding."""
KEUZES: Final = ("wordt", "wet", "team", "vereist", "vereist_document", "velden", "bij_onbekend")


@transaction.atomic
def make_regels(*, at: datetime) -> int:
    """Give our own types a mapping as far as they have none; return how many were made. Safe to run again."""
    wetten = {identificatie: wet for wet, identificatie in ZAAKTYPE_VAN_WET.items()}
    zonder = Soort.objects.filter(
        catalogus__domein=DOMEIN,
        typesoort="zaaktype",
        identificatie__in=[*wetten, HUISHOUDEN],
        zaakregel=None,
    )
    regels = [
        Zaakregel(
            soort=soort,
            wordt=Wordt.MELDING if soort.identificatie in wetten else Wordt.POSTVAK,
            wet=wetten.get(soort.identificatie, ""),
            vereist=["hulpvraag"],
            velden=dict(VELDEN),
            bij_onbekend=Onbekend.POSTVAK,
            gewijzigd_op=at,
        )
        for soort in zonder
    ]
    Zaakregel.objects.bulk_create(regels, ignore_conflicts=True)
    return len(regels)


@transaction.atomic
def save_regel(
    *, soort: Soort, keuzes: Mapping[str, Any], gezien_versie: int, by: Any, at: datetime
) -> Zaakregel:
    """Keep the mapping of one zaaktype; 0 as `gezien_versie` when there was none.

    :raises Verouderd: somebody saved it since.
    """
    rij = Zaakregel.objects.select_for_update(of=("self",)).filter(soort=soort).first()
    if (rij.versie if rij else 0) != gezien_versie:
        raise Verouderd("Deze keuze is net door een ander gewijzigd.", huidig=rij)
    nieuw = rij is None
    rij = rij or Zaakregel(soort=soort, versie=0)
    for naam in KEUZES:
        setattr(rij, naam, keuzes[naam])
    rij.gewijzigd_op, rij.gewijzigd_door, rij.versie = at, by, rij.versie + 1
    rij.save()
    audit.record(
        "stroom.regel.gekozen", target=rij, by=by, at=at, soort="maken" if nieuw else "wijzigen",
        detail={"zaaktype": soort.identificatie, "wordt": str(rij.wordt)},
    )  # fmt: skip
    return rij
