"""Every address of a gemeente that is closed: one sentence, and nothing behind it."""

from __future__ import annotations

from django.urls import path, re_path

from keukentafel.beveiliging import security_txt
from keukentafel.fouten import gesloten

urlpatterns = [
    path(".well-known/security.txt", security_txt, name="security_txt"),
    re_path(r"", gesloten, name="gesloten"),
]
