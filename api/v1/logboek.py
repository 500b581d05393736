"""`/logboek`: who did what, for who watches over it. Looking here stands in the logboek itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from rest_framework import serializers

from api.v1.kern.bron import Bron, Vraag
from api.v1.kern.velden import keuze
from api.v1.kern.vorm import Vorm
from api.zgw.kern.velden import Moment
from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.audit.models import Logboekregel, Resultaat
from keukentafel.audit.models import Soort as Handeling
from keukentafel.identity.rollen import Rol


class RegelUit(Vorm):
    id = serializers.UUIDField()
    volgnummer = serializers.IntegerField(allow_null=True, help_text="De plaats in de keten.")
    tijdstip = serializers.DateTimeField()
    gebeurtenis = serializers.CharField()
    soort = keuze(Handeling.choices)
    resultaat = keuze(Resultaat.choices)
    niveau = serializers.CharField()
    gebruiker_id = serializers.UUIDField(allow_null=True)
    gebruiker_naam = serializers.CharField()
    rollen = serializers.CharField()
    team_id = serializers.UUIDField(allow_null=True)
    organisatie = serializers.CharField()
    inlogwijze = serializers.CharField()
    object_soort = serializers.CharField()
    object_id = serializers.UUIDField(allow_null=True)
    huishouden_id = serializers.UUIDField(allow_null=True)
    categorie = serializers.CharField()
    doel = serializers.CharField()
    grond = serializers.CharField()
    is_nood = serializers.BooleanField()
    aantal_getoond = serializers.IntegerField(help_text="Hoeveel huishoudens op een lijst stonden.")
    reden = serializers.CharField(allow_null=True, help_text="Alleen voor de privacyfunctionaris.")


class LogboekVraag(Vraag):
    gebruiker = serializers.UUIDField(required=False, help_text="Van deze medewerker.")
    huishouden_id = serializers.UUIDField(required=False, help_text="Over dit huishouden, ook op een lijst.")
    soort = keuze(Handeling.choices, "Lezen, wijzigen, …", required=False)
    resultaat = keuze(Resultaat.choices, "Gelukt of geweigerd.", required=False)
    van = Moment(required=False, help_text="Vanaf dit moment.")
    tot = Moment(required=False, help_text="Tot dit moment.")


class Logboek(Bron):
    bron, naam = "logboek", "logboekregel"
    uitleg = "Het logboek: wie deed wat, wanneer en waarom."
    uit = RegelUit
    vraag = LogboekVraag
    schermen = {"list": "audit:logboek", "retrieve": "audit:regel"}
    volgorde = ("-tijdstip", "-id")
    gevraagd: Mapping[str, Any] = {}

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        self.gevraagd = waarden
        rijen = Logboekregel.objects.select_related("schakel")
        velden = {
            "gebruiker": "gebruiker_id", "soort": "soort", "resultaat": "resultaat", "van": "tijdstip__gte",
            "tot": "tijdstip__lt",
        }  # fmt: skip
        rijen = rijen.filter(**{velden[naam]: waarden[naam] for naam in velden if naam in waarden})
        if huishouden := waarden.get("huishouden_id"):
            rijen = rijen.filter(Q(huishouden_id=huishouden) | Q(getoond__contains=[huishouden]))
        return rijen

    def noteer(self, rijen: Sequence[Any]) -> None:
        """Who looks up a household, looks at it; the lines themselves show no names of residents."""
        audit.record(
            "audit.logboek.bekeken",
            by=self.wie,
            at=self.nu,
            soort="R",
            doel=Doel.TOEZICHT,
            huishouden_id=self.gevraagd.get("huishouden_id"),
            detail={"pagina": "api/v1/logboek"},
        )

    def open(self, pk: UUID, *, lock: bool = False) -> Logboekregel:
        rij = Logboekregel.objects.select_related("schakel").filter(pk=pk).first()
        if rij is None:
            raise Http404
        audit.record_inzage(
            target=rij, by=self.wie, doel=Doel.TOEZICHT, at=self.nu, gebeurtenis="audit.regel.bekeken"
        )
        return rij

    def toon(self, rij: Any) -> dict[str, Any]:
        schakel = getattr(rij, "schakel", None)
        return RegelUit.uit_rij(rij, zonder=("volgnummer", "aantal_getoond", "reden")) | {
            "volgnummer": schakel.volgnummer if schakel else None,
            "aantal_getoond": len(rij.getoond or ()),
            "reden": rij.reden if self.wie.has_rol(Rol.FG) else None,
        }
