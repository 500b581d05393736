"""The log of the web server itself, through the same scrubber as ours (`--logger-class`, H42)."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from keukentafel.env import omgeving
from keukentafel.logboeken import ZonderPersoonsgegevens
from keukentafel.logregels import Regels


class Weblog(Logger):
    """Gunicorn writes down the address of a request that broke; a BSN may stand in it."""

    def setup(self, cfg: Any) -> None:
        """Put the scrubber on every handler that gunicorn made, and our way of writing where that is JSON."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.addFilter(ZonderPersoonsgegevens())
                if omgeving.log == "json":
                    handler.setFormatter(Regels())
