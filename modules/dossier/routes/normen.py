"""The terms of the laws and the norms of the gemeente, under Inrichting."""

from __future__ import annotations

from django.urls import path

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor
from modules.dossier.views import normen

urlpatterns = [
    path("inrichting/termijnen", normen.normen, name="normen"),
    path("inrichting/termijnen/<slug:sleutel>", normen.norm, name="norm"),
    path("inrichting/termijnen/<slug:sleutel>/intrekken", normen.norm_intrekken, name="norm_intrekken"),
]
RECHTEN: dict[str, Recht] = {
    "dossier:normen": voor(Rol.BEHEERDER),
    "dossier:norm": voor(Rol.BEHEERDER),
    "dossier:norm_intrekken": voor(Rol.BEHEERDER),
}
