"""`/betrokkenen`: who works along with a household: a colleague, or somebody of another organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden, HuishoudenNodig
from api.v1.kern.bron import Handeling
from api.v1.kern.velden import TelefoonVeld, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel.identity.models import Gebruiker
from modules.dossier.actions.betrokkene import add_betrokkene, end_betrokkene
from modules.dossier.models import Betrokkene
from modules.inrichting.models import Organisatie
from modules.zgw.fouten import Ongeldig, Veldfout


class BetrokkeneUit(Vorm):
    id = serializers.UUIDField()
    huishouden_id = serializers.UUIDField()
    gebruiker_id = serializers.UUIDField(allow_null=True, help_text="Een collega.")
    naam = serializers.CharField()
    organisatie_id = serializers.UUIDField(allow_null=True)
    organisatie_naam = serializers.CharField()
    rol = serializers.CharField()
    telefoon = serializers.CharField()
    van = serializers.DateField()
    tot = serializers.DateField(allow_null=True)


class BetrokkeneMaken(StrengeVorm):
    huishouden_id = serializers.UUIDField()
    gebruiker_id = serializers.UUIDField(
        required=False, help_text="Een collega. Die kan het huishouden dan zien."
    )
    naam = tekst(120, "Of de naam van iemand van buiten.")
    organisatie_id = serializers.UUIDField(required=False)
    organisatie_naam = tekst(120, "Of een andere organisatie.")
    rol = tekst(80, "In een paar woorden: schuldhulp, verhuurder, mentor op school.", leeg=False)
    telefoon = TelefoonVeld(required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not any(
            attrs.get(veld) for veld in ("gebruiker_id", "naam", "organisatie_id", "organisatie_naam")
        ):
            fout = "Kies een collega, of vul een naam of organisatie in."
            raise serializers.ValidationError({"gebruikerId": fout})
        return attrs


class BetrokkeneVraag(HuishoudenNodig):
    ook_gestopt = serializers.BooleanField(
        required=False, default=False, help_text="Ook wie niet meer meewerkt."
    )


class Betrokkenen(BijHuishouden):
    bron, naam = "betrokkenen", "betrokkene"
    uitleg = "Wie meewerkt bij een huishouden, met organisatie en rol."
    uit = BetrokkeneUit
    vraag = BetrokkeneVraag
    model = Betrokkene
    scopes_van = "huishoudens"
    schermen = {
        "list": "dossier:betrokkenen",
        "retrieve": "dossier:betrokkenen",
        "create": "dossier:betrokkenen",
    }
    invoer = {"create": BetrokkeneMaken}
    handelingen = {
        "einde": Handeling("dossier:betrokkene_einde", "eindig", "Zeg dat iemand vandaag stopt met meewerken")
    }
    volgorde = ("van", "id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = Betrokkene.objects.filter(huishouden=self.van_het_huishouden(waarden))
        return rijen if waarden["ook_gestopt"] else rijen.filter(tot=None)

    def maak(self, gegevens: Mapping[str, Any]) -> Betrokkene:
        velden = dict(gegevens)
        huishouden = self.huishouden(velden.pop("huishouden_id"))
        for veld, rijen in (
            ("gebruiker", Gebruiker.objects.actief()),
            ("organisatie", Organisatie.objects.filter(is_actief=True)),
        ):
            pk = velden.pop(f"{veld}_id", None)
            velden[veld] = rijen.filter(pk=pk).first() if pk else None
            if pk and velden[veld] is None:
                raise Ongeldig(Veldfout(f"{veld}Id", "unknown", "Die kennen we hier niet. Kies een andere."))
        return add_betrokkene(huishouden=huishouden, gegevens=velden, by=self.wie, at=self.nu)

    def eindig(self, rij: Betrokkene, gegevens: Mapping[str, Any]) -> None:
        if rij.tot is not None:
            raise Http404
        end_betrokkene(rij=rij, tot=localdate(self.nu), by=self.wie, at=self.nu)
