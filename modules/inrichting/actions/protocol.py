"""The informatieprotocol: concept, hand in, judge, take effect (F078, F079).

Nothing is in force without the word of the privacyfunctionaris, except version 1 (`begin_protocol`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import get_current_timezone, localdate

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.actions.eigen_account import check_eigen_wachtwoord
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.sleutels import slot
from modules.inrichting.actions.begin import begin_protocol
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import Informatieprotocol, Instelling
from modules.inrichting.models.protocol import ProtocolStatus
from modules.inrichting.protocolcontact import ProtocolContact
from modules.inrichting.rules.protocol import Categorie, Cel, Functie, Matrix, standaardmatrix
from modules.inrichting.rules.protocol_controle import (
    KORTSTE_ANTWOORD,
    Weegt,
    controleer,
    is_antwoord,
    onbeantwoord,
)
from modules.inrichting.rules.protocol_verschil import verschillen
from modules.inrichting.rules.protocol_woorden import cellen_in_woorden

NAAM: Final = "inrichting.protocol"


class WachtOpOordeel(Refusal):
    """The privacyfunctionaris has the word; nothing changes meanwhile."""

    text = "Er ligt een versie bij de privacyfunctionaris. Wacht op het antwoord, of trek die versie in."


class GeenConcept(Refusal):
    """There is nothing to hand in."""

    text = "Er is geen concept meer. Misschien heeft een collega het al voorgelegd of weggegooid."


class NietsVeranderd(Refusal):
    """The concept says what is in force."""

    text = "Dit concept zegt hetzelfde als wat nu geldt. Wijzig eerst een cel."


class NogFouten(Refusal):
    """A cell that cannot hold."""


class NogVragen(Refusal):
    """A question that wants an answer in words."""


class GevallenNietBekeken(Refusal):
    """The ten cases were not looked at."""

    text = "Bekijk de tien gevallen en zet daarna het vinkje."


class DatumVoorbij(Refusal):
    """Rights cannot change backwards."""

    text = "De ingangsdatum ligt voor vandaag. Kies vandaag of een latere dag."


class NietDePrivacyfunctionaris(Refusal):
    """Only the FG judges a protocol."""

    text = "Alleen de privacyfunctionaris keurt een protocol goed."


class EigenVersie(Refusal):
    """Whoever hands in does not approve."""

    text = "Je hebt deze versie zelf voorgelegd. Iemand anders moet haar goedkeuren."


class OordeelZonderWoorden(Refusal):
    """A return, or an approval of more for Werk en Inkomen, comes with a reason."""


@transaction.atomic
def make_concept(*, by: Gebruiker, at: datetime) -> Informatieprotocol:
    """Return the concept; when there is none, begin one with what is in force.

    :raises WachtOpOordeel: a version waits for the privacyfunctionaris or for its day.
    """
    concept: Informatieprotocol | None = Informatieprotocol.objects.select_for_update().concept().first()
    return concept or _begin(_geldig(at=at), by=by, at=at)


@transaction.atomic
def change_cel(
    *,
    versie: int,
    functie: Functie,
    categorie: Categorie,
    cellen: Iterable[Cel],
    by: Gebruiker,
    at: datetime,
) -> Informatieprotocol:
    """Say in the concept what one function sees of one category.

    :param versie: the version of the concept the page was made with; 0 when there was none.
    :raises Verouderd: somebody saved the concept since.
    :raises WachtOpOordeel: a version waits for the privacyfunctionaris or for its day.
    """
    concept = _concept_op(versie, by=by, at=at)
    was = concept.matrix
    wordt = was.met_cellen(functie, categorie, cellen)
    detail = {
        "nummer": concept.nummer,
        "functie": functie.value,
        "categorie": categorie.value,
        "was": cellen_in_woorden(was.cellen_van(functie, categorie)),
        "wordt": cellen_in_woorden(wordt.cellen_van(functie, categorie)),
    }
    return _bewaar(concept, wordt, "cel_gewijzigd", detail, by=by, at=at)


@transaction.atomic
def restore_cel(
    *, versie: int, functie: Functie, categorie: Categorie, by: Gebruiker, at: datetime
) -> Informatieprotocol:
    """Put back in one cell of the concept what is in force.

    :raises Verouderd: somebody saved the concept after `versie` was read.
    """
    nu = _geldig(at=at).matrix.cellen_van(functie, categorie)
    return change_cel(versie=versie, functie=functie, categorie=categorie, cellen=nu, by=by, at=at)


@transaction.atomic
def start_from_default(*, versie: int, variant: str, by: Gebruiker, at: datetime) -> Informatieprotocol:
    """Fill the concept with the default of a variant of the team model; what stood in it goes.

    :raises Verouderd: somebody saved the concept after `versie` was read (0: there was none).
    """
    concept = _concept_op(versie, by=by, at=at)
    concept.variant = variant
    detail = {"nummer": concept.nummer, "variant": variant}
    return _bewaar(concept, standaardmatrix(variant), "standaard_gekozen", detail, by=by, at=at)


@transaction.atomic
def return_to_version(
    *, oud: Informatieprotocol, versie: int, by: Gebruiker, at: datetime
) -> Informatieprotocol:
    """Fill the concept with what an old version said.

    :raises Verouderd: somebody saved the concept after `versie` was read (0: there was none).
    """
    concept = _concept_op(versie, by=by, at=at)
    concept.variant, concept.antwoorden = oud.variant, dict(oud.antwoorden)
    detail = {"nummer": concept.nummer, "van": oud.nummer}
    return _bewaar(concept, oud.matrix, "teruggekeerd", detail, by=by, at=at)


@transaction.atomic
def discard_concept(*, versie: int, by: Gebruiker, at: datetime) -> None:
    """Throw the concept away: what is in force stays.

    :raises Verouderd: somebody saved the concept after `versie` was read.
    """
    concept = Informatieprotocol.objects.select_for_update().concept().first()
    if concept is None or concept.versie != versie:
        raise Verouderd(huidig=concept)
    detail = {"nummer": concept.nummer}
    audit.record(f"{NAAM}.weggegooid", target=concept, by=by, at=at, soort="verwijderen", detail=detail)
    concept.delete()


@transaction.atomic
def submit_protocol(
    *,
    versie: int,
    antwoorden: Mapping[str, str],
    toelichting: str,
    ingaat_op: date,
    gevallen_bekeken: bool,
    by: Gebruiker,
    at: datetime,
) -> Informatieprotocol:
    """Lay the concept before the privacyfunctionaris. Nothing changes for anybody yet.

    :raises GeenConcept: there is none.
    :raises Verouderd: it was saved after `versie` was read, so this is not what was checked.
    :raises DatumVoorbij: the date lies before today.
    :raises NietsVeranderd: it says what is in force.
    :raises NogFouten: a cell cannot hold.  :raises NogVragen: a question has no answer.
    :raises GevallenNietBekeken: the ten cases were not looked at.
    """
    concept = Informatieprotocol.objects.select_for_update().concept().first()
    if concept is None:
        raise GeenConcept
    if concept.versie != versie:
        raise Verouderd(huidig=concept)
    if ingaat_op < localdate(at):
        raise DatumVoorbij
    concept.antwoorden = check_inhoud(concept, antwoorden, at=at)
    if not gevallen_bekeken:
        raise GevallenNietBekeken
    concept.status = ProtocolStatus.TER_GOEDKEURING
    concept.toelichting, concept.geldig_van = toelichting, _begin_van(ingaat_op, at)
    concept.ingediend_door, concept.ingediend_op = by, at
    concept.beoordeeld_door, concept.beoordeeld_op, concept.oordeel_toelichting = None, None, ""
    concept.versie += 1
    concept.save()
    detail = {"nummer": concept.nummer, "ingaat_op": ingaat_op.isoformat()}
    audit.record(f"{NAAM}.voorgelegd", target=concept, by=by, at=at, detail=detail)
    return concept


def check_inhoud(
    concept: Informatieprotocol, antwoorden: Mapping[str, str], *, at: datetime
) -> dict[str, str]:
    """Refuse a protocol that cannot be handed in; return the answers that belong to it.

    :raises NietsVeranderd: it says what is in force.
    :raises NogFouten: with the first fault.  :raises NogVragen: with the number of open questions.
    """
    matrix, geldig = concept.matrix, _geldig(at=at)
    if not verschillen(geldig.matrix, matrix):
        raise NietsVeranderd
    gevonden = controleer(matrix, standaardmatrix(concept.variant or geldig.variant or "team"))
    fouten = [melding for melding in gevonden if melding.is_fout]
    if fouten:
        raise NogFouten(fouten[0].tekst)
    gegeven = {m.sleutel: antwoorden.get(m.sleutel, "").strip() for m in gevonden}
    if onbeantwoord(gevonden, gegeven):
        raise NogVragen(f"Antwoord op elke vraag in minstens {KORTSTE_ANTWOORD} tekens.")
    return gegeven


@transaction.atomic
def withdraw_protocol(*, by: Gebruiker, at: datetime) -> Informatieprotocol:
    """Take back what waits for the privacyfunctionaris: it becomes the concept again.

    :raises GeenConcept: nothing waits, or it was judged meanwhile.
    """
    protocol = Informatieprotocol.objects.select_for_update().filter(status=ProtocolStatus.TER_GOEDKEURING)
    wachtend: Informatieprotocol | None = protocol.first()
    if wachtend is None:
        raise GeenConcept("Er ligt niets meer te wachten. Misschien is er al een oordeel.")
    _terug_naar_concept(wachtend)
    detail = {"nummer": wachtend.nummer}
    audit.record(f"{NAAM}.ingetrokken", target=wachtend, by=by, at=at, detail=detail)
    return wachtend


@transaction.atomic
def recall_protocol(*, versie: int, reden: str, by: Gebruiker, at: datetime) -> Informatieprotocol:
    """Take an approved version back before its day, with the reason: it becomes the concept again.

    The administrator may, and the privacyfunctionaris: who approved must be able to come back on it.

    :raises OordeelZonderWoorden: no reason.
    :raises Verouderd: it took effect, or was taken back meanwhile.
    """
    protocol = Informatieprotocol.objects.select_for_update().gepland().first()
    if protocol is None or protocol.versie != versie:
        raise Verouderd("Deze versie is ingegaan of al teruggehaald. Kijk opnieuw.", huidig=protocol)
    if not is_antwoord(reden):
        raise OordeelZonderWoorden("Schrijf op waarom deze versie niet ingaat. De ander leest dit.")
    _terug_naar_concept(protocol, oordeel=reden.strip(), door=by, op=at)
    detail = {"nummer": protocol.nummer}
    audit.record(
        f"{NAAM}.teruggehaald", target=protocol, by=by, at=at, detail=detail, reden=reden.strip(),
        niveau="let_op",
    )  # fmt: skip
    return protocol


def approve_protocol(
    *, versie: int, wachtwoord: str, toelichting: str, by: Gebruiker, at: datetime
) -> Informatieprotocol:
    """Let the version that waits take effect, on its day or now when that day has come.

    The password is asked again: an open screen is no signature. It is checked before anything is
    locked, so that a wrong one stays counted.

    :raises NietDePrivacyfunctionaris: `by` is no FG.  :raises EigenVersie: `by` handed it in.
    :raises WachtwoordKloptNiet: or too often wrong (`TeVaakGeprobeerd`).
    :raises OordeelZonderWoorden: more for Werk en Inkomen, without a reason.
    :raises Verouderd: it is not what the page showed.
    """
    _check_fg(by)
    check_eigen_wachtwoord(gebruiker=by, wachtwoord=wachtwoord, at=at)
    return _keur_goed(versie=versie, toelichting=toelichting, by=by, at=at)


@transaction.atomic
def _keur_goed(*, versie: int, toelichting: str, by: Gebruiker, at: datetime) -> Informatieprotocol:
    protocol = _wachtende(versie)
    if protocol.ingediend_door_id == by.pk and not zaaifouten.staat_aan("eigen_protocol_goedkeuren"):
        raise EigenVersie
    standaard = standaardmatrix(protocol.variant or "team")
    vraagt_woorden = [m for m in controleer(protocol.matrix, standaard) if m.weegt is Weegt.FG]
    if vraagt_woorden and not is_antwoord(toelichting):
        raise OordeelZonderWoorden(
            "Werk en Inkomen ziet in deze versie meer dan de standaard. Schrijf op waarom je daarmee instemt."
        )
    protocol.status, protocol.oordeel_toelichting = ProtocolStatus.GEPLAND, toelichting
    protocol.beoordeeld_door, protocol.beoordeeld_op = by, at
    protocol.geldig_van = max(protocol.geldig_van or at, at)
    protocol.versie += 1
    protocol.save()
    detail = {"nummer": protocol.nummer, "geldig_van": protocol.geldig_van.isoformat()}
    audit.record(f"{NAAM}.goedgekeurd", target=protocol, by=by, at=at, detail=detail)
    activate_protocol(at=at, by=by)
    protocol.refresh_from_db()
    return protocol


def return_protocol(
    *, versie: int, wachtwoord: str, toelichting: str, by: Gebruiker, at: datetime
) -> Informatieprotocol:
    """Give the version that waits back with a reason: it becomes the concept again.

    :raises NietDePrivacyfunctionaris: `by` is no FG.
    :raises WachtwoordKloptNiet: or too often wrong (`TeVaakGeprobeerd`).
    :raises OordeelZonderWoorden: no reason.  :raises Verouderd: it is not what the page showed.
    """
    _check_fg(by)
    check_eigen_wachtwoord(gebruiker=by, wachtwoord=wachtwoord, at=at)
    return _stuur_terug(versie=versie, toelichting=toelichting, by=by, at=at)


@transaction.atomic
def _stuur_terug(*, versie: int, toelichting: str, by: Gebruiker, at: datetime) -> Informatieprotocol:
    protocol = _wachtende(versie)
    if not is_antwoord(toelichting):
        raise OordeelZonderWoorden("Schrijf op wat er anders moet. De beheerder leest dit bij het concept.")
    _terug_naar_concept(protocol, oordeel=toelichting, door=by, op=at)
    detail = {"nummer": protocol.nummer}
    audit.record(f"{NAAM}.teruggestuurd", target=protocol, by=by, at=at, detail=detail)
    return protocol


@transaction.atomic
def activate_protocol(*, at: datetime, by: Gebruiker | None = None) -> Informatieprotocol | None:
    """Let the approved version decide when its moment has come. Safe to run often."""
    protocol: Informatieprotocol | None = (
        Informatieprotocol.objects.select_for_update().gepland().filter(geldig_van__lte=at).first()
    )
    if protocol is None:
        return None
    Informatieprotocol.objects.geldig().update(status=ProtocolStatus.VERVALLEN, geldig_tot=at)
    protocol.status, protocol.geldig_van = ProtocolStatus.GELDIG, at
    protocol.save()
    detail = {"nummer": protocol.nummer}
    audit.record(f"{NAAM}.ingegaan", target=protocol, by=by, at=at, detail=detail)
    renew_stand(at=at)
    return protocol


@transaction.atomic
def propose_default(
    *, variant: str, was: str, by: Gebruiker | None, at: datetime
) -> Informatieprotocol | None:
    """Lay the default of a new team model ready as a concept. Nobody's rights change by it.

    Returns None when there is work in progress already (that is nobody's to overwrite), or when the
    default says what is in force.
    """
    geldig = begin_protocol(variant=was, by=by, at=at)
    bezig = Informatieprotocol.objects.exclude(status__in=[ProtocolStatus.GELDIG, ProtocolStatus.VERVALLEN])
    nieuw = standaardmatrix(variant)
    if bezig.exists() or not verschillen(geldig.matrix, nieuw):
        return None
    concept = _begin(geldig, by=by, at=at)
    concept.variant = variant
    detail = {"nummer": concept.nummer, "variant": variant}
    return _bewaar(concept, nieuw, "voorgesteld", detail, by=by, at=at)


def _geldig(*, at: datetime) -> Informatieprotocol:
    """Return what is in force. A gemeente from before the protocol gets version 1 now."""
    from modules.inrichting.queries import inrichting  # queries read the whole inrichting

    geldig: Informatieprotocol | None = Informatieprotocol.objects.geldig().first()
    if geldig is not None:
        return geldig
    geldig = begin_protocol(variant=inrichting().van_team(None).variant, by=None, at=at)
    renew_stand(at=at)
    return geldig


def _begin(geldig: Informatieprotocol, *, by: Gebruiker | None, at: datetime) -> Informatieprotocol:
    wacht = [ProtocolStatus.TER_GOEDKEURING, ProtocolStatus.GEPLAND]
    if Informatieprotocol.objects.filter(status__in=wacht).exists():
        raise WachtOpOordeel
    hoogste = Informatieprotocol.objects.aggregate(hoogste=Max("nummer"))["hoogste"] or 0
    concept = Informatieprotocol.objects.create(
        nummer=hoogste + 1,
        variant=geldig.variant,
        inhoud=geldig.inhoud,
        antwoorden=dict(geldig.antwoorden),
        op_basis_van=geldig,
        gemaakt_op=at,
        gemaakt_door=by,
        gewijzigd_op=at,
        gewijzigd_door=by,
    )
    detail = {"nummer": concept.nummer}
    audit.record(f"{NAAM}.begonnen", target=concept, by=by, at=at, soort="maken", detail=detail)
    return concept


def _concept_op(versie: int, *, by: Gebruiker, at: datetime) -> Informatieprotocol:
    with slot("protocolconcept"):  # who waits finds the concept that the other began
        concept: Informatieprotocol | None = Informatieprotocol.objects.select_for_update().concept().first()
    if (concept.versie if concept else 0) != versie:
        raise Verouderd(huidig=concept)
    return concept or make_concept(by=by, at=at)


def _bewaar(
    concept: Informatieprotocol,
    matrix: Matrix,
    wat: str,
    detail: dict[str, Any],
    *,
    by: Gebruiker | None,
    at: datetime,
) -> Informatieprotocol:
    concept.inhoud = matrix.naar_json()
    concept.gewijzigd_op, concept.gewijzigd_door = at, by
    concept.versie += 1
    concept.save()
    audit.record(f"{NAAM}.{wat}", target=concept, by=by, at=at, detail=detail)
    return concept


def _wachtende(versie: int) -> Informatieprotocol:
    wacht = Informatieprotocol.objects.select_for_update().filter(status=ProtocolStatus.TER_GOEDKEURING)
    protocol: Informatieprotocol | None = wacht.first()
    if protocol is None or protocol.versie != versie:
        raise Verouderd("Deze versie is ingetrokken of gewijzigd. Kijk opnieuw.", huidig=protocol)
    return protocol


def _terug_naar_concept(
    protocol: Informatieprotocol,
    *,
    oordeel: str = "",
    door: Gebruiker | None = None,
    op: datetime | None = None,
) -> None:
    protocol.status, protocol.geldig_van = ProtocolStatus.CONCEPT, None
    protocol.beoordeeld_door, protocol.beoordeeld_op = door, op
    protocol.oordeel_toelichting = oordeel
    protocol.versie += 1
    protocol.save()


def _check_fg(by: Gebruiker) -> None:
    if not by.has_rol(Rol.FG) and not zaaifouten.staat_aan("protocol_zonder_fg"):
        raise NietDePrivacyfunctionaris


def _begin_van(dag: date, at: datetime) -> datetime:
    """Return the first moment of a day in the Netherlands, or now when that day has begun."""
    return max(datetime.combine(dag, time.min, get_current_timezone()), at)


@transaction.atomic
def change_contact(
    *, fg_email: str, fg_telefoon: str, klachten: str, by: Gebruiker, at: datetime
) -> Instelling:
    """Say on the public page whom a resident can ask."""
    waarden = {"fg_email": fg_email, "fg_telefoon": fg_telefoon, "klachten": klachten}
    rij, _ = Instelling.objects.update_or_create(
        sectie=ProtocolContact.section, defaults={"waarden": waarden, "gewijzigd_op": at}
    )
    audit.record(f"{NAAM}.contact_gewijzigd", target=rij, by=by, at=at, detail={"velden": sorted(waarden)})
    renew_stand(at=at)
    return rij
