"""`keukentafel vernietigingen-naspelen`: after a backup was put back, destroy again what had been destroyed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from keukentafel.errors import Refusal
from keukentafel.tenancy.migraties import GeenMigrator
from tenants.actions import vernietiging


class Command(BaseCommand):
    help = (
        "Vernietig opnieuw wat een teruggezette reservekopie van vertrokken gemeenten heeft teruggebracht, "
        "volgens het boek buiten de databank. Veilig om nog een keer te doen."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            namen = vernietiging.speel_na(at=timezone.now())
        except GeenMigrator as reden:
            raise CommandError(str(reden), returncode=2) from reden
        except Refusal as reden:
            raise CommandError(str(reden)) from reden
        self.stdout.write(
            f"Opnieuw vernietigd: {', '.join(namen)}." if namen else "Er was niets teruggekomen."
        )
