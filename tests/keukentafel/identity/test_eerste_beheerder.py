"""The first administrator of a new gemeente gets a mail with the link, on its own address."""

from __future__ import annotations

import json

from django.conf import settings
from django.utils import timezone

from keukentafel.begin import Begin
from keukentafel.identity.beginstap import invite_eerste_beheerder
from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import GemeenteRef


def _begin(email: str) -> Begin:
    return Begin("team", "Petra Hoekstra", email, timezone.now())


def test_the_first_administrator_is_mailed_a_link_on_the_address_of_the_gemeente(
    in_lindewaard: GemeenteRef,
) -> None:
    eerste = invite_eerste_beheerder(_begin("petra@lindewaard.example"))

    lading = json.loads(Uitgaand.objects.get().lading)
    assert lading["aan"] == "petra@lindewaard.example"
    assert lading["context"]["adres"].startswith(f"http://lindewaard.{settings.KT_DOMEIN}")
    assert lading["context"]["adres"].endswith(eerste.pad)


def test_an_address_that_can_never_get_mail_gets_none(in_lindewaard: GemeenteRef) -> None:
    invite_eerste_beheerder(_begin("beheerder@voorbeeld.invalid"))

    assert Uitgaand.objects.count() == 0
