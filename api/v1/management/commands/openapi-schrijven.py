"""Write the OpenAPI documents of our own API as they are committed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from api.v1.document import BESTANDEN, als_tekst, maak_document


class Command(BaseCommand):
    help = "Schrijf de OpenAPI-documenten van /api/v1 opnieuw (api/v1/openapi*.json)."

    def handle(self, *args: Any, **options: Any) -> None:
        for oas, bestand in BESTANDEN.items():
            bestand.write_text(als_tekst(maak_document(oas)), encoding="utf-8")
            self.stdout.write(f"{bestand.name}: OpenAPI {oas}")
