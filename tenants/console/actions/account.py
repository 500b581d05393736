"""What somebody at the supplier does with an account of their own: take it into use, change how to sign in."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyotp
from django.contrib.auth.hashers import make_password
from django.db import transaction

from keukentafel.errors import Refusal
from keukentafel.identity import geheim
from keukentafel.identity.actions.eigen_account import AppcodeKloptNiet, check_eigen_wachtwoord
from keukentafel.identity.kant import noteer
from keukentafel.identity.sessies import AUTH, SessionStore
from keukentafel.identity.tweede_factor import maak_herstelcodes, schoon, stap_van
from keukentafel.identity.wachtwoorden import keur_wachtwoord_voor
from tenants.console.models import Accountlink, Linksoort, Wachtendeapp
from tenants.models import LeverancierAccount, LeverancierTotp

APP_WACHT = timedelta(hours=1)


class LinkWerktNiet(Refusal):
    text = "Deze link werkt niet meer. Vraag een collega om een nieuwe."


def find_link(*, token: str, at: datetime) -> Accountlink:
    """Return the link with this token.

    :raises LinkWerktNiet: used, too old, or never made.
    """
    gevonden = Accountlink.objects.filter(token_hash=geheim.afdruk("accountlink", token))
    return _open(gevonden.select_related("account").first(), at)


def _open(link: Accountlink | None, at: datetime) -> Accountlink:
    if link is None or not link.is_open(at) or not link.account.is_actief:
        raise LinkWerktNiet
    return link


def accept_link(
    *, link: Accountlink, wachtwoord: str, app: Wachtendeapp, code: str, at: datetime
) -> tuple[LeverancierAccount, list[str]]:
    """Take an account into use, or give it another second factor; return the codes on paper, shown once.

    A link alone is not enough to take an account over: who lost the second factor still knows the password.

    :raises LinkWerktNiet: used meanwhile.  :raises AppcodeKloptNiet: the app shows another code.
    :raises WachtwoordKloptNiet: it is not the password.  :raises Refusal: a new one that is not good.
    """
    if link.soort == Linksoort.HERSTEL:
        _check_wachtwoord(link.account, wachtwoord, at)
    else:
        keur_wachtwoord_voor(link.account, wachtwoord)
    return _gebruik_link(link, wachtwoord, app, code, at)


def _check_wachtwoord(account: LeverancierAccount, wachtwoord: str, at: datetime) -> None:
    """Ask for the password with the brake of signing in. Outside a transaction: a failed try stays counted."""
    check_eigen_wachtwoord(gebruiker=account, wachtwoord=wachtwoord, at=at)  # type: ignore[arg-type]


@transaction.atomic
def _gebruik_link(
    link: Accountlink, wachtwoord: str, app: Wachtendeapp, code: str, at: datetime
) -> tuple[LeverancierAccount, list[str]]:
    rij = Accountlink.objects.select_for_update(of=("self",)).select_related("account").get(pk=link.pk)
    account = _open(rij, at).account
    _bevestig_app(app, code, at)
    if rij.soort == Linksoort.UITNODIGING:
        account.password = make_password(wachtwoord)
    account.sessie_generatie += 1
    account.save(update_fields=["password", "sessie_generatie"])
    account.sessies.all().delete()
    rij.gebruikt_op = at
    rij.save(update_fields=["gebruikt_op"])
    codes = maak_herstelcodes(account, at)
    noteer(
        "leverancier.account.in_gebruik", by=account, target=account, at=at, detail={"soort": str(rij.soort)}
    )
    return account, codes


def change_wachtwoord(
    *, account: LeverancierAccount, huidig: str, nieuw: str, sessie: SessionStore, at: datetime
) -> None:
    """Change one's own password; every other device is signed out.

    :raises WachtwoordKloptNiet: the present one is wrong.  :raises Refusal: the new one is not good.
    """
    _check_wachtwoord(account, huidig, at)
    keur_wachtwoord_voor(account, nieuw)
    with transaction.atomic():
        account.password = make_password(nieuw)
        account.save(update_fields=["password"])
        _houd_alleen(account, sessie)
        noteer("leverancier.wachtwoord.gewijzigd", by=account, target=account, at=at)


@transaction.atomic
def replace_code_app(
    *, account: LeverancierAccount, app: Wachtendeapp, code: str, sessie: SessionStore, at: datetime
) -> None:
    """Let another code app count from now; every other device is signed out.

    :raises AppcodeKloptNiet: the new app shows another code.
    """
    _bevestig_app(app, code, at)
    _houd_alleen(account, sessie)
    noteer("leverancier.code_app.vervangen", by=account, target=account, at=at)


def begin_app(*, account: LeverancierAccount, at: datetime) -> Wachtendeapp:
    """Return the code app that waits to be confirmed: the one of an hour, else a new one."""
    app, nieuw = Wachtendeapp.objects.get_or_create(
        account=account, defaults={"geheim": pyotp.random_base32(32), "gemaakt_op": at}
    )
    if not nieuw and at - app.gemaakt_op > APP_WACHT:
        app.geheim, app.gemaakt_op = pyotp.random_base32(32), at
        app.save(update_fields=["geheim", "gemaakt_op"])
    return app


def _bevestig_app(app: Wachtendeapp, code: str, at: datetime) -> None:
    """Let the waiting app count from now, in the place of the one before.

    :raises AppcodeKloptNiet: it shows another code.
    """
    stap = stap_van(app.geheim, schoon(code), at)
    if stap is None:
        raise AppcodeKloptNiet
    LeverancierTotp.objects.update_or_create(
        gebruiker_id=app.account_id,
        defaults={
            "geheim": app.geheim,
            "gemaakt_op": app.gemaakt_op,
            "bevestigd_op": at,
            "laatste_stap": stap,
        },
    )
    app.delete()


@transaction.atomic
def renew_herstelcodes(*, account: LeverancierAccount, at: datetime) -> list[str]:
    """Return ten new codes on paper, to be shown once; the old ones stop working."""
    codes = maak_herstelcodes(account, at)
    noteer("leverancier.herstelcodes.gemaakt", by=account, target=account, at=at, soort="C")
    return codes


@transaction.atomic
def end_andere_sessies(*, account: LeverancierAccount, sessie: SessionStore, at: datetime) -> None:
    """Sign out on every device but this one."""
    _houd_alleen(account, sessie)
    noteer("leverancier.sessies.beeindigd", by=account, target=account, at=at)


def _houd_alleen(account: LeverancierAccount, sessie: SessionStore) -> None:
    account.sessie_generatie += 1
    account.save(update_fields=["sessie_generatie"])
    andere = account.sessies.all() if sessie.rij is None else account.sessies.exclude(pk=sessie.rij.pk)
    andere.delete()
    sessie[AUTH] = account.get_session_auth_hash()
    sessie.save()
