"""The doors of the dossier: whoever holds a household was let in, and the visit is on record.

A household that is not yours answers 404, like one that does not exist: 403 would tell that it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import GeenZicht, NietVanJou
from keukentafel.instellingen import huidige_instellingen
from keukentafel.rechten import huidig_recht
from keukentafel.tenancy import zaaifouten
from modules.dossier.models import (
    Afspraak,
    Betrokkene,
    Casus,
    Huishouden,
    Huishoudlid,
    Melding,
    Regisseurschap,
    Signaal,
    Termijn,
    Toegangsgrond,
)
from modules.dossier.zicht.een_van import EenVan
from modules.dossier.zicht.indeling import leefgebied_categorie
from modules.dossier.zicht.lezers import LEEST_DOSSIERS, Persoon, Plek, persoon_van, plekken_van
from modules.dossier.zicht.wachters import vraag_wachters
from modules.dossier.zicht.zicht import Zicht, annoteer, zicht_van
from modules.inrichting.rules.protocol import (
    ALLE_MOMENTEN,
    Categorie,
    Functie,
    Mate,
    Matrix,
    Moment,
    Voorwaarde,
)

NIET_GESLOTEN = ALLE_MOMENTEN - {Moment.GESLOTEN}


def teams_van(gebruiker: Any) -> frozenset[UUID]:
    """Return the teams this person works in, or holds a role for that opens households.

    Somebody who makes policy for one team and helps in another, helps in one. Read once per request.
    """
    return frozenset(plek.team_id for plek in plekken_van(gebruiker))


def zichtbaar(
    gebruiker: Any,
    via: str = "",
    *,
    categorie: Categorie = Categorie.IDENTITEIT,
    minstens: Mate = Mate.BESTAAT,
) -> Q:
    """Return the filter for lists: households of which this person sees this category, at least so much.

    `via` is the way to the household from another table (`huishouden`). It is made of the same cells as
    the decision: per own team the moments in which the function allows it, the households with a part or
    a ground of one's own (one query per request), and grounds given to a function. A page asks the same
    filter of many lists; it is made once per request.
    """
    if zaaifouten.staat_aan("deur_open"):
        return Q()
    if not LEEST_DOSSIERS & gebruiker.rollen:
        return Q(pk__in=[])
    matrix = huidige_instellingen().protocol
    gemaakt, sleutel = _eigen(gebruiker).filters, (via, categorie, minstens)
    if sleutel not in gemaakt or gemaakt[sleutel][0] is not matrix:
        gemaakt[sleutel] = matrix, _filter(gebruiker, matrix, via, categorie, minstens)
    return gemaakt[sleutel][1]


def _filter(gebruiker: Any, matrix: Matrix, via: str, categorie: Categorie, minstens: Mate) -> Q:
    pk, weg = (f"{via}_id", f"{via}__") if via else ("pk", "")
    persoon = persoon_van(gebruiker)
    eigen = _eigen_ids(gebruiker, categorie, minstens)
    filters = Q(EenVan(pk, eigen)) if eigen else Q(pk__in=[])
    for momenten, teams in _teams_per_moment(persoon, matrix, categorie, minstens).items():
        in_team = Q(**{f"{weg}team_id__in": teams})
        if momenten == NIET_GESLOTEN:  # has an index of its own, and is what nearly everybody has
            in_team &= ~Q(**{f"{weg}moment": Moment.GESLOTEN.value})
        elif momenten != ALLE_MOMENTEN:
            in_team &= Q(**{f"{weg}moment__in": sorted(momenten)})
        filters |= in_team
    for plek in persoon.plekken:
        for functie in plek.functies:
            filters |= _met_grond(persoon, plek, functie, matrix, categorie, minstens, pk, weg)
    return filters


def termijnen_zichtbaar(gebruiker: Any) -> Q:
    """Return the filter for terms (K): for some only those of one law, and one's own always."""
    eigen = Q(eigenaar_id=gebruiker.pk) & zichtbaar(gebruiker, "huishouden")
    alle = zichtbaar(gebruiker, "huishouden", categorie=Categorie.BESLUITEN, minstens=Mate.ALLES)
    for wet, in_team in _alleen_een_wet(gebruiker):
        alle &= ~in_team | Q(wet=wet) | Q(wet="", melding__wet=wet)
    return eigen | alle


