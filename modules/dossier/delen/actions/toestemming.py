"""Ask for consent, write down each answer, withdraw it, and let it end by itself (F076)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.opslag.poort import Gekeurd
from keukentafel.values.bevinding import Bevinding
from keukentafel.values.datum_tekst import datum_voluit
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.delen.actions.toegang import close_bron, open_met_toestemming
from modules.dossier.delen.models import Toestemming, Toestemminggever
from modules.dossier.delen.models.toestemming import BIJNA_AF
from modules.dossier.delen.rules.aannemelijk import duur_klopt, grondslag_kan, weer_vragen_vanaf
from modules.dossier.delen.rules.wie_geeft import WieGeeft, uitslag
from modules.dossier.delen.wie import wie_geeft_voor
from modules.dossier.delen.woorden import Hoe, Soort, ToestemmingStand
from modules.dossier.documenten.actions.document import add_document
from modules.dossier.documenten.models import Documentsoort
from modules.dossier.models import Huishouden, Inwoner, TijdlijnGroep
from modules.dossier.toegang.attenderen import attendeer
from modules.dossier.toegang.models import Attendering
from modules.inrichting.rules.protocol import Categorie

BIJNA, OPNIEUW = "toestemming_bijna_af", "toestemming_opnieuw"
TITEL = {
    Soort.GRONDSLAG: "Toestemming om gegevens te verwerken",
    Soort.GEHEIM: "Toestemming om iets te delen",
    Soort.HULP: "Instemming met hulp",
}


class NietAannemelijk(Refusal):
    """The consent cannot be asked like this; `bevindingen` says why, each at its field."""

    def __init__(self, bevindingen: Collection[Bevinding]) -> None:
        self.bevindingen = tuple(bevindingen)
        super().__init__(" ".join(bevinding.text for bevinding in self.bevindingen))


class NiemandMagBeslissen(Refusal):
    """The rule of age and gezag finds nobody to ask."""


class TeVroegOpnieuw(Refusal):
    """The same was refused a short while ago."""


class AlBeantwoord(Refusal):
    text = "Deze vraag om toestemming is al afgerond. Vraag de toestemming opnieuw als er iets verandert."


class GeenPapier(Refusal):
    text = "De scan van dit antwoord is al bewaard. Een nieuwe versie voeg je toe bij Documenten."


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What a consent says, beside who gives it."""

    soort: str
    kaderwet: str
    waarvoor: str
    van: date
    tot_en_met: date
    categorieen: tuple[str, ...] = ()
    leefgebieden: tuple[str, ...] = ()
    vraag: str = ""
    hulp: str = ""
    melding: Any = None
    aan_functie: str = ""
    aan_gebruiker: Any = None
    aan_organisatie: Any = None
    uitzondering: str = ""
    uitzondering_omdat: str = ""
    kan_zelf: bool = True
    is_eigen_belang: bool = True
    mag_nee_zeggen: bool = True
    is_wettelijke_taak: bool = False


@transaction.atomic
def ask_toestemming(
    *, huishouden: Huishouden, inwoner: Inwoner, inhoud: Inhoud, by: Any, at: datetime, id: UUID | None = None
) -> Toestemming:
    """Ask for one consent: a row for it, and one for each who has to answer.

    :raises NietAannemelijk: the ground cannot be consent, or the period is not right.
    :raises NiemandMagBeslissen: nobody may decide now.
    :raises TeVroegOpnieuw: the same was refused less than 90 days ago.
    """
    if id and (al := Toestemming.objects.filter(pk=id, huishouden=huishouden).first()):
        return al
    dag = localdate(at)
    _controleer(inhoud, dag)
    wie = wie_geeft_voor(inwoner, dag, inhoud)
    if wie.fout:
        raise NiemandMagBeslissen(wie.fout)
    _niet_te_vroeg(inwoner, inhoud, dag)
    rij = _maak(huishouden, inwoner, inhoud, wie, by=by, at=at, id=id)
    _regel(rij, "gevraagd", "help-circle", by=by, at=at)
    audit.record("delen.toestemming.gevraagd", target=rij, by=by, at=at, soort="maken", detail=_detail(rij))
    return rij


