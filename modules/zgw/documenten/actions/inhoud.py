"""Keep the bytes of a document: once, closed, and looked at for viruses before they are there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from keukentafel import opslag
from keukentafel.opslag.virusscanner import Virus, keur_op_virussen, keur_stukken_op_virussen
from keukentafel.tenancy.models import nieuwe_id
from modules.zgw.documenten.models import OPSLAG, Bestandsdeel, Informatieobject, Inhoud
from modules.zgw.documenten.rules.delen import verdeel
from modules.zgw.documenten.rules.document import keur_slot
from modules.zgw.fouten import GEHEEL, Ongeldig, fout


@dataclass(frozen=True, slots=True)
class Geleend:
    """A file that the store keeps for somebody else: a document or a letter of the dossier."""

    soort: str
    id: UUID
    omvang: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class InDelen:
    """Content that a client will send in pieces."""

    omvang: int


@dataclass(frozen=True, slots=True)
class Blijft:
    """The content of the version before."""


BLIJFT = Blijft()
Wens = bytes | Geleend | InDelen | Blijft | None
"""What the content of a version is to be; None is a document without."""


def maak_inhoud(wens: Wens, *, nu: Inhoud | None = None) -> Inhoud | None:
    """Keep content as it is wanted. The same bytes as the version before are not kept twice.

    :raises Ongeldig: there is a virus in it.
    """
    if isinstance(wens, Blijft):
        return nu
    if wens is None:
        return None
    if isinstance(wens, Geleend):
        return _leen(wens)
    if isinstance(wens, InDelen):
        inhoud = Inhoud.objects.create(omvang=wens.omvang, is_compleet=False)
        Bestandsdeel.objects.bulk_create(
            Bestandsdeel(inhoud=inhoud, volgnummer=plek, omvang=omvang)
            for plek, omvang in enumerate(verdeel(wens.omvang), start=1)
        )
        return inhoud
    sha256 = hashlib.sha256(wens).hexdigest()
    if nu is not None and nu.omvang == len(wens) and [deel.sha256 for deel in nu.delen.all()] == [sha256]:
        return nu
    inhoud = Inhoud.objects.create(omvang=len(wens))
    _bewaar(Bestandsdeel(inhoud=inhoud, volgnummer=1, omvang=len(wens)), wens)
    return inhoud


def _leen(bestand: Geleend) -> Inhoud:
    deel = Bestandsdeel.objects.select_related("inhoud").filter(
        opslag_soort=bestand.soort, opslag_id=bestand.id
    ).first()  # fmt: skip
    if deel is not None:
        geleend: Inhoud = deel.inhoud
        return geleend
    inhoud = Inhoud.objects.create(omvang=bestand.omvang)
    Bestandsdeel.objects.create(
        inhoud=inhoud, volgnummer=1, omvang=bestand.omvang, opslag_soort=bestand.soort, opslag_id=bestand.id,
        sha256=bestand.sha256,
    )  # fmt: skip
    return inhoud


def _bewaar(deel: Bestandsdeel, stuk: bytes) -> None:
    try:
        keur_op_virussen(stuk)
    except Virus as gevonden:
        raise fout("inhoud", "virus", str(gevonden)) from gevonden
    vorig = deel.opslag_id
    bewaard = opslag.bewaar(OPSLAG, nieuwe_id(), stuk)  # a name of its own: a rollback leaves the one before
    if vorig is not None:
        opslag.verwijder(OPSLAG, vorig)
    deel.opslag_soort, deel.opslag_id, deel.sha256 = OPSLAG, bewaard.id, bewaard.sha256
    deel.save()


@transaction.atomic
def receive_deel(
    *, deel: Bestandsdeel, document: Informatieobject, stuk: bytes, slot: str | None
) -> Bestandsdeel:
    """Keep a piece that came in; sent again it takes the place of the one before.

    :raises Ongeldig: without the lock of its document, of another size, or with a virus.
    """
    if fouten := keur_slot(slot=document.slot, gegeven=slot):
        raise Ongeldig(*fouten)
    if len(stuk) != deel.omvang:
        reden = f"Dit deel is {len(stuk)} bytes, en hoort er {deel.omvang} te zijn."
        raise fout("inhoud", "file-size", reden)
    if deel.inhoud.is_compleet:
        raise fout(GEHEEL, "invalid", "Dit document is al compleet.")
    _bewaar(deel, stuk)
    return deel


def complete_inhoud(inhoud: Inhoud, *, met_geweld: bool) -> Inhoud | None:
    """Make pieces that all came in the content; None when a virus lies across them and nobody may wait.

    :raises Ongeldig: there is a virus in it.
    """
    try:
        keur_stukken_op_virussen(lees_inhoud(inhoud))
    except Virus as gevonden:
        if met_geweld:
            return None
        raise fout(GEHEEL, "virus", str(gevonden)) from gevonden
    inhoud.is_compleet = True
    inhoud.save(update_fields=["is_compleet"])
    return inhoud


def lees_inhoud(inhoud: Inhoud) -> Iterator[bytes]:
    """Yield the pieces of complete content, in their order.

    :raises keukentafel.opslag.BestandWeg: a file was destroyed.
    """
    for soort, id in inhoud.delen.values_list("opslag_soort", "opslag_id"):
        if id is None:
            raise opslag.BestandWeg
        yield opslag.haal(soort, id)


def lees_heel(inhoud: Inhoud, *, maximum: int) -> bytes:
    """Return the bytes as one, or the first that are more than `maximum`: who takes them refuses those."""
    heel = bytearray()
    for stuk in lees_inhoud(inhoud):
        heel += stuk
        if len(heel) > maximum:
            break
    return bytes(heel)


@transaction.atomic
def lend_inhoud(*, inhoud: Inhoud, bestand: Geleend) -> None:
    """Let content point to a file that the dossier keeps from now on; the own file goes at the commit."""
    inhoud.delen.all().delete()
    Bestandsdeel.objects.create(
        inhoud=inhoud, volgnummer=1, omvang=bestand.omvang, opslag_soort=bestand.soort, opslag_id=bestand.id,
        sha256=bestand.sha256,
    )  # fmt: skip
    inhoud.omvang = bestand.omvang
    inhoud.save(update_fields=["omvang"])
