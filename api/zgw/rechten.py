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
}  # fmt: skip
