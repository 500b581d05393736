"""Keep a filter, share it, open with it, throw it away; and choose columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.werk.models import Werkfilter, Werkvoorkeur
from modules.dossier.werk.rules.kolommen import lees_kolommen


class NaamBestaat(Refusal):
    text = "Je hebt al een filter met deze naam. Kies een andere naam."


class NietJouwFilter(Refusal):
    text = "Dit filter is van een collega. Alleen wie het maakte, gooit het weg."


@transaction.atomic
def save_filter(
    *, naam: str, vraag: Mapping[str, str], team: Any, is_standaard: bool, by: Any, at: datetime
) -> Werkfilter:
    """Keep a question under a name; with a team, everybody in it has the filter.

    :raises NaamBestaat: this person has a filter of that name.
    """
    try:
        with transaction.atomic():
            rij = Werkfilter.objects.create(
                naam=naam, eigenaar=by, team=team, vraag=dict(vraag), gemaakt_op=at
            )
    except IntegrityError as dubbel:
        raise NaamBestaat from dubbel
    if is_standaard:
        set_default(rij=rij, by=by, at=at)
    audit.record(
        "werk.filter.bewaard", target=rij, by=by, at=at, soort="maken",
        detail={"team": str(team.pk) if team else None},
    )  # fmt: skip
    return rij


@transaction.atomic
def remove_filter(*, rij: Werkfilter, by: Any, at: datetime) -> None:
    """Throw a filter away; who opened the list with it, opens it with the own work again.

    :raises NietJouwFilter: a colleague made it.
    """
    if rij.eigenaar_id != by.pk:
        raise NietJouwFilter
    audit.record("werk.filter.weggegooid", target=rij, by=by, at=at, soort="verwijderen")
    rij.delete()


@transaction.atomic
def set_default(*, rij: Werkfilter | None, by: Any, at: datetime) -> Werkvoorkeur:
    """Open the list with this filter from now on; None: with the own work."""
    voorkeur, _ = Werkvoorkeur.objects.get_or_create(gebruiker=by)
    voorkeur.standaard = rij
    voorkeur.save(update_fields=["standaard"])
    return voorkeur


@transaction.atomic
def choose_columns(*, kolommen: Sequence[str], by: Any, at: datetime) -> Werkvoorkeur:
    """Remember which columns this person sees, in this order; unknown ones are left out."""
    voorkeur, _ = Werkvoorkeur.objects.get_or_create(gebruiker=by)
    voorkeur.kolommen = list(lees_kolommen(kolommen))
    voorkeur.save(update_fields=["kolommen"])
    return voorkeur
