"""Webhooks: make one, stop it, and tell it what happened."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from keukentafel import audit, uitgaand
from keukentafel.adres import adres_van_gemeente
from keukentafel.audit.models import Schakel
from keukentafel.errors import Refusal
from keukentafel.identity import geheim
from keukentafel.tenancy import huidige_gemeente, zaaifouten
from keukentafel.uitgaand import bezorgen
from modules.toegangsleutels.models import Haak, Programma
from modules.toegangsleutels.zicht import OBJECTEN, zichtbare

SOORT: Final = "webhook"
_PER_KEER: Final = 500


class AdresNietToegestaan(Refusal):
    text = (
        "Dit adres staat niet op de lijst van adressen die Keukentafel mag aanroepen. "
        "Vraag je leverancier om het erop te zetten."
    )


class GeenOnderwerp(Refusal):
    text = "Kies minstens één onderwerp."


@transaction.atomic
def make_haak(
    *, programma: Programma, naam: str, url: str, bronnen: Iterable[str], by: Any, at: datetime
) -> tuple[Haak, str]:
    """Make a webhook for a program, and return it with the secret it signs with, which is shown once.

    It tells what happens from now on, of what this program may see.

    :raises AdresNietToegestaan: the address is not on the list of this gemeente.
    :raises GeenOnderwerp: nothing was chosen.
    """
    gekozen = [bron for bron in OBJECTEN if bron in set(bronnen)]
    if not gekozen:
        raise GeenOnderwerp
    if not uitgaand.mag(url):
        raise AdresNietToegestaan
    waarde = f"whsec_{base64.b64encode(geheim.nieuw_geheim(32).encode()[:32]).decode()}"
    haak = Haak.objects.create(
        gebruiker=programma.gebruiker,
        naam=naam,
        url=url,
        geheim=waarde,
        bronnen=gekozen,
        verteld_tot=_tot_hier(),
        aangemaakt_op=at,
    )
    bezorgen.open_bestemming(SOORT, haak.pk)
    audit.record(
        "toegangsleutels.webhook.gemaakt",
        target=haak,
        by=by,
        at=at,
        soort="maken",
        detail={"bronnen": gekozen, "client_id": programma.client_id},
    )
    return haak, waarde


def _tot_hier() -> int:
    return int(Schakel.objects.aggregate(n=Max("volgnummer"))["n"] or 0)


@transaction.atomic
def stop_haak(*, haak: Haak, by: Any, at: datetime) -> None:
    """Tell it nothing more; what waits, stays."""
    haak.gestopt_op = at
    haak.save(update_fields=["gestopt_op"])
    audit.record("toegangsleutels.webhook.gestopt", target=haak, by=by, at=at)


@transaction.atomic
def start_haak(*, haak: Haak, by: Any, at: datetime) -> None:
    """Go on telling, also what happened while it stood still."""
    haak.gestopt_op = None
    haak.save(update_fields=["gestopt_op"])
    bezorgen.klop_weer_aan(haak.pk)
    audit.record("toegangsleutels.webhook.hervat", target=haak, by=by, at=at)


@transaction.atomic
def remove_haak(*, haak: Haak, by: Any, at: datetime) -> None:
    """Take it away, with what waited for it."""
    audit.record("toegangsleutels.webhook.weggehaald", target=haak, by=by, at=at, soort="verwijderen")
    bezorgen.sluit_bestemming(haak.pk)
    haak.delete()


@transaction.atomic
def try_haak(*, haak: Haak, by: Any, at: datetime) -> None:
    """Send a message that says nothing, to see that it comes through."""
    _zet_klaar(haak, {"type": "proef", "tijdstip": at.isoformat()}, "proef", at)
    audit.record("toegangsleutels.webhook.geprobeerd", target=haak, by=by, at=at)


@transaction.atomic
def resend(*, haak: Haak, ids: Iterable[UUID] | None, by: Any, at: datetime) -> int:
    """Send what was given up again: all of it, or these."""
    audit.record("toegangsleutels.webhook.opnieuw_gestuurd", target=haak, by=by, at=at)
    return bezorgen.stuur_opnieuw(bestemming_id=haak.pk, ids=ids, at=at)


def tell_all(*, at: datetime) -> int:
    """Tell every webhook of this gemeente what happened since the last time. Safe to run twice at once."""
    ids = list(Haak.objects.filter(gestopt_op=None, gebruiker__is_actief=True).values_list("pk", flat=True))
    return sum(_vertel(pk, at) for pk in ids)


@transaction.atomic
def _vertel(pk: UUID, at: datetime) -> int:
    haak = (
        Haak.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("gebruiker")
        .filter(pk=pk)
        .first()
    )
    if haak is None:
        return 0
    schakels = list(
        Schakel.objects.filter(volgnummer__gt=haak.verteld_tot)
        .select_related("regel")
        .order_by("volgnummer")[:_PER_KEER]
    )
    if not schakels:
        return 0
    berichten = _berichten(haak, [schakel for schakel in schakels if _is_nieuws(schakel.regel)])
    for volgnummer, inhoud in berichten:
        _zet_klaar(haak, inhoud, str(inhoud["huishoudenId"] or volgnummer), at)
    Haak.objects.filter(pk=pk).update(verteld_tot=schakels[-1].volgnummer)
    return len(berichten)


def _is_nieuws(regel: Any) -> bool:
    return regel.soort in ("C", "U", "D") and regel.resultaat == "gelukt" and regel.object_id is not None


def _berichten(haak: Haak, schakels: list[Any]) -> list[tuple[int, dict[str, Any]]]:
    """Return what this webhook may hear, in the order it happened: kinds and ids, never content."""
    scopes = set(
        Programma.objects.filter(gebruiker=haak.gebruiker).values_list("scopes", flat=True).first() or ()
    )
    bron_van = {
        soort: bron
        for bron, (soort, _) in OBJECTEN.items()
        if bron in haak.bronnen and f"{bron}.lezen" in scopes
    }
    regels = [(schakel, bron_van[schakel.regel.object_soort]) for schakel in schakels
              if schakel.regel.object_soort in bron_van]  # fmt: skip
    mag = zichtbare(haak.gebruiker, [(bron, schakel.regel) for schakel, bron in regels])
    if zaaifouten.staat_aan("haak_hoort_alles"):
        mag = {schakel.regel.pk for schakel, _ in regels}
    wortel = f"{adres_van_gemeente(huidige_gemeente().slug)}/api/v1"
    return [
        (schakel.volgnummer, _inhoud(schakel, bron, wortel))
        for schakel, bron in regels
        if schakel.regel.pk in mag
    ]


def _inhoud(schakel: Any, bron: str, wortel: str) -> dict[str, Any]:
    regel = schakel.regel
    return {
        "type": f"{bron}.{regel.gebeurtenis.rpartition('.')[2]}",
        "volgnummer": schakel.volgnummer,
        "tijdstip": regel.tijdstip.isoformat(),
        "resource": f"{wortel}/{bron}/{regel.object_id}",
        "resourceId": str(regel.object_id),
        "huishoudenId": str(regel.huishouden_id) if regel.huishouden_id else None,
    }


def _zet_klaar(haak: Haak, inhoud: Mapping[str, Any], stroom: str, at: datetime) -> None:
    bezorgen.zet_klaar(bestemmingen=[haak.pk], stroom=stroom, lading=json.dumps(inhoud), at=at)
