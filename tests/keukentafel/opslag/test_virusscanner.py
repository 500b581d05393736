"""The virus scanner: everything that may be kept went past it, and without an answer nothing is kept."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from keukentafel.env import OmgevingsFout, lees
from keukentafel.opslag.poort import keur
from keukentafel.opslag.soorten import Geweigerd
from keukentafel.opslag.virusscanner import Scannerstand, ScannerWeg, Virus, keur_op_virussen, scannerstand
from tests.keukentafel.opslag.clamd import HANDTEKENING, clamd


def test_a_clean_file_goes_past_the_scanner_whole(settings: Any) -> None:
    inhoud = b"Een brief. " * 40_000  # more than one piece
    with clamd() as server:
        settings.KT_CLAMD = server.waar
        gekeurd = keur("brief.txt", inhoud)

    assert (gekeurd.inhoud, server.gezien) == (inhoud, [inhoud])


def test_a_virus_is_refused_in_words(settings: Any) -> None:
    with clamd() as server:
        settings.KT_CLAMD = server.waar
        with pytest.raises(Virus, match=r"In dit bestand zit een virus\. Het is niet bewaard\."):
            keur("brief.txt", b"Beste, " + HANDTEKENING)


def test_it_speaks_over_a_socket_as_well(settings: Any, tmp_path: Path) -> None:
    with clamd(tmp_path / "clamd.sock") as server:
        settings.KT_CLAMD = server.waar
        assert scannerstand() is Scannerstand.AAN
        with pytest.raises(Virus):
            keur_op_virussen(HANDTEKENING)


def test_without_a_scanner_it_says_so_and_takes_the_file(settings: Any) -> None:
    settings.KT_CLAMD = ""

    assert scannerstand() is Scannerstand.UIT
    assert keur("brief.txt", b"Beste " + HANDTEKENING).soort.sleutel == "txt"


@pytest.mark.parametrize("antwoord", [b"", b"stream: OK ERROR", b"Iets heel anders", b"stream: FOUND OK"])
def test_what_is_no_clear_answer_keeps_the_file_out(settings: Any, antwoord: bytes) -> None:
    with clamd(antwoord=antwoord) as server:
        settings.KT_CLAMD = server.waar
        with pytest.raises(ScannerWeg):
            keur("brief.txt", b"Een brief")


def test_a_file_that_is_too_large_for_the_scanner_stays_out(settings: Any) -> None:
    with clamd(grens=1000) as server:
        settings.KT_CLAMD = server.waar
        with pytest.raises(ScannerWeg):
            keur("brief.txt", b"Een brief " * 400_000)


def test_a_scanner_that_is_away_keeps_every_file_out(settings: Any, tmp_path: Path) -> None:
    with socket.socket() as niemand:
        niemand.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers here
        for waar in (f"127.0.0.1:{niemand.getsockname()[1]}", str(tmp_path / "weg.sock")):
            settings.KT_CLAMD = waar
            assert scannerstand() is Scannerstand.WEG
            with pytest.raises(
                Geweigerd, match="We kunnen nu niet nakijken of er een virus in dit bestand zit"
            ):
                keur("brief.txt", b"Een brief")


@pytest.mark.parametrize("waar", ["", "/run/clamav/clamd.ctl", "clamav:3310", "[::1]:3310"])
def test_where_it_listens_is_read_from_the_environment(waar: str) -> None:
    assert lees({"KT_CLAMD": f" {waar} "}).clamd == waar


@pytest.mark.parametrize("waar", ["clamav", "clamav:", ":3310", "clamav:scan", "clamav:99999"])
def test_what_is_no_place_stops_the_start(waar: str) -> None:
    with pytest.raises(OmgevingsFout, match="KT_CLAMD"):
        lees({"KT_CLAMD": waar})
