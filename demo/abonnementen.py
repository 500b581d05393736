"""A subscription in the demo that was stopped while its system was moved, with what it did not take in."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from keukentafel.adres import adres_van_gemeente
from keukentafel.uitgaand.bezorgen import open_bestemming, zet_klaar
from keukentafel.uitgaand.models import Bestemming, Bezorging, Bezorgstand
from keukentafel.uitgaand.toestaan import sta_toe
from modules.zgw.autorisaties.models import Client
from modules.zgw.notificaties.actions.abonnement import SOORT, stop_abonnement
from modules.zgw.notificaties.models import Abonnement, Kanaal, Keuze
from modules.zgw.zaken.models import Zaak

HOE_VEEL: Final = 4


class Abonnementvuller:
    """Lets the portal of an example gemeente hear of zaken. It lives nowhere, so nothing goes out."""

    def __init__(self, slug: str, *, by: Any, at: datetime) -> None:
        self.slug, self.by, self.at = slug, by, at

    def vul(self) -> None:
        """Make it, and a few messages that its system refused."""
        begin = f"https://mijn.{self.slug}.invalid/"
        sta_toe(url=begin, at=self.at - timedelta(days=20))
        client = Client.objects.filter(client_id="inwonerportaal").first()
        rij = Abonnement.objects.create(
            adres=f"{begin}api/webhooks/zaken", auth="Bearer sleutel-van-het-portaal",
            applicatie_id=client.applicatie_id if client else None, gemaakt_op=self.at - timedelta(days=20),
        )  # fmt: skip
        Keuze.objects.create(abonnement=rij, kanaal=Kanaal.objects.get(naam="zaken"))
        open_bestemming(SOORT, rij.pk)
        Bestemming.objects.filter(pk=rij.pk).update(laatst_gelukt_op=self.at - timedelta(days=6))
        for nummer, zaak in enumerate(Zaak.objects.order_by("-id")[:HOE_VEEL]):
            self._bleef_liggen(rij, zaak, weg=nummer == 0)
        stop_abonnement(abonnement=rij, by=self.by, at=self.at - timedelta(days=1))

    def _bleef_liggen(self, rij: Abonnement, zaak: Zaak, *, weg: bool) -> None:
        basis, op = adres_van_gemeente(self.slug), self.at - timedelta(days=5)
        url = f"{basis}/zaken/api/v1/zaken/{zaak.pk}"
        lading = json.dumps(
            {
                "kanaal": "zaken", "hoofdObject": url, "resource": "zaak", "resourceUrl": url, "actie": "create",
                "aanmaakdatum": op.isoformat(), "kenmerken": {"bronorganisatie": zaak.bronorganisatie},
            }
        )  # fmt: skip
        bericht = zet_klaar(
            bestemmingen=[rij.pk], stroom=sha256(url.encode()).hexdigest(), lading=lading, at=op
        )
        Bezorging.objects.filter(bericht=bericht).update(
            stand=Bezorgstand.VERVALLEN if weg else Bezorgstand.OPGEGEVEN, pogingen=75,
            laatste_fout="Het andere systeem antwoordde met 400.", sinds=self.at - timedelta(days=2),
        )  # fmt: skip
