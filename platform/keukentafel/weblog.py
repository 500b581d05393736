"""The log of the web server itself, through the same scrubber as ours (`--logger-class`, H42)."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from keukentafel.logboeken import ZonderPersoonsgegevens


class Weblog(Logger):
    """Gunicorn writes down the address of a request that broke; a BSN may stand in it."""

    def setup(self, cfg: Any) -> None:
        """Put the scrubber on every handler that gunicorn made."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.addFilter(ZonderPersoonsgegevens())
