"""Take in a melding for income, let the terms run, and note what the benefit system decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.melding import register_melding
from modules.dossier.actions.termijn import cancel_termijnen, finish_met_gebeurtenis, start_termijnen
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.besluiten.actions.bekendmaken import withdraw_beschikking
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.woorden import GENOMEN, TE_MAKEN
from modules.dossier.models import Huishouden, Inwoner, Kanaal, Termijn, TijdlijnGroep
from modules.dossier.rules.normen import norm_op
from modules.dossier.wetten import Termijnsoort
from modules.inrichting.rules.protocol import Categorie
from modules.participatie.models import Inkomensaanvraag
from modules.participatie.rules.bijstand import mist_voor_hergebruik, taaleis, vraagt_bijlage, zoektijd
from modules.participatie.rules.maat import maat_op
from modules.participatie.rules.verloop import Gebeurtenis, lopende_termijnen, moet_zoeken, stap, waarom_niet
from modules.participatie.woorden import Gegevensbron, Regeling, Stand

SOORTEN = {
    "pw_zoektermijn": Termijnsoort("pw_zoektermijn", "Zelf werk zoeken", is_venster=True),
    "pw_beslissing": Termijnsoort("pw_beslissing", "Besluiten op de aanvraag"),
    "pw_voorschot": Termijnsoort("pw_voorschot", "Voorschot betalen"),
    "pw_taaltoets": Termijnsoort("pw_taaltoets", "Taaltoets afnemen"),
}
CONTACT = Termijnsoort("eerste_contact", "Eerste contact maken")
ZONDER_INHOUD = "Vraag over inkomen. Waar het over gaat, staat bij Participatie."


class NietRond(Refusal):
    """Something is missing; `mist` says what, per field."""

    def __init__(self, mist: tuple[tuple[str, str], ...]) -> None:
        self.mist = mist
        super().__init__(" ".join(zin for _, zin in mist))


class KanNu(Refusal):
    """This step cannot be done now."""


class AlEenBesluit(Refusal):
    text = "Over deze aanvraag is al een besluit genomen. Wijzig dat besluit als er iets moet veranderen."


class AlEenAanvraag(Refusal):
    text = "Voor deze regeling loopt al een melding of aanvraag. Ga daarmee verder."


class InDeToekomst(Refusal):
    text = "Deze dag is nog niet geweest. Kies vandaag of een eerdere dag."


@transaction.atomic
def start_aanvraag(
    *,
    huishouden: Huishouden,
    inwoner: Inwoner,
    teammodel_id: UUID,
    gegevens: Mapping[str, Any],
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Inkomensaanvraag:
    """Take in a melding; income counts from this day (Participatiewet 44). Under 27 the search begins (41).

    :raises AlEenAanvraag: this person has one of this kind that runs.
    """
    if id and (al := Inkomensaanvraag.objects.filter(pk=id, huishouden=huishouden).first()):
        return al
    op, partner = gegevens["gemeld_op"], gegevens.get("partner")
    _geweest(op, at)
    Inwoner.objects.select_for_update().get(pk=inwoner.pk)
    lopend = Inkomensaanvraag.objects.filter(inwoner=inwoner, regeling=gegevens["regeling"])
    if lopend.exclude(stand__in=(Stand.BESLOTEN, Stand.INGETROKKEN)).exists():
        raise AlEenAanvraag
    melding = register_melding(
        huishouden=huishouden,
        team=None,
        teammodel_id=teammodel_id,
        gegevens={"wet": "participatie", "kanaal": Kanaal.BALIE, "inhoud": ZONDER_INHOUD},
        ontvangen_op=op,
        met_termijnen=False,
        by=by,
        at=at,
        inwoner=inwoner,
    )
    rij = Inkomensaanvraag(
        huishouden=huishouden,
        casus=melding.casus,
        melding=melding,
        inwoner=inwoner,
        partner=partner,
        regeling=gegevens["regeling"],
        vraag=gegevens["vraag"],
        gemeld_op=op,
        uitgezonderd_omdat=(gegevens.get("uitgezonderd_omdat") or "").strip(),
    )
    if id:
        rij.id = id
    _bepaal_zoektijd(rij)
    if moet_zoeken(rij.verloop_op(op)):
        rij.stand = stap(rij.verloop_op(op), Gebeurtenis.ZOEK).stand
    rij.save(force_insert=True)
    start_termijnen(
        casus=rij.casus, melding=melding, soorten=(CONTACT,), begin=op, wet="participatie", bron_id=rij.pk
    )
    _start(rij, op)
    schrijf_tijdlijn(
        huishouden=huishouden, groep=TijdlijnGroep.STAP, icoon="coin-euro",
        titel=f"Gemeld: {str(Regeling(rij.regeling).label).lower()}", at=at, by=by, bij=rij, categorie=Categorie.GELD,
    )  # fmt: skip
    audit.record("participatie.aanvraag.gemeld", target=rij, by=by, at=at, soort="maken")
    return rij


def _bepaal_zoektijd(rij: Inkomensaanvraag) -> None:
    mensen = [mens for mens in (rij.inwoner, rij.partner) if mens is not None]
    geboren = [mens.geboortedatum for mens in mensen if mens.geboortedatum is not None]
    uitkomst = zoektijd(
        geboren if len(geboren) == len(mensen) else (),
        rij.gemeld_op,
        norm_op("pw_zoektermijn", rij.gemeld_op),
        kalender_op(rij.gemeld_op),
        grens=maat_op("jonger_dan", rij.gemeld_op),
        uitgezonderd_omdat=rij.uitgezonderd_omdat,
    )
    rij.zoektijd_geldt = uitkomst.geldt and rij.regeling == Regeling.BIJSTAND
    rij.zoektijd_tot = uitkomst.tot if rij.zoektijd_geldt else None
    rij.zoektijd_reden = f"{uitkomst.reden} ({uitkomst.artikel})"[:300]


def _start(rij: Inkomensaanvraag, begin: date) -> None:
    soorten = [SOORTEN[sleutel] for sleutel in sorted(lopende_termijnen(rij.verloop_op(begin)))]
    start_termijnen(
        casus=rij.casus, melding=rij.melding, soorten=soorten, begin=begin, wet="participatie", bron_id=rij.pk
    )


def _slot(aanvraag: Inkomensaanvraag) -> Inkomensaanvraag:
    vraag = Inkomensaanvraag.objects.select_for_update(of=("self",))
    rij: Inkomensaanvraag = vraag.select_related(
        "huishouden", "casus", "inwoner", "partner", "melding", "beschikking"
    ).get(pk=aanvraag.pk)
    return rij


def _verder(rij: Inkomensaanvraag, gebeurtenis: Gebeurtenis, dag: date) -> None:
    reden = waarom_niet(rij.verloop_op(dag), gebeurtenis)
    if reden:
        raise KanNu(reden)
    rij.stand = stap(rij.verloop_op(dag), gebeurtenis).stand


def _bewaar(
    rij: Inkomensaanvraag, velden: tuple[str, ...], gebeurtenis: str, by: Any, at: datetime
) -> Inkomensaanvraag:
    rij.versie += 1
    rij.save(update_fields=[*velden, "versie"])
    audit.record(
        f"participatie.aanvraag.{gebeurtenis}", target=rij, by=by, at=at, detail={"velden": list(velden)}
    )
    return rij


def _klaar(rij: Inkomensaanvraag, sleutels: tuple[str, ...], op: date, by: Any, at: datetime) -> None:
    for sleutel in sleutels:
        finish_met_gebeurtenis(casus=rij.casus, sleutel=sleutel, op=op, by=by, at=at, bron_id=rij.pk)


def _vervallen(rij: Inkomensaanvraag, sleutels: tuple[str, ...], reden: str, by: Any, at: datetime) -> None:
    cancel_termijnen(casus=rij.casus, sleutels=sleutels, reden=reden, by=by, at=at, bron_id=rij.pk)


@transaction.atomic
def except_jongere(*, aanvraag: Inkomensaanvraag, omdat: str, by: Any, at: datetime) -> Inkomensaanvraag:
    """Say why this young person need not look for work first (Participatiewet 41 lid 11)."""
    rij = _slot(aanvraag)
    if not moet_zoeken(rij.verloop_op(localdate(at))):
        raise KanNu("Een zoektijd geldt hier niet.")
    rij.uitgezonderd_omdat = omdat.strip()
    _bepaal_zoektijd(rij)
    _vervallen(rij, ("pw_zoektermijn",), "Uitzondering voor een kwetsbare jongere.", by, at)
    velden = ("uitgezonderd_omdat", "zoektijd_geldt", "zoektijd_tot", "zoektijd_reden")
    return _bewaar(rij, velden, "uitgezonderd", by, at)


@transaction.atomic
def request_inkomen(*, aanvraag: Inkomensaanvraag, op: date, by: Any, at: datetime) -> Inkomensaanvraag:
    """Record the aanvraag: eight weeks to decide (Awb 4:13), an advance after four (Participatiewet 52).

    :raises KanNu: the time to look for work is not over, or there is an aanvraag already.
    """
    _geweest(op, at)
    rij = _slot(aanvraag)
    _verder(rij, Gebeurtenis.VRAAG_AAN, op)
    rij.aanvraag_op = op
    _klaar(rij, ("eerste_contact", "pw_zoektermijn"), op, by, at)
    _start(rij, op)
    return _bewaar(rij, ("stand", "aanvraag_op"), "aangevraagd", by, at)


@transaction.atomic
def note_voorschot(*, aanvraag: Inkomensaanvraag, op: date, by: Any, at: datetime) -> Inkomensaanvraag:
    """Note that the advance was paid (by the benefit system); the next is due four weeks on (52).

    :raises KanNu: no advance is due.
    """
    _geweest(op, at)
    rij = _slot(aanvraag)
    lopend = Termijn.objects.lopend().filter(bron_id=rij.pk, sleutel="pw_voorschot").first()
    if lopend is None or rij.stand != Stand.AANVRAAG:
        raise KanNu("Er is nu geen voorschot nodig.")
    _klaar(rij, ("pw_voorschot",), op, by, at)
    start_termijnen(
        casus=rij.casus, melding=rij.melding, soorten=(SOORTEN["pw_voorschot"],), begin=lopend.ruw_einde,
        wet="participatie", bron_id=rij.pk,
    )  # fmt: skip
    rij.voorschot_gezien_op = op
    return _bewaar(rij, ("voorschot_gezien_op",), "voorschot_gezien", by, at)


@transaction.atomic
def reuse_gegeven(
    *,
    aanvraag: Inkomensaanvraag,
    wat: str,
    gezien_op: date,
    waar: str,
    bron: str,
    verteld_op: date | None,
    mag_gebruikt: bool,
    by: Any,
    at: datetime,
) -> Inkomensaanvraag:
    """Use a fact that was seen before, instead of asking again (Participatiewet in balans: 12 months).

    The resident is told; what comes out of help under another law needs consent first (Wmo 5.1.1 lid 4).

    :raises NietRond: it is too old, nobody told the resident, or consent is missing.
    """
    dag = localdate(at)
    maat = maat_op("hergebruik_maanden", dag)
    mist = mist_voor_hergebruik(
        gezien_op, dag, maat, verteld_op=verteld_op, mag_gebruikt=mag_gebruikt,
        is_uit_hulp=bron == Gegevensbron.HULP,
    )  # fmt: skip
    if mist:
        raise NietRond(mist)
    rij = _slot(aanvraag)
    gegeven = {
        "wat": wat, "gezien_op": gezien_op.isoformat(), "waar": waar, "bron": bron,
        "verteld_op": verteld_op.isoformat() if verteld_op else "",
    }  # fmt: skip
    rij.hergebruikt = [*rij.hergebruikt, gegeven]
    return _bewaar(rij, ("hergebruikt",), "hergebruikt", by, at)


@transaction.atomic
def check_taal(
    *, aanvraag: Inkomensaanvraag, jaren_onderwijs: int, heeft_bewijs: bool, by: Any, at: datetime
) -> Inkomensaanvraag:
    """See whether a test of Dutch is needed; within eight weeks after the aanvraag (Participatiewet 18b)."""
    rij = _slot(aanvraag)
    rij.jaren_onderwijs, rij.heeft_taalbewijs = jaren_onderwijs, heeft_bewijs
    if taaleis(jaren_onderwijs=jaren_onderwijs, heeft_bewijs=heeft_bewijs):
        if rij.aanvraag_op is not None:
            start_termijnen(
                casus=rij.casus, melding=rij.melding, soorten=(SOORTEN["pw_taaltoets"],), begin=rij.aanvraag_op,
                wet="participatie", bron_id=rij.pk,
            )  # fmt: skip
    else:
        _vervallen(rij, ("pw_taaltoets",), "Een taaltoets is niet nodig.", by, at)
    return _bewaar(rij, ("jaren_onderwijs", "heeft_taalbewijs"), "taal_bekeken", by, at)


@transaction.atomic
def write_bijlage(*, aanvraag: Inkomensaanvraag, tekst: str, by: Any, at: datetime) -> Inkomensaanvraag:
    """Write the annex to the plan: compulsory under 27 (Participatiewet 44a)."""
    rij = _slot(aanvraag)
    rij.bijlage_plan = tekst.strip()
    return _bewaar(rij, ("bijlage_plan",), "bijlage_geschreven", by, at)


@transaction.atomic
def note_besluit(
    *, aanvraag: Inkomensaanvraag, op: date, uitkomst: str, status_url: str, by: Any, at: datetime
) -> Inkomensaanvraag:
    """Note what the benefit system decided, and where it stands. Nothing is calculated or paid from here.

    :raises KanNu: there is no aanvraag, or a decision on it is being made here.
    :raises NietRond: under 27 the annex to the plan is missing (Participatiewet 44a).
    """
    _geweest(op, at)
    rij = _slot(aanvraag)
    if rij.beschikking is not None and rij.beschikking.stand in TE_MAKEN | GENOMEN:
        raise KanNu("Er ligt een besluit in de maak. Maak dat af, of stop er eerst mee.")
    grens = maat_op("jonger_dan", op)
    mist_bijlage = vraagt_bijlage(rij.inwoner.geboortedatum, op, grens) and not rij.bijlage_plan
    if rij.regeling == Regeling.BIJSTAND and mist_bijlage:
        raise NietRond(
            (
                (
                    "uitkomst",
                    "Onder de 27 hoort een bijlage bij het plan (Participatiewet artikel 44a). Schrijf die eerst.",
                ),
            )
        )
    _verder(rij, Gebeurtenis.BESLUIT, op)
    rij.status_url = status_url
    _klaar(rij, ("pw_beslissing",), op, by, at)
    return _besloten(rij, op, uitkomst, by, at)


def _besloten(rij: Inkomensaanvraag, op: date, uitkomst: str, by: Any, at: datetime) -> Inkomensaanvraag:
    rij.besloten_op, rij.uitkomst = op, uitkomst
    _vervallen(rij, ("pw_voorschot",), "Er is besloten op de aanvraag.", by, at)
    _einde(rij)
    return _bewaar(rij, ("stand", "besloten_op", "uitkomst", "status_url"), "besloten", by, at)


@transaction.atomic
def close_met_besluit(
    *, aanvraag: Inkomensaanvraag, op: date, uitkomst: str, by: Any, at: datetime
) -> Inkomensaanvraag:
    """Close an aanvraag because its decision was made known (Awb 3:41); the decision ends its own term.

    :raises KanNu: there is no aanvraag.
    """
    rij = _slot(aanvraag)
    _verder(rij, Gebeurtenis.BESLUIT, op)
    return _besloten(rij, op, uitkomst, by, at)


def restart_beslistermijn(*, aanvraag: Inkomensaanvraag) -> None:
    """Let the time to decide run again from the aanvraag: the decision in the making was stopped (Awb 4:13)."""
    rij = _slot(aanvraag)
    if rij.stand == Stand.AANVRAAG and rij.aanvraag_op is not None:
        start_termijnen(
            casus=rij.casus, melding=rij.melding, soorten=(SOORTEN["pw_beslissing"],), begin=rij.aanvraag_op,
            wet="participatie", bron_id=rij.pk,
        )  # fmt: skip


@transaction.atomic
def withdraw_aanvraag(*, aanvraag: Inkomensaanvraag, omdat: str, by: Any, at: datetime) -> Inkomensaanvraag:
    """Take it back before a decision; every term stops.

    :raises KanNu: it was decided already.
    :raises AlEenBesluit: the decision was taken; only its letter has to leave.
    """
    rij = _slot(aanvraag)
    besluit: Beschikking | None = rij.beschikking
    if besluit is not None and besluit.stand in GENOMEN:
        raise AlEenBesluit
    _verder(rij, Gebeurtenis.TREK_IN, localdate(at))
    rij.ingetrokken_omdat = omdat
    _vervallen(rij, (*SOORTEN, "eerste_contact"), "De aanvraag is ingetrokken.", by, at)
    _einde(rij)
    _bewaar(rij, ("stand", "ingetrokken_omdat"), "ingetrokken", by, at)
    if besluit is not None and besluit.stand in TE_MAKEN:
        withdraw_beschikking(beschikking=besluit, omdat="De aanvraag is ingetrokken.", by=by, at=at)
    return rij


def _einde(rij: Inkomensaanvraag) -> None:
    if rij.melding is not None and not rij.melding.is_afgehandeld:
        rij.melding.is_afgehandeld = True
        rij.melding.save(update_fields=["is_afgehandeld"])


def _geweest(op: date, at: datetime) -> None:
    if op > localdate(at):
        raise InDeToekomst
