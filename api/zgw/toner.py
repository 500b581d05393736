"""Show a row as its resource does, to who writes it below the API (`modules.zgw.sporen.toner`)."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from api.zgw.kern.bron import Bron
from modules.zgw.sporen.actions import Wijziging
from modules.zgw.sporen.toner import Gezien

_NIEMAND: Any = SimpleNamespace(user=SimpleNamespace(client_id=None))
"""Who reads: no program, so that no lock of a program shows."""


def toon(rij: Any) -> Gezien | None:
    """Return a row with what it hangs on; None when no resource shows it."""
    soort = _bronnen().get(type(rij))
    if soort is None:
        return None
    bron = soort()
    bron.request = _NIEMAND
    hoofd = bron.hoofdobject(rij)
    if hoofd is None:
        return None
    nieuw = bron.toon_nieuw(rij)
    return Gezien(
        hoofd,
        Wijziging(
            bron=bron.component, resource=bron.operatie, resource_url=str(nieuw.get("url", "")),
            weergave=bron.weergave(nieuw), actie="", resultaat=200, nieuw=nieuw,
        ),
    )  # fmt: skip


@cache
def _bronnen() -> dict[type[Any], type[Bron]]:
    # Resources name each other: read when all are there.
    from api.zgw.autorisaties.applicaties import Applicaties
    from api.zgw.besluiten.besluiten import Besluiten
    from api.zgw.besluiten.documenten import BesluitDocumenten
    from api.zgw.catalogi.besluittypen import Besluittypen
    from api.zgw.catalogi.documenttypen import Informatieobjecttypen
    from api.zgw.catalogi.zaaktypen import Zaaktypen
    from api.zgw.documenten.informatieobjecten import Informatieobjecten
    from api.zgw.zaken.bij_zaak import Resultaten, Statussen
    from api.zgw.zaken.documenten import ZaakDocumenten
    from api.zgw.zaken.rollen import Rollen
    from api.zgw.zaken.zaken import Zaken
    from modules.zgw.autorisaties.models import Applicatie
    from modules.zgw.besluiten.models import Besluit, BesluitDocument
    from modules.zgw.catalogus.models import Besluittype, Informatieobjecttype, Zaaktype
    from modules.zgw.documenten.models import Informatieobject
    from modules.zgw.zaken.models import Resultaat, Rol, Status, Zaak, ZaakDocument

    return {
        Zaak: Zaken, Status: Statussen, Resultaat: Resultaten, Rol: Rollen, ZaakDocument: ZaakDocumenten,
        Informatieobject: Informatieobjecten, Besluit: Besluiten, BesluitDocument: BesluitDocumenten,
        Zaaktype: Zaaktypen, Informatieobjecttype: Informatieobjecttypen, Besluittype: Besluittypen,
        Applicatie: Applicaties,
    }  # fmt: skip
