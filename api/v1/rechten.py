"""The routes of our own API. No session opens them: a token does.

Each operation goes by the row of the screen that does the same (`Bron.schermen`), so the rights stand in
one place.
"""

from __future__ import annotations

from api.v1.urls import urlpatterns
from keukentafel.rechten import openbaar

RECHTEN = {f"api:{patroon.name}": openbaar() for patroon in urlpatterns}
