"""Walk-in desks (domain 2.4, F033)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from modules.inrichting.models import Inlooppunt
from modules.inrichting.queries import directe_ingang


class InlooppuntBestaat(Refusal):
    """Another desk has this name."""

    text = "Er is al een inlooppunt met deze naam. Kies een andere naam."


class LaatsteIngang(Refusal):
    """Closing it would leave residents without a door."""

    text = (
        "Inwoners kunnen zich nu alleen bij dit inlooppunt melden. "
        "Maak eerst een ander inlooppunt, of laat een team aanmeldingen van inwoners aannemen."
    )


@transaction.atomic
def save_inlooppunt(
    *,
    inlooppunt: Inlooppunt | None,
    versie: int = 1,
    naam: str,
    adres: str,
    openingstijden: str,
    telefoon: str,
    is_actief: bool,
    by: Gebruiker | None,
    at: datetime,
) -> Inlooppunt:
    """Open a desk, or change the one given.

    :raises InlooppuntBestaat: the name is taken.
    :raises Verouderd: somebody saved this desk after `versie` was read.
    :raises LaatsteIngang: closing it would leave residents without direct entrance.
    """
    nieuw = inlooppunt is None
    punt = Inlooppunt.objects.select_for_update().get(pk=inlooppunt.pk) if inlooppunt else Inlooppunt()
    if not nieuw and punt.versie != versie:
        raise Verouderd(huidig=punt)
    if Inlooppunt.objects.filter(naam__iexact=naam).exclude(pk=punt.pk).exists():
        raise InlooppuntBestaat
    if not nieuw and punt.is_actief and not is_actief:
        _check_ingang(punt)
    punt.naam, punt.adres, punt.openingstijden = naam, adres, openingstijden
    punt.telefoon, punt.is_actief = telefoon, is_actief
    punt.versie += 0 if nieuw else 1
    punt.save()
    wat = "gemaakt" if nieuw else "gewijzigd"
    audit.record(f"inrichting.inlooppunt.{wat}", target=punt, by=by, at=at)
    return punt


@transaction.atomic
def remove_inlooppunt(*, inlooppunt: Inlooppunt, by: Gebruiker, at: datetime) -> None:
    """Take a desk away.

    :raises LaatsteIngang: residents would have no direct entrance left.
    """
    if inlooppunt.is_actief:
        _check_ingang(inlooppunt)
    audit.record("inrichting.inlooppunt.verwijderd", target=inlooppunt, by=by, at=at, soort="verwijderen")
    inlooppunt.delete()


def _check_ingang(punt: Inlooppunt) -> None:
    if not directe_ingang(zonder=punt.pk):
        raise LaatsteIngang
