"""What an administrator at the supplier does with the accounts of colleagues. Never with their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from keukentafel.errors import Refusal
from keukentafel.identity import geheim
from keukentafel.identity.kant import noteer
from tenants.actions.accounts import GebruikersnaamBezet
from tenants.console.models import Accountlink, Linksoort, Passkey
from tenants.console.rollen import LeverancierRol
from tenants.models import LeverancierAccount, LeverancierHerstelcode, LeverancierTotp

GELDIG = {Linksoort.UITNODIGING: timedelta(days=7), Linksoort.HERSTEL: timedelta(days=1)}


class NietJeEigen(Refusal):
    text = "Dit doet een andere beheerder voor je. Aan je eigen account verander je hier niets."


class LaatsteBeheerder(Refusal):
    text = "Dit is de laatste beheerder. Geef eerst iemand anders deze rol."


class NogNietInGebruik(Refusal):
    text = "Dit account is nog niet in gebruik. Maak een nieuwe uitnodiging."


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was just made; the token is readable nowhere afterwards."""

    account: LeverancierAccount
    token: str
    soort: Linksoort
    door: str


@transaction.atomic
def invite_collega(
    *, naam: str, email: str, gebruikersnaam: str, rol: LeverancierRol, by: LeverancierAccount, at: datetime
) -> Link:
    """Make an account without any means to sign in, and the link that gives it those.

    :raises GebruikersnaamBezet: somebody has this name.
    """
    account = LeverancierAccount(
        gebruikersnaam=LeverancierAccount.normalize_username(gebruikersnaam),
        naam=naam,
        email=email,
        rol=rol.value,
    )
    if LeverancierAccount.objects.filter(gebruikersnaam=account.gebruikersnaam).exists():
        raise GebruikersnaamBezet
    account.set_unusable_password()
    account.save()
    noteer("leverancier.account.gemaakt", by=by, target=account, at=at, soort="C", detail=_wie(account))
    return _link(account, Linksoort.UITNODIGING, by, at)


@transaction.atomic
def renew_uitnodiging(*, account: LeverancierAccount, by: LeverancierAccount, at: datetime) -> Link:
    """Make a new link for who did not take the account into use; the one before stops working.

    :raises NietJeEigen: it is one's own account.  :raises NogNietInGebruik: it is in use already.
    """
    account = _haal(account, by)
    if account.has_usable_password():
        raise NogNietInGebruik("Dit account is al in gebruik.")
    noteer("leverancier.uitnodiging.opnieuw", by=by, target=account, at=at, detail=_wie(account))
    return _link(account, Linksoort.UITNODIGING, by, at)


@transaction.atomic
def reset_tweede_factor(*, account: LeverancierAccount, by: LeverancierAccount, at: datetime) -> Link:
    """Take away app, passkeys and codes of a colleague who lost them; return the link for new ones.

    :raises NietJeEigen: it is one's own account.  :raises NogNietInGebruik: there is nothing to take away.
    """
    account = _haal(account, by)
    if not account.has_usable_password():
        raise NogNietInGebruik
    LeverancierTotp.objects.filter(gebruiker=account).delete()
    LeverancierHerstelcode.objects.filter(gebruiker=account).delete()
    Passkey.objects.filter(account=account).delete()
    _log_uit(account)
    noteer(
        "leverancier.tweede_factor.ingetrokken", by=by, target=account, at=at, soort="D", detail=_wie(account)
    )
    return _link(account, Linksoort.HERSTEL, by, at)


@transaction.atomic
def change_rol(
    *, account: LeverancierAccount, rol: LeverancierRol, by: LeverancierAccount, at: datetime
) -> None:
    """Give a colleague another role, from the next page on.

    :raises NietJeEigen: it is one's own.  :raises LaatsteBeheerder: nobody else would be administrator.
    """
    account = _haal(account, by)
    if rol != LeverancierRol.BEHEERDER:
        _bewaak_laatste(account)
    oud, account.rol = account.rol, rol.value
    account.save(update_fields=["rol"])
    detail = {**_wie(account), "oud": oud, "nieuw": rol.value}
    noteer("leverancier.rol.gewijzigd", by=by, target=account, at=at, detail=detail)


@transaction.atomic
def block_collega(*, account: LeverancierAccount, by: LeverancierAccount, at: datetime) -> None:
    """Close the account of a colleague; who was signed in with it is out.

    :raises NietJeEigen: it is one's own.  :raises LaatsteBeheerder: nobody else is administrator.
    """
    account = _haal(account, by)
    _bewaak_laatste(account)
    account.is_actief, account.geblokkeerd_op = False, at
    account.save(update_fields=["is_actief", "geblokkeerd_op"])
    _log_uit(account)
    noteer("leverancier.account.geblokkeerd", by=by, target=account, at=at, detail=_wie(account))


@transaction.atomic
def unblock_collega(*, account: LeverancierAccount, by: LeverancierAccount, at: datetime) -> None:
    """Open the account again.

    :raises NietJeEigen: it is one's own.
    """
    account = _haal(account, by)
    account.is_actief, account.geblokkeerd_op = True, None
    account.save(update_fields=["is_actief", "geblokkeerd_op"])
    noteer("leverancier.account.heropend", by=by, target=account, at=at, detail=_wie(account))


def _haal(account: LeverancierAccount, by: LeverancierAccount) -> LeverancierAccount:
    if account.pk == by.pk:
        raise NietJeEigen
    return LeverancierAccount.objects.select_for_update().get(pk=account.pk)


def _bewaak_laatste(account: LeverancierAccount) -> None:
    beheerders = LeverancierAccount.objects.select_for_update().filter(
        rol=LeverancierRol.BEHEERDER.value, is_actief=True
    )
    # every row is locked, so two who demote each other at once cannot both go on
    over = [ander for ander in beheerders if ander.pk != account.pk and ander.has_usable_password()]
    if account.rol == LeverancierRol.BEHEERDER and not over:
        raise LaatsteBeheerder


def _log_uit(account: LeverancierAccount) -> None:
    account.sessie_generatie += 1
    account.save(update_fields=["sessie_generatie"])
    account.sessies.all().delete()


def _link(account: LeverancierAccount, soort: Linksoort, by: LeverancierAccount, at: datetime) -> Link:
    Accountlink.objects.filter(account=account, gebruikt_op=None).update(verloopt_op=at)
    token = geheim.nieuw_geheim()
    Accountlink.objects.create(
        account=account,
        soort=soort,
        token_hash=geheim.afdruk("accountlink", token),
        gemaakt_op=at,
        gemaakt_door=by.naam,
        verloopt_op=at + GELDIG[soort],
    )
    return Link(account, token, soort, by.naam)


def _wie(account: LeverancierAccount) -> dict[str, Any]:
    return {"account": str(account.pk), "reden": account.naam}
