"""What the gemeente does about looking along: say yes or no, withdraw, and choose what always holds.

Each act changes the row of the gemeente first, and then tells the supplier's half how it stands.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity import geheim
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import huidige_gemeente, in_platform, sleutels
from modules.ondersteuning.meekijken import DOEL, geen_toegang
from modules.ondersteuning.models import Inkijk, Stand, Toegangskeuze
from modules.ondersteuning.rollen import HAALT_MASKER_WEG, LAAT_TOE
from support.actions.ticket import StaatIetsPersoonlijksIn
from support.actions.toegang import NOOD_GELDT
from support.models import MAG_KIJKEN, Omvang, Toegang, ToegangStand
from support.models import Stand as Ticketstand
from support.rules.persoonlijk import persoonlijk_in
from support.taken import open_rol, sluit_rol

TE_GEBRUIKEN = timedelta(hours=8)
"""After a yes the supplier begins within this time; from then on the agreed minutes run."""


NIEMAND = "Deze gemeente laat niemand meekijken."
"""The answer of the standing wish, in the place of somebody's."""
_VOORAF = {ToegangStand.TOEGESTAAN: (ToegangStand.GEVRAAGD,), ToegangStand.LOOPT: MAG_KIJKEN}
"""How a request stands before it opens: what the supplier took back meanwhile does not come to life again."""


class NietMeerGevraagd(Refusal):
    text = "Deze vraag is al beantwoord, of de leverancier heeft hem ingetrokken."


class MagNietToelaten(Refusal):
    text = "Alleen een beheerder of de privacyfunctionaris laat de leverancier meekijken."


class MaskerBlijft(Refusal):
    text = "Alleen de privacyfunctionaris kan gegevens van inwoners leesbaar maken. Laat de maskers aan."


class GeenDossierGekozen(Refusal):
    text = "Kies het huishouden waar de vraag over gaat. Plak het webadres van de pagina van het huishouden."


class ToegangStaatUit(Refusal):
    text = "Jullie hebben ‘Geen toegang’ aangezet. Zet dat eerst uit als de leverancier toch mag meekijken."


class GeenOgen(Refusal):
    text = "Kies iemand die nog een account heeft. De leverancier ziet nooit meer dan die persoon."


@transaction.atomic
def allow_inkijk(
    *,
    toegang_id: UUID,
    ogen: Gebruiker,
    by: Gebruiker,
    at: datetime,
    huishouden_id: UUID | None = None,
    is_gemaskeerd: bool = True,
) -> Inkijk:
    """Let the supplier look along, with the rights of `ogen`.

    :raises Refusal: not asked any more, not yours to allow, no household chosen, or a mask you may not lift.
    """
    _eis_rol(by)
    with sleutels.slot(DOEL):  # who chooses `geen toegang` at this moment goes first, or sees this look
        if geen_toegang():
            raise ToegangStaatUit
    if not is_gemaskeerd and not HAALT_MASKER_WEG & by.rollen:
        raise MaskerBlijft
    if not ogen.is_actief:
        raise GeenOgen
    gevraagd = _gevraagd(toegang_id)
    if gevraagd.omvang == Omvang.DOSSIER and huishouden_id is None:
        raise GeenDossierGekozen
    inkijk = _maak(
        gevraagd,
        Stand.TOEGESTAAN,
        at=at,
        by=by,
        ogen=ogen,
        huishouden_id=huishouden_id,
        gemaskeerd=is_gemaskeerd,
    )
    _vertel(inkijk, ToegangStand.TOEGESTAAN, at=at)
    _noteer("ondersteuning.meekijken.toegestaan", inkijk, by=by, at=at)
    transaction.on_commit(lambda: open_rol.delay(str(inkijk.pk)), robust=True)
    return inkijk


@transaction.atomic
def refuse_inkijk(*, toegang_id: UUID, antwoord: str, by: Gebruiker, at: datetime) -> Inkijk:
    """Say no, with a word to the supplier.

    :raises Refusal: not asked any more, not yours to answer, or there is data of a person in the word.
    """
    _eis_rol(by)
    gevonden = persoonlijk_in(antwoord)
    if gevonden:
        raise StaatIetsPersoonlijksIn(gevonden)
    inkijk = _maak(_gevraagd(toegang_id), Stand.GEWEIGERD, at=at, by=by, antwoord=antwoord)
    _vertel(inkijk, ToegangStand.GEWEIGERD, at=at)
    _noteer("ondersteuning.meekijken.afgewezen", inkijk, by=by, at=at)
    return inkijk


