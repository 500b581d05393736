"""The addresses of our own API."""

from __future__ import annotations

from django.urls import path

from api.v1 import docs, document, oauth
from api.v1.bronnen import BRONNEN
from api.v1.kern.routes import anders, route

app_name = "api"
bronpatronen = [patroon for bron in BRONNEN for patroon in route(bron)]
urlpatterns = [
    path("openapi.json", document.openapi, name="openapi"),
    path("openapi-3.0.json", document.openapi_30, name="openapi-30"),
    path("docs", docs.docs, name="docs"),
    path("oauth/token", oauth.token, name="token"),
    path("oauth/revoke", oauth.intrekken, name="intrekken"),
    path("oauth/metadata", oauth.metadata, name="metadata"),
    *bronpatronen,
    anders(),
]
