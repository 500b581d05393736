"""Zaken of what the example households have, and what other programs sent that waits in the inbox."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, Final

from django.utils.timezone import localdate

from modules.dossier.models import Huishouden
from modules.inrichting.models import Wijkteam
from modules.zgw.catalogus.models import Eigenschap, Roltype
from modules.zgw.eigen import JEUGD, WMO
from modules.zgw.eigen.opzoeken import rsin, zaaktype_op
from modules.zgw.postvak.actions.stukken import receive_stuk
from modules.zgw.stroom.actions.binnen import consider
from modules.zgw.stroom.actions.zaken import sync_huishouden
from modules.zgw.zaken.actions.zaak import als_json, save_zaak
from modules.zgw.zaken.models import Rol, Zaak, ZaakEigenschap
from modules.zgw.zaken.rolsleutel import sleutels_van

FORMULIER: Final = SimpleNamespace(
    pk=None, naam="Open Formulieren", label="Open Formulieren", client_id="open-formulieren"
)


class Postvakvuller:
    """Brings the zaken up to date and puts three pieces in the inbox: half, unknown, and one of a form."""

    def __init__(self, *, bsn: Iterator[str], at: datetime) -> None:
        self.bsn, self.at = bsn, at

    def vul(self) -> None:
        """Fill the gemeente of this scope."""
        for huishouden_id in Huishouden.objects.order_by("id").values_list("pk", flat=True):
            sync_huishouden(huishouden_id=huishouden_id, by=None, at=self.at)
        team = Wijkteam.objects.actief().order_by("vanaf", "pk").first()
        self._zaak(WMO, "Sanne", "Hoogland", "", dagen=1)
        self._zaak(WMO, "Willem", "Terpstra", "Ik kan de trap niet meer op sinds mijn val.", dagen=2)
        self._zaak(JEUGD, "Noor", "Bakhuis", "Onze zoon gaat al weken niet naar school.", dagen=3)
        receive_stuk(
            sleutel=f"urn:demo:{team.pk if team else ''}", titel="Formulier Hulp bij het huishouden",
            gegevens={
                "wet": "wmo", "voornamen": "Gerda", "geslachtsnaam": "Meijerink", "telefoon": "0612345678",
                "inhoud": "Ik zoek hulp met de ramen en de was.", "regels": [["Voorkeur", "Op dinsdag"]],
            },
            team=team, at=self.at - timedelta(days=4), ontbreekt=["Er is geen BSN bij. Kies zelf het huishouden."],
        )  # fmt: skip

    def _zaak(self, soort: str, voornaam: str, achternaam: str, vraag: str, *, dagen: int) -> None:
        zaaktype, toen = zaaktype_op(soort, localdate(self.at)), self.at - timedelta(days=dagen)
        if zaaktype is None:
            return
        organisatie: Any = rsin()
        zaak = save_zaak(
            zaak=None,
            velden={
                "zaaktype": zaaktype, "bronorganisatie": organisatie, "verantwoordelijke_organisatie": organisatie,
                "startdatum": localdate(toen),
            },
            vandaag=localdate(toen), geforceerd=True,
        )  # fmt: skip
        self._rol(zaak, voornaam, achternaam, toen)
        eigenschap = Eigenschap.objects.filter(zaaktype=zaaktype, naam="hulpvraag").first()
        if vraag and eigenschap is not None:
            ZaakEigenschap.objects.create(zaak=zaak, eigenschap=eigenschap, naam="hulpvraag", waarde=vraag)
        vers = Zaak.objects.select_related("soort__zaakregel__team", "zaaktype").get(pk=zaak.pk)
        consider(zaak=vers, by=FORMULIER, at=toen)

    def _rol(self, zaak: Zaak, voornaam: str, achternaam: str, toen: datetime) -> None:
        roltype = Roltype.objects.filter(zaaktype=zaak.zaaktype_id, omschrijving_generiek="initiator").first()
        if roltype is None:
            return
        wie = {"inpBsn": next(self.bsn), "voornamen": voornaam, "geslachtsnaam": achternaam}
        Rol.objects.create(
            zaak=zaak, roltype=roltype, omschrijving=roltype.omschrijving, omschrijving_generiek="initiator",
            betrokkene_type="natuurlijk_persoon", wie=als_json(wie), roltoelichting="Aanvrager",
            sleutels=sleutels_van("natuurlijk_persoon", wie), geregistreerd_op=toen,
        )  # fmt: skip
