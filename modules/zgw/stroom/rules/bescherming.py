"""How far a household is told of outside. A zaak is seen by people who have nothing to do with the dossier."""

from __future__ import annotations

from dataclasses import dataclass

from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid


@dataclass(frozen=True, slots=True)
class Bescherming:
    """What may stand in the registers: of whom it is, who works with them, and how closed it is."""

    noemt_inwoner: bool
    noemt_team: bool
    minstens: int
    is_stil: bool
    """Nothing new goes to a zaak that a program made: it would see that this household is shielded."""


def bescherming(*, is_geheim_adres: bool, is_afgeschermd: bool) -> Bescherming:
    """Return how far a household is told of.

    A team works in one part of the town: with a secret address neither team nor worker is named. A shielded
    household names nobody, cannot be found by a number, and is only for programs with rights up to geheim.
    """
    return Bescherming(
        noemt_inwoner=not is_afgeschermd,
        noemt_team=not (is_geheim_adres or is_afgeschermd),
        minstens=Vertrouwelijkheid.GEHEIM if is_afgeschermd else Vertrouwelijkheid.ZAAKVERTROUWELIJK,
        is_stil=is_afgeschermd,
    )
