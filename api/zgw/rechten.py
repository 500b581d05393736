"""The routes of the APIs. No session opens them: the token does, and each action names its scopes."""

from __future__ import annotations

from keukentafel.rechten import openbaar

RECHTEN = {
    "ac:applicatie-lijst": openbaar(), "ac:applicatie-consumer": openbaar(), "ac:applicatie": openbaar(),
    "ac:anders": openbaar(),
    "ztc:catalogus-lijst": openbaar(), "ztc:catalogus": openbaar(), "ztc:anders": openbaar(),
}  # fmt: skip
