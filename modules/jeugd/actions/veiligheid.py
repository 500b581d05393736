"""Go through the meldcode, hand over to Veilig Thuis, and keep the verwijsindex (Jeugdwet 4.1.7, 7.1.4.1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.values.bevinding import Bevinding
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Huishouden, Inwoner, TijdlijnGroep
from modules.dossier.rules.normen import norm_op
from modules.inrichting.rules.protocol import Categorie
from modules.jeugd.actions.hulpvraag import InDeToekomst, NietRond
from modules.jeugd.models import Meldcode, Verwijsmelding
from modules.jeugd.rules.meldcode import Weegantwoorden, besluit_klopt, weging_klopt
from modules.jeugd.rules.verwijsindex import einde, mag_melden


class AlEenMeldcode(Refusal):
    text = "Voor dit kind loopt de meldcode al. Ga daarmee verder."


class MeldcodeGesloten(Refusal):
    text = "Deze meldcode is afgesloten. Begin een nieuwe als er weer zorgen zijn."


class AlGemeld(Refusal):
    text = "Jij hebt deze jongere al gemeld in de verwijsindex."


class AlBesloten(Refusal):
    text = "Over melden is al besloten. Leg de overdracht vast, of sluit deze meldcode af."


@transaction.atomic
def begin_meldcode(
    *,
    huishouden: Huishouden,
    inwoner: Inwoner,
    signalen: str,
    gezien_op: date,
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Meldcode:
    """Step 1: write down what was seen and heard, and when.

    :raises AlEenMeldcode: one is running for this child.
    """
    if id and (al := Meldcode.objects.filter(pk=id, huishouden=huishouden).first()):
        return al
    _geweest(gezien_op, at)
    Inwoner.objects.select_for_update().get(pk=inwoner.pk)
    if Meldcode.objects.filter(inwoner=inwoner, gesloten_op=None).exists():
        raise AlEenMeldcode
    rij = Meldcode(
        huishouden=huishouden,
        inwoner=inwoner,
        signalen=signalen,
        gezien_op=gezien_op,
        begonnen_door=by,
        begonnen_op=at,
    )
    if id:
        rij.id = id
    rij.save(force_insert=True)
    _schrijf(rij, "Meldcode begonnen", by, at)
    audit.record("jeugd.meldcode.begonnen", target=rij, by=by, at=at, soort="maken")
    return rij


@transaction.atomic
def set_stap(
    *,
    meldcode: Meldcode,
    stap: str,
    gegevens: Mapping[str, Any],
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Meldcode:
    """Steps 1 to 3: what was seen, with whom it was discussed and when, and the talk with the family.

    :raises NietRond: a talk has neither a day nor a reason why there was none.
    :raises Verouderd: somebody saved this meldcode since `gezien_versie`.
    """
    rij = _slot(meldcode, gezien_versie)
    dagen = [waarde for waarde in gegevens.values() if isinstance(waarde, date)]
    if dagen:
        _geweest(max(dagen), at)
    if stap == "gesprek" and not gegevens.get("gesproken_op") and not gegevens.get("niet_gesproken_omdat"):
        raise NietRond((("gesproken_op", "Vul in wanneer je hen sprak, of waarom dat niet kon."),))
    for veld, waarde in gegevens.items():
        setattr(rij, veld, waarde)
    return _bewaar(rij, tuple(gegevens), f"stap_{stap}", by, at)


@transaction.atomic
def weigh_meldcode(
    *,
    meldcode: Meldcode,
    antwoorden: Weegantwoorden,
    toelichting: str,
    op: date,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Meldcode:
    """Step 4: answer the five questions of the weighing.

    :raises NietRond: an answer is missing.
    :raises Verouderd: somebody saved this meldcode since `gezien_versie`.
    """
    _geweest(op, at)
    _eis(weging_klopt(antwoorden))
    rij = _slot(meldcode, gezien_versie)
    rij.veiligheid, rij.kan_helpen = antwoorden.veiligheid, antwoorden.kan_helpen
    rij.willen, rij.werkt = antwoorden.willen, antwoorden.werkt
    rij.weging_toelichting, rij.gewogen_op = toelichting, op
    velden = ("veiligheid", "kan_helpen", "willen", "werkt", "weging_toelichting", "gewogen_op")
    return _bewaar(rij, velden, "gewogen", by, at)


@transaction.atomic
def decide_meldcode(
    *,
    meldcode: Meldcode,
    melden: bool,
    helpen: bool,
    toelichting: str,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Meldcode:
    """Step 5: is reporting necessary, and is helping (also) possible? Somebody decides, with an own name.

    :raises NietRond: an earlier step is open, or another choice than the weighing has no reason.
    :raises AlBesloten: it was decided and handed over before.
    :raises Verouderd: somebody saved this meldcode since `gezien_versie`.
    """
    rij = _slot(meldcode, gezien_versie)
    if rij.vt_gemeld_op is not None:
        raise AlBesloten
    _eis(besluit_klopt(rij.stappen, rij.weging, melden=melden, toelichting=toelichting))
    rij.melden, rij.helpen, rij.besluit_toelichting = melden, helpen, toelichting
    rij.besloten_op, rij.besloten_door = localdate(at), by
    _schrijf(rij, "Meldcode: besloten over melden", by, at)
    velden = ("melden", "helpen", "besluit_toelichting", "besloten_op", "besloten_door")
    return _bewaar(rij, velden, "besloten", by, at)


@transaction.atomic
def hand_over_veilig_thuis(
    *,
    meldcode: Meldcode,
    gegevens: Mapping[str, Any],
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Meldcode:
    """Record what was told to Veilig Thuis, when and to whom, and whether the family knows.

    :raises NietRond: it was not decided to report, or nothing says whether the family knows.
    :raises Verouderd: somebody saved this meldcode since `gezien_versie`.
    """
    rij = _slot(meldcode, gezien_versie)
    if not rij.melden:
        raise NietRond((("vt_gemeld_op", "Besluit eerst dat melden nodig is (stap 5)."),))
    if not gegevens.get("gezin_verteld_op") and not gegevens.get("gezin_niet_verteld_omdat"):
        raise NietRond(
            (("gezin_verteld_op", "Vul in wanneer het gezin hoorde dat je meldt, of waarom nog niet."),)
        )
    _geweest(gegevens["vt_gemeld_op"], at)
    is_nieuw = rij.vt_gemeld_op is None
    for veld, waarde in gegevens.items():
        setattr(rij, veld, waarde)
    if is_nieuw:
        _schrijf(rij, "Gemeld bij Veilig Thuis", by, at)
    return _bewaar(rij, tuple(gegevens), "gemeld", by, at)


@transaction.atomic
def close_meldcode(*, meldcode: Meldcode, omdat: str, by: Any, at: datetime) -> Meldcode:
    """Close it when it was decided and what had to be done is done.

    :raises NietRond: not decided yet, or reporting was decided and not done.
    """
    rij = _slot(meldcode)
    if rij.besloten_op is None:
        raise NietRond((("omdat", "Besluit eerst of melden nodig is (stap 5)."),))
    if rij.melden and rij.vt_gemeld_op is None:
        raise NietRond((("omdat", "Je besloot te melden. Leg eerst de overdracht aan Veilig Thuis vast."),))
    rij.gesloten_op, rij.gesloten_omdat = localdate(at), omdat
    _schrijf(rij, "Meldcode afgesloten", by, at)
    return _bewaar(rij, ("gesloten_op", "gesloten_omdat"), "gesloten", by, at)


def _slot(meldcode: Meldcode, gezien_versie: int | None = None) -> Meldcode:
    vraag = Meldcode.objects.select_for_update(of=("self",)).select_related("huishouden")
    rij: Meldcode = vraag.get(pk=meldcode.pk)
    if rij.gesloten_op is not None:
        raise MeldcodeGesloten
    if gezien_versie is not None and rij.versie != gezien_versie:
        raise Verouderd(huidig=rij)
    return rij


def _bewaar(rij: Meldcode, velden: tuple[str, ...], gebeurtenis: str, by: Any, at: datetime) -> Meldcode:
    rij.versie += 1
    rij.save(update_fields=[*velden, "versie"])
    audit.record(f"jeugd.meldcode.{gebeurtenis}", target=rij, by=by, at=at, detail={"velden": list(velden)})
    return rij


def _schrijf(rij: Any, titel: str, by: Any, at: datetime) -> None:
    schrijf_tijdlijn(
        huishouden=rij.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="alert-triangle",
        titel=titel,
        at=at,
        by=by,
        bij=rij,
        categorie=Categorie.VEILIGHEID,
    )


def _eis(bevindingen: Collection[Bevinding]) -> None:
    if bevindingen:
        raise NietRond(tuple((rij.veld, str(rij)) for rij in bevindingen))


def _geweest(op: date, at: datetime) -> None:
    if op > localdate(at):
        raise InDeToekomst


@transaction.atomic
def note_verwijsindex(
    *, huishouden: Huishouden, inwoner: Inwoner, gegevens: Mapping[str, Any], by: Any, at: datetime
) -> Verwijsmelding:
    """Put a young person in the verwijsindex, without consent, for a risk of the law (Jeugdwet 7.1.4.1).

    :raises NietRond: no risk, too old, or nothing says whether the family knows.
    :raises AlGemeld: this colleague did before.
    """
    dag = localdate(at)
    fout = mag_melden(inwoner.geboortedatum, dag, risicos=len(gegevens["risicos"]))
    if fout:
        raise NietRond((("risicos", fout),))
    if not gegevens.get("verteld_op") and not gegevens.get("niet_verteld_omdat"):
        raise NietRond((("verteld_op", "Vul in wanneer jongere en ouders dit hoorden, of waarom nog niet."),))
    Inwoner.objects.select_for_update().get(pk=inwoner.pk)
    if Verwijsmelding.objects.filter(inwoner=inwoner, door=by, verwijderd_op=None).exists():
        raise AlGemeld
    weg = einde(
        dag,
        norm_op("vir_melding", dag),
        geboren=inwoner.geboortedatum,
        overleden_op=inwoner.overleden_op,
    )
    rij = Verwijsmelding.objects.create(
        huishouden=huishouden,
        inwoner=inwoner,
        gemeld_op=dag,
        weg_op=max(weg.op, dag),
        weg_omdat=weg.reden,
        door=by,
        **gegevens,
    )
    audit.record("jeugd.verwijsindex.gemeld", target=rij, by=by, at=at, soort="maken")
    return rij


@transaction.atomic
def remove_verwijsmelding(
    *, verwijsmelding: Verwijsmelding, omdat: str, by: Any, at: datetime
) -> Verwijsmelding:
    """Take a note out of the index: the risk is over, or it should not have been made."""
    rij = Verwijsmelding.objects.select_for_update(of=("self",)).get(pk=verwijsmelding.pk)
    if rij.verwijderd_op is None:
        rij.verwijderd_op, rij.verwijderd_omdat = at, omdat
        rij.save(update_fields=["verwijderd_op", "verwijderd_omdat"])
        audit.record("jeugd.verwijsindex.verwijderd", target=rij, by=by, at=at)
    return rij


@transaction.atomic
def end_verwijsmeldingen(*, at: datetime) -> int:
    """Take out what ends by itself: after two years, at 23, at death (Jeugdwet 7.1.4.5). Safe to run twice."""
    dag = localdate(at)
    rijen = (
        Verwijsmelding.objects.select_for_update(of=("self",))
        .filter(Q(weg_op__lte=dag) | Q(inwoner__overleden_op__lte=dag), verwijderd_op=None)
        .select_related("inwoner")
    )
    aantal = 0
    for rij in rijen:
        is_dood = rij.inwoner.overleden_op is not None
        rij.verwijderd_op, rij.verwijderd_omdat = at, f"Vanzelf: {'overleden' if is_dood else rij.weg_omdat}"
        rij.save(update_fields=["verwijderd_op", "verwijderd_omdat"])
        audit.record("jeugd.verwijsindex.vanzelf_verwijderd", target=rij, by=None, at=at)
        aantal += 1
    return aantal