def besluiten_zichtbaar(gebruiker: Any, wet_van: str = "wet") -> Q:
    """Return the filter for decisions (K) and what hangs on one: for some only those under one law.

    `wet_van` is the way to the law of the decision from the table that is listed.
    """
    alle = zichtbaar(gebruiker, "huishouden", categorie=Categorie.BESLUITEN, minstens=Mate.ALLES)
    if zaaifouten.staat_aan("besluiten_van_elke_wet"):
        return alle
    for wet, in_team in _alleen_een_wet(gebruiker):
        alle &= ~in_team | Q(**{wet_van: wet})
    return alle


def _alleen_een_wet(gebruiker: Any) -> list[tuple[str, Q]]:
    """Return per law in which households somebody sees only decisions under it."""
    persoon, matrix = persoon_van(gebruiker), huidige_instellingen().protocol
    eigen_teams = [plek.team_id for plek in persoon.plekken]
    plekken = [(plek.team_id, Q(huishouden__team_id=plek.team_id)) for plek in persoon.plekken]
    elders = ~Q(huishouden__team_id__in=eigen_teams) | Q(huishouden__team_id=None)
    gevonden = []
    for team_id, waar in [*plekken, (None, elders)]:
        zicht = Zicht(matrix, persoon, team_id, Moment.HULP, heeft_deel=True, is_regisseur=False)
        wet = zicht.oordeel(Categorie.BESLUITEN).wet
        if wet:
            gevonden.append((wet, waar))
    return gevonden


def _teams_per_moment(
    persoon: Persoon, matrix: Matrix, categorie: Categorie, minstens: Mate
) -> dict[frozenset[Moment], list[UUID]]:
    """Return the own teams by the moments in which they show this category without a part of one's own."""
    per_momenten: dict[frozenset[Moment], list[UUID]] = {}
    for plek in persoon.plekken:
        momenten = frozenset(
            moment
            for moment in Moment
            if genoeg(
                Zicht(matrix, persoon, plek.team_id, moment, heeft_deel=False, is_regisseur=False),
                categorie,
                minstens,
            )
        )
        if momenten:
            per_momenten.setdefault(momenten, []).append(plek.team_id)
    return per_momenten


def genoeg(zicht: Zicht, categorie: Categorie, minstens: Mate) -> bool:
    """Whether a list may show the row: what is only somebody's own is filtered by who wrote it, not here."""
    oordeel = zicht.oordeel(categorie)
    return oordeel.mate >= minstens and not oordeel.alleen_eigen


def zicht_in_team(gebruiker: Any, team_id: UUID) -> Zicht:
    """Return what this person sees in a team while help runs, without a part or a ground of one's own."""
    matrix, persoon = huidige_instellingen().protocol, persoon_van(gebruiker)
    return Zicht(matrix, persoon, team_id, Moment.HULP, heeft_deel=False, is_regisseur=False)


def _met_grond(
    persoon: Persoon,
    plek: Plek,
    functie: Functie,
    matrix: Matrix,
    categorie: Categorie,
    minstens: Mate,
    pk: str,
    weg: str,
) -> Q:
    """Return the filter for grounds that were given to a function in a team that is involved as a whole."""
    momenten = [
        moment.value
        for moment in Moment
        if moment is not Moment.GESLOTEN
        and (cel := matrix.cel(functie, categorie, moment)) is not None
        and cel.voorwaarde is Voorwaarde.GROND
        and cel.mate >= minstens
        and persoon.kan(cel)
    ]
    if not momenten or not plek.betrokken_via_team(functie):
        return Q()
    gronden = Toegangsgrond.objects.geldig(timezone.now()).filter(
        functie=functie,
        soort__in=["toestemming", "gevaar"],
        categorieen__contains=[categorie.value],
        mate__gte=minstens,
    )
    return Q(
        **{
            f"{pk}__in": gronden.values("huishouden_id"),
            f"{weg}team_id": plek.team_id,
            f"{weg}moment__in": momenten,
        }
    )


@dataclass(slots=True)
class _Eigen:
    """The households with a part or a ground of one's own, and the filters made of them in this request."""

    zichten: list[tuple[UUID, Zicht]]
    filters: dict[tuple[str, Categorie, Mate], tuple[Matrix, Q]] = field(default_factory=dict)


