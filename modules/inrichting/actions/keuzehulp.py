"""The decision aid and the seven checks (F005, F006; domain 2.5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from modules.inrichting.models import Gereedheidscheck, KeuzehulpUitkomst


class MotivatieOntbreekt(Refusal):
    """The axes and the questions disagree, so the choice needs a reason."""

    text = "De antwoorden wijzen twee kanten op. Schrijf waarom dit model het beste past."


@transaction.atomic
def answer_question(*, sleutel: str, waarde: Any, by: Gebruiker, at: datetime) -> KeuzehulpUitkomst:
    """Keep one answer; begins a new run when this person has none open."""
    uitkomst, _ = KeuzehulpUitkomst.objects.select_for_update().get_or_create(
        door=by, afgerond_op=None, defaults={"begonnen_op": at}
    )
    uitkomst.antwoorden = {**uitkomst.antwoorden, sleutel: waarde}
    uitkomst.save()
    return uitkomst


@transaction.atomic
def restart_keuzehulp(*, by: Gebruiker) -> None:
    """Forget the answers of the open run. Nothing was decided, so nothing is logged."""
    KeuzehulpUitkomst.objects.open().filter(door=by).delete()


@transaction.atomic
def finish_keuzehulp(
    *,
    uitkomst: KeuzehulpUitkomst,
    adviezen: list[str],
    redenen: list[str],
    heeft_conflict: bool,
    gekozen: str,
    motivatie: str,
    by: Gebruiker,
    at: datetime,
) -> KeuzehulpUitkomst:
    """Store the result with its answers, date and author.

    :raises MotivatieOntbreekt: on a conflict without a reason, or a choice against the advice.
    """
    motivatie = motivatie.strip()
    if (heeft_conflict or (adviezen and gekozen not in adviezen)) and not motivatie:
        raise MotivatieOntbreekt
    uitkomst.adviezen, uitkomst.redenen = adviezen, redenen
    uitkomst.heeft_conflict, uitkomst.gekozen = heeft_conflict, gekozen
    uitkomst.motivatie, uitkomst.afgerond_op = motivatie, at
    uitkomst.save()
    detail = {"adviezen": adviezen, "gekozen": gekozen}
    audit.record("inrichting.keuzehulp.afgerond", target=uitkomst, by=by, at=at, detail=detail)
    return uitkomst


@transaction.atomic
def set_gereedheid(
    *,
    sleutel: str,
    versie: int,
    geregeld: bool | None,
    eigenaar: str,
    datum: date | None,
    toelichting: str,
    by: Gebruiker,
    at: datetime,
) -> Gereedheidscheck:
    """Answer one of the seven checks: arranged or not, whose job, by when.

    :raises Verouderd: somebody saved this check after `versie` was read (0: there was none).
    """
    check = Gereedheidscheck.objects.select_for_update().filter(sleutel=sleutel).first()
    if (check.versie if check else 0) != versie:
        raise Verouderd(huidig=check)
    check = check or Gereedheidscheck(sleutel=sleutel, versie=0)
    check.geregeld, check.eigenaar, check.datum = geregeld, eigenaar, datum
    check.toelichting, check.gewijzigd_op, check.gewijzigd_door = toelichting, at, by
    check.versie += 1
    check.save()
    audit.record("inrichting.gereedheid.gewijzigd", target=check, by=by, at=at, detail={"check": sleutel})
    return check
