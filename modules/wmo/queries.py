"""What a worker needs to write the onderzoek without typing twice, and the zaken of a household."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from modules.dossier.models import (
    Behoefte,
    Betrokkene,
    Gesprek,
    KaderAntwoord,
    Netwerklid,
    PlanOplossing,
    ZrmMeting,
)
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.zicht.indeling import leefgebied_categorie
from modules.inrichting.codelijsten import Kader
from modules.inrichting.leefgebieden import ZRM_2013, ZRM_2017
from modules.inrichting.rules.protocol import Categorie
from modules.wmo.feiten import bijdragefeiten
from modules.wmo.models import Herkomst, Onderdeel, Zaak
from modules.wmo.rules.bijdrage import GeenBedrag, bepaal_bijdrage

_GEBIEDEN = {gebied.code: gebied.label for versie in (ZRM_2017, ZRM_2013) for gebied in versie.leefgebieden}


@dataclass(frozen=True, slots=True)
class Voorstel:
    """Words that are in the dossier already and belong to a subject, with where they come from."""

    tekst: str
    herkomst: str
    bron: str


_PUNTEN = {
    "a": ("behoeften",),
    "b": ("eigen_kracht",),
    "c": ("netwerk",),
    "d": ("steun_mantelzorger",),
    "e": ("algemene_voorziening",),
    "f": ("samenwerking",),
    "g": ("bijdrage",),
}
"""Fields of a talk that ask the same as a subject of the onderzoek."""


def voorstellen(zaak: Zaak, letter: str, dag: date) -> list[Voorstel]:
    """Return what the dossier already says about one subject: own words first, a few queries.

    `zaak.huishouden` came through its door: what its reader may not see, is not proposed.
    """
    maker = _MAKERS[letter]
    bekend = (*_vorig_onderzoek(zaak, letter), *_punt_van_gesprek(zaak, letter), *maker(zaak, dag))
    return [voorstel for voorstel in bekend if voorstel.tekst.strip()]


def _punt_van_gesprek(zaak: Zaak, letter: str) -> list[Voorstel]:
    """Return what was written about this subject in the talk itself, where the variant asks for it there."""
    gesprek = _gesprek(zaak)
    if gesprek is None:
        return []
    return [_uit_gesprek(str(gesprek.gegevens.get(naam) or "")) for naam in _PUNTEN.get(letter, ())]


def _leest(zaak: Zaak, leefgebied: str) -> bool:
    return bool(zaak.huishouden.zicht.mag(leefgebied_categorie(leefgebied)))


def samengevoegd(lijst: Iterable[Voorstel]) -> str:
    """Return the proposals as one text to go on with."""
    return "\n\n".join(voorstel.tekst.strip() for voorstel in lijst)


def _vorig_onderzoek(zaak: Zaak, letter: str) -> list[Voorstel]:
    if zaak.heronderzoek_van is None:
        return []
    vorige = (
        Onderdeel.objects.filter(zaak__inwoner_id=zaak.inwoner_id, letter=letter)
        .exclude(zaak=zaak)
        .order_by("-gewijzigd_op")
        .first()
    )
    return [Voorstel(vorige.tekst, Herkomst.EERDER, "Vorige onderzoek")] if vorige else []


def _gesprek(zaak: Zaak) -> Gesprek | None:
    vraag = Gesprek.objects.filter(huishouden_id=zaak.huishouden_id).exclude(stand="voorbereid")
    gesprek: Gesprek | None = vraag.order_by("-begonnen_op", "-id").first()
    return gesprek


def _a(zaak: Zaak, dag: date) -> list[Voorstel]:
    lijst = []
    gesprek = _gesprek(zaak)
    if gesprek is not None:
        behoeften = Behoefte.objects.filter(gesprek=gesprek).order_by("volgorde", "id")
        gelezen = (rij.tekst for rij in behoeften if _leest(zaak, rij.leefgebied))
        delen = [gesprek.verhaal, gesprek.wensen, *gelezen]
        lijst.append(_uit_gesprek("\n\n".join(deel for deel in delen if deel.strip())))
    else:
        lijst.append(Voorstel(zaak.melding.inhoud, Herkomst.GESPREK, "Melding"))
    return [*lijst, *_zrm(zaak)]


def _zrm(zaak: Zaak) -> list[Voorstel]:
    meting = (
        ZrmMeting.objects.filter(inwoner_id=zaak.inwoner_id, is_bewaard=True)
        .order_by("-datum", "-gemaakt_op")
        .first()
    )
    if meting is None:
        return []
    scores = meting.scores.filter(niveau__lte=3).order_by("niveau", "leefgebied")
    regels = [
        f"{_GEBIEDEN.get(rij.leefgebied, rij.leefgebied)}: {rij.niveau}. {rij.toelichting}".strip()
        for rij in scores
        if _leest(zaak, rij.leefgebied)
    ]
    return [Voorstel("\n".join(regels), Herkomst.ZRM, "Meting van zelfredzaamheid")]


def _kader(zaak: Zaak, kader: Kader) -> list[Voorstel]:
    antwoorden = (
        KaderAntwoord.objects.filter(behoefte__huishouden_id=zaak.huishouden_id, kader=kader)
        .exclude(tekst="")
        .select_related("behoefte")
        .order_by("behoefte__volgorde", "id")
    )
    return [_uit_gesprek("\n".join(rij.tekst for rij in antwoorden if _leest(zaak, rij.behoefte.leefgebied)))]


def _uit_gesprek(tekst: str) -> Voorstel:
    return Voorstel(tekst, Herkomst.GESPREK, "Gesprek")


def _b(zaak: Zaak, dag: date) -> list[Voorstel]:
    gesprek = _gesprek(zaak)
    sterk = [_uit_gesprek(gesprek.sterk)] if gesprek is not None else []
    return [*sterk, *_kader(zaak, Kader.EIGEN_KRACHT)]


def _netwerk(zaak: Zaak) -> list[Netwerklid]:
    if not zaak.huishouden.zicht.mag(Categorie.HUISHOUDEN):
        return []
    return list(Netwerklid.objects.filter(huishouden_id=zaak.huishouden_id, is_verborgen=False))


def _c(zaak: Zaak, dag: date) -> list[Voorstel]:
    mensen = _netwerk(zaak)
    regels = [
        f"{rij.naam}{f' ({rij.relatie})' if rij.relatie else ''}{f': {rij.wat}' if rij.wat else ''}"
        for rij in mensen
    ]
    return [*_kader(zaak, Kader.SOCIAAL_NETWERK), Voorstel("\n".join(regels), Herkomst.NETWERK, "Netwerk")]


def _d(zaak: Zaak, dag: date) -> list[Voorstel]:
    zorgt = (rij for rij in _netwerk(zaak) if "mantelzorg" in f"{rij.relatie} {rij.wat}".lower())
    regels = [f"{rij.naam} is mantelzorger{f': {rij.wat}' if rij.wat else '.'}" for rij in zorgt]
    return [Voorstel("\n".join(regels), Herkomst.NETWERK, "Netwerk")]


def _e(zaak: Zaak, dag: date) -> list[Voorstel]:
    hulp = PlanOplossing.objects.filter(
        resultaat__doel__plan__huishouden_id=zaak.huishouden_id,
        resultaat__doel__plan__status__in=IN_GEBRUIK,
        kader=Kader.VOORLIGGEND,
    )
    uit_plan = "\n".join(hulp.order_by("id").values_list("omschrijving", flat=True))
    return [*_kader(zaak, Kader.VOORLIGGEND), Voorstel(uit_plan, Herkomst.PLAN, "Plan")]


def _f(zaak: Zaak, dag: date) -> list[Voorstel]:
    mensen = Betrokkene.objects.filter(huishouden_id=zaak.huishouden_id, tot=None).select_related(
        "organisatie"
    )
    regels = [
        ", ".join(
            d
            for d in (rij.rol, rij.naam, rij.organisatie.naam if rij.organisatie else rij.organisatie_naam)
            if d
        )
        for rij in mensen
    ]
    return [Voorstel("\n".join(regels), Herkomst.PLAN, "Wie er helpen")]


def _g(zaak: Zaak, dag: date) -> list[Voorstel]:
    try:
        bijdrage = bepaal_bijdrage(bijdragefeiten(zaak, dag), dag)
    except GeenBedrag:
        return []
    return [Voorstel(bijdrage.reden, Herkomst.PLAN, "Regels van de eigen bijdrage")]


_MAKERS = {"a": _a, "b": _b, "c": _c, "d": _d, "e": _e, "f": _f, "g": _g}
