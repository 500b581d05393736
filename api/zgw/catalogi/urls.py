"""Addresses below /catalogi/api/v1."""

from __future__ import annotations

from api.zgw.catalogi.catalogussen import Catalogussen
from api.zgw.kern.routes import anders, route

app_name = "ztc"
urlpatterns = [
    *route("catalogussen", Catalogussen, ("list", "create", "retrieve", "koppen")),
    anders(),
]
