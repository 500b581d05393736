"""Whom the supplier calls at the gemeenten of the demo, and what two of them do together."""

from __future__ import annotations

from datetime import datetime

from keukentafel.tenancy import in_platform
from tenants.models import Contactpersoon, Deelname, Gemeente, Samenwerking

_MENSEN = {
    "lindewaard": (
        (
            "contract",
            "Mirjam Kooistra",
            "manager sociaal domein",
            "m.kooistra@lindewaard.example",
            "0612340001",
        ),
        ("beheer", "Karin Overbeek", "functioneel beheerder", "k.overbeek@lindewaard.example", "0612340002"),
        ("storing", "Servicebalie Lindewaard", "", "", "0851230001"),
    ),
    "hoogmeren": (
        ("contract", "Bas Terpstra", "afdelingshoofd", "b.terpstra@hoogmeren.example", "0612340003"),
        ("factuur", "Crediteuren Hoogmeren", "", "facturen@hoogmeren.example", ""),
    ),
    "rietdam": (
        ("contract", "Yvonne de Lange", "gemeentesecretaris", "y.delange@rietdam.example", "0612340004"),
        ("privacy", "Henk Vos", "functionaris gegevensbescherming", "fg@rietdam.example", ""),
    ),
}
_SAMEN = ("Jeugdregio Lindemeer", ("lindewaard", "hoogmeren"))


def maak_levensloop(*, at: datetime) -> None:
    """Note the contacts and the cooperation that are not there yet."""
    with in_platform():
        for slug, mensen in _MENSEN.items():
            gemeente = Gemeente.objects.filter(slug=slug).first()
            if gemeente is None or gemeente.contactpersonen.exists():
                continue
            for rol, naam, functie, email, telefoon in mensen:
                Contactpersoon.objects.create(
                    gemeente=gemeente, rol=rol, naam=naam, functie=functie, email=email, telefoon=telefoon,
                    gewijzigd_op=at,
                )  # fmt: skip
        samen, _ = Samenwerking.objects.get_or_create(naam=_SAMEN[0])
        for gemeente in Gemeente.objects.filter(slug__in=_SAMEN[1]):
            Deelname.objects.get_or_create(samenwerking=samen, gemeente=gemeente)
