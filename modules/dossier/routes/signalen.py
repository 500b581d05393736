"""What somebody passed on."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import INBRENGEN, SCHRIJVEN
from modules.dossier.views import signalen

urlpatterns = [
    path("signalen", signalen.signalen, name="signalen"),
    path("signalen/nieuw", signalen.nieuw, name="signaal_nieuw"),
    path("signalen/nieuws", signalen.nieuws, name="signalen_nieuws"),
    path("signalen/<uuid:signaal_id>", signalen.signaal, name="signaal"),
    path("signalen/<uuid:signaal_id>/oppakken", signalen.oppakken, name="signaal_oppakken"),
    path("signalen/<uuid:signaal_id>/terugleggen", signalen.terugleggen, name="signaal_terugleggen"),
    path("signalen/<uuid:signaal_id>/huishouden", signalen.koppelen, name="signaal_koppelen"),
    path("signalen/<uuid:signaal_id>/geen-actie", signalen.geen_actie, name="signaal_geen_actie"),
    path("signalen/<uuid:signaal_id>/teruggekoppeld", signalen.teruggekoppeld, name="signaal_teruggekoppeld"),
]
RECHTEN: dict[str, Recht] = {
    **{f"dossier:{patroon.name}": SCHRIJVEN.over("B", schrijft=True) for patroon in urlpatterns},
    "dossier:signalen": INBRENGEN,
    "dossier:signaal_nieuw": INBRENGEN,
    "dossier:signalen_nieuws": INBRENGEN,
    "dossier:signaal": INBRENGEN,
}
