"""Members of teams: their place, secondment, registration and expertise (F008, F009)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from keukentafel.values.bevinding import fouten
from modules.inrichting.models import (
    Detachering,
    Expertise,
    Organisatie,
    Registratie,
    Teamlid,
    Wijkteam,
)
from modules.inrichting.models.teamlid import Eenheid
from modules.inrichting.rules.protocolfunctie import controleer_functie


class AlLid(Refusal):
    """The person already has a place in this team."""

    text = "Deze medewerker zit al in dit team. Wijzig de plek die er al is."


class EindeVoorBegin(Refusal):
    """The last day lies before the first."""


class OmvangPastNiet(Refusal):
    """More than a week holds."""

    text = "Deze omvang past niet in een week. Vul tot 2 fte in, of tot 60 uur per week."


class DetacheringOverlapt(Refusal):
    """Two secondments from one employer at the same time would count twice."""

    text = "In deze periode loopt al een detachering van deze organisatie. Beëindig die eerst."


class FunctiePastNiet(Refusal):
    """A function in the protocol asks something that this member is not (F074). `veld` says what."""

    def __init__(self, text: str, *, veld: str) -> None:
        super().__init__(text)
        self.veld = veld


@transaction.atomic
def add_teamlid(
    *,
    gebruiker: Gebruiker,
    team: Wijkteam,
    positie: str,
    functie: str,
    profieltype: str,
    ambtelijke_status: bool,
    geheimhouding: bool,
    van: date,
    by: Gebruiker | None,
    at: datetime,
    protocolfunctie: str = "",
) -> Teamlid:
    """Give somebody a place in a team.

    :raises AlLid: they have one already.
    :raises FunctiePastNiet: the function asks another status or secrecy.
    """
    _check_functie(protocolfunctie, ambtelijke_status=ambtelijke_status, geheimhouding=geheimhouding)
    if (
        Teamlid.objects.filter(gebruiker=gebruiker, team=team)
        .filter(Q(tot__isnull=True) | Q(tot__gt=van))
        .exists()
    ):
        raise AlLid
    lid = Teamlid.objects.create(
        gebruiker=gebruiker,
        team=team,
        positie=positie,
        functie=functie,
        protocolfunctie=protocolfunctie,
        profieltype=profieltype,
        ambtelijke_status=ambtelijke_status,
        geheimhouding=geheimhouding,
        van=van,
    )
    audit.record("inrichting.teamlid.gemaakt", target=lid, by=by, at=at, soort="maken", detail=_wie(lid))
    return lid


@transaction.atomic
def change_teamlid(
    *,
    teamlid: Teamlid,
    versie: int,
    positie: str,
    functie: str,
    profieltype: str,
    ambtelijke_status: bool,
    geheimhouding: bool,
    by: Gebruiker,
    at: datetime,
    protocolfunctie: str | None = None,
) -> Teamlid:
    """Change what somebody is in the team. Without `protocolfunctie` that stays what it was.

    :raises Verouderd: somebody saved this place after `versie` was read.
    :raises FunctiePastNiet: the function asks another status or secrecy.
    """
    lid = Teamlid.objects.select_for_update().get(pk=teamlid.pk)
    if lid.versie != versie:
        raise Verouderd(huidig=lid)
    nieuw = {
        "positie": positie,
        "functie": functie,
        "protocolfunctie": lid.protocolfunctie if protocolfunctie is None else protocolfunctie,
        "profieltype": profieltype,
        "ambtelijke_status": ambtelijke_status,
        "geheimhouding": geheimhouding,
    }
    _check_functie(
        str(nieuw["protocolfunctie"]), ambtelijke_status=ambtelijke_status, geheimhouding=geheimhouding
    )
    velden = [veld for veld, waarde in nieuw.items() if getattr(lid, veld) != waarde]
    for veld in velden:
        setattr(lid, veld, nieuw[veld])
    lid.versie += 1
    lid.save()
    audit.record(
        "inrichting.teamlid.gewijzigd", target=lid, by=by, at=at, detail={"velden": velden, **_wie(lid)}
    )
    return lid


@transaction.atomic
def end_teamlid(*, teamlid: Teamlid, tot: date, by: Gebruiker, at: datetime) -> Teamlid:
    """End somebody's place: from `tot` on they are no member; their secondments end the day before.

    :raises EindeVoorBegin: `tot` lies before the first day.
    """
    lid = Teamlid.objects.select_for_update().get(pk=teamlid.pk)
    if tot < lid.van:
        raise EindeVoorBegin("De einddatum ligt vóór de begindatum. Kies een latere einddatum.")
    lid.tot = tot
    lid.versie += 1
    lid.save()
    lid.detacheringen.filter(Q(tot__isnull=True) | Q(tot__gt=tot), van__lte=tot).update(tot=tot)
    audit.record("inrichting.teamlid.beeindigd", target=lid, by=by, at=at, detail=_wie(lid))
    return lid


@transaction.atomic
def add_detachering(
    *,
    teamlid: Teamlid,
    organisatie: Organisatie,
    omvang: Decimal,
    eenheid: str,
    van: date,
    tot: date | None,
    by: Gebruiker | None,
    at: datetime,
) -> Detachering:
    """Record a secondment.

    :raises EindeVoorBegin: the last day lies before the first.
    :raises OmvangPastNiet: more than a week holds.
    :raises DetacheringOverlapt: one from the same employer runs in these days.
    """
    if tot is not None and tot < van:
        raise EindeVoorBegin("De einddatum ligt vóór de begindatum. Kies een latere einddatum.")
    if not 0 < omvang <= (2 if eenheid == Eenheid.FTE else 60):
        raise OmvangPastNiet
    zelfde = teamlid.detacheringen.filter(organisatie=organisatie)
    if tot is not None:
        zelfde = zelfde.filter(van__lte=tot)
    if zelfde.filter(Q(tot__isnull=True) | Q(tot__gte=van)).exists():
        raise DetacheringOverlapt
    rij = Detachering.objects.create(
        teamlid=teamlid, organisatie=organisatie, omvang=omvang, eenheid=eenheid, van=van, tot=tot
    )
    audit.record(
        "inrichting.detachering.gemaakt", target=rij, by=by, at=at, soort="maken", detail=_wie(teamlid)
    )
    return rij


@transaction.atomic
def end_detachering(*, detachering: Detachering, tot: date, by: Gebruiker, at: datetime) -> Detachering:
    """Set or move the last day of a secondment.

    :raises EindeVoorBegin: it lies before the first day.
    """
    if tot < detachering.van:
        raise EindeVoorBegin("De einddatum ligt vóór de begindatum. Kies een latere einddatum.")
    detachering.tot = tot
    detachering.save()
    audit.record(
        "inrichting.detachering.beeindigd", target=detachering, by=by, at=at, detail=_wie(detachering.teamlid)
    )
    return detachering


@transaction.atomic
def set_registratie(
    *, teamlid: Teamlid, register: str, nummer: str, geldig_tot: date, by: Gebruiker | None, at: datetime
) -> Registratie:
    """Record or renew an entry in a professional register."""
    rij, nieuw = Registratie.objects.update_or_create(
        teamlid=teamlid, register=register, defaults={"nummer": nummer, "geldig_tot": geldig_tot}
    )
    audit.record(
        f"inrichting.registratie.{'gemaakt' if nieuw else 'gewijzigd'}",
        target=rij,
        by=by,
        at=at,
        detail=_wie(teamlid),
    )
    return rij


@transaction.atomic
def remove_registratie(*, registratie: Registratie, by: Gebruiker, at: datetime) -> None:
    """Take away an entry that should not be there."""
    audit.record(
        "inrichting.registratie.verwijderd",
        target=registratie,
        by=by,
        at=at,
        soort="verwijderen",
        detail=_wie(registratie.teamlid),
    )
    registratie.delete()


@transaction.atomic
def set_expertise(
    *, teamlid: Teamlid, niveaus: Mapping[str, int], by: Gebruiker | None, at: datetime
) -> None:
    """Say how much somebody knows per leefgebied; 0 or absent means nothing."""
    teamlid.expertises.all().delete()
    Expertise.objects.bulk_create(
        Expertise(teamlid=teamlid, leefgebied=leefgebied, niveau=niveau)
        for leefgebied, niveau in niveaus.items()
        if niveau
    )
    audit.record("inrichting.expertise.gewijzigd", target=teamlid, by=by, at=at, detail=_wie(teamlid))


def _check_functie(functie: str, *, ambtelijke_status: bool, geheimhouding: bool) -> None:
    for bevinding in fouten(
        controleer_functie(functie, is_ambtenaar=ambtelijke_status, heeft_geheim=geheimhouding)
    ):
        raise FunctiePastNiet(bevinding.text, veld=bevinding.veld)


def _wie(lid: Teamlid) -> dict[str, str]:
    return {"gebruiker": str(lid.gebruiker_id), "team": str(lid.team_id)}
