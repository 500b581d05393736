"""What people ask about the inrichting; the upper floors ask here too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localdate

from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import huidige_gemeente
from keukentafel.values.bevinding import fouten
from keukentafel.values.ongeldig import OngeldigeWaarde
from keukentafel.values.postcode import Postcode
from modules.inrichting.gevolgen import Gebruik, adres_voor, casussen, gebruik_elders
from modules.inrichting.lader import ALLE_MODULES, Inrichting, lees
from modules.inrichting.models import (
    Adresgebied,
    Begrip,
    Buurt,
    Gereedheidscheck,
    Inlooppunt,
    KeuzehulpUitkomst,
    ModuleKeuze,
    Organisatie,
    TeamGebied,
    Teamlid,
    Teammodel,
    Wijk,
    Wijkteam,
)
from modules.inrichting.rules.inhoud import Inhoud
from modules.inrichting.rules.protocol import Matrix
from modules.inrichting.rules.variantcontrole import controleer, controleer_directe_toegang
from modules.inrichting.rules.varianten import VariantInstellingen, los_model_op


def inrichting() -> Inrichting:
    """Return what the gemeente of this scope chose: for tasks and commands; one query."""
    return lees(huidige_gemeente())


def protocol_nu() -> Matrix:
    """Return the informatieprotocol in force; in a request ask ``request.instellingen.protocol``."""
    return inrichting().protocol


def instellingen_van_team(team_id: UUID | None) -> VariantInstellingen:
    """Return how a team works now; in a request ask ``request.instellingen.van_team`` instead."""
    return inrichting().van_team(team_id)


def actief_teammodel() -> Teammodel | None:
    """Return the version new households get, if the gemeente has one."""
    return Teammodel.objects.actief().first()


def modules_aan() -> frozenset[str]:
    """Return the codes of the modules that are on."""
    return ALLE_MODULES - set(ModuleKeuze.objects.filter(aan=False).values_list("code", flat=True))


@dataclass(frozen=True, slots=True)
class Adresuitkomst:
    """Which team an address leads to, and why."""

    team: Wijkteam | None
    buurt: Buurt | None
    uitleg: str


def zoek_team(postcode: str, huisnummer: int | None) -> Adresuitkomst:
    """Return the team of an address with the reason: address → buurt → wijk → team.

    A buurt that leads to a team goes before its wijk. A gemeente with one team sends every address
    there. Two queries at most.
    """
    try:
        compact = Postcode(postcode).compact
    except OngeldigeWaarde as fout:
        return Adresuitkomst(None, None, fout.text)
    gebied = Adresgebied.objects.filter(postcode=compact).select_related("buurt__wijk")
    if huisnummer is not None:
        gebied = gebied.filter(huisnummer_van__lte=huisnummer, huisnummer_tot__gte=huisnummer)
    gevonden = list(gebied[:2])
    if len({rij.buurt_id for rij in gevonden}) > 1:
        return Adresuitkomst(None, None, "Deze postcode ligt in meer buurten. Vul ook het huisnummer in.")
    if not gevonden:
        return _enige_team("Dit adres staat in geen enkele ingelezen lijst.")
    return _team_van_buurt(gevonden[0].buurt)


def team_voor_adres(postcode: str, huisnummer: int | None) -> Wijkteam | None:
    """Return the team an address leads to, or None when nobody said so yet."""
    return zoek_team(postcode, huisnummer).team


def _team_van_buurt(buurt: Buurt) -> Adresuitkomst:
    gebied = (
        TeamGebied.objects.filter(Q(buurt=buurt) | Q(wijk=buurt.wijk_id), team__is_actief=True)
        .select_related("team")
        .order_by(F("buurt").asc(nulls_last=True))
        .first()
    )
    plek = f"{buurt.naam} ({buurt.code}), wijk {buurt.wijk.naam}"
    if gebied is None:
        return _enige_team(f"{plek}. Geen team werkt in deze buurt of wijk.", buurt)
    via = "de buurt" if gebied.buurt_id else "de wijk"
    return Adresuitkomst(gebied.team, buurt, f"{plek}. {gebied.team.naam} werkt in {via}.")


def _enige_team(uitleg: str, buurt: Buurt | None = None) -> Adresuitkomst:
    teams = list(Wijkteam.objects.actief()[:2])
    if len(teams) == 1:
        return Adresuitkomst(teams[0], buurt, f"{uitleg} Er is één team: dat neemt elk adres.")
    return Adresuitkomst(None, buurt, uitleg)


def teams_met_tellingen(zoek: str = "") -> QuerySet[Any]:
    """Return the teams with the number of members of today; those with `zoek` in name or place."""
    vandaag = localdate()
    lid = Q(teamleden__van__lte=vandaag) & (Q(teamleden__tot__isnull=True) | Q(teamleden__tot__gt=vandaag))
    return Wijkteam.objects.zoek(zoek).annotate(aantal_leden=Count("teamleden", filter=lid, distinct=True))


def gebieden_per_team() -> dict[UUID, list[str]]:
    """Return the names of wijken and buurten per team; one query."""
    per_team: dict[UUID, list[str]] = {}
    rijen = TeamGebied.objects.order_by("wijk__naam", "buurt__naam")
    for team_id, wijk, buurt in rijen.values_list("team_id", "wijk__naam", "buurt__naam"):
        per_team.setdefault(team_id, []).append(wijk or buurt)
    return per_team


def teamleden_van(team: Wijkteam) -> QuerySet[Any]:
    """Return who is a member today, with everything the team page shows (four queries)."""
    return (
        Teamlid.objects.op(localdate())
        .filter(team=team)
        .select_related("gebruiker")
        .prefetch_related("detacheringen__organisatie", "registraties", "expertises")
        .order_by("gebruiker__naam", "id")
    )


def medewerkers_van(team_ids: set[UUID]) -> int:
    """Return how many different people work in these teams today."""
    leden = Teamlid.objects.op(localdate()).filter(team__in=team_ids)
    return leden.values("gebruiker").distinct().count()


def directe_ingang(*, zonder: UUID | None = None) -> bool:
    """Whether residents can come in by themselves: a team that takes them, or an open desk (F033).

    `zonder` leaves one desk out: would it still be true without it?
    """
    model = actief_teammodel()
    return model is None or not redenen_geen_ingang(model.inhoud, zonder=zonder)


def redenen_geen_ingang(inhoud: Inhoud, *, zonder: UUID | None = None) -> list[str]:
    """Return why no resident could come in by themselves under this model; empty when they can."""
    teams = list(Wijkteam.objects.actief().values_list("pk", flat=True)) or [None]
    inlooppunten = Inlooppunt.objects.open().exclude(pk=zonder).count()
    keuzes = [los_model_op(inhoud, pk) for pk in teams]
    return [bevinding.text for bevinding in controleer_directe_toegang(keuzes, inlooppunten)]


def redenen_tegen(inhoud: Inhoud, modules: frozenset[str]) -> list[str]:
    """Return every sentence that says why this model cannot work, with the team it is about."""
    zinnen = [bevinding.text for bevinding in fouten(controleer(los_model_op(inhoud), modules))]
    namen = {str(pk): naam for pk, naam in Wijkteam.objects.actief().values_list("pk", "naam")}
    for team in inhoud["teams"]:
        if team in namen:
            gevonden = fouten(controleer(los_model_op(inhoud, team), modules))
            zinnen += [f"Team {namen[team]}. {b.text}" for b in gevonden]
    return zinnen


def gebruik_van_team(team: Wijkteam, *, kijker: Gebruiker) -> list[Gebruik]:
    """Answer `Wie gebruikt dit?` for a team."""
    leden = Teamlid.objects.op(localdate()).filter(team=team).count()
    gebieden = TeamGebied.objects.filter(team=team).count()
    lopend = casussen().lopend_per_team().get(team.pk, 0)
    adres = f"/inrichting/teams/{team.pk}"
    delen = [
        Gebruik("medewerker" if leden == 1 else "medewerkers", leden, f"{adres}#p-leden"),
        Gebruik("wijk of buurt" if gebieden == 1 else "wijken en buurten", gebieden, f"{adres}/gebied"),
        Gebruik(
            "lopend huishouden" if lopend == 1 else "lopende huishoudens",
            lopend,
            adres_voor(kijker, casussen().adres(team_ids=[team.pk])),
        ),
    ]
    return [deel for deel in delen if deel.aantal] + list(gebruik_elders("wijkteam", team.pk))


def gebruik_van_organisatie(organisatie: Organisatie) -> list[Gebruik]:
    """Answer `Wie gebruikt dit?` for an organisation."""
    gebruikt = []
    aantal = organisatie.detacheringen.count()
    if aantal:
        adres = f"/inrichting/organisaties/{organisatie.pk}#p-gebruik"
        gebruikt.append(Gebruik("detacheringen", aantal, adres))
    return gebruikt + list(gebruik_elders("organisatie", organisatie.pk))


def botsingen_met_modules(modules: frozenset[str]) -> list[str]:
    """Return what the model in use or planned asks that these modules cannot give.

    A concept is left out: it holds for nobody yet and is checked before it does.
    """
    nu = modules_aan()
    zinnen: list[str] = []
    for model in Teammodel.objects.filter(status__in=["actief", "gepland"]):
        al = redenen_tegen(model.inhoud, nu)
        zinnen += [zin for zin in redenen_tegen(model.inhoud, modules) if zin not in al]
    return list(dict.fromkeys(zinnen))


def leden_van_teams(teams: Sequence[Wijkteam]) -> QuerySet[Any]:
    """Return who is a member of these teams today, with name and team; one query."""
    return (
        Teamlid.objects.op(localdate())
        .filter(team__in=[team.pk for team in teams])
        .select_related("gebruiker", "team")
        .order_by("gebruiker__naam", "id")
    )


@dataclass(frozen=True, slots=True)
class Tellingen:
    """The numbers of the overview."""

    teams: int
    leden: int
    wijken: int
    buurten: int
    zonder_team: int
    organisaties: int
    inlooppunten: int
    begrippen: int
    keuzehulp: int
    checks_geregeld: int


def lees_tellingen() -> Tellingen:
    """Return the numbers of the overview; one query each, whatever the size."""
    met_team = Q(gebieden__isnull=False) | Q(buurten__gebieden__isnull=False)
    return Tellingen(
        teams=Wijkteam.objects.actief().count(),
        leden=Teamlid.objects.op(localdate()).count(),
        wijken=Wijk.objects.count(),
        buurten=Buurt.objects.count(),
        zonder_team=Wijk.objects.exclude(met_team).count(),
        organisaties=Organisatie.objects.filter(is_actief=True).count(),
        inlooppunten=Inlooppunt.objects.open().count(),
        begrippen=Begrip.objects.count(),
        keuzehulp=KeuzehulpUitkomst.objects.afgerond().count(),
        checks_geregeld=Gereedheidscheck.objects.filter(geregeld=True).count(),
    )
