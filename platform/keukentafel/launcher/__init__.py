"""Starts what Keukentafel stands on, for the demo and the tests: PostgreSQL, a broker, workers, the web.

Production does not use this package; there the parts are services of their own (`deploy/`).
"""

from keukentafel.launcher.fouten import StartFout

__all__ = ["StartFout"]
