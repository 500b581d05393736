"""The addresses of gemeenten: which may be given out, and moving to another while the old one leads on."""

from __future__ import annotations

import re
from datetime import datetime

from django.conf import settings
from django.db import transaction

from keukentafel.errors import Refusal
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.scope import in_platform
from tenants.models import Contracteinde, Domein, Gemeente, Klaarzetting, LeverancierAccount, Stand
from tenants.platformboek import noteer

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
EIGEN = frozenset(
    {"leverancier", "www", "mail", "smtp", "imap", "ftp", "ns", "api", "status", "admin", "localhost", "test"}
)
"""Labels that are the supplier's own, now or one day."""


class GeenAdres(Refusal):
    text = (
        "Gebruik alleen kleine letters, cijfers en streepjes, hoogstens 40 tekens, zonder streepje vooraan "
        "of achteraan."
    )


class AdresIsVanOns(Refusal):
    text = "Dit adres gebruikt de leverancier zelf. Kies een ander adres."


class AdresBezet(Refusal):
    text = "Dit adres is van een andere gemeente, of was dat. Een adres wordt nooit opnieuw uitgegeven."


class AdresIsAl(Refusal):
    text = "Dit is het adres al."


class AdresVastDoorEinde(Refusal):
    text = "Het contract van deze gemeente eindigt. Haar adres verandert niet meer."


def host_van(label: str) -> str:
    """Return the host of a label under our own domain."""
    return f"{label}.{settings.KT_DOMEIN}"


def keur_label(label: str) -> str:
    """Return the label as it is kept.

    :raises GeenAdres: it cannot be part of a host.  :raises AdresIsVanOns: it is the supplier's own.
    """
    schoon = label.strip().lower()
    if not _LABEL.fullmatch(schoon) or "--" in schoon:
        raise GeenAdres
    if schoon in EIGEN:
        raise AdresIsVanOns
    return schoon


@transaction.atomic
def verhuis_adres(*, gemeente: Gemeente, label: str, by: LeverancierAccount, at: datetime) -> str:
    """Give a gemeente another address; the old one leads on to it from now on. Returns the new host.

    Nothing else changes: keys, files, sessions and waiting work go by the id of the gemeente. She may go back
    to an address that was hers; somebody else never gets one.

    :raises AdresBezet: it is, or was, of another.  :raises AdresIsAl: it is hers now.
    :raises AdresVastDoorEinde: her contract ends.
    """
    label = keur_label(label)
    host = host_van(label)
    rij = Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    if Contracteinde.objects.filter(gemeente=rij).exclude(stand=Contracteinde.Stand.INGETROKKEN).exists():
        raise AdresVastDoorEinde
    if rij.slug == label:
        raise AdresIsAl
    van_wie = Domein.objects.filter(host=host).values_list("gemeente_id", flat=True).first()
    anderen = Gemeente.objects.filter(slug=label).exclude(pk=rij.pk)
    bezet = (van_wie is not None and van_wie != rij.pk) or anderen.exists() or _wordt_gemaakt(label)
    if bezet and not zaaifouten.staat_aan("adres_van_een_ander"):
        raise AdresBezet
    oud = rij.slug
    Domein.objects.filter(gemeente=rij).update(is_primair=False)
    Domein.objects.update_or_create(
        host=host, defaults={"gemeente": rij, "is_primair": True, "vervallen_op": None}
    )
    rij.slug = label
    rij.save(update_fields=["slug"])
    noteer("gemeente.adres.verhuisd", at=at, by=by, target=rij, detail={"van": oud, "naar": label})
    adresboek.vergeet()
    return host


@transaction.atomic
def hernoem(*, gemeente: Gemeente, naam: str, by: LeverancierAccount, at: datetime) -> None:
    """Give a gemeente another name on every page. Its address stays.

    :raises Refusal: there is no name, or the gemeente is gone.
    """
    naam = " ".join(naam.split())
    if not naam:
        raise Refusal("Vul de naam van de gemeente in.")
    rij = Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    if rij.stand not in (Stand.ACTIEF, Stand.OPGESCHORT):
        raise Refusal("Deze gemeente is er niet meer.")
    oud, rij.naam = rij.naam, naam
    rij.save(update_fields=["naam"])
    noteer("gemeente.hernoemd", at=at, by=by, target=rij, detail={"van": oud, "naar": naam})
    adresboek.vergeet()


def is_vrij(label: str) -> bool:
    """Tell whether nobody has or had this address."""
    with in_platform():
        bezet = Domein.objects.filter(host=host_van(label)).exclude(gemeente__stand=Stand.IN_OPBOUW)
        return not bezet.exists()


def _wordt_gemaakt(label: str) -> bool:
    return Klaarzetting.objects.filter(slug=label, stand__in=("wacht", "bezig")).exists()
