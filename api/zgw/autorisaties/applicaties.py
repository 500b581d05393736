"""`/applicaties`. Rights are kept per soort; the answer names the version that holds today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.utils.timezone import now
from rest_framework import serializers
from rest_framework.request import Request

from api.zgw.kern.adres import ontleed
from api.zgw.kern.blik import Blik, woord
from api.zgw.kern.bron import Bron, Vraag
from api.zgw.kern.velden import Tekst, VertrouwelijkheidVeld
from modules.zgw.autorisaties.actions.applicatie import Gevraagd, remove_applicatie, save_applicatie
from modules.zgw.autorisaties.models import Applicatie, Autorisatie, Client, Component
from modules.zgw.autorisaties.rules.machtiging import MET_MAXIMUM, PER_TYPE, SCOPES
from modules.zgw.catalogus.models import Besluittype, Informatieobjecttype, Zaaktype
from modules.zgw.catalogus.models.catalogus import Versie
from modules.zgw.catalogus.queries import geldende
from modules.zgw.fouten import Ongeldig, Veldfout
from modules.zgw.sporen.actions import Hoofdobject

TYPES: Mapping[str, tuple[str, type[Versie]]] = {
    "zrc": ("zaaktypen", Zaaktype),
    "drc": ("informatieobjecttypen", Informatieobjecttype),
    "brc": ("besluittypen", Besluittype),
}


class AutorisatieLezer(serializers.Serializer[Any]):
    """One right. Which fields are needed hangs on the component (ac-003)."""

    component = serializers.ChoiceField(choices=Component.choices)
    componentWeergave = serializers.CharField(read_only=True)
    scopes = serializers.ListField(child=Tekst(min_length=1, max_length=100), allow_empty=False)
    zaaktype = serializers.URLField(max_length=1000, required=False, allow_blank=True)
    informatieobjecttype = serializers.URLField(max_length=1000, required=False, allow_blank=True)
    besluittype = serializers.URLField(max_length=1000, required=False, allow_blank=True)
    maxVertrouwelijkheidaanduiding = VertrouwelijkheidVeld(required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a scope that the component does not know: it would never open anything."""
        vreemd = [scope for scope in attrs["scopes"] if scope not in SCOPES[attrs["component"]]]
        if vreemd:
            reden = f"Deze scope bestaat niet bij {attrs['component']}: {vreemd[0]}."
            raise serializers.ValidationError({"scopes": [serializers.ErrorDetail(reden, code="invalid")]})
        return attrs


class ApplicatieLezer(serializers.Serializer[Applicatie]):
    """An applicatie."""

    url = serializers.URLField(read_only=True)
    clientIds = serializers.ListField(child=Tekst(min_length=1, max_length=50), allow_empty=False)
    label = Tekst(max_length=100)  # type: ignore[assignment]
    heeftAlleAutorisaties = serializers.BooleanField(required=False, default=False)
    autorisaties = AutorisatieLezer(many=True, required=False, default=list)


class ApplicatieVraag(Vraag):
    """How applicaties are asked for."""

    clientIds = serializers.CharField(required=False)


class ConsumerVraag(Vraag):
    """How the applicatie of one client is asked for."""

    clientId = serializers.CharField(required=True, max_length=50)


