"""Sign in and out: name and password, then the second factor, then a session."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel.errors import Refusal
from keukentafel.identity.account_model import AccountBasis
from keukentafel.identity.beurten import check_open, geef_beurt_terug, neem_beurt, vergeet_beurten
from keukentafel.identity.kant import huidige_kant, noteer
from keukentafel.identity.rules.wachttijd import PER_ACCOUNT, PER_ADRES, Slotregel
from keukentafel.identity.sessies import AUTH, GEBRUIKER, WIJZE, SessionStore
from keukentafel.identity.tweede_factor import Middel, controleer_tweede_factor, heeft_code_app
from keukentafel.identity.wachtwoorden import controleer_wachtwoord

WACHTWOORD, CODE, ADRES = "wachtwoord", "code", "adres"


class NietHerkend(Refusal):
    text = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Kijk of er een typefout in staat."


class CodeKloptNiet(Refusal):
    text = "Deze code klopt niet of is al gebruikt. Wacht op de volgende code in je app en vul die in."


class GeenTweedeFactor(Refusal):
    text = (
        "Je account is nog niet klaar. Open de link in je uitnodiging, of vraag je beheerder om een nieuwe."
    )


def check_wachtwoord(*, gebruikersnaam: str, wachtwoord: str, adres: str, at: datetime) -> AccountBasis:
    """Return the account to which name and password belong. Unknown, blocked and wrong look the same.

    :raises TeVaakGeprobeerd: too many tries on this name or from this address.
    :raises NietHerkend: they do not belong together.
    :raises GeenTweedeFactor: right, but the invitation was never finished.
    """
    naam = huidige_kant().account.normalize_username(gebruikersnaam)
    check_open(ADRES, adres, at=at)
    model: Any = huidige_kant().account
    account: AccountBasis | None = model.objects.filter(gebruikersnaam=naam).first()
    # the account first: hammering on one name may not shut out the office that shares the address
    _neem_beurt(WACHTWOORD, naam, at, PER_ACCOUNT, account)
    _neem_beurt(ADRES, adres, at, PER_ADRES, None)
    if not controleer_wachtwoord(account, wachtwoord) or account is None:
        noteer("identity.inloggen.mislukt", target=account, at=at, soort="E", resultaat="mislukt")
        raise NietHerkend
    vergeet_beurten(WACHTWOORD, naam)
    geef_beurt_terug(ADRES, adres)
    if not heeft_code_app(account):
        noteer("identity.inloggen.onaf", target=account, at=at, soort="E", resultaat="geweigerd")
        raise GeenTweedeFactor
    return account


def check_code(*, account: AccountBasis, code: str, at: datetime) -> Middel:
    """Use up a code of the second factor.

    :raises TeVaakGeprobeerd: too many wrong codes.
    :raises CodeKloptNiet: wrong, too old or used before.
    """
    _neem_beurt(CODE, str(account.pk), at, PER_ACCOUNT, account)
    middel = controleer_tweede_factor(account, code, at)
    if middel is None:
        noteer("identity.code.mislukt", target=account, at=at, soort="E", resultaat="mislukt")
        raise CodeKloptNiet
    vergeet_beurten(CODE, str(account.pk))
    return middel


def _neem_beurt(soort: str, wat: str, at: datetime, regel: Slotregel, account: AccountBasis | None) -> None:
    """Take a turn; the lock-out itself is written once, at the moment it begins."""
    if neem_beurt(soort, wat, at=at, regel=regel):
        noteer(
            "identity.inloggen.dicht",
            target=account,
            at=at,
            soort="E",
            resultaat="geweigerd",
            detail={"slot": soort},
        )


@transaction.atomic
def open_sessie(*, sessie: SessionStore, account: AccountBasis, middel: Middel, at: datetime) -> None:
    """Give this browser a new session for the account; whatever it held before is gone."""
    sessie.flush()
    sessie[GEBRUIKER] = str(account.pk)
    sessie[AUTH] = account.get_session_auth_hash()
    sessie["tweede_factor_op"] = at.isoformat()
    sessie[WIJZE] = middel if middel == "passkey" else f"wachtwoord en {middel}"
    gegevens = dict(sessie.items())
    sessie.create()
    sessie.update(gegevens)
    sessie.save()
    account.last_login = at
    account.save(update_fields=["last_login"])
    noteer(
        "identity.inloggen.gelukt", target=account, by=account, at=at, soort="E", detail={"middel": middel}
    )


@transaction.atomic
def herbevestig(*, sessie: SessionStore, account: AccountBasis, middel: Middel, at: datetime) -> None:
    """Note that the second factor was shown again in a session that is open (`identity.vers`)."""
    sessie["tweede_factor_op"] = at.isoformat()
    sessie.save()
    noteer("identity.factor.opnieuw", target=account, by=account, at=at, soort="E", detail={"middel": middel})


@transaction.atomic
def close_sessie(*, sessie: SessionStore, account: AccountBasis, at: datetime) -> None:
    """Sign this browser out."""
    sessie.flush()
    noteer("identity.uitloggen", target=account, by=account, at=at, soort="E")
