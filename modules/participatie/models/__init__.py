"""What the Participatiewet adds to the dossier of a household."""

from __future__ import annotations

from modules.participatie.models.inkomen import Inkomensaanvraag
from modules.participatie.models.werk import Maatregel, Samennotitie, Werkafspraak

__all__ = ["Inkomensaanvraag", "Maatregel", "Samennotitie", "Werkafspraak"]
