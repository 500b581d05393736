"""`keukentafel leverancier-account-maken anna --naam "Anna de Wit"`: somebody who works for the supplier."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

import pyotp
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from keukentafel.errors import Refusal
from tenants.actions.accounts import make_leverancier_account
from tenants.console.rollen import LeverancierRol


class Command(BaseCommand):
    help = (
        "Maak een account voor de pagina's van de leverancier. Wachtwoord en code-app verschijnen één keer."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gebruikersnaam")
        parser.add_argument("--naam", required=True)
        parser.add_argument("--email", default="")
        parser.add_argument(
            "--rol",
            choices=LeverancierRol.values,
            default=LeverancierRol.BEHEERDER.value,
            help="wat iemand bij de leverancier doet",
        )
        parser.add_argument("--wachtwoord", default="", help="leeg: er wordt er een bedacht")
        parser.add_argument("--totp", default="", help="geheim van de code-app (base32); leeg: een nieuw")
        parser.add_argument("--json", action="store_true", help="één JSON-regel als antwoord")

    def handle(self, *args: Any, **options: Any) -> None:
        velden = ("gebruikersnaam", "naam", "email", "wachtwoord", "totp")
        try:
            nieuw = make_leverancier_account(
                at=timezone.now(),
                rol=LeverancierRol(options["rol"]),
                **{veld: options[veld] for veld in velden},
            )
        except Refusal as reden:
            raise CommandError(str(reden)) from reden
        gegevens = {
            "gebruikersnaam": nieuw.account.gebruikersnaam,
            "rol": nieuw.account.rol,
            "wachtwoord": nieuw.wachtwoord,
            "totp": nieuw.totp,
            "otpauth": pyotp.TOTP(nieuw.totp).provisioning_uri(
                name=nieuw.account.gebruikersnaam, issuer_name=f"Keukentafel {settings.KT_DOMEIN}"
            ),
        }
        if options["json"]:
            self.stdout.write(json.dumps(gegevens))
            return
        for naam, waarde in gegevens.items():
            self.stdout.write(f"{naam}: {waarde}")
