"""Factories for rows of modules.dossier.ruimte."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from modules.dossier.ruimte.models import Beleidssignaal, Regel


def maak_beleidssignaal(regel: str = "regel", **velden: Any) -> Beleidssignaal:
    """Make a signal about a rule of its own; it holds no household."""
    nu = timezone.now()
    standaard = {
        "regel": Regel.objects.create(sleutel=regel, titel=regel.capitalize()), "geopend_op": nu,
        "begin": localdate(nu), "uiterlijk": date(2099, 1, 1), "waarom_deze_dag": "8 weken.",
    }  # fmt: skip
    return Beleidssignaal.objects.create(**standaard | velden)
