"""Addresses below /besluiten/api/v1."""

from __future__ import annotations

from api.zgw.besluiten.besluiten import WERKWOORDEN, Besluiten
from api.zgw.besluiten.documenten import BesluitDocumenten
from api.zgw.kern.audittrail import Audittrail
from api.zgw.kern.routes import anders, route
from api.zgw.kern.schema import schema


class BesluitAudittrail(Audittrail):
    """The audittrail of a decision."""

    component, versie = "brc", "1.1.0"
    werkwoorden = WERKWOORDEN
    hoofd_kwarg, hoofdbron = "besluit_uuid", Besluiten


ALLES = ("list", "create", "retrieve", "koppen", "update", "partial_update", "destroy")

app_name = "brc"
urlpatterns = [
    *route("besluiten", Besluiten, ALLES),
    *route("audittrail", BesluitAudittrail, ("list", "retrieve"), onder="besluiten/<uuid:besluit_uuid>/"),
    *route(
        "besluitinformatieobjecten", BesluitDocumenten, ("list", "create", "retrieve", "koppen", "destroy")
    ),
    schema("brc"),
    anders(),
]
