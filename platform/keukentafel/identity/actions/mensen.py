"""What an administrator does with accounts. Nobody gives himself anything (hazards §5, threat 8)."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity import geheim
from keukentafel.identity.actions.aanmelden import CODE, WACHTWOORD
from keukentafel.identity.beurten import vergeet_beurten
from keukentafel.identity.models import Gebruiker, RolToekenning, Uitnodiging, UitnodigingSoort
from keukentafel.identity.programmas import is_van_programma
from keukentafel.identity.rollen import MET_TEAM, TOE_TE_KENNEN, Rol
from keukentafel.tenancy.grenzen import keur_accounts

GELDIG = {UitnodigingSoort.ACCOUNT: timedelta(days=7), UitnodigingSoort.WACHTWOORD: timedelta(hours=1)}

Toekenningen = Set[tuple[Rol, UUID | None]]


class GebruikersnaamBestaat(Refusal):
    text = "Deze gebruikersnaam bestaat al. Kies een andere, bijvoorbeeld met een extra letter."


class EigenRollen(Refusal):
    text = "Je kunt je eigen rollen niet wijzigen. Vraag dit aan een andere beheerder."


class EigenAccount(Refusal):
    text = "Je kunt je eigen account niet blokkeren. Vraag dit aan een andere beheerder."


class LaatsteBeheerder(Refusal):
    text = "Dit is de laatste beheerder. Maak eerst iemand anders beheerder, dan kan deze rol eraf."


class GeenRol(Refusal):
    text = "Kies minstens één rol. Zonder rol kan iemand niets in Keukentafel."


class RolNietTeGeven(Refusal):
    text = "Deze rol kun je hier niet geven. Kies een van de rollen in de lijst."


class AlInGebruik(Refusal):
    text = "Dit account is geblokkeerd. Maak eerst de blokkade ongedaan, stuur dan een uitnodiging."


@dataclass(frozen=True, slots=True)
class Uitgenodigd:
    """A person and the secret of the link, which is known at this moment only."""

    gebruiker: Gebruiker
    token: str


def check_toekenningen(toekenningen: Toekenningen) -> None:
    """Refuse a set of roles that cannot be given here.

    :raises GeenRol: it is empty.  :raises RolNietTeGeven: another way leads to that role.
    """
    if not toekenningen:
        raise GeenRol
    for rol, team in toekenningen:
        if rol not in TOE_TE_KENNEN or (team is not None and rol not in MET_TEAM):
            raise RolNietTeGeven


@transaction.atomic
def invite_gebruiker(
    *,
    naam: str,
    gebruikersnaam: str,
    email: str,
    toekenningen: Toekenningen,
    by: Gebruiker | None,
    at: datetime,
) -> Uitgenodigd:
    """Make an account that waits for its owner. `by=None`: the supplier, for the first administrator.

    :raises GebruikersnaamBestaat: the name is taken in this gemeente.
    :raises TeVeelAccounts: the contract gives no more.
    :raises Refusal: see `check_toekenningen`.
    """
    check_toekenningen(toekenningen)
    keur_accounts(Gebruiker.objects.filter(is_actief=True).count)
    gebruiker = Gebruiker(naam=naam, gebruikersnaam=Gebruiker.normalize_username(gebruikersnaam), email=email)
    gebruiker.set_unusable_password()
    if is_van_programma(gebruiker.gebruikersnaam):
        raise GebruikersnaamBestaat
    try:
        with transaction.atomic():
            gebruiker.save(force_insert=True)
    except IntegrityError as fout:
        raise GebruikersnaamBestaat from fout
    _geef(gebruiker, toekenningen, by)
    audit.record(
        "identity.gebruiker.uitgenodigd",
        target=gebruiker,
        by=by,
        at=at,
        soort="C",
        detail={"rollen": _in_log(toekenningen)},
    )
    return Uitgenodigd(gebruiker, _nieuwe_link(gebruiker, UitnodigingSoort.ACCOUNT, by, at))


@transaction.atomic
def renew_uitnodiging(
    *,
    gebruiker: Gebruiker,
    by: Gebruiker | None,
    at: datetime,
    soort: UitnodigingSoort = UitnodigingSoort.ACCOUNT,
) -> Uitgenodigd:
    """Make a new link; the one before stops working. With `ACCOUNT` the owner starts anew: password
    and second factor are replaced when the link is used, not before.

    :raises AlInGebruik: the account is blocked, or that of a program.
    """
    if not gebruiker.is_actief or is_van_programma(gebruiker.gebruikersnaam):
        raise AlInGebruik
    token = _nieuwe_link(gebruiker, soort, by, at)
    audit.record(f"identity.uitnodiging.{soort}", target=gebruiker, by=by, at=at, soort="C")
    return Uitgenodigd(gebruiker, token)


def _nieuwe_link(gebruiker: Gebruiker, soort: UitnodigingSoort, by: Gebruiker | None, at: datetime) -> str:
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)  # two links at once would both be open
    Uitnodiging.objects.filter(
        gebruiker=gebruiker, soort=soort, gebruikt_op__isnull=True, ingetrokken_op__isnull=True
    ).update(ingetrokken_op=at)
    token = geheim.nieuw_geheim()
    Uitnodiging.objects.create(
        gebruiker=gebruiker,
        soort=soort,
        token_hash=geheim.afdruk("uitnodiging", token),
        gemaakt_op=at,
        gemaakt_door=by,
        verloopt_op=at + GELDIG[soort],
    )
    return token


@transaction.atomic
def change_rollen(*, gebruiker: Gebruiker, toekenningen: Toekenningen, by: Gebruiker, at: datetime) -> None:
    """Replace the roles of somebody else. It holds from the next request of that person.

    :raises EigenRollen: nobody changes his own.  :raises LaatsteBeheerder: one has to stay.
    """
    check_toekenningen(toekenningen)
    if gebruiker.pk == by.pk:
        raise EigenRollen
    # one lock for all changes of roles: two administrators may not remove each other at once
    list(Gebruiker.objects.select_for_update().met_rol(Rol.BEHEERDER).values_list("pk", flat=True))
    oud = gebruiker.toegekend
    if Rol.BEHEERDER in gebruiker.rollen and not any(rol is Rol.BEHEERDER for rol, _ in toekenningen):
        _laat_een_beheerder_over(gebruiker)
    gebruiker.toekenningen.all().delete()
    _geef(gebruiker, toekenningen, by)
    audit.record(
        "identity.rollen.gewijzigd",
        target=gebruiker,
        by=by,
        at=at,
        detail={"erbij": _in_log(toekenningen - oud), "eraf": _in_log(oud - toekenningen)},
    )


def _geef(gebruiker: Gebruiker, toekenningen: Toekenningen, by: Gebruiker | None) -> None:
    RolToekenning.objects.bulk_create(
        RolToekenning(gebruiker=gebruiker, rol=rol, team_id=team, toegekend_door=by)
        for rol, team in toekenningen
    )
    gebruiker.__dict__.pop("toegekend", None)


def _in_log(toekenningen: Toekenningen) -> list[str]:
    return sorted(f"{rol}:{team}" if team else str(rol) for rol, team in toekenningen)


def _laat_een_beheerder_over(gebruiker: Gebruiker) -> None:
    if not Gebruiker.objects.actief().met_rol(Rol.BEHEERDER).exclude(pk=gebruiker.pk).exists():
        raise LaatsteBeheerder


@transaction.atomic
def block_gebruiker(*, gebruiker: Gebruiker, by: Gebruiker, at: datetime) -> None:
    """Close an account: every session, link and code of it is dead at the next request.

    :raises EigenAccount: nobody blocks himself.  :raises LaatsteBeheerder: one has to stay.
    """
    if gebruiker.pk == by.pk:
        raise EigenAccount
    list(Gebruiker.objects.select_for_update().met_rol(Rol.BEHEERDER).values_list("pk", flat=True))
    if Rol.BEHEERDER in gebruiker.rollen:
        _laat_een_beheerder_over(gebruiker)
    Gebruiker.objects.filter(pk=gebruiker.pk).update(
        is_actief=False, geblokkeerd_op=at, sessie_generatie=F("sessie_generatie") + 1
    )
    gebruiker.uitnodigingen.filter(gebruikt_op__isnull=True).update(ingetrokken_op=at)
    gebruiker.sessies.all().delete()
    gebruiker.refresh_from_db()
    audit.record("identity.gebruiker.geblokkeerd", target=gebruiker, by=by, at=at)


@transaction.atomic
def unblock_gebruiker(*, gebruiker: Gebruiker, by: Gebruiker, at: datetime) -> None:
    """Open a closed account again, with the roles and the means it had.

    :raises EigenAccount: never by its owner.  :raises TeVeelAccounts: the contract gives no more.
    """
    if gebruiker.pk == by.pk:
        raise EigenAccount
    keur_accounts(Gebruiker.objects.filter(is_actief=True).count)
    Gebruiker.objects.filter(pk=gebruiker.pk).update(is_actief=True, geblokkeerd_op=None)
    gebruiker.refresh_from_db()
    audit.record("identity.gebruiker.gedeblokkeerd", target=gebruiker, by=by, at=at)


@transaction.atomic
def end_sessies(*, gebruiker: Gebruiker, by: Gebruiker, at: datetime) -> None:
    """Sign somebody out on every device."""
    Gebruiker.objects.filter(pk=gebruiker.pk).update(sessie_generatie=F("sessie_generatie") + 1)
    gebruiker.sessies.all().delete()
    audit.record("identity.sessies.beeindigd", target=gebruiker, by=by, at=at)


@transaction.atomic
def unlock_inloggen(*, gebruiker: Gebruiker, by: Gebruiker, at: datetime) -> None:
    """Let somebody who typed wrong too often try again at once."""
    vergeet_beurten(WACHTWOORD, gebruiker.gebruikersnaam)
    vergeet_beurten(CODE, str(gebruiker.pk))
    audit.record("identity.inloggen.ontgrendeld", target=gebruiker, by=by, at=at)
