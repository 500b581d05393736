"""The Participatiewet in the shared process: an aanvraag and the decision on it."""

from __future__ import annotations

from modules.dossier.wetten import Termijnsoort, wetten


class Participatie:
    """Awb 4:13: the decision on an aanvraag within eight weeks; Pw 52: advance payment after four."""

    code = "participatie"
    naam = "Participatiewet"
    soort_melding = "aanvraag"

    def termijnen_bij_melding(self, *, is_spoed: bool) -> tuple[Termijnsoort, ...]:
        """Advance payment and decision; the first contact is a service norm."""
        return (
            Termijnsoort("eerste_contact", "Eerste contact maken"),
            Termijnsoort("pw_voorschot", "Voorschot betalen"),
            Termijnsoort("pw_beslissing", "Besluiten op de aanvraag"),
        )


wetten.registreer(Participatie())
