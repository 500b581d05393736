"""Who directs."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN, SCHRIJVEN
from modules.dossier.views import regie

_H = "huishoudens/<uuid:huishouden_id>/regie"
urlpatterns = [
    path(_H, regie.regie, name="regie"),
    path(f"{_H}/regisseur", regie.regisseur, name="regisseur"),
    path(f"{_H}/overname", regie.overname, name="regie_overname"),
    path(f"{_H}/overname/<uuid:overname_id>/teruggeven", regie.teruggeven, name="regie_teruggeven"),
    path(f"{_H}/overname/<uuid:overname_id>/verlengen", regie.verlengen, name="regie_verlengen"),
]
RECHTEN: dict[str, Recht] = {
    **{f"dossier:{patroon.name}": SCHRIJVEN.over("J", schrijft=True) for patroon in urlpatterns},
    "dossier:regie": LEZEN.over("J"),
    "dossier:regisseur": SCHRIJVEN.over("J"),  # who divides the work names the regisseur, and writes no plan
}
