"""Make a copy of one person's data: after somebody decided on each guarded piece, for a limited time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from django.db import transaction

from keukentafel import audit, opslag
from keukentafel.errors import Refusal
from keukentafel.tenancy import huidige_gemeente, zaaifouten
from modules.dossier.bewaren.models import Afschrift, Stukbesluit, Stukkeuze, Verzoek, VerzoekSoort
from modules.dossier.bewaren.pdf import GeenPdf, maak_pdf
from modules.dossier.bewaren.stukken import Inhoud, Stuk, maak_inhoud, stukken_van
from modules.dossier.bewaren.verzamelen import Bundel, verzamel
from modules.dossier.models import Huishoudlid

BESTANDEN: Final = {"pdf": "afschrift_pdf", "json": "afschrift_json"}
"""Which kind of file each is in the store."""
HOE_LANG_TE_HALEN: Final = timedelta(days=14)


class NogStukken(Refusal):
    """Pieces wait for a decision."""


class GeenInzageverzoek(Refusal):
    text = "Een afschrift hoort bij een verzoek om inzage."


class GegevensZijnWeg(Refusal):
    text = "Deze gegevens zijn vernietigd."


class AfschriftVerlopen(Refusal):
    text = "De tijd om dit afschrift op te halen is voorbij. Maak het opnieuw."


def bundel_van(verzoek: Verzoek) -> Bundel:
    """Return everything of the person, in the household of the request."""
    if verzoek.inwoner is None or verzoek.huishouden_id is None:
        raise GegevensZijnWeg
    return verzamel(verzoek.inwoner, [verzoek.huishouden_id])


def stukken_bij(verzoek: Verzoek, bundel: Bundel) -> list[Stuk]:
    """Return the guarded pieces with what was decided on them."""
    besluiten = {rij.stuk: rij for rij in Stukbesluit.objects.filter(verzoek=verzoek)}
    return stukken_van(bundel, besluiten)


def mag_beoordelen(stuk: Stuk, gebruiker: Any, leesbaar: Any) -> bool:
    """Tell whether this person may read and judge a piece: the own notes, and what the protocol opens."""
    if stuk.letter == "L":
        return stuk.auteur == gebruiker.pk
    return stuk.letter in leesbaar


def andere_huishoudens(verzoek: Verzoek) -> int:
    """Count the other households this person belonged to: they need a request of their own."""
    leden = Huishoudlid.objects.filter(inwoner=verzoek.inwoner)
    return leden.exclude(huishouden=verzoek.huishouden).values("huishouden_id").distinct().count()


@transaction.atomic
def judge_stukken(
    *, verzoek: Verzoek, keuzes: Mapping[str, tuple[str, str]], leesbaar: Any, by: Any, at: datetime
) -> int:
    """Record what happens to each guarded piece; return how many were decided on.

    Pieces that this person may not read are passed over, whatever the form says.
    """
    stukken = {stuk.sleutel: stuk for stuk in stukken_bij(verzoek, bundel_van(verzoek))}
    aantal = 0
    for sleutel, (keuze, reden) in keuzes.items():
        stuk = stukken.get(sleutel)
        if stuk is None or keuze not in Stukkeuze.values or not mag_beoordelen(stuk, by, leesbaar):
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
def make_afschrift(*, verzoek: Verzoek, by: Any, at: datetime) -> Afschrift:
    """Make the two files of a copy: one to read (PDF/UA) and one for a machine (JSON).

    Where the machine cannot draw a PDF, the JSON is made and `sha256_pdf` stays empty.

    :raises GeenInzageverzoek: the request asks something else.
    :raises NogStukken: somebody must decide on pieces first.
    """
    if verzoek.soort != VerzoekSoort.INZAGE or not verzoek.identiteit:
        raise GeenInzageverzoek
    bundel = bundel_van(verzoek)
    stukken = stukken_bij(verzoek, bundel)
    open_ = sum(not stuk.is_besloten for stuk in stukken)
    if open_ and not zaaifouten.staat_aan("afschrift_zonder_nakijken"):
        aantal = "1 stuk" if open_ == 1 else f"{open_} stukken"
        raise NogStukken(f"Kijk eerst {aantal} na. Daarna kun je het afschrift maken.")
    inhoud = maak_inhoud(bundel, stukken)
    afschrift = Afschrift(
        verzoek=verzoek, gemaakt_op=at, gemaakt_door=by, verloopt_op=at + HOE_LANG_TE_HALEN,
        stukken=inhoud.aantal, weggelaten=inhoud.aantal_weg, letters=inhoud.letters,
    )  # fmt: skip
    bestand = als_json(verzoek, bundel, inhoud, at)
    opslag.bewaar(BESTANDEN["json"], afschrift.pk, bestand)
    afschrift.sha256_json = sha256(bestand).hexdigest()
    try:
        papier = als_pdf(verzoek, bundel, inhoud, afschrift, at)
    except GeenPdf:
        papier = b""
    if papier:
        opslag.bewaar(BESTANDEN["pdf"], afschrift.pk, papier)
        afschrift.sha256_pdf = sha256(papier).hexdigest()
    afschrift.save(force_insert=True)
    audit.record(
        "bewaren.afschrift.gemaakt", target=afschrift, huishouden_id=verzoek.huishouden_id, by=by, at=at, soort="C",
        detail={"stukken": inhoud.aantal, "weggelaten": inhoud.aantal_weg, "letters": inhoud.letters},
    )  # fmt: skip
    return afschrift


def als_json(verzoek: Verzoek, bundel: Bundel, inhoud: Inhoud, at: datetime) -> bytes:
    """Return the copy for a machine (AVG 20): kind → rows → fields, the names of the tables as keys."""
    gegevens = {
        "soort": "keukentafel-afschrift",
        "versie": 1,
        "gemeente": huidige_gemeente().naam,
        "gemaakt_op": at.isoformat(),
        "verzoek": {"id": str(verzoek.pk), "ontvangen_op": verzoek.ontvangen_op.isoformat()},
        "persoon": bundel.inwoner.naam,
        "delen": [
            {
                "tabel": deel.model,
                "titel": deel.titel,
                "rijen": [
                    {
                        "datum": blok.op.isoformat() if blok.op else None,
                        "soort_gegeven": blok.letter,
                        "velden": {regel.naam: regel.ruw for regel in blok.regels},
                    }
                    for blok in deel.blokken
                ],
            }
            for deel in inhoud.delen
        ],
        "weggelaten": [
            {"titel": titel, "aantal": aantal, "redenen": list(redenen)} for titel, aantal, redenen in inhoud.weggelaten
        ],
    }  # fmt: skip
    return json.dumps(gegevens, ensure_ascii=False, indent=1, sort_keys=False).encode()


def als_pdf(verzoek: Verzoek, bundel: Bundel, inhoud: Inhoud, afschrift: Afschrift, at: datetime) -> bytes:
    """Return the copy to read.

    :raises GeenPdf: the machine cannot draw one.
    """
    return maak_pdf(
        "bewaren/papier/afschrift.html",
        {
            "gemeente": huidige_gemeente(), "verzoek": verzoek, "inwoner": bundel.inwoner, "inhoud": inhoud,
            "gemaakt_op": at, "kenmerk": str(afschrift.pk)[-12:],
        },
    )  # fmt: skip


@transaction.atomic
def fetch_afschrift(*, afschrift: Afschrift, soort: str, by: Any, at: datetime) -> bytes:
    """Return one file of a copy, and write in the logboek who took it.

    :raises AfschriftVerlopen: it is too late.
    :raises BestandWeg: it was wiped, or this machine made no PDF.
    """
    if at >= afschrift.verloopt_op and not zaaifouten.staat_aan("afschrift_verloopt_niet"):
        raise AfschriftVerlopen
    inhoud = opslag.haal(BESTANDEN[soort], afschrift.pk)
    audit.record(
        "bewaren.afschrift.opgehaald", target=afschrift, huishouden_id=afschrift.verzoek.huishouden_id, by=by, at=at,
        soort="R", doel="inzage_inwoner", detail={"bestand": soort},
    )  # fmt: skip
    return inhoud


@transaction.atomic
def wipe_afschriften(*, at: datetime) -> int:
    """Wipe the files of copies whose time is over; return how many. Safe to run twice."""
    rijen = list(Afschrift.objects.select_for_update().filter(verloopt_op__lte=at, gewist_op=None))
    for afschrift in rijen:
        for soort in BESTANDEN.values():
            opslag.verwijder(soort, afschrift.pk)
        afschrift.gewist_op = at
        afschrift.save(update_fields=["gewist_op"])
    return len(rijen)
