"""`Vertrouwelijkheid`: the eight steps of the standard, kept by rank so that "at most" is one comparison."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Vertrouwelijkheid(models.IntegerChoices):
    """The vertrouwelijkheidaanduiding, from open to closed (Zaken API 1.5.1, rule zrc-006)."""

    OPENBAAR = 1, _("Openbaar")
    BEPERKT_OPENBAAR = 2, _("Beperkt openbaar")
    INTERN = 3, _("Intern")
    ZAAKVERTROUWELIJK = 4, _("Zaakvertrouwelijk")
    VERTROUWELIJK = 5, _("Vertrouwelijk")
    CONFIDENTIEEL = 6, _("Confidentieel")
    GEHEIM = 7, _("Geheim")
    ZEER_GEHEIM = 8, _("Zeer geheim")

    @property
    def code(self) -> str:
        """The word of the standard: `zaakvertrouwelijk`."""
        return self.name.lower()

    @classmethod
    def van(cls, code: str) -> Vertrouwelijkheid:
        """Read the word of the standard.

        :raises KeyError: no such step.
        """
        return cls[code.upper()]


CODES: tuple[str, ...] = tuple(stap.code for stap in Vertrouwelijkheid)
