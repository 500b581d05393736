"""Background work of billing: remind who is late, and deliver mail."""

from __future__ import annotations

from django.utils import timezone

from billing.actions.herinnering import herinner_allen
from billing.actions.post import bezorg
from keukentafel.tenancy.taken import platform_taak


@platform_taak(name="facturatie.herinneren")
def herinneren() -> None:
    """Send every reminder that is due."""
    herinner_allen(at=timezone.now())


@platform_taak(name="facturatie.post")
def post() -> None:
    """Deliver the mail that waits."""
    bezorg(at=timezone.now())
