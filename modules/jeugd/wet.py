"""The Jeugdwet in the shared process: a hulpvraag and the first contact that follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from keukentafel.components.care import Processtap
from modules.dossier.models import Melding, Termijn
from modules.dossier.processtappen import uit_termijnen
from modules.dossier.wetten import Termijnsoort, wetten


class Jeugd:
    """The Jeugdwet sets no term of its own for the team; the service norm of the gemeente holds."""

    code = "jeugd"
    naam = "Jeugdwet"
    soort_melding = "hulpvraag"

    def termijnen_bij_melding(self, *, is_spoed: bool) -> tuple[Termijnsoort, ...]:
        """The first contact (service norm); urgent questions are called back first."""
        contact = Termijnsoort("eerste_contact", "Eerste contact maken")
        return (Termijnsoort("terugbellen", "Terugbellen"), contact) if is_spoed else (contact,)

    def processtappen(
        self, melding: Melding, termijnen: Sequence[Termijn], vandaag: date
    ) -> list[Processtap]:
        """What came in, and each term that began with it."""
        return uit_termijnen(melding, termijnen, vandaag)


wetten.registreer(Jeugd())
