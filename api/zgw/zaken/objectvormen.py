"""What an object of a zaak is, per kind: the fields of objectIdentificatie (Zaken API 1.5.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from rest_framework import serializers

from api.zgw.kern.velden import LegeTekst, Tekst
from api.zgw.zaken.persoonvormen import WIE, NietNatuurlijkLezer, PersoonLezer

Lezer = type[serializers.Serializer[Any]]
INRICHTING: Final = (
    "bak", "bord", "installatie", "kast", "mast", "paal", "sensor", "straatmeubilair", "waterinrichtingselement",
    "weginrichtingselement",
)  # fmt: skip
KUNSTWERK: Final = (
    "keermuur", "overkluizing", "duiker", "faunavoorziening", "vispassage", "bodemval", "coupure", "ponton", "voorde",
    "hoogspanningsmast", "gemaal", "perron", "sluis", "strekdam", "steiger", "stuw",
)  # fmt: skip
SPOOR: Final = ("breedspoor", "normaalspoor", "smalspoor", "spoorbaan")
WATER: Final = ("zee", "waterloop", "watervlakte", "greppel_droge_sloot")


class Vrij(serializers.DictField):
    """Whatever somebody sends, when it can be kept."""

    default_error_messages = {"invalid": "Hier staan tekens in die we niet kunnen bewaren."}

    def to_internal_value(self, data: Any) -> Any:
        gelezen = super().to_internal_value(data)
        try:
            json.dumps(gelezen, ensure_ascii=False).encode()
        except (UnicodeEncodeError, RecursionError):
            self.fail("invalid")
        return gelezen


def _vorm(soort: str, /, **velden: Any) -> Lezer:
    inhoud = {"__doc__": f"A {soort}.", "__module__": __name__, **velden}
    return type(f"{soort}Lezer", (serializers.Serializer,), inhoud)


def _groep(soort: Lezer) -> Any:
    return soort(required=False, allow_null=True, default=None)


def _huisnummer() -> Any:
    return serializers.IntegerField(min_value=0, max_value=99999)


def _ding(soort: str, /, **anders: Any) -> Lezer:
    """Make what has an identification, a kind and a name."""
    return _vorm(
        soort, **{"identificatie": Tekst(max_length=100), "naam": LegeTekst(max_length=500), **anders}
    )


def _keuze(woorden: tuple[str, ...]) -> Any:
    return serializers.ChoiceField(choices=woorden)


_WozAdres = _vorm(
    "WozAdres", aoaIdentificatie=Tekst(max_length=100), wplWoonplaatsNaam=Tekst(max_length=80),
    gorOpenbareRuimteNaam=Tekst(max_length=80), aoaPostcode=LegeTekst(max_length=7), aoaHuisnummer=_huisnummer(),
    aoaHuisletter=LegeTekst(max_length=1), aoaHuisnummertoevoeging=LegeTekst(max_length=4),
    locatieOmschrijving=LegeTekst(max_length=1000),
)  # fmt: skip
_GebouwAdres = _vorm(
    "GebouwAdres", numIdentificatie=LegeTekst(max_length=100), oaoIdentificatie=Tekst(max_length=100),
    wplWoonplaatsNaam=Tekst(max_length=80), gorOpenbareRuimteNaam=Tekst(max_length=80),
    aoaPostcode=LegeTekst(max_length=7), aoaHuisnummer=_huisnummer(), aoaHuisletter=LegeTekst(max_length=1),
    aoaHuisnummertoevoeging=LegeTekst(max_length=4), ogoLocatieAanduiding=LegeTekst(max_length=100),
)  # fmt: skip
_Gebouw = _vorm("Gebouw", identificatie=Tekst(max_length=100), adresAanduidingGrp=_groep(_GebouwAdres))
_Kadaster = _vorm(
    "KadastraleOnroerendeZaak",
    kadastraleIdentificatie=Tekst(max_length=100),
    kadastraleAanduiding=Tekst(max_length=1000),
)
_Woz = _vorm("WozObject", wozObjectNummer=Tekst(max_length=100), aanduidingWozObject=_groep(_WozAdres))
_Gerechtigde = _vorm(
    "Gerechtigde", natuurlijkPersoon=_groep(PersoonLezer), nietNatuurlijkPersoon=_groep(NietNatuurlijkLezer)
)

VORMEN: Final[Mapping[str, Lezer]] = {
    **WIE,
    "adres": _vorm(
        "ObjectAdres", identificatie=Tekst(max_length=100), wplWoonplaatsNaam=Tekst(max_length=80),
        gorOpenbareRuimteNaam=Tekst(max_length=80), huisnummer=_huisnummer(), huisletter=LegeTekst(max_length=1),
        huisnummertoevoeging=LegeTekst(max_length=4), postcode=LegeTekst(max_length=7),
    ),
    "buurt": _vorm(
        "Buurt", buurtCode=Tekst(max_length=2), buurtNaam=Tekst(max_length=40), gemGemeenteCode=Tekst(max_length=4),
        wykWijkCode=Tekst(max_length=2),
    ),
    "gemeente": _vorm("Gemeente", gemeenteNaam=Tekst(max_length=80), gemeenteCode=Tekst(max_length=4)),
    "gemeentelijke_openbare_ruimte": _vorm(
        "GemeentelijkeOpenbareRuimte", identificatie=Tekst(max_length=100), openbareRuimteNaam=Tekst(max_length=80)
    ),
    "huishouden": _vorm("Huishouden", nummer=Tekst(max_length=12), isGehuisvestIn=_groep(_Gebouw)),
    "inrichtingselement": _ding("Inrichtingselement", type=_keuze(INRICHTING)),
    "kadastrale_onroerende_zaak": _Kadaster,
    "kunstwerkdeel": _ding("Kunstwerkdeel", type=_keuze(KUNSTWERK), naam=Tekst(max_length=80)),
    "maatschappelijke_activiteit": _vorm(
        "MaatschappelijkeActiviteit", kvkNummer=Tekst(max_length=8), handelsnaam=Tekst(max_length=200)
    ),
    "openbare_ruimte": _vorm(
        "OpenbareRuimte", identificatie=Tekst(max_length=100), wplWoonplaatsNaam=Tekst(max_length=80),
        gorOpenbareRuimteNaam=Tekst(max_length=80),
    ),
    "pand": _vorm("Pand", identificatie=Tekst(max_length=100)),
    "spoorbaandeel": _ding("Spoorbaandeel", type=_keuze(SPOOR)),
    "terreindeel": _ding("Terreindeel", type=Tekst(max_length=40)),
    "terrein_gebouwd_object": _Gebouw,
    "waterdeel": _ding("Waterdeel", typeWaterdeel=_keuze(WATER)),
    "wegdeel": _ding("Wegdeel", type=Tekst(max_length=100)),
    "wijk": _vorm(
        "Wijk", wijkCode=Tekst(max_length=2), wijkNaam=Tekst(max_length=40), gemGemeenteCode=Tekst(max_length=4)
    ),
    "woonplaats": _vorm("Woonplaats", identificatie=Tekst(max_length=100), woonplaatsNaam=Tekst(max_length=80)),
    "woz_deelobject": _vorm("WozDeelobject", nummerWozDeelObject=Tekst(max_length=6), isOnderdeelVan=_groep(_Woz)),
    "woz_object": _Woz,
    "woz_waarde": _vorm("WozWaarde", waardepeildatum=Tekst(max_length=9), isVoor=_groep(_Woz)),
    "zakelijk_recht": _vorm(
        "ZakelijkRecht", identificatie=Tekst(max_length=100), avgAard=Tekst(max_length=1000),
        heeftBetrekkingOp=_groep(_Kadaster), heeftAlsGerechtigde=_groep(_Gerechtigde),
    ),
    "overige": _vorm("Overig", overigeData=Vrij()),
}  # fmt: skip
"""Per kind its fields. A besluit, a document and a status have none: those are named by their address."""
