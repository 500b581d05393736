"""Carry what somebody typed on the website over to the form of a melding: nobody types it again."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate

from modules.dossier.hulpvragen.models import VoorWie, Webvraag
from modules.dossier.models import Kanaal
from modules.inrichting.codelijsten import SignaalBron


def begin_van_melding(rij: Webvraag) -> dict[str, Any]:
    """Return what stands in the form of the melding to begin with. The day is that of the website."""
    zelf = rij.voor_wie == VoorWie.MIJZELF
    velden = (
        "voornamen",
        "achternaam",
        "geboortedatum",
        "straat",
        "huisnummer",
        "toevoeging",
        "postcode",
        "plaats",
    )
    return {
        **{veld: getattr(rij, veld) for veld in velden if getattr(rij, veld)},
        "telefoon": rij.telefoon if zelf else "",
        "melder_naam": "" if zelf else rij.melder_naam,
        "melder_telefoon": "" if zelf else rij.telefoon,
        "inhoud": rij.inhoud,
        "is_spoed": rij.is_dringend,
        "ontvangen_op": localdate(rij.ontvangen_op),
        "kanaal": Kanaal.WEB,
        "bron": SignaalBron.INWONER if zelf else SignaalBron.NAASTE,
        "team": rij.team_id or "",
    }
