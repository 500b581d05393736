"""What most programs need, ready to choose: nobody has to know the scopes to connect a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from modules.zgw.autorisaties.actions.applicatie import Gevraagd
from modules.zgw.catalogus.models import Soort
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """A kind of program: its scopes per component."""

    titel: str
    uitleg: str
    scopes: Mapping[str, tuple[str, ...]]


VOORBEELDEN: Final[Mapping[str, Voorbeeld]] = {
    "formulieren": Voorbeeld(
        "Formulieren insturen",
        "Bijvoorbeeld Open Formulieren. Maakt zaken en documenten.",
        {
            "zrc": ("zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.statussen.toevoegen"),
            "drc": ("documenten.lezen", "documenten.aanmaken"),
            "ztc": ("catalogi.lezen",),
        },
    ),
    "portaal": Voorbeeld(
        "Zaken laten zien",
        "Bijvoorbeeld Open Inwoner of KISS. Leest zaken, besluiten en documenten.",
        {
            "zrc": ("zaken.lezen",),
            "drc": ("documenten.lezen",),
            "brc": ("besluiten.lezen",),
            "ztc": ("catalogi.lezen",),
        },
    ),
    "zaaksysteem": Voorbeeld(
        "Zaken behandelen",
        "Bijvoorbeeld GZAC of een zaaksysteem. Zet ook de status, het resultaat en besluiten.",
        {
            "zrc": (
                "zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.statussen.toevoegen", "audittrails.lezen",
            ),
            "drc": ("documenten.lezen", "documenten.aanmaken", "documenten.bijwerken", "documenten.lock"),
            "brc": ("besluiten.lezen", "besluiten.aanmaken", "besluiten.bijwerken"),
            "ztc": ("catalogi.lezen",),
            "nrc": ("notificaties.consumeren",),
        },
    ),
}  # fmt: skip


def rechten_van(
    sleutel: str, zaaksoorten: Sequence[Soort], maximum: int, soorten: Mapping[str, Sequence[Soort]]
) -> list[Gevraagd]:
    """Return the rights of an example: for the chosen zaaktypen, and every kind of document and decision."""
    uit: list[Gevraagd] = []
    for component, scopes in VOORBEELDEN[sleutel].scopes.items():
        gekozen = zaaksoorten if component == "zrc" else soorten.get(component)
        if gekozen is None:
            uit.append(Gevraagd(component, scopes))
        else:
            top = maximum if component in ("zrc", "drc") else None
            uit += [Gevraagd(component, scopes, soort.pk, top) for soort in gekozen]
    return uit


MAXIMA: Final = [(int(stap), str(stap.label)) for stap in Vertrouwelijkheid]
