"""The Participatiewet in the shared process: an aanvraag and the decision on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from keukentafel.components.care import Processtap
from modules.dossier.models import Melding, Termijn
from modules.dossier.processtappen import uit_termijnen
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

    def processtappen(
        self, melding: Melding, termijnen: Sequence[Termijn], vandaag: date
    ) -> list[Processtap]:
        """What came in, and each term that began with it."""
        return uit_termijnen(melding, termijnen, vandaag)


wetten.registreer(Participatie())
