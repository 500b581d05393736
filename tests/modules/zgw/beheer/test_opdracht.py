"""`keukentafel zgw-client`: let a program in by command, and asking twice changes nothing."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client as Klant

from keukentafel.tenancy import GemeenteRef
from modules.zgw.autorisaties.models import Applicatie, Client, Geheim
from tests.api.zgw.toneel import GEHEIM, Programma

pytestmark = pytest.mark.django_db


def roep(*args: str, **opties: Any) -> str:
    uit = StringIO()
    call_command("zgw-client", *args, gemeente="lindewaard", client_id="proef", stdout=uit, **opties)
    return uit.getvalue()


def test_a_client_with_all_rights_comes_in_with_the_secret_that_was_given(
    klant: Klant, in_lindewaard: GemeenteRef
) -> None:
    zegt = roep(secret=GEHEIM, alle_autorisaties=True)

    antwoord = Programma(klant, "proef").get("/zaken/api/v1/zaken", **{"Accept-Crs": "EPSG:4326"})
    assert zegt == "proef is bekend in Lindewaard. Het mag alles.\n"
    assert antwoord.status_code == 200


def test_without_the_flag_it_is_known_and_may_nothing_until_somebody_gives_it_rights(
    klant: Klant, in_lindewaard: GemeenteRef
) -> None:
    roep(secret=GEHEIM)

    programma = Programma(klant, "proef")
    assert programma.get("/catalogi/api/v1/zaaktypen").status_code == 403
    assert not Applicatie.objects.exists()

    roep(secret=GEHEIM, alle_autorisaties=True)

    assert programma.get("/catalogi/api/v1/zaaktypen").status_code == 200


def test_asked_twice_with_the_same_secret_it_changes_nothing(in_lindewaard: GemeenteRef) -> None:
    roep(secret=GEHEIM, alle_autorisaties=True)
    roep(secret=GEHEIM, alle_autorisaties=True)

    geheim = Geheim.objects.get()
    assert (Client.objects.count(), Applicatie.objects.count(), geheim.geldig_tot) == (1, 1, None)


def test_a_secret_that_was_made_here_is_printed_once(in_lindewaard: GemeenteRef) -> None:
    zegt = json.loads(roep(json=True))

    assert sorted(zegt) == ["alle_autorisaties", "client_id", "gemeente", "secret"]
    assert Geheim.objects.get().geheim == zegt["secret"]
    assert len(zegt["secret"]) == 48


def test_a_secret_that_can_be_guessed_is_refused_with_exit_code_2(in_lindewaard: GemeenteRef) -> None:
    with pytest.raises(CommandError, match="ten minste 32 tekens") as fout:
        roep(secret="kort")

    assert fout.value.returncode == 2
    assert not Client.objects.exists()
