"""A copy of one person's data: judged piece by piece, asked for, made in the background, fetched, wiped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from keukentafel import audit, opslag
from keukentafel.errors import Refusal
from keukentafel.tenancy import zaaifouten
from modules.dossier.bewaren.delen import Delen, delen_van
from modules.dossier.bewaren.models import (
    Afschrift,
    Afschriftstand,
    Stukbesluit,
    Stukkeuze,
    Verzoek,
    VerzoekSoort,
)
from modules.dossier.bewaren.pakket import Bestand, als_json, als_pdf, als_zip, bestanden_van
from modules.dossier.bewaren.pdf import GeenPdf
from modules.dossier.bewaren.stukken import Stuk, maak_inhoud, stukken_van
from modules.dossier.bewaren.verzamelen import Bundel, huishoudens_van, verzamel

Leesbaar = Callable[[UUID | None], frozenset[str]]
"""Which categories somebody reads in full in a household; with None: those of the person alone."""
BESTANDEN: Final = {"pdf": "afschrift_pdf", "json": "afschrift_json", "zip": "afschrift_zip"}
"""Which kind of file each is in the store."""
HOE_LANG_TE_HALEN: Final = timedelta(days=14)
TE_LANG: Final = timedelta(hours=1)
"""A copy that is still being made after this, was broken off."""
_AFGEBROKEN: Final = "Het maken is afgebroken. Maak het afschrift opnieuw."
_EIGEN_FOUT: Final = "Dit lukte niet door een fout bij ons. Maak het afschrift opnieuw."


class NogStukken(Refusal):
    """Pieces wait for a decision."""


class NogDelen(Refusal):
    text = "Een ander team moet eerst nakijken wat er bij hen staat. Daarna kun je het afschrift maken."


class GeenInzageverzoek(Refusal):
    text = "Een afschrift hoort bij een verzoek om inzage."


class GegevensZijnWeg(Refusal):
    text = "Deze gegevens zijn vernietigd."


class AfschriftVerlopen(Refusal):
    text = "De tijd om dit afschrift op te halen is voorbij. Maak het opnieuw."


class NogNietKlaar(Refusal):
    text = "Dit afschrift wordt nog gemaakt."


def bundel_van(verzoek: Verzoek) -> Bundel:
    """Return everything of the person, in every household this person is or was part of."""
    if verzoek.inwoner is None or verzoek.huishouden_id is None:
        raise GegevensZijnWeg
    return verzamel(
        verzoek.inwoner, list(dict.fromkeys([verzoek.huishouden_id, *huishoudens_van(verzoek.inwoner)]))
    )


def stukken_bij(verzoek: Verzoek, bundel: Bundel) -> list[Stuk]:
    """Return the guarded pieces with what was decided on them."""
    besluiten: dict[str, Any] = {rij.stuk: rij for rij in Stukbesluit.objects.filter(verzoek=verzoek)}
    return stukken_van(bundel, besluiten)


def mag_beoordelen(stuk: Stuk, gebruiker: Any, leesbaar: Leesbaar) -> bool:
    """Tell whether this person may read and judge a piece: the own notes, and what the protocol opens."""
    if stuk.letter == "L":
        return stuk.auteur == gebruiker.pk
    return stuk.letter in leesbaar(stuk.huishouden_id)


@transaction.atomic
def judge_stukken(
    *, verzoek: Verzoek, keuzes: Mapping[str, tuple[str, str]], leesbaar: Leesbaar, by: Any, at: datetime
) -> int:
    """Record what happens to each guarded piece; return how many were decided on.

    Pieces that this person may not read are passed over, whatever the form says.
    """
    stukken = {stuk.sleutel: stuk for stuk in stukken_bij(verzoek, bundel_van(verzoek))}
    aantal = 0
    for sleutel, (keuze, reden) in keuzes.items():
        stuk = stukken.get(sleutel)
        if stuk is None or keuze not in dict(stuk.keuzes) or not mag_beoordelen(stuk, by, leesbaar):
            continue
        Stukbesluit.objects.update_or_create(
            verzoek=verzoek,
            stuk=sleutel,
            defaults={"keuze": keuze, "reden": reden[:300], "afdruk": stuk.afdruk, "door": by, "op": at},
        )
        aantal += 1
    audit.record("bewaren.afschrift.doorgenomen", target=verzoek, by=by, at=at, detail={"stukken": aantal})
    return aantal


@transaction.atomic
def release_deel(*, verzoek: Verzoek, huishouden_id: UUID, leesbaar: Leesbaar, by: Any, at: datetime) -> bool:
    """Let the part of one household go along; False when this person may not say so.

    Whoever handles the request may not open that household. A colleague who may, looked at every piece,
    and says that this part goes with the copy.
    """
    delen = _delen(verzoek, leesbaar)
    deel = delen.per_huishouden.get(huishouden_id)
    if deel is None or deel.nog:
        return False
    if not deel.mag_lezen and not zaaifouten.staat_aan("deel_zonder_dat_team"):
        return False
    Stukbesluit.objects.update_or_create(
        verzoek=verzoek, stuk=deel.sleutel,
        defaults={"keuze": Stukkeuze.HEEL, "reden": "", "afdruk": deel.afdruk, "door": by, "op": at},
    )  # fmt: skip
    audit.record("bewaren.afschrift.vrijgegeven", target=verzoek, huishouden_id=huishouden_id, by=by, at=at)
    return True


def _delen(verzoek: Verzoek, leesbaar: Leesbaar) -> Delen:
    bundel = bundel_van(verzoek)
    return delen_van(verzoek, bundel, stukken_bij(verzoek, bundel), leesbaar)


@transaction.atomic
def begin_afschrift(*, verzoek: Verzoek, leesbaar: Leesbaar, by: Any, at: datetime) -> Afschrift:
    """Ask for a copy; the work itself is done in the background (`taken.maak_afschrift`).

    :raises GeenInzageverzoek: the request asks something else.
    :raises NogStukken: somebody must decide on pieces first.
    :raises NogDelen: another team must let its part go along first.
    """
    if verzoek.soort != VerzoekSoort.INZAGE or not verzoek.identiteit:
        raise GeenInzageverzoek
    delen = _delen(verzoek, leesbaar)
    if not zaaifouten.staat_aan("afschrift_zonder_nakijken"):
        if delen.nog:
            aantal = "1 stuk" if delen.nog == 1 else f"{delen.nog} stukken"
            raise NogStukken(f"Kijk eerst {aantal} na. Daarna kun je het afschrift maken.")
        if delen.wachten:
            raise NogDelen
    return Afschrift.objects.create(
        verzoek=verzoek, gemaakt_op=at, gemaakt_door=by, verloopt_op=at + HOE_LANG_TE_HALEN,
        stand=Afschriftstand.WACHT,
    )  # fmt: skip


def make_afschrift(*, afschrift: Afschrift, at: datetime) -> bool:
    """Make the files of a copy: one to read (PDF/UA), one for a machine (JSON), and all in one package (ZIP).

    Where the machine cannot draw a PDF, the rest is made and `sha256_pdf` stays empty. Safe to run twice:
    what is ready is not made again. Returns whether it was made.
    """
    mijn = Afschrift.objects.filter(pk=afschrift.pk, stand__in=(Afschriftstand.WACHT, Afschriftstand.BEZIG))
    if not mijn.update(stand=Afschriftstand.BEZIG, gedaan=0, totaal=0, stap="Gegevens verzamelen"):
        return False
    try:
        _maak(afschrift, at)
    except Refusal as nee:
        mijn.update(stand=Afschriftstand.MISLUKT, fout=str(nee)[:200])
        return False
    except Exception:
        mijn.update(stand=Afschriftstand.MISLUKT, fout=_EIGEN_FOUT)
        raise
    return True


def _maak(afschrift: Afschrift, at: datetime) -> None:
    verzoek = afschrift.verzoek
    bundel = bundel_van(verzoek)
    stukken = stukken_bij(verzoek, bundel)
    if any(stuk.houdt_tegen for stuk in stukken) and not zaaifouten.staat_aan("afschrift_zonder_nakijken"):
        raise NogStukken("Er kwam iets bij in het dossier. Kijk dat eerst na, en maak het afschrift opnieuw.")
    inhoud = maak_inhoud(bundel, stukken)
    totaal = 3 + len(inhoud.bestanden)
    _meld(afschrift, 1, totaal, "Bestanden erbij zoeken")
    bestanden: list[Bestand] = []
    for bestand in bestanden_van(bundel, inhoud):
        bestanden.append(bestand)
        _meld(afschrift, 1 + len(bestanden), totaal, "Bestanden erbij zoeken")
    machine = als_json(verzoek, bundel, inhoud, bestanden, at)
    _meld(afschrift, totaal - 2, totaal, "PDF opmaken")
    try:
        papier = als_pdf(verzoek, bundel, inhoud, bestanden, afschrift, at)
    except GeenPdf:
        papier = b""
    _meld(afschrift, totaal - 1, totaal, "Alles bij elkaar doen")
    soorten = {"json": machine, "pdf": papier, "zip": als_zip(papier, machine, bestanden, at)}
    with transaction.atomic():
        for soort, bytes_ in soorten.items():
            if bytes_:
                opslag.bewaar(BESTANDEN[soort], afschrift.pk, bytes_)
                setattr(afschrift, f"sha256_{soort}", sha256(bytes_).hexdigest())
        afschrift.stukken, afschrift.weggelaten = inhoud.aantal, inhoud.aantal_weg
        afschrift.documenten, afschrift.letters = len(bestanden), inhoud.letters
        afschrift.huishoudens = dict(inhoud.huishoudens)
        afschrift.stand, afschrift.stap, afschrift.fout = Afschriftstand.KLAAR, "", ""
        afschrift.gedaan = afschrift.totaal = totaal
        afschrift.save()
        for huishouden_id in _huishoudens(afschrift):
            audit.record(
                "bewaren.afschrift.gemaakt", target=afschrift, huishouden_id=huishouden_id,
                by=afschrift.gemaakt_door, at=at, soort="C",
                detail={
                    "stukken": inhoud.aantal, "weggelaten": inhoud.aantal_weg, "letters": inhoud.letters,
                    "bestanden": len(bestanden),
                },
            )  # fmt: skip


def _meld(afschrift: Afschrift, gedaan: int, totaal: int, stap: str) -> None:
    Afschrift.objects.filter(pk=afschrift.pk).update(gedaan=gedaan, totaal=totaal, stap=stap)


def _huishoudens(afschrift: Afschrift) -> list[UUID]:
    """Return every household of which something is in a copy, that of the request first."""
    eigen = [afschrift.verzoek.huishouden_id] if afschrift.verzoek.huishouden_id else []
    return list(dict.fromkeys([*eigen, *(UUID(huis) for huis in afschrift.huishoudens if huis)]))


@transaction.atomic
def fetch_afschrift(*, afschrift: Afschrift, soort: str, by: Any, at: datetime) -> bytes:
    """Return one file of a copy, and write in the logboek of each household in it who took it.

    :raises AfschriftVerlopen: it is too late.
    :raises NogNietKlaar: it is still being made.
    :raises BestandWeg: it was wiped, or this machine made no PDF.
    """
    if at >= afschrift.verloopt_op and not zaaifouten.staat_aan("afschrift_verloopt_niet"):
        raise AfschriftVerlopen
    if afschrift.stand != Afschriftstand.KLAAR:
        raise NogNietKlaar
    inhoud = opslag.haal(BESTANDEN[soort], afschrift.pk)
    for huishouden_id in _huishoudens(afschrift):
        audit.record(
            "bewaren.afschrift.opgehaald", target=afschrift, huishouden_id=huishouden_id, by=by, at=at, soort="R",
            doel="inzage_inwoner", detail={"bestand": soort},
        )  # fmt: skip
    return inhoud


@transaction.atomic
def wipe_afschriften(*, at: datetime, huishouden_id: UUID | None = None) -> int:
    """Wipe the files of copies whose time is over, or that hold something of a household that was destroyed.

    What is still being made after an hour was broken off, and says so. Returns how many were wiped. Safe to
    run twice.
    """
    vraag = Afschrift.objects.select_for_update().filter(gewist_op=None)
    if huishouden_id is None:
        onderweg = (Afschriftstand.WACHT, Afschriftstand.BEZIG)
        Afschrift.objects.filter(stand__in=onderweg, gemaakt_op__lte=at - TE_LANG).update(
            stand=Afschriftstand.MISLUKT, fout=_AFGEBROKEN
        )
        rijen = list(vraag.filter(verloopt_op__lte=at))
    else:
        rijen = list(vraag.filter(huishoudens__has_key=str(huishouden_id)))
    for afschrift in rijen:
        for soort in BESTANDEN.values():
            opslag.verwijder(soort, afschrift.pk)
        afschrift.gewist_op = at
        afschrift.save(update_fields=["gewist_op"])
    return len(rijen)
