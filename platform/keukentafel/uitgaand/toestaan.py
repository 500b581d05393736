"""Write the list of addresses that a gemeente may ask. Only the supplier does, by command."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from keukentafel import audit
from keukentafel.uitgaand.adressen import ontleed
from keukentafel.uitgaand.fouten import NietToegestaan
from keukentafel.uitgaand.models import ToegestaanAdres


def _genormaliseerd(url: str) -> str:
    adres = ontleed(url)
    if adres.vraag:
        raise NietToegestaan("Zet een begin van adressen op de lijst, zonder vraagteken.")
    return str(adres)


@transaction.atomic
def sta_toe(*, url: str, at: datetime) -> tuple[ToegestaanAdres, bool]:
    """Put the begin of addresses on the list; tell whether it is new.

    :raises NietToegestaan: it is no address.
    """
    begin = _genormaliseerd(url)
    rij, nieuw = ToegestaanAdres.objects.get_or_create(begin=begin, defaults={"toegevoegd_op": at})
    if nieuw:
        audit.record("uitgaand.adres.toegestaan", target=rij, at=at, soort="maken", detail={"begin": begin})
    return rij, nieuw


@transaction.atomic
def trek_in(*, url: str, at: datetime) -> bool:
    """Take it off the list; tell whether it stood there. The next call is refused.

    :raises NietToegestaan: it is no address.
    """
    rij = ToegestaanAdres.objects.filter(begin=_genormaliseerd(url)).first()
    if rij is None:
        return False
    audit.record(
        "uitgaand.adres.ingetrokken", target=rij, at=at, soort="verwijderen", detail={"begin": rij.begin}
    )
    rij.delete()
    return True


def lijst() -> list[ToegestaanAdres]:
    """Return the list of this gemeente."""
    return list(ToegestaanAdres.objects.all())
