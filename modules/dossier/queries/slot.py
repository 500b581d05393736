"""What ending the help looks at, and who of the team may look along."""

from __future__ import annotations

from typing import Any

from keukentafel.identity.models import Gebruiker
from modules.dossier.actions.afsluiten import vervallende
from modules.dossier.models import Actie, Casus, Huishouden, ZrmMeting
from modules.dossier.queries.plannen import leest, wie_doet
from modules.inrichting.codelijsten import ActieStatus, Meetmoment
from modules.inrichting.models import Teamlid
from modules.inrichting.rules.instellingsoort import Keuze
from modules.inrichting.rules.stappen import stapkeuze


def slotstand(huishouden: Huishouden, casus: Casus, variant: Any) -> dict[str, Any]:
    """Return what the check page looks at: open actions, the measurement at the end, what still runs."""
    open_acties = list(
        Actie.objects.filter(huishouden=huishouden, status=ActieStatus.OPEN)
        .exclude(plan__status="concept")
        .select_related("gebruiker", "inwoner", "netwerklid", "doel")
        .order_by("wanneer", "id")[:50]
    )
    return {
        "open_acties": [
            {"rij": actie, "wie": wie_doet(actie)}
            for actie in open_acties
            if actie.doel is None or leest(huishouden.zicht, actie.doel.leefgebieden)
        ],
        "heeft_eindmeting": ZrmMeting.objects.filter(
            casus=casus, moment=Meetmoment.EIND, is_bewaard=True
        ).exists(),
        "eindmeting": stapkeuze(variant, "zrm_eind"),
        "vraagt_eindmeting": stapkeuze(variant, "zrm_eind") == Keuze.J,
        "termijnen": list(vervallende(casus)[:20]),
        "andere_teams": huishouden.casussen.lopend().exclude(pk=casus.pk).count(),
    }


def collegas_van(casus: Casus, gebruiker: Any, vandaag: Any) -> list[Any]:
    """Return who of the team may look along: everybody but the one who asks."""
    leden = Teamlid.objects.op(vandaag).filter(team_id=casus.team_id).values("gebruiker_id")
    return list(Gebruiker.objects.actief().filter(pk__in=leden).exclude(pk=gebruiker.pk).order_by("naam"))
