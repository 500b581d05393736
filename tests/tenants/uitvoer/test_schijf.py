"""A disk that is too small: nothing begins, and who asked reads how much is needed and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_platform
from tenants.models import Gemeente
from tenants.uitvoer import schijf
from tenants.uitvoer.actions import werk
from tenants.uitvoer.models import Terugzetstand, Terugzetting, Uitvoer, Uitvoerstand, Vorm, Vrager
from tenants.uitvoer.schijf import TeWeinigSchijf
from tests.tenants.uitvoer.conftest import opnieuw, schemas_hier
from tests.tenants.uitvoer.test_schermen import _browser, tekst

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "migrator"]),
    pytest.mark.usefixtures("brief"),
]
VRIJ = 70_000_000


@pytest.fixture
def vol(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave little room on every disk."""
    monkeypatch.setattr(schijf, "vrij_in", lambda _map: VRIJ)


def niets_over() -> bool:
    return not any(pad.is_file() for pad in Path(settings.KT_UITVOER).rglob("*"))


def kaal(zin: str) -> str:
    return zin.replace("\xa0", " ")


def test_what_is_needed_is_the_tables_and_the_files_with_a_margin(lindewaard: GemeenteRef) -> None:
    tabellen, bestanden = schijf.omvang_van(lindewaard)
    with in_platform():
        Gemeente.objects.filter(pk=lindewaard.id).update(opslag_bytes=5_000_000_000)

    assert tabellen > 1_000_000
    assert (bestanden, schijf.omvang_van(lindewaard)) == (0, (tabellen, 5_000_000_000))
    assert schijf.met_marge(1_000_000_000) == 1_164_000_000


def test_folders_on_one_disk_are_taken_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schijf, "vrij_in", lambda _map: 200_000_000)

    schijf.kijk_na([(tmp_path / "er" / "nog" / "niet", 100_000_000)])
    with pytest.raises(TeWeinigSchijf) as reden:
        schijf.kijk_na([(tmp_path / "a", 100_000_000), (tmp_path / "b", 100_000_000)])

    assert kaal(str(reden.value)) == (
        f"Er is te weinig ruimte op de schijf. Nodig is hoogstens 284,0 MB, vrij is 200,0 MB in {tmp_path}. "
        "Er is niets begonnen. Maak daar ruimte, of vergroot de schijf. Probeer het daarna opnieuw."
    )


@pytest.mark.usefixtures("vol")
@pytest.mark.parametrize("vorm", Vorm.values)
def test_an_export_that_may_not_fit_does_not_begin(klant: Client, lindewaard: GemeenteRef, vorm: str) -> None:
    rij = werk.vraag_uitvoer(lindewaard.id, vorm=vorm, at=timezone.now())

    with pytest.raises(TeWeinigSchijf):
        werk.voer_uitvoer_uit(rij.pk, klok=timezone.now)

    with in_platform():
        rij.refresh_from_db()
    assert (rij.stand, rij.begonnen_op, niets_over()) == (Uitvoerstand.MISLUKT, None, True)
    pagina = kaal(tekst(klant.get(f"/gemeenten/{lindewaard.id}/kopieen/uitvoer/{rij.pk}")))
    assert "Nodig is hoogstens" in pagina
    assert "vrij is 70,0 MB" in pagina
    assert (
        werk.vraag_uitvoer(lindewaard.id, vorm=vorm, at=timezone.now()).pk != rij.pk
    )  # it may be asked again


@pytest.mark.usefixtures("vol")
def test_a_gemeente_reads_whom_to_ask_and_no_folder(
    lindewaard: GemeenteRef, klant_van: Callable[..., Client]
) -> None:
    rij = werk.vraag_uitvoer(lindewaard.id, vorm=Vorm.LEESBAAR, at=timezone.now(), vrager=Vrager.GEMEENTE)
    with pytest.raises(TeWeinigSchijf):
        werk.voer_uitvoer_uit(rij.pk, klok=timezone.now)

    pagina = kaal(tekst(_browser(lindewaard, klant_van, Rol.BEHEERDER).get("/koppelingen/gegevens")))

    assert "Vraag de helpdesk van Keukentafel om ruimte te maken." in pagina
    assert str(settings.KT_UITVOER) not in pagina


@pytest.mark.usefixtures("vol")
def test_a_drill_that_may_not_fit_is_not_tried_and_the_page_says_so(
    klant: Client, lindewaard: GemeenteRef
) -> None:
    vooraf = schemas_hier()
    with pytest.raises(TeWeinigSchijf):
        werk.proef(lindewaard.id, klok=timezone.now)

    with in_platform():
        proef = Terugzetting.objects.get(is_proef=True)
        assert not Uitvoer.objects.exists()
    assert (proef.stand, proef.is_gelijk, niets_over(), schemas_hier()) == (
        Terugzetstand.MISLUKT, False, True, vooraf,
    )  # fmt: skip
    assert "Er is te weinig ruimte op de schijf." in tekst(klant.get(f"/gemeenten/{lindewaard.id}/kopieen"))


def test_a_copy_of_which_the_files_may_not_fit_beside_is_not_put_there(
    exporteer: Callable[[], Uitvoer],
    zet_ernaast: Callable[..., Terugzetting],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uitvoer, vooraf = exporteer(), schemas_hier()
    monkeypatch.setattr(schijf, "vrij_in", lambda _map: 1)

    with pytest.raises(TeWeinigSchijf):
        zet_ernaast(uitvoer)

    with in_platform():
        rij = Terugzetting.objects.get()
    assert (opnieuw(rij).stand, schemas_hier()) == (Terugzetstand.MISLUKT, vooraf)


@pytest.mark.parametrize("leesbaar", [False, True])
def test_the_command_says_what_is_needed_and_ends_with_one(
    lindewaard: GemeenteRef, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leesbaar: bool
) -> None:
    eens = schijf.met_marge(sum(schijf.omvang_van(lindewaard)))
    monkeypatch.setattr(
        schijf, "vrij_in", lambda _map: eens if leesbaar else VRIJ
    )  # readable: it lies there twice
    doel = tmp_path / "x.zip"

    with pytest.raises(CommandError, match="Er is te weinig ruimte op de schijf") as fout:
        call_command("gemeente-exporteren", gemeente="lindewaard", leesbaar=leesbaar, naar=doel)

    assert (fout.value.returncode, doel.exists(), niets_over()) == (1, False, True)


def test_where_there_is_room_nothing_changes(lindewaard: GemeenteRef, exporteer: Callable[[], Any]) -> None:
    assert exporteer().stand == Uitvoerstand.KLAAR