def _controleer(inhoud: Inhoud, dag: date) -> None:
    gevonden = list(duur_klopt(inhoud.van, inhoud.tot_en_met, dag))
    if inhoud.uitzondering and not inhoud.uitzondering_omdat.strip():
        gevonden.append(
            Bevinding("Schrijf op waarom de ouders hier niet meebeslissen.", "uitzondering_omdat")
        )
    if inhoud.soort == Soort.GRONDSLAG:
        gevonden += grondslag_kan(
            heeft_hulpvraag=inhoud.melding is not None,
            is_eigen_belang=inhoud.is_eigen_belang,
            mag_nee_zeggen=inhoud.mag_nee_zeggen,
            is_wettelijke_taak=inhoud.is_wettelijke_taak,
        )
    if gevonden:
        raise NietAannemelijk(gevonden)


def _maak(
    huishouden: Huishouden,
    inwoner: Inwoner,
    inhoud: Inhoud,
    wie: WieGeeft,
    *,
    by: Any,
    at: datetime,
    id: UUID | None = None,
    opnieuw_van: Toestemming | None = None,
) -> Toestemming:
    rij = Toestemming(
        huishouden=huishouden,
        inwoner=inwoner,
        soort=inhoud.soort,
        kaderwet=inhoud.kaderwet,
        categorieen=sorted(inhoud.categorieen),
        leefgebieden=sorted(inhoud.leefgebieden),
        vraag=inhoud.vraag,
        hulp=inhoud.hulp,
        melding=inhoud.melding,
        aan_functie=inhoud.aan_functie,
        aan_gebruiker=inhoud.aan_gebruiker,
        aan_organisatie=inhoud.aan_organisatie,
        waarvoor=inhoud.waarvoor,
        van=inhoud.van,
        tot_en_met=inhoud.tot_en_met,
        leeftijdsgrond=wie.grond[:300],
        grond_tot=wie.grond_tot,
        uitzondering=inhoud.uitzondering,
        uitzondering_omdat=inhoud.uitzondering_omdat,
        kan_zelf=inhoud.kan_zelf,
        gevraagd_op=at,
        gevraagd_door=by,
        opnieuw_van=opnieuw_van,
    )
    if id:
        rij.id = id
    rij.save(force_insert=True)
    Toestemminggever.objects.bulk_create(
        Toestemminggever(
            toestemming=rij,
            inwoner_id=gever.mens.id,
            naam=gever.mens.naam,
            hoedanigheid=gever.hoedanigheid,
            volgorde=nummer,
        )
        for nummer, gever in enumerate(wie.gevers)
    )
    return rij


def _niet_te_vroeg(inwoner: Inwoner, inhoud: Inhoud, dag: date) -> None:
    zelfde = Toestemming.objects.filter(
        inwoner=inwoner,
        soort=inhoud.soort,
        aan_functie=inhoud.aan_functie,
        aan_gebruiker=inhoud.aan_gebruiker,
        aan_organisatie=inhoud.aan_organisatie,
        niet_vragen_tot__gt=dag,
    )
    if inhoud.soort == Soort.HULP:
        zelfde = zelfde.filter(hulp=inhoud.hulp)
    vroeger = zelfde.order_by("-niet_vragen_tot").first()
    if vroeger is not None and vroeger.niet_vragen_tot is not None:
        raise TeVroegOpnieuw(
            f"Hier is al nee op gezegd. Vraag het niet opnieuw voor {datum_voluit(vroeger.niet_vragen_tot)}. "
            "Begint de inwoner er zelf over? Leg dan vast wat er anders is in een notitie."
        )


@transaction.atomic
def record_antwoord(
    *,
    toestemming: Toestemming,
    gever: Toestemminggever,
    antwoord: str,
    hoe: str,
    op: date,
    by: Any,
    at: datetime,
) -> Toestemming:
    """Write down what one of them said. The last yes opens, the first no closes the question.

    :raises AlBeantwoord: it was settled already.
    """
    rij = _op_slot(toestemming)
    if rij.stand != ToestemmingStand.GEVRAAGD:
        raise AlBeantwoord
    stem = rij.gevers.get(pk=gever.pk)
    stem.antwoord, stem.hoe, stem.op, stem.vastgelegd_door = antwoord, hoe, op, by
    stem.save(update_fields=["antwoord", "hoe", "op", "vastgelegd_door"])
    audit.record(
        "delen.toestemming.beantwoord",
        target=rij,
        by=by,
        at=at,
        detail={"gever": str(stem.pk), "antwoord": antwoord, "hoe": hoe},
    )
    stand = uitslag(list(rij.gevers.values_list("antwoord", flat=True)))
    if stand != ToestemmingStand.GEVRAAGD:
        _besluit(rij, stand, by=by, at=at)
    return rij


