"""The store of files: encrypted, apart per gemeente, gone with their row."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from keukentafel import opslag
from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.tenancy.models import nieuwe_id
from keukentafel.tenancy.sleutels import GeenSleutel, opslag_pad
from tests.keukentafel.tenancy.zaaien import wordt_rood

BRIEF = b"Beste mevrouw De Boer, u krijgt hulp."


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.KT_OPSLAG = tmp_path


def onleesbaar(een: GemeenteRef, ander: GemeenteRef, wortel: Path) -> None:
    """Whoever takes the disk reads nothing; a file in the place of another does not open."""
    id_, tweede = nieuwe_id(), nieuwe_id()
    with in_gemeente(een):
        opslag.bewaar("document", id_, BRIEF)
        opslag.bewaar("document", tweede, BRIEF)
        pad = opslag_pad("document", id_)
    assert all(b"De Boer" not in bestand.read_bytes() for bestand in wortel.rglob("*.bin"))
    with in_gemeente(ander), pytest.raises(opslag.BestandWeg):
        opslag.haal("document", id_)
    with in_gemeente(ander):
        elders = opslag_pad("document", id_)
        elders.parent.mkdir(parents=True)
        elders.write_bytes(pad.read_bytes())
        with pytest.raises(GeenSleutel):
            opslag.haal("document", id_)
    with in_gemeente(een):
        opslag_pad("document", tweede).write_bytes(pad.read_bytes())
        with pytest.raises(GeenSleutel):
            opslag.haal("document", tweede)
        assert opslag.haal("document", id_) == BRIEF


def test_a_file_opens_in_its_own_gemeente_and_as_itself_only(
    db: None, lindewaard: GemeenteRef, hoogmeren: GemeenteRef, tmp_path: Path
) -> None:
    onleesbaar(lindewaard, hoogmeren, tmp_path)


@pytest.mark.parametrize("fout", ["bestand_leesbaar", "cijfer_zonder_plek"])
def test_turns_red_for_files_that_are_readable_or_not_bound(
    db: None, lindewaard: GemeenteRef, hoogmeren: GemeenteRef, tmp_path: Path, fout: str
) -> None:
    wordt_rood(fout, lambda: onleesbaar(lindewaard, hoogmeren, tmp_path))


def test_what_is_told_of_a_file_is_of_what_was_given(in_lindewaard: GemeenteRef) -> None:
    bewaard = opslag.bewaar("document", nieuwe_id(), b"abc")

    assert (bewaard.grootte, bewaard.sha256[:12]) == (3, "ba7816bf8f01")
    assert opslag_pad("document", bewaard.id).stat().st_mode & 0o777 == 0o600


def teruggedraaid(wortel: Path) -> None:
    """The row does not come: neither does its file. A savepoint takes its own files only."""
    blijft = nieuwe_id()
    with transaction.atomic():
        opslag.bewaar("document", blijft, BRIEF)
        with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 -- the block is the transaction
            opslag.bewaar("document", nieuwe_id(), BRIEF)
            raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 -- the block is the transaction
        opslag.bewaar("document", nieuwe_id(), BRIEF)
        raise ZeroDivisionError
    assert [pad.stem for pad in wortel.rglob("*.bin")] == [blijft.hex]


def test_a_file_goes_when_its_row_does_not_come(in_lindewaard: GemeenteRef, tmp_path: Path) -> None:
    teruggedraaid(tmp_path)


def test_turns_red_when_a_file_stays_without_its_row(in_lindewaard: GemeenteRef, tmp_path: Path) -> None:
    wordt_rood("bestand_blijft_na_terugdraaien", lambda: teruggedraaid(tmp_path))


@pytest.mark.django_db(transaction=True)
def test_after_a_commit_a_file_stays_and_a_destroyed_one_goes(
    lindewaard: GemeenteRef, tmp_path: Path
) -> None:
    id_ = nieuwe_id()
    with in_gemeente(lindewaard):
        with transaction.atomic():
            opslag.bewaar("document", id_, BRIEF)
        with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 -- the block is the transaction
            opslag.verwijder("document", id_)
            raise ZeroDivisionError  # the destruction did not happen after all
        assert opslag.haal("document", id_) == BRIEF
        with transaction.atomic():
            opslag.verwijder("document", id_)
            assert opslag.haal("document", id_) == BRIEF
        with pytest.raises(opslag.BestandWeg):
            opslag.haal("document", id_)
        opslag.verwijder("document", id_)
    assert list(tmp_path.rglob("*.bin")) == []


def test_a_write_that_fails_leaves_nothing_half(
    in_lindewaard: GemeenteRef, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(_beschrijver: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", vol)

    with pytest.raises(OSError, match="No space"):
        opslag.bewaar("document", nieuwe_id(), BRIEF)

    assert [pad for pad in tmp_path.rglob("*") if pad.is_file()] == []


def test_an_orphan_is_found_and_a_fresh_file_is_left_alone(in_lindewaard: GemeenteRef) -> None:
    bekend, wees, vers = nieuwe_id(), nieuwe_id(), nieuwe_id()
    lang_geleden = time.time() - 7200
    for id_ in (bekend, wees, vers):
        opslag.bewaar("document", id_, BRIEF)
    for id_ in (bekend, wees):
        os.utime(opslag_pad("document", id_), (lang_geleden, lang_geleden))

    assert opslag.ruim_wezen("document", [bekend]) == 1
    assert [opslag_pad("document", id_).exists() for id_ in (bekend, wees, vers)] == [True, False, True]