def _eigen(gebruiker: Any) -> _Eigen:
    """Return what is somebody's own, read once per request; `views.terug` forgets it after an act."""
    bekend: _Eigen | None = getattr(gebruiker, "_kt_eigen", None)
    if bekend is None:
        eigen = Huishouden.objects.filter(pk__in=_met_een_eigen_deel(gebruiker)).only(
            "pk", "team_id", "moment"
        )
        rijen = annoteer(eigen, gebruiker, timezone.now())
        bekend = gebruiker._kt_eigen = _Eigen([(rij.pk, zicht_van(rij, gebruiker)) for rij in rijen])
    return bekend


def _eigen_ids(gebruiker: Any, categorie: Categorie, minstens: Mate) -> list[UUID]:
    """Return the households with a part or a ground of one's own that show this category."""
    return [pk for pk, zicht in _eigen(gebruiker).zichten if genoeg(zicht, categorie, minstens)]


def _met_een_eigen_deel(gebruiker: Any) -> QuerySet[Any]:
    regie = Regisseurschap.objects.filter(gebruiker_id=gebruiker.pk)
    gronden = Toegangsgrond.objects.geldig(timezone.now()).filter(gebruiker_id=gebruiker.pk)
    mee = Betrokkene.objects.filter(gebruiker_id=gebruiker.pk, tot=None)
    casus = Casus.objects.filter(behandelaar_id=gebruiker.pk)
    ids = [rijen.order_by().values_list("huishouden_id", flat=True) for rijen in (mee, regie, casus, gronden)]
    return ids[0].union(*ids[1:])


def huishouden_for(
    gebruiker: Any,
    huishouden_id: UUID,
    *,
    doel: Doel,
    at: datetime | None = None,
    lock: bool = False,
    categorie: Categorie | str = "",
    schrijven: bool = False,
) -> Huishouden:
    """Open the only door to a household, and write the visit in the logboek.

    The category that is asked for comes from the row of the rights table of this request, or from
    `categorie`. The household carries its `zicht`: what this person sees of it, and why.

    :raises NietVanJou: it is not there, or not for this person (404).
    :raises GeenZicht: it is, but not this kind of data (403, with the reason).
    :raises OnderbrekingNodig: a guard wants an answer first.
    """
    nu = at or timezone.now()
    vraag = annoteer(Huishouden.objects.all(), gebruiker, nu)
    # The lock takes the row itself, not the tables that are read along.
    vraag = vraag.select_for_update(of=("self",)) if lock else vraag.select_related("team", "buurt")
    huishouden = vraag.filter(pk=huishouden_id).first() if LEEST_DOSSIERS & gebruiker.rollen else None
    zicht = zicht_van(huishouden, gebruiker) if huishouden is not None else None
    open_deur = zaaifouten.staat_aan("deur_open")
    if huishouden is None or zicht is None or not (zicht.oordeel(Categorie.IDENTITEIT).iets or open_deur):
        raise NietVanJou(partial(_geweigerd, gebruiker, huishouden_id, doel))
    huishouden.zicht = zicht
    vraag_wachters(gebruiker, huishouden, doel)
    nodig = _nodig(categorie, schrijven)
    if nodig is not None and not open_deur:
        _eis(gebruiker, huishouden, zicht, *nodig, doel)
    oordeel = zicht.oordeel(nodig[0] if nodig is not None else Categorie.IDENTITEIT)
    audit.record_inzage(
        target=huishouden,
        by=gebruiker,
        doel=doel,
        at=nu,
        categorie=oordeel.categorie.value,
        grond=oordeel.grond or oordeel.wet,
        protocolversie=oordeel.versie,
        is_nood=oordeel.is_nood,
    )
    geopende_huishoudens(gebruiker).add(huishouden.pk)
    return huishouden


def geopende_huishoudens(gebruiker: Any) -> set[UUID]:
    """Return the households that a door opened for this person in this request: those have their own line."""
    geopend: set[UUID] | None = getattr(gebruiker, "_kt_geopend", None)
    if geopend is None:
        geopend = gebruiker._kt_geopend = set()  # noqa: SLF001 -- kept on the user of this request
    return geopend


