"""Take in a hulpvraag, and go on with it step by step until the help ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from modules.dossier.actions.melding import register_melding
from modules.dossier.actions.termijn import cancel_termijnen, finish_met_gebeurtenis, start_termijnen
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.besluiten.actions.bekendmaken import withdraw_beschikking
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.models import Huishouden, Inwoner, Kanaal, TijdlijnGroep
from modules.dossier.wetten import Termijnsoort
from modules.inrichting.codelijsten import VerwijzerJeugd
from modules.inrichting.rules.protocol import Categorie
from modules.jeugd.feiten import te_oud
from modules.jeugd.models import Hulpvraag
from modules.jeugd.rules.verloop import Gebeurtenis, stap, verwijzing_klopt, waarom_niet

BESLISSEN = Termijnsoort("jeugd_beslissing", "Besluiten over jeugdhulp")
_BRON = {VerwijzerJeugd.HUISARTS: "huisarts", VerwijzerJeugd.JEUGDARTS: "jgz"}
NOG_NIET_BEKEND = ("concept", "ter_beoordeling", "genomen")
ZONDER_INHOUD = "Vraag om jeugdhulp. Waar het over gaat, staat bij Jeugd."
"""The words of a melding that everybody of the team sees; the question itself is category H."""


class NietRond(Refusal):
    """Something is missing; `mist` says what, per field."""

    def __init__(self, mist: tuple[tuple[str, str], ...]) -> None:
        self.mist = mist
        super().__init__(" ".join(zin for _, zin in mist))


class KanNu(Refusal):
    """This step cannot be done now."""


class AlEenHulpvraag(Refusal):
    text = "Voor dit kind loopt al een hulpvraag. Ga daarmee verder, of rond die eerst af."


class InDeToekomst(Refusal):
    text = "Deze dag is nog niet geweest. Kies vandaag of een eerdere dag."


@transaction.atomic
def start_hulpvraag(
    *,
    huishouden: Huishouden,
    inwoner: Inwoner,
    teammodel_id: UUID,
    gegevens: Mapping[str, Any],
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Hulpvraag:
    """Register who let a child in and what is asked; the clock of the first contact starts.

    :raises NietRond: a referral misses its day, person or organisation (Jeugdwet 2.6 lid 1 g).
    :raises NietRond: eighteen or older, and the help did not begin before that (Jeugdwet 1.1).
    :raises AlEenHulpvraag: this child has one that is not finished.
    """
    if id and (al := Hulpvraag.objects.filter(pk=id, huishouden=huishouden).first()):
        return al
    dag = localdate(at)
    verwijzer, verwezen_op = gegevens["verwijzer"], gegevens.get("verwezen_op")
    mist = verwijzing_klopt(
        verwijzer,
        naam=gegevens.get("verwijzer_naam") or "",
        organisatie=gegevens.get("verwijzer_organisatie") or "",
        op=verwezen_op,
    )
    if mist:
        raise NietRond(mist)
    elders_op = gegevens.get("elders_begonnen_op")
    grens = te_oud(inwoner, verwijzer, dag, elders_op=elders_op)
    if grens:
        raise NietRond((("inwoner", grens),))
    if max(gegevens["ontvangen_op"], verwezen_op or gegevens["ontvangen_op"]) > dag:
        raise InDeToekomst
    Huishouden.objects.select_for_update(of=("self",)).get(pk=huishouden.pk)
    if Hulpvraag.objects.filter(huishouden=huishouden, inwoner=inwoner).exclude(stand__in=_KLAAR).exists():
        raise AlEenHulpvraag
    melding = register_melding(
        huishouden=huishouden,
        team=None,
        teammodel_id=teammodel_id,
        gegevens={
            "wet": "jeugd",
            "kanaal": gegevens.get("kanaal") or Kanaal.TELEFOON,
            "bron": _BRON.get(verwijzer, "inwoner" if verwijzer == VerwijzerJeugd.GEMEENTE else "overig"),
            "inhoud": ZONDER_INHOUD,
            "is_spoed": bool(gegevens.get("is_spoed")),
        },
        ontvangen_op=gegevens["ontvangen_op"],
        met_termijnen=True,
        by=by,
        at=at,
        inwoner=inwoner,
    )
    is_verwijzing = verwijzer != VerwijzerJeugd.GEMEENTE
    rij = Hulpvraag(
        huishouden=huishouden,
        casus=melding.casus,
        melding=melding,
        inwoner=inwoner,
        verwijzer=verwijzer,
        verwijzer_naam=gegevens.get("verwijzer_naam") or "" if is_verwijzing else "",
        verwijzer_organisatie=gegevens.get("verwijzer_organisatie") or "" if is_verwijzing else "",
        verwezen_op=verwezen_op if is_verwijzing else None,
        ontvangen_op=gegevens["ontvangen_op"],
        vraag=gegevens["vraag"],
        heeft_verblijf=bool(gegevens.get("heeft_verblijf")),
        elders_begonnen_op=elders_op,
    )
    if id:
        rij.id = id
    rij.save(force_insert=True)
    _schrijf(rij, f"Hulpvraag voor een kind: via {str(VerwijzerJeugd(verwijzer).label).lower()}", by, at)
    audit.record(
        "jeugd.hulpvraag.gestart", target=rij, by=by, at=at, soort="maken", detail={"verwijzer": verwijzer}
    )
    return rij


_KLAAR = ("afgerond", "ingetrokken")


def lock_hulpvraag(hulpvraag: Hulpvraag, gezien_versie: int | None = None) -> Hulpvraag:
    """Return the row as it is now, for one at a time.

    :raises Verouderd: somebody saved it since `gezien_versie`.
    """
    vraag = Hulpvraag.objects.select_for_update(of=("self",))
    rij: Hulpvraag = vraag.select_related("huishouden", "casus", "inwoner").get(pk=hulpvraag.pk)
    if gezien_versie is not None and rij.versie != gezien_versie:
        raise Verouderd(huidig=rij)
    return rij


def go_on(rij: Hulpvraag, gebeurtenis: Gebeurtenis, *, toegekend: bool = False) -> None:
    reden = waarom_niet(rij.verloop, gebeurtenis)
    if reden:
        raise KanNu(reden)
    rij.stand = stap(rij.verloop, gebeurtenis, toegekend=toegekend).stand


def bewaar(rij: Hulpvraag, velden: tuple[str, ...], gebeurtenis: str, by: Any, at: datetime) -> Hulpvraag:
    rij.versie += 1
    rij.save(update_fields=[*velden, "versie"])
    audit.record(f"jeugd.hulpvraag.{gebeurtenis}", target=rij, by=by, at=at, detail={"velden": list(velden)})
    return rij


def _schrijf(rij: Hulpvraag, titel: str, by: Any, at: datetime) -> None:
    schrijf_tijdlijn(
        huishouden=rij.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="notes",
        titel=titel,
        at=at,
        by=by,
        bij=rij,
        categorie=Categorie.JEUGD,
    )


def _geweest(op: date, at: datetime) -> None:
    if op > localdate(at):
        raise InDeToekomst


@transaction.atomic
def begin_gesprek(*, hulpvraag: Hulpvraag, op: date, by: Any, at: datetime) -> Hulpvraag:
    """Say that the first talk was on `op`: the term of the first contact is met.

    :raises KanNu: it began before, or the hulpvraag is finished.
    """
    _geweest(op, at)
    rij = lock_hulpvraag(hulpvraag)
    go_on(rij, Gebeurtenis.BEGIN_GESPREK)
    rij.gesprek_op = op
    meet_eerste_contact(rij, op, by, at)
    return bewaar(rij, ("stand", "gesprek_op"), "gesprek_begonnen", by, at)


def meet_eerste_contact(rij: Hulpvraag, op: date, by: Any, at: datetime) -> None:
    for sleutel in ("terugbellen", "eerste_contact"):
        finish_met_gebeurtenis(casus=rij.casus, sleutel=sleutel, op=op, by=by, at=at)


@transaction.atomic
def hear_kind(
    *,
    hulpvraag: Hulpvraag,
    tekst: str,
    niet_omdat: str,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Hulpvraag:
    """Keep what the child says, in its own words, or why it was not heard yet.

    :raises NietRond: neither of the two.
    :raises Verouderd: somebody saved this hulpvraag since `gezien_versie`.
    """
    if not tekst.strip() and not niet_omdat.strip():
        raise NietRond((("stem_kind", "Schrijf op wat het kind zelf zegt, of waarom je dat nog niet weet."),))
    rij = lock_hulpvraag(hulpvraag, gezien_versie)
    rij.stem_kind, rij.stem_niet_omdat = tekst.strip(), "" if tekst.strip() else niet_omdat.strip()
    return bewaar(rij, ("stem_kind", "stem_niet_omdat"), "kind_gehoord", by, at)


@transaction.atomic
def talk_school(
    *,
    hulpvraag: Hulpvraag,
    naam: str,
    op: date | None,
    niet_omdat: str,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Hulpvraag:
    """Note the talk with school, or why there was none (Jeugdwet 2.7).

    :raises NietRond: neither a day nor a reason.
    :raises Verouderd: somebody saved this hulpvraag since `gezien_versie`.
    """
    if op is None and not niet_omdat.strip():
        raise NietRond((("op", "Vul in wanneer je school sprak, of waarom niet."),))
    if op is not None:
        _geweest(op, at)
    rij = lock_hulpvraag(hulpvraag, gezien_versie)
    rij.school_naam, rij.school_gesproken_op = naam, op
    rij.school_niet_omdat = "" if op else niet_omdat.strip()
    velden = ("school_naam", "school_gesproken_op", "school_niet_omdat")
    return bewaar(rij, velden, "school_gesproken", by, at)


@transaction.atomic
def request_besluit(*, hulpvraag: Hulpvraag, op: date, by: Any, at: datetime) -> Hulpvraag:
    """Record the aanvraag: eight weeks to decide (Awb 4:13).

    :raises KanNu: there is an aanvraag or a decision already, or none is needed after this referral.
    """
    _geweest(op, at)
    rij = lock_hulpvraag(hulpvraag)
    was_binnen = rij.gesprek_op is None
    go_on(rij, Gebeurtenis.VRAAG_AAN)
    rij.aanvraag_op = op
    if was_binnen:
        meet_eerste_contact(rij, op, by, at)
    start_termijnen(
        casus=rij.casus, melding=rij.melding, soorten=(BESLISSEN,), begin=op, wet="jeugd", bron_id=rij.pk
    )
    _schrijf(rij, "Jeugdhulp aangevraagd", by, at)
    return bewaar(rij, ("stand", "aanvraag_op"), "aangevraagd", by, at)


@transaction.atomic
def withdraw_hulpvraag(*, hulpvraag: Hulpvraag, omdat: str, by: Any, at: datetime) -> Hulpvraag:
    """Take a question back before a decision; its terms stop.

    :raises KanNu: there is a decision already.
    """
    rij = lock_hulpvraag(hulpvraag)
    go_on(rij, Gebeurtenis.TREK_IN)
    rij.afgerond_op, rij.afgerond_omdat = localdate(at), omdat
    cancel_termijnen(
        casus=rij.casus,
        sleutels=("eerste_contact", "terugbellen"),
        reden="De vraag is ingetrokken.",
        by=by,
        at=at,
    )
    _stop_beslistermijn(rij, "De aanvraag is ingetrokken.", by, at)
    finish_melding_van(rij, by, at)
    _schrijf(rij, "Hulpvraag ingetrokken", by, at)
    return bewaar(rij, ("stand", "afgerond_op", "afgerond_omdat"), "ingetrokken", by, at)


def _stop_beslistermijn(rij: Hulpvraag, reden: str, by: Any, at: datetime) -> None:
    """Let the term of the aanvraag lapse, and stop the decision that was being made on it."""
    cancel_termijnen(
        casus=rij.casus, sleutels=("jeugd_beslissing",), reden=reden, by=by, at=at, bron_id=rij.pk
    )
    maken = Beschikking.objects.filter(
        casus_id=rij.casus_id, inwoner_id=rij.inwoner_id, wet="jeugd", stand__in=NOG_NIET_BEKEND
    )
    for besluit in maken:
        withdraw_beschikking(beschikking=besluit, omdat=reden, by=by, at=at)


def finish_melding_van(rij: Hulpvraag, by: Any, at: datetime) -> None:
    if rij.melding is not None and not rij.melding.is_afgehandeld:
        rij.melding.is_afgehandeld = True
        rij.melding.save(update_fields=["is_afgehandeld"])


@transaction.atomic
def finish_hulpvraag(*, hulpvraag: Hulpvraag, op: date, omdat: str, by: Any, at: datetime) -> Hulpvraag:
    """End the help for this child, or leave it at advice.

    :raises KanNu: an aanvraag is still open.
    """
    _geweest(op, at)
    rij = lock_hulpvraag(hulpvraag)
    go_on(rij, Gebeurtenis.ROND_AF)
    rij.afgerond_op, rij.afgerond_omdat = op, omdat
    if rij.hulp_van is not None and rij.hulp_tot is None:
        rij.hulp_tot = op
    meet_eerste_contact(rij, op, by, at)
    finish_melding_van(rij, by, at)
    _schrijf(rij, "Hulpvraag afgerond", by, at)
    return bewaar(rij, ("stand", "afgerond_op", "afgerond_omdat", "hulp_tot"), "afgerond", by, at)


@transaction.atomic
def reopen_hulpvraag(*, hulpvraag: Hulpvraag, by: Any, at: datetime) -> Hulpvraag:
    """Go on with a question that was finished: it needs a new aanvraag for more help.

    :raises KanNu: it is not finished.
    :raises AlEenHulpvraag: the child has another one by now.
    """
    rij = lock_hulpvraag(hulpvraag)
    ander = Hulpvraag.objects.filter(huishouden_id=rij.huishouden_id, inwoner_id=rij.inwoner_id)
    if ander.exclude(stand__in=_KLAAR).exclude(pk=rij.pk).exists():
        raise AlEenHulpvraag
    go_on(rij, Gebeurtenis.HEROPEN)
    rij.afgerond_op, rij.afgerond_omdat = None, ""
    rij.aanvraag_op, rij.beschikking_id, rij.besloten_op, rij.is_toegekend = None, None, None, False
    velden = (
        "stand",
        "afgerond_op",
        "afgerond_omdat",
        "aanvraag_op",
        "beschikking_id",
        "besloten_op",
        "is_toegekend",
    )
    return bewaar(rij, velden, "heropend", by, at)
