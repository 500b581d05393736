"""Looking back, the waakvlam, the end of the help, and help at once."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN, SCHRIJVEN
from modules.dossier.views import afsluiten, afsluitvoorstel, evaluatie, waakvlam

_H = "huishoudens/<uuid:huishouden_id>"
urlpatterns = [
    path("waakvlammen", waakvlam.waakvlammen, name="waakvlammen"),
    path(f"{_H}/evaluaties", evaluatie.evaluaties, name="evaluaties"),
    path(f"{_H}/evaluaties/nieuw", evaluatie.evaluatie_nieuw, name="evaluatie_nieuw"),
    path(f"{_H}/waakvlam", waakvlam.waakvlam, name="waakvlam"),
    path(f"{_H}/waakvlam/stop", waakvlam.waakvlam_stop, name="waakvlam_stop"),
    path(f"{_H}/waakvlam/terugval", waakvlam.waakvlam_terugval, name="waakvlam_terugval"),
    path(f"{_H}/afsluiten", afsluiten.afsluiten, name="afsluiten"),
    path(f"{_H}/heropenen", afsluiten.heropenen, name="heropenen"),
    path(f"{_H}/overdragen", afsluiten.overdragen, name="overdragen"),
    path(f"{_H}/crisis", afsluiten.crisis, name="crisis"),
    path(
        "afsluitvoorstellen/<uuid:afsluitvoorstel_id>",
        afsluitvoorstel.afsluitvoorstel,
        name="afsluitvoorstel",
    ),
]
RECHTEN: dict[str, Recht] = {
    **{f"dossier:{patroon.name}": SCHRIJVEN.over("J", schrijft=True) for patroon in urlpatterns},
    "dossier:waakvlammen": SCHRIJVEN,
    "dossier:evaluaties": LEZEN.over("J"),
    "dossier:waakvlam": SCHRIJVEN.over("J", bewerkt=True),
    # who was asked reads and answers; closing and going on ask to write, and the view sees to it
    "dossier:afsluitvoorstel": SCHRIJVEN.over("J"),
    "dossier:crisis": SCHRIJVEN.over(
        "B", schrijft=True
    ),  # help at once is never held up by who may read what
}
