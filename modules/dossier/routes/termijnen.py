"""The list of terms."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN, SCHRIJVEN
from modules.dossier.views import termijnen

urlpatterns = [
    path("termijnen", termijnen.termijnen, name="termijnen"),
    path("termijnen/<uuid:termijn_id>", termijnen.termijn, name="termijn"),
    path("termijnen/<uuid:termijn_id>/heropenen", termijnen.termijn_heropenen, name="termijn_heropenen"),
]
RECHTEN: dict[str, Recht] = {
    "dossier:termijnen": LEZEN,
    "dossier:termijn": SCHRIJVEN.over("B", bewerkt=True),
    "dossier:termijn_heropenen": SCHRIJVEN.over("B", schrijft=True),
}