@transaction.atomic
def refuse_allen(*, by: Gebruiker | None, at: datetime) -> int:
    """Answer every request that waits with what the gemeente always says; return how many."""
    hier = huidige_gemeente().id
    with in_platform():
        wacht = Toegang.objects.filter(gemeente_id=hier, stand=ToegangStand.GEVRAAGD, is_nood=False)
        ids = list(wacht.values_list("pk", flat=True))
    for id_ in ids:
        inkijk = _maak(_gevraagd(id_), Stand.GEWEIGERD, at=at, by=by, antwoord=NIEMAND)
        _vertel(inkijk, ToegangStand.GEWEIGERD, at=at)
        _noteer("ondersteuning.meekijken.afgewezen", inkijk, by=by, at=at)
    return len(ids)


@transaction.atomic
def allow_nood(*, toegang_id: UUID, at: datetime) -> Inkijk | None:
    """Open a look that two people of the supplier asked for in an emergency; told to the gemeente afterwards.

    It is masked, whatever happens. With `geen toegang` on it does not open: None. Nor when only one person
    asked: what the supplier wrote down about itself is not taken on trust.
    """
    gevraagd = _gevraagd(toegang_id, nood=True)
    with sleutels.slot(DOEL):
        niemand = geen_toegang()
    ogen = Gebruiker.objects.filter(pk=gevraagd.ticket.indiener_id, is_actief=True).first()
    met_twee = gevraagd.tweede_id not in (None, gevraagd.gevraagd_door_id)
    is_vers = gevraagd.tweede_op is not None and at < gevraagd.tweede_op + NOOD_GELDT
    mag = not niemand and met_twee and is_vers and ogen is not None and gevraagd.omvang != Omvang.DOSSIER
    antwoord = "" if mag else NIEMAND if niemand else "Dit kan niet zonder de gemeente."
    stand = Stand.TOEGESTAAN if mag else Stand.GEWEIGERD
    inkijk = _maak(gevraagd, stand, at=at, by=None, ogen=ogen, antwoord=antwoord)
    _vertel(inkijk, ToegangStand.TOEGESTAAN if mag else ToegangStand.GEWEIGERD, at=at)
    _noteer("ondersteuning.meekijken.nood", inkijk, by=None, at=at)
    if mag:
        transaction.on_commit(lambda: open_rol.delay(str(inkijk.pk)), robust=True)
    return inkijk if mag else None


@transaction.atomic
def withdraw_inkijk(*, inkijk_id: UUID, by: Gebruiker, at: datetime) -> Inkijk:
    """Take the yes back. The look ends at its next request.

    :raises Refusal: it is over already, or not yours to end.
    """
    _eis_rol(by)
    inkijk = _open(inkijk_id)
    _sluit(inkijk, Stand.INGETROKKEN, at=at, by=by)
    return inkijk


@transaction.atomic
def stop_inkijk(*, inkijk_id: UUID, at: datetime) -> None:
    """End a look because the supplier stopped, or it cannot go on; over already is fine."""
    inkijk = Inkijk.objects.select_for_update().filter(pk=inkijk_id).first()
    if inkijk is not None and inkijk.is_open:
        _sluit(inkijk, Stand.GESTOPT, at=at)
        return
    hier = huidige_gemeente().id
    with in_platform():
        Toegang.objects.filter(
            pk=inkijk_id, gemeente_id=hier, stand=ToegangStand.GESTOPT, geeindigd_op=None
        ).update(geeindigd_op=at)


@transaction.atomic
def close_over_tijd(*, at: datetime) -> list[Inkijk]:
    """End every look whose time is over; return them. What only the supplier still knows of, ends there."""
    voorbij = list(Inkijk.objects.select_for_update().over_tijd(at))
    for inkijk in voorbij:
        _sluit(inkijk, Stand.VOORBIJ, at=at)
    hier = huidige_gemeente().id
    with in_platform():
        Toegang.objects.filter(gemeente_id=hier, stand__in=MAG_KIJKEN, tot__lte=at).update(
            stand=ToegangStand.VOORBIJ, geeindigd_op=F("tot"), code_afdruk="", code_tot=None
        )
    return voorbij


@transaction.atomic
def end_na_terugzetten(*, at: datetime) -> None:
    """End every look: the tables were put back from a copy, and the yes was about those of before."""
    for inkijk in Inkijk.objects.select_for_update().filter(stand__in=(Stand.TOEGESTAAN, Stand.LOOPT)):
        _sluit(inkijk, Stand.GESTOPT, at=at)
    hier = huidige_gemeente().id
    with in_platform():
        Toegang.objects.filter(gemeente_id=hier, stand__in=MAG_KIJKEN).update(
            stand=ToegangStand.GESTOPT, geeindigd_op=at, code_afdruk="", code_tot=None
        )


