"""Where drafts are kept."""

from __future__ import annotations

from django.urls import path

from keukentafel.rechten import Recht, ingelogd
from modules.dossier.views import concepten

urlpatterns = [path("concepten/<str:sleutel>", concepten.concept, name="concept")]
RECHTEN: dict[str, Recht] = {"dossier:concept": ingelogd()}
