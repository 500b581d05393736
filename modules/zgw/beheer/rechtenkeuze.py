"""The rights of a program as the form shows and reads them: a row per type, a tick per scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.http import QueryDict

from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.autorisaties.models import Autorisatie
from modules.zgw.autorisaties.rules.machtiging import MET_MAXIMUM, PER_TYPE, SCOPES
from modules.zgw.catalogus.models import Soort
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid

NAMEN: Final[Mapping[str, str]] = {
    "zrc": "Zaken", "drc": "Documenten", "brc": "Besluiten", "ztc": "Catalogus", "ac": "Programma's en rechten",
    "nrc": "Berichten",
}  # fmt: skip
UITLEG: Final[Mapping[str, str]] = {
    "zaken.lezen": "Lezen", "zaken.aanmaken": "Maken", "zaken.bijwerken": "Wijzigen",
    "zaken.geforceerd-bijwerken": "Wijzigen na sluiten", "zaken.verwijderen": "Verwijderen",
    "zaken.statussen.toevoegen": "Status zetten", "zaken.heropenen": "Heropenen", "audittrails.lezen": "Geschiedenis",
    "documenten.lezen": "Lezen", "documenten.aanmaken": "Maken", "documenten.bijwerken": "Wijzigen",
    "documenten.geforceerd-bijwerken": "Wijzigen na vaststellen", "documenten.verwijderen": "Verwijderen",
    "documenten.lock": "Vastzetten", "documenten.geforceerd-unlock": "Losmaken van een ander",
    "besluiten.lezen": "Lezen", "besluiten.aanmaken": "Maken", "besluiten.bijwerken": "Wijzigen",
    "besluiten.verwijderen": "Verwijderen", "catalogi.lezen": "Lezen", "catalogi.schrijven": "Wijzigen",
    "catalogi.geforceerd-schrijven": "Wijzigen na publiceren",
    "catalogi.geforceerd-verwijderen": "Verwijderen na publiceren", "autorisaties.lezen": "Lezen",
    "autorisaties.bijwerken": "Wijzigen", "notificaties.consumeren": "Ontvangen",
    "notificaties.publiceren": "Versturen",
}  # fmt: skip
"""What stands above a column; the scope itself stands below it, small."""


@dataclass(frozen=True, slots=True)
class Vakje:
    """One tick."""

    naam: str
    scope: str
    tekst: str
    aan: bool


@dataclass(frozen=True, slots=True)
class Rij:
    """One row of ticks: a type, or a component that has none."""

    sleutel: str
    titel: str
    noot: str
    vakjes: tuple[Vakje, ...]
    maximum: int | None = None
    fout: str = ""


@dataclass(frozen=True, slots=True)
class Blok:
    """The rows of one component, and the heads above them."""

    component: str
    titel: str
    koppen: tuple[tuple[str, str], ...]
    rijen: tuple[Rij, ...]
    met_maximum: bool

    @property
    def per_type(self) -> bool:
        """Tell whether a row is a type."""
        return self.component in PER_TYPE

    @property
    def plek(self) -> str:
        """Return the id of its panel."""
        return f"p-{self.component}"


@dataclass(slots=True)
class Keuze:
    """What was ticked: per row its scopes and its maximum. Rows of the same type stay apart."""

    alle: bool = False
    gekozen: dict[str, tuple[frozenset[str], int | None]] = field(default_factory=dict)

    @classmethod
    def van(cls, alle: bool, rechten: Iterable[Autorisatie]) -> Keuze:
        """Read what a program has now."""
        uit, tel = cls(alle=alle), dict[str, int]()
        for recht in rechten:
            basis = f"{recht.component}-{recht.soort_id or 'alle'}"
            tel[basis] = tel.get(basis, 0) + 1
            uit.gekozen[f"{basis}-{tel[basis]}"] = (frozenset(recht.scopes), recht.maximum)
        return uit

    @classmethod
    def uit_post(cls, post: QueryDict, soorten: Mapping[str, Sequence[Soort]]) -> Keuze:
        """Read what was sent; a name that is no row of ours, or no scope of its component, counts for nothing."""
        uit = cls(alle=post.get("alle") == "1")
        bekend = {f"{component}-{soort.pk}" for component, rij in soorten.items() for soort in rij}
        bekend |= {f"{component}-alle" for component in SCOPES if component not in soorten}
        for sleutel in sorted(post):
            basis = sleutel.rpartition("-")[0]
            component = basis.partition("-")[0]
            if basis not in bekend or not sleutel.rpartition("-")[2].isdigit():
                continue
            scopes = frozenset(post.getlist(sleutel)) & set(SCOPES[component])
            if scopes:
                uit.gekozen[sleutel] = (scopes, _maximum(component, post.get(f"max-{sleutel}", "")))
        return uit

    @property
    def fouten(self) -> dict[str, str]:
        """Return what is wrong, per row."""
        return {
            sleutel: "Kies tot welke vertrouwelijkheid."
            for sleutel, (_, maximum) in self.gekozen.items()
            if sleutel.partition("-")[0] in MET_MAXIMUM and maximum is None
        }

    def gevraagd(self) -> list[Gevraagd]:
        """Return the rights to save, in the order of the screen."""
        uit = []
        for sleutel, (scopes, maximum) in self.gekozen.items():
            component, _, rest = sleutel.partition("-")
            soort = rest.rpartition("-")[0]
            volgorde = tuple(scope for scope in SCOPES[component] if scope in scopes)
            uit.append(Gevraagd(component, volgorde, None if soort == "alle" else UUID(soort), maximum))
        return uit


def _maximum(component: str, tekst: str) -> int | None:
    if component not in MET_MAXIMUM or not tekst.isascii() or not tekst.isdigit():
        return None
    return int(tekst) if int(tekst) in Vertrouwelijkheid.values else None


def blokken(
    keuze: Keuze, soorten: Mapping[str, Sequence[Soort]], fouten: Mapping[str, str], namen: Mapping[UUID, str]
) -> list[Blok]:
    """Return the whole form as rows: what was ticked first, and an empty row for each type without."""
    uit = []
    for component, titel in NAMEN.items():
        rijen: list[Rij] = []
        if component in soorten:
            for soort in soorten[component]:
                naam = namen.get(soort.pk, soort.identificatie)
                noot = soort.identificatie if naam != soort.identificatie else ""
                rijen += _rijen(keuze, component, str(soort.pk), naam, noot, fouten)
        else:
            rijen += _rijen(keuze, component, "alle", titel, "", fouten)
        koppen = tuple((UITLEG[scope], scope) for scope in SCOPES[component])
        uit.append(Blok(component, titel, koppen, tuple(rijen), component in MET_MAXIMUM))
    return uit


def _rijen(
    keuze: Keuze, component: str, soort: str, titel: str, noot: str, fouten: Mapping[str, str]
) -> list[Rij]:
    basis = f"{component}-{soort}"
    sleutels = [sleutel for sleutel in keuze.gekozen if sleutel.rpartition("-")[0] == basis] or [f"{basis}-1"]
    uit = []
    for sleutel in sleutels:
        scopes, maximum = keuze.gekozen.get(sleutel, (frozenset[str](), None))
        vakjes = tuple(Vakje(sleutel, scope, UITLEG[scope], scope in scopes) for scope in SCOPES[component])
        standaard = int(Vertrouwelijkheid.ZAAKVERTROUWELIJK) if not scopes else None
        uit.append(
            Rij(
                sleutel,
                titel,
                noot,
                vakjes,
                maximum if maximum is not None else standaard,
                fouten.get(sleutel, ""),
            )
        )
    return uit
