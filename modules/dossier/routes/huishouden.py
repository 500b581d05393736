"""The page of a household and its timeline."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN
from modules.dossier.views import huishouden

urlpatterns = [
    path("huishoudens/<uuid:huishouden_id>", huishouden.huishouden, name="huishouden"),
    path("huishoudens/<uuid:huishouden_id>/notities", huishouden.notitie, name="notitie"),
    path(
        "huishoudens/<uuid:huishouden_id>/notities/<uuid:notitie_id>/ongedaan",
        huishouden.notitie_terug,
        name="notitie_terug",
    ),
]
RECHTEN: dict[str, Recht] = {
    "dossier:huishouden": LEZEN.over("A"),
    "dossier:notitie": LEZEN.over("B", schrijft=True),
    "dossier:notitie_terug": LEZEN.over("B", schrijft=True),
}
