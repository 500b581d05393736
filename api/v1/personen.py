"""`/personen`: the people of a household, in the place that each has there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.timezone import localdate
from rest_framework import serializers

from api.v1.kern.bij_huishouden import BijHuishouden, HuishoudenNodig
from api.v1.kern.bron import Handeling
from api.v1.kern.velden import BsnVeld, TelefoonVeld, keuze, tekst
from api.v1.kern.vorm import StrengeVorm, Vorm
from keukentafel.values.naam import splits_voorvoegsel
from modules.dossier.access import eis, lid_for
from modules.dossier.actions.gezag import (
    add_gezag,
    add_vertegenwoordiger,
    end_gezag,
    end_vertegenwoordiger,
)
from modules.dossier.actions.inwoner import VELDEN, add_inwoner, change_inwoner, end_lidmaatschap, return_lid
from modules.dossier.models import Huishoudlid, Inwoner, RolInHuishouden
from modules.dossier.models.inwoner import Geslacht
from modules.inrichting.codelijsten import GezagSoort, VertegenwoordigerSoort
from modules.inrichting.rules.protocol import Categorie
from modules.zgw.fouten import Ongeldig, Veldfout

_KRING: Final = frozenset({"rol", "van", "ander_adres", "bijzonderheid"})
"""What is known of somebody in this household (C); the rest is who it is (A)."""
_EEN: Final = "Alleen bij één persoon."
_EEN_C: Final = "Alleen bij één persoon, voor wie dit mag zien (C)."


class GezagUit(Vorm):
    id = serializers.UUIDField()
    soort = keuze(GezagSoort.choices)
    houder_id = serializers.UUIDField(allow_null=True, help_text="De inwoner, als die bekend is.")
    houder_naam = serializers.CharField()
    toelichting = serializers.CharField()
    tot = serializers.DateField(allow_null=True)


class VertegenwoordigerUit(Vorm):
    id = serializers.UUIDField()
    naam = serializers.CharField()
    soort = keuze(VertegenwoordigerSoort.choices)
    organisatie = serializers.CharField()
    telefoon = serializers.CharField()
    van = serializers.DateField(allow_null=True)
    tot = serializers.DateField(allow_null=True)


class PersoonDetailUit(Vorm):
    id = serializers.UUIDField(help_text="De plek van deze persoon in dit huishouden.")
    huishouden_id = serializers.UUIDField()
    inwoner_id = serializers.UUIDField()
    naam = serializers.CharField()
    geboortedatum = serializers.DateField(allow_null=True)
    tot = serializers.DateField(
        allow_null=True, help_text="Vanaf deze dag hoort deze persoon er niet meer bij."
    )
    voornamen = serializers.CharField(allow_null=True, help_text=_EEN)
    voorletters = serializers.CharField(allow_null=True, help_text=_EEN)
    voorvoegsel = serializers.CharField(allow_null=True, help_text=_EEN)
    geslachtsnaam = serializers.CharField(allow_null=True, help_text=_EEN)
    geslacht = serializers.ChoiceField(choices=Geslacht.choices, allow_null=True, help_text=_EEN)
    overleden_op = serializers.DateField(allow_null=True, help_text=_EEN)
    telefoon = serializers.CharField(allow_null=True, help_text=_EEN)
    email = serializers.CharField(allow_null=True, help_text=_EEN)
    heeft_bsn = serializers.BooleanField(
        allow_null=True, help_text=f"{_EEN} Het BSN zelf staat alleen op het scherm, na Toon BSN."
    )
    rol = serializers.ChoiceField(
        choices=RolInHuishouden.choices, allow_null=True, help_text="Voor wie dit mag zien (C)."
    )
    van = serializers.DateField(allow_null=True, help_text=_EEN_C)
    ander_adres = serializers.CharField(allow_null=True, help_text=_EEN_C)
    bijzonderheid = serializers.CharField(allow_null=True, help_text=_EEN_C)
    gezag = GezagUit(many=True, allow_null=True, help_text=f"Wie gezag heeft over dit kind. {_EEN_C}")
    vertegenwoordigers = VertegenwoordigerUit(many=True, allow_null=True, help_text=_EEN_C)
    versie = serializers.IntegerField()


class PersoonIn(StrengeVorm):
    voornamen = tekst(120)
    achternaam = tekst(140, "Met tussenvoegsel, zoals: van der Berg.", leeg=False)
    geboortedatum = serializers.DateField(required=False, allow_null=True, default=None)
    rol = keuze(RolInHuishouden.choices, default=RolInHuishouden.VOLWASSENE)


class PersoonErbij(PersoonIn):
    voorletters = tekst(20)
    geslacht = keuze(Geslacht.choices, required=False)
    van = serializers.DateField(required=False, help_text="Hoort erbij vanaf. Leeg is vandaag.")
    overleden_op = serializers.DateField(required=False, allow_null=True)
    telefoon = TelefoonVeld(required=False, allow_blank=True)
    email = serializers.EmailField(required=False, allow_blank=True)
    bsn = BsnVeld(required=False, allow_blank=True, help_text="Alleen als het nodig is voor de hulp.")
    ander_adres = tekst(160, "Als deze persoon (ook) ergens anders woont.")
    bijzonderheid = tekst(120, "Zoals: groep 6, of nachtdienst.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        controleer_leven(attrs.get("geboortedatum"), attrs.get("overleden_op"))
        return attrs


class PersoonMaken(PersoonErbij):
    huishouden_id = serializers.UUIDField()


class PersoonWijzigen(StrengeVorm):
    voornamen = tekst(120)
    voorletters = tekst(20)
    achternaam = tekst(140, "Met tussenvoegsel, zoals: van der Berg.", leeg=False)
    geboortedatum = serializers.DateField(required=False, allow_null=True)
    geslacht = keuze(Geslacht.choices)
    overleden_op = serializers.DateField(required=False, allow_null=True)
    telefoon = TelefoonVeld(required=False, allow_blank=True)
    email = serializers.EmailField(required=False, allow_blank=True)
    bsn = BsnVeld(required=False, allow_blank=True, help_text="Leeg laat staan wat er staat.")
    rol = keuze(RolInHuishouden.choices)
    van = serializers.DateField()
    ander_adres = tekst(160)
    bijzonderheid = tekst(120)


class VertrekIn(StrengeVorm):
    tot = serializers.DateField(help_text="Vanaf welke dag niet meer.")


class GezagIn(StrengeVorm):
    soort = keuze(GezagSoort.choices)
    houder_id = serializers.UUIDField(required=False, help_text="Een inwoner uit dit huishouden.")
    houder_naam = tekst(120, "Of de naam van iemand anders.", default="")
    toelichting = tekst(300, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs.get("houder_id") and not attrs["houder_naam"]:
            fout = "Kies iemand uit het huishouden of vul een naam in."
            raise serializers.ValidationError({"houderNaam": fout})
        return attrs


class VertegenwoordigerIn(StrengeVorm):
    naam = tekst(120, leeg=False)
    soort = keuze(VertegenwoordigerSoort.choices)
    organisatie = tekst(120, default="")
    telefoon = TelefoonVeld(required=False, allow_blank=True, default="")
    van = serializers.DateField(required=False, allow_null=True, default=None)


class WelkeIn(StrengeVorm):
    welke_id = serializers.UUIDField(help_text="De id uit de persoon.")


class PersoonVraag(HuishoudenNodig):
    ook_vertrokken = serializers.BooleanField(
        required=False, default=False, help_text="Ook wie er niet meer bij hoort."
    )


class Personen(BijHuishouden):
    bron, naam = "personen", "persoon"
    uitleg = "De mensen van een huishouden. Een BSN gaat erin en komt er niet uit."
    uit = PersoonDetailUit
    vraag = PersoonVraag
    model = Huishoudlid
    bij = ("inwoner",)
    scopes_van = "huishoudens"
    schermen = {
        "list": "dossier:huishouden",
        "retrieve": "dossier:persoon",
        "create": "dossier:persoon_nieuw",
        "partial_update": "dossier:persoon",
    }
    invoer = {"create": PersoonMaken, "partial_update": PersoonWijzigen}
    handelingen = {
        "vertrek": Handeling(
            "dossier:persoon_vertrek", "laat_gaan", "Zeg vanaf welke dag iemand er niet meer bij hoort", VertrekIn
        ),
        "terug": Handeling("dossier:persoon_terug", "haal_terug", "Neem het vertrek terug"),
        "gezag": Handeling("dossier:gezag_nieuw", "geef_gezag", "Leg vast wie gezag heeft", GezagIn),
        "gezag-einde": Handeling("dossier:gezag_einde", "eindig_gezag", "Zeg dat gezag vandaag stopt", WelkeIn),
        "vertegenwoordigers": Handeling(
            "dossier:namens_nieuw", "zet_namens", "Leg vast wie namens iemand handelt", VertegenwoordigerIn
        ),
        "vertegenwoordiger-einde": Handeling(
            "dossier:namens_einde", "eindig_namens", "Zeg dat iemand vandaag stopt als vertegenwoordiger", WelkeIn
        ),
    }  # fmt: skip
    volgorde = ("van", "id")

    def rijen(self, waarden: Mapping[str, Any]) -> QuerySet[Any]:
        rijen = Huishoudlid.objects.filter(huishouden=self.van_het_huishouden(waarden)).select_related(
            "inwoner"
        )
        if not waarden["ook_vertrokken"]:
            return rijen.filter(tot=None)
        later = Huishoudlid.objects.filter(huishouden=OuterRef("huishouden"), inwoner=OuterRef("inwoner"))
        nog_een = Q(van__gt=OuterRef("van")) | Q(van=OuterRef("van"), id__gt=OuterRef("id"))
        return rijen.exclude(Exists(later.filter(nog_een)))

    def open(self, pk: UUID, *, lock: bool = False) -> Huishoudlid:
        rij = Huishoudlid.objects.filter(pk=pk).first()
        if rij is None:
            raise Http404
        lid = lid_for(self.wie, rij.huishouden_id, rij.inwoner_id, doel=self.doel)
        if lid.pk != pk:  # an older stay: the page of a person is about the last
            raise Http404
        return lid

    def toon_alle(self, rijen: Sequence[Any]) -> list[dict[str, Any]]:
        kring = self.hier.zicht.mag(Categorie.HUISHOUDEN)
        leeg = dict.fromkeys(PersoonDetailUit.veldnamen())
        return [leeg | _kort(rij) | {"rol": rij.rol if kring else None} for rij in rijen]

    def toon(self, rij: Huishoudlid) -> dict[str, Any]:
        inwoner, kring = rij.inwoner, rij.huishouden.zicht.mag(Categorie.HUISHOUDEN)
        namen = ("voornamen", "voorletters", "voorvoegsel", "geslachtsnaam")
        wie = {
            veld: getattr(inwoner, veld) for veld in (*namen, "geslacht", "overleden_op", "telefoon", "email")
        }
        van_de_kring = {
            "rol": rij.rol, "van": rij.van, "ander_adres": rij.ander_adres, "bijzonderheid": inwoner.bijzonderheid,
            "gezag": [GezagUit.uit_rij(een) for een in inwoner.gezag_door.order_by("id")],
            "vertegenwoordigers": [
                VertegenwoordigerUit.uit_rij(een) for een in inwoner.vertegenwoordigers.order_by("id")
            ],
        } if kring else dict.fromkeys((*_KRING, "gezag", "vertegenwoordigers"))  # fmt: skip
        return _kort(rij) | wie | van_de_kring | {"heeft_bsn": bool(inwoner.bsn_index)}

    def maak(self, gegevens: Mapping[str, Any]) -> Huishoudlid:
        huishouden = self.huishouden(gegevens["huishouden_id"])
        return add_inwoner(huishouden=huishouden, gegevens=persoon_in(gegevens), by=self.wie, at=self.nu)

    def wijzig(self, rij: Huishoudlid, gegevens: Mapping[str, Any]) -> None:
        gevraagd = set(gegevens)
        if gevraagd & _KRING:
            eis(self.wie, rij.huishouden, Categorie.HUISHOUDEN, schrijven=True)
        if gevraagd - _KRING or not gevraagd:
            eis(self.wie, rij.huishouden, Categorie.IDENTITEIT, schrijven=True)
        inwoner = rij.inwoner
        controleer_leven(
            gegevens.get("geboortedatum", inwoner.geboortedatum),
            gegevens.get("overleden_op", inwoner.overleden_op),
        )
        velden = persoon_in(gegevens) if "achternaam" in gegevens else dict(gegevens)
        change_inwoner(lid=rij, gegevens=velden, versie=inwoner.versie, by=self.wie, at=self.nu)

    def laat_gaan(self, rij: Huishoudlid, gegevens: Mapping[str, Any]) -> None:
        end_lidmaatschap(lid=rij, tot=gegevens["tot"], by=self.wie, at=self.nu)

    def haal_terug(self, rij: Huishoudlid, gegevens: Mapping[str, Any]) -> None:
        return_lid(lid=rij, by=self.wie, at=self.nu)

    def geef_gezag(self, rij: Huishoudlid, gegevens: Mapping[str, Any]) -> None:
        velden = dict(gegevens)
        houder_id = velden.pop("houder_id", None)
        hier = Inwoner.objects.filter(lidmaatschappen__huishouden=rij.huishouden)
        houder = hier.filter(pk=houder_id).first() if houder_id else None
        if houder_id and houder is None:
            raise Ongeldig(Veldfout("houderId", "unknown", "Deze persoon hoort niet bij dit huishouden."))
        add_gezag(lid=rij, houder=houder, **velden, by=self.wie, at=self.nu)

    def eindig_gezag(self, rij: Huishoudlid, gegevens: Mapping[str, Any]) -> None:
        gezag = rij.inwoner.gezag_door.filter(pk=gegevens["welke_id"]).first()
        if gezag is None:
            raise Http404
        end_gezag(gezag=gezag, lid=rij, tot=localdate(self.nu), by=self.wie, at=self.nu)

    def zet_namens(self, rij: Huishoudlid, gegevens: Mapping[str, Any]) -> None:
        add_vertegenwoordiger(lid=rij, gegevens=gegevens, by=self.wie, at=self.nu)

    def eindig_namens(self, rij: Huishoudlid, gegevens: Mapping[str, Any]) -> None:
        namens = rij.inwoner.vertegenwoordigers.filter(pk=gegevens["welke_id"]).first()
        if namens is None:
            raise Http404
        end_vertegenwoordiger(rij=namens, lid=rij, tot=localdate(self.nu), by=self.wie, at=self.nu)


def controleer_leven(geboren: Any, overleden: Any) -> None:
    """Refuse a death before birth, in the words of the screen."""
    if geboren and overleden and overleden < geboren:
        fout = "Deze dag ligt vóór de geboortedatum. Kies een latere dag."
        raise serializers.ValidationError({"overledenOp": fout})


def persoon_in(persoon: Mapping[str, Any]) -> dict[str, Any]:
    """Return a person as the actions take one in: the surname apart from its voorvoegsel."""
    voorvoegsel, achternaam = splits_voorvoegsel(persoon["achternaam"])
    if len(voorvoegsel) > 20 or not achternaam:
        voorvoegsel, achternaam = "", persoon["achternaam"]
    rest = {veld: waarde for veld, waarde in persoon.items() if veld in _NEEMT}
    return rest | {"voorvoegsel": voorvoegsel, "geslachtsnaam": achternaam}


_NEEMT: Final = frozenset({*VELDEN, "rol", "van", "ander_adres", "bsn"})


def _kort(rij: Huishoudlid) -> dict[str, Any]:
    return {
        "id": rij.pk,
        "huishouden_id": rij.huishouden_id,
        "inwoner_id": rij.inwoner_id,
        "naam": rij.inwoner.naam,
        "geboortedatum": rij.inwoner.geboortedatum,
        "tot": rij.tot,
        "versie": rij.inwoner.versie,
    }
