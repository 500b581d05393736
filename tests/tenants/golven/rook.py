"""`python -m tests.tenants.golven.rook GEBRUIKERSNAAM`: one release at work, told what to do line by line.

`rook`: sign in and work in every gemeente, and say how that went. `begin`: begin a run; `begin toch`: also when a
migration says what is not so. `stap`: do one schema.
"""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from typing import Any

import django


def rook(gebruikersnaam: str) -> dict[str, list[Any]]:
    """Do in every gemeente what people do every day; return what the pages answered."""
    from keukentafel.tenancy import in_platform
    from keukentafel.tenancy.taken import alle_gemeenten
    from tenants.models import Gemeente

    alle_gemeenten()  # reads the directory again
    with in_platform():
        gemeenten = [gemeente.ref() for gemeente in Gemeente.objects.order_by("slug")]
    return {ref.slug: _in(ref, gebruikersnaam) for ref in gemeenten}


def _in(ref: Any, gebruikersnaam: str) -> list[Any]:
    from django.test import Client

    from keukentafel.identity.models import Gebruiker, Inlogslot
    from keukentafel.outbox.models import Uitgaand
    from keukentafel.tenancy import in_gemeente
    from tests.factories.identity import log_in

    klant = Client(HTTP_HOST=f"{ref.slug}.localhost", raise_request_exception=False)
    uit: list[Any] = [klant.get("/inloggen").status_code]
    if uit == [503]:
        return uit
    with in_gemeente(ref):
        Uitgaand.objects.all().delete()
        Inlogslot.objects.all().delete()  # asking for a link is allowed a few times an hour
        log_in(klant, Gebruiker.objects.get(gebruikersnaam=gebruikersnaam))
    uit.append(klant.get("/mijn-dag").status_code)
    bezoeker = Client(HTTP_HOST=f"{ref.slug}.localhost", raise_request_exception=False)
    adres = {"email": f"{gebruikersnaam}@voorbeeld.nl"}
    uit.append(bezoeker.post("/wachtwoord-vergeten", {**adres, "gebruikersnaam": gebruikersnaam}).status_code)
    with in_gemeente(ref):
        uit.append(Uitgaand.objects.count())
    return uit


def main(gebruikersnaam: str) -> None:
    """Do what the lines say."""
    from django.utils import timezone

    from keukentafel.tenancy.zaaifouten import zaai
    from tenants.golven.actions.ronde import Keuze, begin_ronde, maak_plan
    from tenants.golven.actions.werken import Werker

    werker: Werker | None = None
    for regel in sys.stdin:
        antwoord: object = None
        if regel.strip() == "rook":
            try:
                antwoord = rook(gebruikersnaam)
            except Exception as fout:
                antwoord = f"{type(fout).__name__}: {fout}"
        elif regel.startswith("begin"):
            with zaai("vrijheid_niet_nagekeken") if "toch" in regel else nullcontext():
                ronde = begin_ronde(keuze=Keuze(duur_ms=60_000), at=timezone.now())
            maak_plan(ronde.pk, at=timezone.now())
            werker = Werker(ronde.pk, klok=timezone.now).__enter__()
        elif werker is not None:
            beurt = werker.stap()
            antwoord = "klaar" if beurt else "gedaan"
        sys.stdout.write(f"{json.dumps(antwoord)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
