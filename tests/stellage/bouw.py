"""`python -m tests.stellage.bouw BESTAND`: the finished database, by the commands that a beheerder uses."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import django

GEMEENTEN = (("GM9001", "toegang"), ("GM9002", "team"))


def bouw(uit: Path) -> None:
    """Make the roles, the tables and two gemeenten, and write down who they are."""
    from django.core.management import call_command  # after django.setup()

    from keukentafel.tenancy.taken import alle_gemeenten

    call_command("databank-inrichten", stdout=sys.stderr)
    for code, variant in GEMEENTEN:
        call_command("gemeente-toevoegen", code, variant=variant, stdout=sys.stderr)
    refs = {ref.slug: {**asdict(ref), "id": str(ref.id)} for ref in alle_gemeenten()}
    half = uit.with_suffix(".half")
    half.write_text(json.dumps(refs))
    half.rename(uit)


if __name__ == "__main__":
    django.setup()
    bouw(Path(sys.argv[1]))
