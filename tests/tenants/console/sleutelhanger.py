"""A passkey in software: what a telephone does, for tests. It signs like a real one and can also cheat."""

from __future__ import annotations

import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

OORSPRONG = "http://leverancier.localhost"
RP = "leverancier.localhost"
_F = AuthenticatorData.FLAG


class Sleutelhanger:
    """One passkey. `vraag` is what the page put in `data-passkey`."""

    def __init__(self, *, oorsprong: str = OORSPRONG, rp: str = RP, vinger: bool = True) -> None:
        self.sleutel = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.oorsprong, self.rp, self.teller = oorsprong, rp, 0
        self.vlag = _F.UP | _F.UV if vinger else _F.UP

    def _zegt(self, soort: Any, publiek: dict[str, Any]) -> CollectedClientData:
        return CollectedClientData.create(soort, websafe_decode(publiek["challenge"]), self.oorsprong)

    def maak(self, vraag: str) -> str:
        """Answer the question for a new passkey."""
        gelezen = json.loads(vraag)
        gegevens = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.sleutel.public_key())
        )
        auth = AuthenticatorData.create(sha256(self.rp.encode()), self.vlag | _F.AT, 0, gegevens)
        zegt = self._zegt(CollectedClientData.TYPE.CREATE, gelezen["publicKey"])
        antwoord = {
            "clientDataJSON": websafe_encode(zegt),
            "attestationObject": websafe_encode(AttestationObject.create("none", auth, {})),
        }
        return self._lever(gelezen, antwoord)

    def gebruik(self, vraag: str) -> str:
        """Answer the question to sign in or to confirm."""
        gelezen = json.loads(vraag)
        self.teller += 1
        auth = AuthenticatorData.create(sha256(self.rp.encode()), self.vlag, self.teller)
        zegt = self._zegt(CollectedClientData.TYPE.GET, gelezen["publicKey"])
        getekend = self.sleutel.sign(auth + zegt.hash, ec.ECDSA(hashes.SHA256()))
        antwoord = {
            "clientDataJSON": websafe_encode(zegt),
            "authenticatorData": websafe_encode(auth),
            "signature": websafe_encode(getekend),
        }
        return self._lever(gelezen, antwoord)

    def _lever(self, gelezen: dict[str, Any], antwoord: dict[str, str]) -> str:
        sleutel = {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "response": antwoord,
            "clientExtensionResults": {},
        }
        return json.dumps({"vraag": gelezen["vraag"], "antwoord": sleutel})
