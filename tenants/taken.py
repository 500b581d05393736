"""Background work of the supplier: make a gemeente, and keep the counts of its list."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.utils import timezone

from keukentafel.tenancy import huidige_gemeente, in_gemeente, in_platform, roteren
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from tenants.actions import onboarding, vernietiging
from tenants.actions.tellen import tel_gemeente
from tenants.models import Gemeente


@platform_taak(name="tenants.klaarzetten")
def zet_gemeente_klaar(klaarzetting_id: str) -> None:
    """Take the seven steps of one klaarzetting; the page follows them in its row.

    Only the worker of the queue `klaarzetten` has the login for it.
    """
    onboarding.voer_klaarzetting_uit(UUID(klaarzetting_id), at=timezone.now(), klok=timezone.now)


@platform_taak(name="tenants.klaarzetten_terug")
def draai_klaarzetting_terug(klaarzetting_id: str) -> None:
    """Remove what a failed klaarzetting left."""
    with suppress(onboarding.NietMislukt):
        onboarding.draai_terug(UUID(klaarzetting_id), at=timezone.now())


@platform_taak(name="tenants.klaarzetten_opruimen")
def ruim_klaarzettingen_op() -> None:
    """Take back what failed more than a day ago."""
    onboarding.ruim_vergeten_op(at=timezone.now())


@platform_taak(name="tenants.vernietigen")
def vernietig_gemeente(einde_id: str) -> None:
    """Destroy what there is of a gemeente that left; the page follows the steps in the row of its end.

    A failure stays readable there; only a person takes the step again.
    """
    with suppress(vernietiging.StapMislukt, vernietiging.WordtAlVernietigd):
        vernietiging.vernietig(UUID(einde_id), at=timezone.now(), klok=timezone.now)


@platform_taak(name="tenants.sleutels_sluiten")
def sluit_sleutels_opnieuw(gemeente_id: str) -> None:
    """Give the ring of a gemeente that will leave its part outside the database, if it has none yet."""
    with in_platform():
        ref = Gemeente.objects.aanwezig().defer("sleutel").get(pk=gemeente_id).ref()
    with in_gemeente(ref):
        roteren.sluit_opnieuw()


@platform_taak(name="tenants.tellen")
def tel_overal() -> None:
    """Ask every open gemeente for its counts, each exactly once."""
    for gemeente in alle_gemeenten():
        tel.voor(gemeente)


@gemeente_taak(name="tenants.tel")
def tel() -> None:
    """Count one gemeente."""
    tel_gemeente(ref=huidige_gemeente(), at=timezone.now())
