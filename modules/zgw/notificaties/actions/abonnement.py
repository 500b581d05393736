"""Subscriptions: tried with a test message when they begin, stopped and started again by an administrator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from keukentafel import audit, uitgaand
from keukentafel.uitgaand import bezorgen, stroomonderbreker
from keukentafel.uitgaand.adressen import ontleed
from modules.zgw.fouten import Ongeldig, Veldfout, fout
from modules.zgw.notificaties.models import Abonnement, Kanaal, Keuze
from modules.zgw.notificaties.rules.past import kenmerknaam

SOORT: Final = "notificatie"
DUBBEL: Final = "Op dit adres is al een abonnement."
_TIJD: Final = 5.0


@dataclass(frozen=True, slots=True)
class Gekozen:
    """A channel that somebody asks for."""

    kanaal: str
    filters: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def save_abonnement(
    *, abonnement: Abonnement | None, adres: str, auth: str, keuzes: Sequence[Gekozen],
    applicatie_id: UUID | None, proefadres: str, at: datetime,
) -> Abonnement:  # fmt: skip
    """Make or change a subscription. A new address or a new key is tried with a message first.

    `proefadres` is an address of ours that the test message names.

    :raises Ongeldig: an unknown channel or kenmerk, an address that is taken, not allowed, or does not answer.
    """
    rijen = _kanalen(keuzes)
    dubbel = Abonnement.objects.filter(adres=adres)
    if abonnement is not None:
        dubbel = dubbel.exclude(pk=abonnement.pk)
    if dubbel.exists():
        raise fout("callbackUrl", "unique", DUBBEL)
    is_anders = abonnement is None or (abonnement.adres, str(abonnement.auth)) != (adres, auth)
    if is_anders:
        try_adres(adres=adres, auth=auth, proefadres=proefadres, at=at)
    if abonnement is None:
        abonnement = Abonnement(applicatie_id=applicatie_id, gemaakt_op=at)
    abonnement.adres, abonnement.auth = adres, auth
    try:
        with transaction.atomic():
            abonnement.save()
    except IntegrityError as tegelijk:  # somebody asked the same while we tried the address
        raise fout("callbackUrl", "unique", DUBBEL) from tegelijk
    Keuze.objects.filter(abonnement=abonnement).delete()
    Keuze.objects.bulk_create(
        Keuze(abonnement=abonnement, kanaal=kanaal, filters=dict(keuze.filters), volgnummer=nummer)
        for nummer, (kanaal, keuze) in enumerate(zip(rijen, keuzes, strict=True))
    )
    bezorgen.open_bestemming(SOORT, abonnement.pk)
    if is_anders:
        bezorgen.klop_weer_aan(abonnement.pk)
    return abonnement


def _kanalen(keuzes: Sequence[Gekozen]) -> list[Kanaal]:
    bekend = {
        kanaal.naam: kanaal for kanaal in Kanaal.objects.filter(naam__in=[een.kanaal for een in keuzes])
    }
    fouten: list[Veldfout] = []
    for plek, keuze in enumerate(keuzes):
        kanaal = bekend.get(keuze.kanaal)
        if kanaal is None:
            fouten.append(Veldfout(f"kanalen.{plek}.naam", "kanaal_naam", "Dit kanaal bestaat niet."))
        elif vreemd := [naam for naam in keuze.filters if kenmerknaam(naam) not in kenmerken_van(kanaal)]:
            reden = f"Op dit kenmerk kun je in dit kanaal niet filteren: {vreemd[0]}"[:200]
            fouten.append(Veldfout(f"kanalen.{plek}.filters", "inconsistent-abonnement-filters", reden))
    if fouten:
        raise Ongeldig(*fouten)
    return [bekend[keuze.kanaal] for keuze in keuzes]


def kenmerken_van(kanaal: Kanaal) -> frozenset[str]:
    """Return what messages of a channel may be chosen by."""
    return frozenset(map(kenmerknaam, kanaal.filters))


def try_adres(*, adres: str, auth: str, proefadres: str, at: datetime) -> None:
    """Send a test message. Any answer of 200 to 299 is a yes.

    :raises Ongeldig: it did not arrive; the sentence says why.
    """
    proef = {
        "kanaal": "test", "hoofdObject": proefadres, "resource": "test", "resourceUrl": proefadres,
        "actie": "create", "aanmaakdatum": at.isoformat(), "kenmerken": {},
    }  # fmt: skip
    try:
        antwoord = uitgaand.vraag(
            "POST", adres, json=proef, koppen={"Authorization": auth}, tijd=_TIJD, grootte=100_000
        )
    except uitgaand.TeGroot:
        return
    except uitgaand.NietToegestaan as nee:
        raise fout("callbackUrl", "bad-url", str(nee)) from nee
    except uitgaand.UitgaandFout as nee:
        raise fout("callbackUrl", "invalid-callback-url", f"Het testbericht kwam niet aan. {nee}") from nee
    if not antwoord.gelukt:
        reden = f"Het testbericht is niet aangenomen: het antwoord was {antwoord.stand}."
        raise fout("callbackUrl", "invalid-callback-url", reden)


def try_abonnement(*, abonnement: Abonnement, proefadres: str, by: Any, at: datetime) -> None:
    """Send a test message now, whatever happened before; when it is taken in, what waits goes too.

    :raises Ongeldig: it did not arrive; the sentence says why.
    """
    _noteer("geprobeerd", abonnement, by, at)
    stroomonderbreker.herstel(ontleed(abonnement.adres).gastheer)
    try_adres(adres=abonnement.adres, auth=str(abonnement.auth), proefadres=proefadres, at=at)
    bezorgen.klop_weer_aan(abonnement.pk)


@transaction.atomic
def remove_abonnement(*, abonnement: Abonnement) -> None:
    """Take a subscription away, with what was on its way to it."""
    bezorgen.sluit_bestemming(abonnement.pk)
    abonnement.delete()


@transaction.atomic
def stop_abonnement(*, abonnement: Abonnement, by: Any, at: datetime) -> None:
    """Send it nothing until somebody starts it again. What waits keeps waiting."""
    abonnement.gestopt_op = at
    abonnement.save(update_fields=["gestopt_op"])
    _noteer("gestopt", abonnement, by, at)


@transaction.atomic
def start_abonnement(*, abonnement: Abonnement, by: Any, at: datetime) -> None:
    """Undo `stop_abonnement`: what waited goes, and new messages too."""
    abonnement.gestopt_op = None
    abonnement.save(update_fields=["gestopt_op"])
    bezorgen.klop_weer_aan(abonnement.pk)
    _noteer("gestart", abonnement, by, at)


@transaction.atomic
def resend(*, abonnement: Abonnement, by: Any, at: datetime, ids: Sequence[UUID] | None = None) -> int:
    """Send what was given up again: all of it, or these."""
    aantal = bezorgen.stuur_opnieuw(bestemming_id=abonnement.pk, ids=ids, at=at)
    _noteer("opnieuw_gestuurd", abonnement, by, at, aantal=aantal)
    return aantal


@transaction.atomic
def drop(*, abonnement: Abonnement, by: Any, at: datetime, ids: Sequence[UUID] | None = None) -> int:
    """Send what was given up no more. It can be put back for a week."""
    aantal = bezorgen.laat_vallen(bestemming_id=abonnement.pk, ids=ids, at=at)
    _noteer("laten_vallen", abonnement, by, at, aantal=aantal)
    return aantal


@transaction.atomic
def put_back(*, abonnement: Abonnement, by: Any, at: datetime, ids: Sequence[UUID] | None = None) -> int:
    """Undo `drop`."""
    aantal = bezorgen.zet_terug(bestemming_id=abonnement.pk, ids=ids, at=at)
    _noteer("teruggezet", abonnement, by, at, aantal=aantal)
    return aantal


def _noteer(wat: str, abonnement: Abonnement, by: Any, at: datetime, **detail: Any) -> None:
    audit.record(f"notificaties.abonnement.{wat}", target=abonnement, by=by, at=at, detail=detail)


def adres_van(id: UUID) -> bezorgen.Zending | None:
    """Say where a subscriber lives; nothing goes to one that was stopped, or may not hear any more."""
    abonnement = Abonnement.objects.filter(pk=id).first()
    if abonnement is None:
        return None
    auth = str(abonnement.auth)
    mag = abonnement.gestopt_op is None and Abonnement.objects.filter(pk=id).die_mogen().exists()
    return bezorgen.Zending(abonnement.adres, lambda bericht_id, lichaam: {"Authorization": auth}, mag=mag)
