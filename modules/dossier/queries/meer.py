"""What is not, or not wholly, on the page of a household, and why: the notice that more exists (N13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from modules.dossier.models import (
    Betrokkene,
    Casus,
    Gesprek,
    Huishouden,
    Huishoudlid,
    Plan,
    PlanOplossing,
    Regisseurschap,
    Termijn,
    Tijdlijnregel,
    ZrmMeting,
)
from modules.dossier.zicht import MIJN
from modules.inrichting.models import Teamlid
from modules.inrichting.rules.protocol import Categorie, Functie, Mate
from modules.inrichting.rules.protocol.woorden import AMBTENAAR, MET_BEROEPSGEHEIM

_REGELS = (Categorie.GEZONDHEID, Categorie.JUSTITIE, Categorie.GELD, Categorie.JEUGD, Categorie.VEILIGHEID)


@dataclass(frozen=True, slots=True)
class Verborgen:
    """One kind of data that this person does not see whole: how much is shown, and the reason."""

    categorie: str
    label: str
    wat: str
    reden: str
    er_is: str = ""


@dataclass(frozen=True, slots=True)
class Meer:
    """The notice. `samen` says that officials and helpers both work here (domain 5.1)."""

    verborgen: Sequence[Verborgen]
    samen: bool

    @property
    def kop(self) -> str:
        """What the notice opens with: how many kinds of data are not shown whole."""
        aantal = len(self.verborgen)
        return f"{aantal} {'soort' if aantal == 1 else 'soorten'} gegevens zie je niet of niet helemaal"

    @property
    def is_kort(self) -> bool:
        """Whether the list is short enough to stand open."""
        return len(self.verborgen) <= 3

    def __bool__(self) -> bool:
        return bool(self.verborgen) or self.samen


def meer_van(huishouden: Huishouden) -> Meer:
    """Return the notice for who opened this household; two queries at most."""
    oordelen = [
        oordeel
        for oordeel in huishouden.zicht
        if not oordeel.mag or oordeel.wet or (oordeel.alleen_eigen and oordeel.categorie != MIJN)
    ]
    bestaat = [oordeel.categorie for oordeel in oordelen if oordeel.mate is Mate.BESTAAT]
    er_is = _wat_er_is(huishouden, bestaat) if bestaat else {}
    return Meer(
        [
            Verborgen(
                oordeel.categorie.value,
                str(oordeel.categorie.label),
                _wat(oordeel),
                oordeel.reden,
                er_is.get(oordeel.categorie, ""),
            )
            for oordeel in oordelen
        ],
        werken_samen(huishouden),
    )


def _wat(oordeel: Any) -> str:
    if oordeel.wet:
        return f"alleen wat hoort bij de {WETTEN.get(oordeel.wet, oordeel.wet)}"
    if oordeel.alleen_eigen:
        return "alleen van jezelf"
    return str(oordeel.mate.label)


WETTEN = {"participatie": "Participatiewet", "wmo": "Wmo", "jeugd": "Jeugdwet"}


def _wat_er_is(huishouden: Huishouden, letters: Sequence[Categorie]) -> Mapping[Categorie, str]:
    """Return how much there is of what only may be told that it is there; one query."""
    vragen = {
        letter: telling
        for letter, telling in (
            (Categorie.CONTACT, _regels(Categorie.CONTACT)),
            (Categorie.HUISHOUDEN, _tel(Huishoudlid.objects.filter(tot=None))),
            (Categorie.PLAN, _tel(Plan.objects.exclude(status="concept"))),
            (Categorie.BESLUITEN, _tel(Termijn.objects.all())),
            *((letter, _regels(letter)) for letter in _REGELS),
        )
        if letter in letters
    }
    if Categorie.LEEFGEBIEDEN in letters:
        vragen[Categorie.LEEFGEBIEDEN] = _tel(Gesprek.objects.all())
        vragen_extra = {"metingen": _tel(ZrmMeting.objects.filter(is_bewaard=True))}
    else:
        vragen_extra = {}
    if Categorie.BESLUITEN in letters:
        vragen_extra["hulp"] = _tel(PlanOplossing.objects.all(), "resultaat__doel__plan__huishouden")
    velden = {f"n_{letter.value}": telling for letter, telling in vragen.items()} | vragen_extra
    rij = Huishouden.objects.filter(pk=huishouden.pk).values(**velden).first() or {}
    return {letter: _zin(letter, rij) for letter in vragen}


def _zin(letter: Categorie, rij: Mapping[str, int]) -> str:
    aantal = rij.get(f"n_{letter.value}", 0)
    if letter is Categorie.LEEFGEBIEDEN:
        delen = [_stuks(aantal, "gesprek", "gesprekken"), _stuks(rij["metingen"], "meting", "metingen")]
        return " en ".join(deel for deel in delen if deel) or "nog niets"
    if letter is Categorie.BESLUITEN:
        aantal += rij["hulp"]
        return _stuks(aantal, "termijn of voorziening", "termijnen en voorzieningen") or "nog niets"
    woorden = {
        Categorie.HUISHOUDEN: ("persoon", "personen"),
        Categorie.PLAN: ("plan", "versies van het plan"),
    }.get(letter, ("regel", "regels"))
    return _stuks(aantal, *woorden) or "nog niets"


def _stuks(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}" if aantal else ""


def _regels(letter: Categorie) -> Any:
    return _tel(Tijdlijnregel.objects.filter(categorie=letter))


def _tel(rijen: QuerySet[Any], weg: str = "huishouden") -> Any:
    van = rijen.filter(**{weg: OuterRef("pk")}).order_by().values(weg)
    return Coalesce(Subquery(van.annotate(n=Count("pk")).values("n")), 0)


def werken_samen(huishouden: Huishouden) -> bool:
    """Tell whether an official and a helper both have a part in this household now; one query."""
    wie = [
        Casus.objects.lopend().filter(huishouden=huishouden).order_by().values("behandelaar_id"),
        Regisseurschap.objects.filter(huishouden=huishouden, tot=None).order_by().values("gebruiker_id"),
        Betrokkene.objects.filter(huishouden=huishouden, tot=None).order_by().values("gebruiker_id"),
    ]
    bij = Q()
    for rijen in wie:
        bij |= Q(gebruiker_id__in=rijen)
    leden = Teamlid.objects.op(localdate()).filter(bij).order_by()
    soorten = {
        soort
        for functie, ambtelijk, geheim in leden.values_list(
            "protocolfunctie", "ambtelijke_status", "geheimhouding"
        )
        for soort in _soorten(functie, ambtelijk=ambtelijk, geheim=geheim)
    }
    eigen = huishouden.zicht.functies
    soorten |= {"ambtenaar"} if eigen & AMBTENAAR else set()
    soorten |= {"hulpverlener"} if eigen & MET_BEROEPSGEHEIM else set()
    return soorten >= {"ambtenaar", "hulpverlener"}


def _soorten(functie: str, *, ambtelijk: bool, geheim: bool) -> set[str]:
    """Return what somebody counts as: what the function says, else what stands with the member."""
    if functie:
        return {"ambtenaar"} if Functie(functie) in AMBTENAAR else {"hulpverlener"}
    return ({"ambtenaar"} if ambtelijk and not geheim else set()) | (
        {"hulpverlener"} if geheim and not ambtelijk else set()
    )
