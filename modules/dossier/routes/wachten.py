"""Who waits, and telling them until when."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN, SCHRIJVEN
from modules.dossier.views import wachten

_W = "huishoudens/<uuid:huishouden_id>/wachten/<uuid:casus_id>"
urlpatterns = [
    path("wachtlijst", wachten.lijst, name="wachtlijst"),
    path(_W, wachten.wachten, name="wachten"),
    path(f"{_W}/ongedaan", wachten.wachten_ongedaan, name="wachten_ongedaan"),
    path(f"{_W}/hulp/<uuid:toewijzing_id>", wachten.hulp_begonnen, name="hulp_begonnen"),
]
RECHTEN: dict[str, Recht] = {
    "dossier:wachtlijst": LEZEN,
    "dossier:wachten": SCHRIJVEN.over("B", bewerkt=True),
    "dossier:wachten_ongedaan": SCHRIJVEN.over("B", schrijft=True),
    "dossier:hulp_begonnen": SCHRIJVEN.over("K", schrijft=True),
}
