"""Messages: written in the transaction of the change, for every subscription that they fit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import connection

from keukentafel.tenancy import zaaifouten
from keukentafel.uitgaand import bezorgen
from modules.zgw.fouten import fout
from modules.zgw.notificaties.models import CONSUMEREN, Kanaal
from modules.zgw.notificaties.rules.past import kenmerken_kloppen, past
from modules.zgw.sporen.actions import Hoofdobject, Wijziging


def tell_of_change(hoofd: Hoofdobject, wijziging: Wijziging, at: datetime) -> None:
    """Tell of a write in one of our own registers. Three queries, one when nobody listens."""
    bericht: dict[str, Any] = {
        "kanaal": hoofd.kanaal,
        "hoofdObject": hoofd.url,
        "resource": wijziging.resource,
        "resourceUrl": wijziging.resource_url,
        "actie": wijziging.actie,
        "aanmaakdatum": at.isoformat(),
        "kenmerken": dict(hoofd.kenmerken),
    }
    if zaaifouten.staat_aan("notificatie_met_inhoud"):
        bericht["oud"], bericht["nieuw"] = wijziging.oud, wijziging.nieuw
    _zet_klaar(bericht, at)


def publish(*, bericht: Mapping[str, Any], at: datetime) -> int:
    """Pass a message of somebody else on, as it came; return how many hear it.

    :raises Ongeldig: an unknown channel, or kenmerken that are not those of the channel.
    """
    kanaal = Kanaal.objects.filter(naam=bericht["kanaal"]).first()
    if kanaal is None:
        raise fout("kanaal", "message_kanaal", "Dit kanaal bestaat niet.")
    if not kenmerken_kloppen(bericht["kenmerken"], kanaal.filters):
        raise fout("kenmerken", "kenmerken_inconsistent", "Deze kenmerken horen niet bij het kanaal.")
    return _zet_klaar(bericht, at)


_WIE: Final = """
    SELECT k.abonnement_id, k.filters
      FROM notificaties_keuze k
      JOIN notificaties_kanaal c ON c.id = k.kanaal_id
      JOIN notificaties_abonnement a ON a.id = k.abonnement_id
      LEFT JOIN autorisaties_applicatie p ON p.id = a.applicatie_id
     WHERE c.naam = %(kanaal)s AND a.gestopt_op IS NULL
       AND (%(ieder)s OR p.heeft_alle_autorisaties OR EXISTS (
             SELECT 1 FROM autorisaties_autorisatie r
              WHERE r.applicatie_id = a.applicatie_id AND r.component = 'nrc' AND %(recht)s = ANY(r.scopes)))
     ORDER BY k.abonnement_id
"""
"""Who hears a channel and may (`die_mogen`), written out: every write in a register asks this, and making it
of models takes longer than the question itself."""


def _zet_klaar(bericht: Mapping[str, Any], at: datetime) -> int:
    with connection.cursor() as cursor:
        ieder = zaaifouten.staat_aan("abonnement_zonder_recht")
        cursor.execute(_WIE, {"kanaal": bericht["kanaal"], "ieder": ieder, "recht": CONSUMEREN})
        wie: dict[UUID, None] = {
            abonnement_id: None
            for abonnement_id, filters in cursor.fetchall()
            if past(bericht["kenmerken"], json.loads(filters))
        }
    stroom = sha256(bericht["hoofdObject"].encode()).hexdigest()
    bezorgen.zet_klaar(
        bestemmingen=wie, stroom=stroom, lading=json.dumps(bericht, ensure_ascii=False, default=str), at=at
    )
    return len(wie)
