"""What the library holds in the demo, and an example gemeente that took some over and wrote on."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from demo.werkteksten import SJABLONEN, Sjabloontekst
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from modules.inrichting.bibliotheek.actions.sjabloon import make_sjabloon
from modules.inrichting.bibliotheek.models import Inrichtingsjabloon
from modules.inrichting.bibliotheek.queries import gepubliceerd, versies_van
from modules.inrichting.configuratie.actions.inname import Bron, take_in, try_out
from modules.inrichting.configuratie.bestand import lees, schrijf
from modules.inrichting.configuratie.models import Innamesoort
from modules.inrichting.werkdocumenten.actions.werkdocument import change_werkdocument
from modules.inrichting.werkdocumenten.configuratie import SLEUTEL
from modules.inrichting.werkdocumenten.models import Werkdocument
from tenants.models import LeverancierAccount

_NEEMT_OVER = {
    "GM9001": ("quickscan-geldzorgen", "functie-regisseur", "protocol-warme-overdracht"),
    "GM9002": ("quickscan-mantelzorg",),
}
"""CBS code of an example gemeente → the documents it takes over."""
_EIGEN_TEKST = (
    "\n\n## Bij ons\n\n"
    "- Bel bij dreigende afsluiting dezelfde dag met het meldpunt vroegsignalering.\n"
    "- Plan samen een vervolggesprek binnen een week.\n"
)


def vul_bibliotheek(*, at: datetime) -> None:
    """Put the templates in the library that are not there yet."""
    with in_platform(), transaction.atomic():
        bekend = set(Inrichtingsjabloon.objects.values_list("naam", flat=True))
        wie = LeverancierAccount.objects.order_by("id").first()
        for tekst in SJABLONEN:
            if wie is not None and tekst.naam not in bekend:
                make_sjabloon(
                    naam=tekst.naam, omschrijving=tekst.voor_wie, bestand=_bestand(tekst, at), by=wie,
                    at=at - timedelta(days=60),
                )  # fmt: skip


def _bestand(tekst: Sjabloontekst, at: datetime) -> str:
    inhoud = {tekst.sleutel: {"soort": tekst.soort, "titel": tekst.naam, "tekst": tekst.tekst.strip()}}
    return schrijf(gemeente="Keukentafel", cbs_code="", delen={SLEUTEL: inhoud}, at=at)


def neem_over(gemeente: GemeenteRef, *, at: datetime) -> None:
    """Let an example gemeente take documents over, and write on in the first of them."""
    namen = {tekst.naam: tekst.sleutel for tekst in SJABLONEN}
    kaarten = {namen[kaart.naam]: kaart for kaart in gepubliceerd() if kaart.naam in namen}
    with in_gemeente(gemeente), transaction.atomic():
        by = Gebruiker.objects.actief().met_rol(Rol.BEHEERDER).order_by("gebruikersnaam").first()
        sleutels = [sleutel for sleutel in _NEEMT_OVER.get(gemeente.cbs_code, ()) if sleutel in kaarten]
        if by is None or Werkdocument.objects.exists():
            return
        for sleutel in sleutels:
            _neem_een(kaarten[sleutel].id, by=by, at=at - timedelta(days=30))
        if sleutels[:1] == ["quickscan-geldzorgen"]:
            _schrijf_verder(sleutels[0], by=by, at=at - timedelta(days=9))


def _neem_een(sjabloon_id: UUID, *, by: Gebruiker, at: datetime) -> None:
    gevonden = versies_van(sjabloon_id)
    if gevonden is None:
        return
    sjabloon, (versie, *_) = gevonden
    inhoud = lees(versie.bestand).delen
    bron = Bron(
        Innamesoort.SJABLOON,
        f"{sjabloon.naam}, versie {versie.nummer}",
        sjabloon.pk,
        versie.pk,
        versie.nummer,
    )
    stand = try_out(inhoud=inhoud, by=by, at=at).stand
    take_in(inhoud=inhoud, keuze=frozenset(inhoud), bron=bron, stand=stand, by=by, at=at)


def _schrijf_verder(sleutel: str, *, by: Gebruiker, at: datetime) -> None:
    document = Werkdocument.objects.get(sleutel=sleutel)
    change_werkdocument(
        document=document, versie=document.versie, soort=document.soort, titel=document.titel,
        tekst=f"{document.tekst}{_EIGEN_TEKST}".strip(), by=by, at=at,
    )  # fmt: skip
