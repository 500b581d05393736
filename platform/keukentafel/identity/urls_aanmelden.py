"""The addresses of signing in and out; the supplier's host mounts these too."""

from __future__ import annotations

from django.urls import path

from keukentafel.identity.views import aanmelden, sessie

app_name = "identity"

urlpatterns = [
    path("inloggen", aanmelden.inloggen, name="inloggen"),
    path("inloggen/code", aanmelden.code, name="code"),
    path("uitloggen", aanmelden.uitloggen, name="uitloggen"),
    path("sessie", sessie.sessie, name="sessie"),
    path("sessie/verlengen", sessie.verlengen, name="sessie_verlengen"),
    path("sessie/weer-ingelogd", sessie.weer_ingelogd, name="weer_ingelogd"),
]
