"""The post: put letters in a bundle, make its print file, put it back, and say that it was posted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit, opslag
from keukentafel.errors import Refusal
from modules.dossier.brieven.bijlagen import als_pdf, bijlagen_van
from modules.dossier.brieven.models import OPSLAG, OPSLAG_BUNDEL, Brief, Bundelstand, Postbundel
from modules.dossier.brieven.soorten import soorten

HOOGSTENS = 500
"""More letters than this go in a next bundle."""
_A4 = (595.3, 841.9)
_STAP = 10
"""After so many letters the screen hears how far it is."""


class NietsGekozen(Refusal):
    text = "Kies eerst een of meer brieven."


class TeVeel(Refusal):
    text = f"Kies hooguit {HOOGSTENS} brieven. Doe de andere in een volgende bundel."


class AlInEenBundel(Refusal):
    text = "Een van deze brieven zit al in een andere bundel of is al gepost. Ververs de pagina."


class BundelNietKlaar(Refusal):
    text = "Het printbestand is nog niet klaar. Wacht even en ververs de pagina."


class BundelIsGepost(Refusal):
    text = "Deze bundel is gepost. Hij kan niet meer terug."


class BundelIsTerug(Refusal):
    text = "Deze bundel is teruggelegd. De brieven liggen weer in de postuitgang."


class NietAfgedrukt(Refusal):
    text = "Open eerst het printbestand en print de brieven. Daarna kun je ze als gepost noteren."


@transaction.atomic
def make_bundel(*, brieven: Iterable[UUID], by: Any, at: datetime, id: UUID | None = None) -> Postbundel:
    """Put sent letters that wait for the post together. The print file is made in the background.

    :raises NietsGekozen, TeVeel: none or too many; :raises AlInEenBundel: one is not waiting any more.
    """
    if id and (al_gemaakt := Postbundel.objects.filter(pk=id).first()):
        return al_gemaakt
    gekozen = set(brieven)
    if not gekozen:
        raise NietsGekozen
    if len(gekozen) > HOOGSTENS:
        raise TeVeel
    wachtend = wachtende_post().select_for_update(of=("self",)).filter(pk__in=gekozen)
    if len(wachtend) != len(gekozen):
        raise AlInEenBundel
    bundel = Postbundel(aantal=len(gekozen), gemaakt_door=by, gemaakt_op=at)
    if id:
        bundel.id = id
    bundel.save(force_insert=True)
    Brief.objects.filter(pk__in=gekozen).update(bundel=bundel)
    audit.record(
        "brieven.bundel.gemaakt", target=bundel, by=by, at=at, soort="maken", detail={"aantal": bundel.aantal}
    )
    return bundel


def wachtende_post() -> Any:
    """Return the letters that were sent by post and lie waiting, in no bundle."""
    return Brief.objects.filter(stand="verzonden", kanaal="post", gepost_op=None, bundel=None)


def print_bundel(*, bundel: Postbundel, at: datetime) -> Postbundel:
    """Make one print file of all letters of a bundle, in the order of the list. Safe to run twice.

    Not one transaction: how far it is can be seen while it runs.
    """
    import pypdfium2

    stapel = pypdfium2.PdfDocument.new()
    paginas = nummer = 0
    zelf: list[str] = []
    brieven = list(brieven_van(bundel).only("pk", "huishouden_id", "paginas", "bijlagen"))
    stukken = bijlagen_van(brieven)
    for nummer, brief in enumerate(brieven, start=1):
        paginas += _voeg_toe(stapel, pypdfium2.PdfDocument(opslag.haal(OPSLAG, brief.pk)))
        for bijlage in brief.bijlagen:
            stuk = als_pdf(stukken.get(bijlage["id"]), brief)
            if stuk is None:
                zelf.append(f"{bijlage['titel']} (bij brief {brief.kenmerk})")
            else:
                paginas += _voeg_toe(stapel, stuk)
        if nummer % _STAP == 0 and not _meld(bundel, nummer):
            return bundel  # somebody put it back meanwhile
    doel = BytesIO()
    stapel.save(doel)
    stapel.close()
    return _maak_af(bundel, doel.getvalue(), nummer, paginas, zelf, at)


def _voeg_toe(stapel: Any, bron: Any) -> int:
    """Put a letter or attachment on the pile; printed on both sides, the next begins on a sheet of its own."""
    aantal = len(bron)
    stapel.import_pages(bron)
    bron.close()
    if aantal % 2:
        stapel.new_page(*_A4)
    return aantal


def _meld(bundel: Postbundel, verwerkt: int) -> bool:
    """Tell how far the print file is; False when nobody waits for it any more."""
    wachtend = Postbundel.objects.filter(pk=bundel.pk, stand=Bundelstand.BEZIG)
    return bool(wachtend.update(verwerkt=verwerkt))


@transaction.atomic
def _maak_af(
    bundel: Postbundel, inhoud: bytes, verwerkt: int, paginas: int, zelf: list[str], at: datetime
) -> Postbundel:
    rij = Postbundel.objects.select_for_update().get(pk=bundel.pk)
    if rij.stand != Bundelstand.BEZIG:
        return rij
    opslag.bewaar(OPSLAG_BUNDEL, rij.pk, inhoud)
    rij.stand, rij.verwerkt, rij.paginas, rij.klaar_op = Bundelstand.KLAAR, verwerkt, paginas, at
    rij.zelf_bijvoegen = zelf
    rij.save()
    return rij


def brieven_van(bundel: Postbundel) -> Any:
    """Return the letters of a bundle in the order in which they are printed."""
    return Brief.objects.filter(bundel=bundel).order_by("verzonden_op", "pk")


@transaction.atomic
def open_printbestand(*, bundel: Postbundel, by: Any, at: datetime) -> bytes:
    """Return the print file, and write per letter that it was printed.

    :raises BundelNietKlaar: it is not there yet; :raises BundelIsGepost, BundelIsTerug: it is gone.
    """
    rij = _open(bundel)
    if rij.stand != Bundelstand.KLAAR:
        raise BundelNietKlaar
    inhoud = opslag.haal(OPSLAG_BUNDEL, rij.pk)
    for brief in brieven_van(rij).only("pk", "huishouden_id", "categorie", "bijlagen"):
        audit.record(
            "brieven.brief.afgedrukt", target=brief, by=by, at=at, soort="R", huishouden_id=brief.huishouden_id,
            categorie=brief.categorie,
            detail={"bundel": str(rij.pk), "bijlagen": [bijlage["id"] for bijlage in brief.bijlagen]},
        )  # fmt: skip
    if rij.afgedrukt_op is None:
        rij.afgedrukt_op = at
        rij.save(update_fields=["afgedrukt_op"])
    return inhoud


@transaction.atomic
def undo_bundel(*, bundel: Postbundel, by: Any, at: datetime) -> Postbundel:
    """Put all letters of a bundle back in the Postuitgang; the print file goes.

    :raises BundelIsGepost: it left the building; :raises BundelIsTerug: it was put back before.
    """
    rij = _open(bundel)
    Brief.objects.filter(bundel=rij).update(bundel=None)
    opslag.verwijder(OPSLAG_BUNDEL, rij.pk)
    rij.stand = Bundelstand.TERUG
    rij.save(update_fields=["stand"])
    audit.record("brieven.bundel.teruggelegd", target=rij, by=by, at=at)
    return rij


@transaction.atomic
def mark_gepost(*, bundel: Postbundel, by: Any, at: datetime) -> Postbundel:
    """Say that the letters were posted today. What waits for the post hears so; the print file goes.

    :raises BundelNietKlaar: there is no print file yet; :raises NietAfgedrukt: nobody opened it.
    :raises BundelIsGepost, BundelIsTerug: it is over.
    """
    rij = _open(bundel)
    if rij.stand != Bundelstand.KLAAR:
        raise BundelNietKlaar
    if rij.afgedrukt_op is None:
        raise NietAfgedrukt
    rij.stand, rij.gepost_op, rij.gepost_door = Bundelstand.GEPOST, at, by
    rij.save(update_fields=["stand", "gepost_op", "gepost_door"])
    Brief.objects.filter(bundel=rij).update(gepost_op=at)
    opslag.verwijder(OPSLAG_BUNDEL, rij.pk)
    for brief in brieven_van(rij).select_related("huishouden"):
        soorten.gepost(brief, localdate(at), by, at)
        audit.record("brieven.brief.gepost", target=brief, by=by, at=at, categorie=brief.categorie)
    audit.record("brieven.bundel.gepost", target=rij, by=by, at=at, detail={"aantal": rij.aantal})
    return rij


def _open(bundel: Postbundel) -> Postbundel:
    rij: Postbundel = Postbundel.objects.select_for_update().get(pk=bundel.pk)
    if rij.stand == Bundelstand.GEPOST:
        raise BundelIsGepost
    if rij.stand == Bundelstand.TERUG:
        raise BundelIsTerug
    return rij
