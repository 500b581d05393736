"""Who has to agree for one resident: the rule of `wie_geeft` with the facts of the dossier (two queries)."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from django.db.models import Q

from modules.dossier.delen.rules.wie_geeft import Houder, Mens, Namens, WieGeeft, wie_geeft
from modules.dossier.models import Gezagsrelatie, Inwoner, Vertegenwoordiger


class Gevraagd(Protocol):
    """What the rule must know of a consent."""

    @property
    def kaderwet(self) -> str: ...

    @property
    def uitzondering(self) -> str: ...

    @property
    def kan_zelf(self) -> bool: ...

    @property
    def categorieen(self) -> Any: ...


def wie_geeft_voor(inwoner: Inwoner, dag: date, gevraagd: Gevraagd) -> WieGeeft:
    """Return who must agree on `dag` for this resident, with the reason."""
    return wie_geeft(
        persoon=Mens(inwoner.naam, inwoner.pk),
        geboren=inwoner.geboortedatum,
        dag=dag,
        kaderwet=gevraagd.kaderwet,
        houders=houders_van(inwoner, dag),
        namens=namens_van(inwoner, dag),
        kan_zelf=gevraagd.kan_zelf,
        uitzondering=gevraagd.uitzondering,
        categorieen=gevraagd.categorieen,
    )


def houders_van(inwoner: Inwoner, dag: date) -> list[Houder]:
    """Return who stands in the register of gezag over this person now; one query."""
    rijen = (
        Gezagsrelatie.objects.filter(_loopt(dag), kind=inwoner)
        .select_related("houder")
        .order_by("soort", "id")
    )
    return [
        Houder(Mens(rij.houder.naam if rij.houder else rij.houder_naam, rij.houder_id), rij.soort)
        for rij in rijen
    ]


def namens_van(inwoner: Inwoner, dag: date) -> list[Namens]:
    """Return who acts for this person now; one query."""
    rijen = Vertegenwoordiger.objects.filter(_loopt(dag), inwoner=inwoner).order_by("soort", "id")
    return [Namens(rij.naam, rij.soort) for rij in rijen]


def _loopt(dag: date) -> Q:
    return (Q(van=None) | Q(van__lte=dag)) & (Q(tot=None) | Q(tot__gt=dag))
