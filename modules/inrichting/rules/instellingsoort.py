"""What a setting of the team model is: its name, its kind, what it may hold, and why it exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from django.db.models import TextChoices

from keukentafel.values.ongeldig import OngeldigeWaarde


class Variant(TextChoices):
    """The four organisational models (domain 2.1)."""

    TOEGANG = "toegang", "Team Toegang"
    TEAM = "team", "Teamvariant"
    NETWERK = "netwerk", "Netwerkvariant"
    REGIE = "regie", "Regieteam"


class Keuze(TextChoices):
    """On or required, optional, off."""

    J = "J", "Ja"
    O = "O", "Mag"  # noqa: E741 -- the letter the domain uses
    N = "N", "Nee"


class Groep(TextChoices):
    """Under which heading a setting stands on the screen, in this order."""

    TEAM = "team", "Wie er in het team zit"
    OPDRACHT = "opdracht", "Waar het team voor is"
    ZELF_DOEN = "zelf_doen", "Wat het team zelf doet"
    STAPPEN = "stappen", "Stappen in een dossier"
    REGIE = "regie", "Regie en overleg"
    BESLUITEN = "besluiten", "Besluiten en mandaat"
    WERKDRUK = "werkdruk", "Registreren en werkdruk"


class Soort(StrEnum):
    """How a setting is filled in."""

    KEUZE = "keuze"
    GETAL = "getal"
    PERCENTAGE = "percentage"
    FACTOR = "factor"
    BEDRAG = "bedrag"


Waarde = str | int | Decimal | None  # a Keuze is a str


class OngeldigeInstelling(OngeldigeWaarde):
    """Refuse a value for a setting."""


@dataclass(frozen=True, slots=True)
class Instelling:
    """One row of table 2.2: what an administrator can choose, with the default of each variant.

    `keuzes` holds code and label for a choice; `laagst` and `hoogst` bound a number; `leeg` is
    the label of having no number at all, or empty when a number is always needed.
    """

    sleutel: str
    label: str
    groep: Groep
    soort: Soort
    uitleg: str
    standaard: Mapping[Variant, Waarde]
    keuzes: tuple[tuple[str, str], ...] = ()
    laagst: Decimal = Decimal(0)
    hoogst: Decimal = Decimal(100)
    eenheid: str = ""
    leeg: str = ""

    @property
    def is_stap(self) -> bool:
        """Whether the setting switches a step of the work on or off."""
        return self.sleutel.startswith("stap_")

    def lees(self, ruw: object) -> Waarde:
        """Turn a value from a form or from storage into the typed value.

        :raises OngeldigeInstelling: the setting cannot hold it.
        """
        if self.soort is Soort.KEUZE:
            return self._keuze(ruw)
        if ruw is None or str(ruw).strip() == "":
            return self._niets()
        getal = self._getal(str(ruw))
        return getal if self.soort is Soort.FACTOR else int(getal)

    def naar_opslag(self, waarde: Waarde) -> str | int | None:
        """Return the form that JSON can hold; `lees` gives the value back."""
        return str(waarde) if isinstance(waarde, Decimal) else waarde

    def in_woorden(self, waarde: Waarde) -> str:
        """Return the value as a screen shows it: `Ja`, `30%`, `hele contract`, `€ 10.000`."""
        if waarde is None:
            return self.leeg
        if self.soort is Soort.KEUZE:
            return dict(self.keuzes)[str(waarde)]
        if self.soort is Soort.BEDRAG:
            return f"€\u00a0{waarde:,}".replace(",", ".")
        if self.soort is Soort.PERCENTAGE:
            return f"{waarde}%"
        getal = str(waarde).replace(".", ",")
        return f"{getal} {self.eenheid}".strip()

    def _keuze(self, ruw: object) -> Waarde:
        codes = [code for code, _ in self.keuzes]
        if str(ruw) not in codes:
            mogelijk = ", ".join(label for _, label in self.keuzes)
            raise OngeldigeInstelling(f"{self.label}: kies een van deze: {mogelijk}.")
        return Keuze(str(ruw)) if set(codes) <= set(Keuze.values) else str(ruw)

    def _niets(self) -> Waarde:
        if not self.leeg:
            raise OngeldigeInstelling(f"{self.label}: vul een getal in.")
        return None

    def _getal(self, ruw: str) -> Decimal:
        schoon = ruw.replace("\u00a0", "").strip().rstrip("%").removeprefix("€").strip()
        if self.soort is Soort.BEDRAG:
            schoon = schoon.replace(".", "")
        try:
            getal = Decimal(schoon.replace(",", "."))
        except InvalidOperation:
            raise OngeldigeInstelling(f"{self.label}: vul een getal in.") from None
        if not getal.is_finite() or (self.soort is not Soort.FACTOR and getal != int(getal)):
            raise OngeldigeInstelling(f"{self.label}: vul een heel getal in.")
        if not self.laagst <= getal <= self.hoogst:
            grenzen = f"{_nl(self.laagst)} tot en met {_nl(self.hoogst)}"
            raise OngeldigeInstelling(f"{self.label}: kies een getal van {grenzen}.")
        return getal


def _nl(getal: Decimal) -> str:
    return str(getal).replace(".", ",")
