"""What a team looks like: who has how many, what is missing, what came in, and what it brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Count, Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, make_aware

from keukentafel.tenancy import zaaifouten
from modules.dossier.access import termijnen_zichtbaar, zicht_in_team, zichtbaar
from modules.dossier.models import Casus, Huishouden, Melding, Termijn, ZrmScore
from modules.dossier.queries.huishoudens import Lijstvraag
from modules.dossier.queries.meldingen import Meldingvraag
from modules.dossier.queries.plan_kort import LABELS
from modules.dossier.queries.termijnen import Termijnvraag, op_stand, termijnen_in_gevaar
from modules.dossier.rules.zrm import DAGEN_TUSSEN_METINGEN
from modules.dossier.zicht import leefgebied_categorie
from modules.inrichting.codelijsten import SignaalBron
from modules.inrichting.models import Teamlid, Wijkteam
from modules.inrichting.rules.protocol import Categorie, Mate

INSTROOM_DAGEN = 90
GENOEG = 10
MIN_TE_TONEN = 5


@dataclass(frozen=True, slots=True)
class Getal:
    """A number with the list that holds exactly these households."""

    label: str
    aantal: int
    url: str


@dataclass(frozen=True, slots=True)
class Belasting:
    """How many households somebody works with."""

    id: UUID
    naam: str
    aantal: int
    te_laat: int
    url: str


@dataclass(frozen=True, slots=True)
class Verschuiving:
    """How self-reliance changed on one leefgebied. Under five people there is no figure."""

    label: str
    n: int
    eerst: float | None
    nu: float | None

    @property
    def genoeg(self) -> bool:
        """Whether there are enough people to show a figure."""
        return self.n >= MIN_TE_TONEN and self.eerst is not None and self.nu is not None


def verdeling(team: Wijkteam, gebruiker: Any, nu: datetime) -> list[Belasting]:
    """Return the members with their households and late terms, as far as `gebruiker` sees them; three queries."""
    leden = Teamlid.objects.op(localdate(nu)).filter(team=team).order_by("gebruiker__naam", "gebruiker_id")
    mensen = list(leden.values_list("gebruiker_id", "gebruiker__naam"))
    lopend = Casus.objects.lopend().filter(zichtbaar(gebruiker, "huishouden"), team=team)
    aantallen = dict(lopend.values_list("behandelaar_id").annotate(aantal=Count("pk")).order_by())
    termijnen = Termijn.objects.filter(termijnen_zichtbaar(gebruiker), casus__team=team)
    laat = op_stand(termijnen, "te_laat", nu).values_list("eigenaar_id")
    te_laat = dict(laat.annotate(aantal=Count("pk")).order_by())
    basis = reverse("dossier:huishoudens")
    return [
        Belasting(
            pk,
            naam,
            aantallen.get(pk, 0),
            te_laat.get(pk, 0),
            Lijstvraag(team=str(team.pk), behandelaar=str(pk)).adres(basis),
        )
        for pk, naam in mensen
    ]


def ontbreekt(team: Wijkteam, gebruiker: Any, vandaag: date) -> list[Getal]:
    """Return what is missing at how many households of the team that `gebruiker` sees: four queries."""
    alle = Huishouden.objects.visible_to(gebruiker).van_team([team.pk])
    van_team = alle.filter(zichtbaar(gebruiker, categorie=Categorie.PLAN))
    basis = reverse("dossier:huishoudens")
    soorten = (
        ("plan", "zonder plan", van_team.zonder_plan()),
        ("regisseur", "zonder regisseur", van_team.zonder_regisseur()),
        ("evaluatie", "met een plan dat teruggekeken moet worden", van_team.zonder_evaluatie(vandaag)),
        ("medewerker", "nog niet verdeeld", alle.zonder_behandelaar()),
    )
    return [
        Getal(label, vraag.count(), Lijstvraag(team=str(team.pk), zonder=code).adres(basis))
        for code, label, vraag in soorten
    ]


def in_gevaar(team: Wijkteam, gebruiker: Any, nu: datetime) -> list[Getal]:
    """Return how many terms of the team that `gebruiker` sees are late or nearly so; one query."""
    termijnen = Termijn.objects.filter(termijnen_zichtbaar(gebruiker), casus__team=team)
    tellingen = termijnen_in_gevaar(termijnen, nu)
    basis = reverse("dossier:termijnen")
    labels = {"te_laat": "te laat", "bijna": "binnen 2 dagen", "week": "binnen 7 dagen"}
    return [
        Getal(label, tellingen[code], Termijnvraag(stand=code, van="team", team=str(team.pk)).adres(basis))
        for code, label in labels.items()
    ]


def instroom(team: Wijkteam, gebruiker: Any, vandaag: date) -> list[Getal]:
    """Return where the meldingen of the last 90 days came from, most first; one query."""
    ziet = zichtbaar(gebruiker, "huishouden", categorie=Categorie.CONTACT, minstens=Mate.ALLES)
    sinds = vandaag - timedelta(days=INSTROOM_DAGEN)
    rijen = (
        Melding.objects.filter(
            ziet, casus__team=team, ontvangen_op__gte=make_aware(datetime.combine(sinds, datetime.min.time()))
        )
        .values("bron")
        .annotate(aantal=Count("pk"))
        .order_by("-aantal", "bron")
    )
    basis = reverse("dossier:meldingen")
    return [
        Getal(
            str(SignaalBron(rij["bron"]).label),
            rij["aantal"],
            Meldingvraag(alles=True, bron=rij["bron"], team=str(team.pk), sinds=sinds.isoformat()).adres(
                basis
            ),
        )
        for rij in rijen
    ]


_PER_LEEFGEBIED = """
    SELECT leefgebied, count(*), avg(eerst[1]), avg(laatst[1]) FROM ({per_persoon}) per_persoon GROUP BY leefgebied
