"""The people around a household, as the household sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from modules.dossier.actions.casus import bewaar_versie
from modules.dossier.models import Huishouden, Netwerklid

VELDEN = ("naam", "relatie", "wat", "telefoon", "sterkte", "is_gespannen")


@transaction.atomic
def add_netwerklid(
    *, huishouden: Huishouden, gegevens: Mapping[str, Any], by: Any, at: datetime
) -> Netwerklid:
    """Add somebody to the network, dated today: a network is a photo of a moment."""
    rij = Netwerklid.objects.create(
        huishouden=huishouden,
        bekeken_op=localdate(at),
        **{veld: gegevens[veld] for veld in VELDEN if veld in gegevens},
    )
    audit.record("dossier.netwerklid.toegevoegd", target=rij, by=by, at=at, soort="maken")
    return rij


@transaction.atomic
def change_netwerklid(
    *, rij: Netwerklid, gegevens: Mapping[str, Any], versie: int, by: Any, at: datetime
) -> Netwerklid:
    """Change what is known of somebody in the network.

    :raises Verouderd: somebody saved this row since `versie`.
    """
    for veld in VELDEN:
        setattr(rij, veld, gegevens[veld])
    rij.bekeken_op = localdate(at)
    bewaar_versie(rij, versie=versie, velden=[*VELDEN, "bekeken_op"])
    audit.record("dossier.netwerklid.gewijzigd", target=rij, by=by, at=at)
    return rij


@transaction.atomic
def remove_netwerklid(*, rij: Netwerklid, by: Any, at: datetime) -> None:
    """Take somebody out of the network. The logboek keeps that it happened, not who it was."""
    audit.record("dossier.netwerklid.weggehaald", target=rij, by=by, at=at, soort="verwijderen")
    rij.delete()
