"""The team and the division of work."""

from __future__ import annotations

from django.urls import path

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor
from modules.dossier.rollen import VERDELEN
from modules.dossier.views import team

urlpatterns = [
    path("teamoverzicht", team.overzicht, name="teamoverzicht"),
    path("verdelen", team.verdelen, name="verdelen"),
]
RECHTEN: dict[str, Recht] = {
    "dossier:teamoverzicht": voor(Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR),
    "dossier:verdelen": VERDELEN.over("A"),
}
