"""SESSION_ENGINE: sessions in our own table, on the side (gemeente or supplier) we are on.

The key in the cookie begins with a mark of its gemeente. A cookie that wandered off to another
gemeente is recognised before anything is looked up, and answers as a visitor (hazards H21).
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from keukentafel.audit.plek import lees_plek, plek_annotatie
from keukentafel.identity import geheim
from keukentafel.identity.instellingen import SessieInstellingen
from keukentafel.identity.kant import huidige_kant
from keukentafel.identity.models import Gebruiker, RolToekenning, Sessie
from keukentafel.identity.rollen import Rol
from keukentafel.identity.sessie_model import SessieBasis

MERK = "kant"
GEBRUIKER = "gebruiker"
AUTH = "auth"
WIJZE = "wijze"
"""By which means the person signed in, for the logboek (NEN 7513: authentication)."""


def merk_in_sleutel() -> str:
    """Return the mark with which every session key of this side begins; it tells nobody anything."""
    return hashlib.sha256(f"kt-sessie|{geheim.scope_merk()}".encode()).hexdigest()[:12]


class SessionStore(SessionBase):
    """Django's session interface over `SessieBasis`. `rij` is the row, once loaded."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.regels = SessieInstellingen()
        self.apparaat = ""
        self.ip_gemaskeerd = ""
        self.rij: SessieBasis | None = None
        self.is_vreemd = False
        self.is_verlopen = False

    # -- reading ---------------------------------------------------------------------------------

    def load(self) -> dict[str, Any]:
        """Read the session of this key; a foreign, unknown or ended one is as good as none."""
        sleutel = self.session_key or ""
        if not sleutel.startswith(f"{merk_in_sleutel()}."):
            self.is_vreemd = "." in sleutel
            return self._niets()
        rij = _rijen().filter(sleutel_hash=_afdruk(sleutel)).first()
        if rij is None:
            return self._niets()
        if rij.gegevens.get(MERK) != geheim.scope_merk():
            self.is_vreemd = True
            return self._niets()
        if rij.is_verlopen(timezone.now(), self.regels.inactief):
            self.is_verlopen = rij.gebruiker_id is not None
            rij.delete()
            return self._niets()
        self.rij = rij
        return dict(rij.gegevens)

    def _niets(self) -> dict[str, Any]:
        self._session_key = None
        return {}

    def gebruiker(self) -> Any | None:
        """Return who is signed in here, or None. An account that is blocked, or whose password or
        generation changed, is signed out by this very question."""
        self.get(MERK)  # loads the row
        account = getattr(self.rij, "gebruiker", None)
        if account is None or self.rij is None:
            return None
        auth = str(self.rij.gegevens.get(AUTH, ""))
        if not account.is_actief or not geheim.gelijk(auth, account.get_session_auth_hash()):
            self.flush()
            return None
        if isinstance(account, Gebruiker):
            account.toegekend = gegeven_rollen(getattr(self.rij, "rollen_json", None) or [])
            # For the logboek: where somebody works, and how the sign-in was done.
            account.plek = lees_plek(getattr(self.rij, "plek_json", None))
            account.inlogwijze = str(self.rij.gegevens.get(WIJZE, ""))
        return account

    def exists(self, session_key: str) -> bool:
        """Tell whether this key is taken."""
        model: Any = huidige_kant().sessie
        return bool(model.objects.filter(sleutel_hash=_afdruk(session_key)).exists())

    # -- writing ---------------------------------------------------------------------------------

    def _get_new_session_key(self) -> str:
        return f"{merk_in_sleutel()}.{geheim.nieuw_geheim()}"

    def create(self) -> None:
        """Make a session with a new key and no content."""
        self._session_key = self._get_new_session_key()
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Write the session.

        :raises UpdateError: it was ended meanwhile; nothing is written.
        """
        if self.session_key is None:
            self.create()
            return
        inhoud: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        gegevens = {**inhoud, MERK: geheim.scope_merk()}
        model: Any = huidige_kant().sessie
        afdruk = _afdruk(self.session_key)
        if not must_create:
            gewijzigd = model.objects.filter(sleutel_hash=afdruk).update(
                gegevens=gegevens, gebruiker_id=gegevens.get(GEBRUIKER)
            )
            if not gewijzigd:
                raise UpdateError
            return
        nu = timezone.now()
        try:
            with transaction.atomic():
                self.rij = model.objects.create(
                    sleutel_hash=afdruk,
                    gegevens=gegevens,
                    gemaakt_op=nu,
                    laatst_gezien=nu,
                    absoluut_einde=nu + self.regels.absoluut,
                    apparaat=self.apparaat[:120],
                    ip_gemaskeerd=self.ip_gemaskeerd,
                )
        except IntegrityError as fout:
            raise CreateError from fout

    def delete(self, session_key: str | None = None) -> None:
        """End the session with this key, or this one."""
        sleutel = session_key or self.session_key
        if sleutel:
            model: Any = huidige_kant().sessie
            model.objects.filter(sleutel_hash=_afdruk(sleutel)).delete()
        self.rij = None

    def touch(self, at: datetime) -> None:
        """Note that the person did something, so that the time of rest begins again."""
        if self.rij is not None:
            type(self.rij).objects.filter(pk=self.rij.pk).update(laatst_gezien=at)  # type: ignore[attr-defined]
            self.rij.laatst_gezien = at

    @classmethod
    def clear_expired(cls) -> None:
        """Remove the sessions of this side that are over (see `actions/opruimen.py`)."""
        nu = timezone.now()
        model: Any = huidige_kant().sessie
        model.objects.filter(absoluut_einde__lte=nu).delete()


def _afdruk(sleutel: str) -> str:
    return geheim.afdruk("sessie", sleutel)


def _rijen() -> Any:
    """Return the sessions with account and roles beside them: one query for a whole sign-in."""
    model: Any = huidige_kant().sessie
    rijen = model.objects.select_related("gebruiker")
    if model is not Sessie:
        return rijen
    rollen = RolToekenning.objects.filter(gebruiker_id=OuterRef("gebruiker_id"))
    return rijen.annotate(
        rollen_json=ArraySubquery(rollen.values(json=JSONObject(rol="rol", team="team_id"))),
        plek_json=plek_annotatie("gebruiker_id"),
    )


def gegeven_rollen(rijen: list[dict[str, str | None]]) -> frozenset[Any]:
    """Read the roles as one query brought them, each with its team."""
    return frozenset((Rol(str(rij["rol"])), UUID(rij["team"]) if rij["team"] else None) for rij in rijen)