class Applicaties(Bron):
    """The programs that may come in."""

    component, versie = "ac", "1.0.0"
    naam, operatie = "applicaties", "applicatie"
    werkwoorden: ClassVar[Mapping[str, str]] = {"retrieve": "read", "destroy": "delete"}
    serializer_class = ApplicatieLezer
    vraag = ApplicatieVraag
    heeft_etag = False
    scopes = {
        "list": ("autorisaties.lezen",), "retrieve": ("autorisaties.lezen",), "consumer": ("autorisaties.lezen",),
        "create": ("autorisaties.bijwerken",), "update": ("autorisaties.bijwerken",),
        "destroy": ("autorisaties.bijwerken",),
    }  # fmt: skip

    def rijen(self) -> QuerySet[Applicatie]:
        clients = Client.objects.filter(applicatie=OuterRef("pk")).order_by("volgnummer", "client_id")
        rechten = Prefetch("autorisaties", Autorisatie.objects.order_by("volgnummer", "id"))
        return Applicatie.objects.annotate(
            client_namen=ArraySubquery(clients.values("client_id"))
        ).prefetch_related(rechten)

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        if "clientIds" not in waarden:
            return rijen
        return rijen.filter(clients__client_id__in=waarden["clientIds"].split(",")).distinct()

    def consumer(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the applicatie of one client."""
        waarden = self.lees_vraag(request, ConsumerVraag)
        rij = self.rijen().filter(clients__client_id=waarden["clientId"]).first()
        if rij is None:
            raise Http404
        self.noteer("opgevraagd", "lezen", rij)
        return self.antwoord(rij)

    def hoofdobject(self, rij: Applicatie) -> Hoofdobject | None:
        """Tell who listens that the rights of a program changed; the standard keeps no trail of it."""
        adres = str(Blik().url("ac", "applicaties", rij.pk))
        return Hoofdobject("autorisaties", rij.pk, adres, {}, met_spoor=False)

    def laad(self, rijen: list[Any], blik: Blik) -> None:
        """Read which version of each type to name: the one that holds today, else the latest."""
        soorten: dict[type[Versie], set[UUID]] = {}
        for rij in rijen:
            for recht in rij.autorisaties.all():
                if recht.soort_id is not None:
                    soorten.setdefault(TYPES[recht.component][1], set()).add(recht.soort_id)
        blik.geladen["types"] = geldende(soorten, blik.dag)

    def toon(self, rij: Any, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("ac", "applicaties", rij.pk),
            "clientIds": rij.client_namen,
            "label": rij.label,
            "heeftAlleAutorisaties": rij.heeft_alle_autorisaties,
            "autorisaties": [_recht(recht, blik) for recht in rij.autorisaties.all()],
        }

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Applicatie:
        return save_applicatie(
            applicatie=rij,
            label=gegevens["label"],
            client_ids=gegevens["clientIds"],
            alle=gegevens["heeftAlleAutorisaties"],
            autorisaties=[_gevraagd(plek, ruw) for plek, ruw in enumerate(gegevens["autorisaties"])],
            at=now(),
        )

    def verwijder(self, rij: Any) -> None:
        remove_applicatie(applicatie=rij)


def _recht(recht: Autorisatie, blik: Blik) -> dict[str, Any]:
    uit: dict[str, Any] = {
        "component": recht.component,
        "componentWeergave": str(Component(recht.component).label),
        "scopes": recht.scopes,
    }
    if recht.soort_id is not None:
        versie = blik.geladen["types"].get(recht.soort_id)
        uit[PER_TYPE[recht.component]] = blik.url("ztc", TYPES[recht.component][0], versie) or ""
    if recht.maximum is not None:
        uit["maxVertrouwelijkheidaanduiding"] = woord(recht.maximum)
    return uit


def _gevraagd(plek: int, ruw: Mapping[str, Any]) -> Gevraagd:
    component = ruw["component"]
    soort_id: UUID | None = None
    adres = ruw.get(PER_TYPE.get(component, ""), "")
    if adres:
        bron, model = TYPES[component]
        gevonden = ontleed(adres)
        if gevonden is None or (gevonden.component, gevonden.bron) != ("ztc", bron):
            raise Ongeldig(_onbekend(plek, component))
        soort_id = model._default_manager.filter(pk=gevonden.id).values_list("soort_id", flat=True).first()  # noqa: SLF001
        if soort_id is None:
            raise Ongeldig(_onbekend(plek, component))
    maximum = ruw.get("maxVertrouwelijkheidaanduiding") or None
    return Gevraagd(component, tuple(ruw["scopes"]), soort_id, maximum if component in MET_MAXIMUM else None)


def _onbekend(plek: int, component: str) -> Veldfout:
    return Veldfout(
        f"autorisaties.{plek}.{PER_TYPE[component]}",
        "bad-url",
        "Dit adres kennen we niet. Gebruik een adres uit de catalogus van deze gemeente.",
    )
