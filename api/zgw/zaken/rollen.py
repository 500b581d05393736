"""`/rollen`: who has to do with a zaak."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.timezone import now
from rest_framework import serializers
from stdnum.nl import bsn as elfproef

from api.zgw.catalogi.onderdelen import Roltypen
from api.zgw.kern.blik import Blik
from api.zgw.kern.expand import Relatie
from api.zgw.kern.velden import LeegWebadres, LegeTekst, Tekst, Verwijzing
from api.zgw.zaken.basis import BIJWERKEN, LEZEN, BijZaak, ZaakVraag
from api.zgw.zaken.bij_zaak import BijZaakLezer, Statussen, schrijf, weiger_andere_zaak
from api.zgw.zaken.zaakvraag import rolsleutels
from api.zgw.zaken.zaken import Zaken
from modules.zgw.catalogus.models import RolGeneriek, Roltype
from modules.zgw.fouten import GEHEEL, fout
from modules.zgw.zaken.actions.zaak import als_json, uit_json
from modules.zgw.zaken.models import BetrokkeneType, Rol, Status, Zaak
from modules.zgw.zaken.rolsleutel import NUMMERS, sleutels_van

BEGIN: Final = "betrokkeneIdentificatie__"
EEN_KEER: Final = frozenset({RolGeneriek.INITIATOR, RolGeneriek.ZAAKCOORDINATOR})


class AdresLezer(serializers.Serializer[Any]):
    """An address in the Netherlands."""

    aoaIdentificatie = Tekst(max_length=100)
    wplWoonplaatsNaam = Tekst(max_length=80)
    gorOpenbareRuimteNaam = Tekst(max_length=80)
    aoaPostcode = LegeTekst(max_length=7)
    aoaHuisnummer = serializers.IntegerField(min_value=0, max_value=99999)
    aoaHuisletter = LegeTekst(max_length=1)
    aoaHuisnummertoevoeging = LegeTekst(max_length=4)
    inpLocatiebeschrijving = LegeTekst(max_length=1000)


class BuitenlandLezer(serializers.Serializer[Any]):
    """An address abroad."""

    lndLandcode = Tekst(max_length=4)
    lndLandnaam = Tekst(max_length=40)
    subAdresBuitenland_1 = LegeTekst(max_length=35)
    subAdresBuitenland_2 = LegeTekst(max_length=35)
    subAdresBuitenland_3 = LegeTekst(max_length=35)


def _adres(soort: type[serializers.Serializer[Any]]) -> Any:
    return soort(required=False, allow_null=True, default=None)


class PersoonLezer(serializers.Serializer[Any]):
    """A person."""

    inpBsn = LegeTekst(max_length=9)
    anpIdentificatie = LegeTekst(max_length=17)
    inpA_nummer = serializers.RegexField(r"^([1-9][0-9]{9})?$", required=False, allow_blank=True, default="")
    geslachtsnaam = LegeTekst(max_length=200)
    voorvoegselGeslachtsnaam = LegeTekst(max_length=80)
    voorletters = LegeTekst(max_length=20)
    voornamen = LegeTekst(max_length=200)
    geslachtsaanduiding = serializers.ChoiceField(
        choices=["m", "v", "o"], required=False, allow_blank=True, default=""
    )
    geboortedatum = LegeTekst(max_length=18)
    verblijfsadres = _adres(AdresLezer)
    subVerblijfBuitenland = _adres(BuitenlandLezer)

    def validate_inpBsn(self, waarde: str) -> str:  # noqa: N802 -- the name of the field
        """A BSN passes the eleven-test."""
        if waarde and not elfproef.is_valid(waarde):
            raise serializers.ValidationError("Dit BSN klopt niet.", code="invalid")
        return waarde


class NietNatuurlijkLezer(serializers.Serializer[Any]):
    """An organisation with a legal form."""

    innNnpId = LegeTekst(max_length=9)
    annIdentificatie = LegeTekst(max_length=17)
    statutaireNaam = LegeTekst(max_length=500)
    innRechtsvorm = LegeTekst(max_length=60)
    bezoekadres = LegeTekst(max_length=1000)
    subVerblijfBuitenland = _adres(BuitenlandLezer)


class VestigingLezer(serializers.Serializer[Any]):
    """A place where an organisation works."""

    vestigingsNummer = LegeTekst(max_length=24)
    handelsnaam = serializers.ListField(child=Tekst(max_length=625), required=False, default=list)
    verblijfsadres = _adres(AdresLezer)
    subVerblijfBuitenland = _adres(BuitenlandLezer)
    kvkNummer = LegeTekst(max_length=8)


class EenheidLezer(serializers.Serializer[Any]):
    """A part of the municipality."""

    identificatie = LegeTekst(max_length=24)
    naam = LegeTekst(max_length=50)
    isGehuisvestIn = LegeTekst(max_length=24)


class MedewerkerLezer(serializers.Serializer[Any]):
    """Somebody who works there."""

    identificatie = LegeTekst(max_length=24)
    achternaam = LegeTekst(max_length=200)
    voorletters = LegeTekst(max_length=20)
    voorvoegselAchternaam = LegeTekst(max_length=10)


WIE: Final[Mapping[str, type[serializers.Serializer[Any]]]] = {
    BetrokkeneType.NATUURLIJK_PERSOON: PersoonLezer,
    BetrokkeneType.NIET_NATUURLIJK_PERSOON: NietNatuurlijkLezer,
    BetrokkeneType.VESTIGING: VestigingLezer,
    BetrokkeneType.ORGANISATORISCHE_EENHEID: EenheidLezer,
    BetrokkeneType.MEDEWERKER: MedewerkerLezer,
}


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
            lezer = WIE[attrs["betrokkene_type"]](data=wie)
            if not lezer.is_valid():
                raise serializers.ValidationError({"betrokkeneIdentificatie": lezer.errors})
            attrs["betrokkeneIdentificatie"] = _kaal(lezer.validated_data)
        return attrs


def _kaal(waarde: Any) -> Any:
    return {naam: _kaal(deel) for naam, deel in waarde.items()} if isinstance(waarde, Mapping) else waarde


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
