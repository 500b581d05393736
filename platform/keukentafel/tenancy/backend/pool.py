"""What a connection must lose before another request may have it (H13, H15)."""

from __future__ import annotations

from typing import Any

from keukentafel.tenancy import zaaifouten

SCHOON = (
    "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DEALLOCATE ALL; UNLISTEN *; "
    "SELECT pg_advisory_unlock_all(); DISCARD PLANS; DISCARD TEMP; DISCARD SEQUENCES; "
    "SET TimeZone TO 'UTC'"
)


def maak_schoon(verbinding: Any) -> None:
    """Reset a psycopg connection that goes back to the pool; a failure discards the connection."""
    if zaaifouten.staat_aan("pool_zonder_schoonmaak"):
        return
    verbinding.execute(SCHOON)
    if not verbinding.autocommit:
        verbinding.commit()
