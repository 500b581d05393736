"""What came in by the website, before somebody of a team made it a melding."""

from modules.dossier.hulpvragen.models.webvraag import Voorkeur, VoorWie, Webstand, Webvraag

__all__ = ["VoorWie", "Voorkeur", "Webstand", "Webvraag"]
