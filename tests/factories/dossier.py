"""Households, people and their help for tests. Everything happens inside the scope of a gemeente."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from modules.dossier.models import (
    Afspraak,
    Betrokkene,
    Casus,
    Doelstelling,
    Huishouden,
    Huishoudlid,
    Inwoner,
    Melding,
    Plan,
    Regisseurschap,
    Signaal,
    Termijn,
    ZrmMeting,
    ZrmScore,
)
from modules.dossier.zoektekst import werk_zoektekst_bij
from modules.inrichting.models import Teammodel, Wijkteam
from tests.factories.identity import maak_gebruiker

TOEN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_nummers = count(1)


def eerste_team() -> Wijkteam:
    """Return the team that every gemeente begins with."""
    return Wijkteam.objects.actief().order_by("vanaf", "pk").first()


def maak_inwoner(voornamen: str = "Marieke", geslachtsnaam: str = "Kuiper", **velden: Any) -> Inwoner:
    """Make a person."""
    return Inwoner.objects.create(
        **{"voornamen": voornamen, "geslachtsnaam": geslachtsnaam, "aangemaakt_op": TOEN, **velden}
    )


def maak_huishouden(
    naam: str = "Kuiper",
    *,
    personen: Iterable[str | Mapping[str, Any]] = ("Marieke",),
    team: Wijkteam | None = None,
    zonder_team: bool = False,
    **velden: Any,
) -> Huishouden:
    """Make a household with people: first names, or dicts with fields of Inwoner and a `rol`."""
    huishouden = Huishouden.objects.create(
        **{
            "naam": naam,
            "sorteernaam": naam.lower(),
            "straat": "Merelstraat",
            "huisnummer": next(_nummers),
            "postcode": "1234AB",
            "plaats": "Lindewaard",
            "team": None if zonder_team else (team or eerste_team()),
            "aangemaakt_op": TOEN,
            "gewijzigd_op": TOEN,
            **velden,
        }
    )
    for persoon in personen:
        gegevens = {"voornamen": persoon} if isinstance(persoon, str) else dict(persoon)
        rol = gegevens.pop("rol", "volwassene")
        inwoner = maak_inwoner(**{"geslachtsnaam": naam, **gegevens})
        Huishoudlid.objects.create(huishouden=huishouden, inwoner=inwoner, rol=rol, van=date(2026, 1, 5))
    werk_zoektekst_bij(huishouden)
    return huishouden


def maak_casus(
    huishouden: Huishouden | None = None,
    *,
    team: Wijkteam | None = None,
    teammodel: Teammodel | None = None,
    behandelaar: Any = None,
    **velden: Any,
) -> Casus:
    """Make a running casus of the household with its team, under the team model in use."""
    huishouden = huishouden or maak_huishouden(team=team)
    dag = velden.pop("begonnen_op", date(2026, 1, 5))
    status = velden.setdefault("status", "nieuw")
    return Casus.objects.create(
        **{
            "huishouden": huishouden,
            "team": team or huishouden.team or eerste_team(),
            "teammodel": teammodel or Teammodel.objects.actief().get(),
            "behandelaar": behandelaar,
            "fase_sinds": dag,
            "begonnen_op": dag,
            "fasen": [{"status": status, "van": dag.isoformat()}],
            **velden,
        }
    )


def maak_melding(casus: Casus | None = None, **velden: Any) -> Melding:
    """Make a melding of a casus."""
    casus = casus or maak_casus()
    return Melding.objects.create(
        **{
            "huishouden": casus.huishouden,
            "casus": casus,
            "inhoud": "Hulp bij het huishouden.",
            "ontvangen_op": TOEN,
            **velden,
        }
    )


def maak_signaal(team: Wijkteam | None = None, **velden: Any) -> Signaal:
    """Make a new signaal for a team."""
    return Signaal.objects.create(
        **{
            "team": team or eerste_team(),
            "bron": "corporatie",
            "over_wie": "Bewoner van Lijsterhof 3",
            "waarneming": "Al twee weken post in de gang.",
            "ontvangen_op": timezone.now(),
            **velden,
        }
    )


def maak_termijn(casus: Casus, *, over: int = 7, **velden: Any) -> Termijn:
    """Make a running term of a casus that ends `over` days from today."""
    dag = localdate()
    return Termijn.objects.create(
        **{
            "huishouden_id": casus.huishouden_id,
            "casus": casus,
            "sleutel": "wmo_onderzoek",
            "titel": "Onderzoek afronden",
            "uitleg": "6 weken na de melding",
            "begin": dag - timedelta(days=35),
            "ruw_einde": dag + timedelta(days=over),
            "einde": dag + timedelta(days=over),
            "eigenaar_id": casus.behandelaar_id,
            **velden,
        }
    )


def maak_afspraak(gebruiker: Any, huishouden: Huishouden | None = None, **velden: Any) -> Afspraak:
    """Make an appointment of somebody, an hour from now unless `begin` says otherwise."""
    begin = velden.pop("begin", None) or timezone.now() + timedelta(hours=1)
    return Afspraak.objects.create(
        **{"gebruiker": gebruiker, "huishouden": huishouden, "titel": "Gesprek", "begin": begin, **velden}
    )


def maak_betrokkene(huishouden: Huishouden, *, gebruiker: Any = None, **velden: Any) -> Betrokkene:
    """Make somebody who works along."""
    return Betrokkene.objects.create(
        **{
            "huishouden": huishouden,
            "gebruiker": gebruiker,
            "naam": getattr(gebruiker, "naam", "") or "Carla Wouters",
            "rol": "schuldhulp",
            "van": date(2026, 1, 5),
            **velden,
        }
    )


def maak_regisseur(huishouden: Huishouden, gebruiker: Any = None, **velden: Any) -> Regisseurschap:
    """Make somebody the regisseur of the household."""
    return Regisseurschap.objects.create(
        **{
            "huishouden": huishouden,
            "gebruiker": gebruiker,
            "naam": getattr(gebruiker, "naam", "") or "Daan Visser",
            "van": date(2026, 1, 5),
            **velden,
        }
    )


def maak_plan(
    casus: Casus, *, doelen: Iterable[str] = ("Ik betaal elke maand de huur.",), **velden: Any
) -> Plan:
    """Make a plan in force with goals."""
    gemaakt_door = velden.pop("gemaakt_door", None) or casus.behandelaar or maak_gebruiker()
    plan = Plan.objects.create(
        **{
            "huishouden_id": casus.huishouden_id,
            "casus": casus,
            "nummer": 1,
            "status": "actief",
            "gemaakt_op": TOEN,
            "gemaakt_door": gemaakt_door,
            "afgesproken_op": date(2026, 1, 20),
            **velden,
        }
    )
    for volgorde, titel in enumerate(doelen):
        Doelstelling.objects.create(plan=plan, titel=titel, volgorde=volgorde)
    return plan


def maak_zrm(
    casus: Casus,
    inwoner: Inwoner,
    scores: Mapping[str, int],
    *,
    datum: date,
    beoordelaar: Any = None,
    **velden: Any,
) -> ZrmMeting:
    """Make a kept measurement with scores per leefgebied."""
    meting = ZrmMeting.objects.create(
        **{
            "huishouden_id": casus.huishouden_id,
            "casus": casus,
            "inwoner": inwoner,
            "datum": datum,
            "beoordelaar": beoordelaar or maak_gebruiker(),
            "is_bewaard": True,
            "gemaakt_op": TOEN,
            **velden,
        }
    )
    ZrmScore.objects.bulk_create(
        ZrmScore(meting=meting, leefgebied=gebied, niveau=niveau) for gebied, niveau in scores.items()
    )
    return meting