@transaction.atomic
def keep_scan(
    *,
    toestemming: Toestemming,
    gever: Toestemminggever,
    bestand: Gekeurd,
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Toestemminggever:
    """Keep the paper that was signed with the answer that it holds.

    :raises GeenPapier: the answer was not given on paper, or its scan is kept already.
    """
    _op_slot(toestemming)
    stem: Toestemminggever = toestemming.gevers.get(pk=gever.pk)
    if stem.scan_id is not None and stem.scan_id == id:
        return stem  # the same form, sent twice
    if stem.hoe != Hoe.PAPIER or (stem.scan is not None and stem.scan.ingetrokken_op is None):
        raise GeenPapier
    stem.scan = add_document(
        huishouden=toestemming.huishouden,
        bestand=bestand,
        titel=f"Toestemming op papier van {stem.naam}"[:120],
        soort=Documentsoort.TOESTEMMING,
        categorie=Categorie.PLAN,
        inwoner=toestemming.inwoner,
        by=by,
        at=at,
        id=id,
    )
    stem.save(update_fields=["scan"])
    detail = {"gever": str(stem.pk), "document": str(stem.scan_id)}
    audit.record("delen.toestemming.scan_bewaard", target=toestemming, by=by, at=at, detail=detail)
    return stem


def _besluit(rij: Toestemming, stand: ToestemmingStand, *, by: Any, at: datetime) -> None:
    rij.stand, rij.besloten_op, rij.versie = stand, at, rij.versie + 1
    if stand == ToestemmingStand.GEGEVEN:
        open_met_toestemming(rij, by=by, at=at)
        _regel(rij, "gegeven", "shield-check", by=by, at=at)
        audit.record("delen.toestemming.gegeven", target=rij, by=by, at=at, detail=_detail(rij))
    else:
        rij.niet_vragen_tot = weer_vragen_vanaf(localdate(at))
        _regel(rij, "niet gegeven", "hand-stop", by=by, at=at)
        audit.record("delen.toestemming.niet_gegeven", target=rij, by=by, at=at, detail=_detail(rij))
    rij.save(update_fields=["stand", "besloten_op", "niet_vragen_tot", "versie"])


@transaction.atomic
def withdraw_toestemming(*, toestemming: Toestemming, wie: str, by: Any, at: datetime) -> Toestemming:
    """Take a consent back. What it opened is closed at the next request; the history stays.

    Withdrawing is as easy as giving (AVG 7 lid 3): one of those who agreed is enough. Twice is once.
    """
    rij = _op_slot(toestemming)
    if rij.stand not in (ToestemmingStand.GEGEVEN, ToestemmingStand.GEVRAAGD):
        return rij
    rij.stand, rij.ingetrokken_op, rij.ingetrokken_door = ToestemmingStand.INGETROKKEN, at, by
    rij.ingetrokken_wie, rij.versie = wie[:160], rij.versie + 1
    rij.save(update_fields=["stand", "ingetrokken_op", "ingetrokken_door", "ingetrokken_wie", "versie"])
    close_bron(rij, omdat="De toestemming is ingetrokken", at=at)
    _regel(rij, "ingetrokken", "lock", by=by, at=at)
    audit.record("delen.toestemming.ingetrokken", target=rij, by=by, at=at, detail=_detail(rij))
    return rij


@transaction.atomic
def end_lapsed(*, at: datetime) -> int:
    """End what ended by itself, and ask again where others decide from a birthday on; return how many.

    Safe to run twice: a consent that ended is not found again.
    """
    dag = localdate(at)
    levend = Toestemming.objects.select_for_update(of=("self",)).select_related("inwoner", "huishouden")
    over = levend.filter(
        Q(stand=ToestemmingStand.GEGEVEN, tot_en_met__lt=dag)
        | Q(stand__in=[ToestemmingStand.GEGEVEN, ToestemmingStand.GEVRAAGD], grond_tot__lte=dag)
    )
    aantal = 0
    for rij in over.order_by("id"):
        aantal += 1
        _verloop(rij, dag, at)
    return aantal


@transaction.atomic
def warn_bijna_af(*, at: datetime) -> int:
    """Tell who asked for a consent that it ends within thirty days; return how many were told. Once each."""
    dag, aantal = localdate(at), 0
    rijen = Toestemming.objects.filter(
        stand=ToestemmingStand.GEGEVEN, tot_en_met__range=(dag, dag + BIJNA_AF)
    ).exclude(gevraagd_door=None)
    for rij in rijen.order_by("id"):
        if Attendering.objects.filter(soort=BIJNA, url=rij.get_absolute_url()).exists():
            continue
        _attendeer(rij, BIJNA, "Een toestemming loopt binnen 30 dagen af. Vraag je het opnieuw?", at)
        aantal += 1
    return aantal


def _attendeer(rij: Toestemming, soort: str, tekst: str, at: datetime) -> None:
    if rij.gevraagd_door_id is not None:
        attendeer(voor=[rij.gevraagd_door_id], soort=soort, tekst=tekst, url=rij.get_absolute_url(), at=at)


def _verloop(rij: Toestemming, dag: date, at: datetime) -> None:
    door_leeftijd = rij.grond_tot is not None and rij.grond_tot <= dag and rij.tot_en_met >= dag
    rij.stand, rij.versie = ToestemmingStand.VERLOPEN, rij.versie + 1
    rij.verlopen_omdat = (
        "Vanaf deze verjaardag beslist iemand anders" if door_leeftijd else "De laatste dag is voorbij"
    )
    rij.save(update_fields=["stand", "verlopen_omdat", "versie"])
    close_bron(rij, omdat=rij.verlopen_omdat, at=at)
    _regel(rij, "afgelopen", "clock", by=None, at=at)
    audit.record("delen.toestemming.verlopen", target=rij, by=None, at=at, detail=_detail(rij))
    if door_leeftijd:
        _vraag_opnieuw(rij, dag, at)


def _vraag_opnieuw(oud: Toestemming, dag: date, at: datetime) -> None:
    """Ask the same of who decides from today; when nobody may, the line on the timeline says enough."""
    inhoud = Inhoud(
        soort=oud.soort,
        kaderwet=oud.kaderwet,
        waarvoor=oud.waarvoor,
        van=dag,
        tot_en_met=oud.tot_en_met,
        categorieen=tuple(oud.categorieen),
        leefgebieden=tuple(oud.leefgebieden),
        vraag=oud.vraag,
        hulp=oud.hulp,
        melding=oud.melding,
        aan_functie=oud.aan_functie,
        aan_gebruiker=oud.aan_gebruiker,
        aan_organisatie=oud.aan_organisatie,
    )
    wie = wie_geeft_voor(oud.inwoner, dag, inhoud)
    if wie.fout:
        return
    rij = _maak(oud.huishouden, oud.inwoner, inhoud, wie, by=oud.gevraagd_door, at=at, opnieuw_van=oud)
    _regel(rij, "opnieuw gevraagd na een verjaardag", "help-circle", by=None, at=at)
    _attendeer(
        rij, OPNIEUW, "Na een verjaardag beslist iemand anders over een toestemming. Vraag het opnieuw.", at
    )
    audit.record(
        "delen.toestemming.opnieuw_gevraagd", target=rij, by=None, at=at, soort="maken", detail=_detail(rij)
    )


def _op_slot(toestemming: Toestemming) -> Toestemming:
    rij: Toestemming = (
        Toestemming.objects.select_for_update(of=("self",))
        .select_related("inwoner", "huishouden")
        .get(pk=toestemming.pk)
    )
    return rij


def _regel(rij: Toestemming, stand: str, icoon: str, *, by: Any, at: datetime) -> None:
    """Write on the timeline that it happened; not to whom or about what: not everybody may know that."""
    schrijf_tijdlijn(
        huishouden=rij.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon=icoon,
        titel=f"{TITEL[Soort(rij.soort)]} {stand}",
        at=at,
        by=by,
        bij=rij,
        categorie=Categorie.PLAN,
    )


def _detail(rij: Toestemming) -> dict[str, Any]:
    return {"soort": rij.soort, "categorieen": list(rij.categorieen), "stand": rij.stand}