@transaction.atomic
def choose_toegang(*, geen: bool, reden: str, versie: int, by: Gebruiker, at: datetime) -> Toegangskeuze:
    """Let nobody of the supplier in from now on, or let requests be made again. What runs, ends.

    :raises Verouderd: somebody else chose meanwhile.
    :raises Refusal: not yours to choose.
    """
    _eis_rol(by)
    with sleutels.slot(DOEL):
        keuze = Toegangskeuze.objects.select_for_update().first()
    if (keuze.versie if keuze else 0) != versie:
        raise Verouderd(huidig=keuze)
    keuze = keuze or Toegangskeuze(versie=0)
    keuze.geen_toegang, keuze.reden, keuze.gekozen_door, keuze.gekozen_op = geen, reden, by, at
    keuze.versie += 1
    keuze.save()
    audit.record(
        "ondersteuning.toegang.uitgezet" if geen else "ondersteuning.toegang.aangezet",
        target=keuze, by=by, at=at, reden=reden,
    )  # fmt: skip
    if geen:
        for inkijk in Inkijk.objects.select_for_update().filter(stand__in=(Stand.TOEGESTAAN, Stand.LOOPT)):
            _sluit(inkijk, Stand.INGETROKKEN, at=at, by=by)
        refuse_allen(by=by, at=at)
    return keuze


@transaction.atomic
def begin_inkijk(*, code: str, at: datetime) -> tuple[Inkijk, str] | None:
    """Open the session of a look with the code that the console gave; return the look and its key.

    A code works once and a minute long. None: it does not work here.
    """
    hier = huidige_gemeente().id
    with in_platform(), transaction.atomic():  # of its own: the gemeente may live on another cluster
        toegang = (
            Toegang.objects.select_for_update(of=("self",))
            .bruikbaar(at)
            .van_wie_helpt()
            .filter(code_afdruk=geheim.afdruk(DOEL, code), code_tot__gt=at, gemeente_id=hier)
            .first()
        )
        if toegang is not None:  # used, whatever comes of it: two who come at once do not both begin
            Toegang.objects.filter(pk=toegang.pk).update(code_afdruk="", code_tot=None)
    inkijk = Inkijk.objects.select_for_update().geldig(at).filter(pk=toegang.pk).first() if toegang else None
    if toegang is None or inkijk is None or geen_toegang():
        return None
    sleutel = geheim.nieuw_geheim()
    inkijk.sleutel_afdruk = geheim.afdruk(DOEL, sleutel)
    if inkijk.begonnen_op is None:
        inkijk.begonnen_op, inkijk.tot = at, at + timedelta(minutes=inkijk.minuten)
    inkijk.stand = Stand.LOOPT
    inkijk.save()
    _vertel(inkijk, ToegangStand.LOOPT, at=at)
    _noteer("ondersteuning.meekijken.begonnen", inkijk, by=None, at=at)
    return inkijk, sleutel


def count_bekeken(inkijk: Inkijk) -> None:
    """Count one page more, here and at the supplier."""
    Inkijk.objects.filter(pk=inkijk.pk).update(bekeken=F("bekeken") + 1)
    with in_platform():
        Toegang.objects.filter(pk=inkijk.pk).update(bekeken=F("bekeken") + 1)


# -- what they share -----------------------------------------------------------------------------------


def _eis_rol(by: Gebruiker) -> None:
    if not LAAT_TOE & by.rollen:
        raise MagNietToelaten


def _gevraagd(toegang_id: UUID, *, nood: bool = False) -> Toegang:
    hier = huidige_gemeente().id
    with in_platform(), transaction.atomic():
        gevraagd = (
            Toegang.objects.select_for_update(of=("self",))
            .select_related("ticket", "gevraagd_door", "tweede")
            .filter(
                pk=toegang_id,
                gemeente_id=hier,
                stand=ToegangStand.GEVRAAGD,
                is_nood=nood,
            )
            .exclude(ticket__stand=Ticketstand.OPGELOST)
            .first()
        )
    if gevraagd is None:
        raise NietMeerGevraagd
    return gevraagd


