"""Addresses below /zaken/api/v1."""

from __future__ import annotations

from django.urls import path

from api.zgw.kern.audittrail import Audittrail
from api.zgw.kern.routes import anders, route
from api.zgw.kern.schema import schema
from api.zgw.zaken.besluiten import ZaakBesluiten
from api.zgw.zaken.bij_zaak import (
    Contactmomenten,
    Eigenschappen,
    Klantcontacten,
    Resultaten,
    Statussen,
    Verzoeken,
)
from api.zgw.zaken.documenten import ZaakDocumenten
from api.zgw.zaken.objecten import Objecten
from api.zgw.zaken.rollen import Rollen
from api.zgw.zaken.samengesteld import ZaakAfsluiten, ZaakBijwerken
from api.zgw.zaken.zaken import Zaken, verbind

verbind()


class ZaakAudittrail(Audittrail):
    """The audittrail of a zaak."""

    component, versie = "zrc", "1.5.1"
    hoofd_kwarg, hoofdbron = "zaak_uuid", Zaken


ALLES = ("list", "create", "retrieve", "koppen", "update", "partial_update", "destroy")
ONDER = "zaken/<uuid:zaak_uuid>/"

app_name = "zrc"
urlpatterns = [
    *route("zaken", Zaken, ALLES, extra={"/_zoek": {"post": "zoek_in"}}),
    *route("zaakeigenschappen", Eigenschappen, ALLES, onder=ONDER),
    *route("besluiten", ZaakBesluiten, ("list", "create", "retrieve", "destroy"), onder=ONDER),
    *route("audittrail", ZaakAudittrail, ("list", "retrieve"), onder=ONDER),
    *route("statussen", Statussen, ("list", "create", "retrieve", "koppen")),
    *route("resultaten", Resultaten, ALLES),
    *route("rollen", Rollen, ("list", "create", "retrieve", "koppen", "update", "destroy")),
    *route("zaakobjecten", Objecten, ALLES),
    *route("zaakinformatieobjecten", ZaakDocumenten, ALLES),
    *route("zaakcontactmomenten", Contactmomenten, ("list", "create", "retrieve", "destroy")),
    *route("zaakverzoeken", Verzoeken, ("list", "create", "retrieve", "destroy")),
    *route("klantcontacten", Klantcontacten, ("list", "create", "retrieve")),
    path("zaak_bijwerken/<uuid:uuid>", ZaakBijwerken.as_view({"post": "samen"}), name="zaakbijwerken"),
    path("zaak_afsluiten/<uuid:uuid>", ZaakAfsluiten.as_view({"post": "samen"}), name="zaakafsluiten"),
    schema("zrc"),
    anders(),
]
