"""The norms as this gemeente has them: what comes with the product, and its own lengths for service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from modules.dossier.models import Termijn, Termijnnorm
from modules.dossier.rules.normen import Norm, lees_duur, norm_op


class Gemeentenormen:
    """The norms of this gemeente for some keys, read at once (one query)."""

    def __init__(self, sleutels: Iterable[str]) -> None:
        self._eigen: dict[str, list[Termijnnorm]] = defaultdict(list)
        rijen = Termijnnorm.objects.filter(sleutel__in=set(sleutels)).order_by("sleutel", "geldig_van")
        for sleutel, eigen in groupby(rijen, key=lambda rij: str(rij.sleutel)):
            self._eigen[sleutel] = list(eigen)

    def op(self, sleutel: str, dag: date) -> Norm:
        """Return the norm that holds on a day; a law is never changed by a gemeente.

        :raises GeenNorm: no record holds.
        """
        norm = norm_op(sleutel, dag)
        if norm.is_wettelijk:
            return norm
        eigen = [rij for rij in self._eigen[sleutel] if rij.geldig_van <= dag]
        return replace(norm, duur=lees_duur(eigen[-1].duur)) if eigen else norm

    def op_lopend(self, sleutel: str, begin: date) -> Norm:
        """Return the norm for a term that runs since `begin`: a change for running terms reaches back.

        :raises GeenNorm: no record holds.
        """
        norm = self.op(sleutel, begin)
        terug = [rij for rij in self._eigen[sleutel] if rij.ook_lopend and rij.geldig_van > begin]
        if norm.is_wettelijk or not terug:
            return norm
        return replace(norm, duur=lees_duur(terug[-1].duur))


def norm_van(termijn: Termijn) -> Norm:
    """Return the norm a term runs by: the record of its begin, with the length it was given then.

    :raises GeenNorm: no record holds; a day that people agreed on has none.
    """
    norm = norm_op(termijn.sleutel, termijn.begin)
    return replace(norm, duur=lees_duur(termijn.duur)) if termijn.duur else norm
