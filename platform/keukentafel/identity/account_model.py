"""The abstract shape of an account and its means, shared by a gemeente and the supplier.

A concrete class adds the primary key of its side (`GemeenteModel` or `PlatformModel`) and the
foreign key `gebruiker`. The sign-in code knows only these shapes (`scope.py` names the classes).
"""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from keukentafel.identity import geheim


class AccountBasis(AbstractBaseUser):
    """Somebody who can sign in with a name, a password and a second factor."""

    USERNAME_FIELD = "gebruikersnaam"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    gebruikersnaam = models.CharField(max_length=150)
    naam = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, blank=True)
    is_actief = models.BooleanField(default=True)
    geblokkeerd_op = models.DateTimeField(null=True, blank=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    sessie_generatie = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"  # no name: this text ends up in logs

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Django's name for `is_actief`."""
        return self.is_actief

    @property
    def initialen(self) -> str:
        """Return the letters of the avatar: first letter of the first and of the last name."""
        delen = [deel for deel in self.naam.split() if deel[0].isalpha()]
        return "".join(deel[0].upper() for deel in (delen[:1] + delen[1:][-1:]))

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Return the one spelling of a gebruikersnaam: no outer space, small letters, NFKC."""
        return unicodedata.normalize("NFKC", username).strip().lower()

    def get_session_auth_hash(self) -> str:
        """Return the print that a session must carry; it changes with the password, with
        `sessie_generatie` (sign out everywhere) and differs in every gemeente (hazards H21)."""
        inhoud = f"{self.pk}|{self.password}|{self.sessie_generatie}"
        return geheim.afdruk("sessie-account", inhoud)


class TotpBasis(models.Model):
    """An app that makes codes. `laatste_stap` makes each code good for one sign-in only.

    A concrete class adds `geheim`: the secret (base32), encrypted with the key of its own side.
    """

    geheim: Any
    gemaakt_op = models.DateTimeField()
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    laatste_stap = models.BigIntegerField(default=0)

    class Meta:
        abstract = True


class HerstelcodeBasis(models.Model):
    """A code on paper for whoever lost the telephone; good once."""

    code_hash = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class InlogslotBasis(models.Model):
    """Counts the tries on one thing (an account, an address) and when the next one is allowed.

    `sleutel` is a print: people type passwords in the wrong field.
    """

    sleutel = models.CharField(max_length=64, unique=True)
    pogingen = models.PositiveIntegerField(default=0)
    eerste_op = models.DateTimeField()
    laatste_op = models.DateTimeField()
    dicht_tot = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
