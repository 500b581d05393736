"""The list of households and the search field."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN
from modules.dossier.views import huishoudens

urlpatterns = [
    path("huishoudens", huishoudens.huishoudens, name="huishoudens"),
    path("zoeken", huishoudens.zoeken, name="zoeken"),
]
RECHTEN: dict[str, Recht] = {"dossier:huishoudens": LEZEN, "dossier:zoeken": LEZEN}
