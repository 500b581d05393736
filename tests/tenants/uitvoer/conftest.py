"""A gemeente with something in it, and a place for its exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from keukentafel.opslag import bestanden
from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, sleutels
from keukentafel.tenancy.models import nieuwe_id
from tenants.uitvoer import tempo
from tenants.uitvoer.actions import werk
from tenants.uitvoer.models import Terugzetting, Uitvoer, Vorm
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK

KANARIE = "Kanarie-Zevenster"


@pytest.fixture
def nu() -> datetime:
    return timezone.now()


@pytest.fixture(autouse=True)
def eigen_mappen(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.KT_OPSLAG = tmp_path / "bestanden"
    settings.KT_UITVOER = tmp_path / "uitvoer"
    settings.KT_ANKERS = tmp_path / "ankers"
    settings.KT_VERNIETIGINGSBOEK = tmp_path / "boek"
    sleutels.vergeet_bossen()
    monkeypatch.setattr(tempo, "RUST", 0)
    yield
    sleutels.vergeet_bossen()  # one test gives Lindewaard new keys, and its database is put back
    with als_beheer(DATABANK) as v:
        for (naam,) in v.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^[no]_'").fetchall():
            v.execute(f'DROP SCHEMA "{naam}" CASCADE')


@pytest.fixture
def brief(lindewaard: GemeenteRef, nu: datetime) -> UUID:
    """A message of Lindewaard that waits, and a file, both with a canary in them."""
    id_ = nieuwe_id()
    with in_gemeente(lindewaard):
        bestanden.bewaar("documenten", id_, f"Beste {KANARIE}".encode())
        Uitgaand.objects.create(
            id=id_,
            soort="mail",
            sleutel=f"brief-{KANARIE}",
            lading=f"Aan {KANARIE}",
            volgende_poging_op=nu,
            aangemaakt_op=nu,
        )
    return id_


@pytest.fixture
def exporteer(lindewaard: GemeenteRef) -> Callable[[], Uitvoer]:
    def maak() -> Uitvoer:
        rij = werk.vraag_uitvoer(lindewaard.id, vorm=Vorm.BUNDEL, at=timezone.now(), by="Ilse")
        return werk.voer_uitvoer_uit(rij.pk, klok=timezone.now)

    return maak


@pytest.fixture
def zet_ernaast() -> Callable[..., Terugzetting]:
    def zet(uitvoer: Uitvoer) -> Terugzetting:
        rij = werk.vraag_terugzetting(uitvoer, reden="Proberen", at=timezone.now(), by="Ilse")
        return werk.voer_terugzetting_uit(rij.pk, klok=timezone.now)

    return zet


def schemas_hier() -> list[str]:
    """Return the letters of the schemas there are: `t`, `n` and `o`."""
    with als_beheer(DATABANK) as v:
        rijen = v.execute("SELECT left(nspname, 1) FROM pg_namespace WHERE nspname ~ '^[tno]_'").fetchall()
    return sorted(rij[0] for rij in rijen)


def opnieuw(rij: Terugzetting) -> Terugzetting:
    with in_platform():
        rij.refresh_from_db()
    return rij
