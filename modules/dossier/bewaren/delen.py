"""The parts of a copy: one a household of the person, each looked at by somebody who may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from modules.dossier.bewaren.models import Stukbesluit, Verzoek
from modules.dossier.bewaren.stukken import Stuk
from modules.dossier.bewaren.verzamelen import Bundel
from modules.dossier.models import Huishouden


@dataclass(frozen=True, slots=True)
class Deel:
    """What one household brings into a copy. `dicht` are the categories this reader may not read there."""

    huishouden_id: UUID
    naam: str
    team: str
    is_eigen: bool  # the household that the request is about
    letters: frozenset[str]
    dicht: frozenset[str]
    stukken: int
    nog: int
    is_vrij: bool

    @property
    def sleutel(self) -> str:
        """Return how letting this part go along is named among the decisions."""
        return sleutel_van(self.huishouden_id)

    @property
    def afdruk(self) -> str:
        """Return the fingerprint of what was let go: when another category comes in, it is asked again."""
        return afdruk_van(self.letters)

    @property
    def mag_lezen(self) -> bool:
        """Whether this reader may read all of it."""
        return not self.dicht

    @property
    def wacht(self) -> bool:
        """Whether another must say that it goes along."""
        return not self.is_eigen and not self.is_vrij and bool(self.dicht)


@dataclass(frozen=True, slots=True)
class Delen:
    """All parts of a copy."""

    per_huishouden: dict[UUID, Deel]
    stukken: int
    nog: int

    @property
    def wachten(self) -> list[Deel]:
        """Return the parts that wait for a colleague of another team."""
        return [deel for deel in self.per_huishouden.values() if deel.wacht]

    @property
    def elders(self) -> list[Deel]:
        """Return the parts of the other households."""
        return [deel for deel in self.per_huishouden.values() if not deel.is_eigen]

    @property
    def dicht_hier(self) -> list[str]:
        """Return the categories in the household of the request that this reader may not read."""
        return sorted(
            {letter for deel in self.per_huishouden.values() if deel.is_eigen for letter in deel.dicht}
        )


def delen_van(
    verzoek: Verzoek, bundel: Bundel, stukken: list[Stuk], leesbaar: Callable[[UUID | None], frozenset[str]]
) -> Delen:
    """Return the parts of a copy as one reader may see them; two queries."""
    letters = bundel.letters()
    huizen = {
        huis.pk: huis
        for huis in Huishouden.objects.select_related("team").filter(pk__in=[pk for pk in letters if pk])
    }
    vrij = {
        rij.stuk: rij.afdruk for rij in Stukbesluit.objects.filter(verzoek=verzoek, stuk__startswith=_BEGIN)
    }
    per_huishouden = {}
    for pk, huis in huizen.items():
        is_eigen = pk == verzoek.huishouden_id
        hier = letters[pk] | (letters.get(None, frozenset()) if is_eigen else frozenset())
        van_hier = [s for s in stukken if s.huishouden_id == pk or (is_eigen and s.huishouden_id is None)]
        per_huishouden[pk] = Deel(
            huishouden_id=pk,
            naam=huis.naam,
            team=huis.team.naam if huis.team else "",
            is_eigen=is_eigen,
            letters=hier,
            dicht=hier - leesbaar(pk) - {"L"},
            stukken=len(van_hier),
            nog=sum(stuk.houdt_tegen for stuk in van_hier),
            is_vrij=vrij.get(sleutel_van(pk)) == afdruk_van(hier),
        )
    return Delen(per_huishouden, len(stukken), sum(stuk.houdt_tegen for stuk in stukken))


_BEGIN = "huishouden:"


def sleutel_van(huishouden_id: UUID) -> str:
    """Return how letting the part of a household go along is named among the decisions."""
    return f"{_BEGIN}{huishouden_id}:deel"


def afdruk_van(letters: frozenset[str]) -> str:
    """Return the fingerprint of the categories in a part."""
    return sha256("".join(sorted(letters)).encode()).hexdigest()
