"""Wijken, buurten and addresses: reading them in and giving them to a team (F010)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from modules.inrichting.models import Adresgebied, Buurt, TeamGebied, Wijk, Wijkteam
from modules.inrichting.rules.gebiedslijst import Adresreeks, Gebiedslijst, wijk_van

G = TypeVar("G", Wijk, Buurt)


class GebiedVanAnderTeam(Refusal):
    """A wijk or buurt leads to one team only."""


class WijkOntbreekt(Refusal):
    """A buurt lies in a wijk that is not there."""


@dataclass(frozen=True, slots=True)
class Ingelezen:
    """What reading a list did."""

    nieuw: int
    gewijzigd: int
    gelijk: int


@transaction.atomic
def set_gebieden(
    *, team: Wijkteam, wijken: Collection[UUID], buurten: Collection[UUID], by: Gebruiker, at: datetime
) -> None:
    """Let a team work in exactly these wijken and buurten.

    :raises GebiedVanAnderTeam: one of them leads to another team; the sentence names both.
    """
    bezet = (
        TeamGebied.objects.exclude(team=team)
        .filter(wijk__in=wijken)
        .union(TeamGebied.objects.exclude(team=team).filter(buurt__in=buurten))
    )
    pks = [gebied.pk for gebied in bezet]
    for gebied in TeamGebied.objects.filter(pk__in=pks).select_related("team", "wijk", "buurt"):
        naam = gebied.wijk or gebied.buurt
        raise GebiedVanAnderTeam(f"{naam} hoort bij team {gebied.team.naam}. Haal dit gebied daar eerst weg.")
    TeamGebied.objects.filter(team=team).delete()
    rijen = [TeamGebied(team=team, wijk_id=pk) for pk in wijken]
    TeamGebied.objects.bulk_create(rijen + [TeamGebied(team=team, buurt_id=pk) for pk in buurten])
    audit.record(
        "inrichting.werkgebied.gewijzigd",
        target=team,
        by=by,
        at=at,
        detail={"wijken": len(wijken), "buurten": len(buurten)},
    )


@transaction.atomic
def import_gebieden(*, lijst: Gebiedslijst, jaar: int, by: Gebruiker | None, at: datetime) -> Ingelezen:
    """Take over the wijken and buurten of a list; what stood there under the same code is renamed.

    :raises WijkOntbreekt: a buurt whose wijk is neither in the list nor there already.
    """
    wijken = {wijk.code: wijk for wijk in Wijk.objects.all()}
    tel = [0, 0, 0]
    nieuw, anders = _verdeel(
        lijst.wijken, wijken, tel, lambda code, naam: Wijk(code=code, naam=naam, jaar=jaar)
    )
    Wijk.objects.bulk_create(nieuw)
    Wijk.objects.bulk_update(anders, ["naam"])
    Wijk.objects.filter(code__in=lijst.wijken).update(jaar=jaar)
    wijken |= {wijk.code: wijk for wijk in nieuw}
    for code in lijst.buurten:
        if wijk_van(code) not in wijken:
            raise WijkOntbreekt(
                f"Buurt {code} ligt in {wijk_van(code)}, maar die wijk staat niet in de lijst."
            )
    buurten = {buurt.code: buurt for buurt in Buurt.objects.all()}
    nieuwe, andere = _verdeel(
        lijst.buurten,
        buurten,
        tel,
        lambda code, naam: Buurt(code=code, naam=naam, wijk=wijken[wijk_van(code)]),
    )
    Buurt.objects.bulk_create(nieuwe)
    Buurt.objects.bulk_update(andere, ["naam"])
    uitkomst = Ingelezen(*tel)
    detail = {"wijken": len(lijst.wijken), "buurten": len(lijst.buurten), "jaar": jaar}
    audit.record("inrichting.gebieden.ingelezen", by=by, at=at, detail=detail)
    return uitkomst


@transaction.atomic
def import_adressen(*, reeksen: Iterable[Adresreeks], by: Gebruiker | None, at: datetime) -> Ingelezen:
    """Take over the addresses of a list. What was known of the same postcodes is replaced."""
    buurten = dict(Buurt.objects.values_list("code", "pk"))
    rijen = [
        Adresgebied(
            postcode=r.postcode, huisnummer_van=r.van, huisnummer_tot=r.tot, buurt_id=buurten[r.buurtcode]
        )
        for r in reeksen
    ]
    postcodes = {rij.postcode for rij in rijen}
    weg, _ = Adresgebied.objects.filter(postcode__in=postcodes).delete()
    Adresgebied.objects.bulk_create(rijen, batch_size=2000)
    detail = {"postcodes": len(postcodes), "reeksen": len(rijen), "vervangen": weg}
    audit.record("inrichting.adressen.ingelezen", by=by, at=at, detail=detail)
    return Ingelezen(nieuw=max(len(rijen) - weg, 0), gewijzigd=min(weg, len(rijen)), gelijk=0)


@transaction.atomic
def remove_wijk(*, wijk: Wijk, by: Gebruiker, at: datetime) -> None:
    """Take away a wijk with its buurten, when no team works there.

    :raises GebiedVanAnderTeam: a team works in it or in one of its buurten.
    """
    gebied = (
        TeamGebied.objects.filter(wijk=wijk) | TeamGebied.objects.filter(buurt__wijk=wijk)
    ).select_related("team")
    for rij in gebied[:1]:
        raise GebiedVanAnderTeam(
            f"Team {rij.team.naam} werkt in {wijk.naam}. Haal dit gebied daar eerst weg."
        )
    audit.record(
        "inrichting.wijk.verwijderd",
        target=wijk,
        by=by,
        at=at,
        soort="verwijderen",
        detail={"code": wijk.code},
    )
    Buurt.objects.filter(wijk=wijk).delete()
    wijk.delete()


def _verdeel(
    lijst: Mapping[str, str],
    bestaand: Mapping[str, G],
    tel: list[int],
    maak: Callable[[str, str], G],
) -> tuple[list[G], list[G]]:
    """Split a list into what is new and what got another name; count new, changed and equal."""
    nieuw = [maak(code, naam) for code, naam in lijst.items() if code not in bestaand]
    anders = [
        bestaand[code] for code, naam in lijst.items() if code in bestaand and bestaand[code].naam != naam
    ]
    for gebied in anders:
        gebied.naam = lijst[gebied.code]
    tel[0] += len(nieuw)
    tel[1] += len(anders)
    tel[2] += len(lijst) - len(nieuw) - len(anders)
    return nieuw, anders
