"""The routes of the APIs. No session opens them: the token does, and each action names its scopes."""

from __future__ import annotations

from keukentafel.rechten import openbaar

RECHTEN = {
    "ac:applicatie-lijst": openbaar(), "ac:applicatie-consumer": openbaar(), "ac:applicatie": openbaar(),
    "ac:anders": openbaar(),
    "ztc:catalogus-lijst": openbaar(), "ztc:catalogus": openbaar(),
    "ztc:zaaktype-lijst": openbaar(), "ztc:zaaktype": openbaar(), "ztc:zaaktype-publish": openbaar(),
    "ztc:besluittype-lijst": openbaar(), "ztc:besluittype": openbaar(), "ztc:besluittype-publish": openbaar(),
    "ztc:informatieobjecttype-lijst": openbaar(), "ztc:informatieobjecttype": openbaar(),
    "ztc:informatieobjecttype-publish": openbaar(),
    "ztc:zaakinformatieobjecttype-lijst": openbaar(), "ztc:zaakinformatieobjecttype": openbaar(),
    "ztc:statustype-lijst": openbaar(), "ztc:statustype": openbaar(),
    "ztc:resultaattype-lijst": openbaar(), "ztc:resultaattype": openbaar(),
    "ztc:roltype-lijst": openbaar(), "ztc:roltype": openbaar(),
    "ztc:eigenschap-lijst": openbaar(), "ztc:eigenschap": openbaar(),
    "ztc:zaakobjecttype-lijst": openbaar(), "ztc:zaakobjecttype": openbaar(),
    "ztc:anders": openbaar(),
    "zrc:zaak-lijst": openbaar(), "zrc:zaak": openbaar(), "zrc:zaak-zoek": openbaar(),
    "zrc:status-lijst": openbaar(), "zrc:status": openbaar(),
    "zrc:resultaat-lijst": openbaar(), "zrc:resultaat": openbaar(),
    "zrc:rol-lijst": openbaar(), "zrc:rol": openbaar(),
    "zrc:zaakobject-lijst": openbaar(), "zrc:zaakobject": openbaar(),
    "zrc:zaakeigenschap-lijst": openbaar(), "zrc:zaakeigenschap": openbaar(),
    "zrc:zaakcontactmoment-lijst": openbaar(), "zrc:zaakcontactmoment": openbaar(),
    "zrc:zaakverzoek-lijst": openbaar(), "zrc:zaakverzoek": openbaar(),
    "zrc:klantcontact-lijst": openbaar(), "zrc:klantcontact": openbaar(),
    "zrc:audittrail-lijst": openbaar(), "zrc:audittrail": openbaar(),
    "zrc:zaakbesluit-lijst": openbaar(), "zrc:zaakbesluit": openbaar(),
    "zrc:anders": openbaar(),
    "brc:besluit-lijst": openbaar(), "brc:besluit": openbaar(),
    "brc:audittrail-lijst": openbaar(), "brc:audittrail": openbaar(),
    "brc:anders": openbaar(),
}  # fmt: skip
