"""`/rollen`: who has to do with a zaak."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.timezone import now
from rest_framework import serializers

from api.zgw.catalogi.onderdelen import Roltypen
from api.zgw.kern.blik import Blik
from api.zgw.kern.expand import Relatie
from api.zgw.kern.velden import LeegWebadres, LegeTekst, Tekst, Verwijzing
from api.zgw.zaken.basis import BIJWERKEN, LEZEN, BijZaak, ZaakVraag
from api.zgw.zaken.bij_zaak import BijZaakLezer, Statussen, schrijf, weiger_andere_zaak
from api.zgw.zaken.persoonvormen import WIE, lees_vorm
from api.zgw.zaken.zaakvraag import rolsleutels
from api.zgw.zaken.zaken import Zaken
from modules.zgw.catalogus.models import RolGeneriek, Roltype
from modules.zgw.fouten import GEHEEL, fout
from modules.zgw.zaken.actions.zaak import als_json, uit_json
from modules.zgw.zaken.models import BetrokkeneType, Rol, Status, Zaak
from modules.zgw.zaken.rolsleutel import NUMMERS, sleutels_van

BEGIN: Final = "betrokkeneIdentificatie__"
EEN_KEER: Final = frozenset({RolGeneriek.INITIATOR, RolGeneriek.ZAAKCOORDINATOR})


class ContactpersoonLezer(serializers.Serializer[Any]):
    """Whom to ask about this role."""

    emailadres = serializers.EmailField(max_length=254, required=False, allow_blank=True, default="")
    functie = LegeTekst(max_length=50)
    telefoonnummer = LegeTekst(max_length=20)
    naam = Tekst(max_length=40)


class RolLezer(BijZaakLezer):
    """A role."""

    betrokkene = LeegWebadres()
    betrokkeneType = serializers.ChoiceField(choices=BetrokkeneType.choices, source="betrokkene_type")
    afwijkendeNaamBetrokkene = LegeTekst(max_length=625, source="afwijkende_naam")
    roltype = Verwijzing("ztc", "roltypen", Roltype.objects.all)
    omschrijving = serializers.CharField(read_only=True)
    omschrijvingGeneriek = serializers.CharField(read_only=True)
    roltoelichting = Tekst(max_length=1000, allow_blank=True)
    registratiedatum = serializers.DateTimeField(read_only=True)
    indicatieMachtiging = serializers.ChoiceField(
        choices=["gemachtigde", "machtiginggever"], required=False, allow_blank=True, default="",
        source="indicatie_machtiging",
    )  # fmt: skip
    contactpersoonRol = ContactpersoonLezer(
        required=False, allow_null=True, default=None, source="contactpersoon"
    )
    statussen = serializers.ListField(child=serializers.URLField(), read_only=True)
    betrokkeneIdentificatie = serializers.DictField(required=False, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """An address, or who it is; who it is fits the kind."""
        wie = attrs["betrokkeneIdentificatie"]
        if not attrs["betrokkene"] and not wie:
            raise serializers.ValidationError(
                "Geef een adres (betrokkene), of betrokkeneIdentificatie.", code="invalid-betrokkene"
            )
        if wie:
            attrs["betrokkeneIdentificatie"] = lees_vorm(
                "betrokkeneIdentificatie", WIE[attrs["betrokkene_type"]], wie
            )
        return attrs


def _vraagvelden() -> dict[str, Any]:
    return {
        f"{BEGIN}{wie}__{nummer}": serializers.CharField(required=False, max_length=24)
        for wie, (_, nummers) in NUMMERS.items()
        for nummer in nummers
    }


class _RolVraag(ZaakVraag):
    betrokkene = serializers.URLField(required=False)
    betrokkeneType = serializers.ChoiceField(choices=BetrokkeneType.choices, required=False)
    roltype = serializers.URLField(required=False)
    omschrijving = serializers.CharField(required=False)
    omschrijvingGeneriek = serializers.ChoiceField(choices=RolGeneriek.choices, required=False)


RolVraag: Any = type(
    "RolVraag",
    (_RolVraag,),
    {**_vraagvelden(), "__doc__": "How roles are asked for.", "__module__": __name__},
)


class Rollen(BijZaak):
    """Roles."""

    naam, operatie = "rollen", "rol"
    serializer_class = RolLezer
    vraag = RolVraag
    adresvelden = {"roltype": ("roltypen", "roltype")}
    relaties: ClassVar[Mapping[str, Relatie]] = {
        "zaak": Relatie(lambda: Zaken, lambda rij, _: rij.zaak_id),
        "roltype": Relatie(lambda: Roltypen, lambda rij, _: rij.roltype_id),
        "statussen": Relatie(lambda: Statussen, lambda rij, _: rij.status_ids),
    }
    scopes = {
        "list": LEZEN,
        "retrieve": LEZEN,
        "create": BIJWERKEN,
        "update": BIJWERKEN,
        "destroy": BIJWERKEN,
    }

    def rijen(self) -> QuerySet[Rol]:
        gezet = Status.objects.filter(gezet_door=OuterRef("pk")).order_by("gezet_op").values("pk")
        rollen = Rol.objects.select_related("zaak").order_by("geregistreerd_op", "id")
        return rollen.annotate(status_ids=ArraySubquery(gezet))

    def filter(self, rijen: QuerySet[Any], waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = super().filter(rijen, waarden)
        gelijk = {
            "betrokkene": "betrokkene", "betrokkeneType": "betrokkene_type", "omschrijving": "omschrijving",
            "omschrijvingGeneriek": "omschrijving_generiek",
        }  # fmt: skip
        rijen = rijen.filter(**{kolom: waarden[naam] for naam, kolom in gelijk.items() if naam in waarden})
        sleutels = rolsleutels(waarden, BEGIN)
        return rijen.filter(sleutels__contains=sleutels) if sleutels else rijen

    def toon(self, rij: Any, blik: Blik) -> dict[str, Any]:
        return {
            "url": blik.url("zrc", "rollen", rij.pk),
            "uuid": rij.pk,
            "zaak": blik.url("zrc", "zaken", rij.zaak_id),
            "betrokkene": rij.betrokkene,
            "betrokkeneType": rij.betrokkene_type,
            "afwijkendeNaamBetrokkene": rij.afwijkende_naam or "",
            "roltype": blik.url("ztc", "roltypen", rij.roltype_id),
            "omschrijving": rij.omschrijving,
            "omschrijvingGeneriek": rij.omschrijving_generiek,
            "roltoelichting": rij.roltoelichting,
            "registratiedatum": rij.geregistreerd_op,
            "indicatieMachtiging": rij.indicatie_machtiging,
            "contactpersoonRol": uit_json(rij.contactpersoon)
            or {"emailadres": "", "functie": "", "telefoonnummer": "", "naam": ""},
            "statussen": blik.urls("zrc", "statussen", rij.status_ids),
            "betrokkeneIdentificatie": uit_json(rij.wie),
        }

    def invoer(self, rij: Any, blik: Blik) -> dict[str, Any]:
        return self.toon(rij, blik) | {"contactpersoonRol": uit_json(rij.contactpersoon)}

    def bewaar(self, rij: Any | None, gegevens: Mapping[str, Any], *, geheel: bool) -> Rol:
        zaak: Zaak = gegevens["zaak"]
        self.weiger(zaak)
        weiger_andere_zaak(rij, zaak)
        roltype: Roltype = gegevens["roltype"]
        if roltype.zaaktype_id != zaak.zaaktype_id:
            raise fout(GEHEEL, "zaaktype-mismatch", "Dit roltype hoort bij een ander zaaktype.")
        generiek = roltype.omschrijving_generiek
        if generiek in EEN_KEER:  # two programs at once would each find none
            Zaak.objects.select_for_update().filter(pk=zaak.pk).values_list("pk").first()
        anderen = Rol.objects.filter(zaak=zaak, omschrijving_generiek=generiek)
        if generiek in EEN_KEER and anderen.exclude(pk__in=[] if rij is None else [rij.pk]).exists():
            raise fout(GEHEEL, "invalid", "Deze rol is er al bij deze zaak, en kan er maar één keer zijn.")
        velden = dict(gegevens)
        wie = velden.pop("betrokkeneIdentificatie")
        velden |= {
            "wie": als_json(wie), "sleutels": sleutels_van(velden["betrokkene_type"], wie or {}),
            "contactpersoon": als_json(velden["contactpersoon"]), "afwijkende_naam": velden["afwijkende_naam"] or None,
            "omschrijving": roltype.omschrijving, "omschrijving_generiek": generiek,
        }  # fmt: skip
        return schrijf(rij or Rol(geregistreerd_op=now()), velden)
