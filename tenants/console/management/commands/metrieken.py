"""`keukentafel metrieken --poort 9464`: the figures of this installation for Prometheus, on a port of their own."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from prometheus_client import start_http_server

from tenants.console.metrieken import maak_register

STOPPEN = {signal.SIGINT, signal.SIGTERM}


class Command(BaseCommand):
    help = "Toon cijfers van deze installatie op een eigen poort (Prometheus). Stopt met Ctrl+C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--poort", type=int, default=9464)
        parser.add_argument("--adres", default="127.0.0.1", help="waar deze poort luistert; alleen intern")

    def handle(self, *args: Any, **options: Any) -> None:
        map_ = settings.KT_METRIEKEN
        signal.pthread_sigmask(
            signal.SIG_BLOCK, STOPPEN
        )  # before the server starts its thread: it is ours to hear
        try:
            server, draad = start_http_server(
                options["poort"], options["adres"], maak_register(str(map_) if map_ else "")
            )
        except OSError as fout:
            raise CommandError(f"Poort {options['poort']} is bezet of mag niet: kies een andere.") from fout
        self.stdout.write(f"De cijfers staan op http://{options['adres']}:{server.server_port}/metrics")
        if not map_:
            self.stdout.write("Zet KT_METRIEKEN op een map om ook verzoeken te tellen.")
        signal.sigwait(STOPPEN)
        server.shutdown()
        draad.join()
