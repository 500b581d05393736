"""Name a point, write a view blind, hear the resident, decide with reasons, keep dissent, look back (F104, N01)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from modules.dossier.actions.termijn import finish_met_gebeurtenis, start_termijnen, zet_termijn
from modules.dossier.models import Casus, Huishouden, Inwoner
from modules.dossier.ruimte.actions.weigeringen import (
    AlBesloten,
    AlGeschreven,
    AlGevraagd,
    AlTeruggekeken,
    BesluitNietHeel,
    EerstZelf,
    KijkOntbreekt,
    KijkStaatEr,
    NietAanJou,
    NietGevraagd,
    NietJouwBesluit,
    NogGeenBesluit,
    PuntOntbreekt,
    RedenOntbreekt,
    RondeDicht,
    RondeNogOpen,
    TerugkijkenLater,
    TweeNodig,
    UitkomstOntbreekt,
    VerschilZonderHulp,
    VisieNietHeel,
    WieBesliste,
)
from modules.dossier.ruimte.models import Geschilpunt, Zienswijze
from modules.dossier.ruimte.rules.verschil import (
    MINSTENS,
    RONDE,
    TERUGKIJKEN,
    Beslisser,
    Ronde,
    vraagt_naam,
    waarom_niet,
)
from modules.dossier.ruimte.woorden import Besluitwijze, Discipline, KijkHoe, Verschilsoort, VoorWie
from modules.dossier.toegang.attenderen import attendeer, is_afgehandeld
from modules.dossier.wetten import Termijnsoort

DELEN = ("op_het_spel", "feiten", "voorstel", "risico")
_VRAAG = "Collega's zien een punt verschillend. Geef je eigen kijk, voordat je die van anderen leest."
_ROND = "De eerste ronde is dicht. Je kunt nu alle kijken naast elkaar lezen."


@transaction.atomic
def open_verschil(
    *,
    huishouden: Huishouden,
    casus: Casus | None,
    soort: str,
    voor_wie: str,
    punt: str,
    gevraagd: Mapping[Any, str],
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Geschilpunt:
    """Name the point and ask each person, with a discipline, for an own view; `gevraagd` is account → discipline.

    :raises VerschilZonderHulp: no help runs. :raises PuntOntbreekt: what it is about is missing.
    :raises TweeNodig: fewer than two are asked.
    """
    if id and (al := Geschilpunt.objects.filter(pk=id, huishouden=huishouden).first()):
        return al
    if casus is None:
        raise VerschilZonderHulp
    if not punt.strip() or soort not in Verschilsoort.values or voor_wie not in VoorWie.values:
        raise PuntOntbreekt
    if len(gevraagd) < MINSTENS or not all(vak in Discipline.values for vak in gevraagd.values()):
        raise TweeNodig
    dag = localdate(at)
    rij = Geschilpunt(
        huishouden=huishouden, casus=casus, soort=soort, voor_wie=voor_wie, punt=" ".join(punt.split())[:300],
        ronde_uiterlijk=dag, gemaakt_door=by, gemaakt_op=at,
    )  # fmt: skip
    if id:
        rij.id = id
    termijnen = start_termijnen(
        casus=casus, melding=None, soorten=[Termijnsoort(RONDE, "Eigen kijk geven bij een verschil van inzicht")],
        begin=dag, bron_id=rij.pk,
    )  # fmt: skip
    rij.ronde_uiterlijk = termijnen[0].einde
    rij.save(force_insert=True)
    Zienswijze.objects.bulk_create(
        Zienswijze(verschil=rij, van=mens, discipline=vak) for mens, vak in gevraagd.items()
    )
    _vraag(rij, [mens.pk for mens in gevraagd if mens.pk != by.pk], at)
    _log("geopend", rij, by, at, {"soort": soort, "gevraagd": len(gevraagd)})
    return rij


@transaction.atomic
def ask_visie(*, verschil: Geschilpunt, van: Any, discipline: str, by: Any, at: datetime) -> Zienswijze:
    """Ask one more person, while the round runs. :raises RondeDicht: it is over. :raises AlGevraagd: done."""
    rij = _lock(verschil)
    if rij.ronde_is_dicht:
        raise RondeDicht
    if rij.visies.filter(van=van).exists():
        raise AlGevraagd
    visie = Zienswijze.objects.create(verschil=rij, van=van, discipline=Discipline(discipline))
    _vraag(rij, [van.pk], at)
    _log("gevraagd", rij, by, at, {"gebruiker_id": str(van.pk)})
    return visie


@transaction.atomic
def write_visie(*, verschil: Geschilpunt, gegevens: Mapping[str, str], by: Any, at: datetime) -> Zienswijze:
    """Write one's own view, once: who changes it after reading the others, did not write blind.

    The last view closes the round.

    :raises NietGevraagd: this person was not asked. :raises AlGeschreven: done.
    :raises RondeDicht: too late to be blind. :raises VisieNietHeel: a part is missing.
    """
    rij = _lock(verschil)
    visie = _eigen(rij, by)
    if visie.is_geschreven:
        raise AlGeschreven
    if rij.ronde_is_dicht:
        raise RondeDicht
    if not all(gegevens[deel].strip() for deel in DELEN):
        raise VisieNietHeel
    for deel in DELEN:
        setattr(visie, deel, gegevens[deel].strip())
    visie.geschreven_op = at
    visie.save(update_fields=[*DELEN, "geschreven_op"])
    _log("kijk_gegeven", rij, by, at, {"visie_id": str(visie.pk)})
    if not rij.visies.filter(geschreven_op=None).exists():
        _sluit(rij, "", by, at)
    return visie


@transaction.atomic
def close_ronde(*, verschil: Geschilpunt, omdat: str, mag_leiden: bool, by: Any, at: datetime) -> Geschilpunt:
    """Close the round before everybody wrote, with a reason. `mag_leiden`: the team leader of this household.

    :raises RondeDicht: it is over. :raises NietAanJou: by somebody else. :raises EerstZelf: by who was asked and
    did not write. :raises RedenOntbreekt: no reason.
    """
    rij = _lock(verschil)
    if rij.ronde_is_dicht:
        raise RondeDicht
    if by.pk != rij.gemaakt_door_id and not mag_leiden:
        raise NietAanJou
    if rij.visies.filter(van=by, geschreven_op=None).exists():
        raise EerstZelf
    if not omdat.strip():
        raise RedenOntbreekt("Schrijf op waarom je niet wacht op wie nog geen kijk gaf.")
    return _sluit(rij, omdat.strip()[:300], by, at)


@transaction.atomic
def add_kijk(
    *, verschil: Geschilpunt, kijk: str, van: Inwoner | None, hoe: str, niet_omdat: str, by: Any, at: datetime
) -> Geschilpunt:
    """Write how the resident sees it, in the own words, or why that is not known.

    :raises KijkStaatEr: it is there. :raises AlBesloten: too late. :raises KijkOntbreekt: neither was given.
    """
    rij = _lock(verschil)
    if rij.weet_kijk:
        raise KijkStaatEr
    if rij.is_besloten:
        raise AlBesloten
    if bool(kijk.strip()) == bool(niet_omdat.strip()):
        raise KijkOntbreekt
    if kijk.strip():
        rij.kijk, rij.kijk_van, rij.kijk_hoe = kijk.strip(), van, KijkHoe(hoe)
    else:
        rij.geen_kijk_omdat = niet_omdat.strip()[:300]
    rij.kijk_op, rij.kijk_door = at, by
    rij.save(update_fields=["kijk", "kijk_van", "kijk_hoe", "geen_kijk_omdat", "kijk_op", "kijk_door"])
    _log("kijk_van_inwoner", rij, by, at, {"gevraagd": bool(rij.kijk)})
    return rij


@transaction.atomic
def keep_dissent(*, verschil: Geschilpunt, tekst: str, by: Any, at: datetime) -> Zienswijze:
    """Write down that one still sees it differently; nobody takes that away, before or after the decision.

    :raises NietGevraagd: not asked. :raises RondeNogOpen: nothing to see differently yet.
    :raises AlGeschreven: it stands there. :raises VisieNietHeel: no own view, or no words.
    """
    rij = _lock(verschil)
    visie = _eigen(rij, by)
    if not rij.ronde_is_dicht:
        raise RondeNogOpen
    if visie.blijft_anders_op is not None:
        raise AlGeschreven("Wat jij anders ziet, staat er al en blijft staan.")
    if not visie.is_geschreven or not tekst.strip():
        raise VisieNietHeel("Geef eerst je eigen kijk, en schrijf daarna wat je nog steeds anders ziet.")
    visie.blijft_anders, visie.blijft_anders_op = tekst.strip(), at
    visie.save(update_fields=["blijft_anders", "blijft_anders_op"])
    _log("blijft_anders", rij, by, at, {"visie_id": str(visie.pk)})
    return visie


@transaction.atomic
def decide_verschil(
    *,
    verschil: Geschilpunt,
    wijze: str,
    namens: str,
    gesprek: str,
    gekozen: Zienswijze | None,
    kiest_inwoner: bool,
    besluit: str,
    redenen: str,
    terugkijken_op: date,
    beslisser: Beslisser,
    by: Any,
    at: datetime,
) -> Geschilpunt:
    """Decide with reasons, say whose view was chosen (of nobody: something new), and when people look back.

    :raises AlBesloten: done. :raises RondeNogOpen: views are still being written. :raises KijkOntbreekt: nobody
    asked the resident. :raises NietJouwBesluit: not in this way by this person. :raises WieBesliste: who is missing.
    :raises BesluitNietHeel: something is missing. :raises TerugkijkenLater: that day is not still to come.
    """
    rij = _lock(verschil)
    if rij.is_besloten:
        raise AlBesloten
    if not rij.ronde_is_dicht:
        raise RondeNogOpen
    if not rij.weet_kijk:
        raise KijkOntbreekt
    visies = list(rij.visies.all())
    if reden := waarom_niet(wijze, beslisser, ronde_van(visies)):
        raise NietJouwBesluit(reden)
    if vraagt_naam(wijze) and not namens.strip():
        raise WieBesliste
    if not all(tekst.strip() for tekst in (gesprek, besluit, redenen)) or (
        gekozen is not None and (gekozen.verschil_id != rij.pk or not gekozen.is_geschreven)
    ):
        raise BesluitNietHeel
    dag = localdate(at)
    if terugkijken_op <= dag:
        raise TerugkijkenLater
    rij.wijze, rij.besloten_namens, rij.gesprek = Besluitwijze(wijze), namens.strip()[:160], gesprek.strip()
    rij.gekozen, rij.kiest_inwoner = gekozen, kiest_inwoner and bool(rij.kijk)
    rij.besluit, rij.redenen, rij.terugkijken_op = besluit.strip(), redenen.strip(), terugkijken_op
    rij.besloten_door, rij.besloten_op = by, at
    rij.save()
    if not rij.casus.is_afgesloten:
        zet_termijn(
            casus=rij.casus, sleutel=TERUGKIJKEN, titel="Terugkijken op een verschil van inzicht",
            uitleg="Kijk wat er van het besluit kwam, en wiens kijk klopte.", begin=dag, einde=terugkijken_op,
            bron_id=rij.pk,
        )  # fmt: skip
    _log("besloten", rij, by, at, {"wijze": wijze})
    return rij


@transaction.atomic
def review_verschil(
    *, verschil: Geschilpunt, uitkomst: str, juist: list[UUID], inwoner_juist: bool, by: Any, at: datetime
) -> Geschilpunt:
    """Write what happened and whose view proved right (`juist` are views); nobody is judged by it.

    :raises NogGeenBesluit: nothing was decided. :raises AlTeruggekeken: done. :raises UitkomstOntbreekt: no words.
    """
    rij = _lock(verschil)
    if not rij.is_besloten:
        raise NogGeenBesluit
    if rij.teruggekeken_op is not None:
        raise AlTeruggekeken
    if not uitkomst.strip():
        raise UitkomstOntbreekt
    geschreven = rij.visies.exclude(geschreven_op=None)
    geschreven.filter(pk__in=juist).update(bleek_juist=True)
    geschreven.exclude(pk__in=juist).update(bleek_juist=False)
    rij.uitkomst, rij.teruggekeken_op, rij.teruggekeken_door = uitkomst.strip(), localdate(at), by
    rij.inwoner_bleek_juist = inwoner_juist if rij.kijk else None
    rij.save(update_fields=["uitkomst", "teruggekeken_op", "teruggekeken_door", "inwoner_bleek_juist"])
    finish_met_gebeurtenis(
        casus=rij.casus, sleutel=TERUGKIJKEN, op=localdate(at), by=by, at=at, bron_id=rij.pk
    )
    _log("teruggekeken", rij, by, at, {})
    return rij


def ronde_van(visies: list[Zienswijze]) -> Ronde:
    """Return how the round stands."""
    return Ronde(
        len(visies),
        sum(visie.is_geschreven for visie in visies),
        sum(visie.blijft_anders_op is not None for visie in visies),
    )


def _sluit(rij: Geschilpunt, omdat: str, by: Any, at: datetime) -> Geschilpunt:
    rij.ronde_dicht_op, rij.ronde_dicht_door, rij.ronde_dicht_omdat = at, by, omdat
    rij.save(update_fields=["ronde_dicht_op", "ronde_dicht_door", "ronde_dicht_omdat"])
    finish_met_gebeurtenis(casus=rij.casus, sleutel=RONDE, op=localdate(at), by=by, at=at, bron_id=rij.pk)
    is_afgehandeld(rij.get_absolute_url(), at=at)
    wie = {*rij.visies.values_list("van_id", flat=True), rij.gemaakt_door_id} - {by.pk}
    attendeer(voor=sorted(wie), soort="verschil", tekst=_ROND, url=rij.get_absolute_url(), at=at)
    _log("ronde_dicht", rij, by, at, {"voortijdig": bool(omdat)})
    return rij


def _vraag(rij: Geschilpunt, wie: list[UUID], at: datetime) -> None:
    attendeer(voor=wie, soort="verschil", tekst=_VRAAG, url=rij.get_absolute_url(), at=at)


def _lock(verschil: Geschilpunt) -> Geschilpunt:
    rij: Geschilpunt = (
        Geschilpunt.objects.select_for_update(of=("self",)).select_related("casus").get(pk=verschil.pk)
    )
    return rij


def _eigen(verschil: Geschilpunt, by: Any) -> Zienswijze:
    visie: Zienswijze | None = (
        Zienswijze.objects.select_for_update(of=("self",)).filter(verschil=verschil, van=by).first()
    )
    if visie is None:
        raise NietGevraagd
    return visie


def _log(wat: str, rij: Geschilpunt, by: Any, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(
        f"ruimte.verschil.{wat}", target=rij, by=by, at=at, huishouden_id=rij.huishouden_id, detail=detail
    )
