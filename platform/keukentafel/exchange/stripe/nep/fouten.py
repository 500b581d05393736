"""The one way in which Stripe says no."""

from __future__ import annotations

from typing import Any


class Nee(Exception):
    """An error as the API gives it: a status, a type, sometimes a code and the parameter that was wrong."""

    def __init__(self, status: int, soort: str, bericht: str, *, code: str = "", param: str = "") -> None:
        super().__init__(bericht)
        self.status, self.soort, self.bericht, self.code, self.param = status, soort, bericht, code, param

    def lichaam(self) -> dict[str, Any]:
        """Return the body of the answer."""
        fout: dict[str, Any] = {"type": self.soort, "message": self.bericht}
        if self.code:
            fout["code"] = self.code
        if self.param:
            fout["param"] = self.param
        return {"error": fout}


def ontbreekt(soort: str, sleutel: str) -> Nee:
    """Return the error of an object that is not there."""
    return Nee(
        404,
        "invalid_request_error",
        f"No such {soort}: '{sleutel}'",
        code="resource_missing",
        param="id",
    )


def ongeldig(bericht: str, *, param: str = "", code: str = "") -> Nee:
    """Return the error of a request that cannot be done."""
    return Nee(400, "invalid_request_error", bericht, param=param, code=code)
