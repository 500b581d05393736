"""Passkeys of the supplier's people (WebAuthn, by fido2): to sign in without a password, and to confirm.

Nothing is kept between question and answer: the question is signed, says for whom and for what it is,
lasts five minutes, and works once. The passkey itself asks for a finger or a code (user verification),
so that it is two factors by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from keukentafel.identity.beurten import TeVaakGeprobeerd, neem_beurt
from keukentafel.identity.kant import noteer
from keukentafel.identity.rules.wachttijd import Slotregel
from keukentafel.identity.sleutelbewijs import BewijsKloptNiet
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.sleutels import TekenKloptNiet, onderteken, ontteken
from tenants.console.models import Passkey
from tenants.models import LeverancierAccount

VRAAG = "passkeyvraag"
GELDIG = 300
HOOGSTENS = 10
"""Passkeys of one account."""
_EEN_KEER = Slotregel(grens=1, vrij=1, dicht=timedelta(seconds=2 * GELDIG))
INLOGGEN, MAKEN, BEVESTIGEN = "inloggen", "maken", "bevestigen"


def _server(request: HttpRequest) -> Fido2Server:
    """Return the server of this host. The middleware let in this host and no other."""
    oorsprong = f"{request.scheme}://{request.get_host()}"
    rp = PublicKeyCredentialRpEntity(id=f"leverancier.{settings.KT_DOMEIN}", name="Keukentafel leverancier")
    return Fido2Server(rp, verify_origin=_alleen(oorsprong))


def _alleen(oorsprong: str) -> Callable[[str], bool]:
    return lambda gezegd: gezegd == oorsprong or zaaifouten.staat_aan("passkey_van_elders")


def _gezien(account: LeverancierAccount) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(rij.openbaar)) for rij in Passkey.objects.filter(account=account)]


def _pak_in(opties: Any, stand: Any, doel: str, account: LeverancierAccount | None) -> str:
    """Return the question for the browser, with the signed note of what was asked and to whom."""
    wie = str(account.pk) if account else ""
    briefje = onderteken(VRAAG, {"stand": stand, "doel": doel, "wie": wie})
    return json.dumps({"publicKey": dict(opties)["publicKey"], "vraag": briefje})


def _pak_uit(antwoord: str, doelen: set[str], account: LeverancierAccount | None) -> tuple[Any, Any]:
    """Return what was asked and what the browser says.

    :raises BewijsKloptNiet: too old, asked for something or somebody else, or no answer at all.
    """
    try:
        gelezen = json.loads(antwoord)
        briefje: Any = ontteken(VRAAG, gelezen["vraag"], max_age=GELDIG)
        zegt = gelezen["antwoord"]
    except (TekenKloptNiet, ValueError, KeyError, TypeError) as fout:
        raise BewijsKloptNiet from fout
    if briefje["doel"] not in doelen or briefje["wie"] != (str(account.pk) if account else ""):
        raise BewijsKloptNiet
    return briefje["stand"], zegt


def _gebruik_op(stand: Any, at: datetime) -> None:
    """Let a question be answered once.

    :raises BewijsKloptNiet: it was answered before.
    """
    try:
        neem_beurt(VRAAG, stand["challenge"], at=at, regel=_EEN_KEER)
    except TeVaakGeprobeerd as fout:
        if not zaaifouten.staat_aan("passkey_antwoord_twee_keer"):
            raise BewijsKloptNiet from fout


# -- make one ------------------------------------------------------------------------------------------


def vraag_nieuwe(request: HttpRequest, account: LeverancierAccount) -> str:
    """Return the question by which the browser makes a new passkey for this account."""
    opties, stand = _server(request).register_begin(
        PublicKeyCredentialUserEntity(
            id=account.pk.bytes, name=account.gebruikersnaam, display_name=account.naam
        ),
        _gezien(account),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _pak_in(opties, stand, MAKEN, account)


@transaction.atomic
def add_passkey(
    request: HttpRequest, *, account: LeverancierAccount, naam: str, antwoord: str, at: datetime
) -> Passkey:
    """Keep the public half of the passkey that the browser made.

    :raises BewijsKloptNiet: it answers another question, or there are ten already.
    """
    stand, zegt = _pak_uit(antwoord, {MAKEN}, account)
    try:
        gegevens = _server(request).register_complete(stand, zegt).credential_data
    except (ValueError, TypeError, KeyError) as fout:
        raise BewijsKloptNiet from fout
    _gebruik_op(stand, at)
    LeverancierAccount.objects.select_for_update().get(pk=account.pk)
    bekend = Passkey.objects.filter(sleutel_id=gegevens.credential_id).exists() if gegevens else True
    if gegevens is None or bekend or Passkey.objects.filter(account=account).count() >= HOOGSTENS:
        raise BewijsKloptNiet
    rij = Passkey.objects.create(
        account=account,
        naam=naam.strip()[:60] or "Passkey",
        sleutel_id=gegevens.credential_id,
        openbaar=bytes(gegevens),
        gemaakt_op=at,
    )
    noteer("leverancier.passkey.toegevoegd", by=account, target=account, at=at, soort="C")
    return rij


@transaction.atomic
def remove_passkey(*, account: LeverancierAccount, passkey: Passkey, at: datetime) -> None:
    """Forget a passkey: it opens nothing any more."""
    passkey.delete()
    noteer("leverancier.passkey.verwijderd", by=account, target=account, at=at, soort="D")


# -- use one -------------------------------------------------------------------------------------------


class PlatformBewijs:
    """What the supplier's side hands over in its `Kant` (`identity.sleutelbewijs.Sleutelbewijs`)."""

    inlog_url = "/inloggen/passkey"

    def vraag(self, request: HttpRequest, account: Any | None) -> str:
        """Return the question, or nothing when this account has no passkey."""
        if account is not None and not account.passkeys.exists():
            return ""
        opties, stand = _server(request).authenticate_begin(
            _gezien(account) if account is not None else None,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return _pak_in(opties, stand, INLOGGEN if account is None else BEVESTIGEN, account)

    def controleer(
        self, request: HttpRequest, account: Any | None, antwoord: str, *, at: datetime
    ) -> LeverancierAccount:
        """Return the account whose passkey answered.

        :raises BewijsKloptNiet: see `Sleutelbewijs`.
        """
        stand, zegt = _pak_uit(antwoord, {INLOGGEN if account is None else BEVESTIGEN}, account)
        try:
            gezegd = AuthenticationResponse.from_dict(zegt)
            passkey = self._van(gezegd.raw_id, account)
            _server(request).authenticate_complete(
                stand, [AttestedCredentialData(bytes(passkey.openbaar))], gezegd
            )
        except (ValueError, TypeError, KeyError) as fout:
            raise BewijsKloptNiet from fout
        _gebruik_op(stand, at)
        teller = gezegd.response.authenticator_data.counter
        if (
            passkey.teller and teller <= passkey.teller
        ):  # a copy of the key answers too: one of the two is false
            noteer(
                "leverancier.passkey.dubbel", target=passkey.account, at=at, soort="E", resultaat="geweigerd"
            )
            raise BewijsKloptNiet
        Passkey.objects.filter(pk=passkey.pk).update(teller=teller, gebruikt_op=at)
        return passkey.account

    def _van(self, sleutel_id: bytes, account: Any | None) -> Passkey:
        rijen = Passkey.objects.select_related("account").filter(account__is_actief=True)
        if account is not None:
            rijen = rijen.filter(account=account)
        rij = rijen.filter(sleutel_id=sleutel_id).first()
        if rij is None:
            raise BewijsKloptNiet
        return rij
