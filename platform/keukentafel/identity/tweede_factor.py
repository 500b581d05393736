"""The second factor: codes of an app (RFC 6238) and codes on paper. Each code works once."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, Literal

import pyotp
import segno
from django.db import transaction
from django.utils.html import format_html
from django.utils.safestring import SafeString

from keukentafel.identity import geheim
from keukentafel.identity.account_model import AccountBasis, TotpBasis
from keukentafel.identity.kant import huidige_kant

STAP = 30
AANTAL_HERSTELCODES = 10
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike on paper

Middel = Literal["code-app", "herstelcode", "passkey"]


def stap_van(geheime_sleutel: str, code: str, at: datetime) -> int | None:
    """Return the time step for which this code is right: this one, the one before or after; or None."""
    totp = pyotp.TOTP(geheime_sleutel)
    nu = int(at.timestamp()) // STAP
    goed = [stap for stap in (nu - 1, nu, nu + 1) if geheim.gelijk(totp.generate_otp(stap), code)]
    return goed[-1] if goed else None


def heeft_code_app(account: AccountBasis) -> bool:
    """Tell whether this account has a code app that counts."""
    model: Any = huidige_kant().totp
    return bool(model.objects.filter(gebruiker_id=account.pk, bevestigd_op__isnull=False).exists())


def controleer_tweede_factor(account: AccountBasis, code: str, at: datetime) -> Middel | None:
    """Use up a code; return what kind it was, or None when it is wrong or was used before."""
    code = schoon(code)
    if code.isdigit() and len(code) == 6:
        return "code-app" if _gebruik_appcode(account, code, at) else None
    return "herstelcode" if _gebruik_herstelcode(account, code, at) else None


def schoon(code: str) -> str:
    """Return the code without the spaces and dashes people type."""
    return "".join(teken for teken in code.upper() if teken.isalnum())


def _gebruik_appcode(account: AccountBasis, code: str, at: datetime) -> bool:
    model: Any = huidige_kant().totp
    app = model.objects.filter(gebruiker_id=account.pk, bevestigd_op__isnull=False).first()
    stap = stap_van(app.geheim, code, at) if app is not None else None
    if stap is None:
        return False
    # one statement decides, so the same code sent twice at once is still used once
    return bool(model.objects.filter(pk=app.pk, laatste_stap__lt=stap).update(laatste_stap=stap))


def _gebruik_herstelcode(account: AccountBasis, code: str, at: datetime) -> bool:
    model: Any = huidige_kant().herstelcode
    open_code = model.objects.filter(
        gebruiker_id=account.pk, code_hash=geheim.afdruk("herstelcode", code), gebruikt_op__isnull=True
    )
    return bool(open_code.update(gebruikt_op=at))


def begin_code_app(account: AccountBasis, at: datetime) -> TotpBasis:
    """Make a code app that waits to be confirmed; one that waited before is gone."""
    model: Any = huidige_kant().totp
    model.objects.filter(gebruiker_id=account.pk, bevestigd_op__isnull=True).delete()
    app: TotpBasis = model.objects.create(
        gebruiker_id=account.pk, geheim=pyotp.random_base32(32), gemaakt_op=at
    )
    return app


def wachtende_code_app(account: AccountBasis) -> TotpBasis | None:
    """Return the code app that waits to be confirmed."""
    model: Any = huidige_kant().totp
    app: TotpBasis | None = model.objects.filter(gebruiker_id=account.pk, bevestigd_op__isnull=True).first()
    return app


@transaction.atomic
def bevestig_code_app(app: TotpBasis, code: str, at: datetime) -> bool:
    """Let the waiting app count from now, in place of the one before, when its code is right."""
    stap = stap_van(app.geheim, schoon(code), at)
    if stap is None:
        return False
    rij: Any = app
    type(rij).objects.filter(gebruiker_id=rij.gebruiker_id, bevestigd_op__isnull=False).delete()
    rij.bevestigd_op, rij.laatste_stap = at, stap
    rij.save(update_fields=["bevestigd_op", "laatste_stap"])
    return True


@transaction.atomic
def maak_herstelcodes(account: AccountBasis, at: datetime) -> list[str]:
    """Return ten new codes, to be shown once; the old ones are worthless from now."""
    model: Any = huidige_kant().herstelcode
    model.objects.filter(gebruiker_id=account.pk).delete()
    codes = ["".join(secrets.choice(LETTERS) for _ in range(10)) for _ in range(AANTAL_HERSTELCODES)]
    model.objects.bulk_create(
        model(gebruiker_id=account.pk, code_hash=geheim.afdruk("herstelcode", code), gemaakt_op=at)
        for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def aantal_herstelcodes(account: AccountBasis) -> int:
    """Return how many codes on paper still work."""
    model: Any = huidige_kant().herstelcode
    return int(model.objects.filter(gebruiker_id=account.pk, gebruikt_op__isnull=True).count())


def app_adres(app: TotpBasis, account: AccountBasis, uitgever: str) -> str:
    """Return the otpauth address that the app reads from the picture."""
    return pyotp.TOTP(app.geheim).provisioning_uri(name=account.gebruikersnaam, issuer_name=uitgever)


def qr_svg(tekst: str) -> SafeString:
    """Draw a QR code as SVG without colour or style.

    So it stays black: drawn in the light ink of a dark screen, no telephone could read it.
    """
    rijen = [[bool(vak) for vak in rij] for rij in segno.make(tekst, error="m").matrix]
    maat = len(rijen) + 8
    pad = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z" for y, rij in enumerate(rijen) for x, vak in enumerate(rij) if vak
    )
    return format_html(
        '<svg class="kt-qr__beeld" viewBox="0 0 {} {}" role="img" aria-label="QR-code voor je code-app" '
        'shape-rendering="crispEdges"><path d="{}"/></svg>',
        maat,
        maat,
        pad,
    )


def leesbaar(geheime_sleutel: str) -> str:
    """Return the key in groups of four, to type over."""
    return " ".join(geheime_sleutel[i : i + 4] for i in range(0, len(geheime_sleutel), 4))
