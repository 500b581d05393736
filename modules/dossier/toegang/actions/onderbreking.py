"""Answer the question before content; shield a household; keep an own address that nobody reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.tenancy.sleutels import blinde_index
from modules.dossier.models import Huishouden
from modules.dossier.toegang.codelijsten import AfschermSoort
from modules.dossier.toegang.mensen import mag_beslissen
from modules.dossier.toegang.models import Afscherming, EigenAdres, Onderbreking

REDEN_MINSTENS = 10


class RedenNodig(Refusal):
    text = f"Schrijf waarom je dit huishouden opent, in minstens {REDEN_MINSTENS} tekens."


class AlAfgeschermd(Refusal):
    text = "Dit huishouden is al afgeschermd."


class NietAfgeschermd(Refusal):
    text = "Dit huishouden is niet afgeschermd."


class NietJouwKeuze(Refusal):
    text = "Alleen de regisseur of de teamleider schermt een huishouden af."


@transaction.atomic
def pass_onderbreking(
    *, huishouden: Huishouden, redenen: Iterable[str], reden: str, sessie_id: UUID, by: Any, at: datetime
) -> Onderbreking:
    """Go on after the warning, with a reason that stays readable in Wie keek mee.

    :raises RedenNodig: fewer than 10 characters.
    """
    if len(reden.strip()) < REDEN_MINSTENS:
        raise RedenNodig
    rij = Onderbreking.objects.create(
        huishouden=huishouden,
        gebruiker=by,
        sessie_id=sessie_id,
        redenen=sorted(redenen),
        reden=reden.strip(),
        op=at,
    )
    audit.record(
        "toegang.onderbreking.gepasseerd",
        target=rij,
        by=by,
        at=at,
        soort="E",
        reden=rij.reden,
        detail={"onderbreking_id": str(rij.pk), "redenen": rij.redenen},
    )
    return rij


@transaction.atomic
def turn_back(*, huishouden: Huishouden, redenen: Iterable[str], by: Any, at: datetime) -> None:
    """Note that somebody saw the warning and did not open the household."""
    audit.record(
        "toegang.onderbreking.teruggegaan",
        target=huishouden,
        by=by,
        at=at,
        soort="E",
        resultaat="geweigerd",
        detail={"redenen": sorted(redenen)},
    )


@transaction.atomic
def shield_huishouden(
    *, huishouden: Huishouden, soort: str, reden: str, by: Any, at: datetime
) -> Afscherming:
    """Ask a reason before each first look at this household from now on.

    :raises NietJouwKeuze, AlAfgeschermd, RedenNodig: see their texts.
    """
    if not mag_beslissen(by, huishouden):
        raise NietJouwKeuze
    if len(reden.strip()) < REDEN_MINSTENS:
        raise RedenNodig("Schrijf in een zin waarom dit huishouden wordt afgeschermd.")
    huishouden = Huishouden.objects.select_for_update(of=("self",)).get(pk=huishouden.pk)
    if Afscherming.objects.lopend().filter(huishouden=huishouden).exists():
        raise AlAfgeschermd
    rij = Afscherming.objects.create(
        huishouden=huishouden, soort=AfschermSoort(soort), reden=reden.strip(), door=by, op=at
    )
    huishouden.is_afgeschermd = True
    huishouden.save(update_fields=["is_afgeschermd"])
    audit.record(
        "toegang.afscherming.aan",
        target=rij,
        by=by,
        at=at,
        soort="C",
        reden=rij.reden,
        detail={"soort": str(rij.soort)},
    )
    return rij


@transaction.atomic
def unshield_huishouden(*, huishouden: Huishouden, reden: str, by: Any, at: datetime) -> None:
    """Take the shield away, with the reason why it can go.

    :raises NietJouwKeuze, NietAfgeschermd, RedenNodig: see their texts.
    """
    if not mag_beslissen(by, huishouden):
        raise NietJouwKeuze
    if len(reden.strip()) < REDEN_MINSTENS:
        raise RedenNodig("Schrijf in een zin waarom de afscherming weg kan.")
    huishouden = Huishouden.objects.select_for_update(of=("self",)).get(pk=huishouden.pk)
    rij = Afscherming.objects.lopend().filter(huishouden=huishouden).first()
    if rij is None and not huishouden.is_afgeschermd:
        raise NietAfgeschermd
    if rij is not None:
        rij.opgeheven_op, rij.opgeheven_door, rij.opheffing = at, by, reden.strip()
        rij.save()
    huishouden.is_afgeschermd = False
    huishouden.save(update_fields=["is_afgeschermd"])
    audit.record("toegang.afscherming.uit", target=huishouden, by=by, at=at, soort="U", reden=reden.strip())


def adres_index(postcode: str, huisnummer: int | None) -> bytes:
    """Return the print of an address: postcode and house number, in this gemeente only."""
    return blinde_index("eigen_adres", f"{postcode.replace(' ', '').upper()}|{huisnummer or ''}")


@transaction.atomic
def keep_eigen_adres(*, postcode: str, huisnummer: int, by: Any, at: datetime) -> None:
    """Keep the own address as a print. Nobody reads it back, the own page neither."""
    EigenAdres.objects.update_or_create(
        gebruiker=by, defaults={"adres_index": adres_index(postcode, huisnummer), "gewijzigd_op": at}
    )
    audit.record("toegang.eigen_adres.bewaard", target=by, by=by, at=at, soort="U")


@transaction.atomic
def forget_eigen_adres(*, by: Any, at: datetime) -> None:
    """Take the own address away."""
    EigenAdres.objects.filter(gebruiker_id=by.pk).delete()
    audit.record("toegang.eigen_adres.weggehaald", target=by, by=by, at=at, soort="D")
