"""The addresses of keys to the API: one's own below Mijn instellingen, the rest below Koppelingen."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.toegangsleutels.views import haken, programmas, tokens

_P = "koppelingen/eigen-api"
_EEN = f"{_P}/<uuid:programma_id>"
_H = "koppelingen/webhooks"

app_name = "toegangsleutels"
urlpatterns: list[URLPattern] = [
    path("mijn-instellingen/tokens", tokens.tokens, name="tokens"),
    path("mijn-instellingen/tokens/<uuid:sleutel_id>/intrekken", tokens.intrekken, name="token_intrekken"),
    path(_P, programmas.lijst, name="programmas"),
    path(f"{_P}/nieuw", programmas.nieuw, name="programma_nieuw"),
    path(_EEN, programmas.programma, name="programma"),
    path(f"{_EEN}/wijzigen", programmas.wijzigen, name="programma_wijzigen"),
    path(f"{_EEN}/geheim", programmas.geheim, name="programma_geheim"),
    path(f"{_EEN}/blokkeren", programmas.blokkeren, name="programma_blokkeren"),
    path(_H, haken.lijst, name="haken"),
    path(f"{_H}/nieuw", haken.nieuw, name="haak_nieuw"),
    path(f"{_H}/<uuid:haak_id>", haken.haak, name="haak"),
    path(f"{_H}/<uuid:haak_id>/<slug:handeling>", haken.doe, name="haak_doe"),
]
