"""Who looked at a household."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN
from modules.dossier.views import inzage

_hier = "huishoudens/<uuid:huishouden_id>/wie-keek-mee"

urlpatterns = [
    path(_hier, inzage.wie_keek, name="wie_keek_mee"),
    path(f"{_hier}/afdruk", inzage.wie_keek_afdruk, name="wie_keek_mee_afdruk"),
]
RECHTEN: dict[str, Recht] = {
    "dossier:wie_keek_mee": LEZEN.over("A"),
    "dossier:wie_keek_mee_afdruk": LEZEN.over("A"),
}
