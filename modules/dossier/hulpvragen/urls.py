"""The addresses of asking for help by the website."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.hulpvragen.views import openbaar, werk

app_name = "hulpvragen"
urlpatterns: list[URLPattern] = [
    path("hulp-vragen", openbaar.hulp_vragen, name="hulp_vragen"),
    path("hulp-vragen/ontvangen", openbaar.ontvangen, name="ontvangen"),
    path("hulpvragen", werk.lijst, name="lijst"),
    path("hulpvragen/<uuid:webvraag_id>", werk.webvraag, name="webvraag"),
]