def _maak(
    gevraagd: Toegang,
    stand: Stand,
    *,
    at: datetime,
    by: Gebruiker | None,
    ogen: Gebruiker | None = None,
    huishouden_id: UUID | None = None,
    gemaskeerd: bool = True,
    antwoord: str = "",
) -> Inkijk:
    return Inkijk.objects.create(
        id=gevraagd.pk,
        ticket_nummer=gevraagd.ticket.nummer,
        onderwerp=gevraagd.ticket.onderwerp,
        omvang=gevraagd.omvang,
        reden=gevraagd.reden,
        minuten=gevraagd.minuten,
        is_nood=gevraagd.is_nood,
        gevraagd_door_id=gevraagd.gevraagd_door_id,
        gevraagd_door=gevraagd.gevraagd_door.naam,
        tweede=gevraagd.tweede.naam if gevraagd.tweede else "",
        gevraagd_op=gevraagd.gevraagd_op,
        stand=stand,
        is_gemaskeerd=gemaskeerd,
        ogen=ogen,
        huishouden_id=huishouden_id if gevraagd.omvang == Omvang.DOSSIER else None,
        beslist_door=by,
        beslist_op=at,
        antwoord=antwoord,
        tot=at + TE_GEBRUIKEN if stand == Stand.TOEGESTAAN else None,
    )


def _open(inkijk_id: UUID) -> Inkijk:
    inkijk = Inkijk.objects.select_for_update().filter(pk=inkijk_id).first()
    if inkijk is None or not inkijk.is_open:
        raise NietMeerGevraagd("Dit meekijken is al voorbij.")
    return inkijk


def _sluit(inkijk: Inkijk, stand: Stand, *, at: datetime, by: Gebruiker | None = None) -> None:
    einde = min(at, inkijk.tot) if stand == Stand.VOORBIJ and inkijk.tot else at  # not when the clock came by
    inkijk.stand, inkijk.geeindigd_op, inkijk.geeindigd_door, inkijk.sleutel_afdruk = stand, einde, by, ""
    inkijk.save(update_fields=["stand", "geeindigd_op", "geeindigd_door", "sleutel_afdruk"])
    _vertel(inkijk, ToegangStand(stand.value), at=at)
    _noteer(f"ondersteuning.meekijken.{_WOORD[stand]}", inkijk, by=by, at=at)
    gemeente = huidige_gemeente()
    transaction.on_commit(lambda: sluit_rol.delay(str(gemeente.id)), robust=True)
    from modules.ondersteuning.post import tell_voorbij  # it reads what is done here

    tell_voorbij(inkijk, at=at)


_WOORD = {Stand.INGETROKKEN: "ingetrokken", Stand.GESTOPT: "gestopt", Stand.VOORBIJ: "voorbij"}


def _vertel(inkijk: Inkijk, stand: ToegangStand, *, at: datetime) -> None:
    """Tell the supplier's half how it stands. It holds no name of a resident, and no household.

    :raises NietMeerGevraagd: the supplier took it back meanwhile.
    """
    velden: dict[str, Any] = {"stand": stand, "is_gemaskeerd": inkijk.is_gemaskeerd, "tot": inkijk.tot}
    if inkijk.beslist_door is not None:
        velden |= {"beslist_door": inkijk.beslist_door.naam, "beslist_op": inkijk.beslist_op}
    if inkijk.antwoord:
        velden |= {"antwoord": inkijk.antwoord}
    if inkijk.begonnen_op is not None:
        velden |= {"begonnen_op": inkijk.begonnen_op}
    if not inkijk.is_open:
        velden |= {"geeindigd_op": inkijk.geeindigd_op or at, "code_afdruk": "", "code_tot": None}
    vooraf = _VOORAF.get(stand, tuple(ToegangStand))
    hier = huidige_gemeente().id
    with in_platform():
        rij = Toegang.objects.filter(pk=inkijk.pk, gemeente_id=hier, stand__in=vooraf)
        if not rij.update(**velden) and inkijk.is_open:
            raise NietMeerGevraagd


def _noteer(gebeurtenis: str, inkijk: Inkijk, *, by: Gebruiker | None, at: datetime) -> None:
    audit.record(
        gebeurtenis,
        target=inkijk,
        by=by,
        at=at,
        soort="E",
        doel=Doel.BEHEER,
        reden=inkijk.reden,
        is_nood=inkijk.is_nood,
        huishouden_id=inkijk.huishouden_id,
        detail={
            "ticket": inkijk.ticket_nummer,
            "leverancier": inkijk.gevraagd_door,
            "omvang": inkijk.omvang,
            "minuten": inkijk.minuten,
            "gemaskeerd": inkijk.is_gemaskeerd,
        },
    )
