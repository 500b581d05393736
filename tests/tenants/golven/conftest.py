"""A release with migrations of its own, in this process; and a worker."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from bench import proefmigraties
from keukentafel.tenancy import migraties, versie
from tenants.golven.actions import ronde as rondes
from tenants.golven.actions.ronde import Keuze
from tenants.golven.actions.werken import Beurt, Werker
from tenants.golven.models import Bijwerkronde
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK

RUIM = Keuze(duur_ms=60_000)
"""A run on a machine that may be busy: no test of something else falls over a bound of time."""


def vraag(zoek: str, *waarden: Any) -> list[tuple[Any, ...]]:
    with als_beheer(DATABANK) as verbinding:
        antwoord = verbinding.execute(zoek, waarden or None)
        return antwoord.fetchall() if antwoord.description else []


@pytest.fixture
def uitbrengen(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., None]]:
    """Let the code of this process bring these migrations more."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def breng_uit(*bronnen: str) -> None:
        pakket = f"kt_proef_{len(list(tmp_path.iterdir()))}"
        proefmigraties.maak_pakket(tmp_path / pakket, *bronnen)
        settings.MIGRATION_MODULES = {**settings.MIGRATION_MODULES, "outbox": pakket}
        versie._op_schijf.cache_clear()

    yield breng_uit
    for naam in [naam for naam in sys.modules if naam.startswith("kt_proef_")]:
        del sys.modules[naam]
    migraties._scripts.clear()
    versie._op_schijf.cache_clear()


def begin(keuze: Keuze = RUIM) -> Bijwerkronde:
    return rondes.begin_ronde(keuze=keuze, at=timezone.now())


@contextmanager
def aan_het_werk(ronde: Bijwerkronde) -> Iterator[Werker]:
    """One worker, after the plan was made."""
    rondes.maak_plan(ronde.pk, at=timezone.now())
    with Werker(ronde.pk, klok=timezone.now) as werker:
        yield werker


def werk(ronde: Bijwerkronde) -> Beurt:
    with Werker(ronde.pk, klok=timezone.now) as werker:
        return werker.werk(tot=lambda: False)
