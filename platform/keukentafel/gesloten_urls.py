"""Every address of a gemeente that is closed: one sentence, and nothing behind it."""

from __future__ import annotations

from django.urls import re_path

from keukentafel.fouten import gesloten

urlpatterns = [re_path(r"", gesloten, name="gesloten")]
