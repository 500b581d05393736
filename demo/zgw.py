"""Programs in the demo: one that may do everything, and some as a gemeente really has them."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from string import ascii_letters, digits
from typing import Any, Final

from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.autorisaties.actions.geheim import give_geheim
from modules.zgw.autorisaties.models import Client
from modules.zgw.beheer.actions.catalogus import set_rsin
from modules.zgw.beheer.actions.programma import connect_client, save_programma
from modules.zgw.catalogus.models import Soort, Typesoort
from modules.zgw.eigen import DOMEIN
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid

RSIN: Final = {"lindewaard": "900100011", "hoogmeren": "900200005", "rietdam": "900300000"}
"""Numbers that pass the test of nine digits; nobody has them."""
FORMULIER: Final = (
    "zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.statussen.toevoegen",
)  # fmt: skip


class Programmavuller:
    """Lets programs in, through the same actions as the screens."""

    def __init__(self, slug: str, *, by: Any, at: datetime, toeval: Random) -> None:
        self.slug, self.by, self.at, self.toeval = slug, by, at, toeval

    def vul(self) -> dict[str, str]:
        """Make them; return the client that may do everything, for `accounts.json`."""
        set_rsin(rsin=RSIN[self.slug], by=self.by, at=self.at - timedelta(days=30))
        client_id, geheim = f"demo-{self.slug}", self._geheim()
        connect_client(
            client_id=client_id, geheim=geheim, label="Demo: mag alles", alle=True, by=self.by,
            at=self.at - timedelta(days=30),
        )  # fmt: skip
        self._programma("Open Formulieren", "open-formulieren", self._formulieren(), dagen=28, gezien=True)
        self._programma("Mijn Lindewaard" if self.slug == "lindewaard" else "Inwonerportaal", "inwonerportaal",
                        self._portaal(), dagen=21, gezien=True)  # fmt: skip
        self._programma("Klantcontact", "kiss", self._klantcontact(), dagen=9, gezien=False)
        give_geheim(
            client_id="open-formulieren", by=self.by, at=self.at - timedelta(days=2), geheim=self._geheim()
        )
        return {"client_id": client_id, "secret": geheim}

    def _programma(
        self, naam: str, client_id: str, rechten: list[Gevraagd], *, dagen: int, gezien: bool
    ) -> None:
        at = self.at - timedelta(days=dagen)
        connect_client(client_id=client_id, geheim=self._geheim(), alle=False, by=self.by, at=at)
        save_programma(
            applicatie=None, label=naam, client_ids=[client_id], alle=False, autorisaties=rechten, by=self.by, at=at
        )  # fmt: skip
        if gezien:
            Client.objects.filter(client_id=client_id).update(
                laatst_gezien_op=self.at - timedelta(minutes=14)
            )

    def _formulieren(self) -> list[Gevraagd]:
        hoogste = int(Vertrouwelijkheid.ZAAKVERTROUWELIJK)
        return [
            *(Gevraagd("zrc", FORMULIER, soort, hoogste) for soort in self._soorten(Typesoort.ZAAKTYPE)),
            *(
                Gevraagd("drc", ("documenten.lezen", "documenten.aanmaken"), soort, hoogste)
                for soort in self._soorten(
                    Typesoort.INFORMATIEOBJECTTYPE, "Aanvraag of formulier", "Bijlage", "Bewijsstuk"
                )
            ),
            Gevraagd("ztc", ("catalogi.lezen",)),
        ]

    def _portaal(self) -> list[Gevraagd]:
        hoogste = int(Vertrouwelijkheid.ZAAKVERTROUWELIJK)
        return [
            *(
                Gevraagd("zrc", ("zaken.lezen",), soort, hoogste)
                for soort in self._soorten(Typesoort.ZAAKTYPE)
            ),
            *(
                Gevraagd("drc", ("documenten.lezen",), soort, hoogste)
                for soort in self._soorten(Typesoort.INFORMATIEOBJECTTYPE, "Beschikking", "Brief")
            ),
            Gevraagd("ztc", ("catalogi.lezen",)),
        ]

    def _klantcontact(self) -> list[Gevraagd]:
        return [
            Gevraagd("zrc", ("zaken.lezen",), soort, int(Vertrouwelijkheid.ZAAKVERTROUWELIJK))
            for soort in self._soorten(Typesoort.ZAAKTYPE, "SD-WMO")
        ]

    def _soorten(self, typesoort: str, *namen: str) -> list[Any]:
        rijen = Soort.objects.filter(catalogus__domein=DOMEIN, typesoort=typesoort).order_by("identificatie")
        return list((rijen.filter(identificatie__in=namen) if namen else rijen).values_list("pk", flat=True))

    def _geheim(self) -> str:
        return "".join(self.toeval.choice(ascii_letters + digits) for _ in range(48))
