"""The Jeugdwet in the shared process: a hulpvraag and the first contact that follows."""

from __future__ import annotations

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


wetten.registreer(Jeugd())