"""


def verschuiving(team: Wijkteam, gebruiker: Any) -> list[Verschuiving]:
    """Return the average first and last score per leefgebied of who was measured twice; one query.

    Counted over the households of which `gebruiker` may read at least a summary: the average is no way
    around what a page of one household keeps closed.
    """
    vraag = _scores_die_ik_zie(team, gebruiker)
    op_dag = ("meting__datum", "meting__gemaakt_op")
    per_persoon = (
        vraag.order_by()
        .values("meting__inwoner_id", "meting__instrument", "leefgebied")
        .annotate(
            eerst=ArrayAgg("niveau", order_by=op_dag),
            laatst=ArrayAgg("niveau", order_by=tuple(f"-{veld}" for veld in op_dag)),
            dagen=Max("meting__datum") - Min("meting__datum"),
        )
        .filter(dagen__gte=timedelta(days=DAGEN_TUSSEN_METINGEN))
        .values("leefgebied", "eerst", "laatst")
    )
    sql, params = per_persoon.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_PER_LEEFGEBIED.format(per_persoon=sql), params)
        rijen = {code: (n, eerst, laatst) for code, n, eerst, laatst in cursor.fetchall()}
    return [
        Verschuiving(label, rijen[code][0], float(rijen[code][1]), float(rijen[code][2]))
        for code, label in LABELS.items()
        if code in rijen
    ]


def _scores_die_ik_zie(team: Wijkteam, gebruiker: Any) -> QuerySet[Any]:
    """Return the scores of the team as the decision opens them: D, and the category of the leefgebied itself."""
    via = "meting__huishouden"
    per_letter: dict[Categorie, list[str]] = {}
    for code in LABELS:
        per_letter.setdefault(leefgebied_categorie(code), []).append(code)
    open_gebieden = Q(pk__in=[])
    for letter, codes in per_letter.items():
        van_letter = Q(leefgebied__in=codes)
        if letter is not Categorie.LEEFGEBIEDEN and not zaaifouten.staat_aan("zrm_zonder_filter"):
            van_letter &= zichtbaar(gebruiker, via, categorie=letter, minstens=Mate.SAMENVATTING)
        open_gebieden |= van_letter
    return ZrmScore.objects.filter(
        open_gebieden,
        zichtbaar(gebruiker, via, categorie=Categorie.LEEFGEBIEDEN, minstens=Mate.SAMENVATTING),
        lijst="zrm",
        niveau__isnull=False,
        meting__is_bewaard=True,
        meting__huishouden__team=team,
    )


def gesloten_onderwerpen(team: Wijkteam, gebruiker: Any) -> list[str]:
    """Return what this person sees no figures about in this team without a ground, in words; no query."""
    zicht = zicht_in_team(gebruiker, team.pk)
    letters = {leefgebied_categorie(code) for code in LABELS}
    if not zicht.oordeel(Categorie.LEEFGEBIEDEN).kort:
        return [str(Categorie.LEEFGEBIEDEN.label).lower()]
    return [str(letter.label).lower() for letter in Categorie if letter in letters - set(_open(zicht))]


def _open(zicht: Any) -> list[Categorie]:
    return [oordeel.categorie for oordeel in zicht if oordeel.kort]


def mijn_teams(team_ids: Sequence[UUID] | frozenset[UUID]) -> list[Wijkteam]:
    """Return these teams as far as they work now."""
    return list(Wijkteam.objects.actief().filter(pk__in=team_ids))


def heeft_huishoudens(team: Wijkteam) -> bool:
    """Tell whether the team ever worked with a household; one query."""
    return Casus.objects.filter(team=team).exists()


def te_verdelen(team: Wijkteam, gebruiker: Any) -> list[Any]:
    """Return the running households of the team that nobody took on, the oldest first; one query."""
    casussen = Casus.objects.lopend().filter(zichtbaar(gebruiker, "huishouden"), team=team, behandelaar=None)
    return list(casussen.select_related("huishouden").order_by("begonnen_op", "id")[:50])


def laatste_vraag(casussen: Sequence[Any]) -> dict[UUID, Any]:
    """Return the newest melding per casus; one query."""
    rijen = (
        Melding.objects.filter(casus__in=casussen).order_by("casus_id", "-ontvangen_op").distinct("casus_id")
    )
    return {melding.casus_id: melding for melding in rijen}
