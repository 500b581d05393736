"""Close Django's installation-wide signer: a value signed for one gemeente must not load in another."""

from __future__ import annotations

from typing import Any


class GeenKaalTeken:
    """SIGNING_BACKEND of signed cookies: refuses. Use `tenancy.sleutels.onderteken` (H23)."""

    def __init__(self, *_: Any, **__: Any) -> None:
        raise TypeError("Onderteken met tenancy.sleutels.onderteken: dat kent de gemeente.")
