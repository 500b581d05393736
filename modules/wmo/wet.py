"""The Wmo 2015 in the shared process: its melding and the terms that begin with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse

from keukentafel.components.care import Processtap, Stapstand
from modules.dossier.models import Melding, Termijn
from modules.dossier.processtappen import op_dag
from modules.dossier.rules.normen import norm_op
from modules.dossier.wetten import Termijnsoort, wetten


class Wmo:
    """Wmo 2015 art. 2.3.2: a melding starts the onderzoek of six weeks."""

    code = "wmo"
    naam = "Wmo"
    soort_melding = "melding"

    def termijnen_bij_melding(self, *, is_spoed: bool) -> tuple[Termijnsoort, ...]:
        """Confirmation (2.3.2 lid 1), persoonlijk plan (lid 2) and onderzoek (lid 1); urgent: 2.3.3."""
        gewoon = (
            Termijnsoort("wmo_bevestiging", "Melding bevestigen"),
            Termijnsoort("wmo_persoonlijk_plan", "Persoonlijk plan inleveren", is_venster=True),
            Termijnsoort("wmo_onderzoek", "Onderzoek afronden"),
        )
        return (Termijnsoort("wmo_spoed", "Tijdelijke hulp regelen"), *gewoon) if is_spoed else gewoon

    def processtappen(
        self, melding: Melding, termijnen: Sequence[Termijn], vandaag: date
    ) -> list[Processtap]:
        """Melding, onderzoek, verslag, aanvraag, besluit: art. 2.3.2 and 2.3.5, in their lawful order."""
        lopend = {termijn.sleutel: termijn for termijn in termijnen if termijn.melding_id == melding.pk}
        onderzoek = lopend.get("wmo_onderzoek")
        is_onderzocht = onderzoek is not None and onderzoek.gehaald_op is not None
        stappen = [
            _melding(melding, lopend.get("wmo_bevestiging"), vandaag),
            _onderzoek(onderzoek, is_bevestigd=melding.bevestigd_op is not None, vandaag=vandaag),
            Processtap("Verslag", "klaar" if is_onderzocht else "straks", "naar de inwoner"),
            *_aanvraag_en_besluit(
                lopend.get("wmo_beschikking"), is_onderzocht=is_onderzocht, vandaag=vandaag
            ),
        ]
        hier = reverse("wmo:zaak", args=[melding.pk]) if melding.pk else ""
        return [replace(stap, url=hier) if stap.stand == "nu" else stap for stap in stappen]


def _aanvraag_en_besluit(
    termijn: Termijn | None, *, is_onderzocht: bool, vandaag: date
) -> tuple[Processtap, Processtap]:
    """Return the last two steps: the term of the decision begins on the day of the aanvraag (art. 2.3.5 lid 2)."""
    if termijn is None:
        regel = norm_op("wmo_beschikking", vandaag).regel
        return (
            Processtap("Aanvraag", "nu" if is_onderzocht else "straks", "als de inwoner dat wil"),
            Processtap("Besluit", "straks", f"{regel[:1].lower()}{regel[1:]}"),
        )
    gedaan = Processtap("Aanvraag", "klaar", f"gedaan op {op_dag(termijn.begin, vandaag)}")
    if termijn.gehaald_op is not None:
        return gedaan, Processtap("Besluit", "klaar", f"genomen op {op_dag(termijn.gehaald_op, vandaag)}")
    uiterlijk = f"uiterlijk {op_dag(termijn.einde, vandaag)}"
    return gedaan, Processtap("Besluit", "nu", uiterlijk, uiterlijk=termijn.einde)


def _melding(melding: Melding, termijn: Termijn | None, vandaag: date) -> Processtap:
    if melding.bevestigd_op is not None:
        return Processtap("Melding", "klaar", f"bevestigd op {op_dag(melding.bevestigd_op, vandaag)}")
    if termijn is None:
        return Processtap("Melding", "nu", "nog niet bevestigd")
    uiterlijk = f"bevestig uiterlijk {op_dag(termijn.einde, vandaag)}"
    return Processtap("Melding", "nu", uiterlijk, uiterlijk=termijn.einde)


def _onderzoek(termijn: Termijn | None, *, is_bevestigd: bool, vandaag: date) -> Processtap:
    stand: Stapstand = "nu" if is_bevestigd else "straks"
    if termijn is None:
        return Processtap("Onderzoek", stand)
    if termijn.gehaald_op is not None:
        return Processtap("Onderzoek", "klaar", f"klaar op {op_dag(termijn.gehaald_op, vandaag)}")
    uiterlijk = f"uiterlijk {op_dag(termijn.einde, vandaag)}"
    return Processtap("Onderzoek", stand, uiterlijk, uiterlijk=termijn.einde)


wetten.registreer(Wmo())
