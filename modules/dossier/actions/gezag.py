"""Who has authority over a child, and who acts for a person (domain.md 5.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.models import Gezagsrelatie, Huishoudlid, Inwoner, Vertegenwoordiger


class GezagOverZichzelf(Refusal):
    text = "Kies iemand anders: een kind heeft geen gezag over zichzelf."


@transaction.atomic
def add_gezag(
    *,
    lid: Huishoudlid,
    soort: str,
    houder: Inwoner | None,
    houder_naam: str,
    toelichting: str,
    by: Any,
    at: datetime,
) -> Gezagsrelatie:
    """Record who has (or had no) authority over this child: somebody known, or a name.

    :raises GezagOverZichzelf: the child itself was chosen.
    """
    if houder is not None and houder.pk == lid.inwoner_id:
        raise GezagOverZichzelf
    gezag = Gezagsrelatie.objects.create(
        kind_id=lid.inwoner_id,
        houder=houder,
        houder_naam="" if houder else houder_naam,
        soort=soort,
        toelichting=toelichting,
    )
    _noteer("dossier.gezag.vastgelegd", gezag, lid, by, at)
    return gezag


@transaction.atomic
def end_gezag(*, gezag: Gezagsrelatie, lid: Huishoudlid, tot: date, by: Any, at: datetime) -> None:
    """Say that an authority ended; it stays in the history."""
    gezag.tot = tot
    gezag.save(update_fields=["tot"])
    _noteer("dossier.gezag.beeindigd", gezag, lid, by, at)


@transaction.atomic
def add_vertegenwoordiger(
    *, lid: Huishoudlid, gegevens: Mapping[str, Any], by: Any, at: datetime
) -> Vertegenwoordiger:
    """Record who acts for this person."""
    rij = Vertegenwoordiger.objects.create(inwoner_id=lid.inwoner_id, **gegevens)
    _noteer("dossier.vertegenwoordiger.vastgelegd", rij, lid, by, at)
    return rij


@transaction.atomic
def end_vertegenwoordiger(
    *, rij: Vertegenwoordiger, lid: Huishoudlid, tot: date, by: Any, at: datetime
) -> None:
    """Say that somebody stopped acting for this person."""
    rij.tot = tot
    rij.save(update_fields=["tot"])
    _noteer("dossier.vertegenwoordiger.beeindigd", rij, lid, by, at)


def _noteer(gebeurtenis: str, rij: Any, lid: Huishoudlid, by: Any, at: datetime) -> None:
    audit.record(gebeurtenis, target=rij, by=by, at=at, huishouden_id=lid.huishouden_id)
