"""Ask a colleague to look before help ends because it is turned down (F058). Nothing gets stuck on it.

The terms of the law go on meanwhile, another reason to close stays open, another colleague may be asked, and the
team leader may decide without a second view, with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.afsluiten import close_casus
from modules.dossier.actions.casus import lock_casus
from modules.dossier.models import Afsluiting, Afsluitvoorstel, Casus, TweedeOordeel, Voorstelstand
from modules.dossier.rules.afsluiten import Slot
from modules.dossier.toegang.attenderen import attendeer, is_afgehandeld
from modules.inrichting.codelijsten import Afsluitreden
from modules.inrichting.rules.instellingsoort import Keuze

_VRAAG = "Een collega wil de hulp stoppen, omdat het huishouden ervan afziet. Kijk je mee?"
_ANTWOORD = "Je collega keek mee. Lees wat die ervan vindt, voordat de hulp stopt."
_BESLIS = "Een collega wil de hulp stoppen en vond niemand om mee te kijken. Beslis jij?"


class GeprobeerdOntbreekt(Refusal):
    text = "Schrijf op wat er is geprobeerd."


class KijktZelfMee(Refusal):
    text = "Kies een andere collega. Je kunt niet zelf meekijken."


class VoorstelLoopt(Refusal):
    text = "Er ligt al een voorstel om te stoppen. Ga daarmee verder."


class VoorstelKlaar(Refusal):
    text = "Dit voorstel is al afgerond."


class NietAanJou(Refusal):
    text = "De tweede blik is aan een andere collega gevraagd."


class AlMeegekeken(Refusal):
    text = "Je collega keek al mee. Wat die schreef, blijft staan."


class BlikOntbreekt(Refusal):
    text = "Kies wat je vindt en schrijf op waarom."


class WachtOpBlik(Refusal):
    text = "Je collega keek nog niet mee. Vraag een andere collega, of laat de teamleider beslissen."


class RedenOntbreekt(Refusal):
    text = "Schrijf op waarom de hulp stopt zonder tweede blik."


@dataclass(frozen=True, slots=True)
class Slotgegevens:
    """What is known and said at the moment of closing."""

    toelichting: str = ""
    waarom_toch: str = ""
    zonder_blik_omdat: str = ""
    inwoner_geinformeerd_op: date | None = None
    hoe_geinformeerd: str = ""
    heeft_eindmeting: bool = False
    open_acties: int = 0
    eindmeting: Keuze = Keuze.O


@transaction.atomic
def propose_closing(
    *,
    casus: Casus,
    geprobeerd: str,
    toelichting: str,
    aan: Any,
    leiders: list[UUID],
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Afsluitvoorstel:
    """Write what was tried and ask a colleague to look; without a colleague the team leaders (`leiders`) decide.

    :raises CasusAfgesloten: the help was closed. :raises GeprobeerdOntbreekt: nothing said.
    :raises KijktZelfMee: that is oneself. :raises VoorstelLoopt: there is one already.
    """
    if id and (al := Afsluitvoorstel.objects.filter(pk=id, casus=casus).first()):
        return al
    casus = lock_casus(casus)
    if not geprobeerd.strip():
        raise GeprobeerdOntbreekt
    if aan is not None and aan.pk == by.pk:
        raise KijktZelfMee
    rij = Afsluitvoorstel(
        casus=casus, geprobeerd=geprobeerd.strip(), toelichting=toelichting.strip(), gevraagd_door=by,
        gevraagd_op=at, gevraagd_aan=aan,
    )  # fmt: skip
    if id:
        rij.id = id
    try:
        with transaction.atomic():
            rij.save(force_insert=True)
    except IntegrityError as al_een:
        raise VoorstelLoopt from al_een
    _attendeer(rij, leiders, at)
    _log("gevraagd", rij, by, at)
    return rij


@transaction.atomic
def ask_another(
    *, voorstel: Afsluitvoorstel, aan: Any, leiders: list[UUID], by: Any, at: datetime
) -> Afsluitvoorstel:
    """Ask another colleague, while nobody answered; nobody at all means the team leader decides.

    :raises VoorstelKlaar: over. :raises AlMeegekeken: answered. :raises KijktZelfMee: who proposed it.
    """
    rij = _lock(voorstel)
    if rij.is_beantwoord:
        raise AlMeegekeken
    if aan is not None and aan.pk == rij.gevraagd_door_id:
        raise KijktZelfMee
    is_afgehandeld(rij.get_absolute_url(), at=at)
    rij.gevraagd_aan = aan
    rij.save(update_fields=["gevraagd_aan"])
    _attendeer(rij, leiders, at)
    _log("ander_gevraagd", rij, by, at)
    return rij


@transaction.atomic
def answer_voorstel(
    *, voorstel: Afsluitvoorstel, oordeel: str, tweede_blik: str, by: Any, at: datetime
) -> Afsluitvoorstel:
    """Look again and say whether help can end, or what to try first.

    :raises VoorstelKlaar: over. :raises NietAanJou: somebody else was asked. :raises AlMeegekeken: answered.
    :raises BlikOntbreekt: no words.
    """
    rij = _lock(voorstel)
    if rij.gevraagd_aan_id != by.pk:
        raise NietAanJou
    if rij.is_beantwoord:
        raise AlMeegekeken
    if oordeel not in TweedeOordeel.values or not tweede_blik.strip():
        raise BlikOntbreekt
    rij.oordeel, rij.tweede_blik, rij.beantwoord_op = TweedeOordeel(oordeel), tweede_blik.strip(), at
    rij.save(update_fields=["oordeel", "tweede_blik", "beantwoord_op"])
    is_afgehandeld(rij.get_absolute_url(), at=at)
    attendeer(
        voor=[rij.gevraagd_door_id], soort="tweede_blik", tekst=_ANTWOORD, url=rij.get_absolute_url(), at=at
    )
    _log("meegekeken", rij, by, at)
    return rij


@transaction.atomic
def close_after_voorstel(
    *, voorstel: Afsluitvoorstel, gegevens: Slotgegevens, is_teamleider: bool, by: Any, at: datetime
) -> Afsluiting:
    """End the help: after the second view, or by the team leader with a reason.

    :raises VoorstelKlaar: over. :raises WachtOpBlik: nobody looked, and this is not the team leader, or the one
    who proposed it. :raises RedenOntbreekt: the team leader gives no reason.
    :raises AfsluitenKanNiet: the notice, the measurement or why the colleague was not followed is missing.
    """
    rij = _lock(voorstel)
    zonder = not rij.is_beantwoord
    if zonder and (not is_teamleider or by.pk == rij.gevraagd_door_id):
        raise WachtOpBlik
    if zonder and not gegevens.zonder_blik_omdat.strip():
        raise RedenOntbreekt
    slot = Slot(
        reden=Afsluitreden.AFGEZIEN,
        toelichting=gegevens.toelichting or rij.toelichting,
        geprobeerd=rij.geprobeerd,
        tweede_blik=rij.tweede_blik,
        tweede_blik_door=None if zonder else rij.gevraagd_aan,
        door=rij.gevraagd_door,
        oordeel=rij.oordeel,
        waarom_toch=gegevens.waarom_toch.strip(),
        zonder_blik_door=by if zonder else None,
        zonder_blik_omdat=gegevens.zonder_blik_omdat.strip() if zonder else "",
        is_geinformeerd=gegevens.inwoner_geinformeerd_op is not None,
        heeft_eindmeting=gegevens.heeft_eindmeting,
        open_acties=gegevens.open_acties,
    )
    _rond_af(rij, Voorstelstand.GESLOTEN, "", by, at)
    return close_casus(
        casus=rij.casus,
        slot=slot,
        eindmeting=gegevens.eindmeting,
        inwoner_geinformeerd_op=gegevens.inwoner_geinformeerd_op,
        hoe_geinformeerd=gegevens.hoe_geinformeerd,
        by=by,
        at=at,
    )


@transaction.atomic
def withdraw_voorstel(*, voorstel: Afsluitvoorstel, omdat: str, by: Any, at: datetime) -> Afsluitvoorstel:
    """Go on with the help. :raises VoorstelKlaar: over. :raises RedenOntbreekt: nobody said what comes now."""
    rij = _lock(voorstel)
    if not omdat.strip():
        raise RedenOntbreekt("Schrijf op hoe de hulp verdergaat.")
    _rond_af(rij, Voorstelstand.INGETROKKEN, omdat.strip(), by, at)
    _log("ingetrokken", rij, by, at)
    return rij


def _rond_af(rij: Afsluitvoorstel, stand: Voorstelstand, omdat: str, by: Any, at: datetime) -> None:
    rij.stand, rij.afgerond_op, rij.afgerond_door, rij.afgerond_omdat = stand, at, by, omdat
    rij.save(update_fields=["stand", "afgerond_op", "afgerond_door", "afgerond_omdat"])
    is_afgehandeld(rij.get_absolute_url(), at=at)


def _lock(voorstel: Afsluitvoorstel) -> Afsluitvoorstel:
    rij: Afsluitvoorstel = (
        Afsluitvoorstel.objects.select_for_update(of=("self",))
        .select_related("casus", "gevraagd_aan", "gevraagd_door")
        .get(pk=voorstel.pk)
    )
    if not rij.is_open:
        raise VoorstelKlaar
    return rij


def _attendeer(rij: Afsluitvoorstel, leiders: list[UUID], at: datetime) -> None:
    aan = (
        [rij.gevraagd_aan_id] if rij.gevraagd_aan_id else [pk for pk in leiders if pk != rij.gevraagd_door_id]
    )
    tekst = _VRAAG if rij.gevraagd_aan_id else _BESLIS
    attendeer(voor=aan, soort="tweede_blik", tekst=tekst, url=rij.get_absolute_url(), at=at)


def _log(wat: str, rij: Afsluitvoorstel, by: Any, at: datetime) -> None:
    audit.record(
        f"dossier.afsluitvoorstel.{wat}", target=rij, by=by, at=at, huishouden_id=rij.casus.huishouden_id,
        detail={"gevraagd_aan": str(rij.gevraagd_aan_id or "")},
    )  # fmt: skip
