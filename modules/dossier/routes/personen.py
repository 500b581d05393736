"""Make and change households, and the people in and around them."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht
from modules.dossier.rollen import INBRENGEN, LEZEN, SCHRIJVEN
from modules.dossier.views import huishouden_bewerken, kring, personen

_HUIS = "huishoudens/<uuid:huishouden_id>"
_PERSOON = f"{_HUIS}/personen/<uuid:inwoner_id>"

urlpatterns = [
    path("huishoudens/nieuw", huishouden_bewerken.nieuw, name="huishouden_nieuw"),
    path("huishoudens/team-bij-adres", huishouden_bewerken.adres_team, name="adres_team"),
    path(f"{_HUIS}/wijzigen", huishouden_bewerken.wijzigen, name="huishouden_wijzigen"),
    path(f"{_HUIS}/personen/nieuw", personen.nieuw, name="persoon_nieuw"),
    path(_PERSOON, personen.persoon, name="persoon"),
    path(f"{_PERSOON}/bsn", personen.bsn, name="persoon_bsn"),
    path(f"{_PERSOON}/vertrek", personen.vertrek, name="persoon_vertrek"),
    path(f"{_PERSOON}/terug", personen.terug, name="persoon_terug"),
    path(f"{_PERSOON}/gezag", personen.gezag_nieuw, name="gezag_nieuw"),
    path(f"{_PERSOON}/gezag/<uuid:gezag_id>/einde", personen.gezag_einde, name="gezag_einde"),
    path(f"{_PERSOON}/vertegenwoordigers", personen.namens_nieuw, name="namens_nieuw"),
    path(f"{_PERSOON}/vertegenwoordigers/<uuid:namens_id>/einde", personen.namens_einde, name="namens_einde"),
    path(f"{_HUIS}/netwerk", kring.netwerk, name="netwerk"),
    path(f"{_HUIS}/netwerk/<uuid:lid_id>", kring.netwerklid, name="netwerklid"),
    path(f"{_HUIS}/netwerk/<uuid:lid_id>/weg", kring.netwerklid_weg, name="netwerklid_weg"),
    path(f"{_HUIS}/wie-werkt-mee", kring.betrokkenen, name="betrokkenen"),
    path(
        f"{_HUIS}/wie-werkt-mee/<uuid:betrokkene_id>/einde",
        kring.betrokkene_einde,
        name="betrokkene_einde",
    ),
]
RECHTEN: dict[str, Recht] = {
    **{f"dossier:{patroon.name}": SCHRIJVEN.over("C", schrijft=True) for patroon in urlpatterns},
    "dossier:huishouden_nieuw": INBRENGEN,
    "dossier:adres_team": INBRENGEN,
    "dossier:huishouden_wijzigen": LEZEN.over("A"),
    "dossier:persoon": LEZEN.over("A"),
    "dossier:persoon_bsn": LEZEN.over("A"),
    "dossier:netwerk": LEZEN.over("C", bewerkt=True),
    "dossier:netwerklid": SCHRIJVEN.over("C", bewerkt=True),
    "dossier:betrokkenen": LEZEN.over("B", bewerkt=True),
    "dossier:betrokkene_einde": SCHRIJVEN.over("B", schrijft=True),
}
