"""The files of a copy: one to read, one for a machine, the documents that go along, and all in one package."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final
from uuid import UUID

from django.utils.timezone import localtime

from keukentafel import opslag
from keukentafel.errors import Refusal
from keukentafel.opslag.poort import schone_naam
from keukentafel.tenancy import huidige_gemeente
from modules.dossier.bewaren.models import Afschrift, Verzoek
from modules.dossier.bewaren.pdf import maak_pdf
from modules.dossier.bewaren.stukken import Inhoud
from modules.dossier.bewaren.verzamelen import Bundel
from modules.dossier.documenten.models import OPSLAG

MEE_HOOGSTENS: Final = 200 * 1024 * 1024
_LEES_MIJ: Final = """Uw gegevens bij gemeente {gemeente}

In dit pakket zit:
- afschrift.pdf: uw gegevens om te lezen{geen_pdf}
- afschrift.json: dezelfde gegevens voor een computer
- de map documenten: {bestanden}

Bewaar dit pakket op een plek waar alleen u bij kunt.
"""


class TeVeelBestanden(Refusal):
    text = (
        f"De bestanden samen zijn meer dan {MEE_HOOGSTENS // 1024 // 1024} MB. Laat bij het nakijken grote "
        "bestanden weg en geef die apart mee."
    )


@dataclass(frozen=True, slots=True)
class Bestand:
    """One document that goes along: its name in the package, and what is in it."""

    id: UUID
    pad: str
    titel: str
    sha256: str
    inhoud: bytes


def bestanden_van(bundel: Bundel, inhoud: Inhoud) -> Iterator[Bestand]:
    """Yield the documents that go along, with names that point to nobody else.

    :raises TeVeelBestanden: together they are more than fits.
    :raises BestandWeg: one was destroyed meanwhile.
    """
    ruimte = MEE_HOOGSTENS
    for nummer, id_ in enumerate(inhoud.bestanden, start=1):
        document = bundel.documenten[id_]
        ruimte -= document.grootte
        if ruimte < 0:
            raise TeVeelBestanden
        titel = bundel.schoner.vervang(document.titel)
        extensie = PurePosixPath(document.bestandsnaam).suffix or document.bestand.extensies[0]
        naam = schone_naam(f"{nummer:02} {titel}{extensie}")
        yield Bestand(id_, f"documenten/{naam}", titel, document.sha256, opslag.haal(OPSLAG, id_))


def als_json(
    verzoek: Verzoek, bundel: Bundel, inhoud: Inhoud, bestanden: Sequence[Bestand], at: datetime
) -> bytes:
    """Return the copy for a machine (AVG 20): kind → rows → fields, the names of the tables as keys."""
    gegevens = {
        "soort": "keukentafel-afschrift",
        "versie": 2,
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
        "bestanden": [
            {"bestand": bestand.pad, "titel": bestand.titel, "sha256": bestand.sha256} for bestand in bestanden
        ],
        "weggelaten": [
            {"titel": titel, "aantal": aantal, "redenen": list(redenen)} for titel, aantal, redenen in inhoud.weggelaten
        ],
    }  # fmt: skip
    return json.dumps(gegevens, ensure_ascii=False, indent=1, sort_keys=False).encode()


def als_pdf(
    verzoek: Verzoek, bundel: Bundel, inhoud: Inhoud, bestanden: Sequence[Bestand], afschrift: Afschrift, at: datetime
) -> bytes:  # fmt: skip
    """Return the copy to read.

    :raises GeenPdf: the machine cannot draw one.
    """
    return maak_pdf(
        "bewaren/papier/afschrift.html",
        {
            "gemeente": huidige_gemeente(), "verzoek": verzoek, "inwoner": bundel.inwoner, "inhoud": inhoud,
            "bestanden": bestanden, "gemaakt_op": at, "kenmerk": str(afschrift.pk)[-12:],
        },
    )  # fmt: skip


def als_zip(papier: bytes, machine: bytes, bestanden: Sequence[Bestand], at: datetime) -> bytes:
    """Return everything in one package, the same bytes for the same content and moment."""
    uit, op = BytesIO(), localtime(at).timetuple()[:6]
    lees_mij = _LEES_MIJ.format(
        gemeente=huidige_gemeente().naam,
        geen_pdf="" if papier else " (kon op deze computer niet worden gemaakt)",
        bestanden=f"{len(bestanden)} bestanden" if len(bestanden) != 1 else "1 bestand",
    )
    delen = [
        ("LEES MIJ.txt", lees_mij.replace("\n", "\r\n").encode("utf-8-sig")),
        ("afschrift.json", machine),
    ]
    if papier:
        delen.insert(1, ("afschrift.pdf", papier))
    delen += [(bestand.pad, bestand.inhoud) for bestand in bestanden]
    with zipfile.ZipFile(uit, "w") as pakket:
        for naam, inhoud in delen:
            regel = zipfile.ZipInfo(naam, date_time=op)
            regel.compress_type = zipfile.ZIP_DEFLATED
            pakket.writestr(regel, inhoud)
    return uit.getvalue()
