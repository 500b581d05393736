"""The clients that others really use do a whole case against a real web server.

They ask for another Python, and for each other's enemies among the libraries: each gets an environment of its own,
made here from the package index. Only where that was asked for: `KT_ZGW_KLANTEN=alle` (`make proef PROEF=zgw`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.zgw.eigen.maken import make_catalogus
from modules.zgw.zaken.models import Zaak
from tests.api.zgw.toneel import GEHEIM, maak_applicatie
from tests.stellage.omgeving import MAP

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(os.environ.get("KT_ZGW_KLANTEN") != "alle", reason="vraagt de pakketten van anderen"),
]
HIER = Path(__file__).resolve().parent / "klanten"
KLANTEN = {
    "met_zgw_consumers.py": ("zgw-consumers==2.1.1", (3, 12)),
    "met_gemma_zds.py": ("gemma-zds-client==2.0.0", (3, 11)),
}
"""The program → what it installs, and the oldest Python that it runs on."""


def python_vanaf(versie: tuple[int, int]) -> str:
    """Return an interpreter that is new enough, beside ours or on the path."""
    if sys.version_info[:2] >= versie:
        return sys.executable
    for kleine in range(versie[1], versie[1] + 4):
        gevonden = shutil.which(f"python3.{kleine}")
        if gevonden is not None and subprocess.run([gevonden, "--version"], check=False).returncode == 0:
            return gevonden
        buren = sorted(Path(sys.base_prefix).parent.glob(f"3.{kleine}*/bin/python3"))
        if buren:
            return str(buren[-1])
    pytest.skip(f"hier is geen Python {versie[0]}.{versie[1]} of nieuwer")


def omgeving_met(pakket: str, python: str) -> Path:
    """Make an environment with one package in it, once per session of tests."""
    plek = MAP / f"klant-{pakket.partition('=')[0]}"
    if not (plek / "klaar").exists():
        for opdracht in (
            [python, "-m", "venv", "--clear", str(plek)],
            [str(plek / "bin" / "python"), "-m", "pip", "install", "--quiet", pakket],
        ):
            uitkomst = subprocess.run(opdracht, capture_output=True, text=True, check=False, timeout=300)
            assert uitkomst.returncode == 0, uitkomst.stderr
        (plek / "klaar").touch()
    return plek / "bin" / "python"


@pytest.mark.parametrize("programma", KLANTEN)
def test_a_client_of_others_does_a_whole_case(
    programma: str, adres: Callable[..., str], lindewaard: GemeenteRef
) -> None:
    pakket, versie = KLANTEN[programma]
    python = omgeving_met(pakket, python_vanaf(versie))
    with in_gemeente(lindewaard):
        from modules.zgw.autorisaties.actions.geheim import give_geheim

        make_catalogus(by=None, at=timezone.now())
        give_geheim(client_id="klant", by=None, at=timezone.now(), geheim=GEHEIM)
        maak_applicatie("klant", None)

    uitkomst = subprocess.run(
        [str(python), str(HIER / programma), adres("lindewaard", ""), "klant", GEHEIM],
        capture_output=True, text=True, check=False, timeout=120,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "NO_PROXY": "*", "no_proxy": "*"},
    )  # fmt: skip

    assert uitkomst.returncode == 0, f"{uitkomst.stdout}{uitkomst.stderr}"
    antwoord = json.loads(uitkomst.stdout.strip().splitlines()[-1])
    with in_gemeente(lindewaard):
        zaak = Zaak.objects.get(pk=antwoord["zaak"])
        assert (str(zaak.einddatum), zaak.einddatum) == (antwoord["einddatum"], localdate())
        assert (zaak.rollen.count() > 0, zaak.documenten.count()) == (True, 1)
