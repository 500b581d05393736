"""Every parameter of every address can be filled: quick, so that a new route hears at once what it needs."""

from __future__ import annotations

from django.apps import apps

from tests.rechten.adressen import adressen
from tests.rechten.wereld import HEET, VAST

_VAN_HET_PLATFORM = {"gemeente", "klaarzetting", "contact", "account", "bijwerkuitgave"}


def test_every_parameter_of_an_address_is_known_to_the_world() -> None:
    modellen = {model.__name__.lower() for model in apps.get_models()} | _VAN_HET_PLATFORM
    onbekend = []
    for adres in adressen():
        for naam, soort in adres.sleutels:
            kort = naam.removesuffix("_id")
            heet = HEET.get(f"{adres.route}.{kort}", HEET.get(kort, kort)).replace("_", "").lower()
            if soort == "uuid" and heet not in modellen:
                onbekend.append(f"{adres.naam} {naam}: noem het model in HEET van tests/rechten/wereld.py")
            if soort != "uuid" and not {f"{adres.route}.{naam}", naam} & VAST.keys():
                onbekend.append(f"{adres.naam} {naam}: zet een waarde in VAST van tests/rechten/wereld.py")

    assert not onbekend, "\n" + "\n".join(onbekend)