def _nodig(categorie: Categorie | str, schrijven: bool) -> tuple[Categorie, bool] | None:
    """Return what this visit needs: what the caller says, or what the rights table says of the route."""
    if categorie:
        return Categorie(categorie), schrijven
    recht = huidig_recht()
    return (Categorie(recht.categorie), recht.vraagt_schrijven) if recht and recht.categorie else None


def _eis(
    gebruiker: Any, huishouden: Huishouden, zicht: Zicht, categorie: Categorie, schrijven: bool, doel: Doel
) -> None:
    if zicht.mag(categorie, schrijven=schrijven):
        return
    oordeel = zicht.oordeel(categorie)
    reden = oordeel.reden
    if zicht.mag(categorie):
        reden = f"Je mag “{categorie.label}” lezen, niet wijzigen. Dat staat zo in het informatieprotocol."
    elif oordeel.iets:
        reden = f"{reden} Meer zie je hier niet."
    raise GeenZicht(
        reden,
        wat=str(categorie.label),
        terug=huishouden.get_absolute_url(),
        vraag="" if zicht.is_betrokken else reverse("toegang:vragen_hier", args=[huishouden.pk]),
        bewaar=partial(_geweigerd, gebruiker, huishouden.pk, doel, categorie),
    )


def eis(
    gebruiker: Any,
    huishouden: Huishouden,
    categorie: Categorie,
    *,
    schrijven: bool = False,
    doel: Doel = Doel.HULP,
) -> None:
    """Ask more of a household that is open already, for a page that holds more than one category.

    :raises GeenZicht: not this kind of data, or not changing it.
    """
    _eis(gebruiker, huishouden, huishouden.zicht, categorie, schrijven, doel)


def eis_leefgebieden(gebruiker: Any, huishouden: Huishouden, leefgebieden: Iterable[str]) -> None:
    """Ask that everything told about these leefgebieden may be read, before something of it is changed.

    :raises GeenZicht: one of them is closed for this person.
    """
    for code in leefgebieden:
        eis(gebruiker, huishouden, leefgebied_categorie(code))


NIEMAND: Final = UUID("00000000-0000-7000-8000-000000000000")
"""The id of no household."""


def doe_de_moeite(gebruiker: Any) -> None:
    """Ask what the door of a household asks, of a household that is not there.

    Something nobody has would else be refused in half the time of something of another team, and time tells.
    """
    if LEEST_DOSSIERS & gebruiker.rollen:
        vraag = annoteer(Huishouden.objects.all(), gebruiker, timezone.now())
        vraag.select_related("team", "buurt").filter(pk=NIEMAND).first()


def _geweigerd(gebruiker: Any, huishouden_id: UUID, doel: Doel, categorie: Categorie | None = None) -> None:
    """Write that somebody was refused, in a transaction of its own: the work itself was undone."""
    audit.record(
        "dossier.huishouden.geweigerd",
        by=gebruiker,
        at=timezone.now(),
        soort="R",
        resultaat="geweigerd",
        doel=str(doel),
        huishouden_id=huishouden_id,
        detail={"categorie": categorie.value} if categorie else {},
    )


def lid_for(gebruiker: Any, huishouden_id: UUID, inwoner_id: UUID, *, doel: Doel) -> Huishoudlid:
    """Open a person through the household he or she belongs (or belonged) to.

    :raises Http404: the household is not yours, or the person was never in it.
    """
    huishouden = huishouden_for(gebruiker, huishouden_id, doel=doel)
    leden = huishouden.leden.filter(inwoner_id=inwoner_id).select_related("inwoner")
    if zaaifouten.staat_aan("genest_zonder_ouder"):
        leden = Huishoudlid.objects.filter(inwoner_id=inwoner_id).select_related("inwoner")
    lid: Huishoudlid | None = leden.order_by("-van", "-id").first()
    if lid is None:
        raise Http404
    lid.huishouden = huishouden
    return lid


def melding_for(gebruiker: Any, melding_id: UUID, *, doel: Doel = Doel.INTAKE) -> Melding:
    """Open a melding through its household.

    :raises Http404: it is not there, or its household is not yours.
    """
    melding = Melding.objects.filter(pk=melding_id).select_related("casus__team").first()
    if melding is None:
        raise Http404
    melding.huishouden = huishouden_for(gebruiker, melding.huishouden_id, doel=doel)
    return melding


