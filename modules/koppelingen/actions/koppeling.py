"""Set a connection, try it, and keep how it goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.exchange import proef
from keukentafel.tenancy.sleutels import slot
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models.stand import Instelling
from modules.koppelingen.instellingen import KoppelingInstellingen
from modules.koppelingen.models import Koppeling
from modules.koppelingen.soorten import SYSTEMEN, Koppelsoort


class AdresOntbreekt(Refusal):
    text = "Vul het adres in voordat je de koppeling aanzet."


class GeheimOntbreekt(Refusal):
    text = "Vul de sleutel in voordat je de koppeling aanzet."


class GeenProef(Refusal):
    text = "Dit adres is van een oefensysteem. Dat is er alleen in de demo."


@transaction.atomic
def set_koppeling(
    *,
    soort: Koppelsoort,
    is_aan: bool,
    adres: str,
    client_id: str = "",
    geheim: str = "",
    keuzes: Mapping[str, Any] | None = None,
    versie: int,
    by: Any,
    at: datetime,
) -> Koppeling:
    """Keep how this gemeente reaches a system. An empty `geheim` leaves the secret as it is.

    :raises Verouderd: somebody saved it after `versie` was read (0: it was not there).
    :raises AdresOntbreekt: it is on and has no address.
    :raises GeheimOntbreekt: it is on, asks a secret, and has none.
    :raises GeenProef: a practice system outside the demo.
    """
    with slot("koppelingen"):  # the first choice makes the row: who waits finds it
        rij = Koppeling.objects.select_for_update().filter(soort=soort).first()
    if (rij.versie if rij else 0) != versie:
        raise Verouderd(huidig=rij)
    if proef.is_proef(adres) and not proef.mag_proef():
        raise GeenProef
    rij = rij or Koppeling(soort=soort, versie=0)
    systeem = SYSTEMEN[soort]
    if is_aan and not adres:
        raise AdresOntbreekt
    if is_aan and systeem.geheim_verplicht and not (geheim or rij.geheim):
        raise GeheimOntbreekt
    nieuw = {"is_aan": is_aan, "adres": adres, "client_id": client_id, "keuzes": dict(keuzes or {})}
    gewijzigd = [veld for veld, waarde in nieuw.items() if getattr(rij, veld) != waarde]
    for veld, waarde in nieuw.items():
        setattr(rij, veld, waarde)
    if geheim:
        rij.geheim = geheim
        gewijzigd.append("geheim")
    rij.versie, rij.gewijzigd_op = rij.versie + 1, at
    rij.save()
    _onthoud_wat_aan_staat(at)
    audit.record(
        "koppelingen.koppeling.gewijzigd",
        target=rij,
        by=by,
        at=at,
        detail={"soort": soort.value, "velden": gewijzigd},
    )
    return rij


def _onthoud_wat_aan_staat(at: datetime) -> None:
    aan = sorted(Koppeling.objects.filter(is_aan=True).values_list("soort", flat=True))
    sectie = KoppelingInstellingen.section
    rij = Instelling.objects.filter(sectie=sectie).first() or Instelling(sectie=sectie, versie=0)
    if rij.waarden != {"aan": aan} or rij.versie == 0:
        rij.waarden, rij.gewijzigd_op, rij.versie = {"aan": aan}, at, rij.versie + 1
        rij.save()
        renew_stand(at=at)


def note_gelukt(*, koppeling: Koppeling, at: datetime) -> None:
    """Keep that a call worked. Written at most once a minute: a busy connection is no busy table."""
    oud = koppeling.laatst_gelukt_op
    if koppeling.mislukt_op_rij == 0 and oud is not None and (at - oud).total_seconds() < 60:
        return
    koppeling.laatst_gelukt_op, koppeling.mislukt_op_rij = at, 0
    koppeling.save(update_fields=["laatst_gelukt_op", "mislukt_op_rij"])


def note_mislukt(*, koppeling: Koppeling, zin: str, at: datetime) -> None:
    """Keep that a call did not work, and why."""
    Koppeling.objects.filter(pk=koppeling.pk).update(
        laatst_mislukt_op=at, laatste_fout=zin[:300], mislukt_op_rij=F("mislukt_op_rij") + 1
    )
    koppeling.refresh_from_db(fields=["laatst_mislukt_op", "laatste_fout", "mislukt_op_rij"])
