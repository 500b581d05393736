"""Change how long data is kept: the beheerder proposes, the privacyfunctionaris agrees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.instellingen import huidige_instellingen
from keukentafel.values.bevinding import Bevinding
from modules.dossier.bewaren.models import Bewaarvoorstel, Uitzondering, Voorstelstand
from modules.dossier.bewaren.rules.bewaren import BewaarInstellingen, controleer_termijnen
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import Instelling


class TermijnenKloppenNiet(Refusal):
    """A term is shorter than the law allows; `bevindingen` tell which."""

    def __init__(self, bevindingen: tuple[Bevinding, ...]) -> None:
        self.bevindingen = bevindingen
        super().__init__(" ".join(bevinding.text for bevinding in bevindingen))


class NietsGewijzigd(Refusal):
    text = "Er is niets gewijzigd."


class ErWachtAlEen(Refusal):
    text = "Er wacht al een wijziging op de privacyfunctionaris. Wacht op het oordeel."


class NietHetEigenVoorstel(Refusal):
    text = "Je kunt je eigen wijziging niet goedkeuren. Een ander kijkt ernaar."


class AlBeoordeeld(Refusal):
    text = "Deze wijziging is al beoordeeld."


def termijnen_nu() -> dict[str, Any]:
    """Return the terms in force in this gemeente."""
    return huidige_instellingen().section(BewaarInstellingen).alle()


@transaction.atomic
def propose_termijnen(
    *, waarden: Mapping[str, Mapping[str, Any]], toelichting: str, by: Any, at: datetime
) -> Bewaarvoorstel:
    """Propose other terms. Nothing changes before the privacyfunctionaris agrees.

    :raises TermijnenKloppenNiet: shorter than the law says.
    :raises NietsGewijzigd: these are the terms in force.
    :raises ErWachtAlEen: another proposal waits.
    """
    mis = controleer_termijnen(waarden)
    if mis:
        raise TermijnenKloppenNiet(mis)
    nu = {naam: {"maanden": t.maanden, "start": str(t.start)} for naam, t in termijnen_nu().items()}
    if nu == {naam: dict(keuze) for naam, keuze in waarden.items()}:
        raise NietsGewijzigd
    try:
        with transaction.atomic():
            voorstel = Bewaarvoorstel.objects.create(
                waarden={naam: dict(keuze) for naam, keuze in waarden.items()},
                toelichting=toelichting, gemaakt_door=by, gemaakt_op=at,
            )  # fmt: skip
    except IntegrityError as dubbel:
        raise ErWachtAlEen from dubbel
    audit.record("bewaren.termijnen.voorgesteld", target=voorstel, by=by, at=at, soort="C")
    return voorstel


@transaction.atomic
def judge_termijnen(
    *, voorstel: Bewaarvoorstel, akkoord: bool, oordeel: str, by: Any, at: datetime
) -> Bewaarvoorstel:
    """Agree with a proposal, so that it holds from now on, or send it back.

    :raises NietHetEigenVoorstel: whoever made it may not judge it.
    :raises AlBeoordeeld: somebody did.
    """
    voorstel = Bewaarvoorstel.objects.select_for_update(of=("self",)).get(pk=voorstel.pk)
    if voorstel.stand != Voorstelstand.OPEN:
        raise AlBeoordeeld
    if voorstel.gemaakt_door_id == by.pk:
        raise NietHetEigenVoorstel
    voorstel.stand = Voorstelstand.GOED if akkoord else Voorstelstand.TERUG
    voorstel.beoordeeld_door, voorstel.beoordeeld_op, voorstel.oordeel = by, at, oordeel
    voorstel.save(update_fields=["stand", "beoordeeld_door", "beoordeeld_op", "oordeel"])
    if akkoord:
        sectie = BewaarInstellingen.section
        rij, _ = Instelling.objects.select_for_update().get_or_create(
            sectie=sectie, defaults={"gewijzigd_op": at}
        )
        rij.waarden, rij.gewijzigd_op, rij.versie = {"termijnen": voorstel.waarden}, at, rij.versie + 1
        rij.save()
        renew_stand(at=at)
    audit.record(
        "bewaren.termijnen.vastgesteld" if akkoord else "bewaren.termijnen.teruggestuurd",
        target=voorstel, by=by, at=at,
    )  # fmt: skip
    return voorstel


class AlUitgezonderd(Refusal):
    text = "Dit blijft al langer bewaard."


@transaction.atomic
def keep_longer(
    *, soort: str, object_id: UUID, reden: str, tot: date | None, by: Any, at: datetime
) -> Uitzondering:
    """Keep something past its term, for a reason, until a day or until somebody ends it.

    :raises AlUitgezonderd: there is such an exception.
    """
    try:
        with transaction.atomic():
            rij = Uitzondering.objects.create(
                soort=soort, object_id=object_id, reden=reden, tot=tot, door=by, op=at
            )
    except IntegrityError as dubbel:
        raise AlUitgezonderd from dubbel
    huishouden = object_id if soort == "huishouden" else None
    audit.record(
        "bewaren.uitzondering.gemaakt", target=rij, huishouden_id=huishouden, by=by, at=at, soort="C"
    )
    return rij


@transaction.atomic
def end_uitzondering(*, uitzondering: Uitzondering, by: Any, at: datetime) -> Uitzondering:
    """End an exception: the term holds again."""
    uitzondering.opgeheven_op, uitzondering.opgeheven_door = at, by
    uitzondering.save(update_fields=["opgeheven_op", "opgeheven_door"])
    huishouden = uitzondering.object_id if uitzondering.soort == "huishouden" else None
    audit.record(
        "bewaren.uitzondering.opgeheven", target=uitzondering, huishouden_id=huishouden, by=by, at=at
    )
    return uitzondering
