"""Addresses below /autorisaties/api/v1."""

from __future__ import annotations

from api.zgw.autorisaties.applicaties import Applicaties
from api.zgw.kern.routes import anders, route
from api.zgw.kern.schema import schema

app_name = "ac"
urlpatterns = [
    *route(
        "applicaties",
        Applicaties,
        ("list", "create", "retrieve", "update", "partial_update", "destroy"),
        extra={"/consumer": {"get": "consumer"}},
    ),
    schema("ac"),
    anders(),
]
