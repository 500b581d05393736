"""The list of terms."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import LEZEN, SCHRIJVEN
from modules.dossier.views import termijn, termijnen

# The door asks K of who does not own the term; its owner always gets in (access.termijn_for).
_STAPPEN = {
    "stilstaan": "stilstaan",
    "weer-lopen": "weer_lopen",
    "meer-tijd": "meer_tijd",
    "uitstel": "uitstel",
    "ingebrekestelling": "ingebreke",
    "dwangsom": "geen_dwangsom",
    "oorzaak": "oorzaak",
    "ongedaan": "ongedaan",
}

urlpatterns = [
    path("termijnen", termijnen.termijnen, name="termijnen"),
    path("termijnen/overzicht", termijnen.termijnen_overzicht, name="termijnen_overzicht"),
    path("termijnen/afdruk", termijnen.termijnen_afdruk, name="termijnen_afdruk"),
    path("termijnen/csv", termijnen.termijnen_csv, name="termijnen_csv"),
    path("termijnen/<uuid:termijn_id>", termijn.termijn, name="termijn"),
    *(
        path(f"termijnen/<uuid:termijn_id>/{adres}", getattr(termijn, functie), name=f"termijn_{functie}")
        for adres, functie in _STAPPEN.items()
    ),
    path("termijnen/<uuid:termijn_id>/heropenen", termijn.termijn_heropenen, name="termijn_heropenen"),
]
RECHTEN: dict[str, Recht] = {
    "dossier:termijnen": LEZEN,
    "dossier:termijnen_overzicht": LEZEN,
    "dossier:termijnen_afdruk": LEZEN,
    "dossier:termijnen_csv": LEZEN,
    "dossier:termijn": SCHRIJVEN.over("B", bewerkt=True),
    "dossier:termijn_heropenen": SCHRIJVEN.over("B", schrijft=True),
    **{f"dossier:termijn_{functie}": SCHRIJVEN.over("B", schrijft=True) for functie in _STAPPEN.values()},
}
