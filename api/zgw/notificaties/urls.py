"""Addresses below /notificaties/api/v1."""

from __future__ import annotations

from api.zgw.kern.routes import anders, route
from api.zgw.kern.schema import schema
from api.zgw.notificaties.basis import Abonnementen, Kanalen, Notificaties

app_name = "nrc"
urlpatterns = [
    *route("kanaal", Kanalen, ("list", "create", "retrieve")),
    *route("abonnement", Abonnementen, ("list", "create", "retrieve", "update", "partial_update", "destroy")),
    *route("notificaties", Notificaties, ("create",)),
    schema("nrc"),
    anders(),
]
