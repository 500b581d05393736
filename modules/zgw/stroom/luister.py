"""Hear what staff do in the dossier, and show it in the registers in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from celery.exceptions import OperationalError
from django.db import transaction

from keukentafel.tenancy import huidige_gemeente
from modules.zgw.stroom.actions.stukken import show_brief, sync_besluit
from modules.zgw.stroom.actions.zaken import remove_zaken, sync_casus, sync_huishouden
from modules.zgw.stroom.taken import toon_casus

_CASUS: Final = frozenset(
    f"dossier.casus.{wat}" for wat in ("geopend", "fase_gewijzigd", "toegewezen", "teruggegeven")
)
_MELDING: Final = frozenset(f"dossier.melding.{wat}" for wat in ("geregistreerd", "afgehandeld", "heropend"))
_VAN_MELDING: Final = frozenset(
    {
        "wmo.zaak.ingetrokken",
        "wmo.zaak.hervat",
        "wmo.verslag.verstuurd",
        "wmo.aanvraag.gedaan",
    }
)
_HEEL: Final = frozenset(
    {
        "dossier.casus.afgesloten",
        "dossier.casus.overgedragen",
        "dossier.huishouden.gewijzigd",
        "dossier.inwoner.gewijzigd",
        "toegang.afscherming.aan",
        "toegang.afscherming.uit",
    }
)
_BESLUIT: Final = frozenset({"besluiten.beschikking.bekendgemaakt", "besluiten.beschikking.ingetrokken"})
_RONDE: Final = frozenset({"dossier.casus.toegewezen", "dossier.casus.teruggegeven"})
_LIJNEN: Final = ("jeugd.hulpvraag.", "participatie.aanvraag.")
"""Never here: gesprek, ZRM, plan, meldcode, safety. What does not stand in these lists does not leave."""


def hoor(gebeurtenis: str, target: Any, huishouden_id: UUID | None, by: Any, at: datetime) -> None:
    """Show what just happened, when it is something that the outside may know."""
    if gebeurtenis in _CASUS:
        sync_casus(casus_id=target.pk, by=by, at=at)
    elif gebeurtenis in _MELDING:
        sync_casus(casus_id=target.casus_id, by=by, at=at, alleen=target.pk)
    elif gebeurtenis in _VAN_MELDING or gebeurtenis.startswith(_LIJNEN):
        casus_id = casus_van(target)
        if casus_id is not None:
            sync_casus(casus_id=casus_id, by=by, at=at)
    elif gebeurtenis in _BESLUIT:
        sync_casus(casus_id=target.casus_id, by=by, at=at)
        sync_besluit(beschikking_id=target.pk, by=by, at=at)
    elif gebeurtenis == "brieven.brief.verzonden":
        show_brief(brief=target, by=by, at=at)
    elif gebeurtenis in _HEEL and huishouden_id is not None:
        sync_huishouden(huishouden_id=huishouden_id, by=by, at=at)
    elif gebeurtenis == "inlezen.huishouden.teruggenomen" and huishouden_id is not None:
        remove_zaken(huishouden_id=huishouden_id, by=by, at=at)


def hoor_ronde(gebeurtenis: str, targets: Sequence[Any], by: Any, at: datetime) -> None:
    """Show many households that were given to a colleague at once: after the commit, by a worker.

    What a person does to sixty households in one press is one short transaction; who works on them is all
    that the outside hears of it.
    """
    if gebeurtenis in _RONDE:
        casussen, wie = [str(rij.pk) for rij in targets], str(by.pk)
        transaction.on_commit(lambda: toon_ronde(casussen, wie), robust=True)


def toon_ronde(casussen: Sequence[str], wie: str) -> None:
    """Ask a worker for each household; with no queue to ask, show them here: nothing is lost, nobody sees a fault."""
    gemeente, is_weg = huidige_gemeente(), False
    for casus_id in casussen:
        if not is_weg:
            try:
                toon_casus.voor(gemeente, casus_id, wie)
            except OperationalError:
                is_weg = True
        if is_weg:
            toon_casus.run(casus_id, wie)


def casus_van(target: Any) -> UUID | None:
    """Return the casus that something belongs to, or None."""
    casus_id: UUID | None = getattr(target, "casus_id", None)
    return casus_id if casus_id is not None else getattr(getattr(target, "zaak", None), "casus_id", None)
