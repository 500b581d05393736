"""What runs at a gemeente and must be over before somebody opens or ends it: a swap, a restore, a move.

Ask while holding the row of the gemeente: who closes it for a swap, or begins to move it, holds it too.
"""

from __future__ import annotations

from uuid import UUID

from keukentafel.errors import Refusal
from tenants.clusters.models import Stand as Verhuisstand
from tenants.clusters.models import Verhuizing
from tenants.models import Gemeente, Stand
from tenants.uitvoer.actions.wisselen import WACHT_OP_EEN_MENS
from tenants.uitvoer.models import Terugzetstand, Terugzetting


class WordtGewisseld(Refusal):
    text = (
        "Bij deze gemeente wordt op dit moment een kopie in gebruik genomen of teruggewisseld. Wacht tot dat "
        "klaar is. Werd het afgebroken, dan gaat het binnen een minuut vanzelf verder."
    )


class NogNietHersteld(Refusal):
    text = (
        "Deze gemeente wordt uit een kopie gemaakt en haar gegevens staan er nog niet. Wacht tot dat klaar is. "
        "Werd het afgebroken, zet de kopie dan ernaast en neem die in gebruik."
    )


class VerhuistNu(Refusal):
    text = (
        "Deze gemeente verhuist op dit moment naar een ander cluster. Wacht tot dat klaar is, of breek de "
        "verhuizing af."
    )


def wissel_van(gemeente_id: UUID) -> Terugzetting | None:
    """Return the swap that runs at a gemeente, or None; one question."""
    wissels = Terugzetting.objects.filter(gemeente_id=gemeente_id, stand=Terugzetstand.WISSELT)
    return wissels.defer("vergelijking").first()


def waarom_dicht(gemeente: Gemeente) -> Refusal | None:
    """Return why a gemeente may not be opened at this moment; None, without a question, for one that is open."""
    if gemeente.stand != Stand.OPGESCHORT:
        return None
    if wissel_van(gemeente.pk) is not None:
        return WordtGewisseld()
    if gemeente.opschortreden != WACHT_OP_EEN_MENS:
        return None
    teruggezet = Terugzetting.objects.filter(gemeente_id=gemeente.pk, gewisseld_op__isnull=False)
    return None if teruggezet.exists() else NogNietHersteld()


def waarom_niet_vernietigen(gemeente_id: UUID) -> Refusal | None:
    """Return why the destruction may not begin at this moment: what runs would leave something behind."""
    if wissel_van(gemeente_id) is not None:
        return WordtGewisseld()
    lopend = Verhuizing.objects.filter(
        gemeente_id=gemeente_id, stand__in=(Verhuisstand.WACHT, Verhuisstand.BEZIG)
    )
    return VerhuistNu() if lopend.exists() else None
