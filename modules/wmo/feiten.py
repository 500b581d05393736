"""The facts about a household that decide what it pays."""

from __future__ import annotations

from datetime import date

from modules.dossier.models import RolInHuishouden
from modules.dossier.voorzieningen.models import Product
from modules.wmo.models import Zaak
from modules.wmo.rules.bijdrage import Feiten

ROLSTOEL = "11"  # category of iWmo list WMO020


def bijdragefeiten(
    zaak: Zaak, dag: date, *, product: Product | None = None, alle_partners_aow: bool | None = None
) -> Feiten:
    """Return what art. 2.1.4 looks at; whether all partners have AOW is asked, for its age changes."""
    leden = [
        lid for lid in zaak.huishouden.leden.select_related("inwoner") if lid.tot is None or lid.tot > dag
    ]
    partners = [lid for lid in leden if lid.rol in (RolInHuishouden.PARTNER, RolInHuishouden.OUDER)]
    leeftijd = zaak.inwoner.leeftijd_op(dag)
    return Feiten(
        personen=len(leden),
        heeft_partner=len(partners) > 1 or any(lid.rol == RolInHuishouden.PARTNER for lid in leden),
        alle_partners_aow=alle_partners_aow,
        is_minderjarig=leeftijd is not None and leeftijd < 18,
        is_rolstoel=product is not None and product.categorie == ROLSTOEL,
    )