def termijn_for(gebruiker: Any, termijn_id: UUID) -> Termijn:
    """Open a term through its household.

    :raises Http404: it is not there, or its household is not yours.
    """
    termijn = Termijn.objects.filter(pk=termijn_id).select_related("melding").first()
    if termijn is None:
        raise Http404
    huishouden = huishouden_for(gebruiker, termijn.huishouden_id, doel=Doel.HULP)
    if termijn.eigenaar_id != gebruiker.pk:
        wet = termijn.wet or (termijn.melding.wet if termijn.melding else "")
        eis_besluit(gebruiker, huishouden, wet)
    termijn.huishouden = huishouden
    return termijn


def eis_besluit(gebruiker: Any, huishouden: Huishouden, wet: str) -> None:
    """Ask that a term under this law may be read: some see only decisions under one law."""
    eis(gebruiker, huishouden, Categorie.BESLUITEN)
    alleen = huishouden.zicht.oordeel(Categorie.BESLUITEN).wet
    if alleen and wet != alleen:
        raise GeenZicht(
            "Je ziet dit niet: jij ziet alleen besluiten die bij jouw wet horen.",
            wat=str(Categorie.BESLUITEN.label),
            terug=huishouden.get_absolute_url(),
            bewaar=partial(_geweigerd, gebruiker, huishouden.pk, Doel.HULP, Categorie.BESLUITEN),
        )


def signalen_voor(gebruiker: Any) -> QuerySet[Signaal]:
    """Return the signalen of `eigen_signalen`, each with whether its household may be named."""
    van_hen = eigen_signalen(gebruiker)
    if van_hen.query.is_empty():
        return van_hen
    # Which household it led to is told only to who may know of that household.
    mag = Q(huishouden__isnull=False) & zichtbaar(gebruiker, "huishouden")
    return van_hen.annotate(noemt_huishouden=Case(When(mag, then=Value(True)), default=Value(False)))


def eigen_signalen(gebruiker: Any) -> QuerySet[Signaal]:
    """Return the signalen of the teams where this person takes them in, those of no team, and those picked up.

    Enough to count them: which households they led to is not read.
    """
    matrix = huidige_instellingen().protocol
    teams = [plek.team_id for plek in plekken_van(gebruiker) if _neemt_signalen_aan(plek, matrix)]
    if not teams:
        return Signaal.objects.none()
    return Signaal.objects.filter(Q(team_id__in=teams) | Q(team=None) | Q(opgepakt_door_id=gebruiker.pk))


def _neemt_signalen_aan(plek: Plek, matrix: Matrix) -> bool:
    """Whether a function here sees signalen: nobody is involved yet, so being involved is not asked."""
    cellen = [matrix.cel(functie, Categorie.CONTACT, Moment.SIGNAAL) for functie in plek.functies]
    return any(
        cel is not None and cel.mate is Mate.ALLES and cel.voorwaarde is not Voorwaarde.EIGEN
        for cel in cellen
    )


def signaal_for(gebruiker: Any, signaal_id: UUID) -> Signaal:
    """Open a signaal, and write the visit in the logboek.

    :raises Http404: it is not there, or it went to another team.
    """
    vraag = signalen_voor(gebruiker).select_related("team", "opgepakt_door", "huishouden")
    signaal = vraag.filter(pk=signaal_id).first()
    if signaal is None:
        raise Http404
    audit.record_inzage(target=signaal, by=gebruiker, doel=Doel.INTAKE)
    return signaal


def afspraak_for(gebruiker: Any, afspraak_id: UUID) -> Afspraak:
    """Open an appointment in the own day.

    :raises Http404: it is not there, it is somebody else's, or its household went to another team.
    """
    mag = Q(huishouden=None) | zichtbaar(gebruiker, "huishouden", categorie=Categorie.CONTACT)
    vraag = Afspraak.objects.filter(mag, gebruiker_id=gebruiker.pk, pk=afspraak_id)
    afspraak = vraag.select_related("huishouden").first()
    if afspraak is None:
        raise Http404
    return afspraak
