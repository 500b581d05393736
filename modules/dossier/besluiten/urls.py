"""The addresses of decisions, objections, complaints and the register of mandates."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.besluiten.views import beslissen, besluiten, bezwaar, hulp, klacht, mandaat

_HIER = "huishoudens/<uuid:huishouden_id>"
_BESLUIT = "besluiten/<uuid:beschikking_id>"

app_name = "besluiten"
urlpatterns: list[URLPattern] = [
    path("besluiten", besluiten.werk, name="werk"),
    path(f"{_HIER}/besluiten", besluiten.lijst, name="lijst"),
    path(f"{_HIER}/besluiten/nieuw", besluiten.nieuw, name="nieuw"),
    path(_BESLUIT, besluiten.besluit, name="besluit"),
    path(f"{_BESLUIT}/hulp", hulp.hulp, name="hulp"),
    path(f"{_BESLUIT}/controleer", beslissen.controleer, name="controleer"),
    path(f"{_BESLUIT}/stap", beslissen.stap, name="stap"),
    path(f"{_BESLUIT}/bezwaar", bezwaar.bezwaar_nieuw, name="bezwaar_nieuw"),
    path("bezwaren/<uuid:bezwaar_id>", bezwaar.bezwaar, name="bezwaar"),
    path(f"{_HIER}/klachten/nieuw", klacht.klacht_nieuw, name="klacht_nieuw"),
    path("klachten/<uuid:klacht_id>", klacht.klacht, name="klacht"),
    path("inrichting/mandaat", mandaat.mandaat, name="mandaat"),
    path("inrichting/mandaat/voorstel", mandaat.begin, name="mandaat_begin"),
    path("inrichting/mandaat/keuzes", mandaat.keuzes, name="mandaat_keuzes"),
    path("inrichting/mandaat/<uuid:mandaat_id>/einde", mandaat.einde, name="mandaat_einde"),
]
