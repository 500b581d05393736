"""The matrix every gemeente starts with (domain 5.3, default matrix), per variant of the team model.

The signs: W write, R read, c only with consent or another ground, b only that it is there,
e only what is somebody's own, - nothing; a star means: also without being involved.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.protocol.matrix import Cel, Matrix
from modules.inrichting.rules.protocol.woorden import Categorie, Functie, Grondsoort, Mate, Voorwaarde

_TABEL: Final[Mapping[Functie, str]] = MappingProxyType(
    {  #                            A  B  C  D  E  F  G  H  I  J  K  L
        Functie.HULPVERLENER: "      R  W  W  W  W  c  R  c  W  W  R  We",
        Functie.JEUGDPROFESSIONAL: " R  W  W  W  W  c  c  W  W  W  W  We",
        Functie.WMO_CONSULENT: "     W  W  W  W  W  -  c  c  c  W  W  We",
        Functie.KLANTMANAGER_WI: "   R  W  c  c  -  -  W  -  -  c  Rp We",
        Functie.REGISSEUR: "         R  W  W  R  c  c  c  c  R  W  R  We",
        Functie.TEAMLEIDER: "        R* R  R  R  -  -  -  -  R  R  R  -",
        Functie.INLOOPPUNT: "        W* W  b  -  -  -  -  -  -  -  b  -",
        Functie.BACKOFFICE: "        W  R  -  -  -  -  c  -  -  R  W  -",
        Functie.AANBIEDER: "         R  R  -  c  c  -  -  c  c  Re Re We",
        Functie.PARTNER: "           -  be -  -  -  -  -  -  -  -  -  -",
        Functie.INWONER: "           R  R  Re R  R  R  R  R  s  R  R  -",
        Functie.VERTEGENWOORDIGER: " R  R  Re R  R  R  R  R  s  R  R  -",
    }
)

_WET: Final[Mapping[Functie, str]] = MappingProxyType(
    {
        Functie.HULPVERLENER: "Wmo 2015, artikel 5.1.1",
        Functie.JEUGDPROFESSIONAL: "Jeugdwet, artikel 7.4.1",
        Functie.WMO_CONSULENT: "Wmo 2015, artikel 5.1.1",
        Functie.KLANTMANAGER_WI: "Participatiewet, artikel 53a",
        Functie.REGISSEUR: "Wmo 2015, artikel 5.1.1",
        Functie.TEAMLEIDER: "AVG, artikel 6 lid 1 onder e",
        Functie.INLOOPPUNT: "AVG, artikel 6 lid 1 onder e",
        Functie.BACKOFFICE: "Wmo 2015, artikel 5.1.1",
        Functie.AANBIEDER: "Wmo 2015, artikel 5.2.1",
        Functie.PARTNER: "AVG, artikel 6 lid 1 onder e",
        Functie.INWONER: "AVG, artikel 15",
        Functie.VERTEGENWOORDIGER: "AVG, artikel 15",
    }
)
_GEHEIM: Final = "Wetboek van Strafrecht, artikel 272"
_MET_GROND: Final = "Toestemming van de inwoner, of een vastgelegde afweging bij gevaar"

# Helpers see health and safety only with their secrecy on record (Sr 272); youth asks the SKJ register.
_GEHEIMHOUDING: Final = frozenset(
    {
        (Functie.HULPVERLENER, Categorie.GEZONDHEID),
        (Functie.HULPVERLENER, Categorie.VEILIGHEID),
        (Functie.JEUGDPROFESSIONAL, Categorie.GEZONDHEID),
    }
)
_SKJ: Final = frozenset(
    {(Functie.JEUGDPROFESSIONAL, Categorie.JEUGD), (Functie.JEUGDPROFESSIONAL, Categorie.VEILIGHEID)}
)

# What a variant starts with instead: a network team shares the least (domain 2.2, ux 2).
_PER_VARIANT: Final[Mapping[Variant, Mapping[tuple[Functie, Categorie], str]]] = MappingProxyType(
    {
        Variant.TOEGANG: {},
        Variant.TEAM: {},
        Variant.NETWERK: {
            (Functie.TEAMLEIDER, Categorie.LEEFGEBIEDEN): "b",
            (Functie.TEAMLEIDER, Categorie.VEILIGHEID): "b",
            (Functie.BACKOFFICE, Categorie.CONTACT): "b",
        },
        Variant.REGIE: {
            (Functie.TEAMLEIDER, Categorie.LEEFGEBIEDEN): "b",
            (Functie.TEAMLEIDER, Categorie.VEILIGHEID): "b",
        },
    }
)


def standaardmatrix(variant: Variant | str, *, versie: int = 0) -> Matrix:
    """Return the matrix a gemeente of this variant starts with."""
    anders = _PER_VARIANT[Variant(variant)]
    cellen: dict[tuple[Functie, Categorie], tuple[Cel, ...]] = {}
    for functie, rij in _TABEL.items():
        for categorie, teken in zip(Categorie, rij.split(), strict=True):
            cel = _cel(functie, categorie, anders.get((functie, categorie), teken))
            if cel is not None:
                cellen[functie, categorie] = (cel,)
    return Matrix(versie, cellen)


def _cel(functie: Functie, categorie: Categorie, teken: str) -> Cel | None:
    if teken == "-":
        return None
    mate = {"b": Mate.BESTAAT, "s": Mate.SAMENVATTING}.get(teken[0], Mate.ALLES)
    voorwaarde = Voorwaarde.BETROKKEN
    if teken == "c":
        voorwaarde = Voorwaarde.GROND
    elif teken.endswith("*"):
        voorwaarde = Voorwaarde.ALTIJD
    elif teken.endswith("e"):
        voorwaarde = Voorwaarde.EIGEN
    met_grond = voorwaarde is Voorwaarde.GROND
    eigen_aantekening = categorie is Categorie.WERKAANTEKENINGEN
    return Cel(
        mate=mate,
        voorwaarde=voorwaarde,
        schrijft=teken.startswith("W"),
        grondsoort=Grondsoort.TOESTEMMING if met_grond else Grondsoort.WET,
        grond=_MET_GROND if met_grond else (_GEHEIM if eigen_aantekening else _WET[functie]),
        vraagt_geheimhouding=(functie, categorie) in _GEHEIMHOUDING,
        registratie="SKJ" if (functie, categorie) in _SKJ else "",
        wet="participatie" if teken == "Rp" else "",
    )
