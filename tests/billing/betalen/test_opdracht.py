"""`keukentafel nep-stripe` starts nowhere but where one practises, and tells Stripe's own address from ours."""

from __future__ import annotations

import socket

import pytest
from django.core.management import CommandError, call_command

from billing.betalen.stripe_van_ons import is_namaak, staat_aan
from keukentafel.env import OmgevingsFout, lees
from keukentafel.exchange.stripe.client import koppeling
from tests.billing.betalen.nep import GEHEIM, SLEUTEL


@pytest.mark.parametrize(
    ("sleutel", "geheimen", "modus"),
    [
        ("", (GEHEIM,), "test"),
        (SLEUTEL, (), "test"),
        ("sk_live_echt", (GEHEIM,), "test"),
        ("rk_live_echt", (GEHEIM,), "test"),
        (SLEUTEL, (GEHEIM,), "productie"),
    ],
)
def test_it_refuses_without_test_keys_and_in_production(settings, sleutel, geheimen, modus):
    settings.KT_STRIPE_SLEUTEL, settings.KT_STRIPE_WEBHOOKGEHEIMEN, settings.KT_MODUS = (
        sleutel,
        geheimen,
        modus,
    )

    with pytest.raises(CommandError) as nee:
        call_command("nep-stripe")

    assert nee.value.returncode == 2


def test_a_port_that_is_taken_is_told_in_a_sentence(settings, tmp_path):
    settings.KT_STRIPE_SLEUTEL, settings.KT_STRIPE_WEBHOOKGEHEIMEN = SLEUTEL, (GEHEIM,)
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        poort = bezet.getsockname()[1]

        with pytest.raises(CommandError, match=f"Poort {poort} is bezet"):
            call_command("nep-stripe", poort=poort, opslag=tmp_path / "nep.sqlite")


def test_production_speaks_with_stripe_itself_only():
    productie = {"KT_MODUS": "productie", "KT_SECRET_KEY": "x" * 50}

    assert lees(productie).stripe_url == "https://api.stripe.com"
    assert lees({"KT_STRIPE_WEBHOOKGEHEIM": "whsec_a, whsec_b"}).stripe_webhookgeheimen == (
        "whsec_a",
        "whsec_b",
    )
    with pytest.raises(OmgevingsFout, match="KT_STRIPE_URL"):
        lees({**productie, "KT_STRIPE_URL": "http://localhost:8420"})


def test_a_key_turns_it_on_and_stays_out_of_what_is_printed(settings):
    settings.KT_STRIPE_SLEUTEL, settings.KT_STRIPE_URL = SLEUTEL, "https://api.stripe.com"
    van = koppeling()

    assert (staat_aan(), is_namaak(), van is not None and van.is_echt) == (True, False, False)
    assert SLEUTEL not in repr(van)
