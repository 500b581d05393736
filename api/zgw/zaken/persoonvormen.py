"""Who somebody is, per kind: the fields of betrokkeneIdentificatie (Zaken API 1.5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rest_framework import serializers
from stdnum.nl import bsn as elfproef

from api.zgw.kern.velden import LegeTekst, Tekst
from modules.zgw.zaken.models import BetrokkeneType

RECHTSVORMEN: Final = (
    "besloten_vennootschap", "cooperatie_europees_economische_samenwerking", "europese_cooperatieve_venootschap",
    "europese_naamloze_vennootschap", "kerkelijke_organisatie", "naamloze_vennootschap",
    "onderlinge_waarborg_maatschappij", "overig_privaatrechtelijke_rechtspersoon", "stichting", "vereniging",
    "vereniging_van_eigenaars", "publiekrechtelijke_rechtspersoon", "vennootschap_onder_firma", "maatschap", "rederij",
    "commanditaire_vennootschap", "kapitaalvennootschap_binnen_eer",
    "overige_buitenlandse_rechtspersoon_vennootschap", "kapitaalvennootschap_buiten_eer",
)  # fmt: skip


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
    innRechtsvorm = serializers.ChoiceField(
        choices=RECHTSVORMEN, required=False, allow_blank=True, default=""
    )
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


def lees_vorm(veld: str, soort: type[serializers.Serializer[Any]], data: Any) -> dict[str, Any]:
    """Read the fields of one kind, as plain values.

    :raises rest_framework.exceptions.ValidationError: below the name of the field.
    """
    lezer = soort(data=data)
    if not lezer.is_valid():
        raise serializers.ValidationError({veld: lezer.errors})
    gelezen: dict[str, Any] = _kaal(lezer.validated_data)
    return gelezen


def _kaal(waarde: Any) -> Any:
    return {naam: _kaal(deel) for naam, deel in waarde.items()} if isinstance(waarde, Mapping) else waarde
