"""The list of what may go, its two controls, the destruction itself, and doing it again after a restore."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Max, ProtectedError, RestrictedError
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.sleutels import slot
from modules.dossier.bewaren import boek
from modules.dossier.bewaren.actions.afschrift import wipe_afschriften
from modules.dossier.bewaren.actions.bewaartermijn import termijnen_nu
from modules.dossier.bewaren.models import (
    Boekregel,
    Deelsoort,
    Lijststand,
    Regelstand,
    Uitzondering,
    Vernietigingslijst,
    Vernietigingsregel,
    Verzoek,
)
from modules.dossier.bewaren.queries.feiten import (
    feiten_van,
    feiten_van_huishouden,
    feiten_van_signaal,
    huishoudens_met_feiten,
    signalen_zonder_vervolg,
    uitzonderingen,
)
from modules.dossier.bewaren.rules.bewaren import Uitkomst, vernietigen_na
from modules.dossier.bewaren.vernietigen import (
    Geheel,
    bepaal,
    hoor_getuigen,
    verwijder_bestanden,
    verwijder_rijen,
)
from modules.dossier.models import Huishouden, Huishoudlid

_log = logging.getLogger(__name__)
_PER_KEER = 500


class LijstIsVerder(Refusal):
    text = "Deze lijst is al verder. Laad de pagina opnieuw."


class NietJouwControle(Refusal):
    pass


class LegeLijst(Refusal):
    text = "Op deze lijst staat niets dat mag worden vernietigd."


class RegelIsVerder(Refusal):
    text = "Hier is al over beslist. Laad de pagina opnieuw."


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """Something whose term has ended."""

    soort: str
    object_id: UUID
    aanduiding: str
    uitkomst: Uitkomst
    start: date
    vernietigen_na: date


def kandidaten(vandaag: date) -> Iterator[Kandidaat]:
    """Yield everything whose term has ended today; nothing is written. Three queries, read in parts."""
    termijnen, vrij = termijnen_nu(), uitzonderingen(vandaag)
    for huishouden in huishoudens_met_feiten().select_related("team").order_by("pk").iterator(_PER_KEER):
        feiten = feiten_van_huishouden(huishouden, vrij.get((Deelsoort.HUISHOUDEN, huishouden.pk)))
        uitkomst = vernietigen_na(feiten, termijnen)
        if uitkomst.mag_op(vandaag):
            yield _kandidaat(Deelsoort.HUISHOUDEN, huishouden.pk, aanduiding_van(huishouden), uitkomst)
    for signaal in signalen_zonder_vervolg().order_by("pk").iterator(_PER_KEER):
        uitkomst = vernietigen_na(
            feiten_van_signaal(signaal, vrij.get((Deelsoort.SIGNAAL, signaal.pk))), termijnen
        )
        if uitkomst.mag_op(vandaag):
            yield _kandidaat(Deelsoort.SIGNAAL, signaal.pk, f"Signaal {nummer_van(signaal.pk)}", uitkomst)


def _kandidaat(soort: str, object_id: UUID, aanduiding: str, uitkomst: Uitkomst) -> Kandidaat:
    if uitkomst.vernietigen_na is None or uitkomst.start is None:
        raise ValueError("Iets zonder einde van de bewaartijd komt op geen lijst.")
    return Kandidaat(soort, object_id, aanduiding, uitkomst, uitkomst.start, uitkomst.vernietigen_na)


def nummer_van(id_: UUID) -> str:
    """Return the short number by which a whole is called on a list: no name, and it can be looked up."""
    return id_.hex[-8:].upper()


def aanduiding_van(huishouden: Huishouden) -> str:
    """Return how a household is called on a list: a number and its team, never a name."""
    team = f", {huishouden.team.naam}" if huishouden.team else ""
    return f"Dossier {nummer_van(huishouden.pk)}{team}"[:120]


@transaction.atomic
def propose_due(*, at: datetime) -> int:
    """Put everything whose term has ended on the list that is being looked at; return how many were added.

    Nothing is destroyed here. What stands on a list already is not put on another.
    """
    with slot("vernietigingslijst"):
        al = set(
            Vernietigingsregel.objects.exclude(lijst__stand=Lijststand.KLAAR).values_list(
                "soort", "object_id"
            )
        )
        nieuw = [k for k in kandidaten(localdate(at)) if (k.soort, k.object_id) not in al]
        if not nieuw:
            return 0
        lijst = _open_lijst(at)
        Vernietigingsregel.objects.bulk_create(
            [
                Vernietigingsregel(
                    lijst=lijst, soort=k.soort, object_id=k.object_id, categorie=k.uitkomst.categorie,
                    aanduiding=k.aanduiding, reden=k.uitkomst.reden, start=k.start, vernietigen_na=k.vernietigen_na,
                )
                for k in nieuw
            ],
            ignore_conflicts=True,
        )  # fmt: skip
        audit.record("bewaren.lijst.aangevuld", target=lijst, at=at, soort="C", detail={"erbij": len(nieuw)})
        return len(nieuw)


def _open_lijst(at: datetime) -> Vernietigingslijst:
    lijst = Vernietigingslijst.objects.filter(stand=Lijststand.OPEN).first()
    if lijst is None:
        hoogste = Vernietigingslijst.objects.aggregate(hoogste=Max("nummer"))["hoogste"] or 0
        lijst = Vernietigingslijst.objects.create(nummer=hoogste + 1, gemaakt_op=at)
    return lijst


def put_verzoek_on_list(*, verzoek: Verzoek, at: datetime) -> Vernietigingsregel | None:
    """Put what a resident asked to destroy on the list: the person, or the household when there is no other.

    Inside the transaction of the decision.
    """
    if verzoek.inwoner_id is None or verzoek.huishouden_id is None:
        return None
    anderen = Huishoudlid.objects.filter(huishouden_id=verzoek.huishouden_id).exclude(
        inwoner_id=verzoek.inwoner_id
    )
    heel = not anderen.exists()
    soort = Deelsoort.HUISHOUDEN if heel else Deelsoort.PERSOON
    object_id = verzoek.huishouden_id if heel else verzoek.inwoner_id
    wie = "Dossier" if heel else "Persoon"
    with slot("vernietigingslijst"):
        bestaand = Vernietigingsregel.objects.filter(soort=soort, object_id=object_id)
        al: Vernietigingsregel | None = bestaand.exclude(lijst__stand=Lijststand.KLAAR).first()
        if al is not None:
            return al
        return Vernietigingsregel.objects.create(
            lijst=_open_lijst(at), soort=soort, object_id=object_id, categorie="verzoek", verzoek=verzoek,
            aanduiding=f"{wie} {nummer_van(object_id)}", start=verzoek.ontvangen_op, vernietigen_na=localdate(at),
            reden="De inwoner vroeg om vernietiging en dat is toegewezen (AVG artikel 17).",
        )  # fmt: skip


# -- looking at the list ------------------------------------------------------------------------


@transaction.atomic
def except_regel(
    *, regel: Vernietigingsregel, reden: str, tot: date | None, by: Any, at: datetime
) -> Uitzondering:
    """Take something off the list and keep it longer, with the reason.

    :raises RegelIsVerder: it went already, or stays already.
    """
    regel = (
        Vernietigingsregel.objects.select_for_update(of=("self",)).select_related("lijst").get(pk=regel.pk)
    )
    if regel.stand != Regelstand.VOORSTEL or regel.lijst.stand not in (Lijststand.OPEN, Lijststand.EERSTE):
        raise RegelIsVerder
    try:
        with transaction.atomic():
            rij = Uitzondering.objects.create(
                soort=regel.soort, object_id=regel.object_id, reden=reden, tot=tot, door=by, op=at
            )
    except IntegrityError:
        rij = Uitzondering.objects.get(soort=regel.soort, object_id=regel.object_id, opgeheven_op=None)
    regel.stand, regel.uitkomst, regel.verwerkt_op = Regelstand.UITGEZONDERD, reden[:300], at
    regel.save(update_fields=["stand", "uitkomst", "verwerkt_op"])
    audit.record(
        "bewaren.uitzondering.gemaakt", target=rij, by=by, at=at, soort="C", detail={"regel": str(regel.pk)}
    )
    return rij


@transaction.atomic
def put_back_regel(*, regel: Vernietigingsregel, by: Any, at: datetime) -> Vernietigingsregel:
    """Undo `except_regel` while the list is still being looked at."""
    regel = (
        Vernietigingsregel.objects.select_for_update(of=("self",)).select_related("lijst").get(pk=regel.pk)
    )
    if regel.stand != Regelstand.UITGEZONDERD or regel.lijst.stand not in (
        Lijststand.OPEN,
        Lijststand.EERSTE,
    ):
        raise RegelIsVerder
    Uitzondering.objects.filter(soort=regel.soort, object_id=regel.object_id, opgeheven_op=None).update(
        opgeheven_op=at, opgeheven_door=by
    )
    regel.stand, regel.uitkomst, regel.verwerkt_op = Regelstand.VOORSTEL, "", None
    regel.save(update_fields=["stand", "uitkomst", "verwerkt_op"])
    audit.record("bewaren.uitzondering.opgeheven", target=regel, by=by, at=at)
    return regel


@transaction.atomic
def control_first(*, lijst: Vernietigingslijst, by: Any, at: datetime) -> Vernietigingslijst:
    """Say, as the beheerder (archivist), that this list is right. Nothing goes yet.

    :raises NietJouwControle: that is not for this person.
    :raises LijstIsVerder, LegeLijst:
    """
    lijst = _op_slot(lijst)
    if lijst.stand != Lijststand.OPEN:
        raise LijstIsVerder
    if not by.has_rol(Rol.BEHEERDER):
        raise NietJouwControle("De eerste controle doet de beheerder.")
    if not lijst.regels.filter(stand=Regelstand.VOORSTEL).exists():
        raise LegeLijst
    lijst.stand, lijst.eerste_door, lijst.eerste_op = Lijststand.EERSTE, by, at
    lijst.teruggestuurd_omdat = ""
    _bewaar(lijst, "stand", "eerste_door", "eerste_op", "teruggestuurd_omdat")
    audit.record("bewaren.lijst.eerste_controle", target=lijst, by=by, at=at)
    return lijst


@transaction.atomic
def send_back(*, lijst: Vernietigingslijst, omdat: str, by: Any, at: datetime) -> Vernietigingslijst:
    """Send a list back to the first control, with what is wrong."""
    lijst = _op_slot(lijst)
    if lijst.stand != Lijststand.EERSTE:
        raise LijstIsVerder
    if not by.has_rol(Rol.FG):
        raise NietJouwControle("De tweede controle doet de privacyfunctionaris.")
    andere = Vernietigingslijst.objects.filter(stand=Lijststand.OPEN).first()
    if andere is not None:  # the daily task began a new one meanwhile: take its lines over
        Vernietigingsregel.objects.filter(lijst=andere).update(lijst=lijst)
        andere.delete()
    lijst.stand, lijst.eerste_door, lijst.eerste_op = Lijststand.OPEN, None, None
    lijst.teruggestuurd_omdat = omdat
    _bewaar(lijst, "stand", "eerste_door", "eerste_op", "teruggestuurd_omdat")
    audit.record("bewaren.lijst.teruggestuurd", target=lijst, by=by, at=at)
    return lijst


@transaction.atomic
def control_second(*, lijst: Vernietigingslijst, by: Any, at: datetime) -> Vernietigingslijst:
    """Say, as the privacyfunctionaris and as another person, that it may go. The work begins after this.

    :raises NietJouwControle: not the privacyfunctionaris, or the same person as the first.
    :raises LijstIsVerder: the first control is not done, or it went already.
    """
    lijst = _op_slot(lijst)
    if lijst.stand != Lijststand.EERSTE:
        raise LijstIsVerder
    if not by.has_rol(Rol.FG):
        raise NietJouwControle("De tweede controle doet de privacyfunctionaris.")
    if lijst.eerste_door_id == by.pk and not zaaifouten.staat_aan("een_mens_doet_beide_controles"):
        raise NietJouwControle("Jij deed de eerste controle. Een ander doet de tweede.")
    lijst.stand, lijst.tweede_door, lijst.tweede_op = Lijststand.BEZIG, by, at
    _bewaar(lijst, "stand", "tweede_door", "tweede_op")
    audit.record("bewaren.lijst.tweede_controle", target=lijst, by=by, at=at)
    return lijst


def _op_slot(lijst: Vernietigingslijst) -> Vernietigingslijst:
    rij: Vernietigingslijst = Vernietigingslijst.objects.select_for_update(of=("self",)).get(pk=lijst.pk)
    return rij


def _bewaar(lijst: Vernietigingslijst, *velden: str) -> None:
    lijst.versie += 1
    lijst.save(update_fields=[*velden, "versie"])


# -- the destruction ----------------------------------------------------------------------------


def run_lijst(*, lijst: Vernietigingslijst, at: datetime) -> int:
    """Destroy what two people agreed on, one whole at a time; return how many went.

    Each whole is one transaction: killed half way, the rest goes the next time. Files go after their
    rows, from the book, so that a file never stays because somebody pulled the plug.
    """
    if lijst.stand != Lijststand.BEZIG:
        return 0
    aantal = 0
    for regel in lijst.regels.filter(stand__in=[Regelstand.VOORSTEL, Regelstand.RIJEN_WEG]).order_by("id"):
        aantal += _doe_regel(lijst, regel, at)
    boek.schrijf_bij()
    with transaction.atomic():
        lijst = _op_slot(lijst)
        if lijst.stand == Lijststand.BEZIG:
            lijst.stand, lijst.klaar_op = Lijststand.KLAAR, at
            _bewaar(lijst, "stand", "klaar_op")
            audit.record(
                "bewaren.lijst.vernietigd", target=lijst, at=at, soort="D", detail={"aantal": aantal}
            )
    return aantal


def _doe_regel(lijst: Vernietigingslijst, regel: Vernietigingsregel, at: datetime) -> int:
    if regel.stand == Regelstand.VOORSTEL:
        try:
            if not destroy_rijen(lijst=lijst, regel=regel, at=at):
                return 0
        except (ProtectedError, RestrictedError, DatabaseError) as fout:
            _log.error("vernietiging: %s lukte niet (%s)", regel.pk, type(fout).__name__)
            _sla_over(
                regel, "Dit lukte niet door een fout bij ons. Het staat straks op een nieuwe lijst.", at
            )
            return 0
    verwijder_bestanden(_bestanden_uit_boek(regel))
    _wis_afschriften(regel.soort, regel.object_id, at)
    Vernietigingsregel.objects.filter(pk=regel.pk).update(stand=Regelstand.WEG, verwerkt_op=at)
    return 1


@transaction.atomic
def _wis_afschriften(soort: str, object_id: UUID, at: datetime) -> None:
    """Wipe the copies made for a resident that hold a part of what went, also those of another household."""
    if soort == Deelsoort.HUISHOUDEN:
        wipe_afschriften(at=at, huishouden_id=object_id)


def _bestanden_uit_boek(regel: Vernietigingsregel) -> list[Any]:
    regels = Boekregel.objects.filter(soort=regel.soort, object_id=regel.object_id)
    return [bestand for lijst in regels.values_list("bestanden", flat=True) for bestand in lijst]


@transaction.atomic
def destroy_rijen(*, lijst: Vernietigingslijst, regel: Vernietigingsregel, at: datetime) -> bool:
    """Destroy the rows of one whole and write the book, in one transaction; False when it may not go (any more)."""
    regel = Vernietigingsregel.objects.select_for_update(of=("self",)).get(pk=regel.pk)
    if regel.stand != Regelstand.VOORSTEL:
        return regel.stand == Regelstand.RIJEN_WEG
    tegen = _houdt_nu_tegen(regel, localdate(at))
    if tegen:
        _sla_over(regel, tegen, at)
        return False
    geheel = bepaal(regel.soort, regel.object_id)
    _schrijf_boek(lijst, regel, geheel, at)
    getuigen = hoor_getuigen(geheel)
    verwijder_rijen(geheel)
    for vertel in getuigen:
        vertel(lijst.tweede_door, at)
    regel.stand, regel.aantallen, regel.verwerkt_op = Regelstand.RIJEN_WEG, geheel.aantallen, at
    regel.save(update_fields=["stand", "aantallen", "verwerkt_op"])
    huishouden = regel.object_id if regel.soort == Deelsoort.HUISHOUDEN else None
    audit.record(
        "bewaren.dossier.vernietigd", target=regel, huishouden_id=huishouden, by=lijst.tweede_door, at=at, soort="D",
        detail={"lijst": lijst.nummer, "soort": regel.soort, "aantallen": geheel.aantallen},
    )  # fmt: skip
    return True


def _houdt_nu_tegen(regel: Vernietigingsregel, vandaag: date) -> str:
    """Return why something may not go now, though it was on the list: the facts are read again."""
    if regel.soort == Deelsoort.PERSOON:
        feiten = _feiten_van_persoon(regel, vandaag)
    else:
        Huishouden.objects.select_for_update(of=("self",)).filter(pk=regel.object_id).first()
        feiten = feiten_van(regel.soort, regel.object_id, vandaag)
    if feiten is None:
        return "Dit is er niet meer."
    if regel.verzoek_id is not None:
        tegen = [zin for zin in feiten.houdt_tegen if "verzoek" not in zin]
        return " ".join(tegen)
    uitkomst = vernietigen_na(feiten, termijnen_nu())
    return "" if uitkomst.mag_op(vandaag) else uitkomst.reden


def _feiten_van_persoon(regel: Vernietigingsregel, vandaag: date) -> Any:
    huishouden = (
        Huishoudlid.objects.filter(inwoner_id=regel.object_id).values_list("huishouden_id", flat=True).first()
    )
    return feiten_van(Deelsoort.HUISHOUDEN, huishouden, vandaag) if huishouden else None


def _sla_over(regel: Vernietigingsregel, waarom: str, at: datetime) -> None:
    Vernietigingsregel.objects.filter(pk=regel.pk).update(
        stand=Regelstand.OVERGESLAGEN, uitkomst=waarom[:300], verwerkt_op=at
    )


def _schrijf_boek(
    lijst: Vernietigingslijst, regel: Vernietigingsregel, geheel: Geheel, at: datetime
) -> Boekregel:
    with slot("vernietigingsboek"):
        vorige = Boekregel.objects.order_by("-id").values_list("sha256", flat=True).first() or ""
        afdruk = hashlib.sha256(f"{vorige}|{geheel.afdruk}|{at.isoformat()}".encode()).hexdigest()
        return Boekregel.objects.create(
            op=at, soort=regel.soort, object_id=regel.object_id, personen=geheel.personen,
            bestanden=[list(bestand) for bestand in geheel.bestanden], categorie=regel.categorie,
            grondslag=grondslag_van(regel.categorie), lijst_nummer=lijst.nummer,
            eerste=getattr(lijst.eerste_door, "naam", ""), tweede=getattr(lijst.tweede_door, "naam", ""),
            aantallen=geheel.aantallen, sha256=afdruk, vorige=vorige,
        )  # fmt: skip


def grondslag_van(categorie: str) -> str:
    """Return the law by which something goes."""
    if categorie == "verzoek":
        return "Verzoek van de inwoner (AVG artikel 17)"
    return str(termijnen_nu()[categorie].grondslag)


# -- after a restore ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Nagespeeld:
    """What replaying the book did."""

    regels: int
    opnieuw: int
    rijen: int
    bestanden: int


def replay_boek(*, bron: Path | None = None, at: datetime) -> Nagespeeld:
    """Destroy again whatever the book says went before, after an older copy was put back. Safe to run twice.

    The lines come from the table and from the file outside the database together.
    """
    bekend = {rij.pk: rij for rij in Boekregel.objects.all()}
    for regel in boek.lees(bron):
        rij = boek.als_rij(regel)
        bekend.setdefault(rij.pk, rij)
    tel: Counter[str] = Counter()
    for rij in sorted(bekend.values(), key=lambda rij: rij.pk):
        tel.update(_speel_na(rij, at))
    return Nagespeeld(len(bekend), tel["opnieuw"], tel["rijen"], tel["bestanden"])


@transaction.atomic
def _speel_na(rij: Boekregel, at: datetime) -> dict[str, int]:
    if not Boekregel.objects.filter(pk=rij.pk).exists():
        Boekregel.objects.bulk_create([rij], ignore_conflicts=True)
    geheel = bepaal(rij.soort, rij.object_id)
    geheel.personen = sorted({*geheel.personen, *_nog_van(rij)})
    rijen = sum(len(ids) for ids in geheel.rijen.values())
    if rijen:
        verwijder_rijen(geheel)
        audit.record(
            "bewaren.dossier.nagespeeld", target=rij, at=at, soort="D", detail={"aantallen": geheel.aantallen},
            huishouden_id=rij.object_id if rij.soort == Deelsoort.HUISHOUDEN else None,
        )  # fmt: skip
    _wis_afschriften(rij.soort, rij.object_id, at)
    bestanden = {tuple(bestand) for bestand in [*rij.bestanden, *geheel.bestanden]}
    transaction.on_commit(lambda: verwijder_bestanden(bestanden))
    return {"opnieuw": int(bool(rijen)), "rijen": rijen, "bestanden": len(bestanden)}


def _nog_van(rij: Boekregel) -> Iterable[UUID]:
    """Return the people who went with this whole: they must not stay behind without a household."""
    if rij.soort != Deelsoort.HUISHOUDEN:
        return rij.personen
    elders = Huishoudlid.objects.filter(inwoner_id__in=rij.personen).exclude(huishouden_id=rij.object_id)
    return set(rij.personen) - set(elders.values_list("inwoner_id", flat=True))
