"""Addresses below /documenten/api/v1."""

from __future__ import annotations

from api.zgw.documenten.basis import BRON
from api.zgw.documenten.bestandsdelen import Bestandsdelen
from api.zgw.documenten.gebruiksrechten import Gebruiksrechten
from api.zgw.documenten.informatieobjecten import Informatieobjecten
from api.zgw.documenten.objecten import Objecten
from api.zgw.documenten.verzendingen import Verzendingen
from api.zgw.kern.audittrail import Audittrail
from api.zgw.kern.routes import anders, route
from api.zgw.kern.schema import schema


class DocumentAudittrail(Audittrail):
    """The audittrail of a document."""

    component, versie = "drc", "1.4.2"
    hoofd_kwarg, hoofdbron = "enkelvoudiginformatieobject_uuid", Informatieobjecten


ALLES = ("list", "create", "retrieve", "koppen", "update", "partial_update", "destroy")

app_name = "drc"
urlpatterns = [
    *route(
        BRON,
        Informatieobjecten,
        ALLES,
        extra={
            "/_zoek": {"post": "zoek_in"},
            "download": {"get": "download"},
            "lock": {"post": "lock"},
            "unlock": {"post": "unlock"},
        },
    ),
    *route(
        "audittrail",
        DocumentAudittrail,
        ("list", "retrieve"),
        onder=f"{BRON}/<uuid:enkelvoudiginformatieobject_uuid>/",
    ),
    *route("bestandsdelen", Bestandsdelen, ("update",)),
    *route("gebruiksrechten", Gebruiksrechten, ALLES),
    *route("objectinformatieobjecten", Objecten, ("list", "create", "retrieve", "koppen", "destroy")),
    *route("verzendingen", Verzendingen, ALLES),
    schema("drc"),
    anders(),
]
