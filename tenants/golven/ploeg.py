"""A crew of processes at work on one run, for the command: the shapes are written down once, then shared."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone

from keukentafel.tenancy import in_platform
from keukentafel.tenancy.vork import draai_naast_elkaar
from tenants.golven.actions.ronde import maak_plan
from tenants.golven.actions.werken import Werker
from tenants.golven.models import Bijwerkregel, RegelStand

Melder = Callable[[int, int], None]
"""Hears how many schemas are done, and how many there are."""


def _zwijg(_klaar: int, _totaal: int) -> None:
    """Report to nobody."""


def werk_met_ploeg(ronde_id: UUID, *, parallel: int, meld: Melder = _zwijg) -> None:
    """Work on a run until there is nothing to do, in `parallel` processes."""
    maak_plan(ronde_id, at=timezone.now())
    werker = Werker(ronde_id, klok=timezone.now)
    if parallel > 1:
        werker.bereid_voor()
        werker.sluit()
        draai_naast_elkaar(
            lambda moet_weg: _werk(werker, moet_weg), parallel, kijk=lambda: meld(*_stand(ronde_id))
        )
    _werk(werker, lambda: _meld(ronde_id, meld))  # alone, or what a child that was killed left
    meld(*_stand(ronde_id))


def _werk(werker: Werker, moet_weg: Callable[[], bool]) -> None:
    with werker:
        werker.werk(tot=moet_weg)


def _meld(ronde_id: UUID, meld: Melder) -> bool:
    if meld is not _zwijg:
        meld(*_stand(ronde_id))
    return False


def _stand(ronde_id: UUID) -> tuple[int, int]:
    with in_platform():
        standen = list(Bijwerkregel.objects.filter(ronde=ronde_id).values_list("stand", flat=True))
    return sum(stand not in (RegelStand.WACHT, RegelStand.BEZIG) for stand in standen), len(standen)
