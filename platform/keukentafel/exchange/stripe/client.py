"""stripe-python as it is, speaking through the one door of the house, to one address only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import stripe
from django.conf import settings

from keukentafel.uitgaand.adressen import ontleed
from keukentafel.uitgaand.deur import Deur
from keukentafel.uitgaand.fouten import UitgaandFout

TIJD: Final = 15.0
_NIET_MEE: Final = frozenset({"x-stripe-client-user-agent", "x-stripe-client-telemetry", "user-agent"})
"""What stripe-python tells of our machine: its kernel, its name, how long calls took. Nobody needs it."""


@dataclass(frozen=True, slots=True)
class Koppeling:
    """How this installation reaches Stripe. `webhookgeheimen` are two while one is being replaced."""

    sleutel: str = field(repr=False)
    webhookgeheimen: tuple[str, ...] = field(repr=False)
    adres: str

    @property
    def is_echt(self) -> bool:
        """Whether money moves: a key of live mode."""
        return self.sleutel.startswith(("sk_live_", "rk_live_"))


def koppeling() -> Koppeling | None:
    """Return how to reach Stripe, or None: this installation has no key and gemeenten pay by transfer."""
    if not settings.KT_STRIPE_SLEUTEL:
        return None
    return Koppeling(settings.KT_STRIPE_SLEUTEL, settings.KT_STRIPE_WEBHOOKGEHEIMEN, settings.KT_STRIPE_URL)


def maak_klant(van: Koppeling, *, http: stripe.HTTPClient | None = None) -> stripe.StripeClient:
    """Return a client that asks nobody but the Stripe of this installation, and tries once: the outbox retries."""
    return stripe.StripeClient(
        van.sleutel,
        base_addresses={"api": van.adres},
        http_client=http or DoorDeDeur(van.adres),
        max_network_retries=0,
    )


class DoorDeDeur(stripe.HTTPClient):
    """Carry what stripe-python asks through `keukentafel.uitgaand`: its list is the address of Stripe."""

    name = "keukentafel"

    def __init__(self, adres: str) -> None:
        super().__init__()
        self._deur = Deur(
            (ontleed(adres),), eigen_machine_mag=settings.KT_MODUS != "productie", telt_fouten=False
        )

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> Any:
        """Ask once.

        :raises stripe.APIConnectionError: no answer. What was asked may be done all the same.
        """
        koppen = {n: w for n, w in (headers or {}).items() if n.lower() not in _NIET_MEE}
        lichaam = post_data.encode() if isinstance(post_data, str) else post_data
        try:
            uit = self._deur.vraag(method.upper(), url, lichaam=lichaam, koppen=koppen, tijd=TIJD)
        except UitgaandFout as fout:
            raise stripe.APIConnectionError(str(fout), should_retry=True) from fout  # type: ignore[no-untyped-call]
        return uit.lichaam, uit.stand, uit.koppen

    def close(self) -> None:
        """Close nothing: the door closes each line after its answer."""
