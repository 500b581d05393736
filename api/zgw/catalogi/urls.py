"""Addresses below /catalogi/api/v1."""

from __future__ import annotations

from api.zgw.catalogi.besluittypen import Besluittypen
from api.zgw.catalogi.catalogussen import Catalogussen
from api.zgw.catalogi.documenttypen import Documentrelaties, Informatieobjecttypen
from api.zgw.catalogi.onderdelen import Eigenschappen, Roltypen, Statustypen, Zaakobjecttypen
from api.zgw.catalogi.resultaattypen import Resultaattypen
from api.zgw.catalogi.zaaktypen import Zaaktypen
from api.zgw.kern.routes import anders, route
from api.zgw.kern.schema import schema

ALLES = ("list", "create", "retrieve", "koppen", "update", "partial_update", "destroy")
PUBLICEREN = {"publish": {"post": "publish"}}

app_name = "ztc"
urlpatterns = [
    *route("catalogussen", Catalogussen, ("list", "create", "retrieve", "koppen")),
    *route("zaaktypen", Zaaktypen, ALLES, extra=PUBLICEREN),
    *route("besluittypen", Besluittypen, ALLES, extra=PUBLICEREN),
    *route("informatieobjecttypen", Informatieobjecttypen, ALLES, extra=PUBLICEREN),
    *route("zaaktype-informatieobjecttypen", Documentrelaties, ALLES),
    *route("statustypen", Statustypen, ALLES),
    *route("resultaattypen", Resultaattypen, ALLES),
    *route("roltypen", Roltypen, ALLES),
    *route("eigenschappen", Eigenschappen, ALLES),
    *route("zaakobjecttypen", Zaakobjecttypen, ALLES),
    schema("ztc"),
    anders(),
]
