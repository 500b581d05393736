"""The page of norms: what the law says, what this gemeente chose, and an example of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from keukentafel.values.kalender import kalender_op
from modules.dossier.models import Termijnnorm
from modules.dossier.queries.normen import Gemeentenormen
from modules.dossier.rules.normen import NORMEN, Eenheid, Norm, norm_op
from modules.dossier.rules.termijnen import wettelijk_einde
from modules.dossier.rules.termijnstand import Waarschuwdagen, waarschuwdagen


@dataclass(frozen=True, slots=True)
class Normregel:
    """A norm as it holds here, with an example that begins today."""

    norm: Norm
    standaard: Norm
    voorbeeld: date
    dagen: Waarschuwdagen
    straks: Termijnnorm | None

    @property
    def is_eigen(self) -> bool:
        """Whether this gemeente chose another length."""
        return self.norm.duur != self.standaard.duur

    @property
    def wijzigbaar(self) -> bool:
        """Whether a gemeente may choose it: no law does."""
        return not self.standaard.is_wettelijk


@dataclass(frozen=True, slots=True)
class Normgroep:
    """The norms of one law, or those of the gemeente itself."""

    titel: str
    regels: list[Normregel]


def normgroepen(vandaag: date) -> list[Normgroep]:
    """Return all norms, those of the gemeente first, then by law; two queries."""
    normen = Gemeentenormen(NORMEN.sleutels)
    straks = {
        rij.sleutel: rij for rij in Termijnnorm.objects.filter(geldig_van__gt=vandaag).order_by("-geldig_van")
    }
    groepen: dict[str, list[Normregel]] = defaultdict(list)
    for sleutel in NORMEN.sleutels:
        standaard = norm_op(sleutel, vandaag)
        regel = normregel(normen.op(sleutel, vandaag), standaard, vandaag, straks.get(sleutel))
        groepen[standaard.wet if standaard.is_wettelijk else ""].append(regel)
    return [
        Normgroep(wet or "Afspraken van de gemeente", sorted(regels, key=lambda regel: regel.norm.titel))
        for wet, regels in sorted(groepen.items())
    ]


def normregel(norm: Norm, standaard: Norm, vandaag: date, straks: Termijnnorm | None = None) -> Normregel:
    """Return one norm with an example."""
    kalender = kalender_op(vandaag)
    einde = wettelijk_einde(vandaag, norm, kalender)
    begin, eind = (einde, vandaag) if norm.telt_terug else (vandaag, einde)
    return Normregel(norm, standaard, einde, waarschuwdagen(begin, eind, kalender), straks)


def telt_in_uren(norm: Norm) -> bool:
    """Whether a term of this norm ends on a moment."""
    return norm.duur.eenheid is Eenheid.UREN
