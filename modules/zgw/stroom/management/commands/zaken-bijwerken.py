"""`keukentafel zaken-bijwerken`: show what is in the dossier already as zaken. Safe to run as often as you like."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from keukentafel.tenancy.opdracht import GemeenteCommand
from keukentafel.tenancy.scope import GemeenteRef
from modules.dossier.models import Casus
from modules.zgw.stroom.actions.zaken import sync_huishouden
from modules.zgw.zaken.models import Zaak

_ELKE = 50


class Command(GemeenteCommand):
    help = (
        "Maak een zaak van wat al in het dossier staat en werk bestaande zaken bij, bijvoorbeeld na het inlezen "
        "van een caseload. Dit mag zo vaak als je wilt."
    )

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="een regel JSON per gemeente")

    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        vooraf, ids = Zaak.objects.count(), sorted(set(Casus.objects.values_list("huishouden_id", flat=True)))
        for nummer, huishouden_id in enumerate(ids, start=1):
            sync_huishouden(huishouden_id=huishouden_id, by=None, at=timezone.now())
            if not options["json"] and nummer % _ELKE == 0:
                self.stdout.write(f"{gemeente.naam}: {nummer} van {len(ids)} huishoudens.")
        nieuw = Zaak.objects.count() - vooraf
        if options["json"]:
            self.stdout.write(
                json.dumps({"gemeente": gemeente.slug, "huishoudens": len(ids), "nieuw": nieuw})
            )
            return
        self.stdout.write(f"{gemeente.naam}: {len(ids)} huishoudens nagelopen, {nieuw} zaken erbij.")
