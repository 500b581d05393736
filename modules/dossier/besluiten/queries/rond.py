"""What is missing before a decision may be taken: what every decision asks, and what its law asks."""

from __future__ import annotations

from django.urls import reverse

from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.rules.inhoud import wat_mist
from modules.dossier.besluiten.soorten import Besluitsoort, Ontbreekt


def ontbreekt_aan(rij: Beschikking, soort: Besluitsoort) -> list[Ontbreekt]:
    """Return what is missing, each with the page where it is repaired; the law's own points come first."""
    hier = reverse("besluiten:besluit", args=[rij.pk])
    eigen = wat_mist(
        soort=soort,
        uitkomst=rij.uitkomst,
        grond=rij.grond,
        overwegingen=rij.overwegingen,
        wat=rij.wat,
        gevolgen=rij.gevolgen,
        begin=rij.begin,
        vormen=[deel.vorm for deel in rij.toewijzingen.all()],
    )
    van_de_wet = [gemis for gemis in soort.vereisten(rij.casus, rij.inwoner, rij) if gemis.tekst]
    return [*van_de_wet, *(Ontbreekt(gemis.tekst, f"{hier}#id_{gemis.veld}") for gemis in eigen)]
