"""Connections for tests: they are on, and nobody answers at their address."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from keukentafel.exchange import proef
from modules.koppelingen.actions.koppeling import set_koppeling
from modules.koppelingen.soorten import Koppelsoort


def maak_koppelingen(by: Any) -> None:
    """Connect a BRP and a system of contacts, so that their pages are there."""
    for soort in (Koppelsoort.BRP, Koppelsoort.KLANTINTERACTIES):
        keuzes = {"doelbinding": {"wmo": "BRP-Wmo"}} if soort is Koppelsoort.BRP else {}
        set_koppeling(
            soort=soort, is_aan=True, adres=proef.WEG, geheim="sleutel", keuzes=keuzes, versie=0, by=by,
            at=timezone.now(),
        )  # fmt: skip
