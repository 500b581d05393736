"""Who looked at a household."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN
from modules.dossier.views import inzage

urlpatterns = [path("huishoudens/<uuid:huishouden_id>/wie-keek-mee", inzage.wie_keek, name="wie_keek_mee")]
RECHTEN: dict[str, Recht] = {"dossier:wie_keek_mee": LEZEN.over("A")}
