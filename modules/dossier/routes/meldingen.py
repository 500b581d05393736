"""What comes in."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import INBRENGEN, LEZEN, SCHRIJVEN
from modules.dossier.views import meldingen

urlpatterns = [
    path("meldingen", meldingen.meldingen, name="meldingen"),
    path("meldingen/nieuw", meldingen.nieuw, name="melding_nieuw"),
    path("meldingen/bekenden", meldingen.bekenden, name="melding_bekenden"),
    path("meldingen/<uuid:melding_id>", meldingen.melding, name="melding"),
    path("meldingen/<uuid:melding_id>/bevestigd", meldingen.bevestigd, name="melding_bevestigd"),
    path("meldingen/<uuid:melding_id>/ondersteuning", meldingen.ondersteuning, name="melding_ondersteuning"),
    path("meldingen/<uuid:melding_id>/eigen-plan", meldingen.eigen_plan, name="melding_eigen_plan"),
    path("meldingen/<uuid:melding_id>/afgehandeld", meldingen.afgehandeld, name="melding_afgehandeld"),
    path("huishoudens/<uuid:huishouden_id>/meldingen/nieuw", meldingen.voor_huishouden, name="melding_voor"),
]
RECHTEN: dict[str, Recht] = {
    **{f"dossier:{patroon.name}": SCHRIJVEN.over("B", schrijft=True) for patroon in urlpatterns},
    "dossier:meldingen": LEZEN,
    "dossier:melding": LEZEN.over("B"),
    "dossier:melding_nieuw": INBRENGEN,
    "dossier:melding_bekenden": INBRENGEN,
}
