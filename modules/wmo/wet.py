"""The Wmo 2015 in the shared process: its melding and the terms that begin with it."""

from __future__ import annotations

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
            Termijnsoort("wmo_persoonlijk_plan", "Persoonlijk plan inleveren kan tot"),
            Termijnsoort("wmo_onderzoek", "Onderzoek afronden"),
        )
        return (Termijnsoort("wmo_spoed", "Tijdelijke hulp regelen"), *gewoon) if is_spoed else gewoon


wetten.registreer(Wmo())
