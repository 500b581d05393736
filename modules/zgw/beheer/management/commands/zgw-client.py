"""`keukentafel zgw-client`: let a program in, by command."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel.errors import Refusal
from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.opdracht import GemeenteCommand
from modules.zgw.beheer.actions.programma import connect_client


class Command(GemeenteCommand):
    help = (
        "Maak een client-id met een geheim. Zonder --alle-autorisaties mag het programma nog niets: "
        "geef het rechten op het scherm Programma's, of met POST /autorisaties/api/v1/applicaties."
    )
    alle_mag = False

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument("--client-id", required=True, help="de naam waarmee het programma zich meldt")
        parser.add_argument(
            "--secret", default="", help="ten minste 32 tekens; laat weg, dan maken we er een"
        )
        parser.add_argument("--naam", default="", help="hoe het programma op het scherm heet")
        parser.add_argument("--alle-autorisaties", action="store_true", help="het programma mag alles")
        parser.add_argument("--json", action="store_true", help="één JSON-regel als antwoord")

    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        """Make the client in this gemeente. A secret that was made here is printed once.

        :raises CommandError: the client-id or the secret cannot be.
        """
        client_id, alle = options["client_id"].strip(), options["alle_autorisaties"]
        if not 0 < len(client_id) <= 50:
            raise CommandError("Een client-id heeft 1 tot 50 tekens.", returncode=2)
        try:
            _, geheim = connect_client(
                client_id=client_id, geheim=options["secret"], label=options["naam"], alle=alle, by=None,
                at=timezone.now(),
            )  # fmt: skip
        except Refusal as reden:
            raise CommandError(str(reden), returncode=2) from reden
        nieuw = "" if options["secret"] else geheim
        if options["json"]:
            antwoord = {"gemeente": gemeente.slug, "client_id": client_id, "alle_autorisaties": alle}
            self.stdout.write(json.dumps(antwoord | ({"secret": nieuw} if nieuw else {})))
            return
        self.stdout.write(f"{client_id} is bekend in {gemeente.naam}." + (" Het mag alles." if alle else ""))
        if nieuw:
            self.stdout.write(f"Geheim (zie je maar één keer): {nieuw}")
