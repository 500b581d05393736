"""`SessieBasis`: what a session is, whether it belongs to a gemeente or to the supplier."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class SessieBasis(models.Model):
    """One browser that is (being) signed in. The key itself is never stored, only its print.

    A concrete class adds `gebruiker`: a nullable foreign key to its own account model, with
    `related_name="sessies"`. Without gebruiker it is somebody half way the sign-in.
    """

    sleutel_hash = models.CharField(max_length=64, unique=True)
    gegevens = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    gemaakt_op = models.DateTimeField()
    laatst_gezien = models.DateTimeField()
    absoluut_einde = models.DateTimeField(db_index=True)
    apparaat = models.CharField(max_length=120, blank=True)
    ip_gemaskeerd = models.CharField(max_length=45, blank=True)

    class Meta:
        abstract = True

    def einde(self, inactief: timedelta) -> datetime:
        """Return the moment this session ends when nothing more happens."""
        return min(self.laatst_gezien + inactief, self.absoluut_einde)

    def is_verlopen(self, at: datetime, inactief: timedelta) -> bool:
        """Tell whether the session is over, by rest or by age."""
        return at >= self.einde(inactief)
